"""What the lines around a line add to its evidence for code: blocks, brackets, prompts, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnexport.readers.code.evidence import LOOK

_INSIDE_COMMENT = 0.8
_ENCLOSED = 2.0
_IN_ELEMENT = 5.0
_INDENTED = 1.2
_OUTPUT = 1.6
_SENTENCE = -2.5
"""Evidence at which a line reads as prose whatever stands around it."""

_LONGEST_BLOCK = 300
"""Lines that a comment or a pair of braces may span."""

_PROMPT = re.compile(
    r"\s*(?:>>> |>>>$|\$ |\[?[\w.-]+@[\w.-]+[^$#]{0,40}[$#] |In ?\[\d*\]:"
    r"|(?:PS )?[A-Z]:\\[^>]{0,80}>|\w+[=-][#>] "
    r"|(?:mysql|sqlite|mongo|redis|ghci|irb|scala|MariaDB|SQL|jshell)[\w:.() -]{0,30}> )"
)
_QUESTION = re.compile(r"\s*(?:Q(?:uestion)?\s?\d*[.:)]|\d{1,4}[.)])\s+\S.{2,}")
_OPENER = re.compile(
    r".*(?:[:{(\[,\\]|\bthen|\bdo|\bis|\bTHEN|\bDO|->|=>|=|\|)\s*(?:(?:#|//|--).*)?$"
)
_KEY = re.compile(r"\s*(?:- )?[\w.\"'-]+:\s*(?:#.*)?$")
_PAIR_OR_ITEM = re.compile(r"\s*(?:- |- ?$|[\w.\"'/-]+:(?:\s|$))")


def in_context(lines: Sequence[str], own: Sequence[float]) -> list[float]:
    """Return the evidence of each line with what its neighbours add; blank lines stay at 0."""
    weights = list(own)
    indents = [_indent(line) for line in lines]
    _weigh_keys(lines, indents, own, weights)
    inside = _comment_lines(lines, own)
    enclosed = _enclosed(lines, own, inside)
    openers: list[int] = []
    prompt = prose = False
    for index, line in enumerate(lines):
        indent = indents[index]
        if indent < 0:
            prompt = prose = False
            continue
        while openers and indent <= openers[-1]:
            openers.pop()
        weight = weights[index]
        if index in inside:
            weights[index] = max(weight, _INSIDE_COMMENT)
            continue
        if openers:
            weight += _INDENTED if weight > _SENTENCE else 0.5
        weight += enclosed[index]
        if _PROMPT.match(line, 0, LOOK):
            prompt = True
        elif prompt:
            if weight <= _SENTENCE or _QUESTION.match(line, 0, LOOK):
                prompt = False
            else:
                weight += _OUTPUT
        if prose and weight < 4.0 and line[:LOOK].lstrip()[:1].islower():
            # A wrapped sentence goes on.
            weight -= 1.5
        if own[index] >= 1.2 and _OPENER.match(line, 0, LOOK):
            openers.append(indent)
        if own[index] == 0.3 and index + 1 < len(lines) and indents[index + 1] < 0 and not openers:
            # A comment that stands alone is a heading.
            weight -= 0.5
        if (
            own[index] < _WEAK
            and not openers
            and not enclosed[index]
            and _stands_alone(indents, index)
            and _TITLE.match(line, 0, LOOK)
        ):
            weight -= _ALONE
        prose = own[index] <= _SENTENCE and not line[-9:].rstrip().endswith((".", ":", "?", "!"))
        weights[index] = weight
    return weights


_ALONE = 3.5
"""What speaks for a heading in a line that has blank lines on both sides."""


_WEAK = 1.0
_TITLE = re.compile(r"\s*(?:[^\W\da-z_][^\W_]*(?:[ -][\w()-]+)*[:?]?|[-=*_]{3,})\s*$")


def _stands_alone(indents: Sequence[int], index: int) -> bool:
    above = indents[index - 1] < 0 if index else True
    return above and (index + 1 == len(indents) or indents[index + 1] < 0)


def _indent(line: str) -> int:
    """Return the columns before the text; -1 for a blank line."""
    head = line[:LOOK]
    rest = head.lstrip()
    if not rest:
        return -1 if not line.strip() else LOOK
    blank = head[: len(head) - len(rest)]
    return len(blank.expandtabs(4)) if "\t" in blank else len(blank)


def _weigh_keys(
    lines: Sequence[str], indents: Sequence[int], own: Sequence[float], weights: list[float]
) -> None:
    """Raise ``key:`` and what hangs below it where both have the look of a tree of settings."""
    for index, line in enumerate(lines):
        if not line.rstrip().endswith(":") or own[index] < 0.3 or not _KEY.match(line, 0, LOOK):
            continue
        below = index + 1
        last = min(len(lines), index + _LONGEST_BLOCK)
        while below < last and indents[below] > indents[index]:
            match = _PAIR_OR_ITEM.match(lines[below], 0, LOOK)
            if match is None or (own[below] < -3.0):
                break
            if "-" in match[0] and own[below] <= -2.5 and len(lines[below].split()) == 2:
                weights[below] = 0.0
            elif own[below] > -1.0:
                weights[below] += 0.5
            below += 1
        if below > index + 1:
            weights[index] += 1.2


_DOCSTRING = re.compile(r"\"\"\"|'''")


def _comment_lines(lines: Sequence[str], own: Sequence[float]) -> set[int]:
    """Return the lines of comments and strings that span lines, without the line that opens one."""
    found: set[int] = set()
    searches = {sign: _Ends(lines, sign) for sign in ("*/", "-->", '"""', "'''")}
    index = 0
    while index < len(lines):
        head = lines[index][:LOOK]
        sign = ""
        if own[index] > 0:
            if "/*" in head and "*/" not in head[head.rfind("/*") :]:
                sign = "*/"
            elif "<!--" in head and "-->" not in head:
                sign = "-->"
        if not sign and (match := _DOCSTRING.search(head)) and len(_DOCSTRING.findall(head)) % 2:
            sign = match[0]
        end = searches[sign].after(index) if sign else -1
        if end > index:
            found.update(range(index + 1, end + 1))
            index = end
        index += 1
    return found


