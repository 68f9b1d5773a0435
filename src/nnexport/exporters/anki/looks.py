"""When each look of the note types was made: templates, styling and names of fields.

All decks of a learner share the note types. If a look had the time of the build, every new deck
would overwrite the learner's own styling although nothing of ours changed, and a deck built late
with an old nnexport would take a newer look back from all others. So a look has the date on which
it was made, in ``looks.txt``: one line each, oldest first. A look that is not listed, while it is
worked on, gets the time of the build. ``make golden`` adds the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FILE_NAME = "looks.txt"


@cache
def look_dates() -> Mapping[str, int]:
    """Return the time of each look, in Unix seconds, by its hash."""
    text = files(__package__).joinpath(FILE_NAME).read_text("utf-8")
    return MappingProxyType(parse_looks(text))


def parse_looks(text: str) -> dict[str, int]:
    """Return the time of each look, in Unix seconds, by its hash, in the order of the file.

    Shape of a line: ``2026-11-27T15:10:00Z basic 4ca976f5636dfd66``.
    """
    dates: dict[str, int] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            date, _, look = line.split(" ")
            dates[look] = int(datetime.fromisoformat(date).timestamp())
    return dates
