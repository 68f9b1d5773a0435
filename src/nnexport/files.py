"""Reading sources and writing artifacts: besides the command line, the only module at the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nnexport.diagnostics import Diagnostic, Span
from nnexport.errors import FileError


@dataclass(frozen=True, slots=True)
class RawText:
    """A source as decoded text, with lines that still are those of the file."""

    path: str
    """As the user would type it."""

    text: str
    """Newlines are ``\\n`` and there is no byte-order mark; nothing else was changed."""

    sha256: str
    """Of the file's bytes."""


def read_source(path: Path, shown: str = "") -> tuple[RawText | None, tuple[Diagnostic, ...]]:
    """Read one source file; ``shown`` is how messages name it.

    Errors: NN001 to NN005, each with the path and, for an encoding, the first bad byte's place.
    """
    shown = shown or str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        help_line = "put the file there, or take the source out of the deck"
        return None, (Diagnostic("NN001", Span(shown), "no such file", help_line),)
    except IsADirectoryError:
        help_line = "name the files in it one by one"
        return None, (Diagnostic("NN002", Span(shown), "this is a directory", help_line),)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, (Diagnostic("NN002", Span(shown), f"cannot be read: {reason}"),)
    return decode_source(data, shown)


def decode_source(data: bytes, shown: str) -> tuple[RawText | None, tuple[Diagnostic, ...]]:
    """Decode a source's bytes: UTF-8 with or without a byte-order mark, any kind of newline."""
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        message = f"this is no text file: NUL byte at offset {nul}"
        help_line = "save it as plain text (UTF-8) or Markdown"
        return None, (Diagnostic("NN004", Span(shown, line), message, help_line),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        help_line = f"save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {shown}"
        return None, (Diagnostic("NN005", Span(shown, line, column), message, help_line),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        help_line = "save the text into it again"
        return None, (Diagnostic("NN003", Span(shown), "the file is empty", help_line),)
    return RawText(shown, text, hashlib.sha256(data).hexdigest()), ()


def read_text(path: Path, what: str) -> str:
    """Return a UTF-8 file of ours (deck, lock) as text.

    Errors: :class:`FileError` naming what the file should have been.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise FileError(f"no such file: {what}", path=str(path)) from None
    except IsADirectoryError:
        raise FileError(f"this is a directory, not {what}", path=str(path)) from None
    except UnicodeDecodeError as error:
        message = f"{what} is not UTF-8 (byte {error.start})"
        raise FileError(message, path=str(path)) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"cannot read {what}: {reason}", path=str(path)) from None


def write_atomically(path: Path, data: bytes) -> bool:
    """Make a file hold these bytes; return whether it had to be changed.

    An equal file is left untouched, its time stamp included. Otherwise the bytes go to a temporary
    file in the same folder, which then takes the place of the old one, so that a killed run leaves
    either the old file or the new one, whole.

    Errors: :class:`FileError`.
    """
    # A link stays one: the file that it leads to is replaced.
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes private files; an artifact gets what a plain open() would have given.
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"cannot write: {reason}", path=str(path)) from None
    return True
