"""Spaces at which no line ends, in the languages that have rules for them.

A line does not begin with a French sign that has a space before it, nor end in a Czech or Russian
word of one letter; a number and its unit stay together. Such a space is printed as one that no line
ends at. English has no rule but that of units, which its readers do not miss.

Source: Lexique des règles typographiques (Imprimerie nationale), ČSN 01 6910, PN-83/P-55366,
Мильчин, Справочник издателя и автора; SI brochure, 5.4.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

NO_BREAK = "\u00a0"

# What stands around a space, which is read already.
_UNITS = (
    r"(?<=\d )(?=(?:[%‰€$£]|°C?|[kMGTmµnhdc]?(?:m|g|s|l|L|W|V|A|Hz|J|N|Pa|bar|eV)[²³]?"
    r"|Mio|Mrd|min|h|км?|см|мм|кг|г|мс?|с|ч|мин|млн|млрд|тыс)(?![\w]))"
)
_SIGNS = r"(?=[:;?!»])|(?<=« )"
_ABBREVIATIONS = r"(?<=\b[a-zA-Z]\. )(?=[a-zA-Z]\.)"
"""``z. B.``: letters with full stops."""


def _single(letters: str) -> str:
    """Return the pattern of the space behind a word of one of these letters, small or capital."""
    both = letters + letters.upper()
    return rf"(?<=(?<![\w’'.-])[{both}] )(?=\w)"


_RULES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fr": (_SIGNS, _UNITS),
        "de": (_ABBREVIATIONS, _UNITS),
        "cs": (_single("aikosuvz"), _UNITS),
        "sk": (_single("aikosuvz"), _UNITS),
        "pl": (_single("aiouwz"), _UNITS),
        "ru": (_single("авикосуя"), _UNITS),
        "uk": (_single("авєзійоуя"), _UNITS),
        **dict.fromkeys(("es", "it", "pt", "ro", "nl", "sv", "da", "nb", "fi", "hu"), (_UNITS,)),
    }
)


@cache
def binding_of(language: str) -> Callable[[str], str] | None:
    """Return what binds the spaces of a text in a language, or ``None`` where it has no rules.

    Shape: as long as the text; only spaces differ.
    """
    rules = _RULES.get(language.partition("-")[0].partition("_")[0].lower())
    if rules is None:
        return None
    spaces = re.compile(f" (?:{'|'.join(rules)})")
    return lambda text: spaces.sub(NO_BREAK, text)
