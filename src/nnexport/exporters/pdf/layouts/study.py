"""The study sheet: upright, answers below their questions, with a list of the questions in front.

Source of the measures: about 60 characters in one of two columns of A4, 75 in a single one.
"""

from __future__ import annotations

from collections.abc import Iterator

from nnexport.deck.document import Deck, Note
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.fonts import HEAVY, Fonts
from nnexport.exporters.pdf.headers import set_header
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
from nnexport.exporters.pdf.layouts.stacked import make_stack, set_continuation, set_stacked
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.metadata import language_tag
from nnexport.exporters.pdf.page import ACCENT, Mark, Row, Sheet
from nnexport.exporters.pdf.runs import Look
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element

MARGIN_SIDE_PT = mm(15)
MARGIN_TOP_PT = mm(13)
MARGIN_BOTTOM_PT = mm(14)
GUTTER_PT = mm(8)
BINDING_PT = mm(5)

TYPES = {1: Type(10.5, 14.0), 2: Type(9.6, 12.6)}
WIDEST_PT = mm(135)
"""Of a single column: longer lines are hard to follow."""

NARROW_PAPER_PT = 500.0
"""Paper that is less wide has one column, unless two are asked for, and the smaller type."""

ITEM_GAP_PT = 10.0
ANSWER_GAP_PT = 2.0
SECTION = HeadingStyle(Look(HEAVY, 13.0, color=ACCENT), 17.0, 13.0, gap_pt=16.0, gap_below_pt=5.0)


def set_study(
    deck: Deck, width_pt: float, height_pt: float, columns: int = 0, *, binding: bool = False
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the laid-out sheet of a deck; ``columns``: 1 or 2, 0 as the paper suggests.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    columns = columns or (2 if width_pt >= NARROW_PAPER_PT else 1)
    type = TYPES[1] if columns == 1 and width_pt >= NARROW_PAPER_PT else TYPES[2]
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    side_pt = MARGIN_SIDE_PT
    if columns == 1:
        side_pt = max(side_pt, (width_pt - WIDEST_PT) / 2)
    geometry = Geometry(
        width_pt,
        height_pt,
        side_pt,
        MARGIN_TOP_PT,
        MARGIN_BOTTOM_PT,
        columns,
        GUTTER_PT,
        BINDING_PT if binding else 0.0,
    )
    document = Element(DOCUMENT, language=language_tag(deck.language))
    title = document.open(HEADING, level=TITLE_LEVEL)
    header = set_header(deck.title, fonts, geometry.room_pt, title)
    diagnostics = list(losses.take("the deck's title"))
    notes = printed_notes(deck)
    numbers = printed_numbers(notes)
    stack = make_stack(type, geometry.column_pt, numbers, fonts, ANSWER_GAP_PT)

    def set_row(note: Note, number: str, heading: Element) -> list[Row]:
        return set_stacked(note, number, stack, fonts, heading)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        yield from set_continuation(entry.number, stack, fonts)

    flow, found = set_flow(
        deck, notes, numbers, set_row, SECTION, ITEM_GAP_PT, geometry.column_pt, fonts, document
    )
    paging = Paging(geometry, header, go_on, hairlines=False, above_pt=type.leading_pt)
    pages = fill_pages(flow, paging)
    sheet = Sheet(
        title=shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=width_pt,
        height_pt=height_pt,
        pages=tuple(place_pages(flow, pages, paging, fonts, 0, len(pages))),
        duplex="long-edge" if binding else "",
    )
    return sheet, (*diagnostics, *found)
