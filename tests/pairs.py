"""Labelled pairs of sentences, and what folding makes of them.

``tests/cases/pairs/*-tuning.yaml`` were looked at while folding was tuned, ``*-heldout.yaml`` never
were. ``seeds`` are from the shipped sources, ``chat`` and ``fields`` from answers on other subjects
(``fields`` in words as different as people find), ``near`` and ``close`` made to be hard. Each pair
is one unit of an answer and one of another answer to the same question:

- ``same``: both say the same; either may fold.
- ``less``: the second says all that the first says, and more; the first may fold.
- ``more``: the other way round.
- ``adds``: each says what the other does not.
- ``contradicts``: both cannot be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from nnexport.deck.canonical import load_deck
from nnexport.deck.prose import label_of
from nnexport.merging.folding.answers import answer_weights, weigh_words
from nnexport.merging.folding.contradictions import contradicts
from nnexport.merging.folding.fold import fold_answers
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.outline import outline_answer, units_of

DECK = Path(__file__).parents[1] / "questions" / "neural-networks.yaml"
FOLDER = Path(__file__).parent / "cases" / "pairs"
FOLDABLE = {"same": ("first", "second"), "less": ("first",), "more": ("second",)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units and what a person says about them."""

    question: str
    first: str
    second: str
    label: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How well folding does on labelled pairs."""

    pairs: int
    folds: int
    right: int
    foldable: int
    contradictions_folded: int
    reported: int
    reported_right: int
    contradictions: int

    @property
    def precision(self) -> float:
        return self.right / self.folds if self.folds else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.foldable if self.foldable else 1.0


def pair_files(half: str) -> list[Path]:
    return [path for path in sorted(FOLDER.glob(f"*-{half}.yaml")) if "answers" not in path.stem]


def load_pairs(path: Path) -> list[Pair]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Pair(row["question"], row["first"].strip(), row["second"].strip(), row["label"])
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Context:
    """What folding knows beside the two units: how rare words are, and what was asked."""

    weights: Mapping[str, float]
    questions: Mapping[str, str]


def load_context(path: Path) -> Context:
    """Return the context of a file of pairs: the shipped deck, or the answers beside it."""
    if path.stem.startswith("seeds"):
        loaded, problems = load_deck(DECK.read_text(encoding="utf-8"), DECK.name)
        assert loaded is not None, problems
        questions = {str(note.id): note.question for note in loaded.deck.notes}
        return Context(answer_weights(loaded.deck), questions)
    source, half = path.stem.split("-")
    answers = path.with_name(f"{source}-answers-{half}.yaml")
    rows = yaml.safe_load(answers.read_text(encoding="utf-8"))
    weights = weigh_words(text for row in rows for text in (row["a"], row["b"]))
    return Context(weights, {row["id"]: row["question"] for row in rows})


def dropped(pair: Pair, context: Context) -> str:
    """Return which of two units folds into the other: ``first``, ``second``, or nothing."""
    texts = [_as_answer(pair.first), _as_answer(pair.second)]
    question = context.questions[pair.question]
    fates = fold_answers(texts, [False, False], context.weights, question).fates
    labels = {_label_of(pair.first), _label_of(pair.second)} - {""}
    for variant, name in enumerate(("first", "second")):
        own = [fate for fate in fates if fate.variant == variant]
        told = [fate for fate in own if fate.text.strip("*_:： ") not in labels]
        if told and all(fate.status == "folded" for fate in told):
            return name
    return ""


def load_answers(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the whole answers that the pairs of a file are from."""
    if path.stem.startswith("seeds"):
        loaded, _ = load_deck(DECK.read_text(encoding="utf-8"), DECK.name)
        assert loaded is not None
        return {str(n.id): tuple(v.text for v in n.variants) for n in loaded.deck.notes}
    source, half = path.stem.split("-")
    rows = yaml.safe_load(
        path.with_name(f"{source}-answers-{half}.yaml").read_text(encoding="utf-8")
    )
    return {row["id"]: (row["a"].strip(), row["b"].strip()) for row in rows}


@dataclass(frozen=True, slots=True)
class InContext:
    """How well folding whole answers does on labelled pairs of their units."""

    folds: int
    right: int
    foldable: int
    said_once: int

    @property
    def precision(self) -> float:
        return self.right / self.folds if self.folds else 1.0

    @property
    def recall(self) -> float:
        return self.said_once / self.foldable if self.foldable else 1.0


def judge_in_context(path: Path, *, verbose: bool = False) -> InContext:
    """Return how the pairs of a file fare where the whole answers are folded.

    A fold of one unit of a pair into the other one is right or wrong; a foldable pair is said once
    if either unit is folded, whatever into.
    """
    context, answers = load_context(path), load_answers(path)
    folds = right = foldable = once = 0
    for pair in load_pairs(path):
        texts = answers[pair.question]
        flags = [False] * len(texts)
        question = context.questions[pair.question]
        fates = fold_answers(texts, flags, context.weights, question).fates
        gone, into = "", ""
        for name, own, other in (
            ("first", pair.first, pair.second),
            ("second", pair.second, pair.first),
        ):
            told = [fate for fate in fates if _is_part(fate.text, own)]
            if told and all(fate.status == "folded" for fate in told):
                gone = name
                if any(_is_part(part, other) for f in told for part in f.covered_by.split(" … ")):
                    into = name
        allowed = FOLDABLE.get(pair.label, ())
        foldable += bool(allowed)
        once += bool(allowed) and bool(gone)
        folds += bool(into)
        right += into in allowed
        if verbose and ((into and into not in allowed) or (allowed and not gone)):
            print(f"  [{pair.label}] folds {into or 'nothing'}  ({pair.question})")
            print(f"    1 {pair.first}\n    2 {pair.second}")
    return InContext(folds, right, foldable, once)


def _is_part(unit: str, text: str) -> bool:
    """Tell whether a unit, labels left out, is a part of a labelled text."""
    plain, whole = (" ".join(each.replace("*", "").split()) for each in (unit, text))
    return (plain in whole and not plain.endswith((":", "："))) or plain == whole


def reports_contradiction(pair: Pair, context: Context) -> bool:
    """Tell whether the two units would be reported to contradict each other."""
    measure = Measure(context.weights)
    first = list(units_of(outline_answer(pair.first, 0)))
    second = list(units_of(outline_answer(pair.second, 1)))
    return any(contradicts(measure, one, other) for one in first for other in second)


def _label_of(text: str) -> str:
    # A line that only announces a list has the look of a label.
    return "" if text.endswith((":", "：")) else label_of(text)


def _as_answer(text: str) -> str:
    return f"- {text}" if _label_of(text) else text


def judge(judged: Iterable[tuple[Pair, Context]]) -> Figures:
    """Return the figures of folding these pairs, each on its own."""
    count = folds = right = foldable = wrong_contradictions = 0
    reported = reported_right = contradictions = 0
    for pair, context in judged:
        count += 1
        foldable += pair.label in FOLDABLE
        contradictions += pair.label == "contradicts"
        gone = dropped(pair, context)
        if gone:
            folds += 1
            right += gone in FOLDABLE.get(pair.label, ())
            wrong_contradictions += pair.label == "contradicts"
        if reports_contradiction(pair, context):
            reported += 1
            reported_right += pair.label == "contradicts"
    return Figures(
        count,
        folds,
        right,
        foldable,
        wrong_contradictions,
        reported,
        reported_right,
        contradictions,
    )
