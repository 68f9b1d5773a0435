"""How a table says what is in it: separator lines, the head of an Anki export, column names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from nnexport.deck.prose import ends_sentence
from nnexport.readers.tables.columns import Column, column_roles, is_known
from nnexport.readers.tables.records import Record, find_delimiter, read_records


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first record."""

    delimiter: str
    start: int
    """Offset of the first record."""

    line: int
    """Its line, 1-based."""

    is_anki: bool = False
    is_html: bool = False
    names: tuple[str, ...] = ()
    roles: tuple[tuple[int, Column], ...] = ()
    """Columns, from 0, that the head assigns by their place."""

    tags: tuple[str, ...] = ()
    """Of every record."""


_DELIMITER_NAMES = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_ANKI_LINE = re.compile(r"#(?P<key>[a-z ]{2,30}):(?P<value>.*)", re.IGNORECASE)
_ANKI_COLUMNS = {
    "tags column": Column.TAGS,
    "deck column": Column.SECTION,
    "notetype column": Column.UNUSED,
    "guid column": Column.UNUSED,
}
_SEP_LINE = re.compile(r"\"?sep=(?P<delimiter>[^\"\n])\"?[ \t]*\n", re.IGNORECASE)


def is_anki_export(text: str) -> bool:
    """Tell whether a text begins as notes do that Anki exported as plain text."""
    return text.startswith(("#separator:", "#html:"))


LABEL = re.compile(r"[\W\d]*|\W*[A-Za-z]\d{0,3}\W*|(?:\S+ ?){0,2}[.:)]\s*")
"""``1.``, ``a)``, ``•``, ``Q:``, ``Question 3:``: what a tab sets apart from its own text.

Words may have two letters, or one sign, as `ir` and `水`.
"""

_MOST_LABELS = 0.2
"""Of the rows of a table: in a list of words there are `a`, `y` and `o` too."""

_LONGEST_LABEL = 30
_FEWEST_ROWS = 3


def is_tab_table(text: str) -> bool:
    """Tell whether each line of a plain text is a row, as in a list of terms that an app exported.

    All lines have the same number of tabs, and what stands before the first one is hardly ever a
    label.
    """
    rows, tabs, labels = 0, 0, 0
    for line in StringIO(text):
        if not line.strip():
            continue
        cells = line.split("\t")
        tabs = tabs or len(cells) - 1
        if not tabs or len(cells) - 1 != tabs or not cells[0].strip() or not cells[1].strip():
            return False
        labels += len(cells[0]) <= _LONGEST_LABEL and bool(LABEL.fullmatch(cells[0]))
        rows += 1
    return rows >= _FEWEST_ROWS and labels <= _MOST_LABELS * rows


def read_head(text: str) -> Head:
    """Read what stands above the records; the delimiter is guessed where nothing names it."""
    if match := _SEP_LINE.match(text[:20]):
        return Head(match["delimiter"], match.end(), 2)
    if not is_anki_export(text):
        return Head("\t" if is_tab_table(text) else find_delimiter(text), 0, 1)
    values: dict[str, str] = {}
    at, line = 0, 1
    while match := _ANKI_LINE.match(text, at):
        values[match["key"].lower()] = match["value"]
        at, line = match.end() + 1, line + 1
    named = values.get("separator", "").strip().lower()
    delimiter = _DELIMITER_NAMES.get(named) or named[:1] or find_delimiter(text, at)
    roles = [
        (int(values[key]) - 1, role)
        for key, role in _ANKI_COLUMNS.items()
        if re.fullmatch(r"\s*[1-9]\d{0,2}\s*", values.get(key, ""))
    ]
    return Head(
        delimiter,
        min(at, len(text)),
        line,
        is_anki=True,
        is_html=values.get("html", "").strip().lower() == "true",
        names=_names(values.get("columns", ""), delimiter),
        roles=tuple(roles),
        tags=tuple(values.get("tags", "").split()),
    )


def _names(text: str, delimiter: str) -> tuple[str, ...]:
    return tuple(cell.text for record in read_records(text, delimiter) for cell in record.cells)


# --- columns ----------------------------------------------------------------------------------


def is_header(first: Record, others: Sequence[Record]) -> bool:
    """Tell whether the first record names the columns."""
    names = [cell.text for cell in first.cells]
    roles = set(column_roles(names))
    has_question, has_answer = Column.QUESTION in roles, roles & {Column.ANSWER, Column.KEY}
    if has_question and has_answer:
        return True
    if has_question or has_answer:
        return len(roles - {Column.UNUSED}) > 1 or all(map(_is_short, names))
    return bool(others) and _differs(names, others)


def has_known_names(record: Record) -> bool:
    return any(is_known(cell.text) for cell in record.cells)


def _is_short(name: str) -> bool:
    return 0 < len(name.strip()) <= 40 and len(name.split()) <= 4 and not ends_sentence(name)


def _differs(names: Sequence[str], others: Sequence[Record]) -> bool:
    """Tell whether names in a language unknown to us stand above questions and long answers."""
    if not all(map(_is_short, names)):
        return False
    asked = [record.cells[0].text.rstrip()[-1:] in "?？؟" for record in others if record.cells]
    long = [
        max(len(cell.text) for cell in record.cells) > 8 * max(map(len, names)) for record in others
    ]
    return sum(asked) > 0.6 * len(asked) or sum(long) > 0.9 * len(long)


def assign_columns(
    head: Head, names: Sequence[str], sample: Sequence[Record]
) -> list[Column] | None:
    """Return what each column holds; none where neither names nor their number tell.

    ``names`` is empty for a table whose first record names nothing.
    """
    width = _common_width(sample) if not names else len(names)
    roles = column_roles(names) if names else [Column.UNUSED] * width
    fixed = dict(head.roles)
    for at, role in fixed.items():
        if at < len(roles):
            roles[at] = role
    free = [at for at, role in enumerate(roles) if role is Column.UNUSED and at not in fixed]
    if not names and not head.is_anki and len(free) > 2 and _counts(sample, free[0]):
        roles[free.pop(0)] = Column.NUMBER
    if Column.QUESTION not in roles and free:
        roles[free.pop(0)] = Column.QUESTION
    if not {Column.ANSWER, Column.KEY, Column.OPTION} & set(roles) and free:
        roles[free.pop(0)] = Column.ANSWER
    if head.is_anki:
        for at in free:
            roles[at] = Column.EXTRA
    elif not names and free:
        return None
    is_understood = Column.QUESTION in roles and (len(roles) > 1 or bool(names))
    return roles if is_understood else None


def _common_width(sample: Sequence[Record]) -> int:
    widths = [len(record.cells) for record in sample]
    return max(set(widths), key=lambda width: (widths.count(width), width), default=0)


def _counts(sample: Sequence[Record], column: int) -> bool:
    """Tell whether a column holds numbers."""
    cells = [record.cells[column].text.strip() for record in sample if len(record.cells) > column]
    numbers = [cell for cell in cells if re.fullmatch(r"#?\d{1,6}[.)]?[a-z]?", cell)]
    return len(numbers) > 0.8 * len(cells)
