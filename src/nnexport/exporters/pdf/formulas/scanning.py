"""TeX → its tokens, one after another, and arguments as they are written."""

from __future__ import annotations

import re

from nnexport.exporters.pdf.formulas.source import FormulaError, broken

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)
_RAW_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|%[^\n]*|.", re.DOTALL)
"""The same with comments: a brace in one opens nothing."""

_BLANK = re.compile(r"(?:[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|%[^\n]*(?:\n|\Z))*")
"""Nothing that can be seen: white space, comments, and signs that have no shape."""

_DIMENSION = re.compile(r"\s*(-?(?:\d+\.?\d*|\.\d+))\s*(em|ex|pt|mu|mm|cm|in|pc|bp|px)\s*")

_EM_OF = {
    "em": 1.0,
    "ex": 0.43,
    "mu": 1 / 18,
    "pt": 0.1,
    "bp": 0.1,
    "px": 0.075,
    "pc": 1.2,
    "mm": 0.2845,
    "cm": 2.845,
    "in": 7.227,
}
"""Unit → its part of an em, as in text of ten points."""


class Scanner:
    """Reads TeX from its beginning; white space and comments are skipped."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.at = 0

    def peek(self) -> str:
        """Return the next token: a command with its backslash, or a character; empty at the end."""
        blank = _BLANK.match(self.tex, self.at)
        assert blank is not None
        self.at = blank.end()
        token = _TOKEN.match(self.tex, self.at)
        return token[0] if token else ""

    def take(self) -> str:
        token = self.peek()
        self.at += len(token)
        return token

    def skip(self, token: str) -> bool:
        """Take the next token if it is this one, and tell whether it was."""
        found = self.peek() == token
        if found:
            self.at += len(token)
        return found

    def raw(self) -> str:
        """Return an argument as it is written, without its braces."""
        token = self.take()
        if token != "{":
            if token in ("", "}"):
                raise broken("something is missing at its end")
            return token
        return self._until("}")

    def option(self) -> str | None:
        """Return what stands in square brackets, if that comes next."""
        return self._until("]") if self.skip("[") else None

    def _until(self, closing: str) -> str:
        """Return what stands before a closing bracket, over groups in braces, and take both."""
        start = self.at
        depth = 0
        for match in _RAW_TOKEN.finditer(self.tex, self.at):
            token = match[0]
            if token == closing and depth == 0:
                self.at = match.end()
                return self.tex[start : match.start()]
            depth += (token == "{") - (token == "}")
        raise broken(f"a {closing} is missing")

    def row_gap(self) -> float:
        """Return the space that stands in brackets after the end of a row, for size 1."""
        self.skip("*")
        if self.peek() != "[":
            return 0.0
        match = _DIMENSION.match(self.tex, self.at + 1)
        if match is None or self.tex[match.end() : match.end() + 1] != "]":
            return 0.0
        self.at = match.end() + 1
        return _em(match)

    def dimension(self) -> float:
        """Return a length that stands without braces, as after ``\\kern``."""
        match = _DIMENSION.match(self.tex, self.at)
        if match is None:
            raise broken("a length is missing")
        self.at = match.end()
        return _em(match)


def read_length(text: str) -> float:
    """Return a length such as ``2pt``, for size 1."""
    match = _DIMENSION.fullmatch(text)
    if match is None:
        raise FormulaError(f"the length {text} is not known")
    return _em(match)


def _em(match: re.Match[str]) -> float:
    return float(match[1]) * _EM_OF[match[2]]
