"""What stops the work: one exception family, each child naming the file or setting it is about.

Problems in the *material* (a question without an answer, a misspelt key) are no exceptions; they
are :class:`nnexport.diagnostics.Diagnostic` values, collected through the whole run."""

from __future__ import annotations


class NnexportError(Exception):
    """The work cannot go on. The message is one sentence for the user; the CLI prints it as is."""

    def __init__(self, message: str, *, path: str = "", help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.help = help

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        tail = f"\n    help: {self.help}" if self.help else ""
        return f"{where}error: {self.message}{tail}"


class FileError(NnexportError):
    """A file cannot be read or written (missing, a directory, no permission, disk full)."""


class FrozenError(NnexportError):
    """``--frozen`` was asked for and the lock would have changed."""
