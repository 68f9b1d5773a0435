"""Whatever a deck holds: a check never raises, points into the file, and --fix finds an end."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.checking import CONTENT_CODES, OUTPUT_CODES, check_deck
from nnexport.checking.fixing import close_fence, fix_deck, fix_tags, strip_lines
from nnexport.checking.tex import tex_faults
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck
from nnexport.deck.lock import Lock
from nnexport.diagnostics import format_diagnostic
from tests.strategies import decks, raw_texts, texts

PIECES = (
    r"** * ` ``` ~~~ [a]( ) ![a]( x.png <b> </b> <sub> <img src= > | |---| $ $$ \( \) \frac { } "
    r"^ _ ' & \\ % # \left( \right) \begin{cases} \end{cases} {{c1:: }} :: a word. 1 - ##x"
)
SIGNS = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\n\n", "  "]), max_size=14).map(
    "".join
)


@given(decks())
@settings(max_examples=40, deadline=None)
def test_a_check_never_raises_and_points_into_the_file(deck: Deck) -> None:
    text = dump_deck(deck)
    loaded, _ = load_deck(text, "deck.yaml")
    assert loaded is not None
    for each in check_deck(loaded):
        assert each.code in OUTPUT_CODES | CONTENT_CODES
        assert 1 <= each.span.line <= text.count("\n")
        assert 1 <= each.span.column <= len(loaded.excerpt(each.span.line)) + 1
        assert format_diagnostic(each)


@given(SIGNS, SIGNS, st.sampled_from(["", "cloze"]))
@example("", "_\n_", "")
@settings(max_examples=150, deadline=None)
def test_any_signs_can_be_checked(question: str, answer: str, cards: str) -> None:
    item = {"id": "a", "question": question, "answer": answer}
    if cards:
        item["cards"] = cards
    # JSON is YAML.
    loaded, problems = load_deck(
        json.dumps({"deck": {"id": "d", "title": "D"}, "questions": [item]}), "deck.yaml"
    )
    assert loaded is not None, problems
    for each in check_deck(loaded):
        assert each.message.isprintable(), each.message


@given(st.text(alphabet="\\{}^_&%#$' ab1()[]", max_size=24))
@settings(max_examples=150, deadline=None)
def test_any_formula_can_be_judged(tex: str) -> None:
    tex_faults(tex)


@example("```python\n\r0")
@given(st.one_of(raw_texts(), texts(), SIGNS))
@settings(max_examples=100, deadline=None)
def test_a_fence_is_closed_once_and_nothing_else_changes(text: str) -> None:
    closed = close_fence(text)
    assert parse_blocks(closed) == parse_blocks(text)
    assert close_fence(closed) == closed
    assert closed.startswith(text)


@given(decks())
@settings(max_examples=40, deadline=None)
def test_fixing_ends_and_changes_no_word(deck: Deck) -> None:
    text = dump_deck(deck)
    for _ in range(4):
        loaded, _problems = load_deck(text, "deck.yaml")
        assert loaded is not None
        before = loaded.deck
        text, by_tags = fix_tags(text, "deck.yaml")
        loaded, _problems = load_deck(text, "deck.yaml")
        assert loaded is not None
        text, by_texts = fix_deck(loaded, Lock(deck.id), check_deck(loaded))
        loaded, _problems = load_deck(text, "deck.yaml")
        assert loaded is not None
        text, by_lines = strip_lines(loaded)
        assert [note.id for note in loaded.deck.notes] == [note.id for note in before.notes]
        for now, was in zip(loaded.deck.notes, before.notes, strict=True):
            assert parse_blocks(now.answer) == parse_blocks(was.answer)
            assert now.variants == was.variants
        if not (by_tags or by_texts or by_lines):
            return
    raise AssertionError("fixing does not end")
