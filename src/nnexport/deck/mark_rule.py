"""``==marked==`` text: a rule for the Markdown parser, after pandoc's extension ``mark``.

Two equal signs, no more and no fewer, with no space just inside, not in code and not in formulas;
what is between may hold other markup. Stricter than pandoc in one thing: as with ``_``, a mark
neither begins nor ends inside of a word. People compare with ``==`` more often than they mark a
syllable, and ``if a==b and c==d`` must not lose its signs. Scripts that put no spaces between words
have no such border, so there a letter may stand beside a mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

SIGN = "=="

# Thai, Lao, Tibetan, Burmese, Hangul, Khmer, Han and kana: words or their endings join without a
# space.
_JOINING = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_RUN = re.compile("=+")
_QUOTES = "\"'"


def mark_plugin(parser: MarkdownIt) -> None:
    """Make a parser read ``==x==`` as tokens ``mark_open`` and ``mark_close``."""
    parser.inline.ruler.after("strikethrough", "mark", _tokenize)
    parser.inline.ruler2.after("strikethrough", "mark", _pair)


def _tokenize(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline.state_inline import Delimiter

    run = _RUN.match(state.src, state.pos)
    if silent or run is None:
        return False
    opens, closes = _may_be(state.src, state.pos, state.posMax) if run[0] == SIGN else (False,) * 2
    token = state.push("text", "", 0)
    token.content = run[0]
    state.pos = run.end()
    if opens or closes:
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("="), 0, at, -1, opens, closes))
    return True


def _may_be(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether the two signs at ``start`` may open a mark, and whether they may close one."""
    # A text's beginning and end are like spaces.
    before = text[start - 1] if start else " "
    after = text[start + 2] if start + 2 < end else " "
    quoted = before in _QUOTES and after in _QUOTES  # `"a"=="b"`
    if quoted or "=" in (before, after):
        return False, False
    opens = not (after.isspace() or _is_in_word(before) or _closes_something(before))
    closes = not (before.isspace() or _is_in_word(after))
    return opens, closes


def _is_in_word(character: str) -> bool:
    return character.isalnum() and not _JOINING.match(character)


def _closes_something(character: str) -> bool:
    # `f(x)==y`, `a[0]==b`, `a!==b`.
    return unicodedata.category(character) in ("Pe", "Pf") or character in "!<>"


def _pair(state: StateInline) -> None:
    """Make tokens of the delimiters that the parser has found to belong together."""
    groups = [state.delimiters]
    groups += [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in groups:
        for each in delimiters:
            if each.marker == ord("=") and each.end >= 0:
                _retype(state, each, 1)
                _retype(state, delimiters[each.end], -1)


def _retype(state: StateInline, delimiter: Delimiter, nesting: Literal[1, -1]) -> None:
    token = state.tokens[delimiter.token]
    token.type = "mark_open" if nesting > 0 else "mark_close"
    token.tag, token.nesting, token.markup, token.content = "mark", nesting, SIGN, ""
