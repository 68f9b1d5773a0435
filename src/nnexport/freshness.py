"""Is an output up to date? Decided by hashes of what it is made of, never by time stamps."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import file_hash, write_atomically

_LIBRARIES = ("genanki", "markdown-it-py", "mdit-py-plugins", "reportlab")
"""What the outputs also depend on."""


@cache
def tool_fingerprint() -> str:
    """Return a hash of the program itself, so that a new version makes everything anew."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            # Fonts are large and change with their size.
            small = path.suffix != ".ttf"
            digest.update(path.read_bytes() if small else str(path.stat().st_size).encode())
    return digest.hexdigest()


def hash_inputs(*parts: str) -> str:
    """Return a hash of the program and of all that an output is made of."""
    digest = hashlib.sha256()
    for part in (tool_fingerprint(), *parts):
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build remembers of an output."""

    diagnostics: tuple[Diagnostic, ...]


class BuildState:
    """What outputs were made of, kept beside them; losing it only costs a rebuild."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entries: dict[str, dict[str, object]] = {}
        try:
            stored = json.loads(path.read_text("utf-8"))
            if isinstance(stored, dict):
                self._entries = {k: v for k, v in stored.items() if isinstance(v, dict)}
        except (OSError, ValueError):
            pass

    def lookup(self, path: Path, inputs: str) -> Known | None:
        """Return what is known of a file that is as it was left, made of the same inputs."""
        entry = self._entries.get(path.name)
        if entry is None or entry.get("inputs") != inputs:
            return None
        try:
            if file_hash(path) != entry.get("output"):
                return None
            said = entry.get("said")
            rows = said if isinstance(said, list) else []
            return Known(tuple(Diagnostic(row[0], Span(*row[1]), *row[2:]) for row in rows))
        except (OSError, TypeError, KeyError, IndexError):
            return None

    def newest(self, path: Path) -> int:
        """Return the time of the last change in a package, in Unix seconds; 0 if not known."""
        newest = self._entries.get(path.name, {}).get("newest")
        return newest if isinstance(newest, int) else 0

    def record(
        self, path: Path, inputs: str, diagnostics: Iterable[Diagnostic], newest: int = 0
    ) -> None:
        """Remember a file that was just written; ``newest``: the last change in a package."""
        self._entries[path.name] = {
            "inputs": inputs,
            **({"newest": newest} if newest else {}),
            "output": file_hash(path),
            "said": [
                [d.code, [d.span.path, d.span.line, d.span.column, d.span.last_line],
                 d.message, d.help, d.excerpt, d.note]
                for d in diagnostics
            ],
        }  # fmt: skip

    def save(self) -> None:
        text = json.dumps(self._entries, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        write_atomically(self.path, text.encode())
