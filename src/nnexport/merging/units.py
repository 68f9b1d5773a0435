"""The smallest pieces of an answer, and the words and facts that they are compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnexport.deck.words import NEGATIONS, POLAR_WORDS, STOP_WORDS, words_of
from nnexport.merging.meaning import (
    NUMBERS,
    is_generic_verb,
    meaning_of,
    meaning_sequence,
    read_phrases,
)
from nnexport.merging.quantities import convert_quantities


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that is kept or folded whole."""

    text: str
    """Markdown, without list marker."""

    variant: int
    """Index of the variant that says it."""

    place: int
    """Its number among the units of that variant: with it, equal texts are told apart."""

    sequence: tuple[str, ...]
    """Stems of its content words in order, everyday synonyms made one."""

    words: frozenset[str]
    """The same as a set."""

    verbs: frozenset[str]
    """Those of the words that stand for verbs that say little of their own."""

    numbers: frozenset[str]
    """What it counts or measures, in base units."""

    names: frozenset[str]
    """Proper names, abbreviations and code."""

    poles: frozenset[str]
    """Function words with an opposite ("before", "only"), which are none of the content words."""

    negated: bool
    relations: frozenset[tuple[str, str]] = frozenset()
    """Words such as "from" and "than", each with the content word behind it."""

    @property
    def facts(self) -> frozenset[str]:
        """Numbers, names, code and poles: what another unit must have to cover this one."""
        return self.numbers | self.names | self.poles

    @property
    def bare(self) -> str:
        """The text with blanks made equal: equal ones say the same."""
        return " ".join(self.text.split())


_NUMBER = re.compile(r"\d[\d.,:/^]*\d|\d")
_SIGN = re.compile(r"[€$£](?=\s?\d)|(?<=\d)\s?[€$£]")
_CODE = re.compile(r"`[^`]+`|(?<!\$)\$[^$]+\$")
_NAME = re.compile(
    r"(?<=[^\s.!?:][ ,(/-])[(]?[A-ZÄÖÜÀ-ÞА-Я][\w-]*|\b\w*[a-z]\w*[A-Z]\w*|\b[A-Z]{2,}s?\b"
)
_MANY_NAMES = 0.25
"""Share of capitals from which they say nothing: a title, or a language that writes nouns so."""


def make_unit(text: str, variant: int, place: int) -> Unit:
    """Return a piece of Markdown as a unit, with the words to compare it by."""
    read = convert_quantities(text)
    words = read_phrases(words_of(read))
    sequence = meaning_sequence(words)
    poles = {word for word in words if word in POLAR_WORDS and word in STOP_WORDS}
    return Unit(
        text,
        variant,
        place,
        sequence,
        frozenset(sequence),
        _generic_verbs(words),
        _numbers(read) | (NUMBERS & frozenset(sequence)),
        _names(text, len(words)),
        frozenset(poles),
        any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in words),
        _relations(words),
    )


def _generic_verbs(words: Sequence[str]) -> frozenset[str]:
    verbs = {meaning_of(word) for word in words if is_generic_verb(word)}
    return frozenset(verbs.difference(meaning_of(w) for w in words if not is_generic_verb(w)))


def _numbers(text: str) -> frozenset[str]:
    found = {meaning_of(number) for number in _NUMBER.findall(text)}
    return frozenset(found.union(sign.strip() for sign in _SIGN.findall(text)))


def _names(text: str, count: int) -> frozenset[str]:
    code = _CODE.findall(text)
    names = _NAME.findall(text)
    if len(names) > max(count * _MANY_NAMES, 3):
        names = [name for name in names if not name[1:].islower()]
    return frozenset(code).union(meaning_of(word) for name in names for word in words_of(name))


_DIRECTIONS = frozenset("from to into onto than by von nach als de à par desde".split())


def _relations(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for number, word in enumerate(words):
        if word not in _DIRECTIONS:
            continue
        behind = words[number + 1 : number + 6]
        joined = any(each in ("or", "and") for each in behind[1:4])
        telling = meaning_sequence(each for each in behind if each not in _DIRECTIONS)
        found.update((word, each) for each in telling[: 2 if joined else 1])
    return frozenset(found)
