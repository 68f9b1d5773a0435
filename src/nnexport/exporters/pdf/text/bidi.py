"""The order in which a line's characters are drawn, for lines with Hebrew, Arabic and the like.

The rules of Unicode Annex 9 for plain text: strong directions, numbers, brackets, neutrals.
Embeddings and isolates are left out: their marks are invisible and were dropped before.

Source: UAX 9, rules P2, W1-W7, N0-N2, I1-I2, L2, L4; the brackets are those of BidiBrackets.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BRACKETS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈"  # in pairs
    "〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｢｣"
)
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_SAME_BRACKET = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Canonically equal to the brackets that they pair with."""

_PAIRED = _BRACKETS + "<>«»‹›≤≥≪≫∈∋⊂⊃⊆⊇"
_MIRRORED = {
    **{ord(one): other for one, other in zip(_PAIRED[::2], _PAIRED[1::2], strict=True)},
    **{ord(other): one for one, other in zip(_PAIRED[::2], _PAIRED[1::2], strict=True)},
}

MOST_OPEN = 63
"""Open brackets that are kept track of; what nests deeper is no text. Source: rule BD16."""


def is_right_to_left(text: str) -> bool:
    """Tell whether a text has a character of a script that runs from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def mirror(text: str) -> str:
    """Return a text with its brackets turned round, as a run from right to left shows them."""
    return text.translate(_MIRRORED)


def starts_right_to_left(text: str, *, otherwise: bool = False) -> bool:
    """Tell whether the first letter of a paragraph belongs to a script from right to left.

    ``otherwise`` is what holds for one without letters: the direction of what is around it.
    """
    kinds = map(unicodedata.bidirectional, text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return first != "L" if first else otherwise


def mostly_right_to_left(text: str) -> bool:
    """Tell whether more letters of a text belong to scripts from right to left than to others."""
    kinds = list(map(unicodedata.bidirectional, text))
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


# Source: the IANA registry of subtags; of the languages in several scripts, those that are mostly
# written from right to left.
_LANGUAGES = frozenset("ar arc ckb dv fa glk he iw ji ks mzn nqo pnb ps sd syr ug ur yi".split())
_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
_SCRIPT = re.compile(r"[a-z]{4}\Z")


@cache
def runs_right_to_left(language: str) -> bool:
    """Tell whether a language, such as ``ar`` or ``ku-Arab``, is written from right to left."""
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if _SCRIPT.match(part)), "")
    return script in _SCRIPTS if script else first in _LANGUAGES


def levels(characters: Sequence[str], base: int) -> list[int]:
    """Return the embedding level of each character of a paragraph; odd ones run to the left.

    A character may carry its marks with it: the first one decides. ``base`` is the level of the
    paragraph: 1 for one from right to left.
    """
    direction = "R" if base else "L"
    kinds = [unicodedata.bidirectional(character[0]) or "L" for character in characters]
    _resolve_numbers(kinds, direction)
    _resolve_brackets(characters, kinds, direction)
    _resolve_neutrals(kinds, direction)
    by_kind = {"L": 2 * base, "R": 1, "EN": 2, "AN": 2}
    return [by_kind[kind] for kind in kinds]


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


# --- numbers (W1-W7) -----------------------------------------------------------------------------


def _resolve_numbers(kinds: list[str], direction: str) -> None:
    """Leave of all kinds only L, R, numbers and ON; signs of a number become part of it."""
    before = strong = direction
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        elif kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        before = kinds[at]
    for at, kind in enumerate(kinds):
        if kind in ("ES", "CS") and 0 < at < len(kinds) - 1:
            one, other = kinds[at - 1], kinds[at + 1]
            if one == other and (one == "EN" or (one == "AN" and kind == "CS")):
                kinds[at] = one
    _join_terminators(kinds)
    strong = direction
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = strong = "R"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind not in ("EN", "AN"):
            kinds[at] = "ON"


def _join_terminators(kinds: list[str]) -> None:
    """Make currency and percent signs beside a number part of it (W5)."""
    at = 0
    while at < len(kinds):
        if kinds[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if (at > 0 and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[at:end] = ["EN"] * (end - at)
        at = end


# --- brackets (N0) -------------------------------------------------------------------------------


def _resolve_brackets(characters: Sequence[str], kinds: list[str], direction: str) -> None:
    """Give both brackets of a pair the direction of what they enclose, where that is clear."""
    for opening, closing in sorted(_find_pairs(characters, kinds)):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not inside:
            continue
        found = direction
        if direction not in inside:
            (other,) = inside
            before = (_strong(kind) for kind in reversed(kinds[:opening]))
            if next((kind for kind in before if kind), direction) == other:
                found = other
        kinds[opening] = kinds[closing] = found


def _strong(kind: str) -> str:
    """Return the direction of a kind; numbers count as from right to left here."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _find_pairs(characters: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    open_brackets: list[tuple[str, int]] = []
    for at, character in enumerate(characters):
        bracket = _SAME_BRACKET.get(character[0], character[0])
        if kinds[at] != "ON":
            continue
        if bracket in _CLOSING:
            if len(open_brackets) == MOST_OPEN:
                return
            open_brackets.append((_CLOSING[bracket], at))
            continue
        for depth in reversed(range(len(open_brackets))):
            if open_brackets[depth][0] == bracket:
                yield open_brackets[depth][1], at
                del open_brackets[depth:]
                break


# --- neutrals (N1, N2) ---------------------------------------------------------------------------


def _resolve_neutrals(kinds: list[str], direction: str) -> None:
    """Give what stands between two equal directions that direction, all else that of the line."""
    at = 0
    before = direction
    while at < len(kinds):
        if kinds[at] != "ON":
            before = _strong(kinds[at])
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "ON":
            end += 1
        after = direction if end == len(kinds) else _strong(kinds[end])
        kinds[at:end] = [before if before == after else direction] * (end - at)
        at = end
