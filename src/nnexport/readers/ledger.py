"""The ledger: what became of every character of a source.

Nothing is lost: each non-blank character belongs to a question, an answer, a label (a printed
number, a bullet, the signs of a heading) or to a drop that a diagnostic reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from nnexport.diagnostics import Diagnostic, Span
from nnexport.readers.endings.quoting import printable


class Use(IntEnum):
    """What a character was used for; the number is its mark in the ledger."""

    UNSEEN = 0
    QUESTION = 1
    ANSWER = 2
    LABEL = 3
    DROP = 4


_CHUNK = 1 << 16
_UNSEEN = re.compile(rb"\0+")
_IS_UNSEEN = bytes((1, *(0 for _ in range(255))))
_VISIBLE = bytes(not chr(code).isspace() for code in range(256))
_MARKS = tuple(bytes((use,)) for use in Use)


@dataclass(frozen=True, slots=True)
class Drop:
    """A contiguous piece that was left out, and why."""

    start: int
    end: int
    reason: str
    code: str = "NN016"


def shorten(text: str, length: int = 60) -> str:
    """Return a text as a message quotes it: printable, and not longer than a line can hold."""
    text = text.strip()
    shown = printable(text[:length])
    return shown if len(text) <= length else shown[: length - 1] + "…"


def _only_usual(text: str) -> bool:
    """Tell whether every character is printable or usual white space."""
    return text.replace("\n", "").replace("\t", "").isprintable()


class Ledger:
    """Marks per character of one source's text; filled while a document is put together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = bytearray(len(text))
        self._drops: list[Drop] = []
        self.has_odd_characters = not _only_usual(text)
        """Some character is neither text nor white space, or is so only in some scripts."""

    def claim(self, start: int, end: int, use: Use) -> None:
        """Say what the characters from ``start`` up to ``end`` were used for."""
        self._marks[start:end] = _MARKS[use] * (end - start)

    def drop(self, start: int, end: int, reason: str, code: str = "NN016") -> None:
        """Leave a piece out and remember why."""
        if self.text[start:end].strip():
            self.claim(start, end, Use.DROP)
            self._drops.append(Drop(start, end, reason, code))

    def use_at(self, offset: int) -> Use:
        return Use(self._marks[offset])

    def text_of(self, use: Use) -> str:
        """Return all characters that were used for one thing, in the order of the source."""
        return "".join(
            self.text[match.start() : match.end()]
            for match in re.finditer(re.escape(bytes((use,))) + b"+", bytes(self._marks))
        )

    def unseen(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges with non-blank characters that nobody claimed. Should be none."""
        found: list[tuple[int, int]] = []
        for at in range(0, len(self.text), _CHUNK):
            if self._all_seen(at):
                continue
            for match in _UNSEEN.finditer(self._marks, at, at + _CHUNK):
                piece = self.text[match.start() : match.end()]
                if piece.strip():
                    start = match.start() + len(piece) - len(piece.lstrip())
                    found.append((start, start + len(piece.strip())))
        return tuple(found)

    def _all_seen(self, at: int) -> bool:
        """Tell of a stretch of ASCII, with a few operations, that nothing in it is unseen."""
        piece = self.text[at : at + _CHUNK]
        if not piece.isascii():
            return False
        visible = int.from_bytes(piece.encode().translate(_VISIBLE))
        unseen = int.from_bytes(self._marks[at : at + _CHUNK].translate(_IS_UNSEEN))
        return not visible & unseen

    def drop_unseen(self) -> int:
        """Report what no rule took, as a last safety net; return how many pieces it were."""
        unseen = self.unseen()
        for start, end in unseen:
            self.drop(start, end, "not understood", "NN018")
        return len(unseen)

    def diagnostics(self, path: str) -> Iterable[Diagnostic]:
        """Yield one diagnostic for each contiguous piece that was left out for one reason."""
        line, at = 1, 0
        for drop in self._contiguous_drops():
            piece = self.text[drop.start : drop.end].strip()
            first_line, _, rest = piece.partition("\n")
            # Drops may overlap: then one begins before the last one.
            line += self.text.count("\n", at, drop.start) - self.text.count("\n", drop.start, at)
            at = drop.start
            line_start = self.text.rfind("\n", 0, at) + 1
            last = line + rest.count("\n") + 1 if rest else 0
            quoted = shorten(first_line)
            more = f" and {rest.count(chr(10)) + 1} more lines" if rest else ""
            span = Span(path, line, drop.start - line_start + 1, last)
            yield Diagnostic(drop.code, span, f"left out “{quoted}”{more}: {drop.reason}")

    def _contiguous_drops(self) -> list[Drop]:
        joined: list[Drop] = []
        for drop in sorted(self._drops, key=lambda each: each.start):
            last = joined[-1] if joined else None
            if (
                last is not None
                and (last.reason, last.code) == (drop.reason, drop.code)
                and not self.text[last.end : drop.start].strip()
            ):
                joined[-1] = Drop(last.start, max(last.end, drop.end), drop.reason, drop.code)
            else:
                joined.append(drop)
        # A drop begins at its first visible character: that is where the message points.
        trimmed = []
        for drop in joined:
            piece = self.text[drop.start : drop.end]
            start = drop.start + len(piece) - len(piece.lstrip())
            trimmed.append(Drop(start, start + len(piece.strip()), drop.reason, drop.code))
        return trimmed
