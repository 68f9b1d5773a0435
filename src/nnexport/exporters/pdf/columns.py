"""Rows → columns and pages, and how high the last page's columns are.

Knows nothing of questions: rows say themselves what stays together, so every layout can use it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from nnexport.exporters.pdf.cuts import SLACK_PT, Cutter, Way
from nnexport.exporters.pdf.page import Row

Column = range
"""Indices of the rows in it; never empty."""

BALANCE_PT = 0.5
"""Precision to which the columns of the last page are shortened."""

WHOLE_PT = 44.0
"""How much higher the columns of the last page may be for not cutting an item: four lines."""


def fill_columns(
    rows: Sequence[Row],
    count: int,
    height_of: Callable[[int], float],
    above_pt: float = 0.0,
    spread: float = 0.0,
) -> list[list[Column]]:
    """Return the columns of each page: ``count`` at most, each as high as ``height_of(page)``.

    A column in which an item goes on keeps ``above_pt`` free at its top. ``spread``: part of
    themselves by which gaps can grow, which fills holes.

    Shape: all rows, in order. Only the columns of the last page are balanced.
    """
    if not rows:
        return []
    cuts = _cut(rows, count, height_of, above_pt, spread)
    columns = [range(start, stop) for start, stop in pairwise(cuts) if start < stop]
    pages = [columns[at : at + count] for at in range(0, len(columns), count)]
    if cuts[-1] == len(rows):
        return pages
    height_pt = height_of(len(pages))
    last = _fill_page(rows, cuts[-1], count, height_pt, above_pt)
    return [*pages, _balance(rows, last, count, height_pt, above_pt)]


def _cut(
    rows: Sequence[Row],
    count: int,
    height_of: Callable[[int], float],
    above_pt: float,
    spread: float,
) -> list[int]:
    """Return the first row of each column, and that of the last page, which holds all others."""
    cutter = Cutter(rows, above_pt, spread)

    def fits(start: int, height_pt: float) -> bool:
        if cutter.least_pt(start) > count * height_pt:
            return False
        return _fill_page(rows, start, count, height_pt, above_pt)[-1].stop == len(rows)

    ways = [Way(0.0, 0, 0.0, None)]
    page = 0
    while True:
        height_pt = height_of(page)
        last = [way for way in ways if way.start == len(rows) or fits(way.start, height_pt)]
        if last:
            return min(last).cuts()
        for number in range(count):
            ways = cutter.go_on(ways, height_pt, beside=number > 0)
        page += 1


def split_evenly(rows: Sequence[Row], height_pt: float) -> list[Column]:
    """Return as few columns of at most this height as rows fill, and these about equally full."""
    columns: list[Column] = []
    while not columns or columns[-1].stop < len(rows):
        start = columns[-1].stop if columns else 0
        columns.append(range(start, _fill_column(rows, start, height_pt)))
    _, even = _lower(rows, len(columns), height_pt)
    return even or columns


def column_height(rows: Sequence[Row], column: Column) -> float:
    """Return how high the rows of a column are together; the gap above the first does not count.

    What is printed again above the first does.
    """
    gaps = sum(rows[index].gap_pt for index in column[1:])
    head_pt = rows[column.start].head_pt if column else 0.0
    return head_pt + gaps + sum(rows[index].height_pt for index in column)


def _fill_page(
    rows: Sequence[Row], start: int, count: int, height_pt: float, above_pt: float
) -> list[Column]:
    columns: list[Column] = []
    while len(columns) < count and start < len(rows):
        end = _fill_column(rows, start, height_pt, above_pt)
        columns.append(range(start, end))
        start = end
    return columns


def _fill_column(rows: Sequence[Row], start: int, height_pt: float, above_pt: float = 0.0) -> int:
    """Return the index after the last row that the column takes: at least one.

    Rows that stay together but are higher than a column are cut where the column ends; it is the
    only way to print them.
    """
    used_pt = _free_pt(rows, start, above_pt) + rows[start].head_pt
    cut = start
    for index in range(start, len(rows)):
        row = rows[index]
        if index > start:
            if not row.keep:
                cut = index
            used_pt += row.gap_pt
        used_pt += row.height_pt
        if used_pt > height_pt + SLACK_PT:
            return cut if cut > start else max(index, start + 1)
    return len(rows)


def _free_pt(rows: Sequence[Row], start: int, above_pt: float) -> float:
    """Return what stays free at the top of a column that begins with this row."""
    return 0.0 if rows[start].starts else above_pt


def _balance(
    rows: Sequence[Row], columns: list[Column], count: int, height_pt: float, above_pt: float
) -> list[Column]:
    """Return the rows of a last page in columns of about equal height.

    Whole items are worth somewhat higher columns.
    """
    start, stop = columns[0].start, columns[-1].stop
    last = rows[start:stop]
    lowest_pt, lowest = _lower(last, count, height_pt, above_pt)
    whole = [row if row.starts else row._replace(keep=True) for row in last]
    whole_pt, uncut = _lower(whole, count, height_pt, above_pt)
    balanced = uncut if uncut and whole_pt <= lowest_pt + WHOLE_PT else lowest
    return [range(start + column.start, start + column.stop) for column in balanced] or columns


def _lower(
    rows: Sequence[Row], count: int, height_pt: float, above_pt: float = 0.0
) -> tuple[float, list[Column]]:
    """Return the least height at which rows fill no more than ``count`` columns, and the columns.

    Shape: no columns where they do not fit.
    """
    low_pt, high_pt = 0.0, height_pt
    best: list[Column] = []
    tried_pt = height_pt
    while True:
        tried = _fill_page(rows, 0, count, tried_pt, above_pt)
        # Where rows that stay together are higher than tried, they were cut against their wish.
        fits = tried[-1].stop == len(rows) and not any(
            column_height(rows, column) + _free_pt(rows, column.start, above_pt)
            > tried_pt + SLACK_PT
            or (column.start > 0 and rows[column.start].keep)
            for column in tried
        )
        if fits:
            high_pt, best = tried_pt, tried
        else:
            low_pt = tried_pt
        if high_pt - low_pt <= BALANCE_PT or not best:
            return high_pt, best
        tried_pt = (low_pt + high_pt) / 2
