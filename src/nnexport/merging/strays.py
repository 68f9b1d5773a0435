"""What a git merge put where it does not belong: variants to another question, and questions back
into a deck that a person deleted on one side.

Where the additions of two branches have some lines in common, git takes them for the same lines,
and what follows them on one side can end up behind a block of the other. The lock knows which
question ``ingest`` had written each variant to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nnexport.deck.document import Deck, Note, NoteId, Variant
from nnexport.deck.lock import Lock, LockedNote, hash_text, locked_notes


def bring_home(deck: Deck, lock: Lock) -> Deck:
    """Return a deck with each variant at the question that ``ingest`` wrote it to, and without the
    questions that one side deleted and the other left as ``ingest`` wrote them."""
    if not lock.is_merge:
        return deck
    deleted = {each.id for each in lock.removed if each.by == "user"}
    records = locked_notes(lock)
    kept = (n for n in deck.notes if n.id not in deleted or _is_edited(n, records.get(n.id)))
    deck = replace(deck, notes=tuple(kept))
    owners = _owners(lock)
    present = {note.id for note in deck.notes}
    strays: dict[NoteId, list[Variant]] = {}
    notes: list[Note] = []
    for note in deck.notes:
        stay: list[Variant] = []
        for variant in note.variants:
            home = _home_of(variant, note.id, owners)
            (strays.setdefault(home, []) if home in present and home != note.id else stay).append(
                variant
            )
        notes.append(replace(note, variants=tuple(stay)))
    homed = (replace(n, variants=_with(n, strays.get(n.id, []))) for n in notes)
    return replace(deck, notes=tuple(homed))


def _is_edited(note: Note, record: LockedNote | None) -> bool:
    if record is None:
        return True
    return (
        hash_text(note.question) not in record.written("question")
        or hash_text(note.answer) not in record.written("answer")
        or any(variant.edited for variant in note.variants)
    )


def _owners(lock: Lock) -> Mapping[str, frozenset[NoteId]]:
    """Return the notes that a variant was written to, by the beginning of its hash."""
    owners: dict[str, set[NoteId]] = {}
    for note in lock.notes:
        for each in (hash_ for all in note.written("variants") for hash_ in all.split("-")):
            owners.setdefault(each, set()).add(note.id)
    return {each: frozenset(ids) for each, ids in owners.items()}


def _home_of(variant: Variant, here: NoteId, owners: Mapping[str, frozenset[NoteId]]) -> NoteId:
    found = owners.get(hash_text(variant.text)[:8], frozenset())
    return here if here in found or len(found) != 1 else next(iter(found))


def _with(note: Note, strays: list[Variant]) -> tuple[Variant, ...]:
    known = {variant.place for variant in note.variants}
    return (*note.variants, *(each for each in strays if each.place not in known))
