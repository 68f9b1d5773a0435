"""A formula of TeX → its signs at their places, for size 1.

It is read as TeX reads it, and laid out by TeX's rules with the measures that a font for
mathematics has in it. Signs are glyphs of that font, so that a PDF has them as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot

# Lists are set by what their atoms are made of, which this makes known to them.
import nnexport.exporters.pdf.formulas.nuclei  # noqa: F401
from nnexport.exporters.pdf.formulas.commands import read_formula
from nnexport.exporters.pdf.formulas.lists import Placed, place_items
from nnexport.exporters.pdf.formulas.measures import MATH_FACE
from nnexport.exporters.pdf.formulas.nodes import Atom, Group, Items
from nnexport.exporters.pdf.formulas.setting import Bar, Box, Glyph, Mode, Slant, Step, flat
from nnexport.exporters.pdf.formulas.source import FormulaError, broken, require_measures
from nnexport.exporters.pdf.formulas.symbols import BIN, CLOSE, OPEN, PUNCT, REL
from nnexport.exporters.pdf.text.faces import Face

__all__ = ["MATH_FACE", "FormulaError", "Part", "SetFormula", "Sign", "Stroke", "typeset"]

LONG = 7.0
"""A formula that is wider may end a line after its relations, for size 1."""

WIDE_SPACE = 0.9
"""So may what stands before a space of this width."""

VERY_LONG = 14.0
"""So may what stands between two relations and is wider, after its plus signs and commas."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph; x to the right and y down from the beginning of the baseline. All for size 1."""

    glyph: int
    x: float
    y: float
    size: float
    face: Face


@dataclass(frozen=True, slots=True)
class Stroke:
    """A filled rectangle, by its left upper corner, such as the line of a fraction."""

    x: float
    y: float
    width: float
    height: float


Outline = tuple[Step, ...]
"""A filled shape that is no glyph: a line that is not level."""


