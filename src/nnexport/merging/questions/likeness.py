"""How much two questions ask the same, 0 to 1.

A question is the same only if it asks the same about the same things. So every word that says what
is asked must have its counterpart, and what is left over decides: an inflected form, an acronym or
a slip of the pen costs little, a word more costs so much that text alone makes no pair, and a word
instead of another one ("measles", "mumps") makes another question, however long the rest is.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import combinations

from nnexport.deck.stems import stem_word
from nnexport.merging.questions.sense import LETTER, Sense, Term, is_character, is_strict, spells
from nnexport.merging.questions.slips import (
    is_likely_slip,
    without_ligature_letters,
    without_ligatures,
)
from nnexport.merging.questions.wording import Wording

ACCEPTED = 0.85
"""Score from which two wordings count as one question."""

CERTAIN = 0.95
"""Score from which nobody needs to look at it."""

RESEMBLES = 0.5
"""Score from which what else is known of two questions, as their answers, may decide."""

_REORDERED = 0.96
_INFLECTED = 0.96
_JOINED = 0.97
_DERIVED = 0.9
_ACRONYM = 0.9
_SLIP = 0.9
_FAMILY_NAME = 0.9
_MOST_WITH_MORE = 0.8
"""One question names all that the other names and more: number and order may still decide."""

_MOST_WITH_OTHER = 0.7
"""Each names something that the other does not: it takes more than number and order."""

_LONGEST_TO_ORDER = 30
_LEAST_TO_REPAIR = 3
_LEAST_BROKEN = 6
_SHORTEST_ACRONYM = 3
_SHORTEST_DOER = 4
_LEAST_FOR_DERIVED = 2

_GENERIC_NOUNS = frozenset(
    "problem algorithm method technique process procedure approach phenomenon".split()
)
"""Of the gradient descent algorithm and of gradient descent, the same is asked."""


def likeness(one: Wording, other: Wording) -> float:
    """Return how much two wordings ask the same, 0 to 1.

    0 where they ask for something else (when, why), where signs or code differ, or where the same
    words stand in another order that makes another question of them.
    """
    if one.key == other.key:
        return 1.0
    return _compare(one.sense, other.sense)


def _compare(one: Sense, other: Sense) -> float:
    if one.kinds != other.kinds:
        return 0.0
    if one.bases == other.bases:
        return 1.0 if one.is_comparison else _score_of_roles(one.terms, other.terms)
    first, second, alike = _part(one.terms, other.terms)
    if not alike and not (len(first) == 1 or len(second) == 1):
        return 0.0
    if len(alike) >= _LEAST_TO_REPAIR and _same_but_for_ligatures(one.terms, other.terms):
        return _SLIP
    score = 1.0
    if first or second:
        score, first, second = _reconcile(first, second, len(alike), one.kinds)
    if first or second:
        return min(score, _score_of_rest(first, second, len(alike)))
    if one.moves_verb and other.moves_verb and _is_verb_moved(one.bases, other.bases):
        return score
    if not (one.is_comparison or _may_be_reordered(one.terms, other.terms, one.kinds)):
        return 0.0
    same_order = _common_order(one.terms) == _common_order(other.terms)
    return score if same_order else min(score, _REORDERED)


def _part(one: Sequence[Term], other: Sequence[Term]) -> tuple[list[Term], list[Term], list[Term]]:
    """Return what only one, what only the other and what both name."""
    counts = Counter(term.base for term in other)
    first: list[Term] = []
    alike: list[Term] = []
    for term in one:
        if counts[term.base]:
            counts[term.base] -= 1
            alike.append(term)
        else:
            first.append(term)
    second: list[Term] = []
    for term in reversed(other):
        if counts[term.base]:
            counts[term.base] -= 1
            second.append(term)
    return first, second[::-1], alike


# --- what is left over ---------------------------------------------------------------------------


def _reconcile(
    first: list[Term], second: list[Term], alike: int, kinds: frozenset[str]
) -> tuple[float, list[Term], list[Term]]:
    """Return the score of the words that are the same though they do not look it, and the rest."""
    score = 1.0
    for one, other in ((first, second), (second, first)):
        joined = _same_when_joined(one, other)
        if joined is not None:
            return _JOINED, *((joined, []) if one is first else ([], joined))
        if len(one) == 1 and _is_acronym_of(one[0], other):
            return _ACRONYM, [], []
    left = list(second)
    rest: list[Term] = []
    for term in first:
        scores = [_same_word(term, other, alike, kinds) for other in left]
        best = max(scores, default=0.0)
        if best:
            score = min(score, best)
            del left[scores.index(best)]
        else:
            rest.append(term)
    return score, rest, left


def _is_acronym_of(term: Term, words: Sequence[Term]) -> bool:
    """Tell whether three letters or more are the initials of words; of two, many things are."""
    bare = term.surface.rstrip("s")
    if len(bare) < _SHORTEST_ACRONYM or not (bare.isupper() and bare.isalnum()):
        return False
    return spells(term.surface, [word.surface for word in words])


def _same_when_joined(one: Sequence[Term], other: Sequence[Term]) -> list[Term] | None:
    """Return what is left of two lists of which the first writes as two words what the other
    writes as one, or none if that is not so."""
    if len(one) != 2 or len(other) != 1:
        return None
    surface = "".join(term.surface.lower() for term in one)
    whole = other[0]
    bases = one[0].surface.lower() + one[1].base
    return [] if whole.base in (surface, bases) or whole.surface.lower() == surface else None


def _same_but_for_ligatures(one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Tell whether words came apart or lost letters because a PDF has no text for ligatures."""
    first, second = ("".join(map(_letters, terms)) for terms in (one, other))
    if len(first) == len(second) or not (first and second):
        return False
    if without_ligatures(first) == without_ligatures(second):
        return True
    # Where words came apart, a letter of a ligature may also have come out as another one.
    bare = without_ligature_letters(first)
    came_apart = len(one) != len(other) and len(bare) >= _LEAST_BROKEN
    return came_apart and bare == without_ligature_letters(second)


