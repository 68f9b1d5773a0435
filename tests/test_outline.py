"""Outlines, bindings and broken tails: what an answer is made of."""

from __future__ import annotations

import pytest

from nnexport.deck.commonmark import parse_blocks
from nnexport.merging.folding.binding import Binding, binding_of, named_by_pointing, passages_of
from nnexport.merging.folding.outline import (
    Listing,
    Prose,
    Solid,
    outline_answer,
    render_outline,
    units_of,
)
from nnexport.merging.folding.tail import cut_tail


def units(text: str) -> list[str]:
    return [unit.text for unit in units_of(outline_answer(text, 0))]


def tail(text: str) -> tuple[str, list[str]]:
    kept, cut = cut_tail(outline_answer(text, 0))
    return render_outline(kept), [unit.text for unit in cut]


def test_a_label_is_a_unit_of_its_own() -> None:
    text = "- **Keel**: The spine. It is long.\n- Mast (wood): It stands."
    assert units(text) == ["**Keel**:", "The spine.", "It is long.", "Mast (wood):", "It stands."]


def test_emphasis_over_two_sentences_is_not_taken_apart() -> None:
    assert units("**One here. Two here.** Three.") == ["**One here. Two here.** Three."]


@pytest.mark.parametrize(
    "text",
    [
        "- one\n  two\n- three\n\n  four",
        "- one\nlazy",
        "1. a\n   - b\n     - c\n2. d",
        "3. three\n4. four",
        "- a\n\n* b",
        "- \n- b",
        "-     code\n- b",
        "- a\n\n  ```\n  x\n\n  y\n  ```",
        "a\n\n    code\n\nb",
        "> - a\n> - b",
        "First line\\\nSecond. Third.",
        "It was in\n1986. A great year.",
        "1) a\n\n1. b",
        "Title\n=====\n\ntext",
    ],
)
def test_an_outline_looks_as_the_text_does(text: str) -> None:
    shown = render_outline(outline_answer(text, 0))
    assert render_outline(outline_answer(shown, 0)) == shown
    assert [type(b) for b in parse_blocks(shown)] == [type(b) for b in parse_blocks(text)]
    assert "".join(shown.split()).replace("`", "") != ""


def test_groups_by_kind() -> None:
    groups = outline_answer("Text.\n\n- a\n\n```\nx\n```\n\n## H", 0)
    assert [type(group) for group in groups] == [Prose, Listing, Solid, Solid]


# --- bindings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("Ships float.", Binding.FREE),
        ("Models that float are light.", Binding.FREE),
        ("Both the keel and the mast are wood.", Binding.FREE),
        ("It floats.", Binding.TOPIC),
        ("They float.", Binding.TOPIC),
        ("Additionally, ships float.", Binding.TOPIC),
        ("This makes ships float.", Binding.SENTENCE),
        ("However, ships float.", Binding.SENTENCE),
        ("In this case, ships float.", Binding.SENTENCE),
        ("Some of these ships float.", Binding.SENTENCE),
        ("By doing so, ships float.", Binding.SENTENCE),
        ("Dadurch schwimmt es.", Binding.SENTENCE),
    ],
)
def test_binding(text: str, binding: Binding) -> None:
    assert binding_of(text) is binding


def test_this_points_at_a_noun_or_at_the_whole_sentence() -> None:
    assert "valley" in named_by_pointing("This valley is deep.")
    assert not named_by_pointing("This makes it deep.")
    assert not named_by_pointing("This is deep.")


def test_passages() -> None:
    group = outline_answer("Ships float. They are light. However, some sink. Masts stand.", 0)[0]
    assert isinstance(group, Prose)
    assert [len(passage) for passage in passages_of(group.units)] == [3, 1]


# --- broken tails ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept", "cut"),
    [
        ("It floats. It sinks bec", "It floats.", ["It sinks bec"]),
        ("It floats.", "It floats.", []),
        ("Parts:\n\n- Keel: the spi", "", ["Parts:", "Keel:", "the spi"]),
        ("- The keel.\n- The ma", "- The keel.", ["The ma"]),
        ("- Paris\n- Rome\n- Ber", "- Paris\n- Rome", ["Ber"]),
        ("It floats. The parts are:", "It floats.", ["The parts are:"]),
        ("It floats.\n\n## Sinking\n\nA ship wh", "It floats.", ["## Sinking", "A ship wh"]),
        ("- Keel:\n  - long\n  - hea", "- Keel:\n  - long", ["hea"]),
        ("It floats:\n\n```\nx = (\n```", "It floats:\n\n```\nx = (\n```", []),
    ],
)
def test_one_half_sentence_and_what_hangs_on_it_is_cut(
    text: str, kept: str, cut: list[str]
) -> None:
    assert tail(text) == (kept, cut)
