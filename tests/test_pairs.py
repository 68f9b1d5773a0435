"""Folding, measured on pairs that people labelled: what it may not lose, and how much it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from nnexport.merging.folding.fold import fold_answers
from tests.pairs import (
    FOLDER,
    Context,
    Figures,
    Pair,
    judge,
    load_answers,
    load_context,
    load_pairs,
    pair_files,
)

APART = (FOLDER / "apart.txt").read_text(encoding="utf-8").splitlines()
HALVES = ("tuning", "heldout")


def _judged(half: str, sources: str = "") -> Iterator[tuple[Pair, Context]]:
    for path in pair_files(half):
        if path.stem.startswith(sources):
            context = load_context(path)
            yield from ((pair, context) for pair in load_pairs(path))


@pytest.fixture(scope="module", params=HALVES)
def half(request: pytest.FixtureRequest) -> tuple[str, Figures]:
    return request.param, judge(_judged(request.param))


def test_there_are_pairs_of_every_label() -> None:
    for half in HALVES:
        labels = [pair.label for pair, _ in _judged(half)]
        assert len(labels) > 600
        assert {"same", "less", "more", "adds", "contradicts"} == set(labels)


def test_halves_share_no_question() -> None:
    for other in pair_files("heldout"):
        path = other.with_name(other.name.replace("heldout", "tuning"))
        first, second = ({pair.question for pair in load_pairs(each)} for each in (path, other))
        assert not first & second


def test_what_folds_says_nothing_new(half: tuple[str, Figures]) -> None:
    """The tuning half holds 331 pairs made to be hard: two in three of its wrong folds."""
    name, figures = half
    assert figures.precision >= {"tuning": 0.93, "heldout": 0.97}[name], figures


def test_contradictions_stay(half: tuple[str, Figures]) -> None:
    name, figures = half
    assert figures.contradictions_folded <= {"tuning": 2, "heldout": 0}[name], figures


def test_most_reported_contradictions_are_some() -> None:
    figures = judge(_judged("heldout"))
    assert figures.reported_right >= 3
    assert figures.reported - figures.reported_right <= 1


@pytest.mark.parametrize("line", APART, ids=lambda line: line.split(" | ")[0])
def test_few_other_words_may_say_another_thing(line: str) -> None:
    one, other = line.split(" | ")
    assert [fate.status for fate in fold_answers([one, other], [False, False], {}).fates] == [
        "kept",
        "kept",
    ]


@pytest.mark.parametrize(("half", "least"), [("tuning", 0.58), ("heldout", 0.45)])
def test_most_of_what_two_assistants_say_twice_folds(half: str, least: float) -> None:
    assert judge(_judged(half, "seeds")).recall >= least


@pytest.mark.parametrize("path", pair_files("tuning"), ids=lambda path: path.stem)
def test_the_order_of_sources_changes_no_sentence(path: Path) -> None:
    context = load_context(path)
    for question, texts in load_answers(path).items():
        if question not in context.questions:
            continue
        kept = [
            Counter(
                fate.text
                for fate in fold_answers(
                    order, [False] * len(order), context.weights, context.questions[question]
                ).fates
                if fate.status == "kept"
            )
            for order in (texts, texts[::-1])
        ]
        assert kept[0] == kept[1], question
