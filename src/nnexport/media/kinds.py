"""What a file is, by its first bytes: a name can say anything.

The kinds are those that Anki's clients show and play. The endings are those under which they serve
them; the first one stands in for any other that the file may have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HEAD_BYTES = 4096
"""How much of a file :func:`kind_of` wants to see; an SVG may begin with a long comment."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A format of pictures or sounds. Films are sounds for Anki: it plays both."""

    name: str
    endings: tuple[str, ...]
    is_sound: bool = False
    is_loose: bool = False
    """Its files become much smaller by compressing."""

    def ending_for(self, ending: str) -> str:
        """Return the ending of a file if it is one of this kind, else the kind's own."""
        return ending.lower() if ending.lower() in self.endings else self.endings[0]


SVG = Kind("SVG", (".svg",), is_loose=True)


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signs)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(b"RIFF") and head[8:12] == form


def _box(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _is_mpeg_audio(head: bytes) -> bool:
    """Tell whether a frame of MPEG audio begins here: eleven bits set, and no reserved value.

    Of its layers, the first is left out: nobody uses it, and a text in UTF-16 begins like one.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    layer, version = head[1] >> 1 & 3, head[1] >> 3 & 3
    return (
        layer in (1, 2) and version != 1 and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
    )


def _is_adts(head: bytes) -> bool:
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 15 < 13


def _is_svg(head: bytes) -> bool:
    """Tell whether this may be an SVG; whether it is, only its parser can say."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and b"<svg" in head.replace(b"svg:svg", b"svg")


_KINDS: tuple[tuple[Kind, Callable[[bytes], bool]], ...] = (
    (Kind("PNG", (".png",)), _begins(b"\x89PNG\r\n\x1a\n")),
    (Kind("JPEG", (".jpg", ".jpeg")), _begins(b"\xff\xd8\xff")),
    (Kind("GIF", (".gif",)), _begins(b"GIF87a", b"GIF89a")),
    (Kind("WebP", (".webp",)), _riff(b"WEBP")),
    (Kind("AVIF", (".avif",)), _box(b"avif", b"avis")),
    (
        Kind("BMP", (".bmp",), is_loose=True),
        lambda head: head[:2] == b"BM" and head[6:10] == b"\0\0\0\0",
    ),
    (Kind("WAV", (".wav",), is_sound=True, is_loose=True), _riff(b"WAVE")),
    (Kind("Ogg", (".ogg", ".oga", ".opus", ".ogv"), is_sound=True), _begins(b"OggS")),
    (Kind("FLAC", (".flac",), is_sound=True), _begins(b"fLaC")),
    (Kind("MP3", (".mp3",), is_sound=True), _begins(b"ID3")),
    (Kind("AAC", (".aac",), is_sound=True), _is_adts),
    (Kind("MP3", (".mp3",), is_sound=True), _is_mpeg_audio),
    (Kind("Matroska", (".webm", ".mkv"), is_sound=True), _begins(b"\x1aE\xdf\xa3")),
    # HEIC pictures are in such boxes, too, and no client shows them.
    (
        Kind("MP4", (".mp4", ".m4a", ".m4v", ".mov", ".3gp"), is_sound=True),
        _box(b"iso", b"mp4", b"M4", b"qt", b"3g", b"avc1", b"dash", b"f4v", b"mmp4"),
    ),
    (SVG, _is_svg),
)

NAMES = "PNG, JPEG, GIF, WebP, AVIF, BMP or SVG"
SOUND_NAMES = "MP3, WAV, Ogg, Opus, FLAC, AAC, MP4, WebM"


def kind_of(head: bytes) -> Kind | None:
    """Return what a file is that begins with these bytes; ``None`` for nothing that Anki shows."""
    return next((kind for kind, fits in _KINDS if fits(head)), None)
