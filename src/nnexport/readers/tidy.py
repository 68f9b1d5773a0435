"""The blocks of one answer → clean Markdown: even indentation, real lists, real paragraphs.

Only markup changes. Every word of the blocks comes out, in order; a test holds us to that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.escape import LONGEST, escape_line, may_mean
from nnexport.deck.markup import Break, Paragraph, Text, inline_text
from nnexport.deck.prose import ends_sentence, is_lead_in, label_of
from nnexport.deck.stems import stem_word
from nnexport.deck.text import clean_line, is_normal
from nnexport.deck.words import STOP_WORDS, topic_words, words_of
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.breaks import breaks_after
from nnexport.readers.fences import fenced
from nnexport.readers.row_markdown import escape_row, row_lines

_CLOSING_WORDS = re.compile(
    r"(?:overall|in (?:summary|conclusion|short|general|addition to these)|"
    r"to (?:sum up|conclude|summarize)|"
    r"all in all|altogether|both|finally, (?:it|the choice)|insgesamt|zusammenfassend|"
    r"alles in allem|"
    r"en résumé|en conclusion|au total|en resumen|en conclusión|в целом|в заключение|итак)\b",
    re.IGNORECASE,
)
"""First words of a paragraph that closes an answer."""


class _Part(NamedTuple):
    """A block with its place in the answer's outline."""

    block: Block
    marker: str
    """``-`` or ``3.`` for a list item; empty for everything else."""

    shows_label: bool = False
    """Its printed label is part of its text."""

    level: int = 0
    """Depth of the list item, or of the item that the block belongs to, from 0; -1 for the top."""


def tidy_answer(
    blocks: Sequence[Block],
    question: str = "",
    starts: Collection[int] = (),
    *,
    has_markup: bool = False,
) -> str:
    """Return an answer as Markdown. ``has_markup``: its text is Markdown already.

    The topic words of the ``question`` tell a closing paragraph that was printed as a bullet from
    an item of the list. ``starts`` are the line numbers of blocks whose
    number was printed for an answer and not for an item of a list; it is not shown.
    """
    shown = [block for block in blocks if block.kind is not BlockKind.RULE and block.text]
    parts = _outline(shown, starts)
    if any(part.level >= 0 for part in parts):
        _free_opening_item(parts)
        _free_closing_items(parts, topic_words(question) if question else frozenset())
    return _render(parts, has_markup)


_BULLET = re.compile(r"(?P<sign>[-*•·–])[ \t]+(?=\S)")


def open_list(blocks: list[Block], starts: Collection[int]) -> list[Block]:
    """Return blocks with the first item of a list that begins beside the answer's number.

    2. - one
    - two
    """
    if len(blocks) < 2 or blocks[1].kind is not BlockKind.BULLET:
        return blocks
    first, second = blocks[0].first, blocks[1].first
    if blocks[0].kind is not BlockKind.NUMBERED or first.number not in starts:
        return blocks
    match = _BULLET.match(blocks[0].source, first.body, first.end)
    if match is None or match["sign"] != second.label:
        return blocks
    line = first._replace(body=match.end(), label=second.label, indent=second.indent)
    item = Block(
        BlockKind.BULLET, (line, *blocks[0].lines[1:]), blocks[0].source, blocks[0].gap_before
    )
    return [item, *blocks[1:]]


# --- outline ----------------------------------------------------------------------------------


def _outline(blocks: Sequence[Block], starts: Collection[int]) -> list[_Part]:
    """Give each list item its depth; a step of less than two columns is uneven typing, no depth."""
    parts: list[_Part] = []
    indents: list[int] = []
    for block in blocks:
        marker = _marker(block, parts, starts)
        if marker:
            while indents and block.indent < indents[-1] - 1:
                indents.pop()
            if not indents or block.indent > indents[-1] + 1:
                indents.append(block.indent)
            parts.append(_Part(block, marker, level=len(indents) - 1))
        elif indents and _is_inside_item(block, indents[-1]):
            parts.append(_Part(block, "", level=len(indents) - 1))
        else:
            indents.clear()
            parts.append(_Part(block, "", shows_label(block, starts), -1))
    return parts


def _is_inside_item(block: Block, item_indent: int) -> bool:
    """Tell whether a block without a marker belongs to the list item above it."""
    if block.kind is BlockKind.NUMBERED:
        return False
    return block.indent > item_indent + 1


def _marker(block: Block, before: Sequence[_Part], starts: Collection[int]) -> str:
    """Return a list item's sign; empty for a block that is no item.

    A number among bullets is a bullet with a wrong sign. A number that was printed for the answer
    begins a paragraph.
    """
    if block.kind in (BlockKind.BULLET, BlockKind.OPTION):
        return "-"
    if block.kind is not BlockKind.NUMBERED or not block.label.isdecimal():
        return ""
    previous = before[-1] if before else None
    if previous is not None and previous.marker == "-" and not block.gap_before:
        return "-"
    return "" if block.first.number in starts else f"{int(block.label)}."


