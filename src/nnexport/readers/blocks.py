"""Classified lines → blocks: the paragraphs, list items and headings that answers are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from nnexport.deck.prose import ends_sentence, is_unfinished
from nnexport.readers.clues import (
    asks_plainly,
    is_answered_by,
    is_continued_by,
    is_whole_question,
)
from nnexport.readers.fences import OPENING
from nnexport.readers.lines import BARE, Line, LineKind
from nnexport.readers.marks import ARROW_SIGNS, BOLD_LINE, arrow_of
from nnexport.readers.parts import part_of


class BlockKind(Enum):
    # As fast as that of any object; the one of `Enum` is written in Python.
    __hash__ = object.__hash__

    PARAGRAPH = auto()
    NUMBERED = auto()
    BULLET = auto()
    OPTION = auto()
    """One of several lettered lines, such as the choices of a question."""

    HEADING = auto()
    STRONG = auto()
    """A paragraph that is bold from its first word to its last."""

    SUMMARY = auto()
    """The title of a part of a page that can be opened."""

    CODE = auto()
    TABLE = auto()
    TAG = auto()
    """HTML that shows nothing."""

    RULE = auto()


Piece = tuple[int, int]
"""A range of characters of the source's text."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines that belong together whatever becomes of them."""

    kind: BlockKind
    lines: tuple[Line, ...]
    source: str
    """The whole text of the source; lines hold offsets into it."""

    gap_before: bool
    """A blank line stands between this block and the one before."""

    text: str = field(init=False, repr=False, compare=False)
    """What the block says, on one line; put together when it is first asked for."""

    _may_hold_rules: bool = field(init=False, repr=False, compare=False)
    """There may be rules such as ``- - -`` in the middle of its lines; looked for when asked."""

    def __getattr__(self, name: str) -> str | bool:
        # Only of a slot that is empty. It costs less than a cached property, and no dictionary.
        found: str | bool
        if name == "text":
            found = self._joined_text()
        elif name == "_may_hold_rules":
            found = self._finds_rules()
        else:
            raise AttributeError(name)
        object.__setattr__(self, name, found)
        return found

    @property
    def is_soft(self) -> bool:
        """Tell whether a paragraph stands right below the line before, without a blank line."""
        return self.kind is BlockKind.PARAGRAPH and not self.gap_before

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def first_line(self) -> str:
        """The text of its first line."""
        line = self.first
        return self.source[line.body : line.end if line.tail < 0 else line.tail].strip()

    @property
    def indent(self) -> int:
        return self.first.indent

    @property
    def label(self) -> str:
        """The printed number; empty for a block that is not numbered."""
        return self.first.label if self.kind is BlockKind.NUMBERED else ""

    @property
    def is_answer_label(self) -> bool:
        """Tell whether the block begins with ``Answer:``, or another word without a number."""
        return self.first.prefix == "a" and not self.first.label

    @property
    def level(self) -> int:
        """The depth of a heading, from 1; 0 for all other blocks."""
        if self.kind is not BlockKind.HEADING:
            return 0
        last = self.lines[-1]
        if last.kind is LineKind.UNDERLINE:
            is_double = self.source[last.end - 1 : last.end] == "="
            return (1 if is_double else 2) + min(self.indent // 4, 2)
        return len(self.first.label)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The ranges that hold the block's text: no markers, no rules in the middle of a line."""
        if self.kind not in (BlockKind.CODE, BlockKind.TABLE) and not self._may_hold_rules:
            if len(self.lines) == 1:
                return tuple(_text_ranges(self.lines[0]))
            return tuple([piece for line in self.lines for piece in _text_ranges(line)])
        return tuple(piece for line in self.lines for piece in self.pieces_of(line))

    def _finds_rules(self) -> bool:
        start, end, find = self.lines[0].start, self.lines[-1].end, self.source.find
        return (
            find(" - ", start, end) >= 0
            or find(" * ", start, end) >= 0
            or find(" _ ", start, end) >= 0
        )

    def pieces_of(self, line: Line) -> Iterator[Piece]:
        """Yield the ranges of one of the block's lines that hold its text."""
        if self.kind in (BlockKind.CODE, BlockKind.TABLE):
            yield line.start, line.end
            return
        if not self._may_hold_rules:
            yield from _text_ranges(line)
            return
        for part in _text_ranges(line):
            yield from _split_at_rules(self.source, *part)

    def shown_text_of(self, line: Line) -> str:
        """Return the text of one of the block's lines, without blanks at its ends."""
        source = self.source
        if line.shut < 0 and line.kind is not LineKind.UNDERLINE and not self._may_hold_rules:
            return source[line.body : line.end if line.tail < 0 else line.tail].strip()
        return " ".join(source[a:b].strip() for a, b in self.pieces_of(line))

    @property
    def inner_rules(self) -> tuple[Piece, ...]:
        """Rules such as ``- - -`` that stand in the middle of a line."""
        if self.kind in (BlockKind.CODE, BlockKind.TABLE) or not self._may_hold_rules:
            return ()
        return tuple(
            (match.start(1), match.end(1))
            for line in self.lines
            for part in _text_ranges(line)
            for match in _INNER_RULE.finditer(self.source, *part)
        )

    @property
    def is_bare_code(self) -> bool:
        """Tell whether the block is code that no fence stands around."""
        return self.first.form == BARE

    @property
    def marked_text(self) -> str:
        """The text with the signs that make it bold."""
        return f"**{self.text}**" if self.kind is BlockKind.STRONG else self.text

    @property
    def plain_source(self) -> str:
        """Its lines as they stand from its text on, if nothing but text stands in them.

        Empty where there may be more: bold that was shut, a rule, code, the bars of a table.
        """
        first, last = self.lines[0], self.lines[-1]
        if self.kind not in _TEXTUAL or last.kind is LineKind.UNDERLINE or self._may_hold_rules:
            return ""
        if first.shut >= 0 or first.tail >= 0 or last.tail >= 0:
            return ""
        return self.source[first.body : last.end]

    def _joined_text(self) -> str:
        plain = self.plain_source
        if plain:
            text = plain.replace("\n", " ").strip()
            is_even = "  " not in text and text.isprintable()
            return text if is_even else " ".join(text.split())
        pieces = self.pieces
        if len(pieces) == 1:
            start, end = pieces[0]
            return " ".join(self.source[start:end].split())
        return " ".join(" ".join([self.source[a:b] for a, b in pieces]).split())


# A rule that lost its own line: three or more spaced signs between the end of a sentence and the
# start of the next. Inside a sentence the signs may be meant.
_INNER_RULE = re.compile(
    r"(?<=[.!?:;][ ])((?:-[ ]+){2,}-|(?:\*[ ]+){2,}\*|(?:_[ ]+){2,}_)(?=[ ]+\S)"
)


def _text_ranges(line: Line) -> Sequence[Piece]:
    """Return a line's text without its marker and without the ``**`` that belongs to its number."""
    if line.kind is LineKind.UNDERLINE:
        return ()
    end = line.end if line.tail < 0 else line.tail
    if line.shut < 0:
        return ((line.body, end),)
    if end > line.shut + len(line.bold):
        return ((line.body, line.shut), (line.shut + len(line.bold), end))
    return ((line.body, line.shut),)


def _split_at_rules(source: str, start: int, end: int) -> Iterator[Piece]:
    for match in _INNER_RULE.finditer(source, start, end):
        yield start, match.start(1)
        start = match.end(1)
    yield start, end


_TEXTUAL = (
    BlockKind.PARAGRAPH,
    BlockKind.NUMBERED,
    BlockKind.BULLET,
    BlockKind.OPTION,
    BlockKind.HEADING,
)

_MARKED = {
    LineKind.NUMBERED: BlockKind.NUMBERED,
    LineKind.BULLET: BlockKind.BULLET,
    LineKind.OPTION: BlockKind.OPTION,
    LineKind.HEADING: BlockKind.HEADING,
    LineKind.STRONG: BlockKind.STRONG,
    LineKind.SUMMARY: BlockKind.SUMMARY,
    LineKind.CODE: BlockKind.CODE,
    LineKind.TABLE: BlockKind.TABLE,
    LineKind.TAG: BlockKind.TAG,
    LineKind.RULE: BlockKind.RULE,
}


def group_lines(lines: Sequence[Line], source: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order. Every line that is not blank is in exactly one."""
    blocks: list[Block] = []
    pending: list[Line] = []
    kind = BlockKind.PARAGRAPH
    gap = gap_of_pending = False

    before_label = _lines_before_labels(lines)

    def close() -> None:
        if pending:
            blocks.append(_block(kind, pending, source, gap_of_pending))
            pending.clear()

    def begins_anew(line: Line) -> bool:
        above = blocks[-1] if blocks and kind is BlockKind.PARAGRAPH else None
        return _begins_anew(source, kind, pending, line, above)

    for index, line in enumerate(lines):
        if line.kind is LineKind.BLANK:
            # A blank line inside code is code, and the fence says so; here it ends a block.
            close()
            gap = True
            continue
        own = _kind_of(line)
        joins = bool(pending) and (
            (own is kind and own in _RUNS and not _opens_anew(line, pending[-1]))
            or line.kind is LineKind.UNDERLINE
            or _is_more_of_title(pending, lines, index)
            or (
                own is BlockKind.PARAGRAPH
                and kind in _TAKES_LINES
                and (index in before_label or not begins_anew(line))
            )
        )
        if not joins:
            close()
            kind, gap_of_pending = own, gap
            if index + 1 < len(lines) and lines[index + 1].kind is LineKind.UNDERLINE:
                kind = BlockKind.HEADING
        pending.append(line)
        gap = False
    close()
    return tuple(blocks)


def _is_more_of_title(above: Sequence[Line], lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is the next one of a title of which each line is underlined."""
    if above[-1].kind is not LineKind.UNDERLINE or lines[index].kind is not LineKind.TEXT:
        return False
    if lines[index].indent != above[0].indent:
        return False
    return index + 1 < len(lines) and lines[index + 1].kind is LineKind.UNDERLINE


def _lines_before_labels(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the lines of text that stand right above ``Answer:`` or the like.

    They are the rest of the question, however many sentences it has.
    """
    found: set[int] = set()
    labels = sum(line.prefix == "a" for line in lines)
    numbers = sum(line.kind is LineKind.NUMBERED and line.prefix != "a" for line in lines)
    if not labels or 2 * labels < numbers:
        return found
    above_label = False
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.kind is not LineKind.TEXT:
            above_label = line.prefix == "a"
        elif above_label:
            found.add(index)
    return found


def _block(kind: BlockKind, lines: Sequence[Line], source: str, gap: bool) -> Block:
    """Return a block of lines; a paragraph that is bold as a whole is one of its own kind."""
    first, last = lines[0], lines[-1]
    if kind is BlockKind.PARAGRAPH and len(lines) > 1 and last.end - first.body <= 1000:
        match = BOLD_LINE.match(source[first.body : last.end].replace("\n", " "))
        if match is not None:
            body, tail = first.body + match.start("text"), first.body + match.end("text")
            if body < first.end and tail > last.start:
                lines = [*lines[:-1], last._replace(tail=tail)]
                lines[0] = lines[0]._replace(body=body)
                kind = BlockKind.STRONG
    return Block(kind, tuple(lines), source, gap)


_RUNS = (BlockKind.CODE, BlockKind.TABLE, BlockKind.TAG, BlockKind.SUMMARY)
"""Kinds of which neighbouring lines are one block."""

_TAKES_LINES = (BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.BULLET, BlockKind.OPTION)
_LONGEST_QUESTION = 600


def _begins_anew(
    source: str, kind: BlockKind, above: Sequence[Line], line: Line, before: Block | None
) -> bool:
    """Tell whether a line of text begins a paragraph although no blank line stands before it.

    ``above`` are the lines that it would join, ``before`` is the block that stands before those.
    """
    if kind in (BlockKind.BULLET, BlockKind.OPTION):
        return False
    if kind is BlockKind.PARAGRAPH and len(above) == 1 and above[0].end - above[0].body <= 80:
        first = source[above[0].body : above[0].end]
        if part_of(first, is_title=True) and not ends_sentence(first):
            return True
    if kind is BlockKind.PARAGRAPH and len(above) == 1 and line.indent > above[0].indent:
        first = source[above[0].body : above[0].end].strip()
        if first.isupper() and len(first) > 4 and first[-1:].isalpha():
            # The title of a section, and what stands below it.
            return True
    following = source[line.body : line.end].strip()
    last = source[above[-1].body : above[-1].end].strip()
    if following.startswith(">") and source[above[-1].start : above[-1].end].lstrip()[:1] != ">":
        # A quotation.
        return True
    if following[0] in ARROW_SIGNS and arrow_of(following):
        return True
    if kind is BlockKind.NUMBERED and _is_indented_answer(above, line, last, following):
        return True
    if _stands_out(above, line) and ends_sentence(last) and not following[:1].islower():
        return True
    ends = ends_sentence(last)
    if ends and line.indent <= above[0].indent + 1 and is_whole_question(following):
        return True
    if kind is BlockKind.PARAGRAPH and asks_plainly(last) and asks_plainly(following):
        # A list of tasks without numbers.
        return True
    if kind is BlockKind.PARAGRAPH and not ends and (last[-1:].isalnum() or last[-1:] in ",;"):
        # What goes on like this is no whole question, whatever stands before it.
        return False
    if above[-1].end - above[0].body > _LONGEST_QUESTION or len(following) > 10 * _LONGEST_QUESTION:
        return False
    text = " ".join(source[each.body : each.end].strip() for each in above)
    if before is not None and before.kind in (BlockKind.NUMBERED, BlockKind.HEADING):
        # The second half of a question that was broken.
        opening = before.text[-_LONGEST_QUESTION:]
        if is_continued_by(opening, text) and is_whole_question(f"{opening} {text}"):
            return True
    # Behind a number, people begin with a small letter, too.
    if is_whole_question(text[:1].upper() + text[1:] if kind is BlockKind.NUMBERED else text):
        return kind is BlockKind.NUMBERED or not _is_wrapped(above[-1], line, last, following)
    if kind is not BlockKind.NUMBERED:
        return False
    return is_answered_by(text, following) or _is_topic(text, following)


def _is_wrapped(above: Line, line: Line, last: str, following: str) -> bool:
    """Tell whether an editor broke a paragraph right behind what looks like its end."""
    return following[:1].islower() and len(last) >= 50 and line.indent == above.indent


_WRAPPED = 60
"""Characters from which on a line may have been wrapped by an editor."""


def _is_indented_answer(above: Sequence[Line], line: Line, last: str, following: str) -> bool:
    """Tell whether the first line below a short numbered one is deeper because it is its answer."""
    if len(above) > 1 or line.indent < above[0].indent + 4 or following[:1].islower():
        return False
    return len(last) <= _WRAPPED and not is_unfinished(last)


def _stands_out(above: Sequence[Line], line: Line) -> bool:
    """Tell whether a line stands nearer to the margin than two lines before it."""
    return len(above) > 1 and all(each.indent >= line.indent + 3 for each in above[-2:])


def _is_topic(text: str, following: str) -> bool:
    """Tell whether a few words are a topic, and the longer line below them what is said on it."""
    if len(text) > 60 or len(text.split()) > 6 or not ends_sentence(text):
        return False
    return following[:1].isupper() and len(following) > 2 * len(text)


def _opens_anew(line: Line, above: Line) -> bool:
    """Tell whether another piece of code or another table begins at a line."""
    if line.kind is LineKind.TABLE:
        return line.form != above.form
    return line.form == OPENING or (line.form == BARE and line.label != "-")


def _kind_of(line: Line) -> BlockKind:
    return _MARKED.get(line.kind, BlockKind.PARAGRAPH)
