"""Both sides of the paper, as a printer turns it: what is behind what, measured in the PDF."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.papers import CARDS, PAPERS

MM = 72 / 25.4
Place = tuple[float, float]


def make_deck(count: int) -> Deck:
    """Return a deck whose questions and answers are words of one width each."""
    notes = tuple(
        Note(NoteId(f"n{at}"), question=f"ask{at:02}", answer=f"say{at:02}", number=str(at))
        for at in range(count)
    )
    return Deck("d", "Deck", notes=notes)


def read_words(page: pypdfium2.PdfPage, word: str) -> dict[str, tuple[Place, Place]]:
    """Return where each word of a page begins and ends, from the left and the foot."""
    text = page.get_textpage()
    found: dict[str, tuple[Place, Place]] = {}
    for match in re.finditer(rf"{word}(\d\d)", text.get_text_range()):
        boxes = [text.get_charbox(at) for at in (match.start(), match.end() - 1)]
        first, last = (((left + right) / 2, (foot + top) / 2) for left, foot, right, top in boxes)
        found[match[1]] = (first, last)
    return found


def seen_from_the_front(place: Place, paper: tuple[float, float], duplex: str) -> Place:
    """Return where a place on the back of paper is, as if one saw through from the front.

    The printer turns it over one of its edges; the long ones are upright or lie with the page.
    """
    (x, y), (width, height) = place, paper
    is_upright_edge = (duplex == "/DuplexFlipLongEdge") is (height > width)
    return (width - x, y) if is_upright_edge else (x, height - y)


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("card", CARDS)
def test_each_answer_is_behind_its_question_and_reads_when_the_card_is_turned(
    card: str, paper: str, flip: str
) -> None:
    offset = (3.0, -2.0)
    options = PdfOptions("cards", card=card, paper=paper, flip=flip)
    moved = PdfOptions("cards", card=card, paper=paper, flip=flip, back_offset=offset)
    data, _ = export_pdf(make_deck(11), options)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        duplex = str(pdf.Root.ViewerPreferences.Duplex)
    assert duplex == {"long": "/DuplexFlipLongEdge", "short": "/DuplexFlipShortEdge"}[flip]
    document, other = (
        pypdfium2.PdfDocument(data),
        pypdfium2.PdfDocument(export_pdf(make_deck(11), moved)[0]),
    )
    assert len(document) % 2 == 0
    seen = 0
    for at in range(0, len(document), 2):
        size = document[at].get_size()
        asked, said = read_words(document[at], "ask"), read_words(document[at + 1], "say")
        later = read_words(other[at + 1], "say")
        assert asked.keys() == said.keys() == later.keys()
        seen += len(asked)
        for key, (first, last) in asked.items():
            begin, end = (seen_from_the_front(place, size, duplex) for place in said[key])
            assert (begin[0] + end[0]) / 2 == pytest.approx((first[0] + last[0]) / 2, abs=2)
            assert (begin[1] + end[1]) / 2 == pytest.approx((first[1] + last[1]) / 2, abs=4)
            # Turned like a page, a card reads from left to right on its back too.
            assert begin[0] > end[0]
            assert begin[1] == pytest.approx(end[1], abs=2)
            # To the right and down, as one reads the back.
            shifted, _ = (seen_from_the_front(place, size, duplex) for place in later[key])
            assert shifted[0] - begin[0] == pytest.approx(-offset[0] * MM, abs=0.05)
            assert shifted[1] - begin[1] == pytest.approx(-offset[1] * MM, abs=0.05)
    assert seen == 11


def read_pages(data: bytes) -> dict[int, tuple[int, bool, Place]]:
    """Return where the pages of a booklet are, by their numbers: sheet, if behind, left and right.

    Left and right are those of the text, from the left of the half that it stands in, in the
    direction in which that is read.
    """
    document = pypdfium2.PdfDocument(data)
    found: dict[int, tuple[int, bool, Place]] = {}
    for at in range(len(document)):
        width, height = document[at].get_size()
        text = document[at].get_textpage()
        for right in (False, True):
            box = (width / 2 if right else 0.0, 0.0, width if right else width / 2, height)
            said = text.get_text_bounded(*box)
            number = re.search(r"Page\s(\d+)\sof", said)
            if not number:
                continue
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            inside = [(b[0] - box[0], b[2] - box[0]) for b in boxes if box[0] <= b[0] < box[2]]
            edges = (min(left for left, _ in inside), max(end for _, end in inside))
            found[int(number[1])] = (at, right, edges)
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_a_booklet_is_in_order_when_its_sheets_are_turned_and_folded(paper: str) -> None:
    notes = tuple(
        Note(NoteId(f"n{at}"), f"What is {at}?", " ".join(["It is a word or two."] * 60), str(at))
        for at in range(14)
    )
    data, _ = export_pdf(Deck("d", "Deck", notes=notes), PdfOptions("booklet", paper=paper))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        sides = len(pdf.pages)
    pages = read_pages(data)
    assert len(pages) > 4
    assert sides % 2 == 0
    for number, (side, is_right, (left_pt, right_pt)) in pages.items():
        # The page lies, so its short edges are left and right: what is right in front is behind
        # what is left on the back. A sheet inside begins two pages later.
        leaf, is_back = divmod(side, 2)
        early = 2 * leaf + 1 + is_back
        expected = early if is_right is not bool(is_back) else 2 * sides + 1 - early
        assert number == expected
        # The fold is at the left of odd pages.
        half_pt = max(PAPERS[paper]) / 2
        inner_pt, outer_pt = left_pt, half_pt - right_pt
        if number % 2 == 0:
            inner_pt, outer_pt = outer_pt, inner_pt
        assert inner_pt > outer_pt + 2 * MM
        assert outer_pt > 4 * MM


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", ["study", "cheatsheet", "large", "selftest"])
def test_bound_pages_have_room_at_the_spine(layout: str, paper: str) -> None:
    notes = tuple(
        Note(NoteId(f"n{at}"), f"What is {at}?", " ".join(["It is a word or two."] * 70), str(at))
        for at in range(18)
    )
    options = PdfOptions(layout, paper=paper, binding=True)
    document = pypdfium2.PdfDocument(export_pdf(Deck("d", "Deck", notes=notes), options)[0])
    assert len(document) > 1
    for at, page in enumerate(document):
        width, _ = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        left_pt, right_pt = min(b[0] for b in boxes), width - max(b[2] for b in boxes)
        inner_pt, outer_pt = (left_pt, right_pt) if at % 2 == 0 else (right_pt, left_pt)
        assert inner_pt > outer_pt + 4 * MM
        assert outer_pt > 4 * MM
