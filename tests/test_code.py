"""Which lines of a plain text are code, and in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.readers.code.runs import CodeRun, find_code

CASES = Path(__file__).parent / "cases" / "code"


@dataclass
class Case:
    """One document: lines in a case file begin with ``|`` where they are code, else a blank.

    ``=== name`` begins a document, ``@language`` stands before each run of code.
    """

    name: str
    lines: list[str] = field(default_factory=list)
    code: list[bool] = field(default_factory=list)
    languages: dict[int, str] = field(default_factory=dict)


def read_cases(folder: str) -> list[Case]:
    cases: list[Case] = []
    for path in sorted((CASES / folder).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("=== "):
                cases.append(Case(f"{path.stem}: {line[4:]}"))
            elif line.startswith("@"):
                cases[-1].languages[len(cases[-1].lines)] = line[1:].strip()
            else:
                cases[-1].lines.append(line[1:])
                cases[-1].code.append(line[:1] == "|")
    return cases


def marked(runs: list[CodeRun]) -> dict[int, str]:
    return {index: run.language for run in runs for index in range(run.first, run.last + 1)}


def visible(case: Case) -> Iterator[int]:
    return (index for index, line in enumerate(case.lines) if line.strip())


@pytest.mark.parametrize("folder", ["tuned", "held-out"])
def test_lines_of_code_are_found_and_prose_stays_prose(folder: str) -> None:
    cases = read_cases(folder)
    assert len(cases) > 100
    right = wrong = missed = named = languages = 0
    for case in cases:
        found = marked(find_code(case.lines))
        for index in visible(case):
            right += case.code[index] and index in found
            wrong += not case.code[index] and index in found
            missed += case.code[index] and index not in found
        languages += len(case.languages)
        named += sum(found.get(index) == name for index, name in case.languages.items())
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.93
    assert named / languages >= 0.8


@pytest.mark.parametrize(
    "case",
    [case for case in read_cases("tuned") if not any(case.code)],
    ids=lambda case: case.name,
)
def test_no_code_in_prose(case: Case) -> None:
    assert find_code(case.lines) == []


@pytest.mark.parametrize(
    "case",
    [case for case in read_cases("tuned") if any(case.code)],
    ids=lambda case: case.name,
)
def test_exact_lines(case: Case) -> None:
    found = marked(find_code(case.lines))
    wanted = {index for index in visible(case) if case.code[index]}
    assert {index for index in found if case.lines[index].strip()} == wanted


def test_a_run_begins_and_ends_with_text_and_keeps_blank_lines_inside() -> None:
    lines = ["Like this:", "", "import os", "", "", "print(os.name)", "", "That is all of it."]
    assert find_code(lines) == [CodeRun(2, 5, "python")]


def test_numbered_lines_inside_code_are_code() -> None:
    lines = ["# 1. What is this?", "x = load()", "# 2. And that?", "print(x)"]
    assert [(run.first, run.last) for run in find_code(lines)] == [(0, 3)]


def test_text_below_a_label_is_prose() -> None:
    lines = ["print(2 + 3)", "print('five')", "Output:", "5", "five"]
    assert [(run.first, run.last) for run in find_code(lines)] == [(0, 1)]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("import numpy as np", "python"),
        ("SELECT name FROM staff WHERE id = 3;", "sql"),
        ("$ ls -l /tmp", "console"),
        (">>> 2 + 2", "pycon"),
        ("#include <stdio.h>", "c"),
        ("System.out.println(total);", "java"),
        ("npm install left --save-dev", "bash"),
    ],
)
def test_one_line_with_strong_evidence(line: str, language: str) -> None:
    assert find_code(["Write this:", "", line, "", "Then go on."]) == [CodeRun(2, 2, language)]


@pytest.mark.parametrize(
    "line",
    [
        "y = mx + b",
        "E = mc^2",
        "Use print(x) to show it.",
        "4. compress() returns Z_BUF_ERROR.",
        "3. What does `a[i] = i++` do?",
        "A -> B -> C",
        "name: value",
        "x = 5",
        "end",
        "<name>",
        "SELECT COMMITTEE",
        "foo()",
    ],
)
def test_one_line_that_could_be_either_is_prose(line: str) -> None:
    assert find_code(["The text before ends here.", "", line, "", "The text goes on."]) == []


def test_fenced_code_belongs_to_its_fences() -> None:
    lines = ["```python", "def f(x):", "    return x", "```", "", "Prose in between.", ""]
    assert find_code(lines) == []
    assert [run.first for run in find_code([*lines, "def g(x):", "    return x"])] == [7]


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    lines = ["```", "def f(x):", "    return x"]
    assert [run.last for run in find_code(lines)] == [2]


def test_long_lines_and_no_lines() -> None:
    assert find_code([]) == []
    assert find_code(["", "  ", "\t"]) == []
    assert find_code(["word " * 200_000]) == []
    assert find_code(["x" * 1_000_000 + ";"]) == []


def test_many_lines_of_open_brackets_and_keys() -> None:
    for line in ("{", "/*", '"""', "key:", "a   b", "<!--"):
        for run in find_code([line] * 3000):
            assert 0 <= run.first <= run.last < 3000


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("ab1 \t=(){}[];:,.#/*\"'<>-$|\\éж中\u2502"), max_size=40),
        max_size=30,
    )
)
def test_runs_are_apart_in_order_and_within_the_text(lines: list[str]) -> None:
    after = -1
    for run in find_code(lines):
        assert after < run.first <= run.last < len(lines)
        assert lines[run.first].strip()
        assert lines[run.last].strip()
        after = run.last
