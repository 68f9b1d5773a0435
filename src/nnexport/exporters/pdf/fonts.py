"""The fonts of the package by name, and words measured in them; a fallback for what is missing.

A word is measured once for each font and export; most words come again and again, so setting a
paragraph is mostly looking up. Characters that nobody sees are dropped here, so that every later
stage holds exactly what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.text.bidi import is_right_to_left
from nnexport.exporters.pdf.text.characters import (
    REPLACEMENT,
    clean,
    clusters,
    is_invisible,
)
from nnexport.exporters.pdf.text.faces import FONTS_PATH, Face, load_face

__all__ = [
    "BOLD",
    "BOLD_ITALIC",
    "CHAINS",
    "FONTS_PATH",
    "HEAVY",
    "ITALIC",
    "MONO",
    "REGULAR",
    "Face",
    "Fonts",
    "Measured",
    "Piece",
    "clean",
    "clusters",
    "is_invisible",
    "load_face",
    "primary_face",
]

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
            space = self._spaces[font] = Piece(face, " ", face.space)
        return space

    def _measure(self, font: str, word: str) -> tuple[tuple[Measured, ...], bool]:
        primary = primary_face(font)
        lossless = True
        if not (word.isascii() and word.isprintable()):
            word = clean(word)
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


# A line may also end at a zero-width space, and after a dash or slash between two words. A minus
# sign or the slash of a path has no two letters on both sides.
_BREAKS = re.compile(r"\u200b|(?<=[^\W\d_][^\W\d_][-‐–—/])(?=[^\W\d_]{2})")
