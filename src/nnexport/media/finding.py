"""What the texts of a deck name → the files in its folder, or why there is none.

A path that a source names begins at the folder of that source, as it does in the source itself; the
deck's folder comes next. For a path that was written by hand, it is the other way round.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from nnexport.deck.document import Deck, Note, SourceId
from nnexport.deck.media import (
    DeckMedia,
    MediaFile,
    Owner,
    Places,
    Reference,
    is_sound_link,
    media_references,
    read_address,
)
from nnexport.errors import FileError
from nnexport.media.kinds import HEAD_BYTES, NAMES, SOUND_NAMES, SVG, kind_of
from nnexport.media.opening import MediaFolder, Refused
from nnexport.media.svg import svg_fault

Sources = tuple[SourceId, ...]


class Lack(Enum):
    """Why a reference has no file."""

    UNNAMED = auto()
    REMOTE = auto()
    OUTSIDE = auto()
    MISSING = auto()
    REFUSED = auto()
    """A file is there, and is not what it should be."""


@dataclass(frozen=True, slots=True)
class Found:
    """The file of a reference."""

    file: MediaFile
    asked: str
    """The path below the deck's folder as the text has it; the file may be spelled otherwise."""

    @property
    def is_respelled(self) -> bool:
        """Tell whether the name has other letters on disk; one accent or two is no difference."""
        return unicodedata.normalize("NFC", self.file.path) != unicodedata.normalize(
            "NFC", self.asked
        )


@dataclass(frozen=True, slots=True)
class NotFound:
    """A reference without a file."""

    lack: Lack
    reason: str = ""
    """Of ``REFUSED``: follows the name of the file."""

    path: str = ""
    """Of ``REFUSED``: the file."""

    near: str = ""
    """Of ``MISSING``: where a file of that name stands instead."""


class MediaFinder:
    """Finds the files that the texts of one deck name; looks at each file once."""

    def __init__(self, folder: Path, sources: Mapping[SourceId, str]) -> None:
        self.folder = MediaFolder(folder)
        self._beside = {key: str(PurePosixPath(path).parent) for key, path in sources.items()}
        self._looked: dict[str, MediaFile | NotFound] = {}

    def find(
        self, reference: Reference, named_by: Sources = (), sources: Sources = ()
    ) -> Found | NotFound:
        """Return the file that a text names, or why there is none.

        ``named_by``: the sources that name it; ``sources``: all that the text came from.
        """
        found = self._find(reference.src, named_by, sources)
        if isinstance(found, NotFound) or found.file.is_sound or not reference.wants_sound:
            return found
        reason = f"is a picture ({found.file.kind}), no sound"
        return NotFound(Lack.REFUSED, reason, found.file.path)

    def _find(self, src: str, named_by: Sources, sources: Sources) -> Found | NotFound:
        address = read_address(src)
        if address.is_remote:
            return NotFound(Lack.REMOTE)
        if address.is_absolute:
            return NotFound(Lack.OUTSIDE)
        if not address.paths:
            return NotFound(Lack.MISSING if src.strip() else Lack.UNNAMED)
        first, last = ([self._beside.get(key, ".") for key in keys] for keys in (named_by, sources))
        bases = dict.fromkeys((*first, ".", *last))
        tried = [posixpath.normpath(f"{base}/{path}") for base in bases for path in address.paths]
        for path in filter(_is_inside, tried):
            spelled = self.folder.spelling_of(path)
            if spelled is not None:
                looked = self._look(spelled)
                return looked if isinstance(looked, NotFound) else Found(looked, path)
        likeliest = (posixpath.normpath(f"{base}/{address.paths[0]}") for base in bases)
        if not any(map(_is_inside, likeliest)):
            return NotFound(Lack.OUTSIDE)
        return NotFound(Lack.MISSING, near=self._near(min(address.paths, key=len)))

    def _near(self, path: str) -> str:
        """Return where a file of a path's name stands, beside any source or one folder deep."""
        for base in sorted(set(self._beside.values()) - {"."}):
            joined = posixpath.normpath(f"{base}/{path}")
            spelled = None if joined.startswith("..") else self.folder.spelling_of(joined)
            if spelled is not None and self.folder.is_file(spelled):
                return spelled
        return self.folder.same_name(PurePosixPath(path).name)

    def _look(self, path: str) -> MediaFile | NotFound:
        if path not in self._looked:
            self._looked[path] = self._look_at(path)
        return self._looked[path]

    def _look_at(self, path: str) -> MediaFile | NotFound:
        """Return what the file at a path below the folder is, by its contents."""
        try:
            with self.folder.open(path) as file:
                return _judge(path, file)
        except Refused as problem:
            return NotFound(Lack.REFUSED, str(problem), path)
        except OSError as error:
            reason = f"cannot be read: {(error.strerror or str(error)).lower()}"
            return NotFound(Lack.REFUSED, reason, path)


def _is_inside(path: str) -> bool:
    return path != ".." and not path.startswith(("../", "/"))


