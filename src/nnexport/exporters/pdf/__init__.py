"""Deck → PDF for paper: laid out first, as pure values, then drawn.

    notes → runs → lines → rows → columns → pages → bytes
    (items, runs, lines, blocks, columns, layouts, draw)

Importing this module is cheap; reportlab is loaded by the first export.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nnexport.deck.document import LAYOUTS, Deck
from nnexport.diagnostics import Diagnostic
from nnexport.errors import NnexportError
from nnexport.exporters.pdf.papers import PAPERS

if TYPE_CHECKING:
    from nnexport.exporters.pdf.page import Sheet

__all__ = ["LAYOUTS", "PAPERS", "USUAL_PDF", "PdfOptions", "export_pdf", "lay_out"]


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """What a user may choose about a PDF."""

    layout: str = "cheatsheet"
    """One of ``LAYOUTS``."""

    paper: str = "a4"
    """A key of ``PAPERS``."""

    columns: int = 0
    """Of a page; 0 for the layout's own number."""

    card: str = "a7"
    """Size of flashcards: ``a7``, ``a6`` or ``3x5`` (inches)."""

    flip: str = "long"
    """Edge over which the printer turns the paper: ``long`` or ``short``."""

    back_offset: tuple[float, float] = (0.0, 0.0)
    """By how much the backs of cards are moved right and down, in millimetres."""

    calibrate: bool = False
    """With a sheet in front that tells how much the printer is out from front to back."""

    binding: bool = False
    """Printed on both sides and bound: the inner margin is wider."""


USUAL_PDF = PdfOptions()
"""Nothing chosen."""


def export_pdf(deck: Deck, options: PdfOptions) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a deck, without the notes marked ``skip``, and what paper cannot show.

    Equal decks and options give equal bytes.

    Errors: ``NnexportError`` for a layout or paper that there is not; NN301, NN302, NN304.
    """
    from nnexport.deck.canonical import collector_paused

    with collector_paused():
        from nnexport.exporters.pdf.draw import draw_sheet

        sheet, diagnostics = lay_out(deck, options)
        return draw_sheet(sheet), diagnostics


def lay_out(deck: Deck, options: PdfOptions) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the pages of a deck, ready to draw, and what paper cannot show.

    Errors: as ``export_pdf``.
    """
    if options.layout not in LAYOUTS:
        raise NnexportError(
            f"there is no PDF layout '{options.layout}'", help=f"choose one of {', '.join(LAYOUTS)}"
        )
    if options.paper not in PAPERS:
        raise NnexportError(
            f"there is no paper '{options.paper}'", help=f"choose one of {', '.join(PAPERS)}"
        )
    from nnexport.exporters.pdf.layouts import SETTERS

    return SETTERS[options.layout](deck, options)
