"""Questions beside their answers: how many columns of them a page has, and where each stands.

Sentences want two wide columns. Words and their translations would leave most of those empty, so
that they stand in as many columns as hold nearly all of them in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from nnexport.deck.document import Note
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.items import ANSWER, LEADING_PT, Grid, measure_number
from nnexport.exporters.pdf.layouts.geometry import Geometry

NUMBER_PT = 11.0
"""Room for two digits; more where the deck's numbers need it. A wider one than the next constant
stands in front of its question instead."""

WIDEST_NUMBER_PT = 32.0
NUMBER_GAP_PT = 4.5
QUESTION_PT = 88.0
QUESTION_GAP_PT = 9.0
ITEM_GAP_PT = 7.0

USUAL_COLUMNS, MOST_COLUMNS = 2, 4
CHARACTER = 0.5
"""Width of a character of a short text, for size 1: bold ones and capitals are wider than most."""

NEARLY_ALL = 0.9
"""Part of the notes that are to fit."""

TAB_GAP = 2
"""Characters between the longest question and the answers, in lines without columns for both."""

SHORTEST_TEXT = 6
"""Characters that a question and an answer have room for, at least."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters that nearly all questions and answers of a deck have at most."""

    question: float
    answer: float


def choose_columns(
    notes: Sequence[Note], numbers_pt: float, geometry_of: Callable[[int], Geometry]
) -> tuple[int, Lengths | None]:
    """Return how many columns a page has, and for what lengths if these are more than usual.

    ``numbers_pt``: room of the widest number. No more columns than a single page needs.
    """
    lengths = _usual_lengths(notes)
    best: tuple[int, Lengths | None] = (USUAL_COLUMNS, None)
    needed_pt = (lengths.question + lengths.answer) * CHARACTER * ANSWER.size_pt
    for columns in range(USUAL_COLUMNS, MOST_COLUMNS + 1):
        geometry = geometry_of(columns)
        height_pt = geometry.height_pt - geometry.top_pt - geometry.bottom_pt
        room_pt = geometry.column_pt - numbers_pt - NUMBER_GAP_PT - QUESTION_GAP_PT
        if columns > USUAL_COLUMNS and needed_pt > room_pt:
            break
        best = (columns, lengths if columns > USUAL_COLUMNS else None)
        if len(notes) * (LEADING_PT + ITEM_GAP_PT) <= columns * height_pt:
            break
    return best


def measure_tab(notes: Sequence[Note], room_pt: float, size_pt: float) -> float:
    """Return how far from the left of their questions the answers stand in lines of this width.

    Shape: 0 where not nearly all of them fit behind their questions.
    """
    lengths = _usual_lengths(notes)
    character_pt = CHARACTER * size_pt
    left_pt = room_pt - lengths.answer * character_pt
    usual_pt = (lengths.question + TAB_GAP) * character_pt
    if usual_pt > left_pt:
        return 0.0
    longest = max((_length(note.question) for note in notes), default=0.0)
    widest_pt = (longest + TAB_GAP) * character_pt
    return widest_pt if widest_pt <= left_pt else usual_pt


def _usual_lengths(notes: Sequence[Note]) -> Lengths:
    return Lengths(_usual(note.question for note in notes), _usual(note.answer for note in notes))


def _usual(texts: Iterable[str]) -> float:
    """Return a number of characters that nearly all texts have at most."""
    lengths = sorted(map(_length, texts))
    if not lengths:
        return SHORTEST_TEXT
    return max(lengths[min(int(len(lengths) * NEARLY_ALL), len(lengths) - 1)], SHORTEST_TEXT)


def _length(text: str) -> float:
    """Return how many characters a text of one line is wide; no number for several lines."""
    if "\n" in text.strip():
        return float("inf")
    return len(text) if text.isascii() else sum(2 if _is_wide(c) else 1 for c in text)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def measure_numbers(numbers: Sequence[str], fonts: Fonts) -> float:
    """Return the room of the widest number that stands in front of the questions.

    Shape: nothing goes to ``fonts.losses``; numbers are set again with their items.
    """
    widths = [measure_number(number, fonts) for number in numbers]
    fonts.losses.take("")
    return max([NUMBER_PT, *(width for width in widths if width <= WIDEST_NUMBER_PT)])


def make_grid(number_pt: float, column_pt: float, lengths: Lengths | None) -> Grid:
    """Return where things stand in a column: questions have their usual room, or what is theirs
    of the whole by these lengths."""
    question_left_pt = number_pt + NUMBER_GAP_PT
    question_pt = QUESTION_PT
    if lengths:
        room_pt = column_pt - question_left_pt - QUESTION_GAP_PT
        question_pt = room_pt * lengths.question / (lengths.question + lengths.answer)
    answer_left_pt = question_left_pt + question_pt + QUESTION_GAP_PT
    return Grid(number_pt, question_left_pt, question_pt, answer_left_pt, column_pt)
