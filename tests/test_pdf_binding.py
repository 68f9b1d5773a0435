"""Spaces at which no line ends."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.fonts import MONO, REGULAR, Fonts
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.text.binding import NO_BREAK, binding_of
from nnexport.exporters.pdf.text.hyphens import find_hyphens

LANGUAGES = ("fr", "de-AT", "cs", "pl", "ru", "uk", "es")


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("fr", "Quoi ? « Rien » : non !", "Quoi_? «_Rien_»_: non_!"),
        ("fr-CA", "en 12 km et 5 %", "en 12_km et 5_%"),
        ("de", "z. B. hier, d. h. 20 °C. Das ist 5 mal", "z._B. hier, d._h. 20_°C. Das ist 5 mal"),
        ("cs", "v domě a u lesa k nám", "v_domě a_u_lesa k_nám"),
        ("pl", "w lesie i Z domu", "w_lesie i_Z_domu"),
        ("ru", "в доме и у леса, 5 км", "в_доме и_у_леса, 5_км"),
        ("uk", "у лісі й з дому", "у_лісі й_з_дому"),
        ("es", "10 kg y 3 casas", "10_kg y 3 casas"),
        ("fr", "a:b ?c", "a:b_?c"),
        ("cs", "str. v. a-v x", "str. v. a-v x"),
    ],
)
def test_a_language_binds_what_its_rules_say(language: str, text: str, bound: str) -> None:
    bind = binding_of(language)
    assert bind is not None
    assert bind(text).replace(NO_BREAK, "_") == bound


@pytest.mark.parametrize("language", ["en", "en-GB", "ja", "he", ""])
def test_other_languages_have_no_rules(language: str) -> None:
    assert binding_of(language) is None


@given(st.text(), st.sampled_from(LANGUAGES))
def test_only_spaces_differ(text: str, language: str) -> None:
    bind = binding_of(language)
    assert bind is not None
    bound = bind(text)
    assert bound.replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")


@pytest.mark.parametrize("width_pt", [float(each) for each in range(60, 200, 7)])
def test_no_line_begins_with_a_french_sign_or_ends_in_a_russian_letter(width_pt: float) -> None:
    for language, text in (
        ("fr", "Est-ce « vrai » ? Oui : non ! Peut-être ; et « ceci » aussi ? " * 3),
        ("ru", "Мы с ним в лесу и у реки, а о нём и в саду с ней. " * 3),
    ):
        fonts = Fonts(Losses(), language)
        lines = set_lines([Run(text, Look(REGULAR, 10.0))], fonts, width_pt=width_pt, prose=True)
        for line in lines:
            shown = "".join(mark.text for mark in line.marks if isinstance(mark, Glyphs))
            assert shown[0] not in ":;?!»"
            assert shown[-1] != "«"
            assert len(shown.split(" ")[-1]) > 1


def test_code_is_as_it_was_typed() -> None:
    look = Look(MONO, 10.0)
    (line,) = set_lines([Run("a ? b : c", look)], Fonts(Losses(), "fr"), width_pt=500.0)
    (mark,) = line.marks
    assert isinstance(mark, Glyphs)
    assert mark.text == "a ? b : c"


def test_a_bound_word_may_be_parted() -> None:
    plain = find_hyphens("представление", "ru")
    assert plain
    assert find_hyphens(f"в{NO_BREAK}представление", "ru") == tuple(at + 2 for at in plain)
    assert find_hyphens(f"représentation{NO_BREAK}:", "fr") == find_hyphens("représentation", "fr")


def test_the_text_of_a_french_sheet_is_that_of_the_deck() -> None:
    answer = "Est-ce « vrai » ? Oui : non ! " * 20
    note = Note(NoteId("n"), "Pourquoi ?", answer)
    deck = Deck("d", "Mer", language="fr", notes=(note,))
    data = export_pdf(deck, PdfOptions(layout="study"))[0]
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert " ".join(answer.split()[:40]) in " ".join(said.split())
