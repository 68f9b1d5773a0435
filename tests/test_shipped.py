"""The deck that ships with the project: two messy sources, and what has to come out of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnexport.deck.canonical import LoadedDeck, load_deck
from nnexport.deck.commonmark import plain_text
from nnexport.deck.document import Note, Variant
from nnexport.deck.lock import Lock
from nnexport.deck.lock_file import load_lock
from nnexport.deck.prose import split_sentences
from nnexport.exporters.anki import build_package, render_notes
from nnexport.merging.folding.outline import outline_answer, units_of
from tests.real_anki import Learner

QUESTIONS = Path(__file__).parents[1] / "questions"

# Where each answer stands in each source, by the eyes of a person.
LINES_A = """
    13 15-18 20 22 24 26 28 30 32-36 38 40 42 44 46 48-53 55 57 59 61-63 65 79 81 83-93 95 97 99 101
    103 105 107 121 123-131 133 135 137 139-155 157 159 160 162-184 200-205 207 209-214 216-220
    222-227 229-235 237-241 243 245-249 251-255
    """.split()
LINES_B = """
    12 14-18 20-23 25 27 29 31 33 35-40 42 56 58 60 62 64-70 71-75 76 78 80-83 85 99 101 103-108
    110-114 116-119 121-123 125-134 136-143 145-150 152-158 172 174-179 181-186 188-192 194-199
    201-213 214-222 224-231 233-236 238-245 259-266 268-269 271-276 278-283 285-291 293-299 301-306
    308-312 314-317 319-335
    """.split()


@pytest.fixture(scope="module")
def loaded() -> LoadedDeck:
    path = QUESTIONS / "neural-networks.yaml"
    deck, problems = load_deck(path.read_text("utf-8"), str(path))
    assert deck is not None, problems
    return deck


@pytest.fixture(scope="module")
def notes(loaded: LoadedDeck) -> tuple[Note, ...]:
    return loaded.deck.notes


def variants_of(notes: tuple[Note, ...], source: str) -> list[Variant]:
    return [v for note in notes for v in note.variants if v.place.source == source]


def test_fifty_questions_in_order_with_their_whole_text(notes: tuple[Note, ...]) -> None:
    assert [note.number for note in notes] == [str(number) for number in range(1, 51)]
    assert all(note.question.endswith(("?", ".")) for note in notes)
    assert notes[48].question == "Discuss the impact of batch size in training neural networks."
    assert len({note.question for note in notes}) == 50


@pytest.mark.parametrize(("source", "lines"), [("answers-a", LINES_A), ("answers-b", LINES_B)])
def test_every_question_has_its_lines_of_each_source(
    notes: tuple[Note, ...], source: str, lines: list[str]
) -> None:
    found = [str(variant.place).partition(":")[2] for variant in variants_of(notes, source)]
    assert found == lines
    for note in notes:
        assert [variant.place.source for variant in note.variants] == ["answers-a", "answers-b"]


def test_flags(notes: tuple[Note, ...]) -> None:
    flags = {
        (variant.place.source, note.number): variant.flags
        for note in notes
        for variant in note.variants
        if variant.flags
    }
    assert flags == {
        ("answers-a", "30"): ("truncated",),
        ("answers-a", "38"): ("truncated",),
        ("answers-a", "50"): ("truncated",),
        ("answers-b", "16"): ("moved-boundary",),
        ("answers-b", "17"): ("moved-boundary",),
        ("answers-b", "36"): ("moved-boundary",),
        ("answers-b", "37"): ("moved-boundary",),
    }


def test_merged_answers_hold_no_half_sentence(notes: tuple[Note, ...]) -> None:
    for number, fragment in ((30, "SOMs are"), (38, "feeding it into the neural"), (50, "- \n")):
        assert fragment not in notes[number - 1].answer.replace("SOMs are composed", "").replace(
            "SOMs are typically", ""
        )
    for note in notes:
        for unit in units_of(outline_answer(note.answer, 0)):
            assert re.search(r"[.!?:)]$", unit.text), (note.number, unit.text)


def test_what_the_answers_say_is_in_the_sources(notes: tuple[Note, ...]) -> None:
    for note in notes:
        said = " ".join(plain_text(variant.text) for variant in note.variants)
        for sentence in split_sentences(plain_text(note.answer)):
            for word in sentence.split():
                assert word in said, (note.number, word)


def test_closing_bullets_are_paragraphs(notes: tuple[Note, ...]) -> None:
    by_number = {note.number: note.variants[1].text for note in notes}
    closing = {
        "25": "Pooling helps to achieve",
        "27": "LSTMs allow the network",
        "30": "Overall, SOMs provide",
        "37": "Ensemble learning can help",
        "40": "Careful consideration",
        "43": "The choice of method",
        "45": "Effective deployment",
        "46": "Proper infrastructure",
    }
    for number, opening in closing.items():
        assert f"\n\n{opening}" in by_number[number], number


def test_markup_is_clean(notes: tuple[Note, ...]) -> None:
    for note in notes:
        for text in (note.answer, *(variant.text for variant in note.variants)):
            assert "- - -" not in text
            assert not re.search(r"(?m)^ +- ", text), "a list that is not at the margin"
            assert not re.search(r"(?m)^[^-\n].*\n- ", text), "a list without a blank line"
            assert "\n\n\n" not in text


def test_anki_imports_fifty_notes_and_cards(loaded: LoadedDeck, learner: Learner) -> None:
    path = QUESTIONS / "neural-networks.lock.yaml"
    lock, problems = load_lock(path.read_text("utf-8"), str(path))
    assert isinstance(lock, Lock), problems
    rendered, _ = render_notes(loaded.deck)
    package = build_package(loaded.deck, rendered, lock)
    assert learner.read_package(package) == {"new": 50}
    cards = learner.cards()
    assert [card.due for card in cards] == list(range(1, 51))
    assert all(card.note().fields_check() == 0 for card in cards)
    assert learner.read_package(package) == {"same": 50}
