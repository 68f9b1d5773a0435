"""Long decks, set part by part: as whole as short ones, whoever makes the halves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.deck.media import DeckMedia, MediaFile
from nnexport.exporters.pdf import PdfOptions, export_pdf, long
from nnexport.exporters.pdf.layouts import PLANS
from nnexport.exporters.pdf.pictures import Pictures
from tests.paper import paper_deck
from tests.tagged_pdf.expected import deck_pieces, out_of_order, said_text
from tests.tagged_pdf.triage import faults
from tests.test_pdf_pictures import PNG, images

SHIPPED = Path(__file__).parents[1] / "questions" / "neural-networks.yaml"


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take decks for long that are not, and cut their sections, so that tests take no minutes."""
    monkeypatch.setattr(long, "LONG", 8)
    monkeypatch.setattr(long, "PART", 5)
    monkeypatch.setattr(long, "NEAR", 1)


@cache
def read_shipped() -> Deck:
    loaded, problems = load_deck(SHIPPED.read_text("utf-8"), SHIPPED.name)
    assert loaded is not None, problems
    return loaded.deck


def in_sections(deck: Deck, count: int = 3) -> Deck:
    """Return a deck whose sections do not end where its parts do."""
    sections = tuple(Section(SectionId(f"s{at}"), f"Part {at} of all") for at in range(count))
    notes = tuple(
        replace(note, section=sections[at * count // len(deck.notes)].id)
        for at, note in enumerate(deck.notes)
    )
    return replace(deck, sections=sections, notes=notes)


def in_one_flow(deck: Deck, options: PdfOptions, monkeypatch: pytest.MonkeyPatch) -> bytes:
    with monkeypatch.context() as patch:
        patch.setattr(long, "LONG", 10**9)
        return export_pdf(deck, options)[0]


def read_pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def read_outline(data: bytes) -> Iterator[tuple[int, str, int]]:
    """Yield level, title and page of each bookmark."""
    for item in pypdfium2.PdfDocument(data).get_toc():
        yield item.level, item.get_title(), item.get_dest().get_index()


def test_a_deck_is_long_from_some_thousand_questions_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    note = Note(NoteId("a"), "What?", "That.")
    deck = Deck("d", "T", notes=(note,) * 5000)
    assert long.is_long(deck, PdfOptions(layout="study"))
    assert not long.is_long(replace(deck, notes=deck.notes[1:]), PdfOptions(layout="study"))
    assert not long.is_long(deck, PdfOptions(layout="cards"))
    assert not long.is_long(deck, PdfOptions(layout="study", binding=True))


@pytest.mark.parametrize("layout", PLANS)
@pytest.mark.parametrize("fast", [False, True])
def test_it_does_not_matter_how_many_processes_make_it(layout: str, fast: bool) -> None:
    options = PdfOptions(layout=layout, fast=fast)
    alone, found = export_pdf(paper_deck(), options)
    assert export_pdf(paper_deck(), options, jobs=2) == (alone, found)


def test_it_is_the_same_in_every_process() -> None:
    script = (
        "import hashlib\n"
        "from tests import test_pdf_long as t\n"
        "t.long.LONG, t.long.PART, t.long.NEAR = 8, 5, 1\n"
        "data, _ = t.export_pdf(t.read_shipped(), t.PdfOptions(layout='study'))\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=SHIPPED.parents[1],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src:."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(runs) == 1


@pytest.mark.parametrize("layout", PLANS)
@pytest.mark.parametrize("name", ["shipped", "torture"])
def test_everything_is_read_once_and_in_order(
    name: str, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = in_sections(read_shipped()) if name == "shipped" else paper_deck()
    pieces = [text for _, text in deck_pieces(deck)]
    data, _ = export_pdf(deck, PdfOptions(layout=layout))
    assert faults(data) == []
    # What no font has is read neither so nor so.
    flow = in_one_flow(deck, PdfOptions(layout=layout), monkeypatch)
    assert out_of_order(said_text(data), pieces) == out_of_order(said_text(flow), pieces)


@pytest.mark.parametrize("options", [{}, {"fast": True}, {"mono": True}, {"variants": True}])
def test_it_says_what_one_flow_says(
    options: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    deck, chosen = in_sections(read_shipped()), replace(PdfOptions(layout="study"), **options)
    flow = in_one_flow(deck, chosen, monkeypatch)
    parts, _ = export_pdf(deck, chosen)

    def words(data: bytes) -> list[str]:
        # Pages end elsewhere, so their numbers and what goes on behind them are others.
        text = " ".join(read_pages(data)).replace("\ufffe", "").replace("(continued)", "")
        return sorted(word for word in text.split() if word.isalpha() and word != "Page")

    if options.get("fast"):  # Words at the ends of lines are whole.
        assert len(set(words(flow)) ^ set(words(parts))) == 0
    assert len(words(parts)) > 1000
    titles = [(level, title) for level, title, _ in read_outline(parts)]
    assert titles == [(level, title) for level, title, _ in read_outline(flow)]


def test_the_same_things_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    options = PdfOptions(layout="study")
    _, found = export_pdf(paper_deck(), options)
    monkeypatch.setattr(long, "LONG", 10**9)
    assert found == export_pdf(paper_deck(), options)[1]
    assert found


def test_bookmarks_contents_and_heads_lead_to_the_right_pages() -> None:
    deck = in_sections(read_shipped())
    data, _ = export_pdf(deck, PdfOptions(layout="study"))
    pages = [" ".join(page.split()) for page in read_pages(data)]
    front = next(at for at, page in enumerate(pages) if "Page 1 of" in page)
    total = len(pages) - front
    assert [f"Page {at + 1} of {total}" in page for at, page in enumerate(pages[front:])] == [
        True
    ] * total
    outline = [item for item in read_outline(data) if item[0]]
    assert len(outline) == len(deck.notes)
    for _, title, page in outline:
        number = title.partition(".")[0]
        start = title.partition(" ")[2][:12]
        assert start in pages[page], title
        listed = next(line for line in "\n".join(read_pages(data)[:front]).splitlines()
                      if line.startswith(f"{number} "))  # fmt: skip
        assert listed.rstrip().endswith(str(page - front + 1)), listed


def test_a_section_that_goes_on_has_one_heading() -> None:
    deck = in_sections(read_shipped())
    data, _ = export_pdf(deck, PdfOptions(layout="study"))
    titles = [title for level, title, _ in read_outline(data)]
    assert [titles.count(section.title) for section in deck.sections] == [1, 1, 1]


def test_ids_that_are_there_twice_have_two_bookmarks() -> None:
    notes = tuple(Note(NoteId("same"), f"Question {at}?", "Yes.") for at in range(30))
    data, _ = export_pdf(Deck("d", "T", notes=notes), PdfOptions(layout="study"))
    texts = [" ".join(page.split()) for page in read_pages(data)]
    for level, title, page in read_outline(data):
        if "Question" in title:
            assert title.partition(" ")[2] in texts[page], (level, title)


def test_a_deck_without_contents_has_a_page_with_its_title() -> None:
    notes = tuple(Note(NoteId(f"n{at}"), f"Wort {at}", "word") for at in range(60))
    data, _ = export_pdf(Deck("d", "Wörter für alle", notes=notes), PdfOptions(layout="study"))
    first, *others = read_pages(data)
    assert "Wörter für alle" in first
    assert "Page 1 of" in others[0].replace("\u00a0", " ")
    assert faults(data) == []


def test_a_deck_from_right_to_left_is_turned() -> None:
    notes = tuple(Note(NoteId(f"n{at}"), f"מה זה {at}?", "תשובה קצרה") for at in range(30))
    deck = Deck("d", "שאלות", notes=notes, language="he")
    data, _ = export_pdf(deck, PdfOptions(layout="study"))
    page = pypdfium2.PdfDocument(data)[1]
    text = page.get_textpage()
    at = text.search("מה").get_next()
    assert at is not None
    left_pt, *_ = text.get_charbox(at[0])
    assert left_pt > page.get_width() / 2
    assert faults(data) == []


def test_a_picture_of_both_halves_is_in_the_file_once() -> None:
    notes = tuple(Note(NoteId(f"n{at}"), f"What {at}?", "See ![dot](dot.png)") for at in range(20))
    file = MediaFile("dot.png", "PNG", ".png", False, False, len(PNG), "0")
    media = DeckMedia({((note.id, 0), "dot.png"): file for note in notes})
    pictures = Pictures(media, lambda file: PNG)
    options = PdfOptions(layout="study")
    data, found = export_pdf(Deck("d", "T", notes=notes), options, pictures, jobs=2)
    assert found == ()
    assert len(images(data)) == 1
    assert faults(data) == []


def test_parts_end_with_sections_that_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "PART", 8)
    monkeypatch.setattr(long, "NEAR", 4)
    sections = [f"s{at // 10}" for at in range(60)]
    notes = [
        Note(NoteId(f"n{at}"), f"Question {at}?", "Yes.", section=SectionId(section))
        for at, section in enumerate(sections)
    ]
    named = tuple(Section(SectionId(each), f"Part {each}") for each in dict.fromkeys(sections))
    deck = Deck("d", "T", notes=tuple(notes), sections=named)
    data, _ = export_pdf(deck, PdfOptions(layout="study"))
    first = [title for _, title, _ in _first_of_pages(data)]
    assert {title for title in first if title.startswith("Part")} == {s.title for s in named}


def _first_of_pages(data: bytes) -> Iterator[tuple[int, str, int]]:
    """Yield the first bookmark of each page."""
    seen: set[int] = set()
    for item in read_outline(data):
        if item[2] not in seen:
            seen.add(item[2])
            yield item


def test_a_first_answer_that_is_most_of_the_text_is_a_half() -> None:
    notes = tuple(Note(NoteId(f"n{at}"), f"Question {at}?", "Yes.") for at in range(20))
    notes = (replace(notes[0], answer="A long answer. " * 400), *notes[1:])
    data, _ = export_pdf(Deck("d", "T", notes=notes), PdfOptions(layout="study"))
    assert all(f"Question {at}?" in " ".join(read_pages(data)) for at in range(20))
