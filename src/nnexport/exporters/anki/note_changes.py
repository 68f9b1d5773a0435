"""In what a note of ours differs from its copy in a package, and what of that a learner wrote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import NoteId
from nnexport.deck.lock import LockedNote
from nnexport.exporters.anki.fields import RenderedNote, exported_hash
from nnexport.exporters.anki.note_types import NOTE_TYPES
from nnexport.exporters.anki.reading import PackageNote


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note that is in the package and differs from ours."""

    id: NoteId
    guid: str
    number: int
    """Anki's id of the note in the package."""

    fields: tuple[str, ...] = ()
    """Names of the fields that differ."""

    tags_added: tuple[str, ...] = ()
    tags_lost: tuple[str, ...] = ()
    """Tags of the copy in the package that ours lacks."""

    edited: bool = False
    """The copy, in an export of Anki, was changed there."""

    edited_fields: tuple[str, ...] = ()
    """Names of the fields that were changed there, as far as that is known: these need not differ
    from ours."""

    own_tags: tuple[str, ...] = ()
    """Tags that were added there, as far as that is known."""


def compare_note(note: RenderedNote, theirs: PackageNote) -> NoteChange | None:
    """Return how our note differs from its copy; ``None`` if it does not."""
    fields = _differing(note.kind, note.fields, theirs.fields)
    added, lost = _missing(note.tags, theirs.tags), _missing(theirs.tags, note.tags)
    if not (fields or added or lost):
        return None
    return NoteChange(note.id, note.guid, theirs.number, fields, added, lost)


def with_edits(change: NoteChange, theirs: PackageNote, base: PackageNote) -> NoteChange:
    """Return the change with what was edited there since ``base`` was imported."""
    kinds = {each.id: kind for kind, each in NOTE_TYPES.items()}
    fields = _differing(kinds[theirs.note_type], base.fields, theirs.fields)
    own, taken = _missing(theirs.tags, base.tags), _missing(base.tags, theirs.tags)
    return replace(change, edited=bool(fields or own or taken), edited_fields=fields, own_tags=own)


def is_edited(note: RenderedNote, theirs: PackageNote, known: LockedNote | None) -> bool:
    """Tell whether the copy surely is not as we exported it: later, and with other contents.

    Old versions of Anki give a note that they import the time of the import. ``known``: our last
    export of the note; of what was before it, nothing can be told.
    """
    if known is None or known.mod is None or theirs.mod <= known.mod:
        return False
    return exported_hash(copy_of(note, theirs)) != known.exported


def copy_of(note: RenderedNote, theirs: PackageNote) -> RenderedNote:
    """Return our note with the texts of its copy, in the form in which we would export them."""
    tags = tuple(sorted(theirs.tags, key=str.casefold))
    return replace(note, fields=tuple(map(_composed, theirs.fields)), tags=tags)


def _differing(kind: str, ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the fields that differ. Anki puts letters with accents into one form."""
    names = (each.name for each in NOTE_TYPES[kind].fields)
    triples = zip(names, ours, theirs, strict=False)
    return tuple(name for name, our, their in triples if _composed(our) != _composed(their))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _missing(tags: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the tags that are not among others. Anki knows one spelling of a tag."""
    known = {tag.casefold() for tag in others}
    return tuple(tag for tag in tags if tag.casefold() not in known)
