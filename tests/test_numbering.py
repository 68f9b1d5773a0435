"""The number that is shown beside a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Note, NoteId, SectionId
from nnexport.deck.numbering import printed_numbers, shown_numbers


def make_notes(labels: str) -> list[Note]:
    """Return notes from words such as `1`, `a:1` (in section a) or `-` (no number)."""
    notes = []
    for at, word in enumerate(labels.split()):
        section, _, number = word.rpartition(":")
        place = SectionId(section) if section else None
        notes.append(Note(NoteId(f"n{at}"), "Q?", "A.", number.strip("-"), place))
    return notes


def shown(labels: str) -> str:
    return " ".join(number or "-" for number in shown_numbers(make_notes(labels)))


@pytest.mark.parametrize(
    "labels",
    [
        "1 2 3",
        "1 2 5 9 10",
        "- 4 - 5",
        "- -",
        "3 3a 3b 4",
        "1.1 1.2 1.10 2 2.1",
        "Test1 Test2 Quiz1",
        "I V IX",
        "09 10",
        "99999999999999999999999 99999999999999999999999a",
    ],
)
def test_numbers_in_order_are_shown(labels: str) -> None:
    assert shown(labels) == labels


@pytest.mark.parametrize(
    "labels",
    ["1 2 9 3", "1 2 2", "1 - 1", "2 02", "3b 3a", "1.10 1.2", "Q2 q2", "I I", "3 2 1"],
)
def test_numbers_that_mislead_become_positions(labels: str) -> None:
    count = len(labels.split())
    assert shown(labels) == " ".join(str(at) for at in range(1, count + 1))


@pytest.mark.parametrize("labels", ["- - 1 - 2", "a:- a:1 b:- b:- b:1", "- 7 - 7 -"])
def test_numbers_of_the_few_are_not_shown(labels: str) -> None:
    assert set(shown(labels).split()) == {"-"}
    assert printed_numbers(make_notes(labels)) == ("1", "2", "3", "4", "5")


def test_numbers_may_begin_again_in_each_section() -> None:
    assert shown("a:1 a:2 b:1 b:2") == "1 2 1 2"
    assert shown("1 2 a:1 a:2") == "1 2 1 2"


def test_one_section_in_disorder_gives_positions_to_all() -> None:
    assert shown("a:1 a:2 b:7 b:1") == "1 2 3 4"


def test_a_note_without_a_section_stands_below_the_heading_before_it() -> None:
    assert shown("a:1 a:2 1") == "1 2 3"


def test_a_section_in_two_places_is_one() -> None:
    assert shown("a:1 b:1 a:1") == "1 2 3"


@given(st.lists(st.sampled_from(["-", "1", "2", "2b", "10", "A", "a:1", "a:3", "b:2", "Q1"])))
def test_shown_numbers_never_repeat_below_one_heading(words: list[str]) -> None:
    notes = make_notes(" ".join(words))
    heading, seen = "", set()
    for note, number in zip(notes, shown_numbers(notes), strict=True):
        heading = note.section or heading
        assert not number or (heading, number) not in seen
        seen.add((heading, number))
