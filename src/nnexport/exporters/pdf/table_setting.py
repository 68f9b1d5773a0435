"""A table that fits → rows: each cell set in its column, and the lines of all cells joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.lines import Line
from nnexport.exporters.pdf.looks import Look, strengthen
from nnexport.exporters.pdf.page import (
    GREY,
    Blank,
    Mark,
    Row,
    Rule,
    as_artifacts,
    make_row,
    part_rows,
    shift,
)
from nnexport.exporters.pdf.runs import Paragraph, set_inlines
from nnexport.exporters.pdf.table_grids import Cell, Grid, text_of
from nnexport.exporters.pdf.table_widths import Needs, positions
from nnexport.exporters.pdf.text.bidi import starts_right_to_left

# Lengths are for text of the usual size, and grow with it.
CELL_GAP_PT = 7.0
ROW_GAP_PT = 1.6
HIGH_ROW_GAP_PT = 3.0
"""Between rows of a table of which some have several lines."""

WHOLE_LINES = 5
"""A table row of up to this many lines is not parted."""

LOW_LINES = 2
"""A table row of up to this many lines does not stand alone in a column."""

Looks = Sequence[Sequence[Look]]
"""Of each row's cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column needs, in the type in which it was measured."""

    needs: Needs
    points_pt: tuple[float | None, ...] = ()
    """In a column of numbers: width of what stands before the decimal point, row by row; ``None``
    for what is no number."""

    before_pt: float = 0.0
    """The widest of these."""

    block_pt: float = 0.0
    """Width of all its numbers below each other."""


def cell_looks(grid: Grid, frame: Frame) -> Looks:
    """Return the looks of each row's cells, in the elements of a new table."""
    place = frame.open("Table")
    return [
        [_look(grid, row, number, column) for column in range(len(cells))]
        for number, cells in enumerate(grid.rows)
        for row in (place.open("TR"),)
    ]


def _look(grid: Grid, row: Frame, number: int, column: int) -> Look:
    if not grid.is_name(number, column):
        return row.open("TD").look
    names_column = grid.has_head and number == 0
    return strengthen(row.open("TH", detail="Column" if names_column else "Row").look)


@dataclass(frozen=True, slots=True)
class TableSetter:
    """A grid with the widths of its columns, in the type in which it fits."""

    grid: Grid
    frame: Frame
    columns: Sequence[Column]
    widths: Sequence[float]
    factor: float
    """Of the type, against that in which the columns were measured."""

    looks: Looks

    @property
    def from_right(self) -> bool:
        """The first column stands at the right."""
        first = self.grid.rows[0] if self.grid.has_head else next(zip(*self.grid.rows, strict=True))
        return starts_right_to_left(text_of(first), otherwise=self.frame.fonts.from_right)

    def rows(self) -> list[Row]:
        frame, gap_pt = self.frame, CELL_GAP_PT * self.frame.scale
        lefts_pt = list(
            positions(
                self.widths,
                gap_pt,
                frame.left_pt,
                frame.width_pt,
                from_right=self.from_right != frame.fonts.from_right,
            )
        )
        set_rows = [
            [
                [self._align(line, number, at) for line in self._set_cell(cell, look, at, lefts_pt)]
                for at, (cell, look) in enumerate(zip(cells, looks, strict=True))
            ]
            for number, (cells, looks) in enumerate(zip(self.grid.rows, self.looks, strict=True))
        ]
        body = set_rows[self.grid.has_head :]
        is_high = any(len(lines) > 1 for row in body for lines in row)
        row_gap_pt = (HIGH_ROW_GAP_PT if is_high else ROW_GAP_PT) * frame.scale
        ends_pt = min(lefts_pt), max(map(sum, zip(lefts_pt, self.widths, strict=True)))
        rows: list[Row] = []
        head: tuple[Row, ...] = ()
        for number, lines in enumerate(set_rows):
            is_first_of_body = self.grid.has_head and number == 1
            above_pt = ROW_GAP_PT * frame.scale if is_first_of_body else row_gap_pt
            # Of low rows, there are two on either side of a cut.
            is_end = number in (self.grid.has_head + 1, len(set_rows) - 1)
            is_low = max(map(len, lines), default=0) <= LOW_LINES
            is_bound = is_first_of_body or (is_end and is_low and number > 0)
            joined = _join_cells(lines, frame.leading_pt, above_pt, is_bound=is_bound)
            rows += [row._replace(head=head) for row in joined]
            if self.grid.has_head and number == 0:
                rows[-1] = _underline(rows[-1], *ends_pt)
                head = _again(rows, ROW_GAP_PT * frame.scale) if len(rows) <= WHOLE_LINES else ()
        return rows

    def _set_cell(self, cell: Cell, look: Look, at: int, lefts_pt: Sequence[float]) -> list[Line]:
        frame = self.frame._replace(left_pt=lefts_pt[at], width_pt=self.widths[at])
        paragraphs: list[Paragraph] = set_inlines(cell, look, frame.fonts.losses)
        lines = frame.set_paragraphs(paragraphs)
        if lines or look.element is None:
            return lines
        return [Line((Blank(frame.left_pt, 0.0, look.element),), 0.0)]

    def _align(self, line: Line, row: int, at: int) -> Line:
        """Return a line of a cell at its place in the column."""
        column, room_pt = self.columns[at], self.widths[at] - line.width_pt
        alignment = self.grid.alignments[at]
        if not alignment and (self.from_right or column.points_pt):
            alignment = "right"
        part = {"right": 1.0, "center": 0.5}.get(alignment, 0.0)
        is_turned = self.frame.fonts.from_right
        if is_turned:
            part = 1.0 - part
        shift_pt = part * room_pt - line.indent_pt
        row -= self.grid.has_head
        point_pt = column.points_pt[row] if column.points_pt and row >= 0 else None
        if point_pt is not None:
            block_pt = column.block_pt * self.factor
            left_pt = (column.before_pt - point_pt) * self.factor
            if is_turned:
                left_pt = block_pt - line.width_pt - left_pt
            shift_pt = part * (self.widths[at] - block_pt) + left_pt
        if abs(shift_pt) < 0.01:
            return line
        return line._replace(marks=tuple(shift(mark, shift_pt) for mark in line.marks))


