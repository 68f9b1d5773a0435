"""The few words of a text that a message quotes."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return a text as any terminal can show it: what has no picture as its number."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def quote_tail(text: str) -> str:
    """Return the last five words of a text, at most 80 characters."""
    words = text[-400:].split()
    tail = printable(" ".join(words[-5:]))
    return ("… " if len(words) > 5 else "") + (tail if len(tail) <= 80 else "…" + tail[-79:])


def quote_head(text: str) -> str:
    """Return the first five words of a text, at most 80 characters."""
    words = text[:400].split()
    head = printable(" ".join(words[:5]))
    return (head if len(head) <= 80 else head[:79] + "…") + (" …" if len(words) > 5 else "")
