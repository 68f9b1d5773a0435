"""Question lists of any size with two sources that partly say the same, equal on every machine."""

from __future__ import annotations

import random

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
