"""What stands around questions and answers: front matter, and the turns of a chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import question_likeness
from nnexport.readers.furniture.chat import (
    chat_role,
    closes_chat_answer,
    continues_chat_answer,
    is_chat,
    is_continue,
    opens_chat_answer,
)
from nnexport.readers.furniture.furniture import front_matter_lines
from nnexport.readers.ledger import Ledger

_FRAME = "a chat frame"
_SPEAKS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STRONG, BlockKind.NUMBERED)


@dataclass
class Framed:
    """The blocks of a document without what frames them."""

    blocks: list[Block] = field(default_factory=list)
    continued: set[int] = field(default_factory=set)
    """Numbers of the lines at which an answer goes on after the chat was asked to."""


@dataclass
class _Turn:
    """What one side says: its first block has a label."""

    role: str
    blocks: list[Block]
    label: int
    """Characters of the label, from the beginning of its line."""


def strip_frames(blocks: Sequence[Block], ledger: Ledger) -> Framed:
    """Return a document's blocks without front matter and chat frames, which go to the ledger.

    In a chat of single questions, what the user says is a question and what the assistant says its
    answer; where the user gives a list, the labels say nothing.
    """
    blocks = _without_front_matter(blocks, ledger)
    turns = _turns_of(blocks)
    framed = Framed()
    if not is_chat(turn.role for turn in turns):
        for index, block in enumerate(blocks):
            below = blocks[index + 1] if index + 1 < len(blocks) else None
            if _opens(block, framed.blocks, below):
                ledger.drop(block.first.start, block.lines[-1].end, _FRAME)
            else:
                framed.blocks.append(block)
        return framed
    asks_singly = not any(_lists_questions(turn) for turn in turns)
    goes_on = False
    for turn in turns:
        goes_on = _enter_turn(turn, framed, ledger, asks_singly, goes_on)
    return framed


def _lists_questions(turn: _Turn) -> bool:
    """Tell whether somebody gives a list of questions: then turns are no questions."""
    listed = [block for block in turn.blocks[1:] if block.kind in _LISTED]
    if turn.role == "user":
        return bool(listed)
    return sum(question_likeness(block.text) > 0.75 for block in listed) >= 2


_LISTED = (BlockKind.NUMBERED, BlockKind.HEADING, BlockKind.STRONG)


def _without_front_matter(blocks: Sequence[Block], ledger: Ledger) -> Sequence[Block]:
    if not blocks or ledger.text[:3] not in ("---", "+++"):
        return blocks
    count = front_matter_lines(ledger.text[:100_000].split("\n"))
    kept = [block for block in blocks if block.first.number > count]
    if count:
        end = kept[0].first.start if kept else len(ledger.text)
        ledger.drop(0, end, "front matter")
    return kept


def _turns_of(blocks: Sequence[Block]) -> list[_Turn]:
    """Return the turns of a document, the first without a role if no label begins it."""
    turns = [_Turn("", [], 0)]
    for block in blocks:
        line = block.first
        role, length = "", 0
        if block.kind in _SPEAKS:
            role, length = chat_role(block.source[line.start : line.end])
        if role:
            turns.append(_Turn(role, [block], length))
        else:
            turns[-1].blocks.append(block)
    return [turn for turn in turns if turn.blocks]


def _opens(block: Block, before: Sequence[Block], below: Block | None) -> bool:
    """Tell whether a block only announces what an assistant then says."""
    if block.kind is not BlockKind.PARAGRAPH or below is None or not before:
        is_first = block.kind is BlockKind.PARAGRAPH and below is not None
        return is_first and opens_chat_answer(block.text)
    follows = before[-1].kind in (BlockKind.RULE, BlockKind.NUMBERED)
    return follows and opens_chat_answer(block.text)


def _enter_turn(
    turn: _Turn, framed: Framed, ledger: Ledger, asks_singly: bool, goes_on: bool
) -> bool:
    """Enter one turn; return whether the next one goes on with the answer before."""
    blocks = list(turn.blocks)
    if turn.role:
        first = _without_label(blocks[0], turn.label, ledger)
        blocks[:1] = [first] if first is not None else []
    text = " ".join(block.text for block in blocks[:2])
    if turn.role == "user" and len(blocks) == 1 and is_continue(text):
        _drop(blocks[0], ledger)
        return True
    while blocks and turn.role == "assistant" and blocks[0].kind is BlockKind.PARAGRAPH:
        announces = opens_chat_answer(blocks[0].text) or (
            goes_on and continues_chat_answer(blocks[0].text)
        )
        if not announces:
            break
        _drop(blocks.pop(0), ledger)
    while turn.role == "assistant" and len(blocks) > 1 and closes_chat_answer(blocks[-1].text):
        _drop(blocks.pop(), ledger)
    if turn.role == "user" and not asks_singly and not _says_more(blocks):
        for block in blocks:
            _drop(block, ledger)
        return False
    if not blocks:
        return False
    if goes_on and turn.role == "assistant":
        framed.continued.add(blocks[0].first.number)
    elif asks_singly and turn.role == "user" and question_likeness(text) > 0.5:
        blocks[0] = _labelled(blocks[0], "q")
    elif asks_singly and turn.role == "assistant":
        blocks[0] = _labelled(blocks[0], "a")
    framed.blocks.extend(blocks)
    return False


def _says_more(blocks: Sequence[Block]) -> bool:
    """Tell whether a turn of the user holds more than what the assistant is asked to do."""
    return any(block.kind is not _TEXT or len(block.text) > _LONGEST_PROMPT for block in blocks)


_LONGEST_PROMPT = 300


def _drop(block: Block, ledger: Ledger) -> None:
    ledger.drop(block.first.start, block.lines[-1].end, _FRAME)


def _without_label(block: Block, length: int, ledger: Ledger) -> Block | None:
    """Return a block without the name of who speaks; none if nothing else stands in it."""
    line = block.first
    at = line.start + length
    ledger.drop(line.start, at, _FRAME)
    if block.source[at : line.end].strip(" \t*_:#"):
        kept = line._replace(start=at, body=max(at, line.body), prefix="", shut=-1, bold="")
        kind = block.kind if block.kind is BlockKind.NUMBERED and line.label else _TEXT
        return Block(kind, (kept, *block.lines[1:]), block.source, block.gap_before)
    if len(block.lines) > 1:
        ledger.drop(line.start, line.end, _FRAME)
        return Block(_TEXT, block.lines[1:], block.source, gap_before=True)
    ledger.drop(line.start, line.end, _FRAME)
    return None


_TEXT = BlockKind.PARAGRAPH


def _labelled(block: Block, prefix: str) -> Block:
    """Return a block as one that begins with ``Q:`` or ``A:``."""
    line = block.first._replace(prefix=prefix)
    kind = BlockKind.NUMBERED if block.kind is _TEXT else block.kind
    return Block(kind, (line, *block.lines[1:]), block.source, block.gap_before)
