"""Plain text → Markdown that shows it: what a person sees in a source is what comes out."""

from __future__ import annotations

import re

from nnexport.deck.commonmark import parse_blocks, shows_exactly
from nnexport.deck.markup import Paragraph

_MARK = r"=(?==)"
_ESCAPABLE = re.compile(rf"[\\`*_\[\]<>&$~!|]|{_MARK}")
_SETS = ("*", "_", "<", "&", "$", "`", "\\", "~", "[]", "*_", "<&", "\\*_`")
_ESCAPE_TRIES = (*(re.compile(f"[{re.escape(signs)}]") for signs in _SETS), re.compile(_MARK))
_BLOCK_START = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-+*>#=~`|_]|\d{1,9}(?=[.)]))")


def escape_line(text: str, *, starts_block: bool = True) -> str:
    """Return Markdown that shows one line of plain text as it stands.

    Escapes only where CommonMark would change the look, so ``a_b`` and ``a < b`` stay untouched and
    ``__init__`` does not turn bold. ``starts_block``: the line may begin a paragraph, so a leading
    ``#`` or ``1.`` is made safe as well.
    """
    text = " ".join(text.split())
    escaped = _escape_inlines(text)
    match = _BLOCK_START.match(escaped) if starts_block else None
    # Below another line, `===` would make that one a heading.
    if (
        match
        and not _is_followed(escaped, match)
        and not (_is_paragraph(escaped) and _is_paragraph(f"x\n{escaped}"))
    ):
        # Before the dot for a number, before the character itself for all others.
        at = match.end() if match["mark"].isdigit() else match.start("mark")
        escaped = escaped[:at] + "\\" + escaped[at:]
    return escaped


def _is_followed(text: str, match: re.Match[str]) -> bool:
    """Tell whether a letter or digit follows the first sign: then only ``>`` begins a block."""
    at = match.end() + (1 if match["mark"].isdigit() else 0)
    return text[at : at + 1].isalnum() and match["mark"] != ">"


def _is_paragraph(text: str) -> bool:
    blocks = parse_blocks(text)
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


# What may be markup where it stands: `a_b`, `a < b` and `R & D` need no parser to tell.
_SIGNS = re.compile(r"[\\`*\[$~_<&]|==")
_MAY_MEAN = re.compile(r"[\\`*$~]|==|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=[#\w])")


def may_mean(text: str) -> bool:
    """Tell whether some sign in a text could be inline markup; most texts have none.

    Brackets are a link only where another bracket follows: there are no definitions of links.
    """
    if _SIGNS.search(text) is None:
        return False
    return _MAY_MEAN.search(text) is not None or "](" in text


LONGEST = 100_000
"""Characters of a text full of signs that the parser is asked about; it takes 300 times as many."""


def _escape_inlines(text: str) -> str:
    if not may_mean(text):
        return text
    if len(text) > LONGEST and len(_ESCAPABLE.findall(text)) > len(text) // 100:
        return _ESCAPABLE.sub(lambda match: "\\" + match[0], text)
    if shows_exactly(text, text):
        return text
    for signs in _ESCAPE_TRIES:
        if signs.search(text):
            candidate = signs.sub(lambda match: "\\" + match[0], text)
            if shows_exactly(candidate, text):
                return candidate
    return _ESCAPABLE.sub(lambda match: "\\" + match[0], text)
