"""Two packages of a deck, one after the other, as its author makes them with the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Note, NoteId
from tests.media_files import png
from tests.torture import CLOCK, write_torture

QUESTIONS = Path(__file__).parents[2] / "questions"


@dataclass(frozen=True)
class Packages:
    """A package and the one after it."""

    name: str
    first: Path
    second: Path
    expected: dict[str, int]
    """How many notes the second brings, changes and leaves alone."""


def make_packages(folder: Path) -> tuple[Packages, ...]:
    """Make the packages of the torture deck and of the shipped one in a folder."""
    shipped = folder / "shipped"
    shutil.copytree(QUESTIONS, shipped)
    torture = folder / "torture"
    torture.mkdir()
    return (
        _make("torture", write_torture(torture)),
        _make("shipped", shipped / "neural-networks.yaml"),
    )


def _make(name: str, path: Path) -> Packages:
    loaded, problems = load_deck(path.read_text("utf-8"), path.name)
    assert loaded is not None, problems
    _export(path, path.with_name("first.apkg"), CLOCK)
    exported = [note for note in loaded.deck.exported_notes if note.has_answer or note.cards]
    # Of these, a look at the text is enough to see that the next import changes them.
    edited = {note.id for note in exported[::7]}
    redrawn = {note.id for note in exported if DRAWN in note.question + note.answer}
    removed = exported[1]
    new = Note(NoteId("new-one"), "What is new in the second package?", "This note.")
    deck = _edit(loaded.deck, edited, removed.id, new)
    path.write_text(dump_deck(deck), "utf-8")
    if redrawn:
        path.with_name("a").joinpath(Path(DRAWN).name).write_bytes(png(200, 9))
    _export(path, path.with_name("second.apkg"), CLOCK + 86_400)
    changed = (edited | redrawn) - {removed.id}
    same = len(exported) - len(changed) - 1
    expected = {"new": 1, "updated": len(changed), "same": same, "refused": 0}
    return Packages(name, path.with_name("first.apkg"), path.with_name("second.apkg"), expected)


DRAWN = "a/leaf.png"
"""A picture of the torture deck that somebody draws again."""


def _edit(deck: Deck, edited: set[NoteId], removed: NoteId, new: Note) -> Deck:
    """Return the deck as its author has it a day later: also in another order."""
    notes = [_edit_note(note) if note.id in edited else note for note in deck.notes]
    return replace(deck, notes=(new, *(note for note in notes if note.id != removed)))


def _edit_note(note: Note) -> Note:
    """Return a note with another answer or, every other one, with a tag and another question."""
    if len(note.id) % 2:
        return replace(note, answer=f"{note.answer}\n\nAdded *later*.")
    return replace(note, tags=(*note.tags, "later"), question=f"{note.question}\n\n(Reworded.)")


def _export(path: Path, package: Path, clock_s: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "nnexport", "anki", path.name, "-o", package.name],
        cwd=path.parent,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(clock_s)},
        check=True,
        capture_output=True,
    )
