"""The fold-over sheet: questions left, answers right; folded in the middle, only one side shows.

For folding, not for screen readers: nothing is tagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnexport.deck.document import Deck, Note
from nnexport.deck.numbering import printed_numbers
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.fonts import HEAVY, Fonts
from nnexport.exporters.pdf.headers import set_header
from nnexport.exporters.pdf.items import Grid, set_continuation, set_item
from nnexport.exporters.pdf.layouts.beside import NUMBER_GAP_PT, measure_numbers
from nnexport.exporters.pdf.layouts.flow import (
    Entry,
    HeadingStyle,
    printed_notes,
    set_flow,
    shorten,
)
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.paging import Numbers, Paging, fill_sheet, place_pages
from nnexport.exporters.pdf.layouts.sheet import SPREAD
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import (
    ACCENT,
    GREY,
    Mark,
    Page,
    Placed,
    Row,
    Rule,
    Sheet,
    as_artifacts,
)
from nnexport.exporters.pdf.structure import DOCUMENT, Element

MARGIN_PT = mm(12)
FOLD_PT = mm(10)
"""Between the fold and the text on either side."""

ITEM_GAP_PT = 9.0
SECTION = HeadingStyle(Look(HEAVY, 10.0, color=ACCENT), 13.0, 9.8, gap_pt=12.0, gap_below_pt=4.0)
DASH_PT, DASH_GAP_PT = 4.0, 4.0


def set_fold(deck: Deck, width_pt: float, height_pt: float) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the laid-out sheet of a deck, for upright paper of this size.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    losses = Losses()
    fonts = Fonts(losses, deck.language)
    geometry = Geometry(width_pt, height_pt, MARGIN_PT, MARGIN_PT, MARGIN_PT)
    header = set_header(deck.title, fonts, geometry.room_pt / 2 - FOLD_PT)
    diagnostics = list(losses.take("the deck's title"))
    notes = printed_notes(deck)
    numbers = printed_numbers(notes)
    grid = _make_grid(numbers, geometry.room_pt, fonts)

    def set_row(note: Note, number: str, heading: Element) -> list[Row]:
        return set_item(note, number, grid, fonts)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        yield from set_continuation(entry.number, "", grid, fonts)

    flow, found = set_flow(
        deck,
        notes,
        numbers,
        set_row,
        SECTION,
        ITEM_GAP_PT,
        grid.question_left_pt + grid.question_pt,
        fonts,
        Element(DOCUMENT),
    )
    paging = Paging(geometry, header, go_on, spread=SPREAD)
    flow, pages = fill_sheet(flow, paging)
    placed = place_pages(flow, pages, paging, fonts, Numbers(len(pages)))
    sheet = Sheet(
        title=shorten(deck.title, len(deck.title)),
        language=deck.language,
        width_pt=width_pt,
        height_pt=height_pt,
        pages=tuple(_with_fold(page, width_pt, height_pt) for page in placed),
    )
    return sheet, (*diagnostics, *found)


def _make_grid(numbers: Sequence[str], room_pt: float, fonts: Fonts) -> Grid:
    number_pt = measure_numbers(numbers, fonts)
    left_pt = number_pt + NUMBER_GAP_PT
    half_pt = room_pt / 2
    question_pt = half_pt - FOLD_PT - left_pt
    return Grid(number_pt, left_pt, question_pt, half_pt + FOLD_PT, room_pt, is_folded=True)


def _with_fold(page: Page, width_pt: float, height_pt: float) -> Page:
    """Return a page with a dashed line where it is folded, and nothing that is read aloud."""
    x_pt = width_pt / 2
    dashes = tuple(
        Rule(x_pt, y_pt, x_pt, y_pt + DASH_PT, GREY)
        for y_pt in _steps(MARGIN_PT / 2, height_pt - MARGIN_PT / 2, DASH_PT + DASH_GAP_PT)
    )
    texts = tuple(placed._replace(marks=as_artifacts(placed.marks)) for placed in page.placed)
    return replace(page, placed=(*texts, Placed(0.0, 0.0, dashes)))


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    while first + DASH_PT <= last:
        yield first
        first += step
