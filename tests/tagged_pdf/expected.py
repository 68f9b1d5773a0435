"""What a tagged PDF says in reading order, and what a deck says: the same, to compare."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pikepdf

from nnexport.deck.cloze import read_cloze
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck
from nnexport.deck.markup import (
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Image,
    Math,
    MathBlock,
    Text,
    ThematicBreak,
)
from nnexport.deck.question import choice_letters, without_letter
from nnexport.exporters.pdf.labels import labels_of
from tests.tagged_pdf.reading import Kid, StructureElement, TaggedFile

INLINE = frozenset({"Span", "Code", "Link", "Reference", "Formula", "Figure"})
"""Roles that stand inside a line of text; all others begin a new one."""


def squeeze(text: str) -> str:
    """Return a text without white space, hyphens and signs that nobody sees.

    Brackets too: a picture that is not printed is its description in brackets.
    """
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\ufffe\[\]-]+", "", text)


def said_text(data: bytes) -> str:
    """Return the text of a file in the order of its tags, without numbers, bullets and contents.

    Of a formula or a picture it is what stands for it.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = TaggedFile(pdf)
        return " ".join(_said(element, file) for element in file.top)


def _said(element: StructureElement, file: TaggedFile) -> str:
    if element.role in ("Lbl", "TOC"):
        return ""
    for key in ("/ActualText", "/Alt"):
        if key in element.object:
            return str(element.object[key])
    said = "".join(
        file.text_of(kid) if isinstance(kid, Kid) else _said(kid, file) for kid in element.kids
    )
    return said if element.role in INLINE else said + "\n"


# --- decks ----------------------------------------------------------------------------------------


def deck_text(deck: Deck) -> str:
    """Return what a sheet of a deck says, in its order."""
    return " ".join(text for _, text in deck_pieces(deck))


def deck_pieces(deck: Deck) -> list[tuple[str, str]]:
    """Return the ``title``, and each ``section``, ``question`` and ``answer`` of a deck.

    Without the numbers of questions, which the layout decides.
    """
    titles = {section.id: section.title for section in deck.sections}
    said = [("title", deck.title)]
    section, no_answer = None, labels_of(deck.language).phrases.no_answer
    for note in deck.exported_notes:
        if note.section != section:
            section = note.section
            said.append(("section", titles.get(section, section) if section is not None else ""))
        cloze = deck.cards_of(note) == "cloze"
        question = _blocks(note.question, cloze=cloze)
        answer = _blocks(note.answer, cloze=cloze)
        said += [("question", _say(question)), ("answer", _say(answer) or no_answer)]
    return said


def out_of_order(said: str, pieces: Sequence[str]) -> list[str]:
    """Return the pieces that do not stand in a text in their order."""
    text, at = squeeze(said), 0
    missing: list[str] = []
    for piece in map(squeeze, pieces):
        found = text.find(piece, at)
        if found < 0:
            missing.append(piece)
        else:
            at = found + len(piece)
    return missing


def _blocks(text: str, *, cloze: bool) -> Sequence[Block]:
    blocks = parse_blocks(text)
    return read_cloze(blocks).blocks if cloze else blocks


def _say(node: Any) -> str:
    """Return the text of blocks and inlines, whatever they are made of."""
    match node:
        case str():
            return ""
        case Text(text) | Code(text) | CodeBlock(text):
            return text
        case Math(tex) | MathBlock(tex):
            return tex
        case Image(src, alt):
            return alt or src.rpartition("/")[2]
        case Break() | ThematicBreak():
            return " "
        case BulletList() if letters := choice_letters(node):
            assert len(letters) == len(node.items)
            return _say(tuple(without_letter(item) for item in node.items))
        case tuple():
            return " ".join(_say(each) for each in node)
    if is_dataclass(node):
        return "".join(_say(getattr(node, each.name)) for each in fields(node))
    return ""
