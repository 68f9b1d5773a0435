"""What users see: messages, help texts, exit codes and options."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from nnexport.cli import main

CELLS = """\
1. What is a cell?
2. What does a mitochondrion do?

1. A cell is the smallest unit of life.
2. A mitochondrion turns sugar into ATP.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (tmp_path / "cells.txt").write_text(CELLS, "utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def make_deck() -> None:
    assert run("ingest", "cells.txt", "--into", "biology.yaml").exit_code == 0


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- the usual way -------------------------------------------------------------------------------


def test_ingest_writes_deck_and_lock(folder: Path) -> None:
    result = run("ingest", "cells.txt", "--into", "biology.yaml")
    assert result.exit_code == 0
    assert result.stdout == "wrote biology.yaml (2 questions)\nwrote biology.lock.yaml\n"
    assert "id: mitochondrion" in Path("biology.yaml").read_text("utf-8")


def test_second_ingest_changes_nothing(folder: Path) -> None:
    make_deck()
    before = contents(folder)
    result = run("ingest", "--into", "biology.yaml")
    assert result.stdout == "up to date: biology.yaml\nup to date: biology.lock.yaml\n"
    assert contents(folder) == before


def test_build_writes_all_outputs_and_then_nothing(folder: Path) -> None:
    make_deck()
    result = run("build", "biology.yaml")
    assert result.exit_code == 0
    names = sorted(path.name for path in (folder / "build").iterdir() if path.name[0] != ".")
    assert names == [
        "biology-cheatsheet.pdf",
        "biology-study.pdf",
        "biology.apkg",
        "biology.md",
    ]
    before = contents(folder)
    stamps = {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir()}
    again = run("build", "biology.yaml", "--frozen")
    assert [line.split(":")[0] for line in again.stdout.splitlines()] == ["up to date"] * 4
    assert contents(folder) == before
    assert {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir()} == stamps


def test_build_beside_a_folder_named_questions(folder: Path) -> None:
    (folder / "questions").mkdir()
    run("ingest", "cells.txt", "--into", "questions/biology.yaml")
    assert (folder / "questions/sources/cells.txt").read_text("utf-8") == CELLS
    run("build", "questions/biology.yaml", "--to", "markdown")
    assert (folder / "build/biology.md").exists()


def test_damaged_output_is_made_again(folder: Path) -> None:
    make_deck()
    run("markdown", "biology.yaml")
    page = folder / "build/biology.md"
    whole = page.read_bytes()
    page.write_bytes(b"broken")
    assert run("markdown", "biology.yaml").stdout.startswith("wrote")
    assert page.read_bytes() == whole


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("anki", "mine.apkg"),
        ("pdf --layout cheatsheet", "mine.pdf"),
        ("markdown", "mine.md"),
    ],
)
def test_output_names_a_file(folder: Path, command: str, target: str) -> None:
    make_deck()
    assert run(*command.split(), "biology.yaml", "-o", target).exit_code == 0
    assert (folder / target).stat().st_size > 100


def test_output_names_a_folder(folder: Path) -> None:
    make_deck()
    run("build", "biology.yaml", "--to", "markdown,pdf", "-o", "out")
    assert {path.name for path in (folder / "out").iterdir()} >= {
        "biology.md",
        "biology-cheatsheet.pdf",
    }


def test_letter_paper(folder: Path) -> None:
    make_deck()
    run("pdf", "biology.yaml", "--layout", "study", "-o", "a4.pdf")
    run("pdf", "biology.yaml", "--layout", "study", "--paper", "letter", "-o", "letter.pdf")
    assert (folder / "a4.pdf").read_bytes() != (folder / "letter.pdf").read_bytes()


def test_a_deck_asks_for_its_layouts(folder: Path) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    text = deck.read_text("utf-8").replace("  answers:", "  layouts: [study]\n  answers:")
    assert "layouts" in text
    deck.write_text(text, "utf-8")
    assert run("pdf", "biology.yaml", "-o", "one.pdf").exit_code == 0
    assert run("pdf", "biology.yaml", "--layout", "cheatsheet,study").exit_code == 0
    assert {path.name for path in (folder / "build").glob("*.pdf")} == {
        "biology-cheatsheet.pdf",
        "biology-study.pdf",
    }


