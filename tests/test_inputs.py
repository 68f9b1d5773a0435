"""Where sources come from: files, folders, standard input, documents that must be converted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nnexport import inputs
from nnexport.cli import main
from nnexport.converters import CONVERTERS, pandoc
from nnexport.copies import split_ending
from nnexport.readers import read_document
from nnexport.sniffing import sniff_ending
from tests.pandoc import MakeDocument


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ingest(*sources: str, deck: str = "deck.yaml", stdin: bytes | None = None) -> Result:
    return run("ingest", *sources, "--into", deck, "-v", stdin=stdin)


def asked(topic: str, answer: str = "It is what everybody takes it for.") -> str:
    return f"1. What is {topic}?\n{answer}\n\n2. Why is {topic} useful?\nFor reasons of its own.\n"


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())


def listed(deck: str = "deck.yaml") -> list[str]:
    lines = Path(deck).read_text("utf-8").splitlines()
    return [line.split("path: ")[1] for line in lines if line.startswith("    path: ")]


# --- encodings -----------------------------------------------------------------------------------


def test_source_in_another_encoding_is_kept_as_received(folder: Path) -> None:
    data = asked("Säure").encode("cp1252")
    write("in/a.txt", data)
    result = ingest("in/a.txt", deck="decks/deck.yaml")
    assert "in/a.txt: info NN008 encoding-guessed" in result.stderr
    assert "WINDOWS-1252" in result.stderr
    assert Path("decks/sources/a.txt").read_bytes() == data
    assert "What is Säure?" in Path("decks/deck.yaml").read_text("utf-8")


def test_damaged_byte_is_a_warning(folder: Path) -> None:
    write("a.txt", asked("Säure").encode() + b"Caf\xe9\n")
    result = ingest("a.txt")
    assert result.exit_code == 0
    assert "a.txt:6:4: warning NN025 bytes-damaged" in result.stderr
    assert "Café" in Path("deck.yaml").read_text("utf-8")


# --- standard input ------------------------------------------------------------------------------

PAGE = b"<!DOCTYPE html>\n<html><body><p>1. What?</p></body></html>"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (asked("rain").encode(), ".txt"),
        (b"## What is rain?\n\nWater.\n\n## What is snow?\n\nIce.\n", ".md"),
        (b"1. What?\n\n```python\nx = 1\n```\n", ".md"),
        (b"**1. What?**\n\nIt is **so**, see [there](https://example.org/x) and `f`.\n", ".md"),
        (b"1. What does # mean?\n\n#include <x>\n\n2**3 is 8, a*b*c, __init__\n", ".txt"),
        (PAGE, ".html"),
        (b"\xef\xbb\xbf <!-- saved -->\n<html>", ".html"),
        (b"<h2>What?</h2>\n<p>So.</p>\n", ".html"),
        (b"<think> is a tag.\n1. What?\nSo.", ".txt"),
        (json.dumps({"cells": [], "nbformat": 4}).encode(), ".ipynb"),
        (b"{1, 2} is a set.\n1. What?\n", ".txt"),
        (b"%PDF-1.7\n", ".pdf"),
        (b"{\\rtf1 x}", ".rtf"),
        (b"PK\x03\x04....word/document.xml", ".docx"),
        (b"PK\x03\x04mimetypeapplication/epub+zip", ".epub"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
        (asked("Säure").encode("utf-16"), ".txt"),
        (b"\x89PNG\0\0", ".txt"),
        (b"", ".txt"),
    ],
)
def test_contents_say_what_standard_input_is(data: bytes, ending: str) -> None:
    assert sniff_ending(data) == ending


def test_standard_input_is_refreshed_under_its_name(folder: Path) -> None:
    first, second = (
        asked("rain"),
        asked("rain", "It is **water**, and `wet`, and **cold**.\n```\n```"),
    )
    ingest("-", stdin=first.encode())
    assert listed() == ["sources/stdin.txt"]
    assert ingest("-", stdin=second.encode()).exit_code == 0
    assert listed() == ["sources/stdin.txt"]
    assert Path("sources/stdin.txt").read_text("utf-8") == second
    ingest("-", stdin=b"## What is snow?\n\nIce.\n\n## What is hail?\n\nIce too.\n")
    assert listed() == ["sources/stdin.txt", "sources/stdin.md"]


# --- folders -------------------------------------------------------------------------------------


def test_folder_in_natural_order_read_in_place(folder: Path) -> None:
    for name in ("notes/10.md", "notes/2.txt", "notes/deep/1.txt"):
        write(name, asked(Path(name).stem + " apples"))
    assert ingest("notes").exit_code == 0
    assert listed() == ["notes/2.txt", "notes/10.md", "notes/deep/1.txt"]
    assert not Path("sources").exists()
    before = Path("deck.yaml").read_bytes()
    assert ingest("notes", "notes/2.txt", "notes/").exit_code == 0
    assert Path("deck.yaml").read_bytes() == before


def test_folder_from_outside_is_copied_with_its_paths(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    write("notes/deep/a.txt", asked("gold"))
    assert ingest("notes", deck="decks/deck.yaml").exit_code == 0
    assert listed("decks/deck.yaml") == ["sources/notes/a.txt", "sources/notes/deep/a.txt"]
    assert Path("decks/sources/notes/deep/a.txt").read_text("utf-8") == asked("gold")
    write("notes/a.txt", asked("iron").replace("reasons", "purposes"))
    assert ingest("notes", deck="decks/deck.yaml").exit_code == 0
    assert "purposes" in Path("decks/sources/notes/a.txt").read_text("utf-8")


def test_what_is_skipped_in_a_folder_is_one_info(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    for name in (".git/x.txt", ".hidden.txt", "build/page.md", "node_modules/x/readme.md"):
        write(f"notes/{name}", asked("nothing"))
    write("notes/logo.png", b"\x89PNG\0")
    write("notes/prices.xyz", "1")
    result = ingest("notes")
    assert listed() == ["notes/a.txt"]
    (line,) = [line for line in result.stderr.splitlines() if "NN026" in line]
    assert line == (
        "notes: info NN026 files-skipped: skipped 2 files: logo.png (no reader for .png), "
        "prices.xyz (no reader for .xyz)"
    )


def test_file_without_text_or_questions_is_skipped_in_a_folder_only(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    write("notes/empty.txt", "\n")
    write("notes/LICENSE", "Just some prose.\n")
    result = ingest("notes")
    assert result.exit_code == 0
    assert listed() == ["notes/a.txt"]
    assert "empty.txt (the file is empty)" in result.stderr
    assert "LICENSE (no question in it)" in result.stderr
    assert "NN019" in ingest("notes/LICENSE").stderr


def test_listed_file_that_lost_its_questions_is_an_error_in_a_folder_too(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    write("notes/b.txt", asked("gold"))
    ingest("notes")
    write("notes/b.txt", "Nothing left.\n")
    result = ingest("notes")
    assert result.exit_code == 1
    assert "notes/b.txt: error NN019" in result.stderr


def test_deck_in_the_folder_is_no_source_of_itself(folder: Path) -> None:
    write("a.txt", asked("iron"))
    write("outside/b.txt", asked("gold"))
    assert ingest(".", deck="deck.yaml").exit_code == 0
    before = Path("deck.yaml").read_bytes()
    result = ingest(".", deck="deck.yaml")
    assert result.exit_code == 0
    assert "NN026" not in result.stderr
    assert Path("deck.yaml").read_bytes() == before


def test_links_out_of_a_folder_are_refused(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    write("secret/b.txt", asked("gold"))
    for name, target in (
        ("b.txt", "../secret/b.txt"),
        ("linked", "../secret"),
        ("same.txt", "a.txt"),
        ("loop", "."),
    ):
        Path("notes", name).symlink_to(target)
    result = ingest("notes")
    assert listed() == ["notes/a.txt"]
    assert "b.txt (a link that leads out of the folder), linked (a link that" in result.stderr


@pytest.mark.parametrize("files", [{}, {"x.png": b"\0"}, {"x.txt": b"\n"}])
def test_folder_without_a_source_is_an_error(folder: Path, files: dict[str, bytes]) -> None:
    Path("notes").mkdir()
    for name, data in files.items():
        write(f"notes/{name}", data)
    result = ingest("notes")
    assert result.exit_code == 1
    assert "notes: error NN002 file-unreadable: nothing to read in here" in result.stderr
    assert "help: put sources into it" in result.stderr
    assert not Path("deck.yaml").exists()


def test_folder_with_prose_only_is_an_error(folder: Path) -> None:
    write("notes/LICENSE", "Just some prose.\n")
    assert "NN019" in ingest("notes").stderr


def test_long_list_of_skipped_files_is_cut(folder: Path) -> None:
    write("notes/a.txt", asked("iron"))
    for number in range(15):
        write(f"notes/{number}.png", b"\0")
    assert "skipped 15 files: 0.png (no reader for .png), 1.png" in (out := ingest("notes").stderr)
    assert "9.png (no reader for .png), and 5 more" in out


# --- copies --------------------------------------------------------------------------------------


def test_corrected_copy_stays_even_after_it_was_read(folder: Path) -> None:
    write("in/a.txt", asked("iron"))
    ingest("in/a.txt", deck="decks/deck.yaml")
    corrected = asked("iron").replace("reasons", "purposes")
    write("decks/sources/a.txt", corrected)
    assert run("ingest", "--into", "decks/deck.yaml").exit_code == 0
    result = ingest("in/a.txt", deck="decks/deck.yaml")
    assert result.exit_code == 1
    assert "in/a.txt: error NN007 copy-changed" in result.stderr
    assert Path("decks/sources/a.txt").read_text("utf-8") == corrected
    Path("decks/sources/a.txt").unlink()
    assert ingest("in/a.txt", deck="decks/deck.yaml").exit_code == 0
    assert Path("decks/sources/a.txt").read_text("utf-8") == asked("iron")


def test_second_file_of_one_name_is_numbered_before_its_ending(folder: Path) -> None:
    for name, text in (("one", asked("iron")), ("two", "1. Who?\nNobody we know.\n")):
        write(f"{name}/3.5 notes.txt", text)
        ingest(f"{name}/3.5 notes.txt", deck="decks/deck.yaml")
    assert listed("decks/deck.yaml") == ["sources/3.5 notes.txt", "sources/3.5 notes-2.txt"]
    assert split_ending("a.b.docx.md") == ("a.b", ".docx.md")


def test_copies_are_recorded_as_sha256sum_does(folder: Path) -> None:
    write("in/b b.txt", asked("iron"))
    write("in/a.txt", asked("gold"))
    ingest("in/b b.txt", "in/a.txt", deck="decks/deck.yaml")
    record = Path("decks/sources/copies.sha256").read_text("utf-8").splitlines()
    assert [line[64:] for line in record] == ["  a.txt", "  b b.txt"]


# --- converted documents -------------------------------------------------------------------------

LIST = """\
1. What is iron?
2. What is gold?

