"""A comparison with a package, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from nnexport.diagnostics import harmless
from nnexport.exporters.anki.diff import TITLES, format_look, format_search
from nnexport.exporters.anki.note_changes import NoteChange
from nnexport.exporters.anki.package_diff import Leftover, PackageDiff


def package_diff_to_json(diff: PackageDiff) -> str:
    """Return the comparison for programs: an object with a list for each group."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2)


def format_package_diff(diff: PackageDiff) -> str:
    """Return the comparison for people: a heading with a count for each group, a note a line.

    Shape: without a final newline; ends with the number of unchanged notes.
    """
    lines = (
        *_group(len(diff.new), TITLES["new"], (f"+ {each}" for each in diff.new)),
        *_group(len(diff.changed), TITLES["changed"], map(_changed, diff.changed)),
        *_group(len(diff.kept), _KEPT, map(_kept, diff.kept)),
        *_remedy(diff),
        *_group(len(diff.conflicting), _CONFLICTING, (f"! {e}" for e in diff.conflicting)),
        *_foreign_types(diff),
        *_group(len(diff.replaced), TITLES["replaced"], map(_replaced, diff.replaced)),
        *_group(len(diff.removed), TITLES["removed"], map(_removed, diff.removed)),
        *format_search(diff.search),
        *map(format_look, diff.note_types),
        *_moved(diff),
        *_unknown(diff),
        f"{len(diff.unchanged)} unchanged",
    )
    return "\n".join(map(harmless, lines))


_KEPT = "different, but changed later there than here: the import leaves them as they are"
_CONFLICTING = "of another note type there: the import leaves them as they are"


def _group(count: int, title: str, lines: Iterable[str]) -> Iterator[str]:
    if count:
        yield f"{count} {title}:"
        yield from (f"  {line}" for line in lines)


def _remedy(diff: PackageDiff) -> Iterator[str]:
    # What a learner edited is theirs; a package of ours that is later means that the lock is older.
    if diff.kept and not diff.is_export:
        yield f"    help: if learners have it: nnexport anki DECK.yaml --after {diff.against}"


def _changed(change: NoteChange) -> str:
    fate = ", and that is overwritten" if change.edited else ""
    return f"~ {_differing(change)}{_edited(change)}{fate}"


def _kept(change: NoteChange) -> str:
    return f"= {_differing(change)}{_edited(change) if change.edited_fields else ''}"


def _edited(change: NoteChange) -> str:
    """Return what was edited in Anki, as far as it is known; or nothing."""
    if not change.edited:
        return ""
    tags = [f"tags {' '.join(change.own_tags)}"] if change.own_tags else []
    what = ", ".join([*change.edited_fields, *tags])
    return f"; edited in Anki{': ' if what else ''}{what}"


def _differing(change: NoteChange) -> str:
    added = [f"+{tag}" for tag in change.tags_added]
    tags = " ".join([*added, *(f"-{tag}" for tag in change.tags_lost)])
    parts = [*change.fields, *([f"tags {tags}"] if tags else [])]
    return f"{change.id}: {', '.join(parts)}"


def _foreign_types(diff: PackageDiff) -> Iterator[str]:
    for name, difference in diff.foreign_types:
        yield f"the note type “{name}” differs there by {difference}"
    if diff.foreign_types:
        yield (
            "    help: undo that in Anki, or import with “Merge note types” on and “Update notes” "
            "set to “Always”; back up first"
        )


def _replaced(note: Leftover) -> str:
    return f"* {note.id}: {note.title}"


def _removed(note: Leftover) -> str:
    return f"- {note.id}: {note.title}"


def _moved(diff: PackageDiff) -> Iterator[str]:
    for there, here, count in diff.moved:
        yield f"cards of {_notes(count)} are in “{there}” there and stay; new ones go to “{here}”"


def _unknown(diff: PackageDiff) -> Iterator[str]:
    if diff.unknown:
        yield (
            f"{_notes(diff.unknown)} more of our note types there: of another deck, or of this "
            "one and no longer in its lock"
        )


def _notes(count: int) -> str:
    return f"{count} note" if count == 1 else f"{count} notes"
