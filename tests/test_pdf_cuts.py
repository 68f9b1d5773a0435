"""Where columns end, and how gaps grow so that they end at one height."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.exporters.pdf import PdfOptions, lay_out
from nnexport.exporters.pdf.columns import column_height, fill_columns
from nnexport.exporters.pdf.headers import Header
from nnexport.exporters.pdf.layouts.flow import Entry, Flow
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.layouts.paging import Paging, fill_sheet
from nnexport.exporters.pdf.lines import Line
from nnexport.exporters.pdf.page import Blank, Bookmark, Row
from tests.test_layouts import body_of, make_deck

LINE_PT, GAP_PT = 10.0, 5.0
LINE = Blank(0.0, 0.0)
"""Stands for what is in a line: a row without marks is a blank one."""


def item(lines: int, *, cuts: bool = True) -> list[Row]:
    """Return an item whose first two lines stay together, and all of them if nothing ``cuts``."""
    return [
        Row(
            LINE_PT,
            (LINE,),
            gap_pt=0.0 if at else GAP_PT,
            keep=at == 1 or (at > 0 and not cuts),
            starts=at == 0,
        )
        for at in range(lines)
    ]


def holes(rows: Sequence[Row], count: int, height_pt: float, spread: float = 0.0) -> list[float]:
    """Return the lines that stay free below each column that is not on the last page."""
    pages = fill_columns(rows, count, lambda page: height_pt, spread=spread)
    return [
        (height_pt - column_height(rows, column)) / LINE_PT
        for page in pages[:-1]
        for column in page
    ]


def test_a_column_ends_earlier_to_save_the_next_one_a_hole() -> None:
    rows = [*item(14), *item(2), *item(12, cuts=False), *item(40)]
    # First fit fills the first column, and the second one has no room for the third item.
    assert max(holes(rows, 1, 160.0)) < 3


def test_an_item_is_not_cut_for_the_last_line_of_a_column() -> None:
    rows = [*item(9), *item(10), *item(10), *item(10)]
    pages = fill_columns(rows, 1, lambda page: 110.0)
    assert [page[0].start for page in pages] == [0, 9, 19, 29]


def test_code_is_cut_at_a_blank_line() -> None:
    code = [Row(LINE_PT, (LINE,) if at % 4 else ()) for at in range(60)]
    pages = fill_columns([*item(2), *code], 1, lambda page: 120.0)
    for page in pages[1:]:
        assert not [*item(2), *code][page[0].start - 1].marks


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=40),
    st.integers(1, 3),
    st.integers(4, 40),
    st.floats(0, 1),
)
def test_no_page_more_than_by_first_fit(
    sizes: list[int], count: int, lines: int, spread: float
) -> None:
    rows = [row for size in sizes for row in item(size)]
    height_pt = lines * LINE_PT
    columns, used_pt, cut = 1, 0.0, 0
    for at, row in enumerate(rows):
        if not row.keep:
            cut = at
        used_pt += row.height_pt + (row.gap_pt if used_pt else 0.0)
        if used_pt > height_pt:
            columns += 1
            used_pt = column_height(rows, range(cut, at + 1))
    pages = fill_columns(rows, count, lambda page: height_pt, spread=spread)
    assert len(pages) == -(-columns // count)


@pytest.mark.parametrize("layout", ["study", "booklet", "fold"])
def test_most_columns_reach_the_foot_of_their_page(layout: str) -> None:
    sheet, _ = lay_out(make_deck(60, sections=3), PdfOptions(layout=layout))
    feet: dict[tuple[int, int], float] = {}
    for number, page in enumerate(body_of(sheet)[:-1]):
        for placed in page.placed[1:]:
            column = number, round(placed.x_pt)
            if placed.marks and column[1]:
                feet[column] = max(placed.y_pt, feet.get(column, 0.0))
    lowest_pt = max(feet.values())
    reached = [foot for foot in feet.values() if foot > lowest_pt - 2.0]
    assert len(reached) > 0.7 * len(feet)


@pytest.mark.parametrize(
    ("items", "pages", "factor"),
    [(20, 1, 1.0), (21, 1, 0.85), (22, 2, 1.0), (30, 2, 1.0), (42, 2, 0.85), (44, 3, 1.0)],
)
def test_gaps_get_smaller_rather_than_begin_a_page_for_next_to_nothing(
    items: int, pages: int, factor: float
) -> None:
    entry = Entry(Bookmark("n", "n", 0, 0.0))
    rows = tuple(row for _ in range(items) for row in item(1))
    header = Header((Line((), 0.0),), Line((), 0.0), 100.0)
    # Twenty items have 20 lines and 19 gaps.
    height_pt = 20 * LINE_PT + 19 * GAP_PT + header.height_pt(titled=False)
    paging = Paging(Geometry(100.0, height_pt, 0.0, 0.0, 0.0), header, lambda entry, row: (),
                    titled=False)  # fmt: skip
    flow, filled = fill_sheet(Flow(rows, (entry,) * len(rows)), paging)
    assert len(filled) == pages
    assert flow.rows[1].gap_pt == pytest.approx(factor * GAP_PT)
