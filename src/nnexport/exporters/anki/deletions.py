"""Where the deletions of a cloze note begin and end in its HTML, so that Anki sees no other end.

Anki finds ``{{c1::``, ``::`` and ``}}`` in the HTML as it is stored, also inside of attributes and
of formulas. So placeholders stand there until all is rendered; then whatever looks like one of the
three inside of a deletion, wherever it came from, becomes a reference that only the browser reads.
"""

from __future__ import annotations

import re

# No text has these characters: they are not shown anywhere, and taken out of every text.
BEGIN, PART, END = "\x01", "\x02", "\x03"

_PLACEHOLDER = re.compile(f"([{BEGIN}{PART}{END}])")
_WRITTEN = {BEGIN: "{{", PART: "::", END: "}}"}
_LOOKS_LIKE_AN_END = re.compile(r":(?=:|\Z)|\}(?=\}|\Z)|\{(?=\{|\Z)")
_BRACE = re.compile(r"\{\Z")


def deletion_html(number: int, hidden: str, hint: str = "") -> str:
    """Return a deletion with placeholders for its ends; ``hidden`` and ``hint`` are HTML."""
    return f"{BEGIN}c{number}{PART}{hidden}{PART + hint if hint else ''}{END}"


def write_deletions(html: str) -> str:
    """Return HTML with its deletions as Anki reads them: nothing but their ends looks like one."""
    depth = 0
    parts: list[str] = []
    for part in _PLACEHOLDER.split(html):
        depth += (part == BEGIN) - (part == END)
        # Outside, only the brace of a formula could join those that begin a deletion.
        unsafe = _LOOKS_LIKE_AN_END if depth else _BRACE
        parts.append(_WRITTEN.get(part) or unsafe.sub(_as_reference, part))
    return "".join(parts)


def _as_reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
