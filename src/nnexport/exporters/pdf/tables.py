"""Tables → rows: columns as wide as their text wants and the page allows, cells wrapped inside.

Where a table is too wide, the type gets a little smaller; then rows and columns change places, if
that is narrower; then words are parted. Only what is still too wide is printed as a list.

There is one rule, below the header: more would part what the eye puts together by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from nnexport.deck.markup import Styled, Table, Text
from nnexport.exporters.pdf.formulas.boxes import Box
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.lines import Line, measure_runs
from nnexport.exporters.pdf.losses import WIDE_TABLE
from nnexport.exporters.pdf.page import (
    GREY,
    Blank,
    Plate,
    Row,
    Rule,
    as_artifacts,
    make_row,
    shift,
)
from nnexport.exporters.pdf.runs import SMALLEST_PT, Look, Paragraph, set_inlines, strengthen
from nnexport.exporters.pdf.table_grids import (
    Cell,
    Grid,
    cut_cell,
    number_points,
    read_grid,
    text_of,
    turn,
)
from nnexport.exporters.pdf.table_widths import Needs, positions, share_width
from nnexport.exporters.pdf.text.bidi import starts_right_to_left

# Lengths are for text of the usual size, and grow with it.
CELL_GAP_PT = 7.0
NARROWEST_PT = 9.0
WIDEST_WORD_PT = 66.0
"""A longer word does not make its column wider; it is cut."""

SHORT_WORD_PT = 42.0
"""About ten characters: a word that is not longer is never parted."""

NARROW_PT = 70.0
ROW_GAP_PT = 1.6
HIGH_ROW_GAP_PT = 3.0
"""Between rows of a table of which some have several lines."""

LIST_GAP_PT = 5.0
LIST_INDENT_PT = 8.0
WHOLE_LINES = 5
"""A table row of up to this many lines is not parted."""

SMALLER = (0.92, 0.84)
LARGE_PT = 14.0
"""Type of this size is large for somebody's eyes: it is made no smaller."""


def set_table(table: Table, frame: Frame) -> list[Row]:
    """Return a table's rows, the header bold and above a rule.

    Errors: a table that does not fit is printed as a list, and NN302 goes to the losses.
    """
    frame = frame._replace(prose=False)
    fitted = _fit(table, frame)
    if fitted is None:
        frame.fonts.losses.simplify(WIDE_TABLE)
        return _set_as_list(table, frame)
    return _meet_line(fitted.rows(), frame, fitted.frame)


# --- what fits -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    needs: Needs
    points_pt: tuple[float | None, ...] = ()
    """In a column of numbers: width of what stands before the decimal point, row by row; ``None``
    for what is no number."""

    before_pt: float = 0.0
    """The widest of these."""

    block_pt: float = 0.0
    """Width of all its numbers below each other."""


def _fit(table: Table, frame: Frame) -> _Setter | None:
    """Return how a table fits the frame, or ``None`` if it does not."""
    grid = read_grid(table)
    turned = turn(grid)
    smaller = [_shrink(frame, factor) for factor in SMALLER]
    tries = [(grid, each, False) for each in (frame, smaller[0])]
    if turned:
        tries += [(turned, each, False) for each in (frame, smaller[0])]
    for parts_words in (False, True):
        tries += [(each, smaller[1], parts_words) for each in (grid, turned) if each]
    needs: dict[int, list[Column]] = {}
    for each, inner, parts_words in tries:
        if id(each) not in needs:
            needs[id(each)] = _measure(each, frame)
        columns = needs[id(each)]
        gaps_pt = CELL_GAP_PT * inner.scale * (len(columns) - 1)
        # Everything is measured in the usual type, so that the room is larger for a smaller one.
        room_pt = (inner.width_pt - gaps_pt) * frame.scale / inner.scale
        widths = share_width([c.needs for c in columns], room_pt, parts_words=parts_words)
        if widths:
            factor = inner.scale / frame.scale
            return _Setter(each, inner, columns, [width_pt * factor for width_pt in widths], factor)
    return None


