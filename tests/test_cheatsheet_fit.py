"""The dense cheat sheet, and the one that fits on a number of pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nnexport.deck.document import Deck, Place, SourceId, Variant
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.layouts import fitting
from nnexport.exporters.pdf.page import Glyphs, Sheet
from tests.tagged_pdf.expected import said_text
from tests.tagged_pdf.triage import faults
from tests.test_layouts import make_deck, make_words, prose, squeeze


def with_variants(deck: Deck) -> Deck:
    """Return a deck in which every third note has a short answer of a source, and a broken one."""
    notes = tuple(
        replace(
            note,
            variants=(
                Variant(Place(SourceId("a"), ()), note.answer),
                Variant(Place(SourceId("b"), ()), f"Short {at}."),
                Variant(Place(SourceId("c"), ()), "Cut", flags=("truncated",)),
            ),
        )
        if at % 3 == 0
        else note
        for at, note in enumerate(deck.notes)
    )
    return replace(deck, notes=notes)


DECK = with_variants(make_deck(60))


def fit(pages: int, columns: int = 0, deck: Deck = DECK) -> tuple[Sheet, dict[str, Diagnostic]]:
    options = PdfOptions(layout="cheatsheet", pages=pages, columns=columns)
    sheet, diagnostics = lay_out(deck, options)
    assert {each.code for each in diagnostics} <= {"NN360", "NN361", "NN362"}
    return sheet, {each.code: each for each in diagnostics}


def sizes(sheet: Sheet) -> set[float]:
    return {
        mark.size_pt
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }


def text_size(sheet: Sheet) -> float:
    """Return the size of most of the text."""
    counts: dict[float, int] = {}
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs) and "Regular" in mark.face.name:
                    counts[mark.size_pt] = counts.get(mark.size_pt, 0) + len(mark.text)
    return max(counts, key=lambda size: counts[size])


@pytest.mark.parametrize(("columns", "size_pt"), [(3, 7.9), (4, 6.9)])
@pytest.mark.parametrize("paper", ["a4", "a5", "letter", "legal"])
def test_a_dense_sheet_has_so_many_columns(columns: int, size_pt: float, paper: str) -> None:
    sheet, _ = lay_out(DECK, PdfOptions(layout="cheatsheet", columns=columns, paper=paper))
    assert sheet.width_pt > sheet.height_pt
    lefts = {
        round(p.x_pt) for p in sheet.pages[0].placed if any(isinstance(m, Glyphs) for m in p.marks)
    }
    assert len(lefts) == columns
    assert text_size(sheet) == size_pt
    usual, _ = lay_out(DECK, PdfOptions(layout="cheatsheet", paper=paper))
    assert len(sheet.pages) < len(usual.pages)


def test_nothing_is_smaller_than_the_smallest_type() -> None:
    notes = (
        replace(DECK.notes[0], answer="Some `code`.\n\n```\nmore = code\n```"),
        *DECK.notes[1:],
    )
    sheet, _ = fit(1, deck=replace(DECK, notes=notes))
    assert min(sizes(sheet)) >= 6.5


def test_fewer_pages_have_smaller_type_and_then_shorter_answers() -> None:
    usual, _ = lay_out(DECK, PdfOptions(layout="cheatsheet"))
    wide = PdfOptions(layout="cheatsheet", pages=len(usual.pages))
    assert export_pdf(DECK, wide) == export_pdf(DECK, PdfOptions(layout="cheatsheet"))
    before, shortened = 99.0, 0
    missed = []
    for pages in range(len(usual.pages) - 1, 0, -1):
        sheet, found = fit(pages)
        if "NN361" in found:
            missed.append(pages)
            assert f"they take {len(sheet.pages)}" in found["NN361"].message
            assert missed == list(range(missed[0], pages - 1, -1))
            assert len(sheet.pages) == missed[0] + 1
            continue
        assert len(sheet.pages) <= pages
        assert text_size(sheet) <= before
        before = text_size(sheet)
        count = len(named(found))
        assert count >= shortened
        assert count == 0 or before == 6.5
        shortened = count
    assert missed
    assert shortened


def named(found: dict[str, Diagnostic]) -> list[int]:
    """Return the questions that are said to be shortened."""
    if "NN360" not in found:
        return []
    return [int(n) for n in re.findall(r"\d+", found["NN360"].message.partition("question")[2])]


def test_what_is_shortened_is_named_and_nothing_else_is() -> None:
    pages = next(n for n in range(20, 0, -1) if "NN360" in fit(n)[1])
    _, found = fit(pages)
    data, _ = export_pdf(DECK, PdfOptions(layout="cheatsheet", pages=pages))
    said = squeeze(said_text(data))
    numbers = named(found)
    for number, note in enumerate(DECK.notes, start=1):
        assert (squeeze(note.answer) in said) is (number not in numbers)
        assert (squeeze(f"Short {number - 1}.") in said) is (number in numbers)
    assert "Cut" not in said


def test_the_type_is_as_large_as_it_may_be() -> None:
    for pages in range(3, 9):
        sheet, found = fit(pages, columns=4)
        if found or len(sheet.pages) > pages:
            continue
        larger = round(text_size(sheet) + 0.1, 1)
        if larger > fitting.LARGEST_PT:
            continue
        search = fitting._Search.of(DECK, PdfOptions(pages=pages, columns=4))
        assert search.set(larger).count > pages


def test_few_layouts_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[float] = []
    real = fitting._Search.set

    def count(self: fitting._Search, size_pt: float, notes: object = None) -> fitting._Try:
        tries.append(size_pt)
        return real(self, size_pt, notes)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting._Search, "set", count)
    for pages in range(1, 14):
        tries.clear()
        fit(pages)
        assert len(tries) <= 6


def test_a_deck_without_variants_takes_the_pages_that_it_takes() -> None:
    sheet, found = fit(1, deck=make_deck(60))
    assert "NN360" not in found
    assert "60 questions do not fit on 1 page: in the smallest type" in found["NN361"].message
    assert f"they take {len(sheet.pages)}" in found["NN361"].message


def test_fitting_gives_equal_bytes() -> None:
    options = PdfOptions(layout="cheatsheet", pages=4)
    assert export_pdf(DECK, options) == export_pdf(DECK, options)


def test_an_empty_deck_fits() -> None:
    sheet, found = fit(1, columns=3, deck=Deck("d", "Empty"))
    assert len(sheet.pages) == 1
    assert found.keys() == {"NN362"}


def test_one_long_answer_fits_as_well_as_it_can() -> None:
    deck = make_deck(1)
    deck = replace(deck, notes=(replace(deck.notes[0], answer=prose(9000)),))
    sheet, found = fit(2, deck=deck)
    assert len(sheet.pages) > 2
    assert "1 question does not fit" in found["NN361"].message


# --- words ---------------------------------------------------------------------------------------


def lefts_of(sheet: Sheet, word: str) -> set[int]:
    """Return where, on all pages, texts with a word in them begin."""
    return {
        round(placed.x_pt + mark.x_pt)
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and word in mark.text
    }


@pytest.mark.parametrize(
    ("deck", "paper", "columns"),
    [
        (make_words(300), "a4", 4),
        (make_words(300), "a5", 3),
        (make_words(90), "a4", 3),
        (make_words(40), "a4", 2),
        (make_deck(60), "a4", 2),
    ],
)
def test_words_stand_in_as_many_columns_as_hold_them(deck: Deck, paper: str, columns: int) -> None:
    sheet, _ = lay_out(deck, PdfOptions(layout="cheatsheet", paper=paper))
    names = {"Words": "word", "Tides": "tide"}
    assert text_size(sheet) == 8.6
    if deck.title == "Words":
        assert len(lefts_of(sheet, names[deck.title])) == columns
        assert len(lefts_of(sheet, "palabra")) == columns
    assert len({x for x in lefts_of(sheet, "") if x}) >= columns
    data, _ = export_pdf(deck, PdfOptions(layout="cheatsheet", paper=paper))
    assert faults(data) == []


def test_long_questions_get_the_room_that_short_answers_leave() -> None:
    deck = make_words(40)
    asked = "What is the name of the sea by this coast?"
    notes = tuple(replace(note, question=asked, answer=f"sea {at}") for at, note in
                  enumerate(deck.notes))  # fmt: skip
    long = replace(notes[3], answer=prose(70))
    sheet, _ = lay_out(replace(deck, notes=notes), PdfOptions(layout="cheatsheet"))
    assert len(lefts_of(sheet, asked)) == 2
    # An answer that is much longer has the width of the column, below its question.
    mixed = replace(deck, notes=(*notes[:3], long, *notes[4:]))
    sheet, _ = lay_out(mixed, PdfOptions(layout="cheatsheet"))
    assert len(lefts_of(sheet, asked)) == 2
    assert min(lefts_of(sheet, "tide")) == min(lefts_of(sheet, asked))
    data, _ = export_pdf(mixed, PdfOptions(layout="cheatsheet"))
    assert faults(data) == []
    assert squeeze(long.answer) in squeeze(said_text(data))


def test_one_long_answer_among_words_goes_on_in_its_column() -> None:
    deck = make_words(200)
    long = replace(deck.notes[7], answer=prose(60))
    deck = replace(deck, notes=(*deck.notes[:7], long, *deck.notes[8:]))
    sheet, _ = lay_out(deck, PdfOptions(layout="cheatsheet"))
    assert len(lefts_of(sheet, "palabra")) == 4
    assert squeeze(long.answer) in squeeze(said_text(export_pdf(deck, PdfOptions("cheatsheet"))[0]))


def test_columns_that_are_asked_for_are_taken() -> None:
    sheet, _ = lay_out(make_words(300), PdfOptions(layout="cheatsheet", columns=2))
    assert len(lefts_of(sheet, "palabra")) == 2


def test_a_short_answer_stands_behind_its_question_in_a_dense_sheet() -> None:
    deck = make_words(60)
    long = replace(deck.notes[9], answer=prose(14))
    deck = replace(deck, notes=(*deck.notes[:9], long, *deck.notes[10:]))
    options = PdfOptions(layout="cheatsheet", columns=4)
    sheet, _ = lay_out(deck, options)
    rows = [
        [mark for mark in placed.marks if isinstance(mark, Glyphs)]
        for placed in sheet.pages[0].placed
    ]
    joined = [row for row in rows if len(row) == 3 and row[2].text.startswith("word")]
    assert len(joined) == 59
    for number, asked, said in joined:
        assert number.x_pt + number.width_pt < asked.x_pt
        assert asked.x_pt + asked.width_pt + 6 < said.x_pt
        assert asked.y_pt == said.y_pt
    data, _ = export_pdf(deck, options)
    assert faults(data) == []
    assert "la palabra 3 word 3" in " ".join(said_text(data).split())


@pytest.mark.parametrize(
    ("name", "is_whole"),
    [
        ("PersistentVolumeClaim", True),
        ("`kube_config_file_x1`", True),
        ("Abstract" + "Singleton" * 4 + "Bean", False),
    ],
)
def test_a_name_in_a_question_is_not_cut_if_the_side_can_be_wider(
    name: str, is_whole: bool
) -> None:
    deck = make_deck(6)
    note = replace(deck.notes[2], question=f"What is a {name}?")
    deck = replace(deck, notes=(*deck.notes[:2], note, *deck.notes[3:]))
    sheet, _ = lay_out(deck, PdfOptions(layout="cheatsheet"))
    texts = [
        mark.text
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    ]
    assert any(name.strip("`") in text for text in texts) is is_whole
