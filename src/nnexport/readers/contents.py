"""A list of questions above the same questions with their answers: contents without links.

Plain texts have no links that would tell a table of contents. It shows by repetition: its lines
stand one right after the other, and each one stands again further down, in the same order, with
text below it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.headings import names_section, strip_number
from nnexport.readers.ledger import Ledger
from nnexport.readers.parts import names_contents, part_of

_ENTRIES = (BlockKind.NUMBERED, BlockKind.BULLET, BlockKind.PARAGRAPH)
_TITLES = (*_ENTRIES, BlockKind.HEADING, BlockKind.STRONG, BlockKind.SUMMARY)
_LONGEST = 400
"""Characters of a line of contents, with its continuation."""

_FEWEST = 4
_GAP = 2
"""Lines in a row that may be of another wording than anything below."""

_MOST_LINES = 0.6
"""Share of the lines of contents that stand again further down word for word."""

_ALIKE, _ALIKE_WITH_NUMBER = 80.0, 60.0
"""Likeness in percent from which on a line is that title below, whatever was reworded."""


def drop_contents(blocks: Sequence[Block], ledger: Ledger) -> tuple[list[Block], frozenset[int]]:
    """Return the blocks without contents whose lines stand again below, each with its answer.

    Shape: beside them the indices of the titles that the contents named.
    """
    dropped: set[int] = set()
    named: set[int] = set()
    for entries in _find_runs(blocks):
        dropped.update(entries)
        named.update(at for at in entries.values() if not names_section(blocks[at]))
        first, target = min(entries), min(entries.values())
        # "Questions" and "Answers" above the two parts say nothing any more.
        dropped.update(at for at in (first - 1, target - 1) if at >= 0 and _leads(blocks[at]))
    for index in dropped:
        block = blocks[index]
        reason = "a heading that only says what follows"
        if not _leads(block):
            reason = "this question stands here without and elsewhere with its answer"
        ledger.drop(block.first.start, block.lines[-1].end, reason)
    kept = [index for index in range(len(blocks)) if index not in dropped]
    places = frozenset(at for at, index in enumerate(kept) if index in named)
    return [blocks[index] for index in kept], places


def _leads(block: Block) -> bool:
    if block.kind is BlockKind.NUMBERED or len(block.text) > 100:
        return False
    is_title = len(block.lines) == 1 or block.kind is not BlockKind.PARAGRAPH
    return is_title and bool(part_of(block.text, is_title=True) or names_contents(block.text))


_SIGNS = re.compile(r"[\W_]+")


def _folded(block: Block) -> str:
    """Return what a line says, without its number, its case and its signs."""
    text = block.text
    if block.kind is not BlockKind.NUMBERED:
        text = strip_number(text)[1]
    return _SIGNS.sub(" ", text).strip().casefold()


_LEAD = 16
"""Characters that tell most lines apart, so that only the others are looked at closely."""

_MOST_WRAPPED = 8
"""Lines that a title may take."""

_NUMBER_SIGNS = "0123456789.)(#*_-–: \t"


def _find_runs(blocks: Sequence[Block]) -> Iterator[dict[int, int]]:
    """Yield for each table of contents the indices of its lines → of the titles they name."""
    source = blocks[0].source if blocks else ""
    leads = {
        index: source[body : lines[0].end]
        .lstrip(_NUMBER_SIGNS)[:_LEAD]
        .casefold()
        .replace("_", " ")
        for index, block in enumerate(blocks)
        if len(lines := block.lines) <= _MOST_WRAPPED
        and block.kind in _TITLES
        and lines[-1].end - (body := lines[0].body) <= _LONGEST
    }
    often = Counter(leads.values())
    folded: dict[int, str] = {}
    places: dict[str, list[int]] = {}
    for index, lead in leads.items():
        if often[lead] > 1 and (text := _folded(blocks[index])):
            folded[index] = text
            places.setdefault(text, []).append(index)
    repeated = [
        (index, at[bisect_right(at, index)])
        for index, text in folded.items()
        if (at := places[text])[-1] > index and blocks[index].kind in _ENTRIES
    ]
    run: list[tuple[int, int]] = []
    for index, target in [*repeated, (len(blocks) + _LONGEST, 0)]:
        if run and not _goes_on(blocks, run, index):
            if _is_contents(run):
                yield _with_reworded(blocks, leads, run)
            run = []
        run.append((index, target))


def _goes_on(blocks: Sequence[Block], run: Sequence[tuple[int, int]], index: int) -> bool:
    """Tell whether a line belongs to the contents that end with the last one of a run."""
    last = run[-1][0]
    if index - last > _GAP + 1 or index >= run[0][1]:
        return False
    return all(
        block.kind in _TITLES and block.lines[-1].end - block.first.start <= _LONGEST
        for block in blocks[last + 1 : index]
    )


def _is_contents(run: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines that stand again further down are contents and no list of its own.

    Choices, for instance, are the same below each question, and stand side by side there, too.
    """
    if len(run) < _FEWEST:
        return False
    (first, _), (last, _) = run[0], run[-1]
    steps = [after - before for (_, before), (_, after) in pairwise(run)]
    ascending = sum(step > 0 for step in steps)
    parted = sum(step > 1 for step in steps)
    return (
        len(run) >= _MOST_LINES * (last - first + 1)
        and ascending >= 0.8 * len(steps)
        and parted >= _MOST_LINES * len(steps)
    )


def _with_reworded(
    blocks: Sequence[Block], short: Collection[int], run: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Return the lines of contents with those that stand below in nearly the same words."""
    found = dict(run)
    last = run[-1][0]
    edges = [*run, (min(last + _GAP + 1, run[0][1]), len(blocks))]
    for (above, start), (below, end) in pairwise(edges):
        titles = [at for at in range(start + 1, min(end, start + _REACH)) if at in short]
        for index in range(above + 1, below):
            if index in short and blocks[index].kind in _ENTRIES:
                same = (at for at in titles if _is_same(blocks[index], blocks[at]))
                if (target := next(same, None)) is not None:
                    found[index] = target
    return found


_REACH = 400
"""Blocks within which the title is looked for."""


def _is_same(entry: Block, title: Block) -> bool:
    numbered = bool(entry.label) and entry.label == title.label
    least = _ALIKE_WITH_NUMBER if numbered else _ALIKE
    return fuzz.ratio(_folded(entry), _folded(title), score_cutoff=least) >= least
