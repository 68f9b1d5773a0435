"""Rows in columns → pages: where each row stands, and what is drawn around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.exporters.pdf.columns import Column, column_height, fill_columns
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.headers import Header
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.flow import Entry, Flow
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.page import Bookmark, Mark, Page, Placed, Row, Rule, shift
from nnexport.exporters.phrases import Phrases

Continue = Callable[[Entry, Row], Iterable[Mark]]
"""(entry, row) → what stands beside or above the first row of a column in which an entry goes on;
the marks count from the top of that row."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How the rows of a flow become pages."""

    geometry: Geometry
    header: Header
    continued: Continue
    hairlines: bool = True
    """Rules between items and between columns."""

    above_pt: float = 0.0
    """Room that a column keeps above a row with which an entry goes on, for its label."""

    spread: float = 0.0
    """Part of themselves by which gaps may grow, so that columns end at one height."""

    titled: bool = True
    """The first page has the deck's title; else it stands on a page before."""

    def height_pt(self, page: int) -> float:
        """Return the height of the columns of a page; pages count from 0."""
        geometry = self.geometry
        titled = self.titled and page == 0
        head_pt = geometry.top_pt + self.header.height_pt(titled=titled)
        return geometry.height_pt - head_pt - geometry.bottom_pt


def fill_pages(flow: Flow, paging: Paging) -> list[list[Column]]:
    """Return the columns of each page; at least one page, if without a column."""

    columns = paging.geometry.columns
    found = fill_columns(flow.rows, columns, paging.height_pt, paging.above_pt, paging.spread)
    return found or [[]]


HARDLY = 0.2
"""Part of a last page that is not worth its paper."""

FEW_PAGES = 40
"""Of so many, one page more or less is seen."""

CLOSER = (0.95, 0.9, 0.85, 0.8)
"""Factors of all gaps that are tried to do without such a page."""


def fill_sheet(flow: Flow, paging: Paging) -> tuple[Flow, list[list[Column]]]:
    """Return the columns of each page, and the flow in them, whose gaps may be a little smaller.

    They are where that saves a page on which next to nothing stands.
    """
    pages = fill_pages(flow, paging)
    last = len(pages) - 1
    if not 0 < last < FEW_PAGES:
        return flow, pages
    used_pt = sum(column_height(flow.rows, column) for column in pages[-1])
    if used_pt <= HARDLY * paging.geometry.columns * paging.height_pt(last):
        for factor in CLOSER:
            rows = (row._replace(gap_pt=factor * row.gap_pt) for row in flow.rows)
            closer = replace(flow, rows=tuple(rows))
            fewer = fill_pages(closer, paging)
            if len(fewer) <= last:
                return closer, fewer
    return flow, pages


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which numbers pages have. All count from 0."""

    of: int
    """Number of pages that are counted together; 0 where that is not known yet, and the pages
    get their heads later."""

    first: int = 0
    """Of these, the first that is placed."""

    before: int = 0
    """Pages of other numbers that lie before all of these."""

    roman: bool = False

    def label(self, at: int, phrases: Phrases) -> str:
        """Return the number as it is printed."""
        number = self.first + at + 1
        if self.roman:
            return write_roman(number)
        return phrases.page.format(page=number, pages=self.of)

    def viewer_label(self, at: int) -> str:
        """Return the number as a viewer shows it; empty where that counts in the same way."""
        number = self.first + at + 1
        return write_roman(number) if self.roman else str(number) if self.before else ""


def place_pages(
    flow: Flow, pages: Sequence[Sequence[Column]], paging: Paging, fonts: Fonts, numbers: Numbers
) -> list[Page]:
    """Return the pages of these columns."""
    return [
        _place_page(flow, columns, paging, fonts, numbers, at) for at, columns in enumerate(pages)
    ]


def pages_of_entries(
    flow: Flow, pages: Sequence[Sequence[Column]], numbers: Numbers
) -> dict[str, str]:
    """Return on which page each entry begins, by the key of its bookmark."""
    return {
        flow.entries[index].bookmark.key: str(numbers.first + at + 1)
        for at, columns in enumerate(pages)
        for column in columns
        for index in column
        if flow.starts_entry(index)
    }


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def write_roman(number: int) -> str:
    """Return a number from 1 in small Roman letters."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _place_page(
    flow: Flow, columns: Sequence[Column], paging: Paging, fonts: Fonts, numbers: Numbers, at: int
) -> Page:
    geometry = paging.geometry
    number = numbers.before + numbers.first + at
    titled = paging.titled and numbers.first + at == 0
    label = numbers.viewer_label(at)
    top_pt = geometry.top_pt + paging.header.height_pt(titled=titled)
    placed = [place_head(paging, fonts, numbers, at)] if numbers.of else []
    bookmarks: list[Bookmark] = []
    bottom_pt = top_pt
    grown = _grow_gaps(flow, columns, paging, paging.height_pt(numbers.first + at))
    for position, column in enumerate(columns):
        left_pt = geometry.column_left_pt(number, position)
        growth = 1.0 + grown[position]
        y_pt = top_pt
        if not flow.starts_entry(column.start):
            y_pt += paging.above_pt
        for index in column:
            row = flow.rows[index]
            at_top = index == column.start
            gap_pt = row.head_pt if at_top else row.gap_pt * growth
            y_pt += gap_pt
            starts = flow.starts_entry(index)
            marks = row.marks  # Of most rows these are all: no copies of them.
            if at_top or starts or row.bars:
                marks = tuple(_row_marks(flow, index, gap_pt, at_top, paging))
            placed.append(Placed(left_pt, y_pt, marks))
            if starts:
                bookmarks.append(replace(flow.entries[index].bookmark, y_pt=y_pt))
            y_pt += row.height_pt
        bottom_pt = max(bottom_pt, y_pt)
    if paging.hairlines:
        for position in range(1, len(columns)):
            x_pt = geometry.column_left_pt(number, position) - geometry.gutter_pt / 2
            placed.append(Placed(x_pt, top_pt, (Rule(0.0, 0.0, 0.0, bottom_pt - top_pt),)))
    return Page(tuple(placed), tuple(bookmarks), label=label)


