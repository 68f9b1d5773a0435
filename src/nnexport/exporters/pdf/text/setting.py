"""The words of a line → its marks: spaces widened, punctuation hung out, styles drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from nnexport.exporters.pdf.fonts import Face, Fonts, Measured
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import Glyphs, Link, Mark, Rule
from nnexport.exporters.pdf.text.breaking import NO_POINT, SLACK, Break, Measure
from nnexport.exporters.pdf.text.words import Words

WIDEST_GAP = 0.8
"""What a space may be wider than by nature, for size 1; a line that needs more is ragged."""

SPACES_FIRST = 0.15
"""Part of the size by which spaces are widened before glyphs are, and a third of it narrowed."""


class Line(NamedTuple):
    """Marks of one line; they count from the left and top of the line's box."""

    marks: tuple[Mark, ...]
    width_pt: float
    is_hyphenated: bool = False
    """Ends inside of a word."""

    indent_pt: float = 0.0
    """From the left of the line's box to its text, where that stands at the other side."""


_TEXT_OF = attrgetter("text")

Piece = tuple[Look, Face, str, float]
"""Look, face, text, width in points. A tuple: there are millions in a long deck."""


class Spread(NamedTuple):
    """How a line is fitted to its width."""

    gap_pt: float = 0.0
    """Added to each space."""

    stretch: float = 1.0
    """Factor of all widths: glyphs are drawn that much wider."""


NATURAL = Spread()


@dataclass(slots=True)
class Setter:
    """Sets the lines of one paragraph. Nothing of it changes."""

    words: Words
    fonts: Fonts
    measure: Measure
    left_pt: float
    baseline_pt: float
    goes_on: bool = False
    """The text goes on below the last line, after a hard break."""

    def set_line(self, start: Break, end: Break, *, is_last: bool) -> Line:
        """Return the line from one break to another."""
        (first, point), (stop, last_point) = start, end
        words, measure = self.words, self.measure
        if point == last_point == NO_POINT:
            line = words.words[first:stop]
            width_pt = words.ends[stop - 1] - words.ends[first] + words.widths[first]
        else:
            line = self._read_line(start, end)
            width_pt = self._natural_pt(start, end, line)
            stop = first + len(line)
        look = words.looks[first]
        size_pt = look.size_pt
        left_hang_pt = right_hang_pt = 0.0
        if measure.justified:
            left_hang_pt = line[0].hangs[0] * size_pt
            right_hang_pt = line[-1].hangs[1] * words.looks[stop - 1].size_pt
        room_pt = measure.width - width_pt + left_hang_pt + right_hang_pt
        x_pt, goes_on = self.left_pt - left_hang_pt, self.has_space_after(end)
        if words.is_plain or self._is_plain(first, stop):
            spaces = len(line) - 1
            spread = self.spread(room_pt, spaces, width_pt, size_pt, is_last)
            text = " ".join(map(_TEXT_OF, line))
            piece = (look, line[0].pieces[0].face, text, width_pt)
            marks = mark_piece(piece, x_pt, self.baseline_pt, spread, goes_on=goes_on)
        else:
            spaces = sum(glue is not None for glue in words.glues[first + 1 : stop])
            spread = self.spread(room_pt, spaces, width_pt, size_pt, is_last)
            marks = tuple(self._mark_all(first, line, x_pt, spread, goes_on))
        drawn_pt = (width_pt + spread.gap_pt * spaces) * spread.stretch
        if spread is NATURAL:
            right_hang_pt = 0.0  # It ends before the side out of which it could stand.
        is_hyphenated = end[1] != NO_POINT
        return Line(marks, drawn_pt - left_hang_pt - right_hang_pt, is_hyphenated)

    def has_space_after(self, end: Break) -> bool:
        """Tell whether a line ends at a space, not inside of a word."""
        stop, point = end
        if stop == len(self.words.words):
            return self.goes_on
        return point == NO_POINT and self.words.glues[stop] is not None

    def _read_line(self, start: Break, end: Break) -> list[Measured]:
        """Return the words between two breaks, with what is left of those that are parted."""
        (first, point), (stop, last_point) = start, end
        words = self.words.words
        line = words[first:stop]
        begin = self._place(first, point)
        if begin and line:
            line[0] = self.fonts.cut(line[0], begin)
        if last_point != NO_POINT:
            finish = self._place(stop, last_point)
            line.append(self.fonts.cut(words[stop], begin if first == stop else 0, finish))
        return line

    def _place(self, box: int, point: int) -> int:
        if point == NO_POINT:
            return 0
        look = self.words.looks[box]
        return self.fonts.find_points(look.font, look.size_pt, self.words.words[box])[point].at

    def _natural_pt(self, start: Break, end: Break, line: list[Measured]) -> float:
        """Return the width of a line with its spaces as they are."""
        (first, point), (stop, last_point) = start, end
        words = self.words
        width_pt = sum(words.widths[first:stop]) + sum(words.gaps[first + 1 : first + len(line)])
        if point != NO_POINT and first < stop:
            width_pt += line[0].width * words.looks[first].size_pt - words.widths[first]
        if last_point != NO_POINT:
            width_pt += line[-1].width * words.looks[stop].size_pt
        return width_pt

    def _is_plain(self, first: int, stop: int) -> bool:
        """Tell whether all words are in one look and face, with spaces between them."""
        words = self.words
        seams = words.seams
        at = bisect_right(seams, first)
        return (
            (at == len(seams) or seams[at] >= stop)
            and words.words[first].is_plain
            and first not in words.more
        )

    def spread(
        self, room_pt: float, spaces: int, width_pt: float, size_pt: float, is_last: bool
    ) -> Spread:
        """Return how a line is fitted; spaces give way first, glyphs a little after them."""
        # A ragged line may be too wide by the kerning at its hyphen, the last line was perhaps
        # chosen for what its spaces can give, and letters without a space may be kerned apart.
        is_free = is_last or not self.measure.justified or not spaces
        if is_free and room_pt >= -SLACK:
            return NATURAL
        full_pt = width_pt + room_pt
        if not spaces:
            return Spread(0.0, full_pt / width_pt)
        spare_pt = SPACES_FIRST * size_pt * spaces
        stretch = 1.0
        if room_pt > spare_pt:
            stretch += min(self.measure.scale, (room_pt - spare_pt) / width_pt)
        elif room_pt < -spare_pt / 3:
            stretch -= min(self.measure.scale, (-room_pt - spare_pt / 3) / width_pt)
        gap_pt = (full_pt / stretch - width_pt) / spaces
        # A word that cannot be parted follows: a short line is better than one full of holes.
        return NATURAL if gap_pt > WIDEST_GAP * size_pt else Spread(gap_pt, stretch)

    def _mark_all(
        self, first: int, line: list[Measured], x_pt: float, spread: Spread, goes_on: bool
    ) -> Iterator[Mark]:
        """Yield the marks of a line in several looks or faces; neighbours of one are one mark."""
        pieces = list(self.read_pieces(first, line))
        at = 0
        while at < len(pieces):
            look, face, text, width_pt = pieces[at]
            at += 1
            texts = [text]
            while at < len(pieces) and pieces[at][0] is look and pieces[at][1] is face:
                if " " not in (texts[-1], pieces[at][2]) and not face.is_solid:
                    # Parts of a word that was cut were shaped one by one, and are drawn so.
                    break
                texts.append(pieces[at][2])
                width_pt += pieces[at][3]
                at += 1
            piece = (look, face, "".join(texts), width_pt)
            ends = goes_on and at == len(pieces)
            yield from mark_piece(piece, x_pt, self.baseline_pt, spread, goes_on=ends)
            x_pt += spread_pt(piece, spread)

    def read_pieces(
        self, first: int, line: list[Measured], *, with_space: bool = False
    ) -> Iterator[Piece]:
        """Yield words and the spaces between them; if wanted, the space before them too."""
        words = self.words
        for at, word in enumerate(line, start=first):
            glue = words.glues[at]
            if glue and (with_space or at > first):
                space = self.fonts.space(glue.font)
                yield glue, space.face, " ", words.gaps[at]
            look = words.looks[at]
            for piece in word.pieces:
                yield look, piece.face, piece.text, piece.width * look.size_pt
            for more_look, more in words.more.get(at, ()):
                for piece in more.pieces:
                    yield more_look, piece.face, piece.text, piece.width * more_look.size_pt


