"""Files below one folder: found by the name that a text gives them, opened only inside of it."""

from __future__ import annotations

import os
import posixpath
import stat
import unicodedata
from pathlib import Path, PurePosixPath
from typing import BinaryIO


class Refused(Exception):
    """A file is there and must not be read; the message follows its name."""


class MediaFolder:
    """The files of a deck's folder; each folder in it is listed once, when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, dict[str, str]] = {}

    def spelling_of(self, path: str) -> str | None:
        """Return a path as it is spelled on disk, whatever its capitals; ``None`` for no such file.

        A letter with its accent may be one character or two; that is no difference to a reader.
        """
        spelled: list[str] = []
        for part in PurePosixPath(posixpath.normpath(path)).parts:
            known = self._listing("/".join(spelled))
            name = known.get(_composed(part)) or known.get(_folded(part))
            if name is None:
                return None
            spelled.append(name)
        return "/".join(spelled) or None

    def is_file(self, path: str) -> bool:
        """Tell whether a path leads to something that is no folder."""
        return (self.folder / path).exists() and not (self.folder / path).is_dir()

    def same_name(self, name: str) -> str:
        """Return where a file of a name stands, one folder deep; empty if nowhere."""
        folders = (n for n in self._listing("").values() if (self.folder / n).is_dir())
        for folder in ("", *dict.fromkeys(folders)):
            found = self._listing(folder).get(_folded(name))
            if found and not folder.startswith("."):
                return f"{folder}/{found}" if folder else found
        return ""

    def _listing(self, folder: str) -> dict[str, str]:
        """Return the names in a folder, by what they are without regard to capitals."""
        if folder not in self._names:
            try:
                names = sorted(each.name for each in (self.folder / folder).iterdir())
            except OSError:
                names = []
            self._names[folder] = {_folded(name): name for name in names}
            self._names[folder].update((_composed(name), name) for name in names)
        return self._names[folder]

    def open(self, path: str) -> BinaryIO:
        """Open a regular file for reading, if it really stands below the folder.

        A link is followed to a file inside of the folder only. Where the system can do so, each
        folder on the way is opened by itself and without following links, so that what was looked
        at is what is opened, even if somebody exchanges a folder for a link in between.

        Errors: :class:`Refused`; :class:`OSError` where the file cannot be opened.
        """
        root = Path(os.path.realpath(self.folder))
        real = Path(os.path.realpath(self.folder / path))
        if not real.is_relative_to(root) or real == root:
            raise Refused("leads out of the deck's folder")
        handle = _open_below(root, real.relative_to(root).parts)
        file = os.fdopen(handle, "rb")
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            file.close()
            raise Refused("is a folder" if stat.S_ISDIR(mode) else "is a device or a pipe, no file")
        return file


_HAS_FOLDERS = os.open in os.supports_dir_fd
# Zero where the system does not know them.
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
_FOLDER: int = getattr(os, "O_DIRECTORY", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


def _open_below(root: Path, parts: tuple[str, ...]) -> int:
    """Open a file by its real path below a folder; a pipe does not make it wait."""
    flags = os.O_RDONLY | _NO_LINK | _NO_WAIT | _BINARY
    if not _HAS_FOLDERS:
        return os.open(root.joinpath(*parts), flags)
    handle = os.open(root, os.O_RDONLY | _FOLDER)
    for number, part in enumerate(parts, start=1):
        is_last = number == len(parts)
        try:
            inner = os.open(part, flags if is_last else flags | _FOLDER, dir_fd=handle)
        finally:
            os.close(handle)
        handle = inner
    return handle


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return _composed(_composed(name).casefold())
