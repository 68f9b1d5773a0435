"""What there is to say about answers that begin elsewhere than their printed number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnexport.readers.blocks import Block
from nnexport.readers.drafts import Draft

Say = Callable[[str, Block, str, str], None]


def report_moves(drafts: Sequence[Draft], say: Say) -> None:
    """Flag the answers on both sides of a boundary that is not where the numbers say."""
    before: Draft | None = None
    for draft in drafts:
        if not draft.answer:
            continue
        first = draft.answer[0]
        begins_at_number = first.first.number in draft.starts
        if not (begins_at_number and _same(first.label, draft.label)):
            draft.moved = True
            if before is not None and not begins_at_number:
                before.moved = True
            _report_move(draft, before, first, begins_at_number, say)
        before = draft


def _same(one: str, other: str) -> bool:
    """Tell whether a printed number says what is expected; one that is not printed says nothing."""
    return not one or not other or one.lower() == other.lower()


def _report_move(
    draft: Draft, before: Draft | None, first: Block, begins_at_number: bool, say: Say
) -> None:
    name = f"answer {draft.label}" if draft.label else "an answer"
    stray = _stray_number(draft, before)
    if begins_at_number:
        message = f"this is answer {draft.label}, not {first.label}: it fits that question better"
    elif stray is None:
        message = f"{name} begins here, without its number"
    else:
        where = f"“{stray.label}.” stands in line {stray.first.number}"
        inside = stray in draft.answer
        reason = (
            "but the text above it already answers this question"
            if inside
            else ("on a line that belongs to the answer before")
        )
        message = f"{name} begins here: {where}, {reason}"
    help_line = "compare both answers with their questions; correct the number in the source"
    say("NN014", first, message, help_line)


def _stray_number(draft: Draft, before: Draft | None) -> Block | None:
    """Return the block that carries the answer's number without beginning it."""
    around = [*(before.answer if before is not None else ()), *draft.answer]
    starts = (*draft.starts, *(before.starts if before is not None else ()))
    numbered = [block for block in around if block.first.number in starts and block.label]
    strays = [block for block in numbered if _same(block.label, draft.label)]
    if before is not None and before.answer[0] in strays:
        strays.remove(before.answer[0])
    return strays[0] if strays else None
