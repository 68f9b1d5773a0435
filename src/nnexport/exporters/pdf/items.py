"""A note → the rows of its item: number and question at the side, the answer beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnexport.deck.cloze import deletions_in, read_cloze, read_cloze_inlines
from nnexport.deck.commonmark import parse_blocks, parse_inlines
from nnexport.deck.document import Note
from nnexport.deck.markup import (
    Block,
    Break,
    BulletList,
    Inline,
    OrderedList,
    Paragraph,
    Text,
    inline_text,
)
from nnexport.deck.question import split_question
from nnexport.exporters.pdf.blocks import set_blocks, set_text
from nnexport.exporters.pdf.fonts import BOLD, HEAVY, ITALIC, REGULAR, Fonts
from nnexport.exporters.pdf.formulas.boxes import has_wide_formula
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.looks import Look, Run, open_in
from nnexport.exporters.pdf.page import ACCENT, GREY, Mark, Row, Rule, end_of_marks, shift
from nnexport.exporters.pdf.pictures import show_blocks, show_inlines
from nnexport.exporters.pdf.runs import set_plain
from nnexport.exporters.pdf.structure import Element

LEADING_PT = 10.9
BASELINE_PT = 8.3
"""One grid of lines for number, question and answer: their baselines meet."""

ANSWER = Look(REGULAR, 8.6)
QUESTION = Look(BOLD, 8.6)
BELOW = Look(REGULAR, 8.6)
"""What stands below the first paragraph of a question."""

NUMBER = Look(HEAVY, 8.6, color=ACCENT)
ASIDE = Look(ITALIC, 8.0, color=GREY)

NO_ANSWER_DASH_PT = 14.0

SIDE_LINES = 14
"""A question of more lines is set above its answer: at the side it could not be cut."""

WHOLE_LINES = 24
"""A question above its answer is not cut unless it is longer than this many lines."""

QUESTION_GAP_PT = 2.4
CHOICES_GAP_PT = 14.0
LEAST_ANSWER_PT = 110.0
"""Between choices and an answer beside them, and the room that this has at least."""

CHOICES_STOPS = (0.5, 0.65)
"""Where else such answers begin, if the choices are longer: parts of a column."""

CUT_LINES = 2
"""Fewest lines of an answer on either side of a cut."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where number, question and answer stand in a column."""

    number_pt: float
    question_left_pt: float
    question_pt: float
    answer_left_pt: float
    column_pt: float
    is_folded: bool = False
    """Only one side is seen: no question leaves its own, deletions in it are blanks to be filled
    in, and its answer says them."""


def set_item(
    note: Note, number: str, grid: Grid, fonts: Fonts, heading: Element | None = None
) -> list[Row]:
    """Return the rows of a note, whose ``cards`` say what it asks for.

    Its question is the ``heading``; its answer stands beside that.

    A cut leaves the whole question and two lines of the answer above it, and two lines below.

    Shape: at least one row.
    Errors: what paper cannot show goes to ``fonts.losses``.
    """
    lead, below = split_question(note.question)
    blocks = read_blocks(note, below) if lead else ()
    asked = read_inlines(note, lead or note.question)
    number_marks = _set_number(number, grid, fonts, heading)
    if not number_marks:
        asked = (Text(number), Break(hard=True), *asked)
    look = QUESTION._replace(hides=grid.is_folded)
    side = _frame(look, fonts, grid.question_left_pt, grid.question_pt, heading)._replace(even=True)
    is_wide = has_wide_formula(asked, look.size_pt, side.width_pt)
    questions = [] if is_wide else _set_question(asked, blocks, side)
    width_pt = grid.question_pt if grid.is_folded else grid.column_pt - grid.question_left_pt
    wide = side._replace(width_pt=width_pt)
    has_sides = grid.answer_left_pt > grid.question_left_pt
    # Half a folded sheet is wide enough for all that may stand below.
    fits_side = has_sides and not is_wide
    place = heading.parent if heading else None
    if fits_side and _fits_side(questions, asked, () if grid.is_folded else blocks, wide):
        rows = _set_beside(questions, _set_answer(note, grid, fonts, place))
    else:
        lead_rows, choices = set_text(asked, wide), _set_rest(blocks, wide)
        parted = _part_grid(note, choices, blocks, grid) if has_sides and lead_rows else None
        answer = _set_answer(note, parted or grid, fonts, place)
        if parted:
            choices[0] = choices[0]._replace(gap_pt=0.0)
            rows = _set_below(lead_rows, _set_beside(choices, answer))
        else:
            rows = _tie(_set_below([*lead_rows, *choices], answer), 0.0)
    down_pt = rows[0].drop_pt
    number_marks = tuple(shift(mark, 0.0, down_pt) for mark in number_marks)
    rows[0] = rows[0]._replace(marks=(*number_marks, *rows[0].marks))
    return rows


