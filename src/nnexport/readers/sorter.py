"""Blocks with their roles → drafts: what each block is part of, or why it is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from nnexport.deck.prose import ends_sentence
from nnexport.deck.text import clean_line
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import is_continued_by, is_whole_question
from nnexport.readers.drafts import Draft, Stretch
from nnexport.readers.furniture.furniture import asks_for_feedback
from nnexport.readers.headings import is_contents_entry, strip_number
from nnexport.readers.ledger import Ledger, Use
from nnexport.readers.parts import names_closing, names_contents, names_part, part_of
from nnexport.readers.roles import Role, integer_of
from nnexport.readers.styles import TITLES, is_only_link

_LONGEST_TITLE = 120
_PARTS_OF_QUESTION = (BlockKind.OPTION, BlockKind.CODE, BlockKind.TABLE, BlockKind.BULLET)
"""What stands below a question of a list, where no answer can."""


class Sorter:
    """Gives every block to a question, to the answers below it, or to the ledger as left out."""

    def __init__(self, blocks: Sequence[Block], roles: dict[int, Role], ledger: Ledger) -> None:
        self.blocks = blocks
        self.roles = roles
        self.ledger = ledger
        self.parts: list[Stretch | Draft] = []
        self.section = ""
        self._asks = any(role in (Role.QUESTION, Role.PAIR) for role in roles.values())
        self._closed_at: Block | None = None
        """The rule that parts two lists, until something stands below it."""

        self._closed = ""
        """Why nothing that stands here belongs to the last answer; empty if it may."""

        self._titles = [index for index, role in sorted(roles.items()) if role is Role.SECTION]
        self._levels = Counter(blocks[index].level for index in self._titles)

    def sort(self, *, keep_rules: bool) -> list[Stretch | Draft]:
        """Return the parts of a document in its order; ``keep_rules``: answers have rules."""
        lists = _before_lists(self.blocks, self.roles)
        for index, block in enumerate(self.blocks):
            role = self.roles.get(index)
            if role is Role.SECTION:
                self.section = self._open_section(index)
                self._closed = _why_closed(block) if self.parts else ""
                continue
            if role in (Role.QUESTION, Role.ANSWER, Role.PAIR):
                self._closed = ""
            elif block.kind is BlockKind.RULE and index in lists and self._has_answers():
                self._closed = _BETWEEN
                self._closed_at = block
            if role is Role.QUESTION:
                stretch = self._stretch(new_after_answers=True)
                stretch.questions.append(Draft(block.label, [block], section=self.section))
            elif role is Role.ANSWER:
                stretch = self._stretch(new_after_answers=False)
                stretch.starts.append(len(stretch.answers))
                stretch.answers.append(block)
            elif role is Role.PAIR:
                is_title = block.kind in TITLES
                label = strip_number(block.text)[0] if is_title else block.label
                self.parts.append(Draft(label, [block], section=self.section))
            elif block.kind is not BlockKind.RULE and self._opens_untitled(block):
                self.section = self._title_of(block)
            elif (
                self._closed
                and block.kind not in (BlockKind.RULE, BlockKind.TAG)
                and not is_contents_entry(block)
            ):
                code = "NN016" if self._closed == _CLOSING else "NN018"
                self.ledger.drop(block.first.start, block.lines[-1].end, self._closed, code)
            elif block.first.prefix == "a" and role is None and self._sort_label(block):
                pass
            else:
                self._sort_body(block, keep_rules)
        return self.parts

    def _opens_untitled(self, block: Block) -> bool:
        """Tell whether the first thing below a rule between lists is the title of the next one."""
        above = self._closed_at
        self._closed_at = None
        text = block.first_line
        is_title = 0 < len(text) <= _LONGEST_TITLE and not ends_sentence(text)
        return above is not None and block.kind is BlockKind.PARAGRAPH and is_title

    def _title_of(self, block: Block) -> str:
        """Return the first line of a block as the title of a section; what follows is left out."""
        first = block.first
        self.ledger.drop(first.start, first.end, "a section heading; its title is kept as section")
        if len(block.lines) > 1:
            reason = "it stands below a section's title and above its first question"
            self.ledger.drop(block.lines[1].start, block.lines[-1].end, reason, "NN018")
        return clean_line(block.first_line.strip("#*_ ").removesuffix(":"))

    def _has_answers(self) -> bool:
        current = self.parts[-1] if self.parts else None
        return bool(_open_answer(current))

    def _sort_label(self, block: Block) -> bool:
        """Open the answer of the last question at ``Answer:``; return whether there is one."""
        current = self.parts[-1] if self.parts else None
        if not isinstance(current, Draft) or current.label_at >= 0:
            return False
        current.label_at = len(current.answer)
        current.answer.append(block)
        return True

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
        is_title = self._levels[block.level] == 1 and index == self._titles[0] and not self.parts
        if following is not None and is_contents_entry(following) and block.level != 1:
            self.ledger.drop(start, end, "the heading of the table of contents")
            return self.section
        if part_of(block.text, is_title=True):
            self.ledger.drop(start, end, "a heading that only says what follows")
            return self.section
        if names_contents(block.text):
            self.ledger.drop(start, end, "the heading of the table of contents")
            return self.section
        if is_title:
            self.ledger.drop(start, end, "the title")
            return self.section
        self.ledger.drop(start, end, "a section heading; its title is kept as section")
        return clean_line(block.text.strip("#*_ ").removesuffix(":"))

    def _sort_body(self, block: Block, keep_rules: bool) -> None:
        """Give a block that begins nothing to what is open: a question, an answer, or nothing."""
        current = self.parts[-1] if self.parts else None
        answer = _open_answer(current)
        if block.kind is BlockKind.RULE and not (keep_rules and answer is not None):
            self.ledger.drop(block.first.start, block.lines[-1].end, "a rule")
        elif is_contents_entry(block) and (self._closed or not isinstance(current, Draft)):
            reason = "a line of the table of contents"
            self.ledger.drop(block.first.start, block.lines[-1].end, reason)
        elif block.kind is BlockKind.TAG:
            if isinstance(current, Draft):
                _close_summary(current, block)
            self._claim_tags(block)
        elif isinstance(current, Draft) and _belongs_to_question(current, block):
            _join_question(current, block)
        elif answer is not None:
            answer.append(block)
        elif isinstance(current, Stretch):
            draft = current.questions[-1]
            if block.kind in _PARTS_OF_QUESTION:
                draft.question.append(block)
            elif block.kind is BlockKind.PARAGRAPH and (
                block.is_soft or is_continued_by(draft.question_text, block.text)
            ):
                _join_question(draft, block)
            else:
                self._drop_outside(block, "between the questions and the answers")
        else:
            self._drop_outside(block, _BEFORE)

    def _claim_tags(self, block: Block) -> None:
        """Enter tags as markup, which says nothing; a comment does say something."""
        for line in block.lines:
            if "<!--" in block.source[line.start : line.end]:
                self.ledger.drop(line.start, line.end, "a comment")
            else:
                self.ledger.claim(line.start, line.end, Use.LABEL)

    def _drop_outside(self, block: Block, where: str) -> None:
        start, end = block.first.start, block.lines[-1].end
        if is_contents_entry(block):
            self.ledger.drop(start, end, "a line of the table of contents")
        elif block.kind is BlockKind.HEADING or names_part(block.text):
            self.ledger.drop(start, end, "a heading")
        else:
            # What reads like a question up here may be one that was not understood.
            is_intro = where == _BEFORE and self._asks and not _may_ask(block)
            lost = "NN016" if is_intro else "NN018"
            self.ledger.drop(start, end, f"it stands {where}", lost)


_BEFORE = "before the first question"


def _may_ask(block: Block) -> bool:
    """Tell whether what stands above the first question could be one itself."""
    numbered = block.kind is BlockKind.NUMBERED and not is_only_link(block)
    return numbered or is_whole_question(block.text[:700])


_CLOSING = "it stands in a part that closes the page"


def _why_closed(title: Block) -> str:
    """Return why what stands below a section's title belongs to no answer."""
    if names_closing(title.text) or asks_for_feedback(title.text):
        return _CLOSING
    return "it stands below a section's title and above its first question"


