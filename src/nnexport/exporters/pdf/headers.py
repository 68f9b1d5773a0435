"""The head of each page: the deck's title, the page's number, a rule below."""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.exporters.pdf.fonts import BOLD, HEAVY, REGULAR, Fonts
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.lines import Line, set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.page import ACCENT, GREY, Mark, Rule, shift
from nnexport.exporters.pdf.runs import set_plain
from nnexport.exporters.pdf.structure import Element

TITLE = Look(HEAVY, 13.0)
TITLE_LEADING_PT = 15.5
TITLE_BASELINE_PT = 11.5
TITLE_LINES = 3
"""A longer title is cut; all of it stands in the PDF's properties."""

LONGEST_TITLE = 1000
"""In characters; no more than these can fit in the lines."""

RUNNING_TITLE = Look(BOLD, 8.0, color=GREY)
PAGE_NUMBER = Look(REGULAR, 8.0, color=GREY)
RUNNING_LEADING_PT = 10.6
RUNNING_BASELINE_PT = 7.0
PAGE_NUMBER_ROOM_PT = 90.0
"""Where there is plenty; else it has as much as a number up to 999 needs, and this gap."""

PLENTY = 3
"""Times that room."""

PAGE_NUMBER_GAP_PT = 8.0

RULE_PT = 0.8
GAP_BELOW_PT = 7.0


@dataclass(frozen=True, slots=True)
class Header:
    """Title lines of the first page and of the others; marks count from the page's margins."""

    title: tuple[Line, ...]
    running_title: Line
    width_pt: float
    scale: float = 1.0
    """Factor of all sizes."""

    def height_pt(self, *, titled: bool) -> float:
        """Return how much of a page's height the header takes, with or without the title."""
        return self._rule_pt(titled) + GAP_BELOW_PT * self.scale

    def _rule_pt(self, titled: bool) -> float:
        if not titled:
            return RUNNING_LEADING_PT * self.scale
        return (TITLE_LEADING_PT * len(self.title) + 1.0) * self.scale

    def marks(self, label: str, fonts: Fonts, *, titled: bool) -> tuple[Mark, ...]:
        """Return the marks of the header of a page, whose number is the ``label``."""
        baseline_pt = TITLE_BASELINE_PT if titled else RUNNING_BASELINE_PT
        number = _set_number(label, fonts, self.scale, baseline_pt)
        lines = self.title if titled else (self.running_title,)
        title = [
            shift(mark, 0.0, at * TITLE_LEADING_PT * self.scale)
            for at, line in enumerate(lines)
            for mark in line.marks
        ]
        numbers = [shift(mark, self.width_pt - number.width_pt) for mark in number.marks]
        y_pt = self._rule_pt(titled)
        return (*title, *numbers, Rule(0.0, y_pt, self.width_pt, y_pt, ACCENT, RULE_PT))


def set_header(
    title: str, fonts: Fonts, width_pt: float, element: Element | None = None, scale: float = 1.0
) -> Header:
    """Return the header of a sheet for a title of any length.

    The title on the first page is the ``element``; all else is repeated and not read aloud.

    Errors: characters that no font has go to ``fonts.losses``.
    """
    room_pt = width_pt - _number_room(fonts, width_pt, scale)
    look = _scaled(TITLE._replace(element=element), scale)
    first = _fit(title, look, TITLE_LINES, TITLE_BASELINE_PT * scale, fonts, room_pt)
    look = _scaled(RUNNING_TITLE, scale)
    (running,) = _fit(title, look, 1, RUNNING_BASELINE_PT * scale, fonts, room_pt)
    return Header(first, running, width_pt, scale)


def _set_number(label: str, fonts: Fonts, scale: float, baseline_pt: float) -> Line:
    look = _scaled(PAGE_NUMBER, scale)
    (number,) = set_lines(
        [Run(label.replace(" ", "\u00a0"), look)],
        fonts,
        width_pt=float("inf"),
        baseline_pt=baseline_pt * scale,
    )
    return number


def _number_room(fonts: Fonts, width_pt: float, scale: float) -> float:
    """Return how much of a head of this width is kept for the number of the page."""
    usual_pt = PAGE_NUMBER_ROOM_PT * scale
    if width_pt >= PLENTY * usual_pt:
        return usual_pt
    label = labels_of(fonts.language).phrases.page.format(page="000", pages="000")
    number = _set_number(label, fonts, scale, TITLE_BASELINE_PT)
    return min(usual_pt, number.width_pt + PAGE_NUMBER_GAP_PT * scale)


def _scaled(look: Look, scale: float) -> Look:
    return look._replace(size_pt=look.size_pt * scale)


def _fit(
    title: str, look: Look, count: int, baseline_pt: float, fonts: Fonts, width_pt: float
) -> tuple[Line, ...]:
    """Return a title in at most ``count`` lines, cut where it is longer; one line at least."""

    def set_title(text: str) -> list[Line]:
        return set_lines(set_plain(text, look), fonts, width_pt=width_pt, baseline_pt=baseline_pt)

    lines = set_title(title)
    if len(lines) > count:
        low, high = 0, min(len(title), LONGEST_TITLE)
        while high - low > 1:
            middle = (low + high) // 2
            fits = len(set_title(title[:middle].rstrip() + "…")) <= count
            low, high = (middle, high) if fits else (low, middle)
        shown = title[:low]
        lines = set_title((shown.rpartition(" ")[0] or shown).rstrip() + "…")
    return tuple(lines) or (Line((), 0.0),)
