"""How wide the columns of a table are, by what their cells need. Pure numbers, all in points.

Every column gets its widest word. What is left goes to those whose lines are longer, so that the
cells that make their rows high become lower: a few long texts beside many short ones get the room,
which a share in proportion to the longest line would not give them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SLACK_PT = 0.01

WEIGHT = 3
"""Power of the number of a cell's lines in the sum that is made least. The more, the more only the
highest cell of each row counts."""

MOST_LINES = 12
"""A cell of more lines, in a narrow column, reads like a list of words."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the cells of a column need."""

    least_pt: float
    """Width of the widest word, or of the widest picture or formula."""

    parted_pt: float
    """The same where a hyphen may part words."""

    wanted_pt: float
    """Width of the longest line."""

    texts_pt: tuple[float, ...]
    """Length of each cell's text in one line."""

    narrow_pt: float
    """Below this width the column is narrow."""


def share_width(
    columns: Sequence[Needs], room_pt: float, *, parts_words: bool = False
) -> list[float] | None:
    """Return the width of each column, or ``None`` where the room is not enough for all of them."""
    wanted = [column.wanted_pt for column in columns]
    if sum(wanted) <= room_pt + SLACK_PT:
        return wanted
    least = [column.parted_pt if parts_words else column.least_pt for column in columns]
    if sum(least) > room_pt + SLACK_PT:
        return None
    widths = _balance(columns, least, room_pt)
    return None if any(map(_is_too_high, columns, widths)) else widths


def _balance(columns: Sequence[Needs], least: Sequence[float], room_pt: float) -> list[float]:
    """Return the widths for which the sum of all cells' lines, to the power of WEIGHT, is least.

    A text of length t has t/w lines in a width of w. Where the sum of (t/w)^p is least for a given
    sum of widths, w is in proportion to the (p+1)-th root of the column's sum of t^p: between its
    bounds, all columns share one factor.
    """
    shares = [sum(t**WEIGHT for t in each.texts_pt) ** (1 / (WEIGHT + 1)) for each in columns]

    def widths(factor: float) -> list[float]:
        return [
            max(low, min(column.wanted_pt, factor * share))
            for low, column, share in zip(least, columns, shares, strict=True)
        ]

    low, high = 0.0, 1.0
    while sum(widths(high)) < room_pt:
        high *= 2
    for _ in range(40):
        middle = (low + high) / 2
        if sum(widths(middle)) <= room_pt:
            low = middle
        else:
            high = middle
    return widths(low)


def _is_too_high(column: Needs, width_pt: float) -> bool:
    return width_pt < column.narrow_pt and any(
        text_pt > MOST_LINES * width_pt for text_pt in column.texts_pt
    )


def positions(
    widths: Sequence[float], gap_pt: float, left_pt: float, width_pt: float, *, from_right: bool
) -> Iterator[float]:
    """Yield where each column begins at its left; the first one is at the side where one begins."""
    x_pt = left_pt + width_pt if from_right else left_pt
    for each_pt in widths:
        if from_right:
            x_pt -= each_pt
            yield x_pt
            x_pt -= gap_pt
        else:
            yield x_pt
            x_pt += each_pt + gap_pt
