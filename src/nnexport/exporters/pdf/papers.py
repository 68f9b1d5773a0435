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