def _letters(term: Term) -> str:
    return term.surface.lower().removeprefix(LETTER)


def _same_word(one: Term, other: Term, alike: int, kinds: frozenset[str]) -> float:
    """Return how sure it is that two different words are one; 0 if they are not."""
    if is_strict(one.base) or is_strict(other.base) or "below" in (one.role, other.role):
        return 0.0
    if "who" in kinds and alike and _is_doer_of(one.base, other.base):
        return _INFLECTED
    if stem_word(one.base) == stem_word(other.base) and one.base.isascii():
        return _same_stem(one.base, other.base, alike, kinds)
    if is_likely_slip(one.base, other.base, is_beside_others=alike > 0):
        return _SLIP
    return 0.0


def _is_doer_of(one: str, other: str) -> bool:
    """Tell whether one of two words is who does what the other says: "inventor", "invented"."""
    for doer, verb in ((one, other), (other, one)):
        if doer.endswith(("er", "or")) and len(doer) > _SHORTEST_DOER:
            return stem_word(doer[:-2]) == stem_word(verb)
    return False


def _same_stem(one: str, other: str, alike: int, kinds: frozenset[str]) -> float:
    """Return how sure it is that two words of one stem are one word here.

    A participle is a form of its verb. A noun that is made of a verb names something else, unless
    the question says by its other words that it means the same; and one on "-ing" may be made of a
    noun ("market", "marketing").
    """
    endings = {_ending(one), _ending(other)}
    asks_how = not kinds.isdisjoint({"how", "why", "when", "where", "who"})
    if endings <= {"", "ed"} and (alike or asks_how):
        return _INFLECTED
    if endings & {"or", "ing"} or alike < _LEAST_FOR_DERIVED:
        return 0.0
    return _DERIVED


def _ending(word: str) -> str:
    if word.endswith(("or", "er")):
        return "or"
    return next((ending for ending in ("ed", "ing", "ion", "ment") if word.endswith(ending)), "")


