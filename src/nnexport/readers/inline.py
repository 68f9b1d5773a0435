"""Lines that hold more than one part: a question and its answer, or several questions.

Whether a line is cut depends on the whole document: one "A:" in the middle of a line may be
anything, the same on line after line is how the document prints its answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from nnexport.readers.clues import ASKING_WORDS

_ANSWERS = (
    "Ans|Answer|Antwort|Lösung|Réponse|Respuesta|Resposta|Risposta|Ответ|Відповідь|Odpowiedź|Cevap"
)
_LABEL = (
    r"(?:\*\*|__)?(?:(?:A|R|О)[ ]?\d{0,3}(?:\*\*|__)?[ ]?[:：]"
    rf"|(?:{_ANSWERS})[ ]?\d{{0,3}}(?:\*\*|__)?[ ]?[:：.]"
    r"|(?:答案?|解答)[:：])(?:\*\*|__)?[ \t]*(?=\S)"
)
_ASKED = r"(?:\*\*|__)?(?:Q|F|P|В)[ ]?\d{0,3}(?:\*\*|__)?[ ]?[:：](?:\*\*|__)?[ \t]*(?=\S)"
_START = r"[ \t>*_+•-]{0,6}(?:\d{1,4}[.)]|(?:Q|F|P|D|В|问|問)\w{0,9}[ ]?\d{0,4}[ ]?[.:：)])"
_PAIR = re.compile(rf"{_START}[^\n]{{3,600}}?(?<=[?？.!)\s*])[ \t]*{_LABEL}")
_CUT = re.compile(rf"(?<=[?？.!)\s*])(?:{_LABEL}|{_ASKED})")
_SIGNS = (*(f" {word}" for word in ("A:", "A1", "R:", "О:", *_ANSWERS.split("|"))), "答", "**A")
_CHOICE = re.compile(r"(?:^|\s)\(?B[.):]")

_NUMBERED = re.compile(r"^[ \t]{0,8}(?:\d{1,4}[.)]|Q\d{1,3}[.):])[ \t]*\S[^\n]*$", re.MULTILINE)
_TAIL = re.compile(
    r"[ \t]{0,8}(?:\d{1,4}[.)]|Q\d{1,3}[.):])[^\n?？]{6,250}[?？](?:\*\*|__)?"
    r"(?P<sign>[ \t]*(?:[-–—=:→]+>?[ \t]*)?)(?P<tail>\w[^\n?？]{0,250})"
)
_LOOKED_AT = 400
"""Places of one label that are looked at."""

_LONGEST = 2000
"""Characters of a line that holds a question and its answer."""

_FEWEST_PAIRS, _FEWEST, _MOST = 2, 3, 0.8
_NEXT = re.compile(r"(?<=[?？.!)])[ \t]+(?=(\d{1,4})[.)][ \t]*[^\W\d_])")


class Inline(NamedTuple):
    """What the lines of a document hold beside their first part."""

    has_labels: bool = False
    """An answer stands behind its label in the line of its question."""

    has_tails: bool = False
    """An answer stands right behind the question mark."""

    has_bold: bool = False
    """An answer stands right behind a question in bold."""


def find_inline(text: str) -> Inline:
    """Return what stands in the lines of a document, from all of them together."""
    has_labels = len(set(islice(_pairs(text), _FEWEST_PAIRS))) >= _FEWEST_PAIRS
    has_tails = not has_labels and "? " in text and _has_tails(text)
    has_bold = not has_labels and ("?** " in text or "?__ " in text) and _has_bold(text)
    return Inline(has_labels, has_tails, has_bold)


_BOLD = re.compile(
    r"[ \t]{0,3}(?:(?:[-*+•]|\d{1,4}[.)])[ \t]+)?(?P<sign>\*\*|__)[^*_\n]{5,250}[?？](?P=sign)"
    r"(?=[ \t]*(?:[:–—-][ \t]*)?\w)"
)
_BOLD_LINES = re.compile(rf"^{_BOLD.pattern}", re.MULTILINE)
_ASKING_LINE = re.compile(r"^[^\n]*[?？][*_ \t]*$", re.MULTILINE)


def _has_bold(text: str) -> bool:
    """Tell whether lines that begin with a question in bold are what asks in a document."""
    bold = sum(1 for _ in _BOLD_LINES.finditer(text))
    return bold >= _FEWEST and bold >= 2 * sum(1 for _ in _ASKING_LINE.finditer(text))


def bold_of(content: str, inline: Inline) -> int:
    """Return where a question in bold ends that its answer stands behind; 0 without one."""
    match = _BOLD.match(content) if inline.has_bold else None
    return match.end() if match else 0


def _pairs(text: str) -> Iterator[int]:
    """Yield where a line begins that holds a question and, behind a label, its answer."""
    for sign in _SIGNS:
        at = text.find(sign)
        for _ in range(_LOOKED_AT):
            if at < 0:
                break
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            if end - start <= _LONGEST and _PAIR.match(text[start:end]):
                yield start
            at = text.find(sign, end)


def _has_tails(text: str) -> bool:
    """Tell whether nearly all numbered lines are a question and a few words that answer it."""
    labels: list[str] = []
    said: set[str] = set()
    fitting = 0
    for match in _NUMBERED.finditer(text):
        below = text[match.end() + 1 : match.end() + 40].lstrip(" \t")
        alone = not below or below[0] == "\n" or below[0].isdigit() or below[0] == "Q"
        label = match[0].split(None, 1)[0]
        for part in _split(match[0], _numbers_in(match[0], label.rstrip(".)"))):
            labels.append(part.split(None, 1)[0])
            tail = _TAIL.fullmatch(part.rstrip())
            if tail is not None and alone and _answers(tail["tail"]):
                fitting += 1
                said.add(tail["tail"])
        if fitting < _MOST * len(labels) - _FEWEST:
            return False
    enough = fitting >= _FEWEST and fitting >= _MOST * len(labels) and 2 * len(said) > fitting
    return enough and len(set(labels)) >= _MOST * len(labels)


def _split(content: str, cuts: Sequence[int]) -> list[str]:
    return [content[start:end] for start, end in pairwise([0, *cuts, len(content)])]


_HOW = re.compile(
    r"\d+[ ]?(?:points?|marks?|pts?|punkte?|puntos|баллов)\b|"
    r"[\w ]{2,12}(?:[ ]?/[ ]?|[ ](?:or|oder|ou|o|или)[ ])[\w ]{2,12}[.?]?$",
    re.IGNORECASE,
)
"""What says how to answer, or what for: ``true/false``, ``2 points``."""


def _answers(tail: str) -> bool:
    """Tell whether what stands behind a question asks for nothing itself."""
    if _HOW.match(tail):
        return False
    return tail.partition(" ")[0].casefold().rstrip(".,:;)") not in ASKING_WORDS


_HEAD = 4
"""Characters in which a line's own label stands."""


