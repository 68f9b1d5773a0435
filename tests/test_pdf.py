"""The PDF exporter: what a reader finds on paper, and what a program finds in the file."""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.deck.commonmark import plain_text
from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.errors import NnexportError
from nnexport.exporters.pdf import PAPERS, PdfOptions, export_pdf
from nnexport.exporters.pdf.code import CODE_SIZE_PT
from nnexport.exporters.pdf.columns import column_height, fill_columns
from nnexport.exporters.pdf.fonts import CHAINS, FONTS_PATH, load_face
from nnexport.exporters.pdf.layouts.beside import QUESTION_PT
from nnexport.exporters.pdf.layouts.cheatsheet import (
    GUTTER_PT,
    MARGIN_BOTTOM_PT,
    MARGIN_SIDE_PT,
    MARGIN_TOP_PT,
    set_cheatsheet,
)
from nnexport.exporters.pdf.page import Glyphs, Page, Row, Sheet
from nnexport.exporters.pdf.text import bidi, cjk
from nnexport.exporters.pdf.text.characters import clusters
from nnexport.exporters.pdf.text.embedding import EmbeddedFont
from nnexport.exporters.pdf.text.faces import load_cjk_face
from nnexport.exporters.pdf.text.font_objects import to_unicode_map

# --- decks and what is printed of them ------------------------------------------------------------

WORDS = [
    "gradient",
    "descent",
    "moves",
    "each",
    "weight",
    "a",
    "little",
    "against",
    "the",
    "slope",
    "of",
    "the",
    "loss",
    "so",
    "that",
    "the",
    "next",
    "prediction",
    "is",
    "slightly",
    "better",
    "than",
    "the",
    "one",
    "before",
    "and",
    "training",
    "goes",
    "on",
    "until",
    "it",
    "stops",
    "improving",
]


