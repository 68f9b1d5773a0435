"""Rendered notes and their stamps → the SQLite database that a package holds.

genanki makes what a package is made of: the tables, the note types and the decks. The rows of notes
and cards are written here, all in one statement, because genanki keeps an object for each of them,
gives all one time and numbers them from the clock: Anki would then take either nothing or
everything for changed. That way writing takes a quarter of the time, and no memory.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nnexport.exporters.anki.fields import RenderedNote
from nnexport.exporters.anki.note_types import NOTE_TYPES

if TYPE_CHECKING:
    import genanki


class StampedNote(NamedTuple):
    """A note with what the lock remembers of it."""

    note: RenderedNote
    created: int
    """Unix time in milliseconds: also Anki's id of the note."""

    mod: int
    """Unix time in seconds when it last changed."""

    due: int
    """Its position among new notes, from 1."""


_SET_UP = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
"""
"""Pages hold several notes each; with SQLite's own size a fifth of the file would be empty. Nothing
needs to survive a crash: the file is a temporary one."""

_INSERT_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_INSERT_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


def write_collection(
    path: Path, package: genanki.Package, deck_ids: dict[str, int], notes: Sequence[StampedNote]
) -> None:
    """Write a new database: what genanki makes of ``package``, then these notes and their cards.

    ``deck_ids``: Anki's id of each deck by its name.

    Errors: ``ValueError`` for a note that has not as many fields as its note type.
    """
    # In the order of their keys, rows go to the end of the tables, and pages become full.
    notes = sorted(notes, key=lambda each: each.created)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_SET_UP)
        package.write_to_db(connection.cursor(), 0, iter(()))
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.executemany(_INSERT_NOTE, map(_note_row, notes))
        connection.executemany(_INSERT_CARD, _card_rows(notes, deck_ids))
        # At the end, as each is then sorted once instead of being kept in order row by row.
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("COMMIT")


_NoteRow = tuple[int, str, int, int, str, str, str]
_CardRow = tuple[int, int, int, int, int, int]


def _note_row(stamped: StampedNote) -> _NoteRow:
    note = stamped.note
    note_type = NOTE_TYPES[note.kind]
    if len(note.fields) != len(note_type.fields):
        raise ValueError(f"note {note.id} has {len(note.fields)} fields")
    return (
        stamped.created,
        note.guid,
        note_type.id,
        stamped.mod,
        f" {' '.join(note.tags)} ",
        "\x1f".join(note.fields),
        note.fields[0],
    )


def _card_rows(notes: Iterable[StampedNote], deck_ids: dict[str, int]) -> Iterator[_CardRow]:
    """Yield the cards. A note's first one has the note's own number, others the next free ones.

    Anki knows the cards of a known note by their place in the note, so only a new one's number
    counts, and only as the time at which the card was made.
    """
    taken = {stamped.created for stamped in notes}
    for stamped in notes:
        card_id = stamped.created
        deck_id = deck_ids[stamped.note.deck_name]
        for at, ordinal in enumerate(card_ordinals(stamped.note)):
            while at and card_id in taken:
                card_id += 1
            taken.add(card_id)
            yield card_id, stamped.created, deck_id, ordinal, stamped.mod, stamped.due


# Also one inside of another and one that hides nothing; every one that is alive has its end.
_DELETION = re.compile(r"\{\{c(\d+)::")


def card_ordinals(note: RenderedNote) -> Sequence[int]:
    """Return which cards Anki makes of a note, 0-based and in order."""
    if note.kind == "basic":
        return (0,)
    return sorted({int(number) - 1 for number in _DELETION.findall(note.fields[0])} - {-1})
