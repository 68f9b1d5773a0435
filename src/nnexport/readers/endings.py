"""How an answer ends: whole, or broken off.

False alarms cost trust: code, a table, a formula or a finished list item is a whole end, and so is
a fragment that never was a sentence. What a document does elsewhere counts as well: where nearly
all answers end with a full stop, one that does not is suspicious.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nnexport.deck.prose import (
    ends_sentence,
    is_lead_in,
    is_unfinished,
    last_sentence,
)
from nnexport.readers.blocks import Block, BlockKind

_USUAL = 0.8
_ENOUGH = 4
"""Answers, or items, from which on a document has a habit."""

_PHRASE = 5
"""Words up to which a text without a full stop may be meant as a phrase."""

_FORMULA = re.compile(r"[=+×·÷^_\\<>|∈≈≤≥→∑∫√{}$`]|\d")
_ADDRESS = re.compile(r"\w[./]\w\S*$|\S@\S")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[^`]*$")


@dataclass(frozen=True, slots=True)
class Habits:
    """Whether the answers of a document, and the items in them, end as sentences do."""

    answers: bool = False
    items: bool = False


def find_habits(answers: Iterable[Sequence[Block]]) -> Habits:
    """Return what is usual in a document."""
    ends: list[bool] = []
    items: list[bool] = []
    for blocks in answers:
        bullets = (block.text for block in blocks if block.kind is BlockKind.BULLET)
        items.extend(ends_sentence(text) for text in bullets if len(text.split()) > 3)
        if blocks and blocks[-1].kind in (BlockKind.PARAGRAPH, BlockKind.NUMBERED):
            ends.append(ends_sentence(blocks[-1].text))
    return Habits(_is_usual(ends), _is_usual(items))


def _is_usual(found: Sequence[bool]) -> bool:
    return len(found) >= _ENOUGH and sum(found) / len(found) >= _USUAL


def broken_end(blocks: Sequence[Block], habits: Habits) -> str:
    """Return why an answer counts as cut off, in words for a message; empty when it is whole."""
    shown = [block for block in blocks if block.kind is not BlockKind.RULE]
    if not shown:
        return ""
    last = shown[-1]
    if last.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.HEADING):
        return ""
    if not last.text:
        return "it ends with an empty bullet" if len(shown) > 1 else ""
    fence = _open_fence(last)
    if fence:
        return f"the code that begins in line {fence} is never closed"
    if is_lead_in(last.text):
        return f"it ends with “{_tail(last.text)}” and nothing after it"
    is_item = last.kind is BlockKind.BULLET
    breaks = _item_breaks_off(shown, habits) if is_item else _text_breaks_off(last.text, habits)
    return f"it stops at “{_tail(last.text)}”" if breaks else ""


def _open_fence(block: Block) -> int:
    for line in block.lines:
        if _FENCE.match(block.source[line.start : line.end][:200]):
            return line.number
    return 0


def _text_breaks_off(text: str, habits: Habits) -> bool:
    """Tell whether a paragraph stops in the middle of a sentence."""
    text = text.rstrip()
    if ends_sentence(text):
        return False
    count = len(text[-2000:].split())
    if is_unfinished(text) and (count > 2 or text[-1] == ","):
        return True
    rest = last_sentence(text)
    if not _ends_in_word(text) or _looks_technical(rest):
        return False
    words = len(rest.split())
    if len(rest) < len(text.strip()):
        return words > 2 or habits.answers
    return habits.answers and words > _PHRASE


def _item_breaks_off(shown: Sequence[Block], habits: Habits) -> bool:
    """Tell whether the last item of a list stops in the middle of a sentence."""
    text = shown[-1].text.rstrip()
    if ends_sentence(text):
        return False
    siblings = _siblings(shown)
    if text[-1] in ",;" and any(sibling.endswith(text[-1]) for sibling in siblings):
        return False
    if is_unfinished(text) and len(text.split()) > 1:
        return True
    if not _ends_in_word(text) or _looks_technical(last_sentence(text)):
        return False
    words = len(text.split())
    if siblings:
        finished = sum(map(ends_sentence, siblings)) / len(siblings)
        return finished >= _USUAL and words > 2
    return _text_breaks_off(text, habits) or (habits.items and words > 2)


def _siblings(blocks: Sequence[Block]) -> list[str]:
    """Return the items above the last one, in the same list and at the same depth."""
    found: list[str] = []
    for block in reversed(blocks[:-1]):
        if block.kind is not BlockKind.BULLET:
            break
        if abs(block.indent - blocks[-1].indent) < 2 and block.text:
            found.append(block.text)
    return found


def _ends_in_word(text: str) -> bool:
    return text[-1].isalnum() or text[-1] in "'’"


def _looks_technical(text: str) -> bool:
    """Tell whether a text without a full stop could be a formula, code, a value or an address."""
    words = text[-300:].split()
    tail = words[-1] if words else ""
    if _ADDRESS.search(tail[-200:]) or any(char.isdigit() for char in tail):
        return True
    return len(words) <= _PHRASE and bool(_FORMULA.search(text[-300:]))


def _tail(text: str) -> str:
    words = text[-400:].split()
    tail = " ".join(words[-5:])
    return ("… " if len(words) > 5 else "") + (tail if len(tail) <= 80 else "…" + tail[-79:])
