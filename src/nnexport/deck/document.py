"""The whole vocabulary: what a source states, and what a deck holds. No behaviour beyond small
properties.

Two stages, two types: an :class:`Entry` has no id, a :class:`Note` always has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NewType

NoteId = NewType("NoteId", str)
SourceId = NewType("SourceId", str)
SectionId = NewType("SectionId", str)

LineRange = tuple[int, int]
"""First and last line of a file, 1-based, both included."""

FLAGS = ("truncated", "moved-boundary", "continued", "filler")
"""What a reader may say about an answer, in the order in which it is written."""

ANSWER_POLICIES = ("merged", "longest")
"""Values of ``answers`` and ``answer_from``, beside ``best:SOURCE``."""

CARD_KINDS = ("basic", "cloze")

LAYOUTS = (
    "study",
    "cheatsheet",
    "cards",
    "fold",
    "booklet",
    "large",
    "selftest",
)
"""The ways in which a deck is laid out on paper."""

USUAL_LAYOUTS = ("study", "cheatsheet")
"""Those of a deck that asks for none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a source, written ``SOURCE:12-30,44-50``."""

    source: SourceId
    lines: tuple[LineRange, ...]
    """In file order, not overlapping; empty when only the source is known."""

    def __str__(self) -> str:
        ranges = ",".join(f"{a}" if a == b else f"{a}-{b}" for a, b in self.lines)
        return f"{self.source}:{ranges}"


_PLACE = re.compile(r"(?P<source>[^:]+):(?P<lines>\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)")


def parse_place(text: str) -> Place | None:
    """Read the written form of a place back; ``None`` when it is none."""
    match = _PLACE.fullmatch(text.strip())
    if match is None:
        return None
    ranges: list[LineRange] = []
    for part in match["lines"].split(","):
        first, _, last = part.partition("-")
        ranges.append((int(first), int(last or first)))
    ascending = all(a <= b for a, b in ranges)
    apart = all(one[1] < two[0] for one, two in pairwise(ranges))
    if not (ascending and apart and ranges[0][0] >= 1):
        return None
    return Place(SourceId(match["source"]), tuple(ranges))


@dataclass(frozen=True, slots=True)
class Source:
    """A file of raw text, as the deck lists it."""

    id: SourceId
    path: str
    """Relative to the deck's folder, with forward slashes."""

    sha256: str = ""
    """Of the file's bytes when it was last read; empty when it was never read."""

    title: str = ""
    """Shown as source on cards; the id stands in when it is empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as a source states it, before merging."""

    number: str
    """As printed in the source; may repeat or skip; empty when there is none. Readers do not
    renumber."""

    question: str
    """Markdown; empty when the source gives only an answer."""

    answer: str
    """Markdown; empty when the source gives none."""

    question_lines: tuple[LineRange, ...] = ()
    answer_lines: tuple[LineRange, ...] = ()
    section: str = ""
    """Title of the section it stands in; empty when there is none."""

    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def first_line(self) -> int:
        """Where a message about this entry points."""
        lines = self.question_lines or self.answer_lines
        return lines[0][0] if lines else 0


@dataclass(frozen=True, slots=True)
class Document:
    """What one source says, in its own order."""

    source: Source
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer to a note's question as a source gives it, cleaned of furniture only."""

    place: Place
    """Where the answer stands (``from`` in the YAML)."""

    text: str
    number: str = ""
    """The label in that source, where it differs from the note's."""

    asked: str = ""
    """The question's wording in that source, where it differs from the note's."""

    asked_place: Place | None = None
    """Where the question stands (``asked_from``), where it is another place than the answer."""

    flags: tuple[str, ...] = ()
    edited: bool = False
    """Changed by hand in the YAML; ``ingest`` keeps it."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to learn."""

    id: NoteId
    question: str
    answer: str
    """Markdown, what every exporter shows; empty when nobody answered."""

    number: str = ""
    section: SectionId | None = None
    tags: tuple[str, ...] = ()
    answer_from: str = ""
    """Policy for this note's answer; empty means the deck's."""

    cards: str = ""
    """``basic`` or ``cloze``; empty means the deck's. See ``Deck.cards_of``."""

    accept: tuple[str, ...] = ()
    """Diagnostic codes silenced at this note."""

    skip: bool = False
    was: NoteId | None = None
    variants: tuple[Variant, ...] = ()

    @property
    def has_answer(self) -> bool:
        return bool(self.answer.strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the deck."""

    id: SectionId
    title: str


@dataclass(frozen=True, slots=True)
class Deck:
    """The notes after merging, with what the deck says about itself."""

    id: str
    """Namespace of every GUID; never changes."""

    title: str
    anki: str = ""
    """Anki deck name; empty means the title."""

    tags: tuple[str, ...] = ()
    language: str = "en"
    answers: str = "merged"
    cards: str = ""
    """``basic`` or ``cloze``, for notes that say nothing themselves; empty means ``basic``."""

    subdecks: bool = False
    """In Anki, the notes of each section stand in a subdeck of its own."""

    layouts: tuple[str, ...] = ()
    """Of ``LAYOUTS``: the sheets that are made of it; empty means the usual ones."""

    same: tuple[tuple[NoteId, NoteId], ...] = ()
    different: tuple[tuple[NoteId, NoteId], ...] = ()
    sources: tuple[Source, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @property
    def exported_notes(self) -> tuple[Note, ...]:
        """The notes that leave the deck, in order: all that are not marked ``skip``."""
        return tuple(note for note in self.notes if not note.skip)

    @property
    def shown_layouts(self) -> tuple[str, ...]:
        """The sheets that are made of the deck unless somebody asks for others."""
        return self.layouts or USUAL_LAYOUTS

    def cards_of(self, note: Note) -> str:
        """Return what kind of cards a note asks for: ``basic`` or ``cloze``."""
        return note.cards or self.cards or "basic"

    def source_title(self, source_id: SourceId) -> str:
        """Return what a reader should see for a source: its title, or its id."""
        for source in self.sources:
            if source.id == source_id:
                return source.title or source.id
        return source_id

    def section_title(self, section_id: SectionId | None) -> str:
        """Return a section's title; empty for no section, the id for one that is not listed."""
        if section_id is None:
            return ""
        for section in self.sections:
            if section.id == section_id:
                return section.title
        return section_id
