"""What a laid-out sheet is made of: marks, the rows they stand in, the pages the rows fill.

Pure values: laying out makes them, ``draw.py`` turns them into PDF, tests can count them.

Units: points; x grows to the right, y grows *down* from the top of the row or page.

Marks and rows are named tuples: a long deck has a million, and a frozen dataclass takes three times
as long to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nnexport.exporters.pdf.fonts import Face
    from nnexport.exporters.pdf.formulas.typesetting import Part
    from nnexport.exporters.pdf.pictures import Picture
    from nnexport.exporters.pdf.structure import Element

PT_PER_MM = 72 / 25.4

BLACK = "000000"
INK = "1b1b1b"
ACCENT = "1f4e79"
GREY = "6b6b6b"
HAIRLINE = "c4c9cf"
"""Colours as RGB in hex: greys that survive a photocopy, a blue that is as dark as ink."""


class Glyphs(NamedTuple):
    """Text in one face, size and colour; ``y_pt`` is its baseline."""

    x_pt: float
    y_pt: float
    text: str
    """Only characters that the face has, in reading order; all of them run in one direction."""

    face: Face
    size_pt: float
    color: str = INK
    gap_pt: float = 0.0
    """What each space is wider than the face's own; less than 0 in a tight line. In a face whose
    letters are set solid: what each letter is."""

    stretch: float = 1.0
    """Factor of all widths: the glyphs are drawn that much wider, the gaps too."""

    right_to_left: bool = False
    element: Element | None = None
    """What the text is a part of; ``None`` for what is not read aloud."""

    goes_on: bool = False
    """A space follows that takes no room: the words of the next line are others.

    Nobody sees it; without it, a screen reader takes the words on both sides for one.
    Source: ISO 32000-1, 14.8.2.5.
    """

    @property
    def width_pt(self) -> float:
        """How wide the text is drawn."""
        natural = self.face.measure(self.text, right_to_left=self.right_to_left)
        natural_pt = natural * self.size_pt / self.face.scale
        gaps = len(self.text) if self.face.is_solid else self.text.count(" ")
        return (natural_pt + gaps * self.gap_pt) * self.stretch


class Rule(NamedTuple):
    """A straight line from one point to another."""

    x_pt: float
    y_pt: float
    to_x_pt: float
    to_y_pt: float
    color: str = HAIRLINE
    thickness_pt: float = 0.35
    element: Element | None = None


class Link(NamedTuple):
    """A place to click; ``y_pt`` is its top."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    href: str
    """An address, or ``#`` and the key of a bookmark of this sheet."""

    element: Element | None = None


class Blank(NamedTuple):
    """Prints nothing: the place of an element without content, such as an empty cell."""

    x_pt: float
    y_pt: float
    element: Element | None = None


class Signs(NamedTuple):
    """A formula or a part of one; ``y_pt`` is its baseline."""

    x_pt: float
    y_pt: float
    part: Part
    size_pt: float
    spoken: str
    """What is copied: its source with the first part, nothing with the others."""

    color: str = INK
    element: Element | None = None

    @property
    def width_pt(self) -> float:
        return self.part.width * self.size_pt


class Plate(NamedTuple):
    """A printed picture; ``y_pt`` is its foot."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    picture: Picture
    element: Element | None = None


Mark = Glyphs | Rule | Link | Blank | Signs | Plate


def shift(mark: Mark, right_pt: float, down_pt: float = 0.0) -> Mark:
    """Return a mark at another place."""
    match mark:
        case Rule(x_pt, y_pt, to_x_pt, to_y_pt):
            return mark._replace(
                x_pt=x_pt + right_pt,
                y_pt=y_pt + down_pt,
                to_x_pt=to_x_pt + right_pt,
                to_y_pt=to_y_pt + down_pt,
            )
        case _:
            return mark._replace(x_pt=mark.x_pt + right_pt, y_pt=mark.y_pt + down_pt)


def extent(marks: Iterable[Mark]) -> tuple[float, float]:
    """Return top and bottom of what may be higher than a line of text; the middle for all else."""
    top_pt, bottom_pt = 3.0, 0.0
    for mark in marks:
        if isinstance(mark, Signs):
            top_pt = min(top_pt, mark.y_pt - mark.part.height * mark.size_pt)
            bottom_pt = max(bottom_pt, mark.y_pt + mark.part.depth * mark.size_pt)
        elif isinstance(mark, Plate):
            top_pt = min(top_pt, mark.y_pt - mark.height_pt)
    return top_pt, bottom_pt


def as_artifacts(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks that are printed again, such as a table's header on its next page.

    What is read already is not read again, and a link is not there twice.
    """
    return tuple(mark._replace(element=None) for mark in marks if not isinstance(mark, Link))


