"""Decks in Arabic, Hebrew and the like: sheets that begin at the right."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId, Section, SectionId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import Blank, Glyphs, Link, Mark, Page, Plate, Rule, Sheet, Signs
from nnexport.exporters.pdf.text.bidi import runs_right_to_left, starts_right_to_left
from nnexport.exporters.pdf.turning import turn, turn_sheet
from tests.tagged_pdf.expected import said_text, squeeze
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults
from tests.test_layouts import make_deck

STUDY = PdfOptions(layout="study")
ONE = PdfOptions(layout="study", columns=1)
LONG = "הים מכסה את רוב פני כדור הארץ ועומקו הממוצע הוא כמעט ארבעה קילומטרים. "


def deck_of(answer: str, question: str = "מהו הים?", language: str = "he") -> Deck:
    note = Note(NoteId("n"), question, answer, "17")
    return Deck("d", "אוקיינוס", language=language, notes=(note,))


def extents(page: Page) -> Iterator[tuple[str, float, float]]:
    """Yield the words that are printed on a page, with their left and right, in points."""
    for placed in page.placed:
        for mark in placed.marks:
            if isinstance(mark, Glyphs):
                yield from words_of(mark, placed.x_pt + mark.x_pt)


def words_of(mark: Glyphs, left_pt: float) -> Iterator[tuple[str, float, float]]:
    words = mark.text.split(" ")
    for word in reversed(words) if mark.right_to_left else words:
        width_pt = mark._replace(text=word).width_pt
        if word:
            yield word, left_pt, left_pt + width_pt
        left_pt += width_pt + mark._replace(text=" ").width_pt


def find(page: Page, text: str) -> tuple[float, float]:
    return next((left, right) for each, left, right in extents(page) if each == text)


@pytest.mark.parametrize(
    ("language", "from_right"),
    [
        ("ar", True),
        ("he-IL", True),
        ("ku-Arab", True),
        ("az_Arab_IR", True),
        ("fa", True),
        ("ar-Latn", False),
        ("ku", False),
        ("en", False),
        ("zh-Hant", False),
        ("", False),
    ],
)
def test_a_language_tells_from_where_its_texts_run(language: str, from_right: bool) -> None:
    assert runs_right_to_left(language) is from_right


@pytest.mark.parametrize(
    ("text", "from_right"), [("12–15", True), ("a ב", False), ("1. ב", True), ("", True)]
)
def test_text_without_letters_runs_as_its_sheet_does(text: str, from_right: bool) -> None:
    assert starts_right_to_left(text, otherwise=True) is from_right
    assert starts_right_to_left("12–15") is False


# --- turning --------------------------------------------------------------------------------------


def all_marks(sheet: Sheet) -> Iterator[tuple[float, Mark]]:
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                yield placed.x_pt + mark.x_pt, mark


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_turned_twice_is_as_it_was(layout: str) -> None:
    answer = "Some $x^2$, a [link](https://example.org), `code`\n\n| a | b |\n|-|-|\n| 1 | |"
    sheet, _ = lay_out(deck_of(answer, "Why?", "en"), PdfOptions(layout=layout))
    again = turn_sheet(turn_sheet(sheet))
    for (x_pt, mark), (other_pt, other) in zip(all_marks(sheet), all_marks(again), strict=True):
        assert x_pt == pytest.approx(other_pt)
        assert mark._replace(x_pt=0.0)[:1] == other._replace(x_pt=0.0)[:1]


def test_a_turned_mark_stands_as_far_from_the_other_side() -> None:
    marks = (Rule(1.0, 5.0, 4.0, 5.0), Link(2.0, 0.0, 3.0, 1.0, "#a"), Blank(7.0, 0.0))
    rule, link, blank = turn(marks, 0.0, 10.0)
    assert isinstance(rule, Rule)
    assert (rule.x_pt, rule.to_x_pt, link.x_pt, blank.x_pt) == (9.0, 6.0, 5.0, 3.0)


# --- layouts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_the_other_way_round(layout: str) -> None:
    """Each short line stands as far from the right as in an English deck from the left."""
    notes = tuple(
        Note(NoteId(f"n{at}"), f"Which{at}?", f"This{at}.\n\n- That{at}", str(at + 7))
        for at in range(70)
    )
    deck = Deck("d", "Sea", notes=notes, language="en")
    options = PdfOptions(layout=layout)
    english, hebrew = lay_out(deck, options)[0], lay_out(replace(deck, language="he"), options)[0]
    assert len(english.pages) == len(hebrew.pages) > 1
    # The margin of the key is as wide as what is said in it.
    checked = ("Whic",) if layout == "selftest" else ("Whic", "This", "That")
    width_pt, found = english.width_pt, 0
    for page, other in zip(english.pages, hebrew.pages, strict=True):
        places = {text: (left, right) for text, left, right in extents(other)}
        for text, left, right in extents(page):
            if text[:4] in checked:
                assert places[text] == pytest.approx((width_pt - right, width_pt - left))
                found += 1
    assert found >= len(checked) * len(notes)


def test_numbers_bullets_and_bars_are_at_the_right_of_their_text() -> None:
    sheet, _ = lay_out(deck_of("- דג\n\n4. צב\n\n> לוויתן"), STUDY)
    (page,) = sheet.pages
    assert find(page, "17")[0] > find(page, "מהו")[1]
    for marker, item in (("•", "דג"), (".", "צב")):
        assert find(page, marker)[0] > find(page, item)[1]
    assert find(page, ".")[1] == pytest.approx(find(page, "4")[0])
    bars = [
        placed.x_pt + mark.x_pt
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Rule) and mark.thickness_pt == 0.9
    ]
    assert bars[0] > find(page, "לוויתן")[1]


def test_columns_and_pages_run_from_the_right() -> None:
    deck = replace(make_deck(40), language="ar")
    sheet, _ = lay_out(deck, STUDY)
    body = [page for page in sheet.pages if page.label.isdigit() or not page.label]
    numbers = {text: left for text, left, _ in extents(body[0]) if text.isdigit()}
    in_order = [numbers[str(at)] for at in range(1, len(numbers) + 1) if str(at) in numbers]
    assert in_order[0] > sheet.width_pt / 2 > in_order[-1]
    bound, _ = lay_out(deck, PdfOptions(layout="study", binding=True))
    edges = [max(right for _, _, right in extents(page)) for page in bound.pages[:2]]
    assert edges[0] < edges[1]


def test_the_first_page_of_a_booklet_is_at_the_left_of_its_paper() -> None:
    sheet, _ = lay_out(replace(make_deck(30), language="he"), PdfOptions(layout="booklet"))
    assert find(sheet.pages[0], "Tides")[1] < sheet.width_pt / 2


@pytest.mark.parametrize("flip", ["long", "short"])
def test_backs_of_cards_lie_behind_their_fronts_and_move_with_the_printer(flip: str) -> None:
    deck = replace(make_deck(5), language="he")
    plain, moved = (
        lay_out(deck, PdfOptions(layout="cards", flip=flip, back_offset=offset))[0]
        for offset in ((0.0, 0.0), (3.0, 0.0))
    )
    front, back = plain.pages[:2]
    for number in "123":
        left, right = find(front, number)
        assert find(back, number) == pytest.approx((plain.width_pt - right, plain.width_pt - left))
        right_pt = find(moved.pages[1], number)[0] - find(back, number)[0]
        assert right_pt == pytest.approx(3 * 72 / 25.4)


# --- what has a left and a right of its own -------------------------------------------------------


def test_code_and_formulas_run_from_the_left() -> None:
    code = "```python\nif a:\n    b = 1\n```"
    sheet, _ = lay_out(deck_of(f"{code}\n\n$$a + b = c$$\n\n{LONG}$x$ ו־$y$"), STUDY)
    (page,) = sheet.pages
    assert find(page, "if")[0] < find(page, "a:")[0]
    assert find(page, "b")[0] < [ends for text, *ends in extents(page) if text == "1"][-1][0]
    signs = [mark for placed in page.placed for mark in placed.marks if isinstance(mark, Signs)]
    display = [mark for mark in signs if mark.spoken == "" or "c" in mark.spoken]
    assert [mark.x_pt for mark in display] == sorted(mark.x_pt for mark in display)


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_formula_among_words_from_the_right_is_not_turned(language: str) -> None:
    tex = "y = wx + b = c + d"
    (page,) = lay_out(deck_of(f"הנוסחה ${tex}$ היא פשוטה", language=language), STUDY)[0].pages
    signs = [mark for placed in page.placed for mark in placed.marks if isinstance(mark, Signs)]
    assert len(signs) > 2
    by_place = sorted(signs, key=lambda mark: mark.x_pt)
    assert by_place[0].spoken == tex
    ends = [mark.x_pt + mark.width_pt for mark in by_place]
    assert all(end <= mark.x_pt + 0.01 for end, mark in zip(ends, by_place[1:], strict=False))
    texts = [(left, text) for text, left, _ in extents(page) if text in ("הנוסחה", "היא")]
    assert [text for _, text in sorted(texts)] == ["היא", "הנוסחה"]


@pytest.mark.parametrize("code", ["-x", "f(a, -b)", "x = [1]", "a.b() # c"])
def test_code_among_words_from_the_right_is_as_it_was_typed(code: str) -> None:
    (page,) = lay_out(deck_of(f"כאן `{code}` יש"), STUDY)[0].pages
    shown = [
        (placed.x_pt + mark.x_pt, mark.text)
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and "Code" in mark.face.name
    ]
    assert "".join(text for _, text in sorted(shown)) == code


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        ("**Dropout:** שיטה שבה מכבים חלק מן הנוירונים", "Dropout"),
        ("`print()` מדפיס שורה אחת", "print()"),
        ("$x$ מספר שלם", ""),
    ],
)
def test_a_term_in_front_does_not_turn_the_text_behind_it(answer: str, first: str) -> None:
    (page,) = lay_out(deck_of(answer), STUDY)[0].pages
    signs = (
        placed.x_pt + mark.x_pt
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Signs)
    )
    left = find(page, first)[0] if first else next(signs)
    words = [each for each in extents(page) if each[0] in ("שיטה", "מדפיס", "מספר")]
    assert words[0][2] < left


def test_a_text_in_latin_letters_runs_from_the_left_though_it_names_a_word() -> None:
    answer = "Hello means שלום in this language of ours"
    (page,) = lay_out(deck_of(answer), STUDY)[0].pages
    assert find(page, "Hello")[0] < find(page, "שלום")[0]


def test_markers_of_lists_run_as_the_sheet_does() -> None:
    (page,) = lay_out(deck_of("- A. אחד\n- B. שניים"), STUDY)[0].pages
    dots = [left for text, left, _ in extents(page) if text == "."]
    assert dots[0] < find(page, "A")[0]


def test_a_table_begins_at_the_right_and_numbers_keep_their_points_below_each_other() -> None:
    table = "| מים | עומק |\n|---|---|\n| ים | 1.25 |\n| אגם | 10.5 |\n| נהר | 3 |"
    (page,) = lay_out(deck_of(table), STUDY)[0].pages
    assert find(page, "מים")[0] > find(page, "עומק")[1]
    points = []
    for placed in page.placed:
        for mark in placed.marks:
            if isinstance(mark, Glyphs) and mark.text in ("1.25", "10.5"):
                whole = mark.face.measure(mark.text.partition(".")[0]) * mark.size_pt
                points.append(placed.x_pt + mark.x_pt + whole)
    assert points[0] == pytest.approx(points[1], abs=0.2)


@pytest.mark.parametrize(("alignment", "side"), [(":--", 0), ("--:", 1)])
def test_an_alignment_that_a_table_asks_for_is_that_of_the_page(alignment: str, side: int) -> None:
    table = f"| מים מתוקים |\n|{alignment}|\n| ים |"
    (page,) = lay_out(deck_of(table), STUDY)[0].pages
    header = [ends for text, *ends in extents(page) if text in ("מים", "מתוקים")]
    edge = min(left for left, _ in header) if side == 0 else max(right for _, right in header)
    assert find(page, "ים")[side] == pytest.approx(edge)


def test_a_paragraph_from_the_left_stands_at_the_left_and_its_single_line_at_the_right() -> None:
    latin = "Plain words in a row that go on for long enough to need some lines. " * 4
    (page,) = lay_out(deck_of(f"{latin}\n\n{LONG * 4}\n\nShort."), ONE)[0].pages
    latin_words = latin.split()
    ends = [(left, text) for text, left, _ in extents(page) if text in latin_words]
    assert max(left for left, _ in ends) > page.placed[0].x_pt / 2
    assert min(left for left, text in ends[-3:]) < min(ends)[0] + 100.0
    right = max(right for text, _, right in extents(page) if text == "הים")
    assert find(page, "Short.")[1] == pytest.approx(right, abs=0.1)


# --- files ----------------------------------------------------------------------------------------


def test_a_viewer_is_told_from_where_pages_run() -> None:
    for language, direction in (("he", "/R2L"), ("en", None)):
        with pikepdf.open(io.BytesIO(export_pdf(deck_of("א", language=language), STUDY)[0])) as pdf:
            preferences = pdf.Root.ViewerPreferences
            assert preferences.get("/Direction") == (pikepdf.Name(direction) if direction else None)


@pytest.mark.parametrize("layout", ["study", "cheatsheet", "large", "selftest"])
def test_signs_beside_numbers_are_said_in_the_order_of_reading(layout: str) -> None:
    deck = replace(
        deck_of("1. 12–15\n2. (7)\n\n| 3–4 | א |\n|---|---|\n| 5: 6 | ב |"),
        sections=(Section(SectionId("s"), "10–20"),),
    )
    deck = replace(deck, notes=tuple(replace(note, section=SectionId("s")) for note in deck.notes))
    data = export_pdf(deck, PdfOptions(layout=layout))[0]
    assert faults(data) == []
    said = squeeze(said_text(data))
    for text in ("12–15", "(7)", "3–4", "5:6", "10–20"):
        assert squeeze(text) in said
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = TaggedFile(pdf).elements()
        labels = {str(e.object.get("/ActualText", "")) for e in elements if e.role == "Lbl"}
    assert {"1.", "2."} <= labels


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_is_copied_as_it_is(layout: str) -> None:
    data = export_pdf(deck_of(LONG * 3, LONG.strip()), PdfOptions(layout=layout))[0]
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    )
    for word in LONG.strip(" .").split():
        assert text.count(word) >= 4


def test_pictures_keep_their_sides() -> None:
    plate = Plate(10.0, 0.0, 30.0, 20.0, picture=None)  # type: ignore[arg-type]
    (turned,) = turn((plate,), 0.0, 100.0)
    assert (turned.x_pt, turned._replace(x_pt=10.0)) == (60.0, plate)
