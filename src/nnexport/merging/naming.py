"""What a person settled about matching: the ids under ``same`` and ``different`` in the deck.

An id names a note that is in the deck, one that left it (the lock remembers its question), or one
that was never there because its question was put with another one. So what was settled once holds
for ever, whoever of the two comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nnexport.deck.document import Deck, NoteId
from nnexport.deck.identity import derive_id, without_count
from nnexport.deck.lock import LockedNote, hash_text
from nnexport.deck.question import question_title
from nnexport.merging.questions.wording import word_question


class Names:
    """Which of the ids that the header of a deck names a question goes by."""

    def __init__(self, deck: Deck, locked: Mapping[NoteId, LockedNote]) -> None:
        self.groups = _groups(deck.same)
        self.different = frozenset(
            pair for one, other in deck.different for pair in ((one, other), (other, one))
        )
        mentioned = {*self.groups, *(one for one, _ in self.different)}
        self.is_needed = bool(mentioned)
        self._by_hash: dict[str, set[NoteId]] = {}
        self._by_key: dict[str, set[NoteId]] = {}
        self._by_stem: dict[str, set[NoteId]] = {}
        for note_id in mentioned:
            known = locked.get(note_id)
            if known is not None and known.generated.question:
                self._by_hash.setdefault(known.generated.question, set()).add(note_id)
            for stem in {note_id, without_count(note_id)}:
                self._by_stem.setdefault(stem, set()).add(note_id)
        for note in deck.notes if mentioned else ():
            if note.id in mentioned and note.question:
                self._by_key.setdefault(word_question(note.question).key, set()).add(note.id)

    def of(self, question: str, key: str) -> frozenset[NoteId]:
        """Return the ids that a question goes by: those of its text, else those that it would get.

        ``key`` is that of its wording.
        """
        if not self.is_needed or not question:
            return frozenset()
        known = self.by_text(question, key)
        return known or frozenset(self._by_stem.get(derive_id(question_title(question)), set()))

    def by_text(self, question: str, key: str) -> frozenset[NoteId]:
        """Return the ids of the notes that ask exactly this, now or when they were in the deck."""
        known = self._by_hash.get(hash_text(question), set()) | self._by_key.get(key, set())
        return frozenset(known)

    def are_same(self, ones: Iterable[NoteId], others: Iterable[NoteId]) -> bool:
        """Tell whether a person said that any of these is any of those."""
        others = set(others)
        return any(not others.isdisjoint(self.groups.get(one, ())) for one in ones)

    def are_different(self, ones: Iterable[NoteId], others: Iterable[NoteId]) -> bool:
        """Tell whether a person said that any of these is not any of those."""
        others = list(others)
        return any((one, other) in self.different for one in ones for other in others)


def _groups(pairs: Iterable[tuple[NoteId, NoteId]]) -> dict[NoteId, tuple[NoteId, ...]]:
    """Return for each id all that are the same, in the order in which they are listed."""
    groups: dict[NoteId, tuple[NoteId, ...]] = {}
    for one, other in pairs:
        joined = tuple(dict.fromkeys((*groups.get(one, (one,)), *groups.get(other, (other,)))))
        groups |= dict.fromkeys(joined, joined)
    return groups
