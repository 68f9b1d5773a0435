"""Chinese and Japanese lines: letters without spaces, spread until the line is full.

Source: JIS X 4051 and the W3C's requirements for Japanese and Chinese text layout, of which this is
the simplest part: all letters and spaces of a line get the same additional space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from nnexport.exporters.pdf.page import Glyphs, Link, Mark, Rule, shift
from nnexport.exporters.pdf.text.setting import Line

WIDEST = 0.16
"""Space between two letters, for size 1; a line that would need more stays ragged."""


def fill_line(line: Line, width_pt: float) -> Line:
    """Return a line as long as the column, or as it is where too much is missing."""
    texts = [mark for mark in line.marks if isinstance(mark, Glyphs)]
    if not texts:
        return line
    counts = [_count_gaps(mark) for mark in line.marks]
    # Behind the last letter of the line there is none to be apart from.
    count = sum(counts) - texts[-1].face.is_solid
    room_pt, size_pt = width_pt - line.width_pt, max(mark.size_pt for mark in texts)
    if count < 1 or not 0 < room_pt <= count * WIDEST * size_pt:
        return line
    return line._replace(
        marks=tuple(_spread(line.marks, counts, room_pt / count)), width_pt=width_pt
    )


def _count_gaps(mark: Mark) -> int:
    if not isinstance(mark, Glyphs):
        return 0
    return len(mark.text) if mark.face.is_solid else mark.text.count(" ")


def _spread(marks: Sequence[Mark], counts: Sequence[int], gap_pt: float) -> Iterator[Mark]:
    """Yield the marks of a line, each further right by what was added before it."""
    before = list(accumulate(counts, initial=0))
    for at, mark in enumerate(marks):
        if isinstance(mark, Glyphs):
            moved = mark._replace(x_pt=mark.x_pt + before[at] * gap_pt)
            yield moved._replace(gap_pt=mark.gap_pt + gap_pt) if counts[at] else moved
        elif isinstance(mark, Rule | Link):
            # A line or a place to click is as long as the text that was set right before it.
            owner = next((n for n in range(at - 1, -1, -1) if isinstance(marks[n], Glyphs)), at)
            yield _stretch(mark, before[owner] * gap_pt, counts[owner] * gap_pt)
        else:
            yield shift(mark, before[at] * gap_pt)


def _stretch(mark: Rule | Link, right_pt: float, more_pt: float) -> Mark:
    if isinstance(mark, Rule):
        return mark._replace(x_pt=mark.x_pt + right_pt, to_x_pt=mark.to_x_pt + right_pt + more_pt)
    return mark._replace(x_pt=mark.x_pt + right_pt, width_pt=mark.width_pt + more_pt)
