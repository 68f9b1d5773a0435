"""A long deck → PDF, part by part, in two processes where there are two cores.

A deck of thousands of questions is set in two halves, and each half in parts that begin a page.
What is drawn of a part is a tenth of its marks, so the memory is that of one part; and a half knows
nothing of the other, so both may be made at the same time. What only the whole document knows comes
last: the heads with the numbers of the pages, the list of contents, the structure, the file. All of
this depends on the deck alone, so the bytes are the same whoever makes the halves.

Chosen over one flow that processes share: rows are full of small objects, which take longer to send
than to make, and a page in thousands may end early.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from nnexport.deck.document import Deck, Note
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.pdf.content import (
    DrawnPage,
    PageImages,
    draw_page,
    draw_rules,
    draw_text,
    pack_code,
)
from nnexport.exporters.pdf.draw import Document
from nnexport.exporters.pdf.layouts import PLANS
from nnexport.exporters.pdf.layouts.contents import listed_entries
from nnexport.exporters.pdf.layouts.flow import Entry, Flow
from nnexport.exporters.pdf.layouts.paging import (
    Numbers,
    Paging,
    fill_pages,
    place_head,
    place_pages,
)
from nnexport.exporters.pdf.layouts.sheet import (
    Plan,
    Start,
    finish_sheet,
    set_body,
    set_contents,
    set_stack,
    start_plan,
)
from nnexport.exporters.pdf.mono import page_in_black
from nnexport.exporters.pdf.options import PdfOptions
from nnexport.exporters.pdf.page import Page
from nnexport.exporters.pdf.tagging import Marker, Structure
from nnexport.exporters.pdf.text.bidi import runs_right_to_left
from nnexport.exporters.pdf.text.embedding import DocumentFonts
from nnexport.exporters.pdf.turning import turn_page
from nnexport.processes import map_chunks

LONG = 5000
"""Questions from which on a deck is set in parts."""

PART = 600
"""Questions of a part: some hundred pages, of which the last may end early."""

NEAR = 100
"""Questions by which a part is longer or shorter, to end where a section does."""

HALVES = 2


def is_long(deck: Deck, options: PdfOptions) -> bool:
    """Tell whether a deck is set in parts.

    Not with room for a binding: which side that is on, only the pages before can tell.
    """
    return options.layout in PLANS and not options.binding and len(deck.exported_notes) >= LONG


def export_long(deck: Deck, options: PdfOptions, jobs: int) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a long deck, and what paper cannot show.

    ``jobs``: processes that may be started; the result is the same for any number.
    """
    plan = PLANS[options.layout](options)
    start = start_plan(deck, plan)
    halves = map_chunks(_draw_half, (deck, options), _split(start.notes), min(jobs, HALVES))
    total = sum(len(half.pages) for half in halves)
    front = _set_front(start, plan, halves, total)
    numbers = Numbers(total, before=len(front))
    labels = [page.label for page in front] + [numbers.viewer_label(at) for at in range(total)]
    blank = [Page((), label=label) for label in labels]
    sheet = finish_sheet(start, plan.geometry, blank)
    structure = None if options.fast else Structure()
    document = Document(sheet, structure)
    fonts = DocumentFonts("F")
    document.add_fonts(fonts)
    for page in front:
        shown = _finish(page, deck, plan, options)
        document.add(draw_page(shown, plan.geometry.size_pt, fonts, structure))
    heads = _draw_heads(start, plan, options, numbers, fonts)
    for half in halves:
        links = structure.link_count if structure else 0
        if structure and half.structure:
            structure.append(half.structure)
        document.add_fonts(half.fonts)
        half.pages.reverse()
        while half.pages:
            document.add(half.pages.pop(), next(heads), links)
    found = (each for half in halves for each in half.found)
    return document.save(), (*start.diagnostics, *found)


