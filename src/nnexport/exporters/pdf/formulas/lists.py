"""A list of atoms → boxes beside each other, with TeX's spaces between them.

Source: The TeXbook, chapter 18 and appendix G, rules 5, 6, 13, 18 and 20; OpenType specification,
table MATH.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from types import MappingProxyType

from nnexport.exporters.pdf.formulas.measures import math_font
from nnexport.exporters.pdf.formulas.nodes import Atom, Items, Sign, Space, Style
from nnexport.exporters.pdf.formulas.setting import Box, Mode, middle
from nnexport.exporters.pdf.formulas.symbols import (
    BIN,
    CLOSE,
    INNER,
    INTEGRALS,
    OP,
    OPEN,
    ORD,
    PUNCT,
    REL,
)

_KINDS = (ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT, INNER)
_TABLE = (
    "0 1 2 3 0 0 0 4",
    "1 1 0 3 0 0 0 4",
    "2 2 0 0 2 0 0 2",
    "3 3 0 0 3 0 0 3",
    "0 0 0 0 0 0 0 0",
    "0 1 2 3 0 0 0 4",
    "4 4 0 4 4 4 4 4",
    "4 1 2 3 4 0 4 4",
)
_SPACES = MappingProxyType({"0": 0.0, "1": 3 / 18, "2": 4 / 18, "3": 5 / 18, "4": 3 / 18})
"""1 is a thin space everywhere, 4 one that scripts do not have, 2 and 3 are a medium and a thick
one, which scripts do not have either."""

_BETWEEN = MappingProxyType(
    {
        (left, right): code
        for left, line in zip(_KINDS, _TABLE, strict=True)
        for right, code in zip(_KINDS, line.split(), strict=True)
    }
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An atom's box in its list."""

    x: float
    box: Box
    kind: str
    """Empty for a space that was asked for."""

    gap: float
    """The space before it, by the classes."""


@singledispatch
def set_nucleus(nucleus: object, mode: Mode) -> Box:
    """Return what an atom is made of as a box.

    What that is has lists inside, so :mod:`.nuclei`, which knows each kind, is behind this module.
    """
    raise TypeError(f"{type(nucleus).__name__} is nothing that atoms are made of")


def set_items(items: Items, mode: Mode) -> Box:
    """Return a list as one box."""
    placed, width = place_items(items, mode)
    box = Box(width)
    for each in placed:
        box.put(each.x, 0.0, each.box)
    if len(placed) == 1:
        only = placed[0].box
        box.italic, box.glyph, box.size = only.italic, only.glyph, only.size
    elif placed and placed[-1].kind:
        box.italic = placed[-1].box.italic
    return box


def place_items(items: Items, mode: Mode) -> tuple[list[Placed], float]:
    """Return the boxes of a list at their places, and how wide it is."""
    kinds = _kinds(items)
    placed: list[Placed] = []
    x = 0.0
    before = ""
    for item, kind in zip(items, kinds, strict=True):
        if isinstance(item, Style):
            mode = Mode(item.level, mode.cramped)
            continue
        if isinstance(item, Space):
            width = item.em * mode.size
            x += placed[-1].box.italic if placed else 0.0
            placed.append(Placed(x, Box(width), "", 0.0))
            x += width
            continue
        gap = _gap(before, kind, mode) if before else 0.0
        if placed and not _leans(item):
            # What stands upright would touch what leans to it.
            gap += placed[-1].box.italic
        box = set_atom(item, mode)
        placed.append(Placed(x + gap, box, kind, gap))
        x += gap + box.width
        before = kind
    return placed, x


def _leans(atom: Atom) -> bool:
    """Tell whether an atom is a letter that leans as one before it does."""
    nucleus = atom.nucleus
    return isinstance(nucleus, Sign) and "\U0001d434" <= nucleus.character <= "\U0001d7cb"


def _gap(before: str, kind: str, mode: Mode) -> float:
    code = _BETWEEN[before, kind]
    if mode.is_script and code in "234":
        return 0.0
    return _SPACES[code] * mode.size


def _kinds(items: Items) -> list[str]:
    """Return the class of each atom: a sign such as minus is ordinary where it has no left side."""
    kinds = [item.kind if isinstance(item, Atom) else "" for item in items]
    atoms = [at for at, kind in enumerate(kinds) if kind]
    before = ""
    last = -1
    for at in atoms:
        kind = kinds[at]
        if kind == BIN and before in ("", BIN, OP, REL, OPEN, PUNCT):
            kind = kinds[at] = ORD
        elif kind in (REL, CLOSE, PUNCT) and before == BIN:
            kinds[last] = ORD
        before, last = kind, at
    if before == BIN:
        kinds[last] = ORD
    return kinds


