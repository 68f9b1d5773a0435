"""How an answer ends: whole, or broken off.

False alarms cost trust: code, a table, a formula or a finished list item is a whole end, and so is
a fragment that never was a sentence. What a document does elsewhere counts as well: where nearly
all answers end with a full stop, one that does not is suspicious; where many do not, none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nnexport.deck.prose import last_sentence
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.endings.dangling import count_words, dangling_word
from nnexport.readers.endings.habits import (
    USUAL,
    Habits,
    ends_sentence,
    find_habits,
    without_markup_end,
)
from nnexport.readers.endings.quoting import quote_head, quote_tail
from nnexport.readers.endings.unclosed import open_fence, open_formula, open_pair
from nnexport.readers.lines import Line

__all__ = ["Habits", "broken_end", "find_habits"]

_PHRASE = 5
"""Words up to which a text without a full stop may be meant as a phrase."""

_LONGEST_ITEM = 40
"""Characters up to which a line may name one thing of a list that nothing marks."""

_LONGEST = 2000
"""Characters at the end of a block that are looked at."""

_FORMULA = re.compile(r"[=+×·÷^_\\<>|∈≈≤≥→∑∫√{}$`]|\d")
_ADDRESS = re.compile(r"\w[./]\w\S*$|\S@\S")
_LEAD_IN = re.compile(r"(?<![:：])[:：]$")
_SHORTCODE = re.compile(r":[a-z0-9_+-]{1,40}:$")
_WANTS_MORE = re.compile(
    r"(?:(?<!\w)(?:e\.\s?g|i\.\s?e|z\.\s?b|d\.\s?h|p\.\s?ej|p\.\s?ex|т\.\s?е|напр|por ej|par ex|"
    r"vs|vgl|cf|bzw|bspw|dr|mr|mrs|(?<!\d[ \u00a0\u202f])ms|prof|abb|fig|ca)\.)$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?:^|\s)(?P<number>\d{1,3})(?P<sign>[.)])$")
_CODE_SIGN = re.compile(r"[={}()<>]|&\w{1,10};|\b[A-Z]{2,}\b.*\b[A-Z]{2,}\b")
_SOURCE_LINE = re.compile(
    r"(?i:sources?|see(?: also)?|references?|credits?|author|via|cf\.?|quellen?|siehe(?: auch)?|"
    r"vgl\.?|autor(?:in)?|voir(?: aussi)?|auteur|fuentes?|véase|ver(?: también)?|fonti?|"
    r"vedi(?: anche)?|autore|fontes?|veja(?: também)?|источники?|см\.?|автор|"
    r"来源|參考|参考|参见|出处|"
    r"出典|参照)(?:\s*[:：第]|\s+(?=[\W\dA-ZÀ-ÞА-Я]))"
)
_BOLD_LINE = re.compile(r"(\*\*|__)[^*_]{1,80}\1:?$")


def broken_end(blocks: Sequence[Block], habits: Habits) -> str:
    """Return why an answer counts as cut off, in words for a message; empty when it is whole."""
    shown = [block for block in blocks if block.kind is not BlockKind.RULE]
    if not shown:
        return ""
    last = shown[-1]
    fence = open_fence(shown)
    if fence:
        return f"the code that begins in line {fence} is never closed"
    if last.kind is BlockKind.CODE:
        return ""
    if last.kind is BlockKind.TABLE:
        return "" if last.first.form else _broken_table(last)
    if last.kind is BlockKind.HEADING:
        return _bare_heading(shown)
    if not last.text.strip("*_ "):
        return _empty_item(shown)
    return _broken_text(shown, habits)


# --- code, tables, headings, empty items ------------------------------------------------------


def _broken_table(table: Block) -> str:
    """Return how a table breaks off: in a row that has fewer cells than all others."""
    rows = [table.source[line.start : line.end].strip() for line in table.lines]
    if len(rows) == 2:
        return "its table has no rows"
    last = rows[-1]
    if last.endswith("|") != rows[0].endswith("|") and _bars(last) < min(map(_bars, rows[:-1])):
        return f"the last row of its table, “{quote_tail(last)}”, has no end"
    return ""


def _bars(row: str) -> int:
    return row.count("|") - row.count("\\|")


def _bare_heading(shown: Sequence[Block]) -> str:
    """Return why an answer that ends with a heading is broken: its other headings have a body.

    A single heading at the end may belong to what follows the answer.
    """
    last = shown[-1]
    above = [block.level for block in shown[:-1] if block.kind is BlockKind.HEADING]
    if last.text and any(level <= last.level for level in above):
        return f"it ends with the heading “{quote_tail(last.text)}” and nothing below it"
    return ""


def _empty_item(shown: Sequence[Block]) -> str:
    last = shown[-1]
    if len(shown) < 2:
        return ""
    if last.kind is BlockKind.NUMBERED and last.label:
        return f"it ends with the number {last.label} and nothing after it"
    return "it ends with an empty bullet" if last.kind is BlockKind.BULLET else ""


# --- text -------------------------------------------------------------------------------------


def _broken_text(shown: Sequence[Block], habits: Habits) -> str:
    last = shown[-1]
    raw = last.marked_text[-_LONGEST:].rstrip()
    text = without_markup_end(raw[-200:])
    text = raw[: max(len(raw) - 200, 0)] + text
    if not text:
        return ""
    if formula := open_formula(_tail_with_formulas(shown)):
        return f"the formula “{quote_head(formula.text)}” is never closed"
    if _LEAD_IN.search(text[-2:]) and not _SHORTCODE.search(text[-50:]):
        return f"it ends with “{quote_tail(raw)}” and nothing after it"
    stops = f"it stops at “{quote_tail(raw)}”"
    if ends_sentence(text):
        return stops if _wants_more(text) else ""
    siblings = _siblings(shown)
    if _BOLD_LINE.match(raw) and _titles_above(shown, siblings):
        return f"it ends with “{quote_tail(raw)}” and nothing after it"
    if (opening := open_pair(last.text)) is not None:
        return f"the {opening.kind} “{quote_head(opening.text)}” is never closed"
    if _stops_at_sign(text, siblings) or _half_bold(raw, siblings):
        return stops
    if dangling_word(text, habits.language):
        return stops
    # What is cut off has lost the sign that closes its emphasis.
    if len(text) < len(raw) or not _ends_in_word(text) or habits.loose:
        return ""
    if _SOURCE_LINE.match(_last_line(last)) or _SOURCE_LINE.match(last_sentence(text)):
        return ""
    is_item = last.kind is BlockKind.BULLET or bool(siblings)
    broken = (
        _item_is_fragment(text, siblings, habits) if is_item else _is_fragment(last, text, habits)
    )
    return stops if broken else ""


def _tail_with_formulas(shown: Sequence[Block]) -> str:
    """Return the text of the last blocks down to code: a formula may go over blank lines.

    Empty if no sign of a formula is in it.
    """
    parts: list[str] = []
    length = 0
    for block in reversed(shown):
        if block.kind in (BlockKind.CODE, BlockKind.TABLE) or length > _LONGEST:
            break
        parts.append(block.text)
        length += len(block.text) + 1
    if not any("\\" in part or "$" in part for part in parts):
        return ""
    return "\n".join(reversed(parts))


def _wants_more(text: str) -> bool:
    """Tell whether the dot at the end closes no sentence: an abbreviation, or an empty number."""
    match = _BARE_NUMBER.search(text[-8:])
    wants = _WANTS_MORE.search(text[-12:]) is not None
    if not (wants or match) or count_words(text[-200:]) < 3:
        return False
    if wants:
        return True
    if match is None or int(match["number"]) < 2:
        return False
    before = f"{int(match['number']) - 1}{match['sign']} "
    return f" {before}" in text or text.startswith(before)


def _stops_at_sign(text: str, siblings: Sequence[str]) -> bool:
    """Tell whether a text stops at a sign that joins what is before it to something after it."""
    sign = text[-1]
    if sign.isalnum():
        return False
    if sign in ",;，、；" and any(sibling.rstrip().endswith(sign) for sibling in siblings):
        return False
    if sign in ",，、":
        return True
    words = count_words(text[-300:])
    if sign in ";；":
        return words > _PHRASE and not _CODE_SIGN.search(text[-300:])
    if words < 3 or "|" in text[-300:]:
        return False
    if sign in "–—":
        return True
    token = text[-60:].split()[-1]
    if sign == "-":
        return token == sign or (len(token) > 4 and token[:-1].isalpha())
    return sign in "&/=+×·" and token == sign


def _half_bold(text: str, siblings: Sequence[str]) -> bool:
    return text.startswith("**") and text.count("**") == 1 and _open_alike(siblings)


def _titles_above(shown: Sequence[Block], siblings: Sequence[str]) -> bool:
    """Tell whether the bold line at the end is a title: others above it have text after them."""
    if siblings:
        return len(siblings) > 1 and _open_alike(siblings) and not any(map(_is_bold, siblings))
    before = shown[:-1]
    return any(
        _is_bold(block.marked_text) and not _is_bold(after.marked_text)
        for block, after in pairwise(before)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.STRONG)
    )


def _open_alike(siblings: Sequence[str]) -> bool:
    return bool(siblings) and all(sibling.startswith("**") for sibling in siblings)


def _is_bold(text: str) -> bool:
    return len(text) < 100 and bool(_BOLD_LINE.match(text))


def _is_fragment(block: Block, text: str, habits: Habits) -> bool:
    """Tell whether a paragraph without a full stop stops in the middle of a sentence."""
    rest = last_sentence(text)
    if _looks_technical(rest) or _is_name(rest):
        return False
    words = count_words(rest)
    if _ends_in_list(block, habits.language):
        return words > 3 and _is_half_word(rest, habits)
    own_line = len(block.lines) > 1 and rest == _last_line(block)
    if len(rest) < len(text.strip()) and not own_line:
        return words > 2 or habits.answers
    if habits.answers and words > _PHRASE:
        return True
    return words > 3 and _is_half_word(rest, habits)


def _ends_in_list(block: Block, language: str) -> bool:
    """Tell whether a paragraph ends with several short lines that name one thing each.

    A line of a wrapped sentence is longer, or stops at a sign or word that wants another one.
    """
    count = 0
    for line in reversed(block.lines):
        text = _text_of(block, line)
        if ends_sentence(text) or _LEAD_IN.search(text[-2:]):
            break
        if len(text) > _LONGEST_ITEM or count_words(text) > _PHRASE:
            return False
        if not _ends_in_word(text.rstrip("*_) ") or " ") or dangling_word(f"… … {text}", language):
            return False
        count += 1
    return count > 1


def _item_is_fragment(text: str, siblings: Sequence[str], habits: Habits) -> bool:
    """Tell whether the last item of a list stops in the middle of a sentence."""
    rest = last_sentence(text)
    if _looks_technical(rest) or _is_name(rest):
        return False
    words = count_words(text)
    if siblings:
        finished = sum(map(ends_sentence, siblings)) / len(siblings)
        sure = len(siblings) > 1 or habits.items
        return (finished >= USUAL and words > 2 and sure) or (
            words > 3 and _is_half_word(rest, habits)
        )
    if len(rest) < len(text.strip()):
        return count_words(rest) > 2 or habits.answers
    return (habits.items and words > 2) or (habits.answers and words > _PHRASE)


def _is_half_word(text: str, habits: Habits) -> bool:
    words = habits.vocabulary
    return words is not None and words.is_half_word(text[-60:].split()[-1])


def _siblings(blocks: Sequence[Block]) -> list[str]:
    """Return the items above the last one, in the same list and at the same depth."""
    found: list[str] = []
    last = blocks[-1]
    if last.kind not in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.OPTION):
        return found
    for block in reversed(blocks[:-1]):
        if block.kind is not last.kind or len(found) > 50:
            break
        if abs(block.indent - last.indent) < 2 and block.text:
            found.append(block.text)
    return found


def _last_line(block: Block) -> str:
    return _text_of(block, block.lines[-1])[-400:]


def _text_of(block: Block, line: Line) -> str:
    return " ".join(block.source[a:b] for a, b in block.pieces_of(line)).strip()


def _ends_in_word(text: str) -> bool:
    return text[-1].isalnum() or text[-1] in "'’"


def _is_name(text: str) -> bool:
    """Tell whether a text could be a name: a few words, each with a capital letter."""
    words = text[-200:].split()
    return 1 < len(words) <= _PHRASE and all(word[0].isupper() for word in words)


def _looks_technical(text: str) -> bool:
    """Tell whether a text without a full stop could be a formula, code, a value or an address."""
    words = text[-300:].split()
    tail = words[-1] if words else ""
    if _ADDRESS.search(tail[-200:]) or any(char.isdigit() for char in tail):
        return True
    if len(tail) < 20 and re.search(r"\w[+=<>^_]\w", tail):
        return True
    others = any(len(word) == 1 and word not in "aIyeo" for word in words[-5:-1])
    is_variable = len(tail) == 1 and (others or (tail.isupper() and len(words) <= _PHRASE))
    if is_variable or (tail.isupper() and len(tail) > 1) or not {"=", "+", "→"}.isdisjoint(words):
        return True
    return len(words) <= _PHRASE and bool(_FORMULA.search(text[-300:]))
