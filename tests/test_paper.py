"""Sheets of paper: all text is printed once, within reach of a printer, and not parted badly."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import LAYOUTS, Deck
from nnexport.deck.numbering import printed_numbers
from nnexport.diagnostics import Diagnostic
from nnexport.errors import NnexportError
from nnexport.exporters.pdf import LAYOUT_OPTIONS, PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.headers import RULE_PT
from nnexport.exporters.pdf.page import ACCENT, Placed, Rule, Sheet, Signs
from tests.paper import paper_deck
from tests.paper.reading import (
    LONG,
    Printed,
    formulas,
    glyphs_of,
    in_reading_order,
    is_furniture,
    paragraphs,
    pieces,
    read_sheet,
    read_side,
    squeeze,
    texts_of,
)

ROOT = Path(__file__).parents[1]
DECKS = ("torture", "shipped")
PAPERS = ("a4", "letter")
MM = 72 / 25.4
UNPRINTABLE_PT = 4 * MM

CONTENTS = {"study", "booklet", "large", "selftest"}
"""Layouts with a list of sections and questions in front, or with one apart from the answers."""

QUESTIONS_AGAIN = CONTENTS | {"cards"}
"""Layouts that print a question again: cards do so in front of each part of a long answer."""

WITHOUT_SECTIONS = {"cards"}
"""Layouts in which sections and the deck's title are not printed."""

APART = {"cards", "selftest"}
"""Layouts with questions and answers on different pages."""


@cache
def read_deck(name: str) -> Deck:
    if name == "torture":
        return paper_deck()
    loaded, problems = load_deck((ROOT / "questions/neural-networks.yaml").read_text("utf-8"), name)
    assert loaded is not None, problems
    return loaded.deck


@dataclass(frozen=True)
class Paper:
    """A deck on paper, laid out and drawn."""

    layout: str
    deck: Deck
    sheet: Sheet
    printed: Printed
    diagnostics: tuple[Diagnostic, ...]
    data: bytes

    @property
    def unreadable(self) -> set[str]:
        """The notes of which characters are missing."""
        return {each.note for each in self.diagnostics if each.code == "NN301"}


@cache
def print_deck(name: str, layout: str, paper: str) -> Paper:
    return print_sheet(read_deck(name), PdfOptions(layout=layout, paper=paper))


def print_sheet(deck: Deck, options: PdfOptions) -> Paper:
    sheet, diagnostics = lay_out(deck, options)
    numbers = frozenset(printed_numbers(deck.exported_notes))
    data, _ = export_pdf(deck, options)
    printed = read_sheet(sheet, options.layout, numbers)
    return Paper(options.layout, deck, sheet, printed, diagnostics, data)


@pytest.fixture(
    params=list(itertools.product(DECKS, LAYOUTS, PAPERS)), ids=lambda each: "-".join(each)
)
def paper(request: pytest.FixtureRequest) -> Paper:
    return print_deck(*request.param)


# --- all of the text, once -----------------------------------------------------------------------


def wanted(paper: Paper) -> Iterator[tuple[str, bool]]:
    """Yield each piece of text that must be printed, and whether it may be printed again."""
    deck = paper.deck
    if paper.layout not in WITHOUT_SECTIONS:
        used = {note.section for note in deck.exported_notes}
        again = paper.layout in CONTENTS
        yield from ((squeeze(each.title), again) for each in deck.sections if each.id in used)
    for note in deck.exported_notes:
        if note.id not in paper.unreadable:
            question, answer = (
                read_side(deck, note, text) for text in (note.question, note.answer)
            )
            yield from ((piece, paper.layout in QUESTIONS_AGAIN) for piece in pieces(question))
            yield from ((piece, False) for piece in pieces(answer))


def test_every_piece_of_text_is_printed_exactly_once(paper: Paper) -> None:
    pieces_of_deck = dict(wanted(paper))
    assert missing_and_repeated(paper) == ([], [])
    assert sum(map(len, pieces_of_deck)) > 20_000


def missing_and_repeated(paper: Paper) -> tuple[list[str], list[str]]:
    """Return the pieces of text that a sheet lacks, and those that it prints too often."""
    pieces_of_deck = list(wanted(paper))
    everything = "\0".join(piece for piece, _ in pieces_of_deck)
    missing, again = [], []
    for piece, may_be_again in dict(pieces_of_deck).items():
        count = paper.printed.text.count(piece)
        if not count:
            missing.append(piece)
        elif len(piece) >= LONG and not may_be_again and count != everything.count(piece):
            again.append(piece)
    return missing, again


