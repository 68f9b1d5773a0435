"""Colours as operators of a page."""

from __future__ import annotations

from functools import cache

from nnexport.exporters.pdf.page import BLACK


def fill_color(color: str) -> str:
    """Return the operator that gives areas and letters a colour, RGB in hex."""
    # Black of its own kind: printers mix that of RGB from all their inks.
    return "0 g" if color == BLACK else f"{_parts(color)} rg"


def stroke_color(color: str) -> str:
    """Return the operator that gives lines a colour."""
    return "0 G" if color == BLACK else f"{_parts(color)} RG"


@cache
def _parts(color: str) -> str:
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.3f}" for at in (0, 2, 4))
