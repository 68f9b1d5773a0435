"""Rows of tables in a plain text that no parser of Markdown takes for a table.

    Question<TAB>Answer         | Gas      | Share |        Question          Answer
    What is a cell?<TAB>A unit  | Nitrogen | 78 %  |        What is a cell?   A unit of life.

Neighbouring lines with equally many cells are a run. What a run is, its first row or its first
column says: questions with their answers, or a table like any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from nnexport.readers.tables.columns import Column, column_roles
from nnexport.readers.tables.head import LABEL

BARS, TABS, GAPS = "|", "\t", "  "
"""What parts the cells of a row: the form of its line."""

APART = "apart"
"""The form of a row that stands apart from its table, or has none."""

AMONG = "among"
"""The form of a line that stands among the rows of questions and answers and has no cells."""

MORE = "more"
"""The label of the rows that go on with questions and answers below such a line."""

PAIR_COLUMNS = (
    [Column.QUESTION, Column.ANSWER],
    [Column.NUMBER, Column.QUESTION, Column.ANSWER],
)
"""The columns of a table of questions and answers."""

Cell = tuple[int, int]
"""Where the text of a cell begins and ends."""

_EDGES = {
    BARS: re.compile(r"(?<!\\)\|"),
    TABS: re.compile(r"\t[ \t]*"),
    GAPS: re.compile(r" {2,}"),
}
_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+){2,}[ \t]*")
_MARKER = re.compile(r"\s*(?:\(?[A-Za-z\d]{1,3}[.)]|[-*•+])\s")
"""How an item of a list begins, such as a choice: no cell of a table."""

_LONGEST_ROW = 2000
_LONGEST_LABEL = 30
_MOST_LABELS = 0.2
_FEWEST = 2
_ASK = 0.8
"""Share of the first cells that end with a question mark, in questions without a head."""

_SAMPLE = 20

_REACH, _NEAR = 15, 6
"""Lines below a table within which rows may go on with it: with bars on both sides, and others."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring rows; ``rows`` are those that have cells, borders have none."""

    first: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    form: str


def find_rows(
    raw: Sequence[str], fenced: Collection[int], tables: Collection[int], code: Collection[int]
) -> Iterator[tuple[int, str]]:
    """Yield the index of each row and what parts its cells.

    ``fenced`` and ``tables``: lines of code and of tables in Markdown. ``code``: lines that are
    taken for code or drawings, unless they are questions and answers.
    """
    taken = {*fenced, *tables}
    last: _Run | None = None
    index = 0
    while index < len(raw):
        if index in taken:
            if index in tables:
                cells = texts_of(raw[index].strip(), BARS)
                last = _Run(index, index + 1, (cells,), BARS)
            index += 1
            continue
        run = _run_at(raw, index, taken)
        if run is None:
            index += 1
            continue
        is_drawn = any(at in code for at in range(run.first, run.end))
        if _is_pairs(run):
            is_row = True
        elif is_drawn and run.form != GAPS:
            is_row = False
        else:
            is_row = len(run.rows) >= _FEWEST and _is_table(run, raw)
            is_row = is_row or _goes_on(last, run, raw) or _touches(last, run)
        if is_row:
            yield from ((at, run.form) for at in range(run.first, run.end))
        if is_row or (is_drawn and any(map(is_border, raw[run.first : run.end]))):
            last = run
        index = run.end


def _is_pairs(run: _Run) -> bool:
    if len(run.rows) < _FEWEST:
        return False
    return has_head(run.rows) if run.form == GAPS else asks(run.rows)


def _touches(last: _Run | None, run: _Run) -> bool:
    """Tell whether a row stands right below a table, though it has more cells or fewer."""
    return last is not None and last.form == run.form and last.end == run.first


def _goes_on(last: _Run | None, run: _Run, raw: Sequence[str]) -> bool:
    """Tell whether rows are some of the table a few lines above them."""
    if last is None or last.form != run.form or not _is_even(run, raw):
        return False
    if run.form == GAPS and _columns(raw[last.end - 1]) != _columns(raw[run.first]):
        return False
    reach = _REACH if run.form == BARS and _has_sides(run, raw) else _NEAR
    return run.first - last.end < reach and len(last.rows[0]) == len(run.rows[0])


def _columns(line: str) -> list[int]:
    return [start for start, _ in cells_of(line.rstrip(), 0, len(line.rstrip()), GAPS)]


