"""The same deck in six languages, in all layouts: nothing lost, nothing off the paper."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import LAYOUTS, Deck
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.page import Glyphs, Plate, Signs
from tests.tagged_pdf.expected import deck_pieces, out_of_order, said_text
from tests.tagged_pdf.triage import faults

FOLDER = Path(__file__).with_name("languages")
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
ANSWERS_BELOW = ("study", "cheatsheet", "large")
UNPRINTABLE_PT = 11.0


@cache
def deck_in(language: str) -> Deck:
    path = FOLDER / f"{language}.yaml"
    loaded, problems = load_deck(path.read_text("utf-8"), path.name)
    assert loaded is not None, problems
    assert loaded.deck.language == language
    return loaded.deck


def test_there_is_a_deck_for_each_direction_and_kind_of_script() -> None:
    assert {"ar", "he", "ja", "ru", "th"} < {*LANGUAGES}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_off_the_paper(language: str, layout: str) -> None:
    sheet, diagnostics = lay_out(deck_in(language), PdfOptions(layout=layout))
    assert [each for each in diagnostics if each.code != "NN350"] == []
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs | Signs | Plate):
                    left_pt = placed.x_pt + mark.x_pt
                    assert left_pt > UNPRINTABLE_PT
                    assert left_pt + mark.width_pt < sheet.width_pt - UNPRINTABLE_PT


@pytest.mark.parametrize("layout", ANSWERS_BELOW)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_says_the_deck_in_its_order(language: str, layout: str) -> None:
    deck = deck_in(language)
    data, _ = export_pdf(deck, PdfOptions(layout=layout))
    assert faults(data) == []
    assert out_of_order(said_text(data), [text for _, text in deck_pieces(deck)]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_self_test_has_labels_in_the_language(language: str) -> None:
    data, _ = export_pdf(deck_in(language), PdfOptions(layout="selftest"))
    assert faults(data) == []
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    )
    shown = "".join(text.split())
    phrases = labels_of(language).phrases
    assert "".join(phrases.answers.split()) in shown
    assert "answer" not in shown.lower()