def shows_label(block: Block, starts: Collection[int]) -> bool:
    """Tell whether a label such as ``3b.`` is part of the text: no list of Markdown can have it."""
    if block.kind is not BlockKind.NUMBERED or block.first.number in starts:
        return False
    return not block.label.isdecimal() and (bool(block.label) or block.first.prefix == "q")


# --- closing paragraphs -----------------------------------------------------------------------


def _free_opening_item(parts: list[_Part]) -> None:
    """Turn a bullet that is really the answer's first paragraph into one, in place.

    It announces the items below it, or it is the only one of the list without a label.
    """
    items: list[_Part] = []
    for part in parts:
        if part.level < 0:
            break
        items.append(part)
    if not items or items[0].marker != "-" or any(part.level for part in items[:2]):
        return
    first, others = items[0].block.text, [part.block.text for part in items[1:]]
    announces = is_lead_in(first) and bool(others)
    differs = len(others) >= 2 and all(map(label_of, others)) and not label_of(first)
    if announces or (differs and ends_sentence(first)):
        parts[0] = parts[0]._replace(marker="", level=-1)


def _free_closing_items(parts: list[_Part], topic: Collection[str]) -> None:
    """Turn bullets at the ends of lists that are really paragraphs into paragraphs, in place."""
    start = 0
    while start < len(parts):
        end = start
        while end < len(parts) and parts[end].level >= 0:
            end += 1
        if end > start:
            _free_list(parts, start, end, topic)
        start = max(end, start + 1)


def _free_list(parts: list[_Part], start: int, end: int, topic: Collection[str]) -> None:
    """Free the closing items of the list at ``parts[start:end]``, from its end, in place."""
    while end > start:
        items = [part for part in parts[start:end] if part.level == 0 and part.marker]
        last = parts[end - 1]
        if not (items and last is items[-1] and last.marker == "-"):
            return
        others = [part.block.text for part in items[:-1]]
        if not _closes(last.block.text, others, topic):
            return
        parts[end - 1] = last._replace(marker="", level=-1)
        end -= 1


_CLOSING_LENGTH = 9
"""Words from which the only item without a label is a paragraph that closes the list."""


def _closes(text: str, others: Sequence[str], topic: Collection[str]) -> bool:
    """Tell whether the last item of a list is a closing paragraph and no item.

    It is one sentence or more, and it stands alone, begins with a closing word, is the only item
    without a label, or is the only one that begins with the subject of the whole answer.
    """
    if not ends_sentence(text) or len(text.split()) < 5:
        return False
    if not others:
        return not label_of(text)
    if _CLOSING_WORDS.match(text):
        return True
    if len(others) >= 2 and all(map(label_of, others)):
        # A few words are an item whose label somebody forgot.
        return not label_of(text) and len(text.split()) >= _CLOSING_LENGTH
    if label_of(text):
        return False
    return _subject(text) in topic and not any(_subject(other) in topic for other in others)


def _subject(text: str) -> str:
    """Return the stem of the first content word: what the sentence is about, as a rule."""
    return next((stem_word(word) for word in words_of(text) if word not in STOP_WORDS), "")


# --- Markdown ---------------------------------------------------------------------------------


def _render(parts: Sequence[_Part], has_markup: bool) -> str:
    lines: list[str] = []
    indents: list[int] = []
    before: _Part | None = None
    for part in parts:
        if part.marker:
            del indents[part.level :]
            indent = sum(indents)
            indents.append(len(part.marker) + 1)
            content = _content_lines(part, has_markup)
            tight = before is not None and before.level >= 0 and _same_kind(before, part)
            if lines and not tight:
                lines.append("")
            lines.append(f"{' ' * indent}{part.marker} {content[0]}")
        else:
            if part.level < 0:
                indents.clear()
            indent = sum(indents[: part.level + 1])
            content = _content_lines(part, has_markup)
            if lines:
                lines.append("")
            lines.append(" " * indent + content[0])
        hanging = " " * (sum(indents) if part.marker else indent)
        lines.extend(hanging + line if line else "" for line in content[1:])
        before = part
    return "\n".join(lines)


def _same_kind(before: _Part, part: _Part) -> bool:
    """Tell whether two neighbouring parts stay together without a blank line: items of one list."""
    if not before.marker:
        return False
    if part.level > before.level and part.marker not in ("-", "1."):
        # Right below a text, no other number begins a list (CommonMark).
        return False
    return before.level != part.level or (before.marker == "-") == (part.marker == "-")