def _set_beside(side: Sequence[Row], answer: list[Row]) -> list[Row]:
    """Return the rows of an answer with those at its side."""
    marks = _stack(side)
    # What is beside each other has one baseline, whatever is tall.
    drop_pt = answer[0].drop_pt - (side[0].drop_pt if side else 0.0)
    if drop_pt > 0 and side:
        marks = tuple(shift(mark, 0.0, drop_pt) for mark in marks)
    elif drop_pt < 0:
        answer[0] = _lower(answer[0], -drop_pt)
    answer[0] = answer[0]._replace(marks=(*marks, *answer[0].marks))
    return _tie(answer, height_pt(side) + max(0.0, drop_pt))


def _set_below(above: list[Row], answer: list[Row]) -> list[Row]:
    """Return the rows of a question, and below them those of its answer."""
    answer[:CUT_LINES] = [row._replace(keep=True) for row in answer[:CUT_LINES]]
    answer[0] = answer[0]._replace(gap_pt=QUESTION_GAP_PT)
    if height_pt(above) <= WHOLE_LINES * LEADING_PT:
        above[1:] = [row._replace(keep=True) for row in above[1:]]
    return [*above, *answer]


def _part_grid(
    note: Note, choices: Sequence[Row], below: Sequence[Block], grid: Grid
) -> Grid | None:
    """Return the grid of an answer that stands beside the choices below its question.

    Shape: none where what is below the question is no list, or leaves the answer no room.
    """
    if grid.is_folded or not choices or not all(map(_is_list, below)):
        return None
    end_pt = max(map(end_of_marks, choices)) + CHOICES_GAP_PT
    stops = (grid.answer_left_pt, *(stop * grid.column_pt for stop in CHOICES_STOPS))
    left_pt = next((stop for stop in stops if stop >= end_pt), end_pt)
    is_high = height_pt(choices) > SIDE_LINES * LEADING_PT
    # A letter needs less.
    least_pt = min(LEAST_ANSWER_PT, len(note.answer) * ANSWER.size_pt)
    if is_high or grid.column_pt - left_pt < least_pt:
        return None
    return replace(grid, answer_left_pt=left_pt)


def _is_list(block: Block) -> bool:
    return isinstance(block, BulletList | OrderedList) and _is_narrow(block)


def _lower(row: Row, down_pt: float) -> Row:
    """Return a row with its baseline further down."""
    marks = tuple(shift(mark, 0.0, down_pt) for mark in row.marks)
    height_pt, drop_pt = row.height_pt + down_pt, row.drop_pt + down_pt
    return row._replace(height_pt=height_pt, marks=marks, drop_pt=drop_pt)


def read_title(note: Note) -> tuple[Inline, ...]:
    """Return the first paragraph of a note's question, as it is printed."""
    lead, _ = split_question(note.question)
    return read_inlines(note, lead or note.question)


def title_text(asked: Sequence[Inline]) -> str:
    """Return a question's first paragraph as plain text in one line."""
    return " ".join(inline_text(asked).split())


def read_blocks(note: Note, text: str) -> tuple[Block, ...]:
    """Return a text's blocks. Deletions are marked on paper, without their braces and hints."""
    blocks = parse_blocks(text)
    if note.cards == "cloze":
        blocks = read_cloze(blocks).blocks
    return show_blocks(note, text, blocks)


def read_inlines(note: Note, text: str) -> tuple[Inline, ...]:
    """Return the same of a text of one paragraph."""
    inlines = parse_inlines(text)
    if note.cards == "cloze":
        inlines = read_cloze_inlines(inlines)
    return show_inlines(note, inlines)


def read_solution(note: Note) -> tuple[Block, ...]:
    """Return the blocks of an answer whose question has blanks: what it states, then the rest."""
    asked = read_blocks(note, note.question)
    answer = read_blocks(note, note.answer)
    return (*asked, *answer) if any(deletions_in(asked)) else answer


def set_continuation(number: str, label: str, grid: Grid, fonts: Fonts) -> tuple[Mark, ...]:
    """Return ``NUMBER (continued)`` for the side of an item's first row in a new column."""
    side = _frame(ASIDE, fonts, grid.question_left_pt, grid.question_pt)
    labels = [mark for line in side.set_lines([Run(label, ASIDE)]) for mark in line.marks]
    return (*_set_number(number, grid, fonts), *labels)


def measure_word(word: str, fonts: Fonts) -> float:
    """Return the width of a word of a question, as Markdown."""
    frame = _frame(QUESTION, fonts, 0.0, float("inf"))
    rows = set_text(parse_inlines(word), frame)
    return max((end_of_marks(row) for row in rows), default=0.0)


def measure_number(number: str, fonts: Fonts) -> float:
    """Return the width of a printed number in one line."""
    lines = _frame(NUMBER, fonts, 0.0, float("inf")).set_lines([Run(number, NUMBER)])
    return max((line.width_pt for line in lines), default=0.0)