def _again(rows: Sequence[Row], gap_pt: float) -> tuple[Row, ...]:
    """Return a header as it is printed above the rest of its table, with the gap below it."""
    *above, last = (row._replace(marks=as_artifacts(row.marks)) for row in rows)
    return (*above, last._replace(height_pt=last.height_pt + gap_pt))


def _join_cells(
    cells: Sequence[list[Line]], leading_pt: float, gap_pt: float, *, is_bound: bool
) -> list[Row]:
    """Return the rows of one table row: one, or where it is high one for each of its lines."""
    height = max(1, *(len(lines) for lines in cells))
    if height <= WHOLE_LINES:
        return [_in_one(cells, leading_pt)._replace(gap_pt=gap_pt, keep=is_bound)]
    rows: list[Row] = []
    for number in range(height):
        marks = [
            mark for lines in cells for mark in (lines[number].marks if number < len(lines) else ())
        ]
        keep = is_bound if number == 0 else number in (1, height - 1)
        above_pt = gap_pt if number == 0 else 0.0
        rows.append(make_row(tuple(marks), leading_pt, above_pt, keep=keep))
    return rows


def _in_one(cells: Sequence[list[Line]], leading_pt: float) -> Row:
    """Return a table row that is never parted, written cell by cell.

    Programs copy and read what they find in its order: of rows, lines of neighbouring cells. What
    is tall moves only the lines of its own cell, and the first ones of all, which are on one line.
    """
    stacks = [part_rows([make_row(line.marks, leading_pt) for line in lines]) for lines in cells]
    drop_pt = max((stack[0].drop_pt for stack in stacks if stack), default=0.0)
    height_pt = leading_pt
    marks: list[Mark] = []
    for stack in filter(None, stacks):
        y_pt = drop_pt - stack[0].drop_pt
        for row in stack:
            y_pt += row.gap_pt
            marks += (shift(mark, 0.0, y_pt) for mark in row.marks)
            y_pt += row.height_pt
        height_pt = max(height_pt, y_pt)
    return Row(height_pt, tuple(marks), drop_pt=drop_pt)


def _underline(row: Row, left_pt: float, right_pt: float) -> Row:
    y_pt = row.height_pt + 0.6
    return row._replace(marks=(*row.marks, Rule(left_pt, y_pt, right_pt, y_pt, GREY, 0.5)))


def meet_line(rows: list[Row], frame: Frame, inner: Frame) -> list[Row]:
    """Lower the first row of smaller type to the line on which a number or bullet stands."""
    down_pt = frame.baseline_pt - inner.baseline_pt
    if down_pt <= 0:
        return rows
    first = rows[0]
    marks = tuple(shift(mark, 0.0, down_pt) for mark in first.marks)
    return [first._replace(marks=marks, height_pt=first.height_pt + down_pt), *rows[1:]]
