"""The lock: which notes were exported when, and what ingest last wrote.

To a deck it is what a lock file is to a package manager: committed, readable, written by the tool
only. :func:`stamp_notes` is the only place that decides when Anki will take a note for changed;
:mod:`nnexport.deck.lock_file` has its written form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from nnexport.deck.document import NoteId, SourceId
from nnexport.deck.identity import creation_shift_ms

REMOVERS = ("user", "source")

KEPT = ("number", "section", "tags", "answer_from", "cards", "accept", "skip")
"""What a removal remembers of a question besides its text, in this order."""


@dataclass(frozen=True, slots=True)
class Generated:
    """Hashes of what ingest last wrote; a text that differs now was edited by hand."""

    question: str = ""
    """Empty, like the others, when ingest did not write it."""

    answer: str = ""
    tags: str = ""
    variants: str = ""
    """The first half of each variant's hash, in their order, joined by hyphens."""

    section: str = ""
    """Of the section's title."""

    asked: str = ""
    """Of each other wording in which the sources ask the question, joined by hyphens."""


@dataclass(frozen=True, slots=True)
class LockedDeletion:
    """A number of a cloze note, and what it hid when the note was exported last."""

    number: int
    text: str
    """As shown, on one line; of a long one the beginning and a hash of the whole."""

    gone: bool = False
    """It hid this once and hides nothing now. No other text gets the number."""


@dataclass(frozen=True, slots=True)
class LockedNote:
    """What is remembered of one note. ``created``, ``mod`` and ``exported`` are set together."""

    id: NoteId
    created: int | None = None
    """Unix time in milliseconds, unique in the deck: also Anki's id of the note; ``None`` before
    the first export."""

    mod: int | None = None
    """Unix time in seconds when the exported fields or tags last changed."""

    exported: str = ""
    """Hash of the fields and tags as they are in the package."""

    generated: Generated = Generated()
    numbers: tuple[tuple[SourceId, str], ...] = ()
    """Its printed number in each source."""

    others: tuple[Generated, ...] = ()
    """What ingest wrote on the other side of a merge; never written, gone after the next ingest."""

    kind: str = "basic"
    """``basic`` or ``cloze``: as which it was exported last. The two are two notes in Anki."""

    deletions: tuple[LockedDeletion, ...] = ()
    """Those of the cloze note that it is or once was: in the order of the text, then the gone."""

    subdeck: str = ""
    """Into which it was exported last, without the deck's own name; empty for the deck itself."""

    def written(self, name: str) -> frozenset[str]:
        """Return the hashes of what ingest wrote into a field, on either side of a merge."""
        return frozenset(getattr(each, name) for each in (self.generated, *self.others)) - {""}


@dataclass(frozen=True, slots=True)
class NoteTypeStamp:
    """When the templates and the CSS of a note type last changed."""

    kind: str
    hash: str
    mod: int
    """Unix time in seconds."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that is no longer in the deck."""

    id: NoteId
    by: str
    """``user``: never added again; ``source``: comes back if the sources have it again."""

    question: str = ""
    """As the sources asked it last, to know it again; empty where that is not known."""

    kept: tuple[tuple[str, str], ...] = ()
    """What it had besides its texts, by key: it comes back as it was."""

    asked: tuple[str, ...] = ()
    """All other wordings in which they asked it."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything sorted by id; the functions below keep it so."""

    deck: str
    note_types: tuple[NoteTypeStamp, ...] = ()
    notes: tuple[LockedNote, ...] = ()
    removed: tuple[Removed, ...] = ()
    anki: str = ""
    """Name of the deck in Anki at the last export; empty before the first one."""

    is_merge: bool = False
    """The deck or the lock held both sides of a merge; never written, like the next."""

    united: frozenset[NoteId] = frozenset()
    """The notes that stood there twice."""


# --- changing ------------------------------------------------------------------------------------


def hash_text(*parts: str) -> str:
    """Return 16 hex digits that stand for these texts, and for where one ends."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:16]


def hash_variants(texts: Iterable[str]) -> str:
    """Return the hashes of several texts in one word, each half as long as usual."""
    return "-".join(hash_text(text)[:8] for text in texts)


def locked_notes(lock: Lock) -> dict[NoteId, LockedNote]:
    """Return the notes by id, in the order of their ids; the dict is the caller's own."""
    return {note.id: note for note in lock.notes}


def newest_stamp(lock: Lock) -> int:
    """Return the time of the last change that the lock knows of, in Unix seconds; 0 for none."""
    notes = (note.mod or 0 for note in lock.notes)
    return max((*notes, *(stamp.mod for stamp in lock.note_types)), default=0)


