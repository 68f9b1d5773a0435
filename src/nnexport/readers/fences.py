"""Code between fences, and fences that close code which was never opened."""

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


# --- code between fences ----------------------------------------------------------------------

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>.*)$")

OPENING = "opening"
"""The form of the fence at which code begins."""

STRAY = "stray"
"""The form of a fence that closes code which was never opened; it shows nothing."""


def code_lines(raw: Sequence[str]) -> dict[int, str]:
    """Return the indices of fences that are closed and of all lines between them → their form."""
    found: dict[int, str] = {}
    opened, fence = -1, ""
    deepest = 0
    for index, content in enumerate(raw):
        if "```" not in content and "~~~" not in content:
            continue
        match = _FENCE.match(content)
        if match is None:
            continue
        if not fence:
            if is_stray(raw, index):
                found[index] = STRAY
            elif _opens(match):
                opened, fence = index, match["fence"]
                deepest = _column(content, match.start("fence")) + _TOO_DEEP
        elif _column(content, match.start("fence")) >= deepest:
            # Part of the code, as Markdown has it.
            continue
        elif content.lstrip().startswith(fence) and not match["info"].strip():
            found.update(dict.fromkeys(range(opened, index + 1), ""))
            found[opened] = OPENING
            fence = ""
        elif match["fence"][0] == fence[0] and len(match["fence"]) == len(fence) and _opens(match):
            # A second opening: the first one was never closed.
            opened, fence = index, match["fence"]
            deepest = _column(content, match.start("fence")) + _TOO_DEEP
    return found


def _opens(match: re.Match[str]) -> bool:
    """Tell whether a fence may open code: behind one of backticks stands no other backtick."""
    return not ("`" in match["info"] and match["fence"][0] == "`")


_TOO_DEEP = 4
"""Columns from which a fence that stands deeper than the first one closes nothing (CommonMark)."""


def _column(content: str, offset: int) -> int:
    return len(content[:offset].expandtabs(4))


def fenced(lines: Sequence[str], language: str) -> list[str]:
    """Return code with fences around it that are longer than any in it."""
    longest = max((len(match[0]) for line in lines for match in _TICKS.finditer(line)), default=0)
    fence = "`" * max(longest + 1, 3)
    return [f"{fence}{language}", *lines, fence]


_TICKS = re.compile(r"`{3,}")
