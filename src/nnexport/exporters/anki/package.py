"""Rendered notes and their stamps → the bytes of an ``.apkg`` file.

Chosen: Anki's oldest container (one SQLite file in a zip), which every client reads, deflated, with
ids and times from the lock and fixed dates in the zip. Rejected: Anki's own library, which is heavy
and under the AGPL, and its newer container, which old clients cannot read and which is no smaller.
Look again when Anki stops reading the old one.
"""

from __future__ import annotations

import html
import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck
from nnexport.deck.identity import derive_anki_deck_id
from nnexport.deck.lock import Lock, locked_notes
from nnexport.errors import NnexportError
from nnexport.exporters.anki.fields import RenderedNote
from nnexport.exporters.anki.note_types import NOTE_TYPES

if TYPE_CHECKING:
    import genanki

    from nnexport.exporters.anki.genanki_stamped import StampedNote

# The earliest that a zip can say; a real date would change the bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_RESERVED_NAME = re.compile(r"collection\.apkg|backup-.*\.apkg|.*\.colpkg", re.IGNORECASE)


def is_reserved_name(file_name: str) -> bool:
    """Tell whether Anki takes a file of this name for a backup, which replaces all decks."""
    return _RESERVED_NAME.fullmatch(file_name) is not None


def build_package(deck: Deck, rendered: Sequence[RenderedNote], lock: Lock) -> bytes:
    """Return the package of these notes, in this order. Equal input gives equal bytes.

    The bytes also depend on the versions of SQLite and zlib; what Anki reads does not.

    Errors: ``NnexportError`` for two notes with one GUID; ``ValueError`` for a note or note type
    that the lock has no stamp for.
    """
    # Imported here: it takes a tenth of a second, which `nnexport --help` must not pay.
    import genanki

    _check_guids(rendered)
    notes = _stamp(rendered, lock)
    _number_cards(notes)
    decks: dict[str, genanki.Deck] = {}
    for each, note in zip(rendered, notes, strict=True):
        if each.deck_name not in decks:
            decks[each.deck_name] = genanki.Deck(
                derive_anki_deck_id(deck.id, each.deck_name), each.deck_name, _describe(deck)
            )
        decks[each.deck_name].add_note(note)
    return _zip(_write_database(genanki.Package(list(decks.values()))))


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
    from nnexport.exporters.anki.genanki_stamped import StampedModel, StampedNote

    stamps = {stamp.kind: stamp for stamp in lock.note_types}
    kinds = {note.kind for note in rendered}
    if not kinds <= stamps.keys():
        raise ValueError("a note type has no stamp in the lock")
    models = {kind: StampedModel(NOTE_TYPES[kind], stamps[kind].mod) for kind in sorted(kinds)}
    locked = locked_notes(lock)
    notes = []
    for position, note in enumerate(rendered, start=1):
        entry = locked.get(note.id)
        if entry is None or entry.created is None or entry.mod is None:
            raise ValueError(f"note {note.id} has no stamp in the lock")
        fields, tags = list(note.fields), list(note.tags)
        stamped = StampedNote(
            models[note.kind], fields, note.guid, tags, position, entry.created, entry.mod
        )
        notes.append(stamped)
    return notes


def _number_cards(notes: Iterable[StampedNote]) -> None:
    """Give the first card of each note the note's own number, and others the next free ones.

    Anki knows the cards of a known note by their place in the note, so only a new one's number
    counts, and only as the time at which the card was made.
    """
    notes = list(notes)
    taken = {note.note_id for note in notes}
    for note in notes:
        card_id = note.note_id
        for _ in note.ordinals:
            while note.card_ids and card_id in taken:
                card_id += 1
            note.card_ids.append(card_id)
            taken.add(card_id)


def _describe(deck: Deck) -> str:
    """Return the text on the deck's page in Anki; empty for a deck without sources.

    Anki replaces a learner's own with it at every import, unless it is empty. It says only what
    stays: no count, no date.
    """
    if not deck.sources:
        return ""
    titles = ", ".join(source.title or source.id for source in deck.sources)
    return html.escape(f"{deck.title}. Sources: {titles}.", quote=False)


def _write_database(package: genanki.Package) -> bytes:
    # Not `write_to_file`: it leaves its temporary database behind and dates the zip by it.
    with tempfile.TemporaryDirectory(prefix="nnexport-") as folder:
        path = Path(folder, "collection.anki2")
        connection = sqlite3.connect(path)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            package.write_to_db(connection.cursor(), 0, iter(()))
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()


def _zip(database: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Otherwise these say on which system the file was made.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return buffer.getvalue()
