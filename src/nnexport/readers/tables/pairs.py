"""A plain text of pairs → records: words and their meanings, one pair a line or one a paragraph.

    3. la casa - house          3. la casa
    4. el perro - dog              house

Such a list has no question in it and hardly a sentence, so that nothing but its even shape tells
what is what. All of it must have that shape: one line that has not, below the title, and the text
is read as any other is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from nnexport.readers.tables.head import LABEL
from nnexport.readers.tables.records import Cell, Record

SEPARATORS = ("=", "–", "—", "-", "→", "->", "=>", "|")
"""Between a word and its meaning, with spaces on both sides."""

FEWEST_PAIRS = 6
MOST_TITLES = 2
"""Lines above the first pair."""

LONGEST_WORD, LONGEST_MEANING = 60, 160
LONGEST_LINE = LONGEST_WORD + LONGEST_MEANING + 40
NO_PAIR = "x"
"""What a longer line is taken for."""

MOST_ALIKE = 0.2
"""Part of the words that may be labels, or stand there twice: `Q` and `A` do."""

_MARK = r"[ \t]*(?:(?P<number>\d{1,4}[.)])[ \t]+|[-*•][ \t]+)?"
_LINES = tuple(
    re.compile(rf"{_MARK}(?P<word>\S.*?)[ \t]+{re.escape(each)}[ \t]+(?P<meaning>\S.*?)[ \t]*$")
    for each in SEPARATORS
)
_FIRST = re.compile(r"[ \t]*(?P<number>\d{1,4}[.)])[ \t]+(?P<word>\S.*?)[ \t]*$")
_SECOND = re.compile(r"[ \t]*(?P<meaning>\S.*?)[ \t]*$")

Line = tuple[int, int, str]
"""Number, 1-based; offset; text."""


def find_pairs(text: str) -> list[Record]:
    """Return the pairs of a text that is nothing but a list of them; else none.

    Shape: records of word and meaning, behind their numbers where all have one. Any other text is
    left after its first lines.
    """
    tries = (_in_lines(_lines(text), pattern) for pattern in _LINES)
    found = next(filter(None, tries), []) or _in_paragraphs(_lines(text))
    return found if _are_words(found) else []


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text; one that is too long for a pair ends it with what is none."""
    number, at = 1, 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield number, at, text[at:end] if end - at <= LONGEST_LINE else NO_PAIR
        number, at = number + 1, end + 1


def _in_lines(lines: Iterator[Line], pattern: re.Pattern[str]) -> list[Record]:
    found: list[tuple[Line, re.Match[str]]] = []
    titles = 0
    for line in lines:
        match = pattern.match(line[2])
        if match:
            found.append((line, match))
        elif line[2].strip():
            titles += 1
            if found or titles > MOST_TITLES:
                return []
    numbered = [bool(match["number"]) for _, match in found]
    if numbered[1:] and all(numbered[1:]) and not numbered[0]:
        # `Spanish - English`: what the two sides are.
        found, numbered = found[1:], numbered[1:]
    names = ("number", "word", "meaning") if all(numbered) else ("word", "meaning")
    return [
        Record(_cells(match, at, names), at, at + len(text), number, number)
        for (number, at, text), match in found
    ]


def _in_paragraphs(lines: Iterator[Line]) -> list[Record]:
    records: list[Record] = []
    titles = 0
    for is_shown, group in groupby(lines, key=lambda line: bool(line[2].strip())):
        if not is_shown:
            continue
        paragraph = list(islice(group, 3))
        titles += len(paragraph) == 1 and not records
        if len(paragraph) == 1 and not records and titles <= MOST_TITLES:
            continue
        if len(paragraph) != 2:
            return []
        (number, at, text), (last, below, meaning) = paragraph
        first, second = _FIRST.match(text), _SECOND.match(meaning)
        if first is None or second is None or text.rstrip()[-1] in "?？؟.:":
            return []
        cells = (*_cells(first, at, ("number", "word")), *_cells(second, below, ("meaning",)))
        records.append(Record(cells, at, below + len(meaning), number, last))
    return records


def _cells(match: re.Match[str], at: int, names: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(match[name], at + match.start(name), at + match.end(name)) for name in names)


def _are_words(records: Sequence[Record]) -> bool:
    """Tell whether these are short words and meanings, most of them different and no labels."""
    words = [record.cells[-2].text for record in records]
    labels = sum(bool(LABEL.fullmatch(word)) for word in words)
    return (
        len(records) >= FEWEST_PAIRS
        and all(len(word) <= LONGEST_WORD for word in words)
        and all(len(record.cells[-1].text) <= LONGEST_MEANING for record in records)
        and labels <= MOST_ALIKE * len(words)
        and len({*words}) >= (1 - MOST_ALIKE) * len(words)
    )
