"""Sizes of paper."""

from __future__ import annotations

from types import MappingProxyType

PAPERS = MappingProxyType(
    {
        "a4": (595.28, 841.89),
        "a5": (419.53, 595.28),
        "letter": (612.0, 792.0),
        "legal": (612.0, 1008.0),
    }
)
"""Width and height in points, upright. Source: ISO 216, ANSI Y14.1."""

CARDS = MappingProxyType(
    {
        "a8": (210.47, 148.82),
        "a7": (297.64, 210.47),
        "a6": (297.64, 420.94),
        "3x5": (360.0, 216.0),
    }
)
"""Width and height of flashcards, in points: A8, A7 and A6 as A4 is cut (other paper is
cut likewise), and 5 by 3 inches."""
