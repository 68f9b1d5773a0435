"""A throw-away collection of the real Anki. Only the worker imports this module."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anki.collection
import anki.lang

from nnexport.verifying.facts import Import

Collection = Any
"""Anki's; its library has no types that would hold for all its versions."""


class RefusedError(Exception):
    """Anki cannot import a package; the message is Anki's."""


@contextmanager
def fresh_collection() -> Iterator[Collection]:
    """Give an empty collection, and leave nothing of it behind."""
    # Or its checks that name things fail.
    anki.lang.set_lang("en_US")
    with tempfile.TemporaryDirectory(prefix="nnexport-verify-") as folder:
        collection = anki.collection.Collection(str(Path(folder, "collection.anki2")))
        try:
            yield collection
        finally:
            collection.close()


def import_package(collection: Collection, path: str) -> Import:
    """Import a package with the options that Anki offers.

    Errors: :class:`RefusedError`.
    """
    request = anki.collection.ImportAnkiPackageRequest(
        package_path=str(Path(path).resolve()), options=anki.collection.ImportAnkiPackageOptions()
    )
    try:
        log = collection.import_anki_package(request).log
    except Exception as error:
        raise RefusedError(plain(str(error)) or type(error).__name__) from error
    finally:
        # Or it would go on showing the old note types.
        collection.models._clear_cache()
    return Import(
        found=log.found_notes,
        new=len(log.new),
        updated=len(log.updated),
        same=len(log.duplicate),
        conflicting=len(log.conflicting),
    )


def plain(text: str) -> str:
    """Return what Anki says, which may be HTML, as one line."""
    bare = re.sub("<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    # Anki marks inserted numbers with signs for the direction of writing.
    return " ".join(re.sub("[\u2066-\u2069]", "", html.unescape(bare)).split())


def name_of(fields: str) -> str:
    """Return how to call a note in a message: the beginning of its first field."""
    text = plain(fields.split("\x1f")[0])
    return f"“{text}”" if len(text) <= _LONGEST_NAME else f"“{text[: _LONGEST_NAME - 1].rstrip()}…”"


_LONGEST_NAME = 60
