"""Runs and nodes of a page → lines, paragraphs and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nnexport.readers.html.blocks import starts_item
from nnexport.readers.html.inline_markdown import as_part_of_line, runs_markdown
from nnexport.readers.html.text_runs import Run, collapse_spaces
from nnexport.readers.html.tree import BLOCKS, Element, Leaf


def range_of(runs: Iterable[Run]) -> tuple[int, int]:
    placed = [run for run in runs if run.end]
    if not placed:
        return 0, 0
    return min(run.start for run in placed), max(run.end for run in placed)


def one_line(runs: Iterable[Run]) -> list[Run]:
    return [replace(run, kind="text", text=" ") if run.kind == "break" else run for run in runs]


def is_bold(runs: Iterable[Run]) -> bool:
    return all("strong" in run.styles for run in runs if run.text.strip())


def without_style(run: Run, style: str) -> Run:
    return replace(run, styles=run.styles - {style})


def split_at_breaks(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.kind == "break":
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def split_paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part the lines of a text into paragraphs.

    An empty line parts them, and so does the end of a line after a question or a line in bold, and
    before a number or a label: pages and mails set each question apart by nothing else.
    """
    pending: list[Run] = []
    before: list[Run] = []
    for line in split_at_breaks(runs):
        if not line:
            if pending:
                yield pending
            pending, before = [], []
            continue
        if before and _parts(before, line):
            yield pending
            pending = []
        if pending:
            pending.append(Run("", "break"))
        pending.extend(line)
        before = line
    if pending:
        yield pending


def _parts(before: Sequence[Run], line: Sequence[Run]) -> bool:
    above = "".join(run.text for run in before[-3:]).rstrip()
    if above.endswith(("?", "？", "؟")):
        return True
    if is_bold(before) and not is_bold(line):
        return True
    return starts_item("".join(run.text for run in line[:3]))


def cell_markdown(runs: Sequence[Run]) -> str:
    lines = [
        runs_markdown(line, as_part_of_line)
        for line in split_at_breaks(collapse_spaces(runs))
        if line
    ]
    text = "<br>".join(lines)
    return text.replace("|", "\\|")


def is_simple_item(item: Element) -> bool:
    """Tell whether a list item has no blocks but lists in it."""
    return not any(
        isinstance(child, Element)
        and (child.name in BLOCKS or child.has_blocks)
        and child.name not in ("ul", "ol", "menu", "dir")
        for child in item.children
    )


def wrap_as_item(node: Element | Leaf) -> Element:
    return Element("li", {}, node.start, node.end, [node])


def without_child(children: Sequence[Element | Leaf], gone: Element) -> list[Element | Leaf]:
    return [
        replace(child, children=without_child(child.children, gone))
        if isinstance(child, Element)
        else child
        for child in children
        if child is not gone
    ]
