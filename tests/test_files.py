"""Reading sources and writing artifacts whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nnexport.errors import FileError
from nnexport.files import decode_source, read_source, read_text, write_atomically


def codes(path: Path) -> list[str]:
    return [each.code for each in read_source(path)[1]]


def test_missing_file(tmp_path: Path) -> None:
    assert codes(tmp_path / "no.txt") == ["NN001"]


def test_directory(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["NN002"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(tmp_path / "x") == ["NN002"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert codes(path) == ["NN003"]


def test_binary_file_is_named_with_the_place() -> None:
    _, (problem,) = decode_source(b"PK\x03\x04\nx\x00y", "a.docx")
    assert (problem.code, problem.span.line) == ("NN004", 2)


def test_no_text_in_any_encoding_is_named_with_the_place() -> None:
    _, (problem,) = decode_source(b"one\nab\x12\xfe\x07\xd8\x9d\x05\xb8\x01\xff", "a.txt")
    assert (problem.code, problem.span.line, problem.span.column) == ("NN005", 2, 4)
    assert "0xFE" in problem.message


def test_other_encoding_is_named() -> None:
    raw, (problem,) = decode_source("1. Wo?\n2. Ein Café?".encode("latin-1"), "a.txt")
    assert problem.code == "NN008"
    assert "WINDOWS-1252" in problem.message
    assert raw is not None
    assert raw.text == "1. Wo?\n2. Ein Café?"


def test_damaged_byte_is_read_and_named_with_the_place() -> None:
    data = "1. Wo ist die Tür?\n".encode() + b"2. Ein Caf\xe9?\n"
    raw, (problem,) = decode_source(data, "a.txt")
    assert (problem.code, problem.span.line, problem.span.column) == ("NN025", 2, 11)
    assert problem.excerpt == "2. Ein Café?"
    assert raw is not None
    assert raw.text == "1. Wo ist die Tür?\n2. Ein Café?\n"


def test_copy_that_broke_off_inside_a_character() -> None:
    raw, (problem,) = decode_source("Öl schwimmt über Wasser, Größe".encode()[:-2], "a.txt")
    assert (problem.code, problem.span.column) == ("NN025", 29)
    assert raw is not None
    assert raw.text == "Öl schwimmt über Wasser, Grö\ufffd"


def test_byte_order_mark_and_newlines_are_unified() -> None:
    raw, problems = decode_source(b"\xef\xbb\xbfone\r\ntwo\rthree\n", "a.txt")
    assert not problems
    assert raw is not None
    assert raw.text == "one\ntwo\nthree\n"


def test_writing_equal_bytes_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.bin"
    assert write_atomically(path, b"one")
    before = path.stat()
    assert not write_atomically(path, b"one")
    assert path.stat() == before


def test_writing_keeps_the_mode_and_leaves_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"one")
    path.chmod(0o640)
    assert write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["x.bin"]


def test_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "x.bin", b"one")
    finally:
        os.umask(mask)
    assert (tmp_path / "x.bin").stat().st_mode & 0o777 == 0o644


def test_stopped_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")

    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.bin"]


def test_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"x\.bin: error: cannot write: no space left on device"):
        write_atomically(tmp_path / "x.bin", b"new")


def test_text_of_ours(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no\.yaml: error: there is no such deck"):
        read_text(tmp_path / "no.yaml", "a deck")
    with pytest.raises(FileError, match="this is a directory, not a deck"):
        read_text(tmp_path, "a deck")
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(FileError, match="not a deck: byte 1 is no UTF-8"):
        read_text(tmp_path / "x.yaml", "a deck")
