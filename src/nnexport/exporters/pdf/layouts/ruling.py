"""The pages of a self-test: whole questions on each, which have some ruled lines more or fewer.

How many lines an answer needs is a guess, so a page may end where a question does: a few lines less
for each of them let one more question on the page, a few more fill what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from nnexport.exporters.pdf.layouts.flow import Entry, Flow
from nnexport.exporters.pdf.layouts.paging import Paging
from nnexport.exporters.pdf.layouts.room import FEWEST_LINES, LINE_PT, is_room
from nnexport.exporters.pdf.page import Row

LESS, MORE = 0.3, 0.4
"""Parts of its lines that a question may lose or get."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A question with its lines, and the headings above it."""

    first: int
    stop: int
    """Of its rows."""

    lines: int
    gap_pt: float
    """Above it, dropped at the top of a page."""

    height_pt: float
    """Without that gap."""

    @property
    def least(self) -> int:
        """The fewest lines that it may have."""
        return min(self.lines, max(FEWEST_LINES, self.lines - int(LESS * self.lines)))

    @property
    def most(self) -> int:
        return self.lines + int(MORE * self.lines)


def rule_pages(flow: Flow, paging: Paging) -> Flow:
    """Return a flow of questions with so many lines that no page ends inside of one.

    One that is higher than a page is cut all the same.
    """
    units = list(_units(flow))
    counts: list[int] = []
    page = 0
    while len(counts) < len(units):
        height_pt = paging.height_pt(page)
        counts += _fill_page(units[len(counts) :], height_pt)
        page += 1
    return _with_lines(flow, paging, units, counts)


def _units(flow: Flow) -> Iterator[_Unit]:
    # What stays with the row before it begins no page: a question below its heading.
    starts = [at for at in flow.starts if at == 0 or not flow.rows[at].keep]
    for first, stop in pairwise([*starts, len(flow.rows)]):
        rows = flow.rows[first:stop]
        height_pt = sum(row.gap_pt + row.height_pt for row in rows) - rows[0].gap_pt
        yield _Unit(first, stop, sum(map(is_room, rows)), rows[0].gap_pt, height_pt)


def _fill_page(units: Sequence[_Unit], height_pt: float) -> list[int]:
    """Return the numbers of lines of the questions that a page takes: of one at least."""
    taken: list[_Unit] = []
    left_pt = height_pt
    for unit in units:
        needed_pt = unit.height_pt + (unit.gap_pt if taken else 0.0)
        spare = sum(each.lines - each.least for each in (*taken, unit))
        if taken and needed_pt > left_pt + spare * LINE_PT:
            break
        taken.append(unit)
        left_pt -= needed_pt
    counts = [unit.lines for unit in taken]
    if left_pt < 0:
        return _share(taken, counts, -ceil(-left_pt / LINE_PT))
    rest = units[len(taken) :]
    if not rest or rest[0].height_pt > height_pt:
        return counts  # The page ends with the sheet, or inside of a question.
    return _share(taken, counts, int(left_pt / LINE_PT))


def _share(units: Sequence[_Unit], counts: list[int], more: int) -> list[int]:
    """Return counts with so many lines ``more`` in all, fewer below 0, as far as they may change.

    Each line goes to, or comes from, the question that it changes least.
    """
    step = 1 if more > 0 else -1

    def changed(at: int) -> tuple[float, int]:
        unit = units[at]
        return abs(counts[at] + step - unit.lines) / unit.lines, -unit.lines

    for _ in range(abs(more)):
        free = [at for at, unit in enumerate(units) if unit.least <= counts[at] + step <= unit.most]
        if not free:
            break
        counts[min(free, key=changed)] += step
    return counts


def _with_lines(flow: Flow, paging: Paging, units: Sequence[_Unit], counts: Sequence[int]) -> Flow:
    """Return the flow with other numbers of lines, each question in one piece."""
    rows: list[Row] = []
    entries: list[Entry] = []
    for unit, count in zip(units, counts, strict=True):
        asked = unit.stop - unit.lines
        own = list(flow.rows[unit.first : asked])
        if unit.lines:
            line = flow.rows[asked]
            own += [line, *[line._replace(gap_pt=0.0)] * (count - 1)]
        if unit.height_pt + (count - unit.lines) * LINE_PT <= paging.height_pt(0):
            own[1:] = [row._replace(keep=True) for row in own[1:]]
        rows += own
        entries += flow.entries[unit.first : asked]
        entries += [flow.entries[unit.stop - 1]] * count
    return Flow(tuple(rows), tuple(entries))
