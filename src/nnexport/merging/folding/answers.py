"""The answer that a policy makes of a note's variants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.document import Deck, Variant
from nnexport.deck.words import rarity
from nnexport.merging.folding.fold import fold_answers
from nnexport.merging.folding.meaning import meaning_words

_LEAST_ANSWERS = 50
"""A deck of fewer answers says little of how rare a word is; it is taken for one of that many."""


@dataclass(frozen=True, slots=True)
class Made:
    """An answer, and the variants whose broken end it leaves out, each with that end."""

    text: str
    cut: tuple[tuple[Variant, str], ...] = ()


def make_answer(
    variants: Sequence[Variant], policy: str, weights: Mapping[str, float], question: str = ""
) -> Made:
    """Return the answer that a policy makes of variants; an empty one when there is none.

    ``merged`` folds them, ``longest`` takes the one with the most text that is not cut off, and
    ``best:SOURCE`` takes that source's, or folds where it has none. ``question``: what they answer.
    """
    if not variants:
        return Made("")
    chosen = list(variants)
    if policy == "longest":
        chosen = [max(variants, key=lambda v: ("truncated" not in v.flags, len(v.text)))]
    elif policy.startswith("best:"):
        source = policy.removeprefix("best:")
        chosen = [variant for variant in variants if variant.place.source == source] or chosen
    if len(chosen) == 1:
        return Made(chosen[0].text)
    texts = [variant.text for variant in chosen]
    folded = fold_answers(texts, ["truncated" in v.flags for v in chosen], weights, question)
    ends: dict[int, str] = {}
    for fate in folded.fates:
        if fate.status == "cut":
            ends[fate.variant] = f"{ends.get(fate.variant, '')} {fate.text}".strip()
    return Made(folded.text, tuple((chosen[index], end) for index, end in ends.items()))


def weigh_words(answers: Iterable[str]) -> dict[str, float]:
    """Return how much each word of some answers says, from how few of them have it."""
    return rarity([meaning_words(answer) for answer in answers], _LEAST_ANSWERS)


def answer_weights(deck: Deck) -> dict[str, float]:
    """Return the word weights of a deck's own variants, those that merging used."""
    return weigh_words(variant.text for note in deck.notes for variant in note.variants)
