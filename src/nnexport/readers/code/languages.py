"""Lines of code → the language they are in, by the words and shapes that give a language away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnexport.readers.code.heads import table_rows
from nnexport.readers.code.language_clues import CLUES, SIGNATURES


def _rules() -> dict[str, list[tuple[re.Pattern[str], float]]]:
    found: dict[str, list[tuple[re.Pattern[str], float]]] = {}
    language = ""
    for row in table_rows(CLUES):
        first, _, rest = row.partition(" ")
        if first == "@":
            language = rest
        else:
            found.setdefault(language, []).append((re.compile(rest), float(first)))
    return found


_RULES = _rules()
_SESSIONS = tuple(
    (re.compile(pattern), language)
    for pattern, language in (
        (r"\s*(?:>>> |In ?\[\d+\]:)", "pycon"),
        (r"\s*(?:\$ |\[?[\w.-]+@[\w.-]+[^$#]{0,40}[$#] |\(\w+\) ?\$ )", "console"),
        (r"\s*PS [A-Z]:\\[^>]{0,80}>", "pwsh-session"),
        (r"\s*[A-Z]:\\[^>]{0,80}>", "doscon"),
        (r"\s*(?:mysql|sqlite|MariaDB|SQL)[\w:.() \[\]-]{0,30}> |\s*\w+=[#>] ", "sql"),
        (r"\s*irb[\w:.() -]{0,30}> ", "rbcon"),
    )
)
_LINES, _LOOK = 40, 200
_MOST_HITS = 4
"""How often one clue counts."""

_LEAST = 2.0
_MARGIN = 1.25
"""How many times as much must speak for the best language as for the next."""

_DRAWING = re.compile(r"[\s|+/\\_<>v^=*.:\u2500-\u257f-]*$|.*[\u2500-\u257f]|\s*\|.*\|\s*$")


def language_of(lines: Sequence[str]) -> str:
    """Return the Pygments alias of the language that lines of code are in; empty where unclear."""
    sample = [line[:_LOOK] for line in lines[:_LINES] if line[:_LOOK].strip()]
    if not sample:
        return ""
    for pattern, language in _SESSIONS:
        if pattern.match(sample[0]):
            return language
    if sum(bool(_DRAWING.match(line)) for line in sample) > 0.6 * len(sample) and len(sample) > 1:
        closers = sum(line.strip() in ("{", "}", "};", "|") for line in sample)
        if closers < 0.3 * len(sample):
            return ""
    text = "\n".join(sample)
    words = set(_WORDS.findall(text))
    scores = {
        language: _score(rules, sample)
        for language, rules in _RULES.items()
        if _may_be(language, words, text)
    }
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    if scores[best] < _LEAST or scores[best] < _MARGIN * scores[second]:
        return _related(best, second) if scores[best] >= _LEAST else ""
    return best


_WORDS = re.compile(r"\w+")
_SIGNS = {language: tuple(signs.split(" ")) for language, signs in SIGNATURES.items()}


def _may_be(language: str, words: set[str], text: str) -> bool:
    signs = _SIGNS.get(language)
    return signs is None or any(
        sign in words if sign.isidentifier() else sign in text for sign in signs
    )


_WIDER = {
    frozenset(("javascript", "typescript")): "javascript",
    frozenset(("ini", "toml")): "ini",
    frozenset(("html", "xml")): "html",
    frozenset(("c", "cpp")): "c",
}
"""Where two languages share nearly everything, the one that can be read as either."""


def _related(best: str, second: str) -> str:
    return _WIDER.get(frozenset((best, second)), "")


def _score(rules: Sequence[tuple[re.Pattern[str], float]], lines: Sequence[str]) -> float:
    total = 0.0
    for pattern, weight in rules:
        hits = 0
        for line in lines:
            if pattern.search(line):
                hits += 1
                if hits == _MOST_HITS:
                    break
        total += hits * weight
    return total
