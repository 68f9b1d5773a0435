"""Finished decks of any size, equal on every machine, whose answers look like real ones.

A third of the notes also has two variants, which say in part what the answer says.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

from nnexport.deck.document import Deck, Note, NoteId, Place, Source, SourceId, Variant

_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu kra ble tri sto ple".split()
_FREQUENT = (
    "the of and to in a is that it for as with are this by be on from or which at not an can "
    "between when has each these more than its have into used other one such".split()
)
_SPECIAL = ("non-linear", "well-known", "(see above)", "e.g.", "“so-called”", "it’s", "R&D", "24/7")
_FORMULAS = (
    r"x^2 + y^2 = r^2",
    r"\frac{{a_{n}}}{{b + {n}}}",
    r"\sum_{{i=1}}^{{n}} w_i x_i",
    r"E < {n}",
)


class _Prose:
    """Made-up sentences in which few words are frequent and most are rare, as in any text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        rare = ["".join(pick(_SYLLABLES) for _ in range(pick((2, 3, 3, 4)))) for _ in range(4000)]
        self.words = [*_FREQUENT, *rare, *_SPECIAL]
        weights = (
            [2000 / (at + 1) for at in range(len(_FREQUENT))]
            + [12_000 / (at + 8) ** 1.1 for at in range(len(rare))]
            + [20.0] * len(_SPECIAL)
        )
        self.weights = list(itertools.accumulate(weights))
        self.rare = rare

    def some(self, low: int, high: int) -> str:
        count = self.random.randint(low, high)
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=count))

    def word(self) -> str:
        return self.random.choice(self.rare)

    def formula(self) -> str:
        return self.random.choice(_FORMULAS).format(n=self.random.randint(2, 99))

    def sentence(self) -> str:
        text = self.some(5, 12)
        if self.random.random() < 0.5:
            text += f", {self.some(4, 9)}"
        return f"{text[0].upper()}{text[1:]}."

    def sentences(self, low: int, high: int) -> list[str]:
        return [self.sentence() for _ in range(self.random.randint(low, high))]

    def paragraph(self) -> str:
        return " ".join(self.sentences(3, 6))


def generate_deck(count: int, seed: int = 7) -> Deck:
    """Return a deck of this many notes, each with a question and an answer of about 120 words."""
    prose = _Prose(seed)
    sources = tuple(Source(SourceId(name), f"sources/{name}.txt", title=name) for name in "ab")
    notes = tuple(_note(prose, number) for number in range(1, count + 1))
    return Deck("bench", "Bench", tags=("bench",), sources=sources, notes=notes)


def _note(prose: _Prose, number: int) -> Note:
    topic = f"{prose.word()} {prose.word()}"
    shape = prose.random.choices(_SHAPES, cum_weights=_SHARES)[0]
    parts = list(shape(prose))
    variants: tuple[Variant, ...] = ()
    if number % 3 == 0:
        places = (Place(SourceId(name), ((number, number),)) for name in "ab")
        texts = (parts, [prose.paragraph(), *parts[1:]])
        variants = tuple(
            Variant(place, "\n\n".join(text)) for place, text in zip(places, texts, strict=True)
        )
        parts.append(prose.paragraph())
    question = f"What is {topic}, and how does it differ from {prose.word()}?"
    answer = "\n\n".join(parts)
    return Note(NoteId(f"{topic.replace(' ', '-')}-{number}"), question, answer, variants=variants)


def _paragraph(prose: _Prose) -> Iterator[str]:
    yield f"{prose.paragraph()} {prose.paragraph()}"


def _paragraphs(prose: _Prose) -> Iterator[str]:
    for _ in range(3):
        first, *others = prose.sentences(2, 5)
        words = f"**{prose.some(1, 3)}** and `{prose.word()}_{prose.word()}`"
        yield " ".join((first, f"It keeps {words} apart.", *others))


def _bullets(prose: _Prose) -> Iterator[str]:
    yield f"{prose.sentence()} It has these parts:"
    items = ((prose.some(1, 3).capitalize(), prose.sentences(1, 2)) for _ in range(4))
    yield "\n".join(f"- **{label}**: {' '.join(text)}" for label, text in items)
    yield prose.sentence()


def _plain_bullets(prose: _Prose) -> Iterator[str]:
    yield f"{prose.sentence()} There are several:"
    items = ((prose.some(1, 3).capitalize(), prose.sentences(1, 2)) for _ in range(5))
    yield "\n".join(f"- {label}: {' '.join(text)}" for label, text in items)


def _steps(prose: _Prose) -> Iterator[str]:
    yield prose.paragraph()
    yield "\n".join(f"{at}. *{prose.word()}* {prose.sentence()}" for at in range(1, 5))


def _code(prose: _Prose) -> Iterator[str]:
    yield prose.paragraph()
    body = "\n".join(f"    {prose.word()} = {prose.word()}[{at}] < {at}" for at in range(4))
    yield f"```python\ndef {prose.word()}(value):\n{body}\n    return value\n```"
    yield prose.paragraph()


def _table(prose: _Prose) -> Iterator[str]:
    yield prose.paragraph()
    rows = (f"| {prose.some(1, 3)} | {prose.some(2, 5)} | {prose.word()} |" for _ in range(4))
    yield "\n".join(("| name | meaning | where |", "| --- | --- | :-: |", *rows))


def _formulas(prose: _Prose) -> Iterator[str]:
    first, *others = prose.sentences(3, 6)
    yield " ".join((first, f"For every ${prose.formula()}$ it follows that", *others))
    yield f"$$\n{prose.formula()}\n$$"
    yield f"{prose.sentence()} Here ${prose.formula()}$ is what [others](https://example.org) say."


_SHAPES: tuple[Callable[[_Prose], Iterator[str]], ...] = (
    _paragraph,
    _paragraphs,
    _bullets,
    _plain_bullets,
    _steps,
    _code,
    _table,
    _formulas,
)
_SHARES = (30, 45, 65, 75, 82, 88, 93, 100)
"""Of a hundred answers, how many have this shape or one before it."""
