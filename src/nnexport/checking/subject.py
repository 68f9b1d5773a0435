"""Answers that name nothing of what their question asks about (NN219, NN237).

Most good answers name their subject, and many good ones do not: "What is osmosis?" is answered
by a definition alone. So a warning takes more: the answer fits another question, whose own answer
does not fit it or is the same. That is an answer at the wrong place. The other question must be
near, or the answer the same: in a large deck, some question far away always seems to fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nnexport.checking.findings import Checked, Finding, shown_text
from nnexport.deck.markup import CodeBlock
from nnexport.deck.question import question_title
from nnexport.deck.stems import stem_word
from nnexport.deck.words import (
    content_words,
    coverage,
    is_cjk,
    rarity,
    topic_words,
    words_of,
)
from nnexport.merging.folding.meaning import is_light, meaning_sequence, meaning_words

_TELLING, _LONG = 12, 20
"""Content words from which an answer must fit, and from which it should name its subject, unless
that is one word: then it may be a definition. Scripts without spaces tell too little of words."""

_UNFIT = 0.35
"""Share of its own question's topic that an answer names at most, if it is at the wrong place."""

_FIT = 0.6
"""Share of another question's topic that it then names at least, and with it a word of weight 1."""

_BETTER = 0.4
"""By how much more it does so than the answer that stands there."""

_SAME = 0.5
"""Share of words from which two answers count as one that stands at two questions."""

_OPENING = 4
"""Words with which an answer begins; its subject is often among them."""

_NEAR = 3
"""Questions before and behind to which an answer may have slipped."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question and its answer as words."""

    checked: Checked
    asked: str
    topic: frozenset[str]
    said: frozenset[str]


