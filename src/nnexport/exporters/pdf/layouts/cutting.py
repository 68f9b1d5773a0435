"""Cards on paper: how many a page takes, where each lies in front and behind, where to cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.errors import NnexportError
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.geometry import mm
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.page import GREY, Bookmark, Mark, Page, Placed, Rule, shift
from nnexport.exporters.pdf.papers import CARDS

TICK_FROM_PT, TICK_TO_PT = mm(5), mm(8)
"""From the edge of the paper: nearer, printers leave it out."""

CROSS_PT = mm(1.5)

SMALLEST = 0.95
"""Area of a card that is cut of other paper, as a part of what it is of A4."""

BOUGHT = frozenset({"3x5"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The cards of a page. All in points."""

    width_pt: float
    height_pt: float
    card_width_pt: float
    card_height_pt: float
    columns: int
    rows: int

    @property
    def left_pt(self) -> float:
        return (self.width_pt - self.columns * self.card_width_pt) / 2

    @property
    def top_pt(self) -> float:
        return (self.height_pt - self.rows * self.card_height_pt) / 2

    @property
    def lies(self) -> bool:
        """The page is wider than high: the long edges of the paper are above and below."""
        return self.width_pt > self.height_pt

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int, *, mirrored: bool) -> tuple[float, float]:
        """Return the left and top of a card; ``mirrored`` as its back lies, seen from behind."""
        row, column = divmod(place, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        return self.left_pt + column * self.card_width_pt, self.top_pt + row * self.card_height_pt


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a card; marks count from its left and top."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Card:
    front: Side
    back: Side
    bookmark: Bookmark | None = None
    """Of the first card of a note."""


def make_grid(width_pt: float, height_pt: float, size: str) -> Grid:
    """Return the cards of a page, upright or not, whichever takes more.

    Paper is cut into halves, so that nothing is left over: the cards of another paper than A4 are
    a little lower or wider. Cards that are bought have their size.

    Errors: ``NnexportError`` for paper on which not even one fits.
    """
    make = _cut_exactly if size in BOUGHT else _cut_evenly
    grids = [make(*paper, *CARDS[size]) for paper in ((width_pt, height_pt), (height_pt, width_pt))]
    best = max(grids, key=lambda grid: grid.count)
    if not best.count:
        raise NnexportError(
            f"a card of {size} does not fit on this paper", help="choose larger paper"
        )
    return best


def _cut_exactly(width_pt: float, height_pt: float, card_pt: float, high_pt: float) -> Grid:
    columns, rows = int(width_pt / card_pt), int(height_pt / high_pt)
    return Grid(width_pt, height_pt, card_pt, high_pt, columns, rows)


def _cut_evenly(width_pt: float, height_pt: float, card_pt: float, high_pt: float) -> Grid:
    for more in (0.25, 0.02):
        columns, rows = int(width_pt / card_pt + more), int(height_pt / high_pt + more)
        across_pt, down_pt = width_pt / max(columns, 1), height_pt / max(rows, 1)
        if across_pt * down_pt >= SMALLEST * card_pt * high_pt:
            break
    return Grid(width_pt, height_pt, across_pt, down_pt, columns, rows)


# --- pages ---------------------------------------------------------------------------------------


def place_cards(
    cards: Sequence[Card], grid: Grid, offset_pt: tuple[float, float], is_turned: bool
) -> Iterator[Page]:
    """Yield the page of the fronts of some cards, and that of their backs."""
    fronts: list[Placed] = [Placed(0.0, 0.0, tuple(_cut_marks(grid)))]
    bookmarks: list[Bookmark] = []
    for place, card in enumerate(cards):
        x_pt, y_pt = grid.corner(place, mirrored=False)
        fronts.append(Placed(x_pt, y_pt, card.front.marks))
        if card.bookmark:
            bookmarks.append(replace(card.bookmark, y_pt=y_pt))
    yield Page(tuple(fronts), tuple(bookmarks))
    right_pt, down_pt = offset_pt
    backs: list[Placed] = []
    for place, card in enumerate(cards):
        x_pt, y_pt = grid.corner(place, mirrored=True)
        backs.append(Placed(x_pt + right_pt, y_pt + down_pt, card.back.marks))
    yield Page(tuple(backs), is_turned=is_turned)


def _cut_marks(grid: Grid) -> Iterator[Rule]:
    """Yield ticks near the paper's edge at all cuts, and small crosses where four cards meet."""
    xs = [grid.left_pt + at * grid.card_width_pt for at in range(grid.columns + 1)]
    ys = [grid.top_pt + at * grid.card_height_pt for at in range(grid.rows + 1)]
    for x_pt in xs:
        if TICK_TO_PT <= x_pt <= grid.width_pt - TICK_TO_PT:
            for top_pt in (TICK_FROM_PT, grid.height_pt - TICK_TO_PT):
                yield Rule(x_pt, top_pt, x_pt, top_pt + TICK_TO_PT - TICK_FROM_PT)
    for y_pt in ys:
        if TICK_TO_PT <= y_pt <= grid.height_pt - TICK_TO_PT:
            for left_pt in (TICK_FROM_PT, grid.width_pt - TICK_TO_PT):
                yield Rule(left_pt, y_pt, left_pt + TICK_TO_PT - TICK_FROM_PT, y_pt)
    for x_pt in xs[1:-1]:
        for y_pt in ys[1:-1]:
            yield Rule(x_pt - CROSS_PT, y_pt, x_pt + CROSS_PT, y_pt)
            yield Rule(x_pt, y_pt - CROSS_PT, x_pt, y_pt + CROSS_PT)


# --- calibration ---------------------------------------------------------------------------------

_SCALE_MM = 10


def set_calibration(
    grid: Grid, fonts: Fonts, offset_pt: tuple[float, float], is_turned: bool
) -> Iterator[Page]:
    """Yield a front and a back with the same cross: held against the light, they tell by how much
    the printer is out."""
    yield Page((Placed(0.0, 0.0, tuple(_target(grid))),))
    back = (*labels_of(fonts.language).phrases.calibration, "--back-offset=-2,1")
    right_pt, down_pt = offset_pt
    marks = (*_target(grid), *_sentences(back, grid, fonts))
    yield Page((Placed(right_pt, down_pt, marks),), is_turned=is_turned)


def _target(grid: Grid) -> Iterator[Rule]:
    x_pt, y_pt = grid.width_pt / 2, grid.height_pt / 2
    far_pt = mm(_SCALE_MM)
    yield Rule(x_pt - far_pt, y_pt, x_pt + far_pt, y_pt, GREY, 0.4)
    yield Rule(x_pt, y_pt - far_pt, x_pt, y_pt + far_pt, GREY, 0.4)
    for at in range(-_SCALE_MM, _SCALE_MM + 1):
        half_pt = mm(1.6 if at % 5 == 0 else 0.8)
        yield Rule(x_pt + mm(at), y_pt - half_pt, x_pt + mm(at), y_pt + half_pt, GREY, 0.3)
        yield Rule(x_pt - half_pt, y_pt + mm(at), x_pt + half_pt, y_pt + mm(at), GREY, 0.3)


def _sentences(texts: Sequence[str], grid: Grid, fonts: Fonts) -> Iterator[Mark]:
    look = Look(REGULAR, 9.0)
    y_pt = grid.height_pt / 2 + mm(_SCALE_MM + 8)
    for text in texts:
        for line in set_lines([Run(text, look)], fonts, width_pt=grid.width_pt - 2 * mm(15)):
            x_pt = (grid.width_pt - line.width_pt) / 2 - line.indent_pt
            yield from (shift(mark, x_pt, y_pt) for mark in line.marks)
            y_pt += 13.0
