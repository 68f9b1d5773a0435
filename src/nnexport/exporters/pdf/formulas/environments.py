"""Matrices, cases and aligned equations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from nnexport.exporters.pdf.formulas.nodes import Atom, Grid, Group, Items
from nnexport.exporters.pdf.formulas.source import FormulaError, broken
from nnexport.exporters.pdf.formulas.symbols import INNER, ORD

if TYPE_CHECKING:
    from nnexport.exporters.pdf.formulas.reading import Reader

MATRIX_GAP_EM = 1.0
ALIGNED_GAP_EM = 1.6
JOT_EM = 0.3
SMALL_STRUT_EM = (0.6, 0.2)

_ROW_ENDS = (r"\\", r"\cr", r"\newline")
_RULES = (r"\hline", r"\hdashline", r"\toprule", r"\midrule", r"\bottomrule")

Rows = tuple[tuple[Items, ...], ...]


def read_top(reader: Reader) -> Items:
    """Return a whole formula; one of several lines is set as these."""
    rows, gaps, rules = _read_rows(reader, "")
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if any(len(row) > 1 for row in rows):
        return (Atom(ORD, _aligned(rows, gaps, rules)),)
    return (Atom(ORD, _lines(rows, gaps, rules, "l")),)


def read_environment(reader: Reader, name: str) -> Items:
    """Return what stands from ``\\begin{name}``, which is read, to its ``\\end``.

    Errors: ``FormulaError`` for an environment that is not known.
    """
    plain = name.removesuffix("*")
    if plain in ("equation", "displaymath", "math"):
        items = reader.items(r"\end")
        _end(reader, name)
        return items
    if plain not in _ENVIRONMENTS:
        raise FormulaError(f"the environment {name} is not known")
    grid = _ENVIRONMENTS[plain](reader, name)
    kind = ORD if plain in _ALIGNED else INNER
    return (Atom(kind, grid),)


def read_stack(reader: Reader) -> Items:
    """Return the lines of ``\\substack``."""
    rows, gaps, rules = _read_rows(reader, "")
    return (Atom(ORD, _small(rows, gaps, rules, "c")),)


# --- rows ----------------------------------------------------------------------------------------


def _read_rows(reader: Reader, end: str) -> tuple[Rows, tuple[float, ...], tuple[int, ...]]:
    """Return the cells up to a token, the space below each row, and where there are lines."""
    scanner = reader.scanner
    rows: list[tuple[Items, ...]] = []
    gaps: list[float] = []
    rules: list[int] = []
    while True:
        while scanner.peek() in _RULES:
            scanner.take()
            rules.append(len(rows))
        cells: list[Items] = []
        while True:
            cells.append(reader.items("&", *_ROW_ENDS, end))
            if scanner.peek() != "&":
                break
            scanner.take()
        token = scanner.peek()
        is_last = token == end
        if not is_last or any(cells) or not rows:
            rows.append(tuple(cells))
        if is_last:
            return tuple(rows), tuple(gaps), tuple(rules)
        scanner.take()
        gaps.append(scanner.row_gap())


def _end(reader: Reader, name: str) -> None:
    reader.scanner.take()
    closed = reader.scanner.raw()
    if closed != name:
        raise broken(f"\\end{{{closed}}} ends \\begin{{{name}}}")


def _body(reader: Reader, name: str) -> tuple[Rows, tuple[float, ...], tuple[int, ...]]:
    read = _read_rows(reader, r"\end")
    _end(reader, name)
    return read


def _columns(rows: Rows) -> int:
    return max(len(row) for row in rows)


# --- kinds ---------------------------------------------------------------------------------------

_FENCES = {
    "": ("", ""),
    "p": ("(", ")"),
    "b": ("[", "]"),
    "B": ("{", "}"),
    "v": ("|", "|"),
    "V": ("‖", "‖"),
}


def _matrix(reader: Reader, name: str) -> Grid:
    align = reader.scanner.option() if name.endswith("*") else None
    rows, gaps, rules = _body(reader, name)
    left, right = _FENCES[name.removesuffix("*").removesuffix("matrix")]
    count = _columns(rows)
    between = (MATRIX_GAP_EM,) * (count - 1)
    return Grid(
        rows, _alignment(align) * count, between, gaps, style=1, left=left, right=right, rules=rules
    )


def _alignment(text: str | None) -> str:
    return text.strip() if text and text.strip() in ("l", "c", "r") else "c"


def _small_matrix(reader: Reader, name: str) -> Grid:
    rows, gaps, rules = _body(reader, name)
    left, right = _FENCES[name.removesuffix("*").removesuffix("smallmatrix")]
    return _small(rows, gaps, rules, "c", left, right)


def _subarray(reader: Reader, name: str) -> Grid:
    align = _alignment(reader.scanner.raw())
    rows, gaps, rules = _body(reader, name)
    return _small(rows, gaps, rules, align)


def _small(
    rows: Rows,
    gaps: tuple[float, ...],
    rules: tuple[int, ...],
    align: str,
    left: str = "",
    right: str = "",
) -> Grid:
    count = _columns(rows)
    return Grid(
        rows,
        align * count,
        (5 / 18,) * (count - 1),
        gaps,
        style=2,
        strut_em=SMALL_STRUT_EM,
        left=left,
        right=right,
        rules=rules,
    )


_COLUMN = re.compile(
    r"\s*(?:([lcr])|([|:])|@\{\s*(?:\\[,;:!]|\\q?quad)?\s*\}|\*\{(\d)\}\{([lcr|]+)\})"
)


def _array(reader: Reader, name: str) -> Grid:
    reader.scanner.option()
    source = reader.scanner.raw()
    columns, bars = "", []
    at = 0
    while at < len(source.rstrip()):
        match = _COLUMN.match(source, at)
        if match is None:
            raise FormulaError(f"the columns {source} are not known")
        for sign in match[1] or match[2] or (match[4] or "") * int(match[3] or 0):
            if sign in "|:":
                bars.append(len(columns))
            else:
                columns += sign
        at = match.end()
    rows, gaps, rules = _body(reader, name)
    if _columns(rows) > len(columns):
        raise broken(f"a row has more cells than the columns {source}")
    between = (MATRIX_GAP_EM,) * (len(columns) - 1)
    return Grid(
        rows,
        columns,
        between,
        gaps,
        style=1,
        bars=tuple(dict.fromkeys(bars)),
        rules=tuple(dict.fromkeys(rules)),
        end_em=MATRIX_GAP_EM / 2 if bars or rules else 0.0,
    )


def _cases(reader: Reader, name: str) -> Grid:
    rows, gaps, rules = _body(reader, name)
    count = _columns(rows)
    left, right = ("", "}") if name.startswith("r") else ("{", "")
    style = 0 if name.startswith("d") else 1
    return Grid(
        rows,
        "l" * count,
        (1.0,) * (count - 1),
        gaps,
        style=style,
        strut_em=(1.008, 0.432),
        left=left,
        right=right,
        rules=rules,
    )


def _aligned_rows(reader: Reader, name: str) -> Grid:
    if name.startswith(("alignat", "alignedat")):
        reader.scanner.raw()
    reader.scanner.option()
    return _aligned(*_body(reader, name))


def _aligned(rows: Rows, gaps: tuple[float, ...], rules: tuple[int, ...]) -> Grid:
    """Return pairs of columns that meet: the signs between them stand below each other."""
    count = _columns(rows)
    # Nothing before a relation: it has its space as between two variables.
    empty = Atom(ORD, Group(()))
    spaced = tuple(
        tuple((empty, *cell) if at % 2 else cell for at, cell in enumerate(row)) for row in rows
    )
    between = tuple(ALIGNED_GAP_EM if at % 2 else 0.0 for at in range(count - 1))
    columns = ("rl" * count)[:count]
    return Grid(spaced, columns, between, gaps, style=0, jot_em=JOT_EM, rules=rules)


def _equations(reader: Reader, name: str) -> Grid:
    rows, gaps, rules = _body(reader, name)
    count = _columns(rows)
    if count > 3:
        raise broken("a row has more than three cells")
    empty = Atom(ORD, Group(()))
    spaced = tuple(
        tuple((empty, *cell, empty) if at == 1 else cell for at, cell in enumerate(row))
        for row in rows
    )
    return Grid(
        spaced, "rcl"[:count], (0.0,) * (count - 1), gaps, style=0, jot_em=JOT_EM, rules=rules
    )


def _gathered(reader: Reader, name: str) -> Grid:
    reader.scanner.option()
    rows, gaps, rules = _body(reader, name)
    if _columns(rows) > 1:
        return _aligned(rows, gaps, rules)
    return _lines(rows, gaps, rules, "c")


def _lines(rows: Rows, gaps: tuple[float, ...], rules: tuple[int, ...], align: str) -> Grid:
    return Grid(rows, align, (), gaps, style=0, jot_em=JOT_EM, rules=rules)


Environment = Callable[["Reader", str], Grid]

_ALIGNED: Mapping[str, Environment] = MappingProxyType(
    {
        **dict.fromkeys("align aligned alignat alignedat flalign split".split(), _aligned_rows),
        "eqnarray": _equations,
        **dict.fromkeys("gather gathered multline multlined".split(), _gathered),
    }
)
_ENVIRONMENTS: Mapping[str, Environment] = MappingProxyType(
    {
        **_ALIGNED,
        **{f"{kind}matrix": _matrix for kind in _FENCES},
        **{f"{kind}smallmatrix": _small_matrix for kind in _FENCES},
        "array": _array,
        "subarray": _subarray,
        **dict.fromkeys("cases dcases rcases drcases".split(), _cases),
    }
)
