"""Scripts that put no spaces between words: where their lines end, and how they are spread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Note, NoteId
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.layouts.room import count_lines
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.runs import Look, Run
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
