"""Lines of Markdown in nested containers, each with the range of the source that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Piece = tuple[str, int, int]
"""A line of Markdown, and the offsets of what it was made from."""

MAX_CONTAINERS = 10
"""Lists and quotes in each other that are indented; the parser of decks reads some more."""


@dataclass(slots=True)
class _Container:
    first: str
    rest: str
    is_open: bool = False
    """Its marker stands already."""


class LineWriter:
    """Collects the lines of a document."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[tuple[int, int]] = []
        self._containers: list[_Container] = []
        self._is_tight = False

    def write(self, pieces: Iterable[Piece], *, tight: bool = False) -> None:
        """Write one block; ``tight``: without a blank line above it."""
        pieces = list(pieces)
        if not pieces:
            return
        if self.lines and not tight and not self._is_tight:
            blank = "".join(each.rest for each in self._containers if each.is_open).rstrip()
            self._add(blank, pieces[0][1], pieces[0][1])
        self._is_tight = False
        for text, start, end in pieces:
            prefix = ""
            for each in self._containers:
                prefix += each.rest if each.is_open else each.first
                each.is_open = True
            self._add(prefix + text, start, end)

    def _add(self, line: str, start: int, end: int) -> None:
        self.lines.append(line)
        self.places.append((start, end))

    @contextmanager
    def inside(self, first: str, rest: str, *, tight: bool = False) -> Iterator[None]:
        """Put what is written into a container; ``tight``: no blank line above its first line."""
        if len(self._containers) >= MAX_CONTAINERS:
            first, rest = first.lstrip("> "), ""
        container = _Container(first, rest)
        self._containers.append(container)
        was_tight, self._is_tight = self._is_tight, tight or self._is_tight
        yield
        self._is_tight = was_tight if not container.is_open else False
        self._containers.pop()
