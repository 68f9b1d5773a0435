"""Layouts: all text of a deck is on the sheet, inside the margins, and nothing is parted badly."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pypdfium2
import pytest

from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId, Section, SectionId
from nnexport.exporters.pdf import PAPERS, PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.layouts.flow import shorten
from nnexport.exporters.pdf.page import Glyphs, Page, Sheet
from tests.tagged_pdf.expected import said_text

_WORDS = "the tide rises when a moon that is near pulls the water of the sea toward it".split()


def prose(count: int, start: int = 0) -> str:
    """Return so many words, in sentences of nine with a number in each, so that all differ."""
    words = itertools.islice(itertools.cycle(_WORDS), start, start + count)
    sentences: list[str] = []
    group: list[str] = []
    for at, word in enumerate(words):
        group.append(word)
        if len(group) == 9 or at == count - 1:
            sentences.append(f"{' '.join(group).capitalize()} {start + at}.")
            group = []
    return " ".join(sentences)


def make_deck(count: int = 30, *, sections: int = 0) -> Deck:
    notes = tuple(
        Note(
            NoteId(f"note-{at}"),
            question=f"Which {prose(8 + at % 7, at)[:-1]}?",
            answer=prose(40 + 37 * (at % 5), 3 * at),
            number=str(at + 1),
            section=SectionId(f"s{at * sections // count}") if sections else None,
        )
        for at in range(count)
    )
    titles = tuple(Section(SectionId(f"s{at}"), f"Part {at} of the sea") for at in range(sections))
    return Deck("tides", "Tides", notes=notes, sections=titles)


def make_words(count: int, sections: int = 0) -> Deck:
    """Return a list of words, as many in each section, with answers of one line."""
    size = -(-count // sections) if sections else 1
    notes = tuple(
        Note(NoteId(f"n{at}"), f"la palabra {at}", f"word {at}", section=(
            SectionId(f"s{at // size}") if sections else None))
        for at in range(count)
    )  # fmt: skip
    names = tuple(Section(SectionId(f"s{at}"), f"Lesson {at}") for at in range(sections))
    return Deck("d", "Words", sections=names, notes=notes)


def read_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    texts = [page.get_textpage().get_text_range() for page in document]
    return squeeze("".join(texts))


def squeeze(text: str) -> str:
    """Return a text without spaces and hyphens, which stand where lines end."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\ufffe\u2010")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_all_text_of_a_deck_is_on_its_sheet(layout: str, paper: str) -> None:
    deck = make_deck(sections=3)
    data, diagnostics = export_pdf(deck, PdfOptions(layout=layout, paper=paper))
    assert not [each for each in diagnostics if each.code != "NN305"]
    # In the order of its tags, where it has some: without what is printed at the head of a page.
    text = squeeze(said_text(data)) or read_text(data)
    for note in deck.notes:
        for sentence in note.answer.split(". "):
            assert squeeze(sentence) in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_deck_without_notes_has_a_page(layout: str) -> None:
    sheet, _ = lay_out(Deck("d", "Empty"), PdfOptions(layout=layout))
    assert len(sheet.pages) == (2 if layout == "booklet" else 1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_equal_decks_give_equal_bytes(layout: str) -> None:
    options = PdfOptions(layout=layout)
    assert export_pdf(make_deck(), options) == export_pdf(make_deck(), options)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_printed_outside_of_the_paper(layout: str, paper: str) -> None:
    sheet, _ = lay_out(make_deck(12), PdfOptions(layout=layout, paper=paper))
    for page in sheet.pages:
        for left_pt, right_pt, y_pt in boxes(page):
            assert left_pt >= 8
            assert right_pt <= sheet.width_pt - 8
            assert 8 <= y_pt <= sheet.height_pt - 8


def boxes(page: Page) -> list[tuple[float, float, float]]:
    """Return left, right and baseline of all text on a page, in points."""
    return [
        (placed.x_pt + m.x_pt, placed.x_pt + m.x_pt + m.width_pt, placed.y_pt + m.y_pt)
        for placed in page.placed
        for m in placed.marks
        if isinstance(m, Glyphs)
    ]


def body_of(sheet: Sheet) -> list[Page]:
    """Return the pages behind the list of contents."""
    return [page for page in sheet.pages if page.label.isdigit() or not page.label]


def test_a_study_sheet_parts_no_question_from_its_answer() -> None:
    sheet, _ = lay_out(make_deck(40), PdfOptions(layout="study"))
    assert len(sheet.pages) > 2
    for page in body_of(sheet):
        columns: dict[int, list[tuple[float, str]]] = {}
        for placed in page.placed[1:]:
            for mark in placed.marks:
                if isinstance(mark, Glyphs) and mark.face.name != "SourceSans3-It":
                    columns.setdefault(round(placed.x_pt), []).append((placed.y_pt, mark.face.name))
        for column in columns.values():
            last = sorted({y_pt for y_pt, _ in column})[-2:]
            assert all(name == "SourceSans3-Regular" for y_pt, name in column if y_pt in last)


def test_narrow_paper_has_one_column() -> None:
    wide, _ = lay_out(make_deck(), PdfOptions(layout="study"))
    narrow, _ = lay_out(make_deck(), PdfOptions(layout="study", paper="a5"))
    assert len({round(placed.x_pt) for placed in body_of(wide)[0].placed}) == 2
    assert len({round(placed.x_pt) for placed in body_of(narrow)[0].placed}) == 1


def test_room_for_binding_is_at_the_inner_side() -> None:
    sheet, _ = lay_out(make_deck(), PdfOptions(layout="study", binding=True))
    right, left = (min(box[0] for box in boxes(page)) for page in sheet.pages[:2])
    assert right - left == pytest.approx(2 * 5 * 72 / 25.4, abs=6)
    assert sheet.duplex == "long-edge"


def test_a_long_title_is_cut_behind_a_whole_word() -> None:
    assert shorten("one two, three", 14) == "one two, three"
    assert shorten("one two, three", 12) == "one two…"
    assert shorten("one two. three", 9) == "one two…"
    assert shorten("one two three", 8) == "one two…"
    assert shorten("a supercalifragilistic word", 12) == "a supercali…"
    assert shorten("xe\u0323\u0302" * 9, 6) == "xe\u0323\u0302x…"


@pytest.mark.parametrize("text", ["می\u200cرود", "👩\u200d💻", "❤\ufe0f 5"])
def test_what_joins_letters_and_pictures_stays_in_titles(text: str) -> None:
    assert shorten(f"so\u00adme {text}\u202c\u200d") == f"some {text}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_of_nothing_is_told(layout: str) -> None:
    (said,) = lay_out(Deck("d", "Empty"), PdfOptions(layout=layout))[1]
    assert (said.code, said.message) == ("NN362", "nothing to print: the deck has no question")
    skipped = tuple(replace(note, skip=True) for note in make_deck(2).notes)
    (said,) = lay_out(Deck("d", "Empty", notes=skipped), PdfOptions(layout=layout))[1]
    assert "skip: true" in said.message
    assert lay_out(make_deck(2), PdfOptions(layout=layout))[1] == ()
