"""Runs → lines that fit a width: the setter of every paragraph, cell and question on a sheet.

Greedy and ragged right: at 75 characters a line, justifying without hyphenation would leave holes.
A later line breaker needs to replace ``_break_words`` only; what stands before and after stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nnexport.exporters.pdf.fonts import Face, Fonts, clusters
from nnexport.exporters.pdf.page import Glyphs, Link, Mark, Rule
from nnexport.exporters.pdf.runs import Look, Run
from nnexport.exporters.pdf.text import bidi

SLACK_PT = 0.01
"""What rounding may add to a width without the line being too long."""


@dataclass(slots=True)
class Word:
    """What cannot be parted in a line; built piece by piece while reading runs."""

    glue: Look | None
    """Look of the space before it; ``None`` where a line may end without one."""

    width_pt: float = 0.0
    right_to_left: bool = False
    pieces: list[Piece] = field(default_factory=list)


Piece = tuple[Look, Face, str, float]
"""Look, face, text, width in points. A tuple: there are millions in a long deck."""


@dataclass(frozen=True, slots=True)
class Line:
    """Marks of one line; they count from the left and top of the line's box."""

    marks: tuple[Mark, ...]
    width_pt: float


def set_lines(
    runs: Sequence[Run],
    fonts: Fonts,
    *,
    width_pt: float,
    left_pt: float = 0.0,
    baseline_pt: float = 0.0,
) -> list[Line]:
    """Return the lines of a paragraph; nothing in them is wider than ``width_pt``.

    Shape: no line for runs that print nothing.
    """
    words = _read_words(runs, fonts, width_pt)
    base = 0
    if any(word.right_to_left for word in words):
        base = int(bidi.starts_right_to_left("".join(run.text for run in runs)))
    return [
        _set_line(line, fonts, left_pt, baseline_pt, base)
        for line in _break_words(words, fonts, width_pt)
    ]


def measure_runs(runs: Sequence[Run], fonts: Fonts) -> tuple[float, float]:
    """Return the width of the widest word, and of all in one line."""
    words = _read_words(runs, fonts, float("inf"))
    widest = max((word.width_pt for word in words), default=0.0)
    gaps = sum(_space_pt(fonts, word.glue) for word in words[1:])
    return widest, sum(word.width_pt for word in words) + gaps


# --- words ---------------------------------------------------------------------------------------

# White space at which a line may end: all but the no-break spaces.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")


def _read_words(runs: Sequence[Run], fonts: Fonts, width_pt: float) -> list[Word]:
    words: list[Word] = []
    glue: Look | None = None
    joins = False
    for run in runs:
        look = run.look
        size_pt = look.size_pt
        measure, font = fonts.measure, look.font
        for number, chunk in enumerate(_SPACES.split(run.text)):
            if number:
                glue, joins = look, False
            parts = measure(font, chunk) if chunk else ()
            if not parts:
                continue
            for part in parts:
                if not joins:
                    words.append(Word(glue))
                word = words[-1]
                word.width_pt += part.width * size_pt
                word.right_to_left |= part.right_to_left
                for piece in part.pieces:
                    word.pieces.append((look, piece.face, piece.text, piece.width * size_pt))
                glue, joins = None, False
            joins = True
    if any(word.width_pt > width_pt for word in words):
        words = [part for word in words for part in _cut_word(word, width_pt)]
    return words


# In a long word, such as an address, a line rather ends after one of these.
_SEAMS = frozenset("/.?&=_:;,+@#%~-|)")


def _cut_word(word: Word, width_pt: float) -> Iterator[Word]:
    """Yield a word in parts that fit the width: cut at seams where it has some, else anywhere."""
    if word.width_pt <= width_pt:
        yield word
        return
    part = Word(word.glue, right_to_left=word.right_to_left)
    seam = 0
    for look, face, text, _ in word.pieces:
        for cluster in clusters(text):
            cluster_pt = face.measure(cluster) * look.size_pt
            if part.pieces and part.width_pt + cluster_pt > width_pt:
                # A seam in the first half would leave the line rather empty.
                at = seam if seam > len(part.pieces) // 2 else len(part.pieces)
                rest = part.pieces[at:]
                part.pieces = part.pieces[:at]
                part.width_pt = sum(piece[3] for piece in part.pieces)
                yield part
                part = Word(None, sum(piece[3] for piece in rest), word.right_to_left, rest)
                seam = 0
            part.pieces.append((look, face, cluster, cluster_pt))
            part.width_pt += cluster_pt
            if cluster in _SEAMS:
                seam = len(part.pieces)
    yield part


