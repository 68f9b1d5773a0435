"""Cloze deletions: ``{{c1::hidden}}``, ``{{c1::hidden::hint}}`` and ``==marked==`` in blocks.

A deletion begins and ends in one piece of text: a paragraph, an item, a cell, or the inside of
emphasis, a link or a formula there; across a border it would tear an element apart. It may hold
other markup, code, formulas and further deletions. What looks like one in code is text.

Where a deletion ends is Anki's rule, the first ``}}``, but for braces that pair inside of it: of
``{{c1::{a, b}}}`` the set is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from nnexport.deck.markup import (
    Block,
    Break,
    BulletList,
    Code,
    Deletion,
    Formula,
    Image,
    Inline,
    Link,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    Text,
    map_inlines,
)

MAX_NUMBER = 500
"""Anki puts deletions of higher numbers onto the card of this one."""

MAX_DEPTH = 8
"""Deletions in each other. Anki makes no card for those deeper than ten; eight is enough."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A deletion that is none."""

    message: str
    shown: str
    """The piece of text that it is about."""


class ClozeText(NamedTuple):
    """Blocks with their deletions, and what only looks like one."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...]


def read_cloze(blocks: Iterable[Block]) -> ClozeText:
    """Return blocks with a ``Deletion`` for each one that is written in them.

    Marks become deletions of the number 0; ``number_deletions`` gives them theirs. What is no
    deletion stays the text that it was.
    """
    reader = _Reader()
    read = map_inlines(_inline_formulas(blocks), lambda inlines: reader.read(inlines, 0))
    return ClozeText(read, tuple(dict.fromkeys(reader.faults)))


def read_cloze_inlines(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return one piece of text with a ``Deletion`` for each one that is written in it."""
    return _Reader().read(inlines, 0)


def deletions_of(inlines: Iterable[Inline]) -> Iterator[Deletion]:
    """Yield all deletions among inlines, outer ones before those inside of them."""
    for inline in inlines:
        if isinstance(inline, Deletion):
            yield inline
        if isinstance(inline, Deletion | Formula | Styled | Link):
            yield from deletions_of(inline.children)


def deletions_in(blocks: Iterable[Block]) -> tuple[Deletion, ...]:
    """Return all deletions of a text, in order."""
    found: list[Deletion] = []

    def collect(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found.extend(deletions_of(inlines))
        return inlines

    map_inlines(blocks, collect)
    return tuple(found)


def map_deletions(inlines: Sequence[Inline], numbers: Iterator[int]) -> tuple[Inline, ...]:
    """Return inlines whose deletions have the next numbers, in the order of ``deletions_of``."""
    mapped: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Deletion):
            inline = replace(inline, number=next(numbers))
        if isinstance(inline, Deletion | Formula | Styled | Link):
            inline = replace(inline, children=map_deletions(inline.children, numbers))
        mapped.append(inline)
    return tuple(mapped)


