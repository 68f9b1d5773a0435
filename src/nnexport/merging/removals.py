"""Notes that leave the deck, and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from nnexport.deck.document import Note, NoteId, SectionId
from nnexport.deck.lock import Generated, LockedNote, Removed, with_wordings


def remember(note: Note) -> Removed:
    """Return what is kept of a note that is in no source any more."""
    values = {
        "number": note.number,
        "section": note.section or "",
        "tags": " ".join(note.tags),
        "answer_from": note.answer_from,
        "cards": note.cards,
        "accept": " ".join(note.accept),
        "skip": "true" if note.skip else "",
    }
    kept = tuple((key, value) for key, value in values.items() if value)
    removed = Removed(note.id, "source", note.question, kept)
    return with_wordings(removed, [note.question, *(each.asked for each in note.variants)])


def revive(removed: Removed) -> Note:
    """Return the note that a removal remembers, without its texts: the sources give them."""
    kept = dict(removed.kept)
    return Note(
        removed.id,
        question="",
        answer="",
        number=kept.get("number", ""),
        section=SectionId(kept["section"]) if "section" in kept else None,
        tags=tuple(kept.get("tags", "").split()),
        answer_from=kept.get("answer_from", ""),
        cards=kept.get("cards", ""),
        accept=tuple(kept.get("accept", "").split()),
        skip="skip" in kept,
    )


def revived_record(record: LockedNote | None, removed: Removed | None, id: NoteId) -> LockedNote:
    """Return what the lock remembers of a note that comes back.

    Its texts are made anew; tags and section that a person took away stay away, where the removal
    tells what the note had.
    """
    record = record or LockedNote(id)
    old = record.generated
    known = removed is not None and bool(removed.question)
    generated = Generated(tags=old.tags, section=old.section) if known else Generated()
    return replace(record, generated=generated, others=())
