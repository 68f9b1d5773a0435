"""Sentences of the same words that say another thing: a limit, a quantity, an opposite, roles.

Two sentences that share nearly all their words need not say the same; the word in which they differ
may be the one that matters.
"""

from __future__ import annotations

from nnexport.merging.folding.meaning import are_kin, is_light, meaning_of, opposites_of, turn_round
from nnexport.merging.folding.units import Sides, Unit


def says_otherwise(unit: Unit, other: Unit) -> bool:
    """Tell whether two units that share nearly all their words say different things with them."""
    if unit.limits != other.limits:
        return True
    if unit.quantifiers and other.quantifiers and unit.quantifiers.isdisjoint(other.quantifiers):
        return True
    return bool(
        turns_round(unit, other)
        or opposed(unit, other)
        or _reckons(unit, other)
        or _puts_another_word(unit, other)
    )


def _puts_another_word(unit: Unit, other: Unit) -> bool:
    """Tell whether one unit has another word in just the place of one of the other.

    "The mean is …", "The median is …": whatever such a word weighs, they are about two things.
    A verb that says little may change ("maps", "takes"), and so may a word that adds nothing.
    """
    from rapidfuzz.distance import Levenshtein

    blocks = list(Levenshtein.opcodes(unit.sequence, other.sequence))
    for number, block in enumerate(blocks):
        lengths = block.src_end - block.src_start, block.dest_end - block.dest_start
        if block.tag != "replace" or lengths != (1, 1):
            continue
        beside = [blocks[at] for at in (number - 1, number + 1) if 0 <= at < len(blocks)]
        if any(each.tag != "equal" for each in beside):
            continue
        own, others = unit.sequence[block.src_start], other.sequence[block.dest_start]
        if turn_round(own, others):
            return True
        if own in other.words or others in unit.words or are_kin(own, others):
            continue
        is_verb = own in unit.verbs and others in other.verbs
        if not (is_verb or is_light(own) or is_light(others)):
            return True
    return False


def turns_round(unit: Unit, other: Unit) -> bool:
    """Tell whether two sentences turn a relation round: from A to B, from B to A; A than B."""
    for word in {word for word, _ in unit.relations} & {word for word, _ in other.relations}:
        own = {object_ for each, object_ in unit.relations if each == word}
        others = {object_ for each, object_ in other.relations if each == word}
        if not own & others and others <= unit.words and own <= other.words:
            return True
    return any(
        _are_crossed(sides, other_sides)
        for sides in unit.sides
        for other_sides in other.sides
        if sides[0] == other_sides[0]
    )


def _are_crossed(sides: Sides, other: Sides) -> bool:
    """Tell whether what stands on one side of "than" stands on the other one elsewhere."""
    before, behind = sides[1] - sides[2], sides[2] - sides[1]
    now_before, now_behind = other[1] - other[2], other[2] - other[1]
    crossed = not before.isdisjoint(now_behind) and not behind.isdisjoint(now_before)
    return crossed and behind.isdisjoint(now_behind)


_RECKONING = frozenset(
    map(
        meaning_of,
        "square squared root cube cubed logarithm divided divide multiplied multiply product sum "
        "ratio quotient reciprocal inverse derivative integral power factorial".split(),
    )
)


def _reckons(unit: Unit, other: Unit) -> bool:
    """Tell whether two sentences give different formulas in words."""
    own, others = unit.words & _RECKONING, other.words & _RECKONING
    return bool(own and others) and own != others


def opposed(unit: Unit, other: Unit) -> frozenset[str]:
    """Return the words of one unit where the other says the opposite, with those opposites."""
    own, others = unit.words | unit.poles, other.words | other.poles
    only_own, only_others = own - others, others - own
    found: set[str] = set()
    for word in only_own:
        against = {each for each in only_others if turn_round(word, each)}
        if against and opposites_of(word).isdisjoint(own):
            found.update(against, (word,))
    return frozenset(found)