def cuts_of(content: str, inline: Inline, label: str) -> Sequence[int]:
    """Return where the further parts of a line begin that begins with a question; empty for one.

    ``label``: the printed number of the line.
    """
    if inline.has_labels and not _CHOICE.search(content):
        head = len(content) - len(content.lstrip()) + _HEAD
        cuts = [match.start() for match in _CUT.finditer(content, head)]
        if cuts:
            return cuts
    return _numbers_in(content, label)


def _numbers_in(content: str, label: str) -> Sequence[int]:
    """Return where further questions begin that count on from the first one of a line."""
    if not label.isdecimal() or content.count("?") + content.count("？") < 2:
        return ()
    cuts: list[int] = []
    number = int(label)
    for match in _NEXT.finditer(content):
        if int(match[1]) == number + 1 + len(cuts):
            cuts.append(match.end())
    asks = all("?" in part or "？" in part for part in _split(content, cuts))
    return cuts if asks else ()


def tail_of(content: str, inline: Inline) -> tuple[int, int] | None:
    """Return where what stands behind a question mark begins, and where the answer in it does.

    None if there is no answer.
    """
    match = _TAIL.fullmatch(content.rstrip()) if inline.has_tails else None
    if match is None or not _answers(match["tail"]):
        return None
    return match.start("sign"), match.start("tail")
