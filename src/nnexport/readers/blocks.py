"""Classified lines → blocks: the paragraphs, list items and headings that answers are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from nnexport.deck.prose import ends_sentence
from nnexport.readers.clues import is_answered_by, is_continued_by, is_whole_question
from nnexport.readers.lines import Line, LineKind


class BlockKind(Enum):
    PARAGRAPH = auto()
    NUMBERED = auto()
    BULLET = auto()
    HEADING = auto()
    CODE = auto()
    TABLE = auto()
    RULE = auto()


Piece = tuple[int, int]
"""A range of characters of the source's text."""


@dataclass(frozen=True)
class Block:
    """Neighbouring lines that belong together whatever becomes of them."""

    # No slots: cached properties need a place to live.

    kind: BlockKind
    lines: tuple[Line, ...]
    source: str
    """The whole text of the source; lines hold offsets into it."""

    gap_before: bool
    """A blank line stands between this block and the one before."""

    @property
    def is_soft(self) -> bool:
        """Tell whether a paragraph stands right below the line before, without a blank line."""
        return self.kind is BlockKind.PARAGRAPH and not self.gap_before

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def indent(self) -> int:
        return self.first.indent

    @property
    def label(self) -> str:
        """The printed number; empty for a block that is not numbered."""
        return self.first.label if self.kind is BlockKind.NUMBERED else ""

    @property
    def level(self) -> int:
        """The depth of a heading, from 1; 0 for all other blocks."""
        if self.kind is not BlockKind.HEADING:
            return 0
        last = self.lines[-1]
        if last.kind is LineKind.UNDERLINE:
            return 1 if self.source[last.end - 1 : last.end] == "=" else 2
        return len(self.first.label)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The ranges that hold the block's text: no markers, no rules in the middle of a line."""
        return tuple(piece for line in self.lines for piece in self.pieces_of(line))

    def pieces_of(self, line: Line) -> Iterator[Piece]:
        """Yield the ranges of one of the block's lines that hold its text."""
        if self.kind in (BlockKind.CODE, BlockKind.TABLE):
            yield line.start, line.end
            return
        for part in _text_ranges(line):
            yield from _split_at_rules(self.source, *part)

    @cached_property
    def inner_rules(self) -> tuple[Piece, ...]:
        """Rules such as ``- - -`` that stand in the middle of a line."""
        if self.kind in (BlockKind.CODE, BlockKind.TABLE):
            return ()
        return tuple(
            (match.start(1), match.end(1))
            for line in self.lines
            for part in _text_ranges(line)
            for match in _INNER_RULE.finditer(self.source, *part)
        )

    @cached_property
    def text(self) -> str:
        """What the block says, on one line."""
        return " ".join(" ".join(self.source[a:b] for a, b in self.pieces).split())


# A rule that lost its own line: three or more spaced signs between the end of a sentence and the
# start of the next. Inside a sentence the signs may be meant.
_INNER_RULE = re.compile(
    r"(?<=[.!?:;][ ])((?:-[ ]+){2,}-|(?:\*[ ]+){2,}\*|(?:_[ ]+){2,}_)(?=[ ]+\S)"
)


def _text_ranges(line: Line) -> Iterator[Piece]:
    """Yield a line's text without its marker and without the ``**`` that belongs to its number."""
    if line.kind is LineKind.UNDERLINE:
        return
    if line.shut < 0:
        yield line.body, line.end
    else:
        yield line.body, line.shut
        if line.end > line.shut + 2:
            yield line.shut + 2, line.end


def _split_at_rules(source: str, start: int, end: int) -> Iterator[Piece]:
    for match in _INNER_RULE.finditer(source, start, end):
        yield start, match.start(1)
        start = match.end(1)
    yield start, end


_MARKED = {
    LineKind.NUMBERED: BlockKind.NUMBERED,
    LineKind.BULLET: BlockKind.BULLET,
    LineKind.HEADING: BlockKind.HEADING,
    LineKind.RULE: BlockKind.RULE,
}


def group_lines(lines: Sequence[Line], source: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order. Every line that is not blank is in exactly one."""
    blocks: list[Block] = []
    pending: list[Line] = []
    kind = BlockKind.PARAGRAPH
    gap = gap_of_pending = False

    def close() -> None:
        if pending:
            blocks.append(Block(kind, tuple(pending), source, gap_of_pending))
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
            (own is kind and own in (BlockKind.CODE, BlockKind.TABLE))
            or line.kind is LineKind.UNDERLINE
            or (own is BlockKind.PARAGRAPH and kind in _TAKES_LINES and not begins_anew(line))
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


_TAKES_LINES = (BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.BULLET)
_LONGEST_QUESTION = 600


def _begins_anew(
    source: str, kind: BlockKind, above: Sequence[Line], line: Line, before: Block | None
) -> bool:
    """Tell whether a line of text begins a paragraph although no blank line stands before it.

    ``above`` are the lines that it would join, ``before`` is the block that stands before those.
    """
    if kind is BlockKind.BULLET:
        return False
    following = source[line.body : line.end].strip()
    last = source[above[-1].body : above[-1].end].strip()
    if is_whole_question(following) and ends_sentence(last) and line.indent <= above[0].indent + 1:
        return True
    if above[-1].end - above[0].body > _LONGEST_QUESTION or len(following) > 10 * _LONGEST_QUESTION:
        return False
    text = " ".join(source[each.body : each.end].strip() for each in above)
    if before is not None and before.kind in (BlockKind.NUMBERED, BlockKind.HEADING):
        # The second half of a question that was broken.
        opening = before.text[-_LONGEST_QUESTION:]
        if is_continued_by(opening, text) and is_whole_question(f"{opening} {text}"):
            return True
    if is_whole_question(text):
        return True
    return kind is BlockKind.NUMBERED and is_answered_by(text, following)


def _kind_of(line: Line) -> BlockKind:
    if line.kind is LineKind.CODE:
        return BlockKind.CODE
    if line.kind is LineKind.TABLE:
        return BlockKind.TABLE
    return _MARKED.get(line.kind, BlockKind.PARAGRAPH)
