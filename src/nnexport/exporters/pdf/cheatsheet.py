"""The cheat sheet: landscape, two columns, each with number, question and answer side by side.

Source of the measures: tried on paper sizes with 50 and 100 questions; about 74 characters a line
of answer, 25 of question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Deck, Note
from nnexport.deck.numbering import positions, shown_numbers
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.columns import Column, fill_columns
from nnexport.exporters.pdf.fonts import HEAVY, Fonts, is_invisible
from nnexport.exporters.pdf.headers import Header, set_header
from nnexport.exporters.pdf.items import (
    CONTINUED,
    Grid,
    measure_number,
    set_continuation,
    set_item,
    shown_title,
)
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.metadata import language_tag
from nnexport.exporters.pdf.page import (
    ACCENT,
    PT_PER_MM,
    Bookmark,
    Mark,
    Page,
    Placed,
    Row,
    Rule,
    Sheet,
)
from nnexport.exporters.pdf.runs import Look, Run
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element

MARGIN_SIDE_PT = 11 * PT_PER_MM
MARGIN_TOP_PT = 10 * PT_PER_MM
MARGIN_BOTTOM_PT = 9 * PT_PER_MM
GUTTER_PT = 7 * PT_PER_MM
COLUMNS = 2

NUMBER_PT = 11.0
"""Room for two digits; more where the deck's numbers need it. A wider one than the next constant
stands in front of its question instead."""

WIDEST_NUMBER_PT = 32.0
NUMBER_GAP_PT = 4.5
QUESTION_PT = 88.0
QUESTION_GAP_PT = 9.0

ITEM_GAP_PT = 7.0
SECTION = Look(HEAVY, 10.0, color=ACCENT)
SECTION_LEADING_PT = 13.0
SECTION_BASELINE_PT = 9.8
SECTION_GAP_PT = 11.0
SECTION_GAP_BELOW_PT = 3.0

TITLE_LEVEL = 1
"""The deck's title is the first heading of the document; sections and questions are below it."""

BOOKMARK_LENGTH = 160
"""Longest line of the outline, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading or an item among the rows of the sheet."""

    bookmark: Bookmark
    number: str = ""
    """As printed; empty for a heading."""

    has_hairline: bool = False
    """Parted from what stands above it by a hairline."""


@dataclass(frozen=True, slots=True)
class Flow:
    """All rows of the sheet in order, before they are put into columns."""

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    """For each row, the entry that it belongs to."""

    grid: Grid

    def starts_entry(self, index: int) -> bool:
        return index == 0 or self.entries[index] is not self.entries[index - 1]


