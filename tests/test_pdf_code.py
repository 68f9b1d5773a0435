"""Code on paper: every character, in colours that can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.colours import CODE_CLASSES
from nnexport.exporters.pdf import PdfOptions, lay_out
from nnexport.exporters.pdf.code import COLOURS
from nnexport.exporters.pdf.code_cells import expand_tabs
from nnexport.exporters.pdf.page import BLACK, GREY, INK, Glyphs, Rule
from tests.test_card_colours import contrast

MONO = "SourceCodePro"


def marks(code: str, language: str, **options: bool) -> list[Glyphs | Rule]:
    note = Note(NoteId("n"), "Q", f"```{language}\n{code}\n```", "1")
    sheet, _ = lay_out(Deck("d", "T", notes=(note,)), PdfOptions(layout="study", **options))
    return [
        mark
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Rule) or (isinstance(mark, Glyphs) and mark.face.name.startswith(MONO))
    ]


def texts(code: str, language: str, **options: bool) -> dict[str, str]:
    found = [mark for mark in marks(code, language, **options) if isinstance(mark, Glyphs)]
    return {mark.text.strip(): mark.color for mark in found}


def test_every_class_has_a_colour_that_can_be_read_on_paper() -> None:
    assert COLOURS.keys() == CODE_CLASSES
    for color in COLOURS.values():
        assert contrast(f"#{color}", "#ffffff") >= 4.5


def test_code_is_coloured_by_its_language() -> None:
    found = texts("def f(x):  # why\n    return 'a', 1", "python")
    assert found["def"] == COLOURS["k"]
    assert found["# why"] == COLOURS["c"]
    assert found["'a'"] == COLOURS["s"]
    assert found["(x):"] == INK


@pytest.mark.parametrize("language", ["", "no-such-language"])
def test_code_without_a_known_language_is_plain(language: str) -> None:
    assert texts("def f(x): return 1", language) == {"def f(x): return 1": INK}


def test_colours_go_on_over_lines() -> None:
    found = texts('x = """one\ntwo"""', "python")
    assert found['"""one'] == found['two"""'] == COLOURS["s"]


def test_print_in_black_has_no_colours_but_weights() -> None:
    assert set(texts("def f(x): return 1", "python", mono=True).values()) == {BLACK}
    faces = {
        mark.text.strip(): mark.face.name
        for mark in marks("def f(x):  # why", "python", mono=True)
        if isinstance(mark, Glyphs)
    }
    assert faces["def"] == "SourceCodePro-Semibold"
    assert faces["# why"] == "SourceCodePro-It"
    assert faces["(x):"] == "SourceCodePro-Regular"


def test_code_in_a_bold_question_is_bold() -> None:
    note = Note(NoteId("n"), "What is `x`?", "It is **`y`**, *`z`* and `w`.", "1")
    sheet, _ = lay_out(Deck("d", "T", notes=(note,)), PdfOptions(layout="study"))
    faces = {
        mark.text: mark.face.name.removeprefix("SourceCodePro-")
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and mark.face.name.startswith(MONO)
    }
    assert faces == {"x": "Semibold", "y": "Semibold", "z": "It", "w": "Regular"}


@given(st.text(st.sampled_from("ab ='\"#(){}:\t\n0é"), max_size=80))
def test_colours_change_no_character_and_no_place(code: str) -> None:
    plain, coloured = letters(f"a{code}b", ""), letters(f"a{code}b", "python")
    assert [each[0] for each in coloured] == [each[0] for each in plain]
    for (_, x_pt, y_pt), (_, plain_x_pt, plain_y_pt) in zip(coloured, plain, strict=True):
        assert (x_pt, y_pt) == pytest.approx((plain_x_pt, plain_y_pt), abs=0.1)


def ends(code: str) -> list[float]:
    """Return where the last sign of each line of code stands."""
    note = Note(NoteId("n"), "Q", f"```\n{code}\n```", "1")
    sheet, _ = lay_out(Deck("d", "T", notes=(note,)), PdfOptions(layout="study"))
    lines: dict[float, float] = {}
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs) and mark.text.rstrip().endswith("|"):
                    text = mark.text.rstrip()
                    space = mark.text.index(text[-1:]) if len(text) == 1 else len(text) - 1
                    x_pt = mark.x_pt + mark.face.measure(mark.text[:space]) * mark.size_pt
                    lines[placed.y_pt + mark.y_pt] = x_pt
    return [lines[y_pt] for y_pt in sorted(lines)]


@pytest.mark.parametrize("drawn", ["──", "→≠", "✓★", "中", "😀", "é\u0301x", "½∑", "⇒ "])
def test_what_is_drawn_with_characters_keeps_its_columns(drawn: str) -> None:
    first, second = ends(f"ab|\n{drawn}|")
    assert first == pytest.approx(second, abs=0.05)


@pytest.mark.parametrize("layout", ["study", "large", "cheatsheet", "cards"])
def test_the_lines_of_a_drawing_meet(layout: str) -> None:
    note = Note(NoteId("n"), "Q", "```\n┌─┐\n│x│\n│y│\n└─┘\n```", "1")
    sheet, _ = lay_out(Deck("d", "T", notes=(note,)), PdfOptions(layout=layout))
    heights = [
        (placed.y_pt + mark.y_pt, mark.size_pt)
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and mark.face.name.startswith(MONO)
    ]
    assert len(heights) == 4
    for (above_pt, size_pt), (below_pt, _) in pairwise(heights):
        assert 1.1 * size_pt <= below_pt - above_pt <= 1.4 * size_pt


@pytest.mark.parametrize(
    ("line", "expanded"),
    [
        ("\ta", "    a"),
        ("ab\tc", "ab  c"),
        ("abcd\te", "abcd    e"),
        ("中\tx", "中  x"),
        ("a", "a"),
    ],
)
def test_tabs_lead_to_columns(line: str, expanded: str) -> None:
    assert expand_tabs(line, 4) == expanded


def test_words_from_right_to_left_are_drawn_so() -> None:
    note = Note(NoteId("n"), "Q", '```js\nx = "אבג דהו"; // y\n```', "1")
    sheet, _ = lay_out(Deck("d", "T", notes=(note,)), PdfOptions(layout="study"))
    words = [
        mark
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and mark.right_to_left
    ]
    assert [mark.text for mark in words] == ["אבג", "דהו"]
    assert words[0].x_pt > words[1].x_pt + words[1].width_pt


def letters(code: str, language: str) -> list[tuple[str, float, float]]:
    """Return the visible characters of code with their places; all are equally wide."""
    return [
        (character, mark.x_pt + at * mark.width_pt / len(mark.text), mark.y_pt)
        for mark in marks(code, language)
        if isinstance(mark, Glyphs)
        for at, character in enumerate(mark.text)
        if not character.isspace()
    ]


def test_the_hook_of_a_wrapped_line_is_drawn_and_not_read() -> None:
    found = marks("x = " + "a + " * 60 + "1", "python")
    hooks = [mark for mark in found if isinstance(mark, Rule) and mark.color == GREY]
    assert len(hooks) >= 4
    assert all(mark.element is None for mark in hooks)
    assert "↪" not in "".join(mark.text for mark in found if isinstance(mark, Glyphs))
