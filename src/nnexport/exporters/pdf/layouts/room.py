"""How much room a self-test leaves for an answer: on ruled lines, beside the question, or none.

Blanks of a statement, and choices to tick, are room themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import ceil

from nnexport.deck.cloze import deletions_in
from nnexport.deck.document import Note
from nnexport.deck.question import answers_by_letter
from nnexport.exporters.pdf.items import read_blocks
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.page import Row, Rule, end_of_marks

LINE_PT = mm(8)
RULE_PT = 0.4
RULE_COLOR = "9aa1a9"
WORDS_PER_LINE = 10
FEW_WORDS = 3
"""An answer of so many, such as a name or a translation, needs one line."""

FEWEST_LINES, MOST_LINES = 2, 10
"""Of other answers."""

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
    words = len(note.answer.split())
    # Some scripts have no spaces; two signs of China and Japan are about a word, or six of Thai.
    words += sum(unicodedata.east_asian_width(c) in "WF" for c in note.answer) // 2
    words += len(_UNSPACED.findall(note.answer)) // 6
    if 0 < words <= FEW_WORDS:
        return 1
    return min(max(ceil(words / WORDS_PER_LINE), FEWEST_LINES), MOST_LINES)


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
