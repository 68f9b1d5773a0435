"""Whatever an author and a student do, in whatever order: no duplicate, no review lost, the last
change is shown, and an own edit stays where the note did not change.

The machine knows what the deck says and when that changed last, from the deck alone; of the lock
and of stamps it knows nothing but the rule that a change is never earlier than the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from nnexport.deck.document import Note
from nnexport.exporters.anki import render_notes
from nnexport.exporters.anki.package_diff import PackageDiff
from tests.anki_people import Author, Calendar, Student

WORDS = st.sampled_from(["red", "green", "blue"])
TAGS = st.lists(st.sampled_from(["easy", "hard", "exam::june"]), max_size=2, unique=True)

Text = tuple[tuple[str, ...], frozenset[str]]
"""Fields and tags of a note."""


@dataclass(frozen=True)
class Said:
    """What a note says, and when whoever changed it last did so."""

    text: Text
    since: int


@dataclass(frozen=True)
class Issue:
    """A package, and what is in it by GUID."""

    data: bytes = field(repr=False)
    notes: dict[str, Said]
    guids: dict[str, str]
    """By the id of the question."""


class Histories(RuleBasedStateMachine):
    """An author and a student, each at their own pace."""

    def __init__(self, library: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.calendar = Calendar()
        self.author = Author(folder, self.calendar, monkeypatch)
        self.student = Student(library, folder, self.calendar, self.author)
        self.told: dict[str, tuple[str, Said]] = {}
        """What was published last of each question, with the GUID that it had."""
        self.held: dict[str, Said] = {}
        """What the student should see, by GUID."""
        self.issues: list[Issue] = []
        self.gone: list[Note] = []
        self.count = 0
        self.has_forgotten = False
        """The lock was lost, and with it what it knew of removed questions."""

    def teardown(self) -> None:
        self.student.expect_sound()
        self.student.collection.close()

    # --- the author

    @initialize(count=st.integers(1, 5))
    def begin(self, count: int) -> None:
        for _ in range(count):
            self.add(0)
        self.publish_and_read()

    @rule(at=st.integers(0, 5))
    def add(self, at: int) -> None:
        self.count += 1
        self.author.write(f"n{self.count}")
        *others, last = self.author.deck.notes
        self.author.deck = replace(self.author.deck, notes=(*others[:at], last, *others[at:]))

    def some_note(self, data: st.DataObject) -> Note:
        return data.draw(st.sampled_from(self.author.deck.notes))

    def has_notes(self) -> bool:
        return bool(self.author.deck.notes)

    @precondition(has_notes)
    @rule(data=st.data(), word=WORDS)
    def answer(self, data: st.DataObject, word: str) -> None:
        self.author.change(self.some_note(data).id, answer=f"It is {word}.")

    @precondition(has_notes)
    @rule(data=st.data(), word=WORDS)
    def reword(self, data: st.DataObject, word: str) -> None:
        note = self.some_note(data)
        self.author.change(note.id, question=f"What is {note.id} if {word}?")

    @precondition(has_notes)
    @rule(data=st.data(), tags=TAGS)
    def tag(self, data: st.DataObject, tags: list[str]) -> None:
        self.author.change(self.some_note(data).id, tags=tuple(tags))

    @precondition(has_notes)
    @rule(data=st.data())
    def hide_in_a_cloze_deletion_or_show_again(self, data: st.DataObject) -> None:
        note = self.some_note(data)
        if note.cards == "cloze":
            self.author.change(note.id, cards="", answer="It is plain.")
        else:
            self.author.change(note.id, cards="cloze", answer="It is {{c1::hidden}}.")

    @precondition(has_notes)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        note = self.some_note(data)
        self.count += 1
        self.author.change(note.id, id=f"n{self.count}", was=note.was or note.id)

    @precondition(has_notes)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        note = self.some_note(data)
        self.gone.append(note)
        self.author.remove(note.id)

    @precondition(lambda self: self.gone)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        note = data.draw(st.sampled_from(self.gone))
        self.gone.remove(note)
        self.author.deck = replace(self.author.deck, notes=(*self.author.deck.notes, note))

    @precondition(has_notes)
    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        notes = data.draw(st.permutations(self.author.deck.notes))
        self.author.deck = replace(self.author.deck, notes=tuple(notes))

    @precondition(has_notes)
    @rule(late_days=st.sampled_from([0, 0, 0, 3, 400]))
    def publish(self, late_days: int = 0, after: Path | None = None) -> None:
        """Publish, on a computer whose clock may be late."""
        clock = self.calendar.now - 86_400 * late_days
        data = self.author.publish(clock, after)
        notes: dict[str, Said] = {}
        guids: dict[str, str] = {}
        for rendered in render_notes(self.author.deck)[0]:
            text = (rendered.fields, frozenset(rendered.tags))
            guid, said = self.told.get(rendered.id, ("", Said(text, 0)))
            if (guid, said.text) != (rendered.guid, text):
                said = Said(text, max(said.since + 1, clock))
            self.told[rendered.id] = rendered.guid, said
            notes[rendered.guid] = said
            guids[rendered.id] = rendered.guid
        self.issues.append(Issue(data, notes, guids))

    @precondition(has_notes)
    @rule(late_days=st.sampled_from([0, 3, 400]))
    def lose_the_lock_and_learn_from_the_last_package(self, late_days: int) -> None:
        last = self.issues[-1]
        now = {note.id: note.guid for note in render_notes(self.author.deck)[0]}
        if now.keys().isdisjoint(last.guids):
            return  # It is refused.
        path = self.author.path.with_name("last.apkg")
        path.write_bytes(last.data)
        self.author.lock.unlink()
        self.told = {
            note_id: (guid, last.notes[guid])
            for note_id, guid in last.guids.items()
            if now.get(note_id) == guid
        }
        self.has_forgotten = True
        self.publish(late_days, path)

    # --- the student

    @precondition(has_notes)
    @rule(late_days=st.sampled_from([0, 0, 3, 400]), legacy=st.booleans())
    def publish_and_read(self, late_days: int = 0, legacy: bool = True) -> None:
        """Also ask beforehand what the import will do."""
        self.publish(late_days)
        before = self.student.texts()
        said = self.author.difference_from(self.student.export(legacy=legacy)) if before else None
        self.read(self.issues[-1])
        if said is not None:
            self.expect_as_said(said, before, self.issues[-1].notes)

    def expect_as_said(
        self, said: PackageDiff, before: Mapping[str, object], ours: Mapping[str, Said]
    ) -> None:
        after = self.student.texts()
        assert len(said.new) == len(after) - len(before)
        assert {each.guid for each in said.changed} == {
            guid for guid in before if before[guid] != after[guid]
        }
        assert {each.guid for each in said.kept} == {
            guid for guid in before.keys() & ours if self.held[guid].text != ours[guid].text
        }
        if self.has_forgotten:
            return
        left = self.student.collection.find_notes(said.search) if said.search else []
        assert {
            self.student.collection.get_note(each).guid for each in left
        } == before.keys() - ours

    @rule(data=st.data())
    def read_any(self, data: st.DataObject) -> None:
        self.read(data.draw(st.sampled_from(self.issues)))

    def read(self, issue: Issue) -> None:
        self.student.read(issue.data)
        for guid, said in issue.notes.items():
            known = self.held.get(guid)
            self.held[guid] = said if known is None or known.since < said.since else known

    @rule(ease=st.integers(1, 4))
    def study(self, ease: int) -> None:
        self.student.study(2, ease)

    def some_guid(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.held)))

    def change(self, guid: str, do: Callable[[Any], None]) -> None:
        note = self.student.note(guid)
        do(note)
        self.student.save(note)
        self.held[guid] = Said((tuple(note.fields), frozenset(note.tags)), self.calendar.now)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), word=WORDS)
    def write_own_words(self, data: st.DataObject, word: str) -> None:
        def rewrite(note: Any) -> None:
            note.fields[1] = f"For me it is {word}."

        self.change(self.some_guid(data), rewrite)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def add_own_tag(self, data: st.DataObject) -> None:
        self.change(self.some_guid(data), lambda note: note.tags.append("mine"))

    @precondition(lambda self: self.held)
    @rule(data=st.data(), flag=st.integers(0, 7))
    def suspend_flag_and_move(self, data: st.DataObject, flag: int) -> None:
        collection = self.student.collection
        (card, *_) = self.student.note(self.some_guid(data)).cards()
        collection.sched.suspend_cards([card.id])
        collection.set_user_flag_for_cards(flag, [card.id])
        collection.set_deck([card.id], collection.decks.id("Elsewhere"))

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        guid = self.some_guid(data)
        del self.held[guid]
        self.student.collection.remove_notes([self.student.note(guid).id])

    # --- what must be true

    @invariant()
    def time_goes_by(self) -> None:
        self.calendar.pass_days()

    @invariant()
    def everything_is_as_it_was_said_last(self) -> None:
        rows = self.student.collection.db.all("select guid, flds, tags from notes")
        shown = {
            guid: (tuple(fields.split("\x1f")), frozenset(tags.split()))
            for guid, fields, tags in rows
        }
        assert len(shown) == len(rows)
        assert shown == {guid: said.text for guid, said in self.held.items()}


def test_histories(
    anki_library: Any, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_state_machine_as_test(
        lambda: Histories(anki_library, tmp_path_factory.mktemp("history"), monkeypatch),
        # The same examples in every run, none made smaller; to look for more, take
        # `derandomize` out.
        settings=settings(
            max_examples=25,
            phases=[Phase.generate],
            derandomize=True,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
