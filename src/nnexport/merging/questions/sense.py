"""A question's text → what it asks: the things it is about, in order, and what about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nnexport.deck.words import POLAR_WORDS, is_cjk, words_of
from nnexport.merging.questions.asking import ENGLISH, REQUESTS, Language
from nnexport.merging.questions.chinese import asks_in_chinese, sense_of_chinese
from nnexport.merging.questions.forms import fold
from nnexport.merging.questions.signs import signs_of
from nnexport.merging.questions.slips import is_slip
from nnexport.merging.questions.tongues import language_of

LETTER = "letter."
"""Before a letter that stands alone, in what is compared: vitamin A is not just a vitamin."""

_FACETS = frozenset(
    "importance advantage disadvantage type role application cause effect example symptom history "
    "doing structure stage step property treatment limitation".split()
)
"""What is asked about a thing: its importance is not the thing."""

_CHARACTER = "character."

COMPARED = 4000
"""Characters of a question in which likeness is looked for; beyond, only equality counts."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a question names."""

    base: str
    """Its form in the dictionary."""

    surface: str
    """As it is printed."""

    role: str = ""
    """The preposition that it stands behind, or none."""

    is_joined: bool = False
    """It stands behind "and" or "or"."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a question asks."""

    terms: tuple[Term, ...]
    """In order. The order decides, unless the things are compared with each other."""

    kinds: frozenset[str]
    """``why``, ``how``, ``whether``, ``not`` …: what it asks about them; none for "what". Signs
    and code are here too: they are never similar, only equal."""

    moves_verb: bool = False
    """The first term may be a verb that stands last where a request precedes ("… wie es geht")."""

    @property
    def is_comparison(self) -> bool:
        """Whether it asks how things differ, in whatever order it names them."""
        return "differ" in self.kinds

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(term.base for term in self.terms)


_NUMBERED = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+)?(?:"
    r"(?:(?:q|question|frage)\s?)?\(?\d{1,3}(?:\.\d{1,2})*\s?[.):]\s+(?=\D)"
    r"|\d{1,3}(?:(?:\.\d{1,2})+|\s[-–])\s(?=(?-i:[A-ZÄÖÜ¿])\w)"
    r"|\(?(?:[a-h]|[ivx]{1,4})\)\s+|(?-i:[ivx]{1,4})\.\s+(?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
"""A number that the reader left with the question, such as that of a part: ``b)``, ``1.2``."""

_MARKS = re.compile(
    r"\s*(?:\(\s*\d{1,3}\s*(?:marks?|points?|pts?|punkte?)\.?\s*\)|\[\d{1,3}\]"
    r"|(?<=[?.!])\s*\*+)\s*$",
    re.IGNORECASE,
)
"""What an answer is worth, or the sign of a question that must be answered."""

_TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*(?:[+#]+(?!\w))?|[%°€$£]")
_ACRONYM = re.compile(r"(?=(?:[^\W_]*[A-Z]){2})[A-Z][A-Za-z0-9]{1,7}")
_SPELT_OUT = re.compile(rf"\b(?P<short>{_ACRONYM.pattern})\s?\((?P<long>[^()]{{4,80}})\)")
_SHORTENED = re.compile(rf"\s?\((?P<short>{_ACRONYM.pattern})\)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){1,6}[A-Za-z]")
_QUOTED = re.compile(
    r"\b(?:the\s+)?(?:term|word|phrase|concept|notion|expression)s?\s+[\"'“”‘„«`]+(?=\w)"
)
_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{2,3})")
_BEFORE_ROMAN = frozenset(
    "war type part phase class level stage factor chapter volume grade title article".split()
)


def sense_of(text: str, below: str = "", code: str = "") -> Sense:
    """Return what a question asks. ``text``: its first paragraph without markup."""
    text = _MARKS.sub("", _NUMBERED.sub("", text))
    moves_verb = False
    if is_cjk(text) or asks_in_chinese(text):
        kinds, terms = sense_of_chinese(text)
        found = [Term(f"{_CHARACTER}{term}", term) for term in terms]
    else:
        kinds, found, moves_verb = _mean_words(text)
    kinds |= {f"sign {sign} {at}" for at, sign in enumerate(signs_of(text))}
    found += [Term(word, word, "below") for word in words_of(below[:COMPARED])]
    if code:
        kinds.add(f"code {code}")
    return Sense(tuple(found), frozenset(kinds), moves_verb)


def _mean_words(text: str) -> tuple[set[str], list[Term], bool]:
    """Return the kinds and the terms of a text whose words have spaces between them, and whether
    its verb may have moved."""
    text = _QUOTED.sub("", text)
    if "(" in text:
        text = _without_acronyms(text)
    printed = _TOKEN.findall(text)
    surfaces = list(_without_letters(printed))
    folded = [fold(surface) for surface in surfaces]
    language = language_of(text, " ".join(folded).replace("'", " ").replace("’", " ").split())
    if language is not ENGLISH:
        folded = " ".join(folded).replace("'", " ").replace("’", " ").split()
        surfaces = folded
    if language is ENGLISH and folded and len(folded[0]) > 5:
        folded[0] = next((verb for verb in REQUESTS if is_slip(folded[0], verb)), folded[0])
    kinds, rest = _reduce(" ".join(folded), language)
    terms = list(_terms(rest, _originals(folded, surfaces), language, kinds))
    # A question of nothing but words that only ask is about these words.
    moves_verb = language.moves_verb and not kinds.isdisjoint(language.kinds.values())
    return kinds, terms or [Term(word, word) for word in folded], moves_verb


def _originals(folded: list[str], surfaces: list[str]) -> dict[str, str]:
    """Return how words are printed where that says more than their folded form."""
    return {f: s for f, s in zip(folded, surfaces, strict=True) if s != f} if folded else {}


def _without_letters(printed: list[str]) -> Iterator[str]:
    """Yield words; a letter alone and a Roman number so that they stay what they are."""
    for at, surface in enumerate(printed):
        before = printed[at - 1] if at else ""
        if len(surface) == 1 and surface.isascii() and surface.isalpha() and at:
            if surface not in ("a", "i", "I"):
                yield f"{LETTER}{surface.lower()}"
                continue
            if surface == "I" and before.lower() in _BEFORE_ROMAN:
                yield "1"
                continue
        if _ROMAN.fullmatch(surface) and len(surface) > 1 and at:
            yield str(_roman_value(surface))
            continue
        yield surface.replace(".", "") if _INITIALS.fullmatch(surface) else surface


def _roman_value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in numeral]
    after = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, after, strict=True))


