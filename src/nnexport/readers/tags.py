"""HTML in Markdown: the tags that open, close or title a part, and those that only lay it out."""

from __future__ import annotations

import re
from typing import NamedTuple


class Piece(NamedTuple):
    """A part of a line, as offsets into it."""

    name: str
    """``tag`` for tags and comments; else the element that the text is in: ``summary``, ``h3`` or
    empty."""

    start: int
    end: int


_TITLING = re.compile(
    r"<(?P<shut>/?)(?P<name>details|summary|h[1-6])(?=[\s/>])[^<>\n]{0,400}>", re.IGNORECASE
)
_LAYOUT = (
    r"</?(?:br|hr|b|strong|i|em|u|p|div|center|span|section|article|font|small|big|details|summary"
    r"|a|h[1-6])(?=[\s/>])[^<>\n]{0,400}>"
)
_ONLY_TAGS = re.compile(
    rf"(?:[ \t]*(?:{_LAYOUT}|<!--(?:[^-]|-(?!->)){{0,4000}}-->))+[ \t]*", re.IGNORECASE
)


_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,400}\1(?!`)")


def is_only_tags(text: str) -> bool:
    """Tell whether a line consists of tags that lay something out, and shows nothing."""
    return text.lstrip()[:1] == "<" and bool(_ONLY_TAGS.fullmatch(text))


class Splitter:
    """Cuts lines where tags open, close or title something; remembers what is open."""

    LONGEST_TITLE = 30
    """Lines after which a ``<summary>`` or ``<h3>`` that is not closed counts as closed."""

    def __init__(self) -> None:
        self._inside = ""
        self._lines = 0
        self._comment = False

    @property
    def is_open(self) -> bool:
        return bool(self._inside) or self._comment

    def split(self, content: str) -> list[Piece] | None:
        """Return a line's parts in order; none if no tag of it matters."""
        if "`" in content:
            # What stands in code is no tag.
            content = _CODE.sub(lambda match: "`" * len(match[0]), content)
        if self._comment:
            end = content.find("-->")
            if end < 0:
                return [Piece("tag", 0, len(content))]
            self._comment = False
            return [Piece("tag", 0, end + 3), Piece("", end + 3, len(content))]
        if self._inside:
            self._lines += 1
            if self._lines > self.LONGEST_TITLE:
                self._inside = ""
        if content.lstrip().startswith("<!--") and "-->" not in content:
            self._comment = True
            return [Piece("tag", 0, len(content))]
        if is_only_tags(content) and not _TITLING.search(content):
            return [Piece("tag", 0, len(content))]
        if not self._inside and not _TITLING.search(content):
            return None
        return self._cut(content)

    def _cut(self, content: str) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        for match in _TITLING.finditer(content):
            if match.start() > at:
                pieces.append(Piece(self._inside, at, match.start()))
            pieces.append(Piece("tag", match.start(), match.end()))
            name = match["name"].lower()
            if name != "details" and not (self._inside == "summary" and name != "summary"):
                self._inside, self._lines = ("" if match["shut"] else name), 0
            at = match.end()
        if at < len(content):
            pieces.append(Piece(self._inside, at, len(content)))
        return pieces
