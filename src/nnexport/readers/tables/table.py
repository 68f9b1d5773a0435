"""Tables (CSV, TSV, Anki's text export) → entries: each record is a question with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.document import Document, Entry, Source
from nnexport.deck.escape import escape_line
from nnexport.deck.text import clean_line, clean_text
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.assemble import Reading
from nnexport.readers.blocks import group_lines
from nnexport.readers.html.page import convert_html
from nnexport.readers.ledger import Ledger, Use, shorten
from nnexport.readers.lines import Line, LineKind, classify_lines
from nnexport.readers.tables.columns import Column
from nnexport.readers.tables.head import (
    Head,
    assign_columns,
    has_known_names,
    is_header,
    read_head,
)
from nnexport.readers.tables.options import Option, chosen_options, option_labels, options_markdown
from nnexport.readers.tables.records import Cell, Record, read_records
from nnexport.readers.tidy import tidy_answer

_SAMPLE = 200
_EXCERPT = 400


def read_table(raw: RawText, source: Source) -> Reading:
    """Read a table into entries. Never raises, whatever the text is.

    Errors: NN023 when the columns are not told apart; NN024 for a row with too many cells; NN011
    and NN012 for rows without a question or an answer.
    """
    head = read_head(raw.text)
    return _read_records(
        raw, source, head, list(read_records(raw.text, head.delimiter, head.start, head.line))
    )


def read_pairs(raw: RawText, source: Source, records: list[Record]) -> Reading:
    """Read the pairs of a plain text into entries; what stands above them is left out.

    Errors: as :func:`read_table`; NN016 for a title.
    """
    return _read_records(raw, source, Head("", 0, 1), records)


def _read_records(raw: RawText, source: Source, head: Head, records: list[Record]) -> Reading:
    table = _Table(raw, head)
    first = records[0].start if records else 0
    entries = tuple(table.read(records))
    table.ledger.drop(head.start, first, "the title of a table")
    table.ledger.drop_unseen()
    found = (*table.ledger.diagnostics(raw.path), *table.diagnostics)
    return Reading(Document(source, entries), table.ledger, found)


_USES = {
    Column.QUESTION: Use.QUESTION,
    Column.OPTION: Use.QUESTION,
    Column.ANSWER: Use.ANSWER,
    Column.KEY: Use.ANSWER,
    Column.EXTRA: Use.ANSWER,
    Column.UNUSED: Use.DROP,
}


@dataclass(slots=True)
class _Row:
    """A record, sorted by what its cells are."""

    record: Record
    cells: tuple[Cell, ...]
    """No more than there are columns."""

    columns: Mapping[Column, Sequence[int]]

    def texts(self, role: Column) -> list[str]:
        places = self.columns.get(role)
        if places is None:
            return []
        cells = self.cells
        return [cells[at].text for at in places if at < len(cells) and cells[at].text.strip()]


class _Table:
    def __init__(self, raw: RawText, head: Head) -> None:
        self.raw = raw
        self.head = head
        self.ledger = Ledger(raw.text)
        self.ledger.claim(0, head.start, Use.LABEL)
        self.diagnostics: list[Diagnostic] = []
        self.roles: list[Column] = []
        self.columns: dict[Column, list[int]] = {}
        self.names: list[str] = []

    def say(self, code: str, record: Record, message: str, help: str = "") -> None:
        end = self.raw.text.find("\n", record.start, record.start + _EXCERPT)
        excerpt = self.raw.text[record.start : end if end >= 0 else record.start + _EXCERPT]
        span = Span(self.raw.path, record.line, 1, record.last_line)
        if record.last_line == record.line:
            span = Span(self.raw.path, record.line, 1)
        self.diagnostics.append(Diagnostic(code, span, message, help, excerpt))

    def read(self, records: list[Record]) -> list[Entry]:
        names: list[str] = list(self.head.names)
        header: Record | None = None
        if not names and records and is_header(records[0], records[1:_SAMPLE]):
            header = records.pop(0)
            names = [cell.text.strip() for cell in header.cells]
            if not has_known_names(header):
                self.ledger.claim(header.start, header.end, Use.DROP)
                quoted = shorten(", ".join(names))
                self.say("NN016", header, f"left out “{quoted}”: the names of the columns")
            else:
                self.ledger.claim(header.start, header.end, Use.LABEL)
        roles = assign_columns(self.head, names, records[:_SAMPLE])
        if roles is None:
            self._report_unknown(names, records)
            return []
        self.roles, self.names = roles, names
        for at, role in enumerate(roles):
            self.columns.setdefault(role, []).append(at)
        self._report_unused(header, records)
        entries = [entry for record in records if (entry := self._entry(self._row(record)))]
        self._report_shape(entries)
        return entries

    # --- one row ------------------------------------------------------------------------------

    def _row(self, record: Record) -> _Row:
        self.ledger.claim(record.start, record.end, Use.LABEL)
        cells, width = record.cells, len(self.roles)
        if any(cell.text.strip() for cell in cells[width:]):
            last = self.roles[-1]
            quoted = shorten(self.raw.text[cells[width].start : cells[-1].end])
            help_line = "put a cell that holds the delimiter into double quotes"
            if last in (Column.ANSWER, Column.EXTRA):
                start, end = cells[width - 1].start, cells[-1].end
                joined = Cell(self.raw.text[start:end], start, end)
                cells = (*cells[: width - 1], joined)
                what = "they were joined to the last one"
            else:
                self.ledger.claim(cells[width].start, cells[-1].end, Use.DROP)
                what = f"“{quoted}” was left out"
            count = f"{len(record.cells)} cells, but the table has {width} columns"
            self.say("NN024", record, f"this row has {count}: {what}", help_line)
        return _Row(record, cells[:width], self.columns)

    def _entry(self, row: _Row) -> Entry | None:
        options = self._options(row)
        keys = row.texts(Column.KEY)
        chosen = [option for key in keys for option in chosen_options(key, options)]
        answers = [*row.texts(Column.ANSWER), *([] if chosen else keys)]
        extras = row.texts(Column.EXTRA)
        question = "\n\n".join(map(self._markdown, row.texts(Column.QUESTION)))
        has_answer = bool(chosen or answers)
        parts = [options_markdown(chosen)] if chosen else []
        parts.extend(map(self._markdown, answers))
        parts.extend(map(self._markdown, extras))
        answer = clean_text("\n\n".join(part for part in parts if part))
        question = clean_text(question)
        self._claim(row, has_chosen=bool(chosen))
        if not question and not answer:
            # Tags of HTML alone are text, too, though nobody sees any of it.
            if any(cell.text.strip() for cell in row.cells):
                self.ledger.claim(row.record.start, row.record.end, Use.DROP)
                text = shorten(self.raw.text[row.record.start : row.record.end])
                self.say("NN018", row.record, f"left out “{text}”: no question and no answer")
            return None
        if question and options:
            question = clean_text(f"{question}\n\n{options_markdown(options)}")
        number = _number(row.texts(Column.NUMBER))
        if not question:
            help_line = "write its question into the row"
            name = f"answer {number}" if number else "an answer"
            self.say("NN011", row.record, f"{name} has no question in this source", help_line)
        elif not has_answer:
            name = f"question {number}" if number else f"“{shorten(row.texts(Column.QUESTION)[0])}”"
            help_line = "write the answer into the row, or take it from another source"
            self.say("NN012", row.record, f"{name} has no answer in this source", help_line)
        lines = ((row.record.line, row.record.last_line),)
        return Entry(
            number=number,
            question=question,
            answer=answer,
            question_lines=lines if question else (),
            answer_lines=lines if answer else (),
            section=clean_line(" ".join(row.texts(Column.SECTION))),
            tags=(*self.head.tags, *self._tags(row)),
        )

    def _options(self, row: _Row) -> list[Option]:
        places = self.columns.get(Column.OPTION)
        if not places:
            return []
        labels = option_labels([self.names[at] for at in places])
        return [
            Option(label, row.cells[at].text, self._markdown(row.cells[at].text))
            for label, at in zip(labels, places, strict=True)
            if at < len(row.cells) and row.cells[at].text.strip()
        ]

    def _tags(self, row: _Row) -> Iterator[str]:
        seen = set(self.head.tags)
        for text in row.texts(Column.TAGS):
            has_commas = "," in text or ";" in text
            for part in re.split(r"[,;]", text) if has_commas else text.split():
                tag = "-".join(clean_line(part).split())
                if tag and tag not in seen:
                    seen.add(tag)
                    yield tag

    def _markdown(self, text: str) -> str:
        if self.head.is_html:
            return convert_html(text).text.strip("\n")
        return cell_markdown(text)

    # --- ledger and messages ------------------------------------------------------------------

    def _claim(self, row: _Row, *, has_chosen: bool) -> None:
        for role, cell in zip(self.roles, row.cells, strict=False):
            use = _USES.get(role, Use.LABEL)
            if role is Column.KEY and has_chosen:
                use = Use.LABEL
            self.ledger.claim(cell.start, cell.end, use)

    def _report_unused(self, header: Record | None, records: Sequence[Record]) -> None:
        """Report each column that is not used, once for all of its cells."""
        for at, role in enumerate(self.roles):
            if role is not Column.UNUSED:
                continue
            count = sum(
                1 for each in records if len(each.cells) > at and each.cells[at].text.strip()
            )
            place = header or (records[0] if records else None)
            if count and place is not None:
                name = self.names[at] if at < len(self.names) else ""
                what = f"column “{shorten(name)}”" if name else f"column {at + 1}"
                reason = "it holds no question, answer, number, section or tags"
                self.say("NN016", place, f"left out {what} ({count} cells): {reason}")

    def _report_unknown(self, names: Sequence[str], records: Sequence[Record]) -> None:
        for record in records:
            self.ledger.claim(record.start, record.end, Use.DROP)
        shown = ", ".join(names) or "the first row names none"
        message = f"cannot tell which column holds the questions: {shorten(shown, 120)}"
        help_line = (
            "name the columns in the first row: question, answer; "
            "also known: number, section, tags, option A, option B, correct"
        )
        self.diagnostics.append(Diagnostic("NN023", Span(self.raw.path, 1), message, help_line))

    def _report_shape(self, entries: Sequence[Entry]) -> None:
        if not entries:
            help_line = "write one question and its answer into each row"
            message = "no question and no answer found"
            self.diagnostics.append(Diagnostic("NN019", Span(self.raw.path), message, help_line))
            return
        used = [role.name.lower() for role in self.roles if role is not Column.UNUSED]
        asked = sum(bool(entry.question) for entry in entries)
        answered = sum(bool(entry.answer) for entry in entries)
        message = (
            f"a table with the columns {', '.join(dict.fromkeys(used))}: "
            f"{asked} questions, {answered} answers"
        )
        self.diagnostics.append(Diagnostic("NN010", Span(self.raw.path), message))


def _number(texts: Sequence[str]) -> str:
    return clean_line(clean_line(" ".join(texts)).strip("#.):( ")[:40])


# --- cells ------------------------------------------------------------------------------------

_WRAPPED = 60
"""Characters from which a line may have been broken by its width."""


def cell_markdown(text: str) -> str:
    """Return Markdown that shows a cell of plain text; its lines stay lines, its lists lists."""
    text = text.strip("\n")
    if "\n" not in text:
        return escape_line(clean_line(text))
    if not text.strip():
        return ""
    lines = classify_lines(text)
    if any(_says_nothing(line) for line in lines):
        # In a cell there is no furniture: three dashes are what somebody wrote.
        shown = (escape_line(clean_line(text[line.start : line.end])) for line in lines)
        return "\n\n".join(line for line in shown if line)
    spread = _spread_lines(text, lines)
    return tidy_answer(group_lines(classify_lines(spread), spread))


def _says_nothing(line: Line) -> bool:
    is_marked = line.kind in (LineKind.BULLET, LineKind.HEADING, LineKind.NUMBERED)
    is_rule = line.kind in (LineKind.RULE, LineKind.UNDERLINE)
    return is_rule or (is_marked and line.body >= line.end)


def _spread_lines(text: str, lines: Sequence[Line]) -> str:
    """Return a text with a blank line between lines that were typed as lines of their own."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and _is_own_line(text, lines[at - 1], line):
            found.append("")
        found.append(text[line.start : line.end])
    return "\n".join(found)


def _is_own_line(text: str, before: Line, line: Line) -> bool:
    if line.kind is not LineKind.TEXT or before.kind in (LineKind.BLANK, LineKind.CODE):
        return False
    is_wrapped = before.end - before.start >= _WRAPPED and text[line.body : line.body + 1].islower()
    return not is_wrapped and line.indent <= before.indent
