"""An author who publishes and a student who studies, for tests of what years of updates do.

The author's deck goes through the YAML file and its lock as everybody's does; the student has a
real Anki collection. Both live by one calendar, which never stands still by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nnexport import building, updating
from nnexport.cli import main
from nnexport.deck.canonical import dump_deck
from nnexport.deck.document import Deck, Note
from nnexport.deck.identity import derive_guid
from nnexport.exporters.anki import stamping
from nnexport.exporters.anki.diff import DeckDiff
from nnexport.exporters.anki.note_types import BASIC, note_type_hashes
from nnexport.exporters.anki.package_diff import PackageDiff
from tests.real_anki import Learner

START = 1_763_719_200
"""2025-11-21T10:00:00Z, in the past: Anki compares times with its own clock."""

Schedule = tuple[int | str, ...]


@dataclass
class Calendar:
    """The time that both go by."""

    now: int = START

    def pass_days(self, days: int = 1) -> int:
        self.now += days * 86_400
        return self.now


class Author:
    """Somebody who keeps a deck in YAML and publishes packages of it."""

    def __init__(self, folder: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "biology.yaml"
        self.lock = folder / "biology.lock.yaml"
        self.calendar = calendar
        self.monkeypatch = monkeypatch
        # The present look was made before the story begins, one of a test when it is published.
        dates = dict.fromkeys(note_type_hashes().values(), START)
        monkeypatch.setattr(stamping, "look_dates", lambda: dates)
        self.told: tuple[str, ...] = ()
        """Codes of what the last build said."""
        self.deck = Deck("biology", "Biology", "Science::Biology", tags=("biology",))

    def write(self, *ids: str, **changes: Any) -> None:
        """Add notes that ask for the numbers of their ids."""
        notes = [
            replace(Note(each, f"What is {each}?", f"It is **{each}**."), **changes) for each in ids
        ]
        self.deck = replace(self.deck, notes=(*self.deck.notes, *notes))

    def change(self, note_id: str, **changes: Any) -> None:
        notes = (
            replace(note, **changes) if note.id == note_id else note for note in self.deck.notes
        )
        self.deck = replace(self.deck, notes=tuple(notes))

    def remove(self, *ids: str) -> None:
        notes = tuple(note for note in self.deck.notes if note.id not in ids)
        self.deck = replace(self.deck, notes=notes)

    def publish(self, at: int | None = None, after: Path | None = None) -> bytes:
        """Write the deck and build its package; ``at``: what the author's clock says."""
        self.path.write_text(dump_deck(self.deck), "utf-8")
        now = self.calendar.now if at is None else at
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
        # Named, so that it is made anew although only a test's patches have changed the program.
        package = self.path.with_suffix(".apkg")
        options = building.BuildOptions(("anki",), package, after=after)
        outcome = building.build(self.path, options)
        assert not outcome.failed, outcome.diagnostics
        self.told = tuple(each.code for each in outcome.diagnostics)
        return package.read_bytes()

    def difference(self) -> DeckDiff:
        """Return what `nnexport diff` says of the deck as it is now."""
        self.path.write_text(dump_deck(self.deck), "utf-8")
        difference, outcome = updating.diff(self.path)
        assert difference is not None, outcome.diagnostics
        return difference

    def difference_from(self, package: Path, base: Path | None = None) -> PackageDiff:
        """Return what `nnexport diff --against` says of a package."""
        self.path.write_text(dump_deck(self.deck), "utf-8")
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(self.calendar.now))
        difference, outcome = updating.diff_against(self.path, package, base)
        assert difference is not None, outcome.diagnostics
        return difference

    def guid(self, note_id: str, kind: str = "basic") -> str:
        return derive_guid(self.deck.id, kind, note_id)


