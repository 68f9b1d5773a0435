"""Answers to one question that say the opposite of each other (NN218)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnexport.checking.findings import Checked, Finding
from nnexport.deck.document import Deck, Note, Variant
from nnexport.merging.answers import answer_weights
from nnexport.merging.contradictions import Contradiction, find_contradictions

_SHOWN = 3
"""Contradictions of one question that are named; more say nothing new."""


def find_contradictory_answers(notes: Sequence[Checked], deck: Deck) -> Iterator[Finding]:
    """Yield the statements of two variants of which one must be wrong (NN218)."""
    asked = [each.note for each in notes if len(each.note.variants) > 1]
    if not asked:
        return
    weights = answer_weights(deck)
    for note in asked:
        texts = [variant.text for variant in note.variants]
        found = find_contradictions(texts, weights, note.question)
        for each in found[:_SHOWN]:
            yield _finding(note, each)


def _finding(note: Note, found: Contradiction) -> Finding:
    first, second = note.variants[found.first], note.variants[found.second]
    message = (
        f"{_place(first)} says “{_cut(found.one)}”, {_place(second)} “{_cut(found.other)}” "
        f"(score {found.score:.2f})"
    )
    help = "find out which is right and correct `answer`; `accept: [NN218]` if both are"
    return Finding("NN218", note, message, help, "variants")


def _place(variant: Variant) -> str:
    return str(variant.place).removesuffix(":")


def _cut(text: str, length: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
