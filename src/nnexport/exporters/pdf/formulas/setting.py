"""Lists of atoms → boxes of signs at their places, by the rules of TeX and the font's measures.

Source: The TeXbook, appendix G; OpenType specification, table MATH.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from nnexport.exporters.pdf.formulas.measures import Extent, MathFont, Piece, math_font
from nnexport.exporters.pdf.text.faces import Face

Step = tuple[str, tuple[float, ...]]
"""An operator of a path in PDF, and its operands."""


class Glyph(NamedTuple):
    """A glyph of a face, in a size."""

    face: Face
    glyph: int
    size: float


class Bar(NamedTuple):
    """A filled rectangle; its place is its left upper corner."""

    width: float
    height: float


class Slant(NamedTuple):
    """A line from its place to another one."""

    right: float
    down: float
    thickness: float


@dataclass(slots=True)
class Box:
    """Something with a width, a height above its baseline and a depth below."""

    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    parts: list[tuple[float, float, Box | Glyph | Bar | Slant]] = field(default_factory=list)
    """x to the right and y down from the beginning of the baseline."""

    italic: float = 0.0
    """How far it leans out of its width at its top."""

    glyph: int = 0
    """Of a box that is one sign, for what is joined to it."""

    size: float = 1.0
    """Of that glyph."""

    def add(self, x: float, y: float, part: Box | Glyph | Bar | Slant) -> None:
        """Put something at a place, without any change of the measures."""
        self.parts.append((x, y, part))

    def put(self, x: float, y: float, box: Box) -> None:
        """Put a box at a place, and reach as far as it does."""
        self.parts.append((x, y, box))
        self.height = max(self.height, box.height - y)
        self.depth = max(self.depth, box.depth + y)


class Mode(NamedTuple):
    """TeX's styles: how large, and how much room there is above."""

    level: int
    """0 on a line of its own, 1 in text, 2 in a script, 3 in a script of that."""

    cramped: bool = False

    @property
    def is_display(self) -> bool:
        return self.level == 0

    @property
    def is_script(self) -> bool:
        return self.level > 1

    @property
    def size(self) -> float:
        return _sizes()[self.level]

    @property
    def above(self) -> Mode:
        """Of a superscript."""
        return Mode(2 if self.level < 2 else 3, self.cramped)

    @property
    def below(self) -> Mode:
        """Of a subscript."""
        return Mode(2 if self.level < 2 else 3, True)

    @property
    def numerator(self) -> Mode:
        return Mode(min(self.level + 1, 3), self.cramped)

    @property
    def denominator(self) -> Mode:
        return Mode(min(self.level + 1, 3), True)

    @property
    def tight(self) -> Mode:
        return Mode(self.level, True)


def _sizes() -> tuple[float, float, float, float]:
    font = math_font()
    small = font.percent("SCRIPT_PERCENT_SCALE_DOWN")
    smallest = font.percent("SCRIPT_SCRIPT_PERCENT_SCALE_DOWN")
    return (1.0, 1.0, small, smallest)


# --- boxes of signs ------------------------------------------------------------------------------


def glyph_box(font: MathFont, glyph: int, size: float) -> Box:
    """Return one sign as a box."""
    extent = font.extent(glyph)
    box = Box(extent.advance * size, extent.height * size, extent.depth * size)
    box.add(0.0, 0.0, Glyph(font.face, glyph, size))
    box.italic = font.italic(glyph) * size
    box.glyph, box.size = glyph, size
    return box


def pile(font: MathFont, pieces: Sequence[Piece], size: float) -> Box:
    """Return pieces above each other as one box; its depth is what is below its first one."""
    if len(pieces) == 1:
        return glyph_box(font, pieces[0].glyph, size)
    box = Box()
    for piece in pieces:
        extent = font.extent(piece.glyph)
        # The lower end of a piece stands at its offset.
        y = -(piece.offset + extent.depth) * size
        box.add(0.0, y, Glyph(font.face, piece.glyph, size))
        box.width = max(box.width, extent.advance * size)
        box.height = max(box.height, (piece.offset + extent.depth + extent.height) * size)
    return box


def stretched(font: MathFont, character: str, height: float, size: float, axis: float) -> Box:
    """Return a sign at least as high as asked for, in the middle of the axis."""
    glyph = font.glyph(character)
    return centred(pile(font, font.larger(glyph, height / size), size), axis)


def centred(box: Box, axis: float) -> Box:
    """Return a box with its middle on the axis."""
    down = (box.height - box.depth) / 2 - axis
    moved = Box(box.width, box.height - down, box.depth + down, [(0.0, down, box)])
    moved.italic, moved.glyph, moved.size = box.italic, box.glyph, box.size
    return moved


_DOUBLE = MappingProxyType(
    {"⇌": ("⇀", "↽", 0.1), "⇋": ("↼", "⇁", 0.1), "⇄": ("→", "←", 0.2), "⇆": ("←", "→", 0.2)}
)
"""Arrows of which the font has no long ones: the upper and the lower one, and how far each of them
is moved out of the middle."""


def strip(font: MathFont, character: str, width: float, size: float) -> Box:
    """Return a sign at least as wide as asked for, or as wide as there is one.

    Its height and depth are those of its ink: either may be less than 0.
    """
    if character in _DOUBLE:
        upper, lower, apart = _DOUBLE[character]
        over, under = (strip(font, each, width, size) for each in (upper, lower))
        up = apart * size
        box = Box(max(over.width, under.width), over.height + up, under.depth + up)
        box.parts = [(0.0, -up, over), (0.0, up, under)]
        return box
    extent = font.extent(font.glyph(character))
    if character == "=":
        return _long_equal(extent, max(width, extent.advance * size), size)
    pieces = font.larger(font.glyph(character), width / size, upright=False)
    extents = [font.extent(piece.glyph) for piece in pieces]
    box = Box(
        max(each.offset + own.advance for each, own in zip(pieces, extents, strict=True)) * size,
        max(each.height for each in extents) * size,
        max(each.depth for each in extents) * size,
    )
    for piece in pieces:
        box.add(piece.offset * size, 0.0, Glyph(font.face, piece.glyph, size))
    return box


def _long_equal(extent: Extent, width: float, size: float) -> Box:
    bar = 0.066 * size
    height, depth = extent.height * size, extent.depth * size
    box = Box(width, height, depth)
    box.add(0.0, -height, Bar(width, bar))
    box.add(0.0, depth - bar, Bar(width, bar))
    return box


def row(boxes: Sequence[Box]) -> Box:
    """Return boxes beside each other."""
    whole = Box()
    for box in boxes:
        whole.put(whole.width, 0.0, box)
        whole.width += box.width
    return whole


def middle(box: Box, width: float) -> float:
    """Return where a box begins in the middle of a width."""
    return (width - box.width) / 2


def flat(
    box: Box, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[float, float, Glyph | Bar | Slant]]:
    """Yield all signs and lines of a box with their places."""
    for right, down, part in box.parts:
        if isinstance(part, Box):
            yield from flat(part, x + right, y + down)
        else:
            yield x + right, y + down, part