def _content_lines(part: _Part, has_markup: bool) -> list[str]:
    """Return a block's Markdown without its marker, line by line; at least one line."""
    block = part.block
    if block.kind is BlockKind.TABLE and block.first.form:
        return row_lines(block)
    if block.kind in (BlockKind.CODE, BlockKind.TABLE):
        raw = [block.source[line.start : line.end] for line in block.lines]
        even = [line[min(block.indent, len(line) - len(line.lstrip())) :].rstrip() for line in raw]
        if block.kind is BlockKind.CODE:
            even = _without_item(even)
        else:
            # A row that is indented by four columns would be code.
            even = [line.lstrip() for line in even]
        if block.is_bare_code:
            return fenced(even, block.first.label)
        if block.kind is BlockKind.CODE or has_markup:
            return even
        return [escape_row(line) if number != 1 else line for number, line in enumerate(even)]
    if block.kind is BlockKind.HEADING:
        text = block.text if has_markup else escape_line(clean_line(block.text), starts_block=False)
        return [f"{'#' * block.level} {text}".rstrip()]
    if not (has_markup or part.shows_label) and (plain := _plain_lines(block.plain_source)):
        broken = breaks_after(plain) if len(plain) > 1 else (False,)
        return [f"{one}\\" if ends else one for one, ends in zip(plain, broken, strict=True)]
    shown: list[str] = []
    for line in block.lines:
        text = block.shown_text_of(line)
        # Before anything is escaped: what goes later could bring a sign to the front.
        text = text if has_markup else clean_line(text)
        if part.shows_label and line is block.first:
            text = f"{block.source[line.start : line.body].strip()} {text}"
        if text.strip():
            shown.append(text)
    if has_markup:
        return shown or [""]
    broken = breaks_after(shown)
    escaped = escape_paragraph(shown)
    return [
        _with_break(one) if ends else one for one, ends in zip(escaped, broken, strict=True)
    ] or [""]


# Any sign that may mean something where it stands, or the first of a line that may begin a block.
_MAY_MEAN = re.compile(r"[\\`*\[$~_<&\n](?:(?<!\n)|[ ]*(?:[-+>#=|:\s]|\d{1,9}[.)]))|==")


def _plain_lines(source: str) -> list[str]:
    """Return the lines of a plain text that is Markdown for itself; none if one has to ask."""
    if not source[:1].isalpha() or _MAY_MEAN.search(source):
        return []
    lines = source.split("\n")
    if len(lines) > 1:
        lines = [line.strip() for line in lines]
    elif source[-1] == " ":
        lines = [source.rstrip()]
    is_even = not any("  " in line for line in lines) if "  " in source else True
    joined = source.replace("\n", "")
    is_usual = joined.isprintable() and (joined.isascii() or is_normal(joined))
    return lines if is_even and is_usual else []


def _with_break(line: str) -> str:
    """Return a line with a break at its end; a sign there must not open something with it."""
    return f"{line} \\" if line.endswith(("$", "*", "_", "~", "=")) else f"{line}\\"


_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+(?=```|~~~)")


def _without_item(lines: Sequence[str]) -> list[str]:
    """Return code without the sign of the list item in which its fence opened.

    Where the code below it is not indented, Markdown would not take it for the item's.
    """
    item = _ITEM.match(lines[0])
    width = item.end() if item else 0
    return [
        line[min(width, len(line) - len(line.lstrip(" "))) if at else width :]
        for at, line in enumerate(lines)
    ]


def escape_paragraph(lines: Sequence[str]) -> list[str]:
    """Return Markdown that shows the lines of one plain paragraph as they stand."""
    escaped = [escape_line(line) for line in lines]
    text = "\n".join(escaped)
    if not (may_mean(text) or _MAY_BEGIN.search(text)):
        return escaped
    if len(escaped) > 1 and (len(text) > LONGEST or not _shows(escaped, lines)):
        # Signs in two lines belong together: make every sign safe.
        return [_SIGN.sub(r"\\\g<0>", " ".join(line.split())) for line in lines]
    return escaped


_MAY_BEGIN = re.compile(r"^(?:[-+*>#=~`|_:\s]|\d{1,9}[.)])", re.MULTILINE)
"""How a line begins that could be more than the next line of a paragraph."""

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def _shows(escaped: Sequence[str], lines: Sequence[str]) -> bool:
    blocks = parse_blocks("\n".join(escaped))
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return False
    inlines = blocks[0].inlines
    is_plain = all(isinstance(each, Text) or each == Break(hard=False) for each in inlines)
    return is_plain and inline_text(inlines).split() == " ".join(lines).split()
