"""Markdown → the HTML of Anki's fields. Whatever a text says, it is shown and never obeyed.

Every element comes from the tables below; text is always escaped and shielded (see ``shield``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from nnexport.deck import markup
from nnexport.deck.cloze import deletions_of, read_cloze
from nnexport.deck.cloze_numbers import number_deletions
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import Block, Inline
from nnexport.deck.media import SOUND_MARK, is_sound_link
from nnexport.deck.question import choice_letters
from nnexport.exporters.anki.deletions import deletion_html, write_deletions
from nnexport.exporters.anki.formulas import bind_formulas, why_no_formula
from nnexport.exporters.anki.media import FindPacked, Packed, nothing_packed
from nnexport.exporters.anki.shield import (
    CODE,
    TEX,
    TEXT,
    escape_attribute,
    shield,
    shield_pieces,
    without_controls,
)
from nnexport.exporters.colours import colour_code

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a card cannot show as the Markdown has it."""

    code: str
    message: str


@dataclass(slots=True)
class _Page:
    """What is collected while one text is rendered."""

    cloze: bool
    find: FindPacked = nothing_packed
    deletions: int = 0
    losses: list[Loss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Html:
    """A rendered text."""

    html: str
    losses: tuple[Loss, ...] = ()
    deletions: int = 0
    """How many cloze deletions it has; 0 unless they were asked for."""


def render_markdown(
    text: str | Blocks, *, cloze: bool = False, find: FindPacked = nothing_packed
) -> Html:
    """Return the HTML of a Markdown text: blocks, one a line; empty for blank text.

    A picture that ``find`` does not find is shown by its description, and reported by whoever
    looked for the file. A text of one paragraph is wrapped in ``<p>``, too. With ``cloze``,
    deletions such as ``{{c1::…}}``, ``{{c1::…::hint}}`` or ``==…==`` are alive, see
    :mod:`nnexport.deck.cloze`. Blocks have theirs with their numbers; those of a text are counted
    from 1.
    """
    page = _Page(cloze, find)
    return _finish(_blocks(_read(text, page), page), page)


def render_question(
    text: str | Blocks, *, cloze: bool = False, find: FindPacked = nothing_packed
) -> Html:
    """Return the HTML of a question: as ``render_markdown``, but one paragraph has no ``<p>``.

    It is Anki's sort field, and what people see when they edit the note there.
    """
    page = _Page(cloze, find)
    blocks = _read(text, page)
    if len(blocks) == 1 and isinstance(blocks[0], markup.Paragraph):
        return _finish(_inlines(blocks[0].inlines, page), page)
    return _finish(_blocks(blocks, page), page)


def _read(text: str | Blocks, page: _Page) -> Blocks:
    if not isinstance(text, str):
        return text
    blocks = parse_blocks(text)
    if not page.cloze:
        return blocks
    read = read_cloze(blocks)
    page.losses.extend(Loss("NN302", fault.message) for fault in read.faults)
    return number_deletions([read.blocks]).texts[0]


def _finish(html: str, page: _Page) -> Html:
    html = write_deletions(html) if page.cloze else html
    return Html(html, tuple(dict.fromkeys(page.losses)), page.deletions)


# --- inlines -------------------------------------------------------------------------------------

_STYLE_TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "strike": "s",
    "mark": "mark",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
}
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)


def _inlines(inlines: Sequence[Inline], page: _Page) -> str:
    if len(inlines) == 1:
        return _inline(inlines[0], page)
    return "".join(_bound(group, page) for group in bind_formulas(inlines))


def _bound(inlines: Sequence[Inline], page: _Page) -> str:
    html = "".join(_inline(inline, page) for inline in inlines)
    return html if len(inlines) == 1 else f'<span class="keep">{html}</span>'


