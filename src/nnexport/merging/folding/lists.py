"""Adding a list of another variant: to the list about the same things, or as a list of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnexport.deck.prose import is_lead_in
from nnexport.merging.folding.binding import Binding, binding_of
from nnexport.merging.folding.growing import GrowingAnswer, announces, insert_units
from nnexport.merging.folding.labels import like_item, richer_label
from nnexport.merging.folding.meaning import meaning_words
from nnexport.merging.folding.outline import Group, Item, Listing, Prose
from nnexport.merging.folding.paragraphs import carry_out, plan_sentences
from nnexport.merging.folding.units import Unit

SAME_ANNOUNCEMENT = 0.6
"""Likeness of the sentences before two lists from which they list the same."""

LOST_WITH_ANNOUNCEMENT = 1.2
"""Weight of words that may be lost with the announcement of a list that has another one: about one
telling word ("current", "further"), as the list itself shows what it is of."""

SAME_TEXT = 0.5
"""Likeness of the sentences of an item that goes to another list than the rest of its own."""


def partner_of(
    answer: GrowingAnswer,
    listing: Listing,
    lead_in: Unit | None,
    taken: Sequence[Listing],
    *,
    only: bool,
) -> int | None:
    """Return the index of the list that is about the same things; none if there is none.

    ``taken``: what other lists of the variant were joined to. ``only``: it is its variant's one
    list.
    """
    best, best_count = None, 0.0
    lists = [g for g in answer.groups if isinstance(g, Listing)]
    for index, group in enumerate(answer.groups):
        if not isinstance(group, Listing) or any(group.items == each.items for each in taken):
            continue
        sure = [like_item(answer.measure, item, group, listing)[1] for item in listing.items]
        same_kind = (group.start is None) == (listing.start is None)
        count = (
            float(sum(each > 0 for each in sure)) if same_kind else float(sum(s >= 1 for s in sure))
        )
        own = _announcement(answer, index)
        if own is not None and lead_in is not None and _value_of(own) != _value_of(lead_in):
            continue
        if lead_in is not None and own is not None:
            count += 1.5 if _announce_the_same(answer, lead_in, own) and same_kind else 0.0
        elif only and len(lists) == 1 and same_kind and listing.start is None:
            count += 0.5
        if count > best_count:
            best, best_count = index, count
    return best


def _announcement(answer: GrowingAnswer, index: int) -> Unit | None:
    """Return the sentence that announces a group of the answer."""
    before = answer.groups[index - 1] if index else None
    if isinstance(before, Prose) and before.units and is_lead_in(before.units[-1].text):
        return before.units[-1]
    return None


def _announce_the_same(answer: GrowingAnswer, one: Unit, other: Unit) -> bool:
    alike = answer.measure.alike(one, other) >= SAME_ANNOUNCEMENT
    return alike and _value_of(one) == _value_of(other)


_GOOD = meaning_words("advantages benefits pros strengths merits upsides reasons")
_BAD = meaning_words("disadvantages drawbacks cons weaknesses limitations downsides risks")


def _value_of(announcement: Unit | None) -> tuple[bool, bool, bool]:
    """Return whether a list is one of good sides, of bad ones, and of what is not."""
    if announcement is None:
        return False, False, False
    words = announcement.words
    return bool(words & _GOOD), bool(words & _BAD), announcement.negated


@dataclass(frozen=True, slots=True)
class Announced:
    """A list, and the sentences before it that cannot stand without it."""

    listing: Listing
    chain: tuple[Unit, ...] = ()
    """The last is the announcement; those before it are what it leans on."""


def add_to_list(answer: GrowingAnswer, new: Announced, partner: int) -> Unit | None:
    """Join a list to the one about the same things; return the last unit it went to."""
    if new.chain:
        partner = _join_lead_in(answer, new.chain[-1], partner)
    last: Unit | None = None
    for item in new.listing.items:
        last = _add_item(answer, item, new.listing, partner) or last
    return last


def _join_lead_in(answer: GrowingAnswer, lead_in: Unit, partner: int) -> int:
    """Keep one of two announcements; return where the list stands then."""
    own = _announcement(answer, partner)
    measure = answer.measure
    by, score = measure.best_cover(lead_in, answer.together(lists=False))
    if by:
        known = measure.covers(lead_in, (own,)) if own else 0.0
        answer.fold(lead_in, (own,) if own and known else by, known or score)
        return partner
    if own is not None:
        back = measure.covers(own, (lead_in,))
        is_free = binding_of(lead_in.text) is Binding.FREE
        if back and is_free and answer.may_displace(lead_in, own):
            answer.put_for(own, lead_in)
            answer.fold(own, (lead_in,), back)
            answer.keep(lead_in)
        elif measure.lost(lead_in, (own,)) < LOST_WITH_ANNOUNCEMENT:
            answer.fold(lead_in, (own,), measure.share(lead_in.words, own.words))
        else:
            # It says more than that a list follows.
            answer.keep(lead_in)
            answer.groups.insert(partner - 1, Prose((lead_in,)))
            return partner + 1
        return partner
    if binding_of(lead_in.text) is Binding.SENTENCE:
        first = next(iter(answer.groups[partner].items[0].all))  # type: ignore[union-attr]
        answer.fold(lead_in, (first,), 0.0)
        return partner
    answer.keep(lead_in)
    before = answer.groups[partner - 1] if partner else None
    if isinstance(before, Prose):
        answer.groups[partner - 1] = Prose((*before.units, lead_in))
        return partner
    answer.groups.insert(partner, Prose((lead_in,)))
    return partner + 1


def _add_item(answer: GrowingAnswer, item: Item, of: Listing, partner: int) -> Unit | None:
    same = _fold_known(answer, item)
    if same is not None:
        return same
    found = _place_of(answer, item, of, partner)
    if found is not None:
        at, like = found
        listing = answer.groups[at]
        assert isinstance(listing, Listing)
        own = listing.items[like]
        if not (own.below and item.below and own.below.bare != item.below.bare):
            grown = _join_items(answer, own, item)
            # Joining may have changed other groups, never this list.
            items = (*listing.items[:like], grown, *listing.items[like + 1 :])
            answer.groups[at] = replace(listing, items=items)
            return grown.units[-1] if grown.units else grown.label
    if _fold_whole(answer, item):
        return answer.by_unit(item.units[-1])[-1] if item.units else None
    listing = answer.groups[partner]
    assert isinstance(listing, Listing)
    answer.groups[partner] = replace(listing, items=(*listing.items, item))
    for unit in item.all:
        answer.keep(unit)
    return item.all[-1] if item.all else None


def _fold_known(answer: GrowingAnswer, item: Item) -> Unit | None:
    """Fold an item that one of the answer has word by word; return what its end went to."""
    if not item.all:
        return None
    for group in answer.groups:
        for own in group.items if isinstance(group, Listing) else ():
            if all(unit.bare != item.all[0].bare for unit in own.all):
                continue
            present = {unit.bare: unit for unit in reversed(own.all)}
            if all(unit.bare in present for unit in item.all):
                for unit in item.all:
                    answer.fold(unit, (present[unit.bare],), 1.0)
                return present[item.all[-1].bare]
    return None


def _place_of(
    answer: GrowingAnswer, item: Item, of: Listing, partner: int
) -> tuple[int, int] | None:
    """Return the list and the item in it that are about the same thing as an item."""
    listing = answer.groups[partner]
    assert isinstance(listing, Listing)
    like, score = like_item(answer.measure, item, listing, of)
    if like is not None:
        return partner, like
    value = _value_of(_announcement(answer, partner))
    for at, other in enumerate(answer.groups):
        if at == partner or not isinstance(other, Listing):
            continue
        like, score = like_item(answer.measure, item, other, of)
        same_value = _value_of(_announcement(answer, at)) == value
        if like is not None and score >= 1.0 and same_value and item.units:
            own = other.items[like].units
            if own and answer.measure.alike(own[0], item.units[0]) >= SAME_TEXT:
                return at, like
    return None


def _fold_whole(answer: GrowingAnswer, item: Item) -> bool:
    """Fold an item of which everything is said elsewhere; tell whether it was.

    What stands behind another label is about another thing, whatever its words.
    """
    if item.below is not None or not item.units:
        return False
    measure = answer.measure
    covering = answer.together(lists=False)
    for group in answer.groups:
        for own in group.items if isinstance(group, Listing) else ():
            if not (item.label and own.label) or item.label.words == own.label.words:
                covering.append(own.all)
    covers = [measure.best_cover(unit, covering) for unit in item.units]
    if not all(by for by, _ in covers):
        return False
    if item.label is not None:
        said = frozenset().union(*(unit.words for by, _ in covers for unit in by))
        if item.label.words - said:
            return False
        answer.fold(item.label, covers[0][0], 1.0)
    for unit, (by, score) in zip(item.units, covers, strict=True):
        answer.fold(unit, by, score)
    return True


def _join_items(answer: GrowingAnswer, own: Item, other: Item) -> Item:
    """Return an item with what another about the same thing says beyond it."""
    label = own.label or other.label
    if own.label and other.label:
        label = richer_label(own.label, other.label)
        poorer = other.label if label is own.label else own.label
        share = answer.measure.share(poorer.words, label.words)
        answer.keep(label)
        answer.fold(poorer, (label,), share)
    elif label:
        answer.keep(label)
    given = label.words if label else frozenset()
    item = _Growing(answer, own.units)
    covering = [own.units, *answer.together(lists=False)]
    steps = plan_sentences(answer, other.units, [own.units], None, given, covering)
    carry_out(answer, steps, item.insert, item.displace)
    below = own.below or other.below
    if own.below and other.below:
        answer.fold(other.below, (own.below,), 1.0)
    elif other.below:
        answer.keep(other.below)
    return Item(label, item.units, below)


@dataclass
class _Growing:
    """The sentences of an item while others are put in."""

    answer: GrowingAnswer
    units: tuple[Unit, ...]

    def insert(self, units: Sequence[Unit], after: Unit | None, directly: bool) -> None:
        self.units = insert_units(self.units, units, after, directly=directly)

    def displace(self, own: Unit, unit: Unit | None) -> None:
        at = self.units.index(own)
        self.units = (*self.units[:at], *((unit,) if unit else ()), *self.units[at + 1 :])


def add_new_list(answer: GrowingAnswer, new: Announced, at: int | None) -> Unit | None:
    """Add a list of which the answer has nothing yet, less what its sentences say already.

    ``at``: where it goes if its place is known. Returns the last unit it went to.
    """
    items: list[Item] = []
    last: Unit | None = None
    for item in new.listing.items:
        same = _fold_known(answer, item)
        if same is not None:
            last = same
        elif _fold_whole(answer, item):
            last = answer.by_unit(item.units[-1])[-1]
        else:
            items.append(item)
    if not items:
        _fold_chain(answer, new.chain, last)
        return last
    chain = _kept_chain(answer, new.chain)
    added: list[Group] = [replace(new.listing, items=tuple(items))]
    place = _list_place(answer, chain[-1] if chain else None) if at is None else at
    before = answer.groups[place - 1] if place else None
    for item in items:
        for unit in item.all:
            answer.keep(unit)
    if chain and isinstance(before, Prose) and is_lead_in(before.units[-1].text):
        # An announcement whose list was lost: here it is.
        _fold_chain(answer, chain, before.units[-1])
        chain = ()
    if chain:
        for unit in chain:
            answer.keep(unit)
        if isinstance(before, Prose) and place == len(answer.groups) == 1:
            answer.groups[place - 1] = Prose((*before.units, *chain))
        else:
            added.insert(0, Prose(chain))
    answer.groups[place:place] = added
    return next((item.all[-1] for item in reversed(items) if item.all), last)


def _fold_chain(answer: GrowingAnswer, chain: Sequence[Unit], last: Unit | None) -> None:
    for unit in chain:
        if last is not None:
            answer.fold(unit, (last,), answer.measure.covers(unit, (last,)))


def _kept_chain(answer: GrowingAnswer, chain: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the sentences before a new list, less those that are said and not leant on."""
    kept: list[Unit] = []
    for number, unit in enumerate(chain):
        following = chain[number + 1] if number + 1 < len(chain) else None
        by, score = answer.measure.best_cover(unit, answer.together())
        leant_on = following is not None and binding_of(following.text) is Binding.SENTENCE
        if by and following is not None and not leant_on and not kept:
            answer.fold(unit, by, score)
        else:
            kept.append(unit)
    return tuple(kept)


def _list_place(answer: GrowingAnswer, lead_in: Unit | None) -> int:
    """Return where a new list goes: behind an announcement that lost its own, else behind the last
    list, else behind the last paragraph."""
    for index, group in enumerate(answer.groups):
        following = answer.groups[index + 1] if index + 1 < len(answer.groups) else None
        dangles = (
            isinstance(group, Prose) and announces(group) and isinstance(following, Prose | None)
        )
        if dangles and lead_in is not None:
            own = group.units[-1]  # type: ignore[union-attr]
            if _announce_the_same(answer, lead_in, own):
                return index + 1
    places = answer.list_places
    return places[-1] + 1 if places else len(answer.groups)
