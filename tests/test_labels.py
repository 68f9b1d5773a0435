"""Labels at the beginning of paragraphs and list items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, Place, Source, Variant
from nnexport.deck.labels import embolden_label, embolden_labels
from nnexport.deck.markup import Paragraph, Styled, Text, inline_text, walk_blocks
from nnexport.exporters.anki import render_notes


def label(text: str) -> str:
    """Return what is bold at the beginning of a text of one paragraph."""
    (block,) = parse_blocks(text)
    assert isinstance(block, Paragraph)
    first = embolden_label(block.inlines)[0]
    return inline_text(first.children) if isinstance(first, Styled) else ""


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("Mean Squared Error (MSE): used for regression", "Mean Squared Error (MSE):"),
        ("Ошибка: разность", "Ошибка:"),
        ("Weights: $w_i$", "Weights:"),
        ("Subtract the maximum first: $x - m$", ""),
        ("Weights: *numbers*", "Weights:"),
        ("Weights:", ""),
        ("Three parts:\nand one more", ""),
        ("this one: begins in lower case", ""),
        ("One sentence ends. Then: another", ""),
        ("A long beginning of more than six words: is a sentence", ""),
        ("Time 12:30 is no label", ""),
        ("See https://example.org for more", ""),
        ("`x`: a name", ""),
    ],
)
def test_label_is_short_and_something_follows(text: str, bold: str) -> None:
    assert label(text) == bold


@given(
    st.lists(st.sampled_from("A: b Bias: - * 1. > \n \n\n `x` $y$ | # ".split(" "))).map(" ".join)
)
def test_no_letter_changes(text: str) -> None:
    before = parse_blocks(text)
    after = embolden_labels(before)
    kinds = [type(block) for block in walk_blocks(before)]
    assert [type(block) for block in walk_blocks(after)] == kinds
    for one, other in zip(walk_blocks(before), walk_blocks(after), strict=True):
        if isinstance(one, Paragraph) and isinstance(other, Paragraph):
            assert inline_text(one.inlines) == inline_text(other.inlines)


def test_labels_of_the_answer_are_bold_on_cards_and_not_what_sources_said() -> None:
    answer = "Parts: two.\n\n1. Bias: a term\n   - Deep: down\n2. x\n\n> Quote: said"
    variants = (Variant(Place("a", ((1, 2),)), "Bias: a term"),)
    deck = Deck(
        "d",
        "D",
        sources=(Source("a", "a.txt"),),
        notes=(Note("n", "Q: a?", answer, variants=variants),),
    )
    ((note,), _) = render_notes(deck)
    question, shown, said = note.fields[:3]
    assert question == "Q: a?"
    assert shown.count("<strong>") == 4
    assert "<li><strong>Bias:</strong> a term\n<ul>\n<li><strong>Deep:</strong> down</li>" in shown
    assert "<strong>" not in said


def test_labels_of_a_cloze_answer_are_bold() -> None:
    note = Note("n", "Q", "Bias: {{c1::a term}}", cards="cloze")
    ((rendered,), _) = render_notes(Deck("d", "D", notes=(note,)))
    assert "<strong>Bias:</strong> {{c1::a term}}" in rendered.fields[0]


def test_bold_label_is_not_bold_twice() -> None:
    (block,) = embolden_labels(parse_blocks("**Bias:** a term"))
    assert isinstance(block, Paragraph)
    assert block.inlines == (Styled("strong", (Text("Bias:"),)), Text(" a term"))