def test_one_file_holds_one_layout(folder: Path) -> None:
    make_deck()
    result = run("pdf", "biology.yaml", "-o", "sheet.pdf")
    assert result.exit_code == 1
    assert "--layout" in result.stderr
    assert not (folder / "sheet.pdf").exists()
    assert run("pdf", "biology.yaml", "--layout", "fold", "--layout", "large").exit_code == 0
    assert {path.name for path in (folder / "build").glob("*.pdf")} == {
        "biology-fold.pdf",
        "biology-large.pdf",
    }
    unknown = run("pdf", "biology.yaml", "--layout", "poster")
    assert unknown.exit_code == 2
    assert "poster is none of study, cheatsheet" in unknown.stderr


def test_standard_input_is_kept_as_a_source(folder: Path) -> None:
    assert run("ingest", "-", "--into", "deck.yaml", stdin=CELLS).exit_code == 0
    assert (folder / "sources/stdin.txt").read_text("utf-8") == CELLS


def test_file_outside_the_folder_is_copied(folder: Path) -> None:
    (folder / "decks").mkdir()
    run("ingest", "cells.txt", "--into", "decks/biology.yaml")
    assert (folder / "decks/sources/cells.txt").read_text("utf-8") == CELLS
    assert "path: sources/cells.txt" in (folder / "decks/biology.yaml").read_text("utf-8")


def test_two_outside_files_of_one_name_stay_apart(folder: Path) -> None:
    for name, answer in (("one", "Cells divide."), ("two", "Cells grow.")):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(f"1. What do cells do?\n{answer}\n", "utf-8")
    run("ingest", "one/x.txt", "two/x.txt", "--into", "decks/biology.yaml")
    assert "divide" in (folder / "decks/sources/x.txt").read_text("utf-8")
    assert "grow" in (folder / "decks/sources/x-2.txt").read_text("utf-8")


def test_second_file_of_one_name_keeps_the_first(folder: Path) -> None:
    for name, text in (
        ("one", "1. What do cells do?\nCells divide.\n"),
        ("two", "1. What do stars do?\nStars shine.\n"),
    ):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(text, "utf-8")
        assert run("ingest", f"{name}/x.txt", "--into", "decks/b.yaml").exit_code == 0
    assert "divide" in (folder / "decks/sources/x.txt").read_text("utf-8")
    assert "shine" in (folder / "decks/sources/x-2.txt").read_text("utf-8")
    assert "Cells divide." in (folder / "decks/b.yaml").read_text("utf-8")


def test_naming_a_file_again_refreshes_its_copy(folder: Path) -> None:
    run("ingest", "cells.txt", "--into", "decks/b.yaml")
    (folder / "cells.txt").write_text(CELLS.replace("sugar", "glucose"), "utf-8")
    assert run("ingest", "cells.txt", "--into", "decks/b.yaml").exit_code == 0
    assert "glucose" in (folder / "decks/sources/cells.txt").read_text("utf-8")


def test_corrected_copy_is_not_overwritten(folder: Path) -> None:
    run("ingest", "cells.txt", "--into", "decks/b.yaml")
    copy = folder / "decks/sources/cells.txt"
    copy.write_text(CELLS.replace("sugar", "glucose"), "utf-8")
    result = run("ingest", "cells.txt", "--into", "decks/b.yaml")
    assert result.exit_code == 1
    assert "NN007" in result.stderr
    assert "glucose" in copy.read_text("utf-8")


@pytest.mark.parametrize("target", ["biology.yaml", "biology.lock.yaml", "cells.txt"])
def test_output_never_overwrites_what_the_deck_is_made_of(folder: Path, target: str) -> None:
    make_deck()
    before = contents(folder)
    run("markdown", "biology.yaml", "-o", target)
    after = contents(folder)
    assert {name: after[name] for name in before} == before


