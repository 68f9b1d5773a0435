"""The reader on untidy text: golden cases, the two real sources, and what holds for any text."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnexport.codes import CODES
from nnexport.deck.commonmark import parse_blocks, parse_inlines
from nnexport.deck.document import Entry, LineRange, Source, SourceId
from nnexport.deck.markup import (
    BulletList,
    CodeBlock,
    Heading,
    OrderedList,
    Paragraph,
    Table,
    inline_text,
)
from nnexport.deck.text import clean_line, clean_text
from nnexport.diagnostics import format_diagnostic, sort_diagnostics
from nnexport.files import RawText, decode_source
from nnexport.readers import looks_like_markdown, read_document
from nnexport.readers.assemble import Reading
from nnexport.readers.ledger import Use

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "reader"
INPUTS = sorted(path for path in CASES.iterdir() if path.suffix in (".txt", ".md"))


def read(text: str, path: str = "case.txt") -> Reading:
    reading, _ = read_document(RawText(path, text, ""), Source(SourceId("case"), path))
    assert reading is not None
    return reading


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.diagnostics if each.code != "NN010"]


def test_markdown_answer_hanging_below_its_number_is_no_code() -> None:
    nine = "9. **What is light?**\n\n    A wave.\n\n"
    ten = "10. **What is sound?**\n\n    A pressure wave:\n\n    - in air\n"
    entries = read(nine + ten, "case.md").document.entries
    assert [entry.answer for entry in entries] == ["A wave.", "A pressure wave:\n\n- in air"]


# --- golden cases -----------------------------------------------------------------------------


def dump_lines(ranges: tuple[LineRange, ...]) -> str:
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in ranges)


def dump_entry(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {
        "number": entry.number,
        "section": entry.section,
        "question": entry.question,
        "question_lines": dump_lines(entry.question_lines),
        "answer": entry.answer,
        "answer_lines": dump_lines(entry.answer_lines),
        "tags": list(entry.tags),
        "flags": list(entry.flags),
    }
    return {key: value for key, value in found.items() if value}


class _Dumper(yaml.SafeDumper):
    pass


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump_entries(entries: tuple[Entry, ...]) -> str:
    found = [dump_entry(entry) for entry in entries]
    return yaml.dump(found, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def test_there_are_cases_and_each_has_its_input() -> None:
    assert len(INPUTS) >= 25
    stems = {path.stem for path in INPUTS}
    assert len(stems) == len(INPUTS)
    expected = {path.stem for path in CASES.iterdir() if path.suffix in (".yaml", ".diag")}
    assert expected == stems


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_case_reads_as_expected(path: Path) -> None:
    raw, problems = decode_source(path.read_bytes(), path.name)
    assert raw is not None
    assert not problems
    reading, diagnostics = read_document(raw, Source(SourceId(path.stem), path.name))
    assert reading is not None
    entries = dump_entries(reading.document.entries)
    lines = [format_diagnostic(each) for each in sort_diagnostics(diagnostics)]
    printed = "\n".join(lines) + "\n"
    if os.environ.get("NNEXPORT_GOLDEN") == "1":
        path.with_suffix(".yaml").write_text(entries, encoding="utf-8")
        path.with_suffix(".diag").write_text(printed, encoding="utf-8")
    assert yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8")) == yaml.safe_load(
        entries
    )
    assert path.with_suffix(".diag").read_text(encoding="utf-8") == printed


def test_every_reading_code_has_a_case() -> None:
    given_codes = {
        match
        for path in CASES.parent.glob("*/*.diag")
        for match in re.findall(r"\bNN0\d\d\b", path.read_text(encoding="utf-8"))
    }
    # NN020 has its cases in test_furniture.
    of_files = {f"NN00{digit}" for digit in range(1, 10)} | {"NN020", "NN025", "NN026", "NN027"}
    assert {code for code in CODES if code.startswith("NN0")} - of_files <= given_codes


# --- the real sources -------------------------------------------------------------------------

PINNED = {
    "answers-a": (
        "13 15-18 20 22 24 26 28 30 32-36 38 40 42 44 46 48-53 55 57 59 61-63 65 79 81 83-93 95 97 "
        "99 101 103 105 107 121 123-131 133 135 137 139-155 157 159 160 162-184 200-205 207 "
        "209-214 "
        "216-220 222-227 229-235 237-241 243 245-249 251-255"
    ),
    "answers-b": (
        "12 14-18 20-23 25 27 29 31 33 35-40 42 56 58 60 62 64-70 71-75 76 78 80-83 85 99 101 "
        "103-108 110-114 116-119 121-123 125-134 136-143 145-150 152-158 172 174-179 181-186 "
        "188-192 "
        "194-199 201-213 214-222 224-231 233-236 238-245 259-266 268-269 271-276 278-283 285-291 "
        "293-299 301-306 308-312 314-317 319-335"
    ),
}
FLAGGED = {
    "answers-a": {"30": "truncated", "38": "truncated", "50": "truncated"},
    "answers-b": dict.fromkeys(("16", "17", "36", "37"), "moved-boundary"),
}
REPORTED = {
    "answers-a": [(line, "NN011") for line in (40, 42, 44, 46, 48, 55, 57, 59, 61, 65)]
    + [(107, "NN013"), (159, "NN013"), (194, "NN015"), (255, "NN013"), (255, "NN016")],
    "answers-b": [(76, "NN014"), (76, "NN016"), (214, "NN014")],
}


@pytest.fixture(params=sorted(PINNED))
def real(request: pytest.FixtureRequest) -> tuple[str, Reading]:
    path = ROOT / "questions" / "sources" / f"{request.param}.txt"
    raw, _ = decode_source(path.read_bytes(), path.name)
    assert raw is not None
    return str(request.param), read(raw.text, path.name)


def test_real_source_has_each_answer_at_its_lines(real: tuple[str, Reading]) -> None:
    name, reading = real
    entries = reading.document.entries
    assert [entry.number for entry in entries] == [str(number) for number in range(1, 51)]
    assert [dump_lines(entry.answer_lines) for entry in entries] == PINNED[name].split()
    unasked = [entry.number for entry in entries if not entry.question]
    assert unasked == ([str(n) for n in range(11, 21)] if name == "answers-a" else [])


def test_real_source_is_flagged_where_it_is_faulty(real: tuple[str, Reading]) -> None:
    name, reading = real
    flags = {entry.number: " ".join(entry.flags) for entry in reading.document.entries}
    assert {number: flag for number, flag in flags.items() if flag} == FLAGGED[name]
    found = [(d.span.line, d.code) for d in sort_diagnostics(reading.diagnostics)]
    assert [each for each in found if each[1] != "NN010"] == REPORTED[name]


def test_closing_bullets_of_a_real_source_are_paragraphs() -> None:
    path = ROOT / "questions" / "sources" / "answers-b.txt"
    reading = read(path.read_text(encoding="utf-8"))
    answers = {entry.number: entry.answer for entry in reading.document.entries}
    assert "\n\nLSTMs allow the network" in answers["27"]
    assert "\n\nOverall, SOMs provide" in answers["30"]
    assert answers["17"].startswith("Weight initialization in neural networks is")
    assert "- - -" not in answers["17"]
    assert answers["37"].startswith("Ensemble learning in the context")


# --- any text ---------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        "1. What is a cell?",
        "2. Why is it so?",
        "3) Name three kinds of cells.",
        "4. ",
        "(5) It is.",
        "Q1: What?",
        "A1: That.",
        "Q: Who?",
        "A: He.",
        "**6. What is bold?**",
        "**Answer:** yes",
        "#7 What?",
        "1. The unit of life.",
        "2. Because of osmosis, which is slow.",
        "1986. A good year.",
        "3b. Odd.",
        "1.2. Dotted",
        "- item",
        "- Salt: it dissolves.",
        "-",
        "  - deeper",
        "      * deepest",
        "• dot",
        "– dash",
        "\t- tab",
        "```",
        "```python",
        "    code()",
        "~~~",
        "| a | b |",
        "|---|---|",
        "| 1 | `x` |",
        "# Title",
        "## What is a heading?",
        "### 3. Numbered heading",
        "## ",
        "Heading\n===",
        "Part 2",
        "Questions",
        "Answers:",
        "- - -",
        "***",
        "===",
        "---",
        "[a](#a)",
        "## Contents\n\n- [x](#x)",
        "Some words that follow.",
        "Some words: ",
        "and so on, the",
        "What is it?",
        "* a * b_c_ `d",
        "a\u2028b",
        "\x07bell",
        "\ufeffbom",
        "e\u0301",
        "\u200b",
        "\x85",
        "\ud800",
        "١. ما هي؟",
        "1、什么是细胞？",
        "ends with - - - in it. - - - Here.",
        "\\",
        "<b>x",
        "&amp;",
        "$x$ and $",
        "\x1c",
        "\x0c",
    ]
)
JOINTS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n", " "])
UNTIDY = st.lists(st.tuples(FRAGMENTS, JOINTS), max_size=14).map(
    lambda parts: "".join(fragment + joint for fragment, joint in parts)
)
ANY_TEXT = st.one_of(UNTIDY, st.text(max_size=80), st.lists(st.text(max_size=20)).map("\n".join))
FEW = settings(max_examples=150, deadline=None)


@FEW
@given(ANY_TEXT, st.sampled_from(["case.txt", "case.md"]))
def test_no_text_makes_the_reader_raise(text: str, path: str) -> None:
    reading = read(text, path)
    for each in reading.diagnostics:
        assert format_diagnostic(each)
    for entry in reading.document.entries:
        assert entry.question or entry.answer
        assert clean_text(entry.question) == entry.question
        assert clean_text(entry.answer) == entry.answer


@FEW
@given(ANY_TEXT, st.sampled_from(["case.txt", "case.md"]))
def test_every_visible_character_is_accounted_for(text: str, path: str) -> None:
    reading = read(text, path)
    assert reading.ledger.unseen() == ()
    # Not even the safety net finds anything.
    assert reading.unseen == 0


def squeeze(text: str) -> str:
    """Return a text without white space: what must be the same however it is laid out."""
    return "".join(clean_line(text).split())


def shown(markdown: str) -> str:
    """Return what a person sees of a Markdown text, but for markers and white space."""

    def texts(blocks: tuple[object, ...]) -> list[str]:
        parts: list[str] = []
        for block in blocks:
            match block:
                case Paragraph(inlines) | Heading(_, inlines):
                    parts.append(inline_text(inlines))
                case BulletList(items) | OrderedList(items):
                    for item in items:
                        parts.extend(texts(item.blocks))
                case CodeBlock(code):
                    parts.append(code)
                case Table(header, rows):
                    parts.extend(inline_text(cell) for row in (header, *rows) for cell in row)
                case _:
                    raise AssertionError(f"plain text gave {block!r}")
        return parts

    return squeeze("".join(texts(parse_blocks(markdown))))


@FEW
@given(ANY_TEXT)
def test_entries_show_what_the_ledger_says(text: str) -> None:
    # What is Markdown in a plain text's clothes keeps its own markup.
    assume(not looks_like_markdown(text))
    reading = read(text)
    ledger = reading.ledger
    entries = reading.document.entries
    questions = "".join(squeeze(inline_text(parse_inlines(e.question))) for e in entries)
    answers = "".join(shown(entry.answer) for entry in entries)
    assert questions == squeeze(ledger.text_of(Use.QUESTION))
    assert answers == squeeze(ledger.text_of(Use.ANSWER))


LINE = st.text(
    st.one_of(
        st.sampled_from("*_`~<>[]()!#$&\\|=+-.:;,'\"^{}/0123456789abc xyz  "),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=3))
def test_a_plain_paragraph_is_shown_as_it_stands(lines: list[str]) -> None:
    text = "\n".join(f"so {line.strip()} so" for line in lines)
    reading = read(f"1. What is it?\n\n{text}\n")
    (entry,) = reading.document.entries
    assert shown(entry.answer) == squeeze(text)


@pytest.mark.parametrize(
    "text",
    [
        "__init__",
        "*args and **kwargs",
        "a < b > c",
        "vector<int>",
        "$5 and $6",
        "#include <x>",
        "C:\\new\\*.txt",
        "a | b | c",
        "x == y === z",
        "&amp; &lt;",
        "`code` and ``more``",
        "<script>alert(1)</script>",
        "[link](url) and ![alt](src)",
        "~~gone~~",
        "==marked== and a==b",
        "==two\nlines== and ==\nnot",
        "2 * 3 * 4",
        "a_b_c",
        "http://x.org/a_b_c",
        "\\(x\\) and \\[y\\]",
        "$x_1$",
        "1986. A good year",
        "+ plus",
        "> quote",
    ],
)
def test_signs_of_a_plain_text_stay(text: str) -> None:
    reading = read(f"1. What is it?\n\nIt is {text} here.\n\n2. Why?\n\nBecause.\n")
    assert shown(reading.document.entries[0].answer) == squeeze(f"It is {text} here.")


def test_code_keeps_its_indentation_and_blank_lines() -> None:
    code = "def f():\n    if x:\n        return 1\n\n\treturn 2"
    reading = read(f"1. What is it?\n\nIt is:\n\n```python\n{code}\n```\n")
    assert f"```python\n{code}\n```" in reading.document.entries[0].answer


# --- without repair ----------------------------------------------------------------------------


def test_without_repair_an_answer_begins_at_its_number() -> None:
    text = (
        "1. What is a root?\n2. What is a leaf?\n3. What is a stem?\n\n"
        "1. A root takes up water.\n\nA leaf makes sugar from light.\n\n"
        "2. Its green comes from chlorophyll in the leaf.\n\n3. A stem carries leaves.\n"
    )
    source = Source(SourceId("case"), "case.txt")
    raw = RawText("case.txt", text, "")
    literal, _ = read_document(raw, source, repair=False)
    assert literal is not None
    answers = [entry.answer for entry in literal.document.entries]
    assert answers[0].endswith("A leaf makes sugar from light.")
    assert answers[1].startswith("Its green")
    assert not any(entry.flags for entry in literal.document.entries)
    assert read(text).document.entries[1].answer.startswith("A leaf")
