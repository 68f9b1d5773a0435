"""Text with delimiters and quotes → records of cells with their places.

The csv module knows neither offsets nor cells of more than 128 KiB (but for a setting of the whole
process), and one quote that is never closed makes it take the rest of the file for a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

DELIMITERS = ("\t", ";", ",", "|")
"""By how rarely they stand in prose."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    """Without its quotes."""

    start: int
    """Offset of its first character in the file's text; quotes are not part of it."""

    end: int


@dataclass(frozen=True, slots=True)
class Record:
    cells: tuple[Cell, ...]
    start: int
    end: int
    line: int
    """First physical line, 1-based."""

    last_line: int


def read_records(text: str, delimiter: str, at: int = 0, line: int = 1) -> Iterator[Record]:
    """Yield the records of a text from an offset on; blank lines are none.

    ``line`` is the number of the line there. A quote that is never closed is a character like any
    other. Never raises; linear.
    """
    return _Records(text, delimiter).read(at, line)


class _Records:
    def __init__(self, text: str, delimiter: str) -> None:
        self.text = text
        self.delimiter = delimiter
        self.plain = re.compile(f"[{re.escape(delimiter)}\n]")
        self.is_broken = False
        """A quote was never closed: from now on one is closed on its own line or not at all."""

    def read(self, at: int, line: int) -> Iterator[Record]:
        size = len(self.text)
        while at < size:
            start, cells = at, []
            while True:
                cell, at = self._cell(at)
                cells.append(cell)
                if at >= size or self.text[at] == "\n":
                    break
                at += 1
            breaks = self.text.count("\n", start, at)
            if any(cell.text.strip() for cell in cells):
                yield Record(tuple(cells), start, at, line, line + breaks)
            line += breaks + 1
            at += 1

    def _cell(self, at: int) -> tuple[Cell, int]:
        """Return the cell that begins at an offset, and where its delimiter or newline stands."""
        text = self.text
        if text.startswith('"', at):
            closing = self._closing_quote(at)
            if closing >= 0:
                content = text[at + 1 : closing].replace('""', '"')
                match = self.plain.search(text, closing + 1)
                end = match.start() if match else len(text)
                rest = text[closing + 1 : end]
                if not rest.strip():
                    return Cell(content, at + 1, closing), end
        match = self.plain.search(text, at)
        end = match.start() if match else len(text)
        return Cell(text[at:end], at, end), end

    def _closing_quote(self, at: int) -> int:
        """Return the offset of the quote that closes the one at ``at``; -1 if there is none."""
        text = self.text
        limit = len(text)
        if self.is_broken:
            limit = text.find("\n", at)
            limit = len(text) if limit < 0 else limit
        position = at + 1
        while True:
            position = text.find('"', position, limit)
            if position < 0:
                self.is_broken = True
                return -1
            if text.startswith('""', position):
                position += 2
                continue
            return position


_SAMPLE = 60
_SAMPLE_CHARACTERS = 200_000


def find_delimiter(text: str, at: int = 0) -> str:
    """Return the delimiter that parts a text most evenly; a comma for a text that has none."""
    sample = text[at : at + _SAMPLE_CHARACTERS]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        records = list(islice(read_records(sample, delimiter), _SAMPLE))
        score = _evenness([len(record.cells) for record in records])
        # A delimiter that stands inside of quotes leaves an opening one at a cell's start.
        torn = sum(any(_is_torn(cell, sample) for cell in record.cells) for record in records)
        score -= torn / max(len(records), 1)
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best


def _is_torn(cell: Cell, text: str) -> bool:
    return cell.text.startswith('"') and text[cell.start - 1 : cell.start] != '"'


def _evenness(widths: list[int]) -> float:
    """Return how evenly records are parted: the share of the commonest width, if that is not 1."""
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0
    width, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    # A record may hold a delimiter more, in prose that nobody quoted; the head never does.
    return count / len(widths) + (0.2 if widths[0] == width else 0.0)
