"""Signs that decide what a question asks: ``3 + 4`` and ``3 - 4``, ``==`` and ``===``.

Punctuation is folded away before two questions are compared. An operator is no punctuation.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"[-+*/=<>^|&~!?:.−–×÷±≤≥≠≈√∑∫∏∂∇∞→←↔⇒⇔∈∉∪∩⊂⊆∀∃¬∧∨⊕]+")
_SURE = frozenset("+=<>^|&~±≤≥≠≈√∑∫∏∂∇∞→←↔⇒⇔∈∉∪∩⊂⊆∀∃¬∧∨⊕×÷*")
_SAME = str.maketrans({"−": "-", "–": "-", "×": "*", "÷": "/"})
_SPACED_DASH = frozenset("-/")


def signs_of(text: str) -> list[str]:
    """Return the operators of a plain text, in order, each with its neighbours where it is a dash
    or a stroke between numbers."""
    found: list[str] = []
    for match in _RUN.finditer(text):
        sign = match[0].translate(_SAME)
        if not _SURE.isdisjoint(match[0]):
            if len(sign) > 1 or _counts_alone(sign, text, match):
                bare = sign if sign == "!=" else sign.strip("?.:!") or sign
                found.append(":=" if sign.startswith(":=") else bare)
        elif sign[0] == "!" and text[: match.start()][-1:].isdigit() and text[match.start() + 1 :]:
            found.append("!")
        elif sign == "::" or (sign in _SPACED_DASH and _is_between_numbers(text, match)):
            found.append(sign)
    return found


def _counts_alone(sign: str, text: str, match: re.Match[str]) -> bool:
    """Tell whether a single sign is more than "and" or a remnant of markup; plus, in ``C++`` and
    the like, is part of a word."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if sign == "&":
        return bool(before.strip()) != bool(after.strip())
    if sign == "~":
        return False
    return not (sign == "+" and before.isalpha() and not after.isalnum())


def _is_between_numbers(text: str, match: re.Match[str]) -> bool:
    """Tell whether a dash or stroke takes away or divides: ``7 - 3``, ``x / 2``, ``-5``."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    if (
        match[0] in "-−"
        and (not before or text[match.start() - 1] in " (|[")
        and after[:1].isdigit()
    ):
        return True
    return _is_operand(before[-2:][::-1]) and _is_operand(after[:2])


def _is_operand(end: str) -> bool:
    """Tell whether a text begins with a digit, a bracket or a letter that stands alone.

    ``end`` is read from the sign outwards.
    """
    if not end:
        return False
    return end[0].isdigit() or end[0] in "()" or (end[0].isalpha() and not end[1:].isalnum())