def prose(count: int, start: int = 0) -> str:
    """Return sentences of different words in different order, for texts of any length."""
    words = [WORDS[(start + 7 * at + at // 5) % len(WORDS)] for at in range(count)]
    sentences = [words[at : at + 12] for at in range(0, count, 12)]
    return " ".join(" ".join(words).capitalize() + "." for words in sentences)


def make_deck(*answers: str, title: str = "Test deck") -> Deck:
    notes = [
        Note(NoteId(f"note-{at}"), f"What about matter {at}?", answer, number=str(at))
        for at, answer in enumerate(answers, start=1)
    ]
    return Deck("test", title, notes=tuple(notes))


def one_note(question: str = "What?", answer: str = "This.", number: str = "1") -> Deck:
    return Deck("test", "Test deck", notes=(Note(NoteId("note"), question, answer, number),))


PROSE_DECK = make_deck(*(prose(20 + 37 * at % 200, at) for at in range(1, 31)))


def export(deck: Deck, paper: str = "a4") -> bytes:
    data, _ = export_pdf(deck, PdfOptions(paper=paper))
    return data


def read_pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def squeeze(text: str) -> str:
    """Return a text without white space and hyphens, which line ends turn into one another."""
    return re.sub(r"[\s\ufffe\x02\xad-]+", "", text)


def read_text(data: bytes) -> str:
    """Return the squeezed text, without running heads and the labels of continued items."""
    pages = read_pages(data)
    parts: list[str] = []
    for number, page in enumerate(pages, start=1):
        text = squeeze(re.sub(r"\S+ \(continued\)", "", page))
        parts.append(text.partition(f"Page{number}of{len(pages)}")[2])
    return "".join(parts)


Box = tuple[str, float, float, float, float]
"""Character, left, bottom, right, top."""


def read_boxes(data: bytes) -> Iterator[tuple[int, Box]]:
    """Yield each visible character with its page."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(data)
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = sides
    for number, page in enumerate(document):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text.raw, at))
            if raw.FPDFText_IsGenerated(text.raw, at) or character.isspace():
                continue
            if character == "\u200b":  # A mark, beside its letter: its box is that of no sign.
                continue
            raw.FPDFText_GetCharBox(text.raw, at, *sides)
            yield number, (character, left.value, bottom.value, right.value, top.value)


def assert_inside_margins(data: bytes, paper: str = "a4") -> None:
    height_pt, width_pt = PAPERS[paper]
    boxes = list(read_boxes(data))
    after = [character for _, (character, *_) in boxes[1:]] + [""]
    for (number, (character, left, bottom, right, top)), behind in zip(boxes, after, strict=True):
        # A mark that stands on two letters reaches over the last one of a line, and a stroke over
        # both sides of a narrow one. Marks are drawn first: pdfium gives their box to the letter.
        has_mark = any(unicodedata.category(each).startswith("M") for each in character + behind)
        slack_pt = 9.0 if has_mark else HANGING_PT
        inside = (
            left >= MARGIN_SIDE_PT - slack_pt
            and right <= width_pt - MARGIN_SIDE_PT + slack_pt
            and bottom >= MARGIN_BOTTOM_PT - slack_pt
            and top <= height_pt - MARGIN_TOP_PT + slack_pt
        )
        assert inside, (number, character, left, bottom, right, top)


# --- layout, read from the sheet before it is drawn -----------------------------------------------

ANSWER_LEFT_PT = QUESTION_PT + 20

HANGING_PT = 3.0
"""What punctuation may stand out of a justified line."""


def lay_out(deck: Deck, paper: str = "a4") -> Sheet:
    sheet, _ = set_cheatsheet(deck, PdfOptions(paper=paper))
    return sheet


PrintedRow = tuple[str, str]
"""What stands at the side (number and question), and the line of the answer."""


def read_columns(page: Page) -> list[list[PrintedRow]]:
    """Return the rows of each column of a page."""
    columns: dict[float, list[PrintedRow]] = {}
    for placed in page.placed[1:]:
        glyphs = [mark for mark in placed.marks if isinstance(mark, Glyphs)]
        if glyphs:
            side = " ".join(mark.text for mark in glyphs if mark.x_pt < ANSWER_LEFT_PT)
            answer = "".join(mark.text for mark in glyphs if mark.x_pt >= ANSWER_LEFT_PT)
            columns.setdefault(placed.x_pt, []).append((side, answer))
    return [columns[x_pt] for x_pt in sorted(columns)]


def read_all_columns(sheet: Sheet) -> list[list[PrintedRow]]:
    return [column for page in sheet.pages for column in read_columns(page)]


def assert_inside_columns(sheet: Sheet) -> None:
    """Nothing leaves its column, and no text stands on other text of the same row."""
    column_pt = (sheet.width_pt - 2 * MARGIN_SIDE_PT - GUTTER_PT) / 2
    for page in sheet.pages:
        for placed in page.placed[1:]:
            ends: list[tuple[float, float, float]] = []
            for mark in placed.marks:
                if isinstance(mark, Glyphs):
                    assert mark.x_pt >= -0.01
                    assert mark.x_pt + mark.width_pt <= column_pt + HANGING_PT, mark.text
                    ends.append((mark.y_pt, mark.x_pt, mark.x_pt + mark.width_pt))
            for (y_pt, _, end_pt), (next_y_pt, start_pt, _) in pairwise(sorted(ends)):
                assert y_pt != next_y_pt or start_pt >= end_pt - 0.1


def first_part(column: list[PrintedRow]) -> list[str]:
    """Return the answer lines of a column before its second item."""
    ends = [at for at, (side, _) in enumerate(column) if side and at]
    return [answer for _, answer in column[: ends[0] if ends else len(column)]]


def last_part(column: list[PrintedRow]) -> list[str]:
    """Return the answer lines of a column from its last item on."""
    start = max(at for at, (side, _) in enumerate(column) if side or at == 0)
    return [answer for _, answer in column[start:]]


def shifted_decks(*answers: str) -> Iterator[Deck]:
    """Yield decks in which a first answer of growing length moves all others down, line by line."""
    for count in range(1, 60):
        yield make_deck("  \\\n".join(["filler"] * count), *answers)


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_every_sentence_is_in_the_text_layer(paper: str) -> None:
    text = read_text(export(PROSE_DECK, paper))
    for note in PROSE_DECK.notes:
        for sentence in [note.question, *re.findall(r"[^.]+\.", note.answer)]:
            assert squeeze(sentence) in text


def test_numbers_questions_and_answers_follow_each_other_in_the_text_layer() -> None:
    expected = "".join(f"{note.number}{note.question}{note.answer}" for note in PROSE_DECK.notes)
    assert read_text(export(PROSE_DECK)) == squeeze(expected)


@pytest.mark.parametrize(
    "text",
    [
        "the tag <b> alone",
        "a vector<int> here",
        "a < b and c > d",
        '<img src="/etc/passwd" onload="x()">',
        "<para><font name=x>text</font></para>",
        "C:\\new\\table (in parentheses) \\) \\(",
        "100 % of [brackets] {braces} /Name",
        "__init__ stays code: `__init__`",
    ],
)
def test_text_is_never_read_as_markup_of_the_pdf(text: str) -> None:
    deck = one_note(text, text)
    data = export(deck)
    shown = squeeze(plain_text(text))
    assert read_text(data).count(shown) == 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not any(page.get_images() for page in pdf.pages)


def test_an_entity_is_shown_as_its_character_once() -> None:
    assert "R&Dand&lt;" in read_text(export(one_note(answer="R&amp;D and &amp;lt;")))


def test_invisible_and_control_characters_are_dropped() -> None:
    answer = "so\u00adft ze\u200bro jo\u200din bo\ufeffm nu\x01ll fi\u3164ll heart\u2665\ufe0e"
    data, diagnostics = export_pdf(one_note(answer=answer), PdfOptions())
    assert "softzerojoinbomnullfillheart\u2665" in read_text(data)
    assert not diagnostics


def test_a_decomposed_letter_is_printed_composed() -> None:
    data, diagnostics = export_pdf(one_note(answer="cafe\u0301"), PdfOptions())
    assert "café" in read_text(data)
    assert not diagnostics


def test_letters_beyond_the_bmp_can_be_copied() -> None:
    data, diagnostics = export_pdf(one_note(answer="smile \U0001f600 again"), PdfOptions())
    assert "smile\U0001f600again" in read_text(data)
    assert not diagnostics


def test_the_character_map_writes_utf_16() -> None:
    rows = re.findall(r"<(\w{4})> <(\w+)>", to_unicode_map(["A", "fi", "\U0001f600"]))
    assert rows == [
        ("0000", "FFFF"),
        ("0001", "0041"),
        ("0002", "00660069"),
        ("0003", "D83DDE00"),
    ]


def test_hebrew_reads_from_right_to_left() -> None:
    data, diagnostics = export_pdf(
        one_note(answer="the word \u05e9\u05dc\u05d5\u05dd is Hebrew"), PdfOptions()
    )
    # pdfium turns what is drawn from right to left into reading order.
    assert "theword\u05e9\u05dc\u05d5\u05ddisHebrew" in read_text(data)
    assert not diagnostics


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("Ελληνικά Нейрон", {"SourceSans3-Regular"}),
        ("∮ ⊨", {"DejaVuSans"}),
        ("𝓐 𝔊", {"STIXTwoMath-Regular"}),
        ("तंत्रिका नेटवर्क हिन्दी क्षत्रिय", {"NotoSansDevanagari"}),
        ("**हिन्दी**", {"NotoSansDevanagari@600"}),
        ("โครงข่าย ที่ น้ำ", {"NotoSansThai"}),
        ("😀 👩‍🔬 👨‍👩‍👧 🇩🇪 ❤️ 👍🏽 1️⃣ 🏴󠁧󠁢󠁿", {"NotoEmoji-Regular"}),
        ("♥", {"SourceSans3-Regular"}),
    ],
)
def test_each_sign_is_in_the_first_face_that_has_it(text: str, faces: set[str]) -> None:
    sheet = lay_out(one_note(answer=text))
    marks = [mark for placed in sheet.pages[0].placed[1:] for mark in placed.marks]
    found = {
        mark.face.name
        for mark in marks
        if isinstance(mark, Glyphs) and mark.x_pt > ANSWER_LEFT_PT and mark.text.strip()
    }
    assert found == faces
    data, diagnostics = export_pdf(one_note(answer=text), PdfOptions())
    assert not diagnostics
    assert squeeze(text.replace("**", "")) in read_text(data)


CJK = "神经网络是一种模仿生物神经网络的数学模型。「学習」によって重みを変化させる。인공 신경망"


def test_chinese_japanese_and_korean_have_a_font_of_their_own() -> None:
    data, diagnostics = export_pdf(one_note(answer=CJK * 3), PdfOptions())
    assert not diagnostics
    assert CJK.replace(" ", "") in read_text(data)
    assert_inside_margins(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font.DescendantFonts[0] for font in pdf.pages[0].Resources.Font.values()]
        assert any("/FontFile3" in font.FontDescriptor for font in fonts)


@pytest.mark.parametrize(("language", "name"), [("ja", "jp"), ("zh-Hant", "tc"), ("en", "sc")])
def test_the_language_decides_on_the_shapes_of_its_country(language: str, name: str) -> None:
    data = export(replace(one_note(answer="直"), language=language))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert any(each.endswith(f"NotoSansCJK{name}-Regular") for each in names)


def test_without_the_font_the_message_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cjk, "font_path", lambda: None)
    load_cjk_face.cache_clear()
    _, (missing,) = export_pdf(one_note(answer="直"), PdfOptions())
    load_cjk_face.cache_clear()
    assert missing.code == "NN301"
    assert missing.help == "install the font for them: pip install 'nnexport[cjk]'"


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert list(clusters("x\u0303y")) == ["x\u0303", "y"]
    assert list(clusters("👩\u200d🔬👍🏽🇩🇪🇫🇷1\ufe0f\u20e3")) == [
        "👩\u200d🔬",
        "👍🏽",
        "🇩🇪",
        "🇫🇷",
        "1\ufe0f\u20e3",
    ]


def test_a_private_character_is_in_no_font() -> None:
    _, diagnostics = export_pdf(one_note(answer="\ue000"), PdfOptions())
    assert [each.code for each in diagnostics] == ["NN301"]


@pytest.mark.parametrize("text", ["efficient", "x\u0303 y\u0303", "क्षत्रिय", "ffi ffl \U0001d4d0"])
def test_poppler_reads_ligatures_and_marks_as_they_were_written(text: str) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext of Poppler is not installed")
    data = export(one_note(answer=text))
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    assert unicodedata.normalize("NFC", text) in unicodedata.normalize("NFC", read)


@pytest.mark.parametrize("text", ["x\u0303 q\u0307 y", "हिन्दी में सीखता", "ตัวอย่าง ที่ น้ำ ปู่"])
def test_spaces_after_marks_are_read_as_spaces(text: str) -> None:
    assert text in read_pages(export(one_note(answer=text)))[0]


def test_glyphs_stand_where_they_were_shaped() -> None:
    face = load_face("SourceSans3-Regular")
    font = EmbeddedFont(face, "T1")
    for word in ("x\u0303", "AVATAR", "q\u0307W", "office"):
        shown = font.show(Glyphs(0.0, 0.0, f"{word} ", face, 10.0))
        numbers = [float(number) for number in re.findall(r"\)(-?[\d.]+)\(", shown)]
        drawn = "".join(re.findall(r"\(((?:\\.|[^\\)])*)\)", shown)).replace("\\r", "\r")
        glyph_of = {code: glyph for (glyph, _), code in font.codes.items()}
        codes = [ord(drawn[at]) << 8 | ord(drawn[at + 1]) for at in range(0, len(drawn), 2)]
        # Without the space that the word is followed by.
        natural = sum(face.advance(glyph_of[code]) for code in codes[:-1])
        # All that the pen is moved besides makes the word as wide as it was shaped.
        assert natural - sum(numbers) == pytest.approx(face.shape(word).width, abs=0.2)


@pytest.mark.parametrize(
    ("word", "from_left"), [("(אב)", ["(", "ב", "א", ")"]), ("سلا", ["ال", "س"])]
)
def test_codes_from_right_to_left_stand_for_what_is_seen(word: str, from_left: list[str]) -> None:
    # Programs that read the file turn the line round, brackets and ligatures too.
    face = load_face("DejaVuSans")
    font = EmbeddedFont(face, "T1")
    font.show(Glyphs(0.0, 0.0, word, face, 10.0, right_to_left=True))
    assert [text for _, text in font.codes][1:] == from_left


def answer_marks(sheet: Sheet) -> list[Glyphs]:
    return [
        mark
        for placed in sheet.pages[0].placed[1:]
        for mark in placed.marks
        if isinstance(mark, Glyphs) and mark.x_pt > ANSWER_LEFT_PT
    ]


def test_a_paragraph_from_right_to_left_stands_at_the_right() -> None:
    sheet = lay_out(one_note(answer="שלום עולם " * 20))
    column_pt = (sheet.width_pt - 2 * MARGIN_SIDE_PT - GUTTER_PT) / 2
    ends = {mark.x_pt + mark.width_pt: mark for mark in answer_marks(sheet)}
    assert max(ends) == pytest.approx(column_pt)
    assert ends[max(ends)].text.startswith("שלום עולם")
    assert ends[max(ends)].right_to_left


def test_a_line_from_right_to_left_begins_where_the_lines_of_the_sheet_do() -> None:
    (hebrew,) = answer_marks(lay_out(one_note(answer="שלום עולם")))
    (latin,) = answer_marks(lay_out(one_note(answer="Hello")))
    assert hebrew.x_pt == latin.x_pt
    assert (hebrew.text, hebrew.right_to_left) == ("שלום עולם", True)


def test_arabic_letters_join_and_are_copied_as_letters() -> None:
    data, diagnostics = export_pdf(
        one_note(answer="the word \u0645\u0631\u062d\u0628\u0627 greets"), PdfOptions()
    )
    assert "theword\u0645\u0631\u062d\u0628\u0627greets" in read_text(data)
    assert not diagnostics


@pytest.mark.parametrize(
    ("logical", "base", "visual"),
    [
        ("abc", 0, "abc"),
        ("אבג", 1, "גבא"),
        ("ab אב cd", 0, "ab בא cd"),
        ("אב 12 ג", 1, "ג 12 בא"),
        ("אב 3.5 ג", 1, "ג 3.5 בא"),
        ("אב ab ג", 1, "ג ab בא"),
        ("(אב) x", 0, "(בא) x"),
        ("12 a אב", 1, "בא a 12"),
    ],
)
def test_the_order_of_drawing_follows_the_directions(logical: str, base: int, visual: str) -> None:
    order = bidi.visual_order(bidi.levels(logical, base))
    assert "".join(logical[at] for at in order) == visual


# --- blocks ---------------------------------------------------------------------------------------

BLOCKS = """\
Intro with **bold**, *italic*, `code`, x<sup>2</sup>, ~~old~~ and [a link](https://example.org/).

1. first
2. second
   - nested bullet
     1. deep number

## A heading

> quoted text

```python
def f(x):
    return  x
```

| Name | Value |
|:-----|------:|
| alpha | 1 |
| beta | 22 |

---

Last\\
broken line.
"""


def test_every_kind_of_block_is_printed() -> None:
    data, diagnostics = export_pdf(one_note(answer=BLOCKS), PdfOptions())
    assert not diagnostics
    text = squeeze(
        "Intro with bold, italic, code, x2, old and a link. 1. first 2. second – nested bullet "
        "1. deep number A heading quoted text def f(x): return  x NameValue alpha1 beta22 "
        "Last broken line."
    )
    assert text in read_text(data)
    assert_inside_margins(data)


def test_styles_have_fonts_of_their_own() -> None:
    sheet = lay_out(one_note(answer="plain **bold** *italic* ***both*** `mono`"))
    fonts = {
        mark.text.strip(): mark.face.name
        for placed in sheet.pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    assert fonts["plain"] == "SourceSans3-Regular"
    assert fonts["bold"] == "SourceSans3-Semibold"
    assert fonts["italic"] == "SourceSans3-It"
    assert fonts["both"] == "SourceSans3-BoldIt"
    assert fonts["mono"] == "SourceCodePro-Regular"


def test_sub_and_superscripts_leave_the_line() -> None:
    sheet = lay_out(one_note(answer="x<sub>low</sub>y<sup>high</sup>"))
    heights = {
        mark.text: mark.y_pt
        for placed in sheet.pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    assert heights["low"] > heights["x"] == heights["y"] > heights["high"]


def test_an_ordered_list_keeps_its_numbers() -> None:
    sheet = lay_out(one_note(answer="7. seven\n8. eight\n9. nine\n10. ten"))
    lines = [answer for _, answer in read_all_columns(sheet)[0]]
    assert lines == ["7.seven", "8.eight", "9.nine", "10.ten"]


@pytest.mark.parametrize(
    "answer",
    [
        "".join("  " * at + f"- level {at} {prose(20, at)}\n" for at in range(25)),
        "".join("> " * at + f"level {at} {prose(20, at)}\n\n" for at in range(1, 25)),
        "- " * 15 + prose(30) + "\n\n" + "> - " * 15 + prose(30),
        "- " * 15 + "> " * 15 + prose(30),
    ],
)
def test_deep_nesting_stays_readable(answer: str) -> None:
    sheet = lay_out(one_note(answer=answer))
    assert_inside_columns(sheet)
    text = squeeze("".join(line for column in read_all_columns(sheet) for _, line in column))
    for sentence in re.findall(r"[^.>]+\.", answer.replace("- ", "")):
        assert squeeze(sentence) in text.replace("•", "").replace("–", "").replace("◦", "")


@pytest.mark.parametrize(
    ("answer", "bold"),
    [
        ("- Mean Squared Error (MSE): used for regression", "Mean Squared Error (MSE):"),
        ("Weights: numbers on edges", "Weights:"),
        ("- this one: begins in lower case", ""),
        ("One sentence ends. Then: another", ""),
        ("A long beginning of more than six words: is a sentence", ""),
        ("Time 12:30 is no label", ""),
    ],
)
def test_a_short_label_is_bold(answer: str, bold: str) -> None:
    (page,) = lay_out(one_note(answer=answer)).pages
    marks = [mark for placed in page.placed for mark in placed.marks if isinstance(mark, Glyphs)]
    semibold = [mark.text for mark in marks if mark.face.name == "SourceSans3-Semibold"]
    assert "".join(semibold[1:]) == bold


def test_code_keeps_its_spaces() -> None:
    code = "if x:\n    y  =  1\n\n        z"
    lines = [
        answer for _, answer in read_all_columns(lay_out(one_note(answer=f"```\n{code}\n```")))[0]
    ]
    assert lines == [line for line in code.split("\n") if line]


def test_wrapped_code_loses_nothing_and_stays_under_its_indentation() -> None:
    line = "    call(" + ", ".join(f"argument_{at}" for at in range(30)) + ")"
    sheet = lay_out(one_note(answer=f"```\n{line}\n```"))
    (column,) = read_all_columns(sheet)
    assert len(column) > 3
    assert "".join(answer for _, answer in column) == line
    starts = [
        next(
            mark.x_pt
            for mark in placed.marks
            if isinstance(mark, Glyphs) and mark.x_pt > ANSWER_LEFT_PT
        )
        for placed in sheet.pages[0].placed[1:]
    ]
    # The four spaces are printed in the first line; the others begin two columns further right.
    assert starts[1:] == pytest.approx([starts[0] + 6 * 0.6 * CODE_SIZE_PT] * (len(starts) - 1))


def test_tabs_in_code_are_columns() -> None:
    (column,) = read_all_columns(lay_out(one_note(answer="```\n\tone\nab\ttwo\n```")))
    assert [answer for _, answer in column] == ["    one", "ab  two"]


def test_a_wrapped_line_of_code_is_in_one_column() -> None:
    line = "call(" + ", ".join(f"argument_{at}" for at in range(20)) + ")"
    code = "\n".join([f"    {line}"] * 12)
    for deck in shifted_decks(f"```\n{code}\n```"):
        sheet = lay_out(deck)
        assert_inside_columns(sheet)
        for column in read_all_columns(sheet):
            text = "".join(
                first_part(column) if "(continued)" in column[0][0] else last_part(column)
            )
            assert text.count("call(") == text.count(")")


def test_a_table_wraps_inside_its_cells() -> None:
    table = f"| A | B |\n|---|---|\n| {prose(30)} | {prose(40, 3)} |"
    data, diagnostics = export_pdf(one_note(answer=table), PdfOptions())
    assert not diagnostics
    assert_inside_margins(data)
    for word in prose(40, 3).split():
        assert word in "".join(read_pages(data))


def test_a_table_that_is_too_wide_becomes_a_list_and_is_reported() -> None:
    names = [f"name{at}" for at in range(20)]
    rule = "|".join(["---"] * 20)
    first = "a first cell that is much too long to be printed again and again in each part of it"
    rows = [[f"{first}{row}", *(f"value{row}x{at}" for at in range(19))] for row in range(20)]
    lines = [f"|{'|'.join(names)}|", f"|{rule}|", *(f"|{'|'.join(row)}|" for row in rows)]
    data, diagnostics = export_pdf(one_note(answer="\n".join(lines)), PdfOptions())
    assert [each.code for each in diagnostics] == ["NN302"]
    expected = "".join(name + value for name, value in zip(names, rows[3], strict=True))
    assert squeeze(expected) in read_text(data)


def test_long_words_are_cut_and_stay_in_their_column() -> None:
    word, url = "x" * 400, "https://example.org/" + "/".join(["part"] * 60)
    data = export(one_note(question=f"{word} {url}", answer=f"{word} {url}"))
    assert_inside_margins(data)
    text = read_text(data)
    assert text.count(squeeze(word)) == 2
    assert text.count(squeeze(url)) == 2


def test_only_outside_links_can_be_clicked() -> None:
    answer = "[web](https://example.org/a) [near](other.md) [file](file:///etc/passwd)"
    with pikepdf.open(io.BytesIO(export(one_note(answer=answer)))) as pdf:
        links = [str(link.A.URI) for link in pdf.pages[0].get("/Annots", [])]
    assert links == ["https://example.org/a"]


# --- cuts -----------------------------------------------------------------------------------------


def test_a_cut_leaves_two_lines_on_either_side_and_is_labelled() -> None:
    cuts = 0
    points = "\n".join(f"- point {at}" for at in range(6))
    for deck in shifted_decks(prose(90), prose(70, 2), points, points, prose(90, 5), prose(400)):
        columns = read_all_columns(lay_out(deck))
        for before, after in pairwise(columns):
            if "(continued)" in after[0][0]:
                cuts += 1
                assert len(last_part(before)) >= 2
                assert len(first_part(after)) >= 2
                assert re.fullmatch(r"\d+ \(continued\)", after[0][0])
            else:
                assert re.match(r"\d+ What about", after[0][0])
    assert cuts > 30


def test_a_continued_item_has_the_number_of_the_cut_one() -> None:
    columns = read_all_columns(lay_out(make_deck(prose(300), prose(2000))))
    labels = [column[0][0] for column in columns]
    assert labels[0].startswith("1 What")
    assert set(labels[1:]) == {"2 (continued)"}


def test_no_line_of_a_paragraph_stands_alone_at_a_cut() -> None:
    paragraph = f"Beginning {prose(50)} end"
    cuts = 0
    for deck in shifted_decks("\n\n".join([paragraph] * 20)):
        columns = read_all_columns(lay_out(deck))
        for before, after in pairwise(columns):
            cuts += not before[-1][1].endswith("end")
            assert not before[-1][1].startswith("Beginning")
            assert not after[0][1].endswith("end")
    assert cuts > 30


def test_no_column_ends_inside_of_a_word() -> None:
    paragraph = "Regularization discourages complicated representations considerably. " * 12
    cuts = hyphens = 0
    for deck in shifted_decks("\n\n".join([paragraph] * 12)):
        for before, after in pairwise(read_all_columns(lay_out(deck))):
            cuts += 1
            hyphens += sum(answer.endswith("\u00ad") for _, answer in before + after)
            assert not before[-1][1].endswith("\u00ad")
    assert cuts > 30
    assert hyphens > 30


def test_an_item_begins_below_a_question_that_is_longer_than_its_answer() -> None:
    deck = make_deck(*["Yes."] * 6)
    deck = replace(deck, notes=tuple(replace(note, question=prose(40)) for note in deck.notes))
    items = [placed for placed in lay_out(deck).pages[0].placed if placed.marks][1:]
    below = 0
    for one, two in pairwise(items):
        if one.x_pt == two.x_pt:
            below += 1
            lowest_pt = max(mark.y_pt for mark in one.marks if isinstance(mark, Glyphs))
            assert two.y_pt > one.y_pt + lowest_pt
    assert below == 4


def test_a_lead_in_stays_with_its_list() -> None:
    bullets = "\n".join(f"- {prose(14, at)}" for at in range(12))
    leads = 0
    for deck in shifted_decks(f"{prose(60)}\n\nThe parts are:\n\n{bullets}"):
        for column in read_all_columns(lay_out(deck)):
            leads += any(answer == "The parts are:" for _, answer in column)
            assert column[-1][1] != "The parts are:"
    assert leads == 59


def test_a_heading_in_an_answer_stays_with_its_text() -> None:
    for deck in shifted_decks(f"{prose(60)}\n\n# Heading\n\n{prose(200)}"):
        for column in read_all_columns(lay_out(deck)):
            assert column[-1][1] != "Heading"


def test_a_question_is_never_parted_from_its_answer() -> None:
    question = prose(40)
    longest = 0
    for deck in shifted_decks(prose(300)):
        first, second = deck.notes
        deck = replace(deck, notes=(first, replace(second, question=question)))
        for column in read_all_columns(lay_out(deck)):
            for at, (side, _) in enumerate(column):
                if squeeze(question) in squeeze(side):
                    # As many lines of the answer as the question has stand beside it.
                    longest = max(longest, len(column) - at)
                    assert len(column) - at >= 9
    assert longest > 20


def test_a_section_heading_is_not_left_at_the_foot_of_a_column() -> None:
    section = Section(SectionId("second"), "The second part")
    for deck in shifted_decks(prose(120)):
        first, second = deck.notes
        deck = replace(
            deck, sections=(section,), notes=(first, replace(second, section=section.id))
        )
        columns = read_all_columns(lay_out(deck))
        assert sum(side == section.title for column in columns for side, _ in column) == 1
        assert all(column[-1][0] != section.title for column in columns)


def test_the_columns_of_the_last_page_are_balanced() -> None:
    balanced = 0
    for count in range(6, 30):
        page = lay_out(make_deck(*(prose(40, at) for at in range(count)))).pages[-1]
        heights = [len(column) for column in read_columns(page)]
        if sum(heights) > 10:
            balanced += 1
            assert len(heights) == 2
            assert abs(heights[0] - heights[1]) <= 6
    assert balanced > 15


def test_balancing_cuts_no_item_for_a_few_lines() -> None:
    (columns,) = (read_columns(page) for page in lay_out(make_deck(prose(50), prose(70))).pages)
    assert [column[0][0][0] for column in columns] == ["1", "2"]


def test_a_question_longer_than_a_page_is_printed_whole() -> None:
    question, answer = prose(3000), prose(50, 3)
    data = export(one_note(question, answer, "77"))
    assert_inside_margins(data)
    assert_inside_columns(lay_out(one_note(question, answer, "77")))
    # The number stands again at the top of each column that the question reaches.
    assert squeeze(question + answer) in read_text(data).replace("77", "")


def test_a_question_above_its_answer_stays_with_two_lines_of_it() -> None:
    question, points = prose(110), "\n".join(f"- point {at}" for at in range(9))
    for deck in shifted_decks(points):
        first, second = deck.notes
        deck = replace(deck, notes=(first, replace(second, question=question)))
        for column in read_all_columns(lay_out(deck)):
            assert not column[-1][1].endswith("point 0")


CHOICES = "Which is a bird?\n\n- A. Cat\n- B. Wren"


def test_choices_stand_below_the_first_paragraph_at_the_side() -> None:
    (column,) = read_columns(lay_out(one_note(CHOICES, "B")).pages[0])
    # Placed as one row: the side beside the first line of the answer.
    assert [(side.split(), answer) for side, answer in column if side or answer] == [
        (["1", "Which", "is", "a", "bird?", "A.", "Cat", "B.", "Wren"], "B")
    ]
    fonts = {
        mark.text: mark.face.name
        for placed in lay_out(one_note(CHOICES, "B")).pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    assert fonts["Which is a bird?"] != fonts["Wren"] == fonts["B"]


def test_choices_that_the_side_would_break_stand_beside_the_answer_below_the_question() -> None:
    asked = f"Which of them is a bird, {prose(6)[:-1]}?"
    choices = "- A. A cat that sits in a tree, and waits and waits\n- B. Wren"
    deck = one_note(f"{asked}\n\n{choices}", "B\\\nIt flies.")
    page = lay_out(deck).pages[0]
    places = {
        mark.text: (placed.x_pt + mark.x_pt, placed.y_pt + mark.y_pt)
        for placed in page.placed[1:]
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    first, second = places["A cat that sits in a tree, and waits and waits"], places["Wren"]
    answer, more = places["B"], places["It flies."]
    lead = next(place for text, place in places.items() if text.startswith("Which"))
    assert lead[1] < first[1] == pytest.approx(answer[1])
    assert first[1] < second[1]
    assert answer[0] == more[0] > first[0] + 100
    assert_inside_columns(lay_out(deck))
    assert_inside_margins(export(deck))


def test_a_letter_has_room_beside_long_choices() -> None:
    question = f"Which of them is a bird, {prose(6)[:-1]}?\n\n- A. {prose(8)}\n- B. Wren"
    deck = make_deck("B", prose(30) + "\n\n" + prose(30))
    deck = replace(deck, notes=(replace(deck.notes[0], question=question), deck.notes[1]))
    page = lay_out(deck, "a5").pages[0]
    heights = {
        mark.text: placed.y_pt + mark.y_pt
        for placed in page.placed[1:]
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }
    assert heights["B"] == pytest.approx(heights[prose(8)])


def test_choices_that_leave_no_room_stand_above_the_answer() -> None:
    question = f"Which is a bird?\n\n- A. {prose(12)}\n- B. Wren"
    (column,) = read_columns(lay_out(one_note(question, "B\\\nIt flies.")).pages[0])
    shown = [" ".join(f"{side} {answer}".split()) for side, answer in column]
    assert shown[-3:] == ["B. Wren", "B", "It flies."]


def test_code_in_a_question_has_the_width_of_the_column_and_stands_above_the_answer() -> None:
    code = 'def first(values):\n    return values[0] if values else "nothing at all"'
    question = f"What does this return?\n\n```python\n{code}\n```\n\n- A. 1\n- B. 2"
    (column,) = read_columns(lay_out(one_note(question, "Both.")).pages[0])
    printed = [squeeze(side + answer) for side, answer in column]
    assert printed[-1] == "Both."
    lines = read_pages(export(one_note(question, "Both.")))[0].splitlines()
    assert any(line.rstrip().endswith('else "nothing at all"') for line in lines)
    assert_inside_margins(export(one_note(question, "Both.")))


def test_a_question_with_code_is_in_one_column() -> None:
    code = "\n".join(f"line{at}" for at in range(12))
    question = f"What is it?\n\n```\n{code}\n```\n\n- A. 1\n- B. 2"
    for deck in shifted_decks("Yes."):
        first, second = deck.notes
        deck = replace(deck, notes=(first, replace(second, question=question)))
        columns = read_all_columns(lay_out(deck))
        texts = [squeeze("".join(side + answer for side, answer in column)) for column in columns]
        (holding,) = [text for text in texts if "line0" in text]
        assert all(text in holding for text in ("line11", "B.2", "Yes."))


def test_the_outline_names_a_question_by_its_first_paragraph() -> None:
    (bookmark,) = lay_out(one_note(CHOICES, "B")).pages[0].bookmarks
    assert bookmark.title == "1. Which is a bird?"
    deck = make_deck("This.", "That.")
    deck = replace(deck, notes=(deck.notes[0], replace(deck.notes[1], number="")))
    assert lay_out(deck).pages[0].bookmarks[1].title == deck.notes[1].question


@pytest.mark.parametrize("below", ["- A. Cat\n- B. Wren", "> quoted", "```\nx\n```", "Why?"])
def test_a_long_or_many_sided_question_stays_in_its_column(below: str) -> None:
    for count in (5, 120):
        assert_inside_columns(lay_out(one_note(f"{prose(count)}\n\n{below}", "Yes.")))


def test_code_longer_than_a_page_is_printed_whole() -> None:
    lines = [f"line_{at} = {at}" for at in range(300)]
    data = export(one_note(answer="Look:\n\n```\n" + "\n".join(lines) + "\n```"))
    assert_inside_margins(data)
    assert squeeze("Look:" + "".join(lines)) in read_text(data)


rows = st.tuples(st.floats(1, 60), st.just(()), st.floats(0, 20), st.booleans()).map(
    lambda fields: Row(*fields)
)


@given(st.lists(rows, max_size=80), st.integers(1, 3), st.floats(60, 200))
def test_columns_hold_all_rows_in_order_and_nothing_sticks_out(
    rows: list[Row], count: int, height_pt: float
) -> None:
    pages = fill_columns(rows, count, lambda page: height_pt)
    columns = [column for page in pages for column in page]
    assert [index for column in columns for index in column] == list(range(len(rows)))
    assert all(len(page) <= count for page in pages)
    for column in columns:
        assert column
        assert column_height(rows, column) <= height_pt + 0.1
        if column.start and rows[column.start].keep:
            # Cut against its wish only where the rows before it fill a column on their own.
            start = max(at for at in range(column.start) if at == 0 or not rows[at].keep)
            together = range(start, column.start + 1)
            assert column_height(rows, together) > height_pt - 0.1 or start == 0


# --- notes ----------------------------------------------------------------------------------------


def test_an_empty_deck_is_one_page_with_its_title() -> None:
    data, diagnostics = export_pdf(Deck("empty", "Nothing yet"), PdfOptions())
    (page,) = read_pages(data)
    assert page.split() == ["Nothing", "yet", "Page", "1", "of", "1"]
    assert [each.code for each in diagnostics] == ["NN362"]


def test_an_unanswered_question_is_printed_with_a_mark() -> None:
    data, diagnostics = export_pdf(one_note("Who knows?", ""), PdfOptions())
    assert read_text(data) == "1Whoknows?noanswer"
    assert not diagnostics


def test_a_skipped_note_is_left_out_and_positions_close_up() -> None:
    notes = (
        Note(NoteId("a"), "First?", "A."),
        Note(NoteId("b"), "Hidden?", "B.", skip=True),
        Note(NoteId("c"), "Third?", "C."),
    )
    assert read_text(export(Deck("d", "T", notes=notes))) == "1First?A.2Third?C."


def test_numbers_that_would_mislead_are_positions() -> None:
    numbers = ("4", "4", "", "2")
    notes = tuple(Note(NoteId(f"n{at}"), "Q?", "A.", n) for at, n in enumerate(numbers))
    assert read_text(export(Deck("d", "T", notes=notes))) == "1Q?A.2Q?A.3Q?A.4Q?A."


def test_a_skipped_note_is_not_in_the_way_of_printed_numbers() -> None:
    notes = (
        Note(NoteId("a"), "Q?", "A.", "5"),
        Note(NoteId("b"), "Q?", "A.", "1", skip=True),
        Note(NoteId("c"), "Q?", "A.", "6"),
    )
    assert read_text(export(Deck("d", "T", notes=notes))) == "5Q?A.6Q?A."


def test_a_printed_number_is_the_notes_own() -> None:
    assert read_text(export(one_note("Q?", "A.", "3b"))) == "3bQ?A."


def test_a_number_too_wide_for_its_column_stands_above_the_question() -> None:
    data = export(one_note("Q?", "A.", "Chapter 12, exercise 3"))
    assert squeeze("Chapter 12, exercise 3 Q? A.") == read_text(data)
    assert_inside_margins(data)


def test_a_long_title_is_cut_on_paper_and_whole_in_the_properties() -> None:
    title = prose(200)
    data = export(replace(one_note(), title=title))
    assert "…" in read_pages(data)[0]
    assert_inside_margins(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == title


# --- diagnostics ----------------------------------------------------------------------------------


def test_a_character_without_a_font_is_replaced_and_reported_once_a_note() -> None:
    deck = make_deck("hieroglyphs \U00013000\U00013000 and \U00013000", "again \U00013000")
    data, diagnostics = export_pdf(deck, PdfOptions())
    assert [(each.code, each.note) for each in diagnostics] == [
        ("NN301", "note-1"),
        ("NN301", "note-2"),
    ]
    assert diagnostics[0].message == (
        "question 1: no font has U+13000 EGYPTIAN HIEROGLYPH A001 '\U00013000'; "
        "a replacement sign is printed"
    )
    assert "".join(read_pages(data)).count("\ufffd") == 4


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        ("$\\foo$ and $a_1$", "\\foo and a_1"),
        ("$$\n\\frac{a}\n$$\n\n$$\nx\n$$", "\\frac{a} x"),
    ],
)
def test_formulas_that_cannot_be_set_are_printed_as_tex_and_reported(
    answer: str, printed: str
) -> None:
    data, diagnostics = export_pdf(make_deck(answer, "no formula"), PdfOptions())
    assert [(each.code, each.note) for each in diagnostics] == [("NN302", "note-1")]
    assert squeeze(printed) in read_text(data)


def test_a_picture_is_its_description_in_brackets_and_reported() -> None:
    deck = one_note(answer="![a cell](img/cell.png) and ![](img/leaf.png)")
    data, diagnostics = export_pdf(deck, PdfOptions())
    assert [each.code for each in diagnostics] == ["NN304", "NN304"]
    assert "img/cell.png" in diagnostics[0].message
    assert "[acell]and[leaf.png]" in read_text(data)


def test_a_plain_deck_has_no_diagnostics() -> None:
    assert export_pdf(PROSE_DECK, PdfOptions())[1] == ()


@pytest.mark.parametrize(
    ("options", "named"),
    [(PdfOptions(layout="poster"), "poster"), (PdfOptions(paper="a3"), "a3")],
)
def test_an_unknown_option_is_named(options: PdfOptions, named: str) -> None:
    with pytest.raises(NnexportError, match=named):
        export_pdf(one_note(), options)


# --- the file -------------------------------------------------------------------------------------


def test_all_fonts_are_embedded_and_helvetica_is_not_named() -> None:
    data = export(one_note(answer=BLOCKS + "\n\n\U0001f600 **\U0001f600**"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert len(fonts) >= 6
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font
    assert b"Helvetica" not in data


def test_properties_language_and_viewer_preferences() -> None:
    deck = replace(one_note(), title="Zellen \\ (und) Ähnliches", language="de")
    with pikepdf.open(io.BytesIO(export(deck))) as pdf:
        assert str(pdf.docinfo["/Title"]) == deck.title
        assert str(pdf.docinfo["/Author"]) == "nnexport"
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize(("paper", "size"), [("a4", (841.89, 595.28)), ("letter", (792, 612))])
def test_pages_lie_on_their_side(paper: str, size: tuple[float, float]) -> None:
    data = export(PROSE_DECK, paper)
    document = pypdfium2.PdfDocument(data)
    assert len(document) > 1
    for page in document:
        assert page.get_size() == pytest.approx(size, abs=0.01)
    assert_inside_margins(data, paper)


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Return level, title and page of each bookmark."""
    document = pypdfium2.PdfDocument(data)
    return [
        (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()
    ]


def test_there_is_a_bookmark_for_each_question() -> None:
    marks = outline(export(PROSE_DECK))
    assert [title for _, title, _ in marks] == [
        f"{note.number}. {note.question}" for note in PROSE_DECK.notes
    ]
    pages = read_pages(export(PROSE_DECK))
    for _, title, page in marks:
        assert squeeze(title.partition(". ")[2]) in squeeze(pages[page])


def test_sections_are_headings_and_parents_of_bookmarks() -> None:
    parts = (Section(SectionId("one"), "Part *one*"), Section(SectionId("two"), "Part two"))
    notes = (
        Note(NoteId("before"), "Before?", "A.", "1"),
        Note(NoteId("first"), "What is `x`?", "A.", "2", section=SectionId("one")),
        Note(NoteId("second"), "(\\ odd", "A.", "3", section=SectionId("two")),
        Note(NoteId("third"), "Third?", "A.", "4", section=SectionId("two")),
    )
    data = export(Deck("d", "T", sections=parts, notes=notes))
    assert [(level, title) for level, title, _ in outline(data)] == [
        (0, "1. Before?"),
        (0, "Part *one*"),
        (1, "2. What is x?"),
        (0, "Part two"),
        (1, "3. (\\ odd"),
        (1, "4. Third?"),
    ]
    assert read_text(data) == squeeze(
        "1 Before? A. Part *one* 2 What is x? A. Part two 3 (\\ odd A. 4 Third? A."
    )


def test_notes_with_the_same_id_both_have_a_bookmark() -> None:
    note = Note(NoteId("same"), "First?", "A.")
    deck = Deck("d", "T", notes=(note, replace(note, question="Second?")))
    assert [title for _, title, _ in outline(export(deck))] == ["1. First?", "2. Second?"]


ODD_DECK = make_deck(BLOCKS, "\U0001f600 \u05e9 \U00013000 **é**", prose(300))


def test_a_second_export_gives_the_same_bytes() -> None:
    first = export(PROSE_DECK)
    export(ODD_DECK)
    assert export(PROSE_DECK) == first


def test_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    script = (
        "import hashlib, test_pdf\n"
        "print(hashlib.sha256(test_pdf.export(test_pdf.ODD_DECK)).hexdigest())"
    )
    for seed in ("1", "2"):
        paths = [str(Path(__file__).parent), *sys.path]
        result = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.strip() == hashlib.sha256(export(ODD_DECK)).hexdigest()


def test_importing_is_cheap_and_fallback_fonts_stay_unread() -> None:
    script = (
        "import sys\n"
        "from nnexport.exporters.pdf import PdfOptions, export_pdf\n"
        "assert 'reportlab' not in sys.modules\n"
        "from nnexport.deck.document import Deck, Note\n"
        "export_pdf(Deck('d', 'T', notes=(Note('n', 'Q?', 'Plain.'),)), PdfOptions())\n"
        "from nnexport.exporters.pdf.text import faces\n"
        "print(faces._load_face.cache_info().currsize)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(result.stdout) == 3


def test_every_font_is_shipped_with_its_licence() -> None:
    faces = {face.partition("@")[0] for chain in CHAINS.values() for face in chain}
    files = {f"{face}.ttf" for face in faces}
    assert files == {path.name for path in FONTS_PATH.glob("*.ttf")}
    licences = [path.stem.removeprefix("LICENSE-") for path in FONTS_PATH.glob("LICENSE-*")]
    for file in files:
        assert sum(file.startswith(family) for family in licences) == 1


# --- any text -------------------------------------------------------------------------------------

MARKUP = st.sampled_from(
    [
        "- ",
        "1. ",
        "> ",
        "# ",
        "```\n",
        "    ",
        "\n",
        "\n\n",
        "| a | b |\n|---|---|\n",
        "|",
        "*",
        "**",
        "`",
        "$",
        "$$",
        "<b>",
        "</b>",
        "<sub>",
        "[x](",
        ")",
        "![",
        "](y)",
        "\\",
        "\t",
        "---\n",
        ": ",
    ]
)
PIECES = st.one_of(
    MARKUP,
    st.text(max_size=30),
    st.text(st.characters(min_codepoint=0x590, max_codepoint=0x700), max_size=10),
    st.text(st.characters(min_codepoint=0x300, max_codepoint=0x36F), max_size=10),
    st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), max_size=10),
    st.text("ab. ", min_size=100, max_size=2000),
    st.text("W", min_size=1, max_size=300),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
@example("\ud800", "\udfff lone surrogates")
@example("\u0301\u0301", "\U0010ffff \ufffe \x00")
@example("", "")
@example("\x1b[x]()", "\x1b**x**")
@example("-", "- - - - - - -\n1. 2. 3. - >")
@example("ٹۀWWW0`فػځلшۀ", "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| ﷽﷽ |")
@example("\u0679\u06c0WWW0`\u0641\u063b\u0681\u0644\u0634\u06c0", "")
def test_any_text_is_printed_inside_the_margins(question: str, answer: str) -> None:
    data = export(one_note(question, answer))
    assert_inside_columns(lay_out(one_note(question, answer)))
    assert_inside_margins(data)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.text(max_size=20), st.text(max_size=5))
@example("\u0336", "\u0336", "\u0336", "", "")
@example("\u061b- \u0302\u0305\u0308\u0301", "", "[\u035c\u0627", "", "")
def test_any_title_number_and_id_is_printed_inside_the_margins(
    title: str, number: str, section: str, identifier: str, language: str
) -> None:
    parts = (Section(SectionId(identifier), section),)
    notes = tuple(
        Note(NoteId(identifier), "Q?", prose(40), number, section=section_id)
        for section_id in (None, SectionId(identifier), None)
    )
    deck = Deck("d", title, language=language, sections=parts, notes=notes)
    data = export(deck)
    assert_inside_margins(data)
    assert_inside_columns(lay_out(deck))
    assert len(outline(data)) in (3, 4, 5)
