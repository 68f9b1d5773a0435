"""What the next import will change in Anki, by comparing the notes with the lock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nnexport.deck.document import NoteId
from nnexport.deck.lock import Lock, locked_notes
from nnexport.exporters.anki.fields import RenderedNote, exported_hashes
from nnexport.exporters.anki.note_types import note_type_hashes


@dataclass(frozen=True, slots=True)
class DeckDiff:
    """Ids of notes, in deck order; ``removed`` in the order of the ids."""

    new: tuple[NoteId, ...] = ()
    changed: tuple[NoteId, ...] = ()
    unchanged: tuple[NoteId, ...] = ()
    removed: tuple[NoteId, ...] = ()
    """Were exported and no longer are. Anki keeps them and their history."""

    note_types: tuple[str, ...] = ()
    """Kinds whose look on the card changes."""

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.removed or self.note_types)


def diff_against_lock(rendered: Sequence[RenderedNote], lock: Lock) -> DeckDiff:
    """Return what an export of these notes changes against the last one."""
    before = {note_id: note.exported for note_id, note in locked_notes(lock).items()}
    now = exported_hashes(rendered)
    looks = {stamp.kind: stamp.hash for stamp in lock.note_types}
    return DeckDiff(
        new=tuple(key for key in now if not before.get(key)),
        changed=tuple(key for key in now if before.get(key) and before[key] != now[key]),
        unchanged=tuple(key for key in now if before.get(key) == now[key]),
        removed=tuple(key for key in before if before[key] and key not in now),
        note_types=tuple(
            kind
            for kind, look in note_type_hashes().items()
            if kind in looks and looks[kind] != look
        ),
    )


_TITLES = {
    "new": "new, added by the next import",
    "changed": "changed, updated in place; the schedule stays",
    "removed": "no longer exported; Anki keeps them until you delete them there",
}


def format_diff(diff: DeckDiff) -> str:
    """Return the diff for people: a heading with a count for each group, an id a line.

    Shape: without a final newline; ends with the number of unchanged notes.
    """
    lines: list[str] = []
    for group, sign in (("new", "+"), ("changed", "~"), ("removed", "-")):
        ids = getattr(diff, group)
        if ids:
            lines.append(f"{len(ids)} {_TITLES[group]}:")
            lines.extend(f"  {sign} {note_id}" for note_id in ids)
    lines.extend(f"the look of {kind} cards changes" for kind in diff.note_types)
    lines.append(f"{len(diff.unchanged)} unchanged")
    return "\n".join(lines)


def diff_to_json(diff: DeckDiff) -> str:
    """Return the diff for programs: an object with a list of ids for each group."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2)
