"""TeX is read as it is meant, or refused: nothing is lost, invented or printed twice."""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.exporters.pdf.formulas.alphabets import ALPHABETS, SWITCHES, in_alphabet
from nnexport.exporters.pdf.formulas.chemistry import translate, translate_quantity
from nnexport.exporters.pdf.formulas.commands import COMMANDS
from nnexport.exporters.pdf.formulas.measures import math_font
from nnexport.exporters.pdf.formulas.reading import NOTHING
from nnexport.exporters.pdf.formulas.source import FormulaError
from nnexport.exporters.pdf.formulas.symbols import (
    ACCENTS,
    ARROWS,
    DELIMITERS,
    FUNCTIONS,
    LIMITED,
    OVER,
    SPACES,
    SYMBOLS,
    UNDER,
    WIDE_ACCENTS,
)
from nnexport.exporters.pdf.formulas.typesetting import Sign, typeset
from nnexport.exporters.pdf.formulas.words import TEXT_FONTS, is_known_in_text
from nnexport.exporters.pdf.text import cjk

LETTERS = {in_alphabet(each, alphabet): each for alphabet in ("", "rm") for each in "abcdxyz"}


NAMES = {
    math_font().glyph(character, level): character
    for level in (2, 1, 0)
    for character in dict.fromkeys(
        (*LETTERS, *(sign for sign, _ in SYMBOLS.values()), "=", "+", ",")
    )
}
"""Glyph → character, also of the forms for scripts."""


def name_of(sign: Sign) -> str:
    if sign.face is math_font().face and sign.glyph in NAMES:
        return NAMES[sign.glyph]
    return sign.face.character_of(sign.glyph)


def printed(tex: str, *, display: bool = False) -> str:
    """Return the characters that a formula prints, as far as single glyphs have one."""
    return "".join(
        name_of(sign) for part in typeset(tex, display=display).parts for sign in part.signs
    )


def letters(tex: str) -> str:
    """Return the letters that a formula prints, in order of the alphabet."""
    return "".join(sorted(LETTERS[each] for each in printed(tex) if each in LETTERS))


# --- every command is known with all that belongs to it ------------------------------------------


@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_a_sign_is_printed_as_itself(name: str) -> None:
    character, _ = SYMBOLS[name]
    assert math_font().glyph(character)
    shown = printed(rf"x \{name} y".replace(rf"\{name} ", rf"\{name}" + "{}"))
    # Some fonts give two characters one glyph; no command is printed by its name.
    assert len(shown) == 3
    assert "\\" not in shown or character == "\\"


