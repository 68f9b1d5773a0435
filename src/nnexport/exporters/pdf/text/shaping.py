"""A word → its glyphs with their places, by HarfBuzz: kerning, ligatures, marks, joined letters.

Shaping takes ten microseconds a word, so whoever calls keeps the result; most words come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import uharfbuzz as hb

from nnexport.exporters.pdf.text.characters import SOFT_HYPHEN

Glyph = tuple[int, float, float, float]
"""Glyph id; what its advance differs from the font's; how far it is moved right and up.

All but the id in thousandths of the size. Tuples, shared between words: there are very many."""

Cluster = tuple[str, tuple[Glyph, ...]]
"""Characters that are drawn together, and their glyphs from left to right."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word as it is drawn."""

    width: float
    """In thousandths of the size."""

    clusters: tuple[Cluster, ...]
    """From left to right."""


class Shaper:
    """Shapes words in one font; equal clusters are one object."""

    def __init__(self, font: hb.Font) -> None:
        self._font = font
        self._to_thousandths = 1000 / font.face.upem
        self._buffer = hb.Buffer()
        self._clusters: dict[Cluster, Cluster] = {}

    def shape(self, word: str, *, right_to_left: bool = False) -> Shaped:
        """Return a word without spaces; it runs in one direction.

        A soft hyphen at its end is drawn as the hyphen that a line ends in, and read as what it is,
        so that copied words come together again.
        """
        shown = word
        if word.endswith(SOFT_HYPHEN):
            # HarfBuzz hides a soft hyphen.
            shown = word[:-1] + "-"
        buffer = self._buffer
        buffer.reset()
        # Programs that read a PDF turn letters from right to left round one by one.
        level = hb.BufferClusterLevel
        one_by_one, together = level.MONOTONE_CHARACTERS, level.MONOTONE_GRAPHEMES
        buffer.cluster_level = one_by_one if right_to_left else together
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(shown)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        hb.shape(self._font, buffer)
        return self._read(word)

    def _read(self, word: str) -> Shaped:
        infos, positions = self._buffer.glyph_infos, self._buffer.glyph_positions
        starts = [info.cluster for info in infos]
        ends = dict(zip(sorted(set(starts)), [*sorted(set(starts))[1:], len(word)], strict=True))
        scale = self._to_thousandths
        width = 0.0
        read: list[Cluster] = []
        at = 0
        while at < len(infos):
            start = starts[at]
            glyphs: list[Glyph] = []
            while at < len(infos) and starts[at] == start:
                glyph, place = infos[at].codepoint, positions[at]
                own = self._font.get_glyph_h_advance(glyph)
                width += place.x_advance
                differs = round((place.x_advance - own) * scale, 1)
                offset = round(place.x_offset * scale, 1), round(place.y_offset * scale, 1)
                glyphs.append((glyph, differs, *offset))
                at += 1
            read += (
                self._clusters.setdefault(cluster, cluster)
                for cluster in self._part(word[start : ends[start]], glyphs)
            )
        return Shaped(width * scale, tuple(read))

    def _part(self, text: str, glyphs: list[Glyph]) -> Iterator[Cluster]:
        """Yield what is drawn together: from right to left one by one, as far as that goes."""
        if len(glyphs) == len(text) > 1 and self._buffer.direction == "rtl":
            character_of = {self._font.get_nominal_glyph(ord(each)): each for each in text}
            if all(glyph in character_of for glyph, *_ in glyphs):
                yield from ((character_of[glyph[0]], (glyph,)) for glyph in glyphs)
                return
        yield text, tuple(glyphs)
