"""What an export does to the histories that learners have, seen from the lock and from packages.

The lock is only as good as its last commit: it gets lost, is taken from an older commit, or was
written by a computer with a wrong clock. What can be seen of that is said here; what a package that
learners have can teach the lock, it learns.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnexport.deck.cloze import MAX_NUMBER
from nnexport.deck.document import Deck
from nnexport.deck.identity import derive_guid
from nnexport.deck.lock import (
    Lock,
    LockedDeletion,
    LockedNote,
    NoteTypeStamp,
    hash_text,
    locked_notes,
    with_notes,
)
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.anki.fields import RenderedNote, exported_hash
from nnexport.exporters.anki.note_changes import copy_of
from nnexport.exporters.anki.note_types import NOTE_TYPES, note_type_hashes
from nnexport.exporters.anki.package_diff import diff_against_package, has_look
from nnexport.exporters.anki.reading import Package

A_DAY_S = 86_400


def adopt_package(lock: Lock, rendered: Sequence[RenderedNote], package: Package) -> Lock:
    """Return the lock as if this package had been exported with it, where it is the later one.

    The next export is then newer than the package where it says something else, and leaves alone
    what it says too, with the learners' edits of it.
    """
    known = locked_notes(lock)
    adopted: list[LockedNote] = []
    for note in rendered:
        theirs = package.notes.get(note.guid)
        entry = known.get(note.id) or LockedNote(note.id)
        if theirs is None or (entry.mod is not None and entry.mod > theirs.mod):
            continue
        adopted.append(
            replace(
                entry,
                created=entry.created if entry.created is not None else theirs.number,
                mod=theirs.mod,
                exported=exported_hash(copy_of(note, theirs)),
                kind=note.kind,
            )
        )
    return replace(with_notes(lock, adopted), note_types=_adopt_looks(lock, package))


def adopt_deletions(lock: Lock, deck: Deck, package: Package) -> Lock:
    """Return the lock with the numbers that cloze deletions have in a package, where it has none.

    To be done before the notes are rendered: marks are numbered by what the lock remembers.
    """
    known = locked_notes(lock)
    adopted: list[LockedNote] = []
    for note in deck.exported_notes:
        history = note.was or note.id
        entry = known.get(history) or LockedNote(history)
        theirs = package.notes.get(derive_guid(deck.id, "cloze", history))
        if theirs is not None and not entry.deletions:
            adopted.append(replace(entry, deletions=_deletions_in("".join(theirs.fields[:2]))))
    return with_notes(lock, adopted)


_DELETION = re.compile(r"\{\{c(?P<number>\d+)::(?P<text>.*?)(?:::[^{}]*)?\}\}", re.DOTALL)


def _deletions_in(fields: str) -> tuple[LockedDeletion, ...]:
    """Return what each number hides, as far as HTML tells; a deletion is known by resemblance."""
    found: dict[int, LockedDeletion] = {}
    for match in _DELETION.finditer(fields):
        text = " ".join(html.unescape(re.sub("<[^>]*>", "", match["text"])).split())
        if text and int(match["number"]) <= MAX_NUMBER:
            found.setdefault(int(match["number"]), LockedDeletion(int(match["number"]), text[:60]))
    return tuple(found.values())


def _adopt_looks(lock: Lock, package: Package) -> tuple[NoteTypeStamp, ...]:
    looks = note_type_hashes()
    stamps = {stamp.kind: stamp for stamp in lock.note_types}
    for kind, ours in NOTE_TYPES.items():
        theirs = package.note_types.get(ours.id)
        known = stamps.get(kind)
        if theirs is not None and (known is None or known.mod <= theirs.mod):
            # A look that is none of ours any more needs no hash but one that is not ours.
            look = looks[kind] if has_look(ours, theirs) else hash_text(theirs.css)
            stamps[kind] = NoteTypeStamp(kind, look, theirs.mod)
    return tuple(stamps[kind] for kind in sorted(stamps))


# --- what is odd ---------------------------------------------------------------------------------


def check_histories(
    deck: Deck, rendered: Sequence[RenderedNote], before: Lock, after: Lock, today_s: int, path: str
) -> tuple[Diagnostic, ...]:
    """Return what learners would not expect of an export (NN320, NN322 to NN324).

    ``before``, ``after``: the lock without and with it, which is at ``path``. ``today_s``: what the
    clock says, in Unix seconds.
    """
    return (
        *_find_future(rendered, after, today_s, path),
        *_find_renamed_deck(before, after),
        *_find_renamed(rendered, before, after),
        *_find_unknown(deck, rendered, before),
    )


def _find_future(
    rendered: Sequence[RenderedNote], after: Lock, today_s: int, path: str
) -> Iterator[Diagnostic]:
    known = locked_notes(after)
    late = [note.id for note in rendered if (known[note.id].mod or 0) > today_s + A_DAY_S]
    if late:
        count = "1 note is" if len(late) == 1 else f"{len(late)} notes are"
        message = f"{count} dated after today, such as {late[0]}"
        help_line = (
            "correct the clock, or SOURCE_DATE_EPOCH; if nobody has such a package yet, take the "
            "lock of the last commit before it"
        )
        yield Diagnostic("NN320", Span(path), message, help_line)


def _find_renamed_deck(before: Lock, after: Lock) -> Iterator[Diagnostic]:
    if before.anki and before.anki.casefold() != after.anki.casefold():
        message = (
            f"the deck in Anki was “{before.anki}” so far and is “{after.anki}” now: cards that "
            "learners have stay there, new ones come into the other deck"
        )
        help_line = (
            f"put `anki: {before.anki}` back, or let learners rename their deck before they import"
        )
        yield Diagnostic("NN324", Span(""), message, help_line)


def _find_renamed(
    rendered: Sequence[RenderedNote], before: Lock, after: Lock
) -> Iterator[Diagnostic]:
    """Yield the notes that say, word for word, what one with another id said last time."""
    known, now = locked_notes(before), locked_notes(after)
    ids = {note.id for note in rendered}
    gone = {n.exported: n.id for n in before.notes if n.exported and n.id not in ids}
    for note in rendered:
        is_new = note.id not in known or not known[note.id].exported
        old = gone.get(now[note.id].exported)
        if is_new and old is not None:
            message = f"`{old}` is now `{note.id}`: learners get the question a second time"
            help_line = f"put the old id back, or write at the question: was: {old}"
            yield Diagnostic("NN322", Span(""), message, help_line, note=note.id)


def _find_unknown(
    deck: Deck, rendered: Sequence[RenderedNote], before: Lock
) -> Iterator[Diagnostic]:
    """Yield the questions whose ``was`` names nothing, where there is a lock that would know."""
    exported = {note.id for note in before.notes if note.exported}
    known = {note.id for note in before.notes} | {each.id for each in before.removed}
    gone = sorted(exported - {note.id for note in rendered})
    for note in deck.exported_notes:
        if exported and note.was and note.was not in known:
            near = difflib.get_close_matches(note.was, gone, 3, 0.4) or gone[:3]
            message = f"`was: {note.was}` leads to no note that learners have: it starts anew"
            help_line = f"did you mean {', '.join(near)}?" if near else "delete the line"
            yield Diagnostic("NN323", Span(""), message, help_line, note=note.id)


def compare_with_last(
    rendered: Sequence[RenderedNote], before: Lock, after: Lock, package: Package, path: str
) -> tuple[Diagnostic, ...]:
    """Return NN321 if the package that was built last is later than the lock, and it matters.

    That is where it has notes that say something else, and later than these; or where the lock
    knows of no export at all.
    """
    if not any(note.exported for note in before.notes):
        if package.notes.keys().isdisjoint(note.guid for note in rendered):
            return ()
        message = (
            "the lock knows nothing of the package that was here: every note counts as changed, "
            "and an import overwrites what learners edited"
        )
        return (Diagnostic("NN321", Span(path), message, _PUT_BACK),)
    later = [each.id for each in diff_against_package(rendered, before, after, package).kept]
    if not later:
        return ()
    shown = ", ".join(later[:3]) + (" …" if len(later) > 3 else "")
    message = (
        "the lock is older than the package that was here: who has that one keeps its text of "
        f"{shown}"
    )
    return (Diagnostic("NN321", Span(path), message, _PUT_BACK),)


_PUT_BACK = (
    "if learners have it: put the newer lock back and build again, or build with --after and that "
    "package"
)
