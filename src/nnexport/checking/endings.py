"""Answers that stop in the middle (NN223).

The reader judges the texts of sources, by the habits of a whole document, and says so (NN013). Here
it is the answer as it stands in the deck, written or edited by hand, and only the surest signs
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.checking.findings import Checked, Finding
from nnexport.checking.markup import open_fence
from nnexport.deck.document import Note
from nnexport.deck.markup import (
    Block,
    BulletList,
    Code,
    Image,
    Inline,
    Link,
    ListItem,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    inline_text,
)
from nnexport.deck.prose import ends_sentence
from nnexport.readers.endings.dangling import count_words, dangling_word
from nnexport.readers.endings.quoting import quote_head, quote_tail
from nnexport.readers.endings.unclosed import open_pair

_COMMA = tuple(",，、")
_SHORT = 3
"""Words up to which an answer is a name or a sign, whatever it ends with."""

_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|what|where|how)\b[^.!?;:]* "
    r"(?:to|for|with|of|from|at|in|on|about|by|into|through|without)$"
)
"""An English clause that ends with its preposition: ``the summer that she waits for``."""

_NEAR = 80
"""Characters in which the bracket must open that a text ends in."""


def find_broken_ends(notes: Sequence[Checked], language: str = "") -> Iterator[Finding]:
    """Yield the answers that stop in the middle of a sentence (NN223)."""
    stops = _all_stop(notes)
    for each in notes:
        if not each.answer or _is_known(each.note):
            continue
        lines = each.note.answer.split("\n")
        if open_fence(each.answer, lines) >= 0:
            continue
        why = _broken(each.answer, language) or (_lacks_stop(each.answer) if stops else "")
        if why:
            at = max(number for number, line in enumerate(lines) if line.strip())
            message = f"the answer to {each.name} is cut off: {why}"
            help = "complete it, or cut the broken end off"
            yield Finding("NN223", each.note, message, help, "answer", at)


_HABIT, _OBSERVED = 0.95, 15
"""Share of answers that end in a sentence with its full stop, and how many must be seen, from which
one without it is no style of writing."""

_SENTENCE = 10
"""Words from which a last paragraph is a sentence and no title or phrase."""


def _all_stop(notes: Sequence[Checked]) -> bool:
    """Tell whether practically all answers of a deck that end in prose end in a full stop."""
    ends = [end for each in notes if (end := _last_prose(each.answer))]
    stopped = sum(ends_sentence(end) for end in ends)
    return len(ends) >= _OBSERVED and stopped >= _HABIT * len(ends)


def _last_prose(blocks: Sequence[Block]) -> str:
    """Return the last paragraph of an answer, if it ends with one that has the length of a
    sentence."""
    last = blocks[-1] if blocks else None
    text = _prose(last.inlines).rstrip() if isinstance(last, Paragraph) else ""
    return text if count_words(text) >= _SENTENCE else ""


def _lacks_stop(blocks: Sequence[Block]) -> str:
    text = _last_prose(blocks)
    if text and text[-1].isalpha() and not ends_sentence(text):
        return f"it stops at “{quote_tail(text)}”, where nearly all answers end with a full stop"
    return ""


def _is_known(note: Note) -> bool:
    """Tell whether the end is that of a source, of which the reader has said that it is broken."""
    end = note.answer.split()[-3:]
    flagged = (variant for variant in note.variants if "truncated" in variant.flags)
    return any(variant.text.split()[-3:] == end for variant in flagged)


def _broken(blocks: Sequence[Block], language: str) -> str:
    """Return why blocks count as cut off; empty if they end as a text does."""
    last = blocks[-1]
    match last:
        case BulletList(items) | OrderedList(items):
            return _broken_item(items, language)
        case Quote(inner) if inner:
            return _broken(inner, language)
        case Paragraph(inlines):
            return _broken_text(inlines, language, beside=())
    return ""


def _broken_item(items: Sequence[ListItem], language: str) -> str:
    last = items[-1]
    if not last.blocks:
        return "it ends with an empty item of a list" if len(items) > 1 else ""
    end = last.blocks[-1]
    if isinstance(end, Paragraph):
        beside = [_end_sign(item) for item in items[:-1]]
        return _broken_text(end.inlines, language, beside)
    return _broken((end,), language)


def _end_sign(item: ListItem) -> str:
    first = item.blocks[0] if item.blocks else None
    return inline_text(first.inlines).rstrip()[-1:] if isinstance(first, Paragraph) else ""


def _broken_text(inlines: Sequence[Inline], language: str, beside: Sequence[str]) -> str:
    text = _prose(inlines).rstrip()
    if count_words(text) <= _SHORT:
        return ""
    if text.endswith(_COMMA) and text[-1] not in beside:
        return f"it ends with “{quote_tail(text)}”"
    if text.endswith((":", "：")) and not re.search(r"(?:^|\s):[a-z0-9_+-]+:$|::$", text[-40:]):
        return f"nothing follows “{quote_tail(text)}”"
    if dangling_word(text, language) and not _CLAUSE.search(text[-80:]):
        return f"it stops at “{quote_tail(text)}”"
    opening = open_pair(text)
    if opening is not None and opening.kind == "bracket" and _is_sentence(text, opening.text):
        return f"the {opening.kind} “{quote_head(opening.text)}” is never closed"
    return ""


def _is_sentence(text: str, opened: str) -> bool:
    """Tell whether a text ends in a bracket of prose: one that was forgotten has text behind it,
    and intervals, code and smileys have single ones."""
    near = len(opened) <= _NEAR and ")" not in opened and text[-1:].isalnum()
    return near and count_words(text) > 6 and len(re.findall(r"[^\W\d_]{2,}", opened)) > 1


def _prose(inlines: Sequence[Inline]) -> str:
    """Return the words of a paragraph; what else it has counts as one, and as an end."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Math() | Image() | Code() | Link():
                parts.append("…")
            case Styled(_, children):
                parts.append(_prose(children))
            case _:
                parts.append(inline_text((inline,)))
    return "".join(parts)
