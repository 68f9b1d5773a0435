"""What a sheet or a page says itself, such as "Contents", in the language of the deck.

No phrase counts things, so none needs a plural; digits are the same in all of them. A language is
here if its words are certain, as printed books have them; a deck in another one has English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nnexport.exporters.phrases.asian import ASIAN
from nnexport.exporters.phrases.from_right import FROM_RIGHT
from nnexport.exporters.phrases.germanic import GERMANIC
from nnexport.exporters.phrases.other import OTHER
from nnexport.exporters.phrases.phrases import Phrases
from nnexport.exporters.phrases.romance import ROMANCE
from nnexport.exporters.phrases.slavic import SLAVIC

__all__ = ["ENGLISH", "PHRASES", "Phrases", "phrases_tag"]

ENGLISH = "en"

PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {**GERMANIC, **ROMANCE, **SLAVIC, **OTHER, **FROM_RIGHT, **ASIAN}
)
"""By language tag."""

# Tags of a language that is listed under another one: its other names, and what its readers read.
_SAME = MappingProxyType({"no": "nb", "nn": "nb", "iw": "he", "in": "id", "cmn": "zh"})
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@cache
def phrases_tag(language: str) -> str:
    """Return under which tag the phrases for a deck in a language are listed.

    Shape: that of English where the language has none.
    """
    first, *rest = language.lower().replace("_", "-").split("-")
    first = _SAME.get(first, first)
    if first == "zh" and _TRADITIONAL & {*rest}:
        return "zh-Hant"
    return first if first in PHRASES else ENGLISH
