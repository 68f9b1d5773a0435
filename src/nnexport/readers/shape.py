"""What shape a document has, in words for a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.drafts import Draft
from nnexport.readers.headings import strip_number
from nnexport.readers.roles import Role

_FORMS = {
    BlockKind.HEADING: "headings",
    BlockKind.STRONG: "bold lines",
    BlockKind.SUMMARY: "parts that open",
    BlockKind.BULLET: "bullets",
    BlockKind.PARAGRAPH: "lines without numbers",
}
_LEAST = 0.05
"""Share of the questions from which on a second form of them is worth a word."""


def describe_shape(kinds: Collection[Role], drafts: Sequence[Draft]) -> str:
    """Return what a document is made of: where its answers stand, how its questions are printed."""
    lists, pairs = Role.QUESTION in kinds, Role.PAIR in kinds
    if lists and pairs:
        shape = "lists of questions, then lists of answers; also questions with answers below them"
    elif lists:
        shape = "lists of questions, then lists of answers"
    elif pairs:
        shape = "each question with its answer below it"
    else:
        return "answers only"
    forms = Counter(_form_of(draft.question[0]) for draft in drafts if draft.question)
    total = sum(forms.values())
    named = [form for form, count in forms.most_common() if count >= _LEAST * total]
    choices = sum(_has_choices(draft) for draft in drafts)
    if named and named != [_NUMBERED]:
        shape += f" (the questions are {' and '.join(named)})"
    return f"{shape}, {choices} with choices" if choices else shape


_NUMBERED = "numbered"


def _form_of(block: Block) -> str:
    if block.kind is BlockKind.NUMBERED:
        return _NUMBERED if block.label else "lines with labels"
    form = _FORMS.get(block.kind, _NUMBERED)
    return f"numbered {form}" if strip_number(block.text)[0] else form


def _has_choices(draft: Draft) -> bool:
    return any(block.kind is BlockKind.OPTION for block in draft.question)
