"""The self-test: room for answers, the key, and the way from one to the other."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.layouts.room import LINE_PT, RULE_COLOR, count_lines
from nnexport.exporters.pdf.page import Glyphs, Link, Placed, Rule, Sheet
from tests.tagged_pdf.expected import said_text
from tests.tagged_pdf.triage import faults
from tests.test_layouts import make_deck, prose
from tests.test_sheets import glyphs

SELFTEST = PdfOptions(layout="selftest")


def note(answer: str, question: str = "Why?") -> Note:
    return Note(NoteId("n"), question, answer, "1")


def deck_of(*notes: Note) -> Deck:
    return Deck("d", "Tides", notes=notes)


def is_ruled(placed: Placed) -> bool:
    return any(isinstance(mark, Rule) and mark.color == RULE_COLOR for mark in placed.marks)


def answers_begin(sheet: Sheet) -> int:
    """Return the index of the first page of the key."""
    return next(at for at, page in enumerate(sheet.pages)
                if any(mark.title == "Answers" for mark in page.bookmarks))  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("", 4),
        ("One word.", 1),
        ("Not one word but five.", 2),
        (prose(21), 3),
        (prose(54), 6),
        (prose(100), 10),
        (prose(2000), 10),
        (
            "潮汐是由月球和太阳的引力引起的海水周期性涨落现象其中月球的作用最大而太阳的作用较小因此朔望时潮差最大",
            3,
        ),
    ],
)
def test_room_is_as_long_as_the_answer(answer: str, lines: int) -> None:
    assert count_lines(note(answer)) == lines
    sheet, _ = lay_out(deck_of(note(answer)), SELFTEST)
    ruled = [placed for placed in sheet.pages[0].placed if is_ruled(placed)]
    assert len(ruled) == lines
    for one, two in pairwise(ruled):
        assert two.y_pt - one.y_pt == pytest.approx(LINE_PT)
    assert pytest.approx(8 * 72 / 25.4) == LINE_PT


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("- one\n- two\n- three\n- four", 4),
        ("1. one\n   - two\n   - three\n2. " + prose(15), 5),
        ("| a | b |\n| - | - |\n| c | d |\n| e | f |\n| g | h |", 3),
        ("```\na\nb\n\nc\n```", 4),
        ("> " + prose(25), 3),
        ("So:\n\n$$a = b$$", 3),
        ("A line of the source\nthat goes on in the next\nand in another one.", 2),
        ("- one\n" * 30, 10),
    ],
)
def test_what_stands_on_lines_of_its_own_has_lines_of_its_own(answer: str, lines: int) -> None:
    assert count_lines(note(answer)) == lines


def test_a_few_words_are_written_beside_a_short_question() -> None:
    long = f"What is {prose(20)}?"
    asked = {"short": "la casa", "long": long, "below": "la casa\n\n- or not", "rtl": "הבית"}
    notes = [
        Note(NoteId(key), question, "house", str(at))
        for at, (key, question) in enumerate(asked.items(), start=1)
    ]
    deck = deck_of(*notes)
    sheet, _ = lay_out(deck, SELFTEST)
    ruled = [placed for placed in sheet.pages[0].placed if is_ruled(placed)]
    beside, *below = ruled
    texts = [mark.text for mark in beside.marks if isinstance(mark, Glyphs)]
    assert texts[:2] == ["1", "la casa"]
    (rule,) = [mark for mark in beside.marks if isinstance(mark, Rule)]
    for mark in beside.marks:
        if isinstance(mark, Glyphs):
            assert mark.x_pt + mark.width_pt < rule.x_pt or mark.x_pt > rule.to_x_pt
    assert [len(placed.marks) for placed in below] == [1, 1, 6]
    data, _ = export_pdf(deck, SELFTEST)
    assert faults(data) == []


def test_the_key_of_short_answers_has_one_line_each() -> None:
    notes = [Note(NoteId(f"n{at}"), "la casa", "house", str(at)) for at in range(1, 61)]
    notes.append(note(prose(12), "Why?"))
    deck = deck_of(*(replace(each, number=str(at)) for at, each in enumerate(notes, start=1)))
    sheet, _ = lay_out(deck, SELFTEST)
    (key,) = sheet.pages[answers_begin(sheet) :]
    rows = [placed for placed in key.placed if any(isinstance(m, Link) for m in placed.marks)]
    assert len(rows) == 61
    for placed in rows[:60]:
        texts = [mark for mark in placed.marks if isinstance(mark, Glyphs)]
        number, said, page = texts
        assert number.x_pt < said.x_pt < said.x_pt + said.width_pt < page.x_pt
        assert said.text == "house"
    number, page, *_ = (mark for mark in rows[60].marks if isinstance(mark, Glyphs))
    assert (number.text, page.text) == ("61", "p. 3")
    assert page.x_pt == 0
    assert page.y_pt > number.y_pt + number.size_pt
    data, _ = export_pdf(deck, SELFTEST)
    assert faults(data) == []


CHOICES = "Which?\n\n- A) Right\n- B) Left\n- C) Three of them."


@pytest.mark.parametrize(
    ("answer", "is_choice"),
    [
        ("B", True),
        ("b)", True),
        ("(C) Three of them.", True),
        ("B\\\nExplanation: the other one.", True),
        ("A and C", True),
        ("A, B", True),
        ("Three of them", True),
        ("", False),
        ("D", False),
        ("A cell divides.", False),
        ("A is right", False),
        ("A) One thing.\nB) Another one.", False),
    ],
)
def test_choices_are_ticked_and_need_no_lines(answer: str, is_choice: bool) -> None:
    asked = note(answer, CHOICES)
    assert (count_lines(asked) == 0) is is_choice
    data, _ = export_pdf(deck_of(asked, replace(asked, id=NoteId("m"), number="2")), SELFTEST)
    assert faults(data) == []
    questions, _, _ = said_text(data).partition("Answers")
    assert questions.count("answer: page") == (2 if answer else 0)


def test_the_key_says_which_choice_a_letter_is() -> None:
    data, _ = export_pdf(deck_of(note("B", CHOICES)), SELFTEST)
    _, _, key = said_text(data).partition("Answers")
    assert "B) Left" in " ".join(key.split())


def test_blanks_are_room_themselves() -> None:
    statement = "Tides follow the {{c1::moon}}."
    assert count_lines(replace(note("There are two a day.", statement), cards="cloze")) == 0
    assert count_lines(note("There are two a day.", statement)) == 2


@pytest.mark.parametrize("options", [SELFTEST, replace(SELFTEST, paper="a5", shuffle="7")])
def test_page_references_lead_both_ways(options: PdfOptions) -> None:
    deck = make_deck(25, sections=3)
    sheet, _ = lay_out(deck, options)
    begins = {
        mark.key: str(at + 1) for at, page in enumerate(sheet.pages) for mark in page.bookmarks
    }
    first = answers_begin(sheet)
    found: dict[str, str] = {}
    for at, page in enumerate(sheet.pages):
        for placed in page.placed:
            for one, two in pairwise(placed.marks):
                if isinstance(two, Link) and isinstance(one, Glyphs):
                    assert (at < first) is two.href.startswith("#answer:")
                    found[two.href[1:]] = one.text
    assert len(found) == 2 * 25
    for key, text in found.items():
        assert text.split()[-1] == begins[key]
    data, _ = export_pdf(deck, options)
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sum(len(page.obj.get("/Annots", [])) for page in pdf.pages) == 50


def numbers(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Return the numbers of the questions and of the answers, in print order."""
    first = answers_begin(sheet)
    return tuple(  # type: ignore[return-value]
        [m.text for m in glyphs(*pages) if m.text.isdigit() and "Bold" in m.face.name]
        for pages in (sheet.pages[:first], sheet.pages[first:])
    )


