"""A note's variants: as the sources give them now, and what a person made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Document, Entry, Note, Place, SourceId, Variant
from nnexport.deck.lock import LockedNote
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.edits import Witness, variant_was_edited


def read_variant(document: Document, entry: Entry, note: Note) -> Variant:
    """Return an entry's answer as a variant of a note."""
    source = document.source.id
    return Variant(
        place=Place(source, entry.answer_lines),
        text=entry.answer,
        number=entry.number if entry.number != note.number else "",
        asked=entry.question if entry.question != note.question else "",
        asked_place=Place(source, entry.question_lines) if entry.question_lines else None,
        flags=entry.flags,
    )


@dataclass(frozen=True, slots=True)
class VariantKeeper:
    """Puts freshly read variants in the place of those that the deck has."""

    witness: Witness
    sources: frozenset[SourceId]
    """Those that were read."""

    unchanged: frozenset[SourceId]
    """Those whose file is as it was."""

    def keep(
        self, note: Note, record: LockedNote, fresh: Sequence[Variant]
    ) -> tuple[tuple[Variant, ...], tuple[Diagnostic, ...]]:
        """Return the answers as the sources give them now; one edited by hand stays.

        Errors: NN105.
        """
        left = list(note.variants)
        variants: list[Variant] = []
        said: list[Diagnostic] = []
        for variant in fresh:
            before = _same_variant(variant, fresh, note.variants, left)
            if before is not None:
                left.remove(before)
                variant = self._with_edit(note, record, variant, before, said)
            variants.append(variant)
        variants.extend(self._left(note, record, left, said))
        return tuple(variants), tuple(said)

    def _left(
        self,
        note: Note,
        record: LockedNote,
        left: Sequence[Variant],
        said: list[Diagnostic],
    ) -> Iterator[Variant]:
        """Yield the edited variants that no source gives any more, as long as theirs is listed."""
        for variant in left:
            if variant_was_edited(variant.text, record, self.witness, is_unchanged=False):
                variant = replace(variant, edited=True)
            if variant.edited and variant.place.source in self.sources:
                yield variant
            elif variant.edited:
                message = f"the edited variant {variant.place} leaves the deck with its source"
                help_line = "copy it into the answer if you need it"
                said.append(Diagnostic("NN105", Span(""), message, help_line, note=note.id))

    def _with_edit(
        self,
        note: Note,
        record: LockedNote,
        fresh: Variant,
        before: Variant,
        said: list[Diagnostic],
    ) -> Variant:
        """Return a variant as its source gives it, or as a person left it in the deck."""
        if before.edited:
            return replace(fresh, text=before.text, edited=True)
        is_unchanged = fresh.place.source in self.unchanged
        if before.text == fresh.text or not variant_was_edited(
            before.text, record, self.witness, is_unchanged=is_unchanged
        ):
            return fresh
        message = f"the variant {fresh.place} was edited and stays"
        help_line = "better edit `answer`; delete the variant to have it read again"
        said.append(Diagnostic("NN105", Span(""), message, help_line, note=note.id))
        return replace(fresh, text=before.text, edited=True)


def _same_variant(
    variant: Variant, fresh: Sequence[Variant], old: Sequence[Variant], left: Sequence[Variant]
) -> Variant | None:
    """Return the variant of the deck that a newly read one was before: that of its place, or, where
    the lines have moved, the one of the same rank in its source.

    ``left`` are those that no other one was before: on one long line there may be several.
    """
    source = variant.place.source
    before = [each for each in old if each.place.source == source]
    for each in left:
        if each.place == variant.place:
            return each
    now = [each for each in fresh if each.place.source == source]
    known = {each.place for each in before}
    if len(now) != len(before) or any(each.place in known for each in now):
        return None
    return before[next(rank for rank, each in enumerate(now) if each is variant)]
