"""A page that ``nnexport markdown`` wrote → entries: its mark says which headings are questions.

Nothing is guessed here. What stands below a question's heading is its answer, whatever it looks
like, up to the next heading of that level or above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from nnexport.deck.commonmark import parse_blocks, plain_text
from nnexport.deck.document import Document, Entry, LineRange, Source
from nnexport.deck.markup import Block, Heading, Paragraph
from nnexport.deck.page_mark import PageMark, find_page_mark
from nnexport.deck.text import clean_line, clean_text
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.assemble import Reading
from nnexport.readers.claims import drop_invisible
from nnexport.readers.headings import strip_number
from nnexport.readers.ledger import Ledger, Use, shorten

_LINK_LINE = re.compile(r"- \[.*\]\(#[^\s)]*\)[ \t]*")
_CLOSING_SIGNS = re.compile(r"[ \t]+#+$")


def read_own_page(raw: RawText, source: Source) -> Reading | None:
    """Read a page that says itself where its questions are; none for any other text.

    Errors: NN012 for a question without an answer; NN018 for text above the first question; NN019
    where no question is left.
    """
    found = find_page_mark(raw.text)
    if found is None:
        return None
    mark, start, end = found
    page = _Page(raw, mark)
    page.ledger.drop(start, end, "what the page says of itself")
    entries = tuple(page.entries())
    page.ledger.drop_unseen()
    page.report_shape(entries)
    diagnostics = (*page.ledger.diagnostics(raw.path), *page.diagnostics)
    return Reading(Document(source, entries), page.ledger, diagnostics)


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and what stands below it; lines count from 0, as the parser's do."""

    heading: Heading
    blocks: Sequence[Block]
    end: int
    """The line behind its last one."""

    @property
    def first(self) -> int:
        return self.heading.lines[0]


class _Page:
    def __init__(self, raw: RawText, mark: PageMark) -> None:
        self.raw = raw
        self.mark = mark
        self.lines = raw.text.split("\n")
        self.offsets = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.ledger = Ledger(raw.text)
        self.diagnostics: list[Diagnostic] = []

    def entries(self) -> Iterator[Entry]:
        section = ""
        # Where questions begin, a list of links is an answer.
        may_be_contents = True
        for part in self._parts(parse_blocks(self.raw.text)):
            level = part.heading.level
            if may_be_contents and level > 1 and self._is_contents(part):
                may_be_contents = False
                self._drop(part.first, part.end, "the table of contents")
            elif level == self.mark.level:
                may_be_contents = False
                yield self._entry(part, section)
            else:
                self._leave_out_heading(part)
                if level > 1:
                    section = plain_text(self._heading_text(part.heading))

    def _parts(self, blocks: Sequence[Block]) -> Iterator[_Part]:
        """Yield each heading that is a question or stands above one; others are inside of answers.

        What stands above the first one is left for the ledger.
        """
        starts = [
            at
            for at, block in enumerate(blocks)
            if isinstance(block, Heading) and block.level <= self.mark.level
        ]
        first = blocks[starts[0]].lines[0] if starts else len(self.lines)
        self._drop(0, first, "it stands before the first question", "NN018")
        for start, stop in pairwise([*starts, len(blocks)]):
            heading = blocks[start]
            assert isinstance(heading, Heading)
            end = blocks[stop].lines[0] if stop < len(blocks) else len(self.lines)
            yield _Part(heading, blocks[start + 1 : stop], end)

    def _leave_out_heading(self, part: _Part) -> None:
        """Leave out a heading that asks nothing, and what stands below it."""
        what = "a section heading; its title is kept as section"
        self._drop(*part.heading.lines, what if part.heading.level > 1 else "the title")
        reason = "it stands below a section's title and above its first question"
        for block in part.blocks:
            if self._text(*block.lines).strip() != str(self.mark):
                self._drop(*block.lines, reason, "NN018")

    def _entry(self, part: _Part, section: str) -> Entry:
        heading = self._heading_text(part.heading)
        number, lead = strip_number(heading)
        below, last = part.heading.lines[1], part.heading.lines[1]
        answer_at = below
        for block in part.blocks:
            if self._is_label(block):
                last, answer_at = block.lines
                break
        question = clean_text(f"{lead.strip()}\n\n{self._text(below, last).strip(chr(10))}")
        answer = clean_text(self._text(answer_at, part.end).strip("\n"))
        self._claim(part.first, below, Use.LABEL)
        text_at = self.raw.text.find(lead, self.offsets[part.first])
        self.ledger.claim(text_at, text_at + len(lead), Use.QUESTION)
        self._claim(below, last, Use.QUESTION)
        self._claim(last, answer_at, Use.LABEL)
        self._claim(answer_at, part.end, Use.ANSWER)
        drop_invisible(self.ledger, [(self.offsets[part.first], self.offsets[part.end] - 1)])
        if not answer:
            self._report_unanswered(part.first, number, lead)
        return Entry(
            number=clean_line(number),
            question=question,
            answer=answer,
            question_lines=self._range(part.first, max(below, last)),
            answer_lines=self._range(answer_at, part.end) if answer else (),
            section=section,
        )

    def _is_label(self, block: Block) -> bool:
        is_line = isinstance(block, Paragraph) and bool(self.mark.label)
        return is_line and self._text(*block.lines).strip() == self.mark.label

    def _is_contents(self, part: _Part) -> bool:
        """Tell whether nothing but links to headings of the page stands below a heading."""
        below = self._text(part.heading.lines[1], part.end).split("\n")
        shown = [line for line in below if line.strip()]
        return bool(shown) and all(map(_LINK_LINE.fullmatch, shown))

    # --- lines --------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end])

    def _heading_text(self, heading: Heading) -> str:
        """Return the Markdown of a heading, without its signs or the line below it."""
        start, end = heading.lines
        text = self._text(start, end).strip()
        if end - start == 1:
            return _CLOSING_SIGNS.sub("", text.lstrip("#")).strip()
        return " ".join(text.split("\n")[:-1]).strip()

    def _range(self, start: int, end: int) -> tuple[LineRange, ...]:
        """Return the lines from ``start`` up to ``end``, without blank ones at both ends."""
        shown = [at for at in range(start, end) if self.lines[at].strip()]
        return ((shown[0] + 1, shown[-1] + 1),) if shown else ()

    def _claim(self, start: int, end: int, use: Use) -> None:
        self.ledger.claim(self.offsets[start], self.offsets[end] - 1, use)

    def _drop(self, start: int, end: int, reason: str, code: str = "NN016") -> None:
        self.ledger.drop(self.offsets[start], self.offsets[end] - 1, reason, code)

    # --- messages -----------------------------------------------------------------------------

    def _report_unanswered(self, line: int, number: str, lead: str) -> None:
        name = f"question {number}" if number else f"“{shorten(lead)}”"
        message = f"{name} has no answer in this source"
        help_line = "write the answer below it, or take it from another source"
        span = Span(self.raw.path, line + 1)
        self.diagnostics.append(Diagnostic("NN012", span, message, help_line, self.lines[line]))

    def report_shape(self, entries: Sequence[Entry]) -> None:
        span = Span(self.raw.path)
        if not entries:
            help_line = f"write each question into a heading ({'#' * self.mark.level} …)"
            message = "no question and no answer found"
            self.diagnostics.append(Diagnostic("NN019", span, message, help_line))
            return
        answered = sum(bool(entry.answer) for entry in entries)
        message = f"a page of nnexport: {len(entries)} questions, {answered} answers"
        self.diagnostics.append(Diagnostic("NN010", span, message))
