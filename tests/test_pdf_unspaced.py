"""Scripts that put no spaces between words: where their lines end, and how they are spread."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.layouts.room import count_lines
from nnexport.exporters.pdf.lines import Line, set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Glyphs, Link, Rule
from nnexport.exporters.pdf.text.characters import clusters, syllables

THAI = "เมื่อโลกหมุนไปชายฝั่งส่วนใหญ่จึงมีน้ำขึ้นวันละสองครั้งๆ"
LAO = "ພາສາລາວເປັນພາສາທາງການຂອງປະເທດລາວ"


def lines_of(text: str, width_pt: float, *, prose: bool = False) -> list[tuple[str, float]]:
    """Return the text of each line, and where it ends."""
    lines = set_lines(
        [Run(text, Look(REGULAR, 10.0))], Fonts(Losses(), "th"), width_pt=width_pt, prose=prose
    )
    return [
        ("".join(mark.text for mark in line.marks if isinstance(mark, Glyphs)), line.width_pt)
        for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เมื่อ", ["เมื่", "อ"]),
        ("น้ำใจ", ["น้ำ", "ใจ"]),
        ("และๆ", ["และๆ"]),
        ("ແລະ", ["ແລະ"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("plain", list("plain")),
    ],
)
def test_a_syllable_is_not_parted_from_what_is_written_around_it(
    text: str, expected: list[str]
) -> None:
    assert list(syllables(text)) == expected


@given(st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E)))
def test_syllables_are_the_text_and_part_no_cluster(text: str) -> None:
    parts = list(syllables(text))
    assert "".join(parts) == text
    assert [cluster for part in parts for cluster in clusters(part)] == list(clusters(text))


@pytest.mark.parametrize("text", [THAI, LAO])
@pytest.mark.parametrize("width_pt", [20.0, 34.0, 50.0, 81.0, 120.0])
def test_no_line_begins_or_ends_inside_of_a_syllable(text: str, width_pt: float) -> None:
    lines = [line for line, _ in lines_of(text, width_pt)]
    assert len(lines) > 1
    assert "".join(lines) == text
    ends = {len("".join(lines[:count])) for count in range(1, len(lines))}
    parts = list(syllables(text))
    assert ends <= {len("".join(parts[:count])) for count in range(1, len(parts))}


def test_a_line_rather_ends_where_a_syllable_certainly_begins() -> None:
    first, second = (line for line, _ in lines_of("กกกกกกกกเกกก", 55.0))
    assert (first, second) == ("กกกกกกกก", "เกกก")


def test_a_line_rather_ends_at_a_space() -> None:
    phrase = THAI[:20]
    lines = [line for line, _ in lines_of(" ".join([phrase] * 4), 120.0)]
    assert lines == [phrase] * 4


def test_text_with_few_spaces_is_ragged_and_with_many_justified() -> None:
    thai = lines_of(" ".join([THAI[:20], THAI[20:38]] * 6), 300.0, prose=True)
    assert max(end for _, end in thai) < 290
    words = lines_of(
        "a sea of words that is long enough for some lines of it " * 4, 300.0, prose=True
    )
    assert {round(end) for _, end in words[:-1]} == {300}


def test_room_for_an_answer_without_spaces_is_that_of_its_words() -> None:
    assert count_lines(Note(NoteId("n"), "Why?", THAI * 4)) == 4


# --- Chinese and Japanese -------------------------------------------------------------------------

JAPANESE = (
    "地球は自転しているので、多くの海岸では一日に二回満潮になります（およそ12時間25分ごと）。"
)


def japanese_lines(text: str, width_pt: float = 300.0, *, look: Look | None = None) -> list[Line]:
    fonts = Fonts(Losses(), "ja")
    return set_lines([Run(text, look or Look(REGULAR, 10.0))], fonts, width_pt=width_pt, prose=True)


def ends_of(line: Line) -> list[tuple[float, float]]:
    """Return left and right of the marks of a line, without the room behind the last letter."""
    shown = [mark for mark in line.marks if isinstance(mark, Glyphs)]
    ends = [(mark.x_pt, mark.x_pt + mark.width_pt) for mark in shown]
    if shown[-1].face.is_solid:
        ends[-1] = (ends[-1][0], ends[-1][1] - shown[-1].gap_pt)
    return ends


def test_chinese_words_in_other_lines_are_not_spread() -> None:
    text = "The answer names 什么是过拟合 and other words such as 何ですか among English ones. "
    lines = japanese_lines(text * 5)
    assert any(mark.gap_pt for line in lines for mark in line.marks if isinstance(mark, Glyphs))
    for line in lines:
        ends = ends_of(line)
        assert ends[-1][1] < 303.0
        assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(ends))


@pytest.mark.parametrize("width_pt", [165.0, 200.0, 300.0])
def test_lines_of_letters_without_spaces_are_full(width_pt: float) -> None:
    lines = japanese_lines(JAPANESE * 4, width_pt)
    assert len(lines) > 4
    for line in lines[:-1]:
        ends = ends_of(line)
        assert ends[-1][1] == pytest.approx(width_pt)
        assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(ends))
    assert ends_of(lines[-1])[-1][1] < width_pt - 1.0
    assert {mark.gap_pt for mark in lines[-1].marks if isinstance(mark, Glyphs)} == {0.0}


@pytest.mark.parametrize("count", range(60, 100))
def test_no_last_line_is_a_single_letter(count: int) -> None:
    lines = japanese_lines("海" * count + "。")
    texts = ["".join(m.text for m in line.marks if isinstance(m, Glyphs)) for line in lines]
    assert "".join(texts) == "海" * count + "。"
    assert len(texts[-1]) > 2
    assert all(len(text) >= 28 for text in texts[:-1])


def test_a_line_that_lacks_too_much_stays_ragged() -> None:
    lines = japanese_lines("海" * 20 + "https://example.org/a/long/address/of/a/page" + "海" * 40)
    assert ends_of(lines[0])[-1][1] == pytest.approx(200.0)


def test_lines_and_links_are_as_long_as_the_letters_that_they_belong_to() -> None:
    look = Look(REGULAR, 10.0, underline=True, href="https://example.org")
    for line in japanese_lines(JAPANESE * 3, look=look)[:-1]:
        ends = iter(ends_of(line))
        for mark in line.marks:
            if isinstance(mark, Glyphs):
                left_pt, right_pt = next(ends)
            elif isinstance(mark, Rule):
                assert (mark.x_pt, mark.to_x_pt) == pytest.approx((left_pt, right_pt), abs=0.5)
            elif isinstance(mark, Link):
                assert mark.x_pt + mark.width_pt == pytest.approx(right_pt, abs=0.5)


def test_spread_letters_are_drawn_where_they_are_counted_and_copied_as_they_are() -> None:
    note = Note(NoteId("n"), "何?", f"{JAPANESE * 3}**{JAPANESE}**" * 2)
    deck = Deck("d", "海", language="ja", notes=(note,))
    options = PdfOptions(layout="study", columns=1)
    data = export_pdf(deck, options)[0]
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_textpage()
    said = "".join(page.get_text_range().split()).replace("\ufffe", "")
    assert (JAPANESE * 8) in said
    sheet, _ = lay_out(deck, options)
    marks = [
        placed.x_pt + mark.x_pt + mark.width_pt - mark.gap_pt
        for placed in sheet.pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and mark.gap_pt
    ]
    assert marks
    boxes = [page.get_charbox(at, loose=True) for at in range(page.count_chars())]
    rights = {round(box[2]) for box in boxes}
    assert all(round(right) in rights for right in marks)
