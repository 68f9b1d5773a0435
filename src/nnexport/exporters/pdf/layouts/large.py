"""Large print: one column of 18 points, ragged, without hyphens and italics, a blank line between
paragraphs.

Source of the measures: the guidelines for large print of the American Council of the Blind: 18
points at least, sans serif, lines 1.5 apart, aligned at the left.
"""

from __future__ import annotations

from nnexport.deck.document import Deck
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.fonts import HEAVY
from nnexport.exporters.pdf.layouts.flow import HeadingStyle
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.sheet import LaidOut, Plan, set_sheet
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import ACCENT
from nnexport.exporters.pdf.papers import PAPERS

MARGIN_PT = mm(20)
BINDING_PT = mm(5)
TYPE = Type(18.0, 27.0, paragraph_gap_pt=27.0, smallest_pt=18.0)
HEADER_SCALE = 18.0 / 8.0
"""Its smallest text is as large as the rest."""

ITEM_GAP_PT = 45.0
ANSWER_GAP_PT = 9.0
SPREAD = 0.25
"""Its gaps are large already."""

SECTION = HeadingStyle(Look(HEAVY, 24.0, color=ACCENT), 32.0, 24.0, gap_pt=54.0, gap_below_pt=14.0)


def set_large(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    return set_sheet(deck, plan_large(options))


def plan_large(options: PdfOptions) -> Plan:
    """Return the plan for these options."""
    width_pt, height_pt = PAPERS[options.paper]
    binding_pt = BINDING_PT if options.binding else 0.0
    geometry = Geometry(width_pt, height_pt, MARGIN_PT, MARGIN_PT, MARGIN_PT, binding_pt=binding_pt)
    return Plan(
        geometry,
        TYPE,
        SECTION,
        ITEM_GAP_PT,
        ANSWER_GAP_PT,
        header_scale=HEADER_SCALE,
        prose=False,
        upright=True,
        spread=SPREAD,
        contents=True,
        variants=options.variants,
        fast=options.fast,
    )
