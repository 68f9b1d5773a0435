"""The type of a sheet: sizes, and the grid of lines that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nnexport.exporters.pdf.fonts import BOLD, HEAVY, ITALIC, REGULAR, Fonts
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.page import ACCENT, GREY
from nnexport.exporters.pdf.runs import Look
from nnexport.exporters.pdf.structure import Element

_BASELINE = 0.765
"""Where the baseline stands in a line, as a part of the leading: capitals look centred."""

_ASIDE = 0.92


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of a sheet's text. All in points."""

    size_pt: float
    leading_pt: float

    @property
    def baseline_pt(self) -> float:
        return self.leading_pt * _BASELINE

    @property
    def answer(self) -> Look:
        return Look(REGULAR, self.size_pt)

    @property
    def question(self) -> Look:
        return Look(BOLD, self.size_pt)

    @property
    def number(self) -> Look:
        return Look(HEAVY, self.size_pt, color=ACCENT)

    @property
    def aside(self) -> Look:
        """Labels of ours among the deck's text."""
        return Look(ITALIC, self.size_pt * _ASIDE, color=GREY)

    def frame(
        self,
        look: Look,
        fonts: Fonts,
        left_pt: float,
        width_pt: float,
        element: Element | None = None,
        *,
        prose: bool = False,
    ) -> Frame:
        """Return a stretch of a column that is set in this type."""
        look = replace(look, element=element)
        return Frame(fonts, look, self.leading_pt, self.baseline_pt, left_pt, width_pt, prose=prose)
