"""Rendered notes and their stamps → the bytes of an ``.apkg`` file.

Chosen: Anki's oldest container (one SQLite file in a zip), which every client reads, deflated, with
ids and times from the lock and fixed dates in the zip. Rejected: Anki's own library, which is heavy
and under the AGPL, and its newer container, which old clients cannot read and which is no smaller.
Look again when Anki stops reading the old one.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from nnexport.deck.document import Deck
from nnexport.deck.identity import derive_anki_deck_id
from nnexport.deck.lock import Lock, locked_notes
from nnexport.errors import NnexportError
from nnexport.exporters.anki.collection import StampedNote, card_ordinals, write_collection
from nnexport.exporters.anki.decks import anki_deck_name, describe_deck
from nnexport.exporters.anki.fields import RenderedNote
from nnexport.exporters.anki.note_types import NOTE_TYPES

if TYPE_CHECKING:
    import genanki

_LEVEL = 4
"""Of deflate. The usual 6 takes three times as long to save a twentieth. Other implementations,
zlib-ng and ISA-L, save a fifteenth or most of the time, but where they were missing, the same deck
would give other bytes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a picture or sound."""

    size: int
    """In bytes."""

    is_loose: bool
    """It becomes much smaller by compressing."""

    read: Callable[[], Iterable[bytes]]
    """Gives the bytes, a piece at a time: a film must not stand in memory."""


_RESERVED_NAME = re.compile(r"collection\.apkg|backup-.*\.apkg|.*\.colpkg", re.IGNORECASE)


def is_reserved_name(file_name: str) -> bool:
    """Tell whether Anki takes a file of this name for a backup, which replaces all decks."""
    return _RESERVED_NAME.fullmatch(file_name) is not None


def build_package(deck: Deck, rendered: Sequence[RenderedNote], lock: Lock) -> bytes:
    """Return the package of notes without pictures and sounds; see ``write_package``."""
    buffer = io.BytesIO()
    write_package(buffer, deck, rendered, lock)
    return buffer.getvalue()


def write_package(
    file: IO[bytes],
    deck: Deck,
    rendered: Sequence[RenderedNote],
    lock: Lock,
    contents: Mapping[str, Contents] = MappingProxyType({}),
) -> None:
    """Write the package of these notes, in this order. Equal input gives equal bytes.

    ``contents``: the files by their names in the package, for all names in ``rendered``. The bytes
    also depend on the versions of SQLite and zlib; what Anki reads does not.

    Errors: ``NnexportError`` for two notes with one GUID; ``ValueError`` for a note or note type
    that the lock has no stamp for.
    """
    media = {name: contents[name] for name in sorted(chain(*(note.media for note in rendered)))}
    _check_guids(rendered)
    notes = _stamp(rendered, lock)
    names = dict.fromkeys(note.deck_name for note in rendered)
    if rendered:
        # It is there even if all notes are in subdecks: its page has the description.
        names = {anki_deck_name(deck): None, **names}
    deck_ids = {name: derive_anki_deck_id(deck.id, name) for name in names}
    with tempfile.TemporaryDirectory(prefix="nnexport-") as folder:
        database = Path(folder, "collection.anki2")
        kinds = {note.kind for note in rendered}
        definitions = _define(_describe(deck, rendered), deck_ids, kinds, lock)
        write_collection(database, definitions, deck_ids, notes)
        _zip(file, database, media)


def _check_guids(rendered: Iterable[RenderedNote]) -> None:
    """Anki would import both and from then on update only one of them, without a word."""
    owners: dict[str, RenderedNote] = {}
    for note in rendered:
        other = owners.setdefault(note.guid, note)
        if other is not note:
            raise NnexportError(
                f"the notes {other.id} and {note.id} would have the same GUID in Anki",
                help="Change the id of the one that is not yet in Anki.",
            )


def _stamp(rendered: Sequence[RenderedNote], lock: Lock) -> list[StampedNote]:
    locked = locked_notes(lock)
    notes = []
    for position, note in enumerate(rendered, start=1):
        entry = locked.get(note.id)
        if entry is None or entry.created is None or entry.mod is None:
            raise ValueError(f"note {note.id} has no stamp in the lock")
        notes.append(StampedNote(note, entry.created, entry.mod, position))
    return notes


def _define(
    description: str, deck_ids: Mapping[str, int], kinds: Set[str], lock: Lock
) -> genanki.Package:
    """Return the decks, the first one described, and the note types, without notes."""
    # Imported here: it takes a tenth of a second, which `nnexport --help` must not pay.
    import genanki

    from nnexport.exporters.anki.genanki_stamped import StampedModel

    stamps = {stamp.kind: stamp for stamp in lock.note_types}
    if not kinds <= stamps.keys():
        raise ValueError("a note type has no stamp in the lock")
    texts = chain([description], repeat(""))
    decks = [
        genanki.Deck(deck_id, name, text)
        for (name, deck_id), text in zip(deck_ids.items(), texts, strict=False)
    ]
    for each in decks[:1]:  # Note types belong to no deck; genanki just collects them from decks.
        for kind in sorted(kinds):
            each.add_model(StampedModel(NOTE_TYPES[kind], stamps[kind].mod))
    return genanki.Package(decks)


def _describe(deck: Deck, rendered: Sequence[RenderedNote]) -> str:
    ids = {each.id for each in rendered}
    exported = [note for note in deck.exported_notes if (note.was or note.id) in ids]
    return describe_deck(deck, exported, sum(len(card_ordinals(note)) for note in rendered))


def _zip(file: IO[bytes], database: Path, media: Mapping[str, Contents]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        # In pieces, each compressed at once; opened by name, entries have no date of their own.
        is_large = database.stat().st_size > zipfile.ZIP64_LIMIT // 2
        with (
            database.open("rb") as source,
            package.open("collection.anki2", "w", force_zip64=is_large) as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        with package.open("media", "w") as target:
            target.write(json.dumps(dict(enumerate(media)), ensure_ascii=False).encode())
        for number, contents in enumerate(media.values()):
            _add_media(package, str(number), contents)
        for entry in package.infolist():
            # Otherwise these say on which system the file was made.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16


def _add_media(package: zipfile.ZipFile, name: str, contents: Contents) -> None:
    entry = zipfile.ZipInfo(name)
    # Most of what stands in a deck is packed by itself; deflate would read it all for nothing.
    entry.compress_type = zipfile.ZIP_DEFLATED if contents.is_loose else zipfile.ZIP_STORED
    is_large = contents.size > zipfile.ZIP64_LIMIT // 2
    with package.open(entry, "w", force_zip64=is_large) as target:
        for chunk in contents.read():
            target.write(chunk)
