"""Inlines → runs: what is printed, with the look it is printed in.

No text of a deck is ever read as markup from here on: ``<b>`` in a question is four characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

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
from nnexport.exporters.pdf.formulas.boxes import make_boxes, picture_box
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.languages import stretches
from nnexport.exporters.pdf.looks import (
    BOX_TEXT,
    STYLES,
    Look,
    Run,
    emphasize,
    monospace,
    open_in,
)
from nnexport.exporters.pdf.losses import MOVING_PICTURE, Losses
from nnexport.exporters.pdf.page import ACCENT
from nnexport.exporters.pdf.pictures import Refusal, Shown
from nnexport.exporters.pdf.text.bidi import is_right_to_left, runs_right_to_left

BLANK = "________"
HIDDEN_TEX = r"\square"
"""What stands in the place of a deletion that is to be guessed, in text and in formulas."""


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
    yield from _runs(inline.children, STYLES[inline.style](look), losses)


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
    yield from _runs(inline.children, STYLES["mark"](look), losses)


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
