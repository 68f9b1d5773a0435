"""An Anki package, ours or a learner's export → its notes and note types, without Anki's library.

Only what an import compares is read: no media, no reviews, no options.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from nnexport.errors import FileError
from nnexport.exporters.anki.containers import read_container


@dataclass(frozen=True, slots=True)
class Part:
    """A field or a card template: a renamed one is the same while its id is the same."""

    name: str
    id: int | None = None
    """None in files of programs that give none; then the name counts."""

    texts: tuple[str, ...] = ()
    """Of a template: front and back."""

    def is_same(self, other: Part) -> bool:
        """Tell whether Anki takes the two for one."""
        if self.id is not None and other.id is not None:
            return self.id == other.id
        return self.name == other.name


@dataclass(frozen=True, slots=True)
class PackageNoteType:
    """A note type as a package has it."""

    id: int
    name: str
    mod: int
    """Unix time in seconds."""

    fields: tuple[Part, ...]
    templates: tuple[Part, ...]
    css: str


@dataclass(frozen=True, slots=True)
class PackageNote:
    """A note as a package has it."""

    number: int
    """Anki's id of it; in a learner's export that of the learner's collection."""

    guid: str
    note_type: int
    mod: int
    """Unix time in seconds of the last change, by an import or by hand."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    decks: tuple[str, ...]
    """Names of the decks that its cards are in, sorted, ``A::B`` for a subdeck."""


@dataclass(frozen=True, slots=True)
class Package:
    """What is in a package, by what Anki knows it by."""

    path: str
    notes: Mapping[str, PackageNote] = field(default_factory=dict)
    """By GUID, in the order of their numbers."""

    note_types: Mapping[int, PackageNoteType] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    """GUIDs that stand there more than once."""

    media: tuple[str, ...] = ()
    """Names of the files in it; not known of Anki's newest container."""

    is_export: bool = False
    """Anki itself wrote it: a learner's edits may be in it."""


def read_package(file: BinaryIO, path: str) -> Package:
    """Return what an open ``.apkg`` or ``.colpkg`` file holds; ``path`` is for messages.

    Errors: :class:`FileError` for anything that is no readable package.
    """
    container = read_container(file, path)
    database = bytearray(container.database)
    # A file that is written alongside a journal says so here, and cannot be opened without one.
    database[18:20] = b"\x01\x01"
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            if not database.startswith(_MAGIC):
                raise ValueError("it is no database")
            connection.deserialize(bytes(database))
            connection.create_collation("unicase", _compare_folded)
            package = _read_collection(connection, path)
        return replace(package, media=container.media, is_export=container.is_export)
    except (
        sqlite3.Error,
        ValueError,
        LookupError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        message = f"the collection in the package cannot be read: {error}"
        help_line = "export it from Anki again, or name another package"
        raise FileError(message, path=path, help=help_line) from None


_MAGIC = b"SQLite format 3\0"


def _compare_folded(one: str, other: str) -> int:
    """Compare as Anki does; SQLite asks for it wherever an index uses it."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _read_collection(connection: sqlite3.Connection, path: str) -> Package:
    (version,) = connection.execute("select ver from col").fetchone()
    tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    if version >= 15 and "notetypes" in tables:
        note_types, decks = _types_in_tables(connection), _decks_in_table(connection)
    else:
        note_types, decks = _types_in_json(connection), _decks_in_json(connection)
    homes: dict[int, set[str]] = {}
    # A card in a filtered deck comes from another one.
    for number, deck in connection.execute("select nid, iif(odid, odid, did) from cards"):
        homes.setdefault(number, set()).add(decks.get(deck, ""))
    notes: dict[str, PackageNote] = {}
    repeated: list[str] = []
    query = "select id, guid, mid, mod, flds, tags from notes order by id"
    for number, guid, note_type, mod, fields, tags in connection.execute(query):
        repeated += [guid] if guid in notes else []
        homes_of_note = tuple(sorted(homes.get(number, ())))
        notes[guid] = PackageNote(
            number, guid, note_type, mod, tuple(fields.split("\x1f")), tuple(tags.split()),
            homes_of_note,
        )  # fmt: skip
    types = {each.id: each for each in note_types}
    return Package(path, notes, types, tuple(dict.fromkeys(repeated)))


# --- JSON in one row, as in the old containers ---------------------------------------------------


def _types_in_json(connection: sqlite3.Connection) -> Iterator[PackageNoteType]:
    (text,) = connection.execute("select models from col").fetchone()
    for key, model in json.loads(text).items():
        fields = sorted(model["flds"], key=lambda each: each.get("ord", 0))
        templates = sorted(model["tmpls"], key=lambda each: each.get("ord", 0))
        yield PackageNoteType(
            int(key),
            model["name"],
            int(model["mod"]),
            tuple(Part(each["name"], each.get("id")) for each in fields),
            tuple(
                Part(each["name"], each.get("id"), (each["qfmt"], each["afmt"]))
                for each in templates
            ),
            model["css"],
        )


def _decks_in_json(connection: sqlite3.Connection) -> dict[int, str]:
    (text,) = connection.execute("select decks from col").fetchone()
    return {int(key): deck["name"] for key, deck in json.loads(text).items()}


# --- tables, as in the newest one ----------------------------------------------------------------


def _types_in_tables(connection: sqlite3.Connection) -> Iterator[PackageNoteType]:
    fields: dict[int, list[Part]] = {}
    templates: dict[int, list[Part]] = {}
    query = "select ntid, name, config from {} order by ntid, ord"
    for note_type, name, config in connection.execute(query.format("fields")):
        fields.setdefault(note_type, []).append(Part(name, _number(_message(config), 9)))
    for note_type, name, config in connection.execute(query.format("templates")):
        message = _message(config)
        texts = (_text(message, 1), _text(message, 2))
        templates.setdefault(note_type, []).append(Part(name, _number(message, 8), texts))
    query = "select id, name, mtime_secs, config from notetypes"
    for number, name, mod, config in connection.execute(query):
        yield PackageNoteType(
            number,
            name,
            mod,
            tuple(fields.get(number, ())),
            tuple(templates.get(number, ())),
            _text(_message(config), 3),
        )


def _decks_in_table(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("select id, name from decks")
    return {number: name.replace("\x1f", "::") for number, name in rows}


def _number(message: Mapping[int, Any], key: int) -> int | None:
    value = message.get(key)
    return value if isinstance(value, int) else None


def _text(message: Mapping[int, Any], key: int) -> str:
    value = message.get(key, b"")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _message(data: bytes) -> dict[int, int | bytes]:
    """Return the fields of a protobuf message by their numbers; of a repeated one, the last.

    Errors: ``ValueError``, ``IndexError`` for bytes that are none.
    """
    fields: dict[int, int | bytes] = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            fields[key >> 3], at = _varint(data, at)
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in _FIXED:
            size = _FIXED[kind]
        else:
            raise ValueError("a note type in an unknown form")
        fields[key >> 3] = data[at : at + size]
        at += size
    return fields


_FIXED = {1: 8, 5: 4}


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while data[at] & 0x80:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    value |= data[at] << shift
    # Numbers below zero are written as if they had 64 bits.
    return (value - (1 << 64) if value >> 63 else value), at + 1
