"""Tables as grids of cells: as they are written, or turned, and which columns are of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnexport.deck.markup import Inline, Styled, Table, Text, inline_text

Cell = tuple[Inline, ...]

FEWEST_TURNED = 4
"""A table of fewer columns is not turned: it would get no narrower."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, all equally long, and what names them."""

    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[str, ...]
    """Per column: ``left``, ``center``, ``right`` or empty."""

    has_head: bool
    """The first row says what the columns are."""

    has_side: bool = False
    """The first column says what the rows are."""

    def is_name(self, row: int, column: int) -> bool:
        """Tell whether a cell says what others are."""
        return (self.has_head and row == 0) or (self.has_side and column == 0)

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[1:] if self.has_head else self.rows


def read_grid(table: Table) -> Grid:
    """Return a table as it is written; its first column has names if nothing stands above it."""
    rows = (table.header, *table.rows)
    has_side = len(table.header) > 1 and not inline_text(table.header[0]).strip()
    return Grid(rows, table.alignments, has_head=True, has_side=has_side)


def turn(grid: Grid) -> Grid | None:
    """Return a grid with rows as columns, or ``None`` where that would not be narrower."""
    width, height = len(grid.alignments), len(grid.rows)
    if width < FEWEST_TURNED or height >= width or height == 1:
        return None
    rows = tuple(zip(*grid.rows, strict=True))
    # Numbers are no names: the first row of months by years has some.
    names = [_plain_text(cell) or "" for cell in rows[0][1:]]
    is_named = (
        all(names) and len(set(names)) == len(names) and not any(map(_NUMBER.fullmatch, names))
    )
    return Grid(rows, ("",) * height, has_head=is_named, has_side=True)


def take_columns(grid: Grid, columns: Sequence[int]) -> Grid:
    """Return a grid with some of its columns."""
    rows = tuple(tuple(row[column] for column in columns) for row in grid.rows)
    return replace(grid, rows=rows, alignments=tuple(grid.alignments[column] for column in columns))


# --- numbers -------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"[≈~<>≤≥±]?\s?[+\-−–]?\s?[$€£¥]?(?P<digits>\d+(?:[.,'’\u00a0\u202f ]\d+)*)"
    r"(?:[eE][+\-−]?\d+)?\s?(?:[%‰×x]|°[CF]?|[A-Za-zµ]{1,3})?"
)
_DECIMAL_COMMA = re.compile(r"[^.,]*(?:\.\d{3})*(?:(?<=\b0),\d+|,(?!\d{3}\b)\d+)\Z")
_MISSING = frozenset({"-", "–", "—", "n/a", "N/A", "?"})


def number_points(grid: Grid, column: int) -> list[int | None] | None:
    """Return where the decimal point stands in the cell of each row of a column of numbers.

    Shape: the number of characters before the point for each row of the body, ``None`` for a cell
    that has no number; ``None`` for a column of anything else.
    """
    texts = [_plain_text(cells[column]) for cells in grid.body]
    numbers = [_NUMBER.fullmatch(text) if text else None for text in texts]
    known = [match["digits"] for match in numbers if match]
    if not known or any(
        match is None and text != "" and text not in _MISSING
        for match, text in zip(numbers, texts, strict=True)
    ):
        return None
    # In one column there is one sign: 1.250 is more than a thousand only beside 0,5.
    sign = "," if any(map(_DECIMAL_COMMA.match, known)) else "."
    return [_find_point(match, sign) if match else None for match in numbers]


def _find_point(number: re.Match[str], sign: str) -> int:
    digits = number["digits"]
    at = digits.find(sign) if digits.count(sign) == 1 else -1
    return number.start("digits") + (len(digits) if at < 0 else at)


def _plain_text(cell: Cell) -> str | None:
    """Return the text of a cell in one look, without white space around; ``None`` for others."""
    match cell:
        case ():
            return ""
        case (Text(text),) | (Styled(_, (Text(text),)),):
            return text.strip()
    return None


def cut_cell(cell: Cell, end: int) -> Cell:
    """Return the first characters of a cell of plain text."""
    match cell:
        case (Text(text),):
            return (Text(text.strip()[:end]),)
        case (Styled(_, (Text(text),)) as styled,):
            return (replace(styled, children=(Text(text.strip()[:end]),)),)
    return ()


def text_of(cells: Sequence[Cell]) -> str:
    """Return the text of cells, one after another."""
    return " ".join(inline_text(cell) for cell in cells)
