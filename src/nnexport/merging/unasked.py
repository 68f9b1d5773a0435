"""Where answers go that stand in their source without a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nnexport.deck.document import Document, Entry
from nnexport.deck.lock import hash_text
from nnexport.deck.question import shorten_title
from nnexport.deck.words import rarity
from nnexport.merging.drafts import Draft
from nnexport.merging.folding.meaning import meaning_words
from nnexport.merging.placing import Placing
from nnexport.merging.questions.match import FITS, fit_of_answer


def place_unasked(placing: Placing, documents: Sequence[Document]) -> None:
    """Put the answers without a question with their notes, when all questions have theirs."""
    if all(entry.question for document in documents for entry in document.entries):
        return
    weights = rarity([meaning_words(draft.question) for draft in placing.drafts])
    for document in documents:
        if not all(entry.question for entry in document.entries):
            _Unasked(placing, document, weights).place()


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
        number = draft.number_in(source)
        if number:
            self.by_number.setdefault(number, []).append(draft)
        for variant in draft.note.variants if draft.note is not None else ():
            if variant.place.source == source:
                self.by_text.setdefault(variant.text, []).append(draft)

    def place(self) -> None:
        """Put each answer with the question that has it already, else with that of its number, if
        the two fit, else into a note of its own: the one that it has, or a new one."""
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
        source = self.document.source.id
        known.sort(key=lambda draft: draft.number_in(source) != entry.number)
        for draft in known:
            # A note without a question only waits for one, unless a person wrote into it.
            if draft.question or _is_edited(draft):
                return draft
        candidates = self._free(self.by_number.get(entry.number, ()))
        asking = [draft for draft in candidates if draft.question]
        nameless = known or [draft for draft in candidates if not draft.question]
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


def _is_edited(draft: Draft) -> bool:
    """Tell whether a person changed anything of a note without a question."""
    note, locked = draft.note, draft.locked
    if note is None or locked is None:
        return note is not None
    is_written = hash_text(note.answer) in locked.written("answer")
    return not (note.skip and is_written) or bool(note.tags or note.accept)