def _shrink(frame: Frame, factor: float) -> Frame:
    """Return a frame for smaller type, but not for type that is too small to read."""
    size_pt = frame.look.size_pt
    if size_pt >= LARGE_PT:
        return frame
    factor = min(1.0, max(factor, SMALLEST_PT / size_pt))
    look = frame.look._replace(size_pt=size_pt * factor)
    leading_pt, baseline_pt = frame.leading_pt * factor, frame.baseline_pt * factor
    return frame._replace(look=look, leading_pt=leading_pt, baseline_pt=baseline_pt)


def _measure(grid: Grid, frame: Frame) -> list[Column]:
    """Return what the columns of a grid need in the type of a frame."""
    return [_measure_column(grid, column, frame) for column in range(len(grid.alignments))]


def _measure_column(grid: Grid, column: int, frame: Frame) -> Column:
    word_pt = box_pt = line_pt = 0.0
    texts_pt: list[float] = []
    for number, cells in enumerate(grid.rows):
        look = frame.look._replace(element=None)
        if grid.is_name(number, column):
            look = strengthen(look)
        text_pt = 0.0
        for runs in set_inlines(cells[column], look, frame.fonts.losses):
            widest_pt, whole_pt = measure_runs(runs, frame.fonts)
            word_pt, line_pt = max(word_pt, widest_pt), max(line_pt, whole_pt)
            text_pt += whole_pt
            # Boxes are not cut as words are.
            box_pt = max([box_pt, *(_least_pt(run.look.box) for run in runs if run.look.box)])
        texts_pt.append(text_pt)
    points_pt = _measure_numbers(grid, column, frame)
    befores_pt = [each for each in points_pt if each is not None]
    of_body_pt = texts_pt[len(texts_pt) - len(points_pt) :]
    afters_pt = [
        text_pt - before_pt
        for text_pt, before_pt in zip(of_body_pt, points_pt, strict=True)
        if before_pt is not None
    ]
    before_pt = max(befores_pt, default=0.0)
    block_pt = before_pt + max(afters_pt, default=0.0)
    scale = frame.scale
    narrowest_pt = max(NARROWEST_PT * scale, box_pt, block_pt)
    needs = Needs(
        max(narrowest_pt, min(word_pt, WIDEST_WORD_PT * scale)),
        max(narrowest_pt, min(word_pt, SHORT_WORD_PT * scale)),
        max(narrowest_pt, line_pt),
        tuple(texts_pt),
        NARROW_PT * scale,
    )
    return Column(needs, points_pt, before_pt, block_pt)


def _least_pt(box: Box) -> float:
    """Return the width that a box must have: a picture can be made smaller than a formula."""
    return min(box.width_pt, WIDEST_WORD_PT) if isinstance(box.mark, Plate) else box.width_pt


def _measure_numbers(grid: Grid, column: int, frame: Frame) -> tuple[float | None, ...]:
    """Return how much of each number stands before its point; nothing for other columns."""
    points = number_points(grid, column)
    if points is None or (grid.has_side and column == 0):
        return ()
    look, losses = frame.look._replace(element=None), frame.fonts.losses
    return tuple(
        None
        if end is None
        else sum(
            measure_runs(runs, frame.fonts)[1]
            for runs in set_inlines(cut_cell(cells[column], end), look, losses)
        )
        for cells, end in zip(grid.body, points, strict=True)
    )


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setter:
    """A grid with the widths of its columns, in the type in which it fits."""

    grid: Grid
    frame: Frame
    columns: Sequence[Column]
    widths: Sequence[float]
    factor: float
    """Of the type, against that in which the columns were measured."""

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
            for number, (cells, looks) in enumerate(zip(self.grid.rows, self._looks(), strict=True))
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
            joined = _join_cells(lines, frame.leading_pt, above_pt, is_bound=is_first_of_body)
            rows += [row._replace(head=head) for row in joined]
            if self.grid.has_head and number == 0:
                rows[-1] = _underline(rows[-1], *ends_pt)
                head = _again(rows, ROW_GAP_PT * frame.scale) if len(rows) <= WHOLE_LINES else ()
        return rows

    def _looks(self) -> Iterator[list[Look]]:
        """Yield the looks of each row's cells."""
        place = self.frame.open("Table")
        for number, cells in enumerate(self.grid.rows):
            row = place.open("TR")
            yield [self._look(row, number, column) for column in range(len(cells))]

    def _look(self, row: Frame, number: int, column: int) -> Look:
        if not self.grid.is_name(number, column):
            return row.open("TD").look
        names_column = self.grid.has_head and number == 0
        return strengthen(row.open("TH", detail="Column" if names_column else "Row").look)

    def _set_cell(self, cell: Cell, look: Look, at: int, lefts_pt: Sequence[float]) -> list[Line]:
        frame = self.frame._replace(left_pt=lefts_pt[at], width_pt=self.widths[at])
        paragraphs: list[Paragraph] = set_inlines(cell, look, frame.fonts.losses)
        lines = frame.set_paragraphs(paragraphs)
        return lines or [Line((Blank(frame.left_pt, 0.0, look.element),), 0.0)]

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
    """Return the rows of one table row: the first line of each cell, the second of each, …"""
    height = max(1, *(len(lines) for lines in cells))
    rows: list[Row] = []
    for number in range(height):
        marks = [
            mark for lines in cells for mark in (lines[number].marks if number < len(lines) else ())
        ]
        keep = is_bound if number == 0 else height <= WHOLE_LINES or number in (1, height - 1)
        above_pt = gap_pt if number == 0 else 0.0
        rows.append(make_row(tuple(marks), leading_pt, above_pt, keep=keep))
    return [_in_one(cells, rows)] if 1 < height <= WHOLE_LINES else rows


