"""Text that was made from another format, and where each of its lines stood in the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Entry, LineRange, Source
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.assemble import Reading, read_blocks
from nnexport.readers.ledger import shorten


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of converted text stood in the original file; all counts are 1-based."""

    line: int
    last: int
    """The last line of what it was made from, included."""

    column: int = 1
    cell: int = 0
    """Of a notebook; 0 for a file without cells."""

    cell_line: int = 0
    """Line in that cell."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the original that did not go into the converted text, and why."""

    origin: Origin
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown made from another format."""

    text: str
    origins: tuple[Origin, ...]
    """One for each line of ``text``."""

    left_out: tuple[LeftOut, ...] = ()


def read_converted(
    converted: Converted, raw: RawText, source: Source, *, repair: bool = True
) -> Reading:
    """Read converted text; all places in the result are those of the original file.

    The ledger is that of the converted text; what the conversion left out is reported as NN016.
    """
    reading = read_blocks(converted.text, source, raw.path, is_markdown=True, repair=repair)
    lines = raw.text.split("\n")
    mapped = [_map_diagnostic(each, converted, lines) for each in reading.diagnostics]
    mapped.extend(_report(each, raw.path, lines) for each in converted.left_out)
    entries = tuple(_map_entry(entry, converted) for entry in reading.document.entries)
    document = replace(reading.document, entries=entries)
    return replace(reading, document=document, diagnostics=tuple(mapped))


def _map_entry(entry: Entry, converted: Converted) -> Entry:
    return replace(
        entry,
        question_lines=_map_ranges(entry.question_lines, converted),
        answer_lines=_map_ranges(entry.answer_lines, converted),
    )


def _map_ranges(ranges: Iterable[LineRange], converted: Converted) -> tuple[LineRange, ...]:
    """Return the lines of the original, ascending and apart, as a place in a deck must be."""
    found: list[LineRange] = []
    for first, last in sorted(
        (
            min(origin.line for origin in converted.origins[first - 1 : last]),
            max(origin.last for origin in converted.origins[first - 1 : last]),
        )
        for first, last in ranges
    ):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


_LINE_IN_MESSAGE = re.compile(r"(?P<before>\b(?:stands|begins) in line )(?P<line>\d{1,9})\b")


def _map_diagnostic(each: Diagnostic, converted: Converted, lines: Sequence[str]) -> Diagnostic:
    def shown_line(match: re.Match[str]) -> str:
        origin = _origin(converted, int(match["line"]))
        return f"{match['before']}{origin.cell_line or origin.line}"

    message = _LINE_IN_MESSAGE.sub(shown_line, each.message)
    if not each.span.line:
        return replace(each, message=message)
    first = _origin(converted, each.span.line)
    last = _origin(converted, each.span.last_line or each.span.line)
    span = _span(each.span.path, first, last)
    if first.cell:
        return replace(each, message=message, span=replace(span, column=each.span.column))
    excerpt = _excerpt(first, lines) if each.excerpt else ""
    return replace(each, message=message, span=span, excerpt=excerpt)


def _origin(converted: Converted, line: int) -> Origin:
    return converted.origins[min(max(line, 1), len(converted.origins)) - 1]


def _span(path: str, first: Origin, last: Origin) -> Span:
    cell = f"{first.cell}:{first.cell_line}" if first.cell else ""
    last_line = last.last if last.last > first.line else 0
    return Span(path, first.line, first.column, last_line, cell)


_LONGEST_EXCERPT = 400


def _excerpt(origin: Origin, lines: Sequence[str]) -> str:
    """Return a line of the original; of a very long one, only where the column is looked for."""
    line = lines[origin.line - 1] if origin.line <= len(lines) else ""
    if origin.column > _LONGEST_EXCERPT // 2:
        return ""
    return line[:_LONGEST_EXCERPT]


def _report(each: LeftOut, path: str, lines: Sequence[str]) -> Diagnostic:
    message = f"left out “{shorten(each.text)}”: {each.reason}" if each.text else each.reason
    return Diagnostic("NN016", _span(path, each.origin, each.origin), message)


class Places:
    """Offsets of a text → lines and columns, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts.extend(match.end() for match in re.finditer("\n", text))

    def origin(self, start: int, end: int) -> Origin:
        """Return the place of the characters from ``start`` up to ``end``."""
        line = bisect_right(self._starts, start)
        last = bisect_right(self._starts, max(end - 1, start))
        return Origin(line, last, start - self._starts[line - 1] + 1)
