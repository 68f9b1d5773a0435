"""Long lists, and several shapes in one text: every question has its own answer."""

from __future__ import annotations

import pytest

from nnexport.deck.document import Source, SourceId
from nnexport.files import RawText
from nnexport.readers import read_document

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