def test_a_seed_gives_one_order_and_the_key_keeps_the_numbers() -> None:
    deck = make_deck(12, sections=2)
    in_order = [str(at) for at in range(1, 13)]
    assert numbers(lay_out(deck, SELFTEST)[0]) == (in_order, in_order)
    asked, answered = numbers(lay_out(deck, replace(SELFTEST, shuffle="7"))[0])
    # Written down, so that no other version of Python may give another one.
    assert asked == ["9", "4", "12", "11", "10", "5", "7", "3", "8", "6", "2", "1"]
    assert answered == in_order
    other, _ = numbers(lay_out(deck, replace(SELFTEST, shuffle="8"))[0])
    assert sorted(other) == sorted(asked)
    assert other != asked


def test_a_shuffled_deck_keeps_its_order_when_it_grows() -> None:
    options = replace(SELFTEST, shuffle="x")
    small, _ = numbers(lay_out(make_deck(20), options)[0])
    large, _ = numbers(lay_out(make_deck(30), options)[0])
    assert [number for number in large if int(number) <= 20] == small


def test_numbers_that_are_not_enough_to_find_an_answer_are_positions() -> None:
    sections = (Section(SectionId("a"), "A"), Section(SectionId("b"), "B"))
    notes = tuple(
        Note(
            NoteId(f"n{at}"),
            f"Q{at}?",
            f"A{at}.",
            str(at % 2 + 1),
            section=SectionId("ab"[at // 2]),
        )
        for at in range(4)
    )
    deck = Deck("d", "D", sections=sections, notes=notes)
    expected = ["1", "2", "3", "4"]
    assert numbers(lay_out(deck, SELFTEST)[0]) == (expected, expected)


def test_a_question_stays_with_two_lines_of_its_room() -> None:
    deck = make_deck(60)
    sheet, _ = lay_out(deck, SELFTEST)
    pages = sheet.pages[: answers_begin(sheet)]
    assert len(pages) > 5
    for page in pages:
        ruled = [is_ruled(placed) for placed in page.placed[1:] if placed.marks]
        assert ruled[-2:] == [True, True]
        for at, (one, two) in enumerate(pairwise(ruled)):
            if two and not one:
                assert ruled[at + 1 : at + 3] == [True, True]


def test_pages_of_questions_end_at_the_same_height() -> None:
    sheet, _ = lay_out(make_deck(60), SELFTEST)
    ends = [page.placed[-1].y_pt for page in sheet.pages[: answers_begin(sheet) - 1]]
    assert max(ends) - min(ends) < 3 * LINE_PT


def test_deletions_are_blanks_and_the_key_has_them() -> None:
    statement = "Tides follow the {{c1::moon}} and the {{c2::sun::a star}}; $a = {{c3::b}}$."
    deck = deck_of(replace(note("", statement), cards="cloze"))
    data, _ = export_pdf(deck, SELFTEST)
    assert faults(data) == []
    questions, _, key = said_text(data).partition("Answers")
    assert "moon" not in questions
    assert "________ and the ________ (a star)" in " ".join(questions.split())
    assert "a = b" not in questions
    assert "moon and the sun" in " ".join(key.split())
    assert "a = b" in key


def test_questions_without_answers_have_no_key() -> None:
    notes = [Note(NoteId(f"n{at}"), f"Why {prose(9)}?", "", str(at)) for at in range(12)]
    data, diagnostics = export_pdf(deck_of(*notes), SELFTEST)
    assert diagnostics == ()
    assert faults(data) == []
    said = said_text(data)
    assert "Answers" not in said
    assert "answer: page" not in said
    assert len(lay_out(deck_of(*notes), SELFTEST)[0].pages) == 2
    data, _ = export_pdf(deck_of(*notes, replace(note("Yes."), number="12")), SELFTEST)
    assert said_text(data).count("no answer") == 12


def test_an_empty_deck_is_one_page() -> None:
    sheet, _ = lay_out(Deck("d", "Empty"), SELFTEST)
    assert len(sheet.pages) == 1


@pytest.mark.parametrize("number", ["Question 117 (second part)", "\u200b", "\u0606"])
def test_odd_numbers_do_no_harm(number: str) -> None:
    data, _ = export_pdf(deck_of(replace(note("Yes."), number=number)), SELFTEST)
    assert faults(data) == []
    assert "Yes." in said_text(data)


# --- whole pages ----------------------------------------------------------------------------------


def asked_pages(sheet: Sheet) -> list[list[int]]:
    """Return the ruled lines below each question, page by page."""
    pages = []
    for page in sheet.pages[: answers_begin(sheet)]:
        counts: list[int] = []
        for placed in page.placed[1:]:
            if is_ruled(placed):
                counts[-1] += 1
            elif any(isinstance(mark, Glyphs) for mark in placed.marks):
                counts.append(0)
        pages.append(counts)
    return pages


@pytest.mark.parametrize("sections", [0, 4])
def test_no_page_ends_inside_of_a_question(sections: int) -> None:
    deck = make_deck(40, sections=sections)
    sheet, _ = lay_out(deck, SELFTEST)
    pages = asked_pages(sheet)
    assert "continued" not in " ".join(mark.text for mark in glyphs(*sheet.pages[: len(pages)]))
    if sections:
        return  # Headings are counted as questions.
    counts = [count for page in pages for count in page]
    wanted = [count_lines(note) for note in deck.notes]
    assert len(counts) == len(wanted)
    assert counts != wanted
    for count, lines in zip(counts, wanted, strict=True):
        assert 0.7 * lines <= count <= 1.4 * lines


def test_pages_of_questions_are_full() -> None:
    sheet, _ = lay_out(make_deck(40), SELFTEST)
    feet = [
        max(placed.y_pt for placed in page.placed if is_ruled(placed))
        for page in sheet.pages[: answers_begin(sheet)]
    ]
    assert min(feet[:-1]) > max(feet) - LINE_PT


def test_a_question_longer_than_a_page_is_whole_all_the_same() -> None:
    code = "\n".join(f"line_{at} = {at}" for at in range(150))
    deck = deck_of(note(prose(100)), note("Yes, it does.", f"Does it?\n\n```\n{code}\n```"))
    sheet, _ = lay_out(deck, SELFTEST)
    asked = sheet.pages[: answers_begin(sheet)]
    said = [mark.text for mark in glyphs(*asked)]
    assert [text for text in said if text.startswith("line_")] == code.split("\n")
    assert next(count for page in asked_pages(sheet) for count in page) == 10
    assert sum(is_ruled(placed) for page in asked for placed in page.placed) == 11


def test_the_page_of_a_question_is_copied_in_front_of_its_answer() -> None:
    sheet, _ = lay_out(make_deck(8), SELFTEST)
    key = sheet.pages[answers_begin(sheet)]
    texts = [mark.text for mark in glyphs(key)]
    for at, text in enumerate(texts):
        if text.startswith("p."):
            assert texts[at - 1].isdigit()
