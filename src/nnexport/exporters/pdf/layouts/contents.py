"""The list of contents: sections and questions, with the pages on which they begin.

It is laid out when the pages behind it are known, and has numbers of its own, so that its length
changes none of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil

from nnexport.deck.markup import Inline
from nnexport.exporters.pdf.columns import Column, column_height
from nnexport.exporters.pdf.fonts import BOLD, HEAVY, REGULAR, Fonts, primary_face
from nnexport.exporters.pdf.headers import Header
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.layouts.flow import TITLE_LEVEL, Entry, Flow
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.layouts.listed import list_inlines
from nnexport.exporters.pdf.layouts.paging import (
    Numbers,
    Paging,
    fill_pages,
    place_pages,
)
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.lines import CHARACTER, Line, measure_runs, set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.page import (
    ACCENT,
    GREY,
    Bookmark,
    Glyphs,
    Link,
    Mark,
    Page,
    Row,
    make_row,
    shift,
)
from nnexport.exporters.pdf.runs import set_inlines, set_plain
from nnexport.exporters.pdf.structure import HEADING, Element

KEY = "contents:"
"""Of its bookmark; ids of notes have no colon."""

MANY = 20
"""A deck of more questions has a list of contents, as one with sections has."""

SHARE = 0.25
"""Of the pages that a list leads to: a longer one is not worth its paper, and to leaf through three
pages is faster than to read one."""

TITLE_LINES = 4
"""Room of the title and of the header above it, in lines."""

# Factors of the size of the text.
TITLE_SIZE = 1.35
SECTION_GAP = 0.7
NUMBER_GAP = 0.6
DOT_PERIOD = 0.5
"""From one dot of a leader to the next; all leaders have their dots below each other."""

LEADER_GAP = 0.5
SHORTEST_LEADER = 1.5

TIGHTER = (0.95, 0.9, 0.85)
"""Sizes that are tried if a list hardly begins its last page."""

HARDLY = 0.25
"""Part of a page."""

NEARLY_ALL = 0.7
"""Part of the titles that have one line, where a list has columns."""

MARGIN = 8
"""Characters of a line that are for leader and page."""

SHORT = 5
"""Pages of a list that a smaller size saves one of, not several."""


def listed_entries(
    entries: Sequence[Entry], pages: int, geometry: Geometry, type: Type
) -> list[int]:
    """Return the numbers of what a list names: sections and questions, else sections alone.

    Shape: empty where a list is no help: for few pages, or if it needs too many itself.
    """
    everything = list(range(len(entries)))
    headings = [at for at in everything if entries[at].is_heading]
    if not (headings or len(entries) > MANY):
        return []
    room_pt = geometry.height_pt - geometry.top_pt - geometry.bottom_pt
    least_pt = _tighten(type, TIGHTER[-1]).leading_pt
    lines = max(int(room_pt / least_pt) - TITLE_LINES, 1)
    if len(entries) > lines:
        lines *= _count_columns([entry.bookmark.title for entry in entries], geometry, type)
    for listed in (everything, headings[1:] and headings):
        if listed and ceil(len(listed) / lines) <= SHARE * pages:
            return listed
    return []


def place_contents(
    entries: Sequence[Entry],
    listed: Sequence[int],
    pages: Mapping[str, str],
    header: Header,
    document: Element,
    fonts: Fonts,
    geometry: Geometry,
    type: Type,
) -> list[Page]:
    """Return the pages of the list of some entries, in Roman numbers.

    ``listed``: which they are. ``pages``: on which each begins, by the key of its bookmark.
    """
    part = document.open("Sect")
    # All of the list is one entry of the outline.
    name = labels_of(fonts.language).phrases.contents
    entry = Entry(Bookmark(KEY, name, 0, 0.0), is_heading=True)

    def set_list(type: Type, columns: int = 1) -> _Listed:
        narrow = replace(geometry, columns=columns)
        title = _set_title(type, fonts, narrow.column_pt, part)
        rows = (*title, *_set_entries(entries, listed, pages, type, fonts, narrow, part))
        own = Flow(rows, (entry,) * len(rows))
        paging = Paging(narrow, header, lambda entry, row: (), hairlines=False)
        return _Listed(own, paging, fill_pages(own, paging))

    chosen = set_list(type)
    if chosen.count > 1:
        titles = [entries[at].bookmark.title for at in listed]
        count = _count_columns(titles, geometry, type)
        if count > 1:
            chosen = min(chosen, set_list(type, count), key=lambda each: each.count)
        if chosen.count <= SHORT and chosen.hardly_begins:
            tries = (set_list(_tighten(type, each), chosen.columns) for each in TIGHTER)
            fewer = (each for each in tries if each.count < chosen.count)
            chosen = next(fewer, chosen)
    numbers = Numbers(chosen.count, roman=True)
    return place_pages(chosen.flow, chosen.pages, chosen.paging, fonts, numbers)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list as it is set."""

    flow: Flow
    paging: Paging
    pages: Sequence[Sequence[Column]]

    @property
    def count(self) -> int:
        return len(self.pages)

    @property
    def columns(self) -> int:
        return self.paging.geometry.columns

    @property
    def hardly_begins(self) -> bool:
        """Its last page is nearly empty."""
        used_pt = sum(column_height(self.flow.rows, column) for column in self.pages[-1])
        return used_pt < HARDLY * self.columns * self.paging.height_pt(self.count - 1)


