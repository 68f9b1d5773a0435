"""The database in a package: what genanki would write, but with ids and times of our own."""

import io
import itertools
import sqlite3
import zipfile
from dataclasses import replace

import genanki
import pytest

from nnexport.deck.document import Deck, Note
from nnexport.deck.lock import Lock
from nnexport.exporters.anki import build_package, export_anki
from nnexport.exporters.anki.collection import card_ordinals
from nnexport.exporters.anki.note_types import NOTE_TYPES

CLOCK = 1_763_719_200


def deck_of(*notes):
    return Deck("biology", "Biology", notes=notes)


def numbered_notes(size, cards=""):
    return tuple(
        Note(f"n{n}", f"What is {n}? {{{{c1::{n}}}}}", f"It is {n}.", tags=("all",), cards=cards)
        for n in range(size)
    )


def open_database(folder, package):
    path = folder / "collection.anki2"
    path.write_bytes(zipfile.ZipFile(io.BytesIO(package)).read("collection.anki2"))
    return sqlite3.connect(path)


def tables(connection):
    names = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    rows = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
        for name in ("notes", "cards", "revlog", "graves")
    }
    return names, rows


def genanki_database(rendered):
    """Return what genanki itself writes for rendered notes, with ids in the order it takes them."""
    models = {
        kind: genanki.Model(
            each.id,
            each.name,
            fields=[{"name": field.name} for field in each.fields],
            templates=[{"name": each.template_name, "qfmt": each.front, "afmt": each.back}],
            model_type=genanki.Model.CLOZE if kind == "cloze" else genanki.Model.FRONT_BACK,
        )
        for kind, each in NOTE_TYPES.items()
    }
    deck = genanki.Deck(1, "Biology")
    for due, note in enumerate(rendered, start=1):
        model, fields, tags = models[note.kind], list(note.fields), list(note.tags)
        deck.add_note(genanki.Note(model, fields, tags=tags, guid=note.guid, due=due))
    connection = sqlite3.connect(":memory:")
    genanki.Package(deck).write_to_db(connection.cursor(), CLOCK, itertools.count(1))
    return connection


@pytest.mark.parametrize("cards", ["", "cloze"])
def test_rows_are_those_of_genanki_but_for_the_ids(tmp_path, cards):
    export = export_anki(deck_of(*numbered_notes(30, cards)), Lock("biology"), CLOCK)
    names, rows = tables(open_database(tmp_path, export.package))
    theirs, their_rows = tables(genanki_database(export.rendered))
    assert sorted(names) == sorted(theirs)
    assert len(rows["notes"]) == len(rows["cards"]) == 30
    for table, ids in (("notes", 1), ("cards", 3), ("revlog", 0), ("graves", 0)):
        assert [row[ids:] for row in rows[table]] == [row[ids:] for row in their_rows[table]]


def test_database_is_whole_and_has_its_indexes(tmp_path):
    export = export_anki(deck_of(*numbered_notes(300)), Lock("biology"), CLOCK)
    connection = open_database(tmp_path, export.package)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    indexes = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index'")
    assert indexes.fetchone() == (7,)


def test_position_is_that_in_the_deck_also_where_an_earlier_note_is_newer(tmp_path):
    old = numbered_notes(3)
    lock = export_anki(deck_of(*old), Lock("biology"), CLOCK).lock
    deck = deck_of(Note("new", "Why?", "So."), *reversed(old))
    connection = open_database(tmp_path, export_anki(deck, lock, CLOCK + 60).package)
    shown = connection.execute("SELECT sfld FROM notes JOIN cards ON nid = notes.id ORDER BY due")
    texts = [text for (text,) in shown]
    assert [text.split("?")[0] for text in texts] == ["Why", "What is 2", "What is 1", "What is 0"]


def test_note_with_a_field_too_few_is_refused():
    deck = deck_of(*numbered_notes(1))
    export = export_anki(deck, Lock("biology"), CLOCK)
    (note,) = export.rendered
    with pytest.raises(ValueError, match="note n0 has 9 fields"):
        build_package(deck, (replace(note, fields=note.fields[1:]),), export.lock)


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("{{c1::a}} {{c3::b}} {{c1::c}}", [0, 2]),
        ("{{c2::a\nb::hint}}", [1]),
        ("{{c0::none}} {{c10::ten}}", [9]),
    ],
)
def test_cards_of_a_cloze_note(text, ordinals):
    export = export_anki(deck_of(*numbered_notes(1, "cloze")), Lock("biology"), CLOCK)
    (note,) = export.rendered
    assert card_ordinals(replace(note, fields=(text, *note.fields[1:]))) == ordinals


def test_entries_of_the_zip_say_nothing_of_the_machine():
    package = export_anki(deck_of(*numbered_notes(2)), Lock("biology"), CLOCK).package
    entries = zipfile.ZipFile(io.BytesIO(package)).infolist()
    assert [entry.filename for entry in entries] == ["collection.anki2", "media"]
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o644 << 16)
        assert entry.compress_type == zipfile.ZIP_DEFLATED
