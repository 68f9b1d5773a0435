"""A laid-out sheet → the bytes of a PDF; with ``embedding`` the only module to drive reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from nnexport.exporters.pdf.clicks import Annotation
from nnexport.exporters.pdf.content import DrawnPage, draw_page
from nnexport.exporters.pdf.page import Bookmark, Page, Sheet
from nnexport.exporters.pdf.pictures import Picture
from nnexport.exporters.pdf.saving import save
from nnexport.exporters.pdf.tagging import Structure
from nnexport.exporters.pdf.text.embedding import DocumentFonts, NoFont


def draw_sheet(sheet: Sheet) -> bytes:
    """Return a sheet as PDF. Equal sheets give equal bytes, in every process."""
    return draw_pages(*take_pages(sheet))


def take_pages(sheet: Sheet) -> tuple[Sheet, list[Page]]:
    """Return a sheet without marks, and its pages beside it."""
    empty = tuple(replace(page, placed=()) for page in sheet.pages)
    return replace(sheet, pages=empty), list(sheet.pages)


def draw_pages(sheet: Sheet, pages: list[Page], *, tagged: bool = True) -> bytes:
    """Return pages as PDF; ``pages`` is empty then.

    ``tagged``: it says what is a heading, a paragraph and so on, where the pages say it.

    Whoever has no other use for the pages needs half of the memory: they go as they are drawn.
    """
    fonts = DocumentFonts()
    structure = Structure() if tagged and any(map(_has_elements, pages)) else None
    document = Document(sheet, structure)
    document.add_fonts(fonts)
    pages.reverse()
    while pages:
        document.add(draw_page(pages.pop(), (sheet.width_pt, sheet.height_pt), fonts, structure))
    return document.save()


def _has_elements(page: Page) -> bool:
    return any(mark.element is not None for placed in page.placed for mark in placed.marks)


class Document:
    """Drawn pages on their way into a file."""

    def __init__(self, sheet: Sheet, structure: Structure | None) -> None:
        """``sheet`` is that of all pages; its own need no marks. ``structure`` is that of all."""
        # A canvas starts with a font that it finds by name; without one it would name Helvetica.
        pdfmetrics.registerFont(NoFont())
        self._canvas: Any = Canvas(
            io.BytesIO(),
            pagesize=(sheet.width_pt, sheet.height_pt),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=NoFont.fontName,
        )
        self._sheet, self._structure = sheet, structure

    def add_fonts(self, fonts: DocumentFonts) -> None:
        """Let pages that are added use fonts; what they use is known when the file is saved."""
        self._canvas._doc.delayedFonts.append(fonts)

    def add(self, drawn: DrawnPage, before: bytes = b"", links: int = 0) -> None:
        """Add a page.

        ``before``: operators, packed, that are drawn in front of its own. ``links``: how many of
        the structure come before those with which its own were counted.
        """
        canvas = self._canvas
        for picture in drawn.pictures:
            self._add_picture(picture)
        for href, box, key in drawn.places:
            key = None if key is None else key + links
            canvas._addAnnotation(Annotation(href, box, key, canvas))
            if self._structure is not None and key is not None:
                name = canvas._annotationrefs[-1].name
                number = canvas._doc.idToObjectNumberAndVersion[name][0]
                self._structure.link_numbers[key] = number
        for bookmark in drawn.bookmarks:
            self._add_bookmark(bookmark)
        canvas.showPage()
        page = canvas._doc.Pages.pages[-1]
        page.stream = None
        page.Contents = self._contents([before, drawn.content] if before else [drawn.content])

    def save(self) -> bytes:
        """Return the file; once."""
        with _own_settings():
            return save(self._canvas, self._sheet, self._structure)

    def _contents(self, packed: Iterable[bytes]) -> Any:
        streams = [_PackedStream(content) for content in packed]
        if len(streams) == 1:
            return streams[0]
        return PDFArray([self._canvas._doc.Reference(stream) for stream in streams])

    def _add_picture(self, picture: Picture) -> None:
        """Put a picture into the resources of the page. It is in the file once."""
        document = self._canvas._doc
        if not document.hasForm(picture.key):
            document.Reference(_image_object(picture), document.getXObjectName(picture.key))
        self._canvas._formsinuse.append(picture.key)

    def _add_bookmark(self, bookmark: Bookmark) -> None:
        # A little above, so that a viewer does not cut the tops of the letters off.
        height_pt = self._sheet.height_pt
        top_pt = round(min(height_pt, height_pt - bookmark.y_pt + 4.0), 2)
        self._canvas.bookmarkPage(bookmark.key, fit="XYZ", left=0, top=top_pt, zoom=0)
        self._canvas.addOutlineEntry(bookmark.title, bookmark.key, bookmark.level, closed=False)


@contextmanager
def _own_settings() -> Iterator[None]:
    """Write streams as bytes: reportlab's default, ASCII, makes files a quarter larger."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


class _PackedStream(PDFObject):
    """Compressed operators, written once: the file holds them then."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, document: Any) -> bytes:
        """Return the object. Reportlab's name."""
        content, self._content = self._content, b""
        head = b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(content)
        # As reportlab's: the line before the last word is begun where the file is written.
        return b"%s%sendstream\n" % (head, content)


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
    return _stream(picture.data, **entries)


def _stream(content: bytes, **entries: Any) -> Any:
    return PDFStream(PDFDictionary(entries), content)
