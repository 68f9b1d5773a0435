"""Texts that nobody writes but files hold: they may take their time, but not more than linear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_WORDS = "the layer keeps what the memory needs and gives it back in time, "


def _asked(text: str) -> str:
    return f"1. What is it?\n\n{text}"


def _drops(count: int) -> str:
    # Neither a question nor an answer: each line stands between two rules.
    return "1. What is it?\n\n" + "".join(
        f"Answers:\n\n- - -\n\nword {n}\n\n" for n in range(count)
    )


HOSTILE: Mapping[str, tuple[str, int, Callable[[int], str]]] = MappingProxyType(
    {
        "one line of prose": ("txt", 10_000_000, lambda n: (_WORDS * (n // len(_WORDS) + 1))[:n]),
        "one line of digits": ("txt", 10_000_000, lambda n: "7" * n),
        "one line of *": ("md", 10_000_000, lambda n: "*" * n),
        "one line of [": ("md", 10_000_000, lambda n: "[" * n),
        "one line of (": ("txt", 10_000_000, lambda n: "(" * n),
        "one line of >": ("md", 10_000_000, lambda n: ">" * n),
        "one line of |": ("txt", 10_000_000, lambda n: "|" * n),
        "a question and a line of prose": ("txt", 150_000, lambda n: _asked(_WORDS * n)),
        "a question and a line of *": ("txt", 3_300_000, lambda n: _asked("*a " * n)),
        "a question and a line of [": ("txt", 3_300_000, lambda n: _asked("[a " * n)),
        "a question and lines of prose": ("txt", 150_000, lambda n: _asked(f"{_WORDS}\n" * n)),
        "a question and lines with *": ("txt", 200_000, lambda n: _asked("*a b\n" * n)),
        "a question and broken lines": (
            "md",
            400_000,
            lambda n: _asked("it goes on and on  \n" * n),
        ),
        "a question and tabs": ("md", 1_000_000, lambda n: _asked("an\titem\n" * n)),
        "numbers in order": ("txt", 200_000, lambda n: "".join(f"{at}. a\n" for at in range(n))),
        "one number": ("txt", 200_000, lambda n: "1. x\n" * n),
        "nested brackets": ("md", 10_000, lambda n: f"# Why?\n\n{'[' * n}a{']' * n}\n"),
        "nested quotations": ("md", 10_000, lambda n: f"# Why?\n\n{'> ' * n}a\n"),
        "headings": ("md", 100_000, lambda n: "".join(f"## Why {at}?\n" for at in range(n))),
        "bullets in one answer": ("txt", 100_000, lambda n: "1. Why so?\n" + "- an item\n" * n),
        "drops": ("txt", 20_000, _drops),
        "control characters": ("txt", 100_000, lambda n: "1. Why so?\n" + "a \x01 b\n" * n),
        "blank lines": ("txt", 1_000_000, lambda n: f"1. Why so?\n{chr(10) * n}It is so.\n"),
        "details": ("md", 50_000, lambda n: "<details>\n" * n),
        "code without fences": ("txt", 100_000, lambda n: "1. Why so?\n" + "x = f(y);\n" * n),
    }
)
"""What it is → file ending, size, and the text of a size."""
