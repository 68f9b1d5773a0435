"""The door for text: what a deck holds looks the same as what came in, and is tidy."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import Break, CodeBlock, Text, inline_text
from nnexport.deck.text import clean_counted, clean_line, clean_text
from tests.strategies import raw_texts


@given(raw_texts())
def test_clean_text_is_left_as_it_is(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_counted(once) == (once, 0)


@given(raw_texts())
def test_clean_text_can_be_a_block_scalar(text: str) -> None:
    cleaned = clean_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", cleaned)
    assert not any(line != line.rstrip(" \t") for line in cleaned.split("\n"))
    assert cleaned == cleaned.strip("\n")
    cleaned.encode()


@given(raw_texts())
def test_every_visible_character_stays(text: str) -> None:
    def visible(text: str) -> list[str]:
        text = unicodedata.normalize("NFC", re.sub("[\ufeff\ud800-\udfff\ufdd0-\ufdef]", "", text))
        printed = [each for each in text if each.isprintable() and not each.isspace()]
        return [each for each in printed if each != "\\"]

    assume(not re.search("[\ufffe\uffff]", text))
    assert visible(clean_text(text)) == visible(text)


@given(raw_texts())
def test_clean_line_is_one_line_and_left_as_it_is(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line
    assert line == line.strip(" ")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\n\n  \n    code\n\n", "    code"),
        ("e\u0301", "é"),
        ("e\x00\u0301", "é"),
        ("page\x0cbreak", "page break"),
        ("a\x1bb\ufeffc\ufdd0d\ud800e", "abcde"),
        ("a\x85b\u2028c\u2029d", "a\nb\nc\nd"),
        ("a\xa0b", "a\xa0b"),
        ("wide\u3000\nline\xa0 \n\xa0", "wide\nline"),
        ("co\xadoper\u200bate\u2060d", "cooperated"),
        ("Auf\u200clage\u200d", "Auflage"),
        ("می\u200cروم", "می\u200cروم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("tab\there", "tab here"),
        ("-\tone\n\t-\ttwo", "-   one\n    -   two"),
        ("```\n\tcode\t\n```", "```\n\tcode\n```"),
        ("text\n\n\tcode", "text\n\n\tcode"),
    ],
)
def test_clean_text_examples(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        pytest.param("one  \ntwo", "one\\\ntwo", id="two-spaces-break-the-line"),
        pytest.param("- one  \n  two", "- one\\\n  two", id="in-a-list"),
        pytest.param("**one**  \ntwo", "**one** \\\ntwo", id="emphasis-still-ends"),
        pytest.param("one  ", "one", id="nothing-follows"),
        pytest.param("one  \n\ntwo", "one\n\ntwo", id="a-paragraph-ends"),
        pytest.param("# one  \ntwo", "# one\ntwo", id="a-heading-ends"),
        pytest.param("```\none  \ntwo\n```", "```\none\ntwo\n```", id="code"),
        pytest.param("`one  \ntwo`", "`one\ntwo`", id="code-in-a-line"),
        pytest.param("$a  \nb$", "$a\nb$", id="a-formula"),
        pytest.param("back\\ \nslash", "back\\\\\nslash", id="a-backslash-does-not-break-it-now"),
        pytest.param("| a |  \n|---|  \n| b |  ", "| a |\n|---|\n| b |", id="a-table"),
    ],
)
def test_broken_lines(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


def test_what_had_to_go_is_counted() -> None:
    assert clean_counted("a\x00\x01\tb\x85c\n\n\tcode\t") == ("a   b\nc\n\n\tcode", 4)


MARKUP = (
    "a", "b c", "  ", "\\", " ", "\n", "\n\n", "`", "```\n", "- ", "  - ", "1. ", "> ", "*", "**",
    "_", "$", "|", "|--|", "===", "<b>", "</b>", "<br>", "    ", "[x](y)", "# ", "&amp;", "~~",
    "==",
)  # fmt: skip


@given(st.lists(st.sampled_from(MARKUP), max_size=20).map("".join))
def test_markdown_looks_the_same(text: str) -> None:
    # A backslash and exactly two spaces break a line in CommonMark, not in markdown-it.
    assume("\\  \n" not in text)
    # A lone list marker loses its broken line: with a backslash behind it would be a list.
    assume(not re.search(r"^[ >]*(?:(?:[-+*]|\d\.) +)+$", text, re.MULTILINE))
    assert _look(parse_blocks(clean_text(text))) == _look(parse_blocks(text))


def _look(value: object) -> object:
    """Return blocks without what nobody sees: spaces at the ends of lines, and line numbers."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return [look for each in value if (look := _look(each)) != ("Text", "")]
    if isinstance(value, CodeBlock):
        lines = [line.rstrip() for line in value.text.split("\n")]
        return (value.language, "\n".join(lines).strip("\n"))
    if isinstance(value, Text):
        return ("Text", " ".join(value.text.split()))
    if hasattr(value, "__slots__"):
        kept = [name for name in value.__slots__ if name != "lines"]
        return (type(value).__name__, *(_look(getattr(value, name)) for name in kept))
    return value


def test_break_is_what_the_parser_sees() -> None:
    (paragraph,) = parse_blocks(clean_text("one  \ntwo"))
    assert Break(hard=True) in getattr(paragraph, "inlines", ())
    assert inline_text(getattr(paragraph, "inlines", ())) == "one two"
