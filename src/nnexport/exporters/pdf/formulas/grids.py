"""Matrices, cases and aligned equations → boxes."""

from __future__ import annotations

from nnexport.exporters.pdf.formulas.lists import set_items
from nnexport.exporters.pdf.formulas.measures import math_font
from nnexport.exporters.pdf.formulas.nodes import Grid
from nnexport.exporters.pdf.formulas.setting import Bar, Box, Mode

RULE_EM = 0.04
LEAST_GAP_EM = 0.1
"""Between the ink of two rows."""


def set_grid(grid: Grid, mode: Mode) -> Box:
    """Return a grid with its middle on the axis."""
    cell_mode = mode
    if grid.style is not None:
        # Inside of a script, nothing gets larger again.
        level = grid.style if not mode.is_script else max(grid.style, mode.level)
        cell_mode = Mode(level, mode.cramped)
    size = cell_mode.size
    outer = mode.size if grid.style != 2 else size
    cells = [[set_items(cell, cell_mode) for cell in row] for row in grid.rows]
    count = len(grid.columns)
    widths = [
        max((row[at].width for row in cells if at < len(row)), default=0.0) for at in range(count)
    ]
    strut_height, strut_depth = (each * outer for each in grid.strut_em)
    lefts = _lefts(grid, widths, outer)
    width = lefts[-1] + widths[-1] + grid.end_em * outer
    box = Box(width)
    y = 0.0
    tops: list[float] = []
    for number, row in enumerate(cells):
        height = max(strut_height, *(cell.height + LEAST_GAP_EM * size for cell in row))
        depth = max(strut_depth, *(cell.depth + LEAST_GAP_EM * size for cell in row))
        tops.append(y)
        y += height
        for at, cell in enumerate(row):
            room = widths[at] - cell.width
            part = {"l": 0.0, "c": 0.5, "r": 1.0}[grid.columns[at]]
            box.add(lefts[at] + room * part, y, cell)
        y += depth
        if number < len(cells) - 1:
            extra = grid.row_gaps_em[number] if number < len(grid.row_gaps_em) else 0.0
            y += (grid.jot_em + extra) * outer
    tops.append(y)
    _draw_rules(grid, box, lefts, widths, tops, outer)
    axis = math_font().constant("AXIS_HEIGHT") * mode.size
    moved = Box(width, y / 2 + axis, y / 2 - axis)
    moved.add(0.0, -moved.height, box)
    return moved


def _lefts(grid: Grid, widths: list[float], size: float) -> list[float]:
    x = grid.end_em * size
    lefts = []
    for width, gap in zip(widths, (*grid.gaps_em, 0.0), strict=True):
        lefts.append(x)
        x += width + gap * size
    return lefts


def _draw_rules(
    grid: Grid, box: Box, lefts: list[float], widths: list[float], tops: list[float], size: float
) -> None:
    thickness = RULE_EM * size
    for rule in grid.rules:
        box.add(0.0, tops[min(rule, len(tops) - 1)], Bar(box.width, thickness))
    for bar in grid.bars:
        if bar == 0:
            x = 0.0
        elif bar >= len(widths):
            x = box.width
        else:
            x = (lefts[bar - 1] + widths[bar - 1] + lefts[bar]) / 2
        box.add(x - thickness / 2, tops[0], Bar(thickness, tops[-1] - tops[0]))
