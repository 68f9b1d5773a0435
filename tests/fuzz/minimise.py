"""A failing input → a small one that fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence


def minimise(text: str, fails: Callable[[str], bool], seconds: float = 20) -> str:
    """Return a text out of pieces of ``text`` that still ``fails``: lines, words, characters."""
    until = time.monotonic() + seconds
    before = None
    while before != text and time.monotonic() < until:
        before = text
        for split in (_lines, _words, list):
            text = _reduce(split(text), fails, until)
    return text


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\r" not in text else list(text)


def _words(text: str) -> list[str]:
    words = text.split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:]


def _reduce(pieces: Sequence[str], fails: Callable[[str], bool], until: float) -> str:
    """Take out ever smaller runs of pieces as long as what is left fails."""
    pieces = list(pieces)
    size = len(pieces) // 2
    while size:
        at = 0
        while at < len(pieces) and time.monotonic() < until:
            rest = pieces[:at] + pieces[at + size :]
            if fails("".join(rest)):
                pieces = rest
            else:
                at += size
        size //= 2
    return "".join(pieces)
