"""One diagnostic code as the table of codes holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, for ``nnexport explain``."""

    name: str
    severity: str
    means: str
    why: str
    example: str
    fix: str
