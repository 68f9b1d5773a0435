"""A list of atoms → boxes beside each other, with TeX's spaces between them.

Source: The TeXbook, chapter 18 and appendix G, rules 5, 6 and 20.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from nnexport.exporters.pdf.formulas.nodes import Atom, Items, Sign, Space, Style
from nnexport.exporters.pdf.formulas.scripts import set_atom
from nnexport.exporters.pdf.formulas.setting import Box, Mode
from nnexport.exporters.pdf.formulas.symbols import BIN, CLOSE, INNER, OP, OPEN, ORD, PUNCT, REL

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
