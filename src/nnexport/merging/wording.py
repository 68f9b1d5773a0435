"""What a question asks, in a form that can be compared: its words, signs, choices and code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nnexport.deck.commonmark import plain_text
from nnexport.deck.question import split_question, without_letters
from nnexport.deck.words import NEGATIONS, POLAR_WORDS, STOP_WORDS, stem_word, words_of

_ASKING = frozenset(
    """
    explain describe discuss define elaborate illustrate outline briefly detail please tell state
    summarize concept idea mean means meaning give understand
    """.split()
)
"""Words that only say how a question asks; with others, two wordings still ask the same."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's text in a form that can be compared."""

    key: str
    """All words, folded, and all code: equal keys are equal questions."""

    words: tuple[str, ...]
    """Stems of the words that say what is asked, in order; of a very long question the first."""

    strict: frozenset[str]
    """Numbers, single letters, negations and words with an opposite: they decide what is asked."""

    has_direction: bool
    """It asks of one thing in relation to another ("from A to B"): their order decides."""

    section: str = ""
    """Title of its section; of two equal wordings, the one of the same section is meant."""

    lead: str = ""
    """All words of its first paragraph, folded."""

    below: str = ""
    """All words below that, without code and without the letters of choices."""

    code: str = ""
    """Its code without white space: a sign decides what is asked."""

    @property
    def clues(self) -> frozenset[str]:
        """Its words and pairs of neighbouring words, to find it by."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return frozenset(self.words) | {f"{one} {two}" for one, two in pairs}


_LETTER = re.compile(r"(?<=[\w,)] )[A-Z](?![\w'’+#])")
_DIRECTION = frozenset("to into from than by onto versus".split())


def word_question(question: str, section: str = "") -> Wording:
    """Return the comparable form of a question's Markdown."""
    lead, below = split_question(question)
    prose, code = _part_code(without_letters(below)) if below else ("", "")
    lead_words = words_of(plain_text(lead))
    below_words = words_of(plain_text(prose)) if prose else []
    text = plain_text(f"{lead}\n\n{prose}"[:_COMPARED]) if below else plain_text(lead)
    words = words_of(text)
    telling = [w for w in words if (w not in STOP_WORDS or w in NEGATIONS) and w not in _ASKING]
    stems = [stem_word(w) for w in telling if stem_word(w) not in _ASKING]
    strict = {stem_word(w) for w in words if w in POLAR_WORDS or w in _FORMULAIC}
    strict.update(w for w in words if any(map(str.isdigit, w)))
    strict.update("not" for w in words if w in NEGATIONS or w.endswith(("n't", "n’t")))
    strict.update(f"letter {letter}" for letter in _LETTER.findall(text) if letter != "I")
    if code:
        strict.add(f"code {code}")
    has_direction = not _DIRECTION.isdisjoint(words)
    parts = " ".join(lead_words), " ".join(below_words), code
    key = " ".join(filter(None, parts)) or text
    return Wording(key, tuple(stems or words), frozenset(strict), has_direction, section, *parts)


_COMPARED = 4000
"""Characters of a question in which likeness is looked for; beyond, only equality counts."""

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


_FORMULAIC = frozenset("c++ c# %".split())


def likeness(one: Wording, other: Wording) -> float:
    """Return how much two wordings ask the same, 0 to 1: common words, and their common order.

    0 where numbers, negations or opposites differ ("type 1", "type 2"), or where the same words
    stand in another order around "to", "from" or "than".
    """
    if one.key == other.key:
        return 1.0
    if not (one.words and other.words) or one.strict != other.strict:
        return 0.0
    from rapidfuzz.distance import Indel

    first, second = set(one.words), set(other.words)
    common = first & second
    if (one.has_direction or other.has_direction) and not _same_order(one, other, common):
        return 0.0
    share = len(common) / len(first | second)
    return 0.5 * share + 0.5 * Indel.normalized_similarity(one.words, other.words)


def _same_order(one: Wording, other: Wording, common: Collection[str]) -> bool:
    first = dict.fromkeys(word for word in one.words if word in common)
    second = dict.fromkeys(word for word in other.words if word in common)
    return list(first) == list(second)
