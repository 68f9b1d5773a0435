"""Blocks with their roles → drafts: questions, and the answers below them or in a list."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from nnexport.deck.text import clean_text
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import is_continued_by, is_whole_question
from nnexport.readers.headings import is_contents_entry, names_part, strip_number
from nnexport.readers.ledger import Ledger
from nnexport.readers.segment import Role, integer_of


@dataclass
class Draft:
    """A question with its answer while the document is put together."""

    label: str
    question: list[Block] = field(default_factory=list)
    answer: list[Block] = field(default_factory=list)
    section: str = ""
    starts: frozenset[int] = frozenset()
    """Line numbers of blocks in ``answer`` whose number was printed for an answer."""

    moved: bool = False
    joined_over_gap: bool = False

    @property
    def question_text(self) -> str:
        return " ".join(question_text(block) for block in self.question).strip()


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
    """Return what a block of a question says, without a number that stands in a heading."""
    return strip_number(block.text)[1] if block.kind is BlockKind.HEADING else block.text


class Sorter:
    """Gives every block to a question, to the answers below it, or to the ledger as left out."""

    def __init__(self, blocks: Sequence[Block], roles: dict[int, Role], ledger: Ledger) -> None:
        self.blocks = blocks
        self.roles = roles
        self.ledger = ledger
        self.parts: list[Stretch | Draft] = []
        self.section = ""
        self._titles = [index for index, role in sorted(roles.items()) if role is Role.SECTION]
        self._levels = Counter(blocks[index].level for index in self._titles)

    def sort(self, *, keep_rules: bool) -> list[Stretch | Draft]:
        """Return the parts of a document in its order; ``keep_rules``: answers have rules."""
        for index, block in enumerate(self.blocks):
            role = self.roles.get(index)
            if role is Role.SECTION:
                self.section = self._open_section(index)
            elif role is Role.QUESTION:
                stretch = self._stretch(new_after_answers=True)
                stretch.questions.append(Draft(block.label, [block], section=self.section))
            elif role is Role.ANSWER:
                stretch = self._stretch(new_after_answers=False)
                stretch.starts.append(len(stretch.answers))
                stretch.answers.append(block)
            elif role is Role.PAIR:
                is_heading = block.kind is BlockKind.HEADING
                label = strip_number(block.text)[0] if is_heading else block.label
                self.parts.append(Draft(label, [block], section=self.section))
            else:
                self._sort_body(block, keep_rules)
        return self.parts

    def _stretch(self, *, new_after_answers: bool) -> Stretch:
        current = self.parts[-1] if self.parts else None
        if isinstance(current, Stretch) and not (new_after_answers and current.answers):
            return current
        stretch = Stretch()
        self.parts.append(stretch)
        return stretch

    def _open_section(self, index: int) -> str:
        """Return the section that a heading above questions opens; a title opens none."""
        block = self.blocks[index]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        start, end = block.first.start, block.lines[-1].end
        is_title = self._levels[block.level] == 1 and index == self._titles[0]
        if following is not None and is_contents_entry(following) and block.level != 1:
            self.ledger.drop(start, end, "the heading of the table of contents")
            return self.section
        if names_part(block.text):
            self.ledger.drop(start, end, "a heading that only says what follows")
            return self.section
        if is_title:
            self.ledger.drop(start, end, "the title")
            return self.section
        self.ledger.drop(start, end, "a section heading; its title is kept as section")
        return clean_text(block.text.strip("#*_ ").removesuffix(":"))

    def _sort_body(self, block: Block, keep_rules: bool) -> None:
        """Give a block that begins nothing to what is open: a question, an answer, or nothing."""
        current = self.parts[-1] if self.parts else None
        answer = _open_answer(current)
        if block.kind is BlockKind.RULE and not (keep_rules and answer is not None):
            self.ledger.drop(block.first.start, block.lines[-1].end, "a rule")
        elif isinstance(current, Draft) and _belongs_to_question(current, block):
            _join_question(current, block)
        elif answer is not None:
            answer.append(block)
        elif isinstance(current, Stretch):
            draft = current.questions[-1]
            if block.kind is BlockKind.PARAGRAPH and (
                block.is_soft or is_continued_by(draft.question_text, block.text)
            ):
                _join_question(draft, block)
            else:
                self._drop_outside(block, "between the questions and the answers")
        else:
            self._drop_outside(block, "before the first question")

    def _drop_outside(self, block: Block, where: str) -> None:
        start, end = block.first.start, block.lines[-1].end
        if is_contents_entry(block):
            self.ledger.drop(start, end, "a line of the table of contents")
        elif block.kind is BlockKind.HEADING or names_part(block.text):
            self.ledger.drop(start, end, "a heading")
        else:
            self.ledger.drop(start, end, f"it stands {where}", "NN018")


def _open_answer(current: Stretch | Draft | None) -> list[Block] | None:
    """Return the blocks of the answer that is being read; none if none has begun."""
    if isinstance(current, Draft):
        return current.answer
    return current.answers if current is not None and current.answers else None


def _belongs_to_question(draft: Draft, block: Block) -> bool:
    """Tell whether a block below a question is still part of it, although the answer follows."""
    if draft.answer or block.kind is not BlockKind.PARAGRAPH:
        return False
    text = draft.question_text
    if text and draft.question[0].kind is BlockKind.HEADING:
        return False
    if not text or is_continued_by(text, block.text, in_list=False):
        return True
    return block.is_soft and is_whole_question(block.text)


def _join_question(draft: Draft, block: Block) -> None:
    draft.joined_over_gap = draft.joined_over_gap or (
        block.gap_before and bool(draft.question_text)
    )
    draft.question.append(block)


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
