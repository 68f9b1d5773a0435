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
    Place,
    Section,
    SectionId,
    SourceId,
    Variant,
)
from nnexport.deck.identity import slug
from nnexport.deck.lock import (
    Generated,
    Lock,
    LockedNote,
    Removed,
    hash_text,
    hash_variants,
    with_notes,
    with_removed,
)
from nnexport.deck.question import shorten_title
from nnexport.deck.text import clean_text
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.answers import Made, answer_weights, make_answer, weigh_words
from nnexport.merging.placing import Draft, Placing
from nnexport.merging.wording import fullest_question

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

    Errors: NN101 to NN108.
    """
    placing = Placing(deck, lock, paths)
    placing.place(documents)
    return _Merge(deck, lock, placing, documents).result()


class _Merge:
    """Drafts → notes and what the lock remembers of them."""

    def __init__(
        self, deck: Deck, lock: Lock, placing: Placing, documents: Sequence[Document]
    ) -> None:
        self.deck = deck
        self.lock = lock
        self.placing = placing
        self.locked = placing.locked
        self.documents = documents
        self.diagnostics = placing.diagnostics
        self.sections = _Sections(deck.sections)
        self.weights = weigh_words(
            entry.answer for doc in documents for entry in doc.entries if entry.answer
        )
        read = {document.source.id: document.source.sha256 for document in documents}
        self.sources = frozenset(read)
        self.unchanged = {s.id for s in deck.sources if s.sha256 and read.get(s.id) == s.sha256}

    def result(self) -> Merged:
        """Return the new deck and lock."""
        notes: list[Note] = []
        locked: list[LockedNote] = []
        removed: dict[NoteId, str] = dict.fromkeys(sorted(self.placing.deleted), "user")
        order = {document.source.id: place for place, document in enumerate(self.documents)}
        for draft in self.placing.drafts:
            if draft.is_deleted:
                continue
            draft.entries.sort(key=lambda pair: (order[pair[0].source.id], pair[1].first_line))
            if self._is_gone(draft):
                assert draft.note is not None
                self._report_removed(draft.note)
                removed[draft.note.id] = "source"
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
        self, notes: Iterable[Note], locked: Iterable[LockedNote], removed: Mapping[NoteId, str]
    ) -> Lock:
        alive = {note.id for note in notes}
        gone = [Removed(note_id, by) for note_id, by in removed.items() if note_id not in alive]
        old = [r for r in self.lock.removed if r.id not in alive and r.id not in removed]
        lock = replace(with_notes(self.lock, locked), deck=self.deck.id, removed=())
        return with_removed(lock, [*old, *gone])

    def _is_gone(self, draft: Draft) -> bool:
        """Tell whether a note came from the sources, is in none any more, and nobody edited it."""
        # A note with `was` carries the history of another, which nothing else would remember.
        if draft.note is None or draft.entries or draft.note.was:
            return False
        lock = self.locked.get(draft.note.id)
        if lock is None or not lock.numbers:
            return False
        return not (
            _is_edited(draft.note.question, lock.generated.question)
            or _is_edited(draft.note.answer, lock.generated.answer)
            or any(variant.edited for variant in draft.note.variants)
        )

    def _report_removed(self, note: Note) -> None:
        shown = shorten_title(note.question) or note.id
        message = f"“{shown}” is in no source any more; it leaves the deck"
        help_line = (
            f"if it was only reworded, write at the new question: was: {note.was or note.id}"
        )
        self.diagnostics.append(Diagnostic("NN103", Span(""), message, help_line, note=note.id))

    # --- one note ------------------------------------------------------------------------------

    def _finish(self, draft: Draft) -> tuple[Note, LockedNote | None]:
        """Return a draft's note and what the lock remembers of it."""
        entries = [entry for _, entry in draft.entries]
        asked = fullest_question([entry.question for entry in entries])
        note = draft.note or Note(self.placing.new_id(draft), asked, "", skip=not asked)
        lock = self.locked.get(note.id) if draft.note or note.id in self.locked else None
        before = lock or LockedNote(note.id)
        question = note.question
        if asked and (not question or hash_text(question) == before.generated.question):
            question = asked
        note = replace(
            note,
            question=question,
            number=_number(note, before, entries),
            section=self.sections.section_of(note, entries),
            tags=_tags(note, before, entries),
        )
        fresh = [_variant(doc, entry, note) for doc, entry in draft.entries if entry.answer]
        note = replace(note, variants=self._variants(note, before, fresh))
        policy = note.answer_from or self.deck.answers
        made = make_answer(note.variants, policy, self.weights, note.question)
        # As it will be read back: a difference of form only is no hand edit.
        made = replace(made, text=clean_text(made.text))
        note = replace(note, answer=self._answer(note, before, made))
        if note.answer == made.text:
            self._report_cut(note, made)
        if not entries and lock is None:
            return note, None
        tags = _all_tags(entries)
        generated = Generated(
            question=hash_text(asked) if asked else before.generated.question,
            answer=hash_text(made.text) if made.text else before.generated.answer,
            tags=hash_text(*tags) if tags else "",
            variants=hash_variants(variant.text for variant in fresh),
        )
        numbers = {doc.source.id: e.number for doc, e in reversed(draft.entries)}
        ordered = tuple((s.source.id, numbers[s.source.id]) for s in self.documents
                        if s.source.id in numbers)  # fmt: skip
        return note, replace(before, generated=generated, numbers=ordered)

    def _answer(self, note: Note, before: LockedNote, made: Made) -> str:
        """Return the note's answer: the one that the sources give, or what a person wrote."""
        fresh, generated = made.text, before.generated.answer
        if not note.answer or note.answer == fresh or hash_text(note.answer) == generated:
            return fresh
        if fresh and hash_text(fresh) != generated:
            places = ", ".join(str(variant.place) for variant in note.variants)
            message = f"the answer of “{note.id}” was edited and stays; the sources are at {places}"
            help_line = "compare it with the variants; delete the `answer` key for a new one"
            self.diagnostics.append(Diagnostic("NN104", Span(""), message, help_line, note=note.id))
        return note.answer

    def _report_cut(self, note: Note, made: Made) -> None:
        for variant, end in made.cut:
            path = self.placing.paths.get(variant.place.source, "")
            line = variant.place.lines[-1][1] if variant.place.lines else 0
            message = f"the broken end “{_shorten(end)}” is left out of the answer"
            help_line = "complete the source, or the answer in the deck, if you can"
            span = Span(path, line)
            self.diagnostics.append(
                Diagnostic("NN107", span, message, help_line, end, note=note.id)
            )

    def _variants(
        self, note: Note, locked: LockedNote, fresh: Sequence[Variant]
    ) -> tuple[Variant, ...]:
        """Return the answers as the sources give them now; one edited by hand stays."""
        old = list(note.variants)
        variants: list[Variant] = []
        for variant in fresh:
            before = _same_variant(variant, fresh, note.variants, old)
            if before is not None:
                old.remove(before)
                variant = self._with_edit(note, locked, variant, before)
            variants.append(variant)
        written = locked.generated.variants.split("-") if locked.generated.variants else None
        for variant in old:
            if written is not None and hash_variants([variant.text]) not in written:
                variant = replace(variant, edited=True)
            if variant.edited and variant.place.source in self.sources:
                variants.append(variant)
            elif variant.edited:
                message = f"the edited variant {variant.place} leaves the deck with its source"
                self._say_of_variant(note, message, "copy it into the answer if you need it")
        return tuple(variants)

    def _with_edit(
        self, note: Note, locked: LockedNote, fresh: Variant, before: Variant
    ) -> Variant:
        """Return a variant as its source gives it, or as a person left it in the deck.

        The lock knows what was written last. Without it, a text that differs was edited if the
        source is as it was.
        """
        if before.edited:
            return replace(fresh, text=before.text, edited=True)
        written = locked.generated.variants
        if written:
            was_edited = hash_variants([before.text]) not in written.split("-")
        else:
            was_edited = fresh.place.source in self.unchanged
        if before.text == fresh.text or not was_edited:
            return fresh
        message = f"the variant {fresh.place} was edited and stays"
        help_line = "better edit `answer`; delete the variant to have it read again"
        self._say_of_variant(note, message, help_line)
        return replace(fresh, text=before.text, edited=True)

    def _say_of_variant(self, note: Note, message: str, help_line: str) -> None:
        self.diagnostics.append(Diagnostic("NN105", Span(""), message, help_line, note=note.id))


