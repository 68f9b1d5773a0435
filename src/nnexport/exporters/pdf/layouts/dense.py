"""The dense cheat sheet: landscape, three or four columns of small type, answers below questions.

Source of the measures: about 66 characters a line, as tried on paper with 50 and 100 questions.
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

MARGIN_PT = mm(7)
GUTTER_PT = mm(4)

SIZES = {3: 7.9, 4: 6.9}
"""Of the text, in points, by the number of columns."""

HEADER_SCALE = 0.85

# Factors of the size of the text.
LEADING = 1.19
ITEM_GAP = 0.7
ANSWER_GAP = 0.05
SECTION_SIZE = 1.15
SECTION_LEADING = 1.4
SECTION_BASELINE = 1.1
SECTION_GAP = 1.1
SECTION_GAP_BELOW = 0.3


def set_dense(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    geometry = dense_geometry(options.paper, options.columns, binding=options.binding)
    plan = dense_plan(geometry, SIZES[options.columns])
    return set_sheet(deck, replace(plan, fast=options.fast))


def dense_plan(geometry: Geometry, size_pt: float) -> Plan:
    """Return the plan of a sheet in these columns of text of this size."""
    return Plan(
        geometry,
        Type(size_pt, size_pt * LEADING),
        HeadingStyle(
            Look(HEAVY, size_pt * SECTION_SIZE, color=ACCENT),
            size_pt * SECTION_LEADING,
            size_pt * SECTION_BASELINE,
            gap_pt=size_pt * SECTION_GAP,
            gap_below_pt=size_pt * SECTION_GAP_BELOW,
        ),
        size_pt * ITEM_GAP,
        size_pt * ANSWER_GAP,
        header_scale=HEADER_SCALE,
        indented=False,
        runs_in=True,
        hairlines=True,
    )


def dense_geometry(paper: str, columns: int, *, binding: bool = False) -> Geometry:
    """Return the columns on landscape paper."""
    height_pt, width_pt = PAPERS[paper]
    geometry = Geometry(width_pt, height_pt, MARGIN_PT, MARGIN_PT, MARGIN_PT, columns, GUTTER_PT)
    return geometry.bound() if binding else geometry
