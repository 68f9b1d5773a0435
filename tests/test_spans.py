"""Where nothing is in doubt, the text of a paragraph is read without the parser: as by it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.deck import commonmark
from nnexport.deck.markup import Break, Code, Styled, Text
from nnexport.deck.spans import read_simple

_SIGNS = r"""
* ** *** _ __ ` `` ~~ ~ == = < > & ; # $ $$ [ ] ( ) ]( ! ![ \ { } | . , : ? " ' “ ” - + / @
"""
_WORDS = """
a b2 é ß 中 и word 1 b_c _d e_ **bold** *soft* `code` ` c ` `*` `_` `$` &amp; &lt &x; a@b.c <b>
**中** *文* 中_ ，
</b> <a@b> <http://x> [a](b) $x$ ==m== ~~s~~ e\u0301 ² ½ ② 😀
"""
_SPACES = [" ", " ", " ", "  ", "\n", "  \n", " \n  ", "\t", "\xa0", "\u3000", "\u200b"]

_PARTS = st.sampled_from([*_SIGNS.split(), *_WORDS.split(), *_SPACES])
_TEXTS = st.one_of(
    st.lists(_PARTS, max_size=12).map("".join),
    st.lists(st.sampled_from(_WORDS.split()), max_size=8).map(" ".join),
    st.text(max_size=30),
).map(lambda text: text.strip())


@settings(max_examples=800)
@given(_TEXTS)
@example("<`a`@b.c>")
@example("a`x`_b c_`y`d")
@example("*a `b* c`")
@example("$a `x` b$")
@example("$`$`")
@example("**a** b**c**")
@example("]`x`(b)")
def test_simple_texts_are_read_as_by_the_parser(text: str) -> None:
    simple = read_simple(text)
    if simple is not None:
        assert simple == commonmark._parse_text(text)


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("Plain: R&D, a < b, 5 > 4, $5, snake_case, [x] (y).", None),
        ("**Label**: some text", (Styled("strong", (Text("Label"),)), Text(": some text"))),
        ("so *very* (*much*)", None),
        ("call `a_b()` now", (Text("call "), Code("a_b()"), Text(" now"))),
        ("", ()),
        ("one\ntwo  \n  three", None),
        (
            "**Label**\n`code`",
            (Styled("strong", (Text("Label"),)), Break(hard=False), Code("code")),
        ),
    ],
)
def test_ordinary_texts_need_no_parser(text: str, inlines: object) -> None:
    found = read_simple(text)
    assert found is not None
    if inlines is not None:
        assert found == inlines


@pytest.mark.parametrize(
    "text", ["a*b*c", "**a", "[a](b)", "$x$ y", "&amp;", "a\\*", "``a``", "<b>x</b>"]
)
def test_doubtful_texts_are_left_to_the_parser(text: str) -> None:
    assert read_simple(text) is None
