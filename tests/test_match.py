"""Matching: which entries ask the same as a known question."""

from __future__ import annotations

import pytest

from nnexport.merging.match import Known, fit_of_answer, match_questions
from nnexport.merging.wording import fullest_question, likeness, word_question


def score(one: str, other: str) -> float:
    return likeness(word_question(one), word_question(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is osmosis?", "what is OSMOSIS"),
        ("What is osmosis?", "Explain what osmosis is."),
        ("What is **osmosis**?", "Describe the concept of osmosis in detail, please."),
    ],
)
def test_wordings_that_only_ask_in_another_way_are_one_question(one: str, other: str) -> None:
    assert score(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What are the advantages of sails?", "What are the disadvantages of sails?"),
        ("What is vitamin A good for in humans?", "What is vitamin B good for in humans?"),
        ("Convert metres to feet.", "Convert feet to metres."),
        ("Is a whale a fish?", "Is a whale not a fish?"),
        ("What happened in 1848?", "What happened in 1849?"),
        ("Who uses C++ today?", "Who uses C# today?"),
        ("Is copper harder than iron?", "Is iron harder than copper?"),
    ],
)
def test_numbers_letters_opposites_negations_and_directions_decide(one: str, other: str) -> None:
    assert score(one, other) < 0.7


def known(*questions: str) -> list[Known]:
    return [Known((word_question(q),), str(i)) for i, q in enumerate(questions, 1)]


def pairs(asked: list[str], questions: list[str]) -> dict[int, int]:
    wordings = [word_question(q) for q in asked]
    numbers = [str(i) for i in range(1, len(asked) + 1)]
    found = match_questions(wordings, numbers, known(*questions), {}, set())
    return {match.entry: match.known for match in found}


def test_equal_texts_go_before_like_ones() -> None:
    asked = ["Name the parts of a ship.", "Name the parts of a big ship."]
    assert pairs(asked, asked[::-1]) == {0: 1, 1: 0}


def test_of_several_equal_ones_each_goes_with_the_next() -> None:
    assert pairs(["What is it?"] * 3, ["What is it?"] * 2) == {0: 0, 1: 1}


def test_number_alone_makes_no_pair() -> None:
    assert pairs(["What is osmosis?"], ["Who built the Eiffel tower?"]) == {}


def test_one_between_two_matched_neighbours_is_matched_by_its_place() -> None:
    asked = ["What is tin?", "Which ships carried wool in winter?", "What is zinc?"]
    questions = ["What is tin?", "Which ships carried wool and grain?", "What is zinc?"]
    assert pairs(asked, questions) == {0: 0, 1: 1, 2: 2}
    assert pairs(asked[1:], questions) == {1: 2}


def test_what_the_user_forbids_is_no_pair() -> None:
    wording = [word_question("What is tin?")]
    found = match_questions(wording, ["1"], known("What is tin?", "What is tin?"), {}, {(0, 0)})
    assert [match.known for match in found] == [1]


def test_very_many_questions_with_the_same_words_are_still_told_apart() -> None:
    questions = [
        f"What is the capital of region {i % 20} in district {i // 20}?" for i in range(400)
    ]
    asked = [
        f"Explain what the capital of region {i % 20} in district {i // 20} is." for i in range(400)
    ]
    assert pairs(asked, questions) == {i: i for i in range(400)}


def test_an_answer_fits_the_question_whose_topic_it_names() -> None:
    question = "Explain the role of the keel of a ship."
    assert fit_of_answer("The keel is the spine of the ship.", question, {}) == 1.0
    assert fit_of_answer("Rome.", question, {}) == 0.0


CHOICES = "Which gas do plants take in?\n\n- A. Oxygen\n- B. Carbon dioxide"
LETTERED = "Which gas do plants take in?\n\n(a) Oxygen\\\n(b) Carbon dioxide"
PRINTS = "What does this print?\n\n```\nprint(a {} b)\n```"


def test_choices_are_the_same_whatever_their_letters_look_like() -> None:
    assert score(CHOICES, LETTERED) == 1.0
    other = CHOICES.replace("Oxygen", "Nitrogen").replace("Carbon dioxide", "Sulphur")
    assert score(CHOICES, other) < 0.85


def test_a_sign_in_code_decides_what_is_asked() -> None:
    assert score(PRINTS.format("+"), PRINTS.format("-")) == 0.0
    spaced = PRINTS.format("+").replace("```\nprint", "```python\n  print")
    assert score(PRINTS.format("+"), spaced) == 1.0


def test_a_question_with_choices_goes_with_the_same_one_without() -> None:
    bare = CHOICES.partition("\n")[0]
    assert pairs([bare], ["What is a gas?", CHOICES]) == {0: 1}
    assert pairs([CHOICES], ["What is a gas?", bare]) == {0: 1}


def test_of_several_with_the_same_first_words_only_the_one_of_its_number_is_meant() -> None:
    questions = [PRINTS.format("+"), PRINTS.format("-")]
    bare = "What does this print?"
    assert pairs(["What is a gas?", bare], questions) == {1: 1}
    assert pairs(["What is a gas?", "What is a law?", bare], questions) == {}


def test_the_fullest_wording_is_the_one_with_choices() -> None:
    bare = CHOICES.partition("\n")[0]
    assert fullest_question([bare, "", CHOICES]) == CHOICES
    assert fullest_question([CHOICES, bare]) == CHOICES
    assert fullest_question(["What is a gas?", CHOICES]) == "What is a gas?"
    assert fullest_question([]) == ""


def test_an_answer_fits_by_the_first_paragraph_or_by_a_choice() -> None:
    weights = {}
    assert fit_of_answer("Plants take in this gas.", CHOICES, weights) == 1.0


def test_a_long_piece_of_code_is_compared_as_a_whole() -> None:
    code = "\n".join(f"x{i} = {i}" for i in range(20000))
    long = f"What is wrong here?\n\n```\n{code}\n```"
    assert score(long, long.replace("x19999", "y19999")) == 0.0
    assert pairs([long], ["What?", long]) == {0: 1}
