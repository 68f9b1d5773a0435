"""What a run did and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.diagnostics import Diagnostic, has_errors


def counted(number: int, what: str) -> str:
    """Return a number with its noun: ``1 note``, ``2 notes``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a run."""

    path: str
    changed: bool
    """False when the file already held these bytes and was left untouched."""

    note: str = ""
    """What is in it, for the one line that is printed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did and what there is to say about it."""

    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Written, ...] = ()

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)
