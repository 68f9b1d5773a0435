"""Markdown text → blocks and inlines, once, for merging and all exporters.

The dialect is CommonMark with tables, strikethrough, ``==marks==`` (see ``mark_rule.py``) and
dollar math by pandoc's rule (no space inside the dollars, no digit after the closing one), so ``$5
and $6`` is money. Raw HTML is text, but for the short list in ``HTML_SPANS``, ``<br>`` and plain
``<img>``; exporters never see a tag of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from nnexport.deck.emphasis_rule import emphasis_plugin
from nnexport.deck.mark_rule import mark_plugin
from nnexport.deck.markup import (
    Block,
    BlockLines,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    Table,
    Text,
    ThematicBreak,
    inline_text,
)
from nnexport.deck.pieces import Piece, split_pieces
from nnexport.deck.spans import read_simple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HTML_SPANS = frozenset("b strong i em s del code sub sup kbd mark".split())
"""Inline HTML elements that are understood, without attributes. All others are shown as text."""


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
    # What a plugin reacts to must be known to `pieces.py` and `spans.py`, too.
    mark_plugin(parser)
    emphasis_plugin(parser)
    # Neighbouring texts are joined by `_join_texts`.
    parser.disable(["fragments_join", "text_join"])
    # Inlines are parsed where they are read; most texts have none.
    parser.core.ruler.disable("inline")
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
    blocks: list[Block] = []
    for piece in split_pieces(text):
        if piece.kind == "paragraph":
            blocks.append(_read_paragraph(piece.text, piece.start, piece.end))
        elif piece.kind == "other":
            found = parse_piece(piece)
            if found is None:
                return _as_lines(text)
            blocks += found
        else:
            blocks.append(_read_flat_list(piece))
    return tuple(blocks)


def parse_piece(piece: Piece) -> tuple[Block, ...] | None:
    """Return the blocks of a piece that is not simple; ``None`` if it nests too deep."""
    tokens = _parser().parse(piece.text)
    for token in tokens:
        if token.level >= MAX_NESTING - 2:
            return None
        if piece.start and token.map:
            token.map = [line + piece.start for line in token.map]
    blocks, _ = _read_blocks(tokens, 0)
    return blocks


def _as_lines(text: str) -> tuple[Block, ...]:
    lines = enumerate(text.split("\n"))
    return tuple(Paragraph((Text(line),), (at, at + 1)) for at, line in lines if line.strip())


def _read_paragraph(text: str, start: int, end: int) -> Paragraph:
    return Paragraph(_read_text(text.strip(" \t")), (start, end))


def _read_flat_list(piece: Piece) -> Block:
    lines = piece.text.strip("\n").split("\n")
    last = len(lines) - 1
    items = []
    for at, line in enumerate(lines):
        _, _, text = line.partition(" ")
        start, end = piece.start + at, piece.start + at + 1
        paragraph = _read_paragraph(text, start, end)
        items.append(ListItem((paragraph,), (start, end if at < last else piece.end)))
    where = (piece.start, piece.end)
    if piece.kind == "bullets":
        return BulletList(tuple(items), lines=where)
    return OrderedList(tuple(items), int(lines[0].partition(".")[0]), lines=where)


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
            return Paragraph(_read_text(tokens[at + 1].content), lines), at + 3
        case "heading_open":
            return Heading(int(token.tag[1:]), _read_text(tokens[at + 1].content), lines), at + 3
        case "fence" | "code_block":
            language = token.info.strip().split(" ")[0]
            return CodeBlock(token.content.removesuffix("\n"), language, lines), at + 1
        case "math_block":
            return _read_formula(token.content, lines), at + 1
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


def _read_formula(tex: str, lines: BlockLines) -> Block:
    """Return what stands between the ``$$`` that begin a block and those that end it.

    The parser takes ``$$a$$ $$b$$`` on one line for one formula with dollars inside; that is one
    only where a dollar sign would be left over otherwise.
    """
    if "$$" in tex or not tex.strip():
        inlines = _read_text(f"$${tex}$$")
        if not tex.strip() or not any(isinstance(i, Text) and "$$" in i.text for i in inlines):
            return Paragraph(inlines, lines)
    return MathBlock(tex.strip("\n"), lines)


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
            cells.append(_read_text(tokens[at + 1].content))
            if token.type == "th_open":
                style = str(token.attrGet("style") or "")
                alignments.append(style.removeprefix("text-align:").strip())
        elif token.type == "tr_close":
            rows.append(tuple(cells))
        at += 1
    return Table(rows[0], tuple(rows[1:]), tuple(alignments), (lines[0], lines[1])), at + 1


_STYLES = {"strong": "strong", "em": "emphasis", "s": "strike", "mark": "mark"}
_HTML_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)\s*(?P<void>/?)>", re.IGNORECASE)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_STYLES = {"b": "strong", "i": "emphasis", "em": "emphasis", "s": "strike", "del": "strike"}
"""Styles of the elements that have another name."""


_MAX_HTML_DEPTH = 20
"""Elements in each other that are understood; deeper ones are shown as text."""


def _read_text(text: str) -> tuple[Inline, ...]:
    """Return the inlines of the text of one paragraph, heading or cell, without blanks around."""
    simple = read_simple(text)
    return _parse_text(text) if simple is None else simple


def _parse_text(text: str) -> tuple[Inline, ...]:
    parser = _parser()
    children = parser.inline.parse(text, parser, {}, [])
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
            found += _html_span(name, _join_texts(children))
        else:
            found.append(_leaf(token))
        at += 1
    return found, at


def _html_span(name: str, children: tuple[Inline, ...]) -> Iterable[Inline]:
    if name != "code":
        return (Styled(_HTML_STYLES.get(name, name), children),)
    # Code holds text and nothing else; a formula or a link in it is one of somebody else's making.
    if children and all(isinstance(child, Text | Break) for child in children):
        return (Code(inline_text(children)),)
    return (Text("<code>"), *children, Text("</code>"))


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
        case "math_inline_double" if token.content.strip():
            return Math(token.content, display=True)
        case "math_inline_double":  # A formula of nothing would show nothing.
            return Text("$$ $$")
        case "softbreak":
            return Break(hard=False)
        case "hardbreak":
            return Break(hard=True)
        case "html_inline" if _HTML_BREAK.fullmatch(token.content):
            return Break(hard=True)
        case "html_inline" if (image := _read_img(token.content)) is not None:
            return image
        case "image":
            alt = "".join(child.content for child in token.children or [])
            return Image(str(token.attrGet("src") or ""), alt, str(token.attrGet("title") or ""))
    return Text(token.content)


_IMG = re.compile(r"<img(?=[\s/])(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s*/?\s*(?P<name>[a-z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=`]+)))?",
    re.IGNORECASE,
)
_SHOWN = ("src", "alt", "title", "width", "height")
_LAYOUT = frozenset("align border class decoding hspace id loading style vspace".split())
"""Attributes that pages give their pictures and a card does without."""


def _read_img(tag: str) -> Image | None:
    """Return the picture of a tag; ``None`` for one without an address or with more to it.

    A tag that does something (``onerror``) is a text about HTML, or an attack: it is shown.
    """
    match = _IMG.fullmatch(tag)
    if match is None:
        return None
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(match["rest"]):
        name = attribute["name"].lower()
        value = next(filter(None, attribute.groups()[1:]), "")
        if name in _SHOWN:
            found.setdefault(name, " ".join(unescape(value).split()))
        elif name not in _LAYOUT and not name.startswith("data-"):
            return None
    if not found.get("src"):
        return None
    src, alt, title, width, height = (found.get(name, "") for name in _SHOWN)
    return Image(src, alt, title, width.removesuffix("px"), height.removesuffix("px"))


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


def plain_text(text: str) -> str:
    """Return a Markdown text on one line, without its markup, for labels and comparison."""
    return " ".join(inline_text(parse_inlines(text)).split())


def shows_exactly(markdown: str, text: str) -> bool:
    """Tell whether one line of Markdown is shown as exactly this text."""
    tokens = _parser().parseInline(markdown)
    return _read_text(tokens[0].content) == ((Text(text),) if text else ())