def asks(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows are questions with their answers: their head, or their first cells say so.

    Rows without a head have two cells each.
    """
    if has_head(rows):
        return True
    rows = [row for row in rows if len(row) > 1]
    if any(len(row) != len(PAIR_COLUMNS[0]) for row in rows):
        return False
    asked = sum(row[0].endswith(_MARKS) for row in rows)
    answered = sum(not row[1].endswith(_MARKS) for row in rows)
    return min(asked, answered) >= _ASK * len(rows)


_MARKS = ("?", "？", "؟")


def has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns of questions and answers."""
    return column_roles(rows[0]) in PAIR_COLUMNS


def cells_of(source: str, start: int, end: int, form: str) -> list[Cell]:
    """Return where the text of each cell of a row begins and ends; bars around it make none."""
    edges = [match.span() for match in _EDGES[form].finditer(source, start, end)]
    if edges and form == BARS and not source[start : edges[0][0]].strip():
        start, edges = edges[0][1], edges[1:]
    if form != BARS or not edges or source[edges[-1][1] : end].strip():
        edges.append((end, end))
    found: list[Cell] = []
    for edge, following in edges:
        cell = source[start:edge]
        first = start + len(cell) - len(cell.lstrip())
        found.append((first, max(first, start + len(cell.rstrip()))))
        start = following
    return found


def texts_of(line: str, form: str) -> tuple[str, ...]:
    """Return the cells of one line."""
    return tuple(line[start:end] for start, end in cells_of(line, 0, len(line), form))


def is_border(line: str) -> bool:
    """Tell whether a line is a border that is drawn between rows: ``+-----+-----+``."""
    return _BORDER.fullmatch(line) is not None


# --- runs -------------------------------------------------------------------------------------


def _run_at(raw: Sequence[str], index: int, taken: Collection[int]) -> _Run | None:
    """Return the rows that begin at a line, as many as have equally many cells."""
    form = _form_of(raw[index])
    if not form:
        return None
    rows: list[tuple[str, ...]] = []
    end = index
    while end < len(raw) and end not in taken and len(raw[end]) <= _LONGEST_ROW:
        line = raw[end]
        if form == BARS and is_border(line):
            end += 1
            continue
        cells = texts_of(line.strip(), form)
        if rows and len(cells) == 1 and cells[0].endswith(_MARKS) and _asked(rows):
            # A question whose answer is missing, if the table goes on below it.
            below = texts_of(raw[end + 1].strip(), form) if end + 1 < len(raw) else ()
            if len(below) != len(rows[0]):
                break
        elif (
            len(cells) < _FEWEST
            or (rows and len(cells) != len(rows[0]))
            or (form != BARS and not all(cells))
        ):
            break
        rows.append(cells)
        end += 1
    return _Run(index, end, tuple(rows), form) if rows else None


def _asked(rows: Sequence[tuple[str, ...]]) -> bool:
    return has_head(rows) or asks(rows[-_SAMPLE:])


def _form_of(line: str) -> str:
    """Return what parts the cells of a line; empty for one that is no row."""
    if len(line) > _LONGEST_ROW:
        return ""
    if is_border(line):
        return BARS
    return next((form for form in (TABS, BARS, GAPS) if _may_be(line, form)), "")


def _may_be(line: str, form: str) -> bool:
    return form in line and (form == BARS or form in line.strip())


def _is_table(run: _Run, raw: Sequence[str]) -> bool:
    """Tell whether rows that ask nothing are a table: no list, no labels, bars on both sides."""
    if run.form == GAPS or any(_MARKER.match(row[0] + " ") for row in run.rows):
        return False
    if run.form == BARS:
        return _has_sides(run, raw) and _is_even(run, raw)
    if run.rows[0][0].isdecimal():
        # Numbers of a list; below the head of a table they are years and the like.
        return False
    labels = sum(_is_label(row[0]) for row in run.rows)
    return labels <= _MOST_LABELS * len(run.rows)


def _has_sides(run: _Run, raw: Sequence[str]) -> bool:
    lines = (raw[at].strip() for at in range(run.first, run.end))
    return all(line[0] + line[-1] == "||" for line in lines if not is_border(line))


_LEANING = re.compile(r"\S\|[ ]|[ ]\|\S")


def _is_even(run: _Run, raw: Sequence[str]) -> bool:
    """Tell whether bars part cells: those of ``|x| + |y|`` lean on one of their sides."""
    if run.form != BARS:
        return True
    lines = [raw[at].strip().strip("|") for at in range(run.first, run.end)]
    leaning = sum(len(_LEANING.findall(line)) for line in lines)
    return 2 * leaning <= sum(line.count("|") for line in lines)


def _is_label(cell: str) -> bool:
    is_number = cell.strip(" .,%").isdecimal()
    return len(cell) <= _LONGEST_LABEL and not is_number and bool(LABEL.fullmatch(cell))
