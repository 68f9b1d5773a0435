"""Where each unit of an answer comes from, computed again from the variants.

Nothing of this is stored: the variants are the record, and folding them again gives the same fates.
A unit of the answer that no variant has was written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnexport.deck.document import Note, Variant
from nnexport.deck.question import shorten_title
from nnexport.merging.folding.contradictions import find_contradictions
from nnexport.merging.folding.fold import fold_answers
from nnexport.merging.folding.outline import outline_answer, units_of


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of one unit."""

    text: str
    variants: tuple[Variant, ...]
    """Those that say it in these words; none for a unit written by hand."""

    status: str
    """``kept``, ``folded``, ``cut``, ``contradiction`` or ``edited``."""

    covered_by: str = ""
    """What covers a folded unit, or contradicts a kept one."""

    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A note's answer, unit by unit: those that it shows, then those that it does not."""

    note: Note
    units: tuple[Origin, ...]


def explain_answer(note: Note, weights: Mapping[str, float]) -> Explanation:
    """Return the origin of each unit of a note's answer, and the fate of all others."""
    texts = [variant.text for variant in note.variants]
    truncated = ["truncated" in variant.flags for variant in note.variants]
    folded = fold_answers(texts, truncated, weights, note.question)
    said: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for unit in units_of(outline_answer(text, index)):
            said.setdefault(_key(unit.text), []).append(index)
    against: dict[str, tuple[str, float]] = {}
    for each in find_contradictions(texts, weights, note.question):
        against.setdefault(_key(each.one), (each.other, each.score))
        against.setdefault(_key(each.other), (each.one, each.score))
    shown: list[Origin] = []
    keys: set[str] = set()
    for unit in units_of(outline_answer(note.answer, 0)):
        keys.add(_key(unit.text))
        indices = sorted(set(said.get(_key(unit.text), ())))
        variants = tuple(note.variants[index] for index in indices)
        if variants and _key(unit.text) in against:
            shown.append(Origin(unit.text, variants, "contradiction", *against[_key(unit.text)]))
        else:
            shown.append(Origin(unit.text, variants, "kept" if variants else "edited"))
    hidden = [
        Origin(fate.text, (note.variants[fate.variant],), fate.status, fate.covered_by, fate.score)
        for fate in folded.fates
        if _key(fate.text) not in keys and fate.status != "kept"
    ]
    return Explanation(note, (*shown, *hidden))


def _key(text: str) -> str:
    return " ".join(text.split())


def explanation_json(explanation: Explanation) -> dict[str, object]:
    """Return an explanation for programs."""
    return {
        "id": explanation.note.id,
        "units": [
            {
                "text": origin.text,
                "origins": [
                    {
                        "source": variant.place.source,
                        "lines": str(variant.place).split(":", 1)[1],
                    }
                    for variant in origin.variants
                ],
                "status": origin.status,
                "covered_by": origin.covered_by or None,
                "score": origin.score,
            }
            for origin in explanation.units
        ],
    }


_SHOWN_WIDTH = 96


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation for people: each unit with its source below it."""
    note = explanation.note
    lines = [f"{note.id}: {shorten_title(note.question)}", ""]
    for origin in explanation.units:
        sign = {"kept": " ", "edited": "*", "folded": "=", "cut": "x", "contradiction": "!"}[
            origin.status
        ]
        lines.append(f"{sign} {_shorten(origin.text)}")
        places = ", ".join(str(variant.place) for variant in origin.variants)
        if origin.status == "folded":
            lines.append(
                f"    {places}; {origin.score:.2f} covered by: {_shorten(origin.covered_by)}"
            )
        elif origin.status == "cut":
            lines.append(f"    {places}; broken off, left out")
        elif origin.status == "contradiction":
            lines.append(
                f"    {places}; {origin.score:.2f} contradicted by: {_shorten(origin.covered_by)}"
            )
        else:
            lines.append(f"    {places or 'written by hand'}")
    signs = "  kept   = folded into another   x cut   ! contradicted   * written by hand"
    return "\n".join([*lines, "", signs]) + "\n"


def _shorten(text: str) -> str:
    text = _key(text)
    return text if len(text) <= _SHOWN_WIDTH else text[: _SHOWN_WIDTH - 1] + "…"
