"""Faces as a PDF holds them: glyphs by number, subset to what is drawn, with a map back to text.

Each face is one composite font (``Type0``, ``Identity-H``). A code stands for a glyph *and* the
characters that it shows, so one outline may be read in two ways: the hyphen at a line's end as a
soft hyphen, the one inside a word as itself.

What is used of reportlab without being in its manual is in :class:`DocumentFonts` only:
``delayedFonts``, ``Reference`` and ``idToObject`` of a document.

Source: ISO 32000-1, 9.7 and 9.10; Adobe Technical Note 5014.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from nnexport.exporters.pdf.inks import stroke_color
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.text.bidi import mirror
from nnexport.exporters.pdf.text.faces import Face, FaceKey, find_face
from nnexport.exporters.pdf.text.shaping import Glyph

BLOCK = 100
"""Most lines that one block of a character map may have. Source: Technical Note 5014, §7."""

RISE = "\u2191"
"""Around a rise in thousandths of the size, in the code of a word; the size is known on drawing.
No byte of a PDF can be taken for it."""

BLANK = "\u200b"
"""What glyphs stand for that show no character: a zero-width space."""

_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"})


class NoFont:
    """What a canvas may start with: it is never used, so that no page names a font before ours."""

    fontName = "nnexport-none"
    _dynamicFont = 1
    _multiByte = 0

    class face:
        name = "nnexport-none"


class DocumentFonts:
    """The fonts of one document, and the codes given in them so far.

    A document that it is handed to has its objects when it is saved.
    """

    def __init__(self, prefix: str = "T") -> None:
        """``prefix``: of the names in the resources; no other fonts of the document have it."""
        self._prefix = prefix
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._stroked: dict[Face, StrokedFont] = {}

    def __getstate__(self) -> tuple[str, list[tuple[FaceKey, str, Codes]]]:
        """Go to another process with what a file needs of the fonts: all is drawn already."""
        fonts = self._fonts.values()
        return self._prefix, [(font.face.key, font.resource, font.codes) for font in fonts]

    def __setstate__(self, state: tuple[str, list[tuple[FaceKey, str, Codes]]]) -> None:
        self._prefix, fonts = state
        self._fonts, self._stroked = {}, {}
        for key, resource, codes in fonts:
            face = find_face(key)
            self._fonts[face] = EmbeddedFont(face, resource)
            self._fonts[face].codes = codes

    def of(self, face: Face) -> EmbeddedFont | StrokedFont:
        """Return a face's font in this document."""
        if face.stroke:
            stroked = self._stroked.get(face)
            if stroked is None:
                stroked = self._stroked[face] = StrokedFont(self.embed(face.plain), face.stroke)
            return stroked
        return self.embed(face)

    def embed(self, face: Face) -> EmbeddedFont:
        """Return the font of a face without lines around its letters."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"{self._prefix}{len(self._fonts) + 1}")
        return font

    # The name is reportlab's.
    def addObjects(self, document: Any) -> None:
        """Put all fonts into the document; reportlab calls it on saving."""
        resources = document.idToObject["BasicFonts"].dict
        for font in self._fonts.values():
            resources[font.resource] = document.Reference(_font_object(font, document))


Codes = dict[tuple[int, str], int]
"""Glyph and the characters it shows → code; codes count from 1."""


class _Placed(NamedTuple):
    """A glyph in a word; measures in thousandths of the size."""

    glyph: int
    advance: float
    at: float
    """From the left of the cluster."""

    up: float


class _Written(dict[str, str]):
    """Words of one direction as they are written; a missing one is."""

    def __init__(self, font: EmbeddedFont, right_to_left: bool) -> None:
        super().__init__()
        self._font, self._right_to_left = font, right_to_left

    def __missing__(self, word: str) -> str:
        written = self[word] = self._font.write(word, self._right_to_left)
        return written


class EmbeddedFont:
    """A face with the codes that a document uses of it."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        """Name of the font in a page's resources."""

        self.codes: Codes = {}

        self._written: dict[tuple[int, str], str] = {}
        self._words = (_Written(self, False), _Written(self, True))
        self._space = self.write(" ", right_to_left=False)
        ((_, ((self._blank, *_),)),) = face.shape(" ").clusters

    def show(self, mark: Glyphs) -> str:
        """Return the operators that show a text where the pen is, in this font."""
        _, _, text, _, size_pt, _, gap_pt, _, right_to_left, _, goes_on = mark
        if goes_on:
            text += " "
        known = self._words[right_to_left]
        codes = list(map(known.__getitem__, text.split(" ")))
        if right_to_left:
            # The last word is the first from the left.
            codes.reverse()
        space, is_spread = self._space, gap_pt and self.face.is_solid
        if gap_pt and not is_spread:
            space = f"{space}){-1000 * gap_pt / size_pt:.1f}("
        shown = space.join(codes)
        if gap_pt and "()]TJ" in shown:
            # pdfium leaves out a number at the end of a list: it has to stand before its space.
            gap = space[len(self._space) + 1 : -1]
            shown = shown.replace(f"{space})]TJ", f"){gap}({self._space})]TJ")
        if RISE in shown:
            shown = _raise(shown, size_pt)
        return f"{gap_pt:.3f} Tc [({shown})]TJ 0 Tc" if is_spread else f"[({shown})]TJ"

    def write(self, word: str, right_to_left: bool) -> str:
        """Return a word as it stands between ``(`` and ``)`` in a list of strings to show.

        A word with characters that are drawn by several glyphs is named around it; where programs
        do not read that, or in the wrong order, the widest of those glyphs stands for all of them.
        """
        if not word:
            return ""
        parts: list[str] = []
        # How far the pen is beyond the place where the next cluster begins. The pen is moved before
        # a glyph: some viewers leave out a number at the end of a list.
        beyond = 0.0
        clusters = self.face.shape(word, right_to_left=right_to_left).clusters
        for text, glyphs in clusters:
            if right_to_left:
                # Readers expect what stands on the page from left to right, and turn it round.
                text = mirror(text[::-1])
            glyph, differs, right, up = glyphs[0]
            if len(glyphs) == 1 and not right and not up:
                back = round(beyond, 1)
                beyond -= back + differs
                shown = self._shown(glyph, text)
                parts.append(f"){back:g}({shown}" if back else shown)
                continue
            placed = list(self._place(glyphs))
            base = max(placed, key=lambda each: each.advance)
            pen, width = beyond, sum(each.advance for each in placed) + sum(e[1] for e in glyphs)
            if len(placed) > 1 and not right_to_left:
                # Marks first: pdfium takes no space for one after a glyph without a width.
                placed.sort(key=lambda each: each.advance > 0)
            for each in placed:
                begins = not right_to_left and (each.up != 0 or not parts)
                parts.append(self._show(each, text if each is base else BLANK, pen, begins))
                pen = each.at + each.advance
            beyond = pen - width
        whole = "".join(parts)
        if not right_to_left and any(len(glyphs) > 1 for _, glyphs in clusters):
            text = _utf_16("".join(text for text, _ in clusters))
            whole = f")]TJ /Span<</ActualText<FEFF{text}>>>BDC [({whole})]TJ EMC [("
        back = round(beyond, 1)
        return f"{whole}){back:g}(" if back else whole

    def _place(self, glyphs: Sequence[Glyph]) -> Iterator[_Placed]:
        start = 0.0
        for glyph, differs, right, up in glyphs:
            advance = self.face.advance(glyph)
            yield _Placed(glyph, advance, start + right, up)
            start += advance + differs

    def _show(self, placed: _Placed, text: str, pen: float, begins: bool) -> str:
        """Return a glyph after a move of the pen; ``begins``: it is the first one shown at once.

        pdfium sorts what is shown at once by its first glyph. A mark that stands at the end of its
        word would come after what follows the word: there a blank stands first, at the beginning.
        """
        shown = self._shown(placed.glyph, text)
        if begins and placed.at > 0:
            on_from_blank = self.face.advance(self._blank) - placed.at
            shown = f"{self._shown(self._blank, BLANK)}){on_from_blank:.1f}({shown}"
            back = round(pen, 1)
        else:
            back = round(pen - placed.at, 1)
        if back:
            shown = f"){back:g}({shown}"
        if placed.up:
            shown = f")]TJ {RISE}{placed.up:g}{RISE}[({shown})]TJ {RISE}0{RISE}[("
        return shown

    def show_glyph(self, glyph: int) -> str:
        """Return the operator that shows a glyph where the pen is, as a sign of a formula."""
        text = self.face.character_of(glyph) or BLANK
        return f"({self._shown(glyph, text)})Tj"

    def _shown(self, glyph: int, text: str) -> str:
        """Return the code of a glyph that shows a text, as it stands in a string."""
        shown = self._written.get((glyph, text))
        if shown is None:
            code = self.codes[glyph, text] = len(self.codes) + 1
            shown = f"{chr(code >> 8)}{chr(code & 255)}".translate(_ESCAPES)
            self._written[glyph, text] = shown
        return shown


