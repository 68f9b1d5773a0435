"""What speaks for a block being part of the answer to a question: words, opening, number, shape.

Everything is in log-odds, so that the signs add up:

- *words*: the sum of the weights of the question's topic words that occur in the block, each
  weighing the logarithm of how rare it is in the document. It counts whole for the block that
  starts an answer, less for others.
- *opening*: the share of the topic that the first words of a starting block name.
- *number*: a printed number speaks for its question, and for a start on its line; that it stands
  one block off is one slip and not two.
- *shape*: answers start at numbers and paragraphs, seldom in the middle of a list, with a word that
  points back, or after a line that announces something.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from sys import intern
from typing import NamedTuple

from nnexport.deck.prose import ends_sentence, is_lead_in, label_of, points_back
from nnexport.deck.stems import find_stem, stem_word
from nnexport.deck.words import (
    STOP_WORDS,
    coverage,
    topic_words,
    words_of,
)
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import ASKING_WORDS
from nnexport.readers.roles import integer_of

OPENING_WORDS = 10
"""How many first words of a block count as its opening."""

WORDS_LIMIT = 8.0
BODY_SHARE = 0.7
COHESION = 0.3
SHORT = 6
"""Words up to which an opening is short: it need not name its subject."""

SHORT_START = 2.0
LACKING_GAP = 2.5
OPENING = 2.0
UNKNOWN_START, UNKNOWN_BODY = 3.9, 0.75
"""What a block earns at a question whose text is not known: about what words and opening give
together where they speak neither for nor against."""

NUMBER_FITS, NUMBER_DIFFERS = 2.6, -1.4
NUMBER_FITS_INSIDE, NUMBER_DIFFERS_INSIDE = 0.8, -2.0
ONE_TOO_EARLY = -0.3
"""The number of the next question on a block of an answer, where the next block starts that one."""

SIBLING_NUMBER = 2.5
START_NEAR_NUMBER, START_WITHOUT_NUMBER = 0.4, -1.9
START_INSIDE_LIST = -1.0
START_LIKE_SIBLINGS = -3.5
START_AFTER_LEAD_IN = -3.0
START_POINTS_BACK = -3.0
START_AFTER_OPEN_END = -1.0
UNANSWERED = -3.0
_KEY_LENGTH = 6
_REMEMBERED = 1 << 15
"""Words whose keys are remembered: nearly all that a text has, in some megabytes."""

_FEW = 12
"""Answers below which counting says little: a shorter document counts as if it had so many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for its answer."""

    label: str
    topic: frozenset[str] | None
    """The keys of its topic words; none when the source gives only the answer."""

    number: int | None


class Features(NamedTuple):
    """What matters of a block."""

    words: frozenset[str]
    """The keys of its words that are topic words of some question."""

    opening: frozenset[str]
    label: str
    """The number, if it was printed for an answer."""

    number: int | None
    near: tuple[int | None, ...]
    """Numbers printed for answers on the blocks right before and after."""

    is_first: bool
    is_short: bool
    """A few words that say little by themselves: ``It depends.``"""

    start: float
    """What its form and the blocks around it say for an answer's start, whatever it answers."""

    inside: float
    """What they say for a later part of the answer above."""


def _key(stem: str) -> str:
    """Return what words of one family have in common, in most languages: their beginning."""
    return stem[:_KEY_LENGTH] if len(stem) > _KEY_LENGTH else stem


def topic_keys(question: str) -> frozenset[str]:
    """Return the keys of the words that say what a question is about."""
    words = topic_words(question) - ASKING_WORDS
    return frozenset([_key(stem_word(word)) for word in words])


def word_keys(text: str) -> frozenset[str]:
    # No word goes over a blank, so that each piece between two of them is looked up only once.
    keys = set(map(_KEYS.__getitem__, text.split()))
    keys.discard("")
    if " " in "".join(keys):
        return frozenset(" ".join(keys).split(" "))
    return frozenset(keys)


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_KEYS.__getitem__, words)) - _NO_KEY


