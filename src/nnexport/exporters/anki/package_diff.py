"""What an import will change in a collection that looks like a package: an old build of the deck,
or what a learner exported from Anki.

It follows Anki's own rules, with the options that Anki offers: a note is known by its GUID, and
updated if the package has a later time; one whose note type has other fields or templates is not
touched. What a learner changed is known where their copy is later than any that we exported.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import CARD_KINDS, Deck, NoteId
from nnexport.deck.identity import derive_guid
from nnexport.deck.lock import Lock, locked_notes
from nnexport.diagnostics import harmless
from nnexport.errors import FileError
from nnexport.exporters.anki.diff import search_for
from nnexport.exporters.anki.fields import RenderedNote
from nnexport.exporters.anki.note_changes import NoteChange, compare_note, is_edited, with_edits
from nnexport.exporters.anki.note_types import NOTE_TYPES, NoteType
from nnexport.exporters.anki.reading import Package, PackageNote, PackageNoteType, Part


@dataclass(frozen=True, slots=True)
class Leftover:
    """A note of the package that is ours and that this deck exports no longer."""

    id: NoteId
    guid: str
    number: int
    title: str
    """Its first field as text."""


@dataclass(frozen=True, slots=True)
class PackageDiff:
    """What an import changes, in deck order."""

    against: str
    """The package's path."""

    is_export: bool
    """Anki wrote it: what is later there, a learner edited."""

    new: tuple[NoteId, ...] = ()
    changed: tuple[NoteChange, ...] = ()
    kept: tuple[NoteChange, ...] = ()
    """Differ from ours and are later: the import leaves them as they are."""

    conflicting: tuple[NoteId, ...] = ()
    """Are there with a note type that is not ours any more: Anki imports none of them."""

    unchanged: tuple[NoteId, ...] = ()
    replaced: tuple[Leftover, ...] = ()
    """Are of another kind now: the new note comes beside this one."""

    removed: tuple[Leftover, ...] = ()
    unknown: int = 0
    """Notes of our note types that this deck and its lock know nothing of."""

    note_types: tuple[str, ...] = ()
    """Kinds whose templates or styling are replaced."""

    foreign_types: tuple[tuple[str, str], ...] = ()
    """Names of note types whose fields or templates differ from ours, and in what."""

    moved: tuple[tuple[str, str, int], ...] = ()
    """Deck there, our deck, how many notes: cards stay where they are, new ones come to ours."""

    search: str = ""
    """Finds in Anki's browser what the import leaves behind."""


def diff_against_package(
    rendered: Sequence[RenderedNote],
    before: Lock,
    after: Lock,
    package: Package,
    base: Package | None = None,
) -> PackageDiff:
    """Return what an import of these notes changes where the package is now.

    ``before``, ``after``: the lock without and with this export. ``base``: what was imported there
    last; it tells the edits of a learner from ours, field by field.
    """
    differences = {
        kind: difference
        for kind in dict.fromkeys(note.kind for note in rendered)
        if (difference := _schema_difference(NOTE_TYPES[kind], package))
    }
    known, stamps = locked_notes(before), locked_notes(after)
    groups: dict[str, list[NoteId]] = {"new": [], "conflicting": [], "unchanged": []}
    changed: list[NoteChange] = []
    kept: list[NoteChange] = []
    for note in rendered:
        theirs = package.notes.get(note.guid)
        if theirs is None:
            groups["new"].append(note.id)
        elif note.kind in differences or theirs.note_type != NOTE_TYPES[note.kind].id:
            groups["conflicting"].append(note.id)
        elif change := compare_note(note, theirs):
            if base is not None and note.guid in base.notes:
                change = with_edits(change, theirs, base.notes[note.guid])
            elif package.is_export:
                change = replace(change, edited=is_edited(note, theirs, known.get(note.id)))
            is_later = (stamps[note.id].mod or 0) > theirs.mod
            (changed if is_later else kept).append(change)
        else:
            groups["unchanged"].append(note.id)
    replaced, removed, unknown = _left_behind(rendered, before, package)
    return PackageDiff(
        against=package.path,
        is_export=package.is_export,
        new=tuple(groups["new"]),
        changed=tuple(changed),
        kept=tuple(kept),
        conflicting=tuple(groups["conflicting"]),
        unchanged=tuple(groups["unchanged"]),
        replaced=replaced,
        removed=removed,
        unknown=unknown,
        note_types=_new_looks(after, package, {note.kind for note in rendered} - {*differences}),
        foreign_types=tuple((NOTE_TYPES[kind].name, each) for kind, each in differences.items()),
        moved=_moved(rendered, package),
        search=search_for(each.number for each in (*replaced, *removed)),
    )


