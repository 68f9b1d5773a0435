"""What holds for any input: texts from a grammar, and inputs that broke it before.

A case in ``cases/fuzz`` is named after what it shows; ``python -m tests.fuzz`` finds new ones.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.grammar import CELL_KINDS, ENDS, FRAGMENTS, NASTY, SIGNS, notebook, table
from tests.fuzz.loop import seeds
from tests.fuzz.minimise import minimise
from tests.fuzz.mutate import LONGEST, make_text, mutate
from tests.fuzz.properties import ENDINGS, Broken, check, check_quickly, first_missing

CASES = Path(__file__).parent / "cases" / "fuzz"
FORMATS = {ending: format for format, ending in ENDINGS.items()} | {".bin": "bytes"}
FEW = settings(max_examples=60, deadline=None)


def pieces(format: str, most: int = 12) -> st.SearchStrategy[str]:
    """Texts of a format, put together from its pieces."""
    fragments = st.sampled_from(sorted(set(FRAGMENTS[format])))
    sign = st.sampled_from(NASTY + SIGNS)
    piece = st.tuples(st.one_of(fragments, fragments, fragments, sign), st.sampled_from(ENDS))
    return st.lists(piece.map("".join), max_size=most).map("".join)


def texts(format: str) -> st.SearchStrategy[str]:
    if format == "ipynb":
        cell = st.tuples(st.sampled_from(CELL_KINDS), pieces("md", 4))
        return st.lists(cell, max_size=4).map(notebook)
    if format == "csv":
        rows = st.lists(st.lists(pieces("csv", 2), min_size=1, max_size=4), max_size=5)
        return st.one_of(pieces(format), st.builds(table, rows, st.sampled_from(",;\t|")))
    return pieces(format)


@pytest.mark.parametrize("format", FRAGMENTS)
def test_properties_hold_for_texts_of_the_grammar(format: str) -> None:
    @FEW
    @given(texts(format))
    def holds(text: str) -> None:
        check(text, format)

    holds()


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_properties_hold_for_what_broke_them(path: Path) -> None:
    format = FORMATS[path.suffix]
    codec = "latin-1" if format == "bytes" else "utf-8"
    check(path.read_bytes().decode(codec, "surrogatepass"), format, sample=True)


# --- the fuzzer itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", FRAGMENTS)
def test_there_are_seeds_and_each_can_be_changed(format: str) -> None:
    rng = random.Random(1)
    found = seeds(format)
    assert found
    for _ in range(40):
        text = mutate(rng, rng.choice(found), make_text(rng, format), format)
        assert len(text) <= 4 * LONGEST
    assert len({mutate(rng, found[0], found[-1], format) for _ in range(20)}) > 10


def test_a_failing_input_becomes_small() -> None:
    text = "one\ntwo x three\nfour\n" * 5 + "y"
    assert minimise(text, lambda text: "x" in text and text.endswith("y")) == "xy"


def test_a_broken_property_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.properties.clean_text", str.upper)
    with pytest.raises(Broken) as caught:
        check_quickly("1. What is ice?\n\nFrozen water.", "txt")
    assert caught.value.name == "the question is clean"


def test_an_invented_word_is_noticed() -> None:
    assert first_missing(["a", "b"], ["a", "x", "b"]) is None
    assert first_missing(["b", "a"], ["a", "b"]) == "a"
