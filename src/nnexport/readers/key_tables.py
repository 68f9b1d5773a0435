"""Answer keys that are tables: a row for each question, its number in the first column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.ledger import Ledger, Use
from nnexport.readers.lines import Line, LineKind
from nnexport.readers.parts import part_of

_ROW = re.compile(
    r"[ \t]*\|?[ \t]*(?P<label>\d{1,4})[.)]?[ \t]*\|[ \t]*"
    r"(?P<value>[^|\n]*[^|\s])[ \t]*\|?[ \t]*"
)


def split_key_tables(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """Return a document's blocks with the rows of tables of answers as numbered blocks.

    Such a table stands right below a title that announces answers, and has two columns.
    """
    found: list[Block] = []
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
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