ARGUMENTS: dict[str, str] = {
    "genfrac": r"\genfrac(){0pt}{}{a}{b}",
    "root": r"\root a \of b",
    "left": r"\left(a\middle|b\right)",
    "dots": r"a\dots b",
    "tag": r"a\tag{b}",
    "label": r"ab\label{x}",
    "ce": r"\ce{a + b}",
    "pu": r"\pu{ab}",
    "hspace": r"a\hspace{1em}b",
    "mspace": r"a\mspace{18mu}b",
    "kern": r"a\kern1em b",
    "mkern": r"a\mkern18mu b",
    "hskip": r"a\hskip 1em b",
    "mskip": r"a\mskip 18mu b",
    "color": r"\color{red}ab",
    "textcolor": r"\textcolor{red}{ab}",
    "begin": r"\begin{matrix}a&b\end{matrix}",
    "prescript": r"\prescript{a}{b}{{}}",
    "operatorname": r"\operatorname{a}b",
    "phantom": r"ab\phantom{x}",
    "hphantom": r"ab\hphantom{x}",
    "vphantom": r"ab\vphantom{x}",
    "sqrt": r"\sqrt[a]{b}",
    "smash": r"\smash[t]{ab}",
    "substack": r"\substack{a\\b}",
}
TWO = set("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split())


def example(name: str) -> str:
    """Return a formula with a command, in which only a and b are to be read."""
    if name in ARGUMENTS:
        return ARGUMENTS[name]
    if name in TWO:
        return rf"\{name}{{a}}{{b}}"
    if name in ARROWS:
        return rf"\{name}[a]{{b}}"
    return rf"\{name}{{ab}}"


COMMANDS_OF_FORMULAS = [
    name for name in COMMANDS if not name.startswith(("def", "unicode")) and name not in TEXT_FONTS
]


def test_commands_for_whole_documents_are_refused() -> None:
    refused = []
    for name in COMMANDS_OF_FORMULAS:
        with contextlib.suppress(FormulaError):
            typeset(example(name))
            continue
        with pytest.raises(FormulaError, match="whole documents"):
            typeset(example(name))
        refused.append(name)
    assert {"newcommand", "href", "style", "ref", "let"} <= set(refused)
    assert len(refused) < 30


@pytest.mark.parametrize("name", COMMANDS_OF_FORMULAS)
def test_a_command_prints_its_arguments_once_and_nothing_else_to_read(name: str) -> None:
    try:
        shown = letters(example(name))
    except FormulaError:
        return
    extra = "do" if name in ("bmod", "mod", "pmod") else ""
    assert shown.replace("d", "") == "ab" or extra
    assert shown.count("a") == shown.count("b") == 1


@pytest.mark.parametrize("name", sorted(TEXT_FONTS))
def test_text_keeps_its_letters_and_spaces(name: str) -> None:
    (part,) = typeset(rf"\{name}{{naïve {{b}} c, Москва}}").parts
    shown = "".join(name_of(sign) for sign in part.signs)
    assert shown == "naïvebc,Москва"
    gaps = [after.x - before.x for before, after in zip(part.signs, part.signs[1:], strict=False)]
    assert max(gaps) > 0.6


@pytest.mark.parametrize("name", [*sorted(ACCENTS), *sorted(WIDE_ACCENTS), *OVER, *UNDER])
def test_what_stands_over_or_under_something_is_printed(name: str) -> None:
    plain, (marked,) = typeset("x").parts[0], typeset(rf"\{name}{{x}}").parts
    assert len(marked.signs) + len(marked.strokes) > len(plain.signs)
    assert marked.height > plain.height or marked.depth > plain.depth


@pytest.mark.parametrize("name", sorted(FUNCTIONS | LIMITED.keys()))
def test_a_function_is_upright_and_apart_from_its_argument(name: str) -> None:
    shown = re.sub(r"\s", "", printed(rf"\{name} x"))
    assert shown == LIMITED.get(name, name).replace(" ", "") + "𝑥"


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_an_alphabet_keeps_how_many_letters_there_are(name: str) -> None:
    assert len(printed(rf"\{name}{{ab}}c")) == 3
    assert printed(rf"\{name}{{ab}}c")[-1] == "𝑐"


@pytest.mark.parametrize("name", sorted(SWITCHES))
def test_a_switch_ends_with_its_group(name: str) -> None:
    shown = printed(rf"{{\{name} a}} a")
    assert shown[1] == "𝑎" or name == "it"
    assert len(shown) == 2


@pytest.mark.parametrize("token", sorted(DELIMITERS))
def test_brackets_grow_with_what_they_hold(token: str) -> None:
    tall = r"\begin{matrix}a\\a\\a\\a\\a\\a\end{matrix}"
    (part,) = typeset(rf"\left{token}{tall}\right.").parts
    (big,) = typeset(rf"x\Bigg{token}").parts
    if not DELIMITERS[token]:
        assert len(big.signs) == 1
        return
    assert len(part.signs) > 6
    if DELIMITERS[token] not in "⌜⌝⌞⌟⟮⟯":
        assert big.height + big.depth > 2.3


def test_spaces_are_as_wide_as_they_say() -> None:
    narrow = typeset("11").parts[0].width
    for name, space in SPACES.items():
        assert typeset(rf"1\{name} 1").parts[0].width == pytest.approx(narrow + space, abs=1e-6)


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_what_prints_nothing_leaves_all_else(name: str) -> None:
    assert letters(rf"a \{name} b") == "ab"


KNOWN = frozenset(
    (*COMMANDS, *SYMBOLS, *FUNCTIONS, *LIMITED, *SPACES, *ALPHABETS, *SWITCHES, *NOTHING)
) | frozenset(
    """over atop choose brace brack limits nolimits displaystyle textstyle scriptstyle right middle
    scriptscriptstyle mathord mathop mathbin mathrel mathopen mathclose mathpunct mathinner cr of
    hline hdashline toprule midrule bottomrule end newline""".split()
)


@given(st.from_regex(r"[A-Za-z]{1,14}", fullmatch=True))
def test_a_command_that_is_not_known_is_named(name: str) -> None:
    if name in KNOWN or re.fullmatch(r"[bB]igg?[lmr]?", name):
        return
    for tex in (rf"\{name}", rf"a\{name} b", rf"\frac{{a}}{{\{name}{{x}}}}"):
        with pytest.raises(FormulaError, match=name):
            typeset(tex)
    if not is_known_in_text(name):
        with pytest.raises(FormulaError, match=name):
            typeset(rf"\text{{\{name}}}")


_TOKENS = (
    *(f"\\{name} " for name in sorted(KNOWN)),
    *(
        rf"\{end}{{{name}}}"
        for name in ("matrix", "cases", "align", "array")
        for end in ("begin", "end")
    ),
    *r"{ } [ ] ^ _ & \\ ' \left( \right) \middle| \ce{H2} \text{a} x 1 + = , ( )".split(),
    *r"{2em} {cc|c} % é".split(),
)


@given(st.lists(st.sampled_from(_TOKENS), max_size=10).map("".join), st.booleans())
def test_whatever_is_written_is_set_or_refused(tex: str, display: bool) -> None:
    with contextlib.suppress(FormulaError):
        assert typeset(tex + "}" * max(0, tex.count("{") - tex.count("}")), display=display).parts


# --- whatever is put together --------------------------------------------------------------------

_WRAPPERS: list[Callable[[str, str], str]] = [
    lambda a, b: rf"\frac{{{a}}}{{{b}}}",
    lambda a, b: rf"{{{a}}}^{{{b}}}",
    lambda a, b: rf"{{{a}}}_{{{b}}}'",
    lambda a, b: rf"\sqrt[{a}]{{{b}}}",
    lambda a, b: rf"\left({a}\middle|{b}\right]",
    lambda a, b: rf"\begin{{pmatrix}}{a}&{b}\\&\end{{pmatrix}}",
    lambda a, b: rf"\begin{{cases}}{a}&\text{{$ {b} $}}\end{{cases}}",
    lambda a, b: rf"\begin{{aligned}}{a}&={b}\end{{aligned}}",
    lambda a, b: rf"\sum_{{{a}}}^{{{b}}}",
    lambda a, b: rf"\underbrace{{{a}}}_{{{b}}}",
    lambda a, b: rf"\overset{{{a}}}{{{b}}}",
    lambda a, b: rf"\hat{{{a}}}\boxed{{{b}}}",
    lambda a, b: rf"\xrightarrow[{{{a}}}]{{{b}}}",
    lambda a, b: rf"{{{a}\over {b}}}",
    lambda a, b: rf"{a}+{b}\,\text{{ }}",
    lambda a, b: rf"\overline{{{a}}} % no {{" + "\n" + rf"\mathrm{{{b}}}",
    lambda a, b: rf"\dfrac{{{a}}}{{{b}}}\not={{}}",
]
formulas = st.recursive(
    st.text("abcxyz", min_size=1, max_size=3),
    lambda inner: st.builds(lambda f, a, b: f(a, b), st.sampled_from(_WRAPPERS), inner, inner),
    max_leaves=8,
)


@given(formulas, st.booleans())
def test_each_letter_is_printed_once(tex: str, display: bool) -> None:
    wanted = re.sub(r"%.*|\\(?:begin|end)\{\w+\}|\\[a-zA-Z]+", "", tex)
    shown = printed(tex, display=display)
    assert Counter(LETTERS[each] for each in shown if each in LETTERS) == Counter(
        each for each in wanted if each.isalpha()
    )


@given(formulas)
def test_all_ink_is_inside_of_the_box(tex: str) -> None:
    for part in typeset(tex, display=True).parts:
        for sign in part.signs:
            extents = sign.face.font.get_glyph_extents(sign.glyph)
            scale = sign.size / sign.face.font.face.upem
            top = sign.y - extents.y_bearing * scale
            assert top >= -part.height - 0.26
            assert top - extents.height * scale <= part.depth + 0.26
            assert -0.3 <= sign.x <= part.width + 0.3


# --- as TeX does it ------------------------------------------------------------------------------


def places(tex: str, *, display: bool = False) -> list[tuple[str, float, float]]:
    (part,) = typeset(tex, display=display).parts
    return [(name_of(sign), sign.x, sign.y) for sign in part.signs]


def gap_after(tex: str, sign: str) -> float:
    """Return the space between a sign and the next one, without those that the font gives."""
    marks = places(tex)
    at = next(at for at, (shown, _, _) in enumerate(marks) if shown == sign)
    extent = math_font().extent(math_font().glyph(sign))
    return marks[at + 1][1] - marks[at][1] - extent.advance


@pytest.mark.parametrize(
    ("tex", "sign", "space"),
    [
        ("a+b", "+", 4 / 18),
        ("a=+b", "+", 0.0),
        ("(-b)", "−", 0.0),
        ("a=b", "=", 5 / 18),
        ("x^{a=b}", "=", 0.0),
        ("a,b", ",", 3 / 18),
        ("0.5", ".", 0.0),
        ("f:a", ":", 5 / 18),
        (r"f\colon a", ":", 3 / 18),
        (r"a\mathbin{R}b", "𝑅", 4 / 18),
    ],
)
def test_signs_are_spaced_by_their_class(tex: str, sign: str, space: float) -> None:
    if "^" in tex:
        space, scripts = 0.0, 0.7
        shown = places(tex)
        extent = math_font().extent(math_font().glyph(sign, 1))
        at = next(at for at, each in enumerate(shown) if each[0] == sign)
        assert shown[at + 1][1] - shown[at][1] == pytest.approx(extent.advance * scripts, abs=0.01)
        return
    assert gap_after(tex, sign) == pytest.approx(space, abs=0.02)


def test_limits_are_below_on_a_line_of_its_own_and_beside_in_text() -> None:
    for tex, has_limits in ((r"\sum_a", True), (r"\int_a", False), (r"\max_a", True)):
        for display in (False, True):
            *_, (_, x, _) = places(tex, display=display)
            first = places(tex, display=display)[0]
            width = typeset(tex.split("_")[0], display=display).parts[0].width
            is_below = x < first[1] + width * 0.42
            assert is_below == (display and has_limits), tex


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\not=", "≠"),
        (r"\not\in", "∉"),
        (r"\not{\subset}", "⊄"),
        (r"x\dots y", "𝑥…𝑦"),
        (r"x+\dots+y", "𝑥+⋯+𝑦"),
        (r"\mathbb{R}\mathcal{L}\mathfrak{g}\boldsymbol{\alpha}\mathbf{x}", "ℝℒ𝔤𝜶𝐱"),
        (r"\operatorname*{arg\,max}", "arg\u2009max"),
        (r"\bmod", "mod"),
        (r"\color{red}x", "𝑥"),
        ("a-b", "𝑎−𝑏"),
        ("α≤β", "𝛼≤𝛽"),
    ],
)
def test_what_is_printed(tex: str, shown: str) -> None:
    assert printed(tex) == shown


