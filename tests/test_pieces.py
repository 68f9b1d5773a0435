"""Texts are read in pieces, and simple pieces without the parser: the blocks are the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.deck import commonmark
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.pieces import Piece, split_pieces
from tests.strategies import raw_texts
from tests.torture import torture_deck

_LINES = st.sampled_from(
    [
        *"Some text.|- item|- **Label**: text|1. first|2. second|0. zero|* star|+ plus|10) ten"
        "|> quote|# top|---|===|***|```|~~~|```py|$$|$x$ y|$5 and $6|`code` x|**bold** on|*soft* on"
        "|__init__|_a_|1986. A year|12 monkeys|5.|-|- - x|- [ ] task|    indented|  two in|Text  "
        "|end\\|a / b|<b>x|[a](b)|![p](q)|no-break\xa0|word\t|\x0cfeed|½ cup|١. one|“quoted”"
        "|___|____|_ _ _|__|*_a_*|_*|[^1]: x|[a]: b|(aside)|&amp;|line\x1f|a\u2028b|==marked=="
        "|a ==mark== b|a == b".split("|"),
        *("| a | b |", "|---|:-:|", ":-: | -"),
    ]
)
_GAPS = st.sampled_from(
    ["\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n", "\r\n", "\n\n\n\n\n"]
)


@st.composite
def piecemeal(draw: st.DrawFn) -> str:
    """Lines of all kinds, with and without blank lines between them."""
    parts = [draw(st.sampled_from(["", "", "\n", "\n\n", " \n"]))]
    for _ in range(draw(st.integers(1, 8))):
        parts += [draw(_LINES), draw(_GAPS)]
    if draw(st.booleans()):
        parts.pop()
    return "".join(parts)


def read_whole(text: str) -> object:
    """Return the blocks of a text that the parser gets as a whole."""
    found = commonmark.parse_piece(Piece("other", text, 0, 0))
    return commonmark._as_lines(text) if found is None else found


@settings(max_examples=600)
@given(st.one_of(piecemeal(), raw_texts()))
@example("- a\n- b\n\n\n- c")
@example("1. a\n\n   b\n\nc")
@example("- a\n\n```\nb\n\nc\n```\n\nd")
@example("a\n\n" + "> " * 60 + "b")
def test_blocks_and_their_lines_are_those_of_the_whole_text(text: str) -> None:
    # As written out, because lines do not count where blocks are compared.
    assert repr(parse_blocks(text)) == repr(read_whole(text))


def test_blocks_of_texts_that_break_things_are_those_of_the_whole_text() -> None:
    for note in torture_deck().notes:
        for text in (note.question, note.answer):
            assert repr(parse_blocks(text)) == repr(read_whole(text)), note.id


@given(raw_texts())
def test_pieces_are_the_text(text: str) -> None:
    pieces = list(split_pieces(text))
    joined = "\n".join(piece.text for piece in pieces)
    assert joined.split() == text.split()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One line.\nAnother.\n\n**Bold** words.", ["paragraph", "paragraph"]),
        ("It has:\n\n- one\n- two\n\nThat is all.\n", ["paragraph", "bullets", "paragraph"]),
        ("1. one\n2. two", ["numbers"]),
        ("- one\n\n- two", ["other"]),
        ("Above.\n\n```\ncode\n\nmore\n```\n\nBelow.", ["paragraph", "other"]),
    ],
)
def test_ordinary_texts_have_simple_pieces(text: str, kinds: list[str]) -> None:
    assert [piece.kind for piece in split_pieces(text)] == kinds
