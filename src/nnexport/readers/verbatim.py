"""The blocks of one answer of a Markdown source → its own Markdown, as it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.lines import CHECKBOX

_CODE_INDENT = 4
"""Columns from which CommonMark takes an indented line for code."""


def join_verbatim(
    blocks: Sequence[Block], starts: Collection[int], question: Sequence[Block] = ()
) -> str:
    """Return the blocks as they stand, without the number or label that the answer begins with."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            between = block.source[previous.lines[-1].end : block.first.start]
            parts.append("\n" * max(between.count("\n"), 1) if not between.strip() else "\n\n")
        if previous is None and (block.first.number in starts or block.is_answer_label):
            parts.append(_without_label(block))
        else:
            parts.append(_lines(block))
        previous = block
    text = "".join(parts).strip("\n")
    first = blocks[0] if blocks else None
    if first is not None and first.first.number in starts:
        # Below a label that stands alone nothing hangs; it may be indented with what it labels.
        width = first.first.body - first.first.start if first.text else first.indent
        return _dedent(text, _hanging(blocks[1:], width))
    if first is not None and question and question[0].kind is BlockKind.NUMBERED:
        width = _hanging(blocks, question[0].first.body - question[0].first.start)
        return _hang_free(text, width)
    return text


def _hanging(blocks: Sequence[Block], width: int) -> int:
    """Return how many columns all blocks hang below a number or label, at most its width.

    Where one of them stands at the margin, indentation says something else, in code for example.
    """
    indents = (block.first.indent for block in blocks if block.kind is not BlockKind.TAG)
    return min([width, *indents])


def _hang_free(text: str, width: int) -> str:
    """Return an answer that was indented below its numbered question, without that indentation.

    A list item's text hangs at the width of its number; people indent by a column or two more.
    """
    lines = _dedent("\n" + text, width).removeprefix("\n").split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    common = min(indents, default=0)
    return "\n".join(line[common if common < _CODE_INDENT else 0 :] for line in lines)


def _lines(block: Block) -> str:
    line = block.first
    if line.form == CHECKBOX:
        # Ticked or not is what the answer says.
        indent = block.source[line.start : line.body].partition("[")[0]
        return indent + block.source[line.body : block.lines[-1].end]
    return block.source[block.first.start : block.lines[-1].end]


def _without_label(block: Block) -> str:
    """Return a block's lines without its label; what was bold with the label stays bold."""
    line = block.first
    text = block.source[line.body : block.lines[-1].end]
    return block.source[line.shut : line.shut + 2] + text if line.shut >= 0 else text


def _dedent(text: str, width: int) -> str:
    """Return an answer whose lines hung below its number with that much less indentation."""
    first, *others = text.split("\n")
    return "\n".join(
        [first, *(line[min(width, len(line) - len(line.lstrip(" "))) :] for line in others)]
    )
