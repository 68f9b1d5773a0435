"""Deck → PDF for paper: laid out first, as pure values, then drawn.

    notes → runs → lines → rows → columns → pages → bytes
    (items, runs, lines, blocks, columns, cheatsheet, draw)

Importing this module is cheap; reportlab is loaded by the first export.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from nnexport.deck.canonical import collector_paused
from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic
from nnexport.errors import NnexportError

LAYOUTS = ("cheatsheet",)

PAPERS = MappingProxyType({"a4": (595.28, 841.89), "letter": (612.0, 792.0)})
"""Width and height in points, upright. Source: ISO 216, ANSI Y14.1."""


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """What a user may choose about a PDF."""

    layout: str = "cheatsheet"
    """One of ``LAYOUTS``."""

    paper: str = "a4"
    """A key of ``PAPERS``."""


@collector_paused()
def export_pdf(deck: Deck, options: PdfOptions) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a deck, without the notes marked ``skip``, and what paper cannot show.

    Equal decks and options give equal bytes.

    Errors: ``NnexportError`` for a layout or paper that there is not; NN301, NN302, NN304.
    """
    if options.layout not in LAYOUTS:
        raise NnexportError(
            f"there is no PDF layout '{options.layout}'", help=f"choose one of {', '.join(LAYOUTS)}"
        )
    if options.paper not in PAPERS:
        raise NnexportError(
            f"there is no paper '{options.paper}'", help=f"choose one of {', '.join(PAPERS)}"
        )
    from nnexport.exporters.pdf.cheatsheet import set_cheatsheet
    from nnexport.exporters.pdf.draw import draw_sheet

    short_pt, long_pt = PAPERS[options.paper]
    sheet, diagnostics = set_cheatsheet(deck, width_pt=long_pt, height_pt=short_pt)
    return draw_sheet(sheet), diagnostics
