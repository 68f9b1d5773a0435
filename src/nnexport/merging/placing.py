"""Which note each entry of the sources belongs to, and where new notes go.

The notes of the deck come first; documents follow in their order, each matched as a whole. An entry
that asks what a person deleted from the deck goes to a draft that is thrown away: it must neither
come back nor find its way to another question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nnexport.deck.document import Deck, Document, Entry, Note, NoteId, SectionId, SourceId
from nnexport.deck.identity import derive_id
from nnexport.deck.lock import Lock, hash_text, locked_notes
from nnexport.deck.question import question_title, shorten_title
from nnexport.deck.words import rarity
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.match import FITS, Known, fit_of_answer, match_questions
from nnexport.merging.meaning import meaning_words
from nnexport.merging.wording import Wording, word_question


@dataclass(eq=False)
class Draft:
    """A note while it is put together."""

    note: Note | None
    """As it stands in the deck; none for a new one."""

    entries: list[tuple[Document, Entry]] = field(default_factory=list)
    followers: list[Draft] = field(default_factory=list)
    """New notes that go right behind this one."""

    is_deleted: bool = False
    """A person took it out of the deck; it is thrown away."""

    wordings: dict[str, Wording] = field(default_factory=dict)
    """Of its question, by text, as far as they were needed."""

    @property
    def question(self) -> str:
        if self.note is not None and self.note.question:
            return self.note.question
        return next((entry.question for _, entry in self.entries if entry.question), "")

    def known_wordings(self) -> tuple[Wording, ...]:
        """Return all wordings under which the question is known."""
        texts = {self.question: ""} if self.question else {}
        if self.note is not None:
            texts |= {variant.asked: "" for variant in self.note.variants if variant.asked}
        texts |= {entry.question: entry.section for _, entry in self.entries if entry.question}
        for text, section in texts.items():
            if text not in self.wordings:
                self.wordings[text] = word_question(text, section)
        return tuple(self.wordings[text] for text in texts)


class Placing:
    """Documents → drafts: who is who."""

    def __init__(self, deck: Deck, lock: Lock, paths: Mapping[SourceId, str]) -> None:
        self.deck = deck
        self.locked = locked_notes(lock)
        self.paths = paths
        self.diagnostics: list[Diagnostic] = []
        titles = {section.id: section.title for section in deck.sections}
        self.drafts = [_draft(note, titles) for note in deck.notes]
        heirs = {note.was for note in deck.notes if note.was}
        present = {note.id for note in deck.notes} | heirs
        by_source = {each.id for each in lock.removed if each.by == "source"} - heirs
        self.deleted = {each.id for each in lock.removed if each.by == "user"} - present
        self.deleted |= set(self.locked) - present - by_source
        self.taken = present | set(self.locked) | self.deleted | by_source
        self._deleted_texts = self._by_question(self.deleted)
        self._removed_texts = self._by_question(by_source - present)

    def _by_question(self, ids: set[NoteId]) -> dict[str, NoteId]:
        """Return ids by the hash of the question that ingest wrote for them."""
        known = [(note_id, self.locked.get(note_id)) for note_id in sorted(ids)]
        return {n.generated.question: i for i, n in known if n and n.generated.question}

    def new_id(self, draft: Draft) -> NoteId:
        """Return an id for a new note: the old one if its question was in the deck before."""
        asked = next((entry.question for _, entry in draft.entries if entry.question), "")
        for _, entry in draft.entries:
            asks = hash_text(entry.question) if entry.question else ""
            if asks in self._removed_texts:
                return self._removed_texts.pop(asks)
        number = draft.entries[0][1].number
        return derive_id(question_title(asked) or f"answer {number}", self.taken)

    # --- questions -----------------------------------------------------------------------------

    def place(self, documents: Sequence[Document]) -> None:
        """Put each entry with its note; answers without a question last: they need the others."""
        for document in documents:
            self._place_asked(document)
        if all(entry.question for document in documents for entry in document.entries):
            return
        weights = rarity([meaning_words(draft.question) for draft in self.drafts])
        for document in documents:
            if not all(entry.question for entry in document.entries):
                _Unasked(self, document, weights).place()

    def _place_asked(self, document: Document) -> None:
        entries = [entry for entry in document.entries if entry.question]
        asked = [word_question(entry.question, entry.section) for entry in entries]
        source = document.source.id
        known = [Known(d.known_wordings(), self.number_in(d, source)) for d in self.drafts]
        forced, forbidden = self._settled(entries)
        numbers = [entry.number for entry in entries]
        matches = match_questions(asked, numbers, known, forced, forbidden)
        targets = {match.entry: match for match in matches}
        # A new note goes behind the note of the entry before it, or in front of all.
        front = after = Draft(None)
        seen: dict[tuple[str, str], tuple[Draft, Entry]] = {}
        for index, entry in enumerate(entries):
            match = targets.get(index)
            key = asked[index].key, entry.section
            if match is not None:
                home = after = self.drafts[match.known]
                if not match.certain:
                    self._report_uncertain(document, entry, home, match.score)
            elif key in seen:
                home, first = seen[key]
                self._report_repeated(document, entry, first)
            else:
                home = Draft(None, is_deleted=self._was_deleted(document, entry))
                after.followers.append(home)
                after = home
            home.entries.append((document, entry))
            seen.setdefault(key, (home, entry))
        self.insert_followers(front)

    def insert_followers(self, front: Draft) -> None:
        """Put new drafts behind those that they follow."""
        ordered: list[Draft] = []
        waiting = [*reversed(self.drafts)]
        waiting.append(front)
        while waiting:
            draft = waiting.pop()
            ordered.append(draft)
            waiting.extend(reversed(draft.followers))
            draft.followers = []
        self.drafts = ordered[1:]

    def number_in(self, draft: Draft, source: SourceId) -> str:
        """Return a question's number in a source, as it was when that was read last."""
        if draft.note is not None:
            locked = self.locked.get(draft.note.id)
            numbers = dict(locked.numbers) if locked else {}
            if source in numbers:
                return numbers[source]
            for variant in draft.note.variants:
                if variant.place.source == source:
                    return variant.number or draft.note.number
        return next((entry.number for _, entry in draft.entries if entry.number), "")

    def _was_deleted(self, document: Document, entry: Entry) -> bool:
        """Tell whether a person took an entry's question out of the deck."""
        if not self.deleted:
            return False
        if hash_text(entry.question) in self._deleted_texts:
            return True
        note_id = derive_id(question_title(entry.question))
        locked = self.locked.get(note_id)
        if note_id not in self.deleted:
            return False
        # The same words may ask something else: with another text, the number must agree.
        written = locked.generated.question if locked else ""
        numbers = dict(locked.numbers) if locked else {}
        return not written or numbers.get(document.source.id) == entry.number

    def _settled(self, entries: Sequence[Entry]) -> tuple[dict[int, int], set[tuple[int, int]]]:
        """Return the pairs that are settled: by the deck's ``same`` and ``different``, and by the
        lock, which knows a question that was reworded in the deck by what the source called it."""
        forced: dict[int, int] = {}
        forbidden: set[tuple[int, int]] = set()
        if self.deck.same or self.deck.different:
            known = {self._id_of(draft): i for i, draft in enumerate(self.drafts)}
            named: dict[NoteId, list[int]] = {}
            for index, entry in enumerate(entries):
                named.setdefault(derive_id(question_title(entry.question)), []).append(index)
            for one, other in self.deck.different:
                for a, b in ((one, other), (other, one)):
                    if b in known:
                        forbidden.update((index, known[b]) for index in named.get(a, ()))
            for one, other in self.deck.same:
                keep, join = (one, other) if one in known else (other, one)
                if keep in known:
                    forced.update((index, known[keep]) for index in named.get(join, ())[:1])
        for index, target in self._reworded(entries).items():
            if index not in forced and target not in forced.values():
                forced[index] = target
        return forced, forbidden

    def _reworded(self, entries: Sequence[Entry]) -> dict[int, int]:
        """Return the notes whose question a person reworded, by the entry that it was made of."""
        written: dict[str, int] = {}
        for index, draft in enumerate(self.drafts):
            if draft.note is None:
                continue
            for note_id in filter(None, (draft.note.id, draft.note.was)):
                locked = self.locked.get(note_id)
                text = locked.generated.question if locked else ""
                if text and text != hash_text(draft.note.question):
                    known = written.setdefault(text, index)
                    written[text] = index if known == index else -1
        if not written:
            return {}
        hashes = [hash_text(entry.question) for entry in entries]
        counts = Counter(hashes)
        found = {i: written.get(h, -1) for i, h in enumerate(hashes) if counts[h] == 1}
        return {index: target for index, target in found.items() if target >= 0}

    @staticmethod
    def _id_of(draft: Draft) -> NoteId:
        return (
            draft.note.id if draft.note is not None else derive_id(question_title(draft.question))
        )

    # --- saying --------------------------------------------------------------------------------

    def say(self, code: str, document: Document, entry: Entry, message: str, help: str) -> None:
        """Report something about an entry at its first line."""
        span = Span(self.paths[document.source.id], entry.first_line)
        excerpt = (entry.question or entry.answer).split("\n")[0]
        self.diagnostics.append(Diagnostic(code, span, message, help, excerpt))

    def _report_uncertain(
        self, document: Document, entry: Entry, draft: Draft, score: float
    ) -> None:
        message = (
            f"“{shorten_title(entry.question)}” is taken for “{shorten_title(draft.question)}” "
            f"(score {score:.2f})"
        )
        ids = self._id_of(draft), derive_id(question_title(entry.question))
        help_line = f"if they differ, write under `deck:`: different: [[{ids[0]}, {ids[1]}]]"
        if ids[0] == ids[1]:
            help_line = "if they differ, reword one of them in its source"
        self.say("NN101", document, entry, message, help_line)

    def _report_repeated(self, document: Document, entry: Entry, first: Entry) -> None:
        message = f"“{shorten_title(entry.question)}” is asked in line {first.first_line} already"
        help_line = "both answers are variants of one note; reword one if it means something else"
        self.say("NN108", document, entry, message, help_line)


