"""What the font for mathematics says about itself: measures, sizes of signs, how they meet.

All lengths are for size 1: parts of the em.

Source: OpenType specification, table MATH.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

import uharfbuzz as hb

from nnexport.exporters.pdf.text.faces import Face, load_face

MATH_FACE = "STIXTwoMath-Regular"

_CORNERS = MappingProxyType({"above": hb.OTMathKern.TOP_RIGHT, "below": hb.OTMathKern.BOTTOM_RIGHT})
_OPPOSITE = MappingProxyType({"above": hb.OTMathKern.BOTTOM_LEFT, "below": hb.OTMathKern.TOP_LEFT})


@dataclass(frozen=True, slots=True)
class Extent:
    """Of a glyph: its advance, and how far its ink reaches from the baseline and to both sides."""

    advance: float
    height: float
    depth: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A glyph of one that is put together, and how far it is from its beginning."""

    glyph: int
    offset: float


class MathFont:
    """The font, by the numbers of its glyphs."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._font = face.font
        self._upem = float(face.font.face.upem)
        names = hb.OTMathConstant.__members__
        self._constants = {
            name: self._font.get_math_constant(constant) for name, constant in names.items()
        }
        self._overlap = self._font.get_math_min_connector_overlap("ltr") / self._upem

    def constant(self, name: str) -> float:
        """Return a measure such as ``AXIS_HEIGHT``."""
        return float(self._constants[name]) / self._upem

    def percent(self, name: str) -> float:
        """Return a measure that is a percentage."""
        return float(self._constants[name]) / 100

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one object of this class
    def glyph(self, character: str, level: int = 0) -> int:
        """Return the glyph of a character, 0 for none; ``level`` 1 is that of a script."""
        if not level:
            return self._font.get_nominal_glyph(ord(character)) or 0
        buffer = hb.Buffer()
        buffer.add_str(character)
        buffer.guess_segment_properties()
        buffer.script = "Zmth"
        hb.shape(self._font, buffer, {"ssty": level})
        infos = buffer.glyph_infos
        return infos[0].codepoint if len(infos) == 1 else self.glyph(character)

    @lru_cache(maxsize=4096)  # noqa: B019
    def extent(self, glyph: int) -> Extent:
        advance = self._font.get_glyph_h_advance(glyph) / self._upem
        extents = self._font.get_glyph_extents(glyph)
        if extents is None:
            return Extent(advance, 0.0, 0.0, 0.0, 0.0)
        top = extents.y_bearing / self._upem
        bottom = (extents.y_bearing + extents.height) / self._upem
        left = extents.x_bearing / self._upem
        return Extent(advance, top, -bottom, left, left + extents.width / self._upem)

    def italic(self, glyph: int) -> float:
        """Return how far a glyph leans out of its advance at its top."""
        return float(self._font.get_math_glyph_italics_correction(glyph)) / self._upem

    def attachment(self, glyph: int) -> float:
        """Return where an accent stands over a glyph, or is held itself."""
        return float(self._font.get_math_glyph_top_accent_attachment(glyph)) / self._upem

    def kern(self, glyph: int, where: str, height: float, *, is_script: bool = False) -> float:
        """Return how much nearer a script may come to a sign at a height above its baseline.

        ``where`` is ``above`` or ``below``; the glyph is the sign's, or the script's.
        """
        corner = (_OPPOSITE if is_script else _CORNERS)[where]
        units = self._font.get_math_glyph_kerning(glyph, corner, round(height * self._upem))
        return float(units) / self._upem

    # --- larger ones -----------------------------------------------------------------------------

    def larger(self, glyph: int, size: float, *, upright: bool = True) -> list[Piece]:
        """Return a glyph in at least a size, upwards or to the right, put together if it must be.

        Shape: pieces from below or the left; the largest that there is where that is too small.
        """
        direction = "btt" if upright else "ltr"
        variants = self._font.get_math_glyph_variants(glyph, direction)
        for variant in variants:
            if variant.advance / self._upem >= size:
                return [Piece(variant.glyph, 0.0)]
        parts, _ = self._font.get_math_glyph_assembly(glyph, direction)
        if parts:
            return list(self._assemble(parts, size))
        return [Piece(variants[-1].glyph if variants else glyph, 0.0)]

    def largest_within(self, glyph: int, width: float) -> int:
        """Return the widest form of a glyph that is no wider, such as a hat over a word."""
        found = glyph
        for variant in self._font.get_math_glyph_variants(glyph, "ltr"):
            extent = self.extent(variant.glyph)
            if extent.right - extent.left <= width:
                found = variant.glyph
        return found

    def _assemble(self, parts: list[hb.OTMathGlyphPart], size: float) -> Iterator[Piece]:
        """Yield the parts of a sign: as many of those that repeat as are needed."""
        extender = hb.OTMathGlyphPartFlags.EXTENDER
        repeats = 0
        while True:
            used = [part for part in parts for _ in range(repeats if part.flags & extender else 1)]
            lengths = [part.full_advance / self._upem for part in used]
            longest = sum(lengths) - self._overlap * (len(used) - 1)
            if used and (longest >= size or repeats > 200):
                break
            repeats += 1
        # The parts overlap a little more, until the sign is as long as is asked for.
        more = max(0.0, longest - size) / (len(used) - 1) if len(used) > 1 else 0.0
        at = 0.0
        for number, part in enumerate(used):
            if number:
                most = min(used[number - 1].end_connector_length, part.start_connector_length)
                at -= min(self._overlap + more, max(self._overlap, most / self._upem))
            yield Piece(part.glyph, at)
            at += lengths[number]


@cache
def math_font() -> MathFont:
    return MathFont(load_face(MATH_FACE))
