"""Bold text in scripts whose font has one weight: a line around the letters makes it bolder."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import Glyphs
from tests.tagged_pdf.triage import faults

LAYOUTS = ("study", "cheatsheet", "large", "selftest", "cards", "fold", "booklet")
QUESTION, ANSWER = "神经网络是什么?", "模仿**生物**的数学模型, $x^2$ 。"


def deck(question: str = QUESTION, answer: str = ANSWER, language: str = "zh") -> Deck:
    return Deck("d", "深度学习", language=language, notes=(Note(NoteId("n"), question, answer),))


def content(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes().decode("latin-1") for page in pdf.pages]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_question_looks_bolder_than_its_answer(layout: str) -> None:
    sheet, _ = lay_out(deck(), PdfOptions(layout=layout))
    strokes = {
        mark.text: mark.face.stroke
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    question = next(stroke for text, stroke in strokes.items() if "网络" in text)
    assert question > strokes["模仿"] == 0 < strokes["生物"]


def test_the_line_is_as_thick_for_its_size_in_the_colour_of_the_text_and_of_no_other_text() -> None:
    (page,) = content(export_pdf(deck(), PdfOptions(layout="study"))[0])
    lines = re.findall(r"([\d. ]+) RG ([\d.]+) w 1 j 2 Tr \[.*?\]TJ 0 Tr", page, re.DOTALL)
    assert len(lines) == page.count(" Tr") / 2 == 3  # Of the title, the question, a word.
    for color, width in lines:
        assert f"{color} rg" in page
        assert 0.2 <= float(width) <= 0.6


def test_a_line_of_letters_is_one_mark_and_as_wide_as_they_are() -> None:
    sheet, _ = lay_out(deck("ページのずれ、「言葉」を", "x"), PdfOptions(layout="study"))
    (mark,) = (
        mark
        for placed in sheet.pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and "ずれ" in mark.text
    )
    assert mark.width_pt == pytest.approx(len(mark.text) * mark.size_pt)


def test_letters_are_in_the_file_once_whatever_their_weight() -> None:
    bold, plain = (export_pdf(deck(q, a), PdfOptions())[0] for q, a in (("直", "直"), ("a", "直")))
    assert bold.count(b"/FontFile3") == plain.count(b"/FontFile3")
    with pikepdf.open(io.BytesIO(bold)) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert len({*names}) == len(names)
    assert sum("CJK" in name for name in names) == 1


@pytest.mark.parametrize("language", ["zh", "ja", "ko", "en"])
def test_bold_letters_are_read_as_they_are(language: str) -> None:
    said = "学習とは何か 인공 신경망"
    data = export_pdf(deck(said, f"**{said}**", language), PdfOptions(layout="study"))[0]
    assert faults(data) == []
    text = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_textpage().get_text_range()
    assert " ".join(text.split()).count(said) == 2


def test_black_print_has_black_lines() -> None:
    (page,) = content(export_pdf(deck(), PdfOptions(layout="study", mono=True))[0])
    assert re.search(r"\n0 G [\d.]+ w 1 j 2 Tr ", page)
    assert "RG" not in page


def test_without_bold_text_nothing_of_it_is_in_the_file() -> None:
    plain = replace(deck("Why?", "因为。"), title="Networks")
    assert " Tr" not in "".join(content(export_pdf(plain, PdfOptions(layout="study"))[0]))
