"""Flashcards to cut out: questions on one side of the paper, their answers behind them.

Source of the measures: printers leave 4 mm blank at the edges and are out by up to 3.5 mm from
front to back. No frame and no ground reaches a card's edge, so nobody sees by how much.

For scissors, not for screen readers: nothing is tagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.cloze import deletions_in
from nnexport.deck.document import Deck, Note
from nnexport.deck.numbering import printed_numbers
from nnexport.deck.question import split_question
from nnexport.diagnostics import Diagnostic, Span
from nnexport.errors import NnexportError
from nnexport.exporters.pdf.blocks import set_blocks
from nnexport.exporters.pdf.columns import column_height, split_evenly
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.items import NO_ANSWER, read_blocks, read_inlines, shown_title
from nnexport.exporters.pdf.layouts.flow import printed_notes, shorten
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.lines import Line, measure_runs, set_lines
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import (
    GREY,
    Bookmark,
    Mark,
    Page,
    Placed,
    Row,
    Rule,
    Sheet,
    make_row,
    shift,
)
from nnexport.exporters.pdf.papers import CARDS
from nnexport.exporters.pdf.runs import Look, Run, set_inlines

INSET_PT = mm(7.5)
"""From a card's edge to its text: what a printer leaves blank, and what it is out by."""

QUESTION_SIZES = (15.0, 13.5, 12.0, 11.0, 10.0, 9.0, 8.0)
ANSWER_SIZES = (11.0, 10.0, 9.0, 8.5, 8.0)
LEADING = 1.28
CAPTION = Look(REGULAR, 7.0, color=GREY)
CAPTION_PT = 11.0
"""Room of the number, or of "part 1 of 2", at the foot of a card."""

TICK_FROM_PT, TICK_TO_PT = mm(5), mm(8)
"""From the edge of the paper: nearer, printers leave it out."""

CROSS_PT = mm(1.5)

SMALLEST = 0.95
"""Area of a card that is cut of other paper, as a part of what it is of A4."""

