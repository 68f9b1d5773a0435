"""The pictures that a deck's texts name, made ready for paper.

What a file is, its bytes said when it was found; here Pillow reads it. On paper nothing is
transparent and nothing turns: a picture is put on white and upright first. A JPEG whose colours a
PDF has anyway is taken as it is; all else becomes plain grey or red, green and blue.

Source: ISO 32000-1, 8.9.5; ISO 19005-2 (PDF/A-2), 6.2.8.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck, Note
from nnexport.deck.markup import Block, Deletion, Image, Inline, Link, Styled, map_inlines
from nnexport.deck.media import DeckMedia, MediaFile

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

PT_PER_PX = 0.75
"""At 96 dots an inch a picture is as large as on a screen; it never gets larger."""

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000
"""In pixels: 300 dots an inch on 170 mm. More would only make the file larger."""

KINDS = frozenset({"PNG", "JPEG", "GIF", "WebP", "BMP"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a PDF holds it, once for all places in which it stands."""

    key: str
    width_px: int
    height_px: int
    is_grey: bool
    is_jpeg: bool
    """``data`` is a JPEG, else rows of samples, compressed by zlib."""

    data: bytes = field(repr=False)
    natural_pt: tuple[float, float] = (0.0, 0.0)
    """Width and height that it has where there is room."""

    moves: bool = False
    """This is the first of several pictures that follow each other in its file."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where an export finds the pictures of its deck."""

    media: DeckMedia
    read: Callable[[MediaFile], bytes]
    """Gives the bytes of a file as it was found. Errors: ``FileError``."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture that is there is not printed."""

    reason: str
    help: str


IN_WORDS = "say in words what it shows"
"""What helps where nothing is known of a picture."""

BROKEN = Refusal("its file is broken", "export the picture again, or take it out")
TOO_LARGE = Refusal(
    f"it has more than {MOST_PIXELS // 1_000_000} million pixels", "make it smaller"
)


@dataclass(frozen=True, slots=True)
class IllustratedNote(Note):
    """A note with the pictures that its texts name."""

    pictures: Mapping[tuple[int, str], Picture | Refusal] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )
    """By the text, 0 for question and answer, 1 for the first variant, and the address in it."""


@dataclass(frozen=True, slots=True)
class Shown(Image):
    """A picture that is printed, or known not to be."""

    picture: Picture | Refusal = BROKEN


def with_pictures(deck: Deck, pictures: Pictures, tallest_pt: float, *, grey: bool) -> Deck:
    """Return the deck with its pictures, none higher than ``tallest_pt``."""
    known: dict[str, Picture | Refusal] = {}

    def illustrate(note: Note) -> Note:
        own: dict[tuple[int, str], Picture | Refusal] = {}
        for (owner, src), file in files.get(note.id, ()):
            if file.sha256 not in known:
                known[file.sha256] = _read(file, pictures, tallest_pt, grey)
            own[owner, src] = known[file.sha256]
        if not own:
            return note
        # Slots have no `__dict__` to copy.
        fields = {name: getattr(note, name) for name in Note.__dataclass_fields__}
        return IllustratedNote(**fields, pictures=MappingProxyType(own))

    files: dict[str, list[tuple[tuple[int, str], MediaFile]]] = {}
    for ((note_id, owner), src), file in pictures.media.files.items():
        files.setdefault(note_id, []).append(((owner, src), file))
    return replace(deck, notes=tuple(map(illustrate, deck.notes))) if files else deck


# --- in texts ------------------------------------------------------------------------------------


def show_blocks(note: Note, text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of one of a note's texts with the pictures that are printed."""
    if not isinstance(note, IllustratedNote):
        return blocks
    owner = _owner(note, text)
    return map_inlines(blocks, lambda inlines: tuple(_show(inlines, note, owner)))


def show_inlines(note: Note, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the inlines of a question with the pictures that are printed."""
    if not isinstance(note, IllustratedNote):
        return inlines
    return tuple(_show(inlines, note, 0))


def _owner(note: Note, text: str) -> int:
    if text in (note.question, note.answer):
        return 0
    texts = [variant.text for variant in note.variants]
    return texts.index(text) + 1 if text in texts else 0


def _show(inlines: Sequence[Inline], note: IllustratedNote, owner: int) -> Iterator[Inline]:
    for each in inlines:
        match each:
            case Image(src, alt, title, width, height):
                picture = note.pictures.get((owner, src))
                yield Shown(src, alt, title, width, height, picture) if picture else each
            case Styled() | Link() | Deletion():
                yield replace(each, children=tuple(_show(each.children, note, owner)))
            case _:
                yield each


# --- files ---------------------------------------------------------------------------------------


def _read(file: MediaFile, pictures: Pictures, tallest_pt: float, grey: bool) -> Picture | Refusal:
    """Return a picture, or why it is none that can be printed."""
    if file.kind not in KINDS:
        help_line = IN_WORDS if file.is_sound else f"save it as PNG, or {IN_WORDS}"
        return Refusal(f"it is {file.kind}", help_line)
    from PIL import Image as pillow

    data = pictures.read(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pillow.open(io.BytesIO(data), formats=[file.kind.upper()]) as pixels:
                if pixels.width * pixels.height > MOST_PIXELS:
                    return TOO_LARGE
                # A JPEG of two pictures is a photograph with more than paper can show.
                moves = file.kind != "JPEG" and getattr(pixels, "is_animated", False)
                picture = _convert(pixels, data, file.sha256, grey)
    except pillow.DecompressionBombError:
        return TOO_LARGE
    # Pillow raises what its decoders happen to: a file that is broken has many ways to be.
    except Exception:  # noqa: BLE001
        return BROKEN
    width_pt, height_pt = picture.natural_pt
    factor = min(1.0, tallest_pt / height_pt)
    size_pt = width_pt * factor, height_pt * factor
    return replace(picture, natural_pt=size_pt, moves=moves)


def _convert(pixels: Pixels, data: bytes, key: str, grey: bool) -> Picture:
    from PIL import ImageOps

    turned = pixels.getexif().get(0x0112, 1) != 1
    is_fit = max(pixels.size) <= LONGEST_SIDE
    takes = ("L",) if grey else ("L", "RGB")
    if pixels.format == "JPEG" and not turned and is_fit and pixels.mode in takes:
        pixels.load()  # A broken one is found here, not by a reader.
        size_pt = (pixels.width * PT_PER_PX, pixels.height * PT_PER_PX)
        return Picture(key, *pixels.size, pixels.mode == "L", True, data, size_pt)
    upright = ImageOps.exif_transpose(pixels)
    size_pt = (upright.width * PT_PER_PX, upright.height * PT_PER_PX)
    plain = _on_white(upright, grey)
    if not is_fit:
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    packed = zlib.compress(plain.tobytes(), 9)
    return Picture(key, *plain.size, plain.mode == "L", False, packed, size_pt)


def _on_white(pixels: Pixels, grey: bool) -> Pixels:
    """Return a picture in grey or in red, green and blue, with white where it was transparent."""
    from PIL import Image as pillow

    if pixels.mode.startswith("I"):
        # 16 bits; Pillow would cut them off at 255.
        pixels = pixels.convert("I").point(lambda value: value / 257).convert("L")
    if pixels.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in pixels.info:
        clear = pixels.convert("RGBA")
        ground = pillow.new("RGBA", clear.size, "white")
        pixels = pillow.alpha_composite(ground, clear)
    is_grey = grey or pixels.mode in ("1", "L")
    return pixels.convert("L" if is_grey else "RGB")