# --- what stays behind ---------------------------------------------------------------------------


def require_related(
    package: Package, rendered: Iterable[RenderedNote], lock: Lock, deck: Deck
) -> None:
    """Refuse a package without any note that this deck has or had: :class:`FileError`."""
    if not _known_guids(lock, rendered).keys().isdisjoint(package.notes):
        return
    decks = sorted({name for note in package.notes.values() for name in note.decks})
    shown = ", ".join(f"“{name}”" for name in decks[:5]) + (" …" if len(decks) > 5 else "")
    raise FileError(
        f"this package holds no note of the deck “{deck.title}”",
        path=package.path,
        help=f"it holds {harmless(shown) or 'no notes at all'}; name a package of this deck",
    )


def _known_guids(lock: Lock, rendered: Iterable[RenderedNote]) -> dict[str, NoteId]:
    """Return all GUIDs that these notes and those of the lock have or can have had.

    Of a note that was never exported as what it is now, the lock knows the id alone.
    """
    ids = [*(note.id for note in lock.notes if note.exported), *(note.id for note in rendered)]
    return {
        derive_guid(lock.deck, kind, note_id): note_id
        for note_id in dict.fromkeys(ids)
        for kind in CARD_KINDS
    }


def _left_behind(
    rendered: Sequence[RenderedNote], lock: Lock, package: Package
) -> tuple[tuple[Leftover, ...], tuple[Leftover, ...], int]:
    """Return the package's notes that an import does not touch: replaced, removed, unknown ones."""
    exported = {note.guid for note in rendered}
    ids = {note.id for note in rendered}
    known = _known_guids(lock, rendered)
    types = {each.id for each in NOTE_TYPES.values()}
    replaced: list[Leftover] = []
    removed: list[Leftover] = []
    unknown = 0
    for guid, theirs in package.notes.items():
        if guid in exported:
            continue
        if guid not in known:
            unknown += theirs.note_type in types
            continue
        leftover = Leftover(known[guid], guid, theirs.number, _title(theirs))
        (replaced if known[guid] in ids else removed).append(leftover)
    return tuple(replaced), tuple(removed), unknown


def _title(note: PackageNote) -> str:
    text = " ".join(html.unescape(re.sub("<[^>]*>", " ", note.fields[0])).split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


_LONGEST_TITLE = 70


def _moved(rendered: Iterable[RenderedNote], package: Package) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for note in rendered:
        theirs = package.notes.get(note.guid)
        for deck in theirs.decks if theirs else ():
            if deck.casefold() != note.deck_name.casefold():
                counts[deck, note.deck_name] += 1
    return tuple((*decks, count) for decks, count in sorted(counts.items()))


# --- note types ----------------------------------------------------------------------------------


def _schema_difference(ours: NoteType, package: Package) -> str:
    """Return in what a note type differs there, so that Anki takes it for another one; or nothing.

    Shape: such as ``the field “Mnemonic”``.
    """
    theirs = package.note_types.get(ours.id)
    if theirs is None:
        return ""
    lists = (
        ("field", tuple(Part(each.name, each.id) for each in ours.fields), theirs.fields),
        ("card type", (Part(ours.template_name, ours.template_id),), theirs.templates),
    )
    for what, own, other in lists:
        if len(own) == len(other) and all(map(Part.is_same, own, other)):
            continue
        more = [each.name for each in other if not any(map(each.is_same, own))]
        fewer = [each.name for each in own if not any(map(each.is_same, other))]
        if more or fewer:
            return f"the {what} “{(more or fewer)[0]}”"
        return f"the order of its {what}s"
    return ""


def _new_looks(after: Lock, package: Package, kinds: Collection[str]) -> tuple[str, ...]:
    """Return the kinds whose templates, styling or names of fields the import replaces."""
    stamps = {stamp.kind: stamp.mod for stamp in after.note_types}
    found = []
    for kind, ours in NOTE_TYPES.items():
        theirs = package.note_types.get(ours.id)
        if kind in kinds and theirs is not None and stamps[kind] > theirs.mod:
            found += [] if has_look(ours, theirs) else [kind]
    return tuple(found)


def has_look(ours: NoteType, theirs: PackageNoteType) -> bool:
    """Tell whether a note type is shown there as ours is: styling, templates, names of fields."""
    names = [each.name for each in ours.fields]
    template = Part(ours.template_name, ours.template_id, (ours.front, ours.back))
    return (names, [template], ours.css) == (
        [each.name for each in theirs.fields],
        [*theirs.templates],
        theirs.css,
    )