def test_the_text_layer_is_what_is_drawn(paper: Paper) -> None:
    """Page by page, the letters that a viewer finds are those that were laid out."""
    document = pypdfium2.PdfDocument(io.BytesIO(paper.data))
    assert len(document) == len(paper.sheet.pages)
    for page, found in zip(paper.sheet.pages, document, strict=True):
        drawn = "".join(text for placed in page.placed for _, text in texts_of(placed))
        text = found.get_textpage().get_text_range()
        assert "\x00" not in text
        assert "\ufffd" in drawn or "\ufffd" not in text
        assert Counter(filter(str.isalnum, text)) == Counter(filter(str.isalnum, drawn))


def test_every_formula_can_be_copied_as_its_source(paper: Paper) -> None:
    copied = squeeze(
        "".join(
            text
            for _, placed in in_reading_order(paper.sheet, paper.layout)
            for mark, text in texts_of(placed)
            if isinstance(mark, Signs) or not is_furniture(mark, frozenset())
        )
    )
    for note in paper.deck.exported_notes:
        for text in (note.question, note.answer):
            for tex in formulas(read_side(paper.deck, note, text)):
                assert tex in copied, note.id


def test_a_replacement_sign_is_reported() -> None:
    deck = read_deck("torture")
    for note in deck.notes:
        alone = Deck(deck.id, "Alone", notes=(note,))
        sheet, diagnostics = lay_out(alone, PdfOptions(layout="study"))
        texts = (m.text for page in sheet.pages for each in page.placed for m in glyphs_of(each))
        reported = any(each.code == "NN301" for each in diagnostics)
        assert any("\ufffd" in text for text in texts) == reported, note.id


# --- inside of the paper, the column and the card ------------------------------------------------


def test_nothing_is_printed_where_printers_do_not_reach(paper: Paper) -> None:
    for number, boxes in enumerate(text_boxes(paper.data)):
        for left_pt, bottom_pt, right_pt, top_pt in boxes:
            assert left_pt >= UNPRINTABLE_PT, number
            assert bottom_pt >= UNPRINTABLE_PT, number
            assert right_pt <= paper.sheet.width_pt - UNPRINTABLE_PT, number
            assert top_pt <= paper.sheet.height_pt - UNPRINTABLE_PT, number


def test_no_text_is_printed_over_other_text(paper: Paper) -> None:
    for number, boxes in enumerate(text_boxes(paper.data)):
        ordered = sorted(boxes, key=lambda box: box[1])
        for at, (left_pt, bottom_pt, right_pt, top_pt) in enumerate(ordered):
            height_pt = top_pt - bottom_pt
            for left2_pt, bottom2_pt, right2_pt, top2_pt in ordered[at + 1 :]:
                if bottom2_pt > top_pt - 0.45 * height_pt:
                    break
                wide_pt = min(right_pt, right2_pt) - max(left_pt, left2_pt)
                high_pt = min(top_pt, top2_pt) - max(bottom_pt, bottom2_pt)
                overlaps = high_pt > 0.45 * min(height_pt, top2_pt - bottom2_pt)
                assert not (wide_pt > 2 and overlaps), (number, left_pt, bottom_pt)


Box = tuple[float, float, float, float]
"""Left, bottom, right, top; from the lower left of the page."""


def text_boxes(data: bytes) -> Iterator[list[Box]]:
    """Yield for each page where a viewer finds stretches of text."""
    for page in pypdfium2.PdfDocument(io.BytesIO(data)):
        text = page.get_textpage()
        yield [text.get_rect(at) for at in range(text.count_rects())]


def test_nothing_reaches_into_the_next_column_or_card(paper: Paper) -> None:
    for page in paper.sheet.pages:
        lefts = sorted({p.x_pt for p in page.placed if any(glyphs_of(p)) and not is_head(p)})
        for placed in page.placed:
            ends = [left_pt for left_pt in lefts if left_pt > placed.x_pt + 1]
            if not ends or is_head(placed):
                continue
            for mark, text in texts_of(placed):
                assert placed.x_pt + mark.x_pt + mark.width_pt <= ends[0] - 5, text


def is_head(placed: Placed) -> bool:
    """Tell whether something stands above all columns: it has a rule below it."""
    rules = (mark for mark in placed.marks if isinstance(mark, Rule))
    return any(rule.thickness_pt == RULE_PT and rule.color == ACCENT for rule in rules)


