"""The cheat sheet that fits on a number of pages: as easy to read as that allows.

First the usual sheet is tried, with questions at the side. Then the dense one, from large to small
type, the columns so many that lines have a good length. Where the smallest type is too large, the
answers that gain most by it are printed as the source gives them that says least; as few as do.

Each try is a whole layout, but for the last step: rows do not change with their neighbours, so
those of short and long answers are set once and only put into columns again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from nnexport.deck.document import Deck, Note
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.pdf import PdfOptions
from nnexport.exporters.pdf.columns import Column, column_height
from nnexport.exporters.pdf.layouts.cheatsheet import set_cheatsheet
from nnexport.exporters.pdf.layouts.dense import HEADER_SCALE, dense_geometry, dense_plan
from nnexport.exporters.pdf.layouts.flow import Flow
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.layouts.paging import Numbers, Paging, fill_pages, place_pages
from nnexport.exporters.pdf.layouts.sheet import (
    LaidOut,
    Start,
    finish_sheet,
    set_body,
    start_sheet,
)
from nnexport.exporters.pdf.lines import CHARACTER
from nnexport.exporters.pdf.looks import SMALLEST_PT
from nnexport.exporters.pdf.page import Row

STEP_PT = 0.1
LARGEST_PT = 9.0
SIZES = tuple(
    round(SMALLEST_PT + STEP_PT * at, 1)
    for at in range(round((LARGEST_PT - SMALLEST_PT) / STEP_PT) + 1)
)
"""Sizes of text that are tried, in points."""

LINE = 58
"""Characters that a line has room for, at least, where paper has more than two columns."""

MOST_COLUMNS = 4
SHORTER = 0.9
"""An answer is shorter if it has less than this part of another one's letters."""

LISTED = 40
"""Questions that a message names."""

HELP = "allow more pages, take larger paper, or print fewer questions with --only"


def set_fitted(deck: Deck, options: PdfOptions) -> LaidOut:
    """Return the sheet of a deck on at most ``options.pages`` pages, or on as few as can be.

    Errors: as :func:`.sheet.set_sheet`; NN360 where answers were shortened, NN361 where the pages
    do not do.
    """
    if not options.columns:
        usual = set_cheatsheet(deck, options)
        if len(usual[0].pages) <= options.pages:
            return usual
    search = _Search.of(deck, options)
    smallest = search.set(SIZES[0])
    if smallest.count <= options.pages:
        return search.finish(search.enlarge(smallest, options.pages))
    short = search.set(SIZES[0], _shorten(search.start.notes, None))
    least = min(short.count, smallest.count)
    missed: tuple[Diagnostic, ...] = ()
    if least > options.pages:
        missed = (_report_missed(options.pages, least, len(search.start.notes)),)
        if smallest.count <= least:
            sheet, found = search.finish(search.enlarge(smallest, least))
            return sheet, (*missed, *found)
    chosen = _choose(smallest, short, max(least, options.pages))
    fitted = search.set(SIZES[0], _shorten(search.start.notes, chosen))
    sheet, found = search.finish(fitted)
    shortened = _report_shortened(search.start, chosen, len(sheet.pages))
    return sheet, (*missed, shortened, *found)


@dataclass(frozen=True, slots=True)
class _Try:
    """A layout in one size of text."""

    size_pt: float
    flow: Flow
    paging: Paging
    pages: Sequence[Sequence[Column]]
    diagnostics: Sequence[Diagnostic]

    @property
    def count(self) -> int:
        return len(self.pages)

    @property
    def filled(self) -> float:
        """How many pages would be full."""
        geometry = self.paging.geometry
        used_pt = sum(column_height(self.flow.rows, each) for page in self.pages for each in page)
        page_pt = geometry.height_pt - geometry.top_pt - geometry.bottom_pt
        return used_pt / page_pt / geometry.columns


