"""HTML tokens → a tree of elements, with the ends that people leave out put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape

from nnexport.readers.html.tokens import Token, TokenKind, read_tokens


@dataclass(slots=True)
class Leaf:
    """A text, with its entities resolved."""

    text: str
    start: int
    """Offset in the HTML text."""

    end: int


@dataclass(slots=True)
class Element:
    """An element with its attributes and content."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    children: list[Element | Leaf] = field(default_factory=list)
    has_blocks: bool = False
    """A block element stands in it, at any depth."""

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    def classes(self) -> list[str]:
        return self.get("class").lower().split()


VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li "
    "main menu nav noscript ol optgroup option p pre search section select summary table tbody td "
    "template textarea tfoot th thead title tr ul".split()
)
_KEEPS_PARAGRAPH = frozenset({"html", "head", "body", "title", "option", "optgroup", "template"})
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
"""Tag → the elements that it ends, and those inside of which it ends nothing further out."""


def _closes(names: str, closed: str, inside: str) -> None:
    for name in names.split():
        _CLOSES[name] = (frozenset(closed.split()), frozenset(inside.split()))


_closes("li", "li", "ul ol menu dir table td th blockquote details")
_closes("dt dd", "dt dd", "dl table td th blockquote details")
_closes("tr", "tr td th caption", "table")
_closes("td th", "td th", "tr table")
_closes("thead tbody tfoot", "thead tbody tfoot tr td th caption colgroup", "table")
_closes("option optgroup", "option", "select")
_closes("h1 h2 h3 h4 h5 h6", "h1 h2 h3 h4 h5 h6", "div section article li td th summary button")
_closes("summary", "summary", "details")
_closes("body", "head", "html")
_closes("a", "a", "div li p td th button")
_PARAGRAPH = (frozenset({"p"}), frozenset("table td th li dd button details object".split()))

_SCOPES = frozenset({"table", "td", "th"})
"""An end tag inside of these ends nothing outside of them, unless it is one of a table."""

_TABLE_PARTS = frozenset("table thead tbody tfoot tr td th caption".split())

MAX_DEPTH = 120
"""Elements in each other that are told apart; a deeper one's text belongs to the one above it."""


_MAX_SAME = 8
"""Inline elements of one name in each other that are told apart."""


def parse_html(text: str) -> Element:
    """Return the tree of an HTML text. Never raises, whatever the text is.

    Comments are gone, but for one that is never closed: an element named ``!``.
    """
    builder = _Builder(text)
    for token in read_tokens(text):
        builder.take(token)
    return builder.root


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Element("#root", {}, 0, len(text), has_blocks=True)
        self.stack = [self.root]
        self.skipped: dict[str, int] = {}
        """Elements that are too deep and not closed yet, by name."""

    def take(self, token: Token) -> None:
        if token.kind is TokenKind.TEXT:
            content = self.text[token.start : token.end]
            shown = content if token.raw else unescape(content)
            self.stack[-1].children.append(Leaf(shown, token.start, token.end))
        elif token.kind is TokenKind.COMMENT:
            content = self.text[token.start : token.end]
            lost = Element("!", {}, token.start, token.end)
            lost.children.append(Leaf(content, token.start, token.end))
            self.stack[-1].children.append(lost)
        elif token.kind is TokenKind.OPEN:
            self._open(token)
        else:
            self._close(token)

    def _open(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS and name not in _KEEPS_PARAGRAPH:
            self._end_implied(*_PARAGRAPH, token.start)
        if name in _CLOSES:
            self._end_implied(*_CLOSES[name], token.start)
        element = Element(name, dict(token.attributes), token.start, token.end)
        if name not in VOID and self._is_too_deep(name):
            self.skipped[name] = self.skipped.get(name, 0) + 1
            if name in BLOCKS:
                self.stack[-1].children.append(Leaf(" ", token.start, token.start))
            return
        self.stack[-1].children.append(element)
        if name in BLOCKS:
            for above in reversed(self.stack):
                if above.has_blocks:
                    break
                above.has_blocks = True
        if name not in VOID:
            self.stack.append(element)

    def _is_too_deep(self, name: str) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            return True
        # Sloppy pages open `<font>` again and again; that must not bury the blocks that follow.
        is_inline = name not in BLOCKS
        return is_inline and sum(each.name == name for each in self.stack) >= _MAX_SAME

    def _end_implied(self, closed: frozenset[str], inside: frozenset[str], end: int) -> None:
        for at in range(len(self.stack) - 1, 0, -1):
            name = self.stack[at].name
            if name in closed:
                self._cut(at, end)
                # A row may end its cell and then the row before.
                if closed is _PARAGRAPH[0] or name == "li":
                    return
            elif name in inside:
                return

    def _close(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.stack[-1].children.append(Element("br", {}, token.start, token.end))
            return
        if self.skipped.get(name):
            self.skipped[name] -= 1
            if name in BLOCKS:
                self.stack[-1].children.append(Leaf(" ", token.start, token.start))
            return
        for at in range(len(self.stack) - 1, 0, -1):
            above = self.stack[at].name
            if above == name:
                self._cut(at, token.end)
                return
            if above in _SCOPES and name not in _TABLE_PARTS:
                return

    def _cut(self, at: int, end: int) -> None:
        for element in self.stack[at:]:
            element.end = end
        del self.stack[at:]
