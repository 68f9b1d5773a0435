"""Words as meaning: stems with everyday synonyms made one, set phrases read as what they say.

Folding compares what two sentences say, so it is bolder here than the reader, which only asks what
a text is about (:mod:`nnexport.deck.words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from nnexport.deck.inflections import dictionary_form
from nnexport.deck.stems import stem_word
from nnexport.deck.words import GENERIC_WORDS, STOP_WORDS, words_of
from nnexport.merging.folding.everyday import EVERYDAY_WORDS, GENERIC_VERBS, LIGHT_WORDS
from nnexport.merging.folding.opposites import OPPOSITES, PAIRED_PREFIXES, TURNING_PREFIXES
from nnexport.merging.folding.synonyms import PHRASES, SYNONYMS
from nnexport.merging.spelling import spell_american


def _synonym_stems() -> dict[str, str]:
    lines = [
        [spell_american(word) for word in line.split()] for line in SYNONYMS.strip().splitlines()
    ]
    stems = {word: stem_word(line[0]) for line in lines for word in line}
    # A form that is written out goes before a stem that two words happen to share.
    return {**{stem_word(word): stem for word, stem in stems.items()}, **stems}


_SYNONYM_STEMS = _synonym_stems()
_POSSESSIVE = re.compile(r"['’]s$")


@lru_cache(maxsize=1 << 16)
def meaning_of(word: str) -> str:
    """Return what a word counts as: the stem of the first of its synonyms."""
    word = spell_american(_POSSESSIVE.sub("", word))
    known = _SYNONYM_STEMS.get(word) or _SYNONYM_STEMS.get(dictionary_form(word))
    if known is not None:
        return known
    stem = stem_word(word)
    return _SYNONYM_STEMS.get(stem, stem)


NUMBERS = frozenset(meaning for word, meaning in _SYNONYM_STEMS.items() if word.isdigit())
"""The numbers that have a name of their own, as ``meaning_of`` gives them."""


def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase in sorted(PHRASES, key=lambda each: -len(each.split())):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append((words, tuple(PHRASES[phrase].split())))
    return table


_PHRASES = _phrase_table()
_BEGINNINGS = frozenset(tuple(phrase.split()[:2]) for phrase in PHRASES)


def read_phrases(words: Sequence[str]) -> list[str]:
    """Return words with set phrases ("in order to") replaced by what they say."""
    if _BEGINNINGS.isdisjoint(pairwise(words)):
        return list(words)
    found: list[str] = []
    at = 0
    while at < len(words):
        for phrase, instead in _PHRASES.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.extend(instead)
                at += len(phrase)
                break
        else:
            found.append(words[at])
            at += 1
    return found


def meaning_sequence(words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of words that carry content, in order, everyday synonyms made one."""
    return tuple(meaning_of(word) for word in words if word not in STOP_WORDS)


def meaning_words(text: str) -> frozenset[str]:
    """Return the content words of a text with everyday synonyms made one: what it says, roughly."""
    return frozenset(meaning_sequence(read_phrases(words_of(text))))


def topic_of(question: str) -> frozenset[str]:
    """Return the content words of a question that say what it is about, not how it asks."""
    words = (word for word in read_phrases(words_of(question)) if word not in GENERIC_WORDS)
    return frozenset(meaning_sequence(words))


_COMPARING = frozenset("versus vs between than differ differs difference differences".split())
_AND = frozenset("and or und oder et ou y и или".split())


def compares(question: str) -> bool:
    """Tell whether a question is about several things: none of them goes without saying."""
    words = words_of(question)
    if not _COMPARING.isdisjoint(words):
        return True
    telling = [word not in STOP_WORDS and word not in GENERIC_WORDS for word in words]
    return any(
        word in _AND and telling[number - 1] and telling[number + 1]
        for number, word in enumerate(words[:-1])
        if number
    )


_LIGHT = frozenset(map(meaning_of, LIGHT_WORDS))


def is_light(meaning: str) -> bool:
    """Tell whether a word of ``meaning_words`` is one of those that any explanation uses."""
    return meaning in _LIGHT


_EVERYDAY = frozenset(map(meaning_of, EVERYDAY_WORDS | GENERIC_VERBS))
_VERB_STEMS = frozenset(map(stem_word, GENERIC_VERBS))
_EVERYDAY_STEMS = frozenset(map(stem_word, EVERYDAY_WORDS))
_OF_A_NOUN = re.compile(r"(?:ion|ions|or|ors|er|ers|ment|ments|ance|ence|ity|al)$")