def _count_columns(titles: Sequence[str], geometry: Geometry, type: Type) -> int:
    """Return how many columns a long list has: those of its sheet, if that takes less paper.

    That is where most titles have room in a line of a column.
    """
    room = geometry.column_pt / (CHARACTER * type.size_pt) - MARGIN
    fitting = sum(len(title) <= room for title in titles)
    return geometry.columns if fitting > NEARLY_ALL * len(titles) else 1


def _tighten(type: Type, factor: float) -> Type:
    """Return smaller type, unless it must not be smaller."""
    size_pt = max(factor * type.size_pt, min(type.size_pt, type.smallest_pt))
    return replace(type, size_pt=size_pt, leading_pt=type.leading_pt * size_pt / type.size_pt)


def _set_title(type: Type, fonts: Fonts, width_pt: float, part: Element) -> list[Row]:
    labels = labels_of(fonts.language)
    heading = part.open(HEADING, level=TITLE_LEVEL + 1, language=labels.language)
    look = Look(HEAVY, TITLE_SIZE * type.size_pt, color=ACCENT)
    frame = type.frame(look, fonts, 0.0, width_pt, heading)
    (line,) = frame.set_lines(set_plain(labels.phrases.contents, frame.look))
    return [Row(type.leading_pt * TITLE_SIZE, line.marks, starts=True)]


