"""Question lists of any size with two sources that partly say the same, equal on every machine."""

from __future__ import annotations

import itertools
import random
import textwrap
from collections.abc import Iterator

_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu kra ble tri sto ple".split()
_OPENINGS = (
    "{t} is the process by which {a} turns into {b}.",
    "{t} describes how {a} depends on {b} in most systems.",
    "In short, {t} means that {a} is kept apart from {b}.",
)
_BODIES = (
    "It needs {a} and a steady supply of {b}.",
    "When {a} fails, {b} takes over for {n} minutes.",
    "The rate doubles with every {n} units of {a}.",
    "Neither {a} nor {b} changes during the first {n} steps.",
    "This is why {a} matters more than {b} in practice.",
)
_ITEMS = ("{a}: it carries {b} to the outside.", "{b}: a form of {a} that lasts {n} days.")


class _Words:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.common = [self.word() for _ in range(400)]

    def word(self) -> str:
        return "".join(self.random.choice(_SYLLABLES) for _ in range(self.random.randint(2, 4)))

    def fill(self, pattern: str, topic: str) -> str:
        return pattern.format(
            t=topic.capitalize(),
            a=self.random.choice(self.common),
            b=self.random.choice(self.common),
            n=self.random.randint(2, 99),
        )


def generate_sources(count: int, seed: int = 7) -> tuple[str, str]:
    """Return two texts: blocks of ten questions, then their answers, about 60 words each."""
    words = _Words(seed)
    first: list[str] = []
    second: list[str] = []
    for start in range(1, count + 1, 10):
        numbers = range(start, min(start + 10, count + 1))
        # Two rare words make a topic, so that questions differ as real ones do.
        topics = {n: f"{words.word()} {words.word()}{n}" for n in numbers}
        for lines in (first, second):
            lines += [f"{n}. What is {topics[n]}, and how does it work?" for n in numbers]
            lines += ["", ""]
        for n in numbers:
            opening = words.fill(words.random.choice(_OPENINGS), topics[n])
            shared = [words.fill(p, topics[n]) for p in words.random.sample(_BODIES, 2)]
            own = [
                [words.fill(p, topics[n]) for p in words.random.sample(_BODIES, 2)] for _ in "ab"
            ]
            items = [words.fill(p, topics[n]) for p in _ITEMS]
            for lines, extra in zip((first, second), own, strict=True):
                lines.append(f"{n}. {' '.join([opening, *shared, *extra])} Its parts are:")
                lines += [f"- {item}" for item in items]
                lines.append("")
    return "\n".join(first), "\n".join(second)


# --- texts of any length, for the reader --------------------------------------------------------

_FUNCTION_WORDS = {
    "en": "the of and to in is that it for as with are this be by on from or which at not".split(),
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein als".split(),
    "ru": "и в не на что с как по это для от из к но его при или так же может".split(),
}
_STEMS = {
    "en": "process signal layer energy market nation river theory sample vector memory muscle "
    "contract engine planet virus crystal budget grammar protein",
    "de": "Prozess Signal Schicht Energie Markt Nation Fluss Theorie Probe Vektor Speicher Muskel "
    "Vertrag Motor Planet Virus Kristall Haushalt Grammatik Eiweiß",
    "ru": "процесс сигнал слой энергия рынок народ река теория проба вектор память мышца договор "
    "двигатель планета вирус кристалл бюджет грамматика белок",
}
_ENDINGS = {"en": "s ed ing ly ness al", "de": "en er lich ung bar es", "ru": "а ы ов ам ный ость"}
_ASKING = {
    "en": ("What is {t}?", "How does {t} depend on {a}?", "Explain {t} and its use in {a}."),
    "de": ("Was ist {t}?", "Wie hängt {t} von {a} ab?", "Erklären Sie {t} und den Nutzen von {a}."),
    "ru": ("Что такое {t}?", "Как {t} зависит от {a}?", "Объясните {t} и пользу от {a}."),
}