def _score_of_rest(first: Sequence[Term], second: Sequence[Term], alike: int) -> float:
    """Return the score of two questions of which one or both name something more."""
    more = [*first, *second]
    if any(is_strict(term.base) or is_character(term.base) for term in more):
        return 0.0
    if not (first and second):
        if alike >= 2 and len(more) == 1 and more[0].base in _GENERIC_NOUNS:
            return _FAMILY_NAME
        return min(_MOST_WITH_MORE, alike / (alike + len(more)))
    return min(_MOST_WITH_OTHER, 2 * alike / (2 * alike + len(more)))


# --- order ---------------------------------------------------------------------------------------

_SURE_ROLES = frozenset("by than".split())
_TELLING_ROLES = _SURE_ROLES | frozenset("to from on into onto against von nach zu".split())
_TO, _FROM = frozenset("to into onto".split()), frozenset(["from"])


def _role_differs(one: str, other: str) -> bool:
    if one == other:
        return False
    return not _SURE_ROLES.isdisjoint((one, other)) or (
        bool(one and other) and not _TELLING_ROLES.isdisjoint((one, other))
    )


def _score_of_roles(one: Sequence[Term], other: Sequence[Term]) -> float:
    """Return the score of the same words in the same order by the prepositions before them."""
    differing = [
        {a.role, b.role} for a, b in zip(one, other, strict=True) if _role_differs(a.role, b.role)
    ]
    if not differing:
        return 1.0
    opposed = any(_SURE_ROLES & pair or (pair & _TO and pair & _FROM) for pair in differing)
    return 0.0 if opposed else _MOST_WITH_MORE


def _is_verb_moved(one: Sequence[str], other: Sequence[str]) -> bool:
    return (*one[1:], one[0]) == tuple(other) or (*other[1:], other[0]) == tuple(one)


def _common_order(terms: Sequence[Term]) -> list[str]:
    return [stem_word(term.base) for term in terms]


def _may_be_reordered(one: Sequence[Term], other: Sequence[Term], kinds: frozenset[str]) -> bool:
    """Tell whether the same things in these two orders mean the same.

    They do if what moved says by its preposition what it is ("in Python"), if it is the first part
    of a compound ("weight initialization", "initialization of weights"), if it stands on a par with
    what it changed places with, or if a verb went from the active to the passive.
    """
    found = list(_aligned(one, other))
    if len(found) > _LONGEST_TO_ORDER:
        return [at for _, at, _ in found] == sorted(at for _, at, _ in found)
    if any(_role_differs(term.role, there.role) for term, _, there in found):
        return False
    # "By whom was it found", "who found it": what it was done to has no preposition in either.
    return "who" in kinds or all(
        _may_change_places((a, a_there), (b, b_there))
        for (a, at_a, a_there), (b, at_b, b_there) in combinations(found, 2)
        if at_a > at_b
    )


def _aligned(one: Sequence[Term], other: Sequence[Term]) -> Iterator[tuple[Term, int, Term]]:
    """Yield the terms of the one with their places and forms in the other; of a word that stands
    there several times the first goes with the first."""
    places: dict[str, deque[tuple[int, Term]]] = {}
    for at, term in enumerate(other):
        places.setdefault(stem_word(term.base), deque()).append((at, term))
    for term in one:
        there = places.get(stem_word(term.base))
        if there:
            yield term, *there.popleft()


def _may_change_places(first: tuple[Term, Term], second: tuple[Term, Term]) -> bool:
    """Tell whether two terms may swap. Each is given as it is in the one and in the other order;
    ``first`` precedes ``second`` in the one."""
    (a, a_there), (b, b_there) = first, second
    if a.role == a_there.role and b.role == b_there.role and a.role != b.role:
        return True
    if b.is_joined and a_there.is_joined:
        return True
    if a.role == b.role and a_there.role in ("of", "in", "for") and b_there.role != a_there.role:
        return True
    if a_there.role == b_there.role and b.role in ("of", "in", "for") and a.role != b.role:
        return True
    return _is_participle(a) != _is_participle(a_there) or _is_participle(b) != _is_participle(
        b_there
    )


def _is_participle(term: Term) -> bool:
    if term.base.endswith("ed"):
        return not term.base.endswith("eed")
    return term.surface != term.base and term.surface.endswith(("ed", "en", "wn", "lt", "ght"))
