"""Where columns stand on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nnexport.exporters.pdf.page import PT_PER_MM


def mm(length: float) -> float:
    """Return millimetres in points."""
    return length * PT_PER_MM


LANDSCAPE_BINDING_PT = mm(4)
LANDSCAPE_ROOM_PT = mm(2)
"""What the inner margin of a bound landscape sheet is wider, and all margins at the sides, which
are narrow and must stay wider than what printers leave blank."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page as it lies on the table, and the columns on it. All in points."""

    width_pt: float
    height_pt: float
    side_pt: float
    """Margin at the left and at the right."""

    top_pt: float
    bottom_pt: float
    columns: int = 1
    gutter_pt: float = 0.0
    """Between two columns."""

    binding_pt: float = 0.0
    """What the inner margin is wider, and the outer one narrower: pages lie left and right of the
    spine in turn, the first one right."""

    def bound(self) -> Geometry:
        """Return the same, with room for binding a landscape sheet."""
        side_pt = self.side_pt + LANDSCAPE_ROOM_PT
        return replace(self, side_pt=side_pt, binding_pt=LANDSCAPE_BINDING_PT)

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return self.width_pt, self.height_pt

    @property
    def room_pt(self) -> float:
        """Width between the margins."""
        return self.width_pt - 2 * self.side_pt

    @property
    def column_pt(self) -> float:
        return (self.room_pt - (self.columns - 1) * self.gutter_pt) / self.columns

    def left_pt(self, page: int) -> float:
        """Return where the first column of a page begins; pages count from 0."""
        return self.side_pt + (-self.binding_pt if page % 2 else self.binding_pt)

    def column_left_pt(self, page: int, column: int) -> float:
        return self.left_pt(page) + column * (self.column_pt + self.gutter_pt)
