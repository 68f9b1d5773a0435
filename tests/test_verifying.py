"""`nnexport verify`: planted defects, and updates that lose something, in the real Anki."""

from __future__ import annotations

import importlib.util
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nnexport.cli import main
from nnexport.exporters.anki.containers import read_container
from nnexport.verifying.facts import Facts, Finding, Import, Update, facts_from_json, facts_to_json
from tests.anki_people import Author, Calendar, author, calendar

__all__ = ["author", "calendar"]

pytestmark = pytest.mark.usefixtures("anki_library")


@pytest.fixture
def package(author: Author, tmp_path: Path) -> Path:
    author.publish()
    return keep(author, tmp_path / "one.apkg")


def keep(author: Author, path: Path) -> Path:
    path.write_bytes(author.publish())
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["verify", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def tampered(package: Path, *statements: str, media: dict[str, bytes] | None = None) -> Path:
    """A copy of a package, after some SQL and with more files."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(read_container(io.BytesIO(package.read_bytes()), "").database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    buffer = io.BytesIO()
    files = media or {}
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki2", bytes(connection.serialize()))
        names = {str(at): name for at, name in enumerate(files)}
        archive.writestr("media", json.dumps(names))
        for at, data in enumerate(files.values()):
            archive.writestr(str(at), data)
    path = package.with_stem(f"{package.stem}-tampered")
    path.write_bytes(buffer.getvalue())
    return path


def codes(result: Result) -> set[str]:
    return {each["code"] for each in json.loads(result.stdout)["findings"]}


# --- one package ---------------------------------------------------------------------------------


def test_good_package(package: Path) -> None:
    result = run(package)
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert first.startswith(f"{package}, in Anki ")
    assert first.endswith(": 5 notes, 5 cards")
    assert rest == ["  nnexport Basic: 5 notes", "no problem found"]


COPY = """
    insert into notes select id + 9, guid, mid, mod, usn, tags, replace(flds, 'one', 'new'), sfld,
    csum, flags, data from notes where flds like 'What is one%'
"""
DEFECTS = {
    "NN330": "update notes set flds = 'only one field' where flds like '%one%'",
    "NN331": COPY,
    "NN332": "update col set models = replace(models, '{{Answer}}', '{{Reply}}')",
    "NN333": "update notes set flds = replace(flds, 'What is one?', 'It is {{c1::one}}')",
    "NN334": "update notes set flds = replace(flds, 'What is one?', 'What is <b>two</b>?')",
    "NN335": "delete from cards where nid in (select min(id) from notes)",
    "NN336": "delete from cards where nid in (select min(id) from notes)",
    "NN337": "update notes set flds = replace(flds, 'It is', '<img src=\"cell.png\">')",
}


@pytest.mark.parametrize("code", DEFECTS)
def test_planted_defect_is_found(code: str, package: Path) -> None:
    bad = tampered(package, DEFECTS[code])
    result = run(bad, "--json")
    assert code in codes(result)
    assert result.exit_code == (0 if code == "NN334" else 1)
    assert f"{bad}: " in result.stderr
    assert f" {code} " in result.stderr
    assert "help: " in result.stderr
    assert run(bad, "--strict").exit_code == 1


def test_file_that_no_note_uses(package: Path) -> None:
    bad = tampered(package, media={"old.png": b"x", "_font.ttf": b"y"})
    result = run(bad)
    assert "NN338 media-unused: no note uses old.png" in result.stderr
    assert result.exit_code == 0


def test_file_that_only_the_look_of_cards_uses(package: Path) -> None:
    statement = "update col set models = replace(models, '.card {', '.card { src: url(_x.ttf); ')"
    assert codes(run(tampered(package, statement, media={"_x.ttf": b"y"}), "--json")) <= {"NN338"}
    result = run(tampered(package, statement))
    assert "NN337 media-unresolved: the cards of “nnexport Basic” use _x.ttf" in result.stderr


def test_a_package_cannot_make_a_terminal_do_anything(package: Path) -> None:
    bad = tampered(package, "update notes set flds = '\x1b[31m' || flds", "delete from cards")
    result = run(bad, package)
    assert "[31mWhat is one?” has no card" in result.output
    assert "\x1b" not in result.output


def test_many_alike_are_counted(author: Author, tmp_path: Path) -> None:
    author.write(*(f"more-{number}" for number in range(20)))
    bad = tampered(keep(author, tmp_path / "many.apkg"), "delete from cards")
    result = run(bad)
    assert result.stderr.count("has no card") == 10
    assert "and 15 more of these" in result.stderr


# --- one package and the next --------------------------------------------------------------------


def test_good_update(package: Path, author: Author, calendar: Calendar, tmp_path: Path) -> None:
    calendar.pass_days()
    author.change("one", answer="New.")
    author.remove("two")
    author.write("six")
    following = keep(author, tmp_path / "two.apkg")
    result = run(package, following, "--reviews", "3")
    assert result.exit_code == 0
    assert result.output.splitlines()[2:] == [
        f"then {following}, after 3 reviews: 1 new, 1 updated, 3 the same",
        "  ~ “What is one?”",
        "  - “What is two?”",
        "  (1 note that the new package lacks stay in Anki)",
        "no problem found, every review and schedule is as it was",
    ]
    update = json.loads(run(package, following, "--json").stdout)["update"]
    assert 5 <= update["reviewed"] <= 20
    assert (update["changed"], update["left"]) == (["“What is one?”"], ["“What is two?”"])


def test_update_with_a_clock_that_stood_still_is_found(
    package: Path, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    calendar.pass_days()
    author.change("one", answer="New.")
    author.change("two", tags=("odd",))
    following = keep(author, tmp_path / "two.apkg")
    stale = tampered(following, "update notes set mod = (select min(mod) from notes)")
    result = run(package, stale)
    assert result.exit_code == 1
    assert f"{stale}: error NN341 update-lost: “What is one?” still has its old text" in (
        result.stderr
    )
    assert "“What is two?” still has its old tags" in result.stderr


def test_other_fields_are_found(
    package: Path, author: Author, calendar: Calendar, tmp_path: Path
) -> None:
    calendar.pass_days()
    author.change("one", answer="New.")
    following = keep(author, tmp_path / "two.apkg")
    more = tampered(
        following,
        "update col set models = json_set(models, '$.1763683200101.flds[10]', "
        "json_set(json_extract(models, '$.1763683200101.flds[9]'), '$.name', 'More', '$.id', 7,"
        " '$.ord', 10))",
        "update notes set flds = flds || char(31)",
    )
    found = codes(run(package, more, "--json"))
    assert {"NN341", "NN342"} <= found


def test_what_no_package_can_do_is_found_too(anki_library: Any) -> None:
    del anki_library
    from nnexport.verifying.updates import _find_losses, _State

    card = (1, 2, 3)
    notes: dict[str, tuple[str, frozenset[str]]] = {
        "g": ("What?", frozenset()),
        "h": ("Why?", frozenset()),
    }
    before = _State({("g", 0): card, ("h", 0): card}, 9, notes, (), frozenset({"Basic"}), 1)
    assert list(_find_losses(before, before)) == []
    after = replace(before, cards={("g", 0): (1, 2, 4)}, reviews=8, copies=("g",), schema=2)
    assert [(each.code, each.message) for each in _find_losses(before, after)] == [
        ("NN340", "the schedule of “What?” is not what it was"),
        ("NN340", "the schedule of “Why?” is not what it was"),
        ("NN340", "8 of 9 reviews are left"),
        ("NN342", "“What?” is there more than once"),
        ("NN343", "other devices of a learner must download everything anew"),
    ]


# --- Anki's library ------------------------------------------------------------------------------


def test_facts_are_read_back() -> None:
    update = Update(Import(5, 1, 2, 2), 3, ("a",), ("b",))
    facts = Facts("26", Import(1), 2, 3, (("Basic", 2),), (Finding("NN330", "x", True),), update)
    for each in (facts, replace(facts, update=None)):
        assert facts_from_json(json.loads(json.dumps(facts_to_json(each)))) == each


def test_without_the_library_it_says_how_to_get_it(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "anki" else find(name)
    )
    result = run(package)
    assert result.exit_code == 2
    assert result.stderr == (
        "error: Anki's library is not installed\n"
        "    help: pip install 'nnexport[anki]' (Anki's library, under the AGPL)\n"
    )


@pytest.mark.parametrize(
    ("code", "exit_code", "says"),
    [
        ("import sys; sys.exit('GLIBC_9.99 not found')", 1, "broke off: GLIBC_9.99 not found"),
        ("import os; os._exit(3)", 2, "does not run here: it stopped with 3"),
    ],
)
def test_library_that_breaks_is_one_line(
    code: str, exit_code: int, says: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nnexport.verifying import running

    monkeypatch.setattr(running, "_WORKER", (sys.executable, "-c", code))
    result = run(package)
    assert result.exit_code == exit_code
    assert says in result.stderr


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("no package")])
def test_what_is_no_package(make: Callable[[Path], object], package: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.apkg"
    make(bad)
    for arguments in ((bad,), (package, bad)):
        result = run(*arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{bad}: error: ")


def test_nnexport_itself_never_loads_the_library(package: Path) -> None:
    code = (
        "import sys; from nnexport.cli import main\n"
        f"main(['verify', {str(package)!r}], standalone_mode=False)\n"
        "print({'anki', 'anki.collection'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["no problem found", "set()"]


def test_nothing_is_left_behind(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    assert run(package, package).exit_code == 0
    assert list(folder.iterdir()) == []
