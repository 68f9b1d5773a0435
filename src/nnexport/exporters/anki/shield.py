"""Text → HTML that shows exactly it, whatever readers it passes through on its way to the screen.

Some know nothing of HTML, so text that only looks like their markup is shielded from each in the
way that works there:

- Anki itself replaces ``[sound:…]``, ``[latex]``, ``{{c1::…}}`` and the like in the HTML as it is
  stored. Their first character becomes a reference such as ``&#91;``, which only the browser reads.
- MathJax replaces ``\\(…\\)`` in the text that the browser shows, where a reference is no help. It
  never joins text across a tag and does not look into code, so a backslash gets a ``<span>`` of its
  own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnexport.exporters.colours import Piece

_HTML = r"[<>&]"
_ANKI = r"\[(?=sound:|anki:|/?latex\]|/?\$\$?\]|\[type:)"
_BRACES = r"\{(?=\{)"
_CLOZE_BRACES = r"[{}]"
_MATHJAX = r"\\(?=[()\[\]]|\Z)"
_DOUBLE_COLON = r":(?=:)"  # Inside a deletion it would begin the hint.
_ROW_END = r"(?<=\\)[()\[\]]"  # `\\[2pt]`: MathJax understands it, others see a delimiter.


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


TEXT = {
    False: _compile(_HTML, _ANKI, _BRACES, _MATHJAX),
    True: _compile(_HTML, _ANKI, _CLOZE_BRACES, _MATHJAX),
}
"""Patterns of what is shielded in text; by whether cloze deletions are alive."""

CODE = {
    False: _compile(_HTML, _ANKI, _BRACES),
    # From a delimiter to the next one Anki takes all tags out of a cloze field, in code as well.
    True: _compile(_HTML, _ANKI, _CLOZE_BRACES, _DOUBLE_COLON, _ROW_END),
}
"""The same in code."""

TEX = {
    False: _compile(_HTML, _ANKI, _ROW_END, r"\{(?=\{c\d)"),
    True: _compile(_HTML, _ANKI, _ROW_END, r"\{(?=\{)", r"\}(?=\})", _DOUBLE_COLON),
}
"""The same in formulas."""

_ATTRIBUTE = _compile(r"[<>&\"\[\]{}\\]", _DOUBLE_COLON)

_SHIELDS = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "\\": "<span>\\</span>"}

# Anki separates fields by U+001F; HTML knows none of the others but tab and newline.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")

# Whatever one of the patterns finds has one of these, or two colons.
_SUSPECT = re.compile(r"[<>&\[\]{}\\\"\x00-\x08\x0b-\x1f]")


def shield(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text of one kind, whose pattern is given, as HTML that shows exactly it."""
    if not _SUSPECT.search(text) and "::" not in text:
        return text
    return pattern.sub(_shielded, without_controls(text))


def without_controls(text: str) -> str:
    """Return a text without the signs that neither Anki nor HTML can hold."""
    return _CONTROL.sub("", text)


def _shielded(match: re.Match[str]) -> str:
    return _SHIELDS.get(match[0]) or f"&#{ord(match[0])};"


def escape_text(text: str) -> str:
    """Return plain text as HTML that shows exactly it, and does nothing."""
    return shield(text, TEXT[False])


def escape_attribute(text: str) -> str:
    """Return the same for the value of an attribute, between double quotes."""
    return shield(text, _ATTRIBUTE).replace("<span>\\</span>", "&#92;")


def shield_pieces(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> str:
    """Return coloured code; what a reader looks for may begin in one piece and end in the next."""
    text = "".join(piece for _, piece in pieces)
    # Every match is one character.
    shields = {match.start(): _shielded(match) for match in pattern.finditer(text)}
    parts = []
    end = 0
    for name, piece in pieces:
        start, end = end, end + len(piece)
        html = "".join(shields.get(at, text[at]) for at in range(start, end))
        parts.append(f'<span class="{name}">{html}</span>' if name else html)
    return "".join(parts)
