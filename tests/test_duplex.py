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
