"""``check --fix``: what it puts right, what it leaves alone; a second run finds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nnexport.checking.fixing import close_fence
from nnexport.cli import main
from nnexport.deck.canonical import load_deck
from nnexport.deck.commonmark import parse_blocks

RUNNER = CliRunner()


def run(*arguments: str) -> Result:
    result = RUNNER.invoke(main, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(folder: Path, text: str) -> tuple[str, str]:
    """Return the deck's text after ``check --fix``, and what was printed."""
    path = folder / "deck.yaml"
    path.write_text(text, "utf-8", newline="")
    result = run("check", "deck.yaml", "--fix")
    after = path.read_bytes()
    again = run("check", "deck.yaml", "--fix")
    assert path.read_bytes() == after
    assert "fixed" not in again.output
    assert "wrote" not in again.output
    return after.decode(), result.output


HEAD = "deck:\n  id: d\n  title: D\n"


# --- tags ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [cell biology, plants]", " [cell-biology, plants]"),
        (" [ 'cell biology' ]  # mine", " [cell-biology]  # mine"),
        (" [cell, Cell, '']", " [cell]"),
        (" [cell biology, cell-biology]", " [cell-biology]"),
        ("\n  - cell biology  # mine\n  - plants", "\n  - cell-biology  # mine\n  - plants"),
        ("\n  - cell\n  - Cell\n  # end", "\n  - cell\n  # end"),
    ],
)
def test_tags(folder: Path, before: str, after: str) -> None:
    text = HEAD + f"questions:\n- id: a\n  tags:{before}\n  question: A  # why\n  answer: x\n"
    assert fix(folder, text)[0] == text.replace(before, after)


def test_tags_of_the_deck_and_in_a_line_of_braces(folder: Path) -> None:
    text = (
        "deck: {id: d, title: D, tags: [a b, c]}\nquestions:\n- {id: a, question: A, answer: x}\n"
    )
    assert fix(folder, text)[0] == text.replace("a b", "a-b")


def test_how_fixes_read(folder: Path) -> None:
    text = HEAD + "questions:\n- id: a\n  tags: [cell biology, cell]\n  question: A\n"
    assert fix(folder, text)[1] == (
        "deck.yaml:6:10: fixed NN215 tag-malformed: the tag “cell biology” is now `cell-biology`\n"
        "deck.yaml:5:3: warning NN211 question-unanswered: “A” has no answer\n"
        "    - id: a\n"
        "    help: write it under `answer: |-`, or add `skip: true`\n"
        "1 warning\n"
        "wrote deck.yaml (1 fix)\n"
    )


def test_a_deck_with_other_errors_gets_its_tags_fixed_all_the_same(folder: Path) -> None:
    text = HEAD + "questions:\n- id: a\n  tags: [a b]\n  qestion: A\n"
    after, output = fix(folder, text)
    assert after == text.replace("a b", "a-b")
    assert "error NN202" in output


def test_tags_over_several_lines_are_left_to_a_person(folder: Path) -> None:
    text = HEAD + "questions:\n- id: a\n  tags: [a b,\n    c]\n  question: A\n  answer: x\n"
    after, output = fix(folder, text)
    assert after == text
    assert "error NN215" in output


def test_line_ends_stay(folder: Path) -> None:
    text = HEAD + "questions:\n- id: a\n  tags: [a b]\n  question: A\n  answer: x\n"
    text = text.replace("\n", "\r\n")
    assert fix(folder, text)[0] == text.replace("a b", "a-b")


# --- acceptances, ids, blanks --------------------------------------------------------------------


def test_codes_that_are_accepted_in_vain(folder: Path) -> None:
    text = HEAD + (
        "questions:\n"
        "- id: a\n  question: A\n  accept: [NN211, NN013, NN302]  # no answer yet\n"
        "- id: b\n  question: B\n  answer: x\n  accept: [NN014]\n"
    )
    after, output = fix(folder, text)
    # NN302 is given by an exporter: of that, a check knows nothing.
    assert after == text.replace("NN211, NN013, ", "NN211, ").replace("  accept: [NN014]\n", "")
    assert "deck.yaml:7:3: fixed NN213 acceptance-unneeded: `a` no longer accepts NN013" in output
    assert "wrote deck.yaml (2 fixes)" in output


def test_where_a_source_is_missing_nobody_knows_what_is_accepted_in_vain(folder: Path) -> None:
    text = HEAD + (
        "sources:\n  - id: gone\n    path: gone.txt\n"
        "questions:\n- id: a\n  question: A\n  answer: x\n  accept: [NN013, NN217]\n"
    )
    after, output = fix(folder, text)
    assert after == text.replace("NN013, NN217", "NN013")
    assert "error NN001" in output


def test_missing_ids_are_written(folder: Path) -> None:
    text = (
        "deck:\n  title: D\nquestions:\n  # first\n  - question: What is a cell?\n    answer: x\n"
    )
    after, output = fix(folder, text)
    assert after == text.replace("  title: D", "  id: d\n  title: D").replace(
        "  - question", "  - id: cell\n    question"
    )
    assert "fixed: the missing ids are written" in output


def test_blanks_at_the_ends_of_lines(folder: Path) -> None:
    text = HEAD.replace("title: D", "title: D  ") + (
        "questions:  \n- id: a  # b \n  question: A\n  answer: |-\n    one \n\t\n    two\n"
    )
    after, output = fix(folder, text)
    assert after == "\n".join(line.rstrip() for line in text.split("\n"))
    assert "deck.yaml:3:1: fixed: no more blanks at the end of 5 lines" in output