class StrokedFont:
    """A font whose letters are drawn with a line around them; in the file it is the plain one."""

    def __init__(self, plain: EmbeddedFont, width: float) -> None:
        """``width`` is that of the line, for size 1."""
        self.resource = plain.resource
        self._plain, self._width = plain, width

    def show(self, mark: Glyphs) -> str:
        """Return the operators that show a text where the pen is."""
        line = f"{stroke_color(mark.color)} {self._width * mark.size_pt:.3f} w 1 j"
        return f"{line} 2 Tr {self._plain.show(mark)} 0 Tr"


def _raise(shown: str, size_pt: float) -> str:
    parts = shown.split(RISE)
    parts[1::2] = (f"{float(up) * size_pt / 1000:.2f} Ts " for up in parts[1::2])
    return "".join(parts)


def _utf_16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()


# --- objects -------------------------------------------------------------------------------------


def _font_object(font: EmbeddedFont, document: Any) -> Any:
    """Return the composite font; everything that it refers to is in the document."""
    face = font.face
    glyphs = [0, *(glyph for glyph, _ in font.codes)]
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
                _stream(to_unicode_map([text for _, text in font.codes]).encode("ascii"))
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
    rows = [f"<{code:04X}> <{_utf_16(text)}>" for code, text in enumerate(texts, start=1)]
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