_NO_KEY = frozenset(("",))


class _Keys(dict[str, str]):
    """Texts without blanks, as a rule one word → the keys of their words, a blank between them.

    A function word has no key. All is forgotten when it is full: that costs less than to keep count
    of what was asked for last.
    """

    def __missing__(self, piece: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        # The stem of a stem may be another word: what counts is the key of the stem.
        words = [word for word in words_of(piece) if word not in STOP_WORDS]
        found = {_key(find_stem(find_stem(word))) for word in words}
        keys = self[piece] = intern(" ".join(sorted(found)))
        return keys


_KEYS = _Keys()


def weigh_words(topics: Iterable[frozenset[str]], answers: Iterable[str]) -> dict[str, float]:
    """Return the weight of each topic word of the questions: log of one over its frequency.

    Frequency counts the answers as their numbers cut them, so that a word which most answers use
    ("training") says little even if only one question has it. A word of no answer says nothing.
    """
    asked: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    questions = texts = 0
    for topic in topics:
        questions += 1
        asked.update(topic)
    topical = frozenset(asked)
    # One after the other: the words of all answers at once would be most of the memory.
    for text in answers:
        texts += 1
        for word in word_keys(text) & topical:
            counts[word] += 1
    if not texts:
        counts = asked
    size = max(texts, questions, _FEW)
    return {
        word: min(log((size + 1) / counts[word]), 4.0) if word in counts else 0.0 for word in asked
    }


def describe_blocks(
    blocks: Sequence[Block], answer_starts: Collection[int], weights: Mapping[str, float]
) -> list[Features]:
    """Return the features of each block of a stretch."""
    printed = [
        integer_of(block.label) if index in answer_starts else None
        for index, block in enumerate(blocks)
    ]
    words = [word_keys(block.text) for block in blocks]
    cohesions = [0.0, *_cohesions(words)]
    starts = [blocks[index].gap_before for index in answer_starts if index]
    gaps_are_usual = len(starts) > 2 and sum(starts) / len(starts) > 0.7
    topical = frozenset(weights)
    return [
        _describe(blocks, index, printed, words[index] & topical, cohesions[index], gaps_are_usual)
        for index in range(len(blocks))
    ]


def _cohesions(words: Sequence[frozenset[str]]) -> Iterator[float]:
    """Yield the weight of the words that each block, from the second on, shares with the last."""
    counts = Counter(itertools.chain.from_iterable(words))
    rarities = [0.0, *(log((len(words) + 1) / count) for count in range(1, len(words) + 1))]
    for above, below in itertools.pairwise(words):
        shared = above & below
        yield sum([rarities[counts[word]] for word in shared]) if shared else 0.0


def _describe(
    blocks: Sequence[Block],
    index: int,
    printed: Sequence[int | None],
    words: frozenset[str],
    cohesion: float,
    gaps_are_usual: bool,
) -> Features:
    text = blocks[index].text
    opening = _opening(text)
    number = printed[index]
    is_start = number is not None
    is_short = len(text) < 200 and len(opening) <= SHORT
    start, inside = _score_form(blocks, index, is_start, is_short)
    if gaps_are_usual and is_start and not blocks[index].gap_before:
        # Numbered, without the blank line that stands before nearly all other numbers.
        start -= LACKING_GAP
    return Features(
        words,
        _keys(opening[:OPENING_WORDS]),
        blocks[index].label if is_start else "",
        number,
        (printed[index - 1] if index else None, *printed[index + 1 : index + 2]),
        index == 0,
        is_short,
        start,
        inside + COHESION * min(cohesion, WORDS_LIMIT),
    )


def _score_form(
    blocks: Sequence[Block], index: int, is_start: bool, is_short: bool
) -> tuple[float, float]:
    """Return what form and neighbours say for a start, and for a later part of an answer."""
    if not index:
        return 0.0, 0.0
    block, before = blocks[index], blocks[index - 1]
    is_bullet = block.kind is BlockKind.BULLET
    start = START_POINTS_BACK if not is_short and points_back(block.text) else 0.0
    if is_lead_in(before.text):
        start += START_AFTER_LEAD_IN
    elif not is_bullet and not ends_sentence(before.text):
        start += START_AFTER_OPEN_END
    siblings = _siblings_above(blocks, index)
    if not siblings:
        return start, 0.0
    labelled = bool(label_of(block.text))
    all_labelled = all(label_of(sibling.text) for sibling in siblings)
    if is_bullet and not is_start:
        # It stands in a list and looks like the items above it.
        start += START_INSIDE_LIST if labelled or not all_labelled else 0.0
        start += START_LIKE_SIBLINGS if labelled and all_labelled else 0.0
    # Numbered, but of the same form as the list items right above it.
    is_alike = is_start and labelled and all_labelled and not block.gap_before
    return start, SIBLING_NUMBER if is_alike else 0.0


def _opening(text: str) -> list[str]:
    """Return at least the first words of a text, as many as count as its opening."""
    for size in (100, 200):
        words = words_of(text[:size])
        if len(words) > OPENING_WORDS or len(text) <= size:
            return words
    return words_of(text[:1000])


def _siblings_above(blocks: Sequence[Block], index: int) -> list[Block]:
    """Return up to three list items that stand right above a block."""
    siblings: list[Block] = []
    while index > 0 and len(siblings) < 3:
        index -= 1
        block = blocks[index]
        among_items = block.kind is BlockKind.NUMBERED and not block.gap_before
        if not (block.kind is BlockKind.BULLET or (among_items and not siblings)):
            break
        siblings.append(block)
    return siblings


def score_start(block: Features, asked: Asked, weights: Mapping[str, float]) -> float:
    """Return how well a block fits a question as the start of its answer."""
    topic = asked.topic
    if topic is None:
        score = UNKNOWN_START
    else:
        score = _shared(block, topic, weights)
        if not topic.isdisjoint(block.opening):
            score += OPENING * coverage(topic, block.opening, weights)
    if block.label:
        fits = _fits(block, asked)
        score += NUMBER_FITS if fits else NUMBER_DIFFERS
        if fits and block.is_short and not _speaks_of_others(block, topic, weights):
            score += SHORT_START
    elif not block.is_first:
        is_near = bool(asked.number) and asked.number in block.near
        score += START_NEAR_NUMBER if is_near else START_WITHOUT_NUMBER
    return score + block.start


def score_inside(block: Features, asked: Asked, weights: Mapping[str, float]) -> float:
    """Return how well a block fits a question as a later part of its answer."""
    topic = asked.topic
    score = UNKNOWN_BODY if topic is None else _shared(block, topic, weights) * BODY_SHARE
    if block.label:
        if _fits(block, asked):
            score += NUMBER_FITS_INSIDE
        elif asked.number is not None and block.number == asked.number + 1:
            score += ONE_TOO_EARLY
        else:
            score += NUMBER_DIFFERS_INSIDE
    return score + block.inside


def _fits(block: Features, asked: Asked) -> bool:
    return block.number == asked.number or block.label.lower() == asked.label.lower()


def _shared(block: Features, topic: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of the topic words that occur in a block."""
    shared = topic & block.words
    if not shared:
        return 0.0
    return min(sum([weights[word] for word in shared]), WORDS_LIMIT)


def _speaks_of_others(
    block: Features, topic: frozenset[str] | None, weights: Mapping[str, float]
) -> bool:
    """Tell whether a block names the topics of other questions rather than this one's."""
    if topic is None:
        return False
    own = sum(weights[word] for word in block.words & topic)
    return sum(weights[word] for word in block.words - topic) > own