def _inline_formulas(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with the formulas among them that have deletions as paragraphs of one."""
    for block in blocks:
        match block:
            case MathBlock(tex, lines) if _OPENING.search(tex):
                yield Paragraph((Math(tex, display=True),), lines)
            case BulletList(items) | OrderedList(items):
                changed = (replace(i, blocks=tuple(_inline_formulas(i.blocks))) for i in items)
                yield replace(block, items=tuple(changed))
            case Quote(inner):
                yield replace(block, blocks=tuple(_inline_formulas(inner)))
            case _:
                yield block


# --- reading -------------------------------------------------------------------------------------

_OPENING = re.compile(r"\{\{c\d{1,9}::", re.ASCII)
_SIGN = re.compile(r"\{\{c(?P<number>\d{1,9})::|\{|\}+", re.ASCII)


@dataclass(slots=True)
class _Frame:
    """A deletion that is open, or the piece of text itself."""

    opening: str = ""
    number: int = 0
    """0: its text stays as it is written."""

    parts: list[Inline] = field(default_factory=list)
    braces: int = 0
    """Open ones, that wait for their pairs."""

    def add(self, text: str) -> None:
        if text:
            self.parts.append(Text(text))


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, inlines: Sequence[Inline], depth: int) -> tuple[Inline, ...]:
        """Return one piece of text, which stands inside of ``depth`` deletions, with its own."""
        frames = [_Frame()]
        for inline in inlines:
            inside = depth + len(frames) - 1
            match inline:
                case Text(text):
                    self._read_text(text, frames, depth)
                case Styled("mark", children) if inside < MAX_DEPTH:
                    frames[-1].parts.append(Deletion(0, self.read(children, inside + 1)))
                case Styled(_, children) | Link(_, children):
                    changed = replace(inline, children=self.read(children, inside))
                    frames[-1].parts.append(changed)
                case Math(tex, display) if _OPENING.search(tex):
                    parts = self.read((Text(tex),), inside)
                    is_alive = any(deletions_of(parts))
                    frames[-1].parts.append(Formula(parts, display) if is_alive else inline)
                case Code() | Math() | Break() | Image() | Deletion() | Formula():
                    frames[-1].parts.append(inline)
        while len(frames) > 1:
            frame = frames.pop()
            if frame.number:
                message = f"the deletion “{frame.opening}…” has no end in its piece of text"
                self.faults.append(Fault(message, frame.opening))
            frames[-1].add(frame.opening)
            frames[-1].parts += frame.parts
        return _join_texts(frames[0].parts)

    def _read_text(self, text: str, frames: list[_Frame], depth: int) -> None:
        at = 0
        for sign in _SIGN.finditer(text):
            frames[-1].add(text[at : sign.start()])
            at = sign.end()
            if sign["number"]:
                frames.append(self._open(sign[0], int(sign["number"]), depth + len(frames)))
            elif sign[0] == "{":
                frames[-1].braces += 1
                frames[-1].add("{")
            else:
                _close(len(sign[0]), frames)
        frames[-1].add(text[at:])

    def _open(self, opening: str, number: int, depth: int) -> _Frame:
        message = ""
        if not 1 <= number <= MAX_NUMBER:
            message = f"“{opening}” begins no deletion: their numbers run from 1 to {MAX_NUMBER}"
        elif depth > MAX_DEPTH:
            message = f"“{opening}” is inside of {MAX_DEPTH} deletions, and hides nothing"
        if message:
            self.faults.append(Fault(message, opening))
        return _Frame(opening, 0 if message else number)


def _close(count: int, frames: list[_Frame]) -> None:
    """Let so many closing braces in a row end what is open."""
    while count:
        frame = frames[-1]
        is_open = len(frames) > 1
        if not is_open or count == 1 or frame.braces >= count:
            pairs = count
        else:
            pairs = min(frame.braces, count - 2)
        frame.add("}" * pairs)
        frame.braces = max(0, frame.braces - pairs)
        count -= pairs
        if count:
            count -= 2
            _end(frames)


def _end(frames: list[_Frame]) -> None:
    frame = frames.pop()
    if frame.number:
        children, hint = _split_hint(frame.parts)
        frames[-1].parts.append(Deletion(frame.number, children, hint))
    else:
        frames[-1].add(frame.opening)
        frames[-1].parts += [*frame.parts, Text("}}")]


def _split_hint(parts: Sequence[Inline]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return what a deletion hides, and its hint: what follows the first ``::``.

    Not that of code, of emphasis or of a link, and no hint has deletions inside: a ``::`` before
    one is text.
    """
    joined = _join_texts(parts)
    last = max((at for at, part in enumerate(joined) if any(deletions_of([part]))), default=-1)
    for at in range(last + 1, len(joined)):
        part = joined[at]
        signs = _HINT.finditer(part.text) if isinstance(part, Text) else ()
        if isinstance(part, Text) and (sign := next(filter(_begins_hint, signs), None)):
            children = _join_texts((*joined[:at], Text(part.text[: sign.start()])))
            return children, _join_texts((Text(part.text[sign.end() :]), *joined[at + 1 :]))
    return joined, ()


_HINT = re.compile(r"(?:\{\{c\d+)?::", re.ASCII)


def _begins_hint(sign: re.Match[str]) -> bool:
    return sign[0] == "::"  # Not what looks like the beginning of a deletion.


def _join_texts(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        elif inline != Text(""):
            joined.append(inline)
    return tuple(joined)
