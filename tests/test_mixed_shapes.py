"""Long lists, and several shapes in one text: every question has its own answer."""

from __future__ import annotations

import pytest

from nnexport.deck.document import Source, SourceId
from nnexport.files import RawText
from nnexport.readers import read_document
from nnexport.readers.tables.head import is_tab_table

_THINGS = (
    "bridge tower castle harbour window garden island mirror candle basket ladder hammer pillow "
    "blanket bottle carpet curtain drawer engine feather glacier helmet insect jacket kettle "
    "lantern magnet needle orchid pencil quarry ribbon saddle tunnel umbrella velvet walnut yogurt"
).split()


def _asked(thing: str) -> str:
    return f"What is a {thing}?"


def _answer(thing: str) -> str:
    return f"A {thing} is a thing."


def _read(text: str) -> tuple[dict[str, str], set[str]]:
    """Return each question with its answer, and the codes of what the reading said."""
    raw = RawText("mixed.txt", text, "")
    reading, diagnostics = read_document(raw, Source(SourceId("mixed"), "mixed.txt"))
    assert reading is not None
    entries = reading.document.entries
    return {each.question: each.answer for each in entries}, {each.code for each in diagnostics}


def _numbered(texts: list[str]) -> str:
    return "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))


def _lists(things: list[str], questions: str, answers: str) -> str:
    return (
        f"{questions}\n{_numbered([_asked(each) for each in things])}\n"
        f"{answers}\n{_numbered([_answer(each) for each in things])}\n"
    )


def _labelled(things: list[str]) -> str:
    return "".join(f"Q: {_asked(each)}\nA: {_answer(each)}\n\n" for each in things)


@pytest.mark.parametrize("count", [5, 15, 38])
@pytest.mark.parametrize("gap", ["\n", ""])
def test_a_list_of_answers_may_be_long(count: int, gap: str) -> None:
    things = _THINGS[:count]
    answers = _numbered([_answer(each) for each in things])
    text = f"{_numbered([_asked(each) for each in things])}{gap}Answers:\n{answers}"
    found, codes = _read(text)
    assert found == {_asked(each): _answer(each) for each in things}
    assert "NN014" not in codes


def test_a_list_with_its_answers_stands_below_labelled_questions() -> None:
    above, below = _THINGS[:8], _THINGS[8:28]
    found, codes = _read(_labelled(above) + _lists(below, "Questions", "Answers"))
    assert found == {_asked(each): _answer(each) for each in above + below}
    assert not codes & {"NN012", "NN018"}


def test_numbered_questions_stand_above_labelled_ones() -> None:
    above, below = _THINGS[:8], _THINGS[8:16]
    pairs = "".join(f"{n}. {_asked(t)}\n   {_answer(t)}\n" for n, t in enumerate(above, 1))
    found, codes = _read(f"Part 1\n{pairs}\n{_labelled(below)}")
    assert found == {_asked(each): _answer(each) for each in above + below}
    assert not codes & {"NN012", "NN018"}


def test_a_list_of_answers_takes_nothing_from_labelled_ones() -> None:
    things = _THINGS[:6]
    others = "".join(f"{n}. It is number {n} of the others.\n" for n in range(1, 7))
    found, _ = _read(f"{_labelled(things)}Answers\n{others}")
    assert [found[_asked(each)] for each in things[:-1]] == [_answer(each) for each in things[:-1]]
    assert found[_asked(things[-1])].startswith(_answer(things[-1]))


@pytest.mark.parametrize("first", ["", "Term\tMeaning\n", "Frage\tAntwort\n"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_plain_text_of_rows_is_a_table(first: str, ends: str) -> None:
    rows = {
        "bridge": "A way over water.",
        "to cut": "to part",
        "What is a pen?": "You write with it.",
    }
    text = first + "".join(f"{term}\t{meaning}\n" for term, meaning in rows.items())
    found, _ = _read(text.replace("\n", ends))
    assert found == rows


@pytest.mark.parametrize(
    "label", ["{n}.", "{n})", "Q{n}.", "•", "{n}", "Question {n}:", "a)", "Frage:", "1.{n}"]
)
def test_a_tab_behind_a_label_makes_no_table(label: str) -> None:
    lines = [f"{label.format(n=n)}\tWhat is a {t}?" for n, t in enumerate(_THINGS[:4], 1)]
    assert not is_tab_table("\n".join(lines))


@pytest.mark.parametrize(
    "words",
    [
        {"ir": "to go", "ser": "to be", "sí": "yes"},
        {"水": "water", "火": "fire", "山川": "landscape"},
        {"y": "and", "la casa": "house", "el río": "river", "tú": "you", "o sea": "that is"},
    ],
)
def test_short_words_are_no_labels(words: dict[str, str]) -> None:
    found, _ = _read("".join(f"{term}\t{meaning}\n" for term, meaning in words.items()))
    assert found == words


@pytest.mark.parametrize("extra", ["A title\n", "a\tb\tc\n", "\tindented\n", "term\t\n"])
def test_a_line_that_is_no_row_makes_no_table(extra: str) -> None:
    rows = "bridge\tA way over water.\ntower\tA high thing.\ncastle\tA strong house.\n"
    assert is_tab_table(rows)
    assert not is_tab_table(rows + extra)


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        ("Questions", "Answers"),
        ("Fragen Teil 1", "Antworten Teil 1"),
        ("Part A Questions", "Part A Answers"),
    ],
)
@pytest.mark.parametrize("behind", ["", "pairs", "list"])
def test_a_list_of_answers_may_stand_above_its_questions(
    questions: str, answers: str, behind: str
) -> None:
    things, others = _THINGS[:12], _THINGS[12:20]
    text = (
        f"{answers}\n{_numbered([_answer(each) for each in things])}\n"
        f"{questions}\n{_numbered([_asked(each) for each in things])}\n"
    )
    expected = things
    if behind:
        expected = things + others
        text += _labelled(others) if behind == "pairs" else _lists(others, questions, answers)
    found, codes = _read(text)
    assert found == {_asked(each): _answer(each) for each in expected}
    assert not codes & {"NN012", "NN014", "NN018"}


def test_a_list_of_questions_keeps_the_answers_below_it() -> None:
    first, second = _THINGS[:6], _THINGS[6:12]
    text = _lists(first, "Questions", "Answers") + _lists(second, "Questions", "Answers")
    found, _ = _read(text)
    assert found == {_asked(each): _answer(each) for each in first + second}
    old = _numbered([_answer(each) for each in _THINGS[20:26]])
    found, _ = _read(f"Answers\n{old}\n{_lists(first, 'Questions', 'Answers')}")
    assert {q: found[q] for q in map(_asked, first)} == {_asked(e): _answer(e) for e in first}


_BESIDE = """1. Which seas?
2. Which rivers?
3. Which hills?

Answers

1. The North Sea.
2. {sign} the Rhine, which is long
{sign} the Elbe
{sign} the Weser
3. - 5 m high ones.
"""


@pytest.mark.parametrize("sign", ["-", "*", "•"])
def test_a_list_may_begin_beside_its_number(sign: str) -> None:
    found, _ = _read(_BESIDE.format(sign=sign))
    assert found["Which rivers?"] == "- the Rhine, which is long\n- the Elbe\n- the Weser"
    assert found["Which hills?"] == "\\- 5 m high ones."
