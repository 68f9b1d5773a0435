"""A sheet of answers below their questions: the plan of one, and its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Deck, Note
from nnexport.deck.numbering import printed_numbers
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.fonts import Fonts
from nnexport.exporters.pdf.headers import Header, set_header
from nnexport.exporters.pdf.layouts.beside import measure_tab
from nnexport.exporters.pdf.layouts.contents import listed_entries, place_contents
from nnexport.exporters.pdf.layouts.flow import (
    TITLE_LEVEL,
    Entry,
    Flow,
    HeadingStyle,
    SetItem,
    printed_notes,
    set_flow,
    shorten,
)
from nnexport.exporters.pdf.layouts.geometry import Geometry
from nnexport.exporters.pdf.layouts.paging import (
    Numbers,
    Paging,
    fill_sheet,
    pages_of_entries,
    place_pages,
)
from nnexport.exporters.pdf.layouts.stacked import (
    Stack,
    make_stack,
    set_continuation,
    set_stacked,
)
from nnexport.exporters.pdf.layouts.type import Type
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.metadata import language_tag
from nnexport.exporters.pdf.page import Mark, Page, Row, Sheet
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element

SPREAD = 0.6
"""Part of themselves by which gaps may grow: nobody sees that the next column has other ones."""

WORD_GAP = 0.5
"""Between two questions whose answers stand behind them, as a part of the usual gap."""

LaidOut = tuple[Sheet, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a deck is set with its answers below their questions."""

    geometry: Geometry
    type: Type
    heading: HeadingStyle
    item_gap_pt: float
    answer_gap_pt: float
    """Between question and answer."""

    header_scale: float = 1.0
    prose: bool = True
    """Answers are hyphenated, and justified where lines are long enough."""

    upright: bool = False
    """Nothing is italic."""

    indented: bool = True
    """Answers begin where their questions do, not below the numbers."""

    runs_in: bool = False
    """Answers of one line stand behind their questions where there is room, as they do in decks of
    words on all sheets."""

    hairlines: bool = False
    spread: float = SPREAD
    """Part of themselves by which gaps may grow, so that columns end at one height."""

    contents: bool = False
    """A list of contents stands in front, if there is enough to list."""

    variants: bool = False
    """What each source says stands below an answer."""

    fast: bool = False
    """Lines are broken one by one."""


@dataclass(frozen=True, slots=True)
class Start:
    """What every sheet of a deck begins with."""

    deck: Deck
    fonts: Fonts
    document: Element
    header: Header
    notes: Sequence[Note]
    numbers: Sequence[str]
    diagnostics: tuple[Diagnostic, ...]
    """Of the title."""

    before: Sequence[Note] = ()
    """Notes in front of these, where they are but a part."""

    def cut(self, part: slice) -> Start:
        """Return the start of some of the notes."""
        notes, numbers = self.notes[part], self.numbers[part]
        return replace(self, notes=notes, numbers=numbers, before=self.notes[: part.start])


def start_sheet(
    deck: Deck, room_pt: float, scale: float = 1.0, *, upright: bool = False, fast: bool = False
) -> Start:
    """Return the start of a sheet whose header has so much room, in type of this scale."""
    losses = Losses()
    fonts = Fonts(losses, deck.language, upright=upright, fast=fast)
    document = Element(DOCUMENT, language=language_tag(deck.language))
    title = document.open(HEADING, level=TITLE_LEVEL)
    header = set_header(deck.title, fonts, room_pt, title, scale)
    diagnostics = losses.take("the deck's title")
    notes = printed_notes(deck)
    return Start(deck, fonts, document, header, notes, printed_numbers(notes), diagnostics)


def start_plan(deck: Deck, plan: Plan) -> Start:
    """Return the start of a sheet that is set in this way."""
    room_pt, scale = plan.geometry.room_pt, plan.header_scale
    return start_sheet(deck, room_pt, scale, upright=plan.upright, fast=plan.fast)


def finish_sheet(start: Start, geometry: Geometry, pages: Sequence[Page]) -> Sheet:
    """Return pages as the sheet of a deck."""
    title = start.deck.title
    return Sheet(
        title=shorten(title, len(title)),
        language=start.deck.language,
        width_pt=geometry.width_pt,
        height_pt=geometry.height_pt,
        pages=tuple(pages),
        duplex=_duplex(geometry),
    )