# --- lines ---------------------------------------------------------------------------------------


def _space_pt(fonts: Fonts, look: Look | None) -> float:
    return fonts.space(look.font).width * look.size_pt if look else 0.0


def _break_words(words: Sequence[Word], fonts: Fonts, width_pt: float) -> Iterator[list[Word]]:
    """Yield the words of each line: as many as fit."""
    line: list[Word] = []
    used_pt = 0.0
    for word in words:
        glue = word.glue
        gap_pt = fonts.space(glue.font).width * glue.size_pt if glue else 0.0
        if line and used_pt + gap_pt + word.width_pt > width_pt + SLACK_PT:
            yield line
            line, used_pt = [word], word.width_pt
        else:
            used_pt += gap_pt + word.width_pt if line else word.width_pt
            line.append(word)
    if line:
        yield line


def _set_line(
    words: Sequence[Word], fonts: Fonts, left_pt: float, baseline_pt: float, base: int
) -> Line:
    """Return the marks of a line: words of one look and face are one mark, spaces included."""
    pieces = list(_with_spaces(words, fonts))
    if base or any(word.right_to_left for word in words):
        return _set_mixed_line(pieces, left_pt, baseline_pt, base)
    marks: list[Mark] = []
    x_pt = left_pt
    at = 0
    while at < len(pieces):
        look, face, text, width_pt = pieces[at]
        texts = [text]
        at += 1
        while at < len(pieces) and pieces[at][0] is look and pieces[at][1] is face:
            texts.append(pieces[at][2])
            width_pt += pieces[at][3]
            at += 1
        marks += _mark_piece((look, face, "".join(texts), width_pt), x_pt, baseline_pt, False)
        x_pt += width_pt
    return Line(tuple(marks), x_pt - left_pt)


def _mark_piece(
    piece: Piece, x_pt: float, baseline_pt: float, right_to_left: bool
) -> Iterator[Mark]:
    look, face, text, width_pt = piece
    y_pt = baseline_pt - look.rise_pt
    size_pt = look.size_pt * face.scale
    yield Glyphs(
        x_pt,
        y_pt,
        text,
        face,
        size_pt,
        look.color,
        right_to_left=right_to_left,
        element=look.element,
    )
    if look.strike:
        middle_pt = y_pt - 0.25 * look.size_pt
        yield Rule(x_pt, middle_pt, x_pt + width_pt, middle_pt, look.color, 0.5)
    if look.underline:
        below_pt = y_pt + 0.16 * look.size_pt
        yield Rule(x_pt, below_pt, x_pt + width_pt, below_pt, look.color, 0.5)
    if look.href:
        top_pt = y_pt - 0.8 * look.size_pt
        yield Link(x_pt, top_pt, width_pt, 1.1 * look.size_pt, look.href, look.element)


def _with_spaces(words: Sequence[Word], fonts: Fonts) -> Iterator[Piece]:
    for number, word in enumerate(words):
        if number and word.glue:
            space = fonts.space(word.glue.font)
            yield word.glue, space.face, " ", space.width * word.glue.size_pt
        yield from word.pieces


def _set_mixed_line(pieces: Sequence[Piece], left_pt: float, baseline_pt: float, base: int) -> Line:
    """Return the marks of a line with words from right to left, in the order of the page.

    What stands beside each other in one look, face and direction is one mark.
    """
    single = [(look, face, cluster) for look, face, text, _ in pieces for cluster in clusters(text)]
    levels = bidi.levels([cluster for _, _, cluster in single], base)
    stretches: list[tuple[Look, Face, str]] = []
    level_of: list[int] = []
    for (look, face, cluster), level in zip(single, levels, strict=True):
        if stretches and stretches[-1][:2] == (look, face) and level_of[-1] == level:
            stretches[-1] = (look, face, stretches[-1][2] + cluster)
        else:
            stretches.append((look, face, cluster))
            level_of.append(level)
    marks: list[Mark] = []
    x_pt = left_pt
    for at in bidi.visual_order(level_of):
        look, face, text = stretches[at]
        width_pt = face.measure(text) * look.size_pt
        piece = (look, face, text, width_pt)
        marks += _mark_piece(piece, x_pt, baseline_pt, level_of[at] % 2 == 1)
        x_pt += width_pt
    return Line(tuple(marks), x_pt - left_pt)
