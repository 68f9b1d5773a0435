"""What a question asks, in a form that can be compared: its words, signs, choices and code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from nnexport.deck.commonmark import plain_text
from nnexport.deck.question import split_question, without_letters
from nnexport.deck.words import words_of
from nnexport.merging.questions.sense import COMPARED, Sense, sense_of
from nnexport.merging.questions.signs import signs_of


@dataclass(frozen=True)
class Wording:
    """A question's text in a form that can be compared."""

    key: str
    """All words, folded, all signs and all code: equal keys are equal questions."""

    section: str = ""
    """Title of its section; of two equal wordings, the one of the same section is meant."""

    lead: str = ""
    """All words and signs of its first paragraph, folded."""

    below: str = ""
    """All words below that, without code and without the letters of choices."""

    code: str = ""
    """Its code without white space: a sign decides what is asked."""

    text: str = ""
    """Its first paragraph as plain text."""

    @cached_property
    def sense(self) -> Sense:
        """What it asks. Made when it is needed: equal texts need no understanding."""
        return sense_of(self.text, self.below, self.code)


def word_question(question: str, section: str = "") -> Wording:
    """Return the comparable form of a question's Markdown."""
    lead, below = split_question(question)
    prose, code = _part_code(without_letters(below)) if below else ("", "")
    text = plain_text(lead)
    below_text = plain_text(prose) if prose else ""
    parts = _folded(text), _folded(below_text) if below_text else "", code
    key = " ".join(filter(None, parts)) or text
    return Wording(key, section, *parts, text[:COMPARED])


def _folded(text: str) -> str:
    """Return all words of a text, folded, and its signs behind them."""
    signs = signs_of(text)
    return " ".join([*words_of(text), *signs]) if signs else " ".join(words_of(text))


_FENCE = re.compile(r"^[ \t]{0,12}(?P<fence>`{3,}|~{3,})")


def _part_code(below: str) -> tuple[str, str]:
    """Return the lines outside and inside of fences; the latter without white space."""
    prose: list[str] = []
    code: list[str] = []
    fence = ""
    for line in below.split("\n"):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match["fence"]
        elif match and match["fence"].startswith(fence):
            fence = ""
        elif fence:
            code.extend(line.split())
        else:
            prose.append(line)
    return "\n".join(prose), "".join(code)


def is_fuller(one: Wording, other: Wording) -> bool:
    """Tell whether one wording is another with its choices or its code, which that does not have.

    Many questions of an exam begin with the same words: it takes more to say that they are one.
    """
    return (
        bool(one.lead)
        and one.lead == other.lead
        and one.key != other.key
        and other.below in ("", one.below)
        and other.code in ("", one.code)
    )


def fullest_question(questions: Iterable[str]) -> str:
    """Return the first of several texts of one question, or one that says it and more below it."""
    asked = list(dict.fromkeys(filter(None, questions)))
    if len(asked) < 2 or not any("\n" in question for question in asked):
        return asked[0] if asked else ""
    best, *others = ((question, word_question(question)) for question in asked)
    for each in others:
        if is_fuller(each[1], best[1]):
            best = each
    return best[0]