def with_notes(lock: Lock, notes: Iterable[LockedNote]) -> Lock:
    """Return the lock with these notes added, each in the place of the one with its id."""
    merged = locked_notes(lock) | {note.id: note for note in notes}
    return replace(lock, notes=_by_id(merged))


def without_notes(lock: Lock, ids: Collection[NoteId]) -> Lock:
    """Return the lock without the notes of these ids."""
    return replace(lock, notes=tuple(note for note in lock.notes if note.id not in ids))


def with_removed(lock: Lock, removed: Iterable[Removed]) -> Lock:
    """Return the lock with these removals added, each in the place of the one with its id."""
    merged = {each.id: each for each in lock.removed} | {each.id: each for each in removed}
    return replace(lock, removed=tuple(merged[key] for key in sorted(merged)))


def without_answers(lock: Lock, ids: Collection[NoteId]) -> Lock:
    """Return the lock without what ingest wrote into these answers: they are to be made anew."""

    def forget(note: LockedNote) -> LockedNote:
        others = tuple(replace(each, answer="") for each in note.others)
        return replace(note, generated=replace(note.generated, answer=""), others=others)

    notes = (forget(note) if note.id in ids else note for note in lock.notes)
    return replace(lock, notes=tuple(notes))


def without_removed(lock: Lock, ids: Collection[NoteId]) -> Lock:
    """Return the lock without the removals of these ids, because the notes are back."""
    return replace(lock, removed=tuple(each for each in lock.removed if each.id not in ids))


def with_wordings(removed: Removed, questions: Iterable[str]) -> Removed:
    """Return a removal that also knows these wordings; the first of them was asked last."""
    known = (*questions, removed.question, *removed.asked)
    question, *others = dict.fromkeys(filter(None, known)) or [""]
    return replace(removed, question=question, asked=tuple(others))


def unite_locks(locks: Sequence[Lock]) -> Lock:
    """Return one lock that remembers what each side of a merge does; ``locks`` is not empty.

    A note has existed since its earliest creation, and is in Anki as it was exported last. A
    removal by a person outweighs one by a source.
    """
    notes: dict[NoteId, LockedNote] = {}
    removed: dict[NoteId, Removed] = {}
    types: dict[str, NoteTypeStamp] = {}
    united: set[NoteId] = set()
    for lock in locks:
        for note in lock.notes:
            united.update([note.id] if note.id in notes else [])
            notes[note.id] = _unite_notes(notes[note.id], note) if note.id in notes else note
        for each in lock.removed:
            known = removed.get(each.id)
            removed[each.id] = _unite_removed(known, each) if known is not None else each
        for stamp in lock.note_types:
            old = types.get(stamp.kind)
            types[stamp.kind] = _unite_stamps(old, stamp) if old is not None else stamp
    return Lock(
        deck=locks[0].deck,
        note_types=tuple(types[kind] for kind in sorted(types)),
        notes=_by_id(notes),
        removed=tuple(removed[key] for key in sorted(removed)),
        anki=max(locks, key=newest_stamp).anki,
        is_merge=True,
        united=frozenset(united),
    )


def _unite_removed(one: Removed, other: Removed) -> Removed:
    first, second = (other, one) if other.by == "user" else (one, other)
    return with_wordings(first, [first.question, second.question, *second.asked])


def _unite_notes(one: LockedNote, other: LockedNote) -> LockedNote:
    exports = [each for each in (one, other) if each.created is not None and each.mod is not None]
    last = max(exports, key=lambda each: each.mod or 0, default=one)
    texts = dict.fromkeys((one.generated, *one.others, other.generated, *other.others))
    first, *others = [each for each in texts if each != Generated()] or [Generated()]
    return LockedNote(
        id=one.id,
        created=min((each.created or 0 for each in exports), default=None),
        mod=last.mod,
        exported=_unite_hashes(exports, last.mod, last.exported),
        kind=last.kind,
        deletions=_unite_deletions([last, *exports]),
        subdeck=last.subdeck,
        generated=first,
        numbers=tuple((dict(one.numbers) | dict(other.numbers) | dict(one.numbers)).items()),
        others=tuple(others),
    )


def _unite_deletions(sides: Iterable[LockedNote]) -> tuple[LockedDeletion, ...]:
    """Return what the first side remembers; numbers that only another one has are not free."""
    known: dict[int, LockedDeletion] = {}
    for at, side in enumerate(sides):
        for each in side.deletions:
            known.setdefault(each.number, replace(each, gone=each.gone or at > 0))
    return tuple(known.values())


def _unite_stamps(one: NoteTypeStamp, other: NoteTypeStamp) -> NoteTypeStamp:
    last = max(one, other, key=lambda each: each.mod)
    return replace(last, hash=_unite_hashes((one, other), last.mod, last.hash))


