"""Roles and alignment → the entries of a document, with the ledger and what there is to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nnexport.deck.document import Document, Entry, LineRange, Source
from nnexport.deck.escape import escape_line
from nnexport.deck.text import clean_line, clean_text
from nnexport.diagnostics import Diagnostic, Span
from nnexport.readers.align import align_answers, align_literally
from nnexport.readers.answers_first import questions_first
from nnexport.readers.blocks import Block, BlockKind, group_lines
from nnexport.readers.broken_tables import describe_stray, describe_table, mend_tables
from nnexport.readers.choices import settle_drafts
from nnexport.readers.claims import claim_answer, claim_question, claim_verbatim
from nnexport.readers.cleaning import clean_drafts
from nnexport.readers.contents import drop_contents
from nnexport.readers.drafts import Draft, Stretch, drop_repeats, question_text, with_unasked
from nnexport.readers.endings.endings import Habits, broken_end, find_habits
from nnexport.readers.evidence import Asked, topic_keys, weigh_words
from nnexport.readers.frames import strip_frames
from nnexport.readers.furniture.fillers import filler_diagnostic, is_filler
from nnexport.readers.hanging import mark_hanging
from nnexport.readers.key_tables import split_key_tables
from nnexport.readers.ledger import Ledger, Use, shorten
from nnexport.readers.lines import classify_lines
from nnexport.readers.moves import report_moves
from nnexport.readers.roles import Role, integer_of
from nnexport.readers.rows import AMONG, APART
from nnexport.readers.segment import assign_roles
from nnexport.readers.shape import describe_shape
from nnexport.readers.sorter import Sorter
from nnexport.readers.tidy import open_list, tidy_answer
from nnexport.readers.verbatim import join_verbatim


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader returns: the document, the ledger of its source, and the problems."""

    document: Document
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    unseen: int = 0
    """Pieces that no rule took; they are reported as left out. Anything but 0 is a bug of ours."""


def read_blocks(
    text: str, source: Source, path: str, *, is_markdown: bool, repair: bool = True
) -> Reading:
    """Read a text into entries. Never raises, whatever the text is.

    ``path`` is how messages name the file. A Markdown source keeps its own markup; of a plain text
    each character is shown as it stands. Without ``repair`` an answer begins where its number is
    printed, whatever it says.
    """
    assembly = _Assembly(text, path, is_markdown, repair)
    grouped = group_lines(classify_lines(text, has_markup=is_markdown), text)
    framed = strip_frames(grouped, assembly.ledger)
    whole = framed.blocks if is_markdown else mend_tables(framed.blocks)
    blocks = split_key_tables(whole, assembly.ledger)
    blocks, named = drop_contents(blocks, assembly.ledger)
    if not is_markdown:
        blocks = mark_hanging(blocks)
    if not named:
        blocks = questions_first(blocks)
    roles = assign_roles(blocks, named)
    drafts = list(assembly.collect(blocks, roles))
    kinds = frozenset(roles.values())
    settle_drafts(drafts)
    clean_drafts(drafts, assembly.ledger, is_markdown=is_markdown)
    drafts = drop_repeats(drafts, assembly.ledger)
    assembly.continued = framed.continued
    assembly.habits = find_habits(draft.answer for draft in drafts)
    # From here on only the drafts hold blocks, and each one only until it is finished.
    del grouped, framed, whole, blocks, roles
    entries = tuple(assembly.finish_all(drafts))
    assembly.report_series(drafts)
    # The last safety net: no text is known for which it finds anything.
    unseen = assembly.ledger.drop_unseen()
    if entries:
        assembly.report_shape(describe_shape(kinds, drafts), entries)
    else:
        help_line = "number the questions (1. …), or put each into a heading (## …), or a table"
        assembly.say("NN019", Span(path), "no question and no answer found", help_line)
    assembly.diagnostics.extend(assembly.ledger.diagnostics(path))
    diagnostics = tuple(assembly.diagnostics)
    return Reading(Document(source, entries), assembly.ledger, diagnostics, unseen)


