"""Letters of a formula in the alphabet that it wants: italic, bold, with double strokes, …

Source: The Unicode standard, chapter 22, Mathematical Alphanumeric Symbols.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_NAMES = MappingProxyType(
    {
        "bf": "BOLD",
        "it": "ITALIC",
        "bm": "BOLD ITALIC",
        "bb": "DOUBLE-STRUCK",
        "cal": "SCRIPT",
        "bcal": "BOLD SCRIPT",
        "frak": "FRAKTUR",
        "bfrak": "BOLD FRAKTUR",
        "sf": "SANS-SERIF",
        "bsf": "SANS-SERIF BOLD",
        "sfit": "SANS-SERIF ITALIC",
        "tt": "MONOSPACE",
    }
)
"""Alphabet → what Unicode calls it."""

ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "mathrm": "rm",
        "mathup": "rm",
        "mathbf": "bf",
        "bold": "bf",
        "mathbfup": "bf",
        "mathit": "it",
        "mathnormal": "",
        "mathbb": "bb",
        "Bbb": "bb",
        "mathds": "bb",
        "mathbbm": "bb",
        "mathcal": "cal",
        "mathscr": "cal",
        "mathfrak": "frak",
        "mathsf": "sf",
        "mathtt": "tt",
        "boldsymbol": "bm",
        "bm": "bm",
        "pmb": "bm",
        "mathbfit": "bm",
        "symbf": "bf",
        "symrm": "rm",
        "mathbfcal": "bcal",
    }
)
"""Command → the alphabet of its argument."""

SWITCHES: Mapping[str, str] = MappingProxyType(
    {"rm": "rm", "bf": "bf", "it": "it", "sf": "sf", "tt": "tt", "cal": "cal", "frak": "frak"}
)
"""Command → the alphabet of all that follows in its group."""

_OLDER = MappingProxyType(
    {
        "ITALIC": {"h": "ℎ"},
        "SCRIPT": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
        "FRAKTUR": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
        "DOUBLE-STRUCK": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    }
)
"""Letters that Unicode had before it had the others."""

_WORDS = MappingProxyType(
    dict(
        zip("0123456789", "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split(), strict=True)
    )
)
_VARIANTS = MappingProxyType(
    {
        "ϵ": "EPSILON SYMBOL",
        "ϑ": "THETA SYMBOL",
        "ϰ": "KAPPA SYMBOL",
        "ϕ": "PHI SYMBOL",
        "ϱ": "RHO SYMBOL",
        "ϖ": "PI SYMBOL",
        "∂": "PARTIAL DIFFERENTIAL",
        "∇": "NABLA",
    }
)


def in_alphabet(character: str, alphabet: str) -> str:
    """Return a character in an alphabet: ``""`` for that of variables, a key of ``_NAMES``, ``rm``.

    Shape: the character itself where the alphabet has no such one.
    """
    if alphabet == "rm":
        return character
    name = _NAMES[alphabet or "it"]
    if not alphabet and not _leans(character):
        return character
    # Bold for what has no bold italic, such as digits and capitals that stand upright.
    fallbacks = {"BOLD ITALIC": "BOLD", "BOLD SCRIPT": "SCRIPT", "BOLD FRAKTUR": "FRAKTUR"}
    if name == "BOLD ITALIC" and not _leans(character):
        name = "BOLD"
    return _find(character, name) or _find(character, fallbacks.get(name, name)) or character


def _leans(character: str) -> bool:
    """Tell whether a variable of this letter is italic: Greek capitals are not."""
    if character in "𝚤𝚥":
        return False
    if character.isascii():
        return character.isalpha()
    return "α" <= character <= "ω" or character in "ϵϑϰϕϱϖϝ∂"


def _find(character: str, name: str) -> str:
    older = _OLDER.get(name, {}).get(character)
    if older:
        return older
    if character in _VARIANTS:
        part = _VARIANTS[character]
    elif character in _WORDS:
        part = f"DIGIT {_WORDS[character]}"
    elif character.isascii() and character.isalpha():
        part = f"{'CAPITAL' if character.isupper() else 'SMALL'} {character.upper()}"
    else:
        own = unicodedata.name(character, "")
        if not own.startswith("GREEK ") or " LETTER " not in own:
            return ""
        part = own.removeprefix("GREEK ").replace("LETTER ", "")
    try:
        return unicodedata.lookup(f"MATHEMATICAL {name} {part}")
    except KeyError:
        return ""