BOUGHT = frozenset({"3x5"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The cards of a page. All in points."""

    width_pt: float
    height_pt: float
    card_width_pt: float
    card_height_pt: float
    columns: int
    rows: int

    @property
    def left_pt(self) -> float:
        return (self.width_pt - self.columns * self.card_width_pt) / 2

    @property
    def top_pt(self) -> float:
        return (self.height_pt - self.rows * self.card_height_pt) / 2

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int, *, mirrored: bool) -> tuple[float, float]:
        """Return the left and top of a card; ``mirrored`` as its back lies, seen from behind."""
        row, column = divmod(place, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        return self.left_pt + column * self.card_width_pt, self.top_pt + row * self.card_height_pt


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a card; marks count from its left and top."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Card:
    front: Side
    back: Side
    bookmark: Bookmark | None = None
    """Of the first card of a note."""


def make_grid(width_pt: float, height_pt: float, size: str) -> Grid:
    """Return the cards of a page, upright or not, whichever takes more.

    Paper is cut into halves, so that nothing is left over: the cards of another paper than A4 are
    a little lower or wider. Cards that are bought have their size.

    Errors: ``NnexportError`` for paper on which not even one fits.
    """
    make = _cut_exactly if size in BOUGHT else _cut_evenly
    grids = [make(*paper, *CARDS[size]) for paper in ((width_pt, height_pt), (height_pt, width_pt))]
    best = max(grids, key=lambda grid: grid.count)
    if not best.count:
        raise NnexportError(
            f"a card of {size} does not fit on this paper", help="choose larger paper"
        )
    return best


def _cut_exactly(width_pt: float, height_pt: float, card_pt: float, high_pt: float) -> Grid:
    columns, rows = int(width_pt / card_pt), int(height_pt / high_pt)
    return Grid(width_pt, height_pt, card_pt, high_pt, columns, rows)


def _cut_evenly(width_pt: float, height_pt: float, card_pt: float, high_pt: float) -> Grid:
    for more in (0.25, 0.02):
        columns, rows = int(width_pt / card_pt + more), int(height_pt / high_pt + more)
        across_pt, down_pt = width_pt / max(columns, 1), height_pt / max(rows, 1)
        if across_pt * down_pt >= SMALLEST * card_pt * high_pt:
            break
    return Grid(width_pt, height_pt, across_pt, down_pt, columns, rows)


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
    Errors: NN301, NN302 and NN304 for what paper cannot show; NN350 for each answer that goes on
    over several cards.
    """
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    grid = make_grid(width_pt, height_pt, size)
    notes = printed_notes(deck)
    diagnostics: list[Diagnostic] = []
    cards: list[Card] = []
    for note, number in zip(notes, printed_numbers(notes), strict=True):
        own = _set_note(note, number, grid, fonts)
        diagnostics += losses.take(f"question {number or note.id}", note.id)
        if len(own) > 1:
            diagnostics.append(_tell_parts(note, number, len(own)))
        cards += own
    is_turned = flip == "short"
    pages: list[Page] = []
    if calibrate:
        pages += _calibration(grid, fonts, back_offset_pt, is_turned)
    for start in range(0, len(cards), grid.count):
        pages += _place(cards[start : start + grid.count], grid, back_offset_pt, is_turned)
    sheet = Sheet(
        title=shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=grid.width_pt,
        height_pt=grid.height_pt,
        pages=tuple(pages) or (Page(()),),
        duplex=f"{flip}-edge",
    )
    return sheet, tuple(diagnostics)


def _tell_parts(note: Note, number: str, count: int) -> Diagnostic:
    message = f"question {number or note.id}: its answer goes on over {count} cards"
    help_line = "shorten it, split the question, or choose larger cards"
    return Diagnostic("NN350", Span(""), message, help=help_line, note=note.id)


# --- cards ---------------------------------------------------------------------------------------


def _set_note(note: Note, number: str, grid: Grid, fonts: Fonts) -> list[Card]:
    """Return the cards of a note: one, or several where its answer is too long."""
    parts = _set_answer(note, grid, fonts)
    title = shown_title(note)
    bookmark = Bookmark(note.id, shorten(f"{number}. {title}" if number else title), 0, 0.0)
    cards: list[Card] = []
    for at, rows in enumerate(parts, start=1):
        caption = f"part {at} of {len(parts)}" if len(parts) > 1 else ""
        front = _set_question(note, number, caption, grid, fonts)
        back = _stack(rows, grid) + _caption(
            " · ".join(filter(None, (number, caption))), grid, fonts
        )
        cards.append(Card(front, Side(back), bookmark if at == 1 else None))
    return cards


def _set_question(note: Note, number: str, caption: str, grid: Grid, fonts: Fonts) -> Side:
    """Return a front: the question in the middle, as large as it fits, in lines of even length."""
    room_pt = _room_pt(grid)
    rows: list[Row] = []
    for size_pt in QUESTION_SIZES:
        fonts.losses.take("")
        rows = _centre(note, Type(size_pt, size_pt * LEADING), grid, fonts)
        if column_height(rows, range(len(rows))) <= room_pt:
            break
    marks = _stack(rows, grid)
    label = " · ".join(filter(None, (number, caption)))
    return Side(marks + _caption(label, grid, fonts))


def _centre(note: Note, type: Type, grid: Grid, fonts: Fonts) -> list[Row]:
    lead, below = split_question(note.question)
    width_pt = grid.card_width_pt - 2 * INSET_PT
    rows: list[Row] = []
    for runs in set_inlines(read_inlines(note, lead or note.question), type.question, fonts.losses):
        for line in _even_lines(runs, fonts, width_pt, type):
            right_pt = INSET_PT + (width_pt - line.width_pt) / 2
            marks = tuple(shift(mark, right_pt) for mark in line.marks)
            rows.append(make_row(marks, type.leading_pt))
    if lead and below:
        frame = type.frame(type.answer, fonts, INSET_PT, width_pt)
        own = set_blocks(read_blocks(note, below), frame)
        rows += [replace(row, gap_pt=type.leading_pt / 3) if row is own[0] else row for row in own]
    return rows or [Row(type.leading_pt)]


def _even_lines(runs: Sequence[Run], fonts: Fonts, width_pt: float, type: Type) -> list[Line]:
    """Return as few lines as the width takes, and these about equally long."""

    def lines(measure_pt: float) -> list[Line]:
        return set_lines(runs, fonts, width_pt=measure_pt, baseline_pt=type.baseline_pt)

    best = lines(width_pt)
    low_pt, high_pt = measure_runs(runs, fonts)[0], width_pt
    while len(best) > 1 and high_pt - low_pt > 2.0:
        middle_pt = (low_pt + high_pt) / 2
        tried = lines(middle_pt)
        if len(tried) <= len(best):
            best, high_pt = tried, middle_pt
        else:
            low_pt = middle_pt
    return best


def _set_answer(note: Note, grid: Grid, fonts: Fonts) -> list[list[Row]]:
    """Return an answer in parts, one a card: one if it fits in the smallest type."""
    room_pt = _room_pt(grid)
    width_pt = grid.card_width_pt - 2 * INSET_PT
    rows: list[Row] = []
    for size_pt in ANSWER_SIZES:
        fonts.losses.take("")
        type = Type(size_pt, size_pt * LEADING)
        frame = type.frame(type.answer, fonts, INSET_PT, width_pt, prose=True)
        rows = set_blocks(read_blocks(note, note.answer), frame)
        if column_height(rows, range(len(rows))) <= room_pt:
            return [rows or _set_empty(note, type, frame_width_pt=width_pt, fonts=fonts)]
    return [list(rows[c.start : c.stop]) for c in split_evenly(rows, room_pt)]


def _set_empty(note: Note, type: Type, frame_width_pt: float, fonts: Fonts) -> list[Row]:
    if any(deletions_in(read_blocks(note, note.question))):
        return []  # A statement with deletions answers itself.
    frame = type.frame(type.aside, fonts, INSET_PT, frame_width_pt)
    (line,) = frame.set_lines([Run(NO_ANSWER, type.aside)])
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
        shift(mark, INSET_PT + (width_pt - line.width_pt) / 2, y_pt)
        for line in lines[:1]
        for mark in line.marks
    )


# --- pages ---------------------------------------------------------------------------------------


def _place(
    cards: Sequence[Card], grid: Grid, offset_pt: tuple[float, float], is_turned: bool
) -> Iterator[Page]:
    """Yield the page of the fronts of some cards, and that of their backs."""
    fronts: list[Placed] = [Placed(0.0, 0.0, tuple(_cut_marks(grid)))]
    bookmarks: list[Bookmark] = []
    for place, card in enumerate(cards):
        x_pt, y_pt = grid.corner(place, mirrored=False)
        fronts.append(Placed(x_pt, y_pt, card.front.marks))
        if card.bookmark:
            bookmarks.append(replace(card.bookmark, y_pt=y_pt))
    yield Page(tuple(fronts), tuple(bookmarks))
    right_pt, down_pt = offset_pt
    backs: list[Placed] = []
    for place, card in enumerate(cards):
        x_pt, y_pt = grid.corner(place, mirrored=True)
        backs.append(Placed(x_pt + right_pt, y_pt + down_pt, card.back.marks))
    yield Page(tuple(backs), is_turned=is_turned)


def _cut_marks(grid: Grid) -> Iterator[Rule]:
    """Yield ticks near the paper's edge at all cuts, and small crosses where four cards meet."""
    xs = [grid.left_pt + at * grid.card_width_pt for at in range(grid.columns + 1)]
    ys = [grid.top_pt + at * grid.card_height_pt for at in range(grid.rows + 1)]
    for x_pt in xs:
        if TICK_TO_PT <= x_pt <= grid.width_pt - TICK_TO_PT:
            for top_pt in (TICK_FROM_PT, grid.height_pt - TICK_TO_PT):
                yield Rule(x_pt, top_pt, x_pt, top_pt + TICK_TO_PT - TICK_FROM_PT)
    for y_pt in ys:
        if TICK_TO_PT <= y_pt <= grid.height_pt - TICK_TO_PT:
            for left_pt in (TICK_FROM_PT, grid.width_pt - TICK_TO_PT):
                yield Rule(left_pt, y_pt, left_pt + TICK_TO_PT - TICK_FROM_PT, y_pt)
    for x_pt in xs[1:-1]:
        for y_pt in ys[1:-1]:
            yield Rule(x_pt - CROSS_PT, y_pt, x_pt + CROSS_PT, y_pt)
            yield Rule(x_pt, y_pt - CROSS_PT, x_pt, y_pt + CROSS_PT)


# --- calibration ---------------------------------------------------------------------------------

_SCALE_MM = 10


def _calibration(
    grid: Grid, fonts: Fonts, offset_pt: tuple[float, float], is_turned: bool
) -> Iterator[Page]:
    """Yield a front and a back with the same cross: held against the light, they tell by how much
    the printer is out."""
    yield Page((Placed(0.0, 0.0, tuple(_target(grid))),))
    back = (
        "Hold this sheet against the light, this side toward you.",
        "How far is the cross of this side to the right of the other one, and how far below it?",
        "Print again with the opposite in mm: --back-offset=-2,1 for 2 mm right and 1 mm above.",
    )
    right_pt, down_pt = offset_pt
    marks = (*_target(grid), *_sentences(back, grid, fonts))
    yield Page((Placed(right_pt, down_pt, marks),), is_turned=is_turned)


def _target(grid: Grid) -> Iterator[Rule]:
    x_pt, y_pt = grid.width_pt / 2, grid.height_pt / 2
    far_pt = mm(_SCALE_MM)
    yield Rule(x_pt - far_pt, y_pt, x_pt + far_pt, y_pt, GREY, 0.4)
    yield Rule(x_pt, y_pt - far_pt, x_pt, y_pt + far_pt, GREY, 0.4)
    for at in range(-_SCALE_MM, _SCALE_MM + 1):
        half_pt = mm(1.6 if at % 5 == 0 else 0.8)
        yield Rule(x_pt + mm(at), y_pt - half_pt, x_pt + mm(at), y_pt + half_pt, GREY, 0.3)
        yield Rule(x_pt - half_pt, y_pt + mm(at), x_pt + half_pt, y_pt + mm(at), GREY, 0.3)


def _sentences(texts: Sequence[str], grid: Grid, fonts: Fonts) -> Iterator[Mark]:
    look = Look(REGULAR, 9.0)
    y_pt = grid.height_pt / 2 + mm(_SCALE_MM + 8)
    for text in texts:
        for line in set_lines([Run(text, look)], fonts, width_pt=grid.width_pt - 2 * mm(15)):
            x_pt = (grid.width_pt - line.width_pt) / 2
            yield from (shift(mark, x_pt, y_pt) for mark in line.marks)
            y_pt += 13.0
