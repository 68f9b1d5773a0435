"""Deck → one Markdown page: title, contents, one section per question.

The page reads back: ``nnexport ingest`` finds the same questions and answers in it. So each
question is a heading of one level that the contents link to, headings inside answers are deeper,
and a comment at the top says which level that is (:mod:`nnexport.deck.page_mark`). What stands
below a question's first paragraph, such as choices or code, stands below the heading, and a line
``Answer:`` ends it; that word is one of the deck's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nnexport.deck.commonmark import parse_blocks, plain_text
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.deck.escape import escape_line
from nnexport.deck.markup import CodeBlock, Heading, inline_text
from nnexport.deck.media import Places
from nnexport.deck.numbering import shown_numbers
from nnexport.deck.page_mark import PageMark
from nnexport.deck.prose import anchor_of
from nnexport.deck.question import split_question
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.addresses import readdress
from nnexport.exporters.phrases import PHRASES, phrases_tag

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """Where the page is going to be."""

    places: Places = field(default_factory=dict)
    """Where the pictures and sounds in the deck's folder are, from the page."""


def export_markdown(deck: Deck, options: MarkdownOptions) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the deck as a CommonMark page in UTF-8, with all notes but the skipped ones."""
    deck = _readdressed(deck, options.places)
    level = 3 if any(note.section for note in deck.exported_notes) else 2
    phrases = PHRASES[phrases_tag(deck.language)]
    # Where one answer needs its label, all have it: a page that labels some is read as its others.
    has_labels = any(all(split_question(note.question)) for note in deck.exported_notes)
    mark = PageMark(level, f"**{phrases.answer}**" if has_labels else "")
    lines = [f"# {escape_line(deck.title, starts_block=False)}", "", str(mark), ""]
    anchors = _Anchors(phrases.contents)
    anchors.take(plain_text(deck.title))
    body = list(_body(deck, mark, anchors))
    contents = [entry for entry, _ in body if entry]
    if contents:
        lines += [f"## {phrases.contents}", "", *contents, ""]
    for _, block in body:
        lines += [block, ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode(), ()


def _readdressed(deck: Deck, places: Places) -> Deck:
    """Return a deck whose texts name their pictures as they are to be found from the page."""
    if not places:
        return deck
    by_note: dict[NoteId, dict[str, str]] = {}
    for (note_id, variant), src in places:
        if not variant:
            by_note.setdefault(note_id, {})[src] = places[(note_id, 0), src]
    notes = []
    for note in deck.notes:
        own = by_note.get(note.id, {})
        question, answer = readdress(note.question, own), readdress(note.answer, own)
        notes.append(replace(note, question=question, answer=answer))
    return replace(deck, notes=tuple(notes))


class _Anchors:
    """The anchors of a page; a repeated one gets a number, as renderers do."""

    def __init__(self, contents: str) -> None:
        """``contents`` is the heading that the page has of its own."""
        self._counts: dict[str, int] = {anchor_of(contents): 1}

    def take(self, heading: str) -> str:
        anchor = anchor_of(heading)
        count = self._counts.get(anchor, 0)
        self._counts[anchor] = count + 1
        return f"{anchor}-{count}" if count else anchor


def _body(deck: Deck, mark: PageMark, anchors: _Anchors) -> Iterator[tuple[str, str]]:
    """Yield (line of the contents, Markdown) of each section heading and each question."""
    section = None
    numbers = shown_numbers(deck.exported_notes)
    for note, number in zip(deck.exported_notes, numbers, strict=True):
        if note.section != section:
            section = note.section
            title = deck.section_title(section)
            if title:
                anchors.take(title)
                yield "", f"## {escape_line(title, starts_block=False)}"
        heading = _heading_text(note, number)
        shown = _shown_heading(heading)
        anchor = anchors.take(shown)
        entry = f"- [{_link_text(shown)}](#{anchor})"
        parts = [f"{'#' * mark.level} {heading}"]
        lead, below = split_question(note.question)
        if lead and below:
            parts.append(_shut(_deepen_headings(below, mark.level)))
        parts += [mark.label, _shut(_deepen_headings(note.answer, mark.level))]
        yield entry, "\n\n".join(filter(None, parts))


def _heading_text(note: Note, number: str) -> str:
    """Return a question's first paragraph as the text of a heading, which is one line.

    Of a question that begins with code or a list, the whole has to be that line.
    """
    text = split_question(note.question)[0].strip()
    text = re.sub(r"^ {0,3}#{1,6}[ \t]+|\n {0,3}(?:=+|-+)$", "", text)
    text = text or re.sub(r"\n[ \t]*\n\s*", "<br>", note.question.strip())
    text = _on_one_line(text)
    return f"{number}. {text}" if number else _escape_number(text)


def _on_one_line(text: str) -> str:
    """Return a paragraph as the text of a heading."""
    text = re.sub(r"\\?\n\s*", lambda m: "<br>" if m[0][0] == "\\" else " ", text)
    # A run of # at the end would count as the closing sequence of the heading.
    return re.sub(r"(?<=\s)(#+)$", r"\\\1", text)


# What a reader of the page would take for the question's number, or for a label before it.
_LIKE_NUMBER = re.compile(
    r"(?:\w{1,9}[\s.]*[#№]?\s*)?[(\[]?#?\d[\w.]*\s?[.):\]]|[#№]\s?\d|\d{1,3}\s[-–—]|"
    r"\w{1,14}(?:\s\w{1,14})?\s?[:：]|[QARqar]\s?[.)]"
)


def _escape_number(text: str) -> str:
    """Return a question that has no number, safe from being read as if its first words were one."""
    match = _LIKE_NUMBER.match(text)
    if match is None:
        return text
    signs = re.sub(r"[\[\]()#.:]", lambda sign: "\\" + sign[0], match[0])
    return signs + text[match.end() :]


def _shown_heading(heading: str) -> str:
    """Return what a heading shows, on one line; parsed as a heading, or `1.` would begin a list."""
    blocks = parse_blocks(f"# {heading}")
    shown = inline_text(blocks[0].inlines) if blocks and isinstance(blocks[0], Heading) else heading
    return " ".join(shown.split())


def _link_text(shown: str) -> str:
    return re.sub(r"[\\\[\]`*_<]", lambda match: "\\" + match[0], shown)


_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def _shut(text: str) -> str:
    """Return a text whose last code is closed: it would take all questions that follow."""
    blocks = parse_blocks(f"{text}\n\n# .") if "```" in text or "~~~" in text else ()
    last = blocks[-1] if blocks else None
    if not isinstance(last, CodeBlock):
        return text
    fence = _FENCE.match(text.split("\n")[last.lines[0]])
    return f"{text}\n{fence[1]}" if fence else text


def _deepen_headings(answer: str, level: int) -> str:
    """Return an answer whose highest heading is one level below the questions'."""
    headings = [block for block in parse_blocks(answer) if isinstance(block, Heading)]
    shift = level + 1 - min((heading.level for heading in headings), default=level + 1)
    if shift <= 0:
        return answer
    lines = answer.split("\n")
    for heading in headings:
        first, last = heading.lines
        signs = "#" * min(heading.level + shift, DEEPEST_HEADING)
        if last - first == 1:
            lines[first] = re.sub(r"^\s*#+", signs, lines[first])
        else:
            # A heading with a line of === or --- below it becomes one with signs.
            lines[first] = f"{signs} " + _on_one_line("\n".join(lines[first : last - 1]).strip())
            lines[first + 1 : last] = [""] * (last - first - 1)
    return "\n".join(lines)