@dataclass(frozen=True, slots=True)
class Part:
    """A formula, or what stands in it between two places where a line may end. For size 1."""

    signs: tuple[Sign, ...]
    strokes: tuple[Stroke, ...]
    width: float
    height: float
    """Above the baseline."""

    depth: float
    """Below it."""

    trail: float = 0.0
    """Of the width, the space at the end, which may stand out of a line."""

    outlines: tuple[Outline, ...] = ()
    """As signs: for size 1, down from the baseline."""


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A whole formula."""

    tex: str
    """As written."""

    parts: tuple[Part, ...]
    """At least one; a line may end between two."""


@lru_cache(maxsize=4096)
def typeset(tex: str, *, display: bool = False, room: float = VERY_LONG) -> SetFormula:
    """Return a formula as it is drawn.

    ``room`` is the width of its column: what is wider gets more places where a line may end.

    Errors: ``FormulaError`` where it cannot be set as it is meant.
    """
    require_measures(tex)
    try:
        items = _opened(read_formula(tex))
        placed, width = place_items(items, Mode(0 if display else 1))
    except RecursionError as error:
        raise broken("it is nested too deep") from error
    if placed:
        # A letter that leans out of its width ends the formula.
        width += placed[-1].box.italic
    if width <= 0:
        placed, width = _widen(placed)
    cuts = _find_cuts(placed, width, display=display, room=room)
    parts = tuple(_parts(placed, width, cuts))
    if not any(part.signs or part.strokes or part.outlines for part in parts):
        raise FormulaError("it shows nothing")
    return SetFormula(tex, parts)


def _opened(items: Items) -> Items:
    """Return the list inside of a formula that is one group: it may be cut too."""
    match items:
        case (Atom(_, Group(inner), None, None),):
            return _opened(inner)
    return items


def _widen(placed: list[Placed]) -> tuple[list[Placed], float]:
    """Return a formula that wants no room, such as one of ``\\mathclap``, in that of its signs."""
    whole = Box()
    for each in placed:
        whole.put(each.x, 0.0, each.box)
    signs = [(x, part) for x, _, part in flat(whole) if isinstance(part, Glyph)]
    if not signs:
        return placed, 0.0
    left = min(x for x, _ in signs)
    right = max(x + part.face.advance(part.glyph) * part.size / 1000 for x, part in signs)
    return [replace(each, x=each.x - left) for each in placed], right - left


def _parts(placed: Sequence[Placed], width: float, cuts: Sequence[int]) -> Iterator[Part]:
    """Yield a formula, cut where a line may end in it."""
    starts = [0, *cuts]
    for start, stop in zip(starts, [*starts[1:], len(placed)], strict=True):
        left = placed[start].x if start else 0.0
        right = placed[stop].x if stop < len(placed) else width
        part = _draw(placed[start:stop], left, right)
        if stop < len(placed):
            part = replace(part, trail=right - _end(placed[start:stop]))
        yield part


def _end(placed: Sequence[Placed]) -> float:
    """Return where the last sign ends, without the spaces after it."""
    last = next((each for each in reversed(placed) if each.kind), placed[-1])
    return last.x + last.box.width


def _find_cuts(placed: Sequence[Placed], width: float, *, display: bool, room: float) -> list[int]:
    """Return the numbers of the boxes with which a next part may begin.

    In text, relations end lines; on lines of its own, a formula has them at the beginning. What
    stands between two of them is cut only if there is no room for it, and in brackets last.
    """
    if width <= min(LONG, room):
        return []
    cuts: list[int] = []
    for at in range(1, len(placed) - 1):
        cut = _cut_at(placed, at, display=display)
        # One sign alone begins no line, and ends none.
        if cut and cut < len(placed) and _signs(placed, cuts[-1] if cuts else 0, cut) > 1:
            cuts.append(cut)
    for inside in (False, True):
        more: list[int] = []
        for start, stop in zip([0, *cuts], [*cuts, len(placed)], strict=True):
            right = placed[stop].x if stop < len(placed) else width
            if right - placed[start].x > room:
                more += _find_lesser_cuts(placed, start, stop, display=display, inside=inside)
        cuts = sorted({*cuts, *more})
    return cuts


def _cut_at(placed: Sequence[Placed], at: int, *, display: bool) -> int:
    """Return with which box the next part may begin because of this one; 0 for none."""
    following = at + 1
    while following < len(placed) and not placed[following].kind:
        following += 1
    each = placed[at]
    if not each.kind:
        return following if each.box.width >= WIDE_SPACE else 0
    if each.kind != REL:
        return 0
    if display:
        return 0 if placed[at - 1].kind == REL else at
    return 0 if following < len(placed) and placed[following].kind == REL else following


def _signs(placed: Sequence[Placed], start: int, stop: int) -> int:
    return sum(bool(each.kind) for each in placed[start:stop])


def _find_lesser_cuts(
    placed: Sequence[Placed], start: int, stop: int, *, display: bool, inside: bool
) -> Iterator[int]:
    """Yield where a line may end between two relations: at signs such as plus, and after commas."""
    depth = 0
    for at in range(start, stop - 1):
        kind = placed[at].kind
        depth += (kind == OPEN) - (kind == CLOSE)
        if at > start and placed[at + 1].kind and (inside or depth <= 0):
            if kind == BIN and display:
                yield at
            elif kind in (BIN, PUNCT):
                yield at + 1


def _draw(placed: Sequence[Placed], start: float, end: float) -> Part:
    """Return what stands between two points of the baseline."""
    whole = Box(end - start)
    for each in placed:
        whole.put(each.x - start, 0.0, each.box)
    signs: list[Sign] = []
    strokes: list[Stroke] = []
    outlines: list[Outline] = []
    for x, y, part in flat(whole):
        match part:
            case Glyph(face, glyph, size):
                signs.append(Sign(glyph, x, y, size, face))
            case Bar(width, height):
                strokes.append(Stroke(x, y, width, height))
            case Slant():
                outlines.append(_outline(x, y, part))
    return Part(
        tuple(signs),
        tuple(strokes),
        whole.width,
        whole.height,
        whole.depth,
        0.0,
        tuple(outlines),
    )


def _outline(x: float, y: float, line: Slant) -> Outline:
    """Return a line from one point to another, as the strip that it covers."""
    length = hypot(line.right, line.down) or 1.0
    aside = line.thickness / 2 * -line.down / length, line.thickness / 2 * line.right / length
    to_x, to_y = x + line.right, y + line.down
    corners = (
        (x + aside[0], y + aside[1]),
        (to_x + aside[0], to_y + aside[1]),
        (to_x - aside[0], to_y - aside[1]),
        (x - aside[0], y - aside[1]),
    )
    return (*zip(("m", "l", "l", "l"), corners, strict=True), ("h", ()))
