"""The text of a paragraph → inlines, where nothing in it is in doubt.

Most texts have no markup, or a bold label or some code between words. These are read here by one
regular expression; whatever else may mean something is left to the parser, with the whole text. A
test compares the two.
"""

from __future__ import annotations

import re

from nnexport.deck.markup import Break, Code, Inline, Styled, Text

_SIGN = re.compile(r"[\\`*_~=<&\]$]")
"""Whatever ``_MARK`` finds has one of these; most texts have none, and this is soon known."""

# Everything at which a rule of the parser may do something: emphasis not inside of a word, but for
# `*`; what is no tag, no entity, no link and no formula is text.
_MARK = re.compile(
    r"[\\`*]|(?<!\w)_|_(?!\w)|~~|==|<\S|&#?[a-z0-9]{1,32};|\]\(|\$[^$]*\$", re.IGNORECASE
)

# Stars between a space and a letter begin, and between a letter and a space or a stop end: nobody
# can see it otherwise. Code goes from one sign to the next, if no two signs meet.
_SPAN = re.compile(
    r"(?:(?<=[ \n(])|\A)(\*\*?)([^\W_](?:[^\n\\`*_~=<&\[\]$]*[^\W_])?)\1(?=[ \n.,:;!?)]|\Z)"
    r"|(?<!`)`([^`\n]+)`(?!`)"
)
_STYLES = {"*": "emphasis", "**": "strong"}


def read_simple(text: str) -> tuple[Inline, ...] | None:
    """Return the inlines of a text without blanks around it; ``None`` if the parser has to look."""
    if not (_SIGN.search(text) and _MARK.search(text)):
        return tuple(_read_lines(text))
    # Text, stars, what is between them, code, text, and so on.
    parts = _SPAN.split(text)
    # The sign between them stands for a span: it is no space and no letter.
    outside = "\0".join(parts[::4])
    ends_in_code = "$" in outside and text.count("$") > 1  # As a formula may.
    if len(parts) == 1 or ends_in_code or _MARK.search(outside):
        return None
    found: list[Inline] = []
    for at in range(0, len(parts), 4):
        found += _read_lines(parts[at])
        if at + 1 < len(parts):
            stars, styled, code = parts[at + 1 : at + 4]
            found.append(Styled(_STYLES[stars], (Text(styled),)) if stars else _code(code))
    return tuple(found)


def _read_lines(text: str) -> list[Inline]:
    """Return a text without markup; two spaces at the end of a line keep that end."""
    if "\n" not in text:
        return [Text(text)] if text else []
    found: list[Inline] = []
    first, *others = text.split("\n")
    *lines, last = first, *(line.lstrip(" \t") for line in others)
    for line in lines:
        shown = line.rstrip(" ")
        if shown:
            found.append(Text(shown))
        found.append(Break(hard=len(line) - len(shown) > 1))
    return [*found, Text(last)] if last else found


def _code(text: str) -> Code:
    is_padded = text[0] == text[-1] == " " and text.strip(" ")
    return Code(text[1:-1] if is_padded else text)
