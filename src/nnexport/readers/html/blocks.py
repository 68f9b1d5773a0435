"""Block elements of HTML that need more than a look at their name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.readers.html.line_writer import Piece
from nnexport.readers.html.roles import Chrome
from nnexport.readers.html.tree import Element, Leaf
from nnexport.readers.lines import LineKind, classify_lines
from nnexport.readers.tables.columns import Column, column_roles

_LONGEST_MARKER = 400


def starts_item(text: str) -> bool:
    """Tell whether a line begins with a number, a bullet, or a label such as ``Answer:``."""
    if not text:
        return False
    line = classify_lines(text[:_LONGEST_MARKER].replace("\n", " "))[0]
    return line.kind in (LineKind.NUMBERED, LineKind.BULLET)


# --- lists ------------------------------------------------------------------------------------

_LETTERS = re.compile(r"list-style(?:-type)?\s*:[^;]{0,40}?\b(?P<kind>(?:lower|upper)-\w+)")
_KINDS = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def list_labels(element: Element) -> Iterator[str]:
    """Yield the mark of each item of a list, in order and without end.

    Shape: ``- `` and ``3. `` with a space are marks of Markdown, ``C.`` without one is text.
    """
    items = [c for c in element.children if isinstance(c, Element) and c.name == "li"]
    if element.name != "ol":
        while True:
            yield "- "
    style = _LETTERS.search(element.get("style")[:500])
    kind = style["kind"] if style else _KINDS.get(element.get("type"), "")
    step = -1 if "reversed" in element.attributes else 1
    number = _integer(element.get("start"), len(items) if step < 0 else 1)
    at = 0
    while True:
        if at < len(items):
            number = _integer(items[at].get("value"), number)
        yield _label(number, kind)
        number += step
        at += 1


def _integer(text: str, default: int) -> int:
    match = re.match(r"\s*(-?\d{1,6})", text)
    return int(match[1]) if match else default


def _label(number: int, kind: str) -> str:
    if kind.endswith(("alpha", "latin")) and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
    elif kind.endswith("roman") and 1 <= number < 200:
        letter = _roman(number)
    else:
        return f"{max(number, 0)}. "
    return f"{letter.upper() if kind.startswith('upper') else letter}."


def _roman(number: int) -> str:
    found = ""
    for value, letters in (*_ROMAN, (1, "i")):
        while number >= value:
            found += letters
            number -= value
    return found


_OFFICE_STYLE = re.compile(r"mso-list\s*:\s*l\d{1,6}\s+level(?P<level>\d)", re.IGNORECASE)
_OFFICE_NUMBER = re.compile(r"\s*(?P<number>\d{1,4})[.)]\s*")
_OFFICE_BULLET = re.compile(r"\s*[·•o§\u00a7\uf0b7\uf0a7\uf0d8Ø\-–—*▪◦]\s*")


def office_item(element: Element) -> tuple[str, int, Element] | None:
    """Return the mark, the depth and the marker's element of a word processor's list item.

    Such an item is a paragraph; its number or bullet stands in an element of its own.
    """
    style = _OFFICE_STYLE.search(element.get("style")[:500])
    if style is None and not any(each.startswith("msolistparagraph") for each in element.classes()):
        return None
    marker = _first_span(element)
    if marker is None:
        return None
    text = _plain(marker).replace("\u00a0", " ")
    level = min(max(int(style["level"]), 1), 6) if style else 1
    if match := _OFFICE_NUMBER.fullmatch(text):
        return f"{int(match['number'])}. ", level, marker
    return ("- ", level, marker) if _OFFICE_BULLET.fullmatch(text) else None


def _first_span(element: Element) -> Element | None:
    """Return the innermost element at a paragraph's start that holds a whole marker."""
    node = element
    for _ in range(6):
        first = next(
            (c for c in node.children if isinstance(c, Element) or c.text.strip()),
            None,
        )
        if not isinstance(first, Element):
            return node if node is not element else None
        text = _plain(first).strip()
        if len(text) <= 6 and text:
            return first
        node = first
    return None


def _plain(element: Element) -> str:
    parts: list[str] = []
    pending: list[Element | Leaf] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, Leaf):
            parts.append(node.text)
        else:
            pending.extend(reversed(node.children))
    return "".join(parts)


# --- code -------------------------------------------------------------------------------------

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush:|sourcecode|highlight)[-\s]+"
    r"(?P<name>[\w+#.]{1,30})",
    re.IGNORECASE,
)
_NO_LANGUAGE = frozenset({"none", "plaintext", "text", "plain", "default", "nohighlight"})


def code_language(element: Element) -> str:
    """Return the language that a block of code names; empty if it names none."""
    inner = [c for c in element.children if isinstance(c, Element) and c.name == "code"]
    for each in (*inner[:1], element):
        match = _LANGUAGE.search(each.get("class")[:300])
        name = match["name"].lower() if match else each.get("data-lang") or each.get("lang")
        if name and name.lower() not in _NO_LANGUAGE and re.fullmatch(r"[\w+#.-]{1,30}", name):
            return name
    return ""


def code_lines(element: Element, chrome: Chrome) -> tuple[list[Piece], list[Element]]:
    """Return the lines of a block of code with their places, and the line numbers left out."""
    lines: list[Piece] = [("", element.start, element.start)]
    dropped: list[Element] = []
    pending: list[Element | Leaf] = list(reversed(element.children))
    while pending:
        node = pending.pop()
        if isinstance(node, Element):
            reason = chrome.reason(node, in_content=True)
            if reason is not None:
                dropped.append(node)
            elif node.name == "br":
                lines.append(("", node.end, node.end))
            else:
                pending.extend(reversed(node.children))
            continue
        at = node.start
        for number, part in enumerate(node.text.split("\n")):
            if number:
                lines.append(("", at, at))
            text, start, _ = lines[-1]
            end = min(at + len(part), node.end)
            lines[-1] = (text + part, start if text else at, end)
            at = min(at + len(part) + 1, node.end)
    while lines and not lines[0][0].strip():
        del lines[0]
    while lines and not lines[-1][0].strip():
        del lines[-1]
    return [(text.rstrip(), start, end) for text, start, end in lines], dropped


# --- tables -----------------------------------------------------------------------------------


def questions_in_columns(head: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of questions and answers, if a table has these two and no others."""
    roles = column_roles(head)
    if len(head) != 2 or set(roles) != {Column.QUESTION, Column.ANSWER}:
        return None
    return roles.index(Column.QUESTION), roles.index(Column.ANSWER)
