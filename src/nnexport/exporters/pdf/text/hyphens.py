"""Where words may be parted, by the patterns of their language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyphen import LANGUAGES, Pyphen

LEAST_BEFORE, LEAST_AFTER = 2, 3
"""Fewest letters before and behind a hyphen, in most languages."""

LEAST_OF: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"de": (2, 2), "nl": (2, 2), "sv": (2, 2), "fi": (2, 2), "hu": (2, 2), "ru": (2, 2)}
)
"""Language → the same, where its rules allow two letters at the end."""

SHORTEST, LONGEST = 6, 100
"""Letters of a word that is worth a hyphen, and of one that is a word at all."""

# Preferred where a language has patterns for several countries only.
_COUNTRIES: Mapping[str, str] = MappingProxyType({"en": "en_US", "de": "de_DE", "pt": "pt_PT"})

# One word of letters, with the signs around it, and what a space binds to it. What has digits,
# dots, capitals or other signs inside is an address, a number, an abbreviation or a name.
_WORD = re.compile(r"(?:.*\u00a0)?[^\w\s]*([^\W\d_]+)(?![-‐‑–/])[^\w\s]*(?:\u00a0[^\w\s]+)?\Z")


@cache
def load_patterns(language: str) -> Pyphen | None:
    """Return the patterns of a language tag such as ``en`` or ``de-AT``; ``None`` if unknown."""
    parts = language.replace("-", "_").split("_")
    tags = [f"{parts[0].lower()}_{part.upper()}" for part in parts[1:]]
    for tag in (*tags, _COUNTRIES.get(parts[0].lower(), ""), parts[0].lower()):
        if tag in LANGUAGES:
            before, after = LEAST_OF.get(parts[0].lower(), (LEAST_BEFORE, LEAST_AFTER))
            return Pyphen(lang=tag, left=before, right=after)
    return None


def find_hyphens(text: str, language: str) -> tuple[int, ...]:
    """Return the places in a word before which a hyphen may stand; none where it is no plain word.

    Shape: ascending; empty in a language without patterns.
    """
    match = _WORD.match(text)
    if match is None or not SHORTEST <= len(match[1]) <= LONGEST:
        return ()
    word = match[1]
    if not word[1:].islower() or (word[0].isupper() and word.isupper()):
        return ()
    patterns = load_patterns(language)
    if patterns is None:
        return ()
    # Some patterns change letters beside the hyphen; those places are left out.
    return tuple(match.start(1) + int(at) for at in patterns.positions(word) if at.data is None)