def _duplex(geometry: Geometry) -> str:
    """Return how the printer turns the paper of a sheet whose spine is at the left."""
    if not geometry.binding_pt:
        return ""
    return "short-edge" if geometry.width_pt > geometry.height_pt else "long-edge"


def set_sheet(deck: Deck, plan: Plan) -> LaidOut:
    """Return the laid-out sheet of a deck.

    Shape: at least one page, also for a deck without notes.
    Errors: NN301, NN302 and NN304 for what paper cannot show, in the order of the notes.
    """
    start = start_plan(deck, plan)
    flow, paging, found = set_body(start, plan)
    front: list[Page] = []
    entries = flow.listed
    # Most of the time there is a list; the pages behind it have no title.
    untitled = replace(paging, titled=False)
    whole = flow
    flow, pages = fill_sheet(whole, untitled if plan.contents else paging)
    listed = listed_entries(entries, len(pages), plan.geometry, plan.type) if plan.contents else []
    if listed:
        paging = untitled
        begun = pages_of_entries(flow, pages, Numbers(len(pages)))
        front = set_contents(start, plan, entries, listed, begun)
    elif plan.contents:
        flow, pages = fill_sheet(whole, paging)
    numbers = Numbers(len(pages), before=len(front))
    body = place_pages(flow, pages, paging, start.fonts, numbers)
    return finish_sheet(start, plan.geometry, [*front, *body]), (*start.diagnostics, *found)


def set_contents(
    start: Start,
    plan: Plan,
    entries: Sequence[Entry],
    listed: Sequence[int],
    pages: Mapping[str, str],
) -> list[Page]:
    """Return the pages of the list of contents. Arguments: as of :func:`.place_contents`."""
    return place_contents(
        entries,
        listed,
        pages,
        start.header,
        start.document,
        start.fonts,
        plan.geometry,
        plan.type,
    )


def set_stack(start: Start, plan: Plan) -> Stack:
    """Return how all notes of a sheet are stacked."""
    column_pt = plan.geometry.column_pt
    stack = make_stack(
        plan.type,
        column_pt,
        start.numbers,
        start.fonts,
        plan.answer_gap_pt,
        prose=plan.prose,
        indented=plan.indented,
    )
    tab_pt = measure_tab(start.notes, column_pt - stack.hang_pt, plan.type.size_pt)
    return replace(stack, runs_in=plan.runs_in or tab_pt > 0, tab_pt=tab_pt)


def set_body(
    start: Start, plan: Plan, stack: Stack | None = None
) -> tuple[Flow, Paging, list[Diagnostic]]:
    """Return all rows of a sheet, and how they become pages.

    ``stack`` is that of all notes, where these are but a part.
    """
    fonts, column_pt = start.fonts, plan.geometry.column_pt
    stack = stack or set_stack(start, plan)
    gap_pt = plan.item_gap_pt * (WORD_GAP if stack.tab_pt else 1.0)

    def set_item(note: Note, number: str, heading: Element) -> list[Row]:
        deck = start.deck if plan.variants else None
        # In haste nothing is tagged, so nobody asks for elements.
        element = None if plan.fast else heading
        return set_stacked(note, number, stack, fonts, element, variants_of=deck)

    def go_on(entry: Entry, row: Row) -> Iterator[Mark]:
        yield from set_continuation(entry.number, stack, fonts)

    flow, found = set_notes(start, set_item, plan.heading, gap_pt, column_pt)
    above_pt = plan.type.leading_pt
    paging = Paging(plan.geometry, start.header, go_on, plan.hairlines, above_pt, plan.spread)
    return flow, paging, found


def set_notes(
    start: Start,
    set_item: SetItem,
    heading: HeadingStyle,
    gap_pt: float,
    width_pt: float,
    depth: int = 0,
) -> tuple[Flow, list[Diagnostic]]:
    """Return the rows of a deck's notes, each set by ``set_item``, ``gap_pt`` above each."""
    return set_flow(
        start.deck,
        start.notes,
        start.numbers,
        set_item,
        heading,
        gap_pt,
        width_pt,
        start.fonts,
        start.document,
        depth,
        start.before,
    )