class Student(Learner):
    """A learner whose reviews and edits are worth something."""

    def __init__(self, library: Any, folder: Path, calendar: Calendar, author: Author) -> None:
        super().__init__(library, folder)
        self.calendar = calendar
        self.author = author

    def read(self, package: bytes) -> dict[str, int]:
        """Import a package; nothing that was reviewed or set on a card may change by it."""
        before, reviews = self.schedules(), self.reviews()
        counts = self.read_package(package)
        after = self.schedules()
        assert {card: after.get(card) for card in before} == before
        assert self.reviews() == reviews
        self.expect_no_duplicate()
        return counts

    def study(self, count: int = 3, ease: int = 3, deck: str = "Science::Biology") -> list[str]:
        """Review the next cards of a deck and return the GUIDs of their notes."""
        scheduler = self.collection.sched
        self.collection.decks.select(self.collection.decks.id_for_name(deck))
        guids: list[str] = []
        for _ in range(count):
            card = scheduler.getCard()
            if card is None:
                break
            scheduler.answerCard(card, ease)
            guids.append(card.note().guid)
        return guids

    def edit(self, note_id: str, tags: Sequence[str] = (), **fields: str) -> None:
        """Change a note as Anki's editor does, today."""
        note = self.note_of(note_id)
        for name, text in fields.items():
            note[name] = text
        note.tags = [*note.tags, *tags]
        self.save(note)

    def save(self, note: Any) -> None:
        self.collection.update_note(note)
        self._date("notes", "mod", note.id)

    def restyle(self, css: str) -> None:
        """Add to the styling of our note type as Anki's card editor does, today."""
        models = self.collection.models
        models.update_dict(models.get(BASIC.id) | {"css": BASIC.css + css})
        self._date("notetypes", "mtime_secs", BASIC.id)

    def _date(self, table: str, column: str, number: int) -> None:
        # Anki's own clock is not that of the test.
        query = f"update {table} set {column} = ? where id = ?"
        self.collection.db.execute(query, self.calendar.now, number)

    def export(self, *, legacy: bool = False) -> Path:
        """Export everything as Anki's dialog does: in the newest container, or in the old one."""
        path = self.folder / f"mine-{'old' if legacy else 'new'}.apkg"
        options = self.library.ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy
        )
        self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def texts(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return what each note says, by GUID."""
        rows = self.collection.db.all("select guid, flds, tags from notes")
        return {guid: (fields, frozenset(tags.split())) for guid, fields, tags in rows}

    def delete(self, note_id: str) -> None:
        self.collection.remove_notes([self.note_of(note_id).id])

    def has(self, note_id: str) -> bool:
        return bool(self.find(note_id))

    def find(self, note_id: str) -> list[int]:
        guids = [self.author.guid(note_id, kind) for kind in ("basic", "cloze")]
        query = f"select id from notes where guid in ({', '.join(map(repr, guids))})"
        return list(self.collection.db.list(query))

    def note_of(self, note_id: str) -> Any:
        """Return the only note of a question; an error if there are two."""
        (number,) = self.find(note_id)
        return self.collection.get_note(number)

    def answer(self, note_id: str) -> str:
        return str(self.note_of(note_id)["Answer"])

    def card(self, note_id: str) -> Any:
        return self.note_of(note_id).cards()[0]

    def css(self) -> str:
        return str(self.collection.models.get(BASIC.id)["css"])

    def deck_of(self, note_id: str) -> str:
        return str(self.collection.decks.name(self.card(note_id).did))

    def schedules(self) -> dict[tuple[str, int], Schedule]:
        """Return all that Anki knows of each card, by the note's GUID and the card's number."""
        rows = self.collection.db.all(
            "select n.guid, c.ord, c.id, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps,"
            " c.lapses, c.left, c.odue, c.odid, c.flags, c.data"
            " from cards c join notes n on n.id = c.nid"
        )
        return {(guid, number): tuple(rest) for guid, number, *rest in rows}

    def reviews(self) -> list[Any]:
        return list(self.collection.db.all("select * from revlog order by id"))

    def expect_no_duplicate(self) -> None:
        guids = self.collection.db.list("select guid from notes")
        assert len(guids) == len(set(guids))
        names = [each.name for each in self.collection.models.all_names_and_ids()]
        ours = [name for name in names if name.startswith("nnexport")]
        assert set(ours) <= {"nnexport Basic", "nnexport Cloze"}
        assert len(ours) == len(set(ours))

    def expect_sound(self) -> None:
        """Let Anki look for broken rows; it may mend silently, so compare what it counts."""
        counts = self.collection.note_count(), self.collection.card_count()
        message, sound = self.collection.fix_integrity()
        # Where Anki noted a review but not its time on the card, it adds that, whatever we wrote.
        mended = [line for line in message.splitlines() if "last review time" not in line]
        assert sound or len(mended) == 1, message
        assert counts == (self.collection.note_count(), self.collection.card_count())


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def author(tmp_path: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> Author:
    author = Author(tmp_path, calendar, monkeypatch)
    author.write("one", "two", "three", "four", "five")
    return author


@pytest.fixture
def student(
    anki_library: Any, tmp_path: Path, calendar: Calendar, author: Author
) -> Iterator[Student]:
    folder = tmp_path / "student"
    folder.mkdir()
    student = Student(anki_library, folder, calendar, author)
    yield student
    student.collection.close()


@pytest.fixture
def reader(student: Student, author: Author, calendar: Calendar) -> Student:
    student.read(author.publish())
    calendar.pass_days()
    student.study(3)
    return student


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
