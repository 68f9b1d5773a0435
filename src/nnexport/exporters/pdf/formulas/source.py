"""What formulas may be, and why one is not set.

Chosen over showing whatever comes out: a formula that says something else than its source is worse
than the source. Every command is known, with all of its arguments, or the formula is refused.
"""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of a formula that is set."""

DEEPEST = 24
"""Braces inside of braces."""


class FormulaError(ValueError):
    """A formula that cannot be set; says why."""


def broken(reason: str) -> FormulaError:
    """Return the error of what is no TeX."""
    return FormulaError(f"it is no TeX that can be read: {reason}")


def require_measures(tex: str) -> None:
    """Make sure that a formula is not too long and not too deep.

    Errors: ``FormulaError``.
    """
    if len(tex) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST:,} characters")
    if _depth(tex) > DEEPEST:
        raise FormulaError(f"braces are nested more than {DEEPEST} deep")


def _depth(tex: str) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(tex):
        token = match[0]
        depth += (token in _OPENING) - (token in _CLOSING)
        deepest = max(deepest, depth)
    return deepest


_NESTING = re.compile(r"\\(?:[A-Za-z]+|.)|[{}]", re.DOTALL)
_OPENING = frozenset(("{", r"\left", r"\begin"))
_CLOSING = frozenset(("}", r"\right", r"\end"))
