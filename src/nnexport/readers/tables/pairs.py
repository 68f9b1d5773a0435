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
from itertools import groupby

from nnexport.readers.tables.head import LABEL
from nnexport.readers.tables.records import Cell, Record

SEPARATORS = ("=", "–", "—", "-", "→", "->", "=>", "|")
"""Between a word and its meaning, with spaces on both sides."""

FEWEST_PAIRS = 6
MOST_TITLES = 2
"""Lines above the first pair."""

LONGEST_WORD, LONGEST_MEANING = 60, 160
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

    Shape: records of word and meaning, behind their numbers where all have one.
    """
    lines = list(_lines(text))
    found = next(filter(None, (_in_lines(lines, pattern) for pattern in _LINES)), [])
    found = found or _in_paragraphs(lines)
    return found if _are_words(found) else []


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, at, line
        at += len(line) + 1


def _in_lines(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[Record]:
    shown = [line for line in lines if line[2].strip()]
    titles = 0
    while titles <= MOST_TITLES and titles < len(shown) and not pattern.match(shown[titles][2]):
        titles += 1
    matches = [(line, pattern.match(line[2])) for line in shown[titles:]]
    if titles > MOST_TITLES or not all(match for _, match in matches):
        return []
    numbered = [bool(match and match["number"]) for _, match in matches]
    if numbered[1:] and all(numbered[1:]) and not numbered[0]:
        # `Spanish - English`: what the two sides are.
        matches, numbered = matches[1:], numbered[1:]
    is_numbered = all(numbered)
    names = ("number", "word", "meaning") if is_numbered else ("word", "meaning")
    return [
        Record(_cells(match, at, names), at, at + len(text), number, number)
        for (number, at, text), match in matches
        if match
    ]


def _in_paragraphs(lines: Sequence[Line]) -> list[Record]:
    groups = groupby(lines, key=lambda line: bool(line[2].strip()))
    paragraphs = [list(group) for is_shown, group in groups if is_shown]
    if paragraphs and len(paragraphs[0]) == 1:
        paragraphs = paragraphs[1:]
    records: list[Record] = []
    for paragraph in paragraphs:
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
