"""What Anki found, as it travels from the process that runs Anki's library to ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that Anki has with a package, in words; ``next``: with the second package."""

    code: str
    message: str
    next: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """What Anki's log of an import counts: notes."""

    found: int = 0
    new: int = 0
    updated: int = 0
    same: int = 0
    conflicting: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a collection that had the first package when the next one was imported."""

    counts: Import
    reviewed: int
    """Cards that were answered before."""

    changed: tuple[str, ...] = ()
    """Names of the notes that say something else after it."""

    left: tuple[str, ...] = ()
    """Names of the notes that the next package does not have; they stay."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one package, or about one and the next."""

    anki: str
    """Version of the library."""

    counts: Import
    notes: int = 0
    cards: int = 0
    note_types: tuple[tuple[str, int], ...] = ()
    """Names, and how many notes."""

    findings: tuple[Finding, ...] = ()
    update: Update | None = None


def facts_to_json(facts: Facts) -> dict[str, Any]:  # as JSON has it
    """Return facts as JSON's own types."""
    return asdict(facts)


def facts_from_json(found: Mapping[str, Any]) -> Facts:  # as JSON has it
    """Read the result of :func:`facts_to_json` back."""
    update = found["update"]
    return Facts(
        anki=found["anki"],
        counts=Import(**found["counts"]),
        notes=found["notes"],
        cards=found["cards"],
        note_types=tuple((name, count) for name, count in found["note_types"]),
        findings=tuple(Finding(**each) for each in found["findings"]),
        update=update
        and Update(
            Import(**update["counts"]),
            update["reviewed"],
            tuple(update["changed"]),
            tuple(update["left"]),
        ),
    )
