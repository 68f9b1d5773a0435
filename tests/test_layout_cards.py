"""Flashcards: each answer is behind its question, inside its card, and none is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.errors import NnexportError
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.layouts.cards import INSET_PT
from nnexport.exporters.pdf.layouts.cutting import make_grid
from nnexport.exporters.pdf.page import Glyphs, Page, Sheet
from nnexport.exporters.pdf.papers import CARDS, PAPERS
from tests.test_layouts import prose, read_text, squeeze

MM = 72 / 25.4


def make_deck(*answers: str) -> Deck:
    notes = tuple(
        Note(NoteId(f"n{at}"), question=f"Question number {at}?", answer=answer, number=str(at))
        for at, answer in enumerate(answers, start=1)
    )
    return Deck("d", "Deck", notes=notes)


def places_of(page: Page, word: str) -> list[tuple[float, float]]:
    """Return where a text stands on a page."""
    return [
        (placed.x_pt + mark.x_pt, placed.y_pt + mark.y_pt)
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs) and word in mark.text
    ]


def cell_of(sheet: Sheet, place: tuple[float, float], size: str = "a7") -> tuple[int, int]:
    grid = make_grid(sheet.width_pt, sheet.height_pt, size)
    x_pt, y_pt = place
    return (
        int((x_pt - grid.left_pt) / grid.card_width_pt),
        int((y_pt - grid.top_pt) / grid.card_height_pt),
    )


@pytest.mark.parametrize(
    ("paper", "size", "columns", "rows"),
    [
        ("a4", "a8", 4, 4),
        ("a4", "a7", 2, 4),
        ("a4", "a6", 2, 2),
        ("a4", "3x5", 2, 2),
        ("letter", "a8", 4, 4),
        ("legal", "a8", 5, 4),
        ("a5", "a8", 2, 4),
        ("letter", "a7", 2, 4),
        ("letter", "3x5", 2, 2),
        ("a5", "a7", 2, 2),
        ("a5", "a6", 2, 1),
    ],
)
def test_as_many_cards_as_a_page_takes(paper: str, size: str, columns: int, rows: int) -> None:
    grid = make_grid(*PAPERS[paper], size)
    assert {grid.columns, grid.rows} == {columns, rows}
    assert grid.left_pt > -1
    assert grid.top_pt > -1


def test_a_card_that_is_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(NnexportError, match="does not fit"):
        make_grid(100.0, 100.0, "a7")


def test_an_answer_is_behind_its_question() -> None:
    sheet, _ = lay_out(make_deck(*(f"Reply{n}x" for n in range(1, 13))), PdfOptions("cards"))
    assert len(sheet.pages) == 4
    for front, back, numbers in (
        (sheet.pages[0], sheet.pages[1], range(1, 9)),
        (sheet.pages[2], sheet.pages[3], range(9, 13)),
    ):
        for number in numbers:
            (asked,) = places_of(front, f"number {number}?")
            (told,) = places_of(back, f"Reply{number}x")
            (column, row), (column_behind, row_behind) = cell_of(sheet, asked), cell_of(sheet, told)
            assert (column_behind, row_behind) == (1 - column, row)


def test_backs_stand_on_their_heads_where_paper_turns_over_its_short_edge() -> None:
    deck = make_deck("One.", "Two.")
    long, _ = lay_out(deck, PdfOptions("cards"))
    short, _ = lay_out(deck, PdfOptions("cards", flip="short"))
    assert [page.is_turned for page in long.pages] == [False, False]
    assert [page.is_turned for page in short.pages] == [False, True]
    assert (long.duplex, short.duplex) == ("long-edge", "short-edge")
    data, _ = export_pdf(deck, PdfOptions("cards", flip="short"))
    assert squeeze("Two.") in read_text(data)


def test_backs_are_moved_and_fronts_are_not() -> None:
    deck = make_deck("Reply.")
    plain, _ = lay_out(deck, PdfOptions("cards"))
    moved, _ = lay_out(deck, PdfOptions("cards", back_offset=(2.0, -1.0)))
    assert moved.pages[0] == plain.pages[0]
    ((x_pt, y_pt),) = places_of(plain.pages[1], "Reply")
    assert places_of(moved.pages[1], "Reply") == [
        (pytest.approx(x_pt + 2 * MM), pytest.approx(y_pt - MM))
    ]


def test_a_long_answer_goes_on_over_cards_that_are_evenly_full() -> None:
    deck = make_deck(prose(330))
    data, diagnostics = export_pdf(deck, PdfOptions("cards"))
    (said,) = diagnostics
    assert said.code == "NN350"
    assert "2 cards" in said.message
    text = read_text(data)
    assert text.count(squeeze("Question number 1?")) == 2
    assert squeeze("part 1 of 2") in text
    whole = text.replace(squeeze("1 · part 1 of 2"), "").replace(squeeze("1 · part 2 of 2"), "")
    assert squeeze(deck.notes[0].answer) in whole
    sheet, _ = lay_out(deck, PdfOptions("cards"))
    heights = [max(y for _, y in lines) - min(y for _, y in lines) for lines in backs(sheet)]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) <= 2 * 8 * 1.28


def backs(sheet: Sheet) -> Iterator[list[tuple[float, float]]]:
    for page in sheet.pages[1::2]:
        for placed in page.placed:
            yield [
                (m.x_pt, m.y_pt) for m in placed.marks if isinstance(m, Glyphs) and m.size_pt > 7.5
            ]


@pytest.mark.parametrize("size", CARDS)
def test_nothing_comes_near_the_edge_of_a_card(size: str) -> None:
    answers = [
        prose(30),
        prose(400),
        "- one\n- two\n\n| a | b |\n| - | - |\n| c | d |",
        "```\n" + "x = y  # a long line of code that has to be cut somewhere\n" * 9 + "```",
    ]
    sheet, _ = lay_out(make_deck(*answers), PdfOptions("cards", card=size))
    grid = make_grid(sheet.width_pt, sheet.height_pt, size)
    width_pt, height_pt = grid.card_width_pt, grid.card_height_pt
    for page in sheet.pages:
        for placed in page.placed[1:] if page is sheet.pages[0] else page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs):
                    assert mark.x_pt >= INSET_PT - 3
                    assert mark.x_pt + mark.width_pt <= width_pt - INSET_PT + 3
                    assert INSET_PT <= mark.y_pt <= height_pt - INSET_PT + 0.1


def test_a_sheet_to_measure_comes_first() -> None:
    deck = make_deck("Reply.")
    sheet, _ = lay_out(deck, PdfOptions("cards", calibrate=True))
    rest, _ = lay_out(deck, PdfOptions("cards"))
    assert sheet.pages[2:] == rest.pages
    assert places_of(sheet.pages[1], "against the light")


def test_a_deck_without_answers_says_so() -> None:
    deck = make_deck("")
    sheet, diagnostics = lay_out(deck, PdfOptions("cards"))
    assert diagnostics == ()
    assert places_of(sheet.pages[1], "no answer")
    skipped = replace(deck, notes=(replace(deck.notes[0], skip=True),))
    assert lay_out(skipped, PdfOptions("cards"))[0].pages == (Page(()),)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (PdfOptions("study", card="a6"), "--card"),
        (PdfOptions("fold", flip="short"), "--flip"),
        (PdfOptions("study", back_offset=(1.0, 0.0)), "--back-offset"),
        (PdfOptions("large", calibrate=True), "--calibrate"),
        (PdfOptions("cards", binding=True), "--binding"),
    ],
)
def test_what_another_layout_has_is_not_passed_over(options: PdfOptions, named: str) -> None:
    with pytest.raises(NnexportError, match=f"{named} is not for the layout '{options.layout}'"):
        lay_out(make_deck("Reply."), options)


def test_a_short_answer_stands_in_the_middle() -> None:
    sheet, _ = lay_out(make_deck("Four years.", prose(40)), PdfOptions("cards"))
    grid = make_grid(sheet.width_pt, sheet.height_pt, "a7")
    short = next(m for p in sheet.pages[1].placed for m in p.marks if isinstance(m, Glyphs))
    assert short.size_pt > 12
    assert short.x_pt + short.width_pt / 2 == pytest.approx(grid.card_width_pt / 2, abs=1)


def test_what_paper_cannot_show_of_an_answer_is_told() -> None:
    _, diagnostics = lay_out(make_deck("An answer with \U00013000 in it."), PdfOptions("cards"))
    assert [each.code for each in diagnostics] == ["NN301"]


def test_a_long_question_goes_on_over_cards_and_nothing_leaves_its_card() -> None:
    note = Note(NoteId("n"), question=prose(300), answer="Reply.", number="7")
    sheet, (said,) = lay_out(Deck("d", "Deck", notes=(note,)), PdfOptions("cards"))
    assert said.code == "NN350"
    assert "its question goes on over 2 cards" in said.message
    grid = make_grid(sheet.width_pt, sheet.height_pt, "a7")
    fronts, backs_ = sheet.pages
    for placed in fronts.placed[1:]:
        baselines = [mark.y_pt for mark in placed.marks if isinstance(mark, Glyphs)]
        assert min(baselines) >= INSET_PT
        assert max(baselines) <= grid.card_height_pt - INSET_PT + 0.1
    asked = "".join(m.text for p in fronts.placed for m in p.marks if isinstance(m, Glyphs))
    assert squeeze(note.question) in squeeze(asked).replace("7·part1of2", "")
    assert len(places_of(backs_, "Reply.")) == 1


CLOZE = "The {{c1::mitochondrion}} makes {{c2::ATP::energy}}."


@pytest.mark.parametrize("layout", ["cards", "fold"])
@pytest.mark.parametrize("answer", ["", "It has its own genome."])
def test_what_is_to_be_guessed_is_hidden_in_front_and_said_behind(layout: str, answer: str) -> None:
    note = Note(NoteId("n"), question=CLOZE, answer=answer, number="1", cards="cloze")
    sheet, diagnostics = lay_out(Deck("d", "Deck", notes=(note,)), PdfOptions(layout))
    assert diagnostics == ()
    front, back = sheet.pages if layout == "cards" else sheet.pages * 2
    middle_pt = sheet.width_pt / 2
    limit_pt = {"cards": sheet.width_pt, "fold": middle_pt}[layout]
    for word in ("mitochondrion", "ATP"):
        assert not [x for x, _ in places_of(front, word) if x < limit_pt]
        assert [x for x, _ in places_of(back, word) if x >= sheet.width_pt - limit_pt]
    assert [x for x, _ in places_of(front, "energy") if x < limit_pt]
    assert len(places_of(back, "genome")) == bool(answer)


def test_a_loss_of_a_statement_on_both_sides_is_told_once() -> None:
    note = Note(NoteId("n"), question="The {{c1::\U00013000}} sign.", answer="", cards="cloze")
    _, diagnostics = lay_out(Deck("d", "Deck", notes=(note,)), PdfOptions("cards"))
    assert [each.code for each in diagnostics] == ["NN301"]


@pytest.mark.parametrize(
    "question", ["Why are there tides?", "מהו גרדיאנט?", "ما هي الشبكة العصبية؟"]
)
def test_a_question_stands_in_the_middle_of_its_card(question: str) -> None:
    deck = Deck("d", "Deck", notes=(Note(NoteId("n"), question, "It is so.", "1"),))
    sheet, _ = lay_out(deck, PdfOptions(layout="cards"))
    (front, _) = sheet.pages
    (card,) = (placed for placed in front.placed if any(map(is_text, placed.marks)))
    shown = [mark for mark in card.marks if isinstance(mark, Glyphs) and mark.size_pt > 10]
    left_pt = min(mark.x_pt for mark in shown)
    right_pt = max(mark.x_pt + mark.width_pt for mark in shown)
    assert (left_pt + right_pt) / 2 == pytest.approx(sheet.width_pt / 4, abs=0.5)


def is_text(mark: object) -> bool:
    return isinstance(mark, Glyphs)


def sizes_of(page: Page) -> set[float]:
    return {mark.size_pt for placed in page.placed for mark in placed.marks if is_text(mark)}


def test_the_parts_of_an_answer_are_in_the_largest_type_that_takes_no_part_more() -> None:
    sizes = {}
    for words in range(150, 500, 25):
        sheet, _ = lay_out(make_deck(prose(words)), PdfOptions(layout="cards"))
        parts = sum(len(placed.marks) > 3 for placed in sheet.pages[1].placed)
        sizes.setdefault(parts, []).append(max(sizes_of(sheet.pages[1])))
    # Each part that is added lets the type be larger again.
    assert {1, 2, 3} <= sizes.keys()
    for parts, of_parts in sizes.items():
        assert of_parts == sorted(of_parts, reverse=True)
        assert parts == 1 or of_parts[0] > 8.0


def test_a_table_goes_on_with_a_whole_row_on_the_next_card() -> None:
    cell = "a text of some words that takes three lines of its narrow column"
    rows = "".join(f"| row {at} | {cell} | {cell} | {cell} |\n" for at in range(9))
    deck = make_deck(f"| n | a | b | c |\n|---|---|---|---|\n{rows}")
    sheet, _ = lay_out(deck, PdfOptions(layout="cards"))
    backs = [placed for placed in sheet.pages[1].placed if any(map(is_text, placed.marks))]
    assert len(backs) > 1
    for placed in backs:
        body = [mark for mark in placed.marks if isinstance(mark, Glyphs) and mark.size_pt > 7.0]
        first = min(mark.y_pt for mark in body if "Semibold" not in mark.face.name)
        top = [mark.text for mark in body if abs(mark.y_pt - first) < 0.1]
        assert any(text.startswith("row") for text in top)


def test_choices_and_code_below_a_question_are_smaller_than_it() -> None:
    question = "Which one?\n\n- A. 21\n- B. 23\n\n```\nx = 1\n```"
    deck = Deck("d", "Deck", notes=(Note(NoteId("n"), question, "B", "1"),))
    sheet, _ = lay_out(deck, PdfOptions(layout="cards"))
    assert max(sizes_of(sheet.pages[0])) == 15
    below = {mark.size_pt for placed in sheet.pages[0].placed for mark in placed.marks
             if isinstance(mark, Glyphs) and "Semibold" not in mark.face.name}  # fmt: skip
    assert max(below) == 12


@pytest.mark.parametrize(
    ("answer", "back"),
    [
        ("B", "B) two cells"),
        ("(b)", "B) two cells"),
        ("B\\\nBecause it parted.", "B) two cells Because it parted."),
        ("C", "C"),
        ("A and B", "A and B"),
        ("D", "D"),
    ],
)
def test_the_back_says_which_choice_a_letter_is(answer: str, back: str) -> None:
    question = "What is left?\n\n- A) one cell\n- B) *two* cells\n- C) three\n  of them"
    note = Note(NoteId("n"), question=question, answer=answer)
    sheet, diagnostics = lay_out(Deck("d", "Deck", notes=(note,)), PdfOptions("cards"))
    assert diagnostics == ()
    (placed,) = sheet.pages[1].placed
    said = " ".join(mark.text for mark in placed.marks if isinstance(mark, Glyphs))
    assert " ".join(said.split()).removesuffix(" 1") == back
