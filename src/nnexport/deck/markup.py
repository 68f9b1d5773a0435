"""Markdown text → blocks and inlines, once, for merging and all exporters; and plain text →
Markdown.

The dialect is CommonMark with tables, strikethrough and dollar math by pandoc's rule (no space
inside the dollars, no digit after the closing one), so ``$5 and $6`` is money. Raw HTML is text,
but for the short list in ``HTML_SPANS`` and ``<br>``; exporters never see a tag of a source.

Values of this module name no library: exporters know these classes and not markdown-it's tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HTML_SPANS = frozenset({"b", "i", "sub", "sup", "kbd"})
"""Inline HTML elements that are understood, without attributes. All others are shown as text."""


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
    """``strong``, ``emphasis``, ``strike``, ``sub``, ``sup`` or ``kbd``."""

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


# --- reading -------------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    # Imported on first use: `nnexport --help` must not pay for it.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.options["maxNesting"] = MAX_NESTING
    # A block of raw HTML would swallow the lines below it; as inlines, tags can be shown as text.
    parser.disable("html_block")
    # A reference definition shows nothing, so its text would be lost on every card.
    parser.disable("reference")
    dollarmath_plugin(
        parser,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    return parser


MAX_NESTING = 100
"""Depth of tokens from which the parser drops text without a word: about 50 lists in each other."""


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, in order; none for blank text. Never raises.

    A text that nests deeper than any person writes is shown line by line as it stands.
    """
    tokens = _parser().parse(text)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        lines = enumerate(text.split("\n"))
        return tuple(Paragraph((Text(line),), (at, at + 1)) for at, line in lines if line.strip())
    blocks, _ = _read_blocks(tokens, 0)
    return blocks


def parse_inlines(text: str) -> tuple[Inline, ...]:
    """Return the inlines of a Markdown text that is one paragraph, such as a question."""
    return tuple(_flatten_all(parse_blocks(text)))


def _flatten_all(blocks: Iterable[Block]) -> Iterator[Inline]:
    for number, block in enumerate(blocks):
        if number:
            yield Break(hard=True)
        yield from _flatten(block)


def _flatten(block: Block) -> Iterator[Inline]:
    """Yield what a block shows as inlines, for places that hold one line of text only."""
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            yield from inlines
        case CodeBlock(text):
            yield Code(text)
        case MathBlock(tex):
            yield Math(tex, display=True)
        case BulletList(items) | OrderedList(items):
            for number, item in enumerate(items):
                if number:
                    yield Break(hard=True)
                yield from _flatten_all(item.blocks)
        case Quote(blocks):
            yield from _flatten_all(blocks)
        case Table(header, rows):
            for number, row in enumerate((header, *rows)):
                if number:
                    yield Break(hard=True)
                for column, cell in enumerate(row):
                    if column:
                        yield Text(" | ")
                    yield from cell
        case ThematicBreak():
            return


def _read_blocks(tokens: Sequence[Token], at: int) -> tuple[tuple[Block, ...], int]:
    """Read blocks from ``at`` to the end of the enclosing one; return them and the index after."""
    blocks: list[Block] = []
    while at < len(tokens) and tokens[at].nesting >= 0:
        block, at = _read_block(tokens, at)
        if block is not None:
            blocks.append(block)
    return tuple(blocks), at


