"""Tags as Anki keeps them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from nnexport.deck.document import Deck, Note, SectionId


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


def note_tags(deck: Deck, note: Note) -> tuple[str, ...]:
    """Return a note's tags as Anki keeps them: the deck's, its section's and its own.

    A section is a branch of the deck's first tag, ``biology::cells``; it is named by its id, which
    stays when the title is reworded.
    """
    section = (section_tag(deck, note.section),) if note.section is not None else ()
    return clean_tags((*deck.tags, *section, *note.tags))


def section_tag(deck: Deck, section: SectionId) -> str:
    """Return the tag of a section."""
    trunk = next(filter(None, map(clean_tag, deck.tags)), deck.id)
    return f"{trunk}::{section}"
