"""What a check finds, and where that stands in the deck's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, Variant
from nnexport.deck.markup import (
    Block,
    CodeBlock,
    MathBlock,
    inline_text,
    inlines_of,
    walk_blocks,
)
from nnexport.deck.question import shorten_title
from nnexport.deck.yaml_nodes import MapNode, TextNode
from nnexport.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Checked:
    """A note with its two texts as the outputs show them."""

    note: Note
    cards: str
    """What kind of cards it asks for."""

    question: tuple[Block, ...]
    answer: tuple[Block, ...]

    @property
    def texts(self) -> tuple[tuple[str, str, tuple[Block, ...]], ...]:
        """Key, Markdown and blocks of the question and of the answer."""
        return (
            ("question", self.note.question, self.question),
            ("answer", self.note.answer, self.answer),
        )

    @property
    def name(self) -> str:
        """The question in quotes, for a message; the id where it shows nothing."""
        return name_of(self.note)


def parse_note(note: Note, deck: Deck) -> Checked:
    """Return a note with its texts parsed, once for all checks."""
    blocks = parse_blocks(note.question), parse_blocks(note.answer)
    return Checked(note, deck.cards_of(note), *blocks)


def name_of(note: Note) -> str:
    """Return a note's question in quotes, for a message; its id where it shows nothing."""
    title = shorten_title(note.question, 60)
    return f"“{title}”" if title else f"`{note.id}`"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a note, before it has its place in the file."""

    code: str
    note: Note
    message: str
    help: str
    key: str = "question"
    """Under which the text stands that is meant."""

    line: int = -1
    """Of that text, 0-based; -1 means the key itself."""

    column: int = 0
    """Of that line, 0-based, in characters."""

    variant: Variant | None = None
    """The variant that is meant, where it is none of the note's own texts."""


def to_diagnostic(finding: Finding, loaded: LoadedDeck) -> Diagnostic:
    """Return a finding as a diagnostic with its place in the deck's file."""
    note = finding.note
    span = place_in_text(loaded, note, finding.key, finding.line, finding.column)
    if finding.variant is not None:
        span = place_of_variant(loaded, note, finding.variant)
    excerpt = loaded.excerpt(span.line)
    return Diagnostic(finding.code, span, finding.message, finding.help, excerpt, note.id)


def place_in_text(loaded: LoadedDeck, note: Note, key: str, line: int, column: int) -> Span:
    """Return where a line of a note's text stands in the file; the place of its key where only
    that is known (a text in quotes, one whose lines were cleaned)."""
    span = loaded.span(note.id, key)
    node = loaded.questions.get(note.id)
    value = node.get(key) if isinstance(node, MapNode) else None
    if line < 0 or not isinstance(value, TextNode) or value.style not in ("|", ""):
        return span
    lines = note.answer.split("\n") if key == "answer" else note.question.split("\n")
    wanted = lines[line].strip() if line < len(lines) else ""
    at = value.line + line + (value.style == "|")
    shown = loaded.excerpt(at)
    start = shown.find(wanted)
    if not wanted or start < 0:
        return span
    lead = len(lines[line]) - len(lines[line].lstrip())
    return Span(loaded.path, at, start + 1 + max(column - lead, 0))


def place_of_variant(loaded: LoadedDeck, note: Note, variant: Variant) -> Span:
    """Return where a variant of a note stands in the file; else the note's own place."""
    node = loaded.questions.get(note.id)
    listed = node.get("variants") if isinstance(node, MapNode) else None
    for each, item in zip(note.variants, getattr(listed, "items", ()), strict=False):
        if each is variant:
            return Span(loaded.path, item.line, item.column)
    return loaded.span(note.id, "variants")


HIDDEN = "\ue000"
"""Stands for what a text shows and no check should look into: code, formulas, what is escaped."""

_HIDDEN = re.compile(f"{HIDDEN}+")


def cut_text(text: str, length: int = 40) -> str:
    """Return a piece of text for a message, on one line and not longer than that."""
    text = " ".join(_HIDDEN.sub("…", text).split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def shown_text(blocks: Sequence[Block]) -> str:
    """Return what blocks show, without markup: a line a paragraph, a cell, a piece of code."""
    lines: list[str] = []
    for block in walk_blocks(blocks):
        match block:
            case CodeBlock(text) | MathBlock(text):
                lines.append(text)
            case _:
                lines.extend(map(inline_text, inlines_of(block)))
    return "\n".join(lines)


def locate(text: str, wanted: str, first_line: int = 0) -> tuple[int, int]:
    """Return line and column, 0-based, of the first place of a piece of text from a line on;
    the beginning of that line where it is nowhere.

    Of the piece, what stands before the first ``HIDDEN`` sign counts.
    """
    wanted = _HIDDEN.split(wanted.split("\n")[0])[0]
    lines = text.split("\n")
    for at in range(first_line, len(lines)):
        column = lines[at].find(wanted)
        if column >= 0:
            return at, column
    return first_line, 0
