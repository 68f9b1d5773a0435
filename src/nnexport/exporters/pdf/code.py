"""Code blocks → rows: every space counts, long lines are wrapped below their own indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from nnexport.exporters.colours import colour_code
from nnexport.exporters.pdf.code_cells import Cell, expand_tabs, mark_cells, read_cells
from nnexport.exporters.pdf.fonts import MONO, MONO_BOLD, MONO_ITALIC
from nnexport.exporters.pdf.frame import USUAL_LEADING_PT, Frame
from nnexport.exporters.pdf.looks import SMALLEST_PT, open_in
from nnexport.exporters.pdf.page import GREY, Mark, Row, Rule, shift
from nnexport.exporters.pdf.turning import turn

CODE_SIZE_PT = 7.6
"""In text of the usual size; this and the lengths below grow with the text."""

CODE_LEADING_PT = 9.4
"""Of code in lines of the usual height; it grows with these."""

TIGHTEST_LEADING = 1.15
"""Of code, for size 1."""

DRAWN_LEADING = 1.38
"""At most, for size 1, where lines are drawn with characters: they meet those of the next row."""

_DRAWN = re.compile(r"[\u2500-\u259f]")

CODE_BASELINE_PT = 7.1
CODE_INDENT_PT = 6.0
TAB_COLUMNS = 4
WRAP_INDENT = 2
"""Columns by which the rest of a wrapped line is moved, to make room for the mark before it."""

COLOURS = MappingProxyType(
    {
        "k": "12407f",
        "nb": "0d5a66",
        "nf": "4b2a86",
        "nd": "7a5200",
        "m": "8f3d05",
        "s": "24703a",
        "gi": "24703a",
        "c": "696969",
        "gd": "a3221b",
    }
)
"""Class of :mod:`nnexport.exporters.colours` → colour: dark enough for thin letters on white paper.
In grey, comments are the lightest, numbers and strings are between, and keywords nearly black."""

CODE_FONTS = MappingProxyType({"k": MONO_BOLD, "c": MONO_ITALIC})
"""Class → font, where it is not the usual one: in black alone, these still differ."""


def set_code(text: str, frame: Frame, language: str = "", *, by_line: bool = True) -> list[Row]:
    """Return one row for each line, more where a line is wider than the column.

    The rest of a wrapped line stands after a small hook. The hook is drawn, not written: copied
    code has no sign in it that the source has not. Code in a ``language`` has its colours.

    ``by_line`` makes each line of the source a paragraph: a screen reader stops where it ends.
    """
    fonts = frame.fonts
    size_pt = max(SMALLEST_PT, CODE_SIZE_PT * frame.scale)
    scale = size_pt / CODE_SIZE_PT
    leading_pt = max(
        CODE_LEADING_PT * frame.leading_pt / USUAL_LEADING_PT, TIGHTEST_LEADING * size_pt
    )
    if _DRAWN.search(text):
        leading_pt = min(leading_pt, DRAWN_LEADING * size_pt)
    lower_pt = (leading_pt - CODE_LEADING_PT * scale) / 2
    baseline_pt = CODE_BASELINE_PT * scale + lower_pt
    left_pt = frame.left_pt + CODE_INDENT_PT * scale
    width_pt = frame.width_pt - CODE_INDENT_PT * scale
    rows: list[Row] = []
    lines = [expand_tabs(line, TAB_COLUMNS) for line in text.split("\n")]
    for pieces in _read_lines("\n".join(lines), language):
        look = open_in(open_in(frame.look, "P"), "Code") if by_line else frame.look
        cells = [
            cell
            for name, part in pieces
            for cell in read_cells(
                part,
                CODE_FONTS.get(name, MONO),
                fonts,
                size_pt,
                COLOURS.get(name, frame.look.color),
            )
        ]
        indent_pt = sum(cell.width_pt for cell in cells[: _count_indent(cells)])
        hook_pt = WRAP_INDENT * fonts.space(MONO).width * size_pt
        # An indentation that leaves no room is given up in the wrapped rest.
        rest_left_pt = (indent_pt if indent_pt < width_pt / 2 else 0.0) + hook_pt
        for number, part in enumerate(_wrap(cells, width_pt, width_pt - rest_left_pt)):
            shift_pt = left_pt + (rest_left_pt if number else 0.0)
            marks = tuple(mark_cells(part, shift_pt, baseline_pt, size_pt, look.element))
            if number:
                hook = (shift(mark, 0.0, lower_pt) for mark in _hook(shift_pt - hook_pt, scale))
                marks = (*hook, *marks)
            rows.append(Row(leading_pt, marks, keep=number > 0))
    # The first line stands on the grid of the text, in case a number or bullet stands beside it.
    rows[0] = rows[0]._replace(
        height_pt=frame.baseline_pt + leading_pt - baseline_pt,
        marks=tuple(shift(mark, 0.0, frame.baseline_pt - baseline_pt) for mark in rows[0].marks),
    )
    # Below the last one there is as much room as below text.
    rows[-1] = rows[-1]._replace(
        height_pt=rows[-1].height_pt + max(0.0, (frame.leading_pt - leading_pt) / 2)
    )
    if fonts.from_right:
        rows = [row._replace(marks=turn(row.marks, frame.left_pt, frame.width_pt)) for row in rows]
    return _tie_ends(rows)


def _read_lines(text: str, language: str) -> Iterator[list[tuple[str, str]]]:
    """Yield each line in pieces of one class."""
    pieces: list[tuple[str, str]] = []
    for name, part in colour_code(text, language):
        first, *others = part.split("\n")
        pieces.append((name, first))
        for line in others:
            yield pieces
            pieces = [(name, line)]
    yield pieces


def _count_indent(cells: list[Cell]) -> int:
    return next((at for at, cell in enumerate(cells) if cell.text != " "), len(cells))


def _wrap(cells: list[Cell], first_pt: float, rest_pt: float) -> Iterator[list[Cell]]:
    """Yield the parts of a line; cut after a space or a sign where the second half has one."""
    limit_pt = first_pt
    while True:
        end, used_pt = 0, 0.0
        while end < len(cells) and used_pt + cells[end].width_pt <= limit_pt:
            used_pt += cells[end].width_pt
            end += 1
        if end >= len(cells):
            yield cells
            return
        end = max(end, 1)
        cut = _find_seam(cells, end, " ") or _find_seam(cells, end, ",;()[]{}/.=") or end
        yield cells[:cut]
        cells, limit_pt = cells[cut:], rest_pt


def _find_seam(cells: list[Cell], end: int, seams: str) -> int:
    """Return the last place in the second half at which one of these ends, or 0."""
    return next((at for at in range(end, end // 2, -1) if cells[at - 1].text in seams), 0)


def _hook(left_pt: float, scale: float) -> tuple[Mark, ...]:
    """Return ``└``: the rest of the line above."""
    x_pt, top_pt = left_pt + 2.0 * scale, 1.5 * scale
    to_x_pt, bottom_pt = x_pt + 4.0 * scale, (CODE_BASELINE_PT - 1.8) * scale
    return (
        Rule(x_pt, top_pt, x_pt, bottom_pt, GREY, 0.5),
        Rule(x_pt, bottom_pt, to_x_pt, bottom_pt, GREY, 0.5),
    )


def _tie_ends(rows: list[Row]) -> list[Row]:
    """Keep the first two and the last two rows together."""
    last = len(rows) - 1
    return [
        row._replace(keep=row.keep or (number > 0 and number in (1, last)))
        for number, row in enumerate(rows)
    ]
