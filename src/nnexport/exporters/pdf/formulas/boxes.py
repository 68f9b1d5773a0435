"""Formulas and pictures in lines of text: boxes among the words, and what becomes of wide ones."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from nnexport.deck.markup import Deletion, Link, Math, Styled
from nnexport.exporters.pdf.formulas.source import FormulaError
from nnexport.exporters.pdf.looks import Box, Look, Run, monospace
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Plate, Signs
from nnexport.exporters.pdf.pictures import PT_PER_PX

if TYPE_CHECKING:
    from nnexport.deck.markup import Image, Inline
    from nnexport.exporters.pdf.pictures import Picture

SMALLEST = 0.7
"""Factor by which a formula is made smaller at most, to fit its column."""

TOO_WIDE = "it is too wide for its column"


def make_boxes(
    tex: str,
    look: Look,
    losses: Losses,
    *,
    display: bool = False,
    width_pt: float | None = None,
) -> list[Box]:
    """Return a formula as boxes between which a line may end; none if it cannot be set.

    ``width_pt`` is that of the column, where it is known to be too narrow for the usual boxes.

    Errors: NN302 goes to ``losses``.
    """
    from nnexport.exporters.pdf.formulas.typesetting import typeset

    try:
        formula = (
            typeset(tex, display=display)
            if width_pt is None
            else typeset(tex, display=display, room=round(width_pt / look.size_pt, 1))
        )
    except FormulaError as error:
        losses.refuse_formula(tex, str(error))
        return []
    size_pt = look.size_pt
    boxes: list[Box] = []
    for number, part in enumerate(formula.parts):
        spoken = "" if number else tex
        signs = Signs(0.0, 0.0, part, size_pt, spoken, look.color, look.element)
        boxes.append(Box(signs, signs.width_pt, part.trail * size_pt, tex, number))
    return boxes


def picture_box(image: Image, picture: Picture, look: Look) -> Box:
    """Return a picture in its own size, or in a smaller one that its text asks for."""
    width_pt, height_pt = picture.natural_pt
    factor = share = 1.0
    if re.fullmatch(r"\d{1,2}%", image.width):
        share = max(0.01, int(image.width[:-1]) / 100)
    for asked, own_pt in ((image.width, width_pt), (image.height, height_pt)):
        if asked.isdigit() and int(asked):
            factor = min(factor, int(asked) * PT_PER_PX / own_pt)
    width_pt, height_pt = width_pt * factor, height_pt * factor
    plate = Plate(0.0, 0.0, width_pt, height_pt, picture, look.element)
    return Box(plate, width_pt, share=share)


def has_wide_formula(inlines: Sequence[Inline], size_pt: float, width_pt: float) -> bool:
    """Tell whether a text has a formula that would not fit a width."""
    for inline in inlines:
        match inline:
            case Math(tex):
                from nnexport.exporters.pdf.formulas.typesetting import typeset

                with contextlib.suppress(FormulaError):
                    parts = typeset(tex, room=round(width_pt / size_pt, 1)).parts
                    widest = max(part.width - part.trail for part in parts)
                    if widest * size_pt * SMALLEST > width_pt:
                        return True
            case Styled() | Link() | Deletion():
                if has_wide_formula(inline.children, size_pt, width_pt):
                    return True
    return False


def fit_boxes(runs: Sequence[Run], width_pt: float, losses: Losses) -> Sequence[Run]:
    """Return runs whose boxes fit a width: the same, or wide ones smaller, or as their source.

    Errors: NN302 goes to ``losses``.
    """
    boxes = [run.look.box for run in runs if run.look.box is not None]
    if not boxes or all(box.width_pt - box.trail_pt <= width_pt * box.share for box in boxes):
        return runs
    return list(_fit(runs, width_pt, losses))


def _width(run: Run) -> float:
    box = run.look.box
    return box.width_pt - box.trail_pt if box else 0.0


def _fit(runs: Sequence[Run], width_pt: float, losses: Losses) -> Iterator[Run]:
    for _, group in groupby(runs, key=lambda run: run.look.element if run.look.box else run):
        some = list(group)
        widest_pt = max(_width(run) for run in some)
        box = some[0].look.box
        room_pt = width_pt * box.share if box else width_pt
        if box is not None and box.source and widest_pt > room_pt:
            look = some[0].look._replace(box=None)
            boxes = make_boxes(box.source, look, losses, width_pt=room_pt)
            some = [Run(some[0].text, look._replace(box=each)) for each in boxes]
            widest_pt = max(_width(run) for run in some)
        if box is None or widest_pt <= room_pt:
            yield from some
        elif isinstance(box.mark, Plate) or room_pt / widest_pt >= SMALLEST:
            yield from (_scale(run, room_pt / widest_pt) for run in some)
        else:
            losses.refuse_formula(box.source, TOO_WIDE)
            yield Run(box.source, monospace(some[0].look._replace(box=None)))


def _scale(run: Run, factor: float) -> Run:
    box = run.look.box
    assert box is not None
    mark = box.mark
    if isinstance(mark, Signs):
        mark = mark._replace(size_pt=mark.size_pt * factor)
    elif isinstance(mark, Plate):
        size_pt = mark.width_pt * factor, mark.height_pt * factor
        mark = mark._replace(width_pt=size_pt[0], height_pt=size_pt[1])
    box = replace(box, mark=mark, width_pt=box.width_pt * factor, trail_pt=box.trail_pt * factor)
    return run._replace(look=run.look._replace(box=box))
