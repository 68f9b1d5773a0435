"""Signs that come in pairs: what a text opens and never closes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnexport.readers.blocks import Block, BlockKind

_LONGEST = 2000
"""Characters from the end that are looked at."""

_NEAR = 400
"""Characters from the end in which a bracket or quotation must open; one before that was meant."""

_FENCE = re.compile(r"[ \t]*(?P<sign>`{3,}|~{3,})(?P<info>[^`]*)$")
_RUN = re.compile(r"`+")
_TEX = re.compile(r"\\[A-Za-z]|[\^_=]")
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([A-Za-z*]{1,30})\}")
_DISPLAY = re.compile(r"(?<!\\)\\([\[\]])")
_INLINE = re.compile(r"(?<!\\)\\([()])")
_DOLLAR = re.compile(r"(?<!\\)\$")
_SMILEY = re.compile(r"(?:^|(?<=\s))[:;=8xX]['’]?-?[()\[\]{}|DPp]+(?=\s|$)")
_TAG = re.compile(r"<[a-z]{1,8}\s+[a-z-]{1,20}=[^<>]{0,400}$")
_CLOSES = {
    ")": "([",
    "]": "[(",
    "）": "（",
    "】": "【",
    "」": "「",
    "』": "『",
    "”": "“„",
    "»": "«",
    "›": "‹",
}
_OPENS = frozenset("([（【「『“„«‹")
_NAMES = dict.fromkeys("([（【", "bracket") | dict.fromkeys('「『“„«‹"', "quotation")


@dataclass(frozen=True, slots=True)
class Opening:
    """A sign that is never closed."""

    kind: str
    """What it opens: ``bracket``, ``quotation``, ``code``, ``formula`` or ``tag``."""

    text: str
    """From the sign on."""


def open_formula(text: str) -> Opening | None:
    """Return the formula in which a text stops; none if all of its formulas are closed."""
    if "\\" not in text and "$" not in text:
        return None
    if len(text) > _LONGEST:
        text = text[-_LONGEST:]
        is_whole = False
    else:
        is_whole = True
    text = _hide_code(text)[0]
    stack: list[re.Match[str]] = []
    for match in _ENVIRONMENT.finditer(text):
        if match[1] == "begin":
            stack.append(match)
        elif stack:
            stack.pop()
    start = stack[-1].start() if stack else -1
    for pattern, sign in ((_DISPLAY, "["), (_INLINE, "(")):
        found = list(pattern.finditer(text))
        if found and found[-1][1] == sign and _TEX.search(text, found[-1].end()):
            start = max(start, found[-1].start())
    if start < 0 and is_whole:
        start = _open_dollar(text)
    return Opening("formula", text[start:]) if start >= 0 else None


def _open_dollar(text: str) -> int:
    """Return where a formula between dollars opens that is never closed; -1 if there is none.

    Prices and variables have dollars, too: the rest must have signs of TeX, and be no price.
    """
    if text.count("$$") % 2:
        start = text.rfind("$$")
        return start if _TEX.search(text, start) else -1
    text = text.replace("$$", "  ")
    start, closed = -1, 0
    for match in _DOLLAR.finditer(text):
        at = match.start()
        after, before = text[at + 1 : at + 2], text[at - 1 : at] if at else " "
        if start < 0:
            start = at if after and not after.isspace() else -1
        elif not before.isspace() and not after.isdigit():
            start, closed = -1, closed + 1
    if start < 0 or text[start + 1].isdigit():
        return -1
    rest = text[start:]
    is_tex = bool(re.search(r"\\[A-Za-z]|[\^_]\{", rest)) or bool(closed and _TEX.search(rest))
    return start if is_tex else -1


def open_pair(text: str) -> Opening | None:
    """Return the innermost bracket, quotation, code or tag that a text opens and never closes."""
    is_whole = len(text) <= _LONGEST
    text, code = _hide_code(text[-_LONGEST:])
    if code >= 0 and is_whole:
        return Opening("code", text[code:])
    if match := _TAG.search(text[-_NEAR:]):
        return Opening("tag", match[0])
    text = _SMILEY.sub(lambda match: " " * len(match[0]), text)
    at = _open_sign(text)
    if at < 0 and is_whole:
        at = _open_straight_quote(text)
    if at < 0 or len(text) - at > _NEAR:
        return None
    return Opening(_NAMES[text[at]], text[at:])


def _open_sign(text: str) -> int:
    stack: list[int] = []
    # »German« and «French» quotations point in different ways.
    pointing = text.find("«") >= 0 and (text.find("»") < 0 or text.find("«") < text.find("»"))
    for at, char in enumerate(text):
        if char in "«»" and not pointing:
            continue
        if char == "“" and stack and text[stack[-1]] == "„":
            stack.pop()
        elif char in _OPENS:
            stack.append(at)
        elif char in _CLOSES:
            # A closer without its opener is the sign after the letter of an option: ``b)``.
            for depth in range(len(stack) - 1, -1, -1):
                if text[stack[depth]] in _CLOSES[char]:
                    del stack[depth:]
                    break
    while stack and text[stack[-1]] == "[" and text[stack[-1] - 1 : stack[-1]].isalnum():
        stack.pop()
    return stack[-1] if stack else -1


def _open_straight_quote(text: str) -> int:
    quotes = [
        at for at, char in enumerate(text) if char == '"' and not text[max(at - 1, 0)].isdigit()
    ]
    if len(quotes) % 2 == 0:
        return -1
    at = quotes[-1]
    follows = text[at + 1 : at + 2]
    opens = (at == 0 or text[at - 1] in " (\n") and bool(follows) and not follows.isspace()
    return at if opens else -1


def _hide_code(text: str) -> tuple[str, int]:
    """Return a text with its code blanked out, and where code opens that is never closed, or -1."""
    runs = [match.span() for match in _RUN.finditer(text)] if "`" in text else []
    if not runs or len(runs) > 200:
        return text, -1
    kept: list[str] = []
    done, index, opened = 0, 0, -1
    while index < len(runs):
        start, end = runs[index]
        closing = next(
            (at for at in range(index + 1, len(runs)) if _width(runs[at]) == end - start), -1
        )
        if closing >= 0:
            shut = runs[closing][1]
            kept.append(text[done:start] + "x" * (shut - start))
            done, index = shut, closing + 1
            continue
        before = text[start - 1] if start else " "
        quoted = end - start == 2 and "''" in text[end:]
        if before in " (\n" and text[end : end + 1].strip() and not quoted and end - start < 3:
            opened = start
        index += 1
    return "".join(kept) + text[done:], opened


def _width(span: tuple[int, int]) -> int:
    return span[1] - span[0]


# --- fences -----------------------------------------------------------------------------------


def open_fence(shown: Sequence[Block]) -> int:
    """Return the line of a fence that is never closed; 0 if there is none."""
    last = shown[-1]
    seen = 0
    for block in reversed(shown):
        if block.kind is BlockKind.CODE:
            if block is last and (opened := _fence_in(block, 0)) and not _is_shut(block):
                return opened
            return 0
        start, end = block.lines[0].start, block.lines[-1].end
        may_hold = block.source.find("```", start, end) >= 0
        may_hold = may_hold or block.source.find("~~~", start, end) >= 0
        for index, line in enumerate(block.lines if may_hold else ()):
            match = _FENCE.match(block.source[line.start : line.end][:200])
            # A closing sign that lost its opening one stands alone, with text before it.
            if match and (match["info"].strip() or block is last or index == 0):
                return line.number
        seen += len(block.text)
        if seen > _LONGEST:
            break
    return 0


def _fence_in(block: Block, index: int) -> int:
    line = block.lines[index]
    is_fence = _FENCE.match(block.source[line.start : line.end][:200])
    return line.number if is_fence else 0


def _is_shut(block: Block) -> bool:
    return len(block.lines) > 1 and bool(_fence_in(block, -1))
