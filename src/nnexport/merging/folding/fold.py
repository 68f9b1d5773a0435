"""Variants of one answer → one answer that says everything once.

The fullest variant is the base. A sentence of another variant that the base covers folds into it;
the rest is added where it belongs: a list item beside its like, a sentence behind the passage that
its predecessor went to, introductions before the lists and closing words behind them. Nothing is
reworded. The parts: ``outline`` (an answer as units), ``measure`` (who covers whom), ``binding``
(what leans on what), ``paragraphs``, ``labels`` and ``lists`` (adding), ``tail`` (broken ends).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.prose import ends_sentence, is_lead_in
from nnexport.merging.folding.binding import Binding, binding_of, passages_of
from nnexport.merging.folding.growing import Fate, GrowingAnswer, announces, insert_units
from nnexport.merging.folding.lists import Announced, add_new_list, add_to_list, partner_of
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.outline import (
    Group,
    Listing,
    Prose,
    Solid,
    outline_answer,
    render_outline,
    units_of,
)
from nnexport.merging.folding.paragraphs import carry_out, nearest, plan_sentences
from nnexport.merging.folding.tail import cut_tail
from nnexport.merging.folding.units import Unit

__all__ = ["Fate", "Folded", "fold_answers"]


@dataclass(frozen=True, slots=True)
class Folded:
    """One answer made of several, with the fate of each unit."""

    text: str
    fates: tuple[Fate, ...]


def fold_answers(
    texts: Sequence[str],
    truncated: Sequence[bool],
    weights: Mapping[str, float],
    question: str = "",
) -> Folded:
    """Fold the variants of one answer into one.

    ``truncated`` says which variants are broken off; where there are others, their last, half
    sentence is cut. ``weights`` gives the rarity of words; a word without one counts 1.
    ``question``: what they answer; "it" may stand for what it is about.

    Shape: the text is empty when there is no variant; one variant that is whole stays as it is,
    letter by letter. The fates are in the order of the variants and of their units.
    """
    whole = [list(outline_answer(text, index)) for index, text in enumerate(texts)]
    cut: dict[Unit, Fate] = {}
    outlines = whole
    # A broken end that is all there is stays: losing what it says would be worse.
    if any(truncated) and sum(map(bool, whole)) > 1:
        pairs = [cut_tail(g) if t else (g, ()) for g, t in zip(whole, truncated, strict=True)]
        # Nothing but half sentences: showing them is better than losing them.
        if any(groups for groups, _ in pairs):
            outlines = [groups for groups, _ in pairs]
            lost = [unit for _, units in pairs for unit in units]
            cut = {unit: Fate(unit.text, unit.variant, "cut") for unit in lost}
    measure = Measure(weights, question)
    filled = [index for index, groups in enumerate(outlines) if groups]
    if not filled:
        return Folded("", ())
    order = sorted(filled, key=lambda index: -_fullness(outlines[index], measure))
    answer = GrowingAnswer(outlines[order[0]], measure)
    for index in order[1:]:
        _Adding(answer, outlines[index]).run()
    answer.drop_empty()
    fates = {**dict(answer.fates()), **cut}
    ordered = sorted(fates.items(), key=lambda pair: (pair[0].variant, pair[0].place))
    untouched = len(filled) == 1 and not cut
    text = texts[filled[0]] if untouched else render_outline(answer.groups)
    return Folded(text, tuple(fate for _, fate in ordered))


def _fullness(groups: Sequence[Group], measure: Measure) -> float:
    return measure.total(frozenset().union(*(unit.words for unit in units_of(groups))))


class _Adding:
    """One more variant on its way into the answer."""

    def __init__(self, answer: GrowingAnswer, groups: Sequence[Group]) -> None:
        self.answer = answer
        self.groups = groups
        self.anchor: Unit | None = None
        """Where the unit before went."""

        self.joined: list[Listing] = []
        self.lists = [i for i, group in enumerate(groups) if not isinstance(group, Prose)]

    def run(self) -> None:
        """Add every group."""
        if self._is_known():
            return
        for position, group in enumerate(self.groups):
            chain = self._chain_before(position)
            if isinstance(group, Prose):
                spoken_for = len(self._chain_before(position + 1))
                units = group.units[: len(group.units) - spoken_for]
                if units:
                    self._add_prose(units, position)
            elif isinstance(group, Listing):
                self._add_list(Announced(group, chain), position)
            else:
                self._add_solid(group, chain)

    def _is_known(self) -> bool:
        """Fold a variant of which every unit stands in the answer word by word; tell if it did."""
        present: dict[str, list[Unit]] = {}
        for unit in reversed(list(units_of(self.answer.groups))):
            present.setdefault(unit.bare, []).append(unit)
        units = list(units_of(self.groups))
        if any(unit.bare not in present for unit in units):
            return False
        for unit in units:
            same = present[unit.bare]
            self.answer.fold(unit, (same.pop() if len(same) > 1 else same[0],), 1.0)
        return True

    def _chain_before(self, position: int) -> tuple[Unit, ...]:
        """Return the sentences that go with a list or a block: its announcement, and what that
        leans on where the list will be one of its own."""
        if position >= len(self.groups) or isinstance(self.groups[position], Prose):
            return ()
        before = self.groups[position - 1] if position else None
        if not (isinstance(before, Prose) and announces(before)):
            return ()
        group = self.groups[position]
        if isinstance(group, Listing) and self._partner(group, before.units[-1]) is not None:
            return before.units[-1:]
        return tuple(passages_of(before.units)[-1])

    # --- prose ---------------------------------------------------------------------------------

    def _add_prose(self, units: Sequence[Unit], position: int) -> None:
        answer = self.answer
        region = self._region(position)
        own = [answer.groups[i].units for i in region]  # type: ignore[union-attr]
        steps = plan_sentences(answer, units, own, self.anchor, (), answer.together())
        in_one = len(steps) > 1 and position > 0 and not any(s.is_folded or s.over for s in steps)
        if in_one:
            # A paragraph of which nothing was said yet stays a paragraph.
            for unit in units:
                answer.keep(unit)
            answer.insert_group(self._own_place(position), Prose(tuple(units)))
        else:
            insert = _Insert(self, position)
            carry_out(answer, steps, insert, answer.put_for)
        answer.drop_empty()
        places = answer.by_unit(units[-1])
        self.anchor = places[-1] if places else self.anchor

    def _region(self, position: int) -> list[int]:
        """Return the paragraphs of the answer that a paragraph may go to: introductions come before
        the lists, closing words behind them."""
        prose = [i for i, group in enumerate(self.answer.groups) if isinstance(group, Prose)]
        lists = self.answer.list_places
        if not lists:
            return prose
        if self._is_closing(position):
            return [i for i in prose if i > lists[-1]]
        if self._is_opening(position):
            return [i for i in prose if i < lists[0]]
        return prose

    def _is_opening(self, position: int) -> bool:
        return position < self.lists[0] if self.lists else position == 0

    def _is_closing(self, position: int) -> bool:
        return bool(self.lists) and position > self.lists[-1]

    def _own_place(self, position: int) -> int:
        """Return where a paragraph of its own goes."""
        lists = self.answer.list_places
        at = self.answer.group_of(self.anchor) if self.anchor else None
        if self._is_opening(position):
            return 0 if at is None else at + 1
        if self._is_closing(position) or at is None:
            return len(self.answer.groups)
        if lists and announces(self.answer.groups[at]):
            return lists[-1] + 1
        return at + 1

    # --- lists and blocks ----------------------------------------------------------------------

    def _partner(self, listing: Listing, lead_in: Unit | None) -> int | None:
        only = sum(isinstance(group, Listing) for group in self.groups) == 1
        return partner_of(self.answer, listing, lead_in, self.joined, only=only)

    def _add_list(self, new: Announced, position: int) -> None:
        partner = self._partner(new.listing, new.chain[-1] if new.chain else None)
        if partner is None:
            at = None
            self.anchor = add_new_list(self.answer, new, at) or self.anchor
            return
        self.anchor = add_to_list(self.answer, new, partner) or self.anchor
        joined = self.answer.group_of(self.anchor) if self.anchor else None
        if joined is not None and isinstance(self.answer.groups[joined], Listing):
            self.joined.append(self.answer.groups[joined])  # type: ignore[arg-type]

    def _add_solid(self, group: Solid, chain: tuple[Unit, ...]) -> None:
        answer = self.answer
        for own in answer.groups:
            if isinstance(own, Solid) and own.unit.bare == group.unit.bare:
                for unit in (*chain, group.unit):
                    answer.fold(unit, (own.unit,), 1.0 if unit is group.unit else 0.0)
                self.anchor = own.unit
                return
        at = answer.group_of(self.anchor) if self.anchor else None
        place = len(answer.groups) if at is None else at + 1
        while 0 < place < len(answer.groups) and announces(answer.groups[place - 1]):
            place += 1
        added: list[Group] = [Prose(chain), group] if chain else [group]
        answer.groups[place:place] = added
        for unit in (*chain, group.unit):
            answer.keep(unit)
        self.anchor = group.unit


def _is_sentence(unit: Unit) -> bool:
    return ends_sentence(unit.text) or is_lead_in(unit.text)


class _Insert:
    """Puts new sentences of one paragraph of a variant into the answer."""

    def __init__(self, adding: _Adding, position: int) -> None:
        self.adding = adding
        self.answer = adding.answer
        self.position = position

    def __call__(self, units: Sequence[Unit], after: Unit | None, directly: bool) -> None:
        region = self.adding._region(self.position)
        at = self.answer.group_of(after) if after else None
        if not directly and binding_of(units[0].text) is Binding.FREE:
            place = at if at in region else region[0] if region and at is None else None
            group = self.answer.groups[place] if place is not None else None
            if isinstance(group, Prose):
                near = nearest(self.answer, units[0], group.units, after)
                after, at = (near, place) if near else (after, at)
        if at is not None and at in region:
            self._into(at, units, after, directly=directly)
        elif region and self.adding._is_opening(self.position):
            group = self.answer.groups[region[0]]
            assert isinstance(group, Prose)
            self._into(region[0], units, group.units[0], directly=False)
        elif region and self.adding._is_closing(self.position):
            self._into(region[-1], units, None, directly=False)
        else:
            self.answer.insert_group(self._own_place(at), Prose(tuple(units)))

    def _into(self, at: int, units: Sequence[Unit], after: Unit | None, *, directly: bool) -> None:
        group = self.answer.groups[at]
        assert isinstance(group, Prose)
        if any(not _is_sentence(unit) for unit in (*group.units, *units)):
            # Without full stops between them nobody would see where the one ends.
            self.answer.insert_group(at + 1, Prose(tuple(units)))
            return
        grown = insert_units(group.units, units, after, directly=directly)
        if len(grown) > len(group.units):
            self.answer.groups[at] = Prose(grown)
        else:
            # Behind what is announced there.
            self.answer.groups.insert(at + 2, Prose(tuple(units)))

    def _own_place(self, at: int | None) -> int:
        if self.adding._is_opening(self.position):
            return 0
        if at is None or self.adding._is_closing(self.position):
            return len(self.answer.groups)
        return at + 1
