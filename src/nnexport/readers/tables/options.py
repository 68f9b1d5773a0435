"""Answers to choose from: their letters, and which of them a key names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    """A capital letter."""

    text: str
    """As it stands in its cell."""

    markdown: str


_LABEL_AT_END = re.compile(r"(?:^|[\s_\-(])(?P<label>[^\W\d_])\)?$")


def option_labels(names: Sequence[str]) -> list[str]:
    """Return the letters of options from the names of their columns; A, B, C if those have none."""
    matches = [_LABEL_AT_END.search(name.strip()) for name in names]
    if all(matches):
        return [match["label"].upper() for match in matches if match]
    return [chr(ord("A") + at) if at < 26 else str(at + 1) for at in range(len(names))]


_PARTED = re.compile(r"[\s,;/&+|]+")


def chosen_options(key: str, options: Sequence[Option]) -> list[Option]:
    """Return the options that a key names by letter, number or wording; none if it names others."""
    wanted = " ".join(key.casefold().split())
    same = [option for option in options if " ".join(option.text.casefold().split()) == wanted]
    if same:
        return same[:1]
    parts = [part.strip("().:") for part in _PARTED.split(wanted) if part.strip("().:")]
    if len(parts) == 1 and len(parts[0]) > 1 and parts[0].isalpha():
        # `BD` names two of them, if there are that many letters.
        parts = list(parts[0]) if len(parts[0]) <= len(options) else parts
    if len(parts) == 2 and len(parts[0]) > 1 and parts[0].isalpha():
        # `Option B`
        parts = parts[1:]
    found = [_named(part, options) for part in parts]
    return [option for option in found if option is not None] if found and all(found) else []


def _named(part: str, options: Sequence[Option]) -> Option | None:
    for at, option in enumerate(options):
        if part in (option.label.casefold(), str(at + 1)):
            return option
    return None


def options_markdown(options: Sequence[Option]) -> str:
    """Return options as lines, each with its letter, in one paragraph."""
    lines = (f"{option.label}) {' '.join(option.markdown.split())}" for option in options)
    return "\\\n".join(lines)