def _judge(path: str, file: BinaryIO) -> MediaFile | NotFound:
    head = file.read(HEAD_BYTES)
    kind = kind_of(head)
    if kind is None:
        wanted = f"no picture that Anki shows ({NAMES})"
        if is_sound_link(path):
            wanted = f"no sound that Anki plays ({SOUND_NAMES})"
        return NotFound(Lack.REFUSED, f"is {wanted if head else 'empty'}", path)
    size = file.seek(0, 2)
    if kind is SVG:
        file.seek(0)
        fault = svg_fault(file)
        if fault:
            return NotFound(Lack.REFUSED, fault, path)
    ending = kind.ending_for(PurePosixPath(path).suffix)
    return MediaFile(path, kind.name, ending, kind.is_sound, kind.is_loose, size)


# --- decks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a text of a note names, with what was found."""

    note: Note
    key: str
    """``question``, ``answer`` or ``variants``."""

    text: str
    reference: Reference
    found: Found | NotFound
    owner: Owner
    named_by: Sources
    """The sources that name it, too; none for one that was written into the deck by hand."""


def named_files(deck: Deck, finder: MediaFinder) -> Iterator[Named]:
    """Yield the files that the notes of a deck name, in order; in a text, each address once.

    What a variant names is yielded after what the question and the answer name.
    """
    for note in deck.exported_notes:
        texts = (("question", note.question), ("answer", note.answer))
        named = [(key, text, each) for key, text in texts for each in media_references(text)]
        sources = tuple(dict.fromkeys(variant.place.source for variant in note.variants))
        received = _received(note) if named else {}
        for key, text, reference in named:
            # A question that has no other wording in its sources is as they have it.
            by = received.get(reference.src, sources if key == "question" else ())
            found = finder.find(reference, by, sources)
            yield Named(note, key, text, reference, found, (note.id, 0), by)
        for number, variant in enumerate(note.variants, start=1):
            own = (variant.place.source,)
            for reference in media_references(variant.text):
                found = finder.find(reference, own)
                owner = (note.id, number)
                yield Named(note, "variants", variant.text, reference, found, owner, own)


def _received(note: Note) -> dict[str, Sources]:
    """Return the sources that name each address."""
    found: dict[str, Sources] = {}
    for variant in note.variants:
        for text in (variant.asked, variant.text):
            for each in media_references(text):
                before = found.get(each.src, ())
                found[each.src] = tuple(dict.fromkeys((*before, variant.place.source)))
    return found


def finder_of(deck: Deck, folder: Path) -> MediaFinder:
    """Return the finder for a deck in a folder."""
    return MediaFinder(folder, {source.id: source.path for source in deck.sources})


_CHUNK = 1 << 20


def collect_media(deck: Deck, folder: Path) -> DeckMedia:
    """Return the files that a deck names, with the hashes of their contents.

    Errors: :class:`FileError` for a file that cannot be read any more.
    """
    finder = finder_of(deck, folder)
    hashed: dict[str, MediaFile] = {}
    files: dict[tuple[Owner, str], MediaFile] = {}
    for named in named_files(deck, finder):
        if isinstance(named.found, Found):
            path = named.found.file.path
            if path not in hashed:
                hashed[path] = hash_media(finder.folder, named.found.file)
            files[named.owner, named.reference.src] = hashed[path]
    return DeckMedia(files)


def paths_from(page: Path, media: DeckMedia, folder: Path) -> Places:
    """Return how the files of a deck in ``folder`` are to be found from the folder of a page."""
    start, root = Path(os.path.realpath(page)), Path(os.path.realpath(folder))
    return {
        key: Path(os.path.relpath(root / file.path, start)).as_posix()
        for key, file in media.files.items()
    }


def hash_media(folder: MediaFolder, file: MediaFile) -> MediaFile:
    """Return a file with the hash of its contents.

    Errors: :class:`FileError`.
    """
    digest = hashlib.sha256()
    size = 0
    for chunk in read_chunks(folder, file.path):
        digest.update(chunk)
        size += len(chunk)
    return replace(file, size=size, sha256=digest.hexdigest())


def read_chunks(folder: MediaFolder, path: str) -> Iterator[bytes]:
    """Yield the bytes of a file, a piece at a time: a film need not fit into memory.

    Errors: :class:`FileError`.
    """
    try:
        with folder.open(path) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except Refused as problem:
        raise _gone(folder, path, str(problem)) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _gone(folder, path, f"cannot be read: {reason}") from None


def read_unchanged(folder: MediaFolder, file: MediaFile) -> Iterator[bytes]:
    """Yield the bytes of a file as it was when it was hashed.

    Errors: :class:`FileError`, after the last byte, for a file that is another one by now: its name
    in the package tells its contents.
    """
    digest = hashlib.sha256()
    for chunk in read_chunks(folder, file.path):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != file.sha256:
        raise _gone(folder, file.path, "changed while the package was written")


def _gone(folder: MediaFolder, path: str, problem: str) -> FileError:
    return FileError(problem, path=str(folder.folder / path), help="run the command again")
