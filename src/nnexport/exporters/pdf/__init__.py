"""Deck → PDF for paper: laid out first, as pure values, then drawn.

    notes → runs → lines → rows → columns → pages → operators → bytes
    (items, runs, lines, blocks, columns, layouts, content, draw)

How a run is printed, its look says (looks). What is printed knows to which element of the document
it belongs (structure); drawing writes the tree of them (tagging) and the file around it (saving).

A sheet in a language from right to left is laid out like all others, and turned round at the end
(turning). What a sheet says itself is in the language of its deck (labels). A deck of thousands of
questions is made part by part (long).

Importing this module is cheap; reportlab is loaded by the first export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnexport.deck.document import LAYOUTS, Deck
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.pdf.options import (
    LAYOUT_OPTIONS,
    USUAL_PDF,
    PdfOptions,
    require_choices,
)
from nnexport.exporters.pdf.papers import CARDS, PAPERS

if TYPE_CHECKING:
    from nnexport.exporters.pdf.page import Sheet
    from nnexport.exporters.pdf.pictures import Pictures

__all__ = [
    "LAYOUTS",
    "LAYOUT_OPTIONS",
    "PAPERS",
    "USUAL_PDF",
    "PdfOptions",
    "export_pdf",
    "lay_out",
    "printed_deck",
    "require_choices",
]


def export_pdf(
    deck: Deck, options: PdfOptions, pictures: Pictures | None = None, jobs: int = 1
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a deck, without the notes marked ``skip``, and what paper cannot show.

    Equal decks and options give equal bytes. ``jobs``: processes that a long deck may take; the
    result is the same for any number.

    Errors: ``NnexportError`` for a layout or paper that there is not; NN301, NN302, NN304, those of
    the layout, and NN362 for a deck of which nothing is printed.
    """
    from nnexport.deck.canonical import collector_paused

    with collector_paused():
        from nnexport.exporters.pdf.draw import draw_pages, take_pages
        from nnexport.exporters.pdf.long import export_long, is_long

        shown = shown_deck(deck, options, pictures)
        if is_long(shown, options):
            return export_long(shown, options, jobs)
        sheet, diagnostics = _set_shown(deck, shown, options)
        sheet, pages = take_pages(sheet)
        return draw_pages(sheet, pages, tagged=not options.fast), diagnostics


def lay_out(
    deck: Deck, options: PdfOptions, pictures: Pictures | None = None
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the pages of a deck, ready to draw, and what paper cannot show.

    A long deck is one flow here; ``export_pdf`` makes a file of it part by part.

    Errors: as ``export_pdf``.
    """
    return _set_shown(deck, shown_deck(deck, options, pictures), options)


def shown_deck(deck: Deck, options: PdfOptions, pictures: Pictures | None = None) -> Deck:
    """Return the deck with the notes that are printed, and with its pictures.

    Errors: as ``export_pdf``.
    """
    require_choices((options.layout,), options)
    shown = printed_deck(deck, options)
    if pictures is not None:
        from nnexport.exporters.pdf.pictures import with_pictures

        shown = with_pictures(shown, pictures, _tallest_pt(options), grey=options.mono)
    return shown


def _set_shown(
    deck: Deck, shown: Deck, options: PdfOptions
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    from nnexport.exporters.pdf.layouts import SETTERS
    from nnexport.exporters.pdf.mono import in_black
    from nnexport.exporters.pdf.text.bidi import runs_right_to_left
    from nnexport.exporters.pdf.turning import turn_sheet

    sheet, diagnostics = SETTERS[options.layout](shown, options)
    if runs_right_to_left(sheet.language):
        sheet = turn_sheet(sheet)
    empty = () if shown.exported_notes else (_tell_empty(deck),)
    return in_black(sheet) if options.mono else sheet, (*empty, *diagnostics)


def _tell_empty(deck: Deck) -> Diagnostic:
    message, help_line = (
        "nothing to print: the deck has no question",
        "write one below `questions:`",
    )
    if deck.notes:
        message = "nothing to print: all questions are marked `skip: true`"
        help_line = "take `skip` away where a question is to be printed"
    return Diagnostic("NN362", Span(""), message, help=help_line)


def _tallest_pt(options: PdfOptions) -> float:
    """Return how high a picture may be: less than half of a column, or of a card's text."""
    if options.layout == "cards":
        return 0.35 * min(CARDS[options.card])
    return 0.4 * min(PAPERS[options.paper])


def printed_deck(deck: Deck, options: PdfOptions) -> Deck:
    """Return the deck with the notes that are printed.

    Errors: ``NnexportError`` for a tag that no note has.
    """
    from nnexport.exporters.pdf.selecting import select_notes

    return select_notes(deck, options.only) if options.only else deck
