"""The type of a sheet: sizes, and the grid of lines that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nnexport.exporters.pdf.fonts import BOLD, HEAVY, ITALIC, REGULAR, Fonts
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.looks import SMALLEST_PT, Look
from nnexport.exporters.pdf.page import ACCENT, GREY
from nnexport.exporters.pdf.structure import Element

_BASELINE = 0.765
"""Where the baseline stands in a line, as a part of the leading: capitals look centred."""

_ASIDE = 0.92
_SMALLER = 0.86


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of a sheet's text. All in points."""

    size_pt: float
    leading_pt: float
    paragraph_gap_pt: float | None = None
    """Between paragraphs, where it is another than the usual one."""

    smallest_pt: float = SMALLEST_PT
    """Of labels and of what stands below the text."""

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
        return Look(ITALIC, self._reduce(_ASIDE), color=GREY)

    @property
    def smaller(self) -> Type:
        """The type of what stands below the text, such as another answer."""
        small_pt = self._reduce(_SMALLER)
        return replace(self, size_pt=small_pt, leading_pt=self.leading_pt * small_pt / self.size_pt)

    def _reduce(self, factor: float) -> float:
        return max(self.size_pt * factor, min(self.size_pt, self.smallest_pt))

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
        look = look._replace(element=element)
        return Frame(
            fonts,
            look,
            self.leading_pt,
            self.baseline_pt,
            left_pt,
            width_pt,
            prose=prose,
            paragraph_gap_pt=self.paragraph_gap_pt,
        )
