"""Two units that cannot both be true: the same statement with another number, pole or negation.

Only what stands in the same words is compared: a statement in other words may be about another
thing. Two units contradict each other where nearly all they say is common (``SAME``), and

- their numbers differ, and neither has all of the other's;
- or one says a word where the other says its opposite;
- or one denies what the other says;
- or a relation is turned round ("from A to B", "from B to A").

Where two of these differ, or their names, or the words they begin with, they are about two things
("elastic … greater", "inelastic … less"), and no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from nnexport.merging.folding.meaning import turn_round
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.otherwise import opposed, turns_round
from nnexport.merging.folding.outline import Listing, Prose, outline_answer
from nnexport.merging.folding.units import Unit

SAME = 0.65
"""Share of the rest of either unit that the other must have."""

SAME_BUT_POLE = 0.8
"""The same where one says the opposite of a word of the other: many things come in opposites."""

WITHIN, AT_LEAST = 0.9, 0.35
"""The same where one says nearly nothing but what the other says, too."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two units of different variants that cannot both be true."""

    first: int
    """Index of the variant that says ``one``."""

    second: int
    one: str
    other: str
    score: float
    """How much of the rest of them is common, 0 to 1."""


def find_contradictions(
    texts: Sequence[str], weights: Mapping[str, float], question: str = ""
) -> tuple[Contradiction, ...]:
    """Return the units of several answers to one question that contradict each other.

    ``weights``: the rarity of words. Shape: in the order of the variants and of their units; each
    unit with the one of another variant that is most like it.
    """
    if len(texts) < 2:
        return ()
    measure = Measure(weights, question)
    placed = [list(_placed(text, index)) for index, text in enumerate(texts)]
    found: list[Contradiction] = []
    for (first, ones), (second, others) in combinations(enumerate(placed), 2):
        for label, one in ones:
            score, other = max(
                (
                    (contradiction(measure, one, each), each)
                    for other_label, each in others
                    if not (label and other_label) or label == other_label
                ),
                key=lambda pair: pair[0],
                default=(0.0, one),
            )
            if score:
                found.append(Contradiction(first, second, one.bare, other.bare, round(score, 2)))
    return tuple(found)


def _placed(text: str, variant: int) -> Iterator[tuple[frozenset[str], Unit]]:
    """Yield the sentences of an answer, each with the words of the label it stands behind."""
    for group in outline_answer(text, variant):
        if isinstance(group, Prose):
            for unit in group.units:
                yield frozenset(), unit
        elif isinstance(group, Listing):
            for item in group.items:
                label = item.label.words if item.label else frozenset()
                for unit in item.units:
                    yield label, unit


def contradicts(measure: Measure, one: Unit, other: Unit) -> bool:
    """Tell whether two units of different variants contradict each other."""
    return contradiction(measure, one, other) > 0


def contradiction(measure: Measure, one: Unit, other: Unit) -> float:
    """Return how alike two units are that contradict each other, 0 where they do not."""
    if one.bare == other.bare or not (one.words and other.words):
        return 0.0
    if 2 * len(one.words & other.words) < min(len(one.words), len(other.words)):
        return 0.0
    if one.names ^ other.names or _is_about_another(one, other):
        return 0.0
    differing = _differing(one, other)
    if differing is None:
        return 0.0
    first, second = one.words - differing, other.words - differing
    if not first or not second:
        return 0.0
    less, more = sorted(
        (measure.telling_share(first, second), measure.telling_share(second, first))
    )
    is_number = bool(differing & (one.numbers | other.numbers))
    is_same = less >= (SAME_BUT_POLE if differing and not is_number else SAME) or (
        is_number and more >= WITHIN and less >= AT_LEAST
    )
    return less if is_same else 0.0


def _is_about_another(one: Unit, other: Unit) -> bool:
    """Tell whether each of two units begins with a word that the other does not have."""
    first, second = one.sequence[0], other.sequence[0]
    if first in other.words or second in one.words:
        return False
    return not turn_round(first, second)


def _differing(one: Unit, other: Unit) -> frozenset[str] | None:
    """Return the words in which two units contradict each other; none if in nothing.

    Two differences say the same again ("elastic … greater", "inelastic … less").
    """
    found: list[frozenset[str]] = []
    if (one.numbers - other.numbers) and (other.numbers - one.numbers):
        found.append(one.numbers ^ other.numbers)
    denies = bool(one.denied & other.words) != bool(other.denied & one.words)
    if denies and not (one.negated and other.negated):
        found.append(frozenset())
    elif one.negated != other.negated:
        # Something else is denied.
        return None
    poles = opposed(one, other) - one.numbers - other.numbers
    if len(poles) > 2 or "only" in one.poles ^ other.poles:
        return None
    if poles:
        found.append(poles)
    if turns_round(one, other):
        found.append(frozenset())
    return found[0] if len(found) == 1 else None
