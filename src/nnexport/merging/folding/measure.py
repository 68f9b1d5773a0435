"""How much of a unit others say already, measured on content words.

A unit is covered where what its words weigh beyond those of the other is at most ``LOST`` (a little
more for a long one), and ``COVERED`` of the whole is there. What a lost word weighs depends on how
rare it is, and on its place: an everyday word says little alone, much in a row of lost ones, and
all where it is listed or stands first. Numbers and names must be there all, and the common words
must stand in about the same order; what else the same words may deny is in ``otherwise``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise

from nnexport.deck.prose import is_lead_in
from nnexport.merging.folding.binding import Binding, binding_of, is_alternative
from nnexport.merging.folding.meaning import (
    are_kin,
    compares,
    is_everyday,
    is_light,
    meaning_words,
    opposites_of,
    topic_of,
)
from nnexport.merging.folding.otherwise import says_otherwise
from nnexport.merging.folding.units import Unit

COVERED = 0.8
"""Share of a unit's word weight that the others must have to cover it."""

LOST = 0.18
"""Most weight of words that may be lost by folding a unit: less than that of one telling word."""

LOST_TO_TWO = 0.12
"""The same where only two sentences together cover it: they may state other things."""

LOST_IN_ITEM = 0.25
"""The same inside an item: what it is about is given."""

TURNED = 0.2
"""Share of the neighbours among the common words that may stand the other way round, beyond one: a
clause that has moved turns one pair round, two things that changed places turn two."""

LIGHT = 0.1
"""What words of any explanation ("involve", "process") weigh, in parts of what others do."""

KIN = 0.25
"""What a word weighs of which the other unit has a kin ("stable", "stability"), likewise."""

ON_TOPIC = 0.1
"""What a word of the question weighs that may go without saying, likewise."""

EVERYDAY = 0.3
"""What an everyday word weighs that stands alone among words that are not lost, likewise."""

PINNED = 0.7
"""The least that a word weighs that its place makes telling, such as one of a list."""

PER_WEIGHT, MOST_MORE = 0.02, 0.2
"""What may be lost more for each telling word that is not, and at the most."""

RUN = 3
"""Lost words in a row that make a clause of their own, in which every word counts."""


class Measure:
    """The weights of one deck's words, and what follows from them."""

    def __init__(self, weights: Mapping[str, float], question: str = "") -> None:
        self._given = weights
        self._asked = _NONE if compares(question) else meaning_words(question)
        self._topic = topic_of(question)
        self.weights: dict[str, float] = {}
        self._totals: dict[frozenset[str], float] = {}

    def weight(self, word: str) -> float:
        """Return what a word counts; 1 for one that the deck does not know."""
        known = self.weights.get(word)
        if known is None:
            known = self._given.get(word, 1.0) * (LIGHT if is_light(word) else 1.0)
            self.weights[word] = known
        return known

    def total(self, words: frozenset[str]) -> float:
        """Return the weight of words together."""
        known = self._totals.get(words)
        if known is None:
            # In order, or the last digit would depend on how strings are hashed.
            known = self._totals[words] = sum(map(self.weight, sorted(words)))
        return known

    def share(self, words: frozenset[str], by: Collection[str]) -> float:
        """Return how much of the weight of words is in others, 0 to 1; 0 for no words."""
        common = words.intersection(by)
        if not common:
            return 0.0
        total = self.total(words)
        return sum(map(self.weight, sorted(common))) / total if total else 0.0

    def telling_share(self, words: Collection[str], by: Collection[str]) -> float:
        """Return the same, everyday words counting little."""
        weigh = {w: self.weight(w) * (EVERYDAY if is_everyday(w) else 1.0) for w in words}
        said = sum(v for w, v in sorted(weigh.items()) if w in by or self._has_kin(w, by))
        total = sum(v for _, v in sorted(weigh.items()))
        return said / total if total else 0.0

    def _has_kin(self, word: str, words: Collection[str]) -> bool:
        return any(are_kin(word, each) for each in words)

    def alike(self, one: Unit, other: Unit) -> float:
        """Return how much of two units is common, in terms of the smaller one."""
        return max(self.share(one.words, other.words), self.share(other.words, one.words))

    def lost(self, unit: Unit, by: Sequence[Unit], given: Collection[str] = ()) -> float:
        """Return the weight of what a unit says beyond others."""
        words = _words_of(by).union(given)
        return self._lost(unit, words, self._implied(unit, words, by))

    def _lost(self, unit: Unit, words: frozenset[str], implied: frozenset[str]) -> float:
        lost = 0.0
        run: list[str] = []
        seen: set[str] = set()
        for word in (*unit.sequence, ""):
            if word and word not in words:
                if word in implied and word not in unit.pinned:
                    lost += self.weight(word) * ON_TOPIC * (word not in seen)
                elif is_light(word):
                    lost += self.weight(word) * (word not in seen)
                else:
                    run.append(word)
                seen.add(word)
                continue
            is_clause = len(run) >= RUN
            for each in dict.fromkeys(run):
                share = 1.0 if is_clause else self._share_of(each, unit, words)
                weight = self.weight(each) * share
                lost += max(weight, PINNED) if share == 1.0 and each in unit.pinned else weight
            run = []
        return lost

    def _share_of(self, word: str, unit: Unit, words: frozenset[str]) -> float:
        """Return how much of a lost word's weight is really lost."""
        if self._has_kin(word, words):
            return KIN
        is_telling = word in unit.pinned or bool(opposites_of(word))
        return EVERYDAY if is_everyday(word) and not is_telling else 1.0

    def _implied(self, unit: Unit, words: frozenset[str], by: Sequence[Unit]) -> frozenset[str]:
        """Return the words of the question that go without saying.

        None where it is about several things and the others are about another of them.
        """
        if not self._asked or unit.words.isdisjoint(self._asked):
            return _NONE
        is_other = not (words - unit.words).isdisjoint(self._topic)
        return self._asked if not is_other or any(map(_leans, by)) else _NONE

    def covers(self, unit: Unit, by: Sequence[Unit], given: Collection[str] = ()) -> float:
        """Return how much of a unit one or several others cover; 0 where that is not enough.

        ``given``: words that the place gives to all of them, such as the label of their item.
        """
        if len(by) == 1 and unit.words.isdisjoint(by[0].words) and unit.bare != by[0].bare:
            return 0.0
        if any(unit.bare == other.bare for other in by):
            return 1.0
        if not by or not unit.words:
            return 0.0
        if is_alternative(unit.text) or any(unit.negated != other.negated for other in by):
            return 0.0
        if len(by) == 1 and _stands_in(unit, by[0]):
            return 1.0
        if len(unit.words) < _LEAST_WORDS and not is_lead_in(unit.text):
            return 0.0
        words = _words_of(by).union(given)
        missing = unit.words - words
        implied = self._implied(unit, words, by) if missing or unit.names else _NONE
        if len(missing - implied) > len(unit.words) * _FEW:
            return 0.0
        facts = frozenset().union(words, implied, *(other.facts for other in by))
        if not unit.facts <= facts:
            return 0.0
        most = LOST if len(by) == 1 else LOST_TO_TWO
        if given:
            most = LOST_IN_ITEM
        lost = self._lost(unit, words, implied)
        total = self.total(unit.words)
        if lost >= most + min(PER_WEIGHT * total, MOST_MORE):
            return 0.0
        if len(by) == 1 and not _is_in_order(unit, by[0], implied):
            return 0.0
        if any(says_otherwise(unit, other) for other in by):
            return 0.0
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
                if not _say_halves(unit, two, group):
                    continue
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


