"""The study sheet: upright, answers below their questions, with a list of the questions in front.

Source of the measures: about 60 characters in one of two columns of A4, 75 in a single one.
"""

from __future__ import annotations

from dataclasses import replace

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


def set_study(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    return set_sheet(deck, plan_study(options))


def plan_study(options: PdfOptions) -> Plan:
    """Return the plan for these options."""
    width_pt, height_pt = PAPERS[options.paper]
    plan = study_plan(width_pt, height_pt, options.columns, binding=options.binding)
    return replace(plan, variants=options.variants, fast=options.fast)


def study_plan(
    width_pt: float, height_pt: float, columns: int = 0, *, binding: bool = False
) -> Plan:
    """Return the plan for paper of this size; ``columns``: 1 or 2, 0 as the paper suggests."""
    columns = columns or (2 if width_pt >= NARROW_PAPER_PT else 1)
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
    type = TYPES[1] if columns == 1 and width_pt >= NARROW_PAPER_PT else TYPES[2]
    return Plan(geometry, type, SECTION, ITEM_GAP_PT, ANSWER_GAP_PT, contents=True)
