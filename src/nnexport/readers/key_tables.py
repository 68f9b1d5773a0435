"""Tables in a text: answer keys, and questions beside their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.ledger import Ledger, Use
from nnexport.readers.lines import Line, LineKind
from nnexport.readers.parts import part_of
from nnexport.readers.tables.columns import Column, column_roles

_ROW = re.compile(
    r"[ \t]*\|?[ \t]*(?P<label>\d{1,4})[.)]?[ \t]*\|[ \t]*"
    r"(?P<value>[^|\n]*[^|\s])[ \t]*\|?[ \t]*"
)


def split_key_tables(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """Return a document's blocks with the rows of tables of answers as numbered blocks.

    Such a table stands right below a title that announces answers, and has two columns; or its head
    names a column of questions and one of answers beside it.
    """
    found: list[Block] = []
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
        if block.kind is BlockKind.TABLE and (pairs := _pairs(block)):
            # The cells are claimed again, for what they hold.
            for line in block.lines:
                ledger.claim(line.start, line.end, Use.LABEL)
            found.extend(Block(BlockKind.NUMBERED, (row,), block.source, True) for row in pairs)
            continue
        rows = list(_rows(block)) if block.kind is BlockKind.TABLE else []
        if above is None or not rows or part_of(above.text, is_title=True) != "a":
            found.append(block)
            continue
        for line in block.lines[:2]:
            ledger.claim(line.start, line.end, Use.LABEL)
        found.extend(Block(BlockKind.NUMBERED, (row,), block.source, True) for row in rows)
    return found


def _rows(table: Block) -> Iterator[Line]:
    """Yield the rows below the head, as numbered lines; nothing if one row is no answer."""
    rows: list[Line] = []
    for line in table.lines[2:]:
        match = _ROW.fullmatch(table.source, line.start, line.end)
        if match is None:
            return
        body, tail = match.span("value")
        label = match["label"]
        row = line._replace(kind=LineKind.NUMBERED, body=body, tail=tail, label=label, prefix="a")
        rows.append(row._replace(form="key"))
    yield from rows


_CELL = re.compile(r"(?<!\\)\|")
_PAIR_COLUMNS = (
    [Column.QUESTION, Column.ANSWER],
    [Column.NUMBER, Column.QUESTION, Column.ANSWER],
)


def _pairs(table: Block) -> list[Line]:
    """Return the questions and answers of a table whose head names these columns and no other."""
    cells = [_cells(table.source, line) for line in table.lines]
    source = table.source
    names = [source[start:end] for start, end in cells[0]]
    if column_roles(names) not in _PAIR_COLUMNS:
        return []
    found: list[Line] = []
    for line, row in zip(table.lines[2:], cells[2:], strict=True):
        if len(row) != len(names):
            return []
        (question, asked_end), (answer, end) = row[-2:]
        number = (
            source[row[0][0] : row[0][1]].strip(".)") if len(row) > len(_PAIR_COLUMNS[0]) else ""
        )
        kind = LineKind.NUMBERED
        asked = line._replace(kind=kind, end=asked_end, body=question, prefix="q")
        found.append(asked._replace(label=number if number.isdecimal() else ""))
        found.append(line._replace(kind=kind, start=answer, end=end, body=answer, prefix="a"))
    return found


def _cells(source: str, line: Line) -> list[tuple[int, int]]:
    """Return where the text of each cell of a row begins and ends."""
    edges = [match.start() for match in _CELL.finditer(source, line.start, line.end)]
    if not source[line.start : edges[0] if edges else line.end].strip():
        start, edges = edges[0] + 1, edges[1:]
    else:
        start = line.start
    if not edges or source[edges[-1] + 1 : line.end].strip():
        edges.append(line.end)
    found: list[tuple[int, int]] = []
    for edge in edges:
        cell = source[start:edge]
        first = start + len(cell) - len(cell.lstrip())
        found.append((first, max(first, start + len(cell.rstrip()))))
        start = edge + 1
    return found
