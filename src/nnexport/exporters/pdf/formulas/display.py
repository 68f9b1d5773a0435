"""Formulas on lines of their own."""

from __future__ import annotations

from nnexport.exporters.pdf.formulas.boxes import SMALLEST, TOO_WIDE, make_boxes
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.looks import Box
from nnexport.exporters.pdf.page import Row, Signs, make_row
from nnexport.exporters.pdf.turning import turn

LITTLE = 0.85
"""Factor from which on being made smaller is better than being broken."""

INDENT_EM = 2.0
"""Of the lines after the first, of a formula that is broken."""


def set_display(tex: str, frame: Frame) -> list[Row]:
    """Return the rows of a formula: in the middle, smaller if it is too wide, broken if it must.

    Shape: empty for one that cannot be set.
    Errors: NN302 goes to ``losses``.
    """
    boxes = make_boxes(tex, frame.look, frame.fonts.losses, display=True)
    if not boxes:
        return []
    whole_pt = sum(box.width_pt for box in boxes)
    factor = min(1.0, frame.width_pt / whole_pt)
    if factor >= (LITTLE if len(boxes) > 1 else SMALLEST):
        return [_row(boxes, frame, (frame.width_pt - whole_pt * factor) / 2, factor)]
    indent_pt = INDENT_EM * frame.look.size_pt
    factor = _fit(boxes, frame.width_pt - indent_pt)
    if factor < LITTLE:
        room_pt = frame.width_pt - indent_pt
        losses = frame.fonts.losses
        boxes = make_boxes(tex, frame.look, losses, display=True, width_pt=room_pt)
        factor = _fit(boxes, room_pt)
    if factor < SMALLEST:
        frame.fonts.losses.refuse_formula(tex, TOO_WIDE)
        return []
    rows: list[Row] = []
    for line in _break(boxes, frame.width_pt - indent_pt, factor):
        rows.append(_row(line, frame, indent_pt if rows else 0.0, factor))
    return [row._replace(keep=at > 0) for at, row in enumerate(rows)]


def _fit(boxes: list[Box], width_pt: float) -> float:
    """Return the factor by which the widest of boxes fits a width."""
    return min(1.0, width_pt / max(box.width_pt - box.trail_pt for box in boxes))


def _break(boxes: list[Box], width_pt: float, factor: float) -> list[list[Box]]:
    lines: list[list[Box]] = [[]]
    for box in boxes:
        used_pt = sum(each.width_pt for each in lines[-1]) + box.width_pt - box.trail_pt
        if lines[-1] and used_pt * factor > width_pt + 0.01:
            lines.append([])
        lines[-1].append(box)
    return lines


def _row(boxes: list[Box], frame: Frame, indent_pt: float, factor: float) -> Row:
    marks = []
    x_pt = frame.left_pt + indent_pt
    for box in boxes:
        mark = box.at(x_pt, frame.baseline_pt)
        if isinstance(mark, Signs):
            mark = mark._replace(size_pt=mark.size_pt * factor)
        marks.append(mark)
        x_pt += box.width_pt * factor
    if frame.fonts.from_right:
        marks = list(turn(marks, frame.left_pt, frame.width_pt))
    return make_row(tuple(marks), frame.leading_pt)
