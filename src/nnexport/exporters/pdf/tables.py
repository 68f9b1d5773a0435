"""Tables → rows: columns as wide as their text wants and the page allows, cells wrapped inside.

Where a table is too wide, the type gets a little smaller; then rows and columns change places, if
that is narrower; then the columns stand in parts below each other, each after the first column;
then words are parted. Only what is still too wide is printed as a list.

There is one rule, below the header: more would part what the eye puts together by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnexport.deck.markup import Styled, Table, Text
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.lines import Line, measure_runs
from nnexport.exporters.pdf.looks import SMALLEST_PT, Box, strengthen
from nnexport.exporters.pdf.losses import WIDE_TABLE
from nnexport.exporters.pdf.page import Blank, Plate, Row, make_row
from nnexport.exporters.pdf.runs import set_inlines
from nnexport.exporters.pdf.table_grids import (
    Cell,
    Grid,
    cut_cell,
    number_points,
    read_grid,
    take_columns,
    turn,
)
from nnexport.exporters.pdf.table_setting import (
    CELL_GAP_PT,
    Column,
    Looks,
    TableSetter,
    cell_looks,
    meet_line,
)
from nnexport.exporters.pdf.table_widths import Needs, share_width

# Lengths are for text of the usual size, and grow with it.
NARROWEST_PT = 9.0
WIDEST_WORD_PT = 66.0
"""A longer word does not make its column wider; it is cut."""

SHORT_WORD_PT = 42.0
"""About ten characters: a word that is not longer is never parted."""

NARROW_PT = 70.0
LIST_GAP_PT = 5.0
LIST_INDENT_PT = 8.0
PART_GAP_PT = 6.0
FEWEST_IN_PART = 2
"""Columns of a part of a table, beside its first one."""

WIDEST_NAMES = 0.5
"""Part of the width that a first column may want, to be printed again in each part."""

SMALLER = (0.92, 0.84)
LARGE_PT = 14.0
"""Type of this size is large for somebody's eyes: it is made no smaller."""


def set_table(table: Table, frame: Frame) -> list[Row]:
    """Return a table's rows, the header bold and above a rule.

    Errors: a table that does not fit is printed as a list, and NN302 goes to the losses.
    """
    frame = frame._replace(prose=False)
    setters = _fit(table, frame)
    if not setters:
        frame.fonts.losses.simplify(WIDE_TABLE)
        return _set_as_list(table, frame)
    first, *others = (setter.rows() for setter in setters)
    rows = meet_line(first, frame, setters[0].frame)
    for part in others:
        rows += [part[0]._replace(gap_pt=PART_GAP_PT * frame.scale), *part[1:]]
    return rows


# --- what fits -----------------------------------------------------------------------------------


def _fit(table: Table, frame: Frame) -> list[TableSetter]:
    """Return how a table fits the frame: whole, or in parts below each other; empty if not."""
    grid = read_grid(table)
    turned = turn(grid)
    small, smallest = (_shrink(frame, factor) for factor in SMALLER)
    measured = [(each, _measure(each, frame)) for each in (grid, turned) if each]
    for each, columns in measured:
        for inner in (frame, small):
            if setter := _fit_columns(each, columns, inner, frame):
                return [setter]
    for each, columns in measured:
        if setter := _fit_columns(each, columns, smallest, frame):
            return [setter]
    if parts := _fit_parts(*measured[0], small, frame):
        return parts
    for each, columns in measured:
        if setter := _fit_columns(each, columns, smallest, frame, parts_words=True):
            return [setter]
    return []


def _fit_columns(
    grid: Grid,
    columns: Sequence[Column],
    inner: Frame,
    frame: Frame,
    *,
    parts_words: bool = False,
    looks: Looks | None = None,
) -> TableSetter | None:
    """Return a grid in the type of a frame; its columns were measured in that of another."""
    gaps_pt = CELL_GAP_PT * inner.scale * (len(columns) - 1)
    factor = inner.scale / frame.scale
    # Measured in larger type, the room is larger too.
    room_pt = (inner.width_pt - gaps_pt) / factor
    widths = share_width([each.needs for each in columns], room_pt, parts_words=parts_words)
    if widths is None:
        return None
    widths = [width_pt * factor for width_pt in widths]
    return TableSetter(grid, inner, columns, widths, factor, looks or cell_looks(grid, inner))


def _fit_parts(
    grid: Grid, columns: Sequence[Column], inner: Frame, frame: Frame
) -> list[TableSetter]:
    """Return a table in parts, each with some of its columns after the first one."""
    others = len(columns) - 1
    if columns[0].needs.wanted_pt > WIDEST_NAMES * frame.width_pt:
        return []
    looks = cell_looks(grid, inner)
    for count in range(2, others // FEWEST_IN_PART + 1):
        size = -(-others // count)
        setters: list[TableSetter] = []
        for start in range(1, others + 1, size):
            shown = (0, *range(start, min(start + size, others + 1)))
            own = [[row[column] for column in shown] for row in looks]
            if start > 1:
                # The first column is printed again, but not read again.
                own = [[row[0]._replace(element=None), *row[1:]] for row in own]
            part = take_columns(grid, shown)
            setter = _fit_columns(part, [columns[at] for at in shown], inner, frame, looks=own)
            setters += [setter] if setter else []
        if len(setters) == -(-others // size):
            return setters
    return []


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
