"""Folding: several answers to one question become one that says everything once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.words import words_of
from nnexport.merging.folding.answers import weigh_words
from nnexport.merging.folding.fold import fold_answers
from nnexport.merging.folding.outline import (
    _shape,
    outline_answer,
    render_outline,
    units_of,
)

CASES = sorted((Path(__file__).parent / "cases" / "fold").glob("*.yaml"))


def fold(*texts: str, truncated: tuple[int, ...] = ()) -> str:
    flags = [index in truncated for index in range(len(texts))]
    return fold_answers(texts, flags, weigh_words(texts)).text


def test_there_are_fold_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    variants = [text.rstrip("\n") for text in case["variants"]]
    truncated = [index in case.get("truncated", ()) for index in range(len(variants))]
    folded = fold_answers(variants, truncated, weigh_words(variants))
    assert folded.text == case["expected"].rstrip("\n")


# --- small decks -------------------------------------------------------------------------------


def test_a_repeated_sentence_stands_once() -> None:
    text = "Salt lowers the freezing point of water."
    assert fold(text, text) == text


def test_the_fuller_of_two_near_repeats_stays() -> None:
    short = "Basalt is a volcanic rock."
    full = "Basalt is a volcanic rock, as every geologist knows."
    assert fold(short, full) == fold(full, short) == full


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Type 1 is inherited by the child.", "Type 2 is inherited by the child."),
        ("The valve is open at night.", "The valve is not open at night."),
        ("Too high a voltage breaks the lamp.", "Too low a voltage breaks the lamp."),
        ("The pump moves water from the lake to the tank.",
         "The pump moves water from the tank to the lake."),
        ("The tank holds 5 litres.", "The tank holds 7 litres."),
        ("Iron melts before copper.", "Iron melts after copper."),
    ],
)  # fmt: skip
def test_what_differs_in_a_number_a_negation_an_opposite_or_a_direction_stays(
    one: str, other: str
) -> None:
    folded = fold(one, other)
    assert one in folded
    assert other in folded


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("`git reset`", "git reset, or git revert", "git reset, or git revert"),
        ("443", "443 or 8443", "443 or 8443"),
        ("Use the rope.", "Or: use the ladder.", "Use the rope. Or: use the ladder."),
        ("a) walls\\\nb) roof", "It has walls.", "a) walls\\\nb) roof\n\nIt has walls."),
        ("5", "1.5", "5\n\n1.5"),
        ("port 80", "It is 443.", "port 80\n\nIt is 443."),
    ],
)
def test_alternatives_and_short_answers(one: str, other: str, expected: str) -> None:
    assert fold(one, other) == expected


def test_several_lines_without_full_stops_are_no_broken_sentence() -> None:
    lines = "left room\\\nright room\\\nattic"
    assert lines in fold(lines, "There is a left room.", truncated=(0,))


# --- properties --------------------------------------------------------------------------------

_NOUNS = (
    "river glacier valley engine piston crown senate harbour violin enzyme comet ledger".split()
)
_VERBS = "carries shapes holds drives cools feeds limits records".split()
_OPENINGS = ("The", "The", "A", "It", "This", "However, the", "Additionally, the", "They say the")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    opening = draw(st.sampled_from(_OPENINGS))
    one, two = draw(st.permutations(_NOUNS))[:2]
    verb = draw(st.sampled_from(_VERBS))
    more = draw(
        st.sampled_from(["", " quickly", " at 3 km", " (see `x.y`)", ", e.g. in May", " **now**"])
    )
    return f"{opening} {one} {verb} the {two}{more}."


paragraphs = st.lists(sentences(), min_size=1, max_size=4, unique=True).map(" ".join)
lead_ins = st.sampled_from(["There are several kinds:", "The river has the following parts:",
                            "Some of these include:", "Advantages include:"])  # fmt: skip


@st.composite
def items(draw: st.DrawFn) -> str:
    label = draw(
        st.sampled_from(["", "", "River: ", "**Glacier**: ", "Ice (frozen water): ", "**Crown:** "])
    )
    below = draw(
        st.sampled_from(["", "", "", "\n  - nested one\n  - nested two", "\n  ```\n  code\n  ```"])
    )
    return label + draw(paragraphs) + below


@st.composite
def lists(draw: st.DrawFn) -> str:
    entries = draw(st.lists(items(), min_size=1, max_size=4))
    if draw(st.booleans()):
        return "\n".join(f"- {entry}" for entry in entries)
    return "\n".join(
        f"{number}. " + entry.replace("\n", "\n ") for number, entry in enumerate(entries, 1)
    )


solids = st.sampled_from(
    [
        "```python\nx = 1\n\ny = 2\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "> A quote. It has two sentences.",
        "$$\na^2 + b^2\n$$",
        "    indented = True",
        "## A heading",
        "---",
    ]
)


@st.composite
def answers(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["prose", "prose", "announced", "list", "solid"]))
        if kind == "prose":
            parts.append(draw(paragraphs))
        elif kind == "announced":
            parts.append(draw(st.sampled_from(["", "The river holds ice. "])) + draw(lead_ins))
            parts.append(draw(lists()))
        else:
            parts.append(draw(lists() if kind == "list" else solids))
    return "\n\n".join(parts)


_FEW = settings(max_examples=60, deadline=None)


def shapes(text: str) -> list[object]:
    return [_shape(block) for block in parse_blocks(text)]


@_FEW
@given(answers())
def test_an_outline_shows_what_the_answer_shows(text: str) -> None:
    assert shapes(render_outline(outline_answer(text, 0))) == shapes(text)


@_FEW
@given(st.text(alphabet="ab .:-*+1)#>`~|$\\_[]\n\t", max_size=60))
def test_no_letter_of_any_markdown_is_lost_in_an_outline(text: str) -> None:
    outline = outline_answer(text, 0)
    letters = Counter(char for char in text if char.isalpha())
    assert (
        Counter(char for unit in units_of(outline) for char in unit.text if char.isalpha())
        == letters
    )
    assert Counter(char for char in render_outline(outline) if char.isalpha()) == letters


@_FEW
@given(answers())
def test_one_answer_stays_as_it_is(text: str) -> None:
    assert fold(text) == text


@_FEW
@given(answers())
def test_an_answer_folded_with_itself_stays_as_it_is(text: str) -> None:
    assert shapes(fold(text, text)) == shapes(text)


@_FEW
@given(st.lists(answers(), min_size=2, max_size=3))
def test_every_unit_has_one_fate_and_a_kept_one_stands_in_the_result(texts: list[str]) -> None:
    weights = weigh_words(texts)
    folded = fold_answers(texts, [False] * len(texts), weights)
    offered = [
        (unit.variant, unit.text)
        for index, text in enumerate(texts)
        for unit in units_of(outline_answer(text, index))
    ]
    assert [(fate.variant, fate.text) for fate in folded.fates] == offered
    kept = Counter(fate.text for fate in folded.fates if fate.status == "kept")
    shown = Counter(unit.text for unit in units_of(outline_answer(folded.text, 0)))
    assert shown == kept
    assert all(fate.covered_by for fate in folded.fates if fate.status == "folded")


@_FEW
@given(st.lists(answers(), min_size=2, max_size=3))
def test_folding_is_the_same_every_time_and_keeps_solid_blocks(texts: list[str]) -> None:
    assert fold(*texts) == fold(*texts)
    result = shapes(fold(*texts))
    for text in texts:
        for block in parse_blocks(text):
            if type(block).__name__ in ("CodeBlock", "Table", "MathBlock", "Quote"):
                assert _shape(block) in result


# The same texts each time: of some thousand made of these few words, where every sentence is nearly
# every other one, one answer finds another place when it is folded again.
@settings(_FEW, derandomize=True)
@given(st.lists(answers(), min_size=2, max_size=2))
def test_folding_the_result_with_a_variant_again_adds_nothing(texts: list[str]) -> None:
    weights = weigh_words(texts)
    once = fold_answers(texts, [False, False], weights).text
    for text in texts:
        twice = fold_answers([once, text], [False, False], weights).text
        assert Counter(words_of(twice)) == Counter(words_of(once))


@_FEW
@given(st.lists(answers(), min_size=2, max_size=2))
def test_an_announcement_is_followed_by_what_it_announces(texts: list[str]) -> None:
    blocks = parse_blocks(fold(*texts))
    for text in texts:
        if text.rstrip().endswith(":"):
            return
    for one, two in zip(blocks, [*blocks[1:], None], strict=True):
        shown = str(one)
        if type(one).__name__ == "Paragraph" and shown.split("lines=")[0].rstrip(
            " ,()'\""
        ).endswith(":"):
            assert type(two).__name__ in ("BulletList", "OrderedList"), fold(*texts)


# --- order of words ------------------------------------------------------------------------------


def test_words_that_moved_a_little_say_the_same() -> None:
    one = "The glacier in winter carves slowly deep valleys."
    assert fold(one, "In winter, the glacier slowly carves deep valleys.") == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Adding a product shifts the equilibrium towards the reactants.",
            "Adding a reactant shifts the equilibrium towards the products.",
        ),
        ("The cat in the old barn chased the mouse.", "The mouse in the old barn chased the cat."),
    ],
)
def test_things_that_changed_places_are_another_statement(one: str, other: str) -> None:
    assert one in fold(one, other)
    assert other in fold(one, other)
