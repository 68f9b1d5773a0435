"""The places to click of a page, as annotations of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject

from nnexport.exporters.pdf.objects import text_string
from nnexport.exporters.pdf.page import Link, Mark, Page
from nnexport.exporters.pdf.structure import Element
from nnexport.exporters.pdf.tagging import Box, Structure

TOUCH_PT = 0.5
"""Space between two pieces of one link, from rounding."""


class Place(NamedTuple):
    """A place to click on a page."""

    href: str
    box: Box
    key: int | None
    """Of its link in the structure, counted from 0."""


def place_links(
    page: Page, size_pt: tuple[float, float], structure: Structure | None
) -> Iterator[Place]:
    """Yield the links of a page of this width and height; the structure gets them too."""
    width_pt, height_pt = size_pt
    for placed in page.placed:
        for link in join_links(placed.marks):
            left_pt, top_pt = placed.x_pt + link.x_pt, height_pt - placed.y_pt - link.y_pt
            right_pt, bottom_pt = left_pt + link.width_pt, top_pt - link.height_pt
            box = (left_pt, bottom_pt, right_pt, top_pt)
            if page.is_turned:
                box = (
                    width_pt - right_pt,
                    height_pt - top_pt,
                    width_pt - left_pt,
                    height_pt - bottom_pt,
                )
            key = structure.add_link(link.element) if structure is not None else None
            yield Place(link.href, box, key)


def join_links(marks: Sequence[Mark]) -> Iterator[Link]:
    """Yield the links among marks; neighbours of one link, such as words in bold, are one place."""
    last: Link | None = None
    for mark in marks:
        if not isinstance(mark, Link):
            continue
        if last is not None and _touch(last, mark):
            last = _join(last, mark)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _touch(link: Link, other: Link) -> bool:
    return (
        link.href == other.href
        and _owner(link) is _owner(other)
        and abs(other.x_pt - link.x_pt - link.width_pt) <= TOUCH_PT
        and other.y_pt < link.y_pt + link.height_pt
        and link.y_pt < other.y_pt + other.height_pt
    )


def _owner(link: Link) -> Element | None:
    return link.element.find("Link") if link.element else None


def _join(link: Link, other: Link) -> Link:
    top_pt = min(link.y_pt, other.y_pt)
    bottom_pt = max(link.y_pt + link.height_pt, other.y_pt + other.height_pt)
    width_pt = other.x_pt + other.width_pt - link.x_pt
    return link._replace(y_pt=top_pt, height_pt=bottom_pt - top_pt, width_pt=width_pt)


class Annotation(PDFObject):
    """A place to click, as an object of reportlab's document."""

    def __init__(self, href: str, box: Box, key: int | None, canvas: Any) -> None:
        """``key``: of the link in the parent tree, without the pages before; if it has one."""
        self._href = href
        self._box = box
        self._key = key
        self._canvas = canvas

    def format(self, document: Any) -> bytes:
        """Return the object. Reportlab calls it on saving, when all bookmarks are known."""
        box = " ".join(f"{side_pt:.2f}" for side_pt in self._box).encode()
        if self._href.startswith("#"):
            key = self._href[1:]
            action = b"/Dest " + self._canvas._bookmarkReference(key).format(document)
            says = document.outline.destinationnamestotitles[key]
        else:
            action = b"/A<</S/URI/URI%s>>" % text_string(self._href)
            says = self._href
        parent = b""
        if self._key is not None:
            parent = b"/StructParent %d" % (len(document.Pages.pages) + self._key)
        # F 4: printed, which PDF/A wants of whatever is on a page.
        return b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents%s%s%s>>" % (
            box,
            text_string(says),
            action,
            parent,
        )