Answers

1. A metal that rusts.
2. One that does not.
"""


def test_document_is_kept_as_markdown_beside_the_deck(
    folder: Path, make_document: MakeDocument
) -> None:
    write("notes.docx", make_document(LIST, "docx"))
    result = ingest("notes.docx")
    assert result.exit_code == 0
    assert listed() == ["sources/notes.docx.md"]
    assert "id: notes\n" in Path("deck.yaml").read_text("utf-8")
    assert "1.  What is iron?" in Path("sources/notes.docx.md").read_text("utf-8")
    assert "sources/notes.docx.md: info NN010" in result.stderr
    assert "A metal that rusts." in Path("deck.yaml").read_text("utf-8")
    before = Path("deck.yaml").read_bytes()
    assert ingest("notes.docx").exit_code == 0
    assert run("ingest", "--into", "deck.yaml").exit_code == 0
    assert ingest(".").exit_code == 0
    assert Path("deck.yaml").read_bytes() == before


def test_new_state_of_a_document_refreshes_its_text(
    folder: Path, make_document: MakeDocument
) -> None:
    write("notes.odt", make_document(LIST, "odt"))
    ingest("notes.odt")
    write(
        "notes.odt",
        make_document("1. What is tin?\n\nA soft metal.\n\n2. Where?\n\nIn mines.\n", "odt"),
    )
    assert ingest("notes.odt").exit_code == 0
    assert listed() == ["sources/notes.odt.md"]
    assert "tin" in Path("sources/notes.odt.md").read_text("utf-8")


def test_text_corrected_by_hand_is_not_converted_away(
    folder: Path, make_document: MakeDocument
) -> None:
    write("notes.docx", make_document(LIST, "docx"))
    ingest("notes.docx")
    copy = Path("sources/notes.docx.md")
    corrected = copy.read_text("utf-8").replace("rusts", "rusts quickly")
    copy.write_text(corrected, "utf-8")
    assert run("ingest", "--into", "deck.yaml").exit_code == 0
    assert "rusts quickly" in Path("deck.yaml").read_text("utf-8")
    result = ingest("notes.docx")
    assert result.exit_code == 1
    assert "NN007" in result.stderr
    assert copy.read_text("utf-8") == corrected


def test_document_from_outside_and_through_standard_input(
    folder: Path, make_document: MakeDocument
) -> None:
    document = make_document(LIST, "docx")
    write("in/notes.docx", document)
    assert ingest("in", deck="decks/a.yaml").exit_code == 0
    assert listed("decks/a.yaml") == ["sources/in/notes.docx.md"]
    assert ingest("-", deck="other/b.yaml", stdin=document).exit_code == 0
    assert listed("other/b.yaml") == ["sources/stdin.docx.md"]


def test_missing_converter_is_one_error_with_the_next_step(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: None)
    write("notes.docx", b"x")
    result = ingest("notes.docx")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "notes.docx: error NN009 not-converted: cannot be converted: pandoc is not installed",
        "    help: pip install 'nnexport[convert]', or save it as Markdown or plain text",
        "1 error",
    ]
    assert not Path("deck.yaml").exists()


def test_no_ending_has_a_reader_and_a_converter() -> None:
    assert not set(CONVERTERS) & set(inputs.READERS)


# --- repair --------------------------------------------------------------------------------------


@pytest.mark.parametrize("repair", [True, False])
def test_repair_can_be_switched_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch, repair: bool
) -> None:
    asked_for = []

    def read(raw, source, *, repair):  # type: ignore[no-untyped-def]
        asked_for.append(repair)
        return read_document(raw, source, repair=repair)

    monkeypatch.setattr(inputs, "read_document", read)
    write("a.txt", asked("iron"))
    assert ingest("a.txt", *([] if repair else ["--no-repair"])).exit_code == 0
    assert asked_for == [repair]
