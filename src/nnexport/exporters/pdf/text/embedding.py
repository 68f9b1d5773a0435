"""Faces as a PDF holds them: glyphs by number, subset to what is drawn, with a map back to text.

Each face is one composite font (``Type0``, ``Identity-H``). A code stands for a glyph *and* the
characters that it shows, so one outline may be read in two ways: the hyphen at a line's end as a
soft hyphen, the one inside a word as itself.

What is used of reportlab without being in its manual is in :class:`DocumentFonts` and in
:mod:`.font_objects` only: ``Reference`` and ``idToObject`` of a document.

Source: ISO 32000-1, 9.7 and 9.10; Adobe Technical Note 5014.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nnexport.exporters.pdf.inks import stroke_color
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.text.bidi import mirror
from nnexport.exporters.pdf.text.faces import Face, FaceKey, find_face
from nnexport.exporters.pdf.text.font_objects import Codes, font_object, utf_16
from nnexport.exporters.pdf.text.shaping import Glyph

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
            resources[font.resource] = document.Reference(
                font_object(font.face, font.codes, document)
            )


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
            text = utf_16("".join(text for text, _ in clusters))
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
