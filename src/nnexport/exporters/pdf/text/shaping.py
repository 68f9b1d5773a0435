"""A word → its glyphs with their places, by HarfBuzz: kerning, ligatures, marks, joined letters.

Shaping takes ten microseconds a word, so whoever calls keeps the result; most words come again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

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

    def __init__(self, font: hb.Font, language: str = "", *, kerns: bool = True) -> None:
        self._font = font
        self._features = {} if kerns else {"kern": False}
        self._language = language
        self._to_thousandths = 1000 / font.face.upem
        self._buffer = hb.Buffer()
        self._advances: dict[int, int] = {}
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
        buffer.language = self._language or "en"
        hb.shape(self._font, buffer, self._features)
        return self._read(word)

    def _read(self, word: str) -> Shaped:
        infos, positions = self._buffer.glyph_infos, self._buffer.glyph_positions
        starts = [info.cluster for info in infos]
        glyphs = [
            self._read_glyph(info.codepoint, place)
            for info, place in zip(infos, positions, strict=True)
        ]
        width = sum([place.x_advance for place in positions]) * self._to_thousandths
        read: Iterable[Cluster]
        if starts == list(range(len(word))):
            read = zip(word, zip(glyphs, strict=True), strict=True)
        else:
            read = self._gather(word, starts, glyphs)
        known = self._clusters
        return Shaped(width, tuple([known.setdefault(cluster, cluster) for cluster in read]))

    def _read_glyph(self, glyph: int, place: hb.GlyphPosition) -> Glyph:
        advance = self._advances.get(glyph)
        if advance is None:
            advance = self._advances[glyph] = self._font.get_glyph_h_advance(glyph)
        scale = self._to_thousandths
        right, up = place.x_offset, place.y_offset
        return (
            glyph,
            round((place.x_advance - advance) * scale, 1),
            round(right * scale, 1) if right else 0.0,
            round(up * scale, 1) if up else 0.0,
        )

    def _gather(self, word: str, starts: list[int], glyphs: list[Glyph]) -> Iterator[Cluster]:
        """Yield characters with their glyphs, of a word with ligatures or from right to left."""
        # What has no glyph belongs to the cluster before it, or to the first.
        in_order = sorted(set(starts))
        texts = {
            start: word[start if number else 0 : end]
            for number, (start, end) in enumerate(pairwise([*in_order, len(word)]))
        }
        at = 0
        while at < len(glyphs):
            first, start = at, starts[at]
            while at < len(glyphs) and starts[at] == start:
                at += 1
            yield from self._part(texts[start], glyphs[first:at])

    def _part(self, text: str, glyphs: list[Glyph]) -> Iterator[Cluster]:
        """Yield what is drawn together: from right to left one by one, as far as that goes."""
        if len(glyphs) == len(text) > 1 and self._buffer.direction == "rtl":
            character_of = {self._font.get_nominal_glyph(ord(each)): each for each in text}
            if all(glyph in character_of for glyph, *_ in glyphs):
                yield from ((character_of[glyph[0]], (glyph,)) for glyph in glyphs)
                return
        yield text, tuple(glyphs)
