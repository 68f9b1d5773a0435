"""Which note each entry of the sources belongs to, and where new notes go.

The notes of the deck come first; then the documents, each matched as a whole, in an order of their
own: so the order in which sources are named changes nothing about who is who. An entry that asks
what a person deleted from the deck goes to a draft that is thrown away: it must neither come back
nor find its way to another question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from nnexport.deck.document import Deck, Document, Entry, Note, NoteId, SectionId, SourceId
from nnexport.deck.identity import FreshIds, derive_id
from nnexport.deck.lock import Lock, Removed, hash_text, locked_notes
from nnexport.deck.question import question_title, shorten_title
from nnexport.diagnostics import Diagnostic, Span
from nnexport.merging.drafts import Draft
from nnexport.merging.naming import Names
from nnexport.merging.questions.match import Asked, Surroundings, match_questions
from nnexport.merging.questions.register import Register
from nnexport.merging.questions.wording import Wording, word_question
from nnexport.merging.repeats import Repeats

__all__ = ["Draft", "Placing"]


class Placing:
    """Documents → drafts: who is who."""

    def __init__(self, deck: Deck, lock: Lock, paths: Mapping[SourceId, str]) -> None:
        self.deck = deck
        self.locked = locked_notes(lock)
        self.paths = paths
        self.diagnostics: list[Diagnostic] = []
        heirs = {note.was for note in deck.notes if note.was}
        present = {note.id for note in deck.notes} | heirs
        by_source = {each.id for each in lock.removed if each.by == "source"} - heirs
        self.deleted = {each.id for each in lock.removed if each.by == "user"} - present
        self.deleted |= set(self.locked) - present - by_source
        self._fresh = FreshIds(present | set(self.locked) | self.deleted | by_source)
        self._deleted_texts = self._by_wording(self.deleted) | self._by_question(self.deleted)
        self._removed_texts = self._by_question(by_source - present)
        self.names = Names(deck, self.locked)
        self.register = Register()
        self.registered: list[Draft] = []
        self.called: dict[NoteId, list[Draft]] = {}
        self._followers: dict[int, set[int]] = {}
        titles = {section.id: section.title for section in deck.sections}
        self.drafts = [self._known_draft(note, titles) for note in deck.notes]
        self._remember_order([draft.number for draft in self.drafts])
        gone = self.deleted | by_source - present
        self._enter_removed([each for each in lock.removed if each.id in gone])
        self._reworded = self._find_reworded()
        self._homes: dict[int, Draft] = {}
        self._order: dict[SourceId, int] = {}
        self._front = Draft(None)

    @property
    def taken(self) -> set[str]:
        """All ids that are or ever were in use."""
        return self._fresh.taken

    def _known_draft(self, note: Note, titles: Mapping[SectionId, str]) -> Draft:
        section = titles.get(note.section, "") if note.section else ""
        draft = Draft(note, locked=self.locked.get(note.id), section=section)
        self._enter(draft, *draft.known_wordings())
        return draft

    def _enter_removed(self, removed: Sequence[Removed]) -> None:
        """Make what left the deck known, so that it is found if it is asked again, in other words
        too; but for a question that the deck still has."""
        for each in removed:
            locked = self.locked.get(each.id)
            draft = Draft(None, is_deleted=each.id in self.deleted, removed=each, locked=locked)
            wordings = [w for w in draft.known_wordings() if w.key not in self.register.by_key]
            if wordings:
                self._enter(draft, *wordings)

    def _enter_deleted(self, documents: Sequence[Document]) -> None:
        """Make known as what a person deleted each question of the sources, before any of them is
        matched: what asks the same in other words must find it, whichever source is read first.

        A text that another question is known by stays with that one.
        """
        if not self._deleted_texts:
            return
        known = {each.removed.id: each for each in self.registered if each.removed is not None}
        entries = [entry for document in documents for entry in document.entries]
        for entry in entries:
            note_id = self._deleted_texts.get(hash_text(entry.question)) if entry.question else None
            if note_id is None:
                continue
            wording = word_question(entry.question, entry.section)
            draft = known.get(note_id)
            if {*self.register.by_key.get(wording.key, ())} - {draft.number if draft else -1}:
                continue
            if draft is not None:
                self.register.extend(draft.number, wording)
                continue
            removed, locked = Removed(note_id, "user", entry.question), self.locked.get(note_id)
            known[note_id] = Draft(None, is_deleted=True, removed=removed, locked=locked)
            self._enter(known[note_id], wording)

    def _enter(self, draft: Draft, *wordings: Wording) -> None:
        draft.number = self.register.add(*wordings)
        self.registered.append(draft)
        self._call(draft, self.names_of(draft))

    def _call(self, draft: Draft, names: Collection[NoteId]) -> None:
        """Remember by which ids the header of the deck may mean a draft."""
        for name in names if self.names.is_needed else ():
            drafts = self.called.setdefault(name, [])
            if draft not in drafts:
                drafts.append(draft)

    def _remember_order(self, numbers: Sequence[int]) -> None:
        for one, other in pairwise(numbers):
            self._followers.setdefault(one, set()).add(other)

    def _by_question(self, ids: set[NoteId]) -> dict[str, NoteId]:
        """Return ids by the hash of the question that ingest wrote for them."""
        known = [(note_id, self.locked.get(note_id)) for note_id in sorted(ids)]
        return {n.generated.question: i for i, n in known if n and n.generated.question}

    def _by_wording(self, ids: set[NoteId]) -> dict[str, NoteId]:
        """Return ids by the hash of each other wording in which the sources asked them."""
        known = [(note_id, self.locked.get(note_id)) for note_id in sorted(ids)]
        asked = [(i, each) for i, note in known if note for each in note.written("asked")]
        return {text: note_id for note_id, each in asked for text in each.split("-")}

    def _find_reworded(self) -> dict[str, int]:
        """Return the notes whose question a person reworded, by the hash of what it was made of."""
        written: dict[str, int] = {}
        for index, draft in enumerate(self.drafts):
            assert draft.note is not None
            for note_id in filter(None, (draft.note.id, draft.note.was)):
                locked = self.locked.get(note_id)
                text = locked.generated.question if locked else ""
                if text and text != hash_text(draft.note.question):
                    known = written.setdefault(text, index)
                    written[text] = index if known == index else -1
        return {text: self.drafts[index].number for text, index in written.items() if index >= 0}

    # --- ids -----------------------------------------------------------------------------------

    def new_id(self, draft: Draft) -> NoteId:
        """Return the id of a new note: the old one if its question was in the deck before."""
        if draft.id is None:
            draft.id = self._old_id(draft) or self._make_id(draft)
        return draft.id

    def _old_id(self, draft: Draft) -> NoteId | None:
        if draft.removed is not None:
            return draft.removed.id
        for _, entry in draft.entries:
            asks = hash_text(entry.question) if entry.question else ""
            if asks in self._removed_texts:
                return self._removed_texts.pop(asks)
        return None

    def _make_id(self, draft: Draft) -> NoteId:
        asked = next((entry.question for _, entry in draft.entries if entry.question), "")
        number = draft.entries[0][1].number
        return self._fresh.make(question_title(asked) or f"answer {number}")

    def id_of(self, draft: Draft) -> NoteId:
        """Return the id of a draft's note."""
        return draft.note.id if draft.note is not None else self.new_id(draft)

    def names_of(self, draft: Draft) -> frozenset[NoteId]:
        """Return the ids by which the header of the deck may mean a draft."""
        if draft.note is not None:
            return frozenset(filter(None, (draft.note.id, draft.note.was)))
        names = {name for _, entry in draft.entries for name in self.entry_names(entry)}
        return frozenset(names | {draft.removed.id} if draft.removed is not None else names)

    def entry_names(self, entry: Entry) -> frozenset[NoteId]:
        """Return the ids by which the header of the deck may mean an entry."""
        if not self.names.is_needed:
            return frozenset()
        return self.names.of(entry.question, word_question(entry.question).key)

    # --- questions -----------------------------------------------------------------------------

    def place_asked(self, documents: Sequence[Document]) -> None:
        """Put each entry that asks something with its note.

        Answers without a question come after it: they need the others (see ``unasked``).
        """
        self._enter_deleted(documents)
        for document in sorted(documents, key=lambda each: [e.question for e in each.entries]):
            self._match(document)
        front, tail = Draft(None), Draft(None)
        self._front = front if self.drafts else tail
        above = {id(one): other for other, one in pairwise([front, *self.drafts])}
        for document in documents:
            self._line_up(document, tail, above)
        self.insert_followers(front)
        self.insert_followers(tail, self.drafts)

    def finish(self, documents: Sequence[Document]) -> None:
        """Put each draft's entries into order, and give new drafts their ids."""
        self._order = {document.source.id: place for place, document in enumerate(documents)}
        for draft in self.drafts:
            draft.entries.sort(key=self._rank)
        for draft in self.drafts:
            if draft.note is None and not draft.is_deleted:
                self.new_id(draft)

    def _match(self, document: Document) -> None:
        """Find the note of each question of a document, or make one."""
        entries = [entry for entry in document.entries if entry.question]
        asked = [
            Asked(word_question(each.question, each.section), each.number, each.answer)
            for each in entries
        ]
        source = document.source.id
        around = Surroundings(
            lambda number: self.registered[number].number_in(source),
            lambda number: self.registered[number].answers(),
            self._followers,
        )
        forced, forbidden = self._settled(entries, asked)
        matches = match_questions(asked, self.register, around, forced, forbidden)
        for match in matches:
            self._homes[id(entries[match.entry])] = self.registered[match.known]
        here = Repeats(self.names, self.called)
        for entry, each in zip(entries, asked, strict=True):
            if id(entry) in self._homes:
                here.add(entry, each.wording, self._homes[id(entry)])
        for entry, each in zip(entries, asked, strict=True):
            home = self._homes.get(id(entry)) or here.find(entry, each.wording)
            if home is None:
                removed = self._deleted_as(document, entry)
                home = Draft(None, is_deleted=removed is not None, removed=removed)
                self._enter(home, each.wording)
            self.register.extend(home.number, each.wording)
            self._homes[id(entry)] = home
            if home.note is None and self.names.is_needed:
                self._call(home, self.names.of(entry.question, each.wording.key))
            here.add(entry, each.wording, home)
        self._add_entries(document, entries)

    def _add_entries(self, document: Document, entries: Sequence[Entry]) -> None:
        """Give each draft the entries that were put with it."""
        first_of: dict[int, Entry] = {}
        for entry in entries:
            home = self._homes[id(entry)]
            home.entries.append((document, entry))
            first = first_of.setdefault(home.number, entry)
            if first is not entry:
                self._report_repeated(document, entry, first)
        self._remember_order([self._homes[id(entry)].number for entry in entries])

    def _line_up(self, document: Document, tail: Draft, above: Mapping[int, Draft]) -> None:
        """Put the new notes of a document behind the note of the entry before.

        The first ones come in front of the next note that was there before. Where there is none at
        all, the document has a subject of its own: it comes behind those of this run that have,
        too, and with them in front of what the deck has. Not behind that: where two people read
        two sources, the one would add a question, the other an answer, to the end of the last one,
        and git could not tell which lines belong together. ``above``: the draft above each one of
        the deck, by ``id``.
        """
        found = [self._homes.get(id(entry)) for entry in document.entries]
        homes = [home for home in found if home is not None]
        known = [home for home in homes if home.note is not None or home.place is not None]
        after = (known[0].place or above.get(id(known[0]), tail)) if known else self._front
        behind: dict[int, tuple[Draft, list[Draft]]] = {}
        for home in homes:
            if home.note is None and home.place is None:
                home.place = after
                behind.setdefault(id(after), (after, []))[1].append(home)
            after = home
        for draft, followers in behind.values():
            places = enumerate(draft.followers)
            at = next((at for at, each in places if known and each is known[0]), 0)
            at = at if known else len(draft.followers)
            draft.followers[at:at] = followers

    def insert_followers(self, front: Draft, before: Sequence[Draft] = ()) -> None:
        """Put new drafts behind those that they follow; ``before``: what is in place already."""
        ordered: list[Draft] = []
        waiting = [] if before else [*reversed(self.drafts)]
        waiting.append(front)
        while waiting:
            draft = waiting.pop()
            ordered.append(draft)
            waiting.extend(reversed(draft.followers))
            draft.followers = []
        self.drafts = [*before, *ordered[1:]]

    def _deleted_as(self, document: Document, entry: Entry) -> Removed | None:
        """Return the removal of an entry's question, if a person took it out of the deck."""
        if not self.deleted:
            return None
        known = self._deleted_texts.get(hash_text(entry.question))
        if known is not None:
            return Removed(known, "user")
        note_id = derive_id(question_title(entry.question))
        locked = self.locked.get(note_id)
        if note_id not in self.deleted:
            return None
        # The same words may ask something else: with another text, the number must agree.
        written = locked.generated.question if locked else ""
        numbers = dict(locked.numbers) if locked else {}
        is_same = not written or numbers.get(document.source.id) == entry.number
        return Removed(note_id, "user") if is_same else None

    # --- settled -------------------------------------------------------------------------------

    def _settled(
        self, entries: Sequence[Entry], asked: Sequence[Asked]
    ) -> tuple[dict[int, int], set[tuple[int, int]]]:
        """Return the pairs that are settled: by the deck's ``same`` and ``different``, and by the
        lock, which knows a question that was reworded in the deck by what the source called it."""
        forced: dict[int, int] = {}
        forbidden: set[tuple[int, int]] = set()
        if self.names.is_needed:
            for index, each in enumerate(asked):
                question = entries[index].question, each.wording.key
                names, sure = self.names.of(*question), self.names.by_text(*question)
                self._forbid(index, each.wording, names, forbidden)
                for name in sorted(names):
                    group = self.names.groups.get(name, ())
                    standing = ((other, self._standing(other)) for other in group)
                    keep, draft = next((pair for pair in standing if pair[1]), (name, None))
                    # What asks exactly what that note asks finds it by itself.
                    if draft is not None and keep not in sure:
                        forced.setdefault(index, draft.number)
        if self._reworded:
            hashes = [hash_text(entry.question) for entry in entries]
            counts = Counter(hashes)
            settled = set(forced.values())
            for index, text in enumerate(hashes):
                target = self._reworded.get(text)
                if target is not None and counts[text] == 1 and target not in settled:
                    forced.setdefault(index, target)
        return forced, forbidden

    def _standing(self, name: NoteId) -> Draft | None:
        """Return the question of a name that is in the deck or in a source, not only removed."""
        called = self.called.get(name, ())
        return next((draft for draft in called if draft.note is not None or draft.entries), None)

    def _forbid(
        self,
        index: int,
        wording: Wording,
        names: frozenset[NoteId],
        forbidden: set[tuple[int, int]],
    ) -> None:
        for one, other in self.names.different if names else ():
            for draft in self.called.get(other, ()) if one in names else ():
                if word_question(draft.question).key != wording.key:
                    forbidden.add((index, draft.number))

    def is_settled(self, draft: Draft, entry: Entry) -> bool:
        """Tell whether a person said that an entry asks what its draft asks."""
        return self.names.are_same(self.entry_names(entry), self.names_of(draft))

    def is_joined(self, note: Note) -> bool:
        """Tell whether what a note asked was put with another one, because a person said that they
        are the same."""
        group = self.names.groups.get(note.id, ())
        homes = (draft for name in group for draft in self.called.get(name, ()))
        return any(
            note.id in self.entry_names(entry) for draft in homes for _, entry in draft.entries
        )

    def _rank(self, pair: tuple[Document, Entry]) -> tuple[int, int]:
        return self._order[pair[0].source.id], pair[1].first_line

    # --- saying --------------------------------------------------------------------------------

    def diagnostic(
        self, code: str, document: Document, entry: Entry, message: str, help: str
    ) -> Diagnostic:
        """Return what there is to say about an entry, at its first line."""
        span = Span(self.paths[document.source.id], entry.first_line)
        excerpt = (entry.question or entry.answer).split("\n")[0]
        return Diagnostic(code, span, message, help, excerpt)

    def say(self, code: str, document: Document, entry: Entry, message: str, help: str) -> None:
        """Report something about an entry."""
        self.diagnostics.append(self.diagnostic(code, document, entry, message, help))

    def _report_repeated(self, document: Document, entry: Entry, first: Entry) -> None:
        message = f"“{shorten_title(entry.question)}” is asked in line {first.first_line} already"
        help_line = "both answers are variants of one note; reword one if it means something else"
        self.say("NN108", document, entry, message, help_line)
