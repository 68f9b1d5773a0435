"""What MathJax, which typesets the formulas of Anki's cards, cannot read in a formula.

Not a parser of TeX: it looks for the faults that people make, and says nothing where it is not
sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from nnexport.deck.tex_names import KNOWN

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.|\Z)|[{}&^_'%#$]|[^\\{}&^_'%#$\s]", re.DOTALL)

_ALIGNED = frozenset(
    """
    align align* aligned alignat alignat* alignedat array matrix pmatrix bmatrix Bmatrix vmatrix
    Vmatrix matrix* pmatrix* bmatrix* Bmatrix* vmatrix* Vmatrix* smallmatrix smallmatrix*
    psmallmatrix psmallmatrix* bsmallmatrix bsmallmatrix* Bsmallmatrix Bsmallmatrix* vsmallmatrix
    vsmallmatrix* Vsmallmatrix Vsmallmatrix* cases cases* dcases dcases* rcases rcases* drcases
    drcases* xalignat xalignat* xxalignat eqnarray eqnarray* split
    flalign flalign* numcases subnumcases empheq
    """.split()
)
"""Environments with columns, in which ``&`` has a meaning."""

_OTHER_ENVIRONMENTS = frozenset(
    """
    equation equation* gather gather* gathered multline multline* multlined subarray spreadlines
    CD prooftree crampedsubarray lgathered rgathered
    """.split()
)

_ONE_ARGUMENT = frozenset(
    """
    sqrt text mathrm mathbf mathbb mathcal mathit mathsf mathfrak mathtt boldsymbol operatorname hat
    bar vec dot ddot tilde widehat widetilde overline underline overbrace underbrace
    """.split()
)
_TWO_ARGUMENTS = frozenset(
    "frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split()
)

_NOT_THERE = {
    "bm": r"\boldsymbol",
    "mathds": r"\mathbb",
    "SI": r"\mathrm",
    "si": r"\mathrm",
    "includegraphics": "a Markdown picture",
    "textsc": r"\text",
    "cref": "plain text",
    "autoref": "plain text",
    "nicefrac": r"\frac",
    "sfrac": r"\frac",
    "dif": r"\mathrm{d}",
    "argmax": r"\operatorname{argmax}",
    "argmin": r"\operatorname{argmin}",
    "softmax": r"\operatorname{softmax}",
    "sigmoid": r"\operatorname{sigmoid}",
    "infinity": r"\infty",
    "copyright": r"\text{©}",
    "pounds": r"\text{£}",
    "euro": r"\text{€}",
    "vcentcolon": r"\colon",
    "abs": r"\lvert x \rvert",
    "norm": r"\lVert x \rVert",
    "qty": r"\left( x \right)",
    "dv": r"\frac",
    "pdv": r"\frac",
    "dd": r"\mathrm{d}",
    "set": r"\{ x \}",
    "R": r"\mathbb{R}",
    "N": r"\mathbb{N}",
    "Z": r"\mathbb{Z}",
    "Q": r"\mathbb{Q}",
    "C": r"\mathbb{C}",
    "E": r"\mathbb{E}",
    "Var": r"\operatorname{Var}",
    "Cov": r"\operatorname{Cov}",
    "sgn": r"\operatorname{sgn}",
    "sign": r"\operatorname{sign}",
    "rank": r"\operatorname{rank}",
    "diag": r"\operatorname{diag}",
    "tr": r"\operatorname{tr}",
}
"""Commands that people expect and Anki's MathJax does not have, each with what to write instead."""

_COMMON = """
    alpha beta gamma delta epsilon varepsilon zeta theta vartheta kappa lambda sigma varsigma
    upsilon omega Gamma Delta Theta Lambda Sigma Upsilon Omega frac dfrac tfrac sqrt left right
    begin partial nabla infty cdot cdots ldots vdots ddots times approx equiv propto leq geq neq
    subset subseteq supset supseteq notin emptyset forall exists rightarrow leftarrow Rightarrow
    Leftarrow Leftrightarrow leftrightarrow longrightarrow mapsto implies mathbb mathbf mathcal
    mathrm mathit mathsf mathfrak boldsymbol operatorname text textbf textit overline underline
    overbrace underbrace widehat widetilde quad qquad lfloor rfloor lceil rceil langle rangle
    limits nolimits displaystyle textstyle binom overset underset stackrel prime circ oplus
    otimes wedge cup cap setminus parallel angle perp mid prod coprod oint iint bigcup bigcap
    lim limsup liminf sin cos tan sinh cosh tanh arcsin arccos arctan log exp max min sup det
    dim ker deg gcd hom
""".split()


@dataclass
class _State:
    """What is open while a formula is read."""

    faults: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    """Braces, ``\\left`` and environments, innermost last."""

    scripts: list[set[str]] = field(default_factory=lambda: [set()])
    """The signs of exponent and index that the last atom has, per open group."""

    defined: Collection[str] = ()
    """Commands that a formula of the note defines."""