_BETWEEN = "it stands between the answers and the next questions"


def _before_lists(blocks: Sequence[Block], roles: Mapping[int, Role]) -> set[int]:
    """Return the indices of blocks that a new list of questions follows, or questions from 1 on.

    The end of the document counts where rules stand nowhere else in answers.
    """
    found: set[int] = set()
    follows = _parts_with_rules(blocks, roles)
    for index in range(len(blocks) - 1, -1, -1):
        role = roles.get(index)
        if role in (Role.QUESTION, Role.PAIR, Role.ANSWER):
            restarts = role is Role.PAIR and integer_of(blocks[index].label) == 1
            follows = role is Role.QUESTION or restarts
        elif follows:
            found.add(index)
    return found


def _parts_with_rules(blocks: Sequence[Block], roles: Mapping[int, Role]) -> bool:
    """Tell whether rules part lists of questions in a document, and nothing inside of answers."""
    seen = {Role.QUESTION: 0, Role.PAIR: 0, Role.ANSWER: 0}
    begins: Role | None = None
    for index in range(len(blocks) - 1, -1, -1):
        role = roles.get(index)
        if role in seen:
            restarts = role is Role.PAIR and integer_of(blocks[index].label) != 1
            begins = Role.ANSWER if restarts else role
        elif blocks[index].kind is BlockKind.RULE and begins is not None:
            seen[begins] += 1
    return bool(seen[Role.QUESTION] + seen[Role.PAIR]) and not seen[Role.ANSWER]


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
    if text and draft.question[0].kind in TITLES:
        return False
    if not text or is_continued_by(text, block.text, in_list=False):
        return True
    return block.is_soft and is_whole_question(block.text)


def _close_summary(draft: Draft, tags: Block) -> None:
    """Give a question in ``<summary>`` what stands below its first line, at the closing tag."""
    shuts = "</summary" in tags.source[tags.first.start : tags.lines[-1].end].lower()
    if shuts and draft.question[0].kind is BlockKind.SUMMARY and not draft.closed:
        draft.closed = True
        draft.question.extend(draft.answer)
        draft.answer.clear()


def _join_question(draft: Draft, block: Block) -> None:
    draft.joined_over_gap = draft.joined_over_gap or (
        block.gap_before and bool(draft.question_text)
    )
    draft.question.append(block)