def _is_edited(text: str, generated: str) -> bool:
    return bool(text) and hash_text(text) != generated


def _number(note: Note, before: LockedNote, entries: Sequence[Entry]) -> str:
    """Return the number that is printed in the first source, or what a person wrote."""
    fresh = next((entry.number for entry in entries if entry.number), "")
    generated = next((number for _, number in before.numbers if number), "")
    is_generated = not note.number or note.number == generated
    return (fresh or note.number) if is_generated else note.number


def _tags(note: Note, before: LockedNote, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the tags that the sources give, or what a person made of them."""
    generated = before.generated.tags
    was_written = hash_text(*note.tags) == generated if note.tags else not generated
    return (_all_tags(entries) or note.tags) if was_written else note.tags


def _all_tags(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for entry in entries for tag in entry.tags))


def _variant(document: Document, entry: Entry, note: Note) -> Variant:
    source = document.source.id
    return Variant(
        place=Place(source, entry.answer_lines),
        text=entry.answer,
        number=entry.number if entry.number != note.number else "",
        asked=entry.question if entry.question != note.question else "",
        asked_place=Place(source, entry.question_lines) if entry.question_lines else None,
        flags=entry.flags,
    )


def _same_variant(
    variant: Variant, fresh: Sequence[Variant], old: Sequence[Variant], left: Sequence[Variant]
) -> Variant | None:
    """Return the variant of the deck that a newly read one was before: that of its place, or, where
    the lines have moved, the one of the same rank in its source.

    ``left`` are those that no other one was before: on one long line there may be several.
    """
    source = variant.place.source
    before = [each for each in old if each.place.source == source]
    for each in left:
        if each.place == variant.place:
            return each
    now = [each for each in fresh if each.place.source == source]
    known = {each.place for each in before}
    if len(now) != len(before) or any(each.place in known for each in now):
        return None
    return before[next(rank for rank, each in enumerate(now) if each is variant)]


class _Sections:
    """The sections of a deck, old and new."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = list(sections)
        self._ids = {section.id for section in self._sections}
        self._by_title = {section.title: section.id for section in reversed(self._sections)}
        self._last: SectionId | None = None

    def section_of(self, note: Note, entries: Sequence[Entry]) -> SectionId | None:
        """Return a note's section: its own, or that of the first source that names one."""
        title = next((entry.section for entry in entries if entry.section), "")
        if note.section is None and title:
            note = replace(note, section=self._by_title.get(title) or self._add(title))
        self._last = note.section or self._last
        return note.section

    def _add(self, title: str) -> SectionId:
        """Add a section behind that of the note before."""
        section = Section(SectionId(slug(title, self._ids, "section")), title)
        places = [i for i, each in enumerate(self._sections) if each.id == self._last]
        self._sections.insert(places[0] + 1 if places else len(self._sections), section)
        self._ids.add(section.id)
        self._by_title[title] = section.id
        return section.id

    @property
    def all(self) -> tuple[Section, ...]:
        return tuple(self._sections)


_SHOWN_END = 60


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_END else "…" + text[-_SHOWN_END:]