@dataclass(frozen=True, slots=True)
class _Search:
    start: Start
    options: PdfOptions

    @classmethod
    def of(cls, deck: Deck, options: PdfOptions) -> _Search:
        room_pt = _geometry(options, 1).room_pt
        return cls(start_sheet(deck, room_pt, HEADER_SCALE, fast=options.fast), options)

    def set(self, size_pt: float, notes: Sequence[Note] | None = None) -> _Try:
        """Return the layout of all notes, or of these instead, in text of this size."""
        start = self.start if notes is None else replace(self.start, notes=notes)
        columns = self.options.columns or _count_columns(self.options, size_pt)
        plan = dense_plan(_geometry(self.options, columns), size_pt)
        flow, paging, found = set_body(start, plan)
        return _Try(size_pt, flow, paging, fill_pages(flow, paging), found)

    def enlarge(self, fits: _Try, pages: int) -> _Try:
        """Return the layout in the largest text that fits on these pages; a smaller one does.

        Text of twice the size takes four times the room: that says where to look.
        """
        low, high = SIZES.index(fits.size_pt), len(SIZES)
        last = fits
        while high - low > 1:
            guess_pt = last.size_pt * sqrt(pages / max(last.filled, 0.01))
            guess = round((guess_pt - SIZES[0]) / STEP_PT)
            at = min(max(guess, low + 1), high - 1)
            last = self.set(SIZES[at])
            if last.count <= pages:
                low, fits = at, last
            else:
                high = at
        return fits

    def finish(self, chosen: _Try) -> LaidOut:
        start, paging = self.start, chosen.paging
        numbers = Numbers(chosen.count)
        pages = place_pages(chosen.flow, chosen.pages, paging, start.fonts, numbers)
        sheet = finish_sheet(start, paging.geometry, pages)
        return sheet, (*start.diagnostics, *chosen.diagnostics)


def _geometry(options: PdfOptions, columns: int) -> Geometry:
    return dense_geometry(options.paper, columns, binding=options.binding)


def _count_columns(options: PdfOptions, size_pt: float) -> int:
    """Return as many columns as have lines of a good length."""
    for columns in range(MOST_COLUMNS, 2, -1):
        if _geometry(options, columns).column_pt >= LINE * CHARACTER * size_pt:
            return columns
    return 2


# --- shorter answers -----------------------------------------------------------------------------


def _shorten(notes: Sequence[Note], chosen: frozenset[int] | None) -> list[Note]:
    """Return notes, those at the chosen places, or all, with their shortest answers."""
    return [
        replace(note, answer=_shortest(note)) if chosen is None or at in chosen else note
        for at, note in enumerate(notes)
    ]


def _shortest(note: Note) -> str:
    """Return the shortest answer that a source gives, if it is whole and clearly shorter."""
    texts = [
        variant.text
        for variant in note.variants
        if variant.text.strip() and "truncated" not in variant.flags
    ]
    shortest = min(texts, key=len, default=note.answer)
    return shortest if len(shortest) < SHORTER * len(note.answer) else note.answer


def _choose(full: _Try, short: _Try, pages: int) -> frozenset[int]:
    """Return the fewest notes, by position, that are to be shortened to fit on these pages."""
    fulls, shorts = _groups(full.flow), _groups(short.flow)
    places = [at for at, (index, _) in enumerate(fulls) if not full.flow.entries[index].is_heading]
    gains = [_height_pt(fulls[at][1]) - _height_pt(shorts[at][1]) for at in places]
    order = [
        note for note in sorted(range(len(places)), key=lambda n: -gains[n]) if gains[note] > 0
    ]

    def fits(count: int) -> bool:
        taken = {places[note] for note in order[:count]}
        rows: list[Row] = []
        for at, (_, own) in enumerate(fulls):
            rows += shorts[at][1] if at in taken else own
        mixed = Flow(tuple(rows), ())
        return len(fill_pages(mixed, full.paging)) <= pages

    return frozenset(order[: _first(fits, len(order))])


def _first(fits: Callable[[int], bool], count: int) -> int:
    """Return the least number up to ``count`` that fits; ``count`` does."""
    low, high = 0, count
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _groups(flow: Flow) -> list[tuple[int, Sequence[Row]]]:
    """Return the first row of each entry with all of its rows."""
    starts = [*flow.starts, len(flow.rows)]
    return [(at, flow.rows[at:end]) for at, end in pairwise(starts)]


def _height_pt(rows: Sequence[Row]) -> float:
    return sum(row.gap_pt + row.height_pt for row in rows)


# --- messages ------------------------------------------------------------------------------------


def _report_shortened(start: Start, chosen: frozenset[int], pages: int) -> Diagnostic:
    names = [start.numbers[at] or f"'{start.notes[at].id}'" for at in sorted(chosen)]
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    are, them, plural = ("is", "it", "") if len(names) == 1 else ("are", "them", "s")
    message = (
        f"to fit on {_count(pages, 'page')}, {_count(len(names), 'answer')} {are} printed as the "
        f"shortest source has {them}: question{plural} {', '.join(names[:LISTED])}{more}"
    )
    return Diagnostic("NN360", Span(""), message, help=HELP)


def _report_missed(pages: int, least: int, notes: int) -> Diagnostic:
    does, takes = ("does", "it takes") if notes == 1 else ("do", "they take")
    message = (
        f"{_count(notes, 'question')} {does} not fit on {_count(pages, 'page')}: "
        f"in the smallest type {takes} {least}"
    )
    return Diagnostic("NN361", Span(""), message, help=HELP)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
