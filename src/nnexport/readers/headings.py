"""Headings as evidence: which level holds the questions, and what else a heading is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnexport.deck.commonmark import plain_text
from nnexport.deck.prose import anchor_of
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import question_likeness

_HEADING_NUMBER = re.compile(
    r"(?:(?P<word>q|question|frage|pregunta|вопрос|domanda|pergunta)[\s.]*[#№]?)?\s*"
    r"(?P<open>[(\[])?#?(?P<label>\d{1,6}(?:\.\d{1,3})*[a-z]?)"
    r"(?(open)[)\]][.:]?|(?:\s?[.):](?!\d)|(?(word)(?:\s+[-–—])?(?=\s|$)|(?!))))(?:\s+|$)",
    re.IGNORECASE,
)
_HEADING_LABEL = re.compile(r"(?:q|question|frage|pregunta|вопрос)\s?:\s+(?=\S)", re.IGNORECASE)


def strip_number(text: str) -> tuple[str, str]:
    """Split a heading into its printed number, empty if there is none, and the rest."""
    if match := _HEADING_NUMBER.match(text[:400]):
        return match["label"], text[match.end() :]
    if match := _HEADING_LABEL.match(text[:400]):
        return "", text[match.end() :]
    return "", text


def question_level(blocks: Sequence[Block]) -> int:
    """Return the level of the headings that hold the questions; 0 when headings hold none.

    A heading counts for its level when it is numbered, reads like a question, or is linked from a
    list of contents; the level wins where most of its headings count and have a body.
    """
    linked = linked_anchors(blocks)
    counts: dict[int, list[float]] = {}
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or names_part(block.text):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if leads_contents(blocks, index, linked):
            continue
        counts.setdefault(block.level, []).append(_heading_evidence(block, following, linked))
    convincing = [level for level, each in counts.items() if sum(each) / len(each) > 0.6]
    # Contents name sections as well as questions: of two levels that convince equally, the deeper
    # one holds the latter; and a single heading in an answer may ask something, too.
    return max(convincing, key=lambda level: (sum(counts[level]), level), default=0)


def _is_linked(block: Block, linked: frozenset[str]) -> bool:
    if not linked:
        return False
    # Parsed as a heading, or its number would begin a list.
    return bool({anchor_of(block.text), anchor_of(plain_text(f"# {block.text}"))} & linked)


def leads_contents(blocks: Sequence[Block], index: int, linked: frozenset[str]) -> bool:
    """Tell whether a heading stands above the table of contents, and is in none itself."""
    follows = index + 1 < len(blocks) and is_contents_entry(blocks[index + 1])
    return follows and not _is_linked(blocks[index], linked)


def _heading_evidence(block: Block, following: Block | None, linked: frozenset[str]) -> float:
    if _is_linked(block, linked):
        return 1.0
    text = strip_number(block.text)[1]
    numbered = 0.75 if text != block.text else 0.0
    has_body = following is not None and following.kind is not BlockKind.HEADING
    wording = question_likeness(text) * (1.0 if has_body else 0.3) if text else 0.0
    return max(numbered, wording)


_PART = re.compile(
    r"(?:(?:study |review |exam |test |the |all )?"
    r"(?:questions?(?: and answers?)?|answers?|answer key|"
    r"solutions?|q ?& ?a)|fragen(?: und antworten)?|antworten?|lösungen?|r[ée]ponses?|"
    r"questions et r[ée]ponses|preguntas(?: y respuestas)?|respuestas?|вопросы(?: и ответы)?|"
    r"ответы?|domande|risposte)\s*[:：]?",
    re.IGNORECASE,
)


def names_part(text: str) -> bool:
    """Tell whether a line only says what follows: ``Questions``, ``Answers:``."""
    return len(text) <= 40 and bool(_PART.fullmatch(text.strip().strip("*_").strip()))


_LINK = re.compile(r"\[(?:\\.|[^\[\]\\\n]){0,1000}\]\(#(?P<anchor>[^)\s]{1,300})\)")


def linked_anchors(blocks: Sequence[Block]) -> frozenset[str]:
    return frozenset(
        match["anchor"]
        for block in blocks
        if "](#" in block.text
        for match in _LINK.finditer(block.text)
    )


def is_contents_entry(block: Block) -> bool:
    """Tell whether a block is a line of a table of contents: nothing but a link to a heading."""
    return block.kind is not BlockKind.HEADING and bool(_LINK.fullmatch(block.text[:2000].strip()))


_SECTION_WORD = re.compile(
    r"(?:part|section|chapter|unit|topic|lesson|module|week|set|block|teil|kapitel|abschnitt|thema|"
    r"partie|chapitre|section|tema|capítulo|parte|sección|unidad|часть|глава|раздел|тема)"
    r"\s+(?:\d+|[ivxl]+|[a-z])\b",
    re.IGNORECASE,
)


def reads_like_title(block: Block) -> bool:
    """Tell whether a paragraph could be a section's title: a few words that are no sentence."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 1 or not block.text:
        return False
    text = block.text.strip("*_ ")
    if len(text) > 80 or len(text.split()) > 8 or not text[:1].isupper():
        return False
    if text[-1] in ".!?…;,=)}]»\"'" or not (text[-1].isalnum() or text[-1] == ":"):
        return False
    return bool(re.search(r"[^\W\d_]{2}", text))


def is_certain_title(text: str) -> bool:
    """Tell whether a line says itself that a section begins: ``Part 2``, or all in capitals."""
    text = text.strip("*_ ")
    return bool(_SECTION_WORD.match(text)) or (text.isupper() and len(text) > 5 and " " in text)
