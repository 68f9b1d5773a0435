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
from functools import lru_cache
from math import log
from typing import NamedTuple

from nnexport.deck.prose import ends_sentence, is_lead_in, label_of, points_back
from nnexport.deck.words import STOP_WORDS, coverage, stem_word, topic_words, words_of
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
    near: frozenset[int]
    """Numbers printed for answers on the blocks right before and after."""

    is_first: bool
    is_item: bool
    """It stands in a list and looks like the items above it."""

    like_siblings: bool
    """A list item with a label, right below others with a label."""

    sibling_like: bool
    """Numbered, but of the same form as the list items right above it."""

    after_lead_in: bool
    after_open_end: bool
    points_back: bool
    is_short: bool
    """A few words that say little by themselves: ``It depends.``"""

    lacks_gap: bool
    """Numbered, without the blank line that stands before nearly all other numbers."""

    cohesion: float
    """The weight of the words that it shares with the block right above it."""


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """Return what words of one family have in common, in most languages: their beginning."""
    stem = stem_word(word)
    return stem[:_KEY_LENGTH] if len(stem) > _KEY_LENGTH else stem


def topic_keys(question: str) -> frozenset[str]:
    """Return the keys of the words that say what a question is about."""
    return frozenset(_key(word) for word in topic_words(question) if word not in ASKING_WORDS)


def word_keys(text: str) -> frozenset[str]:
    # No word goes over a blank, so that each piece between two of them is looked up only once.
    keys = set(map(_keys_of_piece, text.split()))
    keys.discard("")
    if " " in "".join(keys):
        return frozenset(" ".join(keys).split(" "))
    return frozenset(keys)


@lru_cache(maxsize=1 << 16)
def _keys_of_piece(piece: str) -> str:
    """Return the keys of the words of a text without blanks, with a blank between them.

    As a rule it is one word, and so one key.
    """
    return " ".join(sorted(_keys(words_of(piece))))


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_key_of_word, words)) - _NO_KEY


_NO_KEY = frozenset(("",))


@lru_cache(maxsize=1 << 16)
def _key_of_word(word: str) -> str:
    """Return the key of a word; empty for a function word."""
    # The stem of a stem may be another word: what counts is the key of the stem.
    return "" if word in STOP_WORDS else _key(stem_word(word))


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
        counts.update(word_keys(text) & topical)
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
    block = blocks[index]
    before = blocks[index - 1] if index else None
    text = block.text
    opening = _opening(text)
    siblings = _siblings_above(blocks, index)
    is_bullet = block.kind is BlockKind.BULLET
    labelled = bool(label_of(block.text))
    all_labelled = bool(siblings) and all(label_of(sibling.text) for sibling in siblings)
    near = {n for n in (*printed[max(index - 1, 0) : index], *printed[index + 1 : index + 2]) if n}
    is_start = printed[index] is not None
    return Features(
        words=words,
        opening=_keys(opening[:OPENING_WORDS]),
        label=block.label if is_start else "",
        number=printed[index],
        near=frozenset(near),
        is_first=index == 0,
        is_item=is_bullet and bool(siblings) and (labelled or not all_labelled),
        like_siblings=is_bullet and all_labelled and labelled,
        sibling_like=bool(siblings) and all_labelled and labelled and not block.gap_before,
        after_lead_in=before is not None and is_lead_in(before.text),
        after_open_end=before is not None and not is_bullet and not ends_sentence(before.text),
        points_back=points_back(block.text),
        is_short=len(text) < 200 and len(opening) <= SHORT,
        lacks_gap=gaps_are_usual and is_start and not block.gap_before,
        cohesion=cohesion,
    )


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


def score_block(
    block: Features, asked: Asked, weights: Mapping[str, float], *, starts: bool = False
) -> float:
    """Return how well a block fits a question, as its answer's start or as a later part of it."""
    score = _score_words(block, asked.topic, weights, starts)
    fits = bool(block.label) and (
        block.number == asked.number or block.label.lower() == asked.label.lower()
    )
    if block.label and not starts:
        too_early = asked.number is not None and block.number == asked.number + 1
        score += (
            NUMBER_FITS_INSIDE if fits else ONE_TOO_EARLY if too_early else NUMBER_DIFFERS_INSIDE
        )
        score += SIBLING_NUMBER if block.sibling_like else 0.0
        return score + COHESION * min(block.cohesion, WORDS_LIMIT)
    if not starts:
        return score + COHESION * min(block.cohesion, WORDS_LIMIT)
    if block.label:
        score += NUMBER_FITS if fits else NUMBER_DIFFERS
        if fits and block.is_short and not _speaks_of_others(block, asked.topic, weights):
            score += SHORT_START
        score -= LACKING_GAP if block.lacks_gap else 0.0
    elif not block.is_first:
        score += START_NEAR_NUMBER if asked.number in block.near else START_WITHOUT_NUMBER
        score += START_INSIDE_LIST if block.is_item else 0.0
        score += START_LIKE_SIBLINGS if block.like_siblings else 0.0
    return score + _score_position(block)


def _score_words(
    block: Features, topic: frozenset[str] | None, weights: Mapping[str, float], starts: bool
) -> float:
    if topic is None:
        return UNKNOWN_START if starts else UNKNOWN_BODY
    shared = 0.0
    for word in topic & block.words:
        shared += weights[word]
    shared = min(shared, WORDS_LIMIT)
    if not starts:
        return shared * BODY_SHARE
    if topic.isdisjoint(block.opening):
        return shared
    return shared + OPENING * coverage(topic, block.opening, weights)


def _speaks_of_others(
    block: Features, topic: frozenset[str] | None, weights: Mapping[str, float]
) -> bool:
    """Tell whether a block names the topics of other questions rather than this one's."""
    if topic is None:
        return False
    own = sum(weights[word] for word in block.words & topic)
    return sum(weights[word] for word in block.words - topic) > own


def _score_position(block: Features) -> float:
    """Return what speaks against a start from the wording around it."""
    if block.is_first:
        return 0.0
    score = START_POINTS_BACK if block.points_back and not block.is_short else 0.0
    if block.after_lead_in:
        score += START_AFTER_LEAD_IN
    elif block.after_open_end:
        score += START_AFTER_OPEN_END
    return score
