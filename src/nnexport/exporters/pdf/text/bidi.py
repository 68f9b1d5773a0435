"""The order in which a line's characters are drawn, for lines with Hebrew, Arabic and the like.

The rules of Unicode Annex 9 that plain text needs: strong directions, numbers, neutrals, mirroring.
Embeddings and isolates are left out: their marks are invisible and were dropped before.

Source: UAX 9, rules P2, W4-W7, N1-N2, I1-I2, L2, L4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")


def is_right_to_left(text: str) -> bool:
    """Tell whether a text has a character of a script that runs from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def mirror(text: str) -> str:
    """Return a text with its brackets turned round, as a run from right to left shows them."""
    return text.translate(_MIRRORED)


def starts_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a paragraph belongs to a script from right to left."""
    return next((kind for kind in map(_kind, text) if kind in "LR"), "L") == "R"


def levels(characters: Sequence[str], base: int) -> list[int]:
    """Return the embedding level of each character of a line; odd ones run from right to left.

    A character may carry its marks with it: the first one decides. ``base`` is the level of the
    paragraph: 1 for one from right to left.
    """
    direction = "R" if base else "L"
    kinds = _resolve_numbers([_kind(character[0]) for character in characters], direction)
    by_kind = {"L": 2 * base, "R": 1, "N": 2}
    return [by_kind[kind] for kind in _resolve_neutrals(kinds, direction)]


def visual_order(level_of: Sequence[int]) -> list[int]:
    """Return the indices of a line's characters from left to right."""
    order = list(range(len(level_of)))
    for level in range(max(level_of, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and level_of[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order


def _kind(character: str) -> str:
    """Return ``L``, ``R``, ``N`` for a number, ``s`` for a sign inside numbers, or ``-``."""
    match unicodedata.bidirectional(character):
        case "L":
            return "L"
        case "R" | "AL":
            return "R"
        case "EN" | "AN":
            return "N"
        case "ES" | "ET" | "CS":
            return "s"
    return "-"


def _resolve_numbers(kinds: list[str], base: str) -> list[str]:
    """Make signs between digits part of the number, and numbers after Latin letters Latin."""
    resolved = list(kinds)
    for at, kind in enumerate(kinds):
        if kind == "s":
            before = resolved[at - 1] if at else "-"
            after = kinds[at + 1] if at + 1 < len(kinds) else "-"
            resolved[at] = "N" if before == "N" and after == "N" else "-"
    strong = base
    for at, kind in enumerate(resolved):
        if kind in "LR":
            strong = kind
        elif kind == "N" and strong == "L":
            resolved[at] = "L"
    return resolved


def _resolve_neutrals(kinds: list[str], base: str) -> list[str]:
    """Give what stands between two equal directions that direction, all else that of the line."""
    resolved = list(kinds)
    at = 0
    before = base
    while at < len(kinds):
        if kinds[at] != "-":
            before = "L" if kinds[at] == "L" else "R"
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "-":
            end += 1
        after = base if end == len(kinds) else "L" if kinds[end] == "L" else "R"
        resolved[at:end] = [before if before == after else base] * (end - at)
        at = end
    return resolved
