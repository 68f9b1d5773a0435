"""What the next import will change in Anki, by comparing the notes with the lock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from nnexport.deck.document import NoteId
from nnexport.deck.lock import Lock, LockedNote, locked_notes
from nnexport.exporters.anki.fields import RenderedNote, exported_hashes
from nnexport.exporters.anki.note_types import note_type_hashes
from nnexport.exporters.anki.updates import report_updates


@dataclass(frozen=True, slots=True)
class DeckDiff:
    """Ids of notes, in deck order; ``removed`` in the order of the ids."""

    new: tuple[NoteId, ...] = ()
    changed: tuple[NoteId, ...] = ()
    replaced: tuple[NoteId, ...] = ()
    """Became cloze notes, or are none any more: new notes, beside which the old ones stay."""

    unchanged: tuple[NoteId, ...] = ()
    removed: tuple[NoteId, ...] = ()
    """Were exported and no longer are. Anki keeps them and their history."""

    note_types: tuple[str, ...] = ()
    """Kinds whose look on the card changes."""

    search: str = ""
    """Finds in Anki's browser what the import leaves behind: removed notes and replaced ones."""

    notices: tuple[str, ...] = ()
    """What learners who have the cards should know besides."""

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.replaced or self.removed or self.note_types)


def diff_against_lock(rendered: Sequence[RenderedNote], lock: Lock) -> DeckDiff:
    """Return what an export of these notes changes against the last one."""
    before = {key: note for key, note in locked_notes(lock).items() if note.exported}
    now = exported_hashes(rendered)
    kinds = {note.id: note.kind for note in rendered}
    differing = [key for key in now if key in before and before[key].exported != now[key]]
    replaced = tuple(key for key in differing if before[key].kind != kinds[key])
    removed = tuple(key for key in before if key not in now)
    looks = {stamp.kind: stamp.hash for stamp in lock.note_types}
    return DeckDiff(
        new=tuple(key for key in now if key not in before),
        changed=tuple(key for key in differing if key not in replaced),
        replaced=replaced,
        unchanged=tuple(key for key in now if key in before and key not in {*differing}),
        removed=removed,
        note_types=tuple(
            kind
            for kind, look in note_type_hashes().items()
            if kind in looks and looks[kind] != look
        ),
        notices=tuple(f"{each.message}; {each.help}" for each in report_updates(rendered, lock)),
        search=search_for(_numbers(before[key] for key in (*replaced, *removed))),
    )


def _numbers(notes: Iterable[LockedNote]) -> list[int]:
    return [note.created for note in notes if note.created is not None]


def search_for(numbers: Iterable[int]) -> str:
    """Return what to type into Anki's browser to see the notes of these numbers; empty for none."""
    listed = ",".join(map(str, numbers))
    return f"nid:{listed}" if listed else ""


TITLES = {
    "new": "new, added by the next import",
    "changed": "changed, updated in place: the schedule stays, a learner's edits of them do not",
    "replaced": "of another kind now: new notes, and the old ones stay",
    "removed": "no longer exported; Anki keeps them until you delete them there",
}


def format_diff(diff: DeckDiff) -> str:
    """Return the diff for people: a heading with a count for each group, an id a line.

    Shape: without a final newline; ends with the number of unchanged notes.
    """
    lines: list[str] = []
    for group, sign in (("new", "+"), ("changed", "~"), ("replaced", "*"), ("removed", "-")):
        ids = getattr(diff, group)
        if ids:
            lines.append(f"{len(ids)} {TITLES[group]}:")
            lines.extend(f"  {sign} {note_id}" for note_id in ids)
    lines.extend(format_search(diff.search))
    lines.extend(diff.notices)
    lines.extend(format_look(kind) for kind in diff.note_types)
    lines.append(f"{len(diff.unchanged)} unchanged")
    return "\n".join(lines)


def format_search(search: str) -> list[str]:
    """Return the line that says how to find in Anki what stays there; none if nothing does."""
    return [f"to see in Anki what stays there, search its browser for: {search}"] * bool(search)


def format_look(kind: str) -> str:
    """Return the line for a note type whose templates or styling are replaced."""
    return f"the look of {kind} cards changes; a learner's own changes of it are replaced"


def diff_to_json(diff: DeckDiff) -> str:
    """Return the diff for programs: an object with a list of ids for each group."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2)