def _draft(note: Note, titles: Mapping[SectionId, str]) -> Draft:
    draft = Draft(note)
    if note.question:
        section = titles.get(note.section, "") if note.section else ""
        draft.wordings[note.question] = word_question(note.question, section)
    return draft


class _Unasked:
    """The answers of one document that stand there without a question."""

    def __init__(self, placing: Placing, document: Document, weights: Mapping[str, float]) -> None:
        self.placing = placing
        self.document = document
        self.weights = weights
        self.homes = {
            id(entry): draft
            for draft in placing.drafts
            for other, entry in draft.entries
            if other is document
        }
        self.by_number: dict[str, list[Draft]] = {}
        self.by_text: dict[str, list[Draft]] = {}
        occupied = {id(draft) for draft in self.homes.values()}
        for draft in placing.drafts:
            if id(draft) not in occupied:
                self._index(draft)
        self.used: set[int] = set()

    def _index(self, draft: Draft) -> None:
        source = self.document.source.id
        number = self.placing.number_in(draft, source)
        if number:
            self.by_number.setdefault(number, []).append(draft)
        for variant in draft.note.variants if draft.note is not None else ():
            if variant.place.source == source:
                self.by_text.setdefault(variant.text, []).append(draft)

    def place(self) -> None:
        """Put each answer with the note that has it already, else with the question of its number,
        if the two fit, else into a note of its own."""
        front = after = Draft(None)
        for entry in self.document.entries:
            if entry.question:
                after = self.homes.get(id(entry), after)
                continue
            home = self._home_of(entry)
            if home is None:
                home = Draft(None)
                after.followers.append(home)
            self.used.add(id(home))
            home.entries.append((self.document, entry))
            after = home
        self.placing.insert_followers(front)

    def _home_of(self, entry: Entry) -> Draft | None:
        known = self._free(self.by_text.get(entry.answer, ()))
        if known:
            same_number = [
                draft
                for draft in known
                if self.placing.number_in(draft, self.document.source.id) == entry.number
            ]
            return (same_number or known)[0]
        candidates = self._free(self.by_number.get(entry.number, ()))
        asking = [draft for draft in candidates if draft.question]
        nameless = [draft for draft in candidates if not draft.question]
        if asking:
            fits = [fit_of_answer(entry.answer, d.question, self.weights) for d in asking]
            best = max(range(len(fits)), key=fits.__getitem__)
            fit = f"“{shorten_title(asking[best].question)}” (fit {fits[best]:.2f})"
            if fits[best] >= FITS:
                message = f"answer {entry.number} goes to {fit}"
                help_line = "if it belongs elsewhere, write its question into the source"
                self.placing.say("NN102", self.document, entry, message, help_line)
                return asking[best]
            if not nameless:
                message = f"answer {entry.number} does not fit {fit}"
                help_line = "write its question into the deck and delete its `skip` line"
                self.placing.say("NN106", self.document, entry, message, help_line)
        return nameless[0] if nameless else None

    def _free(self, drafts: Sequence[Draft]) -> list[Draft]:
        return [draft for draft in drafts if id(draft) not in self.used]
