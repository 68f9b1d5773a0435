"""One line of text → what kind of line it is. Classify first, decide later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class LineKind(Enum):
    BLANK = auto()
    TEXT = auto()
    NUMBERED = auto()
    """``16. text``, ``16) text``, ``(16) text``, ``Q16: text``."""

    BULLET = auto()
    """``- text`` with any of the usual bullet signs."""

    HEADING = auto()
    UNDERLINE = auto()
    """A line of ``===`` or ``---`` below a heading."""

    RULE = auto()
    CODE = auto()
    """A fence, or a line between two fences."""

    TABLE = auto()
    """A line of a pipe table."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source; offsets count characters of the whole text."""

    number: int
    """1-based."""

    start: int
    end: int
    """Without the newline."""

    kind: LineKind
    indent: int
    """Columns before the first visible character; a tab goes to the next multiple of four."""

    body: int
    """Offset of the text after the number, bullet or heading signs."""

    label: str = ""
    """The printed number without its dot; the signs of a bullet or heading."""

    prefix: str = ""
    """``q`` or ``a`` where the number is printed as ``Q16`` or ``A16``."""

    shut: int = -1
    """Offset of the ``**`` that closes the one before the number, if not right after it."""


_ASKED = "question|frage|pregunta|вопрос|domanda|pergunta|q"
_ANSWERED = "answer|antwort|réponse|reponse|respuesta|ответ|risposta|resposta|ans|a"
_LABEL = r"(?P<label>\d{1,6}(?:\.\d{1,3})*[a-z]?)"
_OPEN, _SHUT = r"[ \t]*(?P<bold>\*\*|__)?", r"(?P<shut>\*\*|__)?(?:[ \t]+(?=\S)|[ \t]*$)"
_NUMBERED = tuple(
    re.compile(_OPEN + number + _SHUT, re.IGNORECASE)
    for number in (
        # 16. text, 16) text, 16\. text
        rf"{_LABEL}\\?[.)](?!\d)",
        # (16) text, [16] text
        rf"[(\[]{_LABEL}[)\]][.:]?",
        # Q16: text, Question 16. text, A (16) - text
        (
            rf"(?:(?P<q>{_ASKED})|{_ANSWERED})(?:[ \t.]*[#№]?[ \t]*)[(]?{_LABEL}[)]?"
            r"(?:[ \t\u00a0\u202f]?[.):](?!\d)|[ \t]+[-–—](?=\s)|(?=[ \t]*$)|(?=\*\*|__))"
        ),
        # #16 text, № 16 text
        rf"(?:\#|№[ \t]?){_LABEL}[.):]?",
    )
)
_UNNUMBERED = re.compile(
    rf"{_OPEN}(?:(?P<q>Q|(?i:{_ASKED[:-2]}))|A|(?i:{_ANSWERED[:-2]}))[ \t\u00a0\u202f]?[:：]{_SHUT}"
)
"""``Q:`` and ``Answer:`` without a number; a single letter only as a capital."""

_WIDE_NUMBER = re.compile(r"[ \t]*(?P<label>\d{1,6})[、．）]")
_BULLET = re.compile(r"[ \t]*(?P<sign>[-*+•‣◦▪▫●○■□·–—−➤➢►▸▶→✓✔★])(?:[ \t]+(?=\S)|[ \t]*$)")
_HEADING = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})(?:[ \t]+|$)")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_TABLE_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")


def classify_lines(text: str, *, has_markup: bool = False) -> tuple[Line, ...]:
    """Return every line of a text with its kind, in order.

    ``has_markup``: it is Markdown, where a line of ``===`` that underlines nothing is text.
    A fence that is never closed makes code of nothing: one stray fence must not swallow the rest.
    """
    raw = list(_raw_lines(text))
    in_code = _code_lines(raw)
    in_table = _table_lines(raw)
    lines: list[Line] = []
    title = False
    for index, (start, content) in enumerate(raw):
        end = start + len(content)
        visible = content.lstrip()
        indent = _width(content[: len(content) - len(visible)])
        body = end - len(visible)
        marker = _NO_MARKER
        if index in in_code:
            kind = LineKind.CODE
        elif not visible:
            kind, body = LineKind.BLANK, end
        elif index in in_table:
            kind = LineKind.TABLE
        else:
            kind, marker = _classify(content)
        if kind is LineKind.RULE and lines and lines[-1].kind is LineKind.TEXT:
            kind = _kind_below_text(visible.strip(), text[lines[-1].body : lines[-1].end], title)
        if kind is LineKind.RULE and has_markup and visible[0] == "=":
            kind = LineKind.TEXT
        title = kind is LineKind.TEXT and _is_title(visible, lines)
        if marker.length:
            body = start + marker.length
        shut = content.find(marker.bold, marker.length) if marker.bold else -1
        lines.append(
            Line(
                index + 1,
                start,
                end,
                kind,
                indent,
                body,
                marker.label,
                marker.prefix,
                start + shut if shut >= 0 else -1,
            )
        )
    return tuple(lines)


