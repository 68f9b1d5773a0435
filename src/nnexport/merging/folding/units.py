"""The smallest pieces of an answer, and the words and facts that they are compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnexport.deck.words import NEGATIONS, POLAR_WORDS, STOP_WORDS, words_of
from nnexport.merging.folding.meaning import (
    NUMBERS,
    is_generic_verb,
    meaning_of,
    meaning_sequence,
    opposites_of,
    read_phrases,
)
from nnexport.merging.folding.quantities import convert_quantities

Sides = tuple[str, frozenset[str], frozenset[str]]
"""A turning word, and the content words before and behind it."""


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

    pinned: frozenset[str]
    """Those of the words that say something by their place: the first, those that are listed
    ("large and small"), and those in brackets."""

    verbs: frozenset[str]
    """Those of the words that are, as written, forms of verbs that say little of their own."""

    numbers: frozenset[str]
    """What it counts or measures, in base units."""

    names: frozenset[str]
    """Proper names, abbreviations and code."""

    poles: frozenset[str]
    """Function words with an opposite ("before", "some"), which are none of the content words."""

    quantifiers: frozenset[str]
    """"all", "most", "some" and their like."""

    limits: frozenset[str]
    """Words that limit the whole ("only", "unless"), and signs of reckoning ("- 1")."""

    negated: bool
    """Whether it denies anything, or says that it is rare."""

    denied: frozenset[str]
    """Words right behind "not", "no" or "never"."""

    relations: frozenset[tuple[str, str]] = frozenset()
    """Words such as "from" and "than", each with the content word behind it."""

    sides: tuple[Sides, ...] = ()
    """What stands on either side of words such as "from" and "than"."""

    bare: str = ""
    """The text with blanks made equal: equal ones say the same."""

    def __hash__(self) -> int:
        # Two units of one answer differ in their place; hashing all the words would take long.
        return hash((self.variant, self.place))

    @property
    def facts(self) -> frozenset[str]:
        """Numbers, names, code and poles: what another unit must have to cover this one."""
        return self.numbers | self.names | (self.poles & _NEVER_LOST)


_NUMBER = re.compile(r"\d[\d.,:/^]*\d|\d")
_SIGN = re.compile(r"[€$£](?=\s?\d)|(?<=\d)\s?[€$£]")
_ANY_SIGN = re.compile(r"[€$£<>≤≥±≈≠↑↓=]")
_RELATION = re.compile(r"[<>≤≥±≈≠↑↓]=?|==|!=")
_CODE = re.compile(r"`[^`]+`|(?<!\$)\$[^$]+\$|\b[A-Za-z]\([^)\s]*\)")
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
    poles = {_SAME_POLE.get(word, word) for word in words if _is_pole(word)}
    return Unit(
        text,
        variant,
        place,
        sequence,
        frozenset(sequence),
        _pinned(text, words, sequence),
        frozenset(meaning_of(word) for word in words if is_generic_verb(word)),
        _numbers(read) | (NUMBERS & frozenset(sequence)),
        _names(text, len(words)),
        frozenset(poles),
        frozenset(_QUANTIFIERS[word] for word in words if word in _QUANTIFIERS),
        (_LIMITS & frozenset(words)) | _reckoning(text),
        any(word in _DENYING or word.endswith(("n't", "n’t")) for word in words),
        _denied(words),
        _relations(words),
        _sides(words),
        " ".join(text.split()),
    )


_DENYING = NEGATIONS | frozenset(
    "hardly barely scarcely seldom rarely kaum selten rarement".split()
)
_QUANTIFIERS = {
    word: line.split()[0]
    for line in (
        "all every each alle jeder jede tous toutes todos todas все",
        "most meisten plupart mayoría большинство",
        "some several many einige mehrere quelques plusieurs algunos varios некоторые",
        "few little rarely wenige peu pocos мало",
    )
    for word in line.split()
}
_LIMITS = frozenset(
    "only unless except exclusively nur außer seulement sauf solo salvo только".split()
)
_RECKONED = re.compile(r"[-+−*/^×·]\s?\d+(?![\w-])|(?<=\w)²|(?<=\w)³")


def _reckoning(text: str) -> frozenset[str]:
    return frozenset("".join(sign.split()) for sign in _RECKONED.findall(text))


_NEVER_LOST = POLAR_WORDS | frozenset(("all", "once"))
_SAME_POLE = {"every": "all", "any": "all"}


def _is_pole(word: str) -> bool:
    if word not in STOP_WORDS:
        return word == "every"
    return word in _NEVER_LOST or word in _SAME_POLE or bool(opposites_of(word))


_JOINING = frozenset("and or nor und oder sowie et ou y e o и или".split())
_BRACKETS = re.compile(r"\(([^()]*)\)")
_REACH = 3
"""Words before and behind "and" among which the listed ones are looked for."""


def _pinned(text: str, words: Sequence[str], sequence: Sequence[str]) -> frozenset[str]:
    pinned = set(sequence[:1])
    for number, word in enumerate(words):
        if word in _JOINING:
            before = _listed(words[max(number - _REACH, 0) : number])
            behind = _listed(words[number + 1 : number + 1 + _REACH])
            pinned.update(before[-1:], behind[:2])
    for inside in _BRACKETS.findall(text) if "(" in text else ():
        pinned.update(meaning_sequence(words_of(inside)))
    return frozenset(pinned)


def _listed(words: Sequence[str]) -> tuple[str, ...]:
    # Verbs are joined as often as listed: "takes the data and maps it".
    return meaning_sequence(word for word in words if not is_generic_verb(word))


def _numbers(text: str) -> frozenset[str]:
    found = {meaning_of(number) for number in _NUMBER.findall(text)}
    if _ANY_SIGN.search(text):
        found.update(sign.strip() for sign in _SIGN.findall(text))
        found.update(_RELATION.findall(text))
    return frozenset(found)


def _names(text: str, count: int) -> frozenset[str]:
    code = _CODE.findall(text) if "`" in text or "$" in text or "(" in text else ()
    names = _NAME.findall(text)
    if len(names) > max(count * _MANY_NAMES, 3):
        names = [name for name in names if not name[1:].islower()]
    return frozenset(code).union(meaning_of(word) for name in names for word in words_of(name))


_DENIES = frozenset("no not never nicht kein keine nie ne pas".split())
_DENIED_REACH = 4


def _denied(words: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for number, word in enumerate(words):
        if word in _DENIES or word.endswith(("n't", "n’t")):
            found.update(meaning_sequence(words[number + 1 : number + 1 + _DENIED_REACH]))
    return frozenset(found)


_DIRECTIONS = frozenset("from to into onto than von nach als de à desde".split())


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


_TURNING = frozenset("than by before after while whereas als vor par por antes después".split())
_SIDE = 8
"""Words on either side of a turning word that belong to it."""


def _sides(words: Sequence[str]) -> tuple[Sides, ...]:
    found: list[Sides] = []
    for number, word in enumerate(words):
        gerund = (
            word == "by" and words[number + 1 : number + 2] and words[number + 1].endswith("ing")
        )
        if word in _TURNING and not gerund:
            left = meaning_sequence(words[max(number - _SIDE, 0) : number])
            right = meaning_sequence(words[number + 1 : number + 1 + _SIDE])
            found.append((word, frozenset(left), frozenset(right)))
    return tuple(found)