_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand\*?|def|let|DeclareMathOperator\*?|DeclarePairedDelimiters?X?(?:PP)?)"
    r"\s*\{?\s*\\(?P<name>[A-Za-z]+)"
)


def defined_commands(formulas: Iterable[str]) -> frozenset[str]:
    r"""Return the names of the commands that formulas define, as with ``\newcommand``."""
    return frozenset(match["name"] for tex in formulas for match in _DEFINITION.finditer(tex))


def tex_faults(tex: str, *, defined: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a formula, in words for a message; none if nothing is known.

    ``tex`` is without its dollars; ``defined`` are commands that it may use beside MathJax's own.
    """
    tokens = [match[0] for match in _TOKEN.finditer(_without_text(tex))]
    # In a definition the sign stands for an argument: `\def\twice#1{#1#1}`.
    own = defined_commands((tex,))
    if own:
        tokens = [token for token in tokens if token != "#"]
    state = _State(defined=own.union(defined))
    at = 0
    while at < len(tokens) and not state.faults:
        at = _take(tokens, at, state)
    if not state.faults and state.opened:
        state.faults.append(_unclosed(state.opened[-1]))
    return state.faults


_TEXT = re.compile(
    r"\\(?:text(?:bf|it|rm|tt|sf)?|mbox|hbox|operatorname\*?|tag\*?|label|ref|eqref|color|class|"
    r"style|href|cssId|unicode|ce|pu)\s*\{(?P<body>[^{}]*)\}"
)


def _without_text(tex: str) -> str:
    """Return a formula without the words in it: in text, signs mean nothing."""
    return _TEXT.sub(lambda match: r"\text{x}", tex)


def _unclosed(opened: str) -> str:
    if opened == "{":
        return "a `}` is missing"
    if opened == r"\left":
        return r"`\left` has no `\right`"
    return rf"`\begin{{{opened}}}` has no `\end{{{opened}}}`"


def _take(tokens: list[str], at: int, state: _State) -> int:
    """Take one token; return the index of the next."""
    token = tokens[at]
    if token in _OPENERS:
        _open("{", state)
    elif token == "}":
        _close("{", "a `}` has no `{`", state)
    elif token in ("^", "_", "'"):
        return _script(tokens, at, state)
    elif token == "&":
        if not any(each in _ALIGNED for each in state.opened):
            state.faults.append("`&` stands outside of a table of formulas such as `aligned`")
    elif token == "%":
        state.faults.append(r"`%` and what is behind it is left out; write `\%`")
    elif token == "#":
        state.faults.append(r"`#` cannot stand in a formula; write `\#`")
    elif token == "$":
        state.faults.append("there is a dollar inside of it")
    elif token.startswith("\\"):
        return _command(tokens, at, state)
    else:
        state.scripts[-1] = set()
    return at + 1


_OPENERS = frozenset("{")


def _open(what: str, state: _State) -> None:
    state.opened.append(what)
    state.scripts[-1] = set()
    state.scripts.append(set())


def _close(what: str, otherwise: str, state: _State) -> None:
    if not state.opened:
        state.faults.append(otherwise)
    elif state.opened[-1] != what:
        state.faults.append(_unclosed(state.opened[-1]))
    else:
        state.opened.pop()
        state.scripts.pop()


def _script(tokens: list[str], at: int, state: _State) -> int:
    """Take an exponent, an index or primes with the argument."""
    sign = tokens[at]
    if sign == "'":
        if "^" in state.scripts[-1]:
            state.faults.append("an exponent is followed by `'`; write it before the exponent")
        state.scripts[-1] = state.scripts[-1] | {"'"}
        return at + 1
    if sign in state.scripts[-1]:
        kind = "exponents" if sign == "^" else "indices"
        example = "{a^b}^c" if sign == "^" else "{a_b}_c"
        state.faults.append(f"two {kind} in a row; write `{example}`")
        return at + 1
    kept = state.scripts[-1] | {sign}
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if following in ("", "}", "^", "_", "&", r"\right", r"\end", r"\\"):
        state.faults.append(f"nothing follows `{sign}`")
        return at + 1
    end = _argument_end(tokens, at + 1, state)
    state.scripts[-1] = kept
    return end


def _argument_end(tokens: list[str], at: int, state: _State) -> int:
    """Read one argument, a sign or a group, and return the index behind it."""
    if tokens[at] != "{":
        return at + 1 if tokens[at].startswith("\\") is False else _take_bare(tokens, at, state)
    depth = len(state.opened)
    at = _take(tokens, at, state)
    while at < len(tokens) and len(state.opened) > depth and not state.faults:
        at = _take(tokens, at, state)
    return at


def _take_bare(tokens: list[str], at: int, state: _State) -> int:
    name = tokens[at][1:]
    return _command(tokens, at, state) if name in _ONE_ARGUMENT | _TWO_ARGUMENTS else at + 1


def _command(tokens: list[str], at: int, state: _State) -> int:
    name = tokens[at][1:]
    state.scripts[-1] = set()
    match name:
        case "":
            state.faults.append("it ends with a backslash")
        case "(" | ")" | "[" | "]":
            state.faults.append(rf"`\{name}` stands inside of it")
        case "left":
            _open(r"\left", state)
            return _delimiter(tokens, at, state)
        case "right":
            _close(r"\left", r"`\right` has no `\left`", state)
            return _delimiter(tokens, at, state)
        case "begin" | "end":
            return _environment(tokens, at, state)
        case "hline":
            if not any(each in _ALIGNED for each in state.opened):
                state.faults.append(r"`\hline` stands outside of a table")
        case _ if name in _ONE_ARGUMENT or name in _TWO_ARGUMENTS:
            return _arguments(tokens, at, 2 if name in _TWO_ARGUMENTS else 1, state)
        case _:
            _check_name(name, state)
    return at + 1


def _delimiter(tokens: list[str], at: int, state: _State) -> int:
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if not following or following in ("{", "}", "&", "^", "_"):
        state.faults.append(f"no bracket follows `{tokens[at]}`; write `{tokens[at]}.` for none")
        return at + 1
    return at + 2


def _arguments(tokens: list[str], at: int, count: int, state: _State) -> int:
    command = tokens[at]
    at += 1
    if command == r"\sqrt" and at < len(tokens) and tokens[at] == "[":
        while at < len(tokens) and tokens[at] != "]":
            at += 1
        at += 1
    for _ in range(count):
        if at >= len(tokens) or tokens[at] in ("}", "&", r"\right", r"\end"):
            state.faults.append(f"`{command}` wants {count} argument{'s' * (count > 1)}")
            return at
        at = _argument_end(tokens, at, state)
        if state.faults:
            return at
    state.scripts[-1] = set()
    return at


def _environment(tokens: list[str], at: int, state: _State) -> int:
    command = tokens[at]
    name, end = "", at + 1
    if end < len(tokens) and tokens[end] == "{":
        end += 1
        while end < len(tokens) and tokens[end] != "}":
            name += tokens[end]
            end += 1
    if not name or end >= len(tokens):
        state.faults.append(f"`{command}` wants the name of an environment in braces")
        return end
    if command == r"\end":
        _close(name, rf"`\end{{{name}}}` has no `\begin{{{name}}}`", state)
        return end + 1
    if name not in _ALIGNED and name not in _OTHER_ENVIRONMENTS:
        near = get_close_matches(name, sorted(_ALIGNED | _OTHER_ENVIRONMENTS), 1, 0.75)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        state.faults.append(f"MathJax has no environment `{name}`{hint}")
        return end + 1
    _open(name, state)
    if name.startswith(("array", "alignat", "alignedat", "subarray")) and end + 1 < len(tokens):
        # The columns, which are no formula.
        end += 1
        if tokens[end] == "[":
            while end < len(tokens) and tokens[end] != "]":
                end += 1
            end += 1
        depth = 0
        while end < len(tokens):
            depth += {"{": 1, "}": -1}.get(tokens[end], 0)
            if depth <= 0:
                break
            end += 1
    return end + 1


def _check_name(name: str, state: _State) -> None:
    name = name.rstrip("*")
    if not name.isalpha() or name in KNOWN or name in state.defined:
        return
    instead = _NOT_THERE.get(name, "")
    if instead:
        write = instead if instead[0] != "\\" else f"`{instead}`"
        state.faults.append(rf"MathJax does not know `\{name}`; use {write}")
    elif len(name) > 4 and (near := _near(name)):
        state.faults.append(rf"MathJax does not know `\{name}`; did you mean `\{near}`?")
    else:
        state.faults.append(rf"MathJax does not know `\{name}`")


def _near(name: str) -> str:
    """Return the common command that has one letter more or less, or two in the other order.

    Arrows and relations are left out: `nleftarrow` and `subsetneq` are commands of their own.
    """
    if _HAS_KIN.search(name):
        return ""
    for each in _COMMON:
        if len(each) > 4 and abs(len(each) - len(name)) < 2 and _is_slip(name, each):
            return each
    return ""


_HAS_KIN = re.compile("arrow|set|maps")


def _is_slip(name: str, right: str) -> bool:
    if len(name) == len(right):
        wrong = [at for at in range(len(name)) if name[at] != right[at]]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return swapped and name[wrong[0]] == right[wrong[1]] and name[wrong[1]] == right[wrong[0]]
    longer, shorter = (name, right) if len(name) > len(right) else (right, name)
    # A letter before or behind a command makes another one: `nexists`, `dbinom`, `arcsine`.
    inside = range(1, len(longer) - 1)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in inside)
