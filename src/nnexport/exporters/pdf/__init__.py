"""Deck → PDF for paper: laid out first, as pure values, then drawn.

    notes → runs → lines → rows → columns → pages → bytes
    (items, runs, lines, blocks, columns, layouts, draw)

What is printed knows to which element of the document it belongs (structure); drawing writes the
tree of them (tagging) and the file around it (saving).

Importing this module is cheap; reportlab is loaded by the first export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from nnexport.deck.document import LAYOUTS, Deck
from nnexport.diagnostics import Diagnostic
from nnexport.errors import NnexportError
from nnexport.exporters.pdf.papers import CARDS, PAPERS

if TYPE_CHECKING:
    from nnexport.exporters.pdf.page import Sheet
    from nnexport.exporters.pdf.pictures import Pictures

__all__ = [
    "LAYOUTS",
    "PAPERS",
    "USUAL_PDF",
    "PdfOptions",
    "export_pdf",
    "lay_out",
    "printed_deck",
    "require_choices",
]


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

    pages: int = 0
    """On how many it shall fit; 0 for as many as it takes."""

    only: tuple[str, ...] = ()
    """Tags: only notes that have one of them are printed. Empty for all notes."""

    shuffle: str = ""
    """Seed of another order of the questions of a self-test; empty for that of the deck."""

    mono: bool = False
    """In black alone."""

    variants: bool = False
    """What each source answers is printed too."""

    fast: bool = False
    """In less time: lines are not weighed against each other, and nothing is tagged."""


USUAL_PDF = PdfOptions()
"""Nothing chosen."""


def export_pdf(
    deck: Deck, options: PdfOptions, pictures: Pictures | None = None
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a deck, without the notes marked ``skip``, and what paper cannot show.

    Equal decks and options give equal bytes.

    Errors: ``NnexportError`` for a layout or paper that there is not; NN301, NN302, NN304.
    """
    from nnexport.deck.canonical import collector_paused

    with collector_paused():
        from nnexport.exporters.pdf.draw import draw_pages, take_pages

        sheet, diagnostics = lay_out(deck, options, pictures)
        sheet, pages = take_pages(sheet)
        return draw_pages(sheet, pages, tagged=not options.fast).save(), diagnostics


def lay_out(
    deck: Deck, options: PdfOptions, pictures: Pictures | None = None
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the pages of a deck, ready to draw, and what paper cannot show.

    Errors: as ``export_pdf``.
    """
    require_choices((options.layout,), options)
    from nnexport.exporters.pdf.layouts import SETTERS
    from nnexport.exporters.pdf.mono import in_black

    shown = printed_deck(deck, options)
    if pictures is not None:
        from nnexport.exporters.pdf.pictures import with_pictures

        shown = with_pictures(shown, pictures, _tallest_pt(options), grey=options.mono)
    sheet, diagnostics = SETTERS[options.layout](shown, options)
    return in_black(sheet) if options.mono else sheet, diagnostics


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


LAYOUT_COLUMNS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"study": (1, 2), "cheatsheet": (2, 3, 4), "large": (1,), "selftest": (1,)}
)
"""How many columns a layout may have; one that is not listed has its own."""

LAYOUT_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "variants": ("study", "large"),
        "pages": ("cheatsheet",),
        "shuffle": ("selftest",),
        "fast": ("study", "cheatsheet", "large", "selftest"),
    }
)
"""Option → the layouts that have it; one that is not listed is for all of them."""


def require_choices(layouts: Iterable[str], options: PdfOptions) -> None:
    """Make sure that each of these layouts can be what the options ask for.

    Errors: ``NnexportError`` that says what can be had instead.
    """
    if options.paper not in PAPERS:
        raise NnexportError(
            f"there is no paper '{options.paper}'", help=f"choose one of {', '.join(PAPERS)}"
        )
    for layout in layouts:
        if layout not in LAYOUTS:
            raise NnexportError(
                f"there is no PDF layout '{layout}'", help=f"choose one of {', '.join(LAYOUTS)}"
            )
        _require_columns(layout, options.columns)
        if options.pages and options.columns == 2:
            raise NnexportError(
                "two columns, with questions at the side, have one size of type",
                help="with --pages, leave --columns out, or take 3 or 4",
            )
        for option, having in LAYOUT_OPTIONS.items():
            if getattr(options, option) and layout not in having:
                raise NnexportError(
                    f"--{option} is not for the layout '{layout}'",
                    help=f"it is for --layout {' and '.join(having)}",
                )


def _require_columns(layout: str, columns: int) -> None:
    possible = LAYOUT_COLUMNS.get(layout, ())
    if not columns or columns in possible:
        return
    having = [name for name, counts in LAYOUT_COLUMNS.items() if columns in counts]
    counts = " or ".join(map(str, possible))
    own = f"it has {counts}" if possible else "its columns are not for choosing"
    others = f"; --layout {' and '.join(having)} can have {columns}" if having else ""
    raise NnexportError(
        f"the layout '{layout}' cannot have {columns} column{'s' if columns > 1 else ''}",
        help=own + others,
    )