def find_strayed_answers(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the answers that fit another question of the deck and not their own (NN219), and long
    ones that name nothing of their subject (NN237)."""
    pairs = [_pair(each) for each in notes if each.note.question.strip()]
    weights = rarity([pair.topic for pair in pairs], 20)
    alike = _same_answers(pairs)
    for index, pair in enumerate(pairs):
        if len(pair.said) < _TELLING or not pair.topic or _is_code(pair.checked):
            continue
        fit = _fit(pair.topic, pair.said, weights)
        if fit > _UNFIT or _is_named(pair, weights):
            continue
        near = (*pairs[max(index - _NEAR, 0) : index], *pairs[index + 1 : index + _NEAR + 1])
        other = _better_question(pair, (*near, *alike.get(pair.said, ())), weights)
        if other is not None:
            yield _strayed(pair.checked, other.checked)
        elif not fit and len(pair.said) >= _LONG and len(pair.topic) > 1 and not is_cjk(pair.asked):
            yield _unnamed(pair.checked)


def _same_answers(pairs: Sequence[_Pair]) -> dict[frozenset[str], list[_Pair]]:
    """Return the questions that have an answer of the same words, by these words."""
    found: dict[frozenset[str], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.said].append(pair)
    return {said: same for said, same in found.items() if len(same) > 1}


def _strayed(each: Checked, other: Checked) -> Finding:
    message = (
        f"the answer to {each.name} names nothing of it and fits {other.name} (`{other.note.id}`)"
    )
    help = "compare both; put the answer where it belongs, or `accept: [NN219]` if it is right"
    return Finding("NN219", each.note, message, help, "answer", 0)


def _unnamed(each: Checked) -> Finding:
    message = f"the answer to {each.name} names nothing of what is asked"
    return Finding("NN237", each.note, message, "see whether it belongs here", "answer", 0)


def _pair(each: Checked) -> _Pair:
    asked = question_title(each.note.question)
    said = content_words(shown_text(each.answer))
    return _Pair(each, asked, topic_words(asked), said)


def _is_code(each: Checked) -> bool:
    """Tell whether most of an answer is code, which names things by its own names."""
    code = sum(len(block.text) for block in each.answer if isinstance(block, CodeBlock))
    return 2 * code > len(each.note.answer)


def _better_question(
    pair: _Pair, others: Sequence[_Pair], weights: Mapping[str, float]
) -> _Pair | None:
    """Return the question that an answer fits much better than the answer that stands there."""
    opening = content_words(" ".join(shown_text(pair.checked.answer).split()[:_OPENING]))
    best, score = None, _FIT
    for other in others:
        if other is pair or not other.topic:
            continue
        common = other.topic & pair.said
        if sum(weights[word] for word in common) < _heavy(weights, other):
            continue
        # One common word says little, unless the answer begins with it.
        if len(common) < 2 and common.isdisjoint(opening):
            continue
        fit = coverage(sorted(other.topic), pair.said, weights)
        if fit >= score and (best is None or fit > score) and _is_vacant(pair, other, fit, weights):
            best, score = other, fit
    return best


def _heavy(weights: Mapping[str, float], other: _Pair) -> float:
    """Return the weight that must be named of a question: that of its rarest word."""
    return max(weights[word] for word in other.topic)


def _is_vacant(pair: _Pair, other: _Pair, fit: float, weights: Mapping[str, float]) -> bool:
    if not other.said:
        return True
    shared = len(pair.said & other.said) / max(len(pair.said), len(other.said))
    return shared >= _SAME or _fit(other.topic, other.said, weights) <= fit - _BETTER


def _fit(topic: Collection[str], said: Collection[str], weights: Mapping[str, float]) -> float:
    """Return how much of a topic is named, 0 to 1, words that are kin counted as one."""
    total = sum(weights[word] for word in topic)
    heads = {word[:_STEM] for word in said}
    return sum(weights[word] for word in topic if word in said or _is_kin(word, heads)) / total


_STEM = 5
"""Letters that two inflected forms of a word have in common, in most languages."""


def _is_kin(word: str, heads: Collection[str]) -> bool:
    return len(word) >= _STEM and word[:_STEM] in heads


# --- the subject under another name --------------------------------------------------------------

_INITIALS = re.compile(r"\b[A-ZÄÖÜА-ЯΑ-Ω](?:[A-Za-zÄÖÜА-ЯΑ-Ω]?[A-ZÄÖÜА-ЯΑ-Ω0-9]){1,6}s?\b")
_WORDS = re.compile(r"[^\W\d_]+")


def _is_named(pair: _Pair, weights: Mapping[str, float]) -> bool:
    """Tell whether an answer names the subject in other words: a synonym, a part of a compound, the
    initials of its words or the words of its initials."""
    most = max(weights[word] for word in pair.topic)
    # Words that half of the deck has ("training", "model") name no subject.
    subject = {word for word in pair.topic if weights[word] >= _OWN * most}
    if not subject.isdisjoint(pair.said) or len(pair.topic & pair.said) > 1:
        return True
    answer = pair.checked.note.answer
    asked = [word for word in words_of(pair.asked) if stem_word(word) in subject]
    synonyms = {word for word in meaning_sequence(asked) if not is_light(word)}
    if not synonyms.isdisjoint(meaning_words(answer)) or _shares_compound(subject, pair.said):
        return True
    return _has_initials(pair.asked, answer) or _has_initials(answer, pair.asked)


_OWN = 0.7
"""Weight of the words that name a question's own subject, as a share of its rarest one's."""


def _shares_compound(subject: Collection[str], said: Collection[str]) -> bool:
    long = [word for word in subject if len(word) > _STEM and not is_cjk(word)]
    parts = [word for word in said if len(word) > _STEM and not word.isdigit()]
    return any(part in word or word in part for part in parts for word in long)


def _has_initials(short: str, long: str) -> bool:
    """Tell whether one text has an abbreviation of words that stand in a row in the other."""
    wanted = {match.rstrip("s").upper() for match in _INITIALS.findall(short)}
    if not wanted:
        return False
    first = "".join(word[0].upper() for word in _WORDS.findall(long))
    without_small = "".join(w[0].upper() for w in _WORDS.findall(long) if len(w) > 3)
    return any(each in first or each in without_small for each in wanted)