def _stands_in(unit: Unit, other: Unit) -> bool:
    """Tell whether a unit stands in another one letter by letter, but for its markup."""
    text, whole = _bare_text(unit), _bare_text(other)
    if not text or text not in whole or unit.limits != other.limits:
        return False
    # "5" stands in "1.5", too.
    if not unit.numbers <= other.numbers:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", whole))


def _bare_text(unit: Unit) -> str:
    return unit.bare.replace("*", "").replace("`", "").replace("\\ ", " ").rstrip(".! ").casefold()


def _words_of(units: Sequence[Unit]) -> frozenset[str]:
    return units[0].words if len(units) == 1 else frozenset().union(*(u.words for u in units))


def _leans(unit: Unit) -> bool:
    """Tell whether a unit begins with a word that stands for what the answer is about."""
    return binding_of(unit.text) is not Binding.FREE


def _say_halves(unit: Unit, two: tuple[Unit, Unit], group: Sequence[Unit]) -> bool:
    """Tell whether two sentences may say the two halves of another: about its subject, each one
    stretch of it. Words that are gathered here and there say something else together."""
    one, other = two
    subject = unit.sequence[0] if unit.sequence else ""
    goes_on = _leans(other) and group.index(other) == group.index(one) + 1
    if subject not in one.words or not (subject in other.words or goes_on):
        return False
    said = [
        word in one.words for word in unit.sequence if (word in one.words) != (word in other.words)
    ]
    return sum(first != second for first, second in pairwise(said)) <= 1


def _is_in_order(unit: Unit, other: Unit, implied: frozenset[str]) -> bool:
    """Tell whether the common words of two sentences stand in about the same order.

    Where only one is in the passive, its agent must come first in the other. What the question is
    about may stand anywhere.
    """
    agents = [[right for word, _, right in each.sides if word in _BY] for each in (unit, other)]
    if bool(agents[0]) == bool(agents[1]):
        return _in_order(unit.sequence, other.sequence, implied)
    passive, active = (unit, other) if agents[0] else (other, unit)
    places = {word: place for place, word in reversed(list(enumerate(active.sequence)))}
    subject = next((word for word in passive.sequence if word in places), None)
    behind = frozenset().union(*agents[0], *agents[1])
    agent = next((w for w in passive.sequence if w in behind and w in places), None)
    if subject is None or agent is None or subject == agent:
        return _in_order(unit.sequence, other.sequence, implied)
    return places[agent] < places[subject]


_BY = frozenset(("by", "von", "par", "por"))


def _in_order(one: Sequence[str], other: Sequence[str], implied: frozenset[str]) -> bool:
    """Tell whether the words that two units share stand in orders that may say the same.

    Clauses may stand the other way round; who does what to whom may not. What moved as one leaves
    two rows, each in the old order; two things that changed places turn round all that is between
    them, so that three words stand backwards. In a long sentence more may have moved.
    """
    places = {word: place for place, word in reversed(list(enumerate(other)))}
    telling = (word for word in dict.fromkeys(one) if word not in implied)
    common = [places[word] for word in telling if word in places]
    turned = sum(first > second for first, second in pairwise(common))
    return turned <= max(1, TURNED * len(common)) or _longest_backwards(common) < _EXCHANGED


_EXCHANGED = 3
"""Words that stand backwards where two things have changed places around another."""


def _longest_backwards(places: Sequence[int]) -> int:
    """Return how many of some different numbers fall from one to the next, others left out."""
    piles: list[int] = []
    for place in places:
        at = bisect_left(piles, -place)
        piles[at : at + 1] = [-place]
    return len(piles)
