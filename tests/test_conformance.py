"""How ``make test-pdf`` finds Java and reads what veraPDF says; veraPDF is played by a script."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.conformance import __main__ as program
from tests.conformance.validator import NO_JAVA, Missing, Verdict, find_java, validate
from tests.tagged_pdf.triage import faults, file_faults


def fake_java(folder: Path, script: str) -> str:
    path = folder / "bin" / "java"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("script", ["echo java.base@17", "exit 1"])
def test_a_java_without_compiler_is_named_with_what_to_do(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path, script)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Missing, match="apt install default-jdk-headless"):
        find_java()


def test_no_java_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["tests.conformance"])
    assert program.main() == 1
    assert capsys.readouterr().out == NO_JAVA + "\n"


def test_failures_belong_to_their_files(tmp_path: Path) -> None:
    java = fake_java(
        tmp_path,
        "printf 'a.pdf\\t12\\tfailed\\na.pdf\\t3\\t7.1-3\\tshall be tagged\\troot\\n"
        "b.pdf\\t5\\tok\\n'",
    )
    first, second = Path("a.pdf"), Path("b.pdf")
    assert validate("PDFUA-1", [first, second], java, Path("jar")) == [
        Verdict(first, 12, ("3 × 7.1-3 | shall be tagged | root",)),
        Verdict(second, 5, ()),
    ]


def test_a_validator_that_breaks_off_is_no_pass(tmp_path: Path) -> None:
    java = fake_java(tmp_path, "echo 'no such class' >&2; exit 1")
    with pytest.raises(RuntimeError, match="no such class"):
        validate("PDFUA-1", [Path("a.pdf")], java, Path("jar"))


def test_the_file_that_is_broken_on_purpose_is(tmp_path: Path) -> None:
    data = program.write_broken(tmp_path).read_bytes()
    assert any("neither tagged" in fault for fault in faults(data))
    assert any("not embedded" in fault for fault in file_faults(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
