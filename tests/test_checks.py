"""What a deck must satisfy: for each code what is reported, and what is near to it and is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nnexport.checking import CONTENT_CODES, OUTPUT_CODES, check_deck
from nnexport.checking.acceptance import apply_acceptances
from nnexport.codes import CODES
from nnexport.deck.canonical import LoadedDeck, dump_deck, load_deck
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.diagnostics import Diagnostic, Severity, Span, format_diagnostic

HEAD = "deck: {id: d, title: D}\nquestions:\n"
CASES = Path(__file__).parent / "cases" / "checks"


def load(questions: str, head: str = HEAD) -> LoadedDeck:
    loaded, diagnostics = load_deck(head + questions, "deck.yaml")
    assert loaded is not None, diagnostics
    return loaded


def found(questions: str) -> list[str]:
    return [
        f"{each.span.line}:{each.span.column} {each.code}" for each in check_deck(load(questions))
    ]


def check_texts(
    answer: str, question: str = "What is it?", folder: Path | None = None, cards: str = ""
) -> list[Diagnostic]:
    """Return what is found in a deck with one question."""
    deck = Deck("d", "D", notes=(Note(NoteId("a"), question, answer, cards=cards),))
    loaded, _ = load_deck(dump_deck(deck), "deck.yaml")
    assert loaded is not None
    return list(check_deck(loaded, folder))


def codes_of(answer: str, question: str = "What is it?", cards: str = "") -> list[str]:
    return [each.code for each in check_texts(answer, question, cards=cards)]


def test_a_good_deck_has_nothing_to_report() -> None:
    assert found("- {question: A, answer: x}\n- {question: B, answer: y}\n") == []


def test_the_codes_of_checking_are_known() -> None:
    assert set(CODES) >= OUTPUT_CODES | CONTENT_CODES
    assert not OUTPUT_CODES & CONTENT_CODES


# --- whole decks ---------------------------------------------------------------------------------

TIDY = sorted(CASES.glob("tidy-*.yaml"))
FAULTY = sorted(CASES.glob("faults-*.yaml"))


def test_there_are_case_files() -> None:
    assert len(TIDY) >= 6
    assert FAULTY


@pytest.mark.parametrize("path", TIDY, ids=lambda path: path.stem)
def test_a_tidy_deck_is_silent(path: Path) -> None:
    loaded, problems = load_deck(path.read_text("utf-8"), path.name)
    assert problems == ()
    assert loaded is not None
    assert [format_diagnostic(each) for each in check_deck(loaded, path.parent)] == []


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_each_fault_is_found_where_it_is(path: Path) -> None:
    """A question's number names the codes that it must get; without one it must get none."""
    text = path.read_text("utf-8")
    loaded, problems = load_deck(text, path.name)
    assert loaded is not None, problems
    wanted = {
        item["id"]: sorted(str(item.get("number", "")).split())
        for item in yaml.safe_load(text)["questions"]
    }
    given: dict[str, list[str]] = {note_id: [] for note_id in wanted}
    for each in check_deck(loaded, path.parent):
        given.setdefault(each.note, []).append(each.code)
    assert {note_id: sorted(codes) for note_id, codes in given.items()} == wanted


# --- empty, unanswered, twice --------------------------------------------------------------------


def test_an_empty_question() -> None:
    assert found("- {id: a, question: '', answer: x}\n") == ["3:11 NN210"]
    assert found("- {id: a, question: '', answer: x, skip: true}\n") == []
    assert found("- {id: a, question: '***', answer: x}\n") == ["3:11 NN210"]
    assert found("- {id: a, question: '![cell](cell.png)', answer: x}\n") == []


def test_an_unanswered_question() -> None:
    assert found("- {id: a, question: A, answer: ''}\n") == ["3:24 NN211"]
    assert found("- {id: a, question: A}\n") == ["3:3 NN211"]
    assert found("- {id: a, question: A, answer: '***'}\n") == ["3:24 NN211"]
    assert found("- {id: a, question: A, answer: '0'}\n") == []
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
        "What is a **cell**?",
        "What is a `cell`?",
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
        ("Name x<sub>2</sub>", "Name x<sup>2</sup>"),
        ("![a](one.png)", "![a](two.png)"),
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
        "“what is a cell” is asked twice, here and at `cell`\n"
        "    - question: what is a cell\n"
        "    help: put its answer into `cell` and delete it, or reword one of the two"
    )
    assert problem.note == "cell-2"


@pytest.mark.parametrize("text", ["TODO", "todo: later", "...", "…", "tbd.", "(n/a)", "**TODO**"])
def test_a_placeholder_is_no_answer(text: str) -> None:
    expected = ["NN233"] if text != "todo: later" else []
    assert codes_of(text) == expected


@pytest.mark.parametrize("text", ["42", "B", "*", "->", "?", "-", "XXX", "{}", "No.", "todos"])
def test_a_short_answer_is_an_answer(text: str) -> None:
    assert codes_of(f"`{text}`" if text in "*->-{}" else text) == []


LONG_ANSWER = (
    "A plant takes up water with its roots and lets it evaporate through small openings of the "
    "leaves, which pulls more water up."
)


def test_the_same_long_answer_twice() -> None:
    questions = "\n".join(
        f"- {{id: {name}, question: {asked}, answer: '{text}'}}"
        for name, asked, text in (
            ("a", "How does a plant drink?", LONG_ANSWER),
            ("b", "Why do plants have roots?", LONG_ANSWER),
            ("c", "Is a plant alive?", "Yes."),
            ("d", "Is a stone heavy?", "Yes."),
        )
    )
    assert found(questions) == ["4:48 NN234"]


def test_two_notes_with_one_history() -> None:
    questions = "- {id: a, question: A, answer: x}\n- {id: b, question: B, answer: y, was: a}\n"
    assert found(questions) == ["4:35 NN207"]
    assert found(questions.replace("was: a", "was: c")) == []


# --- places --------------------------------------------------------------------------------------


def test_a_problem_is_shown_in_its_own_line() -> None:
    questions = (
        "- id: a\n  question: What is osmosis?\n  # a remark\n  answer: |-\n"
        "    A movement of water.\n\n      - **Water: it moves.\n"
    )
    (problem,) = check_deck(load(questions))
    assert format_diagnostic(problem) == (
        "deck.yaml:9:9: warning NN224 markup-broken: “**Water: it moves.” is shown with its stars: "
        "the others are missing\n"
        "    - **Water: it moves.\n"
        "    help: write stars on both sides, or none"
    )


def test_in_a_text_in_quotes_the_key_is_shown() -> None:
    questions = '- id: a\n  question: What?\n  answer: "One.\\n\\n**Two: three."\n'
    assert found(questions) == ["5:3 NN224"]


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


@pytest.mark.parametrize("code", sorted(OUTPUT_CODES | CONTENT_CODES))
def test_what_is_no_error_can_be_accepted(code: str) -> None:
    """So that a doubt that a person has settled does not come back at every run."""
    if CODES[code].severity == Severity.ERROR:
        return
    questions = f"- {{id: a, question: A, answer: x, accept: [{code}]}}\n"
    loaded = load(questions)
    given = Diagnostic(code, Span("deck.yaml", 3), "x", note="a")
    assert apply_acceptances((given,), loaded, {code}) == ()


def test_building_waits_for_no_measure_of_texts() -> None:
    """The checks of a build need neither reading nor merging, which take a third of a second."""
    code = (
        "import sys, nnexport.checking\n"
        "print([m for m in sys.modules if m.startswith(('nnexport.readers', 'nnexport.merging'))])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
