"""What ties a sentence to the one before it: words such as "This", "It" and "However".

A sentence that is torn from what it refers to says something else, or nothing. So the sentences of
a paragraph are moved by passages: one that stands alone, and those behind it that lean on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from nnexport.deck.words import STOP_WORDS, words_of
from nnexport.merging.folding.meaning import meaning_sequence
from nnexport.merging.folding.units import Unit


class Binding(IntEnum):
    """How firmly a sentence leans on the one before it."""

    FREE = 0
    TOPIC = 1
    """On what the passage is about ("It", "They", "Additionally")."""

    SENTENCE = 2
    """On the very sentence before it ("This", "However", "As a result")."""


_TOPIC = re.compile(
    r"(?:it|they|its|their|he|she|his|her|additionally|also|moreover|furthermore|in addition|"
    r"besides|es|er|sie|außerdem|zudem|ferner|il|elle|ils|elles|de plus|además|"
    r"он|она|оно|они|кроме того)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:however|on the other hand|in contrast|by contrast|conversely|as a result|consequently|"
    r"therefore|thus|hence|instead|for example|for instance|e\.g\.|in other words|that is|"
    r"similarly|likewise|nevertheless|nonetheless|otherwise|accordingly|meanwhile|here|then|"
    r"finally|next|second|secondly|third|thirdly|another|others|both(?!.{1,50}\band\b)|"
    r"either|neither|such|so|but|and|or|yet|unlike (?:this|these|it|them)|"
    r"compared to (?:this|these|it|them)|specifically|"
    r"in particular|indeed|in fact|again|the (?:former|latter|other|others|same|rest)|"
    r"dies\w*|dadurch|daher|deshalb|jedoch|allerdings|dagegen|stattdessen|zum beispiel|dann|"
    r"cela|ceci|ainsi|cependant|toutefois|par exemple|ensuite|donc|en revanche|"
    r"esto|esta|este|así|sin embargo|por ejemplo|"
    r"это|этот|эта|эти|однако|поэтому|например|затем)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:this|these|those|that)\b", re.IGNORECASE)
_HEAD_WORDS = 5

_MARKS = "*_“\"'([ "


@lru_cache(maxsize=1 << 14)
def binding_of(text: str) -> Binding:
    """Return how a sentence leans on the one before it, from its first words."""
    start = text.lstrip(_MARKS)
    if _SENTENCE.match(start):
        return Binding.SENTENCE
    if _TOPIC.match(start):
        return Binding.TOPIC
    head = " ".join(start.split()[:_HEAD_WORDS])
    pointing = _POINTING.search(head)
    # "that" inside the head is mostly a conjunction, as in "It is clear that".
    if pointing and (pointing.start() == 0 or pointing[0].lower() != "that"):
        return Binding.SENTENCE
    if re.match(r"(?:by|in|with|after|to|on|from)\s+(?:doing|it|them|so)\b", start, re.IGNORECASE):
        return Binding.SENTENCE
    return Binding.FREE


_ALTERNATIVE = re.compile(
    r"\W*(?:or|alternatively|oder|alternativ|ou(?: bien)?|o bien|или)\b(?! (?:more|less|so)\b)",
    re.IGNORECASE,
)


def is_alternative(text: str) -> bool:
    """Tell whether a sentence gives another way than the one before it ("or: …")."""
    return bool(_ALTERNATIVE.match(text))


def named_by_pointing(text: str) -> frozenset[str]:
    """Return the words that "this problem" points at in a sentence's beginning.

    None where it points at the whole sentence before it ("This makes", "This is").
    """
    match = _NAMED.match(text.lstrip(_MARKS))
    words = words_of(match["words"]) if match else []
    if match is None or not words or words[0] in STOP_WORDS:
        return frozenset()
    if match["pointer"].lower() == "this" and _VERB.search(words[0]):
        return frozenset()
    return frozenset(meaning_sequence(words[:2]))


_NAMED = re.compile(
    r"(?P<pointer>this|these|those)\s+(?P<words>(?:\w+[ -]){0,2}\w+)", re.IGNORECASE
)
_VERB = re.compile(r"(?<![su])(?<!si)(?<!bia)s$|ed$")
"""Endings of what follows "this" as a verb: no noun in the singular, but for a few, ends in s."""


def subject_of(unit: Unit) -> frozenset[str]:
    """Return the content words that a sentence begins with: what it is about, roughly."""
    return frozenset(unit.sequence[:2])


_DEFINES = re.compile(
    r".{1,80}?\b(?:(?:is|are|was|were) (?:an?|the|one|any)|refers? to|means|describes?|denotes?|"
    r"(?:is|are) defined|stands? for|(?:ist|sind|war) (?:ein|eine|der|die|das)|bezeichnet|"
    r"versteht man|(?:est|sont) (?:une?|le|la|les|des)|désigne|(?:es|son) (?:una?|el|la|los|las)|"
    r"это|называ\w+)\b",
    re.IGNORECASE | re.DOTALL,
)


def opens_as_well(unit: Unit, own: Unit) -> bool:
    """Tell whether a sentence from inside an answer may open one in the place of its first.

    What opens an answer says what it is about: a definition gives way only to a definition.
    """
    if unit.sequence[:1] != own.sequence[:1]:
        return False
    return bool(_DEFINES.match(unit.text)) or not _DEFINES.match(own.text)


def passages_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return a paragraph by passages: a sentence that stands alone, and those that lean on it."""
    passages: list[list[Unit]] = []
    for unit in units:
        if passages and binding_of(unit.text) is not Binding.FREE:
            passages[-1].append(unit)
        else:
            passages.append([unit])
    return passages
