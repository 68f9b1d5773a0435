"""A deck → all rows of a sheet in order, each with the heading or the item that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from nnexport.deck.document import Deck, Note
from nnexport.deck.markup import Inline
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.items import read_title, title_text
from nnexport.exporters.pdf.lines import set_lines
from nnexport.exporters.pdf.looks import Look
from nnexport.exporters.pdf.page import Bookmark, Row
from nnexport.exporters.pdf.runs import set_plain
from nnexport.exporters.pdf.structure import HEADING, Element
from nnexport.exporters.pdf.text.characters import clusters, without_unseen

TITLE_LEVEL = 1
"""The deck's title is the first heading of the document; sections and questions are below it."""

BOOKMARK_LENGTH = 160
"""Longest line of the outline, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading or an item among the rows of a sheet."""

    bookmark: Bookmark
    number: str = ""
    """As printed; empty for a heading."""

    is_parted: bool = False
    """An item below another one, not below a heading."""

    asked: tuple[Inline, ...] = ()
    """Its question, the first paragraph; empty for a heading."""

    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """All rows of a sheet in order, before they are put into columns."""

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    """For each row, the entry that it belongs to."""

    def starts_entry(self, index: int) -> bool:
        return index == 0 or self.entries[index] is not self.entries[index - 1]

    @property
    def starts(self) -> Iterator[int]:
        """The first row of each entry."""
        return (index for index in range(len(self.rows)) if self.starts_entry(index))

    @property
    def listed(self) -> list[Entry]:
        """The entries in order, each once."""
        return [self.entries[index] for index in self.starts]


def nest(flow: Flow, prefix: str, levels: int = 1) -> Flow:
    """Return a flow of the same notes once more: other keys, ``levels`` deeper in the outline."""
    changed: dict[str, Entry] = {}
    for entry in flow.entries:
        mark = entry.bookmark
        if mark.key not in changed:
            deeper = replace(mark, key=prefix + mark.key, level=mark.level + levels)
            changed[mark.key] = replace(entry, bookmark=deeper)
    return Flow(flow.rows, tuple(changed[entry.bookmark.key] for entry in flow.entries))


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """How the heading of a section is set, and the room around it."""

    look: Look
    leading_pt: float
    baseline_pt: float
    gap_pt: float
    gap_below_pt: float


SetItem = Callable[[Note, str, Element], list[Row]]
"""(note, number, element of its question) → its rows, at least one."""


def printed_notes(deck: Deck) -> list[Note]:
    """Return the notes that are printed, each with the kind of cards that it asks for."""
    return [replace(note, cards=deck.cards_of(note)) for note in deck.exported_notes]


def set_flow(
    deck: Deck,
    notes: Sequence[Note],
    numbers: Sequence[str],
    set_item: SetItem,
    heading: HeadingStyle,
    gap_pt: float,
    width_pt: float,
    fonts: Fonts,
    document: Element,
    depth: int = 0,
    before: Sequence[Note] = (),
) -> tuple[Flow, list[Diagnostic]]:
    """Return the rows of notes, a heading above each new section, ``gap_pt`` above each item.

    ``depth`` is the number of headings that all of them are below, besides the title; ``before``
    are the notes in front of these, where they are but a part.

    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    rows: list[Row] = []
    entries: list[Entry] = []
    diagnostics: list[Diagnostic] = []
    keys: Counter[str] = Counter(note.id for note in before)
    sections: dict[str, str] = {section.id: section.title for section in deck.sections}

    def name_of(section: str | None) -> str:
        return sections.get(section, section) if section is not None else ""

    part = document
    section, level = (before[-1].section if before else None), 0
    if name_of(section):
        # A section that goes on from the part before has its heading there.
        part = document.open("Sect")
        level = int(bool(shorten(name_of(section))))
    for at, (note, number) in enumerate(zip(notes, numbers, strict=True), start=len(before)):
        after_heading = False
        if note.section != section:
            section = note.section
            name = name_of(section)
            part = document.open("Sect") if name else document
            own = set_heading(name, heading, width_pt, fonts, part, depth)
            after_heading = bool(own)
            level = int(after_heading)
            bookmark = Bookmark(f"section:{at}", shorten(name), 0, 0.0)
            rows += own
            entries += [Entry(bookmark, is_heading=True)] * len(own)
            diagnostics += fonts.losses.take(f"section '{name}'")
        question = part.open("Sect").open(HEADING, level=TITLE_LEVEL + 1 + depth + level)
        own = set_item(note, number, question)
        above_pt = heading.gap_below_pt if after_heading else gap_pt
        own[0] = own[0]._replace(gap_pt=above_pt, keep=after_heading, starts=True)
        asked = read_title(note)
        bookmark = _bookmark(note, number, title_text(asked), level, keys)
        rows += own
        entry = Entry(bookmark, number, not after_heading, asked)
        entries += [entry] * len(own)
        diagnostics += fonts.losses.take(f"question {number or note.id}", note.id)
    return Flow(tuple(rows), tuple(entries)), diagnostics


def set_heading(
    title: str,
    style: HeadingStyle,
    width_pt: float,
    fonts: Fonts,
    part: Element,
    depth: int = 0,
    language: str = "",
) -> list[Row]:
    """Return the rows of a heading; none for a title that shows nothing."""
    look = style.look._replace(
        element=part.open(HEADING, level=TITLE_LEVEL + 1 + depth, language=language)
    )
    lines = set_lines(
        set_plain(title, look), fonts, width_pt=width_pt, baseline_pt=style.baseline_pt, even=True
    )
    return [
        Row(style.leading_pt, line.marks, gap_pt=style.gap_pt, starts=True)
        if at == 0
        else Row(style.leading_pt, line.marks, keep=True)
        for at, line in enumerate(lines)
    ]


def _bookmark(note: Note, number: str, title: str, level: int, keys: dict[str, int]) -> Bookmark:
    """Return the outline's line of a note; ``keys`` counts the ids so far."""
    # A deck with the same id twice is reported by the checks; here it still has two bookmarks.
    keys[note.id] = keys.get(note.id, 0) + 1
    key = note.id if keys[note.id] == 1 else f"{note.id}:{keys[note.id]}"
    # A line of the outline, and a place to click that leads there, always say something.
    shown = shorten(f"{number}. {title}" if number else title) or note.id
    return Bookmark(key, shown, level, 0.0)


def shorten(text: str, length: int = BOOKMARK_LENGTH) -> str:
    """Return a text in one line of visible characters, cut where it is longer."""
    if not (text.isascii() and text.isprintable()):  # Nearly all are.
        text = without_unseen("".join(" " if c.isspace() else c for c in text))
    shown = " ".join(text.split())
    if len(shown) <= length:
        return shown
    cut = shown[: length - 1]
    if not shown.isascii():
        # No letter loses its marks.
        ends = accumulate(map(len, clusters(shown)))
        cut = shown[: max(takewhile(lambda end: end < length, ends), default=0)]
    whole = cut if shown[len(cut)] == " " else cut.rpartition(" ")[0]
    # A word that is most of the text is cut itself.
    return (whole if len(whole) > length / 2 else cut).rstrip(" .,;:") + "…"
