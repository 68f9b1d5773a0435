"""Lines of code → characters in columns of equal width, as an editor or a terminal shows them.

A character that the face for code has not comes from another one, and gets the width of one column
or, where terminals give it two, of two: what was drawn with characters, such as a table or a tree,
keeps its shape.

Source: Unicode Standard Annex #11, East Asian Width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nnexport.exporters.pdf.fonts import MONO, Face, Fonts, clean, clusters
from nnexport.exporters.pdf.page import Glyphs, Mark
from nnexport.exporters.pdf.structure import Element
from nnexport.exporters.pdf.text.bidi import is_right_to_left
from nnexport.exporters.pdf.text.characters import is_picture, is_wide

NARROWEST = 0.6
"""Factor to which a character of another face is narrowed at most."""


class Cell(NamedTuple):
    """A character with its marks, or a word that runs from right to left."""

    face: Face
    text: str
    width_pt: float
    """Of its column or columns."""

    color: str
    stretch: float = 1.0
    indent_pt: float = 0.0
    """From the beginning of the column to that of the character."""

    right_to_left: bool = False

    @property
    def is_plain(self) -> bool:
        """Fills its column by itself."""
        return self.stretch == 1.0 and not self.indent_pt and not self.right_to_left


def read_cells(text: str, font: str, fonts: Fonts, size_pt: float, color: str) -> Iterator[Cell]:
    """Yield the cells of a part of a line in one font and colour."""
    space = fonts.space(font)
    unit_pt = fonts.space(MONO).width * size_pt
    # Words are measured like all others; the spaces between them stay as many as they are.
    for number, word in enumerate(text.replace("\u00a0", " ").split(" ")):
        if number:
            yield Cell(space.face, " ", unit_pt, color)
        for part in fonts.measure(font, clean(word)) if word else ():
            for piece in part.pieces:
                if is_right_to_left(piece.text):
                    # Its letters join, and would not one by one.
                    width_pt = piece.width * size_pt
                    yield Cell(piece.face, piece.text, width_pt, color, right_to_left=True)
                    continue
                for cluster in clusters(piece.text):
                    yield _fit(piece.face, cluster, unit_pt, size_pt, color)


def _fit(face: Face, cluster: str, unit_pt: float, size_pt: float, color: str) -> Cell:
    """Return a character in its column, narrower if it must be, and in the middle of it."""
    room_pt = unit_pt * count_columns(cluster)
    natural_pt = face.measure(cluster) * size_pt
    if abs(natural_pt - room_pt) < 0.01:
        return Cell(face, cluster, room_pt, color)
    stretch = max(NARROWEST, min(1.0, room_pt / natural_pt)) if natural_pt else 1.0
    return Cell(face, cluster, room_pt, color, stretch, (room_pt - natural_pt * stretch) / 2)


def count_columns(cluster: str) -> int:
    """Return how many columns of a terminal a character takes."""
    return 2 if is_wide(cluster[0]) or is_picture(cluster) else 1


def expand_tabs(line: str, width: int) -> str:
    """Return a line with spaces up to the next stop instead of its tabs."""
    first, *others = line.split("\t")
    expanded, columns = [first], _count(first)
    for part in others:
        spaces = width - columns % width
        expanded += [" " * spaces, part]
        columns += spaces + _count(part)
    return "".join(expanded)


def _count(text: str) -> int:
    return len(text) if text.isascii() else sum(map(count_columns, clusters(text)))


def mark_cells(
    cells: Sequence[Cell],
    left_pt: float,
    baseline_pt: float,
    size_pt: float,
    element: Element | None,
) -> Iterator[Mark]:
    """Yield the marks of cells that stand beside each other, in the order of reading."""
    lefts_pt = _places(cells, left_pt)
    at = 0
    while at < len(cells):
        start, first = at, cells[at]
        at += 1
        # Nobody sees the colour of a space, and a new mark for each would be larger.
        while first.is_plain and at < len(cells) and _continues(first, cells[at]):
            at += 1
        yield Glyphs(
            lefts_pt[start] + first.indent_pt,
            baseline_pt,
            "".join(cell.text for cell in cells[start:at]),
            first.face,
            size_pt * first.face.scale,
            first.color,
            stretch=first.stretch,
            right_to_left=first.right_to_left,
            element=element,
        )


def _continues(first: Cell, cell: Cell) -> bool:
    same_ink = cell.color == first.color or cell.text == " "
    return cell.is_plain and cell.face is first.face and same_ink


def _places(cells: Sequence[Cell], left_pt: float) -> list[float]:
    """Return where each cell begins: words from right to left change places among themselves."""
    order = list(range(len(cells)))
    at = 0
    while at < len(cells):
        if not cells[at].right_to_left:
            at += 1
            continue
        end = at
        for number in range(at, len(cells)):
            if cells[number].right_to_left:
                end = number
            elif cells[number].text != " ":
                break
        order[at : end + 1] = reversed(order[at : end + 1])
        at = end + 1
    lefts_pt = [0.0] * len(cells)
    x_pt = left_pt
    for number in order:
        lefts_pt[number] = x_pt
        x_pt += cells[number].width_pt
    return lefts_pt
