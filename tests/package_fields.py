"""What is in a package, read without our code and without Anki."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path


def read_fields(package: Path | bytes) -> list[list[str]]:
    """Return the fields of each note."""
    with closing(_open(package)) as connection:
        rows = connection.execute("select flds from notes order by id").fetchall()
    return [row[0].split("\x1f") for row in rows]


def read_descriptions(package: Path | bytes) -> list[str]:
    """Return what the pages of the decks say."""
    with closing(_open(package)) as connection:
        ((decks,),) = connection.execute("select decks from col").fetchall()
    return [deck["desc"] for deck in json.loads(decks).values()]


def _open(package: Path | bytes) -> sqlite3.Connection:
    file = io.BytesIO(package) if isinstance(package, bytes) else package
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(file) as opened:
        connection.deserialize(opened.read("collection.anki2"))
    return connection
