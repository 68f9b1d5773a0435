"""Flashcards to cut out: questions on one side of the paper, their answers behind them.

Source of the measures: printers leave 4 mm blank at the edges and are out by up to 3.5 mm from
front to back. No frame and no ground reaches a card's edge, so nobody sees by how much.

What cloze deletions hide is a blank in front, and said behind.

For scissors, not for screen readers: nothing is tagged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from nnexport.deck.document import Deck, Note
from nnexport.deck.markup import Inline, Paragraph
from nnexport.deck.numbering import printed_numbers
from nnexport.deck.question import spell_choice, split_question
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.pdf.blocks import set_blocks
from nnexport.exporters.pdf.columns import column_height, split_evenly
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.items import (
    read_blocks,
    read_inlines,
    read_solution,
    read_title,
    title_text,
)
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.cutting import (
    Card,
    Grid,
    Side,
    make_grid,
    place_cards,
    set_calibration,
)
from nnexport.exporters.pdf.layouts.flow import printed_notes, shorten
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import (
    GREY,
    Bookmark,
    Mark,
    Page,
    Row,
    Rule,
    Sheet,
    make_row,
    shift,
)
from nnexport.exporters.pdf.runs import set_inlines

INSET_PT = mm(7.5)
"""From a card's edge to its text: what a printer leaves blank, and what it is out by."""

QUESTION_SIZES = (15.0, 13.5, 12.0, 11.0, 10.0, 9.0, 8.0)
ANSWER_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
BELOW_SIZE = 12.0
"""Largest of choices and code below a question."""

FRONT = 0.8
"""Part of its room that a question fills if it can: it is read at a glance."""

SHORT_SIZE, SHORT_LINES = 13.0, 2
"""Of an answer that stands in the middle of its card."""

LEADING = 1.28
CAPTION = Look(REGULAR, 7.0, color=GREY)
CAPTION_PT = 11.0
"""Room of the number, or of "part 1 of 2", at the foot of a card."""