def test_blanks_that_break_a_line_stay(folder: Path) -> None:
    text = HEAD + "questions:\n- id: a\n  question: A\n  answer: |-\n    one  \n    two\n"
    assert fix(folder, text)[0] == text


# --- code fences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Run:\n\n```python\nx = 1", "```"),
        ("Run:\n\n~~~~\nx = 1", "~~~~"),
        ("- Run:\n\n  ```\n  x = 1", "  ```"),
        ("- ```\n  x = 1", "  ```"),
        ("> ```\n> x = 1", "> ```"),
    ],
)
def test_a_fence_at_the_end_is_closed(text: str, added: str) -> None:
    closed = close_fence(text)
    assert closed == f"{text}\n{added}"
    assert parse_blocks(closed) == parse_blocks(text)
    assert close_fence(closed) == closed


@pytest.mark.parametrize(
    "text",
    [
        "Run:\n\n```\nx = 1\n```",
        "No code at all.",
        "```\nx = 1\n\nThis is a sentence that was never meant to be code.",
        "> ```\n> x = 1\n\nout of the quote",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert close_fence(text) == text


def test_the_fence_of_an_answer_written_by_hand(folder: Path) -> None:
    text = HEAD + (
        "questions:\n- id: a\n  answer: |-  # mine\n    Run:\n\n    ```\n    x = 1\n  question: A\n"
    )
    after, output = fix(folder, text)
    assert after == text.replace("    x = 1\n", "    x = 1\n    ```\n")
    assert "deck.yaml:6:3: fixed NN224 markup-broken: the code fence at the end of" in output


def test_an_answer_of_a_source_is_left_alone(folder: Path) -> None:
    """Or it would count as edited by hand, and no correction of its source would reach it."""
    source = folder / "a.md"
    source.write_text("1. How do you run it?\n\nRun this:\n\n```\nx = 1\n", "utf-8")
    assert run("ingest", "a.md", "--into", "deck.yaml").exit_code == 0
    deck, lock = folder / "deck.yaml", folder / "deck.lock.yaml"
    before = deck.read_text("utf-8"), lock.read_text("utf-8")
    loaded, _ = load_deck(before[0], "deck.yaml")
    assert loaded is not None
    assert "```" in loaded.deck.notes[0].answer
    run("check", "deck.yaml", "--fix")
    assert (deck.read_text("utf-8"), lock.read_text("utf-8")) == before
    source.write_text("1. How do you run it?\n\nRun this:\n\n```\nx = 2\n```\n", "utf-8")
    run("ingest", "--into", "deck.yaml")
    assert "x = 2" in deck.read_text("utf-8").split("variants:")[0]


def test_an_accepted_fence_is_left_open(folder: Path) -> None:
    text = HEAD + (
        "questions:\n- id: a\n  question: A\n  accept: [NN224]\n  answer: |-\n    ```\n    x = 1\n"
    )
    assert fix(folder, text)[0] == text


# --- all of it -----------------------------------------------------------------------------------

ALL = """\
# my deck
deck:
  title: D   # short
  tags: [to learn]
questions:
  # the first one
  - answer: |-
      ```
      x = 1
    question: What is a cell?
    accept: [NN213, NN217]
    tags:
      - a b
"""


def test_everything_at_once_keeps_comments_and_order(folder: Path) -> None:
    after, output = fix(folder, ALL)
    assert (
        after
        == """\
# my deck
deck:
  id: d
  title: D   # short
  tags: [to-learn]
questions:
  # the first one
  - id: cell
    answer: |-
      ```
      x = 1
      ```
    question: What is a cell?
    accept: [NN213]
    tags:
      - a-b
"""
    )
    assert output.count(": fixed") == 5


def test_without_fix_nothing_is_written(folder: Path) -> None:
    (folder / "deck.yaml").write_text(ALL, "utf-8")
    run("check", "deck.yaml")
    assert (folder / "deck.yaml").read_text("utf-8") == ALL
    assert sorted(path.name for path in folder.iterdir()) == ["deck.yaml"]


def test_fixes_as_json(folder: Path) -> None:
    (folder / "deck.yaml").write_text(ALL, "utf-8")
    output = json.loads(run("check", "deck.yaml", "--fix", "--json").stdout)
    assert output["fixes"][0] == {
        "path": "deck.yaml",
        "line": 4,
        "column": 10,
        "code": "NN215",
        "message": "the tag “to learn” is now `to-learn`",
    }
    assert output["files"] == [{"path": "deck.yaml", "changed": True}]


def test_exit_codes(folder: Path) -> None:
    path = folder / "deck.yaml"
    path.write_text(HEAD + "questions:\n- {id: a, question: A, answer: x, tags: [a b]}\n", "utf-8")
    assert run("check", "deck.yaml").exit_code == 1
    assert run("check", "deck.yaml", "--fix", "--strict").exit_code == 0
    path.write_text(HEAD + "questions:\n- {id: a, question: A}\n", "utf-8")
    assert run("check", "deck.yaml", "--fix").exit_code == 0
    assert run("check", "deck.yaml", "--fix", "--strict").exit_code == 1
    assert run("check", "--fix").exit_code == 2
