"""The marks that git leaves in a file where two branches changed the same lines."""

from __future__ import annotations

import re

_BEGIN = re.compile(r"<{7}(?: .*)?")
_BASE = re.compile(r"\|{7}(?: .*)?")
_MIDDLE = re.compile(r"={7}")
_END = re.compile(r">{7}(?: .*)?")


def has_markers(text: str) -> bool:
    """Tell whether a file has a conflict that nobody resolved."""
    return any(_BEGIN.fullmatch(line) for line in text.splitlines())


def without_markers(text: str) -> str:
    """Return a text with both sides of every conflict, one after the other, and no marks.

    What both sides had before (``merge.conflictStyle=diff3``) goes. No line of a deck or lock can
    look like a mark: texts are indented in them.
    """
    kept: list[str] = []
    is_open = is_base = False
    for line in text.split("\n"):
        bare = line.rstrip("\r")
        if _BEGIN.fullmatch(bare):
            is_open = True
        elif is_open and _BASE.fullmatch(bare):
            is_base = True
        elif is_open and _MIDDLE.fullmatch(bare):
            is_base = False
        elif is_open and _END.fullmatch(bare):
            is_open = False
        elif not is_base:
            kept.append(line)
    return "\n".join(kept)