def place_head(paging: Paging, fonts: Fonts, numbers: Numbers, at: int) -> Placed:
    """Return what stands above the columns of a page."""
    geometry = paging.geometry
    titled = paging.titled and numbers.first + at == 0
    said = numbers.label(at, labels_of(fonts.language).phrases)
    left_pt = geometry.left_pt(numbers.before + numbers.first + at)
    return Placed(left_pt, geometry.top_pt, paging.header.marks(said, fonts, titled=titled))


def _grow_gaps(
    flow: Flow, columns: Sequence[Column], paging: Paging, height_pt: float
) -> list[float]:
    """Return by which part of themselves the gaps of each column grow.

    All columns end at the foot of the page if they can, or else at one height. One that cannot
    reach the others stays as it is, and so does the last page but for that height.
    """
    rows = flow.rows
    used = [column_height(rows, column) for column in columns]
    used = [
        used_pt if flow.starts_entry(column.start) else used_pt + paging.above_pt
        for used_pt, column in zip(used, columns, strict=True)
    ]
    gaps = [sum(rows[index].gap_pt for index in column[1:]) for column in columns]
    reached = [u + paging.spread * g for u, g in zip(used, gaps, strict=True)]
    highest_pt = max(used, default=0.0)
    is_last = not columns or columns[-1].stop == len(rows)
    foot_pt = highest_pt if is_last else max(highest_pt, min(height_pt, *reached))
    return [
        (foot_pt - u) / g if g and u < foot_pt <= r else 0.0
        for u, g, r in zip(used, gaps, reached, strict=True)
    ]


def _row_marks(
    flow: Flow, index: int, gap_pt: float, at_top: bool, paging: Paging
) -> Iterator[Mark]:
    """Yield the marks of a row at its place in a column, with the gap that is left above it."""
    row, entry = flow.rows[index], flow.entries[index]
    starts = flow.starts_entry(index)
    if paging.hairlines and starts and entry.is_parted and not at_top:
        yield Rule(0.0, -gap_pt / 2, paging.geometry.column_pt, -gap_pt / 2)
    if at_top and not starts and entry.number:
        yield from (shift(mark, 0.0, -row.head_pt) for mark in paging.continued(entry, row))
    if at_top:
        yield from row.head_marks()
    yield from row.marks
    for bar in row.bars:
        top_pt = -gap_pt if bar.joined else 0.0
        yield Rule(bar.x_pt, top_pt, bar.x_pt, row.height_pt, bar.color, bar.thickness_pt)
