"""Matching: which entries ask the same as a known question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.merging.questions.assign import LARGEST, best_assignment
from nnexport.merging.questions.likeness import ACCEPTED, CERTAIN, likeness
from nnexport.merging.questions.match import Asked, Surroundings, fit_of_answer, match_questions
from nnexport.merging.questions.register import Register
from nnexport.merging.questions.wording import fullest_question, word_question

CASES = Path(__file__).parent / "cases" / "questions"


def score(one: str, other: str) -> float:
    return likeness(word_question(one), word_question(other))


# --- likeness ------------------------------------------------------------------------------------


def labelled(name: str) -> dict[str, list[tuple[str, str]]]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("tuning", 1.0, 0.97), ("held", 1.0, 0.98), ("later", 1.0, 0.9)],
)
def test_labelled_pairs_are_told_apart(name: str, precision: float, recall: float) -> None:
    pairs = labelled(name)
    assert min(map(len, pairs.values())) >= 40
    found = [pair for pair in pairs["same"] if score(*pair) >= ACCEPTED]
    wrong = [pair for pair in pairs["different"] if score(*pair) >= ACCEPTED]
    missed = [pair for pair in pairs["same"] if pair not in found]
    assert len(found) / (len(found) + len(wrong)) >= precision, wrong
    assert len(found) / len(pairs["same"]) >= recall, missed


@pytest.mark.parametrize("name", ["tuning", "held", "later"])
def test_likeness_is_the_same_from_both_sides(name: str) -> None:
    for pair in (pair for pairs in labelled(name).values() for pair in pairs):
        assert score(*pair) == score(*pair[::-1]), pair


@pytest.mark.parametrize("name", ["tuning", "held", "later"])
def test_what_asks_the_same_is_found_among_all_others(name: str) -> None:
    """The index loses nothing: a pair that is accepted is a candidate."""
    pairs = labelled(name)["same"]
    register = Register()
    for one, _ in pairs:
        register.add(word_question(one))
    register.understand()
    for at, (one, other) in enumerate(pairs):
        if score(one, other) >= ACCEPTED and word_question(one).key != word_question(other).key:
            assert at in register.candidates(word_question(other)), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is osmosis?", "what is OSMOSIS"),
        ("What is **osmosis**?", "Describe the concept of osmosis in detail, please."),
    ],
)
def test_wordings_that_only_ask_in_another_way_are_one_question(one: str, other: str) -> None:
    assert score(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is 7 + 2?", "What is 7 - 2?"),
        ("What does a == b do?", "What does a = b do?"),
        ("What is 3/4?", "What is 3*4?"),
        ("What is -5 squared?", "What is 5 squared?"),
    ],
)
def test_an_operator_is_no_punctuation(one: str, other: str) -> None:
    assert word_question(one).key != word_question(other).key
    assert score(one, other) < ACCEPTED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is tin - a metal?", "What is tin: a metal?"),
        ("Name pros and/or cons of tin.", "Name pros and or cons of tin"),
        ("What is tin?!", "What is tin..."),
        ("What is salt & pepper?", "What is salt pepper?"),
    ],
)
def test_punctuation_is_no_operator(one: str, other: str) -> None:
    assert word_question(one).key == word_question(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is a photosynthetic bacterium?", "What is a photosyntetic bacterium?"),
        ("What is a random access memory?", "What is a RAM?"),
        ("Explain the gradient descent method.", "Explain gradient descent."),
    ],
)
def test_what_is_probably_the_same_is_accepted_but_not_certain(one: str, other: str) -> None:
    assert ACCEPTED <= score(one, other) < CERTAIN


def test_two_words_that_differ_make_another_question_however_long_the_rest_is() -> None:
    rest = " ".join(f"word{chr(97 + at)}{chr(97 + at)}" for at in range(20))
    assert (
        score(f"What does {rest} say of measles?", f"What does {rest} say of mumps?")
        < ACCEPTED - 0.1
    )


def test_a_text_that_lost_its_ligatures_is_known_again() -> None:
    one = "What makes an efficient team of two fit for winter in a small town?"
    other = "What makes an e cient team of two t for winter in a small town?"
    assert score(one, other) >= ACCEPTED
    one = "Which team finds a subscription for Netflix, and which finds subscriptions for music?"
    other = "Which team nds a subscrip- tion for Net ix, and which nds subscriptions for music?"
    assert score(one, other) >= ACCEPTED


# --- the best assignment -------------------------------------------------------------------------

weights = st.integers(1, 20).map(lambda tenths: tenths / 20)
edges = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), weights, max_size=14)


def best_sum(found: dict[tuple[int, int], float]) -> float:
    return max(
        sum(found.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(5))
    )


@settings(max_examples=300, deadline=None)
@given(edges)
def test_no_other_assignment_has_a_higher_sum(found: dict[tuple[int, int], float]) -> None:
    listed = [(*pair, weight) for pair, weight in found.items()]
    chosen = best_assignment(listed)
    assert len({left for left, _ in chosen}) == len({right for _, right in chosen}) == len(chosen)
    assert sum(found[pair] for pair in chosen) == pytest.approx(best_sum(found))
    assert chosen == best_assignment(listed[::-1])


def test_the_likest_pair_is_given_up_where_that_makes_two_good_ones() -> None:
    assert best_assignment([(0, 0, 0.9), (0, 1, 0.89), (1, 0, 0.88)]) == [(0, 1), (1, 0)]


def test_a_part_that_is_too_large_is_assigned_all_the_same() -> None:
    size = LARGEST + 20
    listed = [(a, b, 0.9 if a == b else 0.5) for a in range(size) for b in range(size)]
    assert best_assignment(listed) == [(at, at) for at in range(size)]


# --- matching ------------------------------------------------------------------------------------


def register_of(*questions: str) -> Register:
    register = Register()
    for question in questions:
        register.add(word_question(question))
    return register


def pairs(asked: Sequence[str], questions: Sequence[str]) -> dict[int, int]:
    entries = [Asked(word_question(q), str(at)) for at, q in enumerate(asked, 1)]
    around = Surroundings(
        lambda at: str(at + 1), followers={at: {at + 1} for at in range(len(questions))}
    )
    found = match_questions(entries, register_of(*questions), around)
    return {match.entry: match.known for match in found}


def test_equal_texts_go_before_like_ones() -> None:
    asked = ["What is a RAM?", "What is a random access memory?"]
    assert pairs(asked, asked[::-1]) == {0: 1, 1: 0}


def test_of_several_equal_ones_each_goes_with_the_next() -> None:
    assert pairs(["What is it?"] * 3, ["What is it?"] * 2) == {0: 0, 1: 1}


def test_number_alone_makes_no_pair() -> None:
    assert pairs(["What is osmosis?"], ["Who built the Eiffel tower?"]) == {}


REST = "the growth of wheat, barley and rye in dry summers"


def test_number_and_order_support_a_pair_that_says_more() -> None:
    asked = ["What is tin?", f"Explain {REST}.", "What is zinc?"]
    questions = ["What is tin?", f"Explain {REST} inland.", "What is zinc?"]
    assert pairs(asked, questions) == {0: 0, 1: 1, 2: 2}
    assert pairs(asked[1:2], ["What is tin?", *questions]) == {}


def test_a_question_that_took_the_place_of_another_one_is_no_pair() -> None:
    asked = ["What is tin?", f"Explain {REST}.", "What is zinc?"]
    questions = ["What is tin?", f"Explain {REST.replace('rye', 'oats')}.", "What is zinc?"]
    assert pairs(asked, questions) == {0: 0, 2: 2}


@pytest.mark.parametrize(
    ("answer", "is_pair"), [("Wool, grain and salt, later tea and spices.", True), ("Five.", False)]
)
def test_between_two_matched_neighbours_the_answer_decides(answer: str, is_pair: bool) -> None:
    asked = ["What is tin?", "Which ships carried wool in winter?", "What is zinc?"]
    register = register_of("What is tin?", "Which ships carried wool and grain?", "What is zinc?")
    entries = [
        Asked(word_question(q), answer="Wool, grain and salt, later tea and spices.") for q in asked
    ]
    around = Surroundings(answers_of=lambda _: [answer], followers={0: {1}, 1: {2}})
    found = match_questions(entries, register, around)
    assert ((1, 1) in {(match.entry, match.known) for match in found}) is is_pair


def test_an_answer_that_changed_with_the_question_is_no_support() -> None:
    template = "Take some {} and wait until the pain in the back and the fever are gone."
    register = register_of("What is tin?", "What helps against lumbago in winter?")
    around = Surroundings(answers_of=lambda _: [template.format("lumbago tea")], followers={0: {1}})

    def found(disease: str, answer: str) -> int:
        asked = ["What is tin?", f"What helps against {disease} in winter?"]
        entries = [Asked(word_question(q), answer=answer) for q in asked]
        return len(match_questions(entries, register, around))

    assert found("backache", template.format("lumbago tea")) == 2
    assert found("measles", template.format("measles tea")) == 1


def test_what_is_asked_about_a_thing_is_never_left_out() -> None:
    assert (
        score("Explain what an open system is.", "Explain the importance of an open system.") == 0
    )


def test_what_the_user_forbids_is_no_pair() -> None:
    register = register_of("What is tin?", "What is tin?")
    entry = Asked(word_question("What is tin?"), "1")
    around = Surroundings(lambda _: "1")
    found = match_questions([entry], register, around, forbidden={(0, 0)})
    assert [match.known for match in found] == [1]


def test_of_two_equal_ones_elsewhere_none_is_taken_at_random() -> None:
    register = Register()
    for section in ("Ships", "Trains"):
        register.add(word_question("What are the advantages?", section))
    alone = [Asked(word_question("What are the advantages?"))]
    assert match_questions(alone, register) == ()
    of_trains = [Asked(word_question("Name the advantages.", "Trains"))]
    assert [match.known for match in match_questions(of_trains, register)] == [1]


def test_an_equal_text_in_another_section_with_another_answer_is_another_question() -> None:
    register = Register()
    register.add(word_question("What are the advantages?", "Ships"))
    around = Surroundings(answers_of=lambda _: ["They carry heavy cargo over the sea."])

    def found(answer: str) -> int:
        entry = Asked(word_question("What are the advantages?", "Boats"), answer=answer)
        return len(match_questions([entry], register, around))

    assert found("Heavy cargo over the sea for little money.") == 1
    assert found("Windows give light to a room.") == 0


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


# --- choices and code ----------------------------------------------------------------------------

CHOICES = "Which gas do plants take in?\n\n- A. Oxygen\n- B. Carbon dioxide"
LETTERED = "Which gas do plants take in?\n\n(a) Oxygen\\\n(b) Carbon dioxide"
PRINTS = "What does this print?\n\n```\nprint(a {} b)\n```"


def test_choices_are_the_same_whatever_their_letters_look_like() -> None:
    assert score(CHOICES, LETTERED) == 1.0
    other = CHOICES.replace("Oxygen", "Nitrogen").replace("Carbon dioxide", "Sulphur")
    assert score(CHOICES, other) < ACCEPTED


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
    assert fit_of_answer("Plants take in this gas.", CHOICES, {}) == 1.0


def test_a_long_piece_of_code_is_compared_as_a_whole() -> None:
    code = "\n".join(f"x{i} = {i}" for i in range(20000))
    long = f"What is wrong here?\n\n```\n{code}\n```"
    assert score(long, long.replace("x19999", "y19999")) == 0.0
    assert pairs([long], ["What?", long]) == {0: 1}
