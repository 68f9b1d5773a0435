"""Where the lines of a paragraph end: by total fit, or first fit for haste.

Pure numbers: what a box holds is not known here. Total fit weighs all lines of a paragraph at once:
the spaces of each, hyphens, neighbours of unlike looseness, the length of the last line.

Source: Knuth and Plass, "Breaking Paragraphs into Lines" (1981). Unlike theirs, no list of active
breaks is walked for each word: from a break that can be reached, bisection finds the few words at
which the next line can end. Work grows with the lines, hardly with the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate
from operator import add
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
    """What of ``before`` may stand out at the right."""


def no_points(box: int) -> tuple[Point, ...]:
    """Return the points of a box that is never parted."""
    return ()


@dataclass(frozen=True, slots=True)
class Boxes:
    """A paragraph: boxes that are not parted but at their points, and the space before each."""

    widths: Sequence[float]
    gaps: Sequence[float]
    """Natural width of the space before a box: 0 for the first, and where a line may end without
    one. A box never stands alone wider than its line."""

    points: Callable[[int], Sequence[Point]] = no_points
    hangs: Sequence[float] = ()
    """What of a box may stand out at the right of a line; empty if nothing does."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A line, and how far its spaces may go."""

    width: float
    justified: bool
    stretch: float = 0.6
    """Part of a space that it is wider in a line of ratio 1."""

    shrink: float = 0.3
    """Part of a space that it is less wide, at most."""

    scale: float = 0.0
    """Part of their width that glyphs become wider or narrower, in a line of ratio 1 or -1."""

    raggedness: float = 0.12
    """Part of the width that a ragged line of ratio 1 lacks."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Demerits of what a reader stumbles over. Names and order of magnitude are those of TeX."""

    line: float = 10.0
    hyphen: float = 60.0
    dash: float = 20.0
    """Of a line that ends after a dash or slash inside a word."""

    adjacent: float = 3000.0
    """Of a loose line beside a tight one."""

    consecutive_hyphens: float = 10000.0
    last_hyphen: float = 6000.0
    """Of a hyphen at the end of the last line but one."""

    short_last: float = 5000.0
    """Of a last line that hardly begins."""


COSTS = Costs()
SHORT_LAST = 0.12
"""Part of the width below which a last line is too short."""

PATIENT, HYPHENATED, ANYHOW = 1.2, 4.0, float("inf")
"""Ratio up to which lines are taken: without hyphens, with them, and where nothing else is left."""


def break_first_fit(boxes: Boxes, measure: Measure) -> list[Break]:
    """Return where each line after the first begins: each line takes what fits in it.

    Shape: as :func:`break_total_fit`.
    """
    text = list(accumulate(boxes.widths))
    glue = list(accumulate(boxes.gaps))
    ends = list(map(add, text, glue))
    width = measure.width + SLACK
    count = len(text)
    breaks: list[Break] = []
    left = 0.0
    at = 0
    while ends[-1] - left > width:
        end = bisect_right(ends, left + width, at)
        cut = _last_fitting(boxes, end, left + width - (ends[end] - boxes.widths[end]))
        if cut is not None:
            breaks.append((end, cut))
            left = ends[end] - boxes.points(end)[cut].after
            at = end
            continue
        end = max(end, at + 1)
        if end == count:
            break
        breaks.append((end, NO_POINT))
        left = ends[end] - boxes.widths[end]
        at = end
    return breaks


def _last_fitting(boxes: Boxes, box: int, room: float) -> int | None:
    """Return the last point of a box whose first part fits."""
    if room <= 0:
        return None
    points = boxes.points(box)
    return next((n for n in reversed(range(len(points))) if points[n].before <= room), None)


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
    text = list(accumulate(boxes.widths))
    glue = list(accumulate(boxes.gaps))
    if text[-1] + glue[-1] <= measure.width + SLACK:
        return []
    for tolerance in tolerances:
        found = _Search(boxes, measure, costs, tolerance, text, glue).run()
        if found is not None:
            return found
    # A single sign is wider than the line, such as U+FDFD in a narrow column.
    return break_first_fit(boxes, measure)


# --- total fit -----------------------------------------------------------------------------------

_STEP = 128
"""Positions of a box: its beginning and up to 127 points."""

_TIGHT, _DECENT, _LOOSE, _VERY_LOOSE = range(4)


class _Node(NamedTuple):
    """The best way to a position with a last line of this fitness."""

    demerits: float
    fitness: int
    hyphenated: bool
    position: int
    before: _Node | None


class _Line(NamedTuple):
    """A line that may end at a position, by itself."""

    end: int
    demerits: float
    fitness: int
    hyphenated: bool


