"""Which pictures and sounds a text names, and by which paths. Nothing here looks at a disk.

A file is named in three ways: as a picture (``![alt](cell.png)``, ``<img src="cell.png">``), by a
link to a sound (``[listen](word.mp3)``), and by Anki's own mark (``[sound:word.mp3]``). A mark is a
name only where there is such a file: otherwise it is the text that it looks like.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import NoteId
from nnexport.deck.markup import Block, Image, Link, Text, inlines_of, walk_blocks, walk_inlines

SOUND_ENDINGS = frozenset(
    ".mp3 .wav .ogg .oga .opus .flac .m4a .aac .mp4 .m4v .mov .3gp .webm .mkv .ogv".split()
)
"""What a link must end with to be one to a sound or a film; what the file is, its bytes say."""

SOUND_MARK = re.compile(r"\[sound:(?P<name>[^\[\]\n]{1,300})\]")

_ENDING = "|".join(map(re.escape, sorted(SOUND_ENDINGS)))
_MAY_NAME_A_FILE = re.compile(
    rf"!\[|<img\b|\[sound:|\]\([^)\n]{{0,300}}(?:{_ENDING})", re.IGNORECASE
)
"""What a text must have to name a file, so that most texts need not be parsed for it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that names a file."""

    src: str
    """As the parser gives it: the key by which an exporter finds the file."""

    line: int
    """First line of its block, 0-based."""

    wants_sound: bool = False
    """A picture may be a sound, but a link and a mark name nothing else."""

    is_mark: bool = False
    """Anki's ``[sound:…]``, which may be mere text."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or sound in the deck's folder that may go into a package."""

    path: str
    """Below the deck's folder, with slashes, as it is spelled on disk."""

    kind: str
    """``PNG``, ``MP3`` and so on, by its contents."""

    ending: str
    """One of its kind, with the dot, lower case."""

    is_sound: bool
    """Anki plays it; it does not stand in the text."""

    is_loose: bool
    """It becomes much smaller by compressing, as text and raw samples do."""

    size: int
    """In bytes."""

    sha256: str = ""


Owner = tuple[NoteId, int]
"""Whose text names a file: of a note, 0 is its question and its answer, 1 its first variant, and so
on. Each has its own folders in which its files may stand."""


@dataclass(frozen=True, slots=True)
class DeckMedia:
    """The files that a deck's texts name, as exporters may use them."""

    files: Mapping[tuple[Owner, str], MediaFile]
    """By the owner of a text and the address in it. What is not here was reported by whoever looked
    for it, and is shown by its description. A plain dictionary, as it travels between processes."""

    def find(self, owner: Owner, src: str) -> MediaFile | None:
        return self.files.get((owner, src))


Places = Mapping[tuple[Owner, str], str]
"""Paths to files from somewhere, by the owner of a text and the address in it."""

NO_MEDIA = DeckMedia({})


def media_references(text: str) -> tuple[Reference, ...]:
    """Return the places of a Markdown text that name a picture or sound, each file once."""
    if _MAY_NAME_A_FILE.search(text) is None:
        return ()
    found: dict[str, Reference] = {}
    for reference in _references(parse_blocks(text)):
        found.setdefault(reference.src, reference)
    for match in _FORBIDDEN.finditer(text):
        found.setdefault(match[1], Reference(match[1], text.count("\n", 0, match.start())))
    return tuple(found.values())


_FORBIDDEN = re.compile(r"!\[[^\[\]\n]*\]\((file:[^()\s]*)\)", re.IGNORECASE)
"""A picture that the parser leaves as text, because such an address leads anywhere on the disk."""


def _references(blocks: Sequence[Block]) -> Iterator[Reference]:
    for block in walk_blocks(blocks):
        line = block.lines[0]
        for run in inlines_of(block):
            for inline in walk_inlines(run):
                match inline:
                    case Image(src):
                        yield Reference(src, line)
                    case Link(href) if is_sound_link(href):
                        yield Reference(href, line, wants_sound=True)
                    case Text(text) if "[sound:" in text:
                        for mark in SOUND_MARK.finditer(text):
                            if is_sound_link(mark["name"]):
                                yield Reference(mark["name"], line, True, True)
                    case _:
                        pass


def is_sound_link(href: str) -> bool:
    """Tell whether a link leads to a sound or film beside the deck, by the ending of its path."""
    address = read_address(href)
    return any(PurePosixPath(path).suffix.lower() in SOUND_ENDINGS for path in address.paths)


# --- addresses -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """What a ``src`` says."""

    paths: tuple[str, ...] = ()
    """The relative paths that it may mean, the likeliest first; they may lead out by ``..``."""

    is_remote: bool = False
    """It is an address in the web, or the picture itself (``data:``)."""

    is_absolute: bool = False
    """It is a place on one computer: ``/home/…``, ``C:\\…``, ``file:…``, ``~/…``."""


_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):|//|www\.", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_address(src: str) -> Address:
    """Return what an address means: percent signs decoded, backslashes as slashes.

    What is behind ``?`` or ``#`` is left out, unless it may be part of the name; so may ``%20``, in
    the name of a file that a browser saved.
    """
    src = src.strip()
    match = _SCHEME.match(src)
    if match:
        is_file = (match["scheme"] or "").lower() == "file"
        return Address(is_absolute=is_file, is_remote=not is_file)
    parts = (src, _SUFFIX.sub("", src))
    spellings = (*map(unquote, parts), *parts)
    paths = dict.fromkeys(each.replace("\\", "/") for each in spellings)
    if any(path.startswith(("/", "~")) or _DRIVE.match(path) for path in paths):
        return Address(is_absolute=True)
    # A name with a control character is none that a person gave; NUL would end it for the system.
    if any(map(_CONTROL.search, paths)):
        return Address()
    return Address(tuple(dict.fromkeys(posixpath.normpath(path) for path in paths if path)))


_SUFFIX = re.compile(r"[?#].*", re.DOTALL)