# --- an atom with what stands above and below it -------------------------------------------------


def set_atom(atom: Atom, mode: Mode) -> Box:
    """Return an atom as a box."""
    box = set_nucleus(atom.nucleus, mode)
    if atom.above is None and atom.below is None:
        if atom.kind == OP:
            # Integrals lean inside of their width: it is for their scripts.
            box.italic = 0.0
        return box
    has_limits = atom.limits
    if has_limits is None:
        has_limits = atom.kind == OP and mode.is_display
    if has_limits:
        return with_limits(box, atom.above, atom.below, mode)
    is_integral = isinstance(atom.nucleus, Sign) and atom.nucleus.character in INTEGRALS
    return _with_scripts(box, atom.above, atom.below, mode, is_integral=is_integral)


def _set(items: Items | None, mode: Mode) -> Box | None:
    return None if items is None else set_items(items, mode)


def _with_scripts(
    base: Box, above: Items | None, below: Items | None, mode: Mode, *, is_integral: bool
) -> Box:
    font, size = math_font(), mode.size

    def constant(name: str) -> float:
        return font.constant(name) * size

    upper, lower = _set(above, mode.above), _set(below, mode.below)
    up = down = 0.0
    is_sign = bool(base.glyph) and not is_integral
    if upper:
        name = "SUPERSCRIPT_SHIFT_UP_CRAMPED" if mode.cramped else "SUPERSCRIPT_SHIFT_UP"
        up = max(constant(name), upper.depth + constant("SUPERSCRIPT_BOTTOM_MIN"))
        if not is_sign:
            up = max(up, base.height - constant("SUPERSCRIPT_BASELINE_DROP_MAX"))
    if lower:
        down = max(constant("SUBSCRIPT_SHIFT_DOWN"), lower.height - constant("SUBSCRIPT_TOP_MAX"))
        if not is_sign:
            down = max(down, base.depth + constant("SUBSCRIPT_BASELINE_DROP_MIN"))
    if upper and lower:
        missing = constant("SUB_SUPERSCRIPT_GAP_MIN") - ((up - upper.depth) - (lower.height - down))
        if missing > 0:
            # First the upper one goes up, as far as is nice; the lower one goes down.
            room = constant("SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT") - (up - upper.depth)
            rise = max(0.0, min(room, missing))
            up, down = up + rise, down + missing - rise
    box = Box(base.width, base.height, base.depth)
    box.add(0.0, 0.0, base)
    right = base.width
    if upper:
        x = base.width + (0.0 if is_integral else base.italic)
        x += _kern(base, upper, "above", (base.height, up - upper.depth), up)
        box.put(x, -up, upper)
        right = max(right, x + upper.width)
    if lower:
        x = base.width - (base.italic if is_integral else 0.0)
        # A subscript is never moved away: it stands right of the foot of its sign.
        x += min(0.0, _kern(base, lower, "below", (lower.height - down, -base.depth), -down))
        box.put(x, down, lower)
        right = max(right, x + lower.width)
    box.width = right + constant("SPACE_AFTER_SCRIPT")
    return box


def _kern(base: Box, script: Box, where: str, heights: tuple[float, float], up: float) -> float:
    """Return by how much a script moves to a sign: less than both can take at two heights.

    Source: MathML Core, 3.4.1.2; the specification of OpenType says the smaller number, and means
    the smaller movement.
    """
    if not base.glyph or not script.glyph:
        return 0.0
    font = math_font()
    return max(
        font.kern(base.glyph, where, at / base.size) * base.size
        + font.kern(script.glyph, where, (at - up) / script.size, is_script=True) * script.size
        for at in heights
    )


def with_limits(base: Box, above: Items | None, below: Items | None, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    upper, lower = _set(above, mode.above), _set(below, mode.below)
    width = max(each.width for each in (base, upper, lower) if each)
    box = Box(width)
    box.put(middle(base, width), 0.0, base)
    if upper:
        gap = max(
            font.constant("UPPER_LIMIT_GAP_MIN") * size,
            font.constant("UPPER_LIMIT_BASELINE_RISE_MIN") * size - upper.depth,
        )
        x = middle(upper, width) + base.italic / 2
        box.put(x, -(base.height + gap + upper.depth), upper)
    if lower:
        gap = max(
            font.constant("LOWER_LIMIT_GAP_MIN") * size,
            font.constant("LOWER_LIMIT_BASELINE_DROP_MIN") * size - lower.height,
        )
        x = middle(lower, width) - base.italic / 2
        box.put(x, base.depth + gap + lower.height, lower)
    return box
