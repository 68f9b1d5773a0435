"""Slips of the pen: is a word another one with a letter missing, doubled or exchanged?

Only what hardly ever makes another word counts. One letter instead of another one does (*alkane*,
*alkene*; *nitrate*, *nitrite*; *afferent*, *efferent*), and so does a change at the beginning
(*methane*, *ethane*; *typical*, *atypical*), so neither is ever taken for a slip.
"""

from __future__ import annotations

import re

LEAST_LETTERS = 8
"""Of a word that stands alone; short words with one letter more are other words."""

LEAST_BESIDE_OTHERS = 7
"""Of the longer word where other words of the question are the same."""

_LEAST_EXCHANGED = 9
_KEPT = 1


def is_slip(one: str, other: str) -> bool:
    """Tell whether two different words differ by one slip inside, whatever their lengths."""
    if one[:_KEPT] != other[:_KEPT] or not (one.isalpha() and other.isalpha()):
        return False
    if len(one) == len(other):
        return _is_exchange(one, other)
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) != 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), -1)
    # A letter more at the end is an ending: it makes another word, or another form.
    return at > 0 and shorter[at:] == longer[at + 1 :]


def is_likely_slip(one: str, other: str, *, is_beside_others: bool) -> bool:
    """Tell whether two words of different questions are probably one that was misspelt once."""
    least = LEAST_BESIDE_OTHERS if is_beside_others else LEAST_LETTERS
    longest = max(len(one), len(other))
    if longest < (_LEAST_EXCHANGED if len(one) == len(other) else least):
        return False
    return is_slip(one, other)


_LIGATURE = re.compile("ffi|ffl|ff|fi|fl")


def without_ligatures(text: str) -> str:
    """Return a text as it comes out of a PDF that lost its ligatures: ``efficient``, ``e cient``.

    Spaces must be taken out before.
    """
    return _LIGATURE.sub("", text)


def without_ligature_letters(text: str) -> str:
    """Return a text without any letter that ligatures are made of."""
    return text.translate(_LIGATURE_LETTERS)


_LIGATURE_LETTERS = str.maketrans("", "", "fil")


def _is_exchange(one: str, other: str) -> bool:
    at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(at) == 2
        and at[1] == at[0] + 1
        and one[at[0]] == other[at[1]]
        and one[at[1]] == other[at[0]]
    )
