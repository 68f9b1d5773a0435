"""What a deck must satisfy, and what a question may accept."""

from __future__ import annotations

import pytest

from nnexport.codes import CODES
from nnexport.deck.canonical import LoadedDeck, load_deck
from nnexport.deck.checks import apply_acceptances, check_deck
from nnexport.diagnostics import Diagnostic, Span, format_diagnostic

HEAD = "deck: {id: d, title: D}\nquestions:\n"


def load(questions: str) -> LoadedDeck:
    loaded, diagnostics = load_deck(HEAD + questions, "deck.yaml")
    assert loaded is not None, diagnostics
    return loaded


def found(questions: str) -> list[str]:
    return [
        f"{each.span.line}:{each.span.column} {each.code}" for each in check_deck(load(questions))
    ]


def test_a_good_deck_has_nothing_to_report() -> None:
    assert found("- {question: A, answer: x}\n- {question: B, answer: y}\n") == []


def test_an_empty_question() -> None:
    assert found("- {id: a, question: '', answer: x}\n") == ["3:11 NN210"]
    assert found("- {id: a, question: '', answer: x, skip: true}\n") == []


def test_an_unanswered_question() -> None:
    assert found("- {id: a, question: A, answer: ''}\n") == ["3:24 NN211"]
    assert found("- {id: a, question: A}\n") == ["3:3 NN211"]
    assert found("- {id: a, question: A, skip: true}\n") == []


def test_an_empty_question_without_answer_is_one_problem() -> None:
    assert found("- {id: a, question: ''}\n") == ["3:11 NN210"]


@pytest.mark.parametrize(
    "again",
    [
        "What is a cell?",
        "what  is a CELL",
        "“What is a cell?”",
        "What is: a cell…",
        "¿What is a cell",
    ],
)
def test_the_same_question_twice(again: str) -> None:
    questions = (
        "- {id: a, question: What is a cell?, answer: x}\n"
        f"- id: b\n  question: '{again}'\n  answer: y\n"
    )
    assert found(questions) == ["5:3 NN212"]
    assert found(questions + "  skip: true\n") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is C?", "What is C++?"),
        ("What is 3.5?", "What is 35?"),
        ("a-b", "ab"),
        ("x^2", "x_2"),
    ],
)
def test_different_questions_are_not_taken_for_one(one: str, other: str) -> None:
    assert (
        found(f"- {{question: '{one}', answer: x}}\n- {{question: '{other}', answer: y}}\n") == []
    )


def test_how_a_problem_reads() -> None:
    questions = (
        "- question: What is a cell?\n  answer: x\n- question: what is a cell\n  answer: y\n"
    )
    (problem,) = check_deck(load(questions))
    assert format_diagnostic(problem) == (
        "deck.yaml:5:3: warning NN212 question-twice: "
        "“what is a cell” is asked twice, here and in line 3\n"
        "    - question: what is a cell\n"
        "    help: put its answer into `cell` and delete it, or reword one of the two"
    )
    assert problem.note == "cell-2"


# --- acceptances ---------------------------------------------------------------------------------

ACCEPTING = "- id: a\n  question: A\n  accept: [NN211, NN013]\n- id: b\n  question: B\n"


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.note) for each in diagnostics]


def test_an_accepted_code_is_silent_at_its_question_only() -> None:
    loaded = load(ACCEPTING)
    kept = apply_acceptances(check_deck(loaded), loaded, {"NN211"})
    assert codes(kept) == [("NN211", "b")]


def test_an_acceptance_in_vain_is_reported_where_it_stands() -> None:
    loaded = load(ACCEPTING)
    kept = apply_acceptances(check_deck(loaded), loaded, frozenset(CODES))
    assert codes(kept) == [("NN213", "a"), ("NN211", "b")]
    assert format_diagnostic(kept[0]) == (
        "deck.yaml:5:3: warning NN213 acceptance-unneeded: "
        "`a` accepts NN013, which is not given for it\n"
        "    accept: [NN211, NN013]\n"
        "    help: delete it from `accept`"
    )


def test_a_code_that_was_not_judged_is_not_in_vain() -> None:
    loaded = load(ACCEPTING)
    assert codes(apply_acceptances((), loaded, frozenset())) == []


def test_errors_cannot_be_accepted() -> None:
    error = Diagnostic("NN210", Span("deck.yaml", 3), "x", note="a")
    loaded = load(ACCEPTING)
    assert apply_acceptances((error,), loaded, frozenset()) == (error,)


def test_diagnostics_without_a_question_pass() -> None:
    other = Diagnostic("NN013", Span("a.txt", 3), "x")
    assert apply_acceptances((other,), load(ACCEPTING), frozenset()) == (other,)
