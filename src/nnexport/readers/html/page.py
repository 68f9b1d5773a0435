"""HTML pages, and what word processors save as such → Markdown text with places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnexport.readers.converted import Converted, LeftOut, Origin, Places
from nnexport.readers.html.blocks import (
    code_language,
    code_lines,
    list_labels,
    office_item,
    questions_in_columns,
    starts_item,
)
from nnexport.readers.html.inline_markdown import Parse, as_heading, as_part_of_line, runs_markdown
from nnexport.readers.html.inlines import InlineReader, element_styles
from nnexport.readers.html.line_writer import LineWriter
from nnexport.readers.html.roles import Chrome, asks, text_of
from nnexport.readers.html.runs import (
    cell_markdown,
    is_bold,
    is_simple_item,
    one_line,
    range_of,
    split_at_breaks,
    split_paragraphs,
    without_child,
    without_style,
    wrap_as_item,
)
from nnexport.readers.html.tables import Row, is_data_table, table_rows
from nnexport.readers.html.text_runs import Run, collapse_spaces
from nnexport.readers.html.tree import BLOCKS, Element, Leaf, parse_html

_NOT_LABELLED = frozenset({"ul", "ol", "menu", "dir", "pre", "table", "details", "blockquote"})
"""Blocks that have no first line to which a label could be put."""

_NO_STYLES: frozenset[str] = frozenset()
_SHOWS_DOLLARS = re.compile(r"mathjax|katex", re.IGNORECASE)


def convert_html(text: str) -> Converted:
    """Return the Markdown of an HTML text: what a person sees of it, and where each line was.

    Never raises. What is furniture of the page is left out, each piece with its reason; scripts,
    styles and the head are no text.
    """
    page = _Page(text)
    page.blocks(page.root, _NO_STYLES)
    places, writer = Places(text), page.writer
    origins = tuple(places.origin(*_visible(text, *place)) for place in writer.places)
    left_out = tuple(
        LeftOut(places.origin(start, end), shown, reason)
        for start, end, shown, reason in page.dropped
    )
    lines = writer.lines or [""]
    return Converted("\n".join(lines), origins or (Origin(1, 1),), left_out)


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a piece of a page without the white space at its ends, which is not shown."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


class _Page:
    """The state of one conversion: what was written, and what was left out."""

    def __init__(self, text: str) -> None:
        self.root = parse_html(text)
        self.writer = LineWriter()
        self.chrome = Chrome(self.root)
        has_dollars = bool(_SHOWS_DOLLARS.search(text))
        self.inlines = InlineReader(self.chrome, self.drop, has_dollars=has_dollars)
        self.dropped: list[tuple[int, int, str, str]] = []
        self._written_at_drop = -1
        self.level = 1
        """Of the last heading."""

        self._label = ""
        """What the next paragraph begins with: that it is an answer."""

        self._after_office_item = -1
        """Lines that were written when the last item of an office program ended."""

    def drop(self, element: Element, reason: str) -> None:
        """Leave an element out; neighbours with one reason are one piece."""
        shown = text_of(element)
        if not shown:
            return
        last = self.dropped[-1] if self.dropped else None
        if last and last[3] == reason and self._written_at_drop == len(self.writer.lines):
            self.dropped[-1] = (last[0], element.end, last[2], reason)
            if len(last[2]) < 100:
                self.dropped[-1] = (last[0], element.end, f"{last[2]} {shown}"[:100], reason)
        else:
            self.dropped.append((element.start, element.end, shown[:100], reason))
        self._written_at_drop = len(self.writer.lines)

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, element: Element, styles: frozenset[str], *, tight: bool = False) -> None:
        """Write what stands in an element; ``tight``: its text has no blank line above it."""
        pending: list[Run] = []
        for child in element.children:
            if not isinstance(child, Element) or not (child.name in BLOCKS or child.has_blocks):
                if isinstance(child, Element) and asks(child):
                    self._flush(pending, tight=tight)
                    self._heading(child, min(self.level + 1, 6))
                    continue
                pending.extend(self.inlines.read(child, styles))
                continue
            self._flush(pending, tight=tight)
            reason = self.chrome.reason(child, in_content=self.inlines.in_content)
            if reason is None:
                self._block(child, styles)
            elif reason:
                self.drop(child, reason)
        self._flush(pending, tight=tight)

    def _block(self, element: Element, styles: frozenset[str]) -> None:
        name = element.name
        if self._label and name in _NOT_LABELLED:
            self.writer.write([(self._label.strip(), element.start, element.start)])
            self._label = ""
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = int(name[1])
            self._heading(element, self.level)
        elif asks(element):
            self._heading(element, min(self.level + 1, 6))
        elif name == "p" and (item := office_item(element)):
            self._office_item(element, *item)
        elif name in ("ul", "ol", "menu", "dir"):
            self._list(element, styles)
        elif name == "pre":
            self._code(element)
        elif name == "hr":
            self.writer.write([("---", element.start, element.end)])
        elif name == "table":
            self._table(element, styles)
        elif name == "details":
            self._details(element, styles)
        elif name in ("dt", "dd"):
            self._definition(element, styles)
        elif name == "blockquote":
            with self.writer.inside("> ", "> "):
                self.blocks(element, styles)
        elif name in ("main", "article"):
            was, self.inlines.in_content = self.inlines.in_content, True
            self.blocks(element, styles)
            self.inlines.in_content = was
        else:
            self.blocks(element, element_styles(element, styles))

    def _heading(self, element: Element, level: int) -> None:
        self.inlines.in_heading = True
        runs = one_line(self._runs_in(element, _NO_STYLES))
        self.inlines.in_heading = False
        if is_bold(runs):
            # A heading is bold anyway; parts of it may be.
            runs = [without_style(run, "strong") for run in runs]
        self._write_runs(runs, as_heading, f"{'#' * level} ")

    def _runs_in(self, element: Element, styles: frozenset[str]) -> Iterator[Run]:
        for child in element.children:
            yield from self.inlines.read(child, styles)

    def _write_runs(self, runs: Sequence[Run], parse: Parse, before: str, after: str = "") -> None:
        runs = collapse_spaces(runs)
        if runs:
            text = runs_markdown(runs, parse)
            self.writer.write([(f"{before}{text}{after}", *range_of(runs))])

    # --- paragraphs ---------------------------------------------------------------------------

    def _flush(self, pending: list[Run], *, tight: bool = False) -> None:
        """Write the runs of a paragraph, which are several if an empty line stands in it."""
        runs = collapse_spaces(pending)
        pending.clear()
        for paragraph in split_paragraphs(runs):
            self._paragraph(paragraph, tight=tight)
            tight = False

    def _paragraph(self, runs: list[Run], *, tight: bool = False) -> None:
        if self._label:
            runs = [Run(self._label, start=runs[0].start, end=runs[0].start), *runs]
            runs, self._label = collapse_spaces(runs), ""
        if [run.kind for run in runs] == ["display"]:
            self.writer.write([(f"$${runs[0].text}$$", runs[0].start, runs[0].end)], tight=tight)
            return
        lines = runs_markdown(runs).split("\n")
        ranges = [range_of(part) for part in split_at_breaks(runs)]
        pieces = [(line, *place) for line, place in zip(lines, ranges, strict=True)]
        self.writer.write(pieces, tight=tight)

    # --- lists --------------------------------------------------------------------------------

    def _list(self, element: Element, styles: frozenset[str]) -> None:
        items = [c for c in element.children if isinstance(c, Element) and c.name == "li"]
        are_simple = all(map(is_simple_item, items))
        labels = list_labels(element)
        lettered: list[Run] = []
        """Items with letters, which no list of Markdown can have."""
        is_first = True
        for child in element.children:
            is_item = isinstance(child, Element) and child.name == "li"
            if isinstance(child, Leaf) and not child.text.strip():
                continue
            label = next(labels) if is_item else ""
            if isinstance(child, Element) and not is_item and child.name in ("ul", "ol"):
                # Office programs put the inner list beside its item.
                with self.writer.inside("   ", "   ", tight=True):
                    self._list(child, styles)
                continue
            item = child if isinstance(child, Element) else wrap_as_item(child)
            reason = self.chrome.reason(item, in_content=self.inlines.in_content)
            if reason is not None:
                if reason:
                    self.drop(item, reason)
                continue
            is_tight = not is_first and are_simple
            if label and not label.endswith(" "):
                lettered.append(Run(f"{label} ", start=item.start, end=item.start))
                lettered.extend(one_line(self._runs_in(item, styles)))
                lettered.append(Run("", "break"))
            else:
                indent = " " * len(label)
                with self.writer.inside(label or "- ", indent or "  ", tight=is_tight):
                    self._item(item, styles)
            is_first = False
        if lettered:
            self._paragraph(collapse_spaces(lettered))

    def _item(self, item: Element, styles: frozenset[str]) -> None:
        if item.name in BLOCKS and item.name != "li":
            self._block(item, styles)
            return
        holder = item if item.name == "li" else wrap_as_item(item)
        styles = element_styles(item, styles)
        if not is_simple_item(item):
            self.blocks(holder, styles)
            return
        pending: list[Run] = []
        for child in holder.children:
            if isinstance(child, Element) and child.name in ("ul", "ol", "menu", "dir"):
                self._flush(pending)
                with self.writer.inside("", "", tight=True):
                    self._list(child, styles)
            else:
                pending.extend(self.inlines.read(child, styles))
        self._flush(pending)

    def _office_item(self, element: Element, label: str, level: int, marker: Element) -> None:
        element = replace(element, children=without_child(element.children, marker))
        indent = (len(label) * (level - 1)) * " "
        is_tight = self._after_office_item == len(self.writer.lines)
        with self.writer.inside(indent + label, indent + " " * len(label), tight=is_tight):
            self.blocks(element, element_styles(element, _NO_STYLES))
        self._after_office_item = len(self.writer.lines)

    # --- other blocks -------------------------------------------------------------------------

    def _code(self, element: Element) -> None:
        lines, dropped = code_lines(element, self.chrome)
        for each in dropped:
            self.drop(each, "line numbers of code")
        if not lines:
            return
        longest = max((len(m) for line in lines for m in re.findall("`+", line[0])), default=0)
        fence = "`" * max(3, longest + 1)
        first, last = lines[0], lines[-1]
        opening = (f"{fence}{code_language(element)}", first[1], first[1])
        self.writer.write([opening, *lines, (fence, last[2], last[2])])

    def _details(self, element: Element, styles: frozenset[str]) -> None:
        summary = next(
            (c for c in element.children if isinstance(c, Element) and c.name == "summary"), None
        )
        others = [child for child in element.children if child is not summary]
        self.writer.write([("<details>", element.start, element.start)])
        if summary is not None:
            self.inlines.in_heading = True
            runs = collapse_spaces(one_line(self._runs_in(summary, _NO_STYLES)))
            self.inlines.in_heading = False
            if runs:
                text = runs_markdown(runs, as_part_of_line)
                line = f"<summary>{text}</summary>"
                self.writer.write([(line, *range_of(runs))], tight=True)
        self.blocks(replace(element, children=others), styles)
        self.writer.write([("</details>", element.end, element.end)])

    def _definition(self, element: Element, styles: frozenset[str]) -> None:
        """Write a term as a question, and what it means as its answer."""
        if element.name == "dd":
            self.blocks(element, styles)
            self._label = ""
            return
        runs = collapse_spaces(one_line(self._runs_in(element, styles)))
        if runs and is_bold(runs):
            runs = collapse_spaces(without_style(run, "strong") for run in runs)
        if not runs:
            return
        # What the term above it means is not said.
        self._label = ""
        if starts_item("".join(run.text for run in runs)):
            self._paragraph(runs)
        else:
            self._write_runs(runs, as_part_of_line, "Q: ")
            self._label = "A: "

    def _table(self, element: Element, styles: frozenset[str]) -> None:
        for child in element.children:
            if isinstance(child, Element) and child.name == "caption":
                self.blocks(child, styles)
        rows = table_rows(element)
        if not is_data_table(element, rows) or not self._pipe_table(element, rows, styles):
            self._layout(element, styles)

    def _layout(self, element: Element, styles: frozenset[str]) -> None:
        children = [
            child
            for child in element.children
            if not (isinstance(child, Element) and child.name == "caption")
        ]
        self.blocks(replace(element, children=children), styles)

    def _pipe_table(self, element: Element, rows: list[Row], styles: frozenset[str]) -> bool:
        """Write a table, or its rows as questions and answers if its head says that they are."""
        width = max(map(len, rows))
        asked = questions_in_columns([text_of(cell) if cell else "" for cell in rows[0]])
        cells = [
            [list(self._cell(cell, styles)) if cell else [] for cell in row]
            + [[] for _ in range(width - len(row))]
            for row in rows
        ]
        if asked is not None:
            for row in cells[1:]:
                question, answer = row[asked[0]], row[asked[1]]
                self._write_runs(one_line(question), as_part_of_line, "Q: ")
                self._label = "A: "
                self._flush(answer)
                self._label = ""
            return True
        pieces = []
        for number, row in enumerate(cells):
            texts = [cell_markdown(runs) for runs in row]
            runs = [run for each in row for run in each]
            place = range_of(runs) if runs else (element.start, element.start)
            pieces.append((f"| {' | '.join(texts)} |", *place))
            if number == 0:
                pieces.append((f"|{' --- |' * width}", *place))
        self.writer.write(pieces)
        return True

    def _cell(self, cell: Element, styles: frozenset[str]) -> Iterator[Run]:
        for child in cell.children:
            yield from self.inlines.read(child, styles, breaks=True)
