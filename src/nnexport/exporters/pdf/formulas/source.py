"""TeX as people write it → TeX that the setter reads as meant; what it cannot read is refused.

Chosen over showing whatever comes out: the setter prints the name of a command that it does not
know, and forgets definitions. A formula that says something else than its source is worse than the
source.
"""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of a formula that is set; work grows with the square."""

DEEPEST = 24
"""Braces inside of braces."""


class FormulaError(ValueError):
    """A formula that cannot be set; says why."""


def prepare(tex: str) -> str:
    """Return what the setter is to read instead of a formula.

    Errors: ``FormulaError``.
    """
    if len(tex) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST:,} characters")
    if _depth(tex) > DEEPEST:
        raise FormulaError(f"braces are nested more than {DEEPEST} deep")
    forbidden = _FORBIDDEN.search(tex)
    if forbidden:
        raise FormulaError(f"{forbidden[0]} is for whole documents")
    tex = _COMMENT.sub("", tex)
    tex = _NAMED.sub(_name_operator, tex)
    tex = tex.replace("{dcases}", "{cases}")
    # Numbers of equations would be invented here.
    tex = _NUMBERED.sub(r"\\\1{\2*}", tex)
    tex = _ROW_GAP.sub(r"\\\\ ", tex)
    # Scripts of a matrix belong to all of it; its brackets are not as high as its neighbours.
    tex = _MATRIX.sub(r"{\1}", tex)
    return _TAG.sub(lambda match: rf"\qquad\text{{({match[1]})}}", tex).strip()


def _name_operator(match: re.Match[str]) -> str:
    command = r"\operatornamewithlimits" if match[1] else r"\operatorname"
    return f"{command}{{{_SPACE.sub(THIN_SPACE, match[2])}}}"


def _depth(tex: str) -> int:
    depth = deepest = 0
    for sign in re.sub(r"\\.", "", tex, flags=re.DOTALL):
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    return deepest


_FORBIDDEN = re.compile(
    r"\\(?:[gex]?def|let|newcommand|renewcommand|providecommand|newenvironment|require|input|include"
    r"|DeclareMathOperator|csname|catcode|loop|href|url|unicode|class|cssId|style|label|ref|eqref)"
    r"(?![A-Za-z])"
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_NAMED = re.compile(r"\\operatorname(\*?)\s*\{((?:[^{}\\]|\\[,;: !])*)\}")
_SPACE = re.compile(r"\\[,;: !]")
THIN_SPACE = "\u2009"
_NUMBERED = re.compile(r"\\(begin|end)\{(align|alignat|equation|gather|multline|eqnarray)\}")
_MATRIX = re.compile(r"(\\begin\{([pbvVB]?matrix)\}(?:(?!\\begin|\\end).)*\\end\{\2\})", re.DOTALL)
_ROW_GAP = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
