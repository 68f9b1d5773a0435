"""Rendered notes and the lock → the lock after their export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nnexport.deck.lock import Lock, stamp_notes, with_traits
from nnexport.exporters.anki.decks import parent_deck_name
from nnexport.exporters.anki.fields import RenderedNote, exported_hashes
from nnexport.exporters.anki.looks import look_dates
from nnexport.exporters.anki.note_types import note_type_hashes


def stamp_rendered(lock: Lock, rendered: Sequence[RenderedNote], clock_s: int) -> Lock:
    """Return the lock after an export of these notes at ``clock_s``, in Unix seconds."""
    clozes = {note.id: note.deletions for note in rendered if note.kind == "cloze"}
    hashes, looks = exported_hashes(rendered), note_type_hashes()
    stamped = stamp_notes(lock, hashes, looks, clock_s, clozes, look_dates())
    names = [parent_deck_name(note.deck_name, note.subdeck) for note in rendered[:1]]
    traits = with_traits(stamped, clozes, {note.id: note.subdeck for note in rendered})
    return replace(traits, anki=names[0] if names else lock.anki)