def _without_acronyms(text: str) -> str:
    """Return text without what stands there twice: "LSTM (long short-term memory)"."""

    def spelt_out(match: re.Match[str]) -> str:
        long = match["long"].strip()
        return long if spells(match["short"], _TOKEN.findall(long)) else match[0]

    def shortened(match: re.Match[str]) -> str:
        words = _TOKEN.findall(text[: match.start()])
        return "" if spells(match["short"], words[-10:], at_end=True) else match[0]

    text = _SPELT_OUT.sub(spelt_out, text)
    return _SHORTENED.sub(shortened, text)


def spells(acronym: str, words: list[str], *, at_end: bool = False) -> bool:
    """Tell whether the initials of words, or of the last of them, are those of an acronym.

    Small words may be left out: *United States of America*.
    """
    letters = [char.lower() for char in acronym.rstrip("s") if char.isalnum()]
    full = [fold(word) for word in words]
    telling = [word for word in full if word not in ENGLISH.roles | ENGLISH.joints | {"the"}]
    for each in (full, telling):
        initials = [word[0] for word in each]
        if initials == letters or (at_end and initials[-len(letters) :] == letters):
            return True
    return False


def _reduce(text: str, language: Language) -> tuple[set[str], str]:
    """Return what kind of question the words ask, and the words without how they ask it."""
    kinds: set[str] = set()
    for pattern, instead in language.phrases:
        text = pattern.sub(instead, text)
    text = text.strip()
    polar = language.polar.match(text)
    if polar and " " in text:
        kinds.add("whether")
        modal = language.modals.get(polar[0])
        if modal:
            kinds.add(f"modal {modal}")
    return kinds, text


def _terms(
    rest: str, originals: dict[str, str], language: Language, kinds: set[str]
) -> Iterator[Term]:
    """Yield the things that are left; add to the kinds what the other words say."""
    role = ""
    is_joined = is_after_term = False
    for word in rest.split():
        if word in language.negations or word.endswith(("n't", "n’t")):
            kinds.add("not")
        elif word in language.joints:
            is_joined = True
        elif word in language.kinds:
            kinds.add(language.kinds[word])
        elif word == "differ":
            kinds.add("differ")
        elif word in language.roles:
            role, is_after_term = word, False
        elif word in language.dropped:
            # "in Python the list": an article begins a thing of its own.
            role = "" if is_after_term else role
        else:
            yield Term(language.base(word), originals.get(word, word), role, is_joined)
            is_joined, is_after_term = False, True


def is_strict(base: str) -> bool:
    """Tell whether a word is one that is never left out: a number, a letter, an opposite, or what
    about a thing is asked."""
    if base in _FACETS:
        return True
    return base in POLAR_WORDS or base.startswith(LETTER) or any(map(str.isdigit, base))


def is_character(base: str) -> bool:
    """Tell whether a term is a character of a script without spaces: each of them decides."""
    return base.startswith(_CHARACTER)
