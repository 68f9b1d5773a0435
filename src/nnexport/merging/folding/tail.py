"""The broken end of a truncated answer: its last half sentence, and what is left hanging by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nnexport.deck.prose import ends_sentence, is_lead_in
from nnexport.merging.folding.outline import (
    Group,
    Item,
    Listing,
    Prose,
    Solid,
    outline_answer,
    render_outline,
    without_units,
)
from nnexport.merging.folding.units import Unit, make_unit


def cut_tail(groups: Sequence[Group]) -> tuple[list[Group], tuple[Unit, ...]]:
    """Return an outline without its broken end, and the units that were cut.

    One half sentence is cut, never a whole one; then a label, a heading or a lead-in that nothing
    follows any more. Code, tables and formulas stay as they are.
    """
    kept = list(groups)
    if not kept:
        return kept, ()
    cut: list[Unit] = []
    last = kept[-1]
    match last:
        case Prose(units) if units and _is_broken(units[-1]):
            cut.append(units[-1])
            kept[-1] = Prose(units[:-1])
        case Listing(items) if items:
            item, cut = _cut_item(items[-1])
            kept[-1] = replace(last, items=(*items[:-1], item))
        case _:
            pass
    kept = without_units(kept)
    if cut:
        _cut_lead_ins(kept, cut)
    return kept, tuple(reversed(cut))


def _is_broken(unit: Unit) -> bool:
    """Tell whether a unit is half a sentence: several lines without full stops are a list."""
    return not ends_sentence(unit.text) and "\n" not in unit.text


def _cut_item(item: Item) -> tuple[Item, list[Unit]]:
    if item.below is not None:
        inner, lost = cut_tail(outline_answer(item.below.text, item.below.variant))
        if not lost:
            return item, []
        text = render_outline(inner)
        rest = make_unit(text, item.below.variant, item.below.place) if text else None
        gone = " ".join(unit.text for unit in lost)
        # Half of the nested text is kept and half is cut: the cut half is a unit of its own.
        return replace(item, below=rest), [make_unit(gone, item.below.variant, -1)]
    if item.units:
        if not _is_broken(item.units[-1]):
            return item, []
        cut = [item.units[-1]]
        item = replace(item, units=item.units[:-1])
    else:
        cut = []
    if not item.units and item.label is not None:
        cut.append(item.label)
        item = replace(item, label=None)
    return item, cut


def _cut_lead_ins(groups: list[Group], cut: list[Unit]) -> None:
    """Cut what announced the part that is gone."""
    while groups:
        last = groups[-1]
        if isinstance(last, Solid) and last.is_heading:
            cut.append(last.unit)
            groups.pop()
        elif isinstance(last, Prose) and is_lead_in(last.units[-1].text):
            cut.append(last.units[-1])
            groups[-1:] = [Prose(last.units[:-1])] if last.units[:-1] else []
        else:
            break
