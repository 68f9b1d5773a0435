"""Words in a formula → boxes: in the fonts of the page, or upright in that of the formula."""

from __future__ import annotations

from collections.abc import Iterator

from nnexport.exporters.pdf.fonts import CHAINS
from nnexport.exporters.pdf.formulas.measures import MATH_FACE, math_font
from nnexport.exporters.pdf.formulas.nodes import Words
from nnexport.exporters.pdf.formulas.setting import Box, Glyph
from nnexport.exporters.pdf.formulas.source import FormulaError
from nnexport.exporters.pdf.text import cjk
from nnexport.exporters.pdf.text.bidi import is_right_to_left
from nnexport.exporters.pdf.text.characters import bare, clean, clusters
from nnexport.exporters.pdf.text.faces import Face, load_cjk_face, load_face

MONO_SCALE = 0.9


def set_words(words: Words, size: float) -> Box:
    """Return words as a box.

    Errors: ``FormulaError`` for letters that no font has, and for scripts from right to left.
    """
    text = clean(words.text)
    if is_right_to_left(text):
        raise FormulaError("it has text from right to left")
    box = Box()
    font_size = size * MONO_SCALE if words.font == "mono" else size
    for number, part in enumerate(text.split(" ")):
        if number:
            box.width += _first_face(words.font).space * font_size
        for face, stretch in _stretches(part, words.font):
            _add(box, face, stretch, font_size)
    return box


def _add(box: Box, face: Face, text: str, size: float) -> None:
    """Put text in one face at the end of a box."""
    own_size = size * face.scale
    per_unit = 1.0 / float(face.font.face.upem)
    for _, glyphs in face.shape(text).clusters:
        for glyph, differs, right, up in glyphs:
            x, y = box.width + right * own_size / 1000, -up * own_size / 1000
            box.add(x, y, Glyph(face, glyph, own_size))
            box.width += (face.advance(glyph) + differs) * own_size / 1000
            extents = face.font.get_glyph_extents(glyph)
            if extents:
                top = extents.y_bearing * per_unit * own_size
                box.height = max(box.height, top - y)
                box.depth = max(box.depth, y - top - extents.height * per_unit * own_size)


def _first_face(font: str) -> Face:
    return load_face(CHAINS[font][0]) if font else math_font().face


def _stretches(text: str, font: str) -> Iterator[tuple[Face, str]]:
    """Yield the parts of a word that one face has."""
    face: Face | None = None
    stretch = ""
    for cluster in clusters(text):
        found = _find_face(cluster, font)
        if face is not None and found is not face:
            yield face, stretch
            stretch = ""
        face, stretch = found, stretch + cluster
    if face is not None:
        yield face, stretch


def _find_face(cluster: str, font: str) -> Face:
    needed = bare(cluster)
    names = CHAINS[font] if font else (MATH_FACE, *CHAINS["regular"])
    if cjk.has_letters(needed):
        face = load_cjk_face(cjk.CHINESE, 0.0)
        if face and face.has(needed):
            return face
    for name in names:
        face = load_face(name)
        if face.has(needed):
            return face
    raise FormulaError(f"no font has the sign {cluster}")
