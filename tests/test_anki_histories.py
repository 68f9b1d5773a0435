"""Years of updates: an author publishes again and again, a student reviews and edits in between.

Every import here goes through ``Student.read``, which compares all cards and all reviews before and
after, and looks for duplicates. Packages are made by the pipeline, from the YAML and the lock.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nnexport.deck.document import Deck
from nnexport.exporters.anki import note_types, stamping
from tests.anki_people import START, Author, Calendar, Student, author, calendar, student

__all__ = ["author", "calendar", "student"]


@pytest.fixture
def reader(student: Student, author: Author, calendar: Calendar) -> Student:
    """A student who has the first package and has studied for a while."""
    assert student.read(author.publish()) == {"new": 5}
    calendar.pass_days()
    assert len(student.study(3)) == 3
    return student


# --- what the author does ------------------------------------------------------------------------


def test_new_answer_arrives(reader: Student, author: Author) -> None:
    author.change("one", answer="It is the *first*.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>It is the <em>first</em>.</p>"
    reader.expect_sound()


def test_reworded_question_arrives_at_the_same_card(reader: Student, author: Author) -> None:
    author.change("one", question="Explain one.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.note_of("one")["Question"] == "Explain one."


def test_new_tags_arrive(reader: Student, author: Author) -> None:
    author.change("one", tags=("numbers::odd",))
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.note_of("one").tags == ["biology", "numbers::odd"]


def test_removed_question_stays_with_its_history(reader: Student, author: Author) -> None:
    author.remove("one")
    assert reader.read(author.publish()) == {"same": 4}
    assert reader.has("one")


def test_added_question_is_the_only_new_note(reader: Student, author: Author) -> None:
    author.write("zero")
    author.deck = replace(author.deck, notes=(author.deck.notes[-1], *author.deck.notes[:-1]))
    assert reader.read(author.publish()) == {"new": 1, "same": 5}


def test_another_order_updates_nothing(reader: Student, author: Author) -> None:
    author.deck = replace(author.deck, notes=author.deck.notes[::-1])
    assert reader.read(author.publish()) == {"same": 5}


def restyle(monkeypatch: pytest.MonkeyPatch) -> None:
    restyled = replace(note_types.BASIC, css=note_types.CSS + ".card { color: red; }\n")
    monkeypatch.setitem(note_types.NOTE_TYPES, "basic", restyled)


def test_new_look_arrives_alone(
    reader: Student, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    restyle(monkeypatch)
    assert reader.read(author.publish()) == {"same": 5}
    assert reader.css().endswith("{ color: red; }\n")


def test_spare_field_that_gets_a_name_arrives_in_place(
    reader: Student, author: Author, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    basic = note_types.BASIC
    fields = tuple(
        replace(each, name="Mnemonic", spare=False) if each.name == "Extra1" else each
        for each in basic.fields
    )
    back = basic.back + "\n{{#Mnemonic}}{{Mnemonic}}{{/Mnemonic}}"
    monkeypatch.setitem(note_types.NOTE_TYPES, "basic", replace(basic, fields=fields, back=back))
    author.change("one", answer="New.")
    calendar.pass_days()
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    names = reader.collection.models.field_names(reader.collection.models.get(basic.id))
    assert names[5] == "Mnemonic"
    assert len(names) == len(basic.fields)
    assert reader.answer("one") == "<p>New.</p>"
    assert reader.answer("two") == "<p>It is <strong>two</strong>.</p>"
    reader.expect_sound()


def test_removed_question_that_comes_back_is_the_same_note(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    (note,) = (note for note in author.deck.notes if note.id == "one")
    author.remove("one")
    reader.read(author.publish())
    calendar.pass_days()
    reader.edit("one", Answer="mine")
    calendar.pass_days()
    author.deck = replace(author.deck, notes=(*author.deck.notes, note))
    assert reader.read(author.publish()) == {"same": 5}
    assert reader.answer("one") == "mine"
    calendar.pass_days()
    author.change("one", answer="Better.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>Better.</p>"


def test_question_with_another_id_keeps_its_history_by_was(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    calendar.pass_days()
    author.change("one", id="uno", was="one", question="What is uno?")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.note_of("one")["Question"] == "What is uno?"
    calendar.pass_days()
    author.change("uno", answer="Better.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>Better.</p>"


def test_basic_note_that_becomes_a_cloze_note_is_new_and_the_old_one_stays(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    calendar.pass_days()
    author.change("one", cards="cloze", answer="It is {{c1::one}}.")
    assert reader.read(author.publish()) == {"new": 1, "same": 4}
    assert len(reader.find("one")) == 2
    calendar.pass_days()
    author.change("one", cards="", answer="It is one again.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    basic = reader.note(author.guid("one"))
    assert basic["Answer"] == "<p>It is one again.</p>"


def test_an_hour_of_work_in_one_second_of_the_clock_arrives_step_by_step(
    student: Student, author: Author
) -> None:
    student.read(author.publish(START))
    student.study(2)
    for step in range(5):
        author.change("one", answer=f"Step {step}.")
        assert student.read(author.publish(START)) == {"updated": 1, "same": 4}
        assert student.answer("one") == f"<p>Step {step}.</p>"


@pytest.mark.parametrize("backwards_s", [1, 86_400, START])
def test_clock_that_goes_backwards_loses_no_update(
    reader: Student, author: Author, backwards_s: int
) -> None:
    author.change("one", answer="New.")
    author.write("six")
    assert reader.read(author.publish(START - backwards_s)) == {"new": 1, "updated": 1, "same": 4}
    assert reader.answer("one") == "<p>New.</p>"
    reader.expect_sound()


def test_nothing_changed_means_nothing_happens(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    first = author.publish()
    calendar.pass_days(400)
    assert author.publish() == first
    assert reader.read(first) == {"same": 5}


def test_search_of_the_diff_finds_what_stays_behind_and_nothing_else(
    reader: Student, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    other = Author(tmp_path / "other", calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha", "beta", "gamma", "delta", "epsilon")
    assert reader.read(other.publish(START)) == {"new": 5}
    gone = [reader.note_of("one").id, reader.note_of("two").id]
    author.remove("two")
    author.change("one", cards="cloze", answer="It is {{c1::one}}.")
    difference = author.difference()
    assert (difference.replaced, difference.removed) == (("one",), ("two",))
    reader.read(author.publish())
    assert list(reader.collection.find_notes(difference.search)) == gone


# --- what the student does -----------------------------------------------------------------------


def test_own_edit_stays_while_the_note_does_not_change(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    reader.edit("one", Answer="my own words", tags=["mine"])
    for answer in ("Second.", "Third."):
        calendar.pass_days()
        author.change("two", answer=answer)
        assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "my own words"
    assert reader.note_of("one").tags == ["biology", "mine"]


def test_own_edit_gives_way_to_a_later_change_of_the_note(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    reader.edit("one", Answer="my own words", tags=["mine"])
    calendar.pass_days()
    author.change("one", question="Explain one.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>It is <strong>one</strong>.</p>"
    assert reader.note_of("one").tags == ["biology"]


def test_own_edit_stays_before_an_older_change_and_the_next_change_arrives(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    author.change("one", answer="Second.")
    second = author.publish()
    calendar.pass_days()
    reader.edit("one", Answer="my own words")
    assert reader.read(second) == {"same": 5}
    assert reader.answer("one") == "my own words"
    calendar.pass_days()
    author.change("one", answer="Third.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>Third.</p>"


def test_deck_with_another_name_keeps_its_cards(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    decks = reader.collection.decks
    decks.rename(decks.id_for_name("Science::Biology"), "Mine::Living things")
    calendar.pass_days()
    author.change("one", answer="New.")
    author.write("six")
    assert reader.read(author.publish()) == {"new": 1, "updated": 1, "same": 4}
    assert reader.answer("one") == "<p>New.</p>"
    assert reader.deck_of("one") == "Mine::Living things"
    assert reader.deck_of("six") == "Science::Biology"


def test_deck_that_the_author_renames_keeps_its_cards(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    calendar.pass_days()
    author.deck = replace(author.deck, anki="Science::Life")
    author.write("six")
    assert reader.read(author.publish()) == {"new": 1, "same": 5}
    assert reader.deck_of("one") == "Science::Biology"
    assert reader.deck_of("six") == "Science::Life"


def test_cards_that_were_moved_suspended_flagged_or_buried_stay_so(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    collection = reader.collection
    elsewhere = collection.decks.id("Elsewhere")
    collection.set_deck([reader.card("one").id], elsewhere)
    collection.sched.suspend_cards([reader.card("two").id])
    collection.set_user_flag_for_cards(3, [reader.card("three").id])
    collection.sched.bury_cards([reader.card("four").id])
    collection.sched.set_due_date([reader.card("five").id], "7")
    calendar.pass_days()
    for note_id in ("one", "two", "three", "four", "five"):
        author.change(note_id, answer="New.")
    assert reader.read(author.publish()) == {"updated": 5}
    assert reader.deck_of("one") == "Elsewhere"
    assert reader.card("two").queue == -1
    assert reader.card("three").user_flag() == 3
    assert {reader.answer(each) for each in ("one", "two", "three", "four", "five")} == {
        "<p>New.</p>"
    }


def test_deleted_note_comes_back_as_a_new_one(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    reader.delete("one")
    calendar.pass_days()
    assert reader.read(author.publish()) == {"new": 1, "same": 4}
    assert reader.card("one").reps == 0


def test_own_look_stays_until_ours_changes(
    reader: Student, author: Author, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.restyle(".card { font-size: 30px; }")
    calendar.pass_days()
    author.change("one", answer="New.")
    reader.read(author.publish())
    assert reader.css().endswith("{ font-size: 30px; }")
    calendar.pass_days()
    restyle(monkeypatch)
    reader.read(author.publish())
    assert reader.css().endswith("{ color: red; }\n")


def test_own_look_stays_when_another_deck_comes(
    reader: Student, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    reader.restyle(".card { font-size: 30px; }")
    calendar.pass_days()
    other = Author(tmp_path / "other", calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha")
    assert reader.read(other.publish()) == {"new": 1}
    assert reader.css().endswith("{ font-size: 30px; }")


def test_deck_built_late_with_an_old_nnexport_takes_no_look_back(
    reader: Student, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    calendar.pass_days()
    other = Author(tmp_path / "other", calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha")
    old = replace(note_types.BASIC, css=".card { color: gray; }")
    author.monkeypatch.setitem(note_types.NOTE_TYPES, "basic", old)
    dates = {note_types.note_type_hashes()["basic"]: START - 86_400}
    author.monkeypatch.setattr(stamping, "look_dates", lambda: dates)
    assert reader.read(other.publish()) == {"new": 1}
    assert reader.css() == note_types.CSS


def test_import_of_an_older_package_takes_nothing_back(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    first = author.publish()
    calendar.pass_days()
    author.change("one", answer="New.")
    reader.read(author.publish())
    assert reader.read(first) == {"same": 5}
    assert reader.answer("one") == "<p>New.</p>"
