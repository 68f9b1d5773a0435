"""The booklet: pages of half the size, two a side, so ordered that the folded stack reads through.

For scissors, not for screen readers: nothing is tagged, and no link is there to be clicked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.layouts.sheet import set_sheet
from nnexport.exporters.pdf.layouts.study import study_plan
from nnexport.exporters.pdf.page import Page, Placed, Sheet, as_artifacts

PAGES = 4
"""On each sheet of paper."""


def set_booklet(
    deck: Deck, width_pt: float, height_pt: float
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return the study sheet of a deck as a booklet, for upright paper of this size.

    The printer turns the paper over its short edge; the stack is folded in the middle.

    Shape: an even number of pages, two of the booklet on each.
    Errors: as ``set_sheet``.
    """
    study, diagnostics = set_sheet(deck, study_plan(height_pt / 2, width_pt, 1, binding=True))
    pages = [_untagged(page) for page in study.pages]
    sheet = replace(
        study,
        width_pt=height_pt,
        height_pt=width_pt,
        pages=tuple(_impose(pages, height_pt / 2)),
        duplex="short-edge",
    )
    return sheet, diagnostics


def _untagged(page: Page) -> Page:
    return replace(
        page,
        placed=tuple(placed._replace(marks=as_artifacts(placed.marks)) for placed in page.placed),
    )


def _impose(pages: list[Page], half_pt: float) -> Iterator[Page]:
    """Yield sides of paper: outermost first, each the page that is read late and the early one."""
    count = -(-len(pages) // PAGES) * PAGES
    filled = [*pages, *[Page(())] * (count - len(pages))]
    for at in range(count // 2):
        early, late = filled[at], filled[count - 1 - at]
        # On a front the early page is the right one, on its back the left one.
        left, right = (early, late) if at % 2 else (late, early)
        placed = [*left.placed, *(_move(each, half_pt) for each in right.placed)]
        # No bookmarks: on screen, the pages are in no order that an outline could follow.
        yield Page(tuple(placed))


def _move(placed: Placed, right_pt: float) -> Placed:
    return placed._replace(x_pt=placed.x_pt + right_pt)