class _Search:
    """One pass over a paragraph."""

    def __init__(
        self,
        boxes: Boxes,
        measure: Measure,
        costs: Costs,
        tolerance: float,
        text: list[float],
        glue: list[float],
    ) -> None:
        self._boxes, self._measure, self._costs = boxes, measure, costs
        self._tolerance = tolerance
        self._text, self._glue = text, glue
        self._hangs = boxes.hangs or [0.0] * len(text)
        self._widest_hang = max(self._hangs)
        self._hyphenates = tolerance > PATIENT and boxes.points is not no_points
        scale, shrink = measure.scale, measure.shrink
        if measure.justified:
            # How far a box reaches in the tightest line, and in the loosest that is taken.
            self._least = [
                t * (1 - scale) + g * (1 - shrink) for t, g in zip(text, glue, strict=True)
            ]
            if tolerance < ANYHOW:
                more_text, more_glue = 1 + scale * tolerance, 1 + measure.stretch * tolerance
                self._most = [
                    t * more_text + g * more_glue for t, g in zip(text, glue, strict=True)
                ]
        else:
            self._least = self._most = list(map(add, text, glue))

    def run(self) -> list[Break] | None:
        """Return the breaks of the best way to the end, or ``None`` if no way leads there."""
        costs = self._costs
        final = len(self._text) * _STEP
        reached: dict[int, list[_Node | None]] = {}
        nodes: list[_Node | None] = [_Node(0.0, _DECENT, False, 0, None)]
        queue: list[int] = []
        position = 0
        while position != final:
            for end, own, fitness, hyphenated in self._lines_from(*divmod(position, _STEP)):
                best = None
                least = float("inf")
                for node in nodes:
                    if node is None:
                        continue
                    demerits = node.demerits + own
                    if abs(node.fitness - fitness) > 1:
                        demerits += costs.adjacent
                    if node.hyphenated:
                        if hyphenated:
                            demerits += costs.consecutive_hyphens
                        elif end == final:
                            demerits += costs.last_hyphen
                    if demerits < least:
                        best, least = node, demerits
                there = reached.get(end)
                if there is None:
                    there = reached[end] = [None] * 8
                    heappush(queue, end)
                # A line with a hyphen is another one to the next than one without.
                kind = fitness + 4 * hyphenated
                known = there[kind]
                if known is None or least < known.demerits:
                    there[kind] = _Node(least, fitness, hyphenated, end, best)
            if not queue:
                return None
            position = heappop(queue)
            nodes = reached.pop(position)
        last = min((node for node in nodes if node), key=lambda node: node.demerits)
        return _trace(last)

    def _lines_from(self, box: int, point: int) -> Iterator[_Line]:
        """Yield the lines that may begin at a position; ``point`` 0 is the beginning of a box."""
        text, glue, boxes = self._text, self._glue, self._boxes
        count = len(text)
        before = boxes.points(box)[point - 1].after if point else boxes.widths[box]
        left, spent = text[box] - before, glue[box]
        first, past = self._reach(box, left, spent)
        for at in range(first, min(past, count - 1)):
            line = self._rate(
                text[at] - left - self._hangs[at],
                glue[at] - spent,
                (at + 1) * _STEP,
                self._costs.dash if not boxes.gaps[at + 1] else 0.0,
                False,
            )
            if line:
                yield line
        if past == count:
            yield self._rate_last(box, point, text[-1] - left - self._hangs[-1], glue[-1] - spent)
        if not self._hyphenates:
            return
        for at in range(first, min(past + 1, count)):
            points = boxes.points(at)
            start = text[at] - boxes.widths[at] - left
            for number in range(point if at == box else 0, len(points)):
                cut = points[number]
                line = self._rate(
                    start + cut.before - cut.hang,
                    glue[at] - spent,
                    at * _STEP + number + 1,
                    self._costs.hyphen,
                    True,
                )
                if line:
                    yield line

    def _reach(self, box: int, left: float, spent: float) -> tuple[int, int]:
        """Return the first box with which a line is full enough, and the first that is too much."""
        measure = self._measure
        room = measure.width + SLACK + self._widest_hang
        if not measure.justified:
            past = bisect_right(self._least, left + spent + room, box)
            if self._tolerance == ANYHOW:
                return box, past
            full = measure.width * (1 - measure.raggedness * self._tolerance)
            return bisect_left(self._most, left + spent + full, box), past
        scale, shrink = measure.scale, measure.shrink
        tightest = left * (1 - scale) + spent * (1 - shrink)
        past = bisect_right(self._least, tightest + room, box)
        if self._tolerance == ANYHOW:
            return box, past
        loosest = left * (1 + scale * self._tolerance)
        loosest += spent * (1 + measure.stretch * self._tolerance)
        return bisect_left(self._most, loosest + measure.width - SLACK, box), past

    def _ratio(self, text: float, glue: float) -> float:
        """Return how loose a line is: 0 is natural, below -1 it does not fit."""
        measure = self._measure
        room = measure.width - text - glue
        if not measure.justified:
            return room / (measure.raggedness * measure.width) if room >= -SLACK else -2.0
        if room >= 0:
            return room / (measure.stretch * glue + measure.scale * text + SLACK)
        return room / (measure.shrink * glue + measure.scale * text + SLACK)

    def _rate(
        self, text: float, glue: float, end: int, penalty: float, hyphenated: bool
    ) -> _Line | None:
        ratio = self._ratio(text, glue)
        if ratio < -1 or ratio > self._tolerance:
            return None
        bad = self._costs.line + 100 * abs(ratio) ** 3
        demerits = bad * bad + penalty * penalty
        return _Line(end, demerits, self._fitness(ratio), hyphenated)

    def _rate_last(self, box: int, point: int, text: float, glue: float) -> _Line:
        ratio = min(0.0, self._ratio(text, glue))
        bad = self._costs.line + 100 * abs(ratio) ** 3
        demerits = bad * bad
        count = len(self._text)
        if text + glue < SHORT_LAST * self._measure.width or (point and box == count - 1):
            demerits += self._costs.short_last
        return _Line(count * _STEP, demerits, self._fitness(ratio), False)

    def _fitness(self, ratio: float) -> int:
        if not self._measure.justified or -0.5 <= ratio <= 0.5:
            return _DECENT
        if ratio < 0:
            return _TIGHT
        return _LOOSE if ratio <= 1 else _VERY_LOOSE


def _trace(last: _Node) -> list[Break]:
    """Return the positions on the way to the end, without both ends."""
    breaks: list[Break] = []
    node = last.before
    while node is not None and node.before is not None:
        box, point = divmod(node.position, _STEP)
        breaks.append((box, point - 1))
        node = node.before
    breaks.reverse()
    return breaks
