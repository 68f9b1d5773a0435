"""Sheets that are folded: a booklet reads through, fold-over parts question and answer."""

from __future__ import annotations

import pytest

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, lay_out
from nnexport.exporters.pdf.layouts.booklet import set_booklet
from nnexport.exporters.pdf.layouts.sheet import set_sheet
from nnexport.exporters.pdf.layouts.study import study_plan
from nnexport.exporters.pdf.page import Glyphs, Page, Sheet
from nnexport.exporters.pdf.papers import PAPERS
from tests.test_layouts import boxes, make_deck


def halves(sheet: Sheet) -> list[tuple[str, str]]:
    """Return the text of the left and the right half of each side of paper."""
    middle_pt = sheet.width_pt / 2
    return [
        (text_of(page, 0, middle_pt), text_of(page, middle_pt, sheet.width_pt))
        for page in sheet.pages
    ]


def text_of(page: Page, from_pt: float, to_pt: float) -> str:
    return "".join(
        mark.text
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and from_pt <= placed.x_pt + mark.x_pt < to_pt
    )


@pytest.mark.parametrize("count", [1, 4, 9, 17, 30])
def test_a_booklet_reads_through_when_it_is_folded(count: int) -> None:
    deck = make_deck(count)
    width_pt, height_pt = PAPERS["a4"]
    plain, _ = set_sheet(deck, study_plan(height_pt / 2, width_pt, 1, binding=True))
    pages = [text_of(page, 0, plain.width_pt) for page in plain.pages]
    sheet, _ = set_booklet(deck, width_pt, height_pt)
    sides = halves(sheet)
    assert len(sides) % 2 == 0
    # Sheets lie in each other; each is turned over at its short edge, which is left and right.
    read: dict[int, str] = {}
    last = 2 * len(sides) - 1
    for leaf in range(0, len(sides), 2):
        (front_left, front_right), (back_left, back_right) = sides[leaf], sides[leaf + 1]
        read |= {leaf: front_right, leaf + 1: back_left}
        read |= {last - leaf: front_left, last - leaf - 1: back_right}
    assert [read[at] for at in range(last + 1)] == [*pages, *[""] * (last + 1 - len(pages))]
    assert sheet.duplex == "short-edge"
    assert (sheet.width_pt, sheet.height_pt) == (height_pt, width_pt)


def test_a_folded_sheet_has_questions_left_and_answers_right() -> None:
    deck = make_deck(14)
    sheet, _ = lay_out(deck, PdfOptions("fold"))
    lefts, rights = (" ".join(texts) for texts in zip(*halves(sheet), strict=True))
    for note in deck.notes:
        assert note.question.split()[-1] in lefts
        assert note.answer.split()[-1] in rights
        assert note.answer.split()[-1] not in lefts
    middle_pt = sheet.width_pt / 2
    for page in sheet.pages:
        for left_pt, right_pt, _ in boxes(page):
            assert right_pt < middle_pt - 20 or left_pt > middle_pt + 20


@pytest.mark.parametrize(
    "below",
    ["```\nx = 1\n```", "| a | b |\n| - | - |\n| c | d |", "- A) " + "one " * 90 + "\n- B) two"],
)
def test_no_question_reaches_over_the_fold(below: str) -> None:
    note = Note(NoteId("n"), f"Which {'one ' * 60}?\n\n{below}", "Reply.", "1")
    sheet, _ = lay_out(Deck("d", "Deck", notes=(note,)), PdfOptions("fold"))
    ((_, right),) = halves(sheet)
    assert "Reply." in right
    assert right.replace("Reply.", "").strip() == ""
    middle_pt = sheet.width_pt / 2
    for left_pt, right_pt, _ in boxes(sheet.pages[0]):
        assert right_pt < middle_pt - 20 or left_pt > middle_pt + 20


@pytest.mark.parametrize("layout", ["fold", "booklet", "cards"])
def test_what_is_cut_or_folded_has_no_tags(layout: str) -> None:
    sheet, _ = lay_out(make_deck(5, sections=2), PdfOptions(layout))
    marks = [mark for page in sheet.pages for placed in page.placed for mark in placed.marks]
    assert marks
    assert all(mark.element is None for mark in marks)
