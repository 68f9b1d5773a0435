"""Lines with words from right to left: the order of the page is not that of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from nnexport.exporters.pdf.fonts import MONO, Face, clusters
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import Blank, Glyphs, Mark
from nnexport.exporters.pdf.text import bidi
from nnexport.exporters.pdf.text.breaking import NO_POINT
from nnexport.exporters.pdf.text.setting import NATURAL, Line, Piece, Setter, mark_piece, spread_pt

OBJECT = "\ufffc"
"""Stands for an isolate among the letters around it. It has no direction."""

Directed = tuple[Look, Face, str, float, int]
"""A piece, and the level of its direction: odd from right to left."""


@dataclass(slots=True)
class MixedSetter:
    """Sets the lines of one paragraph; directions are those of the whole paragraph."""

    setter: Setter
    from_right: bool
    """The paragraph begins at the right."""

    _words: list[list[Directed]] = field(init=False)
    """The pieces of each word, after the space before it."""

    def __post_init__(self) -> None:
        words = self.setter.words
        pieces = [
            list(self.setter.read_pieces(at, [word], with_space=True))
            for at, word in enumerate(words.words)
        ]
        levels = _levels([piece for word in pieces for piece in word], int(self.from_right))
        self._words = [
            [part for piece in word for part in _split(piece, levels)] for word in pieces
        ]

    def set_line(self, first: int, stop: int, *, is_last: bool) -> Line:
        """Return the line of some words."""
        parts = [part for word in self._words[first:stop] for part in word]
        if self.setter.words.glues[first]:
            # The space before the line is not printed.
            parts = parts[1:]
        width_pt = sum(part[3] for part in parts)
        measure, left_pt = self.setter.measure, self.setter.left_pt
        spaces = sum(glue is not None for glue in self.setter.words.glues[first + 1 : stop])
        size_pt = self.setter.words.looks[first].size_pt
        room_pt = measure.width - width_pt
        spread = self.setter.spread(room_pt, spaces, width_pt, size_pt, is_last)
        drawn_pt = (width_pt + spread.gap_pt * spaces) * spread.stretch
        stretches = _merge(_lend_faces(parts))
        x_pt = left_pt
        if self.from_right:
            # Formulas do not give as letters do; the line is as long as it is where it ends.
            x_pt += drawn_pt - sum(spread_pt(stretch[:4], spread) for stretch in stretches)
        # What is read first has its place first, wherever in the line it is drawn.
        elements = dict.fromkeys(stretch[0].element for stretch in stretches)
        marks: list[Mark] = [Blank(left_pt, 0.0, each) for each in elements if each is not None]
        for at in bidi.visual_order([stretch[4] for stretch in stretches]):
            look, face, text, natural_pt, level = stretches[at]
            piece = (look, face, text, natural_pt)
            baseline_pt = self.setter.baseline_pt
            own = mark_piece(piece, x_pt, baseline_pt, spread, right_to_left=level % 2 == 1)
            marks += self._mend_spaces(own, look, face) if " " in text else own
            x_pt += spread_pt(piece, spread)
        if self.setter.has_space_after((stop, NO_POINT)):
            # Beyond the last glyph, whatever its direction: a space inside would move the others.
            look = self.setter.words.looks[stop - 1]._replace(box=None)
            space = (look, self.setter.fonts.space(look.font).face, "", 0.0)
            marks += mark_piece(space, x_pt, self.setter.baseline_pt, NATURAL, goes_on=True)
        return Line(tuple(marks), drawn_pt)

    def _mend_spaces(self, marks: Sequence[Mark], look: Look, face: Face) -> Iterator[Mark]:
        """Yield marks whose spaces are as wide as those of the line, whatever face they are in."""
        space = self.setter.fonts.space(look.font)
        more_pt = (space.width - face.space) * look.size_pt if face is not space.face else 0.0
        for mark in marks:
            if more_pt and isinstance(mark, Glyphs):
                yield mark._replace(gap_pt=mark.gap_pt + more_pt)
            else:
                yield mark


def _lend_faces(parts: Sequence[Directed]) -> list[Directed]:
    """Return the parts of a line, each space between two words in their face: they are one then.

    A space is from the first face of its font, which has no letters from right to left.
    """
    lent = list(parts)
    for at in range(1, len(parts) - 1):
        look, face, text, width_pt, level = parts[at]
        before, after = parts[at - 1], parts[at + 1]
        if text != " " or before[1] is face or before[1] is not after[1] or not before[1].has(" "):
            continue
        if before[0] == look == after[0] and before[4] == level == after[4]:
            lent[at] = (look, before[1], text, width_pt, level)
    return lent


def is_isolate(look: Look) -> bool:
    """Tell whether a look is that of code or of a formula, which run from the left everywhere."""
    return look.font == MONO or look.box is not None


def _levels(pieces: Sequence[Piece], base: int) -> Iterator[int]:
    """Yield the level of each cluster of a paragraph; an isolate is one sign to what is around it.

    Source: UAX 9, rule X5a; here an isolate needs no marks in the text.
    """
    groups = [list(group) for _, group in groupby(pieces, key=_Isolates())]
    cells: list[str] = []
    for group in groups:
        cells += [OBJECT] if is_isolate(group[0][0]) else _clusters(group)
    outer = iter(bidi.levels(cells, base))
    for group in groups:
        inside = _clusters(group)
        if not is_isolate(group[0][0]):
            yield from islice(outer, len(inside))
            continue
        level = next(outer)
        yield from (level + level % 2 + each for each in bidi.levels(inside, 0))


def _clusters(pieces: Sequence[Piece]) -> list[str]:
    return [cluster for piece in pieces for cluster in clusters(piece[2])]


class _Isolates:
    """Numbers isolates, so that neighbours of one have one number; 0 is that of all other text."""

    def __init__(self) -> None:
        self._count = 0
        self._is_code = False

    def __call__(self, piece: Piece) -> int:
        look = piece[0]
        if not is_isolate(look):
            self._is_code = False
            return 0
        goes_on = look.box.number > 0 if look.box else self._is_code
        self._count += not goes_on
        self._is_code = look.box is None
        return self._count


def _split(piece: Piece, levels: Iterator[int]) -> Iterator[Directed]:
    """Yield the stretches of a piece that have one level; takes one level a cluster."""
    look, face, text, _ = piece
    for level, of_level in groupby(clusters(text), key=lambda _: next(levels)):
        stretch = "".join(of_level)
        width_pt = piece[3]
        if look.box is None:
            width_pt = face.measure(stretch, right_to_left=level % 2 == 1) * look.size_pt
        yield look, face, stretch, width_pt, level


def _merge(parts: list[Directed]) -> list[Directed]:
    """Return neighbours in one look, face and direction as one, with the space between them.

    Parts of a word that was cut were shaped one by one, and stay apart.
    """
    merged: list[Directed] = []
    for part in parts:
        if merged and merged[-1][:2] == part[:2] and merged[-1][4] == part[4]:
            look, face, text, width_pt, level = merged[-1]
            if face.is_solid or " " in (text[-1:], part[2][:1]):
                merged[-1] = (look, face, text + part[2], width_pt + part[3], level)
                continue
        merged.append(part)
    return merged
