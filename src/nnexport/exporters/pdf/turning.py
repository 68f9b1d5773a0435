"""Sheets from right to left: everything is laid out from the left, and then turned round.

For a deck in Arabic or Hebrew, ``x`` counts from the right of the paper until the sheet is done, so
numbers, bullets, columns, spines and the pages of a booklet are at the right without any layout
knowing. Two things must not be turned: the letters of a line, and what has a left and a right
of its own, such as code, formulas and tables of numbers. Whoever sets those turns them round
itself, once, within the room that they have (:func:`turn`); the whole sheet is turned at the end
(:func:`turn_sheet`), and what was turned twice is as it was, at the other side.

Chosen over a direction that each layout knows: there are seven, and each would be wrong somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nnexport.exporters.pdf.page import Blank, Mark, Page, Placed, Rule, Sheet


def turn(marks: Iterable[Mark], left_pt: float, width_pt: float) -> tuple[Mark, ...]:
    """Return marks in a stretch of a line as they stand if that begins at its other end."""
    twice_pt = 2 * left_pt + width_pt
    return tuple([_turn(mark, twice_pt) for mark in marks])


def _turn(mark: Mark, twice_pt: float) -> Mark:
    """Return a mark at the other side of a vertical axis; ``twice_pt`` is twice where that is."""
    match mark:
        case Rule(x_pt, _, to_x_pt, _):
            return mark._replace(x_pt=twice_pt - x_pt, to_x_pt=twice_pt - to_x_pt)
        case Blank(x_pt):
            return mark._replace(x_pt=twice_pt - x_pt)
        case _:
            return mark._replace(x_pt=twice_pt - mark.x_pt - mark.width_pt)


def turn_sheet(sheet: Sheet) -> Sheet:
    """Return a sheet that was laid out from the left as one that begins at the right."""
    return replace(sheet, pages=tuple([turn_page(page, sheet.width_pt) for page in sheet.pages]))


def turn_page(page: Page, width_pt: float) -> Page:
    """Return the same of a single page of this width."""
    placed = [
        Placed(width_pt - place.x_pt, place.y_pt, turn(place.marks, 0.0, 0.0))
        for place in page.placed
    ]
    return replace(page, placed=tuple(placed))
