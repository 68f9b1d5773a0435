"""The cheat sheet: landscape, two columns, each with number, question and answer side by side; more
of them for words and their translations.

Source of the measures: tried on paper sizes with 50 and 100 questions; about 74 characters a line
of answer, 25 of question.
"""

from __future__ import annotations

from collections.abc import Iterator

from nnexport.deck.document import Deck, Note
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.fonts import HEAVY
from nnexport.exporters.pdf.items import (
    set_continuation,
    set_item,
)
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.beside import (
    ITEM_GAP_PT,
    choose_columns,
    fit_grid,
    make_grid,
    measure_names,
    measure_numbers,
    usual_lengths,
)
from nnexport.exporters.pdf.layouts.flow import Entry, HeadingStyle
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.paging import Numbers, Paging, fill_sheet, place_pages
from nnexport.exporters.pdf.layouts.sheet import (
    SPREAD,
    LaidOut,
    finish_sheet,
    set_notes,
    start_sheet,
)
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import ACCENT, Mark, Row
from nnexport.exporters.pdf.papers import PAPERS
from nnexport.exporters.pdf.structure import Element

MARGIN_SIDE_PT = mm(11)
MARGIN_TOP_PT = mm(10)
MARGIN_BOTTOM_PT = mm(9)
GUTTER_PT = mm(7)
SECTION = HeadingStyle(Look(HEAVY, 10.0, color=ACCENT), 13.0, 9.8, gap_pt=11.0, gap_below_pt=3.0)


def set_cheatsheet(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    height_pt, width_pt = PAPERS[options.paper]

    def geometry_of(columns: int) -> Geometry:
        geometry = Geometry(
            width_pt, height_pt, MARGIN_SIDE_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT, columns, GUTTER_PT
        )
        return geometry.bound() if options.binding else geometry

    start = start_sheet(deck, geometry_of(1).room_pt, fast=options.fast)
    fonts = start.fonts
    number_pt = measure_numbers(start.numbers, fonts)
    columns = options.columns or choose_columns(start.notes, number_pt, geometry_of)
    geometry, lengths = geometry_of(columns), usual_lengths(start.notes)
    names_pt = measure_names(start.notes, fonts)
    grid = make_grid(number_pt, geometry.column_pt, lengths, columns, names_pt)

    def set_row(note: Note, number: str, heading: Element) -> list[Row]:
        return set_item(note, number, fit_grid(note, grid, lengths), fonts, heading)

    label = labels_of(deck.language).phrases.continued

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        # A question so long that it is cut itself stands where the label would.
        has_room = all(mark.x_pt >= grid.answer_left_pt for mark in row.marks)
        yield from set_continuation(entry.number, label if has_room else "", grid, fonts)

    flow, found = set_notes(start, set_row, SECTION, ITEM_GAP_PT, geometry.column_pt)
    paging = Paging(geometry, start.header, go_on, spread=SPREAD)
    flow, filled = fill_sheet(flow, paging)
    pages = place_pages(flow, filled, paging, fonts, Numbers(len(filled)))
    return finish_sheet(start, geometry, pages), (*start.diagnostics, *found)
