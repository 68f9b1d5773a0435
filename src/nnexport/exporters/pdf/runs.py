"""Inlines → runs: what is printed, with the look it is printed in.

No text of a deck is ever read as markup from here on: ``<b>`` in a question is four characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from nnexport.deck.markup import (
    Break,
    Code,
    Deletion,
    Formula,
    Image,
    Inline,
    Link,
    Math,
    Styled,
    Text,
    inline_text,
)
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
from nnexport.exporters.pdf.formulas.boxes import Box, make_boxes, picture_box
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.languages import stretches
from nnexport.exporters.pdf.losses import MOVING_PICTURE, Losses
from nnexport.exporters.pdf.page import ACCENT, INK
from nnexport.exporters.pdf.pictures import Refusal, Shown
from nnexport.exporters.pdf.structure import Element
from nnexport.exporters.pdf.text.bidi import is_right_to_left, runs_right_to_left

MONO_SCALE = 0.9
"""Source Code Pro beside Source Sans: equally high small letters, less wide."""

SMALLEST_PT = 6.5
"""No text that is to be read is smaller; sub- and superscripts are."""

SCRIPT_SCALE = 0.7
SUPERSCRIPT_RISE = 0.33
SUBSCRIPT_RISE = -0.14
"""Of sub- and superscripts, as fractions of the size of the line."""

BLANK = "________"
HIDDEN_TEX = r"\square"
"""What stands in the place of a deletion that is to be guessed, in text and in formulas."""


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

Paragraph = tuple[Run, ...]
"""Runs up to a hard break."""


def set_inlines(inlines: Sequence[Inline], look: Look, losses: Losses) -> list[Paragraph]:
    """Return what inlines print, cut at hard breaks.

    Shape: at least one paragraph; it may hold no run.
    Errors: formulas and pictures go to ``losses`` (NN302, NN304).
    """
    paragraphs: list[Paragraph] = []
    runs: list[Run] = []
    for run in _runs(inlines, look, losses):
        if run is None:
            paragraphs.append(tuple(runs))
            runs = []
        else:
            runs.append(run)
    return [*paragraphs, tuple(runs)]


def _runs(inlines: Sequence[Inline], look: Look, losses: Losses) -> Iterator[Run | None]:
    """Yield runs, and ``None`` for a hard break."""
    for inline in inlines:
        yield from _RUNS[type(inline)](inline, look, losses)


def set_plain(text: str, look: Look) -> Paragraph:
    """Return a text without markup, such as a title, with what a screen reader needs of it."""
    element = look.element
    if element is None:
        return (Run(text, look),)
    language = element.spoken_language
    # Glyphs from right to left are drawn in the order of the page, not that of reading; so are the
    # signs beside numbers on a sheet from right to left.
    mixed = is_right_to_left(text) or (runs_right_to_left(language) and not text.isalnum())
    return tuple(
        Run(part, open_in(look, "Span", language=said_in, spoken=part if mixed else ""))
        if mixed or said_in
        else Run(part, look)
        for part, said_in in stretches(text, language)
    )


def _text(inline: Text, look: Look, losses: Losses) -> Iterator[Run | None]:
    yield from set_plain(inline.text, look)


def _code(inline: Code, look: Look, losses: Losses) -> Iterator[Run | None]:
    yield Run(inline.text, open_in(monospace(look), "Code"))


def _math(inline: Math, look: Look, losses: Losses) -> Iterator[Run | None]:
    look = open_in(look, "Formula", alt=inline.tex)
    boxes = make_boxes(inline.tex, look, losses)
    if not boxes:
        yield Run(inline.tex, monospace(look))
    for box in boxes:
        yield Run(BOX_TEXT, look._replace(box=box))


def _break(inline: Break, look: Look, losses: Losses) -> Iterator[Run | None]:
    yield None if inline.hard else Run(" ", look)


def _shown(inline: Shown, look: Look, losses: Losses) -> Iterator[Run | None]:
    if isinstance(inline.picture, Refusal):
        losses.leave_out_image(inline.src, inline.picture.reason, inline.picture.help)
        yield Run(f"[{_name_image(inline, look)}]", emphasize(look))
        return
    if inline.picture.moves:
        losses.simplify(MOVING_PICTURE)
    look = open_in(look, "Figure", alt=_name_image(inline, look))
    yield Run(BOX_TEXT, look._replace(box=picture_box(inline, inline.picture, look)))


def _image(inline: Image, look: Look, losses: Losses) -> Iterator[Run | None]:
    losses.leave_out_image(inline.src)
    yield Run(f"[{_name_image(inline, look)}]", emphasize(look))


def _name_image(image: Image | Shown, look: Look) -> str:
    """Return what an image is called: what the deck says, or its file, or just what it is."""
    if image.alt:
        return image.alt
    is_file = not image.src.startswith("data:")
    name = image.src.replace("\\", "/").rpartition("/")[2] if is_file else ""
    language = look.element.spoken_language if look.element else ""
    return name or labels_of(language).phrases.picture


def _styled(inline: Styled, look: Look, losses: Losses) -> Iterator[Run | None]:
    yield from _runs(inline.children, _STYLES[inline.style](look), losses)


def _link(inline: Link, look: Look, losses: Losses) -> Iterator[Run | None]:
    if _OUTSIDE.match(inline.href):
        look = open_in(look, "Link")._replace(href=inline.href, color=ACCENT)
    yield from _runs(inline.children, look, losses)


def _deletion(inline: Deletion, look: Look, losses: Losses) -> Iterator[Run | None]:
    # Hints are for who must guess; on most sheets nothing is hidden.
    if look.hides:
        yield Run(BLANK, look)
        if inline.hint:
            yield from _runs((Text(" ("), *inline.hint, Text(")")), look, losses)
        return
    yield from _runs(inline.children, _STYLES["mark"](look), losses)


def _formula(inline: Formula, look: Look, losses: Losses) -> Iterator[Run | None]:
    children = inline.children
    if look.hides:
        children = tuple(
            Text(HIDDEN_TEX) if isinstance(each, Deletion) else each for each in children
        )
    yield from _math(Math(inline_text(children)), look, losses)


# A relative link or a script leads nowhere from a PDF.
_OUTSIDE = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+\Z", re.IGNORECASE)

# Each function takes the class it is listed under, which a Mapping's type cannot say.
_RUNS: Mapping[type, Callable[[Any, Look, Losses], Iterator[Run | None]]] = MappingProxyType(
    {
        Text: _text,
        Code: _code,
        Math: _math,
        Break: _break,
        Image: _image,
        Shown: _shown,
        Styled: _styled,
        Link: _link,
        Deletion: _deletion,
        Formula: _formula,
    }
)


# --- looks ---------------------------------------------------------------------------------------

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


_STYLES: Mapping[str, Callable[[Look], Look]] = MappingProxyType(
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