class _Assembly:
    """The state of one reading: the ledger and the diagnostics, filled step by step."""

    def __init__(self, text: str, path: str, is_markdown: bool, repair: bool) -> None:
        self.text = text
        self.path = path
        self.is_markdown = is_markdown
        self.repair = repair
        self.ledger = Ledger(text)
        self.diagnostics: list[Diagnostic] = []
        self.habits = Habits()
        self.continued: set[int] = set()

    def say(self, code: str, span: Span, message: str, help: str = "", excerpt: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, span, message, help, excerpt))

    def say_at(self, code: str, block: Block, message: str, help: str = "") -> None:
        line = block.first
        span = Span(self.path, line.number, line.indent + 1 if line.indent else 1)
        self.say(code, span, message, help, self.text[line.start : line.end])

    # --- which block belongs where ------------------------------------------------------------

    def collect(self, blocks: Sequence[Block], roles: dict[int, Role]) -> Iterator[Draft]:
        """Yield the drafts of a document in its order."""
        parts = Sorter(blocks, roles, self.ledger).sort(keep_rules=self.is_markdown)
        lists = [part for part in parts if isinstance(part, Stretch)]
        topics = (topic_keys(draft.question_text) for part in lists for draft in part.questions)
        answers = (text for part in lists for text in part.literal_answers())
        weights = weigh_words(topics, answers)
        for part in parts:
            if isinstance(part, Draft):
                yield part
            else:
                yield from self._align(part, weights)

    def _align(self, stretch: Stretch, weights: Mapping[str, float]) -> list[Draft]:
        drafts, numbers = with_unasked(stretch)
        asked = [
            Asked(draft.label, topic_keys(draft.question_text) if draft.question else None, number)
            for draft, number in zip(drafts, numbers, strict=True)
        ]
        if self.repair:
            goals = align_answers(stretch.answers, asked, weights, frozenset(stretch.starts))
        else:
            goals = align_literally(stretch.answers, asked, frozenset(stretch.starts))
        for block, goal in zip(stretch.answers, goals, strict=False):
            drafts[goal].answer.append(block)
        printed = {stretch.answers[index].first.number for index in stretch.starts}
        for draft in drafts:
            draft.starts = tuple([n for b in draft.answer if (n := b.first.number) in printed])
        drafts = [draft for draft in drafts if draft.question or draft.answer]
        report_moves(drafts, self.say_at)
        return drafts

    # --- entries ------------------------------------------------------------------------------

    def finish_all(self, drafts: Iterable[Draft]) -> Iterator[Entry]:
        """Yield the entries of drafts; of a finished one only the first blocks are kept."""
        for draft in drafts:
            entry = self.finish(draft)
            del draft.question[1:], draft.answer[1:]
            if entry is not None:
                yield entry

    def finish(self, draft: Draft) -> Entry | None:
        """Return the entry of a draft; none if it says nothing at all."""
        while draft.answer and draft.answer[-1].kind is BlockKind.RULE:
            rule = draft.answer.pop()
            self.ledger.drop(rule.first.start, rule.lines[-1].end, "a rule")
        question = clean_text(self._question_markdown(draft))
        count = draft.lead_count
        for block in draft.question[:count]:
            claim_question(self.ledger, block)
        for block in draft.question[count:]:
            if self.is_markdown:
                claim_verbatim(self.ledger, block, Use.QUESTION)
            else:
                claim_answer(self.ledger, block, (), Use.QUESTION)
        answer = clean_text(self._answer_markdown(draft, question))
        if not question and not answer:
            self._report_bare_label(draft)
            return None
        flags = []
        reason = broken_end(draft.answer, self.habits)
        if reason:
            flags.append("truncated")
            self._report_truncation(draft, reason)
        if draft.moved:
            flags.append("moved-boundary")
        if any(block.first.number in self.continued for block in draft.answer):
            flags.append("continued")
        if why := is_filler(answer):
            flags.append("filler")
            self._report_filler(draft, why)
        self._report_rows(draft)
        if draft.joined_over_gap:
            self._report_joined(draft, question)
        if not question:
            self._report_unasked(draft)
        if not answer:
            self._report_unanswered(draft)
        return Entry(
            number=draft.label,
            question=question,
            answer=answer,
            question_lines=line_ranges(draft.question),
            answer_lines=line_ranges(draft.answer),
            section=draft.section,
            flags=tuple(flags),
        )

    def _question_markdown(self, draft: Draft) -> str:
        """Return a question's Markdown: one line, and below it what else belongs to it."""
        count = draft.lead_count
        text = " ".join(question_text(block) for block in draft.question[:count]).strip()
        lead = text if self.is_markdown else escape_line(clean_line(text))
        rest = draft.question[count:]
        if not rest:
            return lead
        if self.is_markdown:
            below = join_verbatim(rest, (), draft.question[:1])
        else:
            below = tidy_answer(rest)
        return f"{lead}\n\n{below}" if below.strip() else lead

    def _answer_markdown(self, draft: Draft, question: str) -> str:
        """Return an answer's Markdown, and enter it into the ledger.

        The outline of a Markdown source is kept, unless it hangs on a number that is out of place.
        """
        if self.is_markdown and not draft.moved:
            for block in draft.answer:
                claim_verbatim(self.ledger, block)
            return join_verbatim(draft.answer, draft.starts, draft.question)
        blocks = open_list(draft.answer, draft.starts)
        for block in blocks:
            claim_answer(self.ledger, block, draft.starts)
        return tidy_answer(blocks, question, draft.starts, has_markup=self.is_markdown)

    # --- messages -----------------------------------------------------------------------------

    def _report_truncation(self, draft: Draft, reason: str) -> None:
        name = f"answer {draft.label}" if draft.label else "this answer"
        help_line = "complete the source, or accept it with `accept: [NN013]` at the question"
        self.say_at("NN013", draft.answer[-1], f"{name} is cut off: {reason}", help_line)

    def _report_rows(self, draft: Draft) -> None:
        """Report rows apart from their table, lines among rows, and what was taken for a table."""
        name = f"answer {draft.label}" if draft.label else "the answer above"
        for block in (*draft.question, *draft.answer):
            if block.first.form in (APART, AMONG):
                self.say_at("NN028", block, *describe_stray(block, name))
            elif block.kind is BlockKind.TABLE and block.first.form:
                self.say_at("NN029", block, *describe_table(block, name))

    def _report_filler(self, draft: Draft, reason: str) -> None:
        line = draft.answer[0].first
        span = Span(self.path, line.number, line.indent + 1)
        name = f"answer {draft.label}" if draft.label else "this answer"
        excerpt = self.text[line.start : line.end]
        self.diagnostics.append(filler_diagnostic(span, name, reason, excerpt))

    def _report_joined(self, draft: Draft, question: str) -> None:
        name = f"question {draft.label}" if draft.label else "a question"
        message = f"{name} was broken over a blank line and joined: “{shorten(question, 160)}”"
        self.say_at("NN015", draft.question[0], message)

    def _report_bare_label(self, draft: Draft) -> None:
        for block in (*draft.question, *draft.answer):
            reason = "a number with nothing after it"
            self.ledger.drop(block.first.start, block.lines[-1].end, reason, "NN018")

    def _report_unasked(self, draft: Draft) -> None:
        name = f"answer {draft.label}" if draft.label else "an answer without a number"
        help_line = "it goes to the question of its number in another source, if the two fit"
        if not draft.label:
            help_line = "write its question above it"
        self.say_at("NN011", draft.answer[0], f"{name} has no question in this source", help_line)

    def _report_unanswered(self, draft: Draft) -> None:
        name = f"question {draft.label}" if draft.label else f"“{shorten(draft.question_text)}”"
        message = f"{name} has no answer in this source"
        help_line = "write the answer below it, or take it from another source"
        self.say_at("NN012", draft.question[0], message, help_line)

    def report_series(self, drafts: Iterable[Draft]) -> None:
        """Report numbers of questions that repeat or skip."""
        before: Draft | None = None
        for draft in drafts:
            number = integer_of(draft.label)
            last = integer_of(before.label) if before is not None else None
            blocks = draft.question or draft.answer
            if blocks and number is not None and last is not None and number not in (last + 1, 1):
                what = "again" if number == last else f"after {last}"
                message = f"number {draft.label} {what}"
                help_line = "check whether a line was lost or copied twice; numbers are labels only"
                self.say_at("NN017", blocks[0], message, help_line)
            before = draft

    def report_shape(self, shape: str, entries: Sequence[Entry]) -> None:
        asked = sum(bool(entry.question) for entry in entries)
        answered = sum(bool(entry.answer) for entry in entries)
        message = f"{shape}: {asked} questions, {answered} answers"
        self.say("NN010", Span(self.path), message)


def line_ranges(blocks: Iterable[Block]) -> tuple[LineRange, ...]:
    """Return the lines that blocks stand in, as ranges; only blank lines may lie inside a range."""
    ranges: list[LineRange] = []
    previous: Block | None = None
    for block in blocks:
        first, last = block.first.number, block.lines[-1].number
        # Of a line that tags cut, several blocks may be parts.
        is_same = bool(ranges) and ranges[-1][0] <= first <= ranges[-1][1]
        if previous is not None and (is_same or _only_blank_between(previous, block)):
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
        previous = block
    return tuple(ranges)


def _only_blank_between(before: Block, after: Block) -> bool:
    return not before.source[before.lines[-1].end : after.first.start].strip()
