"""Markdown text → pieces that can be read each by itself, and which of them are simple.

Most answers are paragraphs and flat lists, and a parser of Markdown tries ten rules on each of
their lines. Here a line is looked at once: what begins with a letter between two blank lines can
only be a paragraph. Whatever is in doubt is left to the parser, with all that stands beside it, so
that the blocks are the same as without pieces; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["paragraph", "bullets", "numbers", "other"]
"""``bullets`` and ``numbers`` are lists of one paragraph in each item and one line in each
paragraph; ``other`` is for the parser."""


class Piece(NamedTuple):
    """A part of a text between blank lines, or several such parts."""

    kind: Kind
    text: str
    """Without blank lines around it; that of ``other`` ends with those below it."""

    start: int
    """Its first line, 0-based."""

    end: int
    """The line after its last one. The blank lines below belong to it, but for a paragraph."""


# No rule for blocks begins with these: letters and most signs; bold, code or formulas in a line; a
# number without the mark that makes it that of a list.
_START = r"(?:[^\s#>\-+*_=`~$|:\d]|[*_]{1,3}[^\W_]|`(?!``)|\$(?!\$)|\d+(?![\d.)]))"
# Which unusual blanks count at the end of a line, versions of the parser see differently.
_LINE = rf"{_START}(?:[^\n]*\S)?[ \t]*"
_SIMPLE = re.compile(
    rf"(?:(?P<paragraph>{_LINE}(?:\n{_LINE})*)"
    rf"|(?P<bullets>(?P<bullet>[-*+]) {_LINE}(?:\n(?P=bullet) {_LINE})*)"
    rf"|(?P<numbers>[0-9]{{1,9}}\. {_LINE}(?:\n[0-9]{{1,9}}\. {_LINE})*))\n?"
)
_BLANK_LINES = re.compile(r"(\n\n+)")


def split_pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in order; the blocks of each are together those of the text."""
    if "\r" in text or "\0" in text:  # The parser has its own opinion where such lines end.
        yield Piece("other", text, 0, 0)
        return
    waiting: list[Piece] = []
    for piece in _split_at_blank_lines(text):
        if piece.kind == "paragraph":
            yield from _join(waiting)
            waiting.clear()
            yield piece
        else:
            waiting.append(piece)
    yield from _join(waiting)


def _split_at_blank_lines(text: str) -> Iterator[Piece]:
    fences = [text.find(fence) for fence in ("```", "~~~") if fence in text]
    fence_at = min(fences, default=len(text))
    parts = _BLANK_LINES.split(text)
    offset = line = 0
    for at in range(0, len(parts), 2):
        part = parts[at]
        below = parts[at + 1] if at + 1 < len(parts) else ""
        offset += len(part) + len(below)
        end = line + part.count("\n") + (len(below) or not part.endswith("\n"))
        # From a fence on, blank lines separate nothing.
        match = _SIMPLE.fullmatch(part) if offset <= fence_at else None
        if match is None:
            yield Piece("other", part + below, line, end)
        elif match.lastgroup == "paragraph":
            part = part.removesuffix("\n")
            yield Piece("paragraph", part, line, line + part.count("\n") + 1)
        else:
            kind: Kind = "bullets" if match["bullets"] else "numbers"
            yield Piece(kind, part + below, line, end)
        line = end


def _join(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield what belongs together as one piece: a list may go on behind a blank line."""
    if len(pieces) == 1:
        yield pieces[0]
    elif pieces:
        text = "".join(piece.text for piece in pieces)
        yield Piece("other", text, pieces[0].start, pieces[-1].end)