def _unite_hashes(sides: Iterable[LockedNote | NoteTypeStamp], mod: int | None, hash: str) -> str:
    """Return what both sides of a merge exported at a time; of two contents, a hash that none has.

    Some learners have the one and some the other, with one ``mod``: whatever the content is after
    the merge, half of them would never get it, if the next export did not take it for changed.
    """
    hashes = {_content_hash(each) for each in sides if each.mod == mod}
    return hash_text(*sorted(hashes)) if len(hashes) > 1 else hash


def _content_hash(side: LockedNote | NoteTypeStamp) -> str:
    return side.hash if isinstance(side, NoteTypeStamp) else side.exported


def stamp_notes(
    lock: Lock,
    exported: Mapping[NoteId, str],
    note_types: Mapping[str, str],
    clock_s: int,
    clozes: Collection[NoteId] = (),
    look_dates: Mapping[str, int] = MappingProxyType({}),
) -> Lock:
    """Return the lock after an export at ``clock_s``.

    A new note gets ``created`` and ``mod``; one whose hash differs gets a later ``mod``, so that
    Anki takes the update; all others keep theirs, so that the learner's own edits stay. Notes that
    are not exported keep their entries: they may come back. A note that becomes a cloze note, or
    is one no longer, is a new one for Anki.

    ``exported``: hash by note id, in deck order. ``note_types``: hash by kind. ``clozes``: which
    of the exported notes are cloze notes. ``look_dates``: times by the hash of a note type, which
    count in place of the clock: the look is that of all decks.
    """
    notes = locked_notes(lock)
    kinds = {note_id: "cloze" if note_id in clozes else "basic" for note_id in exported}
    created = _assign_created(lock, kinds, clock_s)
    for note_id, content in exported.items():
        note = notes.get(note_id) or LockedNote(note_id)
        mod = _next_mod(note.mod, clock_s) if note.exported != content else note.mod
        notes[note_id] = replace(
            note, created=created[note_id], mod=mod, exported=content, kind=kinds[note_id]
        )
    stamps = {stamp.kind: stamp for stamp in lock.note_types}
    for kind, look in note_types.items():
        known = stamps.get(kind)
        if known is None or known.hash != look:
            mod = _next_mod(known.mod if known else None, look_dates.get(look, clock_s))
            stamps[kind] = NoteTypeStamp(kind, look, mod)
    types = tuple(stamps[kind] for kind in sorted(stamps))
    return replace(lock, note_types=types, notes=_by_id(notes))


def with_traits(
    lock: Lock,
    deletions: Mapping[NoteId, tuple[LockedDeletion, ...]],
    subdecks: Mapping[NoteId, str],
) -> Lock:
    """Return the lock with what else it remembers of exported notes: numbers of deletions, decks.

    A note that has no entry in ``deletions`` keeps those that it has.
    """

    def remember(note: LockedNote) -> LockedNote:
        numbers = deletions.get(note.id, note.deletions)
        subdeck = subdecks.get(note.id, note.subdeck)
        if (numbers, subdeck) == (note.deletions, note.subdeck):
            return note  # Almost all of them.
        return replace(note, deletions=numbers, subdeck=subdeck)

    return replace(lock, notes=tuple(map(remember, lock.notes)))


def _next_mod(old: int | None, clock_s: int) -> int:
    return clock_s if old is None else max(old + 1, clock_s)


def _assign_created(lock: Lock, kinds: Mapping[NoteId, str], clock_s: int) -> dict[NoteId, int]:
    """Return the creation time of each exported note, in milliseconds.

    Known ones stay; new ones are consecutive in deck order and end a part of a day before the
    clock, or are later where those times are taken.

    Two branches that exported at the same second can give two notes one time; the second by id gets
    a new one then. Anki finds a note by its GUID, so this changes nothing for a learner.

    ``kinds``: of the exported notes, in deck order.
    """
    notes = locked_notes(lock)
    owners: dict[int, NoteId] = {}
    for note in notes.values():
        if note.created is not None:
            owners.setdefault(note.created, note.id)
    assigned: dict[NoteId, int] = {}
    waiting: list[NoteId] = []
    for note_id, kind in kinds.items():
        known = notes.get(note_id)
        created = known.created if known and known.kind == kind else None
        if created is not None and owners[created] == note_id:
            assigned[note_id] = created
        else:
            waiting.append(note_id)
    shift = creation_shift_ms(lock.deck)
    next_ms = clock_s * 1000 - len(waiting) + 1 - shift
    next_ms = next_ms if next_ms > 0 else 1 + shift
    for note_id in waiting:
        while next_ms in owners:
            next_ms += 1
        assigned[note_id] = next_ms
        next_ms += 1
    return assigned


def _by_id(notes: Mapping[NoteId, LockedNote]) -> tuple[LockedNote, ...]:
    return tuple(notes[key] for key in sorted(notes))
