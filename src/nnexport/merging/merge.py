"""Documents and the deck so far → the deck: one note per question, its variants beside it.

Pure: the same inputs in the same order give the same deck. What a person wrote into the YAML is
never overwritten; the lock says what ``ingest`` wrote last, and what differs from that was edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import (
    Deck,
    Document,
    Entry,
    Note,
    NoteId,
    SourceId,
    Variant,
)
from nnexport.deck.lock import (
    Generated,
    Lock,
    LockedNote,
    Removed,
    hash_text,
    hash_variants,
    with_notes,
    with_removed,
    with_wordings,
)
from nnexport.deck.question import shorten_title
from nnexport.deck.text import clean_text
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.doubts import doubts
from nnexport.merging.edits import (
    Said,
    Witness,
    hand_written,
    new_statements,
    question_was_edited,
)
from nnexport.merging.folding.answers import Made, answer_weights, make_answer, weigh_words
from nnexport.merging.folding.measure import Measure
from nnexport.merging.placing import Draft, Placing
from nnexport.merging.questions.wording import fullest_question
from nnexport.merging.removals import remember, revive, revived_record
from nnexport.merging.sections import Sections, section_title
from nnexport.merging.strays import bring_home
from nnexport.merging.twins import join_twins
from nnexport.merging.unasked import place_unasked
from nnexport.merging.variants import VariantKeeper, read_variant

__all__ = ["Merged", "answer_weights", "make_answer", "merge_documents"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The deck and the lock after reading the sources, and what there is to say about it."""

    deck: Deck
    lock: Lock
    diagnostics: tuple[Diagnostic, ...]


def merge_documents(
    documents: Sequence[Document], deck: Deck, lock: Lock, paths: Mapping[SourceId, str]
) -> Merged:
    """Merge what the sources say into a deck.

    ``deck`` is the deck as it stands (without notes for a first reading); its sources are replaced
    by those of the documents. ``paths`` is how messages name the sources.

    Errors: NN101 to NN111.
    """
    twins = join_twins(bring_home(deck, lock), lock)
    placing = Placing(twins.deck, twins.lock, paths)
    placing.diagnostics.extend(twins.diagnostics)
    placing.place_asked(documents)
    place_unasked(placing, documents)
    placing.finish(documents)
    placing.diagnostics.extend(doubts(placing))
    return _Merge(twins.deck, twins.lock, placing, documents).result()