def _is_title(text: str, before: Sequence[Line]) -> bool:
    """Tell whether a line of text would be a heading if a line of ``===`` stood below it."""
    stands_alone = not before or before[-1].kind is LineKind.BLANK
    return stands_alone and len(text) <= 120 and not text.rstrip().endswith((".", ":", ";", ","))


def _kind_below_text(rule: str, above: str, title: bool) -> LineKind:
    """Return what a line of ``---`` or ``===`` is that stands right below a line of text."""
    if title and _UNDERLINE.fullmatch(rule) and len(rule) > len(above.strip()) / 2:
        return LineKind.UNDERLINE
    return LineKind.TEXT if rule[0] == "=" else LineKind.RULE


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            if start < len(text):
                yield start, text[start:]
            return
        yield start, text[start:end]
        start = end + 1


def _width(blank: str) -> int:
    return len(blank.expandtabs(4))


@dataclass(frozen=True, slots=True)
class _Marker:
    """What stands before the text of a line."""

    length: int = 0
    """With its blanks."""

    label: str = ""
    prefix: str = ""
    bold: str = ""
    """Signs that were opened before the number and not shut right after it."""


_NO_MARKER = _Marker()


def _classify(content: str) -> tuple[LineKind, _Marker]:
    if _RULE.match(content):
        return LineKind.RULE, _NO_MARKER
    if match := _HEADING.match(content):
        return LineKind.HEADING, _Marker(match.end(), match["signs"])
    if marker := _number_of(content):
        return LineKind.NUMBERED, marker
    if match := _BULLET.match(content):
        return LineKind.BULLET, _Marker(match.end(), match["sign"])
    return LineKind.TEXT, _NO_MARKER


def _number_of(content: str) -> _Marker | None:
    """Return the printed number, or the label without a number, that a line begins with."""
    head = content[:_LONGEST_LABEL]
    for position, pattern in enumerate((*_NUMBERED, _UNNUMBERED)):
        match = pattern.match(head)
        if match is None or (match.end() == len(head) < len(content)):
            continue
        has_word = position in (2, len(_NUMBERED))
        prefix = ("q" if match["q"] else "a") if has_word else ""
        label = match["label"] if position < len(_NUMBERED) else ""
        bold = (match["bold"] or "") if not match["shut"] else ""
        return _Marker(match.end(), label, prefix, bold)
    if match := _WIDE_NUMBER.match(head):
        return _Marker(match.end(), match["label"])
    return None


_LONGEST_LABEL = 400
"""Characters in which a number must be complete; blanks before it count."""


def _code_lines(raw: list[tuple[int, str]]) -> set[int]:
    """Return the indices of fences that are closed and of all lines between them."""
    found: set[int] = set()
    opened, fence = -1, ""
    for index, (_, content) in enumerate(raw):
        match = _FENCE.match(content)
        if match is None:
            continue
        if not fence:
            if not ("`" in match["info"] and match["fence"][0] == "`"):
                opened, fence = index, match["fence"]
        elif match["fence"].startswith(fence) and not match["info"].strip():
            found.update(range(opened, index + 1))
            fence = ""
        elif match["fence"][0] == fence[0] and len(match["fence"]) == len(fence):
            # A second opening: the first one was never closed.
            opened, fence = index, match["fence"]
    return found


def _table_lines(raw: list[tuple[int, str]]) -> set[int]:
    """Return the indices of pipe tables: a head, a delimiter row, and the rows below it."""
    found: set[int] = set()
    for index, (_, content) in enumerate(raw):
        if not index or "|" not in content or not _TABLE_DELIMITER.fullmatch(content.strip()):
            continue
        if "|" not in raw[index - 1][1]:
            continue
        found.update((index - 1, index))
        row = index + 1
        while row < len(raw) and "|" in raw[row][1]:
            found.add(row)
            row += 1
    return found
