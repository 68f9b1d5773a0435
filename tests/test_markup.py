"""Markdown → blocks and inlines, and plain text → Markdown that shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks, parse_inlines, plain_text
from nnexport.deck.escape import escape_line
from nnexport.deck.markup import (
    Break,
    BulletList,
    Code,
    CodeBlock,
    Image,
    Link,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    Table,
    Text,
    inline_text,
)


def only(text: str) -> object:
    (block,) = parse_blocks(text)
    return block


def inlines(text: str) -> tuple[object, ...]:
    block = only(text)
    assert isinstance(block, Paragraph)
    return block.inlines


def test_money_is_no_formula() -> None:
    assert inlines("between $5 and $6") == (Text("between $5 and $6"),)
    assert inlines("$20,000 and $30,000") == (Text("$20,000 and $30,000"),)


def test_formulas() -> None:
    assert inlines("so $x^2$ is") == (Text("so "), Math("x^2"), Text(" is"))
    assert only("$$\na + b\n$$") == MathBlock("a + b")


def test_formulas_beside_each_other_are_several() -> None:
    two = Paragraph((Math("a", display=True), Text(" "), Math("b", display=True)))
    assert only("$$a$$ $$b$$") == two
    assert only("- $$a$$ $$b$$").items[0].blocks == (two,)


def test_formula_with_a_delimiter_too_many_stays_whole() -> None:
    assert only("$$\n$$x \\\\ y$$") == MathBlock("$$x \\\\ y")


@pytest.mark.parametrize("text", ["$$ $$", "$$\n$$", "$$$$", "$ $"])
def test_formula_of_nothing_is_the_dollars_it_is(text: str) -> None:
    assert plain_text(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**重点：**内容在这里。", "重点："),
        ("这是**“引用”**的内容", "“引用”"),
        ("**「重要」**です。", "「重要」"),
        ("**“뉴런”**은 세포다.", "“뉴런”"),
        ("**(กข)**คง", "(กข)"),
    ],
)
def test_bold_needs_no_space_where_words_have_none(text: str, bold: str) -> None:
    assert Styled("strong", (Text(bold),)) in inlines(text)


@pytest.mark.parametrize("text", ["价格 ** 数量 ** 折扣", "** 重点：**内容", "**Wichtig:**Inhalt"])
def test_stars_beside_a_space_or_a_latin_letter_stay_what_they_are(text: str) -> None:
    assert inlines(text) == (Text(text),)


def test_dollars_in_code_stay() -> None:
    assert inlines("`$a$`") == (Code("$a$"),)


def test_short_list_of_html_is_understood_and_all_else_is_text() -> None:
    assert inlines("H<sub>2</sub>O<br>x") == (
        Text("H"),
        Styled("sub", (Text("2"),)),
        Text("O"),
        Break(hard=True),
        Text("x"),
    )
    assert inlines("vector<int> and <script>x</script>") == (
        Text("vector<int> and <script>x</script>"),
    )
    assert inlines('<b onclick="x">y</b>') == (Text('<b onclick="x">y</b>'),)


def test_html_of_other_names_is_understood_as_well() -> None:
    assert inlines("<strong>a</strong> <em>b</em>") == inlines("**a** *b*")
    assert inlines("<del>a</del> <s>b</s>") == inlines("~~a~~ ~~b~~")
    assert inlines("see <code>git rm a_b &lt;c&gt;</code>.") == inlines("see `git rm a_b <c>`.")
    assert inlines("<code>a\nb</code>") == (Code("a b"),)


@pytest.mark.parametrize("text", ["<code></code>", "<code>open", "shut</code>"])
def test_code_of_html_that_is_none_is_text(text: str) -> None:
    assert inlines(text) == (Text(text),)
    assert inlines("<code>*a*</code>")[0] == Text("<code>")


def test_unclosed_and_crossing_html_is_text() -> None:
    assert inlines("<b>open") == (Text("<b>open"),)
    assert inlines("*a <b>b* c</b>") == (Styled("emphasis", (Text("a <b>b"),)), Text(" c</b>"))


def test_html_block_does_not_swallow_the_lines_below() -> None:
    assert plain_text("<div>\n\n- one") == "<div> one"
    assert "text" in plain_text("<details>\ntext\n</details>")


def test_reference_definition_is_shown() -> None:
    assert plain_text("[a]: http://x.y") == "[a]: http://x.y"


def test_links_and_images() -> None:
    assert inlines('[a *b*](http://x "t")') == (
        Link("http://x", (Text("a "), Styled("emphasis", (Text("b"),))), "t"),
    )
    assert inlines("![alt](x.png)") == (Image("x.png", "alt"),)


def test_lists_know_their_kind_start_and_lines() -> None:
    block = only("3. a\n4. b\n\n   - c")
    assert isinstance(block, OrderedList)
    assert block.start == 3
    assert block.items[1].blocks[1:] != ()
    assert block.items[1].lines == (1, 4)
    tight = only("- a\n- b")
    assert isinstance(tight, BulletList)
    assert tight.tight
    assert not only("- a\n\n- b").tight


def test_numbered_list_from_zero() -> None:
    block = only("0. a")
    assert isinstance(block, OrderedList)
    assert block.start == 0


def test_table_code_and_quote() -> None:
    table = only("|a|b|\n|:-|-:|\n|1|\\||")
    assert isinstance(table, Table)
    assert table.alignments == ("left", "right")
    assert table.rows == (((Text("1"),), (Text("|"),)),)
    assert only("```py title\nx = 1\n\n```") == CodeBlock("x = 1\n", "py")
    assert isinstance(only("> a"), Quote)


def test_parts_of_a_question_do_not_run_together() -> None:
    assert plain_text("Which?\n\n- a\n  - b\n- c") == "Which? a b c"
    assert parse_inlines("a\n\nb") == (Text("a"), Break(hard=True), Text("b"))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + f"- x{depth}" for depth in range(200)),
        ">" * 500 + " deep",
        "*a " * 500 + "*" * 500,
        "[" * 5000 + "a",
        "<b>" * 500 + "a" + "</b>" * 500,
        "**a" * 500 + "**" * 500,
    ],
    ids=["lists", "quotes", "emphasis", "brackets", "html", "strong"],
)
def test_deep_nesting_loses_no_letter(text: str) -> None:
    letters = [char for char in text if char.isalnum() and char != "b"]
    assert [char for char in plain_text(text) if char.isalnum() and char != "b"] == letters


@pytest.mark.parametrize(
    "text",
    [
        "a_b and a < b", "#include <x>", "x*y", "5 > 4 & 3", "C:\\new", "a ~ b", "1 * 2 * 3 = 6",
        "as in [1] and [2][3]", "[a] (b)", "x[0][1] = y[i]", "![a]", "[a]: b",
    ],
)  # fmt: skip
def test_text_that_markdown_shows_as_it_stands_is_left_alone(text: str) -> None:
    assert escape_line(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "__init__", "*args", "**kwargs", "# head", "1. one", "1) one", "- x", "> x", "***", "===",
        "---", "```", "~~~", "$a$", "[a](b)", "![a](b)", "&amp;", "<b>x</b>", "`x`", "\\*", "\\",
        "<http://x.y>", "~~x~~", "+ x", "1986. A year", "a\\", "$$", "<br>", "| a |", "<!-- x -->",
        "==x==",
    ],
)  # fmt: skip
def test_plain_text_is_shown_as_it_stands(text: str) -> None:
    assert inlines(escape_line(text)) == (Text(text),)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_line_is_shown_as_it_stands(text: str) -> None:
    escaped = escape_line(text)
    shown = " ".join(text.split())
    if shown:
        block = only(escaped)
        assert isinstance(block, Paragraph)
        assert inline_text(block.inlines) == shown
    else:
        assert escaped == ""


def test_a_very_long_line_of_signs_is_shown_as_it_stands() -> None:
    """Every sign is made safe without asking the parser, which would take gigabytes for it."""
    text = "*a " * 40_000 + "[b](c)"
    escaped = escape_line(text)
    assert escaped.replace("\\", "") == text
    assert inlines(escaped.partition(" ")[0]) == (Text("*a"),)
    assert inlines(escaped.rpartition("a ")[2]) == (Text("[b](c)"),)


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse_blocks(text)