def _frame(
    look: Look, fonts: Fonts, left_pt: float, width_pt: float, element: Element | None = None
) -> Frame:
    look = look._replace(element=element)
    return Frame(fonts, look, LEADING_PT, BASELINE_PT, left_pt, width_pt)


def _set_number(
    number: str, grid: Grid, fonts: Fonts, heading: Element | None = None
) -> tuple[Mark, ...]:
    """Return a number, aligned on the right so that 9 and 10 end at the same place.

    Shape: empty for a number that is wider than its room.
    """
    frame = _frame(NUMBER, fonts, 0.0, grid.number_pt, heading).open("Lbl")
    lines = frame.set_lines(set_plain(number, frame.look), goes_on=True)
    if len(lines) != 1:
        return ()
    return tuple(shift(mark, grid.number_pt - lines[0].width_pt) for mark in lines[0].marks)


def _set_answer(note: Note, grid: Grid, fonts: Fonts, place: Element | None) -> list[Row]:
    width_pt = grid.column_pt - grid.answer_left_pt
    frame = _frame(ANSWER, fonts, grid.answer_left_pt, width_pt, place)._replace(prose=True)
    blocks = read_solution(note) if grid.is_folded else read_blocks(note, note.answer)
    rows = set_blocks(blocks, frame)
    if rows:
        return rows
    if any(deletions_in(read_blocks(note, note.question))):
        return [Row(LEADING_PT)]  # A statement with deletions answers itself.
    y_pt = BASELINE_PT - 2.5
    dash = Rule(frame.left_pt, y_pt, frame.left_pt + NO_ANSWER_DASH_PT, y_pt, GREY, 0.5)
    labels = labels_of(fonts.language)
    look = open_in(ASIDE._replace(element=place), "P", language=labels.language)
    inner = frame.indent(NO_ANSWER_DASH_PT + 4.0)
    (label,) = inner.set_lines(set_plain(labels.phrases.no_answer, look))
    return [Row(LEADING_PT, (dash, *label.marks))]


def _set_question(asked: Sequence[Inline], below: Sequence[Block], frame: Frame) -> list[Row]:
    """Return the rows of a question: its first paragraph bold, the rest as answers are set."""
    rows, own = set_text(asked, frame), _set_rest(below, frame)
    if not rows and own:
        own[0] = own[0]._replace(gap_pt=0.0, keep=False)
    return [*rows, *own]


def _set_rest(below: Sequence[Block], frame: Frame) -> list[Row]:
    """Return the rows of what stands below the first paragraph of a question."""
    place = frame.look.element.parent if frame.look.element else None
    look = BELOW._replace(element=place, hides=frame.look.hides)
    own = set_blocks(below, frame._replace(look=look, even=False)) if below else []
    if own:
        own[0] = own[0]._replace(gap_pt=QUESTION_GAP_PT, keep=True)
    return own


def _fits_side(
    rows: Sequence[Row], asked: Sequence[Inline], below: Sequence[Block], wide: Frame
) -> bool:
    """Tell whether a question that was set as these rows can stand at the side, not above.

    Code and tables cannot where that is narrow, and choices get long there, beside an answer of a
    letter, unless all of them and the question are as many lines in a ``wide`` frame, or one more.
    """
    if height_pt(rows) > SIDE_LINES * LEADING_PT:
        return False
    if all(isinstance(block, Paragraph) for block in below):
        return True
    if not all(map(_is_narrow, below)):
        return False
    return height_pt(rows) <= height_pt(_set_question(asked, below, wide)) + LEADING_PT


def _is_narrow(block: Block) -> bool:
    """Tell whether a block can be set in a narrow column."""
    match block:
        case Paragraph():
            return True
        case BulletList(items) | OrderedList(items):
            return all(_is_narrow(each) for item in items for each in item.blocks)
    return False


def height_pt(rows: Sequence[Row]) -> float:
    """Return how high rows are below each other, the gap above the first included."""
    return sum(row.gap_pt + row.height_pt for row in rows)


def _stack(rows: Sequence[Row]) -> tuple[Mark, ...]:
    """Return the marks of rows as marks that count from the top of the first."""
    marks: list[Mark] = []
    y_pt = 0.0
    for row in rows:
        y_pt += row.gap_pt
        marks += (shift(mark, 0.0, y_pt) for mark in row.marks)
        y_pt += row.height_pt
    return tuple(marks)


def _tie(rows: list[Row], side_pt: float) -> list[Row]:
    """Keep together what reaches down beside number and question, and two lines at either end.

    An item that is lower than its side gets an empty row below.
    """
    tied = [rows[0]]
    used_pt = rows[0].height_pt
    for number, row in enumerate(rows[1:], start=1):
        bound = number < CUT_LINES or used_pt < side_pt or number > len(rows) - CUT_LINES
        tied.append(row._replace(keep=True) if bound else row)
        used_pt += row.gap_pt + row.height_pt
    if used_pt < side_pt:
        tied.append(Row(side_pt - used_pt, keep=True))
    return tied
