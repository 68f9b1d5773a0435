"""The cheat sheet: landscape, two columns, each with number, question and answer side by side.

Source of the measures: tried on paper sizes with 50 and 100 questions; about 74 characters a line
of answer, 25 of question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnexport.deck.document import Deck, Note
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.fonts import HEAVY, Fonts
from nnexport.exporters.pdf.headers import set_header
from nnexport.exporters.pdf.items import (
    CONTINUED,
    Grid,
    measure_number,
    set_continuation,
    set_item,
)
from nnexport.exporters.pdf.layouts.flow import (
    TITLE_LEVEL,
    Entry,
    HeadingStyle,
    printed_notes,
    printed_numbers,
    set_flow,
    shorten,
)
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.paging import Paging, fill_pages, place_pages
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.metadata import language_tag
from nnexport.exporters.pdf.page import ACCENT, Mark, Row, Sheet
from nnexport.exporters.pdf.runs import Look
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element

MARGIN_SIDE_PT = mm(11)
MARGIN_TOP_PT = mm(10)
MARGIN_BOTTOM_PT = mm(9)
GUTTER_PT = mm(7)
COLUMNS = 2

NUMBER_PT = 11.0
"""Room for two digits; more where the deck's numbers need it. A wider one than the next constant
stands in front of its question instead."""

WIDEST_NUMBER_PT = 32.0
NUMBER_GAP_PT = 4.5
QUESTION_PT = 88.0
QUESTION_GAP_PT = 9.0

ITEM_GAP_PT = 7.0
SECTION = HeadingStyle(Look(HEAVY, 10.0, color=ACCENT), 13.0, 9.8, gap_pt=11.0, gap_below_pt=3.0)


def set_cheatsheet(
    deck: Deck, width_pt: float, height_pt: float
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the laid-out sheet of a deck, for paper of this size as it lies on the table.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    geometry = Geometry(
        width_pt, height_pt, MARGIN_SIDE_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT, COLUMNS, GUTTER_PT
    )
    document = Element(DOCUMENT, language=language_tag(deck.language))
    title = document.open(HEADING, level=TITLE_LEVEL)
    header = set_header(deck.title, fonts, geometry.room_pt, title)
    diagnostics = list(losses.take("the deck's title"))
    notes = printed_notes(deck)
    numbers = printed_numbers(notes)
    grid = _make_grid(numbers, geometry.column_pt, fonts)
    # Numbers are set again with their items, which then report what is missing.
    losses.take("")

    def set_row(note: Note, number: str, heading: Element) -> list[Row]:
        return set_item(note, number, grid, fonts, heading)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        # A question so long that it is cut itself stands where the label would.
        has_room = all(mark.x_pt >= grid.answer_left_pt for mark in row.marks)
        yield from set_continuation(entry.number, CONTINUED if has_room else "", grid, fonts)

    flow, found = set_flow(
        deck, notes, numbers, set_row, SECTION, ITEM_GAP_PT, geometry.column_pt, fonts, document
    )
    paging = Paging(geometry, header, go_on)
    pages = fill_pages(flow, paging)
    sheet = Sheet(
        title=shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=width_pt,
        height_pt=height_pt,
        pages=tuple(place_pages(flow, pages, paging, fonts, 0, len(pages))),
    )
    return sheet, (*diagnostics, *found)


def _make_grid(numbers: Sequence[str], column_pt: float, fonts: Fonts) -> Grid:
    widths = [measure_number(number, fonts) for number in numbers]
    number_pt = max([NUMBER_PT, *(width for width in widths if width <= WIDEST_NUMBER_PT)])
    question_left_pt = number_pt + NUMBER_GAP_PT
    answer_left_pt = question_left_pt + QUESTION_PT + QUESTION_GAP_PT
    return Grid(number_pt, question_left_pt, QUESTION_PT, answer_left_pt, column_pt)
