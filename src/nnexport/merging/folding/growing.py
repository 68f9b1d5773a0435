"""The answer while it is folded: its groups, and what became of every unit offered to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.prose import is_lead_in
from nnexport.merging.folding.binding import Binding, binding_of, passages_of
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.outline import Group, Item, Listing, Prose, Solid, units_of
from nnexport.merging.folding.units import Unit


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one unit of a variant."""

    text: str
    variant: int
    status: str
    """``kept``, ``folded`` or ``cut``."""

    covered_by: str = ""
    """What covers a folded one: a unit or two of the answer."""

    score: float = 0.0
    """How much of it is covered, 0 to 1; 0 for an announcement whose list has another one."""


def announces(group: Group) -> bool:
    """Tell whether a group ends by announcing the next one."""
    if isinstance(group, Solid):
        return group.is_heading
    return isinstance(group, Prose) and bool(group.units) and is_lead_in(group.units[-1].text)


class GrowingAnswer:
    """The groups so far and the fates; the functions of the neighbouring modules add to it."""

    def __init__(self, base: Iterable[Group], measure: Measure) -> None:
        self.groups: list[Group] = list(base)
        self.measure = measure
        self._fates: dict[Unit, tuple[str, tuple[Unit, ...], float]] = {}
        self._folded_into: dict[Unit, list[Unit]] = {}
        for unit in units_of(self.groups):
            self.keep(unit)

    # --- fates ---------------------------------------------------------------------------------

    def keep(self, unit: Unit) -> None:
        self._fates[unit] = ("kept", (), 0.0)

    def fold(self, unit: Unit, by: Sequence[Unit], score: float) -> None:
        """Record that a unit is left out because others say it."""
        self._fates[unit] = ("folded", tuple(by), score)
        for each in by:
            self._folded_into.setdefault(each, []).append(unit)

    def by_unit(self, unit: Unit) -> tuple[Unit, ...]:
        """Return where a unit went: itself if it was kept, else what covers it."""
        status, by, _ = self._fates.get(unit, ("", (), 0.0))
        return (unit,) if status == "kept" else by

    def may_displace(self, unit: Unit, own: Unit) -> bool:
        """Tell whether a unit also covers all that its predecessor covered for others."""
        return all(
            self.measure.covers(folded, (unit,)) for folded in self._folded_into.get(own, ())
        )

    def fates(self) -> Iterator[tuple[Unit, Fate]]:
        """Yield the fate of each unit, in the order in which they were offered."""
        for unit, (status, by, score) in self._fates.items():
            final, seen = list(by), {unit}
            while status == "folded" and any(self._fates[u][0] != "kept" for u in final):
                # What covered it has made room for a fuller one since.
                further = [v for u in final for v in (self._fates[u][1] or (u,)) if v not in seen]
                seen.update(further)
                if not further:
                    break
                final = list(dict.fromkeys(further))
            text = " … ".join(u.text for u in final)
            yield unit, Fate(unit.text, unit.variant, status, text, round(score, 2))

    # --- looking -------------------------------------------------------------------------------

    def together(self, *, lists: bool = True) -> list[tuple[Unit, ...]]:
        """Return the units that stand together, by paragraphs, items and blocks."""
        found: list[tuple[Unit, ...]] = []
        for group in self.groups:
            match group:
                case Prose(units):
                    found.append(units)
                case Listing(items) if lists:
                    found.extend(item.all for item in items)
                case _:
                    pass
        return found

    def group_of(self, unit: Unit) -> int | None:
        """Return the index of the group that holds a unit."""
        for index, group in enumerate(self.groups):
            if unit in units_of([group]):
                return index
        return None

    @property
    def list_places(self) -> list[int]:
        """Indexes of what is no prose: lists, code, tables."""
        return [i for i, group in enumerate(self.groups) if not isinstance(group, Prose)]

    # --- changing ------------------------------------------------------------------------------

    def put_for(self, own: Unit, unit: Unit | None) -> None:
        """Put a unit in the place of another one, or nothing."""
        at = self.group_of(own)
        assert at is not None
        self.groups[at] = replace_in(self.groups[at], own, (unit,) if unit else ())

    def insert_group(self, at: int, group: Group) -> None:
        """Insert a group, never between an announcement and what it announces."""
        while at and announces(self.groups[at - 1]):
            at -= 1
        self.groups.insert(at, group)

    def drop_empty(self) -> None:
        """Remove paragraphs that all sentences have left."""
        self.groups = [g for g in self.groups if not (isinstance(g, Prose) and not g.units)]


def replace_in(group: Group, own: Unit, units: tuple[Unit, ...]) -> Group:
    """Return a group with other units in the place of one."""
    match group:
        case Prose(present):
            return Prose(_replaced(present, own, units))
        case Listing(items):
            changed = tuple(
                replace(item, units=_replaced(item.units, own, units)) for item in items
            )
            return replace(group, items=changed)
        case Solid():
            return group


def _replaced(present: tuple[Unit, ...], own: Unit, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    if own not in present:
        return present
    at = present.index(own)
    return (*present[:at], *units, *present[at + 1 :])


def insert_units(
    present: tuple[Unit, ...], units: Sequence[Unit], after: Unit | None, *, directly: bool
) -> tuple[Unit, ...]:
    """Return a paragraph with sentences put in behind the passage of one of its own.

    ``directly``: right behind that sentence, for one that leans on it. Without a place they go to
    the end. Nothing ever stands behind an announcement, and nothing but what begins its own variant
    in front of all: where there is no other place, the paragraph comes back unchanged.
    """
    if after not in present:
        at = len(present)
    elif directly:
        at = present.index(after) + 1
    else:
        at = 0
        found = False
        for passage in passages_of(present):
            # What was put in from the same variant before stays before.
            if found and passage[0].variant != units[0].variant:
                break
            at += len(passage)
            found = found or after in passage
    while at and is_lead_in(present[at - 1].text):
        # In front of the whole passage that announces, which may begin "It has the following".
        at -= 1
        while at and binding_of(present[at].text) is not Binding.FREE:
            at -= 1
        if at == 0 and units[0].place > 0 and binding_of(present[0].text) is Binding.FREE:
            own = len(present) == 1 or is_lead_in(present[0].text)
            return (*units, *present) if own else present
    return (*present[:at], *units, *present[at:])


__all__ = ["Fate", "GrowingAnswer", "Item", "announces", "insert_units", "replace_in"]
