"""A face and the codes that a document uses of it → the objects of a composite font.

Source: ISO 32000-1, 9.7 and 9.10; Adobe Technical Note 5014.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from nnexport.exporters.pdf.text.faces import Face

Codes = dict[tuple[int, str], int]
"""Glyph and the characters it shows → code; codes count from 1."""

BLOCK = 100
"""Most lines that one block of a character map may have. Source: Technical Note 5014, §7."""


def utf_16(text: str) -> str:
    """Return a text as the hexadecimal digits of its UTF-16."""
    return text.encode("utf-16-be", "replace").hex().upper()


def font_object(face: Face, codes: Codes, document: Any) -> Any:
    """Return the composite font; everything that it refers to is in the document."""
    glyphs = [0, *(glyph for glyph, _ in codes)]
    subset, numbers = _subset(face, set(glyphs))
    is_cff = "CFF " in subset.table_tags
    data: bytes = subset.reference_table("CFF ").data if is_cff else subset.blob.data
    name = f"{_tag(data)}+{_postscript_name(face)}"
    descendant = {
        "Type": pdfdoc.PDFName("Font"),
        "Subtype": pdfdoc.PDFName("CIDFontType0" if is_cff else "CIDFontType2"),
        "BaseFont": pdfdoc.PDFName(name),
        "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        "FontDescriptor": document.Reference(_descriptor(face, name, data, is_cff, document)),
        "DW": 1000,
    }
    if is_cff:
        # These outlines have no table from code to glyph, so the codes have one to their numbers.
        in_file = sorted(numbers, key=numbers.__getitem__)
        descendant["W"] = _widths(face, in_file)
        encoding = document.Reference(_code_map([numbers[glyph] for glyph in glyphs]))
    else:
        places = b"".join(struct.pack(">H", numbers[glyph]) for glyph in glyphs)
        descendant["W"] = _widths(face, glyphs)
        descendant["CIDToGIDMap"] = document.Reference(_stream(places))
        encoding = pdfdoc.PDFName("Identity-H")
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": encoding,
            "DescendantFonts": pdfdoc.PDFArray(
                [document.Reference(pdfdoc.PDFDictionary(descendant))]
            ),
            "ToUnicode": document.Reference(
                _stream(to_unicode_map([text for _, text in codes]).encode("ascii"))
            ),
        }
    )


def _stream(data: bytes, **entries: Any) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), data, [pdfdoc.PDFZCompress])


_UNUSED = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "JSTF",
    "MATH",
    "OS/2",
    "VORG",
    "cmap",
    "name",
    "post",
    "vhea",
    "vmtx",
)
"""Tables that nobody reads in a PDF: text is shaped already, codes lead to glyphs by number."""


def _subset(face: Face, glyphs: set[int]) -> tuple[hb.Face, dict[int, int]]:
    """Return a font of these glyphs, and the number of each in it."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _UNUSED)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    if face.font.face.has_var_data:
        wanted.pin_all_axes_to_default(face.font.face)
        if face.weight:
            wanted.pin_axis_location(face.font.face, "wght", face.weight)
    plan = hb.SubsetPlan(face.font.face, wanted)
    numbers = plan.old_to_new_glyph_mapping
    return plan.execute(), {glyph: numbers[glyph] for glyph in glyphs}


def _tag(data: bytes) -> str:
    """Return the six letters that name a subset: others for another subset."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(face: Face) -> str:
    name: str | None = face.font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
    return name or face.name


_SYMBOLIC, _ITALIC, _FIXED_PITCH = 4, 64, 1


def _descriptor(face: Face, name: str, data: bytes, is_cff: bool, document: Any) -> Any:
    tables = face.font.face
    to_thousandths = 1000 / tables.upem
    head, post = tables.reference_table("head").data, tables.reference_table("post").data
    box = [round(side * to_thousandths) for side in struct.unpack(">4h", head[36:44])]
    angle, fixed_pitch = struct.unpack(">i", post[4:8])[0] / 65536, any(post[12:16])
    extents = face.font.get_font_extents("ltr")
    capitals = face.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    flags = _SYMBOLIC | (_ITALIC if angle else 0) | (_FIXED_PITCH if fixed_pitch else 0)
    if is_cff:
        file = "FontFile3", _stream(data, Subtype=pdfdoc.PDFName("CIDFontType0C"))
    else:
        file = "FontFile2", _stream(data, Length1=len(data))
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": flags,
            "FontBBox": pdfdoc.PDFArray(box),
            "ItalicAngle": round(angle, 2),
            "Ascent": round(extents.ascender * to_thousandths),
            "Descent": round(extents.descender * to_thousandths),
            "CapHeight": round(capitals * to_thousandths),
            # Not in the file; viewers use it only where they lack the font.
            "StemV": 140 if "Bold" in name or "bold" in name else 80,
            file[0]: document.Reference(file[1]),
        }
    )


def _widths(face: Face, glyphs: Sequence[int]) -> Any:
    """Return the advance of each code from 0, in thousandths of the size."""
    advances = " ".join(f"{face.advance(glyph):.1f}".removesuffix(".0") for glyph in glyphs)
    return f"[0 [{advances}]]"


def _code_map(numbers: Sequence[int]) -> Any:
    """Return the map from each code to the number of its glyph."""
    rows = [f"<{code:04X}> {number}" for code, number in enumerate(numbers)]
    text = "\n".join(_character_map("nnexport-Codes", "Identity", rows, "cidchar", kind=1))
    info = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    return _stream(
        text.encode("ascii"),
        Type=pdfdoc.PDFName("CMap"),
        CMapName=pdfdoc.PDFName("nnexport-Codes"),
        CIDSystemInfo=info,
        WMode=0,
    )


def to_unicode_map(texts: Sequence[str]) -> str:
    """Return the character map of codes from 1: code → UTF-16.

    Source: ISO 32000-1, 9.10.3.
    """
    rows = [f"<{code:04X}> <{utf_16(text)}>" for code, text in enumerate(texts, start=1)]
    return "\n".join(_character_map("Adobe-Identity-UCS", "UCS", rows, "bfchar", kind=2))


def _character_map(
    name: str, ordering: str, rows: Sequence[str], operator: str, *, kind: int
) -> list[str]:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        f"/CMapType {kind} def",
    ]
    if kind == 1:
        lines.append("/WMode 0 def")
    lines += ["1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange"]
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        lines += [f"{len(block)} begin{operator}", *block, f"end{operator}"]
    return [*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
