"""Titles: their numbers, the links that lead to them, and what else reads like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nnexport.deck.commonmark import plain_text
from nnexport.deck.prose import anchor_of
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.marks import Spelling, mark_of, plain_word

_SPELLING = Spelling({"Q:": "q", "Q.": "q", "Q)": "q", "A:": "a"}, is_dotted=True)
_DECORATION = re.compile(r"(?:[^\w\s()\[\]#*_`<>¿¡\"'“„«.,$\\&/+-]{1,6}[ \t]+){1,3}")
"""Signs such as emoji before a title's number."""


def strip_number(text: str) -> tuple[str, str]:
    """Split a title into its printed number, empty if there is none, and the rest."""
    if plain_word(text) == 1:
        # As most titles do, it begins with a word that is no label.
        return "", text
    decoration = _DECORATION.match(text)
    at = decoration.end() if decoration else 0
    mark = mark_of(text[at:], spelling=_SPELLING)
    if mark is None or mark.prefix == "a" or "\\" in text[at : at + mark.length]:
        # A backslash says that the dot makes no number.
        return "", text
    rest = text[at + mark.length :]
    return mark.label, rest.replace(mark.bold, "", 1) if mark.bold else rest


def number_form(text: str) -> str:
    """Return how the number before a title is printed; empty if there is none."""
    decoration = _DECORATION.match(text)
    mark = mark_of(text[decoration.end() if decoration else 0 :], spelling=_SPELLING)
    return (mark.form or mark.prefix) if mark is not None and strip_number(text)[1] != text else ""


def is_linked(block: Block, linked: frozenset[str]) -> bool:
    if not linked:
        return False
    # Parsed as a heading, or its number would begin a list.
    return bool({anchor_of(block.text), anchor_of(plain_text(f"# {block.text}"))} & linked)


def leads_contents(blocks: Sequence[Block], index: int, linked: frozenset[str]) -> bool:
    """Tell whether a heading stands above the table of contents, and is in none itself."""
    follows = index + 1 < len(blocks) and is_contents_entry(blocks[index + 1])
    return follows and not is_linked(blocks[index], linked)


_DOTTED = re.compile(r".{1,200}?[^.…·_ ][ ]?(?:\.[ ]?|…[ ]?|·[ ]?|_){4,400}[ ]*\d{1,4}")
_LINK = re.compile(r"\[(?:\\.|[^\[\]\\\n]){0,1000}\]\(#(?P<anchor>[^)\s]{1,300})\)")


_OFTEN = 3
"""Links to one heading from which on it is where all lead back to, and not one of the contents."""


def linked_anchors(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the anchors of headings that the contents of a document link to."""
    if not blocks or "](#" not in blocks[0].source:
        return frozenset()
    counts: Counter[str] = Counter()
    for block in blocks:
        if "](#" in block.text:
            anchors = [match["anchor"] for match in _LINK.finditer(block.text)]
            # A link in a sentence is none of the contents.
            if len(anchors) > 1 or block.kind is BlockKind.TABLE or is_contents_entry(block):
                counts.update(anchors)
    return frozenset(anchor for anchor, count in counts.items() if count < _OFTEN)


def is_contents_entry(block: Block) -> bool:
    """Tell whether a block is a line of a table of contents: a link to a heading, or a page."""
    if block.kind is BlockKind.HEADING:
        return False
    if "](#" in block.text and _LINK.fullmatch(block.text[:2000].strip()):
        return True
    first = block.lines[0]
    last = block.source[first.end - 1]
    if not last.isdecimal() and not last.isspace():
        return False
    if not block.source[first.body : first.end].rstrip()[-1:].isdecimal():
        return False
    return all(is_dotted(block.source[line.body : line.end]) for line in block.lines[:50])


def is_dotted(text: str) -> bool:
    """Tell whether a line ends with dots and the number of a page."""
    text = text.strip()
    return text[-1:].isdecimal() and bool(_DOTTED.fullmatch(text[:500]))


_SECTION_WORD = re.compile(
    r"(?:part|section|chapter|unit|topic|lesson|module|week|set|block|teil|kapitel|abschnitt|thema|"
    r"partie|chapitre|section|tema|capítulo|parte|sección|unidad|часть|глава|раздел|тема|exam|test|quiz|round|level|variant|day|"
    r"prüfung|klausur|examen|épreuve|prueba|prova|egzamin|билет|вариант|тест|экзамен|розділ|частина)"
    r"\s+(?:(?:№|#|n[or]\.?|n°)[ ]?)?(?:\d+|[ivxl]+|[a-z])\b|"
    r"第[ ]?[\d一二三四五六七八九十百]{1,4}[ ]?[部章节節篇单回课課讲講编編]|"
    r"[一二三四五六七八九十]{1,3}、",
    re.IGNORECASE,
)


_ASIDE = re.compile(r"[ ]*[(\[][^()\[\]]{1,60}[)\]]$")
"""What stands behind a title in brackets: ``(2 points each)``."""


_BEGINS_TITLE = re.compile(
    r"[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁЄІЇҐŁŚŻŹĆĞİŞÇ\d\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def reads_like_title(block: Block) -> bool:
    """Tell whether a paragraph could be a section's title: a few words that are no sentence."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 1 or not block.text:
        return False
    text = _ASIDE.sub("", block.text.strip("*_ ")) or block.text
    if len(text) > 80 or len(text.split()) > 8 or not _BEGINS_TITLE.match(text):
        return False
    if text[-1] in ".!?…;,=)}]»\"'" or not (text[-1].isalnum() or text[-1] == ":"):
        return False
    return bool(re.search(r"[^\W\d_]{2}", text))


def names_section(block: Block) -> bool:
    """Tell whether a paragraph is a section's number and its title: ``Section B: How to ...?``."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 2 or len(block.text) > 160:
        return False
    match = _SECTION_WORD.match(block.text)
    return match is not None and bool(_TITLE_SIGN.match(block.text, match.end()))


_TITLE_SIGN = re.compile(r"[ ]?[:：.)][ ]+\S|[ ]+[-–—][ ]+\S")


def _without_aside(text: str) -> str:
    return _ASIDE.sub("", text) if text[-1:] in (")", "]") else text


def is_certain_title(text: str) -> bool:
    """Tell whether a line says itself that a section begins: ``Part 2``, or all in capitals."""
    text = _without_aside(text.strip("*_ "))
    return bool(_SECTION_WORD.match(text)) or (text.isupper() and len(text) > 5 and " " in text)
