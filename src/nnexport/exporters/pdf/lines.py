"""Runs → lines that fit a width: the setter of every paragraph, cell and question on a page.

Running text is hyphenated by the rules of its language, and justified where a line is long enough
for that; all else is ragged. The lines of a paragraph are chosen together, by total fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnexport.exporters.pdf.fonts import Fonts, Measured
from nnexport.exporters.pdf.formulas.boxes import fit_boxes
from nnexport.exporters.pdf.looks import Run
from nnexport.exporters.pdf.page import shift
from nnexport.exporters.pdf.text.bidi import mostly_right_to_left, starts_right_to_left
from nnexport.exporters.pdf.text.breaking import (
    NO_POINT,
    Boxes,
    Break,
    Measure,
    Point,
    break_evenly,
    break_first_fit,
    break_total_fit,
)
from nnexport.exporters.pdf.text.characters import lacks_spaces
from nnexport.exporters.pdf.text.mixed import MixedSetter, is_isolate
from nnexport.exporters.pdf.text.setting import Line, Setter
from nnexport.exporters.pdf.text.solid import fill_line
from nnexport.exporters.pdf.text.words import Words, read_words
from nnexport.exporters.pdf.turning import turn

__all__ = ["Line", "measure_runs", "set_lines"]

JUSTIFIED_FROM = 50
"""Characters of a line that is justified; in shorter ones the spaces would be holes."""

FULL_FROM = 12
"""Letters of a line of Chinese or Japanese that is; as newspapers have them."""

SCRAP = 2.5
"""Width for size 1 below which its last line is a letter, perhaps with a full stop."""

MOST_BOXES = 0.3
"""Part of the text that formulas may be in justified lines: they do not give, spaces would."""

CHARACTER = 0.45
"""Width of a character of running text, for size 1."""

LONGEST_PHRASES = 4.5
"""Width for size 1, on average, from which on text between two spaces is not justified, in a script
that has none between words."""

NOTHING, SPACES, LETTERS = "nothing", "spaces", "letters"
"""What is spread in a line so that it is full."""

GLYPH_SCALE = 0.015
"""How much glyphs may be widened or narrowed where spaces alone would not do."""


def set_lines(
    runs: Sequence[Run],
    fonts: Fonts,
    *,
    width_pt: float,
    left_pt: float = 0.0,
    baseline_pt: float = 0.0,
    prose: bool = False,
    even: bool = False,
    goes_on: bool = False,
    parted: bool = False,
    is_marker: bool = False,
) -> list[Line]:
    """Return the lines of a paragraph.

    Nothing in them is wider than ``width_pt``, but that in justified lines the punctuation at
    either end hangs out a little. ``prose`` is running text: it may be hyphenated and justified,
    unless the fonts are those of a sheet in haste. ``even`` is a heading: as few lines as the width
    takes, and these about equally long.
    ``goes_on`` says that these are not the last lines of their paragraph or label: a space follows.
    ``parted``: they are not all lines of a paragraph that is cut at hard breaks.
    ``is_marker``: they run as the sheet does whatever their letters, as ``A.`` before a choice.

    A paragraph of one line stands where lines of the sheet begin, a longer one where its own
    language has them begin.

    Shape: no line for runs that print nothing.
    """
    words = read_words(fit_boxes(runs, width_pt, fonts.losses), fonts, width_pt)
    if not words.words:
        return []
    prose = prose and not fonts.fast
    spread = _choose_spread(words, width_pt) if prose else NOTHING
    justified = spread == SPACES
    measure = Measure(width_pt, justified, scale=GLYPH_SCALE if justified else 0.0)
    breaks = _find_breaks(words, fonts, measure, prose, even, as_full=spread == LETTERS)
    setter = Setter(words, fonts, measure, left_pt, baseline_pt, goes_on)
    if words.right_to_left or fonts.from_right:
        from_right = fonts.from_right if is_marker else _runs_from_right(runs, fonts)
        lines = _set_directed(setter, breaks, from_right)
        is_opposed = from_right != fonts.from_right and (len(lines) > 1 or parted)
        return [_place(line, setter, is_opposed=is_opposed) for line in lines]
    lines = _set_each(setter, breaks)
    if spread == LETTERS:
        lines[:-1] = [fill_line(line, width_pt) for line in lines[:-1]]
    return lines


def _set_each(setter: Setter, breaks: Sequence[Break]) -> list[Line]:
    last = len(breaks) - 2
    return [
        setter.set_line(breaks[at], breaks[at + 1], is_last=at == last) for at in range(last + 1)
    ]


def _set_directed(setter: Setter, breaks: Sequence[Break], from_right: bool) -> list[Line]:
    """Return the lines of a paragraph in which, or around which, text runs from right to left."""
    if not (setter.words.right_to_left or from_right):
        return _set_each(setter, breaks)
    mixed, last = MixedSetter(setter, from_right), len(breaks) - 2
    return [
        mixed.set_line(breaks[at][0], breaks[at + 1][0], is_last=at == last)
        for at in range(last + 1)
    ]


def _runs_from_right(runs: Sequence[Run], fonts: Fonts) -> bool:
    """Tell whether a paragraph runs from right to left.

    Its first letter tells. On a sheet from right to left, text often begins with a foreign term:
    there it needs most letters to run from the left. Code and formulas say nothing.
    """
    text = "".join(run.text for run in runs if not is_isolate(run.look))
    from_right = starts_right_to_left(text, otherwise=fonts.from_right)
    if fonts.from_right and not from_right:
        return mostly_right_to_left(text)
    return from_right


def _place(line: Line, setter: Setter, *, is_opposed: bool) -> Line:
    """Return a line at the other side if it is opposed to the sheet, in which it may be turned."""
    marks, width_pt = line.marks, setter.measure.width
    indent_pt = width_pt - line.width_pt if is_opposed and width_pt < float("inf") else 0.0
    if indent_pt:
        marks = tuple(shift(mark, indent_pt) for mark in marks)
    if setter.fonts.from_right:
        marks = turn(marks, setter.left_pt + indent_pt, line.width_pt)
    return line._replace(marks=marks, indent_pt=indent_pt)


def measure_runs(runs: Sequence[Run], fonts: Fonts) -> tuple[float, float]:
    """Return the width of the widest word, and of all in one line."""
    words = read_words(runs, fonts, float("inf"))
    return max(words.widths, default=0.0), words.ends[-1] if words.ends else 0.0


def _choose_spread(words: Words, width_pt: float) -> str:
    """Return what is spread in running text, so that all of its lines have one length."""
    size_pt = words.looks[-1].size_pt
    is_narrow = width_pt < JUSTIFIED_FROM * CHARACTER * size_pt
    if is_narrow and (words.is_plain or width_pt < FULL_FROM * size_pt):
        return NOTHING
    text_pt = sum(words.widths)
    if words.boxes_pt and words.boxes_pt > MOST_BOXES * text_pt:
        return NOTHING
    spaces = len(words.glues) - words.glues.count(None)
    has_words = text_pt <= LONGEST_PHRASES * size_pt * (spaces + 1)
    if has_words or not any(map(_lacks_spaces, words.words)):
        return NOTHING if is_narrow else SPACES
    # Spaces between phrases, as Thai has them, are few: they would be holes.
    solid_pt = sum(
        width_pt
        for word, width_pt in zip(words.words, words.widths, strict=True)
        if word.pieces and word.pieces[0].face.is_solid
    )
    return LETTERS if solid_pt > text_pt / 2 else NOTHING


def _lacks_spaces(word: Measured) -> bool:
    return any(lacks_spaces(piece.text) for piece in word.pieces)


def _find_breaks(
    words: Words, fonts: Fonts, measure: Measure, prose: bool, even: bool, *, as_full: bool
) -> list[Break]:
    """Return where lines begin, and the end of the last.

    ``as_full``: each line takes as much as it can hold.
    """
    end = (len(words.words), NO_POINT)
    if words.ends[-1] <= measure.width:
        return [(0, NO_POINT), end]
    boxes = Boxes(words.widths, words.gaps, words.ends)
    # Without hyphens, a word that is wider than the line would have to be cut anywhere.
    is_wide = max(words.widths) > measure.width
    if even and not is_wide and not fonts.fast:
        return [(0, NO_POINT), *break_evenly(boxes, measure), end]
    if prose or is_wide:
        boxes = _with_hyphens(words, fonts, measure, prose)
    if as_full:
        return [(0, NO_POINT), *_no_scrap(break_first_fit(boxes, measure), words), end]
    break_lines = break_first_fit if fonts.fast else break_total_fit
    return [(0, NO_POINT), *break_lines(boxes, measure), end]


def _no_scrap(breaks: list[Break], words: Words) -> list[Break]:
    """Return where full lines begin; the last one gets a second letter if it has a single one."""
    if not breaks:
        return breaks  # It is longer than the line by what rounding may add.
    at, point = breaks[-1]
    before = breaks[-2][0] if len(breaks) > 1 else 0
    left_pt = words.ends[-1] - words.ends[at] + words.widths[at]
    if point != NO_POINT or at - 1 <= before or left_pt >= SCRAP * words.looks[at].size_pt:
        return breaks
    return [*breaks[:-1], (at - 1, NO_POINT)]


def _with_hyphens(words: Words, fonts: Fonts, measure: Measure, prose: bool) -> Boxes:
    """Return words as boxes with the points at which a hyphen may part them.

    The parts of ``low-dimensional`` are parted no further, and only prose is at all, unless a word
    is wider than the line.
    """
    looks, of_word, more, widths = words.looks, words.words, words.more, words.widths
    glues, width_pt = words.glues, measure.width
    known, is_mixed = fonts.known_points, words.right_to_left

    def find_points(box: int) -> tuple[Point, ...]:
        look = looks[box]
        if widths[box] <= width_pt and (not prose or (box and glues[box] is None)):
            return ()
        # In a word of several looks, in an address, and in a line of two directions: none.
        if box in more or look.href or is_mixed:
            return ()
        return known(look.font, look.size_pt)[of_word[box]]

    hangs: Sequence[float] = ()
    if measure.justified:
        hangs = [
            word.hangs[1] * look.size_pt
            for word, look in zip(words.words, words.looks, strict=True)
        ]
    return Boxes(words.widths, words.gaps, words.ends, find_points, hangs)
