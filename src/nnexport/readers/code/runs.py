"""A plain text's lines → the runs of them that are code, and in which language.

Each line has its own evidence; neighbours, indentation and brackets add to it; then a path of two
states, code and text, is laid through the lines, where changing the state costs something. A
comment or a bare word inside code is thereby code, and a lone odd line in prose is prose. Prose
that is taken for code changes how an answer looks, so a doubt is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnexport.readers.code.context import in_context
from nnexport.readers.code.evidence import LOOK, evidence_of
from nnexport.readers.code.grids import grid_lines
from nnexport.readers.code.heads import HEADS
from nnexport.readers.code.languages import language_of


@dataclass(frozen=True, slots=True)
class CodeRun:
    """Lines of code that stand together; neither the first nor the last is blank."""

    first: int
    """Index of the first line."""

    last: int
    """Index of the last line, included."""

    language: str
    """A Pygments alias such as ``python``; empty where unclear, and for drawings and tables."""


def find_code(lines: Sequence[str]) -> list[CodeRun]:
    """Return the code in the lines of a plain text, which has no fences around it.

    Shape: disjoint runs in ascending order. Lines between two fences are nobody's here.
    """
    fenced = _fenced_lines(lines)
    scores = _seeds(lines, fenced)
    runs: list[CodeRun] = []
    for first, last in _regions(scores, len(lines)):
        own = [
            _FENCED if index in fenced else _own(lines[index], scores.get(index))
            for index in range(first, last + 1)
        ]
        region = lines[first : last + 1]
        weights = in_context(region, own)
        for start, stop in _code_spans(region, weights):
            if _is_enough(region, weights, start, stop):
                language = language_of(region[start : stop + 1])
                runs.append(CodeRun(first + start, first + stop, language))
    return runs


_FENCED = -50.0
_SEED = 0.35
"""Evidence from which a line's neighbourhood is looked at."""

_NEIGHBOURHOOD = 12
"""Lines on each side of a seed; so many lines without any evidence end code."""

_SIGNS = re.compile(
    r"[;{}=<>$\\|@#`(\[/\"\u2190\u2500-\u257f](?:(?<=[^(\[/\"])|(?<=\w[(\[])|(?<=/)(?<!:/)(?=[/*])"
    r"|(?<=\")(?=\s{0,9}[:,]))"
)
"""Signs of code. It begins with one set of signs: the search is several times as fast so."""

_FIRST_WORD = re.compile(r"[ \t]*(?:- )?([A-Za-z_][\w-]*)(:?)")
_FIRST_SIGNS = frozenset("[](){}.\"'")
_FAINT = frozenset('([/"#@<>`')
"""Signs that prose about code has as well."""

_LONG = frozenset(("from", "import", "select"))
_CODE_ENDS = frozenset(";{}()[]:,\\\"'>=|`")


def _reads_on(line: str) -> bool:
    """Tell whether a line has many words and ends as no statement does."""
    return line.count(" ", 0, LOOK) - _blanks_before(line) > 6 and line[:LOOK][-1] not in _CODE_ENDS


def _blanks_before(line: str) -> int:
    return len(line[:LOOK]) - len(line[:LOOK].lstrip(" "))


_LONGEST_PAIR = 70


def _is_key(word: re.Match[str], line: str) -> bool:
    """Tell whether a line could be a setting such as ``key: value``."""
    return bool(word[2]) and word[1][0].islower() and len(line) < _LONGEST_PAIR


def _seeds(lines: Sequence[str], fenced: frozenset[int] | set[int]) -> dict[int, float]:
    """Return the evidence of every line that has some sign of code; most prose has none."""
    scores: dict[int, float] = {}
    search, match = _SIGNS.search, _FIRST_WORD.match
    columns = False
    for index, line in enumerate(lines):
        sign = search(line, 0, LOOK)
        if sign is not None:
            if sign[0] in _FAINT and _reads_on(line):
                continue
            columns = columns or "   " in line
        elif (word := match(line, 0, LOOK)) is not None and (
            word[1] in HEADS or _is_key(word, line)
        ):
            if _reads_on(line) and not (word[1].isupper() or word[1] in _LONG):
                continue
        elif "   " in line and "   " in line[:LOOK].strip():
            columns = True
        elif word is not None or line[:LOOK].lstrip()[:1] not in _FIRST_SIGNS:
            continue
        if index not in fenced:
            scores[index] = evidence_of(line)
    if columns:
        for index in grid_lines(lines, scores):
            if index not in fenced:
                scores[index] = _GRID
    return scores


