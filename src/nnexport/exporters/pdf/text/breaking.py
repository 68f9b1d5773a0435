"""Where the lines of a paragraph end: by total fit, or first fit for haste.

Pure numbers: what a box holds is not known here. Total fit weighs all lines of a paragraph at once:
the spaces of each, hyphens, neighbours of unlike looseness, the length of the last line.

Source: Knuth and Plass, "Breaking Paragraphs into Lines" (1981). Unlike theirs, no list of active
breaks is walked for each word: from a break that can be reached, bisection finds the few words at
which the next line can end. Work grows with the lines, hardly with the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate
from operator import sub
from typing import NamedTuple

Break = tuple[int, int]
"""Where a line begins: number of the box, and of the point in it; no point is -1."""

NO_POINT = -1
SLACK = 0.01
"""What rounding may add to a width without the line being too long."""


class Point(NamedTuple):
    """A place inside a box where a line may end, with a hyphen."""

    before: float
    """Width of what ends the line, hyphen included."""

    after: float
    """Width of what begins the next one."""

    hang: float = 0.0
    """What of ``before`` may stand out at the right, in a justified line."""

    at: int = 0
    """Number of characters before it."""


def no_points(box: int) -> tuple[Point, ...]:
    """Return the points of a box that is never parted."""
    return ()


class Boxes(NamedTuple):
    """A paragraph: boxes that are not parted but at their points, and the space before each."""

    widths: Sequence[float]
    gaps: Sequence[float]
    """Natural width of the space before a box: 0 for the first, and where a line may end without
    one. A box never stands alone wider than its line."""

    ends: Sequence[float]
    """How far each box reaches, all of them in one line."""

    points: Callable[[int], Sequence[Point]] = no_points
    hangs: Sequence[float] = ()
    """What of a box may stand out at the right of a line; empty if nothing does."""


class Measure(NamedTuple):
    """A line, and how far its spaces may go."""

    width: float
    justified: bool
    stretch: float = 0.8
    """Part of a space that it is wider in a line of ratio 1."""

    shrink: float = 0.1
    """Part of a space that it is less wide, at most."""

    scale: float = 0.0
    """Part of the width that its glyphs give together, in a line of ratio 1 or -1."""

    raggedness: float = 0.12
    """Part of the width that a ragged line of ratio 1 lacks."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Demerits of what a reader stumbles over; the names are those of TeX.

    Tried on the shipped deck in columns of 86 mm: one line in eight ends in a hyphen, one in
    a hundred has spaces wider than half the size. Dearer hyphens make more holes.
    """

    line: float = 10.0
    hyphen: float = 280.0
    dash: float = 20.0
    """Of a line that ends after a dash or slash inside a word."""

    adjacent: float = 10000.0
    """Of a loose line beside a tight one."""

    consecutive_hyphens: float = 30000.0
    last_hyphen: float = 20000.0
    """Of a hyphen at the end of the last line but one."""

    short_last: float = 30000.0
    """Of a last line that hardly begins."""

    scrap: float = 1_000_000.0
    """Of a last line that is nothing but the end of a word."""


COSTS = Costs()
SHORT_LAST = 0.12
"""Part of the width below which a last line is too short."""

EVEN_PART = 0.01
"""Of the width: precision to which lines are equally long."""

PATIENT, HYPHENATED, ANYHOW = 1.3, 2.0, float("inf")
"""Ratio up to which lines are taken: without hyphens, with them, and where nothing else is left.

