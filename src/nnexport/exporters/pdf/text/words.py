"""Runs → words: what stands between two places where a line may end, and the spaces between.

A paragraph is kept as lists beside each other, not as an object a word: a long deck has a million
words, and nearly all of them are looked up, not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from operator import add
from typing import cast

from nnexport.exporters.pdf.fonts import MONO, Face, Fonts, Measured, Piece, primary_face
from nnexport.exporters.pdf.looks import BOX_TEXT, Box, Look, Run
from nnexport.exporters.pdf.text.characters import starts_syllable, syllables

BOX_GAP = 0.26
"""Least space before a formula or picture, for size 1: they have less white at their sides than
letters."""

# White space at which a line may end: all but the no-break spaces.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")

# In a long word, such as an address, a line rather ends after one of these.
_SEAMS = frozenset("/.?&=_:;,+@#%~-|()")


@dataclass(slots=True)
class Words:
    """The words of a paragraph; the lists are equally long."""

    looks: list[Look] = field(default_factory=list)
    words: list[Measured] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    """In points."""

    glues: list[Look | None] = field(default_factory=list)
    """Look of the space before a word; ``None`` where a line may end without one."""

    gaps: list[float] = field(default_factory=list)
    """Width of that space in points."""

    more: dict[int, list[tuple[Look, Measured]]] = field(default_factory=dict)
    """What belongs to a word beyond its first look, by the number of the word."""

    seams: list[int] = field(default_factory=list)
    """Ascending: words that cannot be in one mark with the word before."""

    ends: list[float] = field(default_factory=list)
    """How far each word reaches, all of them in one line; once all are read."""

    right_to_left: bool = False
    is_plain: bool = False
    """All are plain words in one look, with spaces between them."""

    boxes_pt: float = 0.0
    """Of all widths, those of formulas and pictures."""

    def parts(self, at: int) -> Iterator[tuple[Look, Measured]]:
        """Yield a word in its looks."""
        yield self.looks[at], self.words[at]
        yield from self.more.get(at, ())

    def add(self, look: Look, word: Measured, glue: Look | None, gap_pt: float) -> None:
        """Add a word of any kind."""
        at = len(self.words)
        if at and (glue is not look or self.looks[-1] is not look):
            self.seams.append(at)
        if not word.is_plain:
            self.seams += (at, at + 1)
            self.right_to_left |= word.right_to_left
        self.looks.append(look)
        self.words.append(word)
        self.widths.append(word.width * look.size_pt)
        self.glues.append(glue)
        self.gaps.append(gap_pt)

    def join(self, look: Look, word: Measured) -> None:
        """Add something to the last word."""
        at = len(self.words) - 1
        self.more.setdefault(at, []).append((look, word))
        self.right_to_left |= word.right_to_left
        self.widths[at] += word.width * look.size_pt
        self.seams += (at, at + 1)


def read_words(runs: Sequence[Run], fonts: Fonts, width_pt: float) -> Words:
    """Return the words of runs; one that is wider than the width is cut."""
    words = Words()
    glue: Look | None = None
    joins = False
    bind = fonts.bind
    for run in runs:
        look, text = run.look, run.text
        if look.box is not None:
            word = _box_word(look, look.box)
            words.boxes_pt += look.box.width_pt
            if joins and not run.can_break_before:
                words.join(look, word)
            else:
                gap_pt = fonts.space(glue.font).width * glue.size_pt if glue else 0.0
                words.add(look, word, glue, max(gap_pt, BOX_GAP * look.size_pt) if glue else 0.0)
            glue, joins = None, True
            continue
        if bind is not None and look.font != MONO:
            text = bind(text)
        if text.isascii():
            chunks = text.split()
            opens, closes = text[:1].isspace(), text[-1:].isspace()
        else:
            chunks = _SPACES.split(text)
            opens, closes = not chunks[0], not chunks[-1]
            chunks = [chunk for chunk in chunks if chunk]
        had_chunks = bool(chunks)
        if opens or (closes and not chunks):
            glue, joins = look, False
        if joins and chunks:
            for number, part in enumerate(fonts.measure(look.font, chunks[0])):
                if number or not words.words:
                    words.add(look, part, None, 0.0)
                else:
                    words.join(look, part)
            del chunks[0]
            glue = look
        if chunks and _add_all(words, look, chunks, glue, fonts):
            glue, joins = None, True
        if closes and had_chunks:
            glue, joins = look, False
    if words.words:
        words.glues[0], words.gaps[0] = None, 0.0
        words.seams.sort()
        words.is_plain = words.seams == [0] and words.words[0].is_plain and not words.more
        if max(words.widths) > width_pt:
            words = _cut_words(words, width_pt, fonts)
        words.ends = list(accumulate(map(add, words.widths, words.gaps)))
    return words


def _box_word(look: Look, box: Box) -> Measured:
    width, trail = box.width_pt / look.size_pt, box.trail_pt / look.size_pt
    face = primary_face(look.font)
    return Measured(width, (Piece(face, BOX_TEXT, width),), hangs=(0.0, trail))


def _add_all(
    words: Words, look: Look, chunks: Sequence[str], glue: Look | None, fonts: Fonts
) -> bool:
    """Add words in one look with spaces between them; tell whether anything is visible of them.

    ``glue`` is the look of the space before the first.
    """
    known = fonts.plain_words(look.font)
    found = list(map(known.__getitem__, chunks))
    if None not in found:
        _add_plain(words, look, cast("list[Measured]", found), glue, fonts)
        return True
    start, at, count = len(words.words), 0, len(found)
    while at < count:
        end = found.index(None, at) if None in found[at:] else count
        if end > at:
            _add_plain(words, look, cast("list[Measured]", found[at:end]), glue, fonts)
            glue = look
        if end < count:
            gap_pt = fonts.space(glue.font).width * glue.size_pt if glue else 0.0
            for number, part in enumerate(fonts.measure(look.font, chunks[end])):
                words.add(look, part, None if number else glue, 0.0 if number else gap_pt)
                glue = look
        at = end + 1
    return len(words.words) > start


def _add_plain(
    words: Words, look: Look, added: list[Measured], glue: Look | None, fonts: Fonts
) -> None:
    """Add plain words; ``glue`` is the look of the space before the first."""
    first, count, size_pt = len(words.words), len(added), look.size_pt
    space_pt = fonts.space(look.font).width * size_pt
    if not first or glue is not look or words.looks[-1] is not look:
        words.seams.append(first)
    words.looks += [look] * count
    words.words += added
    words.widths += [word.width * size_pt for word in added]
    words.glues += [look] * count
    words.gaps += [space_pt] * count
    if glue is not look:
        words.glues[first] = glue
        words.gaps[first] = fonts.space(glue.font).width * glue.size_pt if glue else 0.0


def _cut_words(words: Words, width_pt: float, fonts: Fonts) -> Words:
    """Return words that fit the width: cut at seams where they have some, else anywhere.

    A word that hyphens can part into pieces that fit stays whole.
    """
    cut = Words(right_to_left=words.right_to_left, boxes_pt=words.boxes_pt)
    for at, glue in enumerate(words.glues):
        if words.widths[at] <= width_pt or can_be_hyphenated(words, at, width_pt, fonts):
            cut.add(words.looks[at], words.words[at], glue, words.gaps[at])
            for look, more in words.more.get(at, ()):
                cut.join(look, more)
            continue
        gap_pt = words.gaps[at]
        from_right = words.words[at].right_to_left
        for part in _cut_to_fit(_read_cells(words.parts(at)), width_pt, from_right):
            for number, (look, word) in enumerate(part):
                if number:
                    cut.join(look, word)
                else:
                    cut.add(look, word, glue, gap_pt)
            glue, gap_pt = None, 0.0
    return cut


def can_be_hyphenated(words: Words, at: int, width_pt: float, fonts: Fonts) -> bool:
    """Tell whether all that hyphens make of a word fits the width."""
    look = words.looks[at]
    if at in words.more or look.href or words.right_to_left:
        return False
    points = fonts.find_points(look.font, look.size_pt, words.words[at])
    left_pt, whole_pt = 0.0, words.widths[at]
    for point in points:
        if point.before - left_pt > width_pt:
            return False
        left_pt = whole_pt - point.after
    return bool(points) and whole_pt - left_pt <= width_pt


Cell = tuple[Look, Face, str, float]
"""Look, face, cluster of characters, width in points."""


def _read_cells(parts: Iterator[tuple[Look, Measured]]) -> list[Cell]:
    return [
        (
            look,
            piece.face,
            cluster,
            (piece.width if look.box else piece.face.measure(cluster)) * look.size_pt,
        )
        for look, word in parts
        for piece in word.pieces
        for cluster in syllables(piece.text)
    ]


def _cut(cells: Sequence[Cell], width_pt: float) -> Iterator[Sequence[Cell]]:
    """Yield the parts of a word that is too wide."""
    start, used_pt, seam = 0, 0.0, 0
    for at, (_, _, cluster, cell_pt) in enumerate(cells):
        if starts_syllable(cluster):
            seam = at
        if at > start and used_pt + cell_pt > width_pt:
            # A seam in the first half would leave the line rather empty.
            end = seam if seam - start > (at - start) // 2 else at
            yield cells[start:end]
            start, used_pt = end, sum(cell[3] for cell in cells[end:at])
        used_pt += cell_pt
        if cluster in _SEAMS:
            seam = at + 1
    yield cells[start:]


Part = list[tuple[Look, Measured]]


def _cut_to_fit(cells: Sequence[Cell], width_pt: float, right_to_left: bool) -> Iterator[Part]:
    """Yield the parts of a word; halved where letters are wider joined than one by one."""
    for some in _cut(cells, width_pt):
        part = list(_gather(some, right_to_left))
        if len(some) > 1 and sum(word.width * look.size_pt for look, word in part) > width_pt:
            middle = len(some) // 2
            yield from _cut_to_fit(some[:middle], width_pt, right_to_left)
            yield from _cut_to_fit(some[middle:], width_pt, right_to_left)
        else:
            yield part


def _gather(cells: Sequence[Cell], right_to_left: bool) -> Iterator[tuple[Look, Measured]]:
    """Yield neighbouring cells of one look as words of their own."""
    for look, of_look in groupby(cells, key=lambda cell: cell[0]):
        pieces = []
        for face, of_face in groupby(of_look, key=lambda cell: cell[1]):
            text = "".join(cell[2] for cell in of_face)
            width = look.box.width_pt / look.size_pt if look.box else face.measure(text)
            pieces.append(Piece(face, text, width))
        yield look, Measured.of(tuple(pieces), right_to_left=right_to_left)
