"""Numbers and their units in one form: "1,000" is 1000, "50 percent" 50%, "2 hours" 7200 s.

Only for comparing; what is shown stays as it was written.
"""

from __future__ import annotations

import re
from fractions import Fraction

_BASES = {
    "m": "mm millimetre millimeter 1/1000, cm centimetre centimeter 1/100, m metre meter 1, "
    "km kilometre kilometer 1000",
    "g": "mg milligram 1/1000, g gram 1, kg kilogram 1000",
    "s": "ms millisecond 1/1000, s sec second 1, min minute 60, h hour 3600, day 86400, "
    "week 604800",
    "l": "ml millilitre milliliter 1/1000, l litre liter 1",
    "%": "% percent 1",
}


def _unit_table() -> dict[str, tuple[Fraction, str]]:
    table: dict[str, tuple[Fraction, str]] = {}
    for base, listed in _BASES.items():
        for group in listed.split(","):
            *names, factor = group.split()
            for name in names:
                table[name] = Fraction(factor), base
                if len(name) > 3:
                    table[f"{name}s"] = Fraction(factor), base
    return table


_UNITS = _unit_table()
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?![\d,]|\.\d{3}\b)")
_QUANTITY = re.compile(
    r"(?<![\w.,^])(\d+(?:\.\d+)?)[ \u00a0\u202f-]?("
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")(?![\w^/°])"
)


def convert_quantities(text: str) -> str:
    """Return a text with numbers written plainly and measured in base units."""
    if not any(map(str.isdigit, text)):
        return text
    text = _THOUSANDS.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return _QUANTITY.sub(_converted, text)


def _converted(match: re.Match[str]) -> str:
    factor, base = _UNITS[match[2]]
    value = Fraction(match[1]) * factor
    number = str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"
    return f"{number}%" if base == "%" else f"{number} {base}"
