"""Places, severities and the printed form of diagnostics; the table of codes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nnexport.codes import CODES, explain_code
from nnexport.diagnostics import (
    EXCERPT_WIDTH,
    Diagnostic,
    Severity,
    Span,
    format_diagnostic,
    has_errors,
    sort_diagnostics,
)

SOURCE = Path(__file__).parents[1] / "src" / "nnexport"


def test_printed_form_has_place_severity_code_line_and_help() -> None:
    diagnostic = Diagnostic(
        "NN012", Span("cnn.txt", 42, 1), "question 17 has no answer", "write it", "17. Why?"
    )
    assert format_diagnostic(diagnostic) == (
        "cnn.txt:42:1: warning NN012 answer-missing: question 17 has no answer\n"
        "    17. Why?\n"
        "    help: write it"
    )


def test_place_without_a_line_is_the_file() -> None:
    shown = format_diagnostic(Diagnostic("NN003", Span("empty.txt"), "the file is empty"))
    assert shown == "empty.txt: error NN003 file-empty: the file is empty"


def test_long_excerpt_is_cut_around_the_column() -> None:
    line = "a" * 300 + "HERE" + "b" * 300
    shown = format_diagnostic(Diagnostic("NN016", Span("x", 1, 301), "m", excerpt=line))
    excerpt = shown.splitlines()[1].strip()
    assert "HERE" in excerpt
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert len(excerpt) <= EXCERPT_WIDTH + 2


def test_unprintable_characters_of_an_excerpt_are_blanks() -> None:
    shown = format_diagnostic(Diagnostic("NN016", Span("x", 1), "m", excerpt="a\x1b[31mb"))
    assert "\x1b" not in shown


def test_signs_that_a_terminal_obeys_are_shown() -> None:
    problem = Diagnostic("NN001", Span("a\x1b[2J.md"), "no “\u202e” here", "x\ny")
    assert format_diagnostic(problem) == (
        "a\\u001b[2J.md: error NN001 file-missing: no “\\u202e” here\n    help: x\\u000ay"
    )


def test_sorting_is_by_place_and_drops_repeats() -> None:
    late = Diagnostic("NN012", Span("a", 9), "late")
    early = Diagnostic("NN013", Span("a", 2), "early")
    assert sort_diagnostics([late, early, late]) == (early, late)


def test_only_errors_are_errors() -> None:
    assert not has_errors(
        [Diagnostic("NN012", Span("a"), "m"), Diagnostic("NN016", Span("a"), "m")]
    )
    assert has_errors([Diagnostic("NN003", Span("a"), "m")])


def test_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Diagnostic("NN999", Span("a"), "m")


@pytest.mark.parametrize("code", sorted(CODES))
def test_code_is_complete(code: str) -> None:
    entry = CODES[code]
    assert re.fullmatch(r"NN[0-3]\d\d", code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert entry.severity in set(Severity)
    page = explain_code(code)
    assert page.startswith(f"{code} {entry.name} ({entry.severity})\n")
    for text in (entry.means, entry.why, entry.fix):
        assert text.endswith((".", ")", "`")), f"no sentence: {text!r}"
    assert entry.example


def test_names_are_unique() -> None:
    names = [entry.name for entry in CODES.values()]
    assert len(names) == len(set(names))


def _given_codes() -> set[str]:
    """Return the codes that the program mentions outside of the table."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        if path.name.endswith("codes.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(re.findall(r"^NN\d{3}$", node.value))
    return found


def test_every_code_is_given_somewhere() -> None:
    assert set(CODES) - _given_codes() == set()


def test_every_code_has_a_test() -> None:
    here = Path(__file__).parent
    texts = [path.read_text("utf-8") for path in here.rglob("test_*.py") if path != Path(__file__)]
    texts += [path.read_text("utf-8") for path in (here / "cases").rglob("*.diag")]
    mentioned = set(re.findall(r"NN\d{3}", "\n".join(texts)))
    assert set(CODES) - mentioned == set()
