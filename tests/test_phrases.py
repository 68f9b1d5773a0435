"""What sheets and pages say themselves, in the language of the deck."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from string import Formatter

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.document import Deck, Place, Source, SourceId, Variant
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.fonts import BOLD, HEAVY, ITALIC, REGULAR, Fonts
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.text import cjk
from nnexport.exporters.phrases import PHRASES, Phrases, phrases_tag
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults
from tests.test_layouts import make_deck, prose
from tests.test_markdown import export, make_note, read_back
from tests.test_markdown import make_deck as make_page_deck

FILLED_IN = {
    "page": {"page", "pages"},
    "answer_on": {"page"},
    "question_on": {"page"},
    "also_from": {"source"},
    "part": {"part", "parts"},
}


def texts(phrases: Phrases) -> Iterator[tuple[str, str]]:
    for field, value in zip(fields(phrases), astuple(phrases), strict=True):
        for text in value if isinstance(value, tuple) else (value,):
            yield field.name, text


@pytest.mark.parametrize("language", PHRASES)
def test_a_language_has_every_phrase_and_says_what_is_to_be_filled_in(language: str) -> None:
    for name, text in texts(PHRASES[language]):
        assert re.search(r"[^\W\d_]", text)
        assert text == text.strip()
        assert {part[1] for part in Formatter().parse(text) if part[1]} == FILLED_IN.get(
            name, set()
        )
    assert PHRASES[language].answer[-1] in ":："


@pytest.mark.parametrize("language", PHRASES)
def test_the_fonts_have_the_letters_of_every_phrase(language: str) -> None:
    losses = Losses()
    fonts = Fonts(losses, language)
    for _, text in texts(labels_of(language).phrases):
        for font in (REGULAR, ITALIC, BOLD, HEAVY):
            for word in text.split():
                assert fonts.measure(font, word)
    assert losses.take("") == ()


def test_no_language_says_what_another_one_does() -> None:
    """A line that was copied and never translated would be there twice."""
    said = [phrases.calibration[0] for phrases in PHRASES.values()]
    assert len({*said}) == len(said)


@pytest.mark.parametrize(
    ("language", "tag", "of_labels"),
    [
        ("de", "de", ""),
        ("de-AT", "de", ""),
        ("pt_BR", "pt", ""),
        ("EN-GB", "en", ""),
        ("zh", "zh", ""),
        ("zh-CN", "zh", ""),
        ("zh-TW", "zh-Hant", ""),
        ("zh-Hant-HK", "zh-Hant", ""),
        ("no", "nb", "nb"),
        ("sw", "en", "en"),
        ("", "en", "en"),
        ("not a tag", "en", "en"),
    ],
)
def test_a_tag_has_the_phrases_of_its_language_or_english(
    language: str, tag: str, of_labels: str
) -> None:
    assert phrases_tag(language) == tag
    assert labels_of(language).language == of_labels


def test_without_their_font_the_labels_are_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cjk, "font_path", lambda: None)
    labels_of.cache_clear()
    try:
        assert labels_of("ja").phrases is PHRASES["en"]
        assert labels_of("ja").language == "en"
        assert labels_of("he").phrases is PHRASES["he"]
    finally:
        labels_of.cache_clear()


# --- sheets ---------------------------------------------------------------------------------------


def long_deck(language: str) -> Deck:
    """Return a deck that makes every layout say all that it says."""
    deck = make_deck(30, sections=2)
    first, second, *others = deck.notes
    variant = Variant(Place(SourceId("b"), ((1, 1),)), "Another one.")
    notes = (
        replace(first, answer=""),
        replace(second, answer=prose(900), variants=(variant,)),
        *others,
    )
    source = Source(SourceId("b"), path="b.txt", title="B")
    return replace(deck, language=language, notes=notes, sources=(source,))


def printed(deck: Deck, layout: str) -> str:
    options = PdfOptions(layout=layout, variants=layout == "study", calibrate=layout == "cards")
    document = pypdfium2.PdfDocument(io.BytesIO(export_pdf(deck, options)[0]))
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(found.replace("\ufffe", "").split())


SAID = {
    "study": ("contents", "page", "continued", "no_answer", "also_from"),
    "selftest": ("page", "answer_on", "question_on", "answers", "no_answer"),
    "cards": ("part", "no_answer", "calibration"),
    "cheatsheet": ("page", "continued", "no_answer"),
    "large": ("contents", "page", "no_answer"),
    "fold": ("page", "no_answer"),
    "booklet": ("contents", "page", "no_answer"),
}


@pytest.mark.parametrize("layout", SAID)
def test_a_german_deck_has_german_labels_and_no_english_one(layout: str) -> None:
    german = printed(long_deck("de"), layout)
    english = printed(long_deck("en"), layout)
    for tag, text, other in (("de", german, english), ("en", english, german)):
        for name, phrase in texts(PHRASES[tag]):
            if name in SAID[layout]:
                pattern = re.sub(r"\\\{\w+\\\}", r"\\w+", re.escape(phrase))
                assert re.search(rf"(?<!\w){pattern}", text), phrase
                assert not re.search(rf"(?<!\w){pattern}", other), phrase


@pytest.mark.parametrize("language", [*PHRASES])
def test_references_stand_beside_their_questions_in_every_language(language: str) -> None:
    deck = replace(make_deck(12), language=language)
    sheet, found = lay_out(deck, PdfOptions(layout="selftest"))
    assert found == ()
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                assert 0 < placed.x_pt + mark.x_pt < sheet.width_pt


@pytest.mark.parametrize(
    ("language", "said_in"), [("de", ""), ("ru", ""), ("he", ""), ("sw", "en"), ("nn", "nb")]
)
@pytest.mark.parametrize("layout", ["study", "cheatsheet", "large", "selftest"])
def test_labels_say_their_language_where_it_is_not_that_of_the_deck(
    layout: str, language: str, said_in: str
) -> None:
    data = export_pdf(long_deck(language), PdfOptions(layout=layout))[0]
    assert faults(data) == []
    no_answer = labels_of(language).phrases.no_answer
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = TaggedFile(pdf)
        said = {
            str(element.object.get("/Lang", ""))
            for element in file.elements()
            if element.role in ("P", "Span")
            and no_answer
            in (
                "".join(map(file.text_of, element.contents)),
                str(element.object.get("/ActualText", "")),
            )
        }
    assert said == {said_in}


# --- the Markdown page ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", PHRASES)
def test_a_page_with_labels_in_any_language_reads_back(language: str) -> None:
    bird = "Which is a bird?\n\n- A. Cat\n- B. Wren"
    code = "What is `x`?\n\n```python\nif y:\n    x = 1\n```"
    deck = make_page_deck(
        make_note("bird", bird, "B", "1"),
        make_note("x", code, "- One.", "2"),
        make_note("mammal", bird.replace("bird", "mammal"), "Neither.", "3"),
    )
    page = export(replace(deck, language=language))
    assert f"\n## {PHRASES[language].contents}\n" in page
    assert page.count(f"\n**{PHRASES[language].answer}**\n") == 3
    entries = read_back(page)
    assert [entry.question for entry in entries] == [note.question for note in deck.notes]
    assert [entry.answer for entry in entries] == [note.answer for note in deck.notes]


def test_a_question_that_is_called_as_the_contents_are_has_an_anchor_of_its_own() -> None:
    page = export(replace(make_page_deck(make_note("a", "Inhalt", "Text.")), language="de"))
    assert "- [Inhalt](#inhalt-1)\n" in page
