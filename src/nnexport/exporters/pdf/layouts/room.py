"""How much room a self-test leaves for an answer: on ruled lines, beside the question, or none.

Blanks of a statement, and choices to tick, are room themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil

from nnexport.deck.cloze import deletions_in
from nnexport.deck.document import Note
from nnexport.deck.markup import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    inline_text,
)
from nnexport.deck.question import answers_by_letter
from nnexport.exporters.pdf.items import read_blocks
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.page import Row, Rule, end_of_marks
from nnexport.exporters.pdf.text.characters import is_wide

LINE_PT = mm(8)
RULE_PT = 0.4
RULE_COLOR = "9aa1a9"
WORDS_PER_LINE = 10
FEW_WORDS = 3
"""An answer of so many, such as a name or a translation, needs one line."""

FEWEST_LINES, MOST_LINES = 2, 10
"""Of other answers."""

UNKNOWN_LINES = 4
"""Where the deck has no answer."""

FORMULA_LINES = 2
"""Of a formula by itself."""

BESIDE_PT = mm(50)
"""A shorter line beside a question is not enough to write a few words on."""

BESIDE_GAP_PT = 8.0
BELOW_BASELINE_PT = 2.0

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer."""


def count_lines(note: Note) -> int:
    """Return how many lines are ruled for the answer of a note."""
    if any(deletions_in(read_blocks(note, note.question))):
        return 0
    if answers_by_letter(note.question, note.answer):
        return 0
    blocks = read_blocks(note, note.answer)
    if not blocks:
        return UNKNOWN_LINES
    match blocks:
        case (Paragraph(inlines),) if 0 < _count_words(inline_text(inlines)) <= FEW_WORDS:
            return 1
    return min(max(_lines_of(blocks), FEWEST_LINES), MOST_LINES)


def has_solution(note: Note) -> bool:
    """Tell whether anything can be said in a key: an answer, or what deletions hide."""
    return bool(note.answer.strip()) or any(deletions_in(read_blocks(note, note.question)))


def _lines_of(blocks: Iterable[Block]) -> int:
    """Return how many lines blocks take when they are written down: items and rows their own."""
    count = 0
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                count += ceil(_count_words(inline_text(inlines)) / WORDS_PER_LINE)
            case BulletList(items) | OrderedList(items):
                count += sum(max(_lines_of(item.blocks), 1) for item in items)
            case CodeBlock(text):
                count += text.count("\n") + 1
            case Table():
                count += len(block.rows)
            case Quote(inner):
                count += _lines_of(inner)
            case MathBlock():
                count += FORMULA_LINES
    return count


def _count_words(text: str) -> int:
    words = len(text.split())
    if text.isascii():
        return words
    # Some scripts have no spaces; two signs of China and Japan are about a word, or six of Thai.
    wide = sum(map(is_wide, text))
    return words + wide // 2 + len(_UNSPACED.findall(text)) // 6


def rule_lines(count: int, left_pt: float, right_pt: float) -> list[Row]:
    """Return ruled lines to write on, as rows."""
    rule = Rule(left_pt, LINE_PT, right_pt, LINE_PT, RULE_COLOR, RULE_PT)
    return [Row(LINE_PT, (rule,))] * count


def rule_beside(asked: Sequence[Row], right_pt: float, type: Type) -> list[Row]:
    """Return a question of one line with a line to write on behind it.

    Shape: empty where there is not enough room for that.
    """
    if len(asked) != 1:
        return []
    left_pt = end_of_marks(asked[0]) + BESIDE_GAP_PT
    if right_pt - left_pt < BESIDE_PT:
        return []
    y_pt = asked[0].drop_pt + type.baseline_pt + BELOW_BASELINE_PT
    rule = Rule(left_pt, y_pt, right_pt, y_pt, RULE_COLOR, RULE_PT)
    return [asked[0]._replace(marks=(*asked[0].marks, rule))]


def is_room(row: Row) -> bool:
    """Tell whether a row is a ruled line, and nothing else."""
    return bool(row.marks) and all(
        isinstance(mark, Rule) and mark.color == RULE_COLOR for mark in row.marks
    )
