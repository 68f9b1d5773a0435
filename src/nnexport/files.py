"""Reading sources and writing artifacts: besides the command line, the only module at the disk."""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nnexport.decoding import Decoded, decode_bytes
from nnexport.diagnostics import Diagnostic, Span
from nnexport.errors import FileError


@dataclass(frozen=True, slots=True)
class RawText:
    """A source as decoded text, with lines that still are those of the file."""

    path: str
    """As the user would type it."""

    text: str
    """Newlines are ``\\n`` and there is no byte-order mark. Odd spaces at the head
    of a line are usual ones; nothing else was changed."""

    sha256: str
    """Of the file's bytes."""


def read_source(path: Path, shown: str = "") -> tuple[RawText | None, tuple[Diagnostic, ...]]:
    """Read one source file; ``shown`` is how messages name it.

    Errors: NN001, NN002, and those of :func:`decode_source`.
    """
    shown = shown or str(path)
    data, problems = read_bytes(path, shown)
    return (None, problems) if data is None else decode_source(data, shown)


def read_bytes(path: Path, shown: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return what a file holds. Errors: NN001, NN002."""
    try:
        return path.read_bytes(), ()
    except FileNotFoundError:
        help_line = "check the name, or put the file there"
        return None, (Diagnostic("NN001", Span(shown), "no such file", help_line),)
    except IsADirectoryError:
        help_line = "name a file"
        return None, (Diagnostic("NN002", Span(shown), "this is a directory", help_line),)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "check the file and its permissions, or name another one"
        return None, (Diagnostic("NN002", Span(shown), f"cannot be read: {reason}", help_line),)


def decode_source(data: bytes, shown: str) -> tuple[RawText | None, tuple[Diagnostic, ...]]:
    """Decode a source's bytes, whatever its encoding and newlines are.

    Errors: NN003, NN004, NN005. NN008 names an encoding other than UTF-8, NN025 damaged bytes.
    """
    decoded = decode_bytes(data)
    if decoded is None:
        return None, (_not_text(data, shown),)
    if not decoded.text.strip():
        help_line = "save the text into it again"
        return None, (Diagnostic("NN003", Span(shown), "the file is empty", help_line),)
    problems = []
    if decoded.encoding != "UTF-8":
        help_line = (
            "if letters look wrong, save it as UTF-8, for example: "
            f"iconv -f ENCODING -t UTF-8 {shown}"
        )
        message = f"this is no UTF-8; it was read as {decoded.encoding}"
        problems.append(Diagnostic("NN008", Span(shown), message, help_line))
    if decoded.damaged:
        problems.append(_damaged(decoded, shown))
    return RawText(shown, decoded.text, hashlib.sha256(data).hexdigest()), tuple(problems)


def _not_text(data: bytes, shown: str) -> Diagnostic:
    """Return NN004 or NN005, with the place of the first byte that does not fit."""
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        message = f"this is no text file: NUL byte at offset {nul}"
        help_line = "save it as plain text (UTF-8) or Markdown"
        return Diagnostic("NN004", Span(shown, line), message, help_line)
    try:
        data.decode()
        start = 0
    except UnicodeDecodeError as error:
        start = error.start
    before = data[:start].decode()
    place = Span(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = f"not UTF-8 (byte 0x{data[start]:02X}), and no encoding makes sensible text of it"
    help_line = f"save it as UTF-8, for example: iconv -f ENCODING -t UTF-8 {shown}"
    return Diagnostic("NN005", place, message, help_line)


def _damaged(decoded: Decoded, shown: str) -> Diagnostic:
    text, at = decoded.text, decoded.first_damage
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    count = "1 place does" if decoded.damaged == 1 else f"{decoded.damaged} places do"
    what = "the byte is unknown" if text[at] == "\ufffd" else f"read as “{text[at]}”"
    return Diagnostic(
        "NN025",
        Span(shown, text.count("\n", 0, at) + 1, at - begin + 1),
        f"{count} not fit the encoding, {decoded.encoding}; here the first: {what}",
        "correct the source here, or copy it again",
        text[begin : end if end >= 0 else len(text)],
    )


def is_there(path: Path, what: str) -> bool:
    """Tell whether a file of ours (deck, lock) exists.

    Errors: :class:`FileError` for what is no regular file, before anything is read from it: a
    device may never end, a pipe gives its text only once.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unreadable(path, what, error) from None
    if stat.S_ISREG(mode):
        return True
    kind = "directory" if stat.S_ISDIR(mode) else "device or a pipe"
    raise FileError(f"this is a {kind}, not {what}", path=str(path), help=_way_out(path, what))


def _way_out(path: Path, what: str) -> str:
    """Return what to do about something that is no file; a deck in a named folder is offered."""
    if what != "a deck":
        return "move it away, or restore the file that was here"
    try:
        found = sorted(path.glob("*.yaml")) if path.is_dir() else []
    except OSError:
        found = []
    decks = [str(each) for each in found if not each.name.endswith(".lock.yaml")]
    return f"name a file, such as {decks[0] if decks else 'deck.yaml'}"


def _unreadable(path: Path, what: str, error: OSError) -> FileError:
    reason = (error.strerror or str(error)).lower()
    help_line = "check the name and the permissions"
    return FileError(f"cannot read {what}: {reason}", path=str(path), help=help_line)


def read_text(path: Path, what: str, *, keep_mark: bool = False) -> str:
    """Return a UTF-8 file of ours (deck, lock) as text.

    ``keep_mark``: leave a byte-order mark in it, for a file that is written again.

    Errors: :class:`FileError` naming what the file should have been.
    """
    if not is_there(path, what):
        raise missing_deck(path)
    try:
        return path.read_bytes().decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"this is not {what}: byte {error.start + 1} is no UTF-8"
        help_line = "save it as UTF-8, or " + (
            "name another file" if what == "a deck" else "restore it from git or a backup"
        )
        raise FileError(message, path=str(path), help=help_line) from None
    except OSError as error:
        raise _unreadable(path, what, error) from None


def missing_deck(path: Path) -> FileError:
    """Return the error for a deck that is to be read and was never made."""
    help_line = f"check the name, or make the deck: nnexport ingest FILE --into {path}"
    return FileError("there is no such deck", path=str(path), help=help_line)


def write_atomically(path: Path, data: bytes) -> bool:
    """Make a file hold these bytes; return whether it had to be changed.

    An equal file is left untouched, its time stamp included. Otherwise the bytes go to a temporary
    file in the same folder, which then takes the place of the old one, so that a killed run leaves
    either the old file or the new one, whole.

    Errors: :class:`FileError`.
    """
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _unwritable(path, error) from None
    return stream_atomically(path, lambda file: file.write(data))


def stream_atomically(path: Path, produce: Callable[[BinaryIO], object]) -> bool:
    """Make a file hold what ``produce`` writes, as :func:`write_atomically` does.

    For what is too large to stand in memory: it goes to the disk even where nothing changes.

    Errors: :class:`FileError`, and those of ``produce``, which leave the old file as it is.
    """
    # A link stays one: the file that it leads to is replaced.
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w+b") as file:
                produce(file)
                file.flush()
                os.fsync(file.fileno())
            is_new = not (path.exists() and filecmp.cmp(temporary, path, shallow=False))
            if is_new:
                _take_place(Path(temporary), path)
        finally:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    except OSError as error:
        raise _unwritable(path, error) from None
    return is_new


def _take_place(temporary: Path, path: Path) -> None:
    # mkstemp makes private files; an artifact gets what a plain open() would have given.
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
    temporary.replace(path)


def _unwritable(path: Path, error: OSError) -> FileError:
    reason = (error.strerror or str(error)).lower()
    help_line = "check the permissions and the free space, or choose another place"
    return FileError(f"cannot write: {reason}", path=str(path), help=help_line)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file. Errors: ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
