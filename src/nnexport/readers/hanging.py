"""Titles that nothing marks but the margin: lines of text with deeper paragraphs below them.

Plain-text FAQs print a question at the margin and its answer further in, without number, label or
rule. One such line says nothing; where nearly all paragraphs of one indent have deeper text below
them, they are the titles of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import question_likeness
from nnexport.readers.headings import reads_like_title
from nnexport.readers.parts import names_faq

_FEWEST = 5
_MOST = 0.8
"""Share of the paragraphs at an indent that have deeper text below them."""

_ASKING, _ASKING_IN_FAQ = 0.4, 0.1
"""Share of the titles that must ask something; a document that says it is a FAQ needs less."""

_LONGEST, _MOST_LINES = 300, 4
_TOP = 8
_FEW_MARKS = 2
"""Numbers and labels that a document without others may have."""


def mark_hanging(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the titles that only the margin shows as headings.

    Shape: as long as ``blocks``; equal to it where other signs tell what the questions are.
    """
    margin = _margin(blocks)
    if margin is None or _has_other_marks(blocks, margin):
        return list(blocks)
    titles = {index for index, block in enumerate(blocks) if _is_title(blocks, index, margin)}
    asking = sum(question_likeness(blocks[index].text) > 0.5 for index in titles)
    is_faq = any(names_faq(block.text) for block in blocks[:_TOP])
    if asking < (_ASKING_IN_FAQ if is_faq else _ASKING) * len(titles):
        return list(blocks)
    first = min(titles)
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        is_section = index >= first - 1 and block.indent < margin and reads_like_title(block)
        if index in titles or is_section:
            signs = "##" if index in titles else "#"
            line = block.first._replace(label=signs)
            lines = (line, *block.lines[1:])
            block = Block(BlockKind.HEADING, lines, block.source, block.gap_before)
        marked.append(block)
    return marked


def _margin(blocks: Sequence[Block]) -> int | None:
    """Return the indent at which nearly all paragraphs have deeper text below them, if any."""
    counts = Counter(block.indent for block in blocks if block.kind is BlockKind.PARAGRAPH)
    deeper = Counter(
        block.indent
        for index, block in enumerate(blocks[:-1])
        if _is_title(blocks, index, block.indent)
    )
    fitting = [
        indent
        for indent, count in counts.items()
        if deeper[indent] >= _FEWEST and deeper[indent] >= _MOST * count
    ]
    return min(fitting, default=None)


def _is_title(blocks: Sequence[Block], index: int, margin: int) -> bool:
    block = blocks[index]
    if block.kind is not BlockKind.PARAGRAPH or block.indent != margin:
        return False
    if index + 1 == len(blocks) or blocks[index + 1].indent <= margin:
        return False
    lines = block.lines
    if len(lines) > _MOST_LINES or lines[-1].end - lines[0].body > _LONGEST:
        return False
    return all(line.indent <= margin + 1 for line in lines[1:])


def _has_other_marks(blocks: Sequence[Block], margin: int) -> bool:
    """Tell whether numbers, labels or headings at the margin could be the questions."""
    marks = sum(
        block.kind in (BlockKind.HEADING, BlockKind.STRONG)
        or (
            block.kind is BlockKind.NUMBERED
            and (block.indent <= margin or block.first.prefix != "")
        )
        for block in blocks
    )
    return marks > _FEW_MARKS