def set_cards(
    deck: Deck,
    width_pt: float,
    height_pt: float,
    size: str = "a7",
    *,
    flip: str = "long",
    back_offset_pt: tuple[float, float] = (0.0, 0.0),
    calibrate: bool = False,
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the pages of a deck's cards: fronts and backs in turn.

    ``flip``: over which edge the printer turns the paper, ``long`` or ``short``.
    ``back_offset_pt``: by how much backs are moved right and down, against a printer that is out.
    ``calibrate``: a sheet to measure that comes first.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show; NN350 for each question or answer
    that goes on over several cards.
    """
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    grid = make_grid(width_pt, height_pt, size)
    notes = printed_notes(deck)
    diagnostics: list[Diagnostic] = []
    cards: list[Card] = []
    for note, number in zip(notes, printed_numbers(notes), strict=True):
        own, found = _set_note(note, number, grid, fonts)
        diagnostics += found
        cards += own
    # Turned over the edge above, a back has its head where the front has its foot.
    is_turned = (flip == "long") is grid.lies
    pages: list[Page] = []
    if fonts.from_right:
        # The whole sheet is turned round, but not the printer.
        back_offset_pt = (-back_offset_pt[0], back_offset_pt[1])
    if calibrate:
        pages += set_calibration(grid, fonts, back_offset_pt, is_turned)
    for start in range(0, len(cards), grid.count):
        pages += place_cards(cards[start : start + grid.count], grid, back_offset_pt, is_turned)
    sheet = Sheet(
        title=shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=grid.width_pt,
        height_pt=grid.height_pt,
        pages=tuple(pages) or (Page(()),),
        duplex=f"{flip}-edge",
    )
    return sheet, tuple(diagnostics)


def _tell_parts(note: Note, number: str, what: str, count: int) -> Diagnostic:
    message = f"question {number or note.id}: {what} goes on over {count} cards"
    help_line = "shorten it, split the question, or choose larger cards"
    return Diagnostic("NN350", Span(""), message, help=help_line, note=note.id)


# --- cards ---------------------------------------------------------------------------------------


def _set_note(
    note: Note, number: str, grid: Grid, fonts: Fonts
) -> tuple[list[Card], Sequence[Diagnostic]]:
    """Return the cards of a note, one, or several where a side is too long, and its problems."""
    where = f"question {number or note.id}"
    # Who sees only the back wants to know which choice it is.
    answer = spell_choice(note.question, note.answer)
    answers = _set_answer(replace(note, answer=answer), grid, fonts)
    # Each try of a size forgets those before it, so these are taken between the two sides.
    found = fonts.losses.take(where, note.id)
    questions = _set_question(note, grid, fonts)
    # A statement with deletions is there twice, what it loses is not.
    problems = dict.fromkeys((*fonts.losses.take(where, note.id), *found))
    title = title_text(read_title(note))
    bookmark = Bookmark(note.id, shorten(f"{number}. {title}" if number else title), 0, 0.0)
    count = max(len(questions), len(answers))
    cards: list[Card] = []
    said = labels_of(fonts.language).phrases.part if count > 1 else ""
    for at in range(count):
        caption = said.format(part=at + 1, parts=count)
        foot = _caption(" · ".join(filter(None, (number, caption))), grid, fonts)
        # A question that fits is in front of all of them, an answer only once.
        front = Side(_stack(questions[min(at, len(questions) - 1)], grid) + foot)
        back = Side(_stack(answers[at] if at < len(answers) else (), grid) + foot)
        cards.append(Card(front, back, bookmark if at == 0 else None))
    told = {"its question": len(questions), "its answer": len(answers)}
    parts = [_tell_parts(note, number, what, n) for what, n in told.items() if n > 1]
    return cards, (*problems, *parts)


def _set_question(note: Note, grid: Grid, fonts: Fonts) -> list[list[Row]]:
    """Return a question in parts, one a card, as large as it fits, in lines of even length."""

    def set_rows(type: Type) -> list[Row]:
        return _centre(note, type, grid, fonts)

    return _fit(set_rows, QUESTION_SIZES, FRONT * _room_pt(grid), grid, fonts)


def _fit(
    set_rows: Callable[[Type], list[Row]],
    sizes: Sequence[float],
    usual_pt: float,
    grid: Grid,
    fonts: Fonts,
) -> list[list[Row]]:
    """Return a side in as few parts as can be, few of them cut inside of a paragraph, in the
    largest type in which it can be had so.

    One part is at most ``usual_pt`` high, unless it is in the smallest type.
    """
    room_pt = _room_pt(grid)
    tried: list[list[list[Row]]] = []
    for size_pt in sizes:
        fonts.losses.take("")
        rows = set_rows(Type(size_pt, size_pt * LEADING))
        height_pt = column_height(rows, range(len(rows)))
        if height_pt <= usual_pt or (height_pt <= room_pt and size_pt == sizes[-1]):
            return [rows]
        tried.append(_part(rows, room_pt))

    def faults(parts: list[list[Row]]) -> tuple[int, int]:
        cuts = ((before[-1], part[0]) for before, part in pairwise(parts))
        return len(parts), sum(not row.gap_pt and bool(last.marks) for last, row in cuts)

    return min(tried, key=faults)


def _centre(note: Note, type: Type, grid: Grid, fonts: Fonts) -> list[Row]:
    lead, below = split_question(note.question)
    width_pt = grid.card_width_pt - 2 * INSET_PT
    asked = read_inlines(note, lead or note.question)
    rows = _centre_lines(asked, type.question._replace(hides=True), type, width_pt, fonts)
    if lead and below:
        size_pt = min(type.size_pt, BELOW_SIZE)
        small = Type(size_pt, size_pt * LEADING)
        frame = small.frame(small.answer._replace(hides=True), fonts, INSET_PT, width_pt)
        own = set_blocks(read_blocks(note, below), frame)
        rows += [row._replace(gap_pt=type.leading_pt / 3) if row is own[0] else row for row in own]
    return rows or [Row(type.leading_pt)]


def _centre_lines(
    inlines: Sequence[Inline], look: Look, type: Type, width_pt: float, fonts: Fonts
) -> list[Row]:
    """Return a paragraph in the middle of a card's width, in lines of even length."""
    rows: list[Row] = []
    frame = type.frame(look, fonts, 0.0, width_pt)._replace(even=True)
    for line in frame.set_paragraphs(set_inlines(inlines, look, fonts.losses)):
        right_pt = INSET_PT + (width_pt - line.width_pt) / 2 - line.indent_pt
        marks = tuple(shift(mark, right_pt) for mark in line.marks)
        rows.append(make_row(marks, type.leading_pt))
    return rows


def _set_answer(note: Note, grid: Grid, fonts: Fonts) -> list[list[Row]]:
    """Return an answer in parts, one a card: one if it fits in the smallest type."""
    width_pt = grid.card_width_pt - 2 * INSET_PT
    rows = _set_short(note, width_pt, fonts)
    if rows:
        return [rows]

    def set_rows(type: Type) -> list[Row]:
        frame = type.frame(type.answer, fonts, INSET_PT, width_pt, prose=True)
        rows = set_blocks(read_solution(note), frame)
        return rows or _set_empty(type, frame_width_pt=width_pt, fonts=fonts)

    return _fit(set_rows, ANSWER_SIZES, _room_pt(grid), grid, fonts)


def _part(rows: Sequence[Row], room_pt: float) -> list[list[Row]]:
    """Return rows in as few parts as cards take them, about equally full."""
    return [list(rows[c.start : c.stop]) for c in split_evenly(rows, room_pt)]


def _set_short(note: Note, width_pt: float, fonts: Fonts) -> list[Row]:
    """Return an answer of one line or two as questions are set; nothing for a longer one."""
    blocks = read_solution(note)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return []
    type = Type(SHORT_SIZE, SHORT_SIZE * LEADING)
    rows = _centre_lines(blocks[0].inlines, type.answer, type, width_pt, fonts)
    return rows if len(rows) <= SHORT_LINES else []


def _set_empty(type: Type, frame_width_pt: float, fonts: Fonts) -> list[Row]:
    frame = type.frame(type.aside, fonts, INSET_PT, frame_width_pt)
    said = labels_of(fonts.language).phrases.no_answer
    (line,) = frame.set_lines([Run(said, type.aside)])
    return [Row(type.leading_pt, line.marks)]


def _room_pt(grid: Grid) -> float:
    return grid.card_height_pt - 2 * INSET_PT - CAPTION_PT


def _stack(rows: Sequence[Row], grid: Grid) -> tuple[Mark, ...]:
    """Return the marks of rows below each other, in the middle of a card's height."""
    room_pt = _room_pt(grid)
    y_pt = INSET_PT + max(0.0, (room_pt - column_height(rows, range(len(rows)))) / 2)
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        gap_pt = row.gap_pt if at else row.head_pt
        y_pt += gap_pt
        if not at:
            marks += (shift(mark, 0.0, y_pt) for mark in row.head_marks())
        marks += (shift(mark, 0.0, y_pt) for mark in row.marks)
        for bar in row.bars:
            top_pt = y_pt - gap_pt if bar.joined else y_pt
            marks.append(
                Rule(bar.x_pt, top_pt, bar.x_pt, y_pt + row.height_pt, bar.color, bar.thickness_pt)
            )
        y_pt += row.height_pt
    return tuple(marks)


def _caption(text: str, grid: Grid, fonts: Fonts) -> tuple[Mark, ...]:
    """Return a small line at the foot of a card, to find its other side again."""
    width_pt = grid.card_width_pt - 2 * INSET_PT
    lines = set_lines([Run(text, CAPTION)], fonts, width_pt=width_pt)
    y_pt = grid.card_height_pt - INSET_PT
    return tuple(
        shift(mark, INSET_PT + (width_pt - line.width_pt) / 2 - line.indent_pt, y_pt)
        for line in lines[:1]
        for mark in line.marks
    )
