"""What a block begins: a question, an answer, an item inside an answer, a section."""

from __future__ import annotations

import re
from enum import Enum, auto


class Role(Enum):
    # As fast as that of any object; the one of `Enum` is written in Python.
    __hash__ = object.__hash__

    QUESTION = auto()
    """A question in a list of questions; its answer stands in a later list."""

    ANSWER = auto()
    """An answer in a list of answers."""

    PAIR = auto()
    """A question with its answer directly below."""

    INNER = auto()
    """An item of a numbered list, or a heading, inside an answer."""

    SECTION = auto()
    """A heading above questions."""

    BODY = auto()
    """A paragraph like any other."""


def integer_of(label: str) -> int | None:
    """Return the number of a label such as ``16`` or ``3b``; none of a dotted one, ``1.2``."""
    if label.isdecimal():
        return int(label)
    match = _INTEGER.fullmatch(label) if label else None
    return int(match[1]) if match else None


_INTEGER = re.compile(r"[A-Z]?(\d+)[a-z]?", re.IGNORECASE)
