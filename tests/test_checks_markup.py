"""Checks of what a text shows: Markdown, formulas, cloze deletions, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnexport.checking import check_deck
from nnexport.checking.tex import tex_faults
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Note, NoteId, Place, Source, SourceId, Variant
from tests.media_files import PNG
from tests.test_checks import check_texts, codes_of

# --- Markdown (NN224) ----------------------------------------------------------------------------

BROKEN_MARKUP = {
    "open bold": "**Osmosis: water moves through a membrane.",
    "open bold in an item": "- one\n- **Term: with a text",
    "shut bold": "Osmosis**: water moves through a membrane.",
    "shut bold in a line": "It is called osmosis**, and water moves.",
    "blank inside bold": "This is ** very important ** here.",
    "blank before the end": "**Osmosis ** is a movement.",
    "bullets without blanks": "*one thing here\n*another thing here",
    "open code": "Call `print with an argument.",
    "fence in a line": "Run this: ```python\nx = 1",
    "open fence": "Run this:\n\n```python\nx = 1",
    "open fence in a list": "- Run this:\n\n  ```\n  x = 1",
    "link without end": "See [the manual](https://example.org/manual for more.",
    "link with a blank": "See [the manual](docs/my manual.md) for more.",
    "picture without end": "![a cell](cell.png",
    "row too long": "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "row without bars": "| a | b |\n|---|---|\n| 1 | 2 |\nand so on",
    "rule too short": "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |",
    "open sub": "Water is H<sub>2O.",
    "open b": "This is <b>important.",
    "shut i": "This is important</i>.",
    "font": '<font color="red">Important</font>: drink water.',
    "img": 'Look: <img src="cell.png" onload="zoom()">',
    "underline": "It is <u>important</u> to drink.",
    "open strong": "It is <strong>important to drink.",
    "comment": "Drink water. <!-- ask her -->",
    "link by reference": "See [the manual][1].\n\n[1]: https://example.org/manual",
    "footnote": "It moves.[^1]\n\n[^1]: In both directions.",
    "letter beside the stars": "**Note:**this is glued to it.",
    "letter before the stars": "It is un**“wet”** in there.",
    "alert": "> [!NOTE]\n> Water is wet.",
    "digits of pandoc": "Water is H~2~O, of course.",
    "power of pandoc": "A square is x^2^, of course.",
    "table without a rule": "| a | b |\n| 1 | 2 |",
    "details": "<details>\n<summary>More</summary>\n\nHidden.\n\n</details>",
    "paragraph of HTML": "<p>Water moves.</p>",
    "list of HTML": "<ul><li>one</li><li>two</li></ul>",
    "rule of HTML": "Above.<hr>Below.",
    "old formula of Anki": "The square [latex]x^2[/latex] grows.",
    "heading": "##Osmosis\n\nWater moves.",
}


@pytest.mark.parametrize("name", BROKEN_MARKUP)
def test_broken_markup(name: str) -> None:
    assert "NN224" in codes_of(BROKEN_MARKUP[name])


WHOLE_MARKUP = {
    "bold": "**Osmosis:** water moves. **Water**: it moves.",
    "escaped": "\\*\\*Osmosis: water moves through a membrane.",
    "power": "In Python 2 ** 3 is 8, and 2**10 is 1024.",
    "keyword arguments": "Call f(*args, **kwargs) with any arguments.",
    "kwargs first": "**kwargs collects what is left.",
    "options": "Write f(**options) to hand them on.",
    "glob": "The pattern **/*.txt finds files at any depth.",
    "stars of a note": "p < 0.01**",
    "a footnote": "It costs nothing**\n\n** on weekdays",
    "list": "* one\n* two\n  * three",
    "pointers": "*p = 1;\n*q = 2;",
    "options of a program": "-v shows more\n-q shows less",
    "underscores": "Python calls __init__ and _private.",
    "code": "Call `print(x)` or ``a ` b``.",
    "a single tick": "Don`t do that",
    "quoted by GNU": "undefined reference to `main'",
    "TeX quotes": "He said ``good'' and left.",
    "fence": "```python\nx = 1\n```",
    "fence with a fence": "````\n```\n````",
    "indexing": "Take a[0](x) and b[i] of it.",
    "link": "See [the manual](https://example.org/a_(b)) for more.",
    "generics of one letter": "Use List<p>, Map<li> and vector<code>x.",
    "about": "It is ~5~ or so, and a~b~c is a path.",
    "stars between letters": "In Python 2**3**2 is 512, and a**b a power.",
    "CJK label": "**重点：**内容在这里。",
    "rows of bars": "| a |\n| b |",
    "citation": "Water moves [1]: it follows salt.\n\n[1]: A dictionary, page 3.",
    "subscript": "Then a[0]: #1 is the first, and [x]: y too.",
    "brackets": "The interval [0, 1) (half open) is one.",
    "table": "| a | b |\n|---|:-:|\n| 1 | `x\\|y` |\n| 2 | |",
    "table without outer bars": "a | b\n--|--\n1 | 2",
    "an empty cell too many": "| a | b |\n|---|---|\n| 1 | 2 | |",
    "bars of prose": "|x| is the absolute value\nand |y| too.",
    "less than": "a < b and vector<int> and a<b>c are fine.",
    "generics": "Use List<String> and Optional<T>.",
    "sub": "Water is H<sub>2</sub>O, and x<sup>2</sup> a square.",
    "about HTML": "The tag <b> makes text bold, <img src=x> shows a picture.",
    "hash": "#include <stdio.h> is a line of C, and #1 is a number.",
    "macro": "C# is a language.",
    "emoticons": "Well done :-) <3",
    "a star": "Rated 4* of 5*.",
}


@pytest.mark.parametrize("name", WHOLE_MARKUP)
def test_whole_markup(name: str) -> None:
    assert codes_of(WHOLE_MARKUP[name], "What is written here?") == []


def test_markup_of_the_question_is_checked_too() -> None:
    (problem,) = check_texts("Water.", "What is **osmosis in plants?")
    assert (problem.code, problem.span.line) == ("NN224", 10)


def test_one_mistake_is_one_problem() -> None:
    text = "**One: two.\n\n" + BROKEN_MARKUP["link without end"]
    assert codes_of(text) == ["NN224", "NN224"]
    assert codes_of("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 | 3 |") == ["NN224"]


# --- formulas (NN225) ----------------------------------------------------------------------------

BROKEN_TEX = [
    r"\frac{1}{2",
    r"\frac{1}",
    "x^2^3",
    "x_1_2",
    "x^",
    "x^2'",
    r"\left( x",
    r"x \right)",
    r"\left( { x \right) }",
    r"\begin{pmatrix} a & b",
    r"\begin{pmatrix} a \end{bmatrix}",
    r"\begin{pmatirx} a \end{pmatirx}",
    r"\end{aligned}",
    "a & b",
    "a # b",
    "{x",
    "x}",
    r"\bm{x}",
    r"\lamda",
    r"\partail x",
    r"\nosuchcommand{x}",
    r"x \in \R",
    r"\boxd{x}",
    r"\sqrt",
    "50% of x",
    r"\hline",
]


@pytest.mark.parametrize("tex", BROKEN_TEX)
def test_broken_tex(tex: str) -> None:
    assert tex_faults(tex)
    assert codes_of(f"It is ${tex}$.") == ["NN225"]


WHOLE_TEX = [
    r"\frac12",
    r"\frac{a}{b}^2",
    "x_i^2 + y'_i",
    "f''(x)",
    "x'^2",
    "{x^2}^3",
    r"x^\frac{1}{2}",
    r"\left[ x \right)",
    r"\left. \frac{df}{dx} \right|_{x=0}",
    r"\left\{ x \mid x > 0 \right\}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^T",
    r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\text{50% off & more_}",
    r"50\%",
    r"\sqrt[3]{x}",
    r"\sqrt x",
    r"\sum_{\substack{a\\b}} x",
    r"\operatorname{argmax}_x f(x)",
    r"\hat\theta_1^2",
    r"{}_2F_1",
    r"\ce{H2O}",
    r"\nleftarrow \dbinom{n}{k} \xrightarrow{f}",
    r"a \bmod b",
    r"\lVert x \rVert_2",
    r"\newcommand{\RR}{\mathbb{R}} x \in \RR",
    r"\def\twice#1{#1#1} \twice{x}",
    r"\DeclareMathOperator*{\argmin}{arg\,min} \argmin_x",
    r"\text{a `quoted' word}",
    r"x_{\text{max}}^{*}",
    r"\big( x \big)",
    r"A^\top A",
    r"\int_0^\infty e^{-x^2}\,dx",
]


@pytest.mark.parametrize("tex", WHOLE_TEX)
def test_whole_tex(tex: str) -> None:
    assert tex_faults(tex) == []
    assert codes_of(f"It is ${tex}$, and\n\n$$\n{tex}\n$$") == []


@pytest.mark.parametrize(
    "text",
    [
        r"It costs $5 per unit and 10$ in all.",
        r"The loss is $ \sum_i x_i $ here.",
        r"The loss is $x^2 $ here.",
        r"The loss is \frac{a}{b} here.",
        r"The rate \alpha decides.",
        r"The loss is \(x^2 + 1\) here.",
        "A formula:\n\n$$\nx^2\n\n+ 1\n$$",
        "All arguments: $@ all. Also `$HOME`.",
        "An older formula: [$]x^2[/$].",
        "It is \\textbf{bold} text.",
    ],
)
def test_tex_that_is_no_formula(text: str) -> None:
    assert "NN225" in codes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6, or 10$ in all.",
        "It costs \\$5 per unit and 10\\$ in all.",
        "Set $HOME and ${PATH} first.",
        "Type `$ cd x_y` and `\\frac{a}{b}`.",
        "The files are in C:\\new\\text and \\\\server\\in.",
        "In LaTeX, \\alpha is a Greek letter.",
        "The regex \\d+ matches digits, \\(x\\) a bracket.",
        "Let $n$ items cost $n$ dollars.",
        "$5 = x$ is an equation.",
    ],
)
def test_dollars_and_backslashes_that_are_no_fault(text: str) -> None:
    assert codes_of(text) == []


def test_a_command_that_the_note_defines_is_known() -> None:
    text = "With $\\newcommand{\\RR}{\\mathbb{R}} x \\in \\RR$, also $y \\in \\RR$."
    assert codes_of(text) == []
    assert codes_of("It is $y \\in \\RR$.") == ["NN225"]


def test_a_formula_is_quoted_with_what_is_wrong() -> None:
    (problem,) = check_texts("The loss:\n\n$$\n\\frac{1}{n\n$$")
    assert problem.message == "the formula “\\frac{1}{n” cannot be shown: a `}` is missing"
    assert problem.excerpt.strip() == "\\frac{1}{n"


# --- cloze deletions (NN228) ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("The capital of France is Paris.", ""),
        ("The capital of France is {{c1::Paris}.", "x"),
        ("The capital of France is {{c1:Paris}}.", "x"),
        ("The capital of France is {{c0::Paris}}.", "x"),
        ("The capital of France is {{C1::Paris}}.", "x"),
        ("The capital of France is {c1::Paris}.", "x"),
        ("The capital of France is {{c1::}}.", "x"),
        ("The capital of France is {{c1::**Paris}} and** so on.", "x"),
    ],
)
def test_a_cloze_deletion_that_hides_nothing(question: str, answer: str) -> None:
    assert "NN228" in codes_of(answer, question, cards="cloze")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("The capital of France is {{c1::Paris}}.", "It is on the Seine."),
        ("{{c1::Paris}} is on the {{c2::Seine::a river}}.", "x"),
        ("{{c1::Paris}} and {{c1::Lyon}}, {{c3::{{c2::Nice}} too}}.", "x"),
        ("Fill in:", "It is {{c1::$x^{2}$}}."),
        ("What does `{{c1::x}}` mean?", "{{c1::A deletion}}."),
    ],
)
def test_a_cloze_deletion_that_works(question: str, answer: str) -> None:
    assert codes_of(answer, question, cards="cloze") == []


def test_a_deletion_without_cloze_cards() -> None:
    assert codes_of("It is {{c1::Paris}}.") == ["NN228"]
    assert codes_of("Write `{{c1::Paris}}` around it.") == []
    assert codes_of("A template says {{ c1 }} and {{count}}.") == []


# --- pictures (NN226, NN227, NN238, NN239) -------------------------------------------------------


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "img").mkdir()
    for name in ("cell.png", "img/Plant.JPG", "img/a b.png"):
        (tmp_path / name).write_bytes(PNG)
    return tmp_path


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("cell.png", []),
        ("./cell.png", []),
        ("img/Plant.JPG", []),
        ("img/a%20b.png", []),
        ("<img/a b.png>", []),
        ("data:image/png;base64,AAAA", ["NN227"]),
        ("cells.png", ["NN238"]),
        ("Cell.png", ["NN226"]),
        ("img/plant.jpg", ["NN226"]),
        ("IMG/Plant.JPG", ["NN226"]),
        ("plant.jpg", ["NN238"]),
        ("img", ["NN239"]),
        ("https://example.org/cell.png", ["NN227"]),
        ("//example.org/cell.png", ["NN227"]),
        ("file:///home/me/cell.png", ["NN239"]),
        ("C:/cell.png", ["NN239"]),
        ("/home/me/cell.png", ["NN239"]),
        ("../cell.png", ["NN239"]),
        ("img/../../cell.png", ["NN239"]),
    ],
)
def test_pictures(pictures: Path, src: str, expected: list[str]) -> None:
    found = check_texts(f"Look: ![a cell]({src})", folder=pictures)
    assert [each.code for each in found] == expected


def test_what_a_source_names_is_no_error(pictures: Path) -> None:
    place = Place(SourceId("s"), ((1, 1),))
    for src, code in (("cells.png", "NN226"), ("../cell.png", "NN227"), ("/c.png", "NN227")):
        text = f"Look: ![a cell]({src})"
        note = Note(NoteId("a"), "What is it?", text, variants=(Variant(place, text),))
        deck = Deck("d", "D", sources=(Source(SourceId("s"), "s.md"),), notes=(note,))
        loaded, _ = load_deck(dump_deck(deck), "deck.yaml")
        assert loaded is not None
        (problem,) = (each for each in check_deck(loaded, pictures, content=False))
        assert (problem.code, problem.severity) == (code, "warning")


def test_a_picture_of_another_folder_is_named(pictures: Path) -> None:
    (problem,) = check_texts("![](Plant.jpg)", folder=pictures)
    assert problem.help == "did you mean `img/Plant.JPG`?"
    (problem,) = check_texts("![](CELL.png)", folder=pictures)
    assert problem.message == "the picture “CELL.png” is called “cell.png” on disk"


def test_a_picture_of_another_source_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes" / "img").mkdir(parents=True)
    (tmp_path / "notes" / "img" / "cell.png").write_bytes(PNG)
    note = Note(NoteId("a"), "What is it?", "![a cell](img/cell.png)")
    sources = (Source(SourceId("s"), "notes/s.md"),)
    loaded, _ = load_deck(dump_deck(Deck("d", "D", sources=sources, notes=(note,))), "deck.yaml")
    assert loaded is not None
    (problem,) = check_deck(loaded, tmp_path)
    assert (problem.code, problem.help) == ("NN238", "did you mean `notes/img/cell.png`?")


def test_without_a_folder_no_picture_is_looked_for() -> None:
    assert codes_of("![a](nowhere.png)") == []
