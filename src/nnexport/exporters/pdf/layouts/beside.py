"""Questions beside their answers: how many columns of them a page has, and where each stands.

Sentences want two wide columns, with most of the room for answers. Words and their translations
would leave most of that empty, so that they stand in as many columns as hold nearly all of them in
one line; and what short answers leave, long questions get.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Note
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.items import (
    ANSWER,
    LEADING_PT,
    Grid,
    measure_number,
    measure_word,
)
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.text.characters import is_wide

NUMBER_PT = 11.0
"""Room for two digits; more where the deck's numbers need it. A wider one than the next constant
stands in front of its question instead."""

WIDEST_NUMBER_PT = 32.0
NUMBER_GAP_PT = 4.5
QUESTION_PT = 88.0
WIDEST_QUESTION_PT = 110.0
"""For names that no hyphen parts, such as `PersistentVolumeClaim`."""

QUESTION_GAP_PT = 9.0
ITEM_GAP_PT = 7.0

USUAL_COLUMNS, MOST_COLUMNS = 2, 4
CHARACTER = 0.5
"""Width of a character of a short text, for size 1: bold ones and capitals are wider than most."""

NEARLY_ALL = 0.9
"""Part of the notes that are to fit."""

TAB_GAP = 2
"""Characters between the longest question and the answers, in lines without columns for both."""

NARROWEST_ANSWER_PT = 60.0
"""The words that say that there is none have room."""

MUCH_LONGER = 3
"""An answer of so many times the usual length does not fit in its narrow room."""

LONG_WORD = 16
"""A shorter one has room beside any answer."""

SHORTEST_TEXT = 6
"""Characters that a question and an answer have room for, at least."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters that nearly all questions and answers of a deck have at most."""

    question: float
    answer: float


def choose_columns(
    notes: Sequence[Note], number_pt: float, geometry_of: Callable[[int], Geometry]
) -> int:
    """Return how many columns a page has: no more than a single page needs.

    ``number_pt``: room of the widest number.
    """
    lengths = usual_lengths(notes)
    needed_pt = (lengths.question + lengths.answer) * CHARACTER * ANSWER.size_pt
    for columns in range(USUAL_COLUMNS, MOST_COLUMNS):
        geometry, narrower = geometry_of(columns), geometry_of(columns + 1)
        height_pt = geometry.height_pt - geometry.top_pt - geometry.bottom_pt
        room_pt = narrower.column_pt - number_pt - NUMBER_GAP_PT - QUESTION_GAP_PT
        is_enough = len(notes) * (LEADING_PT + ITEM_GAP_PT) <= columns * height_pt
        if is_enough or needed_pt > room_pt:
            return columns
    return MOST_COLUMNS


def measure_tab(notes: Sequence[Note], room_pt: float, size_pt: float) -> float:
    """Return how far from the left of their questions the answers stand in lines of this width.

    Shape: 0 where not nearly all of them fit behind their questions.
    """
    lengths = usual_lengths(notes)
    character_pt = CHARACTER * size_pt
    left_pt = room_pt - lengths.answer * character_pt
    usual_pt = (lengths.question + TAB_GAP) * character_pt
    if usual_pt > left_pt:
        return 0.0
    longest = max((_length(note.question) for note in notes), default=0.0)
    widest_pt = (longest + TAB_GAP) * character_pt
    return widest_pt if widest_pt <= left_pt else usual_pt


def usual_lengths(notes: Sequence[Note]) -> Lengths:
    """Return the lengths of nearly all; those of texts of several lines have no end."""
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
    return len(text) if text.isascii() else sum(2 if is_wide(c) else 1 for c in text)


def measure_numbers(numbers: Sequence[str], fonts: Fonts) -> float:
    """Return the room of the widest number that stands in front of the questions.

    Shape: nothing goes to ``fonts.losses``; numbers are set again with their items.
    """
    widths = [measure_number(number, fonts) for number in numbers]
    fonts.losses.take("")
    return max([NUMBER_PT, *(width for width in widths if width <= WIDEST_NUMBER_PT)])


_NAME = re.compile(r"(?=.{12})(?:[^\W_]*[a-z][A-Z]|\w*_|\w+\.\w|[^\W\d]+\d).*")
"""A long word that is none of a language: in capitals inside, with signs or figures in it."""


def measure_names(notes: Iterable[Note], fonts: Fonts) -> float:
    """Return the width of the longest name in a question that no hyphen parts."""
    words = {word for note in notes for word in note.question.split() if len(word) >= LONG_WORD}
    names = [word for word in words if _NAME.match(word.strip("`*_(\"'"))]
    width_pt = max((measure_word(name, fonts) for name in names), default=0.0)
    fonts.losses.take("")
    return width_pt


def make_grid(
    number_pt: float, column_pt: float, lengths: Lengths, columns: int, names_pt: float = 0.0
) -> Grid:
    """Return where things stand in a column, one of so many.

    Questions have their usual room, that of their widest name (``names_pt``), or what answers of
    these lengths leave if they need it.
    """
    question_left_pt = number_pt + NUMBER_GAP_PT
    room_pt = column_pt - question_left_pt - QUESTION_GAP_PT
    if columns > USUAL_COLUMNS:
        # All fit: what is left over is for both.
        question_pt = room_pt * lengths.question / (lengths.question + lengths.answer)
    else:
        character_pt = CHARACTER * ANSWER.size_pt
        left_pt = room_pt - max(lengths.answer * character_pt, NARROWEST_ANSWER_PT)
        usual_pt = max(QUESTION_PT, min(names_pt, WIDEST_QUESTION_PT))
        question_pt = max(usual_pt, min(lengths.question * character_pt, left_pt))
    answer_left_pt = question_left_pt + question_pt + QUESTION_GAP_PT
    return Grid(number_pt, question_left_pt, question_pt, answer_left_pt, column_pt)


def fit_grid(note: Note, grid: Grid, lengths: Lengths) -> Grid:
    """Return the grid of a note: for an answer that is much longer than usual, its question stands
    above it, and both have the width of the column."""
    if _length(note.answer) <= MUCH_LONGER * lengths.answer:
        return grid
    width_pt = grid.column_pt - grid.question_left_pt
    return replace(grid, question_pt=width_pt, answer_left_pt=grid.question_left_pt)
