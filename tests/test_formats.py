"""The readers of HTML, notebooks and tables: golden cases, and what holds for any text."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Source, SourceId
from nnexport.deck.markup import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    inline_text,
)
from nnexport.deck.text import clean_text
from nnexport.diagnostics import Diagnostic, Span, format_diagnostic, sort_diagnostics
from nnexport.files import RawText, decode_source
from nnexport.readers import READERS, read_document
from nnexport.readers.assemble import Reading
from nnexport.readers.html.inline_markdown import runs_markdown
from nnexport.readers.html.page import convert_html
from nnexport.readers.html.text_runs import Run, collapse_spaces
from nnexport.readers.ledger import Use
from nnexport.readers.tables.columns import Column, column_roles
from nnexport.readers.tables.records import find_delimiter, read_records
from tests.test_reader import dump_entries, squeeze

CASES = Path(__file__).parent / "cases" / "formats"
INPUTS = sorted(path for path in CASES.iterdir() if path.suffix not in (".yaml", ".diag"))


def read(text: str, path: str) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    return read_document(RawText(path, text, ""), Source(SourceId("case"), path))


def entries(text: str, path: str) -> list[tuple[str, str]]:
    reading, _ = read(text, path)
    assert reading is not None
    return [(entry.question, entry.answer) for entry in reading.document.entries]


# --- golden cases -----------------------------------------------------------------------------


def test_there_are_cases_and_each_has_its_input() -> None:
    stems = {path.stem for path in INPUTS}
    assert len(stems) == len(INPUTS) >= 15
    assert {path.stem for path in CASES.iterdir()} == stems
    assert {path.suffix for path in INPUTS} >= {".html", ".htm", ".ipynb", ".csv", ".tsv", ".txt"}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_case_reads_as_expected(path: Path) -> None:
    raw, problems = decode_source(path.read_bytes(), path.name)
    assert raw is not None
    assert not problems
    reading, diagnostics = read_document(raw, Source(SourceId(path.stem), path.name))
    dumped = dump_entries(reading.document.entries if reading is not None else ())
    lines = [format_diagnostic(each) for each in sort_diagnostics(diagnostics)]
    printed = "\n".join(lines) + "\n"
    if os.environ.get("NNEXPORT_GOLDEN") == "1":
        path.with_suffix(".yaml").write_text(dumped, encoding="utf-8")
        path.with_suffix(".diag").write_text(printed, encoding="utf-8")
    assert path.with_suffix(".yaml").read_text(encoding="utf-8") == dumped
    assert path.with_suffix(".diag").read_text(encoding="utf-8") == printed


def test_unknown_ending_names_the_known_ones() -> None:
    reading, (problem,) = read("x", "case.xyz")
    assert reading is None
    assert problem.code == "NN006"
    assert all(ending in problem.help for ending in READERS if ending)


# --- HTML -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>*args, a < b, __init__, $5 and $6", r"\*args, a < b, \_\_init\_\_, \$5 and \$6"),
        ("<p>1. one<p>- two<p># three", "1\\. one\n\n\\- two\n\n\\# three"),
        ("<b>1. W</b><b>hat</b> <i>is </i>it", "**1. What** *is* it"),
        ("a<b>(b)</b>c", "a<b>(b)</b>c"),
        ("<p>one<br>two<br><br>three", "one\\\ntwo\n\nthree"),
        ("What?<br>That.", "What?\n\nThat."),
        ("<ol start=3 reversed><li>a<li>b</ol>", "3. a\n2. b"),
        ("<ol type=a><li>one<li>two</ol>", "a. one\\\nb. two"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n   - b"),
        ("<ol><li><p>a<p>b<li>c</ol>", "1. a\n\n   b\n\n2. c"),
        ("<pre class='lang-c'>\n  a;\n\n  b;</pre>", "```c\n  a;\n\n  b;\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b"),
        ("a <mark>b c</mark>", "a ==b c=="),
        ("d<mark>e</mark>f", "d<mark>e</mark>f"),
        ("a ==b== c", "a \\==b\\== c"),
        ("x<sub>1</sub> <kbd>Esc</kbd> <del>no</del>", "x<sub>1</sub> <kbd>Esc</kbd> ~~no~~"),
        ("<a href='x y'>l</a> <a href='javascript:x'>m</a>", "[l](x%20y) m"),
        ("<img src=a.png alt='an A'>", "![an A](a.png)"),
        ("a <audio controls src='b c.mp3'></audio> d", "a ![](b%20c.mp3) d"),
        ("<video><source src=a.mp4><source src=a.ogv></video>", "![](a.mp4)"),
        ("a <audio src='data:x'></audio> d", "a d"),
        ("<code>a `b`</code>", "`` a `b` ``"),
        (r"<p>\(x_1\) and \[y\]", "$x_1$ and $$y$$"),
        ("<script type='math/tex'>x^2</script>", "$x^2$"),
        ("<script src=mathjax.js></script>so $x_1$ or $5 here", "so $x_1$ or $5 here"),
        ("<span style='font-weight:700'>bold</span>", "**bold**"),
        ("<b style='font-weight:normal'><p>plain</p></b>", "plain"),
        ("<table><tr><td>a<td>b<tr><td>c|d<td>", "| a | b |\n| --- | --- |\n| c\\|d |  |"),
        ("<table><tr><td><h2>a</h2><td>b</table>", "## a\n\nb"),
        ("<table><tr><th colspan=2>a<tr><td>b<td>c</table>", "| a |  |\n| --- | --- |\n| b | c |"),
        ("&lt;b&gt; &amp;amp; &copy", "\\<b> \\&amp; ©"),
        ("12&nbsp;km&nbsp; &nbsp;far", "12\u00a0km far"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("a <!-- b --> c <!x> d </x> <?y?> e", "a c d e"),
        ("<q>so</q>", "“so”"),
    ],
)  # fmt: skip
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert convert_html(html).text == markdown


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<nav>x</nav>", "navigation of the page"),
        ("<footer>x</footer>", "the footer of the page"),
        ("<aside>x</aside>", "a sidebar"),
        ("<header>x</header>", "the header of the page"),
        ("<div hidden>x</div>", "it is not shown on the page"),
        ("<button>x</button>", "a button"),
        ("<select><option>x</select>", "a form control"),
        ("<svg><text>x</text></svg>", "it belongs to a drawing or a player"),
        ("<noscript>x</noscript>", "it is not shown on the page"),
        ("<!-- x", "it stands in a comment or script that is never closed"),
    ],
)
def test_furniture_of_a_page_is_reported(html: str, reason: str) -> None:
    converted = convert_html(f"<p>a</p>{html}")
    assert converted.text == "a"
    assert [each.reason for each in converted.left_out] == [reason]


def test_what_holds_no_text_is_not_reported() -> None:
    html = "<head><title>t</title></head><style>x</style><script>'<p>'</script><p>a"
    assert convert_html(html).left_out == ()


def test_neighbouring_furniture_is_one_piece() -> None:
    converted = convert_html("<nav>a</nav> <nav>b</nav><p>c<nav>d</nav>")
    assert [each.text for each in converted.left_out] == ["a b", "d"]


def test_a_sidebar_in_an_article_is_text() -> None:
    assert convert_html("<article><aside>a</aside></article>").text == "a"


def test_places_of_html_are_those_of_the_page() -> None:
    html = "<html>\n<p>1. What is\nit?</p>\n<p>That,\nno\nmore.</p></html>\n"
    reading, _ = read(html, "page.html")
    assert reading is not None
    (entry,) = reading.document.entries
    assert (entry.question_lines, entry.answer_lines) == (((2, 3),), ((4, 6),))


TAGS = st.sampled_from(
    "p div b i em strong span a code pre ul ol li dl dt dd table tr td th h1 h3 blockquote "
    "details summary br hr sub sup font center section".split()
)
TEXT = st.text(
    st.sampled_from("*_`~<>[]()!#$&\\|=+-.:;,'\"^{}/0123456789abcäж水 \n"), min_size=1, max_size=12
)
MARKUP = st.one_of(
    TAGS.map(lambda name: (f"<{name}>", "")),
    TAGS.map(lambda name: (f"</{name}>", "")),
    TEXT.map(lambda text: (escape(text), text)),
)


def shown(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                parts.append(inline_text(inlines))
            case BulletList(items) | OrderedList(items):
                parts.extend(shown(item.blocks) for item in items)
            case Quote(children):
                parts.append(shown(children))
            case CodeBlock(code) | MathBlock(code):
                parts.append(code)
            case Table(header, rows):
                parts.extend(inline_text(cell) for row in (header, *rows) for cell in row)
    return "".join(parts)


def is_subsequence(text: str, of: str) -> bool:
    letters = iter(of)
    return all(letter in letters for letter in text)


@settings(max_examples=400, deadline=None)
@given(st.lists(MARKUP, max_size=25))
def test_every_visible_character_of_a_page_is_shown(parts: list[tuple[str, str]]) -> None:
    converted = convert_html("".join(markup for markup, _ in parts))
    text = squeeze("".join(text for _, text in parts))
    formula_signs = "\\" if "\\(" in text or "\\[" in text else ""
    if not formula_signs:
        assert is_subsequence(text, squeeze(shown(parse_blocks(converted.text))))
    assert len(converted.origins) == converted.text.count("\n") + 1


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("<>/!-=\"'[]? abpli\n&;#"), max_size=60))
def test_no_page_makes_the_reader_raise(text: str) -> None:
    reading, diagnostics = read(text, "page.html")
    assert reading is not None
    assert reading.ledger.unseen() == ()
    assert all(format_diagnostic(each) for each in diagnostics)


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<ul><li>x", "<a b='", "<!--", "<a", "</", "<p>x<br>", "<td>", "&", "<font>x",
     "<blockquote>x", "<table><tr><td>", "<script>", "<![CDATA[", "<details>", "\\(", "<dl><dt>x"],
)  # fmt: skip
def test_a_page_of_nothing_but_openings_is_read(piece: str) -> None:
    assert convert_html(piece * 4_000).origins


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXT, st.sets(st.sampled_from(["strong", "emphasis", "sub"])))))
def test_runs_are_shown_as_they_stand(parts: list[tuple[str, set[str]]]) -> None:
    runs = collapse_spaces(Run(text, styles=frozenset(styles)) for text, styles in parts)
    assert squeeze(shown(parse_blocks(runs_markdown(runs)))) == squeeze(
        "".join(t for t, _ in parts)
    )


# --- notebooks --------------------------------------------------------------------------------


def notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)


def test_messages_about_a_notebook_name_cell_and_line() -> None:
    text = notebook(
        {"cell_type": "markdown", "source": ["## 1. What?\n", "\n", "That."]},
        {"cell_type": "markdown", "source": "\n\n## 2. Who?"},
    )
    reading, diagnostics = read(text, "n.ipynb")
    assert reading is not None
    (missing,) = [each for each in diagnostics if each.code == "NN012"]
    lines = text.split("\n")
    assert "Who" in lines[missing.span.line - 1]
    assert str(missing.span) == "n.ipynb:2:3:1"
    first = reading.document.entries[0]
    assert "What" in lines[first.question_lines[0][0] - 1]
    assert "That" in lines[first.answer_lines[0][0] - 1]


def test_a_fence_left_open_ends_with_its_cell() -> None:
    text = notebook(
        {"cell_type": "markdown", "source": "## 1. What?\n```\na"},
        {"cell_type": "markdown", "source": "## 2. Who?\nHe."},
    )
    assert entries(text, "n.ipynb") == [("What?", "```\na\n```"), ("Who?", "He.")]


def test_output_that_is_no_text_is_reported() -> None:
    output = {"output_type": "display_data", "data": {"text/html": ["<b>x</b>"]}}
    code = {"cell_type": "code", "source": "f()", "outputs": [output]}
    _, diagnostics = read(
        notebook({"cell_type": "markdown", "source": "## 1. A?"}, code), "n.ipynb"
    )
    assert ["text/html" in each.message for each in diagnostics if each.code == "NN016"] == [True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "expecting property name"),
        ("[1, 2]", "no list of cells"),
        ("[" * 100_000, "nested too deeply"),
        ('{"cells": 5}', "no list of cells"),
        ("not JSON", "expecting value"),
    ],
)
def test_a_file_that_is_no_notebook_is_reported(text: str, message: str) -> None:
    reading, (problem,) = read(text, "n.ipynb")
    assert reading is None
    assert problem.code == "NN023"
    assert message in problem.message
    assert problem.help


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=9)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["cells", "cell_type", "source", "outputs", "data", "text"]),
                inner,
                max_size=4,
            ),
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_reader_raise(value: object) -> None:
    read(json.dumps({"cells": [value]}), "n.ipynb")
    read(
        json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": value}]}]}), "n.ipynb"
    )


# --- tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    ["question,answer", "Front,Back", "Frage,Antwort", "Recto,Verso", "pregunta,respuesta",
     "Domanda,Risposta", "Pergunta,Resposta", "Вопрос,Ответ", "问题,答案", "質問,回答",
     "Pytanie,Odpowiedź", "Vraag,Antwoord", "Soru,Cevap", "Énoncé,Réponse", "Q,A"],
)  # fmt: skip
def test_columns_are_known_in_many_languages(names: str) -> None:
    assert column_roles(names.split(",")) == [Column.QUESTION, Column.ANSWER]
    assert entries(f"{names}\nx,y\n", "t.csv") == [("x", "y")]


def test_answers_in_several_columns_are_paragraphs() -> None:
    text = "Answer 1,Question,Answer 2\none,What?,two\n"
    reading, _ = read(text, "t.csv")
    assert reading is not None
    assert [(e.question, e.answer) for e in reading.document.entries] == [("What?", "one\n\ntwo")]


@pytest.mark.parametrize("key", ["B", "b)", "2", "Option B", "dog"])
def test_a_key_names_an_option(key: str) -> None:
    text = f"question,option A,option B,correct\nWhat barks?,cat,dog,{key}\n"
    assert entries(text, "t.csv") == [("What barks?\n\nA) cat\\\nB) dog", "B) dog")]


def test_a_key_that_names_no_option_is_the_answer() -> None:
    text = "question,option A,option B,correct\nWhat barks?,cat,dog,a seal\n"
    assert entries(text, "t.csv")[0][1] == "a seal"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [f"What, or who{n}; is |it|?" for n in range(4)]
    quoted = "\n".join(f'"{row}"{delimiter}That\'s {n}' for n, row in enumerate(rows))
    assert find_delimiter(quoted) == delimiter
    assert [squeeze(shown(parse_blocks(question))) for question, _ in entries(quoted, "t.csv")] == [
        squeeze(row) for row in rows
    ]


def test_a_line_may_name_the_delimiter() -> None:
    assert entries("sep=;\nWhat, really?;This, that\n", "t.csv") == [
        ("What, really?", "This, that")
    ]


def test_a_quote_never_closed_is_text() -> None:
    text = 'What?\t"That\nWho?\tHe\n'
    assert entries(text, "t.tsv") == [("What?", '"That'), ("Who?", "He")]


def test_names_in_an_unknown_language_are_reported() -> None:
    text = "Kysymys;Vastaus\nMikä se on?;Tuo.\nKuka?;Hän.\n"
    reading, diagnostics = read(text, "t.csv")
    assert reading is not None
    assert [entry.question for entry in reading.document.entries] == ["Mikä se on?", "Kuka?"]
    assert [each.span for each in diagnostics if each.code == "NN016"] == [Span("t.csv", 1, 1)]


def test_numbers_may_stand_in_a_first_column_without_name() -> None:
    reading, _ = read("1;Was?;Das.\n2;Wer?;Er.\n", "t.csv")
    assert reading is not None
    assert [entry.number for entry in reading.document.entries] == ["1", "2"]


def test_a_table_of_one_row_has_no_head() -> None:
    assert entries("Hund;dog\n", "t.csv") == [("Hund", "dog")]


def test_a_table_of_names_alone_has_nothing() -> None:
    _, diagnostics = read("question,answer\n", "t.csv")
    assert [each.code for each in diagnostics] == ["NN019"]


CELLS = st.text(st.sampled_from('ab,;\t|"\n -*_<1.?'), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=4).map("\t".join), max_size=6).map("\n".join))
def test_every_cell_of_a_table_is_accounted_for(text: str) -> None:
    reading, diagnostics = read(text, "t.csv")
    assert reading is not None
    assert all(format_diagnostic(each) for each in diagnostics)
    for start, end in reading.ledger.unseen():
        assert not text[start:end].strip()
    for entry in reading.document.entries:
        assert clean_text(entry.question) == entry.question
        assert clean_text(entry.answer) == entry.answer
        assert entry.question or entry.answer


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(st.sampled_from('ab"~_<|,$ \n'), max_size=9)] * 2),
        min_size=1,
        max_size=5,
    )
)
def test_cells_are_shown_as_the_ledger_says(rows: list[tuple[str, str]]) -> None:
    quoted = [
        "\t".join(f'"{"".join(c).replace(chr(34), chr(34) * 2)}"' for c in row) for row in rows
    ]
    reading, _ = read("\n".join(["question\tanswer", *quoted]), "t.tsv")
    assert reading is not None
    found = reading.document.entries
    for use, texts in (
        (Use.QUESTION, [entry.question for entry in found]),
        (Use.ANSWER, [entry.answer for entry in found]),
    ):
        claimed = squeeze(reading.ledger.text_of(use)).replace('""', '"')
        assert squeeze("".join(shown(parse_blocks(text)) for text in texts)) == claimed


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('a",\n'), max_size=30), st.sampled_from(",\t"))
def test_records_cover_the_text(text: str, delimiter: str) -> None:
    at = 0
    for record in read_records(text, delimiter):
        assert not text[at : record.start].strip(f'\n{delimiter} "')
        assert record.line == text.count("\n", 0, record.start) + 1
        at = record.end
    assert not text[at:].strip(f'\n{delimiter} "')
