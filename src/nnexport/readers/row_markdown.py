"""Rows of tables in a plain text → Markdown that shows their cells as they stand."""

from __future__ import annotations

import re

from nnexport.deck.escape import escape_line
from nnexport.deck.text import clean_line
from nnexport.readers.blocks import Block
from nnexport.readers.fences import fenced
from nnexport.readers.rows import APART, cells_of

_TAB = 8
_BAR = re.compile(r"(?<!\\)\|")


def row_lines(block: Block) -> list[str]:
    """Return the rows of a table that Markdown does not know, line by line.

    The first row is the head; rows that stand apart from theirs are shown as they are, as code.
    """
    source, form = block.source, block.first.form
    if form == APART:
        raw = [source[line.start : line.end].expandtabs(_TAB).rstrip() for line in block.lines]
        indent = min(len(line) - len(line.lstrip()) for line in raw)
        return fenced([line[indent:] for line in raw], "")
    rows = [
        [_cell_markdown(source[start:end]) for start, end in cells]
        for line in block.lines
        if (cells := cells_of(source, line.start, line.end, form))
    ]
    shown = [f"| {' | '.join(row)} |" for row in rows]
    return [shown[0], "|" + " --- |" * len(rows[0]), *shown[1:]]


def _cell_markdown(text: str) -> str:
    return _BAR.sub(r"\\|", escape_line(clean_line(text), starts_block=False))


def escape_row(row: str) -> str:
    """Return a row of a table with its cells as they stand; the bars keep parting them."""
    cells = row.split("|")
    return "|".join(
        cell and cell.replace(cell.strip(), escape_line(cell, starts_block=False), 1)
        for cell in cells
    )
