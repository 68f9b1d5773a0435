"""Questions that two branches added under different ids, though they ask the same.

Two people who read different sources on two branches of git each make a note of a question that the
other has too; after the merge the deck has both. Read one after the other, the sources would have
given one note. So two notes that come from sources with nothing in common, and ask the same, become
one: the one of the earlier source. Where Anki knows both, joining them would cost one of the two
histories, and nobody but the user may decide that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from nnexport.deck.document import Deck, Note, NoteId, SourceId, Variant
from nnexport.deck.lock import (
    Generated,
    Lock,
    LockedNote,
    Removed,
    hash_text,
    locked_notes,
    with_notes,
    with_removed,
)
from nnexport.deck.question import shorten_title
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.edits import Said
from nnexport.merging.questions.likeness import CERTAIN, likeness
from nnexport.merging.questions.register import sense_key
from nnexport.merging.questions.wording import Wording, word_question


@dataclass(frozen=True, slots=True)
class Twins:
    """A deck and its lock with twins joined, and what there is to say about that."""

    deck: Deck
    lock: Lock
    diagnostics: tuple[Diagnostic, ...] = ()


def join_twins(deck: Deck, lock: Lock) -> Twins:
    """Join the notes of a deck that ask the same and come from different sources.

    Errors: NN110.
    """
    found = Twins(deck, lock)
    words = cache(word_question)
    sources = [each.id for each in deck.sources]
    for number, source in enumerate(sources):
        earlier = frozenset(sources[:number])
        for keep, twin in _pairs(found.deck, found.lock, source, earlier, words):
            found = _join(found, keep, twin)
    return found


def _pairs(
    deck: Deck,
    lock: Lock,
    source: SourceId,
    earlier: frozenset[SourceId],
    words: Callable[[str, str], Wording],
) -> Iterator[tuple[NoteId, NoteId]]:
    """Yield the notes that come from one source alone, behind those that ask the same and come from
    earlier ones without it.

    Notes whose question was reworded by hand, and pairs that the deck settles, are left alone.
    """
    records = locked_notes(lock)
    titles = {section.id: section.title for section in deck.sections}

    def wording(note: Note) -> Wording:
        return words(note.question, titles.get(note.section, "") if note.section else "")

    heirs = {note.was for note in deck.notes}
    known: list[Note] = []
    own: list[Note] = []
    for note in deck.notes:
        sources = _sources_of(note, records.get(note.id), is_merge=lock.is_merge)
        if sources == {source} and note.id not in heirs:
            own.append(note)
        elif source not in sources and sources & earlier:
            known.append(note)
    if not known or not own:
        return
    settled = {frozenset(pair) for pair in (*deck.different, *deck.same)}
    free: dict[str, list[Note]] = {}
    for note in known:
        for key in _keys(wording(note)):
            free.setdefault(key, []).append(note)
    taken: set[NoteId] = set()
    for note in own:
        for keep in (each for key in _keys(wording(note)) for each in free.get(key, ())):
            if keep.id in taken or frozenset((note.id, keep.id)) in settled:
                continue
            # The same words in another section ask something else.
            if note.section and keep.section and note.section != keep.section:
                continue
            if likeness(wording(note), wording(keep)) >= CERTAIN:
                taken.add(keep.id)
                yield keep.id, note.id
                break


def _keys(wording: Wording) -> tuple[str, str]:
    """Return by what the same question is found: its text, and what it means."""
    kinds, bases = sense_key(wording.sense)
    return wording.key, "\0".join((*sorted(kinds), "", *bases))


def _sources_of(note: Note, record: LockedNote | None, *, is_merge: bool) -> frozenset[SourceId]:
    """Return the sources that ask a note's question; none for one that was worded by hand.

    Of a note that a merge gave a new id, only its variants tell.
    """
    if record is None:
        return frozenset(v.place.source for v in note.variants) if is_merge else frozenset()
    if hash_text(note.question) not in record.written("question"):
        return frozenset()
    return frozenset(source for source, _ in record.numbers)


def _join(twins: Twins, keep: NoteId, twin: NoteId) -> Twins:
    notes = {note.id: note for note in twins.deck.notes}
    records = locked_notes(twins.lock)
    one, other = notes[keep], notes[twin]
    first = records.get(keep, LockedNote(keep))
    second = records.get(twin, LockedNote(twin))
    if second.created is not None and first.created is not None:
        return replace(twins, diagnostics=(*twins.diagnostics, _undecided(one, other)))
    if second.created is not None or keep not in records:
        one, other, first, second = other, one, second, first
    joined = _joined(one, other, first, second)
    kept = tuple(
        joined if note.id == one.id else note for note in twins.deck.notes if note.id != other.id
    )
    lock = with_notes(twins.lock, [_joined_record(first, second)])
    lock = replace(lock, united=lock.united | {one.id})
    if other.id in records:
        lock = with_removed(lock, [Removed(other.id, "source")])
    deck = replace(twins.deck, notes=kept)
    return Twins(deck, lock, (*twins.diagnostics, _said(one, other)))


def _joined(one: Note, other: Note, first: LockedNote, second: LockedNote) -> Note:
    variants = (*one.variants, *(_moved(each, other, one) for each in other.variants))
    texts = [
        note.answer
        for note, record in ((one, first), (other, second))
        if note.answer and not _is_generated(note, record)
    ]
    return replace(
        one,
        answer="\n\n".join(dict.fromkeys(texts)) or one.answer,
        section=one.section or other.section,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        answer_from=one.answer_from or other.answer_from,
        cards=one.cards or other.cards,
        accept=tuple(dict.fromkeys((*one.accept, *other.accept))),
        skip=one.skip or other.skip,
        variants=variants,
    )


def _is_generated(note: Note, record: LockedNote) -> bool:
    if hash_text(note.answer) in record.written("answer"):
        return True
    said = Said(variant.text for variant in note.variants)
    return not record.written("answer") and said.has_all_of(note.answer)


def _moved(variant: Variant, home: Note, to: Note) -> Variant:
    """Return a variant as it stands at another note: with its own wording and number."""
    asked = variant.asked or (home.question if home.question != to.question else "")
    number = variant.number or (home.number if home.number != to.number else "")
    return replace(variant, asked=asked, number=number)


def _joined_record(one: LockedNote, other: LockedNote) -> LockedNote:
    others = dict.fromkeys((*one.others, other.generated, *other.others))
    numbers = dict(one.numbers) | dict(other.numbers)
    known = tuple(each for each in others if each not in (one.generated, Generated()))
    return replace(one, numbers=tuple(numbers.items()), others=known)


def _said(one: Note, other: Note) -> Diagnostic:
    message = f"“{shorten_title(other.question)}” (`{other.id}`) is the same question: one note now"
    help_line = f"if they differ, write under `deck:`: different: [[{one.id}, {other.id}]]"
    return Diagnostic("NN110", Span(""), message, help_line, note=one.id)


def _undecided(one: Note, other: Note) -> Diagnostic:
    message = f"“{shorten_title(other.question)}” (`{other.id}`) asks the same; Anki knows both"
    help_line = (
        f"write under `deck:` same: [[{one.id}, {other.id}]] to keep the first, "
        f"or different: [[{one.id}, {other.id}]] to keep both"
    )
    return Diagnostic("NN110", Span(""), message, help_line, note=one.id)
