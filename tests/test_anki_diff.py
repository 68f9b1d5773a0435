"""`nnexport diff --against`: what is said before an import, and what the real Anki does then."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from nnexport.deck.document import Deck
from nnexport.errors import FileError
from nnexport.exporters.anki import containers, note_types
from nnexport.exporters.anki.containers import read_container
from nnexport.exporters.anki.package_diff_text import format_package_diff
from nnexport.exporters.anki.reading import read_package
from nnexport.opening import open_package
from tests.anki_people import Author, Calendar, Student, author, calendar, reader, run, student

__all__ = ["author", "calendar", "reader", "student"]


@pytest.fixture
def old(author: Author, tmp_path: Path) -> Path:
    """The first package, kept."""
    path = tmp_path / "old.apkg"
    path.write_bytes(author.publish())
    return path


# --- reading -------------------------------------------------------------------------------------


def test_all_containers_of_anki_say_the_same(reader: Student, author: Author) -> None:
    reader.edit("one", Answer="mine", tags=["own"])
    packages = [
        replace(open_package(reader.export(legacy=legacy)), path="") for legacy in (False, True)
    ]
    assert packages[0] == packages[1]
    guid = author.guid("one")
    assert (packages[0].notes[guid].fields[1], packages[0].notes[guid].tags) == (
        "mine",
        ("biology", "own"),
    )
    assert packages[0].notes[guid].decks == ("Science::Biology",)
    author.publish()
    ours = open_package(author.path.with_suffix(".apkg"))
    assert ours.note_types[note_types.BASIC.id] == packages[0].note_types[note_types.BASIC.id]
    assert ours.notes.keys() == packages[0].notes.keys()


def test_newest_container_without_zstd_says_what_to_do(
    reader: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = reader.export()
    for name in ("compression.zstd", "zstandard"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(FileError, match="compressed with zstd") as caught:
        open_package(path)
    assert "Support older Anki versions" in caught.value.help
    assert "nnexport[anki]" in caught.value.help


@pytest.mark.usefixtures("anki_library")  # With it comes zstandard.
def test_python_that_knows_zstd_needs_no_library(
    reader: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zstandard

    path = reader.export()
    expected = open_package(path)
    built_in = SimpleNamespace(
        ZstdDecompressor=lambda: zstandard.ZstdDecompressor().decompressobj(),
        ZstdError=zstandard.ZstdError,
    )
    monkeypatch.setitem(sys.modules, "compression.zstd", built_in)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    assert open_package(path) == expected


@pytest.mark.parametrize("legacy", [True, False])
def test_collection_without_end_is_not_unpacked(
    legacy: bool, reader: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = reader.export(legacy=legacy)
    monkeypatch.setattr(containers, "LARGEST_DATABASE", 9_999)
    with pytest.raises(FileError, match="larger than 1 GB"):
        open_package(path)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def database(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return bytes(connection.serialize())


BROKEN = {
    "text": (b"1. What is a cell?", "this is no Anki package"),
    "empty": (b"", "this is no Anki package"),
    "cut": (zipped(collection_anki2=b"x" * 99)[:-9], "the package is damaged"),
    "other-zip": (zipped(word_xml=b"<x/>"), "there is no collection in this zip"),
    "future": (zipped(meta=b"\x08\x04", collection_anki99=b""), "a newer Anki wrote this"),
    "no-database": (zipped(collection_anki2=b"no database"), "cannot be read"),
    "no-bytes": (zipped(collection_anki2=b""), "cannot be read"),
    "no-tables": (zipped(collection_anki2=database("create table t (x)")), "cannot be read"),
    "no-row": (
        zipped(collection_anki2=database("create table col (ver, models, decks)")),
        "cannot be read",
    ),
    "no-json": (
        zipped(
            collection_anki2=database(
                "create table col (ver, models, decks)", "insert into col values (11, '[', '{}')"
            )
        ),
        "cannot be read",
    ),
    "bad-zstd": (zipped(meta=b"\x08\x03", collection_anki21b=b"no zstd"), "the package is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_package_is_one_line_with_a_next_step(
    name: str, author: Author, tmp_path: Path
) -> None:
    data, message = BROKEN[name]
    author.publish()
    path = tmp_path / f"{name}.apkg"
    path.write_bytes(data)
    result = run("diff", author.path, "--against", path)
    assert result.exit_code == 1
    first, second, *rest = result.output.splitlines()
    assert first.startswith(f"{path}: error: ")
    assert message in first
    assert second.startswith("    help: ")
    assert rest == []


def test_damaged_package_never_raises_anything_else(old: Path) -> None:
    data = old.read_bytes()
    broken = [data[:at] for at in range(0, len(data), 97)]
    broken += [
        data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :] for at in range(0, len(data), 31)
    ]
    whole = read_container(io.BytesIO(data), "").database
    broken += [
        zipped(collection_anki2=whole[:at] + b"\xff\x00\xff" + whole[at + 3 :])
        for at in range(0, len(whole), 611)
    ]
    for each in broken:
        with contextlib.suppress(FileError):
            read_package(io.BytesIO(each), "x.apkg")


def test_missing_package_and_folder(author: Author, tmp_path: Path) -> None:
    author.publish()
    assert "there is no such package" in run("diff", author.path, "--against", "no.apkg").output
    assert "this is a directory" in run("diff", author.path, "--against", tmp_path).output


def test_package_of_another_deck_is_refused(author: Author, old: Path, tmp_path: Path) -> None:
    other = Author(tmp_path / "other", author.calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha")
    other.publish()
    result = run("diff", other.path, "--against", old)
    assert result.exit_code == 1
    assert result.output == (
        f"{old}: error: this package holds no note of the deck “Chemistry”\n"
        "    help: it holds “Science::Biology”; name a package of this deck\n"
    )


def test_a_package_cannot_make_a_terminal_do_anything(author: Author, old: Path) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(read_container(io.BytesIO(old.read_bytes()), "").database)
    connection.execute("update notes set tags = ' \x1b[2J ', flds = '\x1b[31m' || flds")
    connection.execute("update col set decks = replace(decks, 'Science', '\\u001b]0;x\\u0007')")
    connection.commit()
    old.write_bytes(zipped(collection_anki2=bytes(connection.serialize())))
    author.remove("one")
    author.difference_from(old)
    result = run("diff", author.path, "--against", old)
    assert "\\u001b" in result.stdout
    other = Author(old.parent / "other", author.calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha")
    other.publish()
    refused = run("diff", other.path, "--against", old)
    assert "\\u001b]0;x\\u0007::Biology" in refused.stderr
    for each in (result, refused):
        assert "\x1b" not in each.output


# --- comparing -----------------------------------------------------------------------------------


def test_each_group_has_its_lines(author: Author, old: Path, calendar: Calendar) -> None:
    calendar.pass_days()
    author.change("one", answer="New.", tags=("odd",))
    author.change("two", cards="cloze", answer="It is {{c1::two}}.")
    author.remove("three")
    author.write("six")
    author.deck = replace(author.deck, anki="Life")
    package = open_package(old)
    two, three = (package.notes[author.guid(each)].number for each in ("two", "three"))
    author.difference_from(old)  # Writes the deck.
    assert run("diff", author.path, "--against", old).stdout.splitlines() == [
        "2 new, added by the next import:",
        "  + two",
        "  + six",
        "1 changed, updated in place: the schedule stays, a learner's edits of them do not:",
        "  ~ one: Answer, tags +odd",
        "1 of another kind now: new notes, and the old ones stay:",
        "  * two: What is two?",
        "1 no longer exported; Anki keeps them until you delete them there:",
        "  - three: What is three?",
        f"to see in Anki what stays there, search its browser for: nid:{two},{three}",
        "cards of 3 notes are in “Science::Biology” there and stay; new ones go to “Life”",
        "2 unchanged",
    ]
    found = json.loads(run("diff", author.path, "--against", old, "--json").stdout)
    assert found["new"] == ["two", "six"]
    assert found["changed"] == [
        {
            "id": "one", "guid": author.guid("one"),
            "number": package.notes[author.guid("one")].number,
            "fields": ["Answer"], "tags_added": ["odd"], "tags_lost": [], "edited": False,
            "edited_fields": [], "own_tags": [],
        }
    ]  # fmt: skip
    assert found["search"] == f"nid:{two},{three}"


def test_it_says_which_edits_are_overwritten_and_they_are(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    for note_id in ("one", "two"):
        reader.edit(note_id, Answer="my own words", tags=["mine"])
    calendar.pass_days()
    author.change("one", question="Explain one.")
    for legacy in (False, True):
        said = author.difference_from(reader.export(legacy=legacy))
        assert format_package_diff(said).splitlines() == [
            "1 changed, updated in place: the schedule stays, a learner's edits of them do not:",
            "  ~ one: Question, Answer, tags -mine; edited in Anki, and that is overwritten",
            "1 different, but changed later there than here: the import leaves them as they are:",
            "  = two: Answer, tags -mine",
            "3 unchanged",
        ]
    assert reader.read(author.publish()) == {"updated": 1, "same": 4}
    assert reader.note_of("one").tags == ["biology"]
    assert reader.answer("two") == "my own words"


def test_with_what_was_imported_it_tells_the_edits_field_by_field(
    reader: Student, author: Author, calendar: Calendar, old: Path
) -> None:
    reader.edit("one", Answer="mine", tags=["own"])
    reader.edit("two", Source="from a book")
    calendar.pass_days()
    author.change("one", question="Explain one.", answer="mine.")
    author.change("three", answer="New.", tags=("odd",))
    author.publish()  # From here on the lock knows nothing of what was imported.
    export = reader.export()
    said = author.difference_from(export, old)
    assert [
        (each.id, each.fields, each.edited, each.edited_fields, each.own_tags)
        for each in (*said.changed, *said.kept)
    ] == [
        ("one", ("Question", "Answer"), True, ("Answer",), ("own",)),
        ("three", ("Answer",), False, (), ()),
        ("two", ("Source",), True, ("Source",), ()),
    ]
    result = run("diff", author.path, "--against", export, "--base", old)
    lost = "and that is overwritten"
    assert result.stdout.splitlines() == [
        "2 changed, updated in place: the schedule stays, a learner's edits of them do not:",
        f"  ~ one: Question, Answer, tags -own; edited in Anki: Answer, tags own, {lost}",
        "  ~ three: Answer, tags +odd",
        "1 different, but changed later there than here: the import leaves them as they are:",
        "  = two: Source; edited in Anki: Source",
        "2 unchanged",
    ]
    assert run("diff", author.path, "--base", old).exit_code == 2


def test_it_tells_the_conflict_of_a_field_that_a_learner_added(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    models = reader.collection.models
    basic = models.get(note_types.BASIC.id)
    models.add_field(basic, models.new_field("Mnemonic"))
    models.update_dict(basic)
    calendar.pass_days()
    author.change("one", answer="New.")
    for legacy in (False, True):
        said = author.difference_from(reader.export(legacy=legacy))
        assert set(said.conflicting) == {"one", "two", "three", "four", "five"}
        assert "the note type “nnexport Basic” differs there by the field “Mnemonic”" in (
            format_package_diff(said)
        )
    package = author.path.with_suffix(".apkg")
    author.publish()
    request = reader.library.ImportAnkiPackageRequest(
        package_path=str(package), options=reader.library.ImportAnkiPackageOptions()
    )
    assert len(reader.collection.import_anki_package(request).log.conflicting) == 5


def test_it_tells_a_new_look_and_whose_own_look_it_replaces(
    reader: Student, author: Author, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.restyle(".card { font-size: 30px; }")
    assert author.difference_from(reader.export()).note_types == ()
    calendar.pass_days()
    restyled = replace(note_types.BASIC, css=note_types.CSS + ".card { color: red; }\n")
    monkeypatch.setitem(note_types.NOTE_TYPES, "basic", restyled)
    said = author.difference_from(reader.export())
    assert said.note_types == ("basic",)
    assert "the look of basic cards changes; a learner's own changes of it are replaced" in (
        format_package_diff(said)
    )


def test_a_lock_from_an_older_commit_does_not_go_unnoticed(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    old_lock, old_deck = author.lock.read_text("utf-8"), author.deck
    author.change("one", answer="Second.")
    reader.read(author.publish())
    calendar.pass_days()
    author.lock.write_text(old_lock, "utf-8")
    author.deck = old_deck
    said = author.difference_from(reader.export())
    assert [each.id for each in said.kept] == ["one"]


def test_search_by_a_learners_export_finds_what_stays_behind(
    reader: Student, author: Author, calendar: Calendar
) -> None:
    note = reader.note_of("one")
    author.remove("one")
    said = author.difference_from(reader.export())
    assert [(each.id, each.title) for each in said.removed] == [("one", "What is one?")]
    assert list(reader.collection.find_notes(said.search)) == [note.id]


def test_other_notes_of_our_note_types_are_counted(
    reader: Student, author: Author, tmp_path: Path
) -> None:
    other = Author(tmp_path / "other", author.calendar, author.monkeypatch)
    other.deck = Deck("chemistry", "Chemistry")
    other.write("alpha", "beta")
    reader.read(other.publish())
    said = author.difference_from(reader.export())
    assert (said.unknown, len(said.unchanged)) == (2, 5)
    assert "2 notes more of our note types there" in format_package_diff(said)
