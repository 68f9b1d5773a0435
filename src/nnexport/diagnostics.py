"""Places in sources, problems found there, and the one way to print them.

Like a good compiler: ``path:line:column: severity CODE name: message``, the line itself, and a help
line with the next action. The table of codes lives in :mod:`nnexport.codes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nnexport.codes import CODES


class Severity(StrEnum):
    """How bad a problem is; it lives in the table of codes, not at the call."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file as the user has it on disk."""

    path: str
    """As the user would type it; empty for a problem that has no file."""

    line: int = 0
    """First line, 1-based; 0 when the problem is about the whole file."""

    column: int = 0
    """1-based, in characters of the line as decoded; 0 when the whole line is meant."""

    last_line: int = 0
    """Last line, included; 0 when the place is one line."""

    cell: str = ""
    """``CELL:LINE`` of a notebook, 1-based, printed instead of the line of the file."""

    def __str__(self) -> str:
        parts = [self.path or "nnexport"]
        if self.cell:
            parts.extend((self.cell, str(self.column or 1)))
        elif self.line:
            parts.append(str(self.line))
            parts.append(str(self.column or 1))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in the material."""

    code: str
    """A key of ``CODES``; its meaning never changes."""

    span: Span
    message: str
    """What is wrong here, in the user's words, quoting the text."""

    help: str = ""
    """The next action."""

    excerpt: str = ""
    """The line of the file, as it stands there."""

    note: str = ""
    """Id of the question it is about; empty when it is about none. ``accept`` works by it."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"unknown diagnostic code {self.code}")

    @property
    def severity(self) -> Severity:
        return Severity(CODES[self.code].severity)

    @property
    def name(self) -> str:
        return CODES[self.code].name


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them is an error."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return them by place, then code, each distinct one once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


EXCERPT_WIDTH = 100


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """Return the printed form of one problem, without a final newline.

    Shape: one line; then the excerpt and the help, each indented by four spaces, where there are
    any. An excerpt longer than ``EXCERPT_WIDTH`` is cut around the column and marked with ``…``.
    """
    head = (
        f"{diagnostic.span}: {diagnostic.severity} {diagnostic.code} {diagnostic.name}: "
        f"{diagnostic.message}"
    )
    lines = [head]
    if diagnostic.excerpt.strip():
        lines.append("    " + _cut_excerpt(diagnostic.excerpt, diagnostic.span.column))
    if diagnostic.help:
        lines.append(f"    help: {diagnostic.help}")
    return "\n".join(map(harmless, lines))


def harmless(line: str) -> str:
    """Return a line to print, in which signs that a terminal would obey are written out."""
    return _ACTING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


_ACTING = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it; a text or the name of a file may hold it."""


def _cut_excerpt(text: str, column: int) -> str:
    text = text.rstrip()
    shown = "".join(char if char.isprintable() else " " for char in text)
    if len(shown) <= EXCERPT_WIDTH:
        return shown.strip()
    start = max(0, min(column - 1 - EXCERPT_WIDTH // 3, len(shown) - EXCERPT_WIDTH))
    cut = shown[start : start + EXCERPT_WIDTH].strip()
    return ("…" if start else "") + cut + ("…" if start + EXCERPT_WIDTH < len(shown) else "")