class _Merge:
    """Drafts → notes and what the lock remembers of them."""

    def __init__(
        self, deck: Deck, lock: Lock, placing: Placing, documents: Sequence[Document]
    ) -> None:
        self.deck = deck
        self.lock = lock
        self.placing = placing
        self.locked = placing.locked
        self.removed = {each.id: each for each in lock.removed}
        self.documents = documents
        self.diagnostics = placing.diagnostics
        self.sections = Sections(deck.sections)
        entries = [entry for document in documents for entry in document.entries]
        self.answers = frozenset(entry.answer for entry in entries)
        self.weights = weigh_words(entry.answer for entry in entries if entry.answer)
        answers = [variant.text for note in deck.notes for variant in note.variants]
        said = Said([*(entry.answer for entry in entries), *answers])
        self.witness = Witness(lock.is_merge, False, said, Measure(self.weights))
        self.asked = Said([entry.question for entry in entries])
        read = {document.source.id: document.source.sha256 for document in documents}
        unchanged = {s.id for s in deck.sources if s.sha256 and read.get(s.id) == s.sha256}
        self.keeper = VariantKeeper(self.witness, frozenset(read), frozenset(unchanged))

    def result(self) -> Merged:
        """Return the new deck and lock."""
        notes: list[Note] = []
        locked: list[LockedNote] = []
        removed = {i: self.removed.get(i) or Removed(i, "user") for i in self.placing.deleted}
        order = {document.source.id: place for place, document in enumerate(self.documents)}
        for draft in self.placing.drafts:
            draft.entries.sort(key=lambda pair: (order[pair[0].source.id], pair[1].first_line))
            if draft.is_deleted and draft.removed is not None:
                known = removed.get(draft.removed.id, draft.removed)
                asked = [entry.question for _, entry in draft.entries]
                removed[known.id] = with_wordings(known, asked)
                self._report_deleted(draft)
                continue
            if draft.note is not None and self._is_out(draft.note, draft.entries):
                is_edited = self._is_edited(draft.note)
                self._report_removed(draft.note, is_edited=is_edited)
                if not is_edited:
                    removed[draft.note.id] = remember(draft.note)
                    continue
            note, remembered = self._finish(draft)
            self.placing.taken.add(note.id)
            notes.append(note)
            if remembered is not None:
                locked.append(remembered)
        deck = replace(
            self.deck,
            sources=tuple(document.source for document in self.documents),
            sections=self.sections.all,
            notes=tuple(notes),
        )
        return Merged(deck, self._new_lock(notes, locked, removed), tuple(self.diagnostics))

    def _new_lock(
        self,
        notes: Iterable[Note],
        locked: Iterable[LockedNote],
        removed: Mapping[NoteId, Removed],
    ) -> Lock:
        alive = {note.id for note in notes}
        gone = [each for each in removed.values() if each.id not in alive]
        old = [r for r in self.lock.removed if r.id not in alive and r.id not in removed]
        known = (replace(note, others=()) for note in self.lock.notes)
        lock = with_notes(self.lock, (*known, *locked))
        lock = replace(lock, deck=self.deck.id, removed=(), is_merge=False, united=frozenset())
        return with_removed(lock, [*old, *gone])

    # --- leaving and staying away --------------------------------------------------------------

    def _is_out(self, note: Note, entries: Sequence[object]) -> bool:
        """Tell whether a note came from the sources and is in none any more."""
        # A note with `was` carries the history of another, which nothing else would remember.
        if entries or note.was:
            return False
        record = self.locked.get(note.id)
        return record is not None and bool(record.numbers)

    def _is_edited(self, note: Note) -> bool:
        """Tell whether a person wrote any text of a note."""
        record = self.locked[note.id]
        if note.question and self._is_reworded(note, record):
            return True
        if any(variant.edited for variant in note.variants):
            return True
        return self._hand_written(note, record, note.variants) is not None

    def _report_removed(self, note: Note, *, is_edited: bool) -> None:
        if not note.question and any(variant.text in self.answers for variant in note.variants):
            return  # It was an answer that waited for its question, and has it now (NN102).
        if not is_edited and self.placing.is_joined(note):
            return  # As a person asked for.
        shown = shorten_title(note.question) or note.id
        fate = "it stays, because you edited it" if is_edited else "it leaves the deck"
        message = f"“{shown}” is in no source any more; {fate}"
        help_line = (
            "delete it if you do not need it"
            if is_edited
            else f"if it was only reworded, write at the new question: was: {note.was or note.id}"
        )
        self.diagnostics.append(Diagnostic("NN103", Span(""), message, help_line, note=note.id))

    def _report_deleted(self, draft: Draft) -> None:
        assert draft.removed is not None
        document, entry = draft.entries[0]
        message = f"“{shorten_title(entry.question)}” stays out: it was deleted from the deck"
        help_line = f"to have it again, write it into the deck with `id: {draft.removed.id}`"
        self.placing.say("NN109", document, entry, message, help_line)

    # --- one note ------------------------------------------------------------------------------

    def _finish(self, draft: Draft) -> tuple[Note, LockedNote | None]:
        """Return a draft's note and what the lock remembers of it."""
        entries = [entry for _, entry in draft.entries]
        asked = fullest_question([entry.question for entry in entries])
        note, before = self._begin(draft, asked)
        known = note.variants
        if asked and not (note.question and self._is_reworded(note, before)):
            note = replace(note, question=asked)
        note = replace(
            note, number=_number(note, before, entries), tags=_tags(note, before, entries)
        )
        note = self.sections.place(note, before, entries)
        fresh = [read_variant(doc, entry, note) for doc, entry in draft.entries if entry.answer]
        variants, said = self.keeper.keep(note, before, fresh)
        note = replace(note, variants=variants)
        self.diagnostics.extend(said)
        policy = note.answer_from or self.deck.answers
        made = make_answer(note.variants, policy, self.weights, note.question)
        # As it will be read back: a difference of form only is no hand edit.
        made = replace(made, text=clean_text(made.text))
        if entries or made.text:
            note = replace(note, answer=self._answer(note, before, made, known))
        if note.answer == made.text:
            self._report_cut(note, made)
        if not entries and note.id not in self.locked:
            return note, None
        tags, section = _all_tags(entries), section_title(entries)
        others = _others(asked, entries)
        # An answer that is gone because the sources lost it was not emptied by hand.
        is_lost = not note.answer and (draft.note is None or bool(draft.note.answer))
        written = "" if is_lost else before.generated.answer
        generated = Generated(
            question=hash_text(asked) if asked else before.generated.question,
            answer=hash_text(made.text) if made.text else written,
            tags=hash_text(*tags) if tags else "",
            section=hash_text(section) if section else before.generated.section,
            variants=hash_variants(variant.text for variant in fresh),
            asked="-".join(map(hash_text, others)) if entries else before.generated.asked,
        )
        numbers = {doc.source.id: e.number for doc, e in reversed(draft.entries)}
        ordered = tuple((s.source.id, numbers[s.source.id]) for s in self.documents
                        if s.source.id in numbers)  # fmt: skip
        return note, replace(before, generated=generated, numbers=ordered, others=())

    def _begin(self, draft: Draft, asked: str) -> tuple[Note, LockedNote]:
        """Return a note as it is before its sources are read, with what the lock remembers."""
        if draft.note is None:
            note_id = self.placing.new_id(draft)
            removed = draft.removed or self.removed.get(note_id)
            note = revive(removed) if removed else Note(note_id, "", "", skip=not asked)
            return note, revived_record(self.locked.get(note_id), removed, note_id)
        return draft.note, self.locked.get(draft.note.id, LockedNote(draft.note.id))

    def _is_united(self, note: Note) -> bool:
        """Tell whether a merge left a note twice, or gave it a new id, so that the lock knows
        nothing of it yet."""
        record = self.locked.get(note.id)
        is_known = record is not None and bool(record.written("question"))
        return note.id in self.lock.united or (self.witness.is_merge and not is_known)

    def _is_reworded(self, note: Note, record: LockedNote) -> bool:
        is_united = self._is_united(note)
        return question_was_edited(note.question, record, self.asked, is_united=is_united)

    def _measure(self, note: Note) -> Measure:
        return Measure(self.weights, note.question)

    def _hand_written(
        self, note: Note, record: LockedNote, variants: Sequence[Variant]
    ) -> str | None:
        is_united = self._is_united(note)
        witness = replace(self.witness, is_united=is_united, measure=self._measure(note))
        return hand_written(note.answer, record, variants, witness)

    def _answer(self, note: Note, before: LockedNote, made: Made, known: Sequence[Variant]) -> str:
        """Return the note's answer: the one that the sources give, or what a person wrote.

        ``known``: the variants that the deck had before.
        """
        kept = self._hand_written(note, before, note.variants)
        if kept is None or kept == made.text:
            return made.text
        if kept and self._is_united(note) and kept == note.answer:
            message = f"the answer of “{note.id}” was edited, and may hold both sides of a merge"
            help_line = "read it through; delete the `answer` key for a new one"
            self.diagnostics.append(Diagnostic("NN111", Span(""), message, help_line, note=note.id))
        if kept:
            self._report_new(note, kept, known)
        return kept

    def _report_new(self, note: Note, kept: str, known: Sequence[Variant]) -> None:
        """Say what the sources say now that neither an edited answer nor they said before."""
        texts, measure = [kept, *(variant.text for variant in known)], self._measure(note)
        for variant in note.variants:
            found = () if variant.edited else new_statements(variant, texts, measure)
            if not found:
                continue
            shown = " ".join(f"“{_shorten(each)}”" for each in found[:_SHOWN_STATEMENTS])
            more = len(found) - _SHOWN_STATEMENTS
            message = f"new in {variant.place}, not in your text: {shown}"
            message += f" and {more} more" if more > 0 else ""
            help_line = "add it if you like; delete the `answer` key to have a new one made"
            self.diagnostics.append(Diagnostic("NN104", Span(""), message, help_line, note=note.id))
            texts.append(variant.text)

    def _report_cut(self, note: Note, made: Made) -> None:
        for variant, end in made.cut:
            path = self.placing.paths.get(variant.place.source, "")
            line = variant.place.lines[-1][1] if variant.place.lines else 0
            message = f"the broken end “{_shorten_end(end)}” is left out of the answer"
            help_line = "complete the source, or the answer in the deck, if you can"
            span = Span(path, line)
            self.diagnostics.append(
                Diagnostic("NN107", span, message, help_line, end, note=note.id)
            )


def _number(note: Note, before: LockedNote, entries: Sequence[Entry]) -> str:
    """Return the number that is printed in the first source, or what a person wrote."""
    fresh = next((entry.number for entry in entries if entry.number), "")
    printed = [number for _, number in before.numbers if number]
    generated = printed if before.others else printed[:1]
    is_generated = not note.number or note.number in generated
    return (fresh or note.number) if is_generated else note.number


def _tags(note: Note, before: LockedNote, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the tags that the sources give, or what a person made of them."""
    written, given = before.written("tags"), _all_tags(entries)
    was_written = hash_text(*note.tags) in written if note.tags else not written
    # Of a merge, the tags of both sides.
    is_both = bool(before.others and note.tags) and set(note.tags) <= set(given)
    return (given or note.tags) if was_written or is_both else note.tags


def _others(asked: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the wordings of a note's question besides the one that the note has."""
    questions = dict.fromkeys(entry.question for entry in entries)
    return tuple(each for each in questions if each and each != asked)


def _all_tags(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for entry in entries for tag in entry.tags))


_SHOWN = 60
_SHOWN_STATEMENTS = 3


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN] + "…"


def _shorten_end(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else "…" + text[-_SHOWN:]
