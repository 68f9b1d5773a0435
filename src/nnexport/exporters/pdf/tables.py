"""Tables → rows: columns as wide as their text wants and the page allows, cells wrapped inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnexport.deck.markup import Inline, Styled, Table, Text
from nnexport.exporters.pdf.formulas.boxes import Box
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.lines import Line, measure_runs
from nnexport.exporters.pdf.losses import WIDE_TABLE, Losses
from nnexport.exporters.pdf.page import GREY, Blank, Plate, Row, Rule, as_artifacts, make_row, shift
from nnexport.exporters.pdf.runs import Look, Paragraph, set_inlines, strengthen

# Lengths are for text of the usual size, and grow with it.
CELL_GAP_PT = 7.0
NARROWEST_PT = 22.0
"""A column that would be narrower makes the table a list."""

WIDEST_WORD_PT = 60.0
"""A longer word does not make its column wider; it is cut."""

ROW_GAP_PT = 1.6
LIST_GAP_PT = 5.0
WHOLE_LINES = 5
"""A table row of up to this many lines is not parted."""


def set_table(table: Table, frame: Frame) -> list[Row]:
    """Return a table's rows, the header bold and above a rule.

    Errors: a table that does not fit is printed as a list, and NN302 goes to the losses.
    """
    losses = frame.fonts.losses
    frame = frame._replace(prose=False)
    place = frame.open("Table")
    cells = [
        [_read_cell(text, look, losses) for text, look in zip(texts, looks, strict=True)]
        for texts, looks in zip([table.header, *table.rows], _row_looks(table, place), strict=True)
    ]
    widths = _share_width(cells, frame)
    if widths is None:
        losses.simplify(WIDE_TABLE)
        return _set_as_list(table, frame)
    rows: list[Row] = []
    head: tuple[Row, ...] = ()
    for number, row in enumerate(cells):
        own: list[list[Line]] = []
        left_pt = frame.left_pt
        for cell, width_pt, alignment in zip(row, widths, table.alignments, strict=True):
            lines = _set_cell(cell, frame._replace(left_pt=left_pt, width_pt=width_pt))
            own.append([_align(line, width_pt, alignment) for line in lines])
            left_pt += width_pt + CELL_GAP_PT * frame.scale
        joined = _join_cells(own, frame.leading_pt, after_header=number == 1)
        rows += [row._replace(head=head) for row in joined]
        if number == 0:
            rows[-1] = _underline(rows[-1], frame.left_pt, left_pt - CELL_GAP_PT * frame.scale)
            head = _again(rows, ROW_GAP_PT * frame.scale) if len(rows) <= WHOLE_LINES else ()
    return rows


def _again(rows: Sequence[Row], gap_pt: float) -> tuple[Row, ...]:
    """Return a header as it is printed above the rest of its table, with the gap below it."""
    *above, last = (row._replace(marks=as_artifacts(row.marks)) for row in rows)
    return (*above, last._replace(height_pt=last.height_pt + gap_pt))


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    look: Look


def _row_looks(table: Table, place: Frame) -> Iterator[list[Look]]:
    """Yield the looks of each row's cells, the header first."""
    header = place.open("TR")
    yield [strengthen(header.open("TH", detail="Column").look) for _ in table.header]
    for cells in table.rows:
        row = place.open("TR")
        yield [row.open("TD").look for _ in cells]


def _read_cell(inlines: Sequence[Inline], look: Look, losses: Losses) -> Cell:
    return Cell(tuple(set_inlines(inlines, look, losses)), look)


def _set_cell(cell: Cell, frame: Frame) -> list[Line]:
    lines = frame.set_paragraphs(cell.paragraphs)
    return lines or [Line((Blank(frame.left_pt, 0.0, cell.look.element),), 0.0)]


def _share_width(rows: Sequence[Sequence[Cell]], frame: Frame) -> list[float] | None:
    """Return the width of each column, or ``None`` when they cannot all be wide enough.

    Each column gets its widest word; what is left goes to those whose lines are longer, in
    proportion to what they lack.
    """
    least: list[float] = []
    wanted: list[float] = []
    for column in zip(*rows, strict=True):
        sizes = [measure_runs(runs, frame.fonts) for cell in column for runs in cell.paragraphs]
        widest_word = max((word for word, _ in sizes), default=0.0)
        # Boxes are not cut as words are.
        boxes = [run.look.box for cell in column for runs in cell.paragraphs for run in runs]
        widest_box = max((_least_pt(box) for box in boxes if box), default=0.0)
        widest_word = min(widest_word, WIDEST_WORD_PT * frame.scale)
        least.append(max(NARROWEST_PT * frame.scale, widest_word, widest_box))
        wanted.append(max(least[-1], max((line for _, line in sizes), default=0.0)))
    room_pt = frame.width_pt - CELL_GAP_PT * frame.scale * (len(least) - 1)
    if sum(wanted) <= room_pt:
        return wanted
    spare_pt = room_pt - sum(least)
    if spare_pt < 0:
        return None
    lacking = sum(wanted) - sum(least)
    return [
        low + spare_pt * (high - low) / lacking for low, high in zip(least, wanted, strict=True)
    ]


def _least_pt(box: Box) -> float:
    """Return the width that a box must have: a picture can be made smaller than a formula."""
    return min(box.width_pt, WIDEST_WORD_PT) if isinstance(box.mark, Plate) else box.width_pt


def _align(line: Line, width_pt: float, alignment: str) -> Line:
    shift_pt = {"right": 1.0, "center": 0.5}.get(alignment, 0.0) * (width_pt - line.width_pt)
    if not shift_pt:
        return line
    return line._replace(marks=tuple(shift(mark, shift_pt) for mark in line.marks))


def _join_cells(cells: Sequence[list[Line]], leading_pt: float, *, after_header: bool) -> list[Row]:
    """Return the rows of one table row: the first line of each cell, the second of each, …"""
    height = max(1, *(len(lines) for lines in cells))
    rows: list[Row] = []
    for number in range(height):
        marks = [
            mark for lines in cells for mark in (lines[number].marks if number < len(lines) else ())
        ]
        keep = after_header if number == 0 else height <= WHOLE_LINES or number in (1, height - 1)
        gap_pt = ROW_GAP_PT if number == 0 else 0.0
        rows.append(make_row(tuple(marks), leading_pt, gap_pt, keep=keep))
    return rows


def _underline(row: Row, left_pt: float, right_pt: float) -> Row:
    y_pt = row.height_pt + 0.6
    return row._replace(marks=(*row.marks, Rule(left_pt, y_pt, right_pt, y_pt, GREY, 0.5)))


def _set_as_list(table: Table, frame: Frame) -> list[Row]:
    """Return each cell on lines of its own, after the header of its column."""
    rows: list[Row] = []
    for cells in table.rows or [[()] * len(table.header)]:
        for number, (name, cell) in enumerate(zip(table.header, cells, strict=True)):
            inner = frame.open("P")
            joined = (Styled("strong", name), Text(" "), *cell)
            lines = _set_cell(_read_cell(joined, inner.look, frame.fonts.losses), inner)
            for at, line in enumerate(lines):
                gap_pt = LIST_GAP_PT if number == 0 and at == 0 else 0.0
                rows.append(make_row(line.marks, frame.leading_pt, gap_pt, keep=at > 0))
    return rows
