"""What is usual in a document: how its answers end, and which words it has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from nnexport.deck.language import guess_language
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.endings.dangling import count_words

USUAL = 0.8
_LOOSE = 0.4
_ENOUGH = 4
"""Answers, or items, from which on a document has a habit."""

_MANY = 10
"""Answers from which on missing full stops are a habit, and no series of faults."""

MARKUP_END = re.compile(r"(?:</[a-zA-Z][a-zA-Z0-9]{0,15}\s*>|<br\s*/?>|[*_~\s])+$")
_SENTENCE_ENDS = tuple(".!?…。！？؟।")
_CLOSERS = ")]}\"'”’»›）」』】"


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, whatever markup stands around its end."""
    return without_markup_end(text[-60:]).rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def without_markup_end(text: str) -> str:
    """Return a text without the signs, tags and blanks that it ends with."""
    last = text[-1:]
    return MARKUP_END.sub("", text) if last in "*_~>" or last.isspace() else text


class Vocabulary:
    """The words of a document, gathered when they are first asked for."""

    LARGEST = 300_000
    """Characters in which words are counted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        left = self.LARGEST
        for text in self._texts:
            counts.update(re.findall(r"[^\W\d_]+", text[:left].casefold()))
            left -= len(text)
            if left <= 0:
                break
        return counts

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    def is_half_word(self, word: str) -> bool:
        """Tell whether a word stands in the text once only, as the beginning of another one."""
        word = word.casefold()
        if len(word) < 3 or self._counts[word] != 1:
            return False
        at = bisect_left(self._sorted, word) + 1
        longer = self._sorted[at : at + 1]
        # An ending of its own makes another form of a word, not its other half.
        return bool(longer) and longer[0].startswith(word) and len(longer[0]) >= len(word) + 3


@dataclass(frozen=True, slots=True)
class Habits:
    """Whether the answers of a document, and the items in them, end as sentences do."""

    answers: bool = False
    items: bool = False
    loose: bool = False
    """Many answers end without a full stop, so that one more says nothing."""

    language: str = ""
    vocabulary: Vocabulary | None = field(default=None, compare=False)


def find_habits(answers: Iterable[Sequence[Block]]) -> Habits:
    """Return what is usual in a document."""
    ends: list[bool] = []
    items: list[bool] = []
    texts: list[str] = []
    left = Vocabulary.LARGEST
    for blocks in answers:
        if left > 0:
            prose = [block.text for block in blocks if block.kind in _PROSE]
            texts += prose
            left -= sum(map(len, prose))
        bullets = (block.text for block in blocks if block.kind is BlockKind.BULLET)
        items.extend(ends_sentence(text) for text in bullets if count_words(text[:200]) > 3)
        if blocks and blocks[-1].kind in (BlockKind.PARAGRAPH, BlockKind.NUMBERED):
            ends.append(ends_sentence(blocks[-1].text))
    unfinished = len(ends) - sum(ends)
    return Habits(
        _is_usual(ends),
        _is_usual(items),
        len(ends) >= _MANY and unfinished / len(ends) >= _LOOSE,
        guess_language(" ".join(islice(texts, 60))[:6000]),
        Vocabulary(texts),
    )


_PROSE = (BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.BULLET)


def _is_usual(found: Sequence[bool]) -> bool:
    return len(found) >= _ENOUGH and sum(found) / len(found) >= USUAL
