"""Decks made by chance, on every sheet: nothing lost, nothing twice, nothing out of its place."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter

import pypdfium2
import pytest

from nnexport.deck.document import LAYOUTS
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.layouts.cutting import make_grid
from nnexport.exporters.pdf.page import Rule, Signs
from tests import test_paper
from tests.paper.chance import Chance
from tests.paper.reading import LONG, has_right_to_left, texts_of
from tests.test_paper import Paper, missing_and_repeated, print_sheet

CHOICES = (
    *(PdfOptions(layout) for layout in LAYOUTS),
    PdfOptions("study", columns=1, paper="letter"),
    PdfOptions("cheatsheet", columns=3),
    PdfOptions("cheatsheet", columns=4, paper="letter"),
    PdfOptions("cheatsheet", pages=2),
    PdfOptions("cards", card="a6", paper="letter"),
    PdfOptions("cards", card="3x5", flip="short"),
    PdfOptions("study", fast=True, paper="a5"),
)
NOTES = 4
SEEDS = 2 * len(CHOICES)
"""More find more; hundreds were tried."""

EDGE_PT = 10.0
"""Of a card, without text; printers are out by that much from front to back."""

PRINTERS_PT = 8.0
"""Rules may be nearer to the edge than text: cut marks are."""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_wrong_with_a_sheet_of_anything(seed: int) -> None:
    options = CHOICES[seed % len(CHOICES)]
    paper = print_sheet(Chance(seed).deck(NOTES), options)
    missing, again = missing_and_repeated(paper)
    # A long word may be found inside of a longer one.
    assert (missing, [piece for piece in again if len(set(piece)) > LONG / 4]) == ([], [])
    test_paper.test_every_formula_can_be_copied_as_its_source(paper)
    test_paper.test_nothing_is_printed_where_printers_do_not_reach(paper)
    test_paper.test_no_text_is_printed_over_other_text(paper)
    test_paper.test_no_line_is_full_of_holes(paper)
    if paper.layout == "cards":
        nothing_is_near_the_edge_of_a_card(paper, options.card)
    else:
        test_paper.test_nothing_reaches_into_the_next_column_or_card(paper)
    read_as_drawn(paper)
    formulas_and_rules_are_on_the_paper(paper)


def read_as_drawn(paper: Paper) -> None:
    """Fail where a viewer finds other letters than are on a page.

    Not on those with letters from right to left, nor upside down: there, pdfium reads the names of
    formulas more than once, and loses what is beyond the first plane of Unicode.
    """
    document = pypdfium2.PdfDocument(io.BytesIO(paper.data))
    for page, found in zip(paper.sheet.pages, document, strict=True):
        drawn = "".join(text for placed in page.placed for _, text in texts_of(placed))
        if not page.is_turned and not has_right_to_left(drawn):
            assert letters(found.get_textpage().get_text_range()) == letters(drawn)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def nothing_is_near_the_edge_of_a_card(paper: Paper, size: str) -> None:
    grid = make_grid(paper.sheet.width_pt, paper.sheet.height_pt, size)
    for page in paper.sheet.pages:
        for placed in page.placed:
            for mark, text in texts_of(placed):
                assert mark.x_pt >= EDGE_PT, text
                assert mark.x_pt + mark.width_pt <= grid.card_width_pt - EDGE_PT, text
                assert EDGE_PT <= mark.y_pt <= grid.card_height_pt - EDGE_PT, text


def formulas_and_rules_are_on_the_paper(paper: Paper) -> None:
    for page in paper.sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Rule):
                    xs, ys = (mark.x_pt, mark.to_x_pt), (mark.y_pt, mark.to_y_pt)
                elif isinstance(mark, Signs):
                    xs = mark.x_pt, mark.x_pt + mark.width_pt
                    height_pt, depth_pt = (
                        each * mark.size_pt for each in (mark.part.height, mark.part.depth)
                    )
                    ys = mark.y_pt - height_pt, mark.y_pt + depth_pt
                else:
                    continue
                assert placed.x_pt + min(xs) > PRINTERS_PT
                assert placed.y_pt + min(ys) > PRINTERS_PT
                assert placed.x_pt + max(xs) < paper.sheet.width_pt - PRINTERS_PT
                assert placed.y_pt + max(ys) < paper.sheet.height_pt - PRINTERS_PT
