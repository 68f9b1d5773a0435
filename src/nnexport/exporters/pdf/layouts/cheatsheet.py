"""The cheat sheet: landscape, two columns, each with number, question and answer side by side.

Source of the measures: tried on paper sizes with 50 and 100 questions; about 74 characters a line
of answer, 25 of question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnexport.deck.document import Deck, Note
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.fonts import HEAVY, Fonts
from nnexport.exporters.pdf.items import (
    Grid,
    measure_number,
    set_continuation,
    set_item,
)
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.flow import Entry, HeadingStyle
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.paging import Numbers, Paging, fill_pages, place_pages
from nnexport.exporters.pdf.layouts.sheet import (
    SPREAD,
    LaidOut,
    finish_sheet,
    set_notes,
    start_sheet,
)
from nnexport.exporters.pdf.page import ACCENT, Mark, Row
from nnexport.exporters.pdf.papers import PAPERS
from nnexport.exporters.pdf.runs import Look
from nnexport.exporters.pdf.structure import Element

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


def set_cheatsheet(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    height_pt, width_pt = PAPERS[options.paper]
    geometry = Geometry(
        width_pt, height_pt, MARGIN_SIDE_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT, COLUMNS, GUTTER_PT
    )
    if options.binding:
        geometry = geometry.bound()
    start = start_sheet(deck, geometry.room_pt, fast=options.fast)
    fonts = start.fonts
    grid = _make_grid(start.numbers, geometry.column_pt, fonts)
    # Numbers are set again with their items, which then report what is missing.
    fonts.losses.take("")

    def set_row(note: Note, number: str, heading: Element) -> list[Row]:
        return set_item(note, number, grid, fonts, heading)

    label = labels_of(deck.language).phrases.continued

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        # A question so long that it is cut itself stands where the label would.
        has_room = all(mark.x_pt >= grid.answer_left_pt for mark in row.marks)
        yield from set_continuation(entry.number, label if has_room else "", grid, fonts)

    flow, found = set_notes(start, set_row, SECTION, ITEM_GAP_PT, geometry.column_pt)
    paging = Paging(geometry, start.header, go_on, spread=SPREAD)
    columns = fill_pages(flow, paging)
    pages = place_pages(flow, columns, paging, fonts, Numbers(len(columns)))
    return finish_sheet(start, geometry, pages), (*start.diagnostics, *found)


def _make_grid(numbers: Sequence[str], column_pt: float, fonts: Fonts) -> Grid:
    widths = [measure_number(number, fonts) for number in numbers]
    number_pt = max([NUMBER_PT, *(width for width in widths if width <= WIDEST_NUMBER_PT)])
    question_left_pt = number_pt + NUMBER_GAP_PT
    answer_left_pt = question_left_pt + QUESTION_PT + QUESTION_GAP_PT
    return Grid(number_pt, question_left_pt, QUESTION_PT, answer_left_pt, column_pt)
