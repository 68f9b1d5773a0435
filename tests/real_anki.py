"""The real Anki as a fixture: a fresh collection that imports packages as a learner's would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def anki_library() -> Any:  # a library without types
    """Anki's own library; `make test` sets the variable where it cannot be installed."""
    try:
        import anki.collection
        import anki.lang
    except ImportError as problem:
        if os.environ.get("NNEXPORT_WITHOUT_ANKI") == "1":
            pytest.skip("without the anki library")
        pytest.fail(f"{problem}: install requirements/anki.txt, or set NNEXPORT_WITHOUT_ANKI=1")
    anki.lang.set_lang("en_US")
    return anki.collection


class Learner:
    """Somebody with a fresh collection who imports our packages with Anki's default options."""

    def __init__(self, library: Any, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self.collection = library.Collection(str(folder / "collection.anki2"))

    def read_package(self, data: bytes) -> dict[str, int]:
        """Import a package; return how many notes were new, updated and the same."""
        path = self.folder / "deck.apkg"
        path.write_bytes(data)
        request = self.library.ImportAnkiPackageRequest(
            package_path=str(path), options=self.library.ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()  # Or it would go on showing the old note types.
        counts = {"new": len(log.new), "updated": len(log.updated), "same": len(log.duplicate)}
        assert len(log.conflicting) == 0
        return {name: count for name, count in counts.items() if count}

    def note(self, guid: str) -> Any:
        (note_id,) = self.collection.db.list("select id from notes where guid = ?", guid)
        return self.collection.get_note(note_id)

    def cards(self) -> list[Any]:
        """Return all cards in the order in which new ones are shown."""
        ids = self.collection.db.list("select id from cards order by due")
        return [self.collection.get_card(card_id) for card_id in ids]


@pytest.fixture
def learner(anki_library: Any, tmp_path: Path) -> Iterator[Learner]:
    learner = Learner(anki_library, tmp_path)
    yield learner
    learner.collection.close()
