"""How answers end: whole ones are left alone, cut ones are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnexport.readers.blocks import Block, group_lines
from nnexport.readers.endings.dangling import count_words, dangling_word
from nnexport.readers.endings.endings import Habits, broken_end, find_habits
from nnexport.readers.endings.unclosed import open_formula, open_pair
from nnexport.readers.lines import classify_lines

CASES = Path(__file__).parent / "cases" / "endings"


def load(name: str) -> list[str]:
    """Return the samples of a file; a line ``%%% LANGUAGE`` stands above each."""
    parts = re.split(r"(?m)^%%% \w+\n", (CASES / name).read_text("utf-8"))
    return [part.rstrip("\n") for part in parts[1:]]


def blocks_of(text: str) -> tuple[Block, ...]:
    return group_lines(classify_lines(text, has_markup=True), text)


def reason(text: str, habits: Habits | None = None) -> str:
    return broken_end(blocks_of(text), habits or Habits())


def test_there_are_samples() -> None:
    assert len(load("whole.txt")) >= 150
    assert len(load("cut.txt")) >= 80


@pytest.mark.parametrize("text", load("whole.txt"))
def test_whole_answer(text: str) -> None:
    assert reason(text) == ""


@pytest.mark.parametrize("text", load("cut.txt"))
def test_cut_answer(text: str) -> None:
    assert reason(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It holds three:", "it ends with “It holds three:” and nothing after it"),
        ("Text.\n\n```c\nx", "the code that begins in line 3 is never closed"),
        ("- one thing\n- two things\n-", "it ends with an empty bullet"),
        ("1. one thing\n2. two things\n3.", "it ends with the number 3 and nothing after it"),
        ("The mast (made of pine", "the bracket “(made of pine” is never closed"),
        ("It is “the best oven of", "the quotation ““the best oven of” is never closed"),
        ("It is $\\frac{a}{b", "the formula “$\\frac{a}{b” is never closed"),
        ("Use the `oven.heat", "the code “`oven.heat” is never closed"),
        ('See <a href="x', 'the tag “<a href="x” is never closed'),
        (
            "### Uses\n\nRoofs.\n\n### Dangers",
            "it ends with the heading “Dangers” and nothing below it",
        ),
        ("**Uses**\n\nRoofs.\n\n**Dangers**", "it ends with “**Dangers**” and nothing after it"),
        ("| a | b |\n|---|---|", "its table has no rows"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 3",
            "the last row of its table, “| 3”, has no end",
        ),
        ("The dough rises because of the", "it stops at “… rises because of the”"),
    ],
)
def test_the_message_says_why(text: str, message: str) -> None:
    found = reason(text)
    assert found == message or (message.startswith("it stops") and found.startswith("it stops"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "-",
        "### Paris",
        "Text.\n\n## Advanced",
        "**Paris**",
        "`:heart:`",
        "It is loved :heart:",
        "Dear me :-(",
        "a) flour b) water",
        "]0, 1[",
        "the folder src/",
        "It costs $5 or $6",
        "echo $HOME",
        "accepts *args and **kwargs",
        "2**3",
        'The 5" pipe fits',
        "SELECT name FROM loaves WHERE age > 3;",
        "margin: 0 auto;",
        "tar cf - loaves | ssh oven tar xf -",
        "&nbsp;",
        "Na+ and Cl-",
        "grade C-",
        "No.",
        "They meet in 1998.",
        "He bakes bread, cakes, etc.",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
        "a | b\n---|---\n1 | 2\n3 | 4",
        "```\nx\n```",
        "See »Brot« and »Salz«",
        "Er sagt „Brot“ und „Salz“",
    ],
)
def test_odd_but_whole(text: str) -> None:
    assert reason(text) == ""


SENTENCES = ["The oven is hot.", "The dough rests.", "Salt comes last.", "Bread is baked."]


def habits_of(*texts: str) -> Habits:
    return find_habits([blocks_of(text) for text in texts])


def test_habits() -> None:
    assert habits_of(*SENTENCES).answers
    assert not habits_of(*SENTENCES[:3]).answers
    assert not habits_of(*SENTENCES, "hot", "cold", "warm").answers
    items = habits_of("- The oven is hot.\n- The dough rests a while.\n" * 2)
    assert items.items


def test_a_long_text_without_full_stop_counts_where_all_others_have_one() -> None:
    text = "The baker gets up long before the sun does"
    assert reason(text) == ""
    assert reason(text, habits_of(*SENTENCES))


def test_a_missing_full_stop_says_nothing_where_many_are_missing() -> None:
    text = "The oven is hot. The baker waits a little while longer"
    assert reason(text)
    loose = habits_of(*SENTENCES, *["The baker is up and waits for the dough"] * 8)
    assert reason(text, loose) == ""
    assert reason(f"{text} because the", loose)


@pytest.mark.parametrize(
    "text",
    [
        "The dough that all of them like is *sourdough*",
        "The right answer to the question is **(c) rye**",
        "The word that they use is <i>crumb</i>",
        "The baker gets up long before dawn.\nSource: Hand Book of Bread and Ovens",
    ],
)
def test_an_end_that_is_marked_needs_no_full_stop(text: str) -> None:
    assert reason(text, habits_of(*SENTENCES)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "rye flour\nwheat flour\ncold spring water\na pinch of sea salt",
        "It is made of four things.\nrye flour\nwheat flour\nspring water",
        "a) the flour of old rye\nb) the water of a cold spring\nc) a pinch of very fine sea salt",
        "Roggenmehl\nkaltes Wasser aus der Quelle\neine Prise feines Salz",
    ],
)
def test_short_lines_that_name_one_thing_each_are_whole(text: str) -> None:
    assert reason(text, habits_of(*SENTENCES)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The baker gets up at four,\nlong before the sun does",
        "The baker gets up before the\nsun is in the sky",
        "The baker gets up long before the sun does and\nthen lights all of his ovens",
        "rye flour\nwheat flour and the",
    ],
)
def test_lines_of_one_sentence_are_no_list(text: str) -> None:
    assert reason(text, habits_of(*SENTENCES))


def test_half_a_word_that_the_document_has_whole() -> None:
    whole = ["Fermentation takes a night", "Cold slows fermentation down", "A sponge is wet"]
    text = "The taste of bread comes from ferment"
    assert reason(text, habits_of(*whole, text))
    assert reason(text, habits_of("A sponge is wet", text)) == ""
    plural = "The taste comes from a good oven"
    assert reason(plural, habits_of("Ovens are hot", plural)) == ""


def test_the_language_decides_which_words_dangle() -> None:
    assert dangling_word("weil es nicht so ist, und die") == "die"
    assert dangling_word("they suffer and they all die") == ""
    assert dangling_word("se va hacia el sur") == ""
    assert dangling_word("il se pose avec la main et elle est sur") == "sur"
    assert dangling_word("x y z", "en") == ""
    assert dangling_word("Vitamin A") == ""
    assert dangling_word("logical AND, logical OR") == ""


def test_words_of_scripts_without_spaces() -> None:
    assert count_words("the oven is hot") == 4
    assert count_words("面团会膨胀") == 2
    assert count_words("") == 0


def test_pairs() -> None:
    assert open_pair("(a) [b] {c} “d” «e» 「f」 `g`") is None
    opening = open_pair("(a [b")
    assert opening is not None
    assert (opening.kind, opening.text) == ("bracket", "[b")
    assert open_formula("$a$ and $b$, $5") is None
    assert open_formula("\\begin{x} a \\end{x}") is None
    assert open_formula("\\begin{x} a") is not None


def test_long_texts_are_read_from_their_end() -> None:
    for text in ("(" * 1_000_000, "`a " * 300_000, "$x " * 300_000, "a " * 500_000 + "of the"):
        blocks = blocks_of(text)
        broken_end(blocks, find_habits([blocks]))
