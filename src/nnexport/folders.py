"""A folder as a source: which of its files are read, and which are skipped, with the reason."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from nnexport.diagnostics import Diagnostic, Span

_NOT_ENTERED = frozenset({"build", "dist", "node_modules", "venv", "__pycache__"})
"""Folders of what programs made; hidden ones are not entered either."""

MOST_FILES = 10_000
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, in natural order: ``2.md`` before ``10.md``."""

    files: tuple[str, ...]
    """Paths below the folder, with slashes."""

    skipped: tuple[tuple[str, str], ...]
    """Path below the folder, and why it is skipped."""


def list_folder(folder: Path, endings: Collection[str], ours: Collection[Path]) -> Listing:
    """Return the files below a folder that have one of the endings.

    ``ours`` are resolved paths of files that belong to the deck itself; they are no sources. A link
    is followed only to a file inside the folder, which then is read where it stands.
    """
    files: list[str] = []
    skipped: list[tuple[str, str]] = []
    root = folder.resolve()
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.resolve() in ours:
            continue
        reason = _reason_to_skip(path, root, endings)
        if reason:
            skipped.append((name, reason))
        elif not path.is_symlink():
            files.append(name)
        if len(files) + len(skipped) >= MOST_FILES:
            skipped.append(("…", f"only {MOST_FILES} files are looked at"))
            break
    return Listing(tuple(files), tuple(skipped))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, and the folders that are not entered: links, closed ones."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: _natural_key(entry.name))
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif entry.name not in _NOT_ENTERED:
            yield from _walk(path)


def _natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    parts = re.findall(r"(\d{1,15})|(\D+)", name)
    return tuple((0, int(n), "") if n else (1, 0, text.casefold()) for n, text in parts)


def _reason_to_skip(path: Path, root: Path, endings: Collection[str]) -> str:
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "a link that leads out of the folder"
    if path.is_dir():
        return "" if path.is_symlink() else "a folder that cannot be read"
    if not path.is_file():
        return "no file to read" if path.exists() or path.is_symlink() else "gone"
    ending = path.suffix.lower()
    return "" if ending in endings else f"no reader for {ending or 'files without an ending'}"


def report_skipped(shown: str, skipped: Collection[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """Return NN026 for the files of a folder that were left out; nothing if none was."""
    if not skipped:
        return ()
    named = [f"{name} ({reason})" for name, reason in list(skipped)[:_MOST_NAMED]]
    if len(skipped) > _MOST_NAMED:
        named.append(f"and {len(skipped) - _MOST_NAMED} more")
    count = "1 file" if len(skipped) == 1 else f"{len(skipped)} files"
    return (Diagnostic("NN026", Span(shown), f"skipped {count}: {', '.join(named)}"),)
