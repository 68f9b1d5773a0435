"""How text is printed: its font, size and colour, and what is drawn in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from nnexport.exporters.pdf.fonts import (
    BOLD,
    BOLD_ITALIC,
    CODE,
    HEAVY,
    ITALIC,
    MONO,
    MONO_BOLD,
    MONO_ITALIC,
    REGULAR,
)
from nnexport.exporters.pdf.page import INK, Mark, shift
from nnexport.exporters.pdf.structure import Element

MONO_SCALE = 0.9
"""Source Code Pro beside Source Sans: equally high small letters, less wide."""

SMALLEST_PT = 6.5
"""No text that is to be read is smaller; sub- and superscripts are."""

SCRIPT_SCALE = 0.7
SUPERSCRIPT_RISE = 0.33
SUBSCRIPT_RISE = -0.14
"""Of sub- and superscripts, as fractions of the size of the line."""


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """Something drawn among the words of a line."""

    mark: Mark
    """Counts from the beginning of the box's baseline."""

    width_pt: float
    trail_pt: float = 0.0
    """Of the width, the space at its end."""

    source: str = ""
    """TeX of the whole formula."""

    number: int = 0
    """Of the part of a formula: before all but the first, a line may end."""

    share: float = 1.0
    """Part of the line's width that it has at most."""

    def at(self, x_pt: float, y_pt: float) -> Mark:
        """Return what is drawn, at a place on a line."""
        return shift(self.mark, x_pt, y_pt)


class Look(NamedTuple):
    """How a run is printed."""

    font: str
    """A key of ``fonts.CHAINS``."""

    size_pt: float
    rise_pt: float = 0.0
    color: str = INK
    strike: bool = False
    underline: bool = False
    href: str = ""
    element: Element | None = None
    """What the text is a part of; ``None`` for what is not read aloud."""

    hides: bool = False
    """Deletions are blanks to be filled in."""

    box: Box | None = None
    """What is drawn instead of text."""


def open_in(
    look: Look,
    role: str,
    *,
    level: int = 0,
    alt: str = "",
    spoken: str = "",
    language: str = "",
    detail: str = "",
) -> Look:
    """Return a look whose text belongs to a new element inside the look's.

    Inside an artifact there are only artifacts: a look without an element stays without one.
    """
    if look.element is None:
        return look
    element = Element(role, look.element, level, alt, spoken, language, detail)
    return look._replace(element=element)


class Run(NamedTuple):
    """Text in one look; its white space is where lines may end."""

    text: str
    look: Look

    @property
    def can_break_before(self) -> bool:
        """A line may end before it without a space."""
        return self.look.box is not None and self.look.box.number > 0


BOX_TEXT = "\ufffc"
"""Text of a run that is a box. The Unicode standard: for an object among the text."""


_STRONG = MappingProxyType({REGULAR: BOLD, ITALIC: BOLD_ITALIC, BOLD: HEAVY, MONO: MONO_BOLD})
_EMPHASIS = MappingProxyType(
    {REGULAR: ITALIC, BOLD: BOLD_ITALIC, HEAVY: BOLD_ITALIC, MONO: MONO_ITALIC}
)
_CODE = MappingProxyType(
    {ITALIC: MONO_ITALIC, BOLD: MONO_BOLD, BOLD_ITALIC: MONO_BOLD, HEAVY: MONO_BOLD}
)
"""Font of the text around → that of code in it."""


def strengthen(look: Look) -> Look:
    return look._replace(font=_STRONG.get(look.font, look.font))


def emphasize(look: Look) -> Look:
    return look._replace(font=_EMPHASIS.get(look.font, look.font))


def monospace(look: Look) -> Look:
    if look.font in CODE:
        return look
    size_pt = max(look.size_pt * MONO_SCALE, min(look.size_pt, SMALLEST_PT))
    return look._replace(font=_CODE.get(look.font, MONO), size_pt=size_pt)


def _script(look: Look, rise: float) -> Look:
    return look._replace(
        size_pt=look.size_pt * SCRIPT_SCALE,
        rise_pt=look.rise_pt + look.size_pt * rise,
    )


STYLES: Mapping[str, Callable[[Look], Look]] = MappingProxyType(
    {
        "strong": strengthen,
        "emphasis": emphasize,
        "strike": lambda look: look._replace(strike=True),
        "mark": lambda look: look._replace(underline=True),
        "sub": lambda look: _script(look, SUBSCRIPT_RISE),
        "sup": lambda look: _script(look, SUPERSCRIPT_RISE),
        "kbd": monospace,
    }
)