def _in_one(cells: Sequence[list[Line]], rows: Sequence[Row]) -> Row:
    """Return the rows of a table row that is never parted as one, written cell by cell.

    Programs copy and read what they find in its order: of rows, lines of neighbouring cells.
    """
    tops = accumulate((row.height_pt for row in rows), initial=0.0)
    down = [top_pt + row.drop_pt for top_pt, row in zip(tops, rows, strict=False)]
    marks = tuple(
        shift(mark, 0.0, down_pt)
        for lines in cells
        for line, down_pt in zip(lines, down, strict=False)
        for mark in line.marks
    )
    return rows[0]._replace(height_pt=sum(row.height_pt for row in rows), marks=marks)


def _underline(row: Row, left_pt: float, right_pt: float) -> Row:
    y_pt = row.height_pt + 0.6
    return row._replace(marks=(*row.marks, Rule(left_pt, y_pt, right_pt, y_pt, GREY, 0.5)))


def _meet_line(rows: list[Row], frame: Frame, inner: Frame) -> list[Row]:
    """Lower the first row of smaller type to the line on which a number or bullet stands."""
    down_pt = frame.baseline_pt - inner.baseline_pt
    if down_pt <= 0:
        return rows
    first = rows[0]
    marks = tuple(shift(mark, 0.0, down_pt) for mark in first.marks)
    return [first._replace(marks=marks, height_pt=first.height_pt + down_pt), *rows[1:]]


# --- lists ---------------------------------------------------------------------------------------


def _set_as_list(table: Table, frame: Frame) -> list[Row]:
    """Return each cell in lines of its own, after the header of its column.

    The cells of a row stand below its first one, a little to the right.
    """
    rows: list[Row] = []
    indent_pt = LIST_INDENT_PT * frame.scale
    for cells in table.rows or [[()] * len(table.header)]:
        for number, (name, cell) in enumerate(zip(table.header, cells, strict=True)):
            place = (frame.indent(indent_pt) if number else frame).open("P")
            joined = (Styled("strong", name), Text(" "), *cell)
            first, *others = _hang(joined, place, indent_pt)
            gap_pt = LIST_GAP_PT * frame.scale if number == 0 else 0.0
            rows.append(make_row(first.marks, frame.leading_pt, gap_pt, keep=number == 1))
            rows += [make_row(line.marks, frame.leading_pt, keep=True) for line in others]
    return rows


def _hang(inlines: Cell, frame: Frame, indent_pt: float) -> list[Line]:
    lines = frame.set_paragraphs(set_inlines(inlines, frame.look, frame.fonts.losses))
    return lines or [Line((Blank(frame.left_pt, 0.0, frame.look.element),), 0.0)]
