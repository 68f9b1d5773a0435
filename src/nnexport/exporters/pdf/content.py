"""A laid-out page → what a PDF holds of it: operators, compressed, and the places to click.

Text is written as content-stream operators of our own: reportlab knows no glyphs by number, and
looks up the font of each call by name in a registry of the whole process. A drawn page needs no
canvas, so it may be drawn in another process than the file is written in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import xObjectName

from nnexport.exporters.pdf.clicks import Place, place_links
from nnexport.exporters.pdf.inks import fill_color, stroke_color
from nnexport.exporters.pdf.page import (
    Blank,
    Bookmark,
    Glyphs,
    Mark,
    Page,
    Placed,
    Plate,
    Rule,
    Signs,
)
from nnexport.exporters.pdf.pictures import Picture
from nnexport.exporters.pdf.structure import Element
from nnexport.exporters.pdf.tagging import Marker, Structure
from nnexport.exporters.pdf.text.embedding import DocumentFonts, EmbeddedFont, StrokedFont
from nnexport.exporters.pdf.text.faces import Face

LEVEL = 4
"""Of compressing pages: a twentieth larger than level 6, in half of its time."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a file holds it. It is much smaller than its marks."""

    content: bytes
    """Compressed operators."""

    places: tuple[Place, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """Those that are on it."""


def draw_page(
    page: Page,
    size_pt: tuple[float, float],
    fonts: DocumentFonts,
    structure: Structure | None = None,
) -> DrawnPage:
    """Return a page of this width and height, in fonts of its document.

    Its elements are the next page of the ``structure``.
    """
    width_pt, height_pt = size_pt
    marker, images = Marker(structure), PageImages()
    code = draw_rules(page.placed, height_pt)
    if code:
        code = [*marker.switch(None), *code, *marker.close()]
    code += draw_text(page.placed, height_pt, fonts, images, marker)
    if page.is_turned:
        code = [f"q -1 0 0 -1 {width_pt:.2f} {height_pt:.2f} cm", *code, "Q"]
    return DrawnPage(
        pack_code(code),
        tuple(place_links(page, size_pt, structure)),
        page.bookmarks,
        tuple(images.pictures.values()),
    )


def pack_code(code: Iterable[str]) -> bytes:
    """Return operators as they stand in a file.

    Every character of them is a byte: strings of glyphs are no text. Compressed at once: a long
    document would be held in memory five times.
    """
    return zlib.compress(("\n".join(code) + "\n").encode("latin-1"), LEVEL)


ABOVE, BELOW = 0.8, 0.25
"""How far letters reach from their baseline, as parts of the size."""


@dataclass(slots=True)
class PageImages:
    """The pictures of one page."""

    pictures: dict[str, Picture] = field(default_factory=dict)

    def use(self, picture: Picture) -> str:
        """Return the name of a picture in the resources of the page."""
        self.pictures[picture.key] = picture
        name: str = xObjectName(picture.key)
        return name


def draw_rules(placed: Sequence[Placed], height_pt: float) -> list[str]:
    """Return the operators of the rules that belong to nothing that is read."""
    code: list[str] = []
    look: tuple[str, float] | None = None
    for x_pt, y_pt, marks in placed:
        for mark in marks:
            if type(mark) is not Rule or mark.element is not None:
                continue
            if look != (mark.color, mark.thickness_pt):
                look = (mark.color, mark.thickness_pt)
                code.append(f"{stroke_color(mark.color)} {mark.thickness_pt:g} w")
            code.append(_line_code(mark, x_pt, height_pt - y_pt))
    return code


def _line_code(rule: Rule, x_pt: float, y_pt: float) -> str:
    return (
        f"{x_pt + rule.x_pt:.2f} {y_pt - rule.y_pt:.2f} m "
        f"{x_pt + rule.to_x_pt:.2f} {y_pt - rule.to_y_pt:.2f} l S"
    )


def draw_text(
    placed: Sequence[Placed],
    height_pt: float,
    fonts: DocumentFonts,
    images: PageImages,
    marker: Marker,
) -> list[str]:
    """Return the operators of all text, and of what stands among it."""
    code = ["BT"]
    font: tuple[Face | None, float] = (None, 0.0)
    color, scale = "", 1.0
    embedded: EmbeddedFont | StrokedFont | None = None
    # Of the mark before, or something that is none where that is not known.
    marked: Element | Marker | None = marker
    for left_pt, down_pt, marks in placed:
        top_pt = height_pt - down_pt
        for mark in marks:
            if type(mark) is not Glyphs:
                code += _other_code(mark, left_pt, top_pt, fonts, images, marker)
                if isinstance(mark, Signs):
                    # A formula leaves its own settings behind.
                    font, color, scale = (None, 0.0), mark.color, 1.0
                marked = marker
                continue
            # Unpacked, since this runs for each line of a document.
            x_pt, y_pt, _, face, size_pt, ink, _, stretch, _, element, _ = mark
            if element is not marked:
                marked = element
                code += marker.switch(element)
            if ink != color:
                color = ink
                code.append(fill_color(color))
            x_pt, y_pt = left_pt + x_pt, top_pt - y_pt
            if marker.has_box:
                above_pt, below_pt = ABOVE * size_pt, BELOW * size_pt
                marker.cover(x_pt, y_pt - below_pt, x_pt + mark.width_pt, y_pt + above_pt)
            code.append(f"1 0 0 1 {x_pt:.2f} {y_pt:.2f} Tm")
            if embedded is None or face is not font[0] or size_pt != font[1]:
                font, embedded = (face, size_pt), fonts.of(face)
                code.append(f"/{embedded.resource} {size_pt:.2f} Tf")
            if stretch != scale:
                scale = stretch
                code.append(f"{100 * scale:.2f} Tz")
            code.append(embedded.show(mark))
    code += marker.close()
    code.append("ET")
    return code


def _other_code(
    mark: Mark,
    left_pt: float,
    top_pt: float,
    fonts: DocumentFonts,
    images: PageImages,
    marker: Marker,
) -> Iterator[str]:
    """Yield what stands among text and is none: no path or picture may be inside a text object."""
    if isinstance(mark, Blank):
        marker.place(mark.element)
        return
    if isinstance(mark, Rule) and mark.element is not None:
        code: Iterable[str] = (
            f"{stroke_color(mark.color)} {mark.thickness_pt:g} w",
            _line_code(mark, left_pt, top_pt),
        )
        xs, ys = (mark.x_pt, mark.to_x_pt), (mark.y_pt, mark.to_y_pt)
        box = min(xs), -max(ys), max(xs), -min(ys)
    elif isinstance(mark, Signs):
        code = (fill_color(mark.color), *_signs_code(mark, left_pt, top_pt, fonts))
        depth_pt, height_pt = mark.part.depth * mark.size_pt, mark.part.height * mark.size_pt
        x_pt, y_pt = mark.x_pt, -mark.y_pt
        box = x_pt, y_pt - depth_pt, x_pt + mark.width_pt, y_pt + height_pt
    elif isinstance(mark, Plate):
        x_pt, y_pt = mark.x_pt, -mark.y_pt
        size = f"{mark.width_pt:.2f} 0 0 {mark.height_pt:.2f}"
        place = f"{left_pt + x_pt:.2f} {top_pt + y_pt:.2f}"
        code = (f"q {size} {place} cm /{images.use(mark.picture)} Do Q",)
        box = x_pt, y_pt, x_pt + mark.width_pt, y_pt + mark.height_pt
    else:
        return  # Rules of no element are drawn before all text; links are none of the content.
    yield from (*marker.close(), "ET", *marker.switch(mark.element), *code)
    left, bottom, right, top = box
    marker.cover(left_pt + left, top_pt + bottom, left_pt + right, top_pt + top)
    yield from (*marker.close(), "BT")


def _signs_code(mark: Signs, left_pt: float, top_pt: float, fonts: DocumentFonts) -> Iterator[str]:
    """Yield the glyphs and rectangles of a formula, with its source as what is copied."""
    x_pt, y_pt, size_pt = left_pt + mark.x_pt, top_pt - mark.y_pt, mark.size_pt
    # An empty text is none to some programs, and the signs would be copied beside the source.
    text = (mark.spoken or "\u200b").encode("utf-16-be", "replace").hex().upper()
    yield f"/Span<</ActualText<FEFF{text}>>>BDC"
    yield "BT 100 Tz"
    for sign in mark.part.signs:
        embedded = fonts.embed(sign.face)
        yield f"/{embedded.resource} {sign.size * size_pt:.3f} Tf"
        yield f"1 0 0 1 {x_pt + sign.x * size_pt:.3f} {y_pt - sign.y * size_pt:.3f} Tm"
        yield embedded.show_glyph(sign.glyph)
    yield "ET"
    for stroke in mark.part.strokes:
        bottom_pt = y_pt - (stroke.y + stroke.height) * size_pt
        width_pt, height_pt = stroke.width * size_pt, stroke.height * size_pt
        yield f"{x_pt + stroke.x * size_pt:.3f} {bottom_pt:.3f} {width_pt:.3f} {height_pt:.3f} re"
    for outline in mark.part.outlines:
        for name, operands in outline:
            places = zip(operands[::2], operands[1::2], strict=True)
            points = [f"{x_pt + x * size_pt:.3f} {y_pt - y * size_pt:.3f}" for x, y in places]
            yield " ".join((*points, name))
    if mark.part.strokes or mark.part.outlines:
        yield "f"
    yield "EMC"
