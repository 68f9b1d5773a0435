"""A drawn canvas and the structure of what was drawn → the bytes of the file.

Pages, fonts and bookmarks are reportlab's objects; catalogue, structure, metadata and the file
around them are written here.
"""

from __future__ import annotations

import zlib
from typing import Any

from nnexport.exporters.pdf import metadata
from nnexport.exporters.pdf.colour_profile import srgb_profile
from nnexport.exporters.pdf.objects import File, text_string
from nnexport.exporters.pdf.page import Sheet
from nnexport.exporters.pdf.tagging import Structure


def save(canvas: Any, sheet: Sheet, structure: Structure | None) -> bytes:
    """Return the file; ``structure`` is ``None`` for a sheet that says nothing of its elements."""
    document = canvas._doc
    file = File()
    has_outline = _add_objects(canvas, file, is_tagged=structure is not None)
    numbers = document.idToObjectNumberAndVersion
    profile, packet, info, root = range(len(numbers) + 1, len(numbers) + 5)
    size = root + 1
    file.add_stream(profile, b"/N 3/Filter/FlateDecode", zlib.compress(srgb_profile()))
    # Not compressed, so that a program can find it without reading PDF.
    packet_bytes = metadata.xmp_packet(sheet, tagged=structure is not None)
    file.add_stream(packet, b"/Type/Metadata/Subtype/XML", packet_bytes)
    file.add(info, metadata.information(sheet))
    catalogue = [
        b"<</Type/Catalog/Pages %d 0 R" % _number(document, document.Pages),
        b"/Lang" + text_string(metadata.language_tag(sheet.language)),
        b"/Metadata %d 0 R" % packet,
        b"/OutputIntents[%s]" % metadata.output_intent(profile),
        b"/ViewerPreferences" + metadata.viewer_preferences(sheet),
        b"/PageLabels" + metadata.page_labels(sheet.pages),
    ]
    if has_outline:
        catalogue.append(b"/Outlines %d 0 R" % _number(document, document.Outlines))
    if structure is not None:
        catalogue.append(b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % size)
        pages = {at: numbers[f"Page{at + 1}"][0] for at in range(len(sheet.pages))}
        for number, body in structure.objects(size, pages):
            file.add(number, body)
            size += 1
    file.add(root, b"".join(catalogue) + b">>")
    return file.finish(size, root, info)


def _add_objects(canvas: Any, file: File, *, is_tagged: bool) -> bool:
    """Add reportlab's objects, and tell whether there is an outline.

    The order is that of reportlab's own saving: fonts, outline, then all objects, of which some
    come into being only when another one is written.
    """
    document = canvas._doc
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Reference(document.Pages)
    document.Reference(document.Outlines)
    document.Outlines.prepare(document, canvas)
    has_outline = bool(document.Outlines.ready > 0)
    for at, page in enumerate(document.Pages.pages):
        if is_tagged:
            page.StructParents, page.Tabs = at, "/S"
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    number = 1
    while number in document.numberToId:
        name = document.numberToId[number]
        item = document.idToObject[name]
        if item is not document.Outlines or has_outline:
            file.add(number, item.format(document))
        # Of no use any more: what follows takes its room.
        document.idToObject[name] = None
        number += 1
    return has_outline


def _number(document: Any, item: Any) -> int:
    number: int = document.idToObjectNumberAndVersion[document.Reference(item).name][0]
    return number
