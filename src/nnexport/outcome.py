"""What a run did and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nnexport.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from nnexport.checking.fixing import Fix


def counted(number: int, what: str, many: str = "") -> str:
    """Return a number with its noun: ``1 note``, ``2 notes``; ``many`` if it is not that with s."""
    return f"{number} {what if number == 1 else many or what + 's'}"


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
    fixes: tuple[Fix, ...] = ()
    """What was put right in the deck's file."""

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)
