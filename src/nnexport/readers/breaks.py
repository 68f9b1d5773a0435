"""Which ends of lines in a plain text are meant, and which come from an editor that wrapped it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_NARROW = 50
"""Characters up to which a whole paragraph is narrower than any editor wraps."""

_WIDEST = 110
"""Characters of a line that nobody wraps to: where one is longer, the ends of all are meant."""

_SLACK = 3


def breaks_after(lines: Sequence[str]) -> list[bool]:
    """Tell for each line of a paragraph whether it ends where its author wanted it to.

    It does where the first word of the next line would still have had room on it. Shape: as long
    as ``lines``, the last one False.
    """
    if len(lines) < 2:
        return [False] * len(lines)
    width = max(map(len, lines))
    found = []
    for line, following in pairwise(lines):
        word = following.split(None, 1)[0] if following.strip() else ""
        has_room = len(line) + 1 + len(word) <= width - _SLACK
        goes_on = following[:1].islower() and not line.rstrip().endswith((".", ":", ";", "!", "?"))
        is_meant = has_room or width > _WIDEST
        found.append(is_meant and not (goes_on and width > _NARROW))
    return [*found, False]
