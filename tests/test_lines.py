"""What kind of line a line is, before anything is decided."""

from __future__ import annotations

import pytest

from nnexport.readers.blocks import group_lines
from nnexport.readers.lines import LineKind, classify_lines
from nnexport.readers.styles import style_of


@pytest.mark.parametrize(
    ("text", "label", "prefix", "body"),
    [
        ("16. x", "16", "", "x"),
        ("16) x", "16", "", "x"),
        ("(16) x", "16", "", "x"),
        ("[16] x", "16", "", "x"),
        ("16\\. x", "16", "", "x"),
        ("3b. x", "3b", "", "x"),
        ("1.2. x", "1.2", "", "x"),
        ("Q16: x", "16", "q", "x"),
        ("A16. x", "16", "a", "x"),
        ("Question 16: x", "16", "q", "x"),
        ("Question 16", "16", "q", ""),
        ("Frage 16. x", "16", "q", "x"),
        ("Question 16 : x", "16", "q", "x"),
        ("Réponse 16 : x", "16", "a", "x"),
        ("Вопрос 16. x", "16", "q", "x"),
        ("**16.** x", "16", "", "x"),
        ("#16 x", "16", "", "x"),
        ("Q: x", "", "q", "x"),
        ("**Answer:** x", "", "a", "x"),
        ("1、什么", "1", "", "什么"),
    ],
)
def test_numbers_and_labels(text: str, label: str, prefix: str, body: str) -> None:
    (line,) = classify_lines(text)
    assert line.kind is LineKind.NUMBERED
    assert (line.label, line.prefix, text[line.body :]) == (label, prefix, body)


@pytest.mark.parametrize(
    "text", ["3.14 is pi", "1986 was good", "a: the first", "A. Smith wrote", "A 3 x", "**bold** x"]
)
def test_text_is_not_taken_for_a_number(text: str) -> None:
    assert classify_lines(text)[0].kind is LineKind.TEXT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- x", LineKind.BULLET),
        ("• x", LineKind.BULLET),
        ("– x", LineKind.BULLET),
        ("-", LineKind.BULLET),
        ("-x", LineKind.TEXT),
        ("- - -", LineKind.RULE),
        ("***", LineKind.RULE),
        ("## x", LineKind.HEADING),
        ("#include", LineKind.TEXT),
        ("   ", LineKind.BLANK),
    ],
)
def test_other_kinds(text: str, kind: LineKind) -> None:
    assert classify_lines(text)[0].kind is kind


def test_a_number_inside_a_fence_is_code() -> None:
    lines = classify_lines("```\n1. x\n\n```\n1. y")
    assert [line.kind for line in lines[:4]] == [LineKind.CODE] * 4
    assert lines[4].kind is LineKind.NUMBERED


def test_a_fence_that_is_never_closed_is_text() -> None:
    lines = classify_lines("```\n1. x\n\n2. y\n```python\nz\n```")
    assert lines[1].kind is LineKind.NUMBERED
    assert [line.kind for line in lines[4:]] == [LineKind.CODE] * 3


def test_tabs_count_as_columns() -> None:
    assert [line.indent for line in classify_lines("\t- x\n  - y")] == [4, 2]


def test_a_title_takes_its_underline() -> None:
    kinds = [line.kind for line in classify_lines("Title\n=====\n\nA sentence.\n---")]
    assert kinds[:2] == [LineKind.TEXT, LineKind.UNDERLINE]
    assert kinds[4] is LineKind.RULE


def test_numbers_may_have_six_digits() -> None:
    (line,) = classify_lines("100000. What is it?")
    assert (line.kind, line.label) == (LineKind.NUMBERED, "100000")


def test_answer_in_bold_is_no_title() -> None:
    text = "**Answer: true**\n\n1. **Total**\n"
    answer, item = group_lines(classify_lines(text, has_markup=True), text)
    assert style_of(answer) is None
    assert style_of(item) is not None
