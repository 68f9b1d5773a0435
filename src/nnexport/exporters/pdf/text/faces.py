"""Font files of the package, and the words that were shaped in them."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path
from types import MappingProxyType

import uharfbuzz as hb

from nnexport.exporters.pdf.text import cjk
from nnexport.exporters.pdf.text.bidi import is_right_to_left
from nnexport.exporters.pdf.text.shaping import Shaped, Shaper

FONTS_PATH = Path(__file__).parent.parent / "fonts"

SCALES = MappingProxyType(
    {"DejaVu": 0.89, "NotoSansDevanagari": 0.92, "NotoSansThai": 0.88, "NotoEmoji": 0.8}
)
"""Family → size at which its letters are as high as those of Source Sans, if not 1. Emoji are
as wide as the line allows."""

LOCAL_SHAPES = frozenset("az bg ca fa ks mk mo mr ne nl pl ro sd sr tr ur".split())
"""Languages in which some letters look otherwise: the italic б of Serbian, the four of Urdu."""

MOST_WORDS = 100_000
"""Words that a face keeps; more are those of several large decks in one process."""


class Face:
    """One font of one file, or one weight of a file with several: ``NotoSansThai@600``.

    Widths are fractions of the size that is asked for; ``scale`` is in them.
    """

    def __init__(
        self,
        name: str,
        path: Path,
        number: int = 0,
        language: str = "",
        *,
        is_solid: bool = False,
    ) -> None:
        """``number`` is that of a font in a file with several.

        ``language`` is one of ``LOCAL_SHAPES`` or none.
        ``is_solid``: letters are as wide as they are, whatever stands beside them.
        """
        self.name, self.is_solid = name, is_solid
        self.key: FaceKey = name, number, language
        self.scale = next((SCALES[each] for each in SCALES if name.startswith(each)), 1.0)
        """Size to draw at, for one unit of the size asked for."""

        self.weight = int(name.partition("@")[2] or 0)
        """Of a file with several weights; 0 for its only one, or the regular one."""

        self.stroke = 0.0
        """Width of the line around its letters, for size 1; none is drawn around those of most."""

        self.plain = self
        """The face of the same letters without a line around them."""

        self.font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), number))
        if self.weight:
            self.font.set_variations({"wght": self.weight})
        self._upem: int = self.font.face.upem
        # Private characters mean something else in each font.
        self.letters = frozenset(
            chr(code)
            for code in self.font.face.unicodes
            if not (0xE000 <= code <= 0xF8FF or code >= 0xF0000)
        )
        self._characters: dict[int, str] | None = None
        self._shaper = Shaper(self.font, language, kerns=not is_solid)
        self._shaped: tuple[dict[str, Shaped], dict[str, Shaped]] = ({}, {})
        self.space = self.shape(" ").width * self.scale / 1000

    def stroked(self, width: float) -> Face:
        """Return the face with a line around its letters: bolder, and as wide as they are."""
        face = copy(self)
        face.name, face.stroke, face.plain = f"{self.name}+{width:g}", width, self
        return face

    def has(self, text: str) -> bool:
        return self.letters.issuperset(text)

    def shape(self, word: str, *, right_to_left: bool = False) -> Shaped:
        """Return a word without spaces as it is drawn; kept, so that each is shaped once."""
        known = self._shaped[right_to_left]
        shaped = known.get(word)
        if shaped is None:
            if len(known) >= MOST_WORDS:
                known.clear()
            shaped = known[word] = self._shaper.shape(word, right_to_left=right_to_left)
        return shaped

    def width_of_start(self, shaped: Shaped, length: int) -> float | None:
        """Return how wide the first characters of a word are in it, or ``None`` inside a ligature.

        For a word from left to right that is about to be parted there.
        """
        read, width = 0, 0.0
        for text, glyphs in shaped.clusters:
            if read >= length:
                break
            read += len(text)
            width += sum(self.advance(glyph) + differs for glyph, differs, _, _ in glyphs)
        return width * self.scale / 1000 if read == length else None

    def character_of(self, glyph: int) -> str:
        """Return the character that a glyph shows by itself; empty for none."""
        if self._characters is None:
            numbers = (
                (self.font.get_nominal_glyph(ord(each)), each) for each in sorted(self.letters)
            )
            self._characters = {number: each for number, each in numbers if number}
        return self._characters.get(glyph, "")

    def advance(self, glyph: int) -> float:
        """Return the advance of a glyph by itself, in thousandths of the size."""
        units: int = self.font.get_glyph_h_advance(glyph)
        return units * 1000 / self._upem

    def measure(self, text: str, *, right_to_left: bool | None = None) -> float:
        """Return the width of a text in one direction, spaces included.

        Without a direction, it is that of the text's letters.
        """
        if right_to_left is None:
            right_to_left = is_right_to_left(text)
        words = text.split(" ")
        shaped = sum(self.shape(w, right_to_left=right_to_left).width for w in words if w)
        return shaped * self.scale / 1000 + (len(words) - 1) * self.space


FaceKey = tuple[str, int, str]
"""What leads to a face in another process: name, number in its file, language."""


def find_face(key: FaceKey) -> Face:
    """Return a face by its key, without a line around its letters."""
    name, number, language = key
    if name != f"{cjk.NAME}-{number}":
        return _load_face(name, language)
    face = load_cjk_face(number, 0.0)
    assert face is not None, "the package was there when the face was used"
    return face


def load_face(name: str, language: str = "") -> Face:
    """Return a face of the package, with the shapes that a language wants.

    Kept for the whole process: nothing in it depends on a deck.
    """
    spoken = language.partition("-")[0].lower()
    return _load_face(name, spoken if spoken in LOCAL_SHAPES else "")


@cache
def _load_face(name: str, language: str) -> Face:
    return Face(name, FONTS_PATH / f"{name.partition('@')[0]}.ttf", language=language)


@cache
def load_cjk_face(number: int, stroke: float) -> Face | None:
    """Return a font of the optional package, or ``None`` where that is not installed."""
    path = cjk.font_path()
    if path is None:
        return None
    if stroke:
        plain = load_cjk_face(number, 0.0)
        return plain.stroked(stroke) if plain else None
    return Face(f"{cjk.NAME}-{number}", path, number, is_solid=True)