class _Ends:
    """Where a sign stands next; asked for growing indices, so that each line is looked at once."""

    def __init__(self, lines: Sequence[str], sign: str) -> None:
        self._lines = lines
        self._sign = sign
        self._at = -1

    def after(self, index: int) -> int:
        """Return the next line with the sign within the longest block; -1 if there is none."""
        if self._at <= index:
            self._at = index + 1
        while self._at < len(self._lines) and self._sign not in self._lines[self._at][:LOOK]:
            self._at += 1
        return self._at if self._at < min(index + _LONGEST_BLOCK, len(self._lines)) else -1


_BRACE = re.compile(r"[{}]|^\s*<(/?[A-Za-z][\w:.-]*)(?=[\s>])")


def _enclosed(lines: Sequence[str], own: Sequence[float], inside: set[int]) -> list[float]:
    """Return what each line gains by standing between two braces or the tags of an element."""
    gains = [0.0] * (len(lines) + 1)
    opened: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        if own[index] < -6.0 and opened and line[:1].isalnum() and opened[-1][0] == "{":
            opened.clear()
        if index in inside or own[index] < 0.5:
            continue
        for match in _BRACE.finditer(line, 0, LOOK):
            sign = match[1] or match[0]
            if sign[0] not in "}/":
                if sign == "{" or f"</{sign}" not in line[:LOOK]:
                    opened.append((sign, index))
                continue
            wanted = "{" if sign == "}" else sign[1:]
            depth = len(opened) - 1
            while depth >= 0 and depth >= len(opened) - 4 and opened[depth][0] != wanted:
                depth -= 1
            if depth < 0 or opened[depth][0] != wanted:
                continue
            start = opened[depth][1]
            del opened[depth:]
            if start < index <= start + _LONGEST_BLOCK:
                gain = _ENCLOSED if sign == "}" else _IN_ELEMENT
                gains[start + 1] += gain
                gains[index] -= gain
    level = 0.0
    result: list[float] = []
    for change in gains[:-1]:
        level += change
        result.append(min(level, _IN_ELEMENT))
    return result
