"""The dates of the looks: each look has one, and none ever changes."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import nnexport.exporters.anki.looks as looks
from nnexport.deck.lock import Lock, NoteTypeStamp, stamp_notes
from nnexport.exporters.anki.note_types import note_type_hashes

FILE = Path(looks.__file__).with_name(looks.FILE_NAME)
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (?:basic|cloze) [\da-f]{16}")


def test_the_present_looks_are_listed() -> None:
    text = FILE.read_text("utf-8")
    missing = {k: h for k, h in note_type_hashes().items() if h not in looks.parse_looks(text)}
    if missing and os.environ.get("NNEXPORT_GOLDEN"):
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text += "".join(f"{now} {kind} {look}\n" for kind, look in missing.items())
        FILE.write_text(text, "utf-8")
        missing = {}
    assert missing == {}, "the look has changed: `make golden` gives it a date"


def test_lines_are_in_order_and_of_the_past() -> None:
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in lines)
    dates = list(looks.parse_looks("\n".join(lines)).values())
    assert len(dates) == len(lines)
    assert dates == sorted(dates)
    assert dates[-1] <= time.time() + 86_400


def test_a_look_has_its_date_in_every_deck() -> None:
    dates = {"old": 1_000, "new": 2_000}
    first = stamp_notes(Lock("d"), {}, {"basic": "old"}, 5_000, look_dates=dates)
    assert first.note_types == (NoteTypeStamp("basic", "old", 1_000),)
    second = stamp_notes(first, {}, {"basic": "new"}, 6_000, look_dates=dates)
    assert second.note_types == (NoteTypeStamp("basic", "new", 2_000),)
    back = stamp_notes(second, {}, {"basic": "old"}, 7_000, look_dates=dates)
    assert back.note_types == (NoteTypeStamp("basic", "old", 2_001),)
    unlisted = stamp_notes(second, {}, {"basic": "tried"}, 8_000, look_dates=dates)
    assert unlisted.note_types == (NoteTypeStamp("basic", "tried", 8_000),)
