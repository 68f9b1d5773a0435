"""What programs that read a PDF find in it: whole sentences, in order, nothing over each other.

What stays out of order in pdfium, though the page is right:

- In a line from right to left, Latin words with digits, and brackets after them: it turns the
  stretches of a line round by the kind of their characters alone. Poppler reads them as they stand.
- In such a line, and on the upside-down backs of cards, the source of a formula: it sorts texts
  from the left, and reads the source again for each sign after another text.
- In such a line, characters beyond the first plane of Unicode: it turns the halves of them round.
- Sentences that go on over pages of a booklet: its pages lie on the paper as they are folded.
"""

from __future__ import annotations

import itertools
import re

import pypdfium2
import pytest

from nnexport.deck.commonmark import parse_inlines
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.draw import draw_sheet
from nnexport.exporters.pdf.fonts import REGULAR, Fonts, load_face
from nnexport.exporters.pdf.layouts.sheet import set_sheet
from nnexport.exporters.pdf.layouts.study import study_plan
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Glyphs, Page, Placed, Sheet, Signs
from nnexport.exporters.pdf.papers import PAPERS
from nnexport.exporters.pdf.runs import set_inlines
from tests.paper import paper_deck, sentences
from tests.test_layouts import squeeze


def make_deck(question: str, answer: str) -> Deck:
    """Return a deck of a note and others: on a page of few lines, pdfium guesses at columns."""
    others = [
        Note(NoteId(f"other-{at}"), f"Which one is number {at}?", sentences(6 * at, 3))
        for at in range(9)
    ]
    return Deck("d", "Deck", notes=(Note(NoteId("note"), question, answer), *others))


def read_pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


# --- marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Z\u0351\u036b\u0313x", "Z\u0351\u0313\ufffdx"),
        ("a\u0363\u034c", "a\u034c\ufffd"),
        ("x\U00013000\u0301y", "x\ufffd\u00a0\u0301y"),
        ("\u0995\u09be", "\ufffd\ufffd"),
    ],
)
def test_no_mark_is_printed_over_a_replacement_sign(text: str, printed: str) -> None:
    fonts = Fonts(Losses(), "en")
    (line,) = set_lines([Run(text, Look(REGULAR, 9.0))], fonts, width_pt=200.0)
    assert "".join(mark.text for mark in line.marks if isinstance(mark, Glyphs)) == printed


@pytest.mark.parametrize("layout", ["study", "cheatsheet"])
@pytest.mark.parametrize(
    "text", ["कौन पूछ सकता है?", "क्या (है) ठीक है?", "ใครรู้ (ฟ้า) ที่นี่?", "กาอยู่ร้าสี่. นู้ไปสี่, มี?"]
)
def test_signs_beside_a_word_that_ends_in_marks_are_read_at_their_place(
    text: str, layout: str
) -> None:
    first, *_ = read_pages(export_pdf(make_deck(text, "Yes."), PdfOptions(layout))[0])
    wanted, found = (re.sub(r"\s", "", each) for each in (text, first))
    assert wanted in found


# --- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["study", "cheatsheet", "cards", "fold"])
def test_a_cell_of_several_lines_is_read_as_a_whole(layout: str) -> None:
    cells = [
        [f"cell {row} {column} has words that take some lines of it" for column in range(3)]
        for row in range(3)
    ]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    answer = "\n".join([lines[0], "|---|---|---|", *lines[1:]])
    data, _ = export_pdf(make_deck("What is in it?", answer), PdfOptions(layout))
    text = squeeze("".join(read_pages(data)))
    for cell in itertools.chain(*cells):
        assert text.count(squeeze(cell)) == 1


# --- the booklet ---------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_half_of_a_booklet_is_read_as_the_page_that_it_is(paper: str) -> None:
    """The same pages one by one are in order; each stands on one half of the folded paper."""
    width_pt, height_pt = PAPERS[paper]
    plan = study_plan(height_pt / 2, width_pt, 1, binding=True)
    pages = [squeeze(text) for text in read_pages(draw_sheet(set_sheet(paper_deck(), plan)[0]))]
    data, _ = export_pdf(paper_deck(), PdfOptions("booklet", paper=paper))
    sides = [page.get_textpage() for page in pypdfium2.PdfDocument(data)]
    middle_pt = height_pt / 2
    halves = [
        tuple(
            # That is how pdfium names a hyphen at the end of a line here.
            squeeze(side.get_text_bounded(left=left_pt, right=left_pt + middle_pt)).replace(
                "\2", ""
            )
            for left_pt in (0.0, middle_pt)
        )
        for side in sides
    ]
    # Folded in the middle: fronts have the early page at the right, backs at the left.
    early = [half[1 - at % 2] for at, half in enumerate(halves)]
    late = [half[at % 2] for at, half in enumerate(halves)]
    found = [*early, *reversed(late)]
    assert found == [*pages, *[""] * (len(found) - len(pages))]
    assert len(pages) > 10


# --- formulas ------------------------------------------------------------------------------------


def test_a_formula_at_the_end_of_a_line_with_hebrew_is_printed_once() -> None:
    words = "הם אומרים so many words"
    for count in range(1, 9):
        fonts = Fonts(Losses(), "en")
        runs = set_inlines(
            parse_inlines(f"{' '.join(words.split()[:count])} $x_{{12}}$ {words}"),
            Look(REGULAR, 9.0),
            fonts.losses,
        )[0]
        lines = set_lines(runs, fonts, width_pt=70.0)
        assert len(lines) > 1
        signs = [mark for line in lines for mark in line.marks if isinstance(mark, Signs)]
        assert [mark.spoken for mark in signs] == ["x_{12}"]


# --- spaces --------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap_pt", [-1.0, 6.0])
@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("हिं क्षका हिं तु हिं", "NotoSansDevanagari"),
        ("สี่ อยู่ น้ำ สี่ กา", "NotoSansThai"),
        ("x\u0323 e\u0323\u0302 x\u0323 b", "SourceSans3-Regular"),
    ],
)
def test_spaces_are_as_wide_as_they_were_set(text: str, face: str, gap_pt: float) -> None:
    glyphs = Glyphs(50.0, 100.0, text, load_face(face), 10.0, gap_pt=gap_pt)
    page = Page((Placed(0.0, 0.0, (glyphs,)),))
    data = draw_sheet(Sheet("Title", "en", 600.0, 200.0, (page,)))
    found = pypdfium2.PdfDocument(data)[0].get_textpage()
    right_pt = max(found.get_rect(at)[2] for at in range(found.count_rects()))
    assert right_pt == pytest.approx(50.0 + glyphs.width_pt, abs=1.0)