def spread_pt(piece: Piece, spread: Spread) -> float:
    """Return how wide a piece is drawn."""
    if piece[0].box is not None:
        return piece[3]
    return (piece[3] + piece[2].count(" ") * spread.gap_pt) * spread.stretch


def mark_piece(
    piece: Piece,
    x_pt: float,
    baseline_pt: float,
    spread: Spread,
    *,
    right_to_left: bool = False,
    goes_on: bool = False,
) -> tuple[Mark, ...]:
    """Return the glyphs of a piece, and the rules and links that belong to its look."""
    look, face, text, _ = piece
    # Numbers that are nearly always the same are the same objects: there are very many marks.
    y_pt = baseline_pt - look.rise_pt if look.rise_pt else baseline_pt
    if look.box is not None:
        marks = (look.box.at(x_pt, y_pt), *_decorate(look, x_pt, y_pt, piece[3]))
        if not goes_on:
            return marks
        space = Glyphs(x_pt + piece[3], y_pt, "", face, look.size_pt, goes_on=True)
        return (*marks, space._replace(element=look.element))
    glyphs = Glyphs(
        x_pt,
        y_pt,
        text,
        face,
        look.size_pt * face.scale if face.scale != 1.0 else look.size_pt,
        look.color,
        # What spaces are given was not measured for letters; lines of such are filled later.
        0.0 if face.is_solid else spread.gap_pt,
        spread.stretch,
        right_to_left,
        look.element,
        goes_on,
    )
    if not (look.strike or look.underline or look.href):
        return (glyphs,)
    return (glyphs, *_decorate(look, x_pt, y_pt, spread_pt(piece, spread)))


def _decorate(look: Look, x_pt: float, y_pt: float, width_pt: float) -> Iterator[Mark]:
    if look.strike:
        middle_pt = y_pt - 0.25 * look.size_pt
        yield Rule(x_pt, middle_pt, x_pt + width_pt, middle_pt, look.color, 0.5)
    if look.underline:
        below_pt = y_pt + 0.16 * look.size_pt
        yield Rule(x_pt, below_pt, x_pt + width_pt, below_pt, look.color, 0.5)
    if look.href:
        top_pt = y_pt - 0.8 * look.size_pt
        yield Link(x_pt, top_pt, width_pt, 1.1 * look.size_pt, look.href, look.element)
