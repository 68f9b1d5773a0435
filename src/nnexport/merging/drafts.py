"""A note while it is put together of a note of the deck and of entries of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nnexport.deck.document import Document, Entry, Note, NoteId, SourceId
from nnexport.deck.lock import LockedNote, Removed
from nnexport.merging.questions.wording import Wording, word_question


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

    removed: Removed | None = None
    """What the lock remembers of it, if it was in the deck before."""

    locked: LockedNote | None = None
    """What the lock remembers of the note."""

    section: str = ""
    """Title of the note's section in the deck."""

    id: NoteId | None = None
    """Of a new note, once all are placed."""

    place: Draft | None = None
    """Behind which it goes, once that is known."""

    number: int = -1
    """In the register of questions; none below 0."""

    @property
    def question(self) -> str:
        if self.note is not None and self.note.question:
            return self.note.question
        asked = next((entry.question for _, entry in self.entries if entry.question), "")
        return asked or (self.removed.question if self.removed else "")

    def known_wordings(self) -> Iterator[Wording]:
        """Yield the wordings under which a note is known that is or was in the deck."""
        if self.note is None:
            removed = self.removed
            for question in (removed.question, *removed.asked) if removed is not None else ():
                if question:
                    yield word_question(question)
            return
        if self.note.question:
            yield word_question(self.note.question, self.section)
        for asked in dict.fromkeys(variant.asked for variant in self.note.variants):
            if asked and asked != self.note.question:
                yield word_question(asked, self.section)

    def number_in(self, source: SourceId) -> str:
        """Return its number in a source, as it was when that was read last."""
        for known, number in self.locked.numbers if self.locked is not None else ():
            if known == source:
                return number
        if self.note is not None:
            for variant in self.note.variants:
                if variant.place.source == source:
                    return variant.number or self.note.number
        return next((entry.number for _, entry in self.entries if entry.number), "")

    def answers(self) -> tuple[str, ...]:
        """Return all answers that its sources gave and give."""
        known = self.note.variants if self.note is not None else ()
        fresh = (entry.answer for _, entry in self.entries if entry.answer)
        return (*(variant.text for variant in known), *fresh)
