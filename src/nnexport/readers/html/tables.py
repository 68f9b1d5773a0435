"""Tables of HTML → rows of cells; which of them hold data, and which only lay out a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nnexport.readers.html.roles import has_any
from nnexport.readers.html.tree import Element

_MAX_COLUMNS = 40
_MAX_ROWS_SPANNED = 200
_NO_CELL = frozenset("table pre h1 h2 h3 h4 h5 h6 details dl blockquote hr".split())

Row = list[Element | None]
"""The cells of a row; none where a cell reaches into it from above or from the left."""


def table_rows(table: Element) -> list[Row]:
    """Return the rows of a table, cells that span several of them followed by empty ones."""
    rows: list[Row] = []
    reaching: dict[int, int] = {}
    """Column → how many rows below are taken by a cell above."""
    for tr in _trs(table):
        row: Row = []

        def skip_taken(row: Row = row) -> None:
            while reaching.get(len(row), 0) > 0 and len(row) < _MAX_COLUMNS:
                reaching[len(row)] -= 1
                row.append(None)

        for cell in tr.children:
            if not isinstance(cell, Element) or cell.name not in ("td", "th"):
                continue
            skip_taken()
            across = _span(cell, "colspan", _MAX_COLUMNS)
            down = _span(cell, "rowspan", _MAX_ROWS_SPANNED)
            for number in range(across):
                if down > 1:
                    reaching[len(row)] = down - 1
                row.append(None if number else cell)
        skip_taken()
        if row:
            rows.append(row)
    return rows


def _trs(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.name == "tr":
                yield child
            elif child.name in ("thead", "tbody", "tfoot"):
                yield from (
                    each
                    for each in child.children
                    if isinstance(each, Element) and each.name == "tr"
                )


def _span(cell: Element, name: str, limit: int) -> int:
    match = re.match(r"\s*(\d{1,4})", cell.get(name))
    return min(max(int(match[1]), 1), limit) if match else 1


def is_data_table(table: Element, rows: list[Row]) -> bool:
    """Tell whether a table has rows and columns of short texts, so that it can stay a table."""
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or not 2 <= width <= _MAX_COLUMNS or table.get("role") == "presentation":
        return False
    if _stray_content(table):
        return False
    cells = [cell for row in rows for cell in row if cell is not None]
    return not any(has_any(cell, _NO_CELL) for cell in cells if cell.has_blocks)


def _stray_content(table: Element) -> bool:
    """Tell whether text stands in a table outside of its cells, as broken pages have it."""
    parts = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")
    pending = [table]
    while pending:
        element = pending.pop()
        for child in element.children:
            if isinstance(child, Element):
                if child.name not in (*parts, "colgroup", "col", "script", "style"):
                    return True
                if child.name in parts[:4]:
                    pending.append(child)
            elif child.text.strip():
                return True
    return False