def _inline(inline: Inline, page: _Page) -> str:
    match inline:
        case markup.Text(text):
            return _text(text, page)
        case markup.Code(text):
            return f"<code>{shield(text, CODE[page.cloze])}</code>"
        case markup.Math(tex, display):
            return _math(tex, page, display=display)
        case markup.Break(hard):
            return "<br>" if hard else " "
        case markup.Image():
            return _image(inline, page)
        case markup.Styled(style, children):
            tag = _STYLE_TAGS[style]
            return f"<{tag}>{_inlines(children, page)}</{tag}>"
        case markup.Link(href, children):
            return _link(href, _inlines(children, page), page)
        case markup.Deletion():
            return _deletion(inline, page)
        case markup.Formula():
            return _formula(inline, page)


def _text(text: str, page: _Page) -> str:
    """Return shielded text; Anki's mark for a sound stays one where there is such a file."""
    pattern = TEXT[page.cloze]
    if "[sound:" not in text:
        return shield(text, pattern)
    parts: list[str] = []
    at = 0
    for mark in SOUND_MARK.finditer(text):
        packed = page.find(mark["name"]) if is_sound_link(mark["name"]) else None
        if packed is not None and packed.is_sound:
            parts += [shield(text[at : mark.start()], pattern), _sound(packed)]
            at = mark.end()
    return "".join((*parts, shield(text[at:], pattern)))


def _sound(packed: Packed) -> str:
    return f"[sound:{packed.name}]"


_SIZE = re.compile(r"[1-9]\d{0,3}%?", re.ASCII)


def _image(image: markup.Image, page: _Page) -> str:
    packed = page.find(image.src)
    if packed is None:
        alt = shield(image.alt, TEXT[page.cloze])
        return f'<span class="image">{alt}</span>' if alt else ""
    if packed.is_sound:
        return _sound(packed)
    # The address first: Anki looks for the first `src=` in the tag, and a description may hold one.
    known = (("title", image.title), ("width", image.width), ("height", image.height))
    more = "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in known
        if value and (name == "title" or _SIZE.fullmatch(value))
    )
    return f'<img src="{packed.name}" alt="{escape_attribute(image.alt)}"{more}>'


def _link(href: str, html: str, page: _Page) -> str:
    if _SAFE_LINK.fullmatch(href):
        return f'<a href="{escape_attribute(href)}">{html}</a>'
    packed = page.find(href) if is_sound_link(href) else None
    if packed is not None and packed.is_sound:
        return f"{html} {_sound(packed)}"
    if href:
        page.losses.append(Loss("NN302", f"the link to “{href}” is shown as text only"))
    return html


def _math(tex: str, page: _Page, *, display: bool) -> str:
    if reason := why_no_formula(tex):
        message = f"the formula “{tex}” is shown as it is written: {reason}"
        page.losses.append(Loss("NN302", message))
        sign = "$$" if display else "$"
        return f"<code>{shield(sign + tex + sign, CODE[page.cloze])}</code>"
    html = shield(tex, TEX[page.cloze])
    return f"\\[{html}\\]" if display else f"\\({html}\\)"


# --- deletions -----------------------------------------------------------------------------------


def _deletion(
    deletion: markup.Deletion,
    page: _Page,
    render: Callable[[Sequence[Inline], _Page], str] = _inlines,
) -> str:
    page.deletions += 1
    hidden, hint = (render(each, page) for each in (deletion.children, deletion.hint))
    return deletion_html(deletion.number, hidden, hint)


def _formula(formula: markup.Formula, page: _Page) -> str:
    """Return a formula with deletions in it; Anki writes no tags for those to MathJax."""
    hidden = (deletion.children for deletion in deletions_of(formula.children))
    texts = [markup.inline_text(each) for each in (formula.children, *hidden)]
    html = _tex(formula.children, page)
    if reason := next(filter(None, map(why_no_formula, texts)), ""):
        message = f"the formula “{texts[0]}” is shown as it is written: {reason}"
        page.losses.append(Loss("NN302", message))
        sign = "$$" if formula.display else "$"
        return f"<code>{sign}{html}{sign}</code>"
    return f"\\[{html}\\]" if formula.display else f"\\({html}\\)"


