"""What a Markdown text is made of: blocks and inlines, as values that name no library.

Merging and all exporters know these classes; :mod:`nnexport.deck.commonmark` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

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
    width: str = ""
    """Pixels, or per cent with their sign; empty for its own size."""

    height: str = ""


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


@dataclass(frozen=True, slots=True)
class Deletion:
    """What a cloze card hides. The parser knows none; ``deck/cloze.py`` finds them."""

    number: int
    """Deletions of one number are hidden together, on one card; 0 as long as it has none."""

    children: tuple[Inline, ...]
    hint: tuple[Inline, ...] = ()
    """Shown in its place; ``[…]`` without one."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with deletions in it. The parser knows none: it is ``Math`` elsewhere."""

    children: tuple[Inline, ...]
    """Texts, which are TeX, and deletions of such."""

    display: bool = False


Inline = Text | Code | Math | Break | Image | Styled | Link | Deletion | Formula


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


# --- walking -------------------------------------------------------------------------------------


def walk_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield all blocks of a text, those inside of lists and quotes too, in order."""
    for block in blocks:
        yield block
        match block:
            case Quote(inner):
                yield from walk_blocks(inner)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from walk_blocks(item.blocks)
            case _:
                pass


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield the runs of inlines that a block holds itself: one of a paragraph, a table's cells."""
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            yield inlines
        case Table(header, rows):
            for row in (header, *rows):
                yield from row
        case _:
            pass


def walk_inlines(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Yield all inlines, those inside of emphasis and links too, in order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Styled | Link):
            yield from walk_inlines(inline.children)


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
            case Styled(_, children) | Link(_, children) | Deletion(_, children):
                parts.append(inline_text(children))
            case Formula(children):
                parts.append(inline_text(children))
    return "".join(parts)


# --- changing ------------------------------------------------------------------------------------

Inlines = tuple[Inline, ...]


def map_inlines(blocks: Iterable[Block], change: Callable[[Inlines], Inlines]) -> tuple[Block, ...]:
    """Return blocks with each run of inlines changed: that of a paragraph, of a cell."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return replace(block, inlines=change(inlines))
        case BulletList(items) | OrderedList(items):
            mapped = (replace(item, blocks=map_inlines(item.blocks, change)) for item in items)
            return replace(block, items=tuple(mapped))
        case Quote(inner):
            return replace(block, blocks=map_inlines(inner, change))
        case Table(header, rows):
            cells = [tuple(map(change, row)) for row in (header, *rows)]
            return replace(block, header=cells[0], rows=tuple(cells[1:]))
        case CodeBlock() | MathBlock() | ThematicBreak():
            return block
