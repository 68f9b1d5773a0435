"""The lines of PDF pages → what belongs to the text, in the order in which it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; points from its lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    page: int = 0

    column_right: float = 0.0
    """Right edge of the column in which it stands."""


Page = tuple[PdfLine, ...]

_EDGE_LINES = 3
_EDGE_GAP = 1.6
"""Height of the empty space that sets the edge of a page apart, as a multiple of the lines'."""

_SAME_PLACE_PT = 6.0
_SHARE_OF_PAGES = 0.4


def drop_page_edges(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """Leave out headers, footers and page numbers: what stands at one place on many pages.

    Numbers count as equal. Returns the pages, and for each text what was left out, in words.
    """
    wanted = max(2, _SHARE_OF_PAGES * sum(1 for page in pages if page))
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_edge_key(line) for line in _edges(page)})
    repeated = {key for key, count in seen.items() if count >= wanted}
    kept, dropped = [], Counter[str]()
    example: dict[str, str] = {}
    for page in pages:
        gone = {id(line) for line in _edges(page) if _edge_key(line) in repeated}
        for line in page:
            if id(line) in gone:
                key = _edge_key(line)[0]
                dropped[key] += 1
                example.setdefault(key, line.text.strip())
        kept.append(tuple(line for line in page if id(line) not in gone))
    notes = tuple(
        f"left out “{example[key]}”, which stands at the edge of {count} pages"
        for key, count in dropped.items()
    )
    return kept, notes


def _edges(page: Page) -> list[PdfLine]:
    """Return the lines above and below the text of a page, set apart by some space."""
    down = sorted(page, key=lambda line: -line.baseline)
    return _before_gap(down) + _before_gap(down[::-1])


def _before_gap(lines: Sequence[PdfLine]) -> list[PdfLine]:
    for at, (line, following) in enumerate(pairwise(lines[: _EDGE_LINES + 1]), start=1):
        if abs(line.baseline - following.baseline) > _EDGE_GAP * line.height:
            return list(lines[:at])
    return []


def _edge_key(line: PdfLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.strip()), round(line.baseline / _SAME_PLACE_PT)


def order_lines(page: Page) -> Page:
    """Return the lines of a page in reading order, each with the edge of its column.

    The order in which a page draws its lines is kept if it reads from top to bottom, column by
    column, as that of most programs does; else the lines are sorted by their places.
    """
    columns = _columns(page)
    placed = [replace(line, column_right=_column_right(line, columns)) for line in page]
    if any(_goes_back(a, b) for a, b in pairwise(placed)):
        placed = _sort(placed, columns)
    return tuple(placed)


def _goes_back(line: PdfLine, following: PdfLine) -> bool:
    """Tell whether the next line stands higher, but not in a column further right."""
    is_higher = following.baseline > line.baseline + 0.5 * line.height
    return is_higher and following.left < line.right


_BINS = 100
_GUTTER_BINS = 2


def _columns(page: Iterable[PdfLine]) -> list[tuple[float, float]]:
    """Return the left and right edges of a page's columns, from left to right."""
    lines = list(page)
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = max(right - left, 1.0)
    covered = [0] * _BINS
    for line in lines:
        if line.right - line.left <= 0.6 * width:
            first = int((line.left - left) / width * _BINS)
            last = min(int((line.right - left) / width * _BINS), _BINS - 1)
            for at in range(first, last + 1):
                covered[at] += 1
    empty = max(covered) // 20
    columns = _runs(covered, empty)
    edges = [(left + a * width / _BINS, left + (b + 1) * width / _BINS) for a, b in columns]
    inside = [sum(_is_inside(line, edge) for line in lines) for edge in edges]
    # A table's second column, or two words at the side, are no column of the page.
    if len(edges) < 2 or min(inside) < max(4, 0.15 * len(lines)):
        return [(left, right)]
    return edges


def _runs(covered: Sequence[int], empty: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at, count in enumerate(covered):
        if count <= empty:
            continue
        if runs and at - runs[-1][1] <= _GUTTER_BINS:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _is_inside(line: PdfLine, column: tuple[float, float]) -> bool:
    slack = line.height
    return column[0] - slack <= line.left and line.right <= column[1] + slack


def _column_right(line: PdfLine, columns: Sequence[tuple[float, float]]) -> float:
    return next((each[1] for each in columns if _is_inside(line, each)), columns[-1][1])


def _sort(lines: Sequence[PdfLine], columns: Sequence[tuple[float, float]]) -> list[PdfLine]:
    """Return lines from top to bottom, column by column between lines over the whole width."""
    ordered: list[PdfLine] = []
    band: list[list[PdfLine]] = [[] for _ in columns]
    for line in sorted(lines, key=lambda each: (-each.baseline, each.left)):
        at = next((n for n, each in enumerate(columns) if _is_inside(line, each)), None)
        if at is None:
            ordered += [each for column in band for each in column]
            band = [[] for _ in columns]
            ordered.append(line)
        else:
            band[at].append(line)
    return ordered + [each for column in band for each in column]
