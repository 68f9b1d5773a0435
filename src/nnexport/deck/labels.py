"""Labels at the beginning of paragraphs and list items: ``Bias:`` in ``Bias: a term that …``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nnexport.deck.markup import (
    Block,
    BulletList,
    Inline,
    ListItem,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Styled,
    Text,
)

LABEL_LENGTH = 48
LABEL_WORDS = 6
"""Longest label: more is a sentence that happens to have a colon."""

FORMULA_LABEL_WORDS = 3
"""Longest label of a formula, to which sentences lead too: ``Subtract the maximum first: $x$``."""

_LABEL = re.compile(r"(?P<label>[^\W_a-z][^:\n]*:)\s+(?P<rest>\S|\Z)")


def embolden_labels(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with the labels of all their paragraphs made bold, in lists and quotes too."""
    return tuple(map(_embolden, blocks))


def _embolden(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, inlines=embolden_label(block.inlines))
        case BulletList() | OrderedList():
            items = (ListItem(embolden_labels(item.blocks), item.lines) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote():
            return replace(block, blocks=embolden_labels(block.blocks))
    return block


def embolden_label(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return inlines with a leading ``Label:`` made bold, where they begin with a short one.

    Only styling: the same characters in the same order.
    """
    if not inlines or not isinstance(inlines[0], Text):
        return tuple(inlines)
    text = inlines[0].text
    match = _LABEL.match(text)
    if match is None or not (match["rest"] or inlines[1:]):
        return tuple(inlines)
    label = match["label"]
    is_sentence = any(f"{stop} " in label for stop in ".?!;")
    names_formula = not match["rest"] and isinstance(inlines[1], Math)
    most_words = FORMULA_LABEL_WORDS if names_formula else LABEL_WORDS
    if len(label) > LABEL_LENGTH or len(label.split()) > most_words or is_sentence:
        return tuple(inlines)
    return Styled("strong", (Text(label),)), Text(text[len(label) :]), *inlines[1:]
