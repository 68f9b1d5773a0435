"""A laid-out sheet → the bytes of a PDF; with ``embedding`` the only module to drive reportlab.

Text is written as content-stream operators of our own: reportlab knows no glyphs by number, and
looks up the font of each call by name in a registry of the whole process.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from nnexport.exporters.pdf.page import Bookmark, Glyphs, Link, Page, Placed, Rule, Sheet
from nnexport.exporters.pdf.text.embedding import DocumentFonts, NoFont

AUTHOR = "nnexport"


def draw_sheet(sheet: Sheet) -> bytes:
    """Return a sheet as PDF. Equal sheets give equal bytes, in every process."""
    with _own_settings():
        buffer = io.BytesIO()
        # A canvas starts with a font that it finds by name; without one it would name Helvetica.
        pdfmetrics.registerFont(NoFont())
        canvas = Canvas(
            buffer,
            pagesize=(sheet.width_pt, sheet.height_pt),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=NoFont.fontName,
            lang=sheet.language,
        )
        canvas.setTitle(sheet.title)
        canvas.setAuthor(AUTHOR)
        canvas.setCreator(AUTHOR)
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        fonts = DocumentFonts(canvas._doc)
        for page in sheet.pages:
            _draw_page(page, sheet, canvas, fonts)
        canvas.save()
        return buffer.getvalue()


@contextmanager
def _own_settings() -> Iterator[None]:
    """Write streams as bytes: reportlab's default, ASCII, makes files a quarter larger."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _draw_page(page: Page, sheet: Sheet, canvas: Any, fonts: DocumentFonts) -> None:
    height_pt = sheet.height_pt
    code = [*_rule_code(page.placed, height_pt), *_text_code(page.placed, height_pt, fonts)]
    canvas._code.append("\n".join(code))
    for placed in page.placed:
        for mark in placed.marks:
            if isinstance(mark, Link):
                _link(mark, placed, height_pt, canvas)
    for bookmark in page.bookmarks:
        _bookmark(bookmark, height_pt, canvas)
    canvas.showPage()


def _link(link: Link, placed: Placed, height_pt: float, canvas: Any) -> None:
    left_pt, top_pt = placed.x_pt + link.x_pt, height_pt - placed.y_pt - link.y_pt
    box = (left_pt, top_pt - link.height_pt, left_pt + link.width_pt, top_pt)
    canvas.linkURL(link.href, tuple(round(side_pt, 2) for side_pt in box), thickness=0)


def _bookmark(bookmark: Bookmark, height_pt: float, canvas: Any) -> None:
    # A little above, so that a viewer does not cut the tops of the letters off.
    top_pt = round(min(height_pt, height_pt - bookmark.y_pt + 4.0), 2)
    canvas.bookmarkPage(bookmark.key, fit="XYZ", left=0, top=top_pt, zoom=0)
    canvas.addOutlineEntry(bookmark.title, bookmark.key, bookmark.level, closed=False)


# --- content streams -----------------------------------------------------------------------------


def _rule_code(placed: Sequence[Placed], height_pt: float) -> Iterator[str]:
    look: tuple[str, float] | None = None
    for place in placed:
        for mark in place.marks:
            if not isinstance(mark, Rule):
                continue
            if look != (mark.color, mark.thickness_pt):
                look = (mark.color, mark.thickness_pt)
                yield f"{_color(mark.color)} RG {mark.thickness_pt:g} w"
            x_pt, y_pt = place.x_pt, height_pt - place.y_pt
            yield (
                f"{x_pt + mark.x_pt:.2f} {y_pt - mark.y_pt:.2f} m "
                f"{x_pt + mark.to_x_pt:.2f} {y_pt - mark.to_y_pt:.2f} l S"
            )


def _text_code(placed: Sequence[Placed], height_pt: float, fonts: DocumentFonts) -> Iterator[str]:
    yield "BT"
    font: tuple[str, float] | None = None
    color = ""
    for place in placed:
        top_pt = height_pt - place.y_pt
        for mark in place.marks:
            if not isinstance(mark, Glyphs):
                continue
            if mark.color != color:
                color = mark.color
                yield f"{_color(color)} rg"
            x_pt, y_pt = place.x_pt + mark.x_pt, top_pt - mark.y_pt
            yield f"1 0 0 1 {x_pt:.2f} {y_pt:.2f} Tm"
            embedded = fonts.of(mark.face)
            if font != (embedded.resource, mark.size_pt):
                font = (embedded.resource, mark.size_pt)
                yield f"/{font[0]} {mark.size_pt:.2f} Tf"
            yield embedded.show(mark)
    yield "ET"


def _color(color: str) -> str:
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.3f}" for at in (0, 2, 4))