def _read_block(tokens: Sequence[Token], at: int) -> tuple[Block | None, int]:
    token = tokens[at]
    lines = (token.map[0], token.map[1]) if token.map else (0, 0)
    match token.type:
        case "paragraph_open":
            return Paragraph(_inlines_of(tokens[at + 1]), lines), at + 3
        case "heading_open":
            return Heading(int(token.tag[1:]), _inlines_of(tokens[at + 1]), lines), at + 3
        case "fence" | "code_block":
            language = token.info.strip().split(" ")[0]
            return CodeBlock(token.content.removesuffix("\n"), language, lines), at + 1
        case "math_block":
            return MathBlock(token.content.strip("\n"), lines), at + 1
        case "hr":
            return ThematicBreak(lines), at + 1
        case "blockquote_open":
            children, at = _read_blocks(tokens, at + 1)
            return Quote(children, lines), at + 1
        case "bullet_list_open":
            items, tight, at = _read_items(tokens, at + 1)
            return BulletList(items, tight, lines), at
        case "ordered_list_open":
            start = int(token.attrGet("start") or 1) if token.attrGet("start") != 0 else 0
            items, tight, at = _read_items(tokens, at + 1)
            return OrderedList(items, start, tight, lines), at
        case "table_open":
            return _read_table(tokens, at)
    # Whatever a later parser version adds is shown as the text it was.
    shown = (Text(token.content),) if token.content else ()
    return (Paragraph(shown, lines) if shown else None), at + 1


def _read_items(tokens: Sequence[Token], at: int) -> tuple[tuple[ListItem, ...], bool, int]:
    items: list[ListItem] = []
    tight = True
    while tokens[at].type == "list_item_open":
        lines = tokens[at].map or [0, 0]
        # markdown-it marks the paragraphs of a tight list as hidden.
        following = tokens[at + 1]
        if following.type == "paragraph_open" and not following.hidden:
            tight = False
        children, at = _read_blocks(tokens, at + 1)
        items.append(ListItem(children, (lines[0], lines[1])))
        at += 1
    return tuple(items), tight, at + 1


def _read_table(tokens: Sequence[Token], at: int) -> tuple[Table, int]:
    lines = tokens[at].map or [0, 0]
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    cells: list[tuple[Inline, ...]] = []
    alignments: list[str] = []
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            cells = []
        elif token.type in ("th_open", "td_open"):
            cells.append(_inlines_of(tokens[at + 1]))
            if token.type == "th_open":
                style = str(token.attrGet("style") or "")
                alignments.append(style.removeprefix("text-align:").strip())
        elif token.type == "tr_close":
            rows.append(tuple(cells))
        at += 1
    return Table(rows[0], tuple(rows[1:]), tuple(alignments), (lines[0], lines[1])), at + 1


_STYLES = {"strong": "strong", "em": "emphasis", "s": "strike"}
_HTML_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)\s*(?P<void>/?)>", re.IGNORECASE)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_STYLES = {"b": "strong", "i": "emphasis", "sub": "sub", "sup": "sup", "kbd": "kbd"}


_MAX_HTML_DEPTH = 20
"""Elements in each other that are understood; deeper ones are shown as text."""


def _inlines_of(token: Token) -> tuple[Inline, ...]:
    children = token.children or []
    found, _ = _read_inlines(children, 0, len(children), _pair_html(children))
    return _join_texts(found)


def _pair_html(tokens: Sequence[Token]) -> dict[int, int]:
    """Return which inline HTML tag closes which: index of the opening one to that of the closing.

    Both stand in the same element of Markdown, so that elements never cross.
    """
    pairs: dict[int, int] = {}
    opened: list[tuple[int, int, str]] = []
    depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        while opened and opened[-1][1] > depth:
            opened.pop()
        match = _HTML_TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if match is None or match["void"] or match["name"].lower() not in HTML_SPANS:
            continue
        name = match["name"].lower()
        if not match["close"]:
            opened.append((at, depth, name))
        elif opened and opened[-1][1:] == (depth, name):
            start, *_ = opened.pop()
            if len(opened) < _MAX_HTML_DEPTH:
                pairs[start] = at
    return pairs


