"""A note with its answer below its question, the number hanging beside both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.cloze import deletions_in
from nnexport.deck.document import Deck, Note
from nnexport.deck.markup import Break, Text
from nnexport.deck.question import split_question
from nnexport.exporters.pdf.blocks import set_blocks, set_text
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.items import read_blocks, read_inlines
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.lines import measure_runs
from nnexport.exporters.pdf.looks import Run, open_in
from nnexport.exporters.pdf.page import Mark, Row, end_of_marks, shift
from nnexport.exporters.pdf.runs import set_plain
from nnexport.exporters.pdf.structure import Element

VARIANT_GAP = 0.35
"""Above the answer of a source, in lines."""

CUT_LINES = 2
"""Fewest lines of an answer on either side of a cut."""

WHOLE_LINES = 24
"""A question is not cut unless it is longer than this many lines."""

LEAST_GAP = 0.4
"""Between an answer and a question that ends in text of the same kind, for size 1."""

RUN_IN_GAP = 1.0
"""Between a question and an answer that stands behind it, for size 1."""

NUMBER_GAP = 0.45
"""Between number and text, for size 1."""

WIDEST_NUMBER = 3.7
"""Of a number that hangs, for size 1; a wider one stands above its question."""


@dataclass(frozen=True, slots=True)
class Stack:
    """How notes are stacked in a column. All in points."""

    type: Type
    column_pt: float
    hang_pt: float
    """Room of the number and the gap behind it: where all text begins."""

    gap_pt: float
    """Between question and answer."""

    prose: bool = True
    """Answers are hyphenated, and justified where lines are long enough."""

    indented: bool = True
    """Answers begin where the text of their questions begins, not below the numbers."""

    hides: bool = False
    """Deletions in questions are blanks to be filled in."""

    runs_in: bool = False
    """An answer of one line stands behind its question, if both have room in a line."""

    tab_pt: float = 0.0
    """Where such an answer begins, from the left of its question, if that is shorter."""

    @property
    def answer_left_pt(self) -> float:
        return self.hang_pt if self.indented else 0.0


def make_stack(
    type: Type,
    column_pt: float,
    numbers: Sequence[str],
    fonts: Fonts,
    gap_pt: float,
    *,
    prose: bool = True,
    indented: bool = True,
) -> Stack:
    """Return a stack whose text begins behind the widest number of a usual width.

    Shape: nothing goes to ``fonts.losses``; numbers are set again with their notes.
    """
    widths = [_measure(number, type, fonts) for number in numbers]
    most_pt = WIDEST_NUMBER * type.size_pt
    widest_pt = max((width for width in widths if width <= most_pt), default=0.0)
    fonts.losses.take("")
    hang_pt = widest_pt + NUMBER_GAP * type.size_pt if widest_pt else 0.0
    return Stack(type, column_pt, hang_pt, gap_pt, prose, indented)


def set_stacked(
    note: Note,
    number: str,
    stack: Stack,
    fonts: Fonts,
    heading: Element | None = None,
    *,
    variants_of: Deck | None = None,
) -> list[Row]:
    """Return the rows of a note: its question, the ``heading``, then its answer.

    With the note's deck, what each source answers stands below it.

    A cut leaves the whole question and two lines of the answer above it, and two lines below.

    Shape: at least one row.
    Errors: what paper cannot show goes to ``fonts.losses``.
    """
    rows = set_asked(note, number, stack, fonts, heading)
    place = heading.parent if heading else None
    if split_question(note.question)[1]:
        # Where a question ends in code or a list, its answer begins with a gap that can be seen.
        least_pt = LEAST_GAP * stack.type.size_pt
        stack = replace(stack, gap_pt=max(stack.gap_pt, least_pt))
    answer = set_answer(note, stack, fonts, place)
    joined = _run_in(rows, answer, stack) or join_answer(rows, answer, stack)
    if variants_of is None:
        return joined
    return [*joined, *set_variants(note, variants_of, stack, fonts, place)]


def _run_in(rows: Sequence[Row], answer: Sequence[Row], stack: Stack) -> list[Row]:
    """Return a question and its answer in one row; none where they do not fit in that."""
    if not stack.runs_in or len(rows) != 1 or len(answer) != 1:
        return []
    (asked,), (said,) = rows, answer
    if said.bars or asked.drop_pt != said.drop_pt or asked.height_pt != said.height_pt:
        return []
    begin_pt = end_of_marks(asked) + RUN_IN_GAP * stack.type.size_pt
    width_pt = end_of_marks(said) - stack.answer_left_pt
    if begin_pt + width_pt > stack.column_pt:
        return []
    tab_pt = stack.hang_pt + stack.tab_pt
    if tab_pt + width_pt <= stack.column_pt:
        begin_pt = max(begin_pt, tab_pt)
    right_pt = begin_pt - stack.answer_left_pt
    marks = (shift(mark, right_pt) for mark in said.marks)
    return [asked._replace(marks=(*asked.marks, *marks))]


def join_answer(rows: Sequence[Row], answer: Sequence[Row], stack: Stack) -> list[Row]:
    """Return a question's rows and its answer's, so tied together that no cut parts them badly.

    Of an answer that nothing stands above, the first row is as free as it was.
    """
    if not answer:
        return list(rows)
    last = len(answer) - CUT_LINES + 1
    tied = [
        row._replace(keep=True) if at < CUT_LINES or at >= last else row
        for at, row in enumerate(answer)
    ]
    if not rows:
        return [answer[0], *tied[1:]]
    return [*rows, tied[0]._replace(gap_pt=stack.gap_pt), *tied[1:]]


def set_asked(
    note: Note, number: str, stack: Stack, fonts: Fonts, heading: Element | None = None
) -> list[Row]:
    """Return the rows of a question with its number; at least one.

    Its first paragraph is bold, the rest as answers are set.
    """
    lead, below = split_question(note.question)
    asked = read_inlines(note, lead or note.question)
    marks = set_number(number, stack, fonts, heading)
    if number and not marks:
        asked = (Text(number), Break(hard=True), *asked)
    rows = set_text(asked, _frame(stack, fonts, heading)._replace(even=True)) or [
        Row(stack.type.leading_pt)
    ]
    if lead and below:
        place = heading.parent if heading else None
        own = set_blocks(read_blocks(note, below), _frame(stack, fonts, place, prose=True))
        rows += [row._replace(gap_pt=stack.gap_pt) if row is own[0] else row for row in own]
    if sum(row.height_pt for row in rows) <= WHOLE_LINES * stack.type.leading_pt:
        rows[1:] = [row._replace(keep=True) for row in rows[1:]]
    marks = tuple(shift(mark, 0.0, rows[0].drop_pt) for mark in marks)
    rows[0] = rows[0]._replace(marks=(*marks, *rows[0].marks))
    return rows


def set_answer(note: Note, stack: Stack, fonts: Fonts, place: Element | None) -> list[Row]:
    """Return the rows of an answer; none where the question answers itself by its deletions."""
    rows = set_blocks(read_blocks(note, note.answer), _frame(stack, fonts, place, prose=True))
    if rows or any(deletions_in(read_blocks(note, note.question))):
        return rows
    labels = labels_of(fonts.language)
    look = open_in(stack.type.aside._replace(element=place), "P", language=labels.language)
    left_pt = stack.answer_left_pt
    frame = stack.type.frame(look, fonts, left_pt, stack.column_pt - left_pt, place)
    (line,) = frame.set_lines(set_plain(labels.phrases.no_answer, look))
    return [Row(stack.type.leading_pt, line.marks)]


def set_variants(
    note: Note, deck: Deck, stack: Stack, fonts: Fonts, place: Element | None
) -> list[Row]:
    """Return the rows of what sources answer, as received, each below the name of its source.

    An answer that is the note's own, letter by letter, is not there twice.
    """
    rows: list[Row] = []
    labels = labels_of(fonts.language)
    small = replace(stack, type=stack.type.smaller)
    for variant in note.variants:
        if variant.text.strip() == note.answer.strip():
            continue
        own = set_blocks(read_blocks(note, variant.text), _frame(small, fonts, place, prose=True))
        if not own:
            continue
        look = open_in(small.type.aside._replace(element=place), "P", language=labels.language)
        frame = _frame(small, fonts, place, prose=True)._replace(look=look, prose=False)
        label = labels.phrases.also_from.format(source=deck.source_title(variant.place.source))
        named = [
            Row(small.type.leading_pt, line.marks)
            for line in frame.set_lines(set_plain(label, look))
        ]
        named[0] = named[0]._replace(gap_pt=VARIANT_GAP * small.type.leading_pt)
        rows += join_answer(named, own, replace(small, gap_pt=0.0))
    return rows


def set_statement(note: Note, stack: Stack, fonts: Fonts, place: Element | None) -> list[Row]:
    """Return the rows of a question whose deletions are the answer, as answers are set."""
    return set_blocks(read_blocks(note, note.question), _frame(stack, fonts, place, prose=True))


def set_wide_number(number: str, stack: Stack, fonts: Fonts, heading: Element) -> list[Row]:
    """Return the rows of a number that is too wide to hang, above its answer."""
    frame = _frame(stack, fonts, heading)
    look = stack.type.number._replace(element=heading)
    return [
        Row(stack.type.leading_pt, line.marks, keep=True)
        for line in frame.set_lines([Run(number, look)])
    ]


def set_number(
    number: str, stack: Stack, fonts: Fonts, heading: Element | None = None
) -> tuple[Mark, ...]:
    """Return a number that ends where all others end, or begins at the left where answers do.

    Shape: empty for one that is too wide.
    """
    room_pt = stack.hang_pt - NUMBER_GAP * stack.type.size_pt
    if not number or room_pt <= 0:
        return ()
    frame = stack.type.frame(stack.type.number, fonts, 0.0, room_pt + 0.01, heading).open("Lbl")
    lines = frame.set_lines(set_plain(number, frame.look), goes_on=True)
    if len(lines) != 1:
        return ()
    left_pt = room_pt - lines[0].width_pt if stack.indented else 0.0
    return tuple(shift(mark, left_pt) for mark in lines[0].marks)


def set_continuation(number: str, stack: Stack, fonts: Fonts) -> Iterator[Mark]:
    """Yield ``NUMBER (continued)``, which stands above the row with which a note goes on."""
    up_pt = -stack.type.leading_pt
    label = f"{number} {labels_of(fonts.language).phrases.continued}".strip()
    left_pt = stack.answer_left_pt
    frame = stack.type.frame(stack.type.aside, fonts, left_pt, stack.column_pt - left_pt)
    for line in frame.set_lines([Run(label, stack.type.aside)])[:1]:
        yield from (shift(mark, 0.0, up_pt) for mark in line.marks)


def _measure(number: str, type: Type, fonts: Fonts) -> float:
    _, width_pt = measure_runs([Run(number, type.number)], fonts)
    return width_pt


def _frame(stack: Stack, fonts: Fonts, element: Element | None, *, prose: bool = False) -> Frame:
    look = (stack.type.answer if prose else stack.type.question)._replace(hides=stack.hides)
    left_pt = stack.answer_left_pt if prose else stack.hang_pt
    width_pt = stack.column_pt - left_pt
    return stack.type.frame(look, fonts, left_pt, width_pt, element, prose=prose and stack.prose)
