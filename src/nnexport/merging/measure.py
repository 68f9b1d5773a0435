"""How much of a unit others say already, measured on content words.

A unit is covered where what its words weigh beyond those of the other is at most ``LOST``, and
``COVERED`` of the whole is there; its numbers, names, negations and poles ("low") must be there
all, and the common words stand in about the same order, so that who does what to whom is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from nnexport.deck.words import coverage, is_light
from nnexport.merging.outline import Unit

COVERED = 0.75
"""Share of a unit's word weight that the others must have to cover it."""

LOST = 0.3
"""Most weight of words that may be lost by folding a unit, however long it is: less than that of
one telling word, unless a third of all answers have it."""

LOST_TO_TWO = 0.2
"""The same where only two sentences together cover it: they may state other things."""

LOST_IN_ITEM = 0.35
"""The same inside an item: what it is about is given."""

IN_ORDER = 0.6
"""Share of the common words that must stand in the same order."""

LIGHT = 0.2
"""What words of any explanation ("involve", "process") weigh, in parts of what others do."""


class Measure:
    """The weights of one deck's words, and what follows from them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._given = weights
        self.weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """Return what a word counts; 1 for one that the deck does not know."""
        known = self.weights.get(word)
        if known is None:
            known = self._given.get(word, 1.0) * (LIGHT if is_light(word) else 1.0)
            self.weights[word] = known
        return known

    def total(self, words: Collection[str]) -> float:
        """Return the weight of words together."""
        return sum(map(self.weight, sorted(words)))

    def share(self, words: Collection[str], by: Collection[str]) -> float:
        """Return how much of the weight of words is in others, 0 to 1."""
        for word in words:
            self.weight(word)
        return coverage(sorted(words), by, self.weights)

    def alike(self, one: Unit, other: Unit) -> float:
        """Return how much of two units is common, in terms of the smaller one."""
        return max(self.share(one.words, other.words), self.share(other.words, one.words))

    def covers(self, unit: Unit, by: Sequence[Unit], given: Collection[str] = ()) -> float:
        """Return how much of a unit one or several others cover; 0 where that is not enough.

        ``given``: words that the place gives to all of them, such as the label of their item.
        """
        if any(unit.bare == other.bare for other in by):
            return 1.0
        if not unit.words or not by:
            return 0.0
        words = frozenset().union(*(other.words for other in by)).union(given)
        strict = frozenset().union(*(other.strict for other in by))
        if any(("not" in unit.strict) != ("not" in other.strict) for other in by):
            return 0.0
        if not unit.strict <= strict | words:
            return 0.0
        lost = LOST if len(by) == 1 else LOST_TO_TWO
        if given:
            lost = LOST_IN_ITEM
        if self.total(unit.words - words) >= lost:
            return 0.0
        if len(by) == 1 and not _in_order(unit.sequence, by[0].sequence):
            return 0.0
        if any(_contradicts(unit, other) for other in by):
            return 0.0
        score = self.share(unit.words, words)
        return score if score >= COVERED else 0.0

    def best_cover(
        self, unit: Unit, groups: Sequence[Sequence[Unit]], given: Collection[str] = ()
    ) -> tuple[tuple[Unit, ...], float]:
        """Return what covers a unit best: a unit, else two of one paragraph or item, else nothing.

        ``groups``: the units that stand together. Shape: the units are in the order of their group.
        """
        best: tuple[tuple[Unit, ...], float] = ((), 0.0)
        for group in groups:
            for other in group:
                score = self.covers(unit, (other,), given)
                if score > best[1]:
                    best = ((other,), score)
        if best[0]:
            return best
        for group in groups:
            for two in combinations(self._telling(unit, group), 2):
                score = self.covers(unit, two, given)
                if score > best[1]:
                    best = (two, score)
        return best

    def _telling(self, unit: Unit, group: Sequence[Unit]) -> list[Unit]:
        """Return the units that say a fair part of another, in order, ``_TRIED`` at most."""
        shares = {other: self.share(unit.words, other.words) for other in group}
        telling = [other for other in group if shares[other] >= 1 - COVERED]
        best = set(sorted(telling, key=lambda other: -shares[other])[:_TRIED])
        return [other for other in telling if other in best]


_TRIED = 8
"""Units of one paragraph that are tried in pairs, so that long paragraphs take no long time."""


def _in_order(one: Sequence[str], other: Sequence[str]) -> bool:
    from rapidfuzz.distance import LCSseq

    common = set(one) & set(other)
    first = list(dict.fromkeys(word for word in one if word in common))
    second = list(dict.fromkeys(word for word in other if word in common))
    if len(common) < 2:
        return True
    return float(LCSseq.similarity(first, second)) >= IN_ORDER * len(common)


def _contradicts(unit: Unit, other: Unit) -> bool:
    """Tell whether two sentences turn a relation round: from A to B, from B to A; A than B."""
    for word in {word for word, _ in unit.relations} & {word for word, _ in other.relations}:
        own = {object_ for each, object_ in unit.relations if each == word}
        others = {object_ for each, object_ in other.relations if each == word}
        if not own & others and others <= unit.words and own <= other.words:
            return True
    return False
