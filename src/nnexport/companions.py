"""Pictures and sounds that stand beside a source from elsewhere: they are copied along with it.

The copy of a source stands in ``sources/``, so that its paths begin there. What it names in its own
folder, or in the one that was named, is copied to the same place below ``sources/``; what it names
elsewhere is not, for a text could name any file of this machine. A file that is already there with
other contents stays, because it may have been corrected, or belong to another source.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from nnexport.copies import FOLDER
from nnexport.deck.document import Document, SourceId
from nnexport.deck.media import Reference, media_references, read_address
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import file_hash
from nnexport.media.finding import Found, MediaFinder, hash_media, read_chunks


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source was before it was copied."""

    root: Path
    """The folder that was named, or the one that the file is in."""

    path: str
    """Of the file below the root, with slashes."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that is to be copied."""

    finder: MediaFinder
    found: Found
    target: Path

    def write_to(self, file: BinaryIO) -> None:
        """Write what is in it. Errors: :class:`FileError` if it cannot be read any more."""
        file.writelines(read_chunks(self.finder.folder, self.found.file.path))


def find_companions(
    document: Document, origin: Origin, folder: Path, shown: str
) -> tuple[tuple[Companion, ...], tuple[Diagnostic, ...]]:
    """Return the files to copy for a source that is copied into a deck's folder.

    Errors: NN027 for one whose place holds another file.
    """
    finder = MediaFinder(origin.root, {SourceId(""): origin.path})
    below = PurePosixPath(origin.path).parent
    copies: dict[Path, Companion] = {}
    problems: list[Diagnostic] = []
    for reference in _references(document):
        found = finder.find(reference, (SourceId(""),))
        own = {posixpath.normpath(below / path) for path in read_address(reference.src).paths}
        if not isinstance(found, Found) or found.asked not in own:
            continue
        relative = posixpath.relpath(found.file.path, below)
        target = PurePosixPath(posixpath.normpath(f"{_parent(document)}/{relative}"))
        path = folder / target
        if target.is_relative_to(FOLDER) and path not in copies:
            companion = Companion(finder, found, path)
            if not path.exists():
                copies[path] = companion
            elif not _holds(path, hash_media(finder.folder, found.file).sha256):
                problems.append(_other(reference, target, shown))
    return tuple(copies.values()), tuple(problems)


def _holds(path: Path, sha256: str) -> bool:
    try:
        return file_hash(path) == sha256
    except OSError:
        return False


def _references(document: Document) -> Iterable[Reference]:
    found: dict[str, Reference] = {}
    for entry in document.entries:
        for text in (entry.question, entry.answer):
            for each in media_references(text):
                found.setdefault(each.src, each)
    return found.values()


def _parent(document: Document) -> PurePosixPath:
    return PurePosixPath(document.source.path).parent


def _other(reference: Reference, target: PurePosixPath, shown: str) -> Diagnostic:
    message = f"“{reference.src}” is not copied: there is another file at {target}"
    help_line = "delete that one to take this, or rename one of the two"
    return Diagnostic("NN027", Span(shown), message, help_line)
