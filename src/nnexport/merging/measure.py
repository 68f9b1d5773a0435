"""How much of a unit others say already, measured on content words.

A unit is covered where what its words weigh beyond those of the other is at most ``LOST``, and
``COVERED`` of the whole is there; its numbers, names, negations and poles ("low") must be there
all, and the common words stand in about the same order, so that who does what to whom is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise

from nnexport.deck.prose import is_lead_in
from nnexport.deck.words import coverage
from nnexport.merging.binding import Binding, binding_of
from nnexport.merging.meaning import are_kin, is_light, opposites_of
from nnexport.merging.units import Unit

COVERED = 0.75
"""Share of a unit's word weight that the others must have to cover it."""

LOST = 0.33
"""Most weight of words that may be lost by folding a unit, however long it is: less than that of
one telling word, unless a third of all answers have it."""

LOST_TO_TWO = 0.2
"""The same where only two sentences together cover it: they may state other things."""

LOST_IN_ITEM = 0.35
"""The same inside an item: what it is about is given."""

IN_ORDER = 0.6
"""Share of the neighbours among the common words that must stand in the same order."""

LIGHT = 0.2
"""What words of any explanation ("involve", "process") weigh, in parts of what others do."""

KIN = 0.25
"""What a word weighs of which the other unit has a kin ("stable", "stability"), likewise."""

ON_TOPIC = 0.1
"""What a word of the question weighs that may go without saying, likewise."""

VERB = 0.3
"""What a verb weighs that says little of its own ("maps", "takes"), likewise."""


class Measure:
    """The weights of one deck's words, and what follows from them."""

    def __init__(self, weights: Mapping[str, float], topic: Collection[str] = ()) -> None:
        self._given = weights
        self.topic = frozenset(topic)
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

    def lost(self, unit: Unit, by: Sequence[Unit], given: Collection[str] = ()) -> float:
        """Return the weight of what a unit says beyond others."""
        words = _words_of(by).union(given)
        return self._lost(unit, words, self._implied(unit, words, by))

    def _lost(self, unit: Unit, words: frozenset[str], implied: frozenset[str]) -> float:
        lost = 0.0
        for word in sorted(unit.words - words):
            weight = self.weight(word)
            if any(are_kin(word, each) for each in words):
                weight *= KIN
            elif word in implied:
                weight *= ON_TOPIC
            elif word in unit.verbs:
                weight *= VERB
            lost += weight
        return lost

    def _implied(self, unit: Unit, words: frozenset[str], by: Sequence[Unit]) -> frozenset[str]:
        """Return the words of the question that go without saying.

        None where it is about several things and the others are about another of them.
        """
        if not self.topic or unit.words.isdisjoint(self.topic):
            return _NONE
        is_other = not (words - unit.words).isdisjoint(self.topic)
        return self.topic if not is_other or any(map(_leans, by)) else _NONE

    def covers(self, unit: Unit, by: Sequence[Unit], given: Collection[str] = ()) -> float:
        """Return how much of a unit one or several others cover; 0 where that is not enough.

        ``given``: words that the place gives to all of them, such as the label of their item.
        """
        if any(unit.bare == other.bare for other in by):
            return 1.0
        if not by or not unit.words:
            return 0.0
        if len(unit.words) < _LEAST_WORDS and not is_lead_in(unit.text):
            return 0.0
        if any(unit.negated != other.negated for other in by):
            return 0.0
        words = _words_of(by).union(given)
        implied = self._implied(unit, words, by)
        if len(unit.words - words - implied) > len(unit.words) * _FEW:
            return 0.0
        facts = frozenset().union(words, implied, *(other.facts for other in by))
        if not unit.facts <= facts:
            return 0.0
        most = LOST if len(by) == 1 else LOST_TO_TWO
        if given:
            most = LOST_IN_ITEM
        lost = self._lost(unit, words, implied)
        if lost >= most:
            return 0.0
        if len(by) == 1 and not _in_order(unit.sequence, by[0].sequence):
            return 0.0
        if any(turns_round(unit, other) or opposed(unit, other) for other in by):
            return 0.0
        total = self.total(unit.words)
        score = 1 - lost / total if total else 0.0
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

_LEAST_WORDS = 2
"""Content words without which a unit says too little for its words to tell what it says."""

_FEW = 0.5
"""Share of a unit's words beyond which nothing covers it, whatever they weigh."""


_NONE: frozenset[str] = frozenset()


def _words_of(units: Sequence[Unit]) -> frozenset[str]:
    return units[0].words if len(units) == 1 else frozenset().union(*(u.words for u in units))


def _leans(unit: Unit) -> bool:
    """Tell whether a unit begins with a word that stands for what the answer is about."""
    return binding_of(unit.text) is not Binding.FREE


def _in_order(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether most words that follow each other in a unit stand in this order in the other.

    Clauses may stand the other way round; who does what to whom may not.
    """
    places = {word: place for place, word in reversed(list(enumerate(other)))}
    common = [places[word] for word in dict.fromkeys(one) if word in places]
    if len(common) < 2:
        return True
    kept = sum(first < second for first, second in pairwise(common))
    return kept >= IN_ORDER * (len(common) - 1)


def turns_round(unit: Unit, other: Unit) -> bool:
    """Tell whether two sentences turn a relation round: from A to B, from B to A; A than B."""
    for word in {word for word, _ in unit.relations} & {word for word, _ in other.relations}:
        own = {object_ for each, object_ in unit.relations if each == word}
        others = {object_ for each, object_ in other.relations if each == word}
        if not own & others and others <= unit.words and own <= other.words:
            return True
    return False


def opposed(unit: Unit, other: Unit) -> frozenset[str]:
    """Return the words of one unit where the other says the opposite, with those opposites."""
    own, others = unit.words | unit.poles, other.words | other.poles
    found: set[str] = set()
    for word in own - others:
        against = opposites_of(word) & others
        if against and against.isdisjoint(own):
            found.update(against, (word,))
    return frozenset(found)
