"""The self-test: questions with ruled room for answers, and the key behind them.

Each question says on which page its answer stands, and each answer where its question does. Both
are known when the pages are; room is kept for them, so that they move nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.cloze import deletions_in
from nnexport.deck.document import Deck, Note
from nnexport.deck.numbering import positions
from nnexport.deck.question import spell_choice
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.columns import Column
from nnexport.exporters.pdf.fonts import HEAVY, REGULAR, Fonts
from nnexport.exporters.pdf.items import read_blocks
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.flow import Entry, Flow, HeadingStyle, nest, set_heading
from nnexport.exporters.pdf.layouts.geometry import Geometry, mm
from nnexport.exporters.pdf.layouts.paging import (
    Numbers,
    Paging,
    fill_pages,
    pages_of_entries,
    place_pages,
)
from nnexport.exporters.pdf.layouts.room import (
    count_lines,
    has_solution,
    is_room,
    rule_beside,
    rule_lines,
)
from nnexport.exporters.pdf.layouts.ruling import rule_pages
from nnexport.exporters.pdf.layouts.sheet import (
    LaidOut,
    Start,
    finish_sheet,
    set_notes,
    start_sheet,
)
from nnexport.exporters.pdf.layouts.stacked import (
    NUMBER_GAP,
    Stack,
    join_answer,
    make_stack,
    set_answer,
    set_asked,
    set_continuation,
    set_number,
    set_statement,
    set_wide_number,
)
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.lines import Line
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import (
    ACCENT,
    GREY,
    Blank,
    Bookmark,
    Glyphs,
    Mark,
    Page,
    Row,
    end_of_marks,
    shift,
)
from nnexport.exporters.pdf.papers import PAPERS
from nnexport.exporters.pdf.runs import set_plain
from nnexport.exporters.pdf.structure import Element

MARGIN_PT = mm(18)
BINDING_PT = mm(5)
TYPE = Type(11.0, 14.0)
ITEM_GAP_PT = 18.0
SPREAD = 1.5
"""Part of themselves by which gaps may grow: it is where lines do not fill a page."""

SECTION = HeadingStyle(Look(HEAVY, 14.0, color=ACCENT), 18.0, 14.0, gap_pt=24.0, gap_below_pt=8.0)

ANSWER_GAP_PT = 3.0
REFERENCE_ROOM_PT = 76.0
"""At the right of a question, for the page of its answer; more in a language that needs it."""

KEY_PREFIX = "answer:"
"""Of the bookmarks of answers; ids of notes have no colon."""

KEY_TYPE = Type(9.6, 12.6)
KEY_GUTTER_PT = mm(8)
KEY_ITEM_GAP_PT = 8.0
KEY_SPREAD = 0.6
KEY_TITLE = HeadingStyle(Look(HEAVY, 14.0, color=ACCENT), 18.0, 14.0, 0.0, 6.0)
KEY_SECTION = HeadingStyle(Look(HEAVY, 11.0, color=ACCENT), 15.0, 11.5, 12.0, 4.0)
WIDE_PAPER_PT = 500.0
"""From this width on, the key has two columns."""

REFERENCE_SIZE = 0.8
"""Of references to pages, as a part of the size of the text."""


Opposite = Mapping[str, tuple[str, str]]
"""Number of a note → the page on which its other half begins, and the key of its bookmark."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The questions, or the answers: laid out, without references to the other part."""

    flow: Flow
    paging: Paging
    pages: Sequence[Sequence[Column]]

    def begins(self, numbers: Numbers) -> Opposite:
        """Return where each note begins in this part."""
        pages = pages_of_entries(self.flow, self.pages, numbers)
        return {
            entry.number: (pages[entry.bookmark.key], entry.bookmark.key)
            for _, entry in _items(self.flow)
        }

    def place(self, fonts: Fonts, numbers: Numbers) -> list[Page]:
        return place_pages(self.flow, self.pages, self.paging, fonts, numbers)


