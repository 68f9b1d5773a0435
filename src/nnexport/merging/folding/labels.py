"""Which list items are about the same thing: by their labels, or by what they begin with."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from nnexport.deck.words import POLAR_WORDS, words_of
from nnexport.merging.folding.meaning import is_light, meaning_sequence
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.outline import Item, Listing
from nnexport.merging.folding.units import Unit

SAME_SUBJECT = 0.7
"""Least weight of the words that two items without labels must both begin with."""

SUPPORTED = 0.5
"""Likeness of the texts that joins items of nested labels ("Privacy", "Privacy and data
protection")."""

SAME_TEXT = 0.65
"""Likeness of two items without labels that are about one thing."""


def like_item(
    measure: Measure, item: Item, among: Listing, of: Listing
) -> tuple[int | None, float]:
    """Return the index of the item of a list that is about the same thing, and how sure that is.

    ``of``: the list that the item stands in. A likeness that others of the two lists share says
    nothing: "ReLU" is not "Leaky ReLU" where both stand side by side.
    """
    best, best_score = None, 0.0
    for index, other in enumerate(among.items):
        score = _likeness(measure, item, other)
        if score > best_score:
            best, best_score = index, score
    if best is None or best_score >= 1.0:
        return best, best_score
    other = among.items[best]
    least = _text_likeness(measure, item, other) - 0.15
    rivals = chain(
        (_may_be_like(measure, each, other, least) for each in of.items if each is not item),
        (_may_be_like(measure, item, each, least) for each in among.items if each is not other),
    )
    return (None, 0.0) if any(rivals) else (best, best_score)


def _may_be_like(measure: Measure, one: Item, other: Item, least: float) -> bool:
    """Tell whether two items could be about one thing as well as the two that seem to be."""
    if one.label and other.label:
        first, second = _forms(one.label)[0], _forms(other.label)[0]
        nested = first <= second or second <= first
        return nested and _text_likeness(measure, one, other) >= least
    return _likeness(measure, one, other) > 0


def _likeness(measure: Measure, one: Item, other: Item) -> float:
    if one.label and other.label:
        return _label_likeness(measure, one, other)
    if one.label or other.label:
        labelled, bare = (one, other) if one.label else (other, one)
        return 0.9 if _begins_with_label(labelled, bare) else 0.0
    if not (one.units and other.units):
        return 0.0
    first, second = one.units[0], other.units[0]
    if first.bare == second.bare:
        return 1.0
    if first.words.isdisjoint(second.words):
        return 0.0
    subject = first.sequence[:2]
    same_subject = len(subject) == 2 and subject == second.sequence[:2]
    if same_subject and measure.total(frozenset(subject)) >= SAME_SUBJECT:
        return 0.9
    if first.facts == second.facts and measure.alike(first, second) >= SAME_TEXT:
        return 0.8
    return 0.0


def _begins_with_label(labelled: Item, bare: Item) -> bool:
    assert labelled.label is not None
    words = meaning_sequence(words_of(_name_of(labelled.label)))
    return bool(words) and bool(bare.units) and bare.units[0].sequence[: len(words)] == words


_POLES = frozenset(meaning_sequence(POLAR_WORDS))


def _label_likeness(measure: Measure, one: Item, other: Item) -> float:
    """Return 1 for labels that name one thing, less for one inside the other, 0 for all else."""
    assert one.label is not None
    assert other.label is not None
    first, second = _forms(one.label), _forms(other.label)
    if _is_same(first, second):
        return 1.0
    small, big = sorted((first[0], second[0]), key=len)
    if not small & big or _POLES & (big ^ small):
        return 0.0
    text = _text_likeness(measure, one, other)
    if small < big:
        extra = big - small
        if any(word.isdigit() for word in extra):
            return 0.0
        needed = SUPPORTED / 2 if all(map(is_light, extra)) else SUPPORTED
        return 0.8 if text >= needed else 0.0
    shared = measure.total(first[0] & second[0])
    return 0.7 if shared and text >= SAME_TEXT + 0.1 else 0.0


def _text_likeness(measure: Measure, one: Item, other: Item) -> float:
    """Return how much two items say the same: all of them, or their first sentences."""
    if not one.units or not other.units:
        return 0.0
    first = frozenset().union(*(unit.words for unit in one.units))
    second = frozenset().union(*(unit.words for unit in other.units))
    both = max(measure.share(first, second), measure.share(second, first))
    return max(both, measure.alike(one.units[0], other.units[0]))


Forms = tuple[frozenset[str], frozenset[str], frozenset[str]]


def _forms(label: Unit) -> Forms:
    """Return a label's words: whole, before its bracket, and in it."""
    return _forms_of(_name_of(label))


@lru_cache(maxsize=4096)
def _forms_of(name: str) -> Forms:
    head, _, rest = name.partition("(")
    inside = rest.partition(")")[0]
    return _words(name), _words(head), _words(inside)


def _words(text: str) -> frozenset[str]:
    # A label made of function words only ("And", "Not") is its words.
    words = words_of(text)
    return frozenset(meaning_sequence(words)) or frozenset(words)


def _name_of(label: Unit) -> str:
    return label.text.strip("*_:： ")


def _is_same(one: Forms, other: Forms) -> bool:
    """Tell whether two labels name one thing. A bracket may be missing or stand in front:

    "Tanh" is "Tanh (hyperbolic tangent)", and "Rectified Linear Unit (ReLU)" is "ReLU (Rectified
    Linear Unit)"; but "Data (training)" is not "Data (test)".
    """
    (whole, head, inside), (other_whole, other_head, other_inside) = one, other
    if whole == other_whole:
        return True
    if inside and other_inside:
        return head == other_inside and inside == other_head
    if inside:
        return other_whole in (head, inside)
    return bool(other_inside) and whole in (other_head, other_inside)


def richer_label(one: Unit, other: Unit) -> Unit:
    """Return which of two labels of one thing says more; the first where they say the same."""
    first, second = _forms(one)[0], _forms(other)[0]
    return other if first < second else one