class _Prose:
    """Sentences of made-up but pronounceable text in one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(f"{language}{seed}")
        self.function_words = _FUNCTION_WORDS[language]
        stems, endings = _STEMS[language].split(), _ENDINGS[language].split()
        syllables = (
            _SYLLABLES if language != "ru" else "ба це ди фо гу ла ме ни по ру са те".split()
        )
        pick = self.random.choice
        made = ["".join(pick(syllables) for _ in range(pick((2, 3, 3, 4)))) for _ in range(4000)]
        self.words = [*stems, *(stem + ending for stem in stems for ending in endings), *made]
        self.asking = _ASKING[language]

    def word(self) -> str:
        # Few words are frequent and most are rare, as in any text.
        size = len(self.words)
        return self.words[int(size * self.random.random() ** 3)]

    def phrase(self) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(1, 3)))

    def sentence(self) -> str:
        pick = self.random.random
        words = [
            self.random.choice(self.function_words) if pick() < 0.45 else self.word()
            for _ in range(self.random.randint(8, 22))
        ]
        if pick() < 0.4:
            words[len(words) // 2] += ","
        if pick() < 0.1:
            words[-2] = f"({words[-2]})"
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 5)))

    def question(self) -> str:
        return self.random.choice(self.asking).format(t=self.phrase(), a=self.phrase())


def generate_pairs(size: int, language: str = "en") -> str:
    """Return plain text of about ``size`` characters: numbered questions, each with its answer."""
    prose = _Prose(language, 1)
    return _filled(size, (_pair(prose, number) for number in itertools.count(1)))


def _pair(prose: _Prose, number: int) -> str:
    lines = [f"{number}. {prose.question()}", ""]
    for _ in range(prose.random.randint(1, 3)):
        lines += [*textwrap.wrap(prose.paragraph(), 90), ""]
    if number % 3 == 0:
        lines += [f"- {prose.phrase().capitalize()}: {prose.sentence()}" for _ in range(4)]
        lines.append("")
    return "\n".join(lines) + "\n"


def generate_lists(size: int, language: str = "en") -> str:
    """Return plain text of about ``size`` characters: lists of 20 questions, then their answers."""
    prose = _Prose(language, 2)
    return _filled(size, (_list(prose, 20 * at + 1) for at in itertools.count()))


def _list(prose: _Prose, first: int) -> str:
    topics = [prose.phrase() for _ in range(20)]
    asked = [prose.random.choice(prose.asking).format(t=t, a=prose.phrase()) for t in topics]
    lines = [f"{first + at}. {text}" for at, text in enumerate(asked)]
    lines += ["", ""]
    for at, topic in enumerate(topics):
        lines.append(f"{first + at}. {topic.capitalize()} {prose.paragraph()}")
        if at % 3 == 0:
            lines += [f"- {prose.phrase().capitalize()}: {prose.sentence()}" for _ in range(3)]
        lines.append("")
    return "\n".join(lines) + "\n\n"


def generate_markdown(size: int, language: str = "en") -> str:
    """Return Markdown of about ``size`` characters: questions in headings, answers of all kinds."""
    prose = _Prose(language, 3)
    return _filled(size, (_section(prose, number) for number in itertools.count(1)))


def _section(prose: _Prose, number: int) -> str:
    parts = [f"## {number}. {prose.question()}", f"**{prose.phrase()}** {prose.paragraph()}"]
    kind = number % 5
    if kind == 0:
        body = "\n".join(f"    {prose.word()} = {prose.word()}({at})" for at in range(4))
        parts.append(f"```python\ndef compute(value):\n{body}\n    return value\n```")
    elif kind == 1:
        items = (f"- `{prose.word()}`: {prose.sentence()}" for _ in range(4))
        parts.append("\n".join(items))
    elif kind == 2:
        rows = (f"| {prose.phrase()} | {prose.phrase()} |" for _ in range(4))
        parts.append("\n".join(["| one | two |", "| --- | --- |", *rows]))
    elif kind == 3:
        items = (f"{at}. *{prose.phrase()}* {prose.sentence()}" for at in range(1, 4))
        parts.append("\n".join(items))
    else:
        link = f"https://example.org/{prose.word()}"
        parts.append(f"{prose.sentence()} See [{prose.phrase()}]({link}) for more.")
    parts.append(prose.paragraph())
    return "\n\n".join(parts) + "\n\n"


def generate_html(size: int, language: str = "en") -> str:
    """Return a page of about ``size`` characters: questions in headings, answers of all kinds."""
    prose = _Prose(language, 4)
    body = _filled(size, (_article(prose, number) for number in itertools.count(1)))
    head = f"<head><meta charset='utf-8'><title>{prose.phrase()}</title></head>"
    return f"<!DOCTYPE html>\n<html lang='{language}'>{head}\n<body>\n{body}</body></html>\n"


def _article(prose: _Prose, number: int) -> str:
    lines = [f"<h2 id='q{number}'>{number}. {prose.question()}</h2>"]
    lines.append(f"<p><strong>{prose.phrase()}</strong> {prose.paragraph()}</p>")
    if number % 3 == 0:
        items = (f"<li><em>{prose.phrase()}</em>: {prose.sentence()}</li>" for _ in range(4))
        lines += ["<ul>", *items, "</ul>"]
    elif number % 3 == 1:
        code = "\n".join(f"{prose.word()} = {prose.word()}({at})" for at in range(4))
        lines.append(f"<pre><code class='language-python'>{code}</code></pre>")
    link = f"<a href='https://example.org/{prose.word()}'>{prose.phrase()}</a>"
    lines.append(f"<div class='note'><p>{prose.paragraph()} See {link} for more.</p></div>")
    return "\n".join(lines) + "\n"


def _filled(size: int, parts: Iterator[str]) -> str:
    """Return parts, joined, up to about so many characters."""
    found: list[str] = []
    length = 0
    for part in parts:
        if length >= size:
            break
        found.append(part)
        length += len(part)
    return "".join(found)
