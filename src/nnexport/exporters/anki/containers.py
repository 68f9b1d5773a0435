"""An ``.apkg`` file, ours or Anki's → the database in it.

Anki has three containers. The old two hold a plain SQLite file and need nothing but Python. The
newest, which Anki itself writes unless told otherwise, is compressed with zstd: Python knows that
from 3.14 on, before that the library ``zstandard`` does. It is in the extra ``nnexport[anki]`` and
no dependency of everybody, because few read such a file and Anki can also write the old container.
"""

from __future__ import annotations

import importlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from nnexport.errors import FileError

LARGEST_DATABASE = 1 << 30
"""Bytes; many times a large collection, and small enough not to fill a computer."""

_BY_VERSION = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}

_AGAIN = "export it from Anki again, or name another package"


@dataclass(frozen=True, slots=True)
class Container:
    """What is in a package, unpacked but not read."""

    database: bytes
    """A SQLite file."""

    media: tuple[str, ...]
    """Names of pictures and sounds, sorted; none of the newest container, which has them packed."""

    is_export: bool
    """Anki itself wrote it, and not nnexport."""


def read_container(file: BinaryIO, path: str) -> Container:
    """Return what an open package holds, without its pictures and sounds, which may be many.

    Errors: :class:`FileError` for what is no package, is damaged, was written by a newer Anki, or
    is compressed in a way that nothing installed here can undo.
    """
    with _opened(file, path) as archive:
        names = frozenset(archive.namelist())
        version = _version(archive, names)
        if version not in _BY_VERSION:
            message = f"a newer Anki wrote this package: its version is {version}"
            raise FileError(message, path=path, help=_OLD_CONTAINER)
        name = _BY_VERSION[version]
        if name not in names:
            raise FileError("there is no collection in this zip", path=path, help=_OTHER)
        with archive.open(name) as member:
            packed = member.read(LARGEST_DATABASE + 1)
        media = _media_names(archive, path) if "media" in names and version < 3 else ()
    database = _decompress(packed, path) if version == 3 else packed
    if len(database) > LARGEST_DATABASE:
        raise FileError("the collection in it is larger than 1 GB", path=path, help=_AGAIN)
    return Container(database, media, "meta" in names)


def _media_names(archive: zipfile.ZipFile, path: str) -> tuple[str, ...]:
    try:
        listed = json.loads(archive.read("media") or b"{}")
        return tuple(sorted(map(str, listed.values())))
    except (ValueError, AttributeError):
        message = "the package is damaged: its list of pictures and sounds"
        raise FileError(message, path=path, help=_AGAIN) from None


@contextmanager
def _opened(file: BinaryIO, path: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip; whatever is wrong with it is a :class:`FileError`."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except zipfile.BadZipFile as error:
        file.seek(0)
        if file.read(2) == b"PK":
            message = f"the package is damaged: {error}"
            raise FileError(message, path=path, help=_AGAIN) from None
        raise FileError("this is no Anki package", path=path, help=_OTHER) from None
    # NotImplementedError: bytes that name a kind of compression that there is not.
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        message = f"the package is damaged: {error}"
        raise FileError(message, path=path, help=_AGAIN) from None


_OTHER = "name an .apkg file of nnexport or of Anki"
_OLD_CONTAINER = "export it from Anki again, with “Support older Anki versions”"
_INSTALL = "pip install 'nnexport[anki]'"


def _version(archive: zipfile.ZipFile, names: frozenset[str]) -> int:
    """Return which container this is; the oldest ones do not say it."""
    if "meta" in names:
        with archive.open("meta") as member:
            meta = member.read(64)
        # A message with one number; fields that this program does not know follow it.
        if meta[:1] == b"\x08" and len(meta) > 1:
            return meta[1]
    return 2 if "collection.anki21" in names else 1


def _decompress(packed: bytes, path: str) -> bytes:
    zstd: Any  # Two libraries, one of which there is at most.
    try:
        zstd = importlib.import_module("compression.zstd")
        decompressor = zstd.ZstdDecompressor()
        problems: tuple[type[Exception], ...] = (zstd.ZstdError, EOFError)
    except ImportError:
        try:
            zstd = importlib.import_module("zstandard")
        except ImportError:
            message = "it is compressed with zstd, which this Python cannot read"
            help_line = f"{_OLD_CONTAINER}; or {_INSTALL}"
            raise FileError(message, path=path, help=help_line) from None
        decompressor = zstd.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        problems = (zstd.ZstdError,)
    parts: list[bytes] = []
    size = 0
    try:
        # Piece by piece: a small file can claim to be endless.
        for start in range(0, len(packed), _PIECE):
            parts.append(decompressor.decompress(packed[start : start + _PIECE]))
            size += len(parts[-1])
            if size > LARGEST_DATABASE or decompressor.eof:
                break
    except problems as error:
        message = f"the package is damaged: {error}"
        raise FileError(message, path=path, help=_AGAIN) from None
    return b"".join(parts)


_PIECE = 1 << 10
"""Bytes of input at a time; zstd makes at most 32 MB of them."""
