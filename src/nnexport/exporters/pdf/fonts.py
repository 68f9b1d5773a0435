"""Faces of the package, and words measured in them, with a fallback for what a face lacks.

A word is measured once for each font and export; most words come again and again, so setting a
paragraph is mostly looking up. Characters that nobody sees are dropped here, so that every later
stage holds exactly what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from nnexport.exporters.pdf.bidi import is_right_to_left
from nnexport.exporters.pdf.embedding import EmbeddedFont
from nnexport.exporters.pdf.losses import UNJOINED, Losses

FONTS_PATH = Path(__file__).parent / "fonts"

REGULAR, ITALIC, BOLD, BOLD_ITALIC, HEAVY, MONO = (
    "regular",
    "italic",
    "bold",
    "bold-italic",
    "heavy",
    "mono",
)

CHAINS = MappingProxyType(
    {
        REGULAR: ("SourceSans3-Regular", "DejaVuSans"),
        ITALIC: ("SourceSans3-It", "DejaVuSans"),
        BOLD: ("SourceSans3-Semibold", "DejaVuSans-Bold", "DejaVuSans"),
        BOLD_ITALIC: ("SourceSans3-BoldIt", "DejaVuSans-Bold", "DejaVuSans"),
        HEAVY: ("SourceSans3-Bold", "DejaVuSans-Bold", "DejaVuSans"),
        MONO: ("SourceCodePro-Regular", "DejaVuSans"),
    }
)
"""Font → files, best first. The first file with a character gives it; the others stay unread."""

FALLBACK_SCALE = 0.89
"""DejaVu is drawn larger than Source Sans; at this scale their small letters are equally high."""

REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file."""

    name: str
    embedded: EmbeddedFont
    widths: MappingProxyType[int, float]
    """Code point → advance, in thousandths of the size."""

    scale: float
    """Size to draw at, for one unit of the size asked for."""

    def has(self, text: str) -> bool:
        return all(ord(character) in self.widths for character in text)

    def measure(self, text: str) -> float:
        """Return the width of a text, as a fraction of the size asked for."""
        widths = self.widths
        return sum([widths[ord(character)] for character in text]) * self.scale / 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of a word in one face; the width is for size 1."""

    face: Face
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A word, or the part of one up to a place where a line may end."""

    width: float
    """For size 1."""

    pieces: tuple[Piece, ...]
    right_to_left: bool = False


@cache
def load_face(file: str) -> Face:
    """Return a face of the package.

    Kept for the whole process: reading one takes milliseconds, and nothing in it depends on a deck
    (reportlab keeps what a document uses of it under that document, and drops it on saving).
    """
    embedded = EmbeddedFont(file, str(FONTS_PATH / f"{file}.ttf"))
    # reportlab has no types.
    widths: dict[int, float] = embedded.face.charWidths
    scale = FALLBACK_SCALE if file.startswith("DejaVu") else 1.0
    return Face(file, embedded, MappingProxyType(widths), scale)


class Fonts:
    """The fonts of one export, with the words that were measured so far."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self._words: dict[str, dict[str, tuple[Measured, ...]]] = {font: {} for font in CHAINS}
        self._spaces: dict[str, Piece] = {}

    def measure(self, font: str, word: str) -> tuple[Measured, ...]:
        """Return a word without spaces, in parts after which a line may end.

        Shape: empty when nothing of the word is visible.
        Errors: NN301 and NN302 go to ``losses``.
        """
        known = self._words[font]
        measured = known.get(word)
        if measured is None:
            measured, lossless = self._measure(font, word)
            # A word with losses is measured again, so that each note reports its own.
            if lossless:
                known[word] = measured
        return measured

    def space(self, font: str) -> Piece:
        """Return the space between words; it always comes from the font's first face."""
        space = self._spaces.get(font)
        if space is None:
            face = primary_face(font)
            space = self._spaces[font] = Piece(face, " ", face.measure(" "))
        return space

    def _measure(self, font: str, word: str) -> tuple[tuple[Measured, ...], bool]:
        primary = primary_face(font)
        lossless = True
        if not (word.isascii() and word.isprintable()):
            word = clean(word)
            if _JOINING.search(word):
                self.losses.simplify(UNJOINED)
                lossless = False
        parts: list[Measured] = []
        for part in _BREAKS.split(word):
            if not part:
                continue
            if primary.has(part):
                pieces: tuple[Piece, ...] = (Piece(primary, part, primary.measure(part)),)
            else:
                pieces, complete = self._fall_back(font, part)
                lossless = lossless and complete
            width = sum(piece.width for piece in pieces)
            parts.append(Measured(width, pieces, is_right_to_left(part)))
        return tuple(parts), lossless

    def _fall_back(self, font: str, word: str) -> tuple[tuple[Piece, ...], bool]:
        """Set each cluster in the first face that has it; tell whether every one was found."""
        complete = True
        stretches: list[tuple[Face, str]] = []
        for cluster in clusters(word):
            face = _find_face(font, cluster)
            # No face with letter and mark: a mark from another face is better than no letter.
            parts = [(face, cluster)] if face else [(_find_face(font, c), c) for c in cluster]
            for part_face, text in parts:
                if part_face is None:
                    self.losses.miss_character(text)
                    complete = False
                    part_face, text = load_face(CHAINS[font][-1]), REPLACEMENT
                if stretches and stretches[-1][0] is part_face:
                    stretches[-1] = (part_face, stretches[-1][1] + text)
                else:
                    stretches.append((part_face, text))
        return tuple(Piece(face, text, face.measure(text)) for face, text in stretches), complete


def primary_face(font: str) -> Face:
    return load_face(CHAINS[font][0])


def _find_face(font: str, text: str) -> Face | None:
    for file in CHAINS[font]:
        face = load_face(file)
        if face.has(text):
            return face
    return None


# --- characters ----------------------------------------------------------------------------------

_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
"""Fillers and variation selectors: invisible, though their category is that of a letter or mark."""

# A line may also end at a zero-width space, and after a dash or slash between two words. A minus
# sign or the slash of a path has no two letters on both sides.
_BREAKS = re.compile(r"\u200b|(?<=[^\W\d_][^\W\d_][-‐–—/])(?=[^\W\d_]{2})")

# Letters of Arabic, Syriac and N'Ko, which take another form beside a neighbour.
_JOINING = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u072f\u074d-\u077f\u07ca-\u07ea\u08a0-\u08c7]"
)

_FIXED_SPACES = str.maketrans("\u2007\u202f", "\u00a0\u00a0")


def clean(text: str) -> str:
    """Return a text without the characters that nobody sees, in NFC so that fonts have the letters.

    The zero-width space stays: a line may end there. A mark without a letter stands on a space, as
    Unicode has it (chapter 7.9); it would be printed over what is before it.
    """
    text = unicodedata.normalize("NFC", text.translate(_FIXED_SPACES))
    text = "".join(c for c in text if c == "\u200b" or not is_invisible(c))
    return "\u00a0" + text if text and _is_mark(text[0]) else text


def is_invisible(character: str) -> bool:
    """Tell whether a character has no shape: controls, joiners, direction marks, surrogates."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in _INVISIBLE


def clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks that stand on it."""
    start = 0
    for at in range(1, len(text)):
        if not _is_mark(text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
