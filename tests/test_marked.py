"""``==marked==`` text: what is a mark, what stays what it is, and how each output shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_inlines
from nnexport.deck.document import Deck, Note
from nnexport.deck.escape import escape_line
from nnexport.deck.markup import Code, Inline, Link, Math, Styled, Text, inline_text
from nnexport.exporters.anki.html import render_markdown
from nnexport.exporters.markdown import MarkdownOptions, export_markdown
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.runs import set_inlines


def mark(*children: Inline | str) -> Styled:
    texts = (Text(child) if isinstance(child, str) else child for child in children)
    return Styled("mark", tuple(texts))


def marks(text: str) -> list[str]:
    """Return what each mark of a text shows, in order."""
    found: list[str] = []

    def walk(inlines: tuple[Inline, ...]) -> None:
        for each in inlines:
            if isinstance(each, Styled) and each.style == "mark":
                found.append(inline_text(each.children))
            if isinstance(each, Styled | Link):
                walk(each.children)

    walk(parse_inlines(text))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("==a==", ["a"]),
        ("The ==citric acid cycle== runs.", ["citric acid cycle"]),
        ("(==a==), “==b==”; ==c==: ==d==", ["a", "b", "c", "d"]),
        ("==a== ==b==", ["a", "b"]),
        ("==a ==b== c==", ["a b c", "b"]),
        ("==a\nb==", ["a b"]),
        ("- ==a whole item==", ["a whole item"]),
        ("# ==a==", ["a"]),
        ("| ==a== | b |\n|---|---|\n| c | ==d== |", ["a", "d"]),
        ("**==a==** ==*b*== [==c==](http://x.y)", ["a", "b", "c"]),
        ("==a==b==", ["a==b"]),
        ("这是==标记==的文字。ถ้า==ก==ข 광합성==은==요", ["标记", "ก", "은"]),
        ("<mark>a</mark>b", ["a"]),
    ],
)
def test_what_is_marked(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


def test_a_mark_holds_code_formulas_and_other_markup() -> None:
    (found,) = parse_inlines("==a `b==c` $d==e$ **f**==")
    inner = ("a ", Code("b==c"), " ", Math("d==e"), " ", Styled("strong", (Text("f"),)))
    assert found == mark(*(Text(each) if isinstance(each, str) else each for each in inner))


@pytest.mark.parametrize(
    "text",
    [
        "a == b == c",
        "a==b==c",
        "if a==b and c==d",
        "x === y === z",
        "===a===",
        "====",
        "== a ==",
        "==a ==",
        "f(x)==g(x) and h(x)==k(x)",
        "a[0]==b or c==d",
        '"a"=="b" and "c"=="d"',
        "a !==b and c !==d",
        "(x ==y) or (z ==w)",
        "`==a==` and `a == b`",
        "$==a==$",
        "    ==a==",
        r"\==a==",
        "photo==synthesis==",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert marks(text) == []
    shown = inline_text(parse_inlines(text))
    assert shown.count("=") == text.count("=")


PIECES = st.sampled_from(["==", "=", "a", "b ", " ", "(", ")", "!", '"', "*", "`", "$", "\\", "中"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_plain_text_shows_its_equal_signs(text: str) -> None:
    shown = inline_text(parse_inlines(escape_line(text)))
    assert "".join(shown.split()) == "".join(text.split())
    assert "mark" not in str(parse_inlines(escape_line(text)))


def test_cards_highlight_a_mark() -> None:
    assert render_markdown("a ==**b** c==").html == ("<p>a <mark><strong>b</strong> c</mark></p>")


def test_paper_underlines_a_mark() -> None:
    ((plain, marked),) = set_inlines(parse_inlines("a ==b=="), Look("regular", 10), Losses())
    assert (plain.look.underline, marked.look.underline) == (False, True)
    assert marked.text == "b"


def test_the_markdown_page_keeps_a_mark() -> None:
    deck = Deck("d", "D", notes=(Note("a", "What is ==x==?", "It is ==y==, a == b."),))
    page, _ = export_markdown(deck, MarkdownOptions())
    assert b"## What is ==x==?\n\nIt is ==y==, a == b.\n" in page
