"""Where a question ends and its answer begins, in what stands below its first line."""

from __future__ import annotations

from collections.abc import Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import question_likeness
from nnexport.readers.drafts import Draft
from nnexport.readers.lines import CHECKBOX, INLINE, position_of
from nnexport.readers.marks import arrow_of

_LONGEST_REST = 3000
"""Characters above ``Answer:`` up to which everything there belongs to the question."""

_USUAL = 0.5


def settle_drafts(drafts: Sequence[Draft]) -> None:
    """Give each question what stands between its first line and its answer, in place.

    What stands above ``Answer:`` is question: its code, its choices, its second paragraph. Choices
    that no label follows are question where most questions of the document have some, and where
    they ask something themselves; elsewhere a lettered list is an answer.
    """
    pairs = [draft for draft in drafts if draft.question and draft.answer]
    chosen = sum(_leading_options(draft.answer) >= 2 for draft in pairs)
    usual = len(pairs) > 1 and chosen >= _USUAL * len(pairs)
    for draft in pairs:
        _open_at_arrow(draft)
    labelled = sum(draft.label_at >= 0 for draft in pairs) >= _USUAL * len(pairs)
    for draft in pairs:
        count = max(0, draft.label_at)
        if draft.label_at > 0:
            size = sum(len(block.text) for block in draft.answer[:count])
            ends = not any(block.text for block in draft.answer[draft.label_at :])
            belongs = not draft.closed and (labelled or ends or _is_open(draft, count))
            count = count if size <= _LONGEST_REST and belongs else 0
        elif draft.label_at < 0:
            options = _leading_options(draft.answer)
            boxes = any(block.first.form == CHECKBOX for block in draft.answer[:options])
            if options and (usual or boxes or _ask(draft.answer[:options])):
                count = min(options, _leading_blocks(draft.answer))
        rest = draft.answer[:count]
        draft.question.extend(rest)
        draft.answer[:count] = _ticked(rest)
        draft.label_at -= count if draft.label_at >= 0 else 0
        if draft.label_at == 0:
            draft.starts = (*draft.starts, draft.answer[0].first.number)


def _is_open(draft: Draft, count: int) -> bool:
    """Tell whether a question is not complete without the blocks above ``Answer:``."""
    kinds = {block.kind for block in draft.answer[:count]}
    if BlockKind.OPTION in kinds or kinds <= {BlockKind.CODE, BlockKind.TABLE}:
        return True
    return question_likeness(draft.question_text) < 0.5


def _open_at_arrow(draft: Draft) -> None:
    """Take an arrow that the answer begins with for its label, unless arrows are its bullets."""
    first = draft.answer[0]
    line = first.first
    length = arrow_of(first.source[line.start : line.end])
    if draft.label_at >= 0 or not length or first.kind not in _MAY_HAVE_ARROW:
        return
    items = [b for b in draft.answer[1:3] if arrow_of(b.source[b.first.start : b.first.end])]
    if items:
        return
    opened = line._replace(body=line.start + length, prefix="a", label="")
    draft.answer[0] = Block(
        BlockKind.PARAGRAPH, (opened, *first.lines[1:]), first.source, first.gap_before
    )
    draft.label_at = 0


_MAY_HAVE_ARROW = (BlockKind.PARAGRAPH, BlockKind.BULLET)


def _ticked(options: Sequence[Block]) -> list[Block]:
    """Return the choices that are ticked: the answer, where nothing else says it."""
    boxes = [block for block in options if block.first.form == CHECKBOX]
    return [block for block in boxes if block.first.label == "x"]


def _leading_options(blocks: Sequence[Block]) -> int:
    """Return how many choices stand at the beginning, with code above them; one line holds two."""
    count = _leading_blocks(blocks)
    return count + any(block.first.form == INLINE for block in blocks[:count])


def _leading_blocks(blocks: Sequence[Block]) -> int:
    """Return how many blocks the choices at the beginning are, with code that stands above them."""
    count = 0
    while count < len(blocks) and blocks[count].kind is BlockKind.CODE:
        count += 1
    if count == len(blocks) or blocks[count].kind is not BlockKind.OPTION:
        return 0
    last = -1
    while count < len(blocks) and blocks[count].kind is BlockKind.OPTION:
        # A second (a) begins the answers to the parts.
        position = position_of(blocks[count].first.form)
        if 0 <= position <= last:
            break
        last = position
        count += 1
    return count


def _ask(options: Sequence[Block]) -> bool:
    """Tell whether lettered lines are the parts of a question and not those of an answer."""
    options = [option for option in options if option.kind is BlockKind.OPTION]
    asking = sum(question_likeness(option.text.partition(" ")[2]) > 0.7 for option in options)
    return bool(options) and asking >= 0.5 * len(options)
