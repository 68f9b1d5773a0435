"""The door for text: what enters a deck is put into one form that every later stage can rely on.

The form is chosen so that prose can always stand in a YAML block scalar and looks the same
afterwards: NFC, ``\\n`` between lines, no control characters, no blank first or last line, nothing
invisible at the end of a line or inside a word, tabs in code only. Readers and the canonical YAML
use the same two functions, so a text that was read, written and read again is the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import (
    Block,
    BlockLines,
    Break,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    Text,
)

# YAML 1.1 (and so PyYAML) ends a line at these, editors and git do not.
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
_SPACES = re.compile("[\x0b\x0c]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff{_NONCHARACTERS}]")

# No-break and other wide or thin spaces: part of the text between words, nothing at a line's end.
_OTHER_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_AT_LINE_END = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Zero-width spaces and soft hyphens only say where a line may break. The joiners shape letters of
# Persian and of Indian scripts and make one emoji of several; after a Latin letter they do nothing.
_ZERO_WIDTH = re.compile("[\u00ad\u200b\u2060]")
_IDLE_JOINERS = re.compile("(?<=[\x00-\u024f])[\u200c\u200d]+")

_ASCII_UNTIDY = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]| \n|\A\n|[ \n]\Z")
_UNTIDY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028\u2029\u2060\ufeff\ud800-\udfff"
    rf"{_NONCHARACTERS}]|[ {_OTHER_SPACES}]\n|\A\n|[ \n{_OTHER_SPACES}]\Z"
)
_UNEVEN = re.compile(rf"\n|  |\A[ {_OTHER_SPACES}]")

TAB_STOP = 4
"""Columns of a tab in Markdown (CommonMark, "Tabs"), so that lists keep their nesting."""


def clean_text(text: str) -> str:
    """Return a Markdown text in the form in which a deck holds it.

    NFC; newlines are ``\\n``; control characters, noncharacters, lone surrogates and what has no
    width are gone (a form feed leaves a space; joiners stay where they shape letters or emoji); no
    line ends in spaces or tabs, where two of them broke the line a ``\\`` does; tabs outside of
    code blocks are spaces; there is no blank first or last line. A text in this form comes back as
    it is.
    """
    return clean_counted(text)[0]


def clean_counted(text: str) -> tuple[str, int]:
    """Return the cleaned text, and how many control characters and tabs had to go for it."""
    if _is_clean(text):
        return text, 0
    text, count = _clean_characters(text)
    lines = text.split("\n")
    if "\t" in text or any(map(_BREAK.search, lines)):
        blocks = parse_blocks(text)
        code = {line for start, stop in _code_ranges(blocks) for line in range(start, stop)}
        lines = _write_breaks(lines, blocks)
        for at, line in enumerate(lines):
            if at not in code and "\t" in line.rstrip(" \t"):
                count += line.rstrip(" \t").count("\t")
                lines[at] = line.expandtabs(TAB_STOP)
    lines = [line.rstrip(_AT_LINE_END) for line in lines]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return "\n".join(lines), count


def clean_line(text: str) -> str:
    """Return a text that is one line, such as a title: cleaned, spaces between words single."""
    return clean_line_counted(text)[0]


def clean_line_counted(text: str) -> tuple[str, int]:
    """Return the cleaned line, and how many control characters had to go for it."""
    if text.isprintable() and (text.isascii() or is_normal(text)):
        # All of its white space is single spaces, unless two stand together.
        is_even = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if is_even else re.sub(" +", " ", text).strip(" "), 0
    if _is_clean(text) and not _UNEVEN.search(text):
        return text, 0
    text, count = _clean_characters(text)
    return re.sub("[ \t\n]+", " ", text).strip(_AT_LINE_END), count


def _is_clean(text: str) -> bool:
    # What is printable holds none of the characters in question but single spaces.
    if text.replace("\n", "").isprintable() and (text.isascii() or is_normal(text)):
        return " \n" not in text and text[:1] != "\n" and not text.endswith(("\n", " "))
    if text.isascii():
        return _ASCII_UNTIDY.search(text) is None
    return _UNTIDY.search(text) is None and is_normal(text)


def is_normal(text: str) -> bool:
    """Tell whether a text is in the form in which accents are one with their letters (NFC)."""
    return unicodedata.is_normalized("NFC", text)


def _clean_characters(text: str) -> tuple[str, int]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, breaks = _LINE_BREAKS.subn("\n", text)
    text, spaces = _SPACES.subn(" ", text)
    text, dropped = _DROPPED.subn("", text)
    if not text.isascii():
        text = _ZERO_WIDTH.sub("", text)
    # Last, or a dropped character would keep a letter and its accent apart.
    text = unicodedata.normalize("NFC", text)
    while _IDLE_JOINERS.search(text):
        # Each time a letter may have got an accent, and so be a Latin one; three have room.
        text = unicodedata.normalize("NFC", _IDLE_JOINERS.sub("", text))
    return text, breaks + spaces + dropped


# --- code and broken lines -----------------------------------------------------------------------


def _code_ranges(blocks: Iterable[Block | ListItem]) -> Iterator[BlockLines]:
    for block in _walk(blocks):
        if isinstance(block, CodeBlock):
            yield block.lines


def _walk(blocks: Iterable[Block | ListItem]) -> Iterator[Block | ListItem]:
    for block in blocks:
        yield block
        if isinstance(block, Quote | ListItem):
            yield from _walk(block.blocks)
        elif isinstance(block, BulletList | OrderedList):
            yield from _walk(block.items)


# Two spaces break the line. One space after a backslash keeps that from doing it.
_BREAK = re.compile(r"  \Z|(?<!\\)(?:\\\\)*\\[ \t]+\Z")
# Signs that would begin emphasis or a formula, if a backslash and no white space came after them.
_OPENING = re.compile(r"(?:(?:\A|[\W_])[*_~]+|\$)\Z")
# A list marker without a text cannot interrupt a paragraph; with a backslash after it, it would.
_EMPTY_ITEM = re.compile(r"\A[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+\Z")
_ODD_BACKSLASHES = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")


def _write_breaks(lines: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines with ``\\`` where spaces at the end broke the line.

    Whether a line is broken, only the parser knows: inside a code span or a formula the spaces mean
    nothing. So each line in question gets a mark at its end, and the parser shows what it becomes.
    """
    lines = list(lines)
    asked = [
        at
        for at in _inner_lines(blocks)
        if _BREAK.search(lines[at]) and not _EMPTY_ITEM.search(lines[at])
    ]
    if not asked:
        return lines
    marked = list(lines)
    for at in asked:
        body = lines[at].rstrip(" \t")
        # After a space, so that emphasis still ends there.
        end = "  " if lines[at].endswith("  ") else ""
        marked[at] = f"{body} {_MARK}{at}{_MARK}{end}"
    found = dict(_marked_breaks(parse_blocks("\n".join(marked))))
    for at in asked:
        body = lines[at].rstrip(" \t")
        if at in found:
            # A backslash that stood before the spaces is itself one to be shown.
            shown = body + "\\" if _ODD_BACKSLASHES.search(body) else body
            space = " " if _OPENING.search(body) else ""
            lines[at] = f"{shown}{space}\\" if found[at] else shown
    return lines


# A noncharacter: `_clean_characters` has just taken all of them out of the text.
_MARK = "\ufdd0"
_MARK_AT_END = re.compile(f"{_MARK}([0-9]+){_MARK}\\Z")


def _inner_lines(blocks: Iterable[Block]) -> Iterator[int]:
    """Yield every line of running text that another line of the same paragraph follows."""
    for block in _walk(blocks):
        if isinstance(block, Paragraph | Heading):
            yield from range(block.lines[0], block.lines[1] - 1)


def _marked_breaks(blocks: Iterable[Block]) -> Iterator[tuple[int, bool]]:
    """Yield the mark before every end of a line, and whether the line is broken there."""
    for block in _walk(blocks):
        if isinstance(block, Paragraph | Heading):
            yield from _marked_inlines(block.inlines)


def _marked_inlines(inlines: Sequence[Inline]) -> Iterator[tuple[int, bool]]:
    for at, inline in enumerate(inlines):
        if isinstance(inline, Styled | Link):
            yield from _marked_inlines(inline.children)
        elif isinstance(inline, Break) and at:
            before = inlines[at - 1]
            match = _MARK_AT_END.search(before.text) if isinstance(before, Text) else None
            if match is not None:
                yield int(match[1]), inline.hard