def _split(notes: Sequence[Note]) -> list[range]:
    """Return which notes each half has, with about as much text."""
    sizes = list(accumulate(len(note.question) + len(note.answer) for note in notes))
    middle = next(at for at, size in enumerate(sizes) if size >= sizes[-1] / HALVES)
    # The first note alone may be more than half of the text.
    middle = _near_section(notes, max(middle, 1))
    return [range(middle), range(middle, len(notes))]


def _near_section(notes: Sequence[Note], at: int) -> int:
    """Return the number of the nearest note that begins a section, or ``at`` if none is near."""
    for distance in range(NEAR):
        for each in (at - distance, at + distance):
            if 0 < each < len(notes) and notes[each].section != notes[each - 1].section:
                return each
    return at


def _set_front(start: Start, plan: Plan, halves: Sequence[_Half], total: int) -> list[Page]:
    """Return the pages with the title: the list of contents, or a page of its own."""
    entries: list[Entry] = []
    pages: dict[str, str] = {}
    before = 0
    for half in halves:
        entries += half.entries
        pages.update({key: str(before + page + 1) for key, page in half.begun.items()})
        before += len(half.pages)
    listed = listed_entries(entries, total, plan.geometry, plan.type) if plan.contents else []
    if listed:
        return set_contents(start, plan, entries, listed, pages)
    paging = Paging(plan.geometry, start.header, lambda entry, row: ())
    return place_pages(Flow((), ()), [[]], paging, start.fonts, Numbers(1, roman=True))


def _draw_heads(
    start: Start, plan: Plan, options: PdfOptions, numbers: Numbers, fonts: DocumentFonts
) -> Iterator[bytes]:
    """Yield what stands above the columns of each page; it is not read aloud."""
    height_pt = plan.geometry.height_pt
    paging = Paging(plan.geometry, start.header, lambda entry, row: (), titled=False)
    for at in range(numbers.of):
        head = Page((place_head(paging, start.fonts, numbers, at),))
        placed = _finish(head, start.deck, plan, options).placed
        code = draw_rules(placed, height_pt)
        code += draw_text(placed, height_pt, fonts, PageImages(), Marker(None))
        yield pack_code(code if options.fast else ("/Artifact BMC", *code, "EMC"))


def _finish(page: Page, deck: Deck, plan: Plan, options: PdfOptions) -> Page:
    """Return a page as it is printed in the deck's language, and without colours."""
    if runs_right_to_left(deck.language):
        page = turn_page(page, plan.geometry.width_pt)
    return page_in_black(page) if options.mono else page


# --- one half, perhaps in a process of its own ---------------------------------------------------


@dataclass(slots=True)
class _Half:
    """What is drawn of one half; pages count from its first."""

    fonts: DocumentFonts
    structure: Structure | None
    pages: list[DrawnPage] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    """On which page each entry begins, by the key of its bookmark."""

    found: list[Diagnostic] = field(default_factory=list)


def _draw_half(context: tuple[Deck, PdfOptions], notes: Sequence[int]) -> _Half:
    """Return what is drawn of these notes of a deck; they follow each other."""
    deck, options = context
    stop = notes[-1] + 1
    plan = PLANS[options.layout](options)
    start = start_plan(deck, plan)
    stack = set_stack(start, plan)
    half = _Half(DocumentFonts(f"T{notes[0]}-"), None if options.fast else Structure())
    first = notes[0]
    while first < stop:
        end = _near_section(start.notes, first + PART) if first + PART + NEAR < stop else stop
        part = start.cut(slice(first, end))
        first = end
        flow, paging, found = set_body(part, plan, stack)
        paging = replace(paging, titled=False)
        columns = fill_pages(flow, paging)
        for page in place_pages(flow, columns, paging, start.fonts, Numbers(0)):
            half.begun.update({mark.key: len(half.pages) for mark in page.bookmarks})
            shown = _finish(page, deck, plan, options)
            half.pages.append(draw_page(shown, plan.geometry.size_pt, half.fonts, half.structure))
        half.entries += flow.listed
        half.found += found
        if half.structure:
            half.structure.forget()
    return half