def _read_inlines(
    tokens: Sequence[Token], at: int, end: int, pairs: Mapping[int, int]
) -> tuple[list[Inline], int]:
    """Read inlines from ``at`` up to ``end``, or up to the token that closes the enclosing element.

    Returns them and the index where they end.
    """
    found: list[Inline] = []
    while at < end and tokens[at].nesting >= 0:
        token = tokens[at]
        if token.nesting > 0:
            children, at = _read_inlines(tokens, at + 1, end, pairs)
            found.append(_styled(token, _join_texts(children)))
        elif at in pairs:
            name = token.content.strip("<> ").lower()
            children, at = _read_inlines(tokens, at + 1, pairs[at], pairs)
            found.append(Styled(_HTML_STYLES[name], _join_texts(children)))
        else:
            found.append(_leaf(token))
        at += 1
    return found, at


def _styled(token: Token, children: tuple[Inline, ...]) -> Inline:
    if token.type == "link_open":
        href = str(token.attrGet("href") or "")
        return Link(href, children, str(token.attrGet("title") or ""))
    return Styled(_STYLES[token.tag], children)


def _leaf(token: Token) -> Inline:
    match token.type:
        case "code_inline":
            return Code(token.content)
        case "math_inline":
            return Math(token.content)
        case "math_inline_double":
            return Math(token.content, display=True)
        case "softbreak":
            return Break(hard=False)
        case "hardbreak":
            return Break(hard=True)
        case "html_inline" if _HTML_BREAK.fullmatch(token.content):
            return Break(hard=True)
        case "image":
            alt = "".join(child.content for child in token.children or [])
            return Image(str(token.attrGet("src") or ""), alt, str(token.attrGet("title") or ""))
    return Text(token.content)


def _join_texts(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, which escapes and entities leave behind, and drop empty ones."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            if joined and isinstance(joined[-1], Text):
                joined[-1] = Text(joined[-1].text + inline.text)
                continue
        joined.append(inline)
    return tuple(joined)


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


def plain_text(text: str) -> str:
    """Return a Markdown text on one line, without its markup, for labels and comparison."""
    return " ".join(inline_text(parse_inlines(text)).split())


# --- writing -------------------------------------------------------------------------------------

_ESCAPABLE = re.compile(r"[\\`*_\[\]<>&$~!|]")
_ESCAPE_TRIES = ("*", "_", "<", "&", "$", "`", "\\", "~", "[]", "*_", "<&", "\\*_`")
_BLOCK_START = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-+*>#=~`|]|\d{1,9}(?=[.)]))")


def escape_line(text: str, *, starts_block: bool = True) -> str:
    """Return Markdown that shows one line of plain text as it stands.

    Escapes only where CommonMark would change the look, so ``a_b`` and ``a < b`` stay untouched and
    ``__init__`` does not turn bold. ``starts_block``: the line may begin a paragraph, so a leading
    ``#`` or ``1.`` is made safe as well.
    """
    text = " ".join(text.split())
    escaped = _escape_inlines(text)
    match = _BLOCK_START.match(escaped) if starts_block else None
    # Below another line, `===` would make that one a heading.
    if match and not (_is_paragraph(escaped) and _is_paragraph(f"x\n{escaped}")):
        # Before the dot for a number, before the character itself for all others.
        at = match.end() if match["mark"].isdigit() else match.start("mark")
        escaped = escaped[:at] + "\\" + escaped[at:]
    return escaped


def _is_paragraph(text: str) -> bool:
    blocks = parse_blocks(text)
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _escape_inlines(text: str) -> str:
    if not _ESCAPABLE.search(text) or _shows(text, text):
        return text
    for characters in _ESCAPE_TRIES:
        if any(character in text for character in characters):
            candidate = re.sub(f"[{re.escape(characters)}]", lambda m: "\\" + m[0], text)
            if _shows(candidate, text):
                return candidate
    return _ESCAPABLE.sub(lambda match: "\\" + match[0], text)


def _shows(markdown: str, text: str) -> bool:
    """Tell whether inline Markdown is shown as exactly this text."""
    tokens = _parser().parseInline(markdown)
    return _inlines_of(tokens[0]) == ((Text(text),) if text else ())
