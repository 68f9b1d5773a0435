"""Tables on paper: widths, turned tables, numbers below each other, and what is still a list."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId
from nnexport.deck.markup import Table, Text
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import GREY, Glyphs, Rule
from nnexport.exporters.pdf.table_grids import number_points, read_grid, turn
from nnexport.exporters.pdf.table_widths import Needs, positions, share_width
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults

SEVEN = (
    "| Engine | Fuel | Horsepower | Temperature | Manufacturer | Application | Disadvantage |\n"
    "|---|---|--:|:-:|---|---|---|\n"
    "| Steam | coal | 20 | moderate | Birmingham | waterworks, later ships | heavy |\n"
    "| Otto | petrol | 75 | considerable | Mannheim | automobiles | noisy |\n"
    "| Diesel | oil | 90 | considerable | Augsburg | ships and lorries | dirty |\n"
)


PDF = PdfOptions(layout="study")


def one(answer: str, **fields: str) -> Deck:
    return Deck("d", "Title", notes=(Note(NoteId("n"), "Q", answer, "1"),), **fields)


def glyphs(deck: Deck, layout: str = "study", **options: int) -> Iterator[tuple[float, Glyphs]]:
    """Yield the marks of a deck with the heights at which they stand."""
    sheet, _ = lay_out(deck, PdfOptions(layout=layout, **options))
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs):
                    yield placed.y_pt + mark.y_pt, mark


def place(deck: Deck, text: str, **options: int) -> tuple[float, Glyphs]:
    return next((y_pt, mark) for y_pt, mark in glyphs(deck, **options) if mark.text == text)


def grid_of(*rows: str) -> Table:
    cells = [tuple((Text(cell),) if cell else () for cell in row.split("|")) for row in rows]
    return Table(cells[0], tuple(cells[1:]), ("",) * len(cells[0]))


# --- widths --------------------------------------------------------------------------------------


def needs(least: float, wanted: float, *texts: float) -> Needs:
    return Needs(least, min(least, 40.0), wanted, texts or (wanted,), 70.0)


def test_columns_are_as_wide_as_they_want_where_there_is_room() -> None:
    assert share_width([needs(10, 50), needs(20, 90)], 140) == [50, 90]


def test_a_column_of_long_texts_gets_the_room_of_one_with_a_single_long_line() -> None:
    rare = needs(30, 200, 200, *[30] * 9)
    often = needs(30, 200, *[200] * 10)
    widths = share_width([rare, often], 200)
    assert widths is not None
    assert widths[0] < widths[1]
    assert sum(widths) == pytest.approx(200)


def test_words_are_parted_only_where_that_is_asked_for() -> None:
    columns = [needs(60, 80), needs(60, 80), needs(60, 80)]
    assert share_width(columns, 150) is None
    widths = share_width(columns, 150, parts_words=True)
    assert widths is not None
    assert min(widths) >= 40


def test_a_narrow_column_of_a_long_text_is_no_table() -> None:
    assert share_width([needs(60, 1000), needs(60, 1000)], 130) is None
    assert share_width([needs(60, 700), needs(60, 700)], 130) is not None


@given(
    st.lists(
        st.tuples(st.floats(1, 80), st.floats(0, 900), st.lists(st.floats(0, 900), max_size=5)),
        min_size=1,
        max_size=9,
    ),
    st.floats(20, 600),
    st.booleans(),
)
def test_widths_fit_and_no_column_is_narrower_than_its_words(
    columns: list[tuple[float, float, list[float]]], room: float, parts_words: bool
) -> None:
    each = [needs(low, low + more, *texts) for low, more, texts in columns]
    widths = share_width(each, room, parts_words=parts_words)
    if widths is None:
        return
    assert sum(widths) <= room + 0.1
    for column, width in zip(each, widths, strict=True):
        least = column.parted_pt if parts_words else column.least_pt
        assert least - 0.1 <= width <= column.wanted_pt + 0.1


def test_columns_follow_each_other_from_either_side() -> None:
    assert list(positions([10, 20], 5, 100, 50, from_right=False)) == [100, 115]
    assert list(positions([10, 20], 5, 100, 50, from_right=True)) == [140, 115]


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "points"),
    [
        (["1.5", "12.25", "100"], [1, 2, 3]),
        (["0,5", "1.250", "12"], [1, 5, 2]),
        (["1,200,000", "350", "0.5"], [9, 3, 1]),
        (["-5.5 %", "+10.75", "n/a", ""], [2, 3, None, None]),
        (["3×", "10 ms", "$1,000"], [1, 2, 6]),
        (["1e-3", "2.5e4"], [1, 1]),
        (["0,125", "3"], [1, 1]),
    ],
)
def test_the_decimal_point_of_a_number_is_found(cells: list[str], points: list[int | None]) -> None:
    assert number_points(read_grid(grid_of("head", *cells)), 0) == points


@pytest.mark.parametrize(
    "cells", [["1", "two"], ["a", "b"], ["", "n/a"], ["2012-05-01"], ["1.2.3a4"]]
)
def test_what_is_no_column_of_numbers_is_left_alone(cells: list[str]) -> None:
    assert number_points(read_grid(grid_of("head", *cells)), 0) is None


def test_the_points_of_numbers_stand_below_each_other() -> None:
    deck = one("| What | Value |\n|---|---|\n| a | 1.5 |\n| b | 12.25 |\n| c | 100 |")
    ends = []
    for text, before in (("1.5", "1"), ("12.25", "12"), ("100", "100")):
        _, mark = place(deck, text)
        ends.append(mark.x_pt + mark.face.measure(before) * mark.size_pt)
    assert ends == pytest.approx([ends[0]] * 3, abs=0.1)


# --- turned tables -------------------------------------------------------------------------------


def test_a_turned_table_has_its_first_column_as_header() -> None:
    grid = turn(read_grid(grid_of("what|x|y|z", "a|1|2|3", "b|4|5|6")))
    assert grid is not None
    assert (grid.has_head, grid.has_side, len(grid.rows), len(grid.alignments)) == (
        True,
        True,
        4,
        3,
    )


def test_a_turned_table_of_numbers_alone_has_no_header() -> None:
    grid = turn(read_grid(grid_of("Jan|Feb|Mar|Apr", "1|2|3|4")))
    assert grid is not None
    assert not grid.has_head


@pytest.mark.parametrize("rows", [["a|b|c", "1|2|3"], ["a|b|c|d"], ["a|b|c|d", *["1|2|3|4"] * 3]])
def test_what_would_get_no_narrower_is_not_turned(rows: list[str]) -> None:
    assert turn(read_grid(grid_of(*rows))) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wide_table_keeps_all_its_words_in_every_layout(layout: str) -> None:
    deck = one(SEVEN)
    text = "".join(mark.text for _, mark in glyphs(deck, layout)).replace("\u00ad", "")
    for word in SEVEN.replace("|", " ").replace("-", " ").replace(":", " ").split():
        assert word in text


def test_a_first_column_below_an_empty_corner_has_names() -> None:
    data, _ = export_pdf(one("|  | a | b |\n|---|---|---|\n| one | 1 | 2 |\n| two | 3 | 4 |"), PDF)
    assert not faults(data)
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    headers = [str(each.object.A.Scope) for each in tagged.elements() if each.role == "TH"]
    assert headers == ["/Column"] * 3 + ["/Row"] * 2


def test_a_turned_table_says_which_headers_are_of_rows() -> None:
    data, diagnostics = export_pdf(one(SEVEN), PdfOptions(layout="study"))
    assert not diagnostics
    assert not faults(data)
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    headers = [each for each in tagged.elements() if each.role == "TH"]
    scopes = [str(each.object.A.Scope) for each in headers]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 6


def test_smaller_type_stands_on_the_line_of_its_number() -> None:
    deck = one(SEVEN.replace("waterworks, later ships", "pumps"))
    in_list = one("7. " + SEVEN.replace("\n", "\n   "))
    for each in (deck, in_list):
        y_pt, mark = place(each, "Engine", columns=2)
        assert mark.size_pt <= 10
        others = [y for y, other in glyphs(each, columns=2) if other.text == "7."]
        assert others in ([], [pytest.approx(y_pt)])


def test_what_is_tall_in_a_cell_does_not_part_the_lines_of_others() -> None:
    tall = r"$\begin{pmatrix}1\\2\\3\end{pmatrix}$"
    deck = one(f"| a | b |\n|---|---|\n| {tall} | upper<br>lower |\n| x | above<br>below |")
    apart = [
        place(deck, low)[0] - place(deck, high)[0]
        for high, low in (("upper", "lower"), ("above", "below"))
    ]
    assert apart[0] == pytest.approx(apart[1])


def test_large_print_stays_large() -> None:
    sizes = {mark.size_pt for _, mark in glyphs(one(SEVEN), "large")}
    assert min(sizes) >= 14


# --- directions and lists ------------------------------------------------------------------------


def test_the_first_column_of_a_table_from_right_to_left_is_at_the_right() -> None:
    deck = one("| כותרת | מספר |\n|---|---|\n| אחת | 15 |", language="he")
    assert place(deck, "כותרת")[1].x_pt > place(deck, "מספר")[1].x_pt
    ends = [place(deck, text)[1] for text in ("מספר", "15")]
    assert ends[0].x_pt + ends[0].width_pt == pytest.approx(ends[1].x_pt + ends[1].width_pt)


def test_the_list_of_a_table_that_is_too_wide_has_its_rows_in_steps() -> None:
    names = "|".join(f"a long name {at}" for at in range(12))
    first = "the first cell of a row that is too long to be printed again and again"
    rows = "\n".join(
        "|".join([f"{first} {row}", *(f"value{at}x{row}" for at in range(11))]) for row in range(13)
    )
    deck = one(f"{names}\n{'|'.join(['-'] * 12)}\n{rows}")
    _, diagnostics = lay_out(deck, PdfOptions(layout="study"))
    assert [each.code for each in diagnostics] == ["NN302"]
    lefts = {mark.text: mark.x_pt for _, mark in glyphs(deck)}
    assert lefts["a long name 0"] < lefts["a long name 1"] == lefts["a long name 11"]


WIDE = "\n".join(
    [
        "|".join(["name", *(f"header{at}" for at in range(14))]),
        "|".join(["-"] * 15),
        *("|".join([f"row{row}", *(f"cell{row}x{at}" for at in range(14))]) for row in range(20)),
    ]
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_that_is_wide_and_high_stands_in_parts_after_its_first_column(layout: str) -> None:
    deck = one(WIDE)
    _, diagnostics = lay_out(deck, PdfOptions(layout=layout))
    assert {each.code for each in diagnostics} <= {"NN350"}
    printed = Counter(mark.text for _, mark in glyphs(deck, layout))
    assert all(printed[f"cell{row}x{at}"] == 1 for row in range(20) for at in range(14))
    assert all(printed[f"row{row}"] > 1 for row in range(20))
    assert len({printed[f"row{row}"] for row in range(20)}) == 1


def test_the_parts_of_a_table_are_one_for_who_hears_it() -> None:
    data, _ = export_pdf(one(WIDE), PdfOptions(layout="study"))
    assert not faults(data)
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    roles = Counter(each.role for each in tagged.elements())
    assert (roles["Table"], roles["TR"], roles["TH"], roles["TD"]) == (1, 21, 15, 20 * 15)


def test_a_table_has_one_rule() -> None:
    sheet, _ = lay_out(one("| a | b |\n|---|---|\n| c | d |"), PdfOptions(layout="study"))
    rules = [
        mark
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Rule) and mark.color == GREY
    ]
    assert len(rules) == 1
