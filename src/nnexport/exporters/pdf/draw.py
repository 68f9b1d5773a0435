"""A laid-out sheet → the bytes of a PDF; with ``embedding`` the only module to drive reportlab.

Text is written as content-stream operators of our own: reportlab knows no glyphs by number, and
looks up the font of each call by name in a registry of the whole process.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from nnexport.exporters.pdf.clicks import add_links
from nnexport.exporters.pdf.formulas.typesetting import MATH_FACE
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
    Sheet,
    Signs,
)
from nnexport.exporters.pdf.pictures import Picture
from nnexport.exporters.pdf.saving import save
from nnexport.exporters.pdf.tagging import Marker, Structure
from nnexport.exporters.pdf.text.embedding import DocumentFonts, EmbeddedFont, NoFont, StrokedFont
from nnexport.exporters.pdf.text.faces import Face, load_face


def draw_sheet(sheet: Sheet) -> bytes:
    """Return a sheet as PDF. Equal sheets give equal bytes, in every process."""
    return draw_pages(*take_pages(sheet)).save()


def take_pages(sheet: Sheet) -> tuple[Sheet, list[Page]]:
    """Return a sheet without marks, and its pages beside it."""
    empty = tuple(replace(page, placed=()) for page in sheet.pages)
    return replace(sheet, pages=empty), list(sheet.pages)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawn pages, not yet a file."""

    canvas: Any
    """Of reportlab, which has no types."""

    sheet: Sheet
    structure: Structure | None

    def save(self) -> bytes:
        """Return the file; once."""
        with _own_settings():
            return save(self.canvas, self.sheet, self.structure)


def draw_pages(sheet: Sheet, pages: list[Page], *, tagged: bool = True) -> Drawing:
    """Return pages as reportlab has them; ``pages`` is empty then.

    ``tagged``: it says what is a heading, a paragraph and so on, where the pages say it.

    Whoever has no other use for the pages needs half of the memory: they go as they are drawn.
    """
    with _own_settings():
        # A canvas starts with a font that it finds by name; without one it would name Helvetica.
        pdfmetrics.registerFont(NoFont())
        canvas = Canvas(
            io.BytesIO(),
            pagesize=(sheet.width_pt, sheet.height_pt),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=NoFont.fontName,
        )
        fonts = DocumentFonts(canvas._doc)
        structure = Structure() if tagged and any(map(_has_elements, pages)) else None
        pages.reverse()
        while pages:
            _draw_page(pages.pop(), sheet, canvas, fonts, structure)
        return Drawing(canvas, sheet, structure)


@contextmanager
def _own_settings() -> Iterator[None]:
    """Write streams as bytes: reportlab's default, ASCII, makes files a quarter larger."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _has_elements(page: Page) -> bool:
    return any(mark.element is not None for placed in page.placed for mark in placed.marks)


def _draw_page(
    page: Page, sheet: Sheet, canvas: Any, fonts: DocumentFonts, structure: Structure | None
) -> None:
    height_pt = sheet.height_pt
    marker = Marker(structure)
    code = _rule_code(page.placed, height_pt)
    if code:
        code = [*marker.switch(None), *code, *marker.close()]
    code += _text_code(page.placed, height_pt, fonts, PageImages(canvas), marker)
    if page.is_turned:
        code = [f"q -1 0 0 -1 {sheet.width_pt:.2f} {height_pt:.2f} cm", *code, "Q"]
    canvas._code.append("\n".join(code))
    add_links(page, sheet, canvas, structure)
    for bookmark in page.bookmarks:
        _bookmark(bookmark, height_pt, canvas)
    canvas.showPage()
    _pack(canvas._doc.Pages.pages[-1])


LEVEL = 5
"""Of compressing pages: less than a hundredth larger than the next level, in two thirds of its
time."""


def _pack(page: Any) -> None:
    """Compress what a page draws at once: a long document would be held in memory five times.

    Every character of it is a byte of the file: strings of glyphs are no text.
    """
    content = zlib.compress(page.stream.encode("latin-1"), LEVEL)
    page.stream = None
    page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), content)


def _bookmark(bookmark: Bookmark, height_pt: float, canvas: Any) -> None:
    # A little above, so that a viewer does not cut the tops of the letters off.
    top_pt = round(min(height_pt, height_pt - bookmark.y_pt + 4.0), 2)
    canvas.bookmarkPage(bookmark.key, fit="XYZ", left=0, top=top_pt, zoom=0)
    canvas.addOutlineEntry(bookmark.title, bookmark.key, bookmark.level, closed=False)


ABOVE, BELOW = 0.8, 0.25
"""How far letters reach from their baseline, as parts of the size."""


class PageImages:
    """The pictures of one page. Each is in the file once, whatever it is named on."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def use(self, picture: Picture) -> str:
        """Return the name of a picture in the resources of the page."""
        document, key = self._canvas._doc, picture.key
        name: str = document.getXObjectName(key)
        if not document.hasForm(key):
            document.Reference(_image_object(picture), name)
        if key not in self._canvas._formsinuse:
            self._canvas._formsinuse.append(key)
        return name


def _image_object(picture: Picture) -> Any:
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width_px,
        "Height": picture.height_px,
        "BitsPerComponent": 8,
        "ColorSpace": PDFName("DeviceGray" if picture.is_grey else "DeviceRGB"),
        "Filter": PDFName("DCTDecode" if picture.is_jpeg else "FlateDecode"),
    }
    return PDFStream(PDFDictionary(entries), picture.data)


# --- content streams -----------------------------------------------------------------------------


def _rule_code(placed: Sequence[Placed], height_pt: float) -> list[str]:
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


def _text_code(
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
    for left_pt, down_pt, marks in placed:
        top_pt = height_pt - down_pt
        for mark in marks:
            if type(mark) is not Glyphs:
                code += _other_code(mark, left_pt, top_pt, fonts, images, marker)
                if isinstance(mark, Signs):
                    # A formula leaves its own settings behind.
                    font, color, scale = (None, 0.0), mark.color, 1.0
                continue
            # Unpacked, since this runs for each line of a document.
            x_pt, y_pt, _, face, size_pt, ink, _, stretch, _, element, _ = mark
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
    embedded = fonts.embed(load_face(MATH_FACE))
    for sign in mark.part.signs:
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
