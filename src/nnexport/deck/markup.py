"""What a Markdown text is made of: blocks and inlines, as values that name no library.

Merging and all exporters know these classes; :mod:`nnexport.deck.commonmark` makes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# --- inlines -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula inside a line; ``tex`` is without its dollars."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line: hard breaks show, soft ones are a space."""

    hard: bool


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """Inlines that look different together."""

    style: str
    """``strong``, ``emphasis``, ``strike``, ``mark``, ``sub``, ``sup`` or ``kbd``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    children: tuple[Inline, ...]
    title: str = ""


Inline = Text | Code | Math | Break | Image | Styled | Link


# --- blocks --------------------------------------------------------------------------------------

BlockLines = tuple[int, int]
"""First line and the one after the last, 0-based, in the text that was parsed."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: tuple[Inline, ...]
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: tuple[Block, ...]
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]
    tight: bool = True
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    """Without the fence and without a final newline."""

    language: str = ""
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class MathBlock:
    tex: str
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows have as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    """Per column: ``left``, ``center``, ``right`` or empty."""

    lines: BlockLines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    lines: BlockLines = field(default=(0, 0), compare=False)


Block = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | CodeBlock
    | MathBlock
    | Quote
    | Table
    | ThematicBreak
)


# --- showing -------------------------------------------------------------------------------------


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return what a reader sees, without markup; a break is a space, a formula its TeX."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Math(tex):
                parts.append(tex)
            case Break():
                parts.append(" ")
            case Image(_, alt):
                parts.append(alt)
            case Styled(_, children) | Link(_, children):
                parts.append(inline_text(children))
    return "".join(parts)