def set_cheatsheet(
    deck: Deck, width_pt: float, height_pt: float
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the laid-out sheet of a deck, for paper of this size as it lies on the table.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    room_pt = width_pt - 2 * MARGIN_SIDE_PT
    document = Element(DOCUMENT, language=language_tag(deck.language))
    header = set_header(deck.title, fonts, room_pt, document.open(HEADING, level=TITLE_LEVEL))
    diagnostics = list(losses.take("the deck's title"))
    column_pt = (room_pt - (COLUMNS - 1) * GUTTER_PT) / COLUMNS
    flow, found = _set_flow(deck, column_pt, fonts, document)
    diagnostics += found

    def column_height(page: int) -> float:
        return height_pt - MARGIN_TOP_PT - header.height_pt(page) - MARGIN_BOTTOM_PT

    pages = fill_columns(flow.rows, COLUMNS, column_height) or [[]]
    sheet = Sheet(
        title=_shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=width_pt,
        height_pt=height_pt,
        pages=tuple(
            _place_page(flow, columns, header, number, len(pages), fonts)
            for number, columns in enumerate(pages)
        ),
    )
    return sheet, tuple(diagnostics)


# --- rows ----------------------------------------------------------------------------------------


def _set_flow(
    deck: Deck, column_pt: float, fonts: Fonts, document: Element
) -> tuple[Flow, list[Diagnostic]]:
    notes = [replace(note, cards=deck.cards_of(note)) for note in deck.exported_notes]
    numbers = shown_numbers(notes)
    if not any(numbers):
        # Something to refer to; among printed numbers, a position would be one too many.
        numbers = positions(notes)
    grid = _make_grid(numbers, column_pt, fonts)
    # Numbers are set again with their items, which then report what is missing.
    fonts.losses.take("")
    rows: list[Row] = []
    entries: list[Entry] = []
    diagnostics: list[Diagnostic] = []
    keys: dict[str, int] = {}
    sections = {section.id: section.title for section in deck.sections}
    section, level = None, 0
    part = document
    for note, number in zip(notes, numbers, strict=True):
        after_heading = False
        if note.section != section:
            section = note.section
            title = sections.get(section, section) if section is not None else ""
            part = document.open("Sect") if title else document
            heading = _set_heading(title, grid, fonts, part)
            after_heading = bool(heading)
            level = int(after_heading)
            bookmark = Bookmark(f"section:{len(rows)}", _shorten(title), 0, 0.0)
            rows += heading
            entries += [Entry(bookmark)] * len(heading)
            diagnostics += fonts.losses.take(f"section '{title}'")
        question = part.open("Sect").open(HEADING, level=TITLE_LEVEL + 1 + level)
        own = set_item(note, number, grid, fonts, question)
        gap_pt = SECTION_GAP_BELOW_PT if after_heading else ITEM_GAP_PT
        own[0] = replace(own[0], gap_pt=gap_pt, keep=after_heading, starts=True)
        bookmark = _bookmark(note, number, level, keys)
        rows += own
        entries += [Entry(bookmark, number, not after_heading)] * len(own)
        diagnostics += fonts.losses.take(f"question {number}", note.id)
    return Flow(tuple(rows), tuple(entries), grid), diagnostics


def _make_grid(numbers: Sequence[str], column_pt: float, fonts: Fonts) -> Grid:
    widths = [measure_number(number, fonts) for number in numbers]
    number_pt = max([NUMBER_PT, *(width for width in widths if width <= WIDEST_NUMBER_PT)])
    question_left_pt = number_pt + NUMBER_GAP_PT
    answer_left_pt = question_left_pt + QUESTION_PT + QUESTION_GAP_PT
    return Grid(number_pt, question_left_pt, QUESTION_PT, answer_left_pt, column_pt)


def _set_heading(title: str, grid: Grid, fonts: Fonts, part: Element) -> list[Row]:
    look = replace(SECTION, element=part.open(HEADING, level=TITLE_LEVEL + 1))
    lines = set_lines(
        [Run(title, look)], fonts, width_pt=grid.column_pt, baseline_pt=SECTION_BASELINE_PT
    )
    return [
        Row(SECTION_LEADING_PT, line.marks, gap_pt=SECTION_GAP_PT, starts=True)
        if at == 0
        else Row(SECTION_LEADING_PT, line.marks, keep=True)
        for at, line in enumerate(lines)
    ]


def _bookmark(note: Note, number: str, level: int, keys: dict[str, int]) -> Bookmark:
    """Return the outline's line of a note; ``keys`` counts the ids so far."""
    # A deck with the same id twice is reported by the checks; here it still has two bookmarks.
    keys[note.id] = keys.get(note.id, 0) + 1
    key = note.id if keys[note.id] == 1 else f"{note.id}:{keys[note.id]}"
    title = shown_title(note)
    return Bookmark(key, _shorten(f"{number}. {title}" if number else title), level, 0.0)


def _shorten(text: str, length: int = BOOKMARK_LENGTH) -> str:
    shown = "".join(" " if c.isspace() else c for c in text if c.isspace() or not is_invisible(c))
    shown = " ".join(shown.split())
    return shown if len(shown) <= length else shown[: length - 1].rstrip() + "…"


# --- pages ---------------------------------------------------------------------------------------


def _place_page(
    flow: Flow, columns: Sequence[Column], header: Header, number: int, count: int, fonts: Fonts
) -> Page:
    top_pt = MARGIN_TOP_PT + header.height_pt(number)
    placed = [Placed(MARGIN_SIDE_PT, MARGIN_TOP_PT, header.marks(number, count, fonts))]
    bookmarks: list[Bookmark] = []
    bottom_pt = top_pt
    for at, column in enumerate(columns):
        left_pt = MARGIN_SIDE_PT + at * (flow.grid.column_pt + GUTTER_PT)
        y_pt = top_pt
        for index in column:
            row = flow.rows[index]
            entry = flow.entries[index]
            at_top = index == column.start
            gap_pt = 0.0 if at_top else row.gap_pt
            y_pt += gap_pt
            marks = tuple(_row_marks(flow, index, gap_pt, fonts, at_top))
            placed.append(Placed(left_pt, y_pt, marks))
            if flow.starts_entry(index):
                bookmarks.append(replace(entry.bookmark, y_pt=y_pt))
            y_pt += row.height_pt
        bottom_pt = max(bottom_pt, y_pt)
    for at in range(1, len(columns)):
        x_pt = MARGIN_SIDE_PT + at * (flow.grid.column_pt + GUTTER_PT) - GUTTER_PT / 2
        placed.append(Placed(x_pt, top_pt, (Rule(0.0, 0.0, 0.0, bottom_pt - top_pt),)))
    return Page(tuple(placed), tuple(bookmarks))


def _row_marks(flow: Flow, index: int, gap_pt: float, fonts: Fonts, at_top: bool) -> Iterator[Mark]:
    """Yield the marks of a row at its place in a column, with the gap that is left above it."""
    row, entry = flow.rows[index], flow.entries[index]
    starts = flow.starts_entry(index)
    if starts and entry.has_hairline and not at_top:
        yield Rule(0.0, -gap_pt / 2, flow.grid.column_pt, -gap_pt / 2)
    if at_top and not starts and entry.number:
        # A question so long that it is cut itself stands where the label would.
        has_room = all(mark.x_pt >= flow.grid.answer_left_pt for mark in row.marks)
        label = CONTINUED if has_room else ""
        yield from set_continuation(entry.number, label, flow.grid, fonts)
    yield from row.marks
    for bar in row.bars:
        top_pt = -gap_pt if bar.joined else 0.0
        yield Rule(bar.x_pt, top_pt, bar.x_pt, row.height_pt, bar.color, bar.thickness_pt)
