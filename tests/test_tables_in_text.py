"""Tables that are drawn into a plain text: rows of questions, and tables inside of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nnexport.deck.document import Source, SourceId
from nnexport.diagnostics import Diagnostic
from nnexport.files import RawText
from nnexport.readers import read_document
from nnexport.readers.assemble import Reading

ABOVE = (
    "1. What is a fjord?\nA valley that the sea filled.\n\n"
    "2. What is a delta?\nLand at a mouth.\n\n"
)
BELOW = "\n3. What is a strait?\nA narrow sea.\n"
NUMBERED = {
    "What is a fjord?": "A valley that the sea filled.",
    "What is a delta?": "Land at a mouth.",
    "What is a strait?": "A narrow sea.",
}
ROWS = {
    "What is a cape?": "Land that juts into the sea.",
    "What is a reef?": "Rock below the surface.",
    "What is a lagoon?": "Water behind a reef.",
}


def _read(text: str) -> tuple[Reading, tuple[Diagnostic, ...]]:
    raw = RawText("sea.txt", text, "")
    reading, diagnostics = read_document(raw, Source(SourceId("sea"), "sea.txt"))
    assert reading is not None
    assert reading.ledger.unseen() == ()
    assert reading.unseen == 0
    return reading, diagnostics


def _found(text: str) -> tuple[dict[str, str], dict[str, list[int]]]:
    """Return each question with its answer, and the lines that each code names."""
    reading, diagnostics = _read(text)
    lines: dict[str, list[int]] = {}
    for each in diagnostics:
        lines.setdefault(each.code, []).append(each.span.line)
    return {each.question: each.answer for each in reading.document.entries}, lines


def _tabs(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def _bars(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


def _ruled(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *others = _bars(rows)
    return [head, "|" + "---|" * len(rows[0]), *others]


def _open(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" | ".join(row) for row in rows]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max(len(row[0]) for row in rows) + 3
    return ["".join(cell.ljust(width) for cell in row).rstrip() for row in rows]


def _drawn(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    border = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [border]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines += [f"| {' | '.join(cells)} |", border]
    return lines


Draw = Callable[[Sequence[Sequence[str]]], list[str]]
HEADED = [("Question", "Answer"), *ROWS.items()]


@pytest.mark.parametrize("draw", [_tabs, _bars, _ruled, _open, _columns, _drawn])
@pytest.mark.parametrize("above", [ABOVE, ""])
def test_rows_of_questions_stand_beside_numbered_ones(draw: Draw, above: str) -> None:
    found, lines = _found(above + "\n".join(draw(HEADED)) + "\n" + (BELOW if above else ""))
    assert found == ROWS | (NUMBERED if above else {})
    assert set(lines) == {"NN010"}


@pytest.mark.parametrize("draw", [_tabs, _bars, _open])
def test_rows_whose_first_cells_ask_need_no_head(draw: Draw) -> None:
    found, lines = _found(ABOVE + "\n".join(draw(list(ROWS.items()))) + "\n" + BELOW)
    assert found == ROWS | NUMBERED
    assert set(lines) == {"NN010"}


@pytest.mark.parametrize("draw", [_tabs, _bars, _ruled, _open])
@pytest.mark.parametrize("gap", ["", "\f", "Page 2\n"])
def test_rows_go_on_behind_a_blank_line(draw: Draw, gap: str) -> None:
    rows = draw([("Term", "Meaning"), ("cape", "land"), ("reef", "rock"), ("lagoon", "water")])
    found, lines = _found(ABOVE + "\n".join([*rows[:-2], "", gap, *rows[-2:]]) + "\n" + BELOW)
    assert found == {"cape": "land", "reef": "rock", "lagoon": "water"} | NUMBERED
    assert not {"NN018", "NN028"} & set(lines)


@pytest.mark.parametrize("draw", [_tabs, _bars, _ruled])
def test_a_line_among_rows_is_reported(draw: Draw) -> None:
    rows = draw(HEADED)
    found, lines = _found("\n".join([*rows[:-1], "a line of its own", rows[-1]]))
    assert list(found) == list(ROWS)
    assert found["What is a reef?"] == "Rock below the surface.\n\na line of its own"
    assert lines["NN028"] == [len(rows)]


def test_a_cell_of_two_lines_is_reported_and_rows_go_on_below_it() -> None:
    rows = _columns(HEADED)
    below = " " * rows[0].index("Answer") + "or into a lake."
    text = ABOVE + "\n".join([*rows[:2], below, *rows[2:]]) + "\n\nShips    and boats.\n" + BELOW
    found, lines = _found(text)
    assert list(found) == [*list(NUMBERED)[:2], *ROWS, *list(NUMBERED)[2:]]
    assert found["What is a cape?"] == "Land that juts into the sea.\n\nor into a lake."
    assert lines["NN028"] == [9]


def test_a_row_without_an_answer_is_a_question() -> None:
    for row in ("What is a bight?", "| What is a bight? |", "| What is a bight? |  |"):
        rows = (_bars if "|" in row else _tabs)(HEADED)
        found, lines = _found("\n".join([*rows[:-1], row, rows[-1]]))
        assert found == ROWS | {"What is a bight?": ""}
        assert lines["NN012"] == [len(rows)]


def test_a_row_with_a_cell_too_many_is_kept_and_reported() -> None:
    rows = _open(HEADED)
    rows[2] += " | or close below it"
    found, lines = _found(ABOVE + "\n".join(rows) + "\n" + BELOW)
    assert rows[2] in found["What is a cape?"]
    assert found["What is a lagoon?"] == "Water behind a reef."
    assert lines["NN028"] == [9]


@pytest.mark.parametrize("draw", [_tabs, _bars])
def test_a_table_in_an_answer_is_a_table(draw: Draw) -> None:
    rows = [("Sea", "Depth"), ("North Sea", "95 m"), ("Dead Sea", "-"), ("a|b*c*", "1 m")]
    if draw is _bars:
        rows.pop()
    lines = draw(rows)
    found, codes = _found(
        f"{ABOVE}3. How deep are they?\n" + "\n".join([*lines[:2], "", *lines[2:]])
    )
    answer = "| Sea | Depth |\n| --- | --- |\n| North Sea | 95 m |\n| Dead Sea | - |"
    assert found["How deep are they?"] == answer + (
        "\n| a\\|b\\*c\\* | 1 m |" if draw is _tabs else ""
    )
    assert codes.keys() == {"NN010", "NN029"}
    assert codes["NN029"] == [8]


@pytest.mark.parametrize("draw", [_tabs, _bars])
def test_rows_below_the_next_number_are_kept_and_reported(draw: Draw) -> None:
    rows = draw([("Sea", "Depth"), ("North Sea", "95 m"), ("Baltic Sea", "52 m")])
    text = ABOVE + "3. How deep are they?\n" + "\n".join([*rows[:2], "4. How cold?", rows[2]])
    found, lines = _found(text + "\nCold.\n")
    assert found["How cold?"] == f"```\n{rows[2].expandtabs(8)}\n```\n\nCold."
    assert lines["NN028"] == [11]


@pytest.mark.parametrize(
    "rows",
    [
        ["|x| + |y| >= |x + y|", "|a| - |b| <= |a - b|"],
        ["a) red\tb) blue", "c) green\td) grey"],
        ["Name:\tAnn", "Place:\tBonn", "Phone:\t12"],
        ["1\tfirst", "2\tsecond", "3\tthird"],
        ["- root\tbelow", "- stem\tabove", "- leaf\tgreen"],
        ["so it is | or not", "who | knows"],
        ["```", "cat notes | sort", "```", "is one | and this", "is another | line"],
    ],
)
def test_what_is_no_table_makes_none(rows: list[str]) -> None:
    reading, diagnostics = _read(f"{ABOVE}3. What is that?\nIt is so.\n" + "\n".join(rows))
    assert len(reading.document.entries) == len(NUMBERED)
    assert "---" not in "".join(each.answer for each in reading.document.entries)
    assert not {"NN028", "NN018"} & {each.code for each in diagnostics}
