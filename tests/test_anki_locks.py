"""What happens to learners when the lock is lost, older, merged, or of a computer with a wrong
clock, and when ids change hands."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from nnexport.deck.document import Deck
from nnexport.deck.lock import unite_locks
from nnexport.deck.lock_file import dump_lock, load_lock
from tests.anki_people import (
    START,
    Author,
    Calendar,
    Student,
    author,
    calendar,
    reader,
    run,
    student,
)

__all__ = ["author", "calendar", "reader", "student"]

YEAR_2031 = 1_925_000_000


@pytest.fixture
def released(author: Author, tmp_path: Path) -> Path:
    """The first package, as learners have it."""
    path = tmp_path / "released.apkg"
    path.write_bytes(author.publish())
    return path


# --- lost ----------------------------------------------------------------------------------------


def test_lost_lock_costs_no_review_but_the_edits(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    reader.edit("two", Answer="mine")
    calendar.pass_days()
    author.lock.unlink()
    author.change("one", answer="New.")
    assert reader.read(author.publish()) == {"updated": 5}
    assert reader.answer("one") == "<p>New.</p>"
    assert reader.answer("two") == "<p>It is <strong>two</strong>.</p>"


def test_lost_lock_is_made_again_from_a_released_package(
    reader: Student, author: Author, calendar: Calendar, released: Path
) -> None:
    reader.edit("two", Answer="mine")
    calendar.pass_days()
    before = author.lock.read_text("utf-8")
    author.lock.unlink()
    author.publish(after=released)
    assert author.lock.read_text("utf-8").split("notes:")[1] == before.split("notes:")[1]
    author.change("one", answer="New.")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.answer("two") == "mine"


def test_lost_lock_and_a_constant_clock_lose_nothing_with_the_released_package(
    reader: Student, author: Author, released: Path
) -> None:
    author.lock.unlink()
    author.change("one", answer="New.")
    assert reader.read(author.publish(START)) == {"same": 5}
    author.lock.unlink()
    assert reader.read(author.publish(START, after=released)) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>New.</p>"


def test_the_released_package_brings_its_look_too(
    reader: Student, author: Author, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.test_anki_histories import restyle

    author.lock.unlink()
    restyle(monkeypatch)
    author.publish(START, after=released)
    reader.read(author.path.with_suffix(".apkg").read_bytes())
    assert reader.css().endswith("{ color: red; }\n")


def test_lost_lock_gets_the_numbers_of_cloze_deletions_back(
    student: Student, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    author.write("rivers")
    author.change("rivers", cards="cloze", answer="The ==Seine== and the ==Loire==.")
    student.read(author.publish())
    author.change("rivers", answer="The ==Rhone==, the ==Seine== and the ==Loire==.")
    released = tmp_path / "released.apkg"
    released.write_bytes(author.publish(calendar.pass_days()))
    student.read(released.read_bytes())
    student.study(20, deck="Science::Biology")

    calendar.pass_days()
    author.lock.unlink()
    author.change("rivers", answer="The ==Po==, the ==Rhone==, the ==Seine== and the ==Loire==.")
    student.read(author.publish(after=released))
    hidden = {
        card.ord + 1: re.findall(r'data-cloze="(\w+)"', card.question())[0]
        for card in student.note_of("rivers").cards()
    }
    assert hidden == {1: "Seine", 2: "Loire", 3: "Rhone", 4: "Po"}


def test_after_refuses_the_package_of_another_deck(
    author: Author, released: Path, tmp_path: Path
) -> None:
    other = Author(tmp_path / "other", author.calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha")
    other.publish()
    before = other.lock.read_text("utf-8")
    result = run("anki", other.path, "--after", released)
    assert result.exit_code == 1
    assert "holds no note of the deck “Chemistry”" in result.stderr
    assert other.lock.read_text("utf-8") == before


def test_after_and_frozen_do_not_go_together_where_the_lock_would_change(
    author: Author, released: Path
) -> None:
    author.lock.unlink()
    assert (
        "the lock would change" in run("anki", author.path, "--after", released, "--frozen").stderr
    )
    author.publish(after=released)
    assert run("anki", author.path, "--after", released, "--frozen").exit_code == 0


# --- older ---------------------------------------------------------------------------------------


def build_at(author: Author, clock: int) -> Result:
    author.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(clock))
    return run("anki", author.path)


def test_going_back_to_an_older_commit_is_told_and_can_be_delivered(
    reader: Student, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    files = [author.path, author.lock]
    commit = [path.read_text("utf-8") for path in files]
    author.change("one", answer="Wrong.")
    author.publish()
    built = build_at(author, calendar.now)
    package = author.path.parent / "build" / "biology.apkg"
    reader.read(package.read_bytes())
    assert "NN321" not in built.output
    second = tmp_path / "second.apkg"
    second.write_bytes(package.read_bytes())

    calendar.pass_days()
    for path, text in zip(files, commit, strict=True):
        path.write_text(text, "utf-8")
    result = build_at(author, calendar.now)
    assert result.exit_code == 0
    assert (
        f"{author.lock}: warning NN321 lock-behind: the lock is older than the package that was "
        "here: who has that one keeps its text of one\n"
    ) in result.stderr
    assert reader.read(package.read_bytes()) == {"same": 5}
    assert reader.answer("one") == "<p>Wrong.</p>"

    said = run("diff", author.path, "--against", second).stdout
    assert f"    help: if learners have it: nnexport anki DECK.yaml --after {second}\n" in said
    assert run("anki", author.path, "--after", second).exit_code == 0
    assert reader.read(package.read_bytes()) == {"updated": 1, "same": 4}
    assert reader.answer("one") == "<p>It is <strong>one</strong>.</p>"


def test_a_lost_lock_is_told_where_a_package_was_built(author: Author, calendar: Calendar) -> None:
    author.publish()
    assert "NN321" not in build_at(author, calendar.now).output
    author.lock.unlink()
    result = build_at(author, calendar.pass_days())
    assert "NN321 lock-behind: the lock knows nothing of the package that was here" in result.stderr
    assert "NN321" not in build_at(author, calendar.now).output


def test_a_deck_that_begins_anew_on_purpose_is_let_alone(
    author: Author, calendar: Calendar
) -> None:
    author.publish()
    build_at(author, calendar.now)
    author.lock.unlink()
    author.deck = replace(author.deck, id="botany")
    author.publish()
    author.lock.unlink()
    assert "NN321" not in build_at(author, calendar.now).output


def test_an_older_lock_with_the_same_texts_is_no_problem(
    author: Author, calendar: Calendar
) -> None:
    author.publish()
    old = author.lock.read_text("utf-8")
    author.write("six")
    author.publish(calendar.pass_days())
    build_at(author, calendar.now)
    author.remove("six")
    author.publish(calendar.pass_days())
    author.lock.write_text(old, "utf-8")
    assert "NN321" not in build_at(author, calendar.now).output


# --- merged --------------------------------------------------------------------------------------


@pytest.mark.parametrize("winner", ["Ours.", "Theirs.", "Both."])
@pytest.mark.parametrize("later_s", [0, 1, 999])
def test_learners_of_both_branches_get_what_the_merge_says(
    winner: str,
    later_s: int,
    author: Author,
    calendar: Calendar,
    anki_library: Any,
    tmp_path: Path,
) -> None:
    author.publish()
    base = author.lock.read_text("utf-8")
    clock = calendar.pass_days()
    students, sides = [], []
    for branch, at in (("Ours.", clock), ("Theirs.", clock + later_s)):
        author.lock.write_text(base, "utf-8")
        author.change("one", answer=branch)
        folder = tmp_path / branch
        folder.mkdir()
        each = Student(anki_library, folder, calendar, author)
        each.read(author.publish(at))
        each.study(3)
        students.append(each)
        side, _ = load_lock(author.lock.read_text("utf-8"), "")
        assert side is not None
        sides.append(side)
    author.lock.write_text(dump_lock(unite_locks(sides)), "utf-8")
    author.change("one", answer=winner)
    package = author.publish(clock)
    for each in students:
        each.read(package)
        assert each.answer("one") == f"<p>{winner}</p>"
        each.collection.close()


# --- names ---------------------------------------------------------------------------------------


def test_another_name_in_anki_is_told_once(author: Author) -> None:
    author.publish()
    author.deck = replace(author.deck, anki="science::BIOLOGY")
    author.publish()
    assert author.told == ()
    author.deck = replace(author.deck, anki="Life")
    author.difference()
    assert "warning NN324 deck-renamed: the deck in Anki was “science::BIOLOGY” so far" in (
        run("diff", author.path).stderr
    )
    author.publish()
    assert author.told == ("NN324",)
    author.publish()
    assert author.told == ()


def test_lock_stays_with_its_deck(author: Author) -> None:
    author.publish()
    copy = author.path.with_name("copy.yaml")
    copy.write_text(author.path.read_text("utf-8"), "utf-8")
    assert run("anki", copy).exit_code == 0
    copy.with_name("copy.lock.yaml").unlink()

    author.path.unlink()
    for command in ("anki", "diff", "check"):
        result = run(command, copy)
        assert result.exit_code == 1
        assert f"{copy}: error NN325 lock-left-behind: biology.lock.yaml is the lock" in (
            result.stderr
        )
        assert "help: rename it to copy.lock.yaml" in result.stderr
    assert not copy.with_name("copy.lock.yaml").exists()
    author.lock.rename(copy.with_name("copy.lock.yaml"))
    assert run("anki", copy, "--frozen").exit_code == 0


def test_locks_of_other_decks_are_no_matter(author: Author) -> None:
    author.path.with_name("gone.lock.yaml").write_text("nnexport-lock: 1\ndeck: physics\n", "utf-8")
    author.path.with_name("odd.lock.yaml").write_bytes(b"\xff\xfe\0")
    author.publish()


# --- wrong clocks --------------------------------------------------------------------------------


def test_a_clock_that_is_ahead_is_told_and_loses_no_update(
    student: Student, author: Author, calendar: Calendar
) -> None:
    student.read(author.publish(YEAR_2031))
    assert author.told == ("NN320",)
    student.study(2)
    author.change("one", answer="New.")
    author.write("six")
    assert student.read(author.publish(calendar.now)) == {"new": 1, "updated": 1, "same": 4}
    assert student.answer("one") == "<p>New.</p>"
    assert author.told == ("NN320",)
    assert "5 notes are dated after today, such as one" in run("diff", author.path).stderr


# --- ids -----------------------------------------------------------------------------------------


def test_a_changed_id_is_told_before_and_while_building(author: Author) -> None:
    author.publish()
    assert author.told == ()
    author.change("one", id="uno")
    author.difference()
    said = run("diff", author.path).stderr
    assert "warning NN322 note-renamed: `one` is now `uno`: learners get the question" in said
    assert "was: one" in said
    author.publish()
    assert author.told == ("NN322",)
    author.change("uno", was="one")
    author.publish()
    assert author.told == ()


def test_was_must_lead_to_a_note_that_there_was(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    author.change("one", id="uno", was="one", question="Explain uno.")
    reader.read(author.publish())
    calendar.pass_days()
    # Renamed again, and named after the second id instead of the first.
    author.change("uno", id="eins", was="uno", question="Explain eins.")
    author.publish()
    assert author.told == ("NN323",)
    author.change("eins", was="one")
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert author.told == ()
    assert reader.note_of("one")["Question"] == "Explain eins."


def test_was_of_a_deck_that_was_never_exported_is_left_alone(author: Author) -> None:
    author.change("one", was="before")
    author.publish()
    assert author.told == ()
