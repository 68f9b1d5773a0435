"""Blocks with their roles → drafts: questions, and the answers below them or in a list."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from nnexport.deck.words import words_of
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.headings import strip_number
from nnexport.readers.ledger import Ledger
from nnexport.readers.roles import integer_of
from nnexport.readers.styles import TITLES

_LEADING = (
    BlockKind.NUMBERED,
    BlockKind.HEADING,
    BlockKind.STRONG,
    BlockKind.SUMMARY,
    BlockKind.PARAGRAPH,
)

_LONG = 400


@dataclass(slots=True)
class Draft:
    """A question with its answer while the document is put together."""

    label: str
    question: list[Block] = field(default_factory=list)
    answer: list[Block] = field(default_factory=list)
    section: str = ""
    starts: tuple[int, ...] = ()
    """Line numbers of blocks in ``answer`` whose number was printed for an answer."""

    label_at: int = -1
    """Index in ``answer`` of the block that begins with ``Answer:``; -1 if none does."""

    closed: bool = False
    """A tag closed the question: nothing below it belongs to it."""

    moved: bool = False
    joined_over_gap: bool = False

    @property
    def question_text(self) -> str:
        return " ".join(question_text(block) for block in self.question).strip()

    @property
    def lead_count(self) -> int:
        """How many blocks the question's first line is; choices, code and the like stand below."""
        for index, block in enumerate(self.question):
            if index and (block.kind not in _LEADING or (block.gap_before and self._stands_alone)):
                return index
        return len(self.question)

    @property
    def _stands_alone(self) -> bool:
        """Tell whether a paragraph below the first block is one of its own."""
        first = self.question[0]
        return self.is_long or (first.kind in TITLES and bool(question_text(first).strip()))

    @property
    def is_long(self) -> bool:
        """Tell whether the question is more than two short paragraphs."""
        return sum(len(block.text) for block in self.question) > _LONG


@dataclass
class Stretch:
    """A list of questions and the answers that follow it, up to the next list."""

    questions: list[Draft] = field(default_factory=list)
    answers: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Indices in ``answers`` of the blocks whose number was printed for an answer."""

    def literal_answers(self) -> Iterator[str]:
        """Yield the texts of answers as their printed numbers cut them, to count words in."""
        edges = [*self.starts, len(self.answers)]
        for start, end in itertools.pairwise(edges):
            yield " ".join(block.text for block in self.answers[start:end])


def question_text(block: Block) -> str:
    """Return what a block of a question says, without a number that stands in a title."""
    return strip_number(block.text)[1] if block.kind in TITLES else block.text


_CONTENTS = 2
"""Questions that stand there twice from which on those without an answer are contents."""


def drop_repeats(drafts: Sequence[Draft], ledger: Ledger) -> list[Draft]:
    """Return the drafts without the questions that stand there again with their answer.

    A list of questions above the same questions with answers is contents.
    """
    unanswered = [
        draft
        for draft in drafts
        if draft.question and not draft.answer and draft.question[0].kind not in TITLES
    ]
    if len(unanswered) < _CONTENTS:
        return list(drafts)
    answered = {_folded(draft.question_text) for draft in drafts if draft.answer}
    repeated = {id(draft) for draft in unanswered if _folded(draft.question_text) in answered}
    if len(repeated) < _CONTENTS:
        return list(drafts)
    kept: list[Draft] = []
    for draft in drafts:
        if id(draft) in repeated:
            for block in draft.question:
                reason = "this question stands here without and elsewhere with its answer"
                ledger.drop(block.first.start, block.lines[-1].end, reason)
        else:
            kept.append(draft)
    return kept


def _folded(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


# --- numbers ----------------------------------------------------------------------------------


def expected_numbers(labels: Sequence[str], known: Collection[int | None] = ()) -> list[int | None]:
    """Return the numbers that a list of labels should have had.

    A label that is missing, or that breaks a run which goes on after it, counts as the next number.
    A wrong one at the very beginning shows only where the right one is among the ``known``.
    """
    printed = [integer_of(label) for label in labels]
    found: list[int | None] = []
    for index, number in enumerate(printed):
        before = found[-1] if found else None
        after = printed[index + 1] if index + 1 < len(printed) else None
        if before is None:
            is_wrong = number is None or (known and number not in known)
            fits = after is not None and (not known or after - 1 in known)
            found.append(after - 1 if after and is_wrong and fits else number)
        elif number is None or number <= before or after == before + 2:
            found.append(before + 1)
        else:
            found.append(number)
    return found


def with_unasked(stretch: Stretch) -> tuple[list[Draft], list[int | None]]:
    """Return a stretch's questions and numbers, with a place for each answer that has none."""
    drafts = list(stretch.questions)
    numbers = expected_numbers([draft.label for draft in drafts])
    if drafts and not any(draft.label for draft in drafts):
        # Their answers are counted, though they are not.
        numbers = list(range(1, len(drafts) + 1))
    known = set(numbers)
    section = drafts[-1].section if drafts else ""
    printed = [stretch.answers[index].label for index in stretch.starts]
    expected = (
        expected_numbers(printed, known) if drafts else [integer_of(label) for label in printed]
    )
    for label, number in zip(printed, expected, strict=True):
        literal = integer_of(label)
        if literal in known or number in known or (literal is None and drafts):
            continue
        known.add(literal)
        at = len(drafts)
        # A few steps back are enough for numbers that ascend but for some.
        while literal is not None and at > max(len(drafts) - 50, 0):
            if (numbers[at - 1] or 0) <= literal:
                break
            at -= 1
        drafts.insert(at, Draft(label, section=section))
        numbers.insert(at, literal)
    return drafts, numbers
