"""The README is run: its files are written, its commands executed, what it shows is compared.

A fenced block with a file name after its language is a file: written if it does not exist yet, else
compared. A ``console`` block holds commands after ``$`` and what they print, both streams in one.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nnexport.checking import CONTENT_CODES, OUTPUT_CODES
from nnexport.cli import main

README = Path(__file__).parents[1] / "README.md"
_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    return [(match["info"], match["body"]) for match in _FENCE.finditer(README.read_text("utf-8"))]


def run_console(body: str) -> None:
    """Run each command of a console block and compare what it prints."""
    runner = CliRunner()
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        words = command.split()
        assert words[0] == "nnexport"
        result = runner.invoke(main, words[1:])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.output == expected, f"$ {command}"


def test_readme_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    commands = 0
    for info, body in blocks():
        language, _, name = info.partition(" ")
        if language == "console":
            commands += body.count("$ nnexport")
            run_console(body)
        elif name and (path := Path(name)).exists():
            assert body in path.read_text("utf-8"), name
        elif name:
            path.write_text(body, "utf-8")
    assert commands >= 6


def test_readme_names_every_command() -> None:
    text = README.read_text("utf-8")
    for name in main.commands:
        assert f"nnexport {name}" in text


def test_smallest_deck_of_the_readme_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (body,) = [body for info, body in blocks() if info == "yaml" and "questions:" in body]
    Path("small.yaml").write_text(body, "utf-8")
    result = CliRunner().invoke(main, ["build", "small.yaml"])
    assert result.exit_code == 0, result.output


def test_readme_names_every_code_of_checking() -> None:
    text = README.read_text("utf-8")
    assert {code for code in OUTPUT_CODES | CONTENT_CODES if code not in text} == set()


def schema_keys(schema: object) -> set[str]:
    """Return the names of all properties that a JSON Schema knows, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(schema_keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", ()))
    return own.union(*map(schema_keys, schema.values()))


def test_readme_lists_every_key_of_the_format() -> None:
    path = README.parent / "src/nnexport/deck/deck.schema.json"
    keys = schema_keys(json.loads(path.read_text("utf-8")))
    assert len(keys) > 25
    table = README.read_text("utf-8")
    assert {key for key in keys if f"`{key}`" not in table} == set()
