"""Deck → Anki package, in steps between which the pipeline writes the lock.

``render_notes`` makes the fields, ``stamp_rendered`` the times, ``build_package`` the bytes;
``export_anki`` does all three. Importing this package does not import genanki.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.deck.document import Deck
from nnexport.deck.lock import Lock
from nnexport.diagnostics import Diagnostic
from nnexport.exporters.anki.diff import DeckDiff, diff_against_lock, diff_to_json, format_diff
from nnexport.exporters.anki.fields import (
    RenderedNote,
    exported_hash,
    exported_hashes,
    render_notes,
)
from nnexport.exporters.anki.media import PackedMedia
from nnexport.exporters.anki.note_types import note_type_hashes
from nnexport.exporters.anki.package import (
    Contents,
    build_package,
    is_reserved_name,
    write_package,
)
from nnexport.exporters.anki.stamping import stamp_rendered
from nnexport.exporters.anki.updates import report_updates

__all__ = [
    "AnkiExport",
    "Contents",
    "DeckDiff",
    "PackedMedia",
    "RenderedNote",
    "build_package",
    "diff_against_lock",
    "diff_to_json",
    "export_anki",
    "exported_hash",
    "exported_hashes",
    "format_diff",
    "is_reserved_name",
    "note_type_hashes",
    "render_notes",
    "report_updates",
    "stamp_rendered",
    "write_package",
]


@dataclass(frozen=True, slots=True)
class AnkiExport:
    """What an export gives. The lock is written before the package."""

    package: bytes
    lock: Lock
    rendered: tuple[RenderedNote, ...]
    diagnostics: tuple[Diagnostic, ...]


def export_anki(deck: Deck, lock: Lock, clock_s: int) -> AnkiExport:
    """Return the package of a deck and the lock after it, at ``clock_s`` in Unix seconds."""
    rendered, diagnostics = render_notes(deck, lock=lock)
    stamped = stamp_rendered(lock, rendered, clock_s)
    return AnkiExport(build_package(deck, rendered, stamped), stamped, rendered, diagnostics)
