"""``**重点：**内容``: emphasis in scripts that put no spaces between words.

CommonMark lets stars beside a punctuation mark begin or end emphasis only where a space or another
mark stands on their other side. Chinese, Japanese, Korean and Thai have no space there, so that a
bold label, or a bold word in quotation marks, was shown with its stars; chat answers are full of
them. Beside a sign of such a script, stars and tildes need no space, only none just inside.

Source: the proposal "CJK-friendly emphasis" for CommonMark, which several parsers have by now.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# Thai, Lao, Tibetan, Burmese, Hangul, Khmer, Han and kana, with their punctuation and wide forms.
_JOINING = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)

_Rule = Callable[["StateInline", bool], bool]


def emphasis_plugin(parser: MarkdownIt) -> None:
    """Let stars and tildes begin and end emphasis beside signs of these scripts."""
    from markdown_it.rules_inline import emphasis, strikethrough

    parser.inline.ruler.at("emphasis", _friendly(emphasis.tokenize))
    parser.inline.ruler.at("strikethrough", _friendly(strikethrough.tokenize))


def _friendly(tokenize: _Rule) -> _Rule:
    def rule(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.delimiters)
        if not tokenize(state, silent):
            return False
        found = state.delimiters[known:]
        if found and state.src[start] != "_":
            # A text's beginning and end are like spaces.
            before = state.src[start - 1] if start else " "
            after = state.src[state.pos] if state.pos < state.posMax else " "
            if _JOINING.match(before) or _JOINING.match(after):
                for each in found:
                    each.open = each.open or not after.isspace()
                    each.close = each.close or not before.isspace()
        return True

    return rule
