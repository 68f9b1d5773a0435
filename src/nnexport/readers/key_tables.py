"""Tables in a text: answer keys, and questions beside their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.ledger import Ledger, Use
from nnexport.readers.lines import Line, LineKind
from nnexport.readers.parts import part_of
from nnexport.readers.rows import (
    APART,
    BARS,
    MORE,
    PAIR_COLUMNS,
    Cell,
    asks,
    cells_of,
    has_head,
    is_border,
)

ROW = "row"
"""The form of a question, or an answer, that stands in a row of a table."""

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
        if block.kind is BlockKind.TABLE and (pairs := pairs_of(block)):
            # The cells are claimed again, for what they hold.
            for line in block.lines:
                ledger.claim(line.start, line.end, Use.LABEL)
            found.extend(Block(BlockKind.NUMBERED, (row,), block.source, True) for row in pairs)
            continue
        rows = list(_rows(block)) if block.kind is BlockKind.TABLE else []
        if above is None or not rows or part_of(above.text, is_title=True) != "a":
            found.append(block)
            continue
        for line in block.lines:
            ledger.claim(line.start, line.end, Use.LABEL)
        found.extend(Block(BlockKind.NUMBERED, (row,), block.source, True) for row in rows)
    return found


def _rows(table: Block) -> Iterator[Line]:
    """Yield the rows below the head, as numbered lines; nothing if one row is no answer."""
    rows: list[Line] = []
    for line in _below_head(table):
        match = _ROW.fullmatch(table.source, line.start, line.end)
        if match is None:
            return
        body, tail = match.span("value")
        label = match["label"]
        row = line._replace(kind=LineKind.NUMBERED, body=body, tail=tail, label=label, prefix="a")
        rows.append(row._replace(form="key"))
    yield from rows


def _below_head(table: Block) -> Sequence[Line]:
    """Return the rows of an answer key; one without a line of dashes need not have a head."""
    if not table.first.form:
        return table.lines[2:]
    lines = [line for line in table.lines if not is_border(table.source[line.start : line.end])]
    return lines if _ROW.fullmatch(table.source, lines[0].start, lines[0].end) else lines[1:]


def pairs_of(table: Block) -> list[Line]:
    """Return the questions and answers of a table whose head names these columns and no other.

    In a plain text, its first cells may say it as well: they ask. A row that ends after its
    question has no answer.
    """
    source, form = table.source, table.first.form
    if form == APART:
        return []
    lines = [
        line
        for index, line in enumerate(table.lines)
        if (form or index != 1) and not is_border(source[line.start : line.end])
    ]
    cells = [cells_of(source, line.start, line.end, form or BARS) for line in lines]
    texts = [tuple(source[start:end] for start, end in row) for row in cells]
    headed = has_head(texts)
    asked = table.first.label == MORE or (bool(form) and len(texts) > 1 and asks(texts))
    if not headed and not asked:
        return []
    width = len(texts[0])
    if any(len(row) > width for row in cells):
        return []
    found: list[Line] = []
    for line, row in zip(lines[headed:], cells[headed:], strict=True):
        found += _pair(source, line, row, width)
    return found


def names_pairs(table: Block) -> bool:
    """Tell whether the first row of a table names columns of questions and answers."""
    line, form = table.first, table.first.form or BARS
    cells = cells_of(table.source, line.start, line.end, form)
    return has_head([tuple(table.source[start:end] for start, end in cells)])


def _pair(source: str, line: Line, row: Sequence[Cell], width: int) -> Iterator[Line]:
    """Yield the question and the answer of a row of a table with so many columns."""
    numbered = width > len(PAIR_COLUMNS[0])
    number = source[row[0][0] : row[0][1]].strip(".)") if numbered else ""
    row = row[numbered and len(row) > 1 :]
    (question, asked_end), rest = row[0], row[1:]
    asked = line._replace(kind=LineKind.NUMBERED, end=asked_end, body=question, prefix="q")
    yield asked._replace(label=number if number.isdecimal() else "", form=ROW)
    for answer, end in rest:
        if answer < end or len(row) == width - numbered:
            told = line._replace(kind=LineKind.NUMBERED, start=answer, end=end, body=answer)
            yield told._replace(prefix="a", form=ROW)
