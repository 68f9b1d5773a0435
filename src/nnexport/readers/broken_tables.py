"""Tables in pieces: rows behind a blank line or a page break, and rows that stand apart.

What has its table right above it is put back. Rows without one, and without a head of their own,
are shown as they stand, and somebody is told.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.key_tables import names_pairs, pairs_of
from nnexport.readers.rows import AMONG, APART, BARS, MORE, cells_of, is_border

_REACH = 12
"""Blocks within which a table above has the head for rows that have none."""


def mend_tables(blocks: Sequence[Block]) -> list[Block]:
    """Return a plain text's blocks with all rows of a table in one, if nothing is between them.

    Other rows below a table that have as many cells as it go on with it if they are questions and
    answers; the lines between are marked then. Else they are marked as standing apart, and so are
    single rows, and those between drawn borders.
    """
    found: list[Block] = []
    table: _Table | None = None
    for block in itertools.chain.from_iterable(map(_even_parts, blocks)):
        if block.kind is not BlockKind.TABLE:
            if table is not None and table.is_pairs and table.at == len(found) - 1:
                block = block if block.gap_before else _marked(block)
            found.append(block)
            continue
        fits = table is not None and bool(block.first.form) and _fits(table.block, block)
        between = found[table.at + 1 :] if table is not None else []
        if table is not None and fits and not between:
            found[-1] = replace(table.block, lines=(*table.block.lines, *block.lines))
            table = replace(table, block=found[-1])
            continue
        if table is not None and fits and table.is_pairs and _are_strays(between):
            if not names_pairs(block):
                found[table.at + 1 :] = map(_marked, between)
                rows = tuple(line._replace(label=MORE) for line in block.lines)
                block = replace(block, lines=rows)
        elif _stands_apart(block, is_more=fits and len(between) < _REACH):
            found.append(_with_form(block, APART))
            continue
        table = _Table(len(found), block, bool(pairs_of(block)))
        found.append(block)
    return [_settled(block) for block in found]


def _settled(block: Block) -> Block:
    """Return a block; as rows apart, if it is a drawing that asked only before it was whole."""
    is_table = block.kind is BlockKind.TABLE and bool(block.first.form)
    if is_table and _has_borders(block) and not pairs_of(block):
        return _with_form(block, APART)
    return block


def _even_parts(block: Block) -> Iterator[Block]:
    """Yield the rows that have equally many cells; a single cell is a question without answer."""
    if block.kind is not BlockKind.TABLE or not block.first.form:
        yield block
        return
    source, form = block.source, block.first.form
    width = first = 0
    for index, line in enumerate(block.lines):
        cells = len(cells_of(source, line.start, line.end, form))
        if cells < _FEWEST or is_border(source[line.start : line.end]):
            continue
        if width not in (0, cells):
            yield replace(block, lines=block.lines[first:index])
            first = index
        width = cells
    yield replace(block, lines=block.lines[first:])


_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Table:
    at: int
    block: Block
    is_pairs: bool


_MOST_STRAYS = 3


def _are_strays(between: Sequence[Block]) -> bool:
    """Tell whether blocks between rows could be of no other question."""
    kinds = {block.kind for block in between}
    return len(between) <= _MOST_STRAYS and kinds <= {BlockKind.PARAGRAPH, BlockKind.TABLE}


def _marked(block: Block) -> Block:
    """Return a paragraph as one that stands among the rows of a table."""
    return _with_form(block, AMONG) if block.kind is BlockKind.PARAGRAPH else block


def _stands_apart(block: Block, *, is_more: bool) -> bool:
    """Tell whether rows have no head; ``is_more``: a table above looks like them."""
    if not block.first.form or pairs_of(block):
        return False
    return is_more or len(block.lines) == 1 or _has_borders(block)


def _fits(table: Block, rows: Block) -> bool:
    """Tell whether rows have as many cells as a table, parted by the same sign."""
    forms = {each.first.form or BARS for each in (table, rows)}
    return len(forms) == 1 and _width(table) == _width(rows)


def _width(table: Block) -> int:
    source, form = table.source, table.first.form or BARS
    lines = (line for line in table.lines if not is_border(source[line.start : line.end]))
    return max((len(cells_of(source, line.start, line.end, form)) for line in lines), default=0)


def _has_borders(table: Block) -> bool:
    return any(is_border(table.source[line.start : line.end]) for line in table.lines)


def _with_form(block: Block, form: str) -> Block:
    return replace(block, lines=tuple(line._replace(form=form) for line in block.lines))


def describe_stray(block: Block, kept_in: str) -> tuple[str, str]:
    """Return what to say of rows apart from their table or of a line among rows, and what helps."""
    if block.first.form == AMONG:
        message = f"this line stands among the rows of a table and has no cells: kept in {kept_in}"
        return (
            message,
            "give it cells as the other rows have, or join it to the row that it belongs to",
        )
    lines = (block.source[line.start : line.end] for line in block.lines)
    count = sum(not is_border(line) for line in lines)
    what = "this row stands" if count == 1 else f"these {count} rows stand"
    help_line = (
        "put them right below the other rows of their table, with as many cells, or name their "
        "columns in a row above them: `Question` and `Answer`, if that is what they are"
    )
    return f"{what} apart from a table that names their columns: kept in {kept_in}", help_line


def describe_table(block: Block, kept_in: str) -> tuple[str, str]:
    """Return what to say of rows that were taken for a table of an answer, and what helps."""
    message = f"{len(block.lines)} rows are a table in {kept_in}, the first one is its head"
    return (
        message,
        "if they are questions and answers, write `Question` and `Answer` above their columns",
    )
