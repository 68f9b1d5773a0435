"""Lines whose columns are aligned with blanks: tables and drawings that need a fixed pitch."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from nnexport.readers.code.evidence import LOOK

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_MARKER = re.compile(r"\s*(?:\(?[A-Za-z\d]{1,3}[.)]|[-*•])\s")
_OPTION = re.compile(r"\s{2,}\(?[a-zA-Z][.)]\s?\S")
_WORDS = re.compile(r"(?:[^\W\d_]+[,;]? ){5}")
_LEAST_LINES = 3


def grid_lines(lines: Sequence[str], candidates: Container[int]) -> Iterator[int]:
    """Yield the lines that share a column with both neighbours, or with two lines on one side.

    Shape: ascending; only stretches of three lines or more, none of them a list item. Behind that
    many, a blank line may part the rows.
    """
    index = 0
    while index < len(lines):
        columns = _columns(lines[index]) if index in candidates else frozenset()
        stop = index + 1
        shared = columns
        while shared and stop < len(lines):
            gap = stop - index >= _LEAST_LINES and not lines[stop].strip()
            following = lines[stop + gap : stop + gap + 1]
            if not following or not (below := shared & _columns(following[0])):
                break
            shared = below
            stop += 1 + gap
        if stop - index < _LEAST_LINES:
            index += 1
            continue
        rows = [at for at in range(index, stop) if lines[at].strip()]
        if not _is_list([lines[at] for at in rows]):
            yield from rows
        index = stop


def _columns(line: str) -> frozenset[int]:
    """Return where words begin after a gap; none for list items, options and sentences."""
    text = line[:LOOK].rstrip()
    if "  " not in text or _MARKER.match(text) or _OPTION.search(text) or "\t" in text:
        return frozenset()
    gaps = list(_GAP.finditer(text))
    if not gaps or _WORDS.search(text):
        return frozenset()
    return frozenset(
        match.end() for match in gaps if text[match.start() - 1] not in ".!?:;,。" or len(gaps) > 2
    )


def _is_list(lines: Sequence[str]) -> bool:
    """Tell whether two columns are a list of contents: words and a number of a page."""
    cells = [_GAP.split(line[:LOOK].strip()) for line in lines]
    return all(len(row) == 2 and row[1].isdigit() and not row[0].isdigit() for row in cells)
