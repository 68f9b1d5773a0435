"""Which entries ask the same question as a known one: one assignment over all texts.

Number and order only raise the score of a pair whose texts already resemble each other, or decide
one unmatched entry between two matched neighbours. A wrong link is worse than a missing one: it
would give one card's history to another.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.commonmark import plain_text
from nnexport.deck.question import question_title
from nnexport.deck.words import content_words, coverage, topic_words
from nnexport.merging.wording import Wording, is_fuller, likeness

ACCEPTED = 0.85
"""Score from which two wordings count as one question."""

CERTAIN = 0.95
"""Score from which nobody needs to look at it."""

FITS = 0.35
"""Share of a question's topic that an answer without a question text must name to go there."""

_SUPPORT_NUMBER, _SUPPORT_ORDER = 0.04, 0.04
_RESEMBLES = 0.6
_BETWEEN_NEIGHBOURS = 0.5
_SAME_LEAD = 0.9
_RARE_CLUES = 6
_POSTINGS = 60


@dataclass(frozen=True, slots=True)
class Known:
    """A question that a match may lead to."""

    wordings: tuple[Wording, ...]
    """Of the note and of its variants; empty for a note without a question."""

    number: str
    """Its number in the source of the entries, as far as is known."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the known question that it asks."""

    entry: int
    known: int
    score: float
    """Likeness of the texts alone."""

    certain: bool


def match_questions(
    asked: Sequence[Wording | None],
    numbers: Sequence[str],
    known: Sequence[Known],
    forced: Mapping[int, int],
    forbidden: Collection[tuple[int, int]],
) -> tuple[Match, ...]:
    """Assign entries to known questions, each to at most one and each taken at most once.

    ``asked`` holds an entry's wording, or none where the source has no question text. ``forced``
    and ``forbidden`` are settled by the user. Shape: in the order of the entries.
    """
    assignment = _Assignment(asked, numbers, known, forbidden)
    for entry, target in forced.items():
        assignment.take(entry, target, 1.0, certain=True)
    assignment.take_equal()
    assignment.take_fuller()
    assignment.take_likely()
    assignment.take_between()
    return tuple(assignment.found[entry] for entry in sorted(assignment.found))


