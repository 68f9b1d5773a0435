"""Fences that close code which was never opened: what stands below them is no code."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BARE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*")
_HEADING = re.compile(r"#{2,6}[ \t]+\S")
_REACH = 400
"""Lines within which the next fence is looked for."""


def is_stray(lines: Sequence[str], index: int) -> bool:
    """Tell whether a fence that seems to open code only ends some whose first fence is missing.

    A blank line stands below it, and headings stand between it and the next fence: as code it would
    swallow the sections of the document.
    """
    if not _BARE.fullmatch(lines[index]) or "".join(lines[index + 1 : index + 2]).strip():
        return False
    for line in lines[index + 1 : index + _REACH]:
        if _HEADING.match(line):
            return True
        if line.lstrip()[:3] in ("```", "~~~"):
            return False
    return False
