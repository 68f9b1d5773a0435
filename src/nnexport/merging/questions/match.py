"""Which entries of a document ask the same question as a known one: one assignment over all texts.

From the surest to the least sure: equal texts, equal meanings, the same words with and without
choices below, then the best assignment of all that is certain, and of the rest the best one of what
resembles enough. Number and order only raise the score of a pair whose texts already resemble each
other; between two matched neighbours, or with the same number, an answer that stayed decides. A
wrong link is worse than a missing one: it would give one card's history to another.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.commonmark import plain_text
from nnexport.deck.question import question_title
from nnexport.deck.words import content_words, coverage, topic_words
from nnexport.merging.questions.assign import best_assignment
from nnexport.merging.questions.likeness import ACCEPTED, CERTAIN, RESEMBLES, likeness
from nnexport.merging.questions.register import Register, SenseKey, sense_key
from nnexport.merging.questions.wording import Wording, is_fuller, word_question

FITS = 0.35
"""Share of a question's topic that an answer without a question text must name to go there."""

_SUPPORT_NUMBER, _SUPPORT_ORDER = 0.04, 0.04
_SAME_LEAD = 0.9
_ALIKE = 0.6
"""Share of the words of the shorter answer from which two answers are one, reworded."""

_STAYED, _TELLING = 0.8, 5
"""Share of all words of two answers, and number of them, from which they are the same though each
of their questions names something that the other does not."""

_SAME_TOPIC = 0.25
_PATIENCE = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a document asks it."""

    wording: Wording
    number: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the known question that it asks."""

    entry: int
    known: int
    score: float
    """Likeness of the texts alone."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the questions in the register beside their texts."""

    number_of: Callable[[int], str] = lambda _: ""
    """A question's number in the source of the entries, as far as is known."""

    answers_of: Callable[[int], Sequence[str]] = lambda _: ()

    followers: Mapping[int, Collection[int]] | None = None
    """Which questions stood right behind a question, in the deck or in a source."""

    def follows(self, one: int, other: int) -> bool:
        """Tell whether a question stood right behind another one."""
        return self.followers is not None and other in self.followers.get(one, ())


def match_questions(
    asked: Sequence[Asked],
    register: Register,
    around: Surroundings = Surroundings(),
    forced: Mapping[int, int] | None = None,
    forbidden: Collection[tuple[int, int]] = (),
) -> tuple[Match, ...]:
    """Assign the entries of a document to known questions, each known one taken at most once.

    ``forced`` and ``forbidden`` are pairs (entry, known) that are settled; several entries may be
    forced to one question. Shape: in the order of the entries.
    """
    assignment = _Assignment(asked, register, around, forbidden)
    assignment.force(forced or {})
    assignment.take_equal()
    # Only now: a question that was settled to be another one must not keep that one out.
    assignment.taken.update((forced or {}).values())
    if len(assignment.found) < len(asked) and register.wordings:
        register.understand()
        assignment.take_same_sense()
        assignment.take_fuller()
        assignment.take_likely()
        assignment.take_reworded()
    return tuple(assignment.found[entry] for entry in sorted(assignment.found))


