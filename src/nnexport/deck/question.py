"""A question's first paragraph, and what stands below it: choices, code, a table, more paragraphs.

The first paragraph is what a question is called: its id, its heading, its line in a message. What
stands below is part of what is asked, and every exporter shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnexport.deck.commonmark import parse_blocks, plain_text
from nnexport.deck.markup import BulletList, CodeBlock, Heading, ListItem, Paragraph, Text


def split_question(question: str) -> tuple[str, str]:
    """Return a question's first paragraph and the Markdown below it.

    Shape: either may be empty; the first one is, where a question begins with code or a list.
    """
    if "\n" not in question:
        return question, ""
    blocks = parse_blocks(question)
    if not blocks:
        return "", question
    first, lines = blocks[0], question.split("\n")
    if isinstance(first, Paragraph | Heading):
        end = first.lines[1]
    elif not isinstance(first, CodeBlock) and not lines[1].strip():
        # `1986. What happened?`: a line by itself asks, whatever a parser takes it for.
        end = 1
    else:
        return "", question
    return "\n".join(lines[:end]).strip("\n"), "\n".join(lines[end:]).strip("\n")


def question_title(question: str) -> str:
    """Return what a question is called: its first paragraph on one line, without markup.

    Where it begins with something else, all of it on one line; nothing is left without a name.
    """
    return plain_text(split_question(question)[0]) or plain_text(question)


# `- A. text`, `(b) text`, `- [ ] text`, `3) text`: the letter says where a choice stands, not what.
_CHOICE = re.compile(
    r"^(?P<mark>[ \t]{0,12}(?:[-*+][ \t]{1,4})?(?:\[[ xX]\][ \t]{1,4})?)"
    r"(?:\(?(?:[^\W\d_]|\d{1,2})[.):．、：][ \t\\]{0,4})?",
    re.MULTILINE,
)


def without_letters(below: str) -> str:
    """Return what stands below a question without the marks and letters of choices."""
    return _CHOICE.sub("", below)


_LETTER = re.compile(r"\(?(?P<letter>[^\W\d_])[.):．、：]\s*(?=\S|\Z)")


def choice_letters(block: BulletList) -> tuple[str, ...]:
    """Return the letters that the items of a list begin with, as they are printed: ``A.``, ``(b)``.

    Shape: one an item and in the order of the alphabet; none at all for any other list.
    """
    matches = [_LETTER.match(_first_text(item)) for item in block.items]
    letters = [match["letter"].lower() for match in matches if match]
    if len(letters) < max(len(matches), 2) or letters != sorted(set(letters)):
        return ()
    return tuple(match[0].rstrip() for match in matches if match)


def _first_text(item: ListItem) -> str:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph) and first.inlines and isinstance(first.inlines[0], Text):
        return first.inlines[0].text
    return ""


def without_letter(item: ListItem) -> ListItem:
    """Return an item of a list that has ``choice_letters`` without its own."""
    first, *others = item.blocks
    if not isinstance(first, Paragraph) or not isinstance(first.inlines[0], Text):
        return item
    text = _LETTER.sub("", first.inlines[0].text, count=1)
    inlines = (Text(text), *first.inlines[1:]) if text else first.inlines[1:]
    return ListItem((Paragraph(inlines, first.lines), *others), item.lines)


def answers_by_letter(question: str, answer: str) -> bool:
    """Tell whether a question has lettered choices and its answer says which of them it is.

    That is by their letters (``B``, ``(b) …``, ``A and C``), or by the whole text of one. An answer
    that has a line for each of several letters answers as many questions.
    """
    _, below = split_question(question)
    if not below or not answer.strip():
        return False
    lines = [line.rstrip("\\").strip() for line in answer.strip().split("\n")]
    for block in parse_blocks(below):
        letters = choice_letters(block) if isinstance(block, BulletList) else ()
        if letters and isinstance(block, BulletList):
            texts = {_bare(_first_text(without_letter(item))) for item in block.items} - {""}
            return _names_letters(lines, letters) or _bare(lines[0]) in texts
    return False


def spell_choice(question: str, answer: str) -> str:
    """Return an answer that begins with the letter of a choice alone with that choice behind it.

    Shape: any other answer as it is, and one whose choice is more than a line.
    """
    _, below = split_question(question)
    first, *others = answer.split("\n")
    said = first.rstrip("\\").strip()
    if not below or not _ONE_LETTER.fullmatch(said):
        return answer
    for block in parse_blocks(below):
        letters = choice_letters(block) if isinstance(block, BulletList) else ()
        items = block.items if isinstance(block, BulletList) and letters else ()
        for printed, item in zip(letters, items, strict=True):
            start, end = item.lines
            if _bare_letter(printed) == _bare_letter(said) and end - start == 1:
                text = _CHOICE.sub("", below.split("\n")[start], count=1)
                ending = "\\" if first.endswith("\\") else ""
                return "\n".join([f"{printed} {text}{ending}", *others])
    return answer


_ONE_LETTER = re.compile(r"[(\[]?[^\W\d_][)\].:．、：]*")


def _bare_letter(printed: str) -> str:
    return printed.strip("()[].:．、：").lower()


def _bare(text: str) -> str:
    return plain_text(text).rstrip(".")


def _names_letters(lines: Sequence[str], printed: Sequence[str]) -> bool:
    """Tell whether one line begins with the letter of a choice, or is nothing but such letters.

    ``A cell divides`` begins with a word.
    """
    letters = "".join(map(_bare_letter, printed))
    one = rf"[(\[]?[{letters}{letters.swapcase()}]"
    begins = re.compile(rf"{one}\s*[)\].:．、：]+(?:\s|\Z)")
    joint = r"\s*(?:[,;/&+]|\s\w{1,3}\s)?\s*"
    if re.fullmatch(rf"{one}[)\].]*(?:{joint}{one}[)\].]*)*", lines[0]):
        return True
    return bool(begins.match(lines[0])) and not any(map(begins.match, lines[1:]))


def shorten_title(question: str, length: int = 100) -> str:
    """Return a question's title for a message, with ``…`` where it is cut."""
    title = question_title(question)
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"
