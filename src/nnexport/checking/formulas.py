"""Formulas that cannot be typeset, TeX outside of dollars, and money taken for formulas (NN225)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.checking.findings import (
    Checked,
    Finding,
    cut_text,
    locate,
)
from nnexport.checking.markup import hide_escapes, shown_runs
from nnexport.checking.tex import defined_commands, tex_faults
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import Block, Math, MathBlock, inlines_of, walk_blocks, walk_inlines


def find_broken_formulas(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the formulas that do not show as meant, and the TeX that is none (NN225)."""
    for each in notes:
        for key, text, blocks in each.texts:
            if "$" not in text and "\\" not in text:
                continue
            about = f"{each.note.question}\n{each.note.answer}"
            faults = [*_in_formulas(blocks, about), *_outside(text, blocks, about)]
            reported: set[str] = set()
            for wanted, first, message, help in faults:
                if message not in reported:
                    reported.add(message)
                    line, column = locate(text, wanted, first)
                    yield Finding("NN225", each.note, message, help, key, line, column)


Fault = tuple[str, int, str, str]
"""The piece of text that is meant, the first line of its block, message and help."""


def _formulas(blocks: Sequence[Block]) -> Iterator[tuple[str, int, bool]]:
    for block in walk_blocks(blocks):
        if isinstance(block, MathBlock):
            yield block.tex, block.lines[0], False
        for run in inlines_of(block):
            for inline in walk_inlines(run):
                if isinstance(inline, Math):
                    yield inline.tex, block.lines[0], not inline.display


# --- formulas ------------------------------------------------------------------------------------

_MONEY = re.compile(r"\d[\d.,]*[kKmMbB]?(?:/\w+)?[\s,;:-]+\D*[^\W\d_]{2,}")
_TEX_SIGN = re.compile(r"\\|[\^_{}=+*<>]")
_SHELL = re.compile(r"[A-Z_]{2,}[\s/:;,.=]")


def _in_formulas(blocks: Sequence[Block], about: str) -> Iterator[Fault]:
    defined = defined_commands((about,))
    for tex, first, inline in _formulas(blocks):
        shown = _cut_tex(tex)
        if inline and (_tears_code(tex) or (not _TEX_SIGN.search(tex) and _is_prose(tex))):
            message = f"“{shown}” between two dollars is shown as a formula"
            yield tex, first, message, "if it is none, write `\\$` for each dollar"
            continue
        if tex.startswith("]") and tex.endswith("[/"):
            yield tex, first, f"“[${shown}$]” is shown as a formula in brackets", "write `$x^2$`"
            continue
        for fault in tex_faults(tex, defined=defined):
            message = f"the formula “{shown}” cannot be shown: {fault}"
            if fault.startswith("`%`"):
                message = f"a part of the formula “{shown}” is not shown: {fault}"
            yield tex, first, message, "correct it; `\\` and braces go by TeX"


def _tears_code(tex: str) -> bool:
    """Tell whether code between backticks begins or ends inside of what is taken for a formula."""
    return tex.count("`") % 2 == 1 and "\\text" not in tex


def _is_prose(tex: str) -> bool:
    """Tell whether between two dollars stand a price and words, or the name of a variable."""
    words = [word for word in re.findall(r"[^\W\d_]+", tex) if len(word) > 2]
    return (bool(_MONEY.match(tex)) and len(words) > 1) or bool(_SHELL.match(tex))


# --- TeX outside of formulas ---------------------------------------------------------------------

_COMMAND = re.compile(
    r"(?<![\\\w:/])\\(?:"
    r"(?:[dt]?frac|sqrt|mathbb|mathbf|mathrm|mathcal|operatorname|hat|bar|vec|overline|"
    r"text(?:bf|it|tt)?|emph|begin|end)\s?\{|(?:sum|int|prod|lim|max|min)_|(?:alpha|beta|gamma|delta|epsilon|theta|lambda|sigma|"
    r"omega|Delta|Sigma|Omega|partial|nabla|infty|cdot|times|approx|leq|geq|rightarrow|in|pi|mu)"
    r"(?![A-Za-z\\]))[^\n]{0,30}"
)
_OF_TEX = r"[^$\n]{0,200}?(?:\\[A-Za-z]{2,}|\^|_\{)[^$\n]{0,200}?"
_SPACED = re.compile(rf"(?<![\w$\\])\$[ \t]{_OF_TEX}[ \t]?\$(?![\w$]|[ \t]\w+[ \t]-)")
_HALF_SPACED = re.compile(rf"(?<![\w$\\])\$(?!\s){_OF_TEX}[ \t]\$(?!\w|\$)")
_DOUBLE = re.compile(r"(?<!\\)\$\$")
_ABOUT_TEX = re.compile(
    r"\b(?:La)?TeX\b|MathJax|\bKaTeX|\bregex|regular expression|backslash", re.IGNORECASE
)
_BRACKETED = re.compile(r"(?<!\\)\\(?P<open>[(\[])(?P<tex>[^`]{1,300}?)(?<!\\)\\[)\]]", re.DOTALL)


def _outside(text: str, blocks: Sequence[Block], about: str) -> Iterator[Fault]:
    if _ABOUT_TEX.search(about):
        return
    if "\\(" in text or "\\[" in text:
        yield from _bracketed(text)
    runs = list(shown_runs(blocks))
    if not any("$" in shown or "\\" in shown for shown, _ in runs):
        return
    if any("$" in shown for shown, _ in runs):
        # An escaped dollar is one that was meant.
        runs = list(shown_runs(parse_blocks(hide_escapes(text))))
    for shown, first in runs:
        # What stands in a tag that is shown as text is no formula either, and NN224 says so.
        shown = _TAG.sub(lambda match: " " * len(match[0]), shown)
        spaced = _SPACED.search(shown) or _HALF_SPACED.search(shown)
        if spaced:
            message = f"“{_cut_tex(spaced[0])}” is no formula: there is a blank beside its dollars"
            yield spaced[0], first, message, "write the dollars right beside the formula"
        elif command := _COMMAND.search(shown):
            message = f"“{_cut_tex(command[0])}” is TeX outside of a formula and shown as it stands"
            yield command[0], first, message, "put the formula between dollars: `$x^2$`"
        elif _DOUBLE.search(shown) and re.search(r"\\[A-Za-z]|[\^_]", shown):
            at = shown.index("$$")
            message = (
                f"the formula “{_cut_tex(shown[at:])}” does not end, or has a blank line in it"
            )
            yield shown[at:], first, message, "close it with `$$`, without blank lines before that"


def _bracketed(text: str) -> Iterator[Fault]:
    """Yield the formulas between ``\\(`` and ``\\)``: of these, Markdown shows the bracket."""
    for match in _BRACKETED.finditer(_CODE.sub("", text)):
        if re.search(r"\\[A-Za-z]{2,}|[\^_=]", match["tex"]):
            sign = "$" if match["open"] == "(" else "$$"
            message = f"the formula “{_cut_tex(match[0])}” stands between brackets, not dollars"
            yield match[0], 0, message, f"write `{sign}…{sign}`"


_TAG = re.compile(r"<[a-z]+\s[^<>]*>", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,9})(?!`).{1,2000}?(?<!`)\1(?!`)", re.DOTALL)


def _cut_tex(text: str) -> str:
    return cut_text(text, 50)