def set_selftest(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the laid-out sheet of a deck. Shape and errors: as :func:`.sheet.set_sheet`."""
    width_pt, height_pt = PAPERS[options.paper]
    binding_pt = BINDING_PT if options.binding else 0.0
    geometry = Geometry(width_pt, height_pt, MARGIN_PT, MARGIN_PT, MARGIN_PT, binding_pt=binding_pt)
    start = start_sheet(deck, geometry.room_pt, fast=options.fast)
    if not all(start.numbers) or len({*start.numbers}) < len(start.numbers):
        # The key is looked up by them.
        start = replace(start, numbers=positions(start.notes))
    fonts = start.fonts
    questions, found = _set_questions(start, geometry, options.shuffle)
    if not any(map(has_solution, start.notes)):
        # A key that says nothing, and references to it, are of no use.
        pages = questions.place(fonts, Numbers(len(questions.pages)))
        return finish_sheet(start, geometry, pages), (*start.diagnostics, *found)
    key, found_in_key = _set_key(start, geometry)
    count = len(questions.pages) + len(key.pages)
    of_questions, of_key = Numbers(count), Numbers(count, first=len(questions.pages))
    asked = _refer_to_answers(questions, key.begins(of_key), geometry, fonts)
    answered = _refer_to_questions(key, questions.begins(of_questions), fonts)
    pages = [*asked.place(fonts, of_questions), *answered.place(fonts, of_key)]
    # A statement with deletions is there twice, what it loses is not.
    diagnostics = dict.fromkeys((*start.diagnostics, *found, *found_in_key))
    return finish_sheet(start, geometry, pages), tuple(diagnostics)


# --- questions -----------------------------------------------------------------------------------


def _set_questions(start: Start, geometry: Geometry, seed: str) -> tuple[_Part, list[Diagnostic]]:
    if seed:
        start = _shuffle(start, seed)
    fonts, column_pt = start.fonts, geometry.column_pt
    said = labels_of(fonts.language).phrases.answer_on
    room_pt = max(REFERENCE_ROOM_PT, _widest_reference(said, start, TYPE))
    stack = make_stack(TYPE, column_pt - room_pt, start.numbers, fonts, ANSWER_GAP_PT)
    stack = replace(stack, hides=True)

    def set_item(note: Note, number: str, heading: Element) -> list[Row]:
        asked = set_asked(note, number, stack, fonts, heading)
        count = count_lines(note)
        beside = rule_beside(asked, stack.column_pt, TYPE) if count == 1 else []
        return beside or join_answer(asked, rule_lines(count, stack.hang_pt, column_pt), stack)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        yield from set_continuation(entry.number, stack, fonts)

    flow, found = set_notes(start, set_item, SECTION, ITEM_GAP_PT, column_pt)
    paging = Paging(
        geometry, start.header, go_on, hairlines=False, above_pt=TYPE.leading_pt, spread=SPREAD
    )
    flow = rule_pages(flow, paging)
    return _Part(flow, paging, fill_pages(flow, paging)), found


def _shuffle(start: Start, seed: str) -> Start:
    """Return the notes in the order that belongs to a seed, in no sections.

    It is one of hashes, not of Python's random numbers, which may change with its version; and two
    notes keep their order when others come or go.
    """
    order = sorted(
        range(len(start.notes)),
        key=lambda at: (hashlib.sha256(f"{seed}\0{start.notes[at].id}".encode()).digest(), at),
    )
    return replace(
        start,
        notes=[replace(start.notes[at], section=None) for at in order],
        numbers=[start.numbers[at] for at in order],
    )


def _refer_to_answers(part: _Part, answers: Opposite, geometry: Geometry, fonts: Fonts) -> _Part:
    """Return the questions, each with the page of its answer at the right of its end."""
    rows = list(part.flow.rows)
    said = labels_of(fonts.language).phrases.answer_on
    for index, entry in _items(part.flow):
        page, key = answers[entry.number]
        last = _end_of_question(part.flow, index)
        paragraph = Element("P", _part_of(rows[index]))
        line = _set_reference(said.format(page=page), key, paragraph, TYPE, fonts)
        left_pt = geometry.column_pt - line.width_pt
        marks = [shift(mark, left_pt) for mark in line.marks]
        rows[last] = rows[last]._replace(marks=(*rows[last].marks, *marks))
    return replace(part, flow=replace(part.flow, rows=tuple(rows)))


def _end_of_question(flow: Flow, first: int) -> int:
    """Return the last row of what is asked in the entry that begins here."""
    last = first
    while last + 1 < len(flow.rows) and not flow.starts_entry(last + 1):
        if is_room(flow.rows[last + 1]):
            break
        last += 1
    return last


# --- key -----------------------------------------------------------------------------------------


def _set_key(start: Start, geometry: Geometry) -> tuple[_Part, list[Diagnostic]]:
    fonts = start.fonts
    if geometry.width_pt >= WIDE_PAPER_PT:
        geometry = replace(geometry, columns=2, gutter_pt=KEY_GUTTER_PT)
    stack = make_stack(KEY_TYPE, geometry.column_pt, start.numbers, fonts, 0.0)
    labels = labels_of(fonts.language)
    room_pt = _widest_reference(labels.phrases.question_on, start, KEY_TYPE)
    stack = replace(stack, hang_pt=max(stack.hang_pt, room_pt))
    short_pt = geometry.column_pt - room_pt

    def set_item(note: Note, number: str, heading: Element) -> list[Row]:
        return _set_solution(note, number, stack, short_pt, fonts, heading)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        yield from set_continuation(entry.number, stack, fonts)

    part = start.document.open("Sect")
    name, column_pt = labels.phrases.answers, geometry.column_pt
    title = set_heading(name, KEY_TITLE, column_pt, fonts, part, language=labels.language)
    below = replace(start, document=part)
    flow, found = set_notes(below, set_item, KEY_SECTION, KEY_ITEM_GAP_PT, column_pt, depth=1)
    flow = nest(flow, KEY_PREFIX)
    entry = Entry(Bookmark(f"{KEY_PREFIX}:", name, 0, 0.0), is_heading=True)
    first = flow.rows[0]._replace(gap_pt=KEY_TITLE.gap_below_pt, keep=True)
    flow = Flow((*title, first, *flow.rows[1:]), (*[entry] * len(title), *flow.entries))
    paging = Paging(geometry, start.header, go_on, hairlines=False,
                    above_pt=KEY_TYPE.leading_pt, spread=KEY_SPREAD, titled=False)  # fmt: skip
    return _Part(flow, paging, fill_pages(flow, paging)), found


def _set_solution(
    note: Note, number: str, stack: Stack, short_pt: float, fonts: Fonts, heading: Element
) -> list[Row]:
    """Return the rows of an answer with its number, two at least for the reference below that.

    Behind an answer of one line that ends before ``short_pt`` there is room for it.
    """
    place = heading.parent
    answer = spell_choice(note.question, note.answer)
    rows = set_answer(replace(note, answer=answer), stack, fonts, place)
    if any(deletions_in(read_blocks(note, note.question))):
        rows = join_answer(set_statement(note, stack, fonts, place), rows, stack)
    marks = set_number(number, stack, fonts, heading)
    if not marks:
        rows = [*set_wide_number(number, stack, fonts, heading), *rows]
    if len(rows) == 1 and end_of_marks(rows[0]) > short_pt:
        rows = [*rows, Row(stack.type.leading_pt)]
    first, *others = join_answer([], rows, stack)
    # The reference is read after the number, wherever it is printed.
    later = Blank(0.0, 0.0, Element("P", place))
    return [first._replace(marks=(*marks, later, *first.marks)), *others]


def _refer_to_questions(part: _Part, questions: Opposite, fonts: Fonts) -> _Part:
    """Return the answers, each with the page of its question below its number, or behind it."""
    rows = list(part.flow.rows)
    said = labels_of(fonts.language).phrases.question_on
    for index, entry in _items(part.flow):
        page, key = questions[entry.number]
        blanks = (mark.element for mark in rows[index].marks if isinstance(mark, Blank))
        # The number may have some too: they keep words from right to left in order.
        paragraph = next(element for element in blanks if element and element.role == "P")
        line = _set_reference(said.format(page=page), key, paragraph, KEY_TYPE, fonts)
        first = rows[index]
        if index + 1 == len(rows) or part.flow.starts_entry(index + 1):
            right_pt = part.paging.geometry.column_pt - line.width_pt
            shown = (*first.marks, *(shift(mark, right_pt) for mark in line.marks))
        else:
            down_pt = first.drop_pt + KEY_TYPE.leading_pt
            # In front of the text: copied text has it there, and not after the first line.
            at = next(at for at, mark in enumerate(first.marks) if mark.element is paragraph)
            below = (shift(mark, 0.0, down_pt) for mark in line.marks)
            shown = (*first.marks[:at], *below, *first.marks[at:])
        rows[index] = first._replace(marks=shown)
    return replace(part, flow=replace(part.flow, rows=tuple(rows)))


# --- references ----------------------------------------------------------------------------------


def _items(flow: Flow) -> Iterator[tuple[int, Entry]]:
    """Yield the first row of each note, and its entry."""
    for index in flow.starts:
        if not flow.entries[index].is_heading:
            yield index, flow.entries[index]


def _part_of(row: Row) -> Element | None:
    """Return the part of the document that a note is, by its first row."""
    elements = [mark.element for mark in row.marks if isinstance(mark, Glyphs) and mark.element]
    # A number that shows nothing above a question that shows nothing is part of no note.
    return elements[0].find("Sect") if elements else None


def _set_reference(
    text: str, key: str, paragraph: Element | None, type: Type, fonts: Fonts
) -> Line:
    """Return a reference to a page, to be clicked."""
    language = labels_of(fonts.language).language
    element = Element("Reference", paragraph, language=language).open("Link")
    look = Look(REGULAR, REFERENCE_SIZE * type.size_pt, color=GREY, href=f"#{key}")
    frame = type.frame(look, fonts, 0.0, float("inf"), element)
    (line,) = frame.set_lines(set_plain(text, frame.look))
    return line


def _widest_reference(said: str, start: Start, type: Type) -> float:
    """Return the room of the longest reference, should there be two pages for each note."""
    text = said.format(page="0" * len(str(2 * len(start.notes))))
    line = _set_reference(text, "", None, type, start.fonts)
    return line.width_pt + NUMBER_GAP * type.size_pt