class Bar(NamedTuple):
    """A vertical rule beside a row, as high as the row; quotes have one."""

    x_pt: float
    joined: bool
    """Covers the gap above the row as well, so that the bar of two rows is one."""

    thickness_pt: float = 0.9
    color: str = HAIRLINE


class Row(NamedTuple):
    """A strip of a column that is never cut: a line of text, of a table or of code."""

    height_pt: float
    marks: tuple[Mark, ...] = ()
    gap_pt: float = 0.0
    """Empty space above, dropped at the top of a column."""

    keep: bool = False
    """Stays in one column with the row before."""

    starts: bool = False
    """Begins an item or a heading: the best place for a cut."""

    bars: tuple[Bar, ...] = ()
    drop_pt: float = 0.0
    """How far its first baseline is below that of other rows: something tall stands on it."""

    head: tuple[Row, ...] = ()
    """Printed again above it where it begins a column: the header of its table. Not read again."""

    @property
    def head_pt(self) -> float:
        """How high that is."""
        return sum(row.height_pt for row in self.head)

    def head_marks(self) -> Iterator[Mark]:
        """Yield what is printed again, at its place above the row."""
        y_pt = -self.head_pt
        for row in self.head:
            yield from (shift(mark, 0.0, y_pt) for mark in row.marks)
            y_pt += row.height_pt


def has_boxes(lines: Iterable[Sequence[Mark]]) -> bool:
    """Tell whether something in these lines may be higher than they are."""
    # Nearly all marks are glyphs, and there are very many.
    for marks in lines:
        for mark in marks:
            if type(mark) is not Glyphs and isinstance(mark, Signs | Plate):
                return True
    return False


def end_of_marks(row: Row) -> float:
    """Return where the marks of a row end at the right."""
    marks = [mark for mark in row.marks if not isinstance(mark, Blank)]
    ends = [mark.to_x_pt if isinstance(mark, Rule) else mark.x_pt + mark.width_pt for mark in marks]
    return max(ends, default=0.0)


def part_rows(rows: list[Row]) -> list[Row]:
    """Return the rows of a paragraph, apart where something hangs into something tall."""
    parted = rows[:1]
    for above, row in pairwise(rows):
        hangs_pt = extent(above.marks)[1] - above.height_pt
        meets_pt = hangs_pt - extent(row.marks)[0] + TALL_GAP_PT if hangs_pt > 0 else 0.0
        tall = any(isinstance(mark, Signs | Plate) for mark in row.marks)
        parted.append(row._replace(gap_pt=row.gap_pt + meets_pt) if tall and meets_pt > 0 else row)
    return parted


HANGING = 0.2
"""Of the leading: how far something may hang out of its row, with the gap below it."""

TALL_GAP_PT = 1.0
"""Between a line of text and something tall in the next one."""


def make_row(
    marks: tuple[Mark, ...], leading_pt: float, gap_pt: float = 0.0, *, keep: bool = False
) -> Row:
    """Return a line as a row, higher than others where something in it is.

    What hangs a little below is in nobody's way: letters do not reach the top of the next row.
    """
    if not has_boxes((marks,)):
        return Row(leading_pt, marks, gap_pt, keep)
    top_pt, bottom_pt = extent(marks)
    drop_pt = TALL_GAP_PT - top_pt if top_pt < 0 else 0.0
    more_pt = bottom_pt - leading_pt + TALL_GAP_PT
    if more_pt <= leading_pt * HANGING:
        more_pt = 0.0
    if drop_pt:
        marks = tuple(shift(mark, 0.0, drop_pt) for mark in marks)
    return Row(leading_pt + drop_pt + more_pt, marks, gap_pt, keep, drop_pt=drop_pt)


class Placed(NamedTuple):
    """Marks with the point of the page that they count from."""

    x_pt: float
    y_pt: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline, and the height on the page to which it leads."""

    key: str
    title: str
    level: int
    """0 at the top; one more for each heading it stands under."""

    y_pt: float


@dataclass(frozen=True, slots=True)
class Page:
    placed: tuple[Placed, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    is_turned: bool = False
    """Upside down on the paper: the back of a sheet that is turned over its short edge."""

    label: str = ""
    """The page's number as a viewer shows it, such as ``iv``; its position where empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document, ready to draw."""

    title: str
    language: str
    width_pt: float
    height_pt: float
    pages: tuple[Page, ...]
    duplex: str = ""
    """``long-edge`` or ``short-edge`` for sheets that are printed on both sides."""