Hyphens are so dear that looking for them changes hardly a paragraph that can be patient, and that
search is the longer one.
"""


def break_first_fit(boxes: Boxes, measure: Measure) -> list[Break]:
    """Return where each line after the first begins: each line takes what fits in it.

    Shape: as :func:`break_total_fit`.
    """
    ends, width = boxes.ends, measure.width + SLACK
    count = len(ends)
    breaks: list[Break] = []
    left = 0.0
    at, point = 0, NO_POINT
    while ends[-1] - left > width:
        end = bisect_right(ends, left + width, at)
        cut = _last_fitting(boxes, end, left + width - (ends[end] - boxes.widths[end]))
        if cut != NO_POINT and (end, cut) > (at, point):
            at, point = end, cut
            left = ends[at] - boxes.points(at)[point].after
        else:
            at, point = max(end, at + 1), NO_POINT
            if at == count:
                break
            left = ends[at] - boxes.widths[at]
        breaks.append((at, point))
    return breaks


def break_evenly(boxes: Boxes, measure: Measure) -> list[Break]:
    """Return the breaks of the same number of lines in the least width that takes them.

    Shape: as :func:`break_total_fit`.
    """
    breaks = break_first_fit(boxes, measure)
    low, high = max(*boxes.widths, boxes.ends[-1] / (len(breaks) + 2)), measure.width
    while high - low > EVEN_PART * measure.width:
        middle = (low + high) / 2
        tried = break_first_fit(boxes, measure._replace(width=middle))
        if len(tried) == len(breaks):
            breaks, high = tried, middle
        else:
            low = middle
    return breaks


def _last_fitting(boxes: Boxes, box: int, room: float) -> int:
    """Return the last point of a box whose first part fits, or that there is none."""
    points = boxes.points(box) if room > 0 else ()
    fitting = (at for at in reversed(range(len(points))) if points[at].before <= room)
    return next(fitting, NO_POINT)


def break_total_fit(
    boxes: Boxes,
    measure: Measure,
    costs: Costs = COSTS,
    tolerances: Sequence[float] = (PATIENT, HYPHENATED, ANYHOW),
) -> list[Break]:
    """Return where each line after the first begins, so that the paragraph is best as a whole.

    Tried with one tolerance after the other, and hyphens from the second on, until the paragraph
    has lines.

    Shape: ascending; empty for a paragraph of one line.
    """
    if boxes.ends[-1] <= measure.width + SLACK:
        return []
    search = _Search(boxes, measure, costs)
    for tolerance in tolerances:
        found = search.run(tolerance)
        if found is not None:
            return found
    # A single sign is wider than the line, such as U+FDFD in a narrow column.
    return break_first_fit(boxes, measure)


# --- total fit -----------------------------------------------------------------------------------

_STEP = 128
"""Positions of a box: its beginning and up to 127 points."""

_TIGHT, _DECENT, _LOOSE, _VERY_LOOSE = range(4)

_Node = tuple[float, int, bool, int, "_Node | None"]
"""The best way to a position: demerits, fitness of its last line, whether that ends in a hyphen,
position, and the node before."""

_Line = tuple[int, float, int, bool]
"""A line that may end at a position: that, demerits, fitness, whether it ends in a hyphen."""


class _Search:
    """The lines that a paragraph may have.

    Its methods keep what they need in local names and make plain tuples: they run for each line of
    a document several times, and half of the time of an export is theirs.
    """

    def __init__(self, boxes: Boxes, measure: Measure, costs: Costs) -> None:
        self._boxes, self._width, self._costs = boxes, measure.width, costs
        # How far the boxes reach in one long line, and without what hangs out.
        self._ends = self._reach = boxes.ends
        if boxes.hangs:
            self._reach = list(map(sub, boxes.ends, boxes.hangs))
        self._glue = list(accumulate(boxes.gaps))
        self._tolerance = ANYHOW
        self._hyphenates = False
        self._points: dict[int, Sequence[Point]] = {}
        self._is_justified = measure.justified
        # What the spaces give of themselves, and the glyphs of a whole line.
        if measure.justified:
            self._stretch, self._shrink = measure.stretch, measure.shrink
            self._more = self._less = measure.scale * measure.width + SLACK
        else:
            self._stretch = self._shrink = 0.0
            self._more, self._less = measure.raggedness * measure.width, SLACK

    def run(self, tolerance: float) -> list[Break] | None:
        """Return the breaks of the best way to the end, or ``None`` if no way leads there.

        Lines may be as loose as the tolerance.

        The cheapest node goes on first: what is worse than the best whole way is never looked at.
        """
        self._tolerance = tolerance
        self._hyphenates = tolerance > PATIENT and self._boxes.points is not no_points
        final = len(self._ends) * _STEP
        costs = self._costs
        queue: list[_Node] = [(0.0, _DECENT, False, 0, None)]
        known: dict[int, list[_Line]] = {}
        least: dict[int, float] = {}
        while queue:
            node = heappop(queue)
            demerits, fitness, hyphenated, position, _ = node
            if position == final:
                return _trace(node)
            if demerits > least.get(8 * position + 2 * fitness + hyphenated, ANYHOW):
                continue
            lines = known.get(position)
            if lines is None:
                lines = known[position] = self._lines_from(position)
            for end, own, next_fitness, next_hyphenated in lines:
                total = demerits + own
                if not -1 <= fitness - next_fitness <= 1:
                    total += costs.adjacent
                if hyphenated:
                    if next_hyphenated:
                        total += costs.consecutive_hyphens
                    elif end == final:
                        total += costs.last_hyphen
                # A line with a hyphen is another one to the next than one without.
                state = 8 * end + 2 * next_fitness + next_hyphenated
                if total < least.get(state, ANYHOW):
                    least[state] = total
                    heappush(queue, (total, next_fitness, next_hyphenated, end, node))
        return None

    def _lines_from(self, position: int) -> list[_Line]:
        """Return the lines that may begin at a position."""
        box, point = divmod(position, _STEP)
        glue, reach, boxes = self._glue, self._reach, self._boxes
        before = boxes.points(box)[point - 1].after if point else boxes.widths[box]
        spent, full = glue[box], self._width + self._ends[box] - before
        stretch, shrink, more, less = self._stretch, self._shrink, self._more, self._less
        last = len(reach) - 1
        past = bisect_right(reach, full + less, box)
        while past <= last and reach[past] - shrink * (glue[past] - spent) <= full + less:
            past += 1
        lines: list[_Line] = []
        if past > last:
            past = last
            lines.append(self._last_line(full - reach[last], glue[last] - spent, box, point))
        first, tolerance, is_justified = box, self._tolerance, self._is_justified
        line_cost, gaps = self._costs.line, boxes.gaps
        for at in range(past - 1, box - 1, -1):
            room = full - reach[at]
            if room >= 0:
                ratio = room / (stretch * (glue[at] - spent) + more)
                if ratio > tolerance:
                    first = at + 1
                    break  # What ends before is looser still.
                fitness = _DECENT if ratio <= 0.5 else _LOOSE if ratio <= 1 else _VERY_LOOSE
                bad = line_cost + 100 * ratio * ratio * ratio
            else:
                ratio = room / (shrink * (glue[at] - spent) + less)
                fitness = _DECENT if ratio >= -0.5 else _TIGHT
                bad = line_cost - 100 * ratio * ratio * ratio
            demerits = bad * bad
            if not gaps[at + 1]:
                demerits += self._costs.dash * self._costs.dash
            lines.append(((at + 1) * _STEP, demerits, fitness if is_justified else _DECENT, False))
        if self._hyphenates:
            self._add_hyphenated(lines, position, first, past, full)
        return lines

    def _add_hyphenated(
        self, lines: list[_Line], position: int, first: int, last: int, full: float
    ) -> None:
        """Add the lines from a position that may end inside of one of some boxes, the last first.

        A hyphen that leaves a loose line is worth nothing: they are taken up to half the tolerance.
        """
        costs, loosest, is_justified = self._costs, self._tolerance / 2, self._is_justified
        line_cost, own = costs.line, costs.hyphen * costs.hyphen
        stretch, shrink, more, less = self._stretch, self._shrink, self._more, self._less
        start, start_point = divmod(position, _STEP)
        spent = self._glue[start]
        known = self._points
        for at in range(last, first - 1, -1):
            points = known.get(at)
            if points is None:
                points = known[at] = self._boxes.points(at)
            if not points:
                continue
            glue = self._glue[at] - spent
            room_before = full - self._ends[at] + self._boxes.widths[at]
            give, take = stretch * glue + more, shrink * glue + less
            least = start_point if at == start else 0
            for number in range(len(points) - 1, least - 1, -1):
                before, _, hang, _ = points[number]
                room = room_before - before
                if is_justified:
                    room += hang
                if room >= 0:
                    ratio = room / give
                    if ratio > loosest:
                        return  # What ends before is looser still.
                    fitness = _DECENT if ratio <= 0.5 else _LOOSE if ratio <= 1 else _VERY_LOOSE
                    bad = line_cost + 100 * ratio * ratio * ratio
                else:
                    ratio = room / take
                    if ratio < -1:
                        continue
                    fitness = _DECENT if ratio >= -0.5 else _TIGHT
                    bad = line_cost - 100 * ratio * ratio * ratio
                fitness = fitness if is_justified else _DECENT
                lines.append((at * _STEP + number + 1, bad * bad + own, fitness, True))

    def _last_line(self, room: float, glue: float, box: int, point: int) -> _Line:
        """Return the line to the end; one with room is as good as one that is full."""
        ratio = 0.0 if room >= 0 else room / (self._shrink * glue + self._less)
        bad = self._costs.line - 100 * ratio * ratio * ratio
        demerits = bad * bad
        count = len(self._ends)
        if point and box == count - 1:
            demerits += self._costs.scrap
        elif self._width - room < SHORT_LAST * self._width:
            demerits += self._costs.short_last
        fitness = _TIGHT if ratio < -0.5 and self._is_justified else _DECENT
        return count * _STEP, demerits, fitness, False


def _trace(last: _Node) -> list[Break]:
    """Return the positions on the way to the end, without both ends."""
    breaks: list[Break] = []
    node = last[4]
    while node is not None and node[4] is not None:
        box, point = divmod(node[3], _STEP)
        breaks.append((box, point - 1))
        node = node[4]
    breaks.reverse()
    return breaks
