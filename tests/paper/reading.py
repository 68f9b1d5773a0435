"""What a laid-out sheet prints, character by character with its place; and what a deck says."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from nnexport.deck.cloze import read_cloze
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note
from nnexport.deck.markup import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Deletion,
    Formula,
    Heading,
    Image,
    Math,
    MathBlock,
    Paragraph,
    Table,
    Text,
)
from nnexport.deck.question import choice_letters, without_letter
from nnexport.exporters.pdf.fonts import HEAVY, primary_face
from nnexport.exporters.pdf.page import ACCENT, GREY, Glyphs, Placed, Sheet, Signs

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2010\u2060\ufe0e\ufe0f\ufeff\ufffe-]+")


def squeeze(text: str) -> str:
    """Return a text without white space, hyphens and signs that nobody sees."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


class Place(NamedTuple):
    """Where a line stands."""

    page: int
    column_pt: float
    """Where its column begins."""

    y_pt: float

    @property
    def column(self) -> tuple[int, float]:
        return self.page, self.column_pt

    def is_below(self, other: Place) -> bool:
        """Tell whether it is another line; exponents are none of their own."""
        return self.column != other.column or abs(self.y_pt - other.y_pt) > 4.5


@dataclass(frozen=True)
class Printed:
    """The text of a sheet in the order in which it is drawn, without furniture."""

    text: str
    starts: Sequence[int]
    """Where in the text each stretch of glyphs begins."""

    places: Sequence[Place]
    """Of each stretch."""

    def place(self, at: int) -> Place:
        """Return where the character of this number stands."""
        return self.places[bisect_right(self.starts, at) - 1]

    def lines(self, start: int, length: int) -> list[Place]:
        """Return the places of the lines that a part of the text stands in, in order."""
        found: list[Place] = []
        first = bisect_right(self.starts, start) - 1
        for at in range(first, bisect_right(self.starts, start + length - 1)):
            place = self.places[at]
            if not found or place.is_below(found[-1]):
                found.append(place)
        return found


def is_furniture(mark: Glyphs, numbers: frozenset[str]) -> bool:
    """Tell what a layout adds to the deck's text: grey labels and heads, bullets, numbers."""
    if mark.color == ACCENT and mark.face == primary_face(HEAVY) and mark.text in numbers:
        return True
    return mark.color == GREY


def glyphs_of(placed: Placed) -> Iterator[Glyphs]:
    return (mark for mark in placed.marks if isinstance(mark, Glyphs))


def texts_of(placed: Placed) -> Iterator[tuple[Glyphs | Signs, str]]:
    """Yield all that shows text, formulas too, and what of it is copied."""
    for mark in placed.marks:
        match mark:
            case Glyphs():
                yield mark, mark.text
            case Signs():
                yield mark, mark.spoken


def formulas(node: Any) -> Iterator[str]:
    """Yield the TeX of each formula in blocks and inlines."""
    if isinstance(node, Math | MathBlock):
        yield squeeze(node.tex)
    elif isinstance(node, tuple):
        for each in node:
            yield from formulas(each)
    elif is_dataclass(node):
        for field in fields(node):
            yield from formulas(getattr(node, field.name))


def read_sheet(sheet: Sheet, layout: str, numbers: frozenset[str]) -> Printed:
    """Return what a sheet prints. ``numbers``: those that stand beside the questions."""
    parts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    at = 0
    for number, placed in in_reading_order(sheet, layout):
        for mark in glyphs_of(placed):
            text = squeeze(mark.text)
            if not text or is_furniture(mark, numbers):
                continue
            parts.append(text)
            starts.append(at)
            places.append(Place(number, round(placed.x_pt, 1), placed.y_pt + mark.y_pt))
            at += len(text)
    return Printed("".join(parts), starts, places)


def in_reading_order(sheet: Sheet, layout: str) -> list[tuple[int, Placed]]:
    """Return the contents of all pages, with the page's number, as they are read once cut out."""
    found = [(at, placed) for at, page in enumerate(sheet.pages) for placed in page.placed]
    match layout:
        case "cards":  # All fronts, then all backs.
            found.sort(key=lambda each: each[0] % 2)
        case "booklet":
            half_pt, last = sheet.width_pt / 2, 2 * len(sheet.pages) - 1

            def folded(each: tuple[int, Placed]) -> int:
                side, placed = each
                is_left = placed.x_pt < half_pt
                return side if is_left == bool(side % 2) else last - side

            found.sort(key=folded)
    return found


# --- decks ---------------------------------------------------------------------------------------

_APART = "\0"
"""Between what need not stand side by side: formulas and pictures are printed in their own way."""

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LONG = 24
"""Characters of a piece that stands nowhere by chance."""

SHORT = 5
"""Characters of a word that is never parted."""


def say(node: Any) -> str:
    """Return the text of blocks and inlines; what is drawn is left out and marked."""
    match node:
        case str():
            return ""
        case Text(text) | Code(text) | CodeBlock(text):
            return text
        case Deletion(children=children):  # Without its hint.
            return say(children)
        case Math() | MathBlock() | Image() | Formula():
            return _APART
        case BulletList() if choice_letters(node):
            return _APART + say(tuple(without_letter(item) for item in node.items))
        case Table(header=header, rows=rows):
            # Lines of neighbouring cells may stand between each other: only short words are whole.
            cells = [say(cell) for row in (header, *rows) for cell in row]
            words = [word for cell in cells if not has_right_to_left(cell) for word in cell.split()]
            short = [word for word in words if len(word) <= SHORT and word.isascii()]
            return _APART + "".join(word + _APART for word in short)
        case tuple():
            blocks = bool(node) and isinstance(node[0], Block)
            return (_APART if blocks else "").join(map(say, node))
    if is_dataclass(node):
        parts = "".join(say(getattr(node, each.name)) for each in fields(node))
        if isinstance(node, Paragraph | Heading) and has_right_to_left(parts):
            # Its lines are drawn in the order of the page.
            return _APART
        return parts + (_APART if isinstance(node, Block) else "")
    return ""


def has_right_to_left(text: str) -> bool:
    return bool(_RIGHT_TO_LEFT.search(text))


def read_side(deck: Deck, note: Note, text: str) -> tuple[Block, ...]:
    blocks = parse_blocks(text)
    return read_cloze(blocks).blocks if deck.cards_of(note) == "cloze" else blocks


def pieces(blocks: Any) -> list[str]:
    """Return the texts of blocks that must stand on paper in one piece, in order.

    Not those of paragraphs with letters from right to left, whose lines are drawn in the order of
    the page, nor what no font has.
    """
    found = [squeeze(part) for part in say(blocks).split(_APART)]
    return [part for part in found if part and not has_right_to_left(part)]


def paragraphs(node: Any) -> Iterator[str]:
    """Yield the long pieces of each paragraph that are all of it."""
    if isinstance(node, Paragraph):
        (first, *more) = say(node.inlines).split(_APART)
        text = squeeze(first)
        if not more and len(text) >= LONG and not has_right_to_left(text):
            yield text
    elif isinstance(node, Table):
        return
    elif isinstance(node, tuple):
        for each in node:
            yield from paragraphs(each)
    elif is_dataclass(node):
        for field in fields(node):
            yield from paragraphs(getattr(node, field.name))
