"""Where in a column, and in which type, text is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.lines import Line, set_lines
from nnexport.exporters.pdf.looks import Look, Run, open_in

NARROWEST_PT = 90.0
"""Nested blocks begin at the left again when their lines would get shorter than this."""

USUAL_LEADING_PT = 10.9
USUAL_SIZE_PT = 8.6
"""Size of the text for which the gaps between blocks, and all inside of them, are given."""


class Frame(NamedTuple):
    """A stretch of a column's width, and the type in it."""

    fonts: Fonts
    look: Look
    leading_pt: float
    """From baseline to baseline: the height of a row of text."""

    baseline_pt: float
    """From the top of a row of text to its baseline."""

    left_pt: float
    """From the left of the column."""

    width_pt: float
    depth: int = 0
    """Number of lists around."""

    prose: bool = False
    """Running text: hyphenated, and justified where lines are long enough."""

    even: bool = False
    """Headings: lines of about the same length."""

    outdent_pt: float = 0.0
    """How far it is to the left side of the answer, for blocks nested so deep that they return."""

    paragraph_gap_pt: float | None = None
    """Between blocks, where it is another than the usual one."""

    @property
    def scale(self) -> float:
        """Factor of what grows with the text."""
        return self.look.size_pt / USUAL_SIZE_PT

    def make_room(self, indent_pt: float) -> Frame:
        """Return a frame that can be indented: this one, or the widest if it is too narrow."""
        if self.width_pt - indent_pt >= NARROWEST_PT:
            return self
        return self._replace(
            left_pt=self.left_pt - self.outdent_pt,
            width_pt=self.width_pt + self.outdent_pt,
            outdent_pt=0.0,
        )

    def indent(self, indent_pt: float) -> Frame:
        """Return the frame with its left side moved to the right."""
        return self._replace(
            left_pt=self.left_pt + indent_pt,
            width_pt=self.width_pt - indent_pt,
            outdent_pt=self.outdent_pt + indent_pt,
        )

    def open(
        self, role: str, *, level: int = 0, alt: str = "", language: str = "", detail: str = ""
    ) -> Frame:
        """Return the frame for what is inside a new element."""
        look = open_in(self.look, role, level=level, alt=alt, language=language, detail=detail)
        return self._replace(look=look)

    def set_paragraphs(self, paragraphs: Sequence[Sequence[Run]]) -> list[Line]:
        """Return the lines of one paragraph that is cut at hard breaks."""
        last = len(paragraphs) - 1
        return [
            line
            for at, runs in enumerate(paragraphs)
            for line in self.set_lines(runs, goes_on=at < last, parted=last > 0)
        ]

    def set_lines(
        self, runs: Sequence[Run], *, goes_on: bool = False, parted: bool = False
    ) -> list[Line]:
        """Return the lines of one paragraph, or of its part before a break, in this frame."""
        return set_lines(
            runs,
            self.fonts,
            width_pt=self.width_pt,
            left_pt=self.left_pt,
            baseline_pt=self.baseline_pt,
            prose=self.prose,
            even=self.even,
            goes_on=goes_on,
            parted=parted,
        )