class _Assignment:
    """The pairs found so far."""

    def __init__(
        self,
        asked: Sequence[Asked],
        register: Register,
        surroundings: Surroundings,
        forbidden: Collection[tuple[int, int]],
    ) -> None:
        self.asked = asked
        self.register = register
        self.around = surroundings
        self.forbidden = forbidden
        self.found: dict[int, Match] = {}
        self.taken: set[int] = set()
        self.scores: dict[tuple[int, int], float] = {}

    def force(self, pairs: Mapping[int, int]) -> None:
        """Make the pairs that are settled."""
        for entry, target in pairs.items():
            self.found[entry] = Match(entry, target, 1.0)

    def is_free(self, entry: int, target: int) -> bool:
        """Tell whether a pair is still possible."""
        free = entry not in self.found and target not in self.taken
        return free and (entry, target) not in self.forbidden

    def take(self, entry: int, target: int, score: float) -> None:
        """Make a pair, if it is still possible."""
        if self.is_free(entry, target):
            self.found[entry] = Match(entry, target, score)
            self.taken.add(target)

    # --- equal ---------------------------------------------------------------------------------

    def take_equal(self) -> None:
        """Pair equal texts. Of several equal ones the surroundings say which is which."""
        groups: dict[str, list[int]] = {}
        for entry, each in enumerate(self.asked):
            if entry not in self.found and each.wording.key in self.register.by_key:
                groups.setdefault(each.wording.key, []).append(entry)
        several: list[tuple[list[int], list[int]]] = []
        for key, entries in groups.items():
            targets = [t for t in self.register.by_key[key] if t not in self.taken]
            if len(entries) == len(targets) == 1:
                if self._is_one_section(entries[0], targets[0]):
                    self.take(entries[0], targets[0], 1.0)
            elif targets:
                several.append((entries, targets))
        # They may need to know what stands around them.
        for entries, targets in several:
            self._take_among_equals(entries, targets)

    def _take_among_equals(self, entries: Sequence[int], targets: Sequence[int]) -> None:
        """Pair several questions of one text by section, answer and number, then each with the
        next; but where there are not as many of them here, only with one that something speaks for.
        """
        section, number, answer = self._section_of, self._number_of, self._answer_of
        self._pair_by(entries, targets, lambda at: (section(at), answer(at)))
        self._pair_by(entries, targets, lambda at: (section(at), number(at)))
        self._pair_by(entries, targets, lambda at: (section(at),))
        self._pair_by(entries, targets, lambda at: (answer(at),))
        left = [entry for entry in entries if entry not in self.found]
        free = [target for target in targets if target not in self.taken]
        are_as_many = len(left) == len(free)

        def agrees(entry: int, target: int) -> bool:
            speaks_for = are_as_many or self._support(entry, target) > 0
            return speaks_for and self._is_one_section(entry, target)

        self._pair_by(left, free, lambda _: (), agrees)

    def _pair_by(
        self,
        entries: Sequence[int],
        targets: Sequence[int],
        key_of: Callable[[tuple[str, int]], Hashable],
        agrees: Callable[[int, int], bool] = lambda _entry, _target: True,
    ) -> None:
        waiting: dict[Hashable, deque[int]] = {}
        for target in targets:
            if target not in self.taken:
                waiting.setdefault(key_of(("known", target)), deque()).append(target)
        for entry in entries:
            if entry in self.found:
                continue
            line = waiting.get(key_of(("asked", entry)), deque())
            for _ in range(min(len(line), _PATIENCE)):
                target = line.popleft()
                if agrees(entry, target):
                    self.take(entry, target, self._score(entry, target))
                if entry in self.found:
                    break
                # Not for this one; perhaps for the next.
                line.append(target)

    def _section_of(self, at: tuple[str, int]) -> str:
        side, index = at
        if side == "asked":
            return self.asked[index].wording.section
        return next((each.section for each in self.register.wordings[index] if each.section), "")

    def _number_of(self, at: tuple[str, int]) -> str:
        side, index = at
        number = self.asked[index].number if side == "asked" else self.around.number_of(index)
        return number or f"{side} {index}"

    def _answer_of(self, at: tuple[str, int]) -> str:
        side, index = at
        answers = [self.asked[index].answer] if side == "asked" else self.around.answers_of(index)
        return next(filter(None, answers), f"{side} {index}")

    def _is_one_section(self, entry: int, target: int) -> bool:
        """Tell whether an equal text may mean the same here: "What are the advantages?" in another
        section asks something else, unless the answer says that only the heading changed."""
        section = self.asked[entry].wording.section
        sections = {each.section for each in self.register.wordings[target]} - {""}
        if not section or not sections or section in sections:
            return True
        alike = self._alike(entry, target)
        return alike is None or alike >= _SAME_TOPIC

    # --- nearly equal --------------------------------------------------------------------------

    def take_same_sense(self) -> None:
        """Pair questions that only ask in another way, those of one section first."""
        groups: dict[SenseKey, list[int]] = {}
        for entry in self._waiting():
            key = sense_key(self.asked[entry].wording.sense)
            if key in self.register.by_sense:
                groups.setdefault(key, []).append(entry)

        def agrees(entry: int, target: int) -> bool:
            if self._is_equal(entry, target) or self._score(entry, target) < CERTAIN:
                return False
            return self._is_one_section(entry, target)

        for key, entries in groups.items():
            targets = list(dict.fromkeys(self.register.by_sense[key]))
            self._pair_by(entries, targets, lambda at: (self._section_of(at),), agrees)
            self._pair_by(entries, targets, lambda _: (), agrees)

    def take_fuller(self) -> None:
        """Pair questions of which one has choices or code below the same words and one has none.

        Where several begin with these words, only the one of the same number can be meant.
        """
        leads = Counter(each.wording.lead for each in self.asked)
        numbered: dict[str, dict[str, list[int]]] = {}
        for entry in self._waiting():
            each = self.asked[entry]
            lead = each.wording.lead
            targets: Sequence[int] = self.register.by_lead.get(lead, ())
            alone = len(targets) == 1 and leads[lead] == 1
            if not alone and targets:
                if lead not in numbered:
                    numbered[lead] = {}
                    for target in targets:
                        number = self.around.number_of(target)
                        numbered[lead].setdefault(number, []).append(target)
                targets = numbered[lead].get(each.number, ()) if each.number else ()
            if len(targets) == 1 and self._is_fuller(each.wording, targets[0]):
                self.take(entry, targets[0], 1.0 if alone else _SAME_LEAD)

    def _is_fuller(self, wording: Wording, target: int) -> bool:
        owns = self.register.wordings[target]
        return any(is_fuller(wording, own) or is_fuller(own, wording) for own in owns)

    def take_likely(self) -> None:
        """Pair texts that resemble each other, in the best assignment of all of them.

        What is certain is assigned first: it is not given up for two pairs that are not.
        """
        for entry in self._waiting():
            for target in self.register.candidates(self.asked[entry].wording):
                if self.is_free(entry, target) and not self._is_equal(entry, target):
                    score = self._score(entry, target)
                    if score >= RESEMBLES:
                        self.scores[entry, target] = score
        self._assign({pair: s for pair, s in self.scores.items() if s >= CERTAIN})
        totals = {pair: s + self._support(*pair) for pair, s in self._still_free()}
        self._assign({pair: total for pair, total in totals.items() if total >= ACCEPTED})

    def _assign(self, totals: Mapping[tuple[int, int], float]) -> None:
        for entry, target in best_assignment([(*pair, total) for pair, total in totals.items()]):
            self.take(entry, target, self.scores[entry, target])

    def take_reworded(self) -> None:
        """Pair what resembles a little and kept its answer and its number or its neighbours."""
        totals = {
            (entry, target): score
            for (entry, target), score in self._still_free()
            if self._support(entry, target) and self._answer_stayed(entry, target)
        }
        self._assign(totals)

    def _waiting(self) -> Iterator[int]:
        return (entry for entry in range(len(self.asked)) if entry not in self.found)

    def _still_free(self) -> Iterator[tuple[tuple[int, int], float]]:
        return ((pair, score) for pair, score in self.scores.items() if self.is_free(*pair))

    def _is_equal(self, entry: int, target: int) -> bool:
        """Tell whether two texts are equal: whether they are one question is decided already."""
        key = self.asked[entry].wording.key
        return any(own.key == key for own in self.register.wordings[target])

    def _score(self, entry: int, target: int) -> float:
        wording = self.asked[entry].wording
        owns = self.register.wordings[target]
        return max((likeness(wording, own) for own in owns), default=0.0)

    def _support(self, entry: int, target: int) -> float:
        """Return what number and order add to a pair that already resembles."""
        number = self.asked[entry].number
        support = _SUPPORT_NUMBER if number and number == self.around.number_of(target) else 0.0
        before, after = self.found.get(entry - 1), self.found.get(entry + 1)
        is_behind = before is not None and self.around.follows(before.known, target)
        is_ahead = after is not None and self.around.follows(target, after.known)
        return support + (_SUPPORT_ORDER if is_behind or is_ahead else 0.0)

    def _alike(self, entry: int, target: int) -> float | None:
        """Return how much the answers say the same; none where one is missing."""
        said = content_words(self.asked[entry].answer)
        known = [content_words(answer) for answer in self.around.answers_of(target)]
        shares = [len(said & own) / min(len(said), len(own)) for own in known if said and own]
        return max(shares, default=None)

    def _answer_stayed(self, entry: int, target: int) -> bool:
        """Tell whether an entry has the answer of a known question, perhaps reworded.

        Where the questions differ in a word and the answers in the same one ("measles", "mumps"),
        they are two, however much else they share.
        """
        asked = content_words(self.asked[entry].wording.text)
        known = content_words(" ".join(own.text for own in self.register.wordings[target]))
        said = content_words(self.asked[entry].answer)
        if asked <= known or known <= asked:
            known_said = content_words(" ".join(self.around.answers_of(target)))
            is_alike = (self._alike(entry, target) or 0.0) >= _ALIKE
            return is_alike and not ((asked ^ known) & (said ^ known_said))
        for answer in map(content_words, self.around.answers_of(target)):
            common, different = said & answer, said ^ answer
            if len(common) >= max(_TELLING, _STAYED * len(said | answer)):
                return not (different & (asked ^ known))
        return False


def ask_the_same(one: str, other: str) -> bool:
    """Tell whether two questions' Markdown asks the same, by the texts alone."""
    return likeness(word_question(one), word_question(other)) >= ACCEPTED


def fit_of_answer(answer: str, question: str, weights: Mapping[str, float]) -> float:
    """Return how much of a question's topic an answer names, 0 to 1.

    The topic of a question with choices is in its first paragraph, or in the choice that is right.
    """
    said = content_words(plain_text(answer))
    texts = dict.fromkeys((plain_text(question), question_title(question)))
    return max(coverage(topic_words(text), said, weights) for text in texts)
