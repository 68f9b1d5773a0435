"""What a sheet says itself, in the language of its deck where the fonts have its letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nnexport.exporters.pdf.text import cjk
from nnexport.exporters.phrases import ENGLISH, PHRASES, Phrases, phrases_tag


@dataclass(frozen=True, slots=True)
class Labels:
    """The phrases for a deck."""

    phrases: Phrases
    language: str
    """What the elements of labels say of their language: empty where it is that of the deck."""


@cache
def labels_of(language: str) -> Labels:
    """Return the labels for a deck in a language; English where they could not be printed."""
    tag = phrases_tag(language)
    if cjk.has_letters(PHRASES[tag].contents) and cjk.font_path() is None:
        tag = ENGLISH
    first = language.replace("_", "-").partition("-")[0].lower()
    return Labels(PHRASES[tag], "" if tag.partition("-")[0] == first else tag)