_GRID = 3.0


def _own(line: str, known: float | None) -> float:
    return evidence_of(line) if known is None else known


_PROMISING = 1.6
"""Evidence that the seeds of a neighbourhood must have in all."""


def _regions(scores: dict[int, float], count: int) -> Iterator[tuple[int, int]]:
    first = last = -1
    total = 0.0
    for index in sorted(scores):
        if scores[index] < _SEED:
            continue
        if last >= 0 and index - _NEIGHBOURHOOD > last:
            if total >= _PROMISING:
                yield first, last
            first, total = -1, 0.0
        if first < 0:
            first = max(index - _NEIGHBOURHOOD, last + 1)
        total += scores[index]
        last = min(index + _NEIGHBOURHOOD, count - 1)
    if first >= 0 and total >= _PROMISING:
        yield first, last


_ENTER, _LEAVE = 2.6, 2.4
"""What a change between text and code costs where no blank line stands between them."""

_PARAGRAPH = 1.2
"""What is taken off the cost where a blank line does."""

_LEAD_IN = 0.8
"""How much less is enough below prose that ends with a colon."""


def _code_spans(lines: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each stretch of code on the best path; ends are not blank."""
    visible = [index for index, line in enumerate(lines) if line and not line.isspace()]
    text, code = 0.0, -_ENTER
    was_code: list[tuple[bool, bool]] = []
    before = -1
    for index in visible:
        off = _PARAGRAPH if index > before + 1 else 0.0
        before = index
        leave, enter = code - _LEAVE + off, text - _ENTER + off
        if index and _leads_in(lines, index - 1):
            enter += _LEAD_IN
        was_code.append((leave > text, code >= enter))
        text, code = max(text, leave), max(code, enter) + weights[index]
    in_code = code - _LEAVE + _PARAGRAPH > text
    states = [False] * len(visible)
    for place in range(len(visible) - 1, -1, -1):
        states[place] = in_code
        in_code = was_code[place][in_code]
    start = -1
    for place, (index, state) in enumerate(zip(visible, states, strict=True)):
        if state and start < 0:
            start = index
        if start >= 0 and not (state and place + 1 < len(visible)):
            yield start, index if state else visible[place - 1]
            start = -1


_HARD = 2.0
"""Evidence that at least one line of a run must have."""

_ENOUGH = 5.0
"""Evidence that a run must have in all."""


def _is_enough(lines: Sequence[str], weights: Sequence[float], start: int, stop: int) -> bool:
    run = weights[start : stop + 1]
    if max(run) < _HARD:
        return False
    return sum(run) >= _ENOUGH - (_LEAD_IN if _leads_in(lines, start - 1) else 0.0)


def _leads_in(lines: Sequence[str], index: int) -> bool:
    """Tell whether the text at or above an index, one blank line between at most, has a colon."""
    if index > 0 and not lines[index].strip():
        index -= 1
    return index >= 0 and lines[index][-200:].rstrip().endswith((":", "："))


_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def _fenced_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines of fenced code with their fences, as far as a fence is closed."""
    fences = [
        (index, match[1])
        for index, line in enumerate(lines)
        if ("```" in line or "~~~" in line) and (match := _FENCE.match(line, 0, LOOK)) is not None
    ]
    found: set[int] = set()
    opened, sign = -1, ""
    for index, fence in fences:
        if opened < 0:
            opened, sign = index, fence
        elif fence.startswith(sign):
            found.update(range(opened, index + 1))
            opened = -1
    return found