@pytest.mark.parametrize("tex", [r"\text{中文}", "速度=x", r"\text{путь}", r"\text{नम}", "ж+1"])
def test_letters_of_other_scripts_are_set_or_refused(tex: str) -> None:
    if cjk.has_letters(tex) and cjk.font_path() is None:
        with pytest.raises(FormulaError, match="no font"):
            typeset(tex)
        return
    (part,) = typeset(tex).parts
    assert len(part.signs) == len(re.sub(r"\\text|[{}]", "", tex))


@pytest.mark.parametrize(
    "tex",
    [
        "x^a^b",
        "x_a_b",
        r"\frac{a}",
        r"\left(a",
        r"a\right)",
        r"\begin{matrix}a\end{pmatrix}",
        r"\begin{nothing}a\end{nothing}",
        r"\begin{array}{c}a&b\end{array}",
        r"\left x a\right)",
        "a & $",
        r"\text{\foo}",
        r"\ce{A ~ B}",
        r"\hspace{wide}",
        r"\pu{5 \foo}",
        r"\limits_a",
        "a}",
        "a\u0301\u0301",
    ],
)
def test_what_tex_would_not_read_is_refused(tex: str) -> None:
    with pytest.raises(FormulaError):
        typeset(tex)


@pytest.mark.parametrize(
    ("source", "tex"),
    [
        ("H2O", "H_{2}O"),
        ("2H2 + O2 -> 2H2O", r"2H_{2} + O_{2} \xrightarrow{\quad} 2H_{2}O"),
        ("NH4+", "NH_{4}^{+}"),
        ("SO4^2-", "SO_{4}^{2-}"),
        ("^{227}_{90}Th+", "{}^{227}_{90}Th^{+}"),
        ("A ->[x][y] B", r"A \xrightarrow[\text{y}]{\text{x}} B"),
        ("CH3-CH3", "CH_{3}{-}CH_{3}"),
        ("AgCl v", r"AgCl\,{\downarrow}"),
        ("1/2 O2", r"\tfrac{1}{2}\;O_{2}"),
        ("CuSO4 * 5H2O", r"CuSO_{4} \cdot  5H_{2}O"),
        ("Fe(CN)6^3-", "Fe(CN)_{6}^{3-}"),
        ("CO2 (g)", r"CO_{2}\,\mathrm{(g)}"),
        ("^14_6C", "{}^{14}_{6}C"),
        ("A <=> [B]^2+", r"A \xrightleftharpoons{\quad} [B]^{2+}"),
        ("Fe^II", "Fe^{II}"),
        ("Na+ + Cl-", r"Na^{+} + Cl^{-}"),
        ("2I-(aq)", r"2I^{-}\mathrm{(aq)}"),
        ("CH3-(CH2)2-CH3", "CH_{3}{-}(CH_{2})_{2}{-}CH_{3}"),
        ("Na2CO3.10H2O", r"Na_{2}CO_{3}\cdot 10H_{2}O"),
        ("K4[Fe(CN)6] -> ?", r"K_{4}[Fe(CN)_{6}] \xrightarrow{\quad} ?"),
    ],
)
def test_chemistry_is_translated(source: str, tex: str) -> None:
    assert translate(source) == tex


