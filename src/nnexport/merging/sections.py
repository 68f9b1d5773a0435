"""The sections of a deck, old and new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nnexport.deck.document import Entry, Note, Section, SectionId
from nnexport.deck.identity import slug
from nnexport.deck.lock import LockedNote, hash_text


def section_title(entries: Iterable[Entry]) -> str:
    """Return the section that the first source names that names one; empty where none does."""
    return next((entry.section for entry in entries if entry.section), "")


class Sections:
    """Gives each note its section, and knows all sections in order."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = list(sections)
        self._ids = {section.id for section in self._sections}
        self._by_title = {section.title: section.id for section in reversed(self._sections)}
        self._titles = {section.id: section.title for section in self._sections}
        self._last: SectionId | None = None

    @property
    def all(self) -> tuple[Section, ...]:
        return tuple(self._sections)

    def place(self, note: Note, before: LockedNote, entries: Sequence[Entry]) -> Note:
        """Return a note in its section: the one that the sources name, or what a person made of it.

        A section line that was deleted by hand stays away.
        """
        title = section_title(entries)
        if title and self._is_generated(note, before):
            note = replace(note, section=self._by_title.get(title) or self._add(title))
        elif note.section not in self._ids:
            note = replace(note, section=None)
        self._last = note.section or self._last
        return note

    def _is_generated(self, note: Note, before: LockedNote) -> bool:
        written = before.written("section")
        if note.section is None:
            return not written
        return hash_text(self._titles.get(note.section, "")) in written

    def _add(self, title: str) -> SectionId:
        """Add a section behind that of the note before."""
        section = Section(SectionId(slug(title, self._ids, "section")), title)
        places = [i for i, each in enumerate(self._sections) if each.id == self._last]
        self._sections.insert(places[0] + 1 if places else len(self._sections), section)
        self._ids.add(section.id)
        self._by_title[title] = section.id
        self._titles[section.id] = title
        return section.id
