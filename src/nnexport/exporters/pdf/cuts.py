"""Where the columns of a document end: chosen together, as the lines of a paragraph are.

A column that takes all it can leaves a hole where a question does not fit any more, and which one
that is depends on all columns before. So several ways to cut are followed at once, column by
column, and only the cheapest of them go on: work grows with the columns, hardly with the rows.

Tried: more ways than these change nothing; a way that is the best after some columns nearly always
goes on from one that was good before.

Source: Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems" (1981).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median_low
from typing import NamedTuple

from nnexport.exporters.pdf.page import Row

SLACK_PT = 0.01


@dataclass(frozen=True, slots=True)
class Costs:
    """What a reader stumbles over, as the square of the hole, in lines, that is as bad."""

    block: float = 2.5
    """A cut inside of an item, between two of its paragraphs, or after a blank line of code."""

    line: float = 5.0
    """A cut inside of a paragraph."""

    uneven: float = 0.5
    """Feet of two columns beside each other that are a line apart; it grows with the square."""

    wasted: float = 1.0
    """A line that stays free, for its paper; it does not grow with the square."""

    forced: float = 1000.0
    """A cut between rows that stay together."""


COSTS = Costs()
WAYS = 8
"""That are followed at a time, and the one that is furthest."""

DEEPEST = 9.0
"""Lines that a column may leave free, of those that it could have."""

SAMPLE = 500
"""Rows that tell how high a line is."""


class Way(NamedTuple):
    """Some columns, as a chain from the last to the first."""

    cost: float
    start: int
    """Row with which the next column begins."""

    hole: float
    """Lines that the last column leaves free and its gaps cannot fill."""

    before: Way | None

    def cuts(self) -> list[int]:
        """Return the first row of each column, and of the next one."""
        cuts = [self.start]
        way = self.before
        while way is not None:
            cuts.append(way.start)
            way = way.before
        return cuts[::-1]


class _End(NamedTuple):
    """Where a column may end."""

    at: int
    cost: float
    hole: float


class Cutter:
    """The rows of a document, and the ways to cut them into columns."""

    def __init__(self, rows: Sequence[Row], above_pt: float, spread: float) -> None:
        """``above_pt`` stays free where an item goes on; gaps may grow by the part ``spread``."""
        self._rows, self._above_pt, self._spread = rows, above_pt, spread
        # From the top of all, in one long column.
        self._tops = [0.0, *accumulate(row.gap_pt + row.height_pt for row in rows)]
        self._gaps = [0.0, *accumulate(row.gap_pt for row in rows)]
        self._allowed = [at for at, row in enumerate(rows) if at and not row.keep]
        self._line_pt = max(median_low([row.height_pt for row in rows[:SAMPLE]]), 1.0)

    def least_pt(self, start: int) -> float:
        """Return how high the rows from this one on are without their gaps."""
        return self._tops[-1] - self._tops[start] - self._gaps[-1] + self._gaps[start]

    def go_on(self, ways: Sequence[Way], height_pt: float, *, beside: bool) -> list[Way]:
        """Return the best ways with one column more, ``beside`` the last one or on a new page."""
        best: dict[int, Way] = {}
        for way in ways:
            for end in self._ends(way.start, height_pt):
                cost = way.cost + end.cost
                if beside:
                    cost += COSTS.uneven * (end.hole - way.hole) ** 2
                if end.at not in best or cost < best[end.at].cost:
                    best[end.at] = Way(cost, end.at, end.hole, way)
        # The furthest needs least paper, whatever it costs.
        furthest = best.pop(max(best))
        return [*sorted(best.values())[:WAYS], furthest]

    def _head_pt(self, start: int) -> float:
        """Return what stands above a row that begins a column, less the gap that it has else."""
        row = self._rows[start]
        head_pt = row.head_pt if row.head else 0.0
        return head_pt - row.gap_pt + (0.0 if row.starts else self._above_pt)

    def _ends(self, start: int, height_pt: float) -> Iterator[_End]:
        """Yield where a column may end that begins with a row; at least one row below.

        Rows that stay together but are higher than a column are cut where the column ends; it is
        the only way to print them.
        """
        if start == len(self._rows):
            yield _End(start, 0.0, 0.0)
            return
        foot_pt = self._tops[start] + height_pt - self._head_pt(start)
        furthest = bisect_right(self._tops, foot_pt + SLACK_PT, start + 1) - 1
        if furthest == len(self._rows):
            yield _End(furthest, 0.0, 0.0)
            return
        number = bisect_right(self._allowed, furthest) - 1
        if number < 0 or self._allowed[number] <= start:
            yield _End(max(furthest, start + 1), COSTS.forced, 0.0)
            return
        highest_pt = self._tops[self._allowed[number]] - DEEPEST * self._line_pt
        while number >= 0 and self._allowed[number] > start:
            end = self._allowed[number]
            if self._tops[end] < highest_pt:
                return
            yield self._weigh(start, end, foot_pt)
            number -= 1

    def _weigh(self, start: int, end: int, foot_pt: float) -> _End:
        hole_pt = max(foot_pt - self._tops[end], 0.0)
        room_pt = self._spread * (self._gaps[end] - self._gaps[start + 1])
        lines = hole_pt / self._line_pt
        cost = COSTS.wasted * lines
        if hole_pt <= room_pt:
            lines = 0.0
            cost += (hole_pt / room_pt) ** 2 / 2 if room_pt else 0.0
        cost += lines * lines
        before, row = self._rows[end - 1], self._rows[end]
        if not row.starts:
            # A blank line of code parts it as a gap parts paragraphs.
            cost += COSTS.block if row.gap_pt or not before.marks else COSTS.line
        return _End(end, cost, lines)