def test_deck_named_like_its_own_output(folder: Path) -> None:
    (folder / "notes.md").write_text("## What is a cell?\n\nLife.\n", "utf-8")
    run("ingest", "notes.md", "--into", "notes.yaml")
    result = run("markdown", "notes.yaml", "-o", "notes.md")
    assert result.exit_code == 1
    assert "would overwrite" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["build", "biology.yaml", "-o", "x.pdf"], ["anki", "biology.yaml", "-o", "x.pdf"]],
)
def test_file_name_that_does_not_fit_is_refused(folder: Path, arguments: list[str]) -> None:
    make_deck()
    before = contents(folder)
    assert run(*arguments).exit_code == 1
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("cells.txt", "cells.txt: error: this is a file, not a folder"),
        ("sheet.txt", "name a folder, or a file that ends in .pdf, such as sheet"),
        ("sheet.pfd", "sheet.pfd: error: the pdf output is a .pdf file"),
    ],
)
def test_a_file_is_no_folder_to_write_into(folder: Path, target: str, message: str) -> None:
    make_deck()
    before = contents(folder)
    result = run("pdf", "biology.yaml", "--layout", "study", "-o", target)
    assert result.exit_code == 1
    assert message in result.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("target", ["v1.2", "sheets", "there.txt"])
def test_a_folder_may_have_a_dot_in_its_name(folder: Path, target: str) -> None:
    make_deck()
    (folder / "there.txt").mkdir()
    assert run("pdf", "biology.yaml", "--layout", "study", "-o", target).exit_code == 0
    assert (folder / target / "biology-study.pdf").is_file()


def test_unnumbered_questions_go_all_the_way(folder: Path) -> None:
    text = "1. What is A?\nA is a.\n\nWhat is C?\nC is c.\n"
    (folder / "part.txt").write_text(text, "utf-8")
    for command in (["ingest", "part.txt", "--into"], ["ingest", "--into"], ["build"], ["check"]):
        assert run(*command, "part.yaml").exit_code == 0


def test_reworded_question_with_a_new_id_keeps_its_history(folder: Path) -> None:
    make_deck()
    run("anki", "biology.yaml")
    deck = folder / "biology.yaml"
    new_id = "id: power\n    was: mitochondrion"
    text = deck.read_text("utf-8").replace("id: mitochondrion", new_id)
    text = text.replace("What does a mitochondrion do?", "What powers a cell?")
    deck.write_text(text, "utf-8")
    run("ingest", "--into", "biology.yaml")
    after = deck.read_text("utf-8")
    assert after.count("question: ") == 2
    assert "from: cells:5" in after.split("id: power")[1]
    assert json.loads(run("diff", "biology.yaml", "--json").stdout)["changed"] == ["mitochondrion"]


def test_listed_path_may_not_lead_out_of_the_folder(folder: Path) -> None:
    (folder / "decks").mkdir()
    deck = "deck:\n  title: B\nsources:\n  - id: s\n    path: ../cells.txt\nquestions: []\n"
    (folder / "decks/b.yaml").write_text(deck, "utf-8")
    result = run("ingest", "--into", "decks/b.yaml")
    assert result.exit_code == 1
    assert "NN002" in result.stderr
    assert (folder / "decks/b.yaml").read_text("utf-8") == deck


def test_renamed_source_keeps_its_id(folder: Path) -> None:
    make_deck()
    (folder / "cells.txt").rename("renamed.txt")
    assert run("ingest", "renamed.txt", "--into", "biology.yaml").exit_code == 0
    text = Path("biology.yaml").read_text("utf-8")
    assert "path: renamed.txt" in text
    assert "id: cells" in text
    assert "renamed:" not in text


def test_source_is_removed_by_its_id(folder: Path) -> None:
    make_deck()
    (folder / "more.txt").write_text("1. What is an organ?\nA group of tissues.\n", "utf-8")
    run("ingest", "more.txt", "--into", "biology.yaml")
    result = run("ingest", "--into", "biology.yaml", "--remove", "more")
    assert result.exit_code == 0
    assert "NN103" in result.stderr
    assert "organ" not in Path("biology.yaml").read_text("utf-8")


def test_hand_edits_and_comments_survive(folder: Path) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    text = deck.read_text("utf-8").replace("A cell is the smallest unit of life.", "My words.", 1)
    deck.write_text("# mine\n" + text, "utf-8")
    (folder / "cells.txt").write_text(CELLS.replace("sugar", "glucose"), "utf-8")
    result = run("ingest", "--into", "biology.yaml")
    assert result.exit_code == 0
    after = deck.read_text("utf-8")
    assert after.startswith("# mine\n")
    assert "My words." in after
    assert "glucose" in after


