"""Answers that nobody can recall at once (NN220, NN236)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnexport.checking.cloze import has_deletions
from nnexport.checking.findings import Checked, Finding
from nnexport.deck.markup import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    inline_text,
)
from nnexport.deck.words import is_cjk

LINE = 40
"""Characters in a line of a phone that is held upright, in Anki's usual size of 20 px."""

SCREEN = 26
"""Lines of such a phone, less Anki's buttons and the question."""

LONG = 2 * SCREEN
"""Lines from which an answer is long. One screen can be taken in at a glance; who must scroll
twice can no longer compare what was recalled with what stands there."""

ENDLESS = 6 * SCREEN
"""Lines from which nobody reviews an answer at all."""


def find_long_answers(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the answers that fill more than two screens of a phone (NN220), or six (NN236)."""
    for each in notes:
        # Cloze deletions are asked one by one, however long the text around them is.
        if (each.cards == "cloze" and has_deletions(each)) or len(each.note.answer) < LONG:
            continue
        lines = count_lines(each.answer)
        if lines > LONG:
            words = len(each.note.answer.split())
            size = f"{words} words, " if words > lines else ""
            message = f"the answer to {each.name} fills {lines / SCREEN:.1f} screens of a phone"
            message += f" ({size}{lines} lines)"
            help = "split it into several questions, or hide pieces of it with `cards: cloze`"
            code = "NN236" if lines > ENDLESS else "NN220"
            yield Finding(code, each.note, message, help, "answer", 0)


def count_lines(blocks: Sequence[Block], width: int = LINE) -> int:
    """Return how many lines blocks fill on a screen that shows so many characters in one."""
    total = 0
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                total += _wrapped(inline_text(inlines), width)
            case BulletList(items) | OrderedList(items):
                total += sum(count_lines(item.blocks, max(width - 3, 10)) or 1 for item in items)
            case CodeBlock(text) | MathBlock(text):
                total += text.count("\n") + 1
            case Quote(inner):
                total += count_lines(inner, max(width - 3, 10))
            case Table(header, rows):
                total += sum(_row(row, width) for row in (header, *rows))
            case ThematicBreak():
                total += 1
    return total


def _wrapped(text: str, width: int) -> int:
    # Such signs are twice as wide.
    size = len(text) * 2 if is_cjk(text) else len(text)
    return max(-(-size // width), 1) if text.strip() else 0


def _row(row: Sequence[Sequence[object]], width: int) -> int:
    cells = max(len(row), 1)
    shown = (inline_text(cell) for cell in row)  # type: ignore[arg-type]  # a table's cells
    return max((_wrapped(text, max(width // cells, 8)) for text in shown), default=1)