class _Assignment:
    """The pairs found so far, from the surest to the least sure."""

    def __init__(
        self,
        asked: Sequence[Wording | None],
        numbers: Sequence[str],
        known: Sequence[Known],
        forbidden: Collection[tuple[int, int]],
    ) -> None:
        self.asked = asked
        self.numbers = numbers
        self.known = known
        self.forbidden = forbidden
        self.found: dict[int, Match] = {}
        self.taken: set[int] = set()

    def take(self, entry: int, target: int, score: float, *, certain: bool) -> None:
        """Make a pair, if both are still free and nobody forbade it."""
        free = entry not in self.found and target not in self.taken
        if free and (entry, target) not in self.forbidden:
            self.found[entry] = Match(entry, target, score, certain)
            self.taken.add(target)

    def take_equal(self) -> None:
        """Pair equal texts; of several equal ones those of one section, then each with the next."""
        self._take_equal_by(lambda wording: (wording.key, wording.section))
        self._take_equal_by(lambda wording: (wording.key,))

    def _take_equal_by(self, key_of: Callable[[Wording], tuple[str, ...]]) -> None:
        places: dict[tuple[str, ...], deque[int]] = {}
        for index, question in enumerate(self.known):
            if index not in self.taken:
                for key in dict.fromkeys(map(key_of, question.wordings)):
                    places.setdefault(key, deque()).append(index)
        for entry, wording in enumerate(self.asked):
            if wording is None or entry in self.found:
                continue
            waiting = places.get(key_of(wording), deque())
            for _ in range(len(waiting)):
                target = waiting.popleft()
                self.take(entry, target, 1.0, certain=True)
                if entry in self.found:
                    break
                if target not in self.taken:
                    # Forbidden for this one; perhaps not for the next.
                    waiting.append(target)

    def take_fuller(self) -> None:
        """Pair questions of which one has choices or code below the same words and one has none.

        Where several begin with these words, only the one of the same number can be meant.
        """
        leads = Counter(wording.lead for wording in self.asked if wording is not None)
        places: dict[str, list[int]] = {}
        numbered: dict[tuple[str, str], list[int]] = {}
        for index, question in enumerate(self.known):
            for lead in {wording.lead for wording in question.wordings}:
                places.setdefault(lead, []).append(index)
                numbered.setdefault((lead, question.number), []).append(index)
        for entry, wording in enumerate(self.asked):
            if wording is None or entry in self.found:
                continue
            targets = places.get(wording.lead, [])
            alone = len(targets) == 1 and leads[wording.lead] == 1
            if not alone:
                targets = numbered.get((wording.lead, self.numbers[entry] or " "), [])
            if len(targets) == 1 and self._is_fuller(wording, targets[0]):
                score = 1.0 if alone else _SAME_LEAD
                self.take(entry, targets[0], score, certain=alone)

    def _is_fuller(self, wording: Wording, target: int) -> bool:
        owns = self.known[target].wordings
        return any(is_fuller(wording, own) or is_fuller(own, wording) for own in owns)

    def take_likely(self) -> None:
        """Pair texts that resemble each other, the likest first."""
        pairs = sorted(self._pairs(), key=lambda pair: (-pair[0], pair[2], pair[3]))
        for total, score, entry, target in pairs:
            if total >= ACCEPTED:
                self.take(entry, target, score, certain=score >= CERTAIN)

    def _pairs(self) -> Iterator[tuple[float, float, int, int]]:
        """Yield (total, likeness, entry, known) of the free pairs that share a rare clue.

        An index from words and pairs of words to questions keeps this near-linear: only an entry's
        rarest clues are looked up, and none that very many questions have unless it has no other.
        """
        index: dict[str, list[int]] = {}
        for target, question in enumerate(self.known):
            if target not in self.taken:
                for clue in {clue for wording in question.wordings for clue in wording.clues}:
                    index.setdefault(clue, []).append(target)
        for entry, wording in enumerate(self.asked):
            if wording is None or entry in self.found:
                continue
            known = [clue for clue in wording.clues if clue in index]
            rare = sorted(known, key=lambda clue: (len(index[clue]), clue))[:_RARE_CLUES]
            for target in {target for clue in rare for target in index[clue][:_POSTINGS]}:
                score = self._likeness(entry, target)
                if score >= _RESEMBLES:
                    yield score + self._support(entry, target), score, entry, target

    def _likeness(self, entry: int, target: int) -> float:
        wording = self.asked[entry]
        if wording is None:
            return 0.0
        return max((likeness(wording, own) for own in self.known[target].wordings), default=0.0)

    def _support(self, entry: int, target: int) -> float:
        """Return what number and order add to a pair that already resembles."""
        number = self.numbers[entry]
        support = _SUPPORT_NUMBER if number and number == self.known[target].number else 0.0
        before, after = self.found.get(entry - 1), self.found.get(entry + 1)
        if (before and before.known == target - 1) or (after and after.known == target + 1):
            support += _SUPPORT_ORDER
        return support

    def take_between(self) -> None:
        """Pair one entry between two matched neighbours with the one question between theirs."""
        for entry in range(1, len(self.asked) - 1):
            before, after = self.found.get(entry - 1), self.found.get(entry + 1)
            if before and after and after.known == before.known + 2:
                target = before.known + 1
                score = self._likeness(entry, target)
                if score >= _BETWEEN_NEIGHBOURS:
                    self.take(entry, target, score, certain=False)


def fit_of_answer(answer: str, question: str, weights: Mapping[str, float]) -> float:
    """Return how much of a question's topic an answer names, 0 to 1.

    The topic of a question with choices is in its first paragraph, or in the choice that is right.
    """
    said = content_words(plain_text(answer))
    texts = dict.fromkeys((plain_text(question), question_title(question)))
    return max(coverage(topic_words(text), said, weights) for text in texts)