def test_edited_variant_survives_a_change_of_its_source(folder: Path) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    head, _, tail = deck.read_text("utf-8").rpartition("A mitochondrion turns sugar into ATP.")
    deck.write_text(f"{head}A mitochondrion makes ATP of sugar.{tail}", "utf-8")
    (folder / "cells.txt").write_text(CELLS.replace("smallest", "least"), "utf-8")
    result = run("ingest", "--into", "biology.yaml", "-v")
    assert "NN105" in result.stderr
    after = deck.read_text("utf-8")
    assert "edited: true" in after
    assert "A mitochondrion makes ATP of sugar." in after
    assert "least unit" in after


def test_explain_a_code_and_an_answer(folder: Path) -> None:
    make_deck()
    assert run("explain", "nn013").stdout.startswith("NN013 answer-truncated (warning)")
    assert "cells:5" in run("explain", "biology.yaml", "mitochondrion").stdout
    units = json.loads(run("explain", "biology.yaml", "mitochondrion", "--json").stdout)
    assert units["units"][0]["origins"] == [{"source": "cells", "lines": "5"}]


def test_diff_against_the_lock(folder: Path) -> None:
    make_deck()
    assert "+ mitochondrion" in run("diff", "biology.yaml").stdout
    run("anki", "biology.yaml")
    assert run("diff", "biology.yaml").stdout == "2 unchanged\n"
    assert json.loads(run("diff", "biology.yaml", "--json").stdout)["new"] == []


def test_check_says_when_all_is_well(folder: Path) -> None:
    make_deck()
    result = run("check", "biology.yaml")
    assert result.exit_code == 0
    assert json.loads(run("check", "biology.yaml", "--json").stdout)["files"] == []


# --- bad input -----------------------------------------------------------------------------------

BAD_SOURCES = {
    "missing": ("NN001", None),
    "empty": ("NN003", b"\n"),
    "binary": ("NN004", b"\x89PNG\r\n\x00\x00"),
    "encoding": ("NN005", b"1. \x12\xfe\x07\xd8\x9d\x05\xb8\x01\xff\n"),
    "prose": ("NN019", b"Just some prose.\n"),
}


@pytest.mark.parametrize("kind", BAD_SOURCES)
def test_bad_source_is_one_error_and_no_file(folder: Path, kind: str) -> None:
    code, data = BAD_SOURCES[kind]
    if data is not None:
        (folder / "bad.txt").write_bytes(data)
    before = contents(folder)
    result = run("ingest", "cells.txt", "bad.txt", "--into", "biology.yaml")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if " error " in line]
    assert len(errors) == 1
    assert errors[0].startswith("bad.txt:")
    assert code in errors[0]
    assert contents(folder) == before


def test_directory_as_source(folder: Path) -> None:
    (folder / "notes").mkdir()
    result = run("ingest", "notes", "--into", "biology.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("notes: error NN002 file-unreadable: nothing to read in")


def test_unknown_ending(folder: Path) -> None:
    (folder / "cells.xyz").write_text(CELLS, "utf-8")
    result = run("ingest", "cells.xyz", "--into", "biology.yaml")
    assert result.exit_code == 1
    assert "cells.xyz: error NN006 format-unknown" in result.stderr


BAD_DECKS = {
    "syntax": ("NN201", "deck:\n  title: 'Biology\n"),
    "unknown key": ("NN202", "deck:\n  title: B\nquestions:\n  - question: Q?\n    anwser: A\n"),
    "duplicate id": (
        "NN207",
        (
            "deck:\n  title: B\nquestions:\n  - id: a\n    question: Q?\n    answer: A\n"
            "  - id: a\n    question: R?\n    answer: A\n"
        ),
    ),
    "empty question": ("NN210", "deck:\n  title: B\nquestions:\n  - question: ''\n    answer: A\n"),
}


@pytest.mark.parametrize("kind", BAD_DECKS)
@pytest.mark.parametrize("command", ["check", "build", "diff"])
def test_bad_deck_is_one_error_with_its_line(folder: Path, kind: str, command: str) -> None:
    code, text = BAD_DECKS[kind]
    (folder / "bad.yaml").write_text(text, "utf-8")
    before = contents(folder)
    result = run(command, "bad.yaml")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if " error " in line]
    assert len(errors) == 1
    path, line = errors[0].split(":")[:2]
    assert path == "bad.yaml"
    assert int(line) >= 2
    assert code in errors[0]
    assert contents(folder) == before


