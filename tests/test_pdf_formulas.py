"""Formulas on paper: set, in lines of text and below each other, and copied as their source."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.formulas.source import DEEPEST, LONGEST, FormulaError
from nnexport.exporters.pdf.formulas.typesetting import MATH_FACE, Part, typeset
from nnexport.exporters.pdf.page import Glyphs, Placed, Signs
from nnexport.exporters.pdf.text.faces import load_face
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults

GOOD = [
    r"x",
    r"\frac{a}{b}",
    r"\sqrt[3]{x^2+y_1}",
    r"\sum_{i=1}^n i = \frac{n(n+1)}{2}",
    r"\begin{pmatrix}1&0\\0&1\end{pmatrix}_{2\times 2}",
    r"f(x)=\begin{cases}x & x\ge 0\\ 0 & \text{otherwise}\end{cases}",
    r"\boxed{x} \sim \mathcal N(0,1)",
    r"\operatorname{tr}(A)=\operatorname*{arg\,max}_\theta p",
    r"a = b \tag{1}",
    r"\cancel{x} + \bigl\{ y \bigr\}",
    r"\left\{\begin{matrix}1\\2\\3\\4\\5\\6\\7\end{matrix}\right)",
    r"\begin{align}a&=b\\&=c\end{align}",
]
BAD = {
    r"\foo{x}": r"\foo",
    r"\frac{1": "no TeX",
    r"}{": "no TeX",
    "\\text{\U00013000}": "font",
    r"\ce{A ~ B}": r"\ce",
    r"\def\a{\a\a}\a": r"\def",
    r"\newcommand{\x}{1}\x": r"\newcommand",
    r"\quad": "nothing",
    "x+" * LONGEST: "characters",
    "{" * (DEEPEST + 1) + "x" + "}" * (DEEPEST + 1): "nested",
}


def one(answer: str, question: str = "What?") -> Deck:
    return Deck("d", "Title", notes=(Note(NoteId("note"), question, answer, "1"),))


def placed_signs(deck: Deck, layout: str = "cheatsheet") -> Iterator[tuple[Placed, Signs]]:
    sheet, _ = lay_out(deck, PdfOptions(layout=layout))
    for page in sheet.pages:
        for placed in page.placed:
            yield from ((placed, mark) for mark in placed.marks if isinstance(mark, Signs))


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return " ".join(page.get_textpage().get_text_range() for page in document)


def characters(part: Part) -> str:
    face = load_face(MATH_FACE)
    return "".join(face.character_of(sign.glyph) for sign in part.signs)


# --- one formula ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tex", GOOD)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_has_signs_inside_of_its_box(tex: str, display: bool) -> None:
    formula = typeset(tex, display=display)
    assert formula.tex == tex
    for part in formula.parts:
        assert part.signs
        glyphs = load_face(MATH_FACE).font.face.glyph_count
        assert all(0 < sign.glyph < glyphs for sign in part.signs)
        for sign in part.signs:
            assert -0.1 <= sign.x <= part.width + 0.1
            assert -part.height - 0.1 <= sign.y <= part.depth + 1.5
        for stroke in part.strokes:
            assert stroke.x >= -0.1
            assert stroke.x + stroke.width <= part.width + 0.1


@pytest.mark.parametrize("tex", BAD)
def test_what_would_come_out_wrong_is_refused_with_a_reason(tex: str) -> None:
    with pytest.raises(FormulaError) as caught:
        typeset(tex)
    assert BAD[tex] in str(caught.value)


@pytest.mark.parametrize("words", ["中文", "かな и so", "한국어", "ไทย"])
def test_words_in_a_formula_may_be_in_any_script(words: str) -> None:
    formula = typeset(rf"x \text{{ {words} }} y")
    assert len(formula.parts) == 1
    data, diagnostics = export_pdf(one(f"It is $x \\text{{ {words} }} y$."), PdfOptions("study"))
    assert not diagnostics
    assert words in text_of(data)


def test_a_letter_stands_on_the_baseline_at_the_size_of_the_text() -> None:
    (part,) = typeset("x").parts
    (sign,) = part.signs
    assert (sign.y, sign.size) == pytest.approx((0.0, 1.0), abs=0.002)
    assert characters(part) == "𝑥"


def test_scripts_are_smaller_above_and_below() -> None:
    (part,) = typeset("x^2_1").parts
    _, *scripts = part.signs
    assert sorted(sign.y < 0 for sign in scripts) == [False, True]
    assert all(0.5 < sign.size < 0.8 for sign in scripts)


def test_an_operator_with_a_star_shows_no_star_and_all_its_letters() -> None:
    parts = typeset(r"\operatorname*{arg\,max}_\theta p", display=True).parts
    shown = "".join(map(characters, parts))
    assert "*" not in shown
    assert "argmax" in shown.replace("\u2009", "").replace(" ", "")


def test_no_number_is_invented_for_an_equation() -> None:
    (part,) = typeset(r"\begin{align}a&=b\\c&=d\end{align}").parts
    assert "1" not in characters(part)


def test_the_lines_of_an_equation_are_apart() -> None:
    (part,) = typeset(
        r"\begin{aligned}a&=\frac{1}{2}\\b&=\frac{1}{2}\end{aligned}", display=True
    ).parts
    (one, other) = part.strokes
    assert 1.9 < abs(one.y - other.y) < 3.0


def test_similar_is_a_relation() -> None:
    parts = typeset(r"x\sim y").parts
    assert "∼" in characters(parts[0])


def test_a_long_formula_may_end_a_line_after_its_relations_only() -> None:
    formula = typeset(r"a_1+a_2+a_3+a_4 = b_1+b_2+b_3+b_4 \le c_1+c_2+c_3+c_4")
    assert [characters(part)[-1] for part in formula.parts[:-1]] == ["=", "≤"]
    assert all(part.trail > 0.1 for part in formula.parts[:-1])
    assert len(typeset("a=b").parts) == 1


@pytest.mark.parametrize(
    "nest",
    [
        r"\frac{@}{2}",
        r"{@}^{2}",
        r"\sqrt{@}",
        r"\left(@\right)",
        r"\begin{matrix}@\end{matrix}",
        r"\begin{cases}@&1\\2&3\end{cases}",
        r"\underbrace{@}_{x}",
        r"\hat{@}",
        r"\boxed{@}",
        r"@@",
    ],
)
def test_a_bomb_takes_no_time(nest: str) -> None:
    start = time.process_time()
    tex = "x"
    for _ in range(14):
        tex = nest.replace("@", tex)
    with contextlib.suppress(FormulaError):
        typeset(tex)
    assert time.process_time() - start < 5.0


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            r"\frac { } ^ _ & \\ \left( \right) x \sqrt \begin{matrix} \end{matrix} \text $".split()
        ),
        max_size=12,
    ).map(" ".join)
)
def test_no_text_makes_the_setter_fail_otherwise(tex: str) -> None:
    with contextlib.suppress(FormulaError):
        assert typeset(tex).parts


# --- on paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_formula_is_drawn_in_every_layout_and_copied_as_its_source(layout: str) -> None:
    deck = one(r"The mean $\frac{1}{n}\sum_i x_i$ is one." + "\n\n$$\n\\int_0^1 x\\,dx\n$$", "$x$?")
    assert any(True for _ in placed_signs(deck, layout))
    data, diagnostics = export_pdf(deck, PdfOptions(layout=layout))
    assert not diagnostics
    text = " ".join(text_of(data).split())
    assert r"\frac{1}{n}\sum_i x_i" in text
    assert r"\int_0^1 x\,dx" in text


def test_equal_decks_have_equal_bytes() -> None:
    deck = one("\n\n".join(f"${tex}$" for tex in GOOD))
    assert export_pdf(deck, PdfOptions())[0] == export_pdf(deck, PdfOptions())[0]


def test_what_cannot_be_set_is_printed_as_source_with_the_reason() -> None:
    data, diagnostics = export_pdf(one(r"a $\foo{x}$ b $y$"), PdfOptions())
    (problem,) = diagnostics
    assert (problem.code, problem.note) == ("NN302", "note")
    assert (
        r"“\foo{x}” is printed as its TeX source: the command \foo is not known" in problem.message
    )
    assert r"\foo{x}" in text_of(data)


def test_the_structure_says_the_source_once() -> None:
    tex = r"a_1+a_2+a_3+a_4+a_5+a_6 = b_1+b_2+b_3+b_4+b_5+b_6"
    data, _ = export_pdf(one(f"We know ${tex}$ and no more. " * 3), PdfOptions())
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    assert not faults(data)
    formulas = [each for each in tagged.elements() if each.role == "Formula"]
    assert [str(each.object.Alt) for each in formulas] == [tex] * 3


def test_a_tall_formula_gets_the_room_that_it_needs() -> None:
    tall = r"$\begin{pmatrix}1\\2\\3\\4\\5\end{pmatrix}$"
    sheet, _ = lay_out(
        one("word " * 40 + tall + " word" * 40), PdfOptions(layout="study", columns=1)
    )
    lines: set[float] = set()
    box = (0.0, 0.0)
    for placed in sheet.pages[0].placed:
        for mark in placed.marks:
            if isinstance(mark, Signs):
                y_pt = placed.y_pt + mark.y_pt
                size_pt = mark.size_pt
                box = (y_pt - mark.part.height * size_pt, y_pt + mark.part.depth * size_pt)
                baseline = y_pt
            elif isinstance(mark, Glyphs) and "word" in mark.text:
                lines.add(placed.y_pt + mark.y_pt)
    others = [y_pt for y_pt in lines if abs(y_pt - baseline) > 1]
    assert len(others) > 3
    assert not [y_pt for y_pt in others if box[0] < y_pt < box[1] + 6.0]


def test_a_paragraph_of_formulas_is_ragged() -> None:
    formulas = one(", ".join(f"$x_{{{at}}} + y^{at}$" for at in range(40)))
    text = one("word $x$ and other words that fill a line " * 12)
    for deck, is_justified in ((formulas, False), (text, True)):
        sheet, _ = lay_out(deck, PdfOptions(layout="study", columns=1))
        marks = [mark for placed in sheet.pages[0].placed for mark in placed.marks]
        gaps = {mark.gap_pt for mark in marks if isinstance(mark, Glyphs)}
        assert (len(gaps) > 1) is is_justified


def test_a_number_stands_beside_its_tall_formula() -> None:
    sheet, _ = lay_out(one("1. $\\dfrac{a}{b}$ is it"), PdfOptions(layout="study"))
    baselines = [
        placed.y_pt + mark.y_pt
        for placed in sheet.pages[0].placed
        for mark in placed.marks
        if isinstance(mark, Signs) or (isinstance(mark, Glyphs) and mark.text.strip() == "1.")
    ]
    assert len(baselines) == 2
    assert baselines[0] == pytest.approx(baselines[1])


@pytest.mark.parametrize("before", ["", "$$\n"])
def test_nothing_is_wider_than_its_column(before: str) -> None:
    after = "\n$$" if before else "$"
    wide = " = ".join(f"a_{at}+b_{at}+c_{at}+d_{at}" for at in range(12))
    deck = one((before or "It is $") + wide + after)
    sheet, diagnostics = lay_out(deck, PdfOptions(layout="study"))
    assert not diagnostics
    signs = list(placed_signs(deck, "study"))
    assert len({placed.y_pt + mark.y_pt for placed, mark in signs}) > 1
    assert all(mark.x_pt + mark.width_pt <= sheet.width_pt / 2 for _, mark in signs)


def test_a_formula_that_nothing_can_fit_is_its_source() -> None:
    wide = r"\begin{pmatrix}" + "&".join(f"a_{{{at}}}+b" for at in range(30)) + r"\end{pmatrix}"
    for answer in (f"${wide}$", f"$$\n{wide}\n$$"):
        data, diagnostics = export_pdf(one(answer), PdfOptions())
        assert ["too wide" in each.message for each in diagnostics] == [True]
        assert "".join(wide.split()) in "".join(text_of(data).split()).replace("\ufffe", "")


def test_in_a_narrow_column_a_line_may_end_after_any_sign() -> None:
    tex = "a_1+a_2+a_3+a_4+a_5"
    assert len(typeset(tex).parts) == 1
    assert len(typeset(tex, room=3.0).parts) > 2
    # In brackets last.
    tex = "f(a,b)+g(c+d,e)+h(i)"
    assert [characters(part)[-1] for part in typeset(tex, room=6.0).parts[:-1]] == ["+", "+"]
    assert len(typeset(tex, room=2.0).parts) > 3
    wide = "+".join(f"a_{{{at}}}b_{{{at}}}" for at in range(20))
    for answer in (f"It is ${wide}$ then.", f"$$\n{wide}\n$$"):
        for options in (PdfOptions(layout="cards"), PdfOptions(columns=4)):
            _, diagnostics = lay_out(one(answer), options)
            assert {each.code for each in diagnostics} <= {"NN350"}


def test_a_question_with_a_wide_formula_stands_above_its_answer() -> None:
    tex = r"\left(\frac{a+b+c+d}{e+f+g+h}+\frac{a+b+c+d}{e+f+g+h}\right)"
    data, diagnostics = export_pdf(one("So.", f"What is ${tex}$?"), PdfOptions())
    assert not diagnostics
    assert tex in text_of(data)
    signs = [mark for _, mark in placed_signs(one("So.", f"What is ${tex}$?"))]
    assert all(mark.size_pt == pytest.approx(8.6) for mark in signs)


@pytest.mark.parametrize("display", [False, True])
def test_a_line_may_end_at_a_wide_space(display: bool) -> None:
    first, second = typeset(r"(a_1+a_2+a_3)^2,\quad (b_1+b_2+b_3)^2", display=display).parts
    assert characters(second)[0] == "("
    assert first.trail == pytest.approx(1.0 + 3 / 18, abs=0.01)


def test_what_follows_is_apart_from_that_from_which_it_follows() -> None:
    widths = [typeset(rf"a\{name} b").parts[0].width for name in ("implies", "Longrightarrow")]
    assert widths[0] == pytest.approx(widths[1] + 10 / 18)


def test_a_display_is_cut_before_its_relations() -> None:
    tex = r"a_1+a_2+a_3+a_4 = b_1+b_2+b_3+b_4 \le c_1+c_2+c_3+c_4"
    _, *others = typeset(tex, display=True).parts
    assert [characters(part)[0] for part in others] == ["=", "≤"]


def test_formulas_stand_in_the_cells_of_a_table() -> None:
    deck = one("| a | b |\n|:-:|--:|\n| $\\frac{1}{x}$ | $x^2$ |")
    assert len(list(placed_signs(deck))) == 2
    assert not lay_out(deck, PdfOptions())[1]


def test_no_formula_no_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from nnexport.deck.document import Deck, Note, NoteId\n"
        "from nnexport.exporters.pdf import PdfOptions, export_pdf\n"
        "export_pdf(Deck('d', 'T', notes=(Note(NoteId('n'), 'Q', 'A', '1'),)), PdfOptions())\n"
        "assert 'nnexport.exporters.pdf.formulas.reading' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