@pytest.mark.parametrize(
    ("source", "tex"),
    [
        ("12.01 g/mol", r"12.01\,g/mol"),
        ("5 m s^-1", r"5\,m\,s^{-1}"),
        ("1.2e-3 mol*L^{-1}", r"1.2\times 10^{-3}\,mol{\cdot}L^{-1}"),
        ("kJ", "kJ"),
        ("20 °C", r"20\,°C"),
        ("10e3", r"10\times 10^{3}"),
    ],
)
def test_quantities_are_translated(source: str, tex: str) -> None:
    assert translate_quantity(source) == tex
    assert typeset(rf"\pu{{{source}}}").parts


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "b2",
                "c+",
                "x^2-",
                "y(z)3",
                " + ",
                " -> ",
                " <=>[ab] ",
                " v",
                "[c]2",
                " ^14_6z",
                "(aq)",
            ]
        ),
        min_size=1,
        max_size=8,
    ).map("".join)
)
def test_each_letter_of_chemistry_is_printed_once(source: str) -> None:
    wanted = Counter(each for each in re.sub(r" v(?![a-z0-9])", "", source) if each in LETTERS)
    assert (
        Counter(LETTERS[each] for each in printed(rf"\ce{{{source}}}") if each in LETTERS) == wanted
    )


def test_formulas_are_set_in_no_time() -> None:
    tex = r"\left(\sum_{i=1}^n\frac{x_i^2}{\sqrt{y_i}}\right)^{1/2}=\begin{pmatrix}a&b\\c&d"
    tex += r"\end{pmatrix}"
    start = time.process_time()
    for at in range(50):
        typeset(f"{tex}+{at}")
    assert time.process_time() - start < 1.5
