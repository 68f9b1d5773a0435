"""Answers without the furniture that stands in them: links to the top, placeholders, good-byes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.drafts import Draft
from nnexport.readers.furniture.chat import (
    closes_chat_answer,
    continues_chat_answer,
    is_continue,
    opens_chat_answer,
)
from nnexport.readers.furniture.fillers import speaks_of_itself
from nnexport.readers.furniture.furniture import PLACEHOLDER, furniture_of
from nnexport.readers.ledger import Ledger
from nnexport.readers.styles import is_only_link

_LEADS_BACK = "a link that leads back"
_GOOD_BYE = "a chat frame"
_ALL_HAVE = 3
"""Answers that end with the same link from which on it leads back, whatever its words are."""

_BLANKS = re.compile(r"[_.…\s]{3,}")
"""Room to write an answer into."""

_OPEN = (":", "：", "…", "...")
"""What the opening of a next part ends with."""

_WHOLE = (BlockKind.RULE, BlockKind.CODE, BlockKind.TABLE, BlockKind.OPTION)
_LONGEST = 400
"""Characters of a block beyond which it is no furniture."""


def clean_drafts(drafts: Sequence[Draft], ledger: Ledger, *, is_markdown: bool) -> None:
    """Take out of all answers what is none, in place; it goes to the ledger."""
    links = Counter(
        block.text
        for draft in drafts
        for block in draft.answer[1:][_last_shown(draft.answer[1:]) :][:1]
        if is_only_link(block) and "](#" in block.text
    )
    back = {text for text, count in links.items() if count >= _ALL_HAVE}
    for index, draft in enumerate(drafts):
        if draft.answer:
            _drop_frames(draft, ledger, goes_on=index + 1 < len(drafts))
            _clean(draft, ledger, back, is_markdown)


def _drop_frames(draft: Draft, ledger: Ledger, *, goes_on: bool) -> None:
    """Take what a chat says behind an answer off its end; the answer's first words always stay.

    ``goes_on``: another question follows, so that the opening of the next part may stand here.
    """
    blocks = draft.answer
    frames: list[int] = []
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if block.kind is BlockKind.RULE or not block.text:
            continue
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _LONGEST:
            break
        if not _is_frame(block.text, goes_on=goes_on, below_frame=bool(frames)):
            break
        frames.append(index)
    if not any(block.text for block in blocks[: min(frames, default=0)]):
        return
    for index in frames:
        block = blocks.pop(index)
        ledger.drop(block.first.start, block.lines[-1].end, _GOOD_BYE)


def _is_frame(text: str, *, goes_on: bool, below_frame: bool) -> bool:
    """Tell whether a block at the end of an answer is what a chat says between two answers.

    A request to go on (``Yes, please.``) is one only above the opening of the next part.
    """
    if closes_chat_answer(text) or speaks_of_itself(text):
        return True
    if not goes_on:
        return False
    opens = opens_chat_answer(text) or continues_chat_answer(text)
    return (opens and text.rstrip("*_ ").endswith(_OPEN)) or (below_frame and is_continue(text))


def _clean(draft: Draft, ledger: Ledger, back: set[str], is_markdown: bool) -> None:
    blocks = draft.answer
    last = _last_shown(blocks)
    kept: list[Block] = []
    first = True
    for index, block in enumerate(blocks):
        reason = _reason(block, back, first=first, last=index >= last, is_markdown=is_markdown)
        if reason:
            ledger.drop(block.first.start, block.lines[-1].end, reason)
        else:
            kept.append(block)
            first = first and not block.text
    if len(kept) < len(blocks):
        draft.answer[:] = kept if any(block.text for block in kept) else _emptied(kept, ledger)


def _last_shown(blocks: Sequence[Block]) -> int:
    """Return the index of the last block that says something."""
    for index in range(len(blocks) - 1, -1, -1):
        if blocks[index].kind is not BlockKind.RULE and blocks[index].text:
            return index
    return -1


def _reason(block: Block, back: set[str], *, first: bool, last: bool, is_markdown: bool) -> str:
    if block.kind in _WHOLE or not block.text or len(block.text) > _LONGEST:
        return ""
    if block.text in back and last and not first:
        return _LEADS_BACK
    if last and not first and closes_chat_answer(block.text):
        return _GOOD_BYE
    if first and last and _BLANKS.fullmatch(block.text):
        return PLACEHOLDER
    if block.is_answer_label and not last:
        return ""
    return furniture_of(block.text, first=first, last=last, has_markup=is_markdown)


def _emptied(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """Return the blocks of an answer of which only labels are left: none."""
    for block in blocks:
        ledger.drop(block.first.start, block.lines[-1].end, "a label without an answer")
    return []
