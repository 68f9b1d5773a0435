"""The ways in which a deck is laid out on paper, one module each; what they share is beside them.

geometry: margins, columns    type: sizes of text    flow: all rows in order
stacked: an item with its answer below    paging: rows in columns → pages
sheet: a whole sheet of such items    contents: the list of contents in front of it
fitting: the cheat sheet on so many pages
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.layouts.booklet import set_booklet
from nnexport.exporters.pdf.layouts.cards import set_cards
from nnexport.exporters.pdf.layouts.cheatsheet import set_cheatsheet
from nnexport.exporters.pdf.layouts.dense import set_dense
from nnexport.exporters.pdf.layouts.fitting import set_fitted
from nnexport.exporters.pdf.layouts.fold import set_fold
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.layouts.large import plan_large, set_large
from nnexport.exporters.pdf.layouts.selftest import set_selftest
from nnexport.exporters.pdf.layouts.sheet import Plan
from nnexport.exporters.pdf.layouts.study import plan_study, set_study
from nnexport.exporters.pdf.page import Sheet
from nnexport.exporters.pdf.papers import PAPERS

LaidOut = tuple[Sheet, tuple[Diagnostic, ...]]


def _cheatsheet(deck: Deck, options: PdfOptions) -> LaidOut:
    if options.pages:
        return set_fitted(deck, options)
    return (set_dense if options.columns > 2 else set_cheatsheet)(deck, options)


def _cards(deck: Deck, options: PdfOptions) -> LaidOut:
    right, down = options.back_offset
    return set_cards(
        deck,
        *PAPERS[options.paper],
        options.card,
        flip=options.flip,
        back_offset_pt=(mm(right), mm(down)),
        calibrate=options.calibrate,
    )


def _fold(deck: Deck, options: PdfOptions) -> LaidOut:
    return set_fold(deck, *PAPERS[options.paper])


def _booklet(deck: Deck, options: PdfOptions) -> LaidOut:
    return set_booklet(deck, *PAPERS[options.paper])


SETTERS: Mapping[str, Callable[[Deck, PdfOptions], LaidOut]] = MappingProxyType(
    {
        "study": set_study,
        "cheatsheet": _cheatsheet,
        "cards": _cards,
        "fold": _fold,
        "booklet": _booklet,
        "large": set_large,
        "selftest": set_selftest,
    }
)
"""By the name of the layout."""

PLANS: Mapping[str, Callable[[PdfOptions], Plan]] = MappingProxyType(
    {"study": plan_study, "large": plan_large}
)
"""By the name of the layout, for those in which a long deck may be set part by part."""
