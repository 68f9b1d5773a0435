"""The fonts of the package by name, and words measured in them; a fallback for what is missing.

A word is measured once for each font and export; most words come again and again, so setting a
paragraph is mostly looking up. Characters that nobody sees are dropped here, so that every later
stage holds exactly what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.text import cjk
from nnexport.exporters.pdf.text.bidi import is_right_to_left, runs_right_to_left
from nnexport.exporters.pdf.text.binding import binding_of
from nnexport.exporters.pdf.text.breaking import Point
from nnexport.exporters.pdf.text.characters import (
    NO_BREAK_SPACE,
    REPLACEMENT,
    SOFT_HYPHEN,
    bare,
    clean,
    clusters,
    is_picture,
    without_selectors,
)
from nnexport.exporters.pdf.text.faces import FONTS_PATH, Face, load_cjk_face, load_face
from nnexport.exporters.pdf.text.hyphens import find_hyphens

__all__ = [
    "BOLD",
    "BOLD_ITALIC",
    "CHAINS",
    "CODE",
    "FONTS_PATH",
    "HEAVY",
    "ITALIC",
    "MONO",
    "MONO_BOLD",
    "MONO_ITALIC",
    "REGULAR",
    "Face",
    "Fonts",
    "Measured",
    "Piece",
    "clean",
    "clusters",
    "load_face",
    "primary_face",
]

REGULAR, ITALIC, BOLD, BOLD_ITALIC, HEAVY, MONO, MONO_BOLD, MONO_ITALIC = (
    "regular",
    "italic",
    "bold",
    "bold-italic",
    "heavy",
    "mono",
    "mono-bold",
    "mono-italic",
)
CODE = frozenset((MONO, MONO_BOLD, MONO_ITALIC))
"""Fonts of code: no word in them is parted by a hyphen."""


EMOJI = "NotoEmoji-Regular"
_SIGNS = ("STIXTwoMath-Regular", "NotoSansDevanagari", "NotoSansThai", EMOJI)
_BOLD_SIGNS = ("STIXTwoMath-Regular", "NotoSansDevanagari@600", "NotoSansThai@600", EMOJI)

CHAINS = MappingProxyType(
    {
        REGULAR: ("SourceSans3-Regular", "DejaVuSans", *_SIGNS),
        ITALIC: ("SourceSans3-It", "DejaVuSans", *_SIGNS),
        BOLD: ("SourceSans3-Semibold", "DejaVuSans-Bold", "DejaVuSans", *_BOLD_SIGNS),
        BOLD_ITALIC: ("SourceSans3-BoldIt", "DejaVuSans-Bold", "DejaVuSans", *_BOLD_SIGNS),
        HEAVY: ("SourceSans3-Bold", "DejaVuSans-Bold", "DejaVuSans", *_BOLD_SIGNS),
        MONO: ("SourceCodePro-Regular", "DejaVuSans", *_SIGNS),
        MONO_BOLD: ("SourceCodePro-Semibold", "DejaVuSans-Bold", "DejaVuSans", *_BOLD_SIGNS),
        MONO_ITALIC: ("SourceCodePro-It", "SourceCodePro-Regular", "DejaVuSans", *_SIGNS),
    }
)
"""Font → faces, best first. The first face with a character gives it; the others stay unread."""

# Of Chinese, Japanese and Korean letters, whose font has one weight; other bold faces are as heavy.
_STROKES: Mapping[str, float] = MappingProxyType({BOLD: 0.026, BOLD_ITALIC: 0.034, HEAVY: 0.034})

_UPRIGHT: Mapping[str, str] = MappingProxyType(
    {ITALIC: BOLD, BOLD_ITALIC: HEAVY, MONO_ITALIC: MONO}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of a word in one face; the width is for size 1."""

    face: Face
    text: str
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A word, or the part of one up to a place where a line may end; measures are for size 1."""

    width: float
    pieces: tuple[Piece, ...]
    right_to_left: bool = False
    """Has a letter of a script that runs so."""

    is_plain: bool = False
    """In one piece, from left to right, in the first face of its font."""

    hangs: tuple[float, float] = (0.0, 0.0)
    """What of it may stand out at the left and right of a justified line."""

    text: str = ""
    """Of a plain word."""

    @classmethod
    def of(
        cls, pieces: tuple[Piece, ...], *, right_to_left: bool = False, is_plain: bool = False
    ) -> Measured:
        """Return pieces as one word."""
        width = sum(piece.width for piece in pieces)
        text = pieces[0].text if is_plain else ""
        return cls(width, pieces, right_to_left, is_plain, hang_of(pieces), text)


class _PlainWords(dict[str, "Measured | None"]):
    """Plain words of one font; a missing one is measured."""

    def __init__(self, fonts: Fonts, font: str) -> None:
        super().__init__()
        self._fonts, self._font = fonts, font

    def __missing__(self, word: str) -> Measured | None:
        parts = self._fonts.measure(self._font, word)
        plain = parts[0] if len(parts) == 1 and parts[0].is_plain else None
        self[word] = plain
        return plain


class _Points(dict[Measured, tuple[Point, ...]]):
    """The points of words in one font and size; missing ones are found."""

    def __init__(self, font: str, size_pt: float, language: str) -> None:
        super().__init__()
        self._size_pt, self._language = size_pt, language
        self._is_code = font in CODE

    def __missing__(self, word: Measured) -> tuple[Point, ...]:
        points: tuple[Point, ...] = ()
        if word.is_plain and not self._is_code:
            points = tuple(_find_points(word.pieces[0], self._size_pt, self._language))
        self[word] = points
        return points


class Fonts:
    """The fonts of one export, with the words that were measured so far."""

    def __init__(
        self, losses: Losses, language: str = "", *, fast: bool = False, upright: bool = False
    ) -> None:
        """Words are hyphenated by the rules of ``language``, a tag such as ``en`` or ``de-AT``.

        ``fast`` fills the lines of paragraphs one by one, ragged and without hyphens.
        ``upright`` prints bold what would be italic, which is easier to read.
        """
        self.losses = losses
        self.language = language
        self.from_right = runs_right_to_left(language)
        """The sheet begins at the right, and so do texts without letters."""

        self.bind = binding_of(language)
        """Makes spaces at which no line ends of some in a text; ``None`` for most languages."""

        self.fast = fast
        self._words: dict[str, dict[str, tuple[Measured, ...]]] = {font: {} for font in CHAINS}
        self._upright = _UPRIGHT if upright else {}
        self._plain_words = {font: _PlainWords(self, font) for font in CHAINS}
        self._spaces: dict[str, Piece] = {}
        self._points: dict[tuple[str, float], _Points] = {}
        self._cut: dict[tuple[Measured, int, int | None], Measured] = {}

    def plain_words(self, font: str) -> Mapping[str, Measured | None]:
        """Return the plain words of a font, nearly all there are: looking one up measures it.

        Shape: ``None`` for a word that needs :meth:`measure`.
        """
        return self._plain_words[font]

    def measure(self, font: str, word: str) -> tuple[Measured, ...]:
        """Return a word without spaces, in parts after which a line may end.

        Shape: empty when nothing of the word is visible.
        Errors: NN301 and NN302 go to ``losses``.
        """
        font = self._upright.get(font, font)
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
            face = primary_face(self._upright.get(font, font), self.language)
            space = self._spaces[font] = Piece(face, " ", face.space)
        return space

    def known_points(self, font: str, size_pt: float) -> Mapping[Measured, tuple[Point, ...]]:
        """Return where hyphens may part words: looking one up finds its points.

        Shape: no points in code, in unknown languages, and in words that are not plain.
        """
        points = self._points.get((font, size_pt))
        if points is None:
            points = self._points[font, size_pt] = _Points(font, size_pt, self.language)
        return points

    def find_points(self, font: str, size_pt: float, word: Measured) -> tuple[Point, ...]:
        """Return where a hyphen may part a word."""
        return self.known_points(font, size_pt)[word]

    def cut(self, word: Measured, start: int, end: int | None = None) -> Measured:
        """Return the characters of a plain word from ``start`` to ``end``, there with a hyphen."""
        cut = self._cut.get((word, start, end))
        if cut is None:
            face, text = word.pieces[0].face, word.text
            shown = text[start:] if end is None else text[start:end] + SOFT_HYPHEN
            piece = Piece(face, shown, face.measure(shown))
            cut = self._cut[word, start, end] = Measured.of((piece,), is_plain=True)
        return cut

    def _measure(self, font: str, word: str) -> tuple[tuple[Measured, ...], bool]:
        primary = primary_face(font, self.language)
        lossless = True
        if not (word.isascii() and word.isprintable()):
            word = clean(word)
        parts: list[Measured] = []
        for part in _BREAKS.split(word):
            if not part:
                continue
            right_to_left = is_right_to_left(part)
            in_primary = primary.has(part)
            if in_primary:
                pieces: tuple[Piece, ...] = (Piece(primary, part, primary.measure(part)),)
            else:
                pieces, complete = self._fall_back(font, part)
                lossless = lossless and complete
            is_plain = in_primary and not right_to_left
            parts.append(Measured.of(pieces, right_to_left=right_to_left, is_plain=is_plain))
        return tuple(parts), lossless

    def _fall_back(self, font: str, word: str) -> tuple[tuple[Piece, ...], bool]:
        """Set each cluster in the first face that has it; tell whether every one was found."""
        complete = True
        stretches: list[tuple[Face, str]] = []
        for cluster in clusters(word):
            for part_face, text in self._find_parts(font, cluster):
                if part_face is None:
                    self.losses.miss_character(text)
                    complete = False
                    part_face, text = load_face(CHAINS[font][1], self.language), REPLACEMENT
                elif part_face.name != EMOJI:
                    text = without_selectors(text)
                if stretches and stretches[-1][0] is part_face:
                    stretches[-1] = (part_face, stretches[-1][1] + text)
                else:
                    stretches.append((part_face, text))
        return tuple(Piece(face, text, face.measure(text)) for face, text in stretches), complete

    def _find_parts(self, font: str, cluster: str) -> Iterator[tuple[Face | None, str]]:
        """Yield a cluster in its face, or what there is of it in several; ``None`` for no face."""
        face = self._find_face(font, cluster)
        if face:
            yield face, cluster
            return
        for part in clusters(bare(cluster)):
            letter, marks = part[0], part[1:]
            # What is missing follows all else: no mark is printed over a replacement sign.
            found = "".join(mark for mark in marks if self._find_face(font, mark))
            shown = letter + found
            if self._find_face(font, letter) is None:
                yield None, letter
                shown = NO_BREAK_SPACE + found if found else ""
            # A mark from another face is better than no letter.
            whole = self._find_face(font, shown) if shown else None
            if whole:
                yield whole, shown
            else:
                yield from ((self._find_face(font, each), each) for each in shown)
            yield from ((None, mark) for mark in marks if mark not in found)

    def _find_face(self, font: str, cluster: str) -> Face | None:
        chain = CHAINS[font]
        needed = bare(cluster)
        if cjk.has_letters(needed):
            # Their brackets and stops are wider than those of other fonts.
            stroke = _STROKES.get(font, 0.0)
            face = load_cjk_face(cjk.number_of(self.language), stroke)
            if face and face.has(needed):
                return face
        for name in (EMOJI, *chain) if is_picture(cluster) else chain:
            face = load_face(name, self.language)
            if face.has(needed):
                return face
        return None


def primary_face(font: str, language: str = "") -> Face:
    return load_face(CHAINS[font][0], language)


def _find_points(piece: Piece, size_pt: float, language: str) -> Iterator[Point]:
    places = find_hyphens(piece.text, language)
    if not places:
        return
    face = piece.face
    shaped = face.shape(piece.text)
    hyphen_pt = face.measure(SOFT_HYPHEN) * size_pt
    hang_pt = HANGING[SOFT_HYPHEN] * hyphen_pt
    for at in places:
        # Near enough to choose by; what is drawn is shaped as it stands.
        before = face.width_of_start(shaped, at)
        if before is None:
            before = face.measure(piece.text[:at])
        before_pt = before * size_pt
        yield Point(before_pt + hyphen_pt, piece.width * size_pt - before_pt, hang_pt, at)


HANGING = MappingProxyType(
    {SOFT_HYPHEN: 0.6, "-": 0.6, ".": 0.6, ",": 0.6, ":": 0.3, ";": 0.3, "–": 0.3, "—": 0.2}
    | dict.fromkeys("“”‘’„‚\"'«»", 0.5)
)
"""Sign → how much of it may stand out of a justified line, which then looks straight."""


def hang_of(pieces: tuple[Piece, ...]) -> tuple[float, float]:
    """Return what may stand out of a line at the left and right of a word."""
    if not pieces:
        return (0.0, 0.0)
    first, last = pieces[0], pieces[-1]
    left, right = first.text[:1], last.text[-1:]
    return (
        0.5 * first.face.measure(left) if left in _OPENING else 0.0,
        HANGING[right] * last.face.measure(right) if right in HANGING else 0.0,
    )


_OPENING = frozenset("“‘„‚\"'«")


# A line may also end at a zero-width space, and after a dash or slash between two words. A minus
# sign or the slash of a path has no two letters on both sides.
_BREAKS = re.compile(rf"\u200b|(?<=[^\W\d_][^\W\d_][-‐–—/])(?=[^\W\d_]{{2}})|{cjk.BREAKS}")