@lru_cache(maxsize=1 << 16)
def is_generic_verb(word: str) -> bool:
    """Tell whether a word, as written, is a form of a verb that says little of its own."""
    stem = stem_word(word)
    if stem in _EVERYDAY_STEMS and word.endswith(("ed", "ing")):
        # "process" may be a noun; "processed" is none.
        return True
    return stem in _VERB_STEMS and not _OF_A_NOUN.search(word)


def is_everyday(meaning: str) -> bool:
    """Tell whether a word of ``meaning_words`` says little where it stands alone."""
    return meaning in _EVERYDAY


def _opposite_meanings() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in OPPOSITES.strip().splitlines():
        words = {word if word in STOP_WORDS else meaning_of(word) for word in line.split()}
        for word in words:
            table.setdefault(word, set()).update(words - {word})
    return {word: frozenset(others) for word, others in table.items()}


_OPPOSITES = _opposite_meanings()
_NONE: frozenset[str] = frozenset()


def opposites_of(meaning: str) -> frozenset[str]:
    """Return the words that say the opposite of a word, as ``meaning_words`` gives them."""
    return _OPPOSITES.get(meaning, _NONE)


_PAIRED = tuple(tuple(line.split()) for line in PAIRED_PREFIXES.strip().splitlines())
_TURNING = tuple(TURNING_PREFIXES.split())
_LEAST_TURNED = 4


@lru_cache(maxsize=1 << 14)
def turn_round(one: str, other: str) -> bool:
    """Tell whether two words differ by a beginning that turns the meaning round ("unstable")."""
    if other in opposites_of(one):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _LEAST_TURNED and long.endswith(short) and short != long:
        return long.removesuffix(short) in _TURNING
    for pair in _PAIRED:
        for first, second in (pair, pair[::-1]):
            if one.startswith(first) and other.startswith(second):
                rest = one.removeprefix(first)
                if len(rest) >= _LEAST_TURNED and rest == other.removeprefix(second):
                    return True
    return False


# --- kin -----------------------------------------------------------------------------------------

_LEAST_STEM = 4

_ENDINGS = frozenset(
    """
    a able ably ability al ally ance ances ancy ant ar ary at ate ated ates ating ation ations ative
    ator d e ed ely en ence ency ent er ers ery es eur euse fier fies fication fy ful fully i ia ial
    ian ible ibility ic ical ically ication icity ied ier ies ified ifies ify ifying ing ings ion
    ional ions ious ise ised ish ism ist ists ite ition itions ity ive ively ization isation ize
    ized izer izes izing l ly ment ments ness o on or ors ory ous ously r re ress s sion t te ted th
    ting tion tional tions tive tor tual ture ty ual ually ular ure ured ures uring us y ying
    iz iliz ilit ificat izat at abl ibl iv ivit itiv anc enc ag bilit c g v it ist
    em ens ern et heit ig ige igen iger iges in innen isch ische ischen ischer keit lich liche
    lichen licher n ne nen ner nis se sen st te tem ten ter tet tes ung ungen
    ais ait ant ante ants aux ction elle elles ement ent er euses eux ez ie ies if ifs ique iques
    ado ados ada adas amiento ando ar aron ción ciones cía dad dades iendo ir ivo iva mente or oras
    и а ая ам ами ах е ев ей ем ению ения ений ение ет ие ии ий им ими ия иям их ия ить ию кой ного
    ной ные ный ным ных о ов ого ой ом ость ости ому ое ует уют у ую ы ые ый ым ых ь ью я ями ях
    """.split()
)


@lru_cache(maxsize=1 << 16)
def are_kin(one: str, other: str) -> bool:
    """Tell whether two words are forms or derivations of one ("stable", "stabilization").

    They must share a beginning of at least four letters and most of the shorter one, and go on with
    known endings of words; so "contract" and "contrast" are no kin.
    """
    if one[0] != other[0] or len(one) < _LEAST_STEM or len(other) < _LEAST_STEM:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    common = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        common += 1
    least = max(_LEAST_STEM, (min(len(one), len(other)) * 3 + 3) // 5)
    return any(
        (one[at:] in _ENDINGS or at == len(one)) and (other[at:] in _ENDINGS or at == len(other))
        for at in range(common, least - 1, -1)
    )