def test_no_line_is_full_of_holes(paper: Paper) -> None:
    """Where a long word does not fit any more, the line before it is short, not stretched."""
    for page in paper.sheet.pages:
        for placed in page.placed:
            # Code and exponents in a line are smaller than its text.
            size_pt = max((mark.size_pt for mark in glyphs_of(placed)), default=0.0)
            for mark in glyphs_of(placed):
                assert mark.gap_pt <= 0.9 * size_pt, mark.text


# --- nothing is parted badly ---------------------------------------------------------------------


def test_no_question_is_parted_from_the_first_two_lines_of_its_answer(paper: Paper) -> None:
    if paper.layout in APART:
        pytest.skip("questions and answers are on different pages")
    seen = 0
    for note in paper.deck.exported_notes:
        asked = pieces(read_side(paper.deck, note, note.question))
        told = list(paragraphs(read_side(paper.deck, note, note.answer)))
        if not asked or not told or len(asked[-1]) < 8:
            continue
        answer = paper.printed.text.find(told[0])
        question = paper.printed.text.rfind(asked[-1], 0, answer)
        # What stands before the first paragraph is not looked at.
        between = paper.printed.text[question + len(asked[-1]) : answer]
        if question < 0 or between or note.id in paper.unreadable:
            continue
        last = paper.printed.place(question + len(asked[-1]) - 1)
        for line in paper.printed.lines(answer, len(told[0]))[:2]:
            assert line.column == last.column, note.id
        seen += 1
    assert seen >= 30


def test_no_line_of_a_paragraph_stands_alone(paper: Paper) -> None:
    """Neither its first line at the foot of a column nor its last one at the top of another."""
    seen = 0
    for note in paper.deck.exported_notes:
        if note.id in paper.unreadable:
            continue
        for text in paragraphs(read_side(paper.deck, note, note.answer)):
            lines = paper.printed.lines(paper.printed.text.index(text), len(text))
            columns = Counter(line.column for line in lines)
            seen += len(columns) > 1
            # Three lines cannot be parted so that two are on either side: they stay together.
            if len(lines) > 2 and len(columns) > 1:
                assert min(columns.values()) >= 2, text
    assert seen or paper.layout in APART or paper.deck.id != "paper"


def test_number_question_and_answer_stand_on_one_line_of_a_cheat_sheet() -> None:
    paper = print_deck("shipped", "cheatsheet", "a4")
    seen = 0
    for note in paper.deck.exported_notes:
        told = list(paragraphs(read_side(paper.deck, note, note.answer)))
        (asked,) = pieces(read_side(paper.deck, note, note.question))
        question = paper.printed.text.find(asked)
        answer = paper.printed.text.find(told[0])
        if answer == question + len(asked):
            assert paper.printed.place(question).y_pt == pytest.approx(
                paper.printed.place(answer).y_pt
            )
            seen += 1
    assert seen > 40


# --- the file ------------------------------------------------------------------------------------


def test_every_font_is_in_the_file(paper: Paper) -> None:
    seen = set()
    with pikepdf.open(io.BytesIO(paper.data)) as pdf:
        for page in pdf.pages:
            for name, font in page.get("/Resources", {}).get("/Font", {}).items():
                (descendant,) = font.get("/DescendantFonts", [font])
                descriptor = descendant.get("/FontDescriptor")
                assert descriptor is not None, name
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
                assert "/ToUnicode" in font, name
                seen.add(str(font.BaseFont))
    assert seen


_IN_ANOTHER_PROCESS = """
import hashlib, sys
from nnexport.exporters.pdf import LAYOUTS, PdfOptions, export_pdf
from tests.paper import paper_deck
for layout in LAYOUTS:
    print(hashlib.sha256(export_pdf(paper_deck(), PdfOptions(layout=layout))[0]).hexdigest())
"""


def test_another_process_draws_the_same_bytes() -> None:
    here = [
        hashlib.sha256(print_deck("torture", layout, "a4").data).hexdigest() for layout in LAYOUTS
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    there = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_PROCESS],
        capture_output=True, check=True, text=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert there.stdout.split() == here


# --- in haste ------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUT_OPTIONS["fast"])
def test_a_fast_sheet_has_all_of_the_text(layout: str) -> None:
    deck = read_deck("torture")
    options = PdfOptions(layout=layout, fast=True)
    fast = print_sheet(deck, options)
    data = fast.data
    assert [piece for piece, _ in wanted(fast) if piece not in fast.printed.text] == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert b"<pdfuaid:part>" not in pdf.Root.Metadata.read_bytes()


def test_cards_are_not_set_in_haste() -> None:
    with pytest.raises(NnexportError, match="--fast is not for the layout 'cards'"):
        lay_out(read_deck("shipped"), PdfOptions(layout="cards", fast=True))
