"""A question as a list of contents names it: text and formulas in one paragraph, not too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nnexport.deck.markup import (
    Break,
    Code,
    Deletion,
    Formula,
    Image,
    Inline,
    Link,
    Math,
    Styled,
    Text,
    inline_text,
)
from nnexport.exporters.pdf.layouts.flow import BOOKMARK_LENGTH, shorten

SHAPES = frozenset({"sub", "sup"})
"""Styles that change what a text says; others would be louder than the list."""


def list_inlines(inlines: Iterable[Inline], length: int = BOOKMARK_LENGTH) -> tuple[Inline, ...]:
    """Return texts and formulas of a question, cut where all of them are longer than ``length``.

    Shape: no hard break, no link, nothing that has more than one line.
    """
    listed: list[Inline] = []
    left = length
    for inline in _flatten(inlines):
        size = len(inline_text([inline]))
        if size > left:
            listed.append(Text(_cut(inline.text, left) if isinstance(inline, Text) else "…"))
            break
        listed.append(inline)
        left -= size
    return tuple(listed)


def _flatten(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text() | Code() | Math():
                yield inline
            case Styled(style) if style in SHAPES:
                yield inline
            case Styled(_, children) | Link(_, children) | Deletion(_, children):
                yield from _flatten(children)
            case Formula(children):
                yield Math(inline_text(children))
            case Image(_, alt):
                yield Text(alt)
            case Break():
                yield Text(" ")


def _cut(text: str, length: int) -> str:
    """Return a text that goes on behind a formula, cut behind a whole word."""
    space = " " if text[:1].isspace() else ""
    return space + shorten(text, length)