def _tex(inlines: Sequence[Inline], page: _Page) -> str:
    return "".join(
        _deletion(each, page, _tex)
        if isinstance(each, markup.Deletion)
        else shield(markup.inline_text([each]), TEX[page.cloze])
        for each in inlines
    )


# --- blocks --------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], page: _Page) -> str:
    return "\n".join(_BLOCK_FUNCTIONS[type(block)](block, page) for block in blocks)


def _paragraph(block: markup.Paragraph, page: _Page) -> str:
    return f"<p>{_inlines(block.inlines, page)}</p>"


def _heading(block: markup.Heading, page: _Page) -> str:
    return f"<h{block.level}>{_inlines(block.inlines, page)}</h{block.level}>"


def _bullet_list(block: markup.BulletList, page: _Page) -> str:
    # Their letters are their bullets.
    kind = ' class="choices"' if choice_letters(block) else ""
    return f"<ul{kind}>\n{_items(block.items, block.tight, page)}</ul>"


def _ordered_list(block: markup.OrderedList, page: _Page) -> str:
    start = "" if block.start == 1 else f' start="{block.start}"'
    long = ' class="long"' if block.start + len(block.items) > 100 else ""  # Three digits.
    return f"<ol{start}{long}>\n{_items(block.items, block.tight, page)}</ol>"


def _items(items: Iterable[markup.ListItem], tight: bool, page: _Page) -> str:
    return "".join(f"<li>{_item(item.blocks, tight, page)}</li>\n" for item in items)


def _item(blocks: Iterable[Block], tight: bool, page: _Page) -> str:
    return "\n".join(
        _inlines(block.inlines, page)
        if tight and isinstance(block, markup.Paragraph)
        else _blocks((block,), page)
        for block in blocks
    )


def _code_block(block: markup.CodeBlock, page: _Page) -> str:
    language = "".join(re.findall(r"[\w+#.-]", block.language, re.ASCII))
    named = f' class="language-{language}"' if language else ""
    pieces = colour_code(without_controls(block.text), block.language)
    return f"<pre><code{named}>{shield_pieces(pieces, CODE[page.cloze])}</code></pre>"


def _math_block(block: markup.MathBlock, page: _Page) -> str:
    return f"<p>{_math(block.tex, page, display=True)}</p>"


def _quote(block: markup.Quote, page: _Page) -> str:
    return f"<blockquote>\n{_blocks(block.blocks, page)}\n</blockquote>"


def _table(block: markup.Table, page: _Page) -> str:
    head = _row(block.header, "th", block.alignments, page)
    body = "".join(_row(row, "td", block.alignments, page) for row in block.rows)
    body = f"<tbody>\n{body}</tbody>\n" if body else ""
    table = f"<table>\n<thead>\n{head}</thead>\n{body}</table>"
    wide = " wide" if len(block.header) > 3 else ""
    return f'<div class="scroll{wide}">\n{table}\n</div>'


def _row(
    cells: Iterable[Sequence[Inline]], tag: str, alignments: Iterable[str], page: _Page
) -> str:
    return "<tr>{}</tr>\n".format(
        "".join(
            f'<{tag} class="{align}">{_inlines(cell, page)}</{tag}>'
            if align
            else f"<{tag}>{_inlines(cell, page)}</{tag}>"
            for cell, align in zip(cells, alignments, strict=True)
        )
    )


def _thematic_break(block: markup.ThematicBreak, page: _Page) -> str:
    return "<hr>"


# `...`: each function takes the class it stands beside, which no type can say of a table.
_BLOCK_FUNCTIONS: dict[type[Block], Callable[..., str]] = {
    markup.Paragraph: _paragraph,
    markup.Heading: _heading,
    markup.BulletList: _bullet_list,
    markup.OrderedList: _ordered_list,
    markup.CodeBlock: _code_block,
    markup.MathBlock: _math_block,
    markup.Quote: _quote,
    markup.Table: _table,
    markup.ThematicBreak: _thematic_break,
}
