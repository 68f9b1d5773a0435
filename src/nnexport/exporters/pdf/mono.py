"""A sheet without colours, for printers that have only black: weight and size tell things apart.

No greys either: a printer makes them of dots, in which small letters and thin lines fray.
Pictures are grey: they are read so, see :mod:`nnexport.exporters.pdf.pictures`.
"""

from __future__ import annotations

from dataclasses import replace

from nnexport.exporters.pdf.page import BLACK, Glyphs, Mark, Page, Placed, Rule, Sheet, Signs

LIGHT = 128
"""From this brightness on, of 255, a line is light."""

HAIRLINE_PT = 0.25
"""Of lines that are light in colour: as thin as printers can."""


def in_black(sheet: Sheet) -> Sheet:
    """Return the sheet with everything in black, and light lines thinner."""
    return replace(sheet, pages=tuple(map(page_in_black, sheet.pages)))


def page_in_black(page: Page) -> Page:
    """Return the same of a single page."""
    return replace(page, placed=tuple(map(_placed, page.placed)))


def _placed(placed: Placed) -> Placed:
    return placed._replace(marks=tuple(map(_mark, placed.marks)))


def _mark(mark: Mark) -> Mark:
    match mark:
        case Glyphs() | Signs():
            return mark._replace(color=BLACK)
        case Rule():
            thickness_pt = mark.thickness_pt
            if _is_light(mark.color):
                thickness_pt = min(thickness_pt, HAIRLINE_PT)
            return mark._replace(color=BLACK, thickness_pt=thickness_pt)
    return mark


def _is_light(color: str) -> bool:
    return sum(int(color[at : at + 2], 16) for at in (0, 2, 4)) / 3 >= LIGHT