@pytest.mark.parametrize("command", ["check", "build", "anki", "pdf", "markdown", "diff"])
def test_missing_deck(folder: Path, command: str) -> None:
    result = run(command, "no.yaml")
    assert result.exit_code == 1
    assert result.stderr == (
        "no.yaml: error: there is no such deck\n"
        "    help: check the name, or make the deck: nnexport ingest FILE --into no.yaml\n"
    )


def test_reading_a_missing_deck_again_makes_none(folder: Path) -> None:
    result = run("ingest", "--into", "no.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("no.yaml: error: there is no such deck\n    help: ")
    assert not (folder / "no.yaml").exists()


COMMANDS_ON_A_DECK = [
    ["check"], ["build"], ["anki"], ["pdf"], ["markdown"], ["diff"], ["explain"],
    ["ingest", "cells.txt", "--into"],
]  # fmt: skip


@pytest.mark.parametrize("name", ["", ".", "..", "/", "notes", "notes/"])
@pytest.mark.parametrize("command", COMMANDS_ON_A_DECK, ids=lambda command: command[0])
def test_deck_that_is_a_directory(folder: Path, command: list[str], name: str) -> None:
    (folder / "notes").mkdir()
    before = contents(folder)
    result = run(*command, name, *(["x"] if command == ["explain"] else []))
    assert result.exit_code == 1
    first, help_line = result.stderr.splitlines()
    assert first.endswith(": error: this is a directory, not a deck")
    assert help_line.startswith("    help: name a file, such as ")
    assert contents(folder) == before


def test_directory_that_holds_a_deck_names_it(folder: Path) -> None:
    make_deck()
    assert "such as biology.yaml\n" in run("check", ".").stderr


@pytest.mark.parametrize("command", [["check"], ["ingest", "cells.txt", "--into"]])
def test_what_is_no_file_is_refused_before_it_is_read(folder: Path, command: list[str]) -> None:
    os.mkfifo(folder / "pipe")
    for name in ("pipe", "/dev/zero"):
        result = run(*command, name)
        assert result.exit_code == 1
        assert "this is a device or a pipe, not a deck\n    help: " in result.stderr


@pytest.mark.parametrize("name", ["x" * 300, "x" * 250, "cells.txt/x.yaml"])
def test_name_that_the_system_refuses(folder: Path, name: str) -> None:
    result = run("ingest", "cells.txt", "--into", name)
    assert result.exit_code == 1
    assert "error: cannot read a " in result.stderr


def test_deck_that_is_no_text(folder: Path) -> None:
    (folder / "bin.yaml").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("check", "bin.yaml").stderr == (
        "bin.yaml: error: this is not a deck: byte 1 is no UTF-8\n"
        "    help: save it as UTF-8, or name another file\n"
    )


@pytest.mark.parametrize("command", ["check", "build", "anki", "pdf", "diff"])
def test_source_in_place_of_a_deck(folder: Path, command: str) -> None:
    (folder / "my cells.txt").write_bytes("1. Was ist eine Brücke?\n".encode("cp1252"))
    assert run(command, "my cells.txt").stderr == (
        "my cells.txt: error: this is not a deck, which is a .yaml file\n"
        "    help: read it first: nnexport ingest 'my cells.txt' --into 'my cells.yaml'\n"
    )
    assert "such as cells.yaml" in run(command, _package(folder)).stderr


def _package(folder: Path) -> str:
    (folder / "cells.apkg").write_bytes(b"PK\x03\x04")
    return "cells.apkg"


def test_deck_may_have_another_ending(folder: Path) -> None:
    run("ingest", "cells.txt", "--into", "d.yaml")
    (folder / "d.yaml").rename(folder / "d.deck")
    (folder / "d.lock.yaml").unlink()
    assert run("check", "d.deck").exit_code == 0


def test_missing_source_of_a_new_deck_is_not_taken_out_of_it(folder: Path) -> None:
    assert (
        "help: check the name, or put the file there"
        in run("ingest", "no.txt", "--into", "b.yaml").stderr
    )


# --- streams -------------------------------------------------------------------------------------


def run_in_shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = f"{shlex.quote(sys.executable)} -m nnexport"
    return subprocess.run(
        ["sh", "-c", line.replace("nnexport", program)], cwd=folder, capture_output=True, text=True
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", ["explain NN013", "--help", "ingest cells.txt --into b.yaml"])
def test_full_output_is_one_message(folder: Path, arguments: str) -> None:
    done = run_in_shell(f"nnexport {arguments} > /dev/full", folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if "error" in line]
    assert errors == ["error: the output cannot be written: no space left on device"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("streams", ["2> /dev/full", "> /dev/full 2>&1"])
def test_full_stream_of_errors_is_quiet(folder: Path, streams: str) -> None:
    done = run_in_shell(f"nnexport check no.yaml {streams}", folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize(
    "line",
    ["nnexport explain NN013 >&-", "nnexport explain NN013 | true", "nnexport check no.yaml 2>&-"],
)
def test_closed_output_is_no_traceback(folder: Path, line: str) -> None:
    assert run_in_shell(line, folder).stderr == ""


def test_closed_input_is_an_empty_source(folder: Path) -> None:
    done = run_in_shell("nnexport ingest - --into b.yaml <&-", folder)
    assert done.returncode == 1
    assert done.stderr.startswith("<stdin>: error NN003 ")


def test_broken_lock(folder: Path) -> None:
    make_deck()
    (folder / "biology.lock.yaml").write_text("nnexport-lock: 1\nnotes: [", "utf-8")
    result = run("build", "biology.yaml")
    assert result.exit_code == 1
    assert "biology.lock.yaml:" in result.stderr
    assert "NN221" in result.stderr
    assert "without one, move it away and ingest again" in result.stderr


def test_moving_a_broken_lock_away_keeps_the_ids_and_brings_deleted_questions_back(
    folder: Path,
) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    whole = deck.read_text("utf-8")
    deck.write_text(whole[: whole.index("  - id: mitochondrion")].rstrip() + "\n", "utf-8")
    run("ingest", "--into", "biology.yaml")
    assert "id: mitochondrion" not in deck.read_text("utf-8")
    (folder / "biology.lock.yaml").unlink()
    assert run("ingest", "--into", "biology.yaml").exit_code == 0
    assert deck.read_text("utf-8") == whole


def test_lock_that_is_a_directory(folder: Path) -> None:
    make_deck()
    (folder / "biology.lock.yaml").unlink()
    (folder / "biology.lock.yaml").mkdir()
    assert run("check", "biology.yaml").stderr == (
        "biology.lock.yaml: error: this is a directory, not a lock\n"
        "    help: move it away, or restore the file that was here\n"
    )


def test_lock_of_another_deck(folder: Path) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    deck.write_text(deck.read_text("utf-8").replace("id: biology", "id: botany", 1), "utf-8")
    result = run("build", "biology.yaml")
    assert result.exit_code == 1
    assert "NN222" in result.stderr
    assert "help: put `id: biology` back into the deck" in result.stderr
    assert not (folder / "build").exists()
    (folder / "biology.lock.yaml").unlink()
    assert run("build", "biology.yaml").exit_code == 0


def test_number_of_processes_changes_no_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nnexport.exporters.anki import fields

    monkeypatch.setattr(fields, "_CHUNK", 1)
    monkeypatch.setattr(fields, "_CHUNKS_THAT_PAY", 1)
    make_deck()
    packages = set()
    for arguments in (["-j", "1"], ["--jobs", "2"], []):
        assert run("anki", "biology.yaml", *arguments, "-o", "out.apkg").exit_code == 0
        packages.add((folder / "out.apkg").read_bytes())
    assert len(packages) == 1
    monkeypatch.setenv("NNEXPORT_JOBS", "many")
    result = run("build", "biology.yaml")
    assert result.exit_code == 2
    assert "--jobs" in result.stderr


def test_frozen_fails_where_the_lock_would_change(folder: Path) -> None:
    make_deck()
    before = contents(folder)
    result = run("anki", "biology.yaml", "--frozen")
    assert result.exit_code == 1
    assert "biology.lock.yaml: error: the lock would change" in result.stderr
    assert contents(folder) == before


def test_frozen_fails_where_ids_would_be_written(folder: Path) -> None:
    text = "deck:\n  title: B\nquestions:\n  - question: Q?\n    answer: A\n"
    (folder / "b.yaml").write_text(text, "utf-8")
    assert run("build", "b.yaml", "--frozen").exit_code == 1
    assert (folder / "b.yaml").read_text("utf-8") == text


def test_hand_written_deck_gets_its_ids(folder: Path) -> None:
    text = "# mine\ndeck:\n  title: B\nquestions:\n  - question: What is a cell?\n    answer: A\n"
    (folder / "b.yaml").write_text(text, "utf-8")
    assert run("anki", "b.yaml").exit_code == 0
    assert "id: cell" in (folder / "b.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["collection.apkg", "backup-2.apkg", "mine.colpkg"])
def test_name_that_anki_takes_for_a_backup(folder: Path, name: str) -> None:
    make_deck()
    before = contents(folder)
    result = run("anki", "biology.yaml", "-o", name)
    assert result.exit_code == 1
    assert f"{name}: error: Anki would replace the whole collection" in result.stderr
    assert not (folder / name).exists()
    assert contents(folder).keys() == before.keys()


def test_unknown_question_is_answered_with_a_near_one(folder: Path) -> None:
    make_deck()
    result = run("explain", "biology.yaml", "mitochondria")
    assert result.exit_code == 1
    assert "did you mean mitochondrion" in result.stderr


def test_unknown_source_to_remove(folder: Path) -> None:
    make_deck()
    result = run("ingest", "--into", "biology.yaml", "--remove", "nope")
    assert result.exit_code == 1
    assert "listed are: cells" in result.stderr


def test_nothing_to_read(folder: Path) -> None:
    (folder / "b.yaml").write_text("deck:\n  title: B\nquestions: []\n", "utf-8")
    result = run("ingest", "--into", "b.yaml")
    assert result.exit_code == 1
    assert "name one: nnexport ingest FILE" in result.stderr


def test_strict_fails_on_warnings(folder: Path) -> None:
    (folder / "open.txt").write_text(
        "1. What is a cell?\n2. What is an organ?\n\n1. Life.\n", "utf-8"
    )
    run("ingest", "open.txt", "--into", "open.yaml")
    assert run("check", "open.yaml").exit_code == 0
    assert run("check", "open.yaml", "--strict").exit_code == 1


def test_accepted_code_is_silent_in_every_command(folder: Path) -> None:
    text = "1. What is a cell?\nA cell lives. It consists of the\n"
    (folder / "cut.txt").write_text(text, "utf-8")
    run("ingest", "cut.txt", "--into", "cut.yaml")
    assert "NN013" in run("check", "cut.yaml").stderr
    deck = folder / "cut.yaml"
    accepting = "    accept: [NN013]\n    variants:"
    deck.write_text(deck.read_text("utf-8").replace("    variants:", accepting), "utf-8")
    for command in (["check", "cut.yaml"], ["ingest", "--into", "cut.yaml"], ["build", "cut.yaml"]):
        assert "warning" not in run(*command).stderr


def test_acceptance_that_is_not_needed_is_reported(folder: Path) -> None:
    make_deck()
    deck = folder / "biology.yaml"
    accepting = "    accept: [NN013]\n    variants:"
    deck.write_text(deck.read_text("utf-8").replace("    variants:", accepting, 1), "utf-8")
    assert "NN213" in run("check", "biology.yaml").stderr
    assert "NN213" not in run("build", "biology.yaml", "--to", "pdf").stderr


def test_infos_are_shown_on_request(folder: Path) -> None:
    make_deck()
    assert "NN010" not in run("check", "biology.yaml").stderr
    assert "NN010" in run("check", "biology.yaml", "-v").stderr


@pytest.mark.parametrize(
    "arguments",
    [["build", "x.yaml", "--to", "docx"], ["explain", "NN999"], ["ingest", "a.txt"], ["fly"]],
)
def test_wrong_usage_is_exit_2(folder: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_every_command_and_option_has_help(name: str) -> None:
    result = run(*([name] if name else []), "--help")
    assert result.exit_code == 0
    command = main.commands[name] if name else main
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_python_dash_m() -> None:
    command = [sys.executable, "-m", "nnexport", "--version"]
    assert "0.1.0" in subprocess.run(command, check=True, capture_output=True, text=True).stdout
