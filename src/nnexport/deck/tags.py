"""Tags as Anki keeps them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as Anki keeps them: sorted, each once whatever its case, easy to search for.

    Sorted, so that another order in the file is no update.
    """
    cleaned: dict[str, str] = {}
    for tag in tags:
        name = clean_tag(tag)
        if name:
            cleaned.setdefault(name.casefold(), name)
    return tuple(cleaned[key] for key in sorted(cleaned))


@lru_cache(maxsize=4096)  # Many notes have the same.
def clean_tag(tag: str) -> str:
    """Return a tag in the letters that Anki finds it by; empty if nothing of it is left.

    Characters other than letters, digits and ``_.+-`` become ``-``; ``::`` parts a tree, without
    empty parts.
    """
    parts = (_clean_part(part) for part in unicodedata.normalize("NFC", tag).split("::"))
    return "::".join(filter(None, parts))


def _clean_part(part: str) -> str:
    kept = (char if _belongs_to_tag(char) else "-" for char in part)
    return re.sub("-{2,}", "-", "".join(kept)).strip("-")


def _belongs_to_tag(char: str) -> bool:
    # Marks are parts of letters in many scripts; `\w` does not know them.
    return char.isalnum() or char in "_.+-" or unicodedata.category(char).startswith("M")