def _set_entries(
    entries: Sequence[Entry],
    listed: Sequence[int],
    pages: Mapping[str, str],
    type: Type,
    fonts: Fonts,
    geometry: Geometry,
    part: Element,
) -> Iterator[Row]:
    """Yield the rows of the list; questions are a list of their own below their section."""
    grid = _make_grid(entries, pages, type, fonts, geometry.column_pt)
    outer = part.open("TOC")
    place = outer
    for at, following in zip_longest(listed, listed[1:]):
        entry = entries[at]
        if entry.bookmark.level == 0:
            place = outer
        item = place.open("TOCI")
        rows = _set_entry(entry, pages[entry.bookmark.key], grid, item)
        if entry.is_heading:
            if following is not None and not entries[following].is_heading:
                place = item.open("TOC")
            rows[0] = rows[0]._replace(gap_pt=SECTION_GAP * type.leading_pt)
        elif entry.bookmark.level and at and entries[at - 1].is_heading:
            rows[0] = rows[0]._replace(keep=True)
        yield from rows


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where numbers, questions and pages stand in the list."""

    type: Type
    fonts: Fonts
    hang_pt: float
    text_pt: float
    width_pt: float

    def set_text(
        self, text: str, look: Look, element: Element | None, width_pt: float
    ) -> list[Line]:
        return self._set(set_plain(text, look._replace(element=element)), width_pt)

    def set(
        self, inlines: Sequence[Inline], look: Look, element: Element | None, width_pt: float
    ) -> list[Line]:
        (runs,) = set_inlines(inlines, look._replace(element=element), self.fonts.losses)
        return self._set(runs, width_pt)

    def _set(self, runs: Sequence[Run], width_pt: float) -> list[Line]:
        baseline_pt = self.type.baseline_pt
        return set_lines(runs, self.fonts, width_pt=width_pt, baseline_pt=baseline_pt, goes_on=True)


def _make_grid(
    entries: Sequence[Entry], pages: Mapping[str, str], type: Type, fonts: Fonts, width_pt: float
) -> _Grid:
    numbers = {entry.number for entry in entries}
    grid = _Grid(type, fonts, 0.0, 0.0, width_pt)
    number_pt = _widest(grid, numbers, type.number)
    page_pt = _widest(grid, pages.values(), type.answer._replace(font=BOLD))
    hang_pt = number_pt + NUMBER_GAP * type.size_pt if number_pt else 0.0
    leader_pt = SHORTEST_LEADER * type.size_pt
    return replace(grid, hang_pt=hang_pt, text_pt=width_pt - hang_pt - page_pt - leader_pt)


def _widest(grid: _Grid, texts: Iterable[str], look: Look) -> float:
    """Return the width of the widest text, up to a fifth of the column."""
    widths = [measure_runs(set_plain(text, look), grid.fonts)[1] for text in {*texts}]
    grid.fonts.losses.take("")  # Of what is set again with its question.
    return min(max(widths, default=0.0), grid.width_pt / 5)


def _set_entry(entry: Entry, page: str, grid: _Grid, item: Element) -> list[Row]:
    """Return the rows of an entry: number, title, leader, page; all of them a place to click."""
    type = grid.type
    link = item.open("Reference").open("Link")
    look = type.answer._replace(font=BOLD if entry.is_heading else REGULAR)
    left_pt = 0.0 if entry.is_heading else grid.hang_pt
    room_pt = grid.text_pt + grid.hang_pt - left_pt
    if entry.is_heading:
        lines = grid.set_text(entry.bookmark.title, look, link, room_pt)
    else:
        lines = grid.set(list_inlines(entry.asked), look, link, room_pt)
    numbers = grid.set_text(entry.number, type.number, link, grid.hang_pt)
    (number_of_page,) = grid.set_text(page, look, link, grid.width_pt)
    rows = [[shift(mark, left_pt) for mark in line.marks] for line in lines] or [[]]
    if len(numbers) == 1:
        right_pt = grid.hang_pt - NUMBER_GAP * type.size_pt - numbers[0].width_pt
        rows[0] = [*(shift(mark, right_pt) for mark in numbers[0].marks), *rows[0]]
    page_left_pt = grid.width_pt - number_of_page.width_pt
    rows[-1] += _leader(rows[-1], page_left_pt, grid)
    rows[-1] += (shift(mark, page_left_pt) for mark in number_of_page.marks)
    place = Link(0.0, 0.0, grid.width_pt, type.leading_pt, f"#{entry.bookmark.key}", link)
    grid.fonts.losses.take("")
    return [
        make_row((*marks, place), type.leading_pt, keep=at > 0)._replace(starts=at == 0)
        for at, marks in enumerate(rows)
    ]


def _leader(marks: Sequence[Mark], to_pt: float, grid: _Grid) -> Iterator[Mark]:
    """Yield the dots from the end of a text to a page; they are not read aloud."""
    size_pt = grid.type.size_pt
    period_pt = DOT_PERIOD * size_pt
    ends = [mark.x_pt + mark.width_pt for mark in marks if isinstance(mark, Glyphs)]
    from_pt = max(ends, default=0.0) + LEADER_GAP * size_pt
    last = int((grid.width_pt - to_pt + LEADER_GAP * size_pt) / period_pt) + 1
    count = int((grid.width_pt - from_pt) / period_pt) - last + 1
    if count < 1:
        return
    face = primary_face(REGULAR)
    dot = face.measure(".") * size_pt
    gap_pt = period_pt - dot - face.space * size_pt
    x_pt = grid.width_pt - (last + count - 1) * period_pt
    text = " ".join("." * count)
    yield Glyphs(x_pt, grid.type.baseline_pt, text, face, size_pt, GREY, gap_pt)
