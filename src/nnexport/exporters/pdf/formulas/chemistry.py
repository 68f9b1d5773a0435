"""Formulas of chemistry, as ``\\ce`` of mhchem has them → TeX with upright letters.

What is read: elements and numbers, charges, states, bonds, isotopes, reaction arrows with text
over and under them, precipitates and gases, additions and formulas between dollar signs.

Source: the manual of the LaTeX package mhchem, version 4.
"""

from __future__ import annotations

import re

from nnexport.exporters.pdf.formulas.scanning import Scanner
from nnexport.exporters.pdf.formulas.source import FormulaError

_ARROWS = {
    "<=>>": r"\xrightleftharpoons",
    "<<=>": r"\xrightleftharpoons",
    "<=>": r"\xrightleftharpoons",
    "<-->": r"\xtofrom",
    "<->": r"\xleftrightarrow",
    "->": r"\xrightarrow",
    "<-": r"\xleftarrow",
    "→": r"\xrightarrow",
    "⇌": r"\xrightleftharpoons",
}
_ARROW = re.compile("|".join(map(re.escape, _ARROWS)))
_STATE = re.compile(r"\((?:s|l|g|aq|cr|am)\)")
_CHARGE = re.compile(rf"[+-](?![A-Za-z0-9\[]|\((?!{_STATE.pattern[2:]}))")
"""A minus sign before another atom is a bond; before a state it is a charge."""

_BONDS = {"-": "-", "=": "=", "#": r"\equiv", "1": "-", "2": "=", "3": r"\equiv"}
_COUNT = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:/\d+)?")
_SCRIPT = re.compile(r"\{[^{}]*\}|\d+[+-]?|[+-]+|[IVX]+(?![a-z])|[A-Za-z]|\\[A-Za-z]+")
"""What is raised or lowered without braces: `^14_6C` is carbon."""

_LETTER = re.compile(r"[A-Z][a-z]?|[a-z]|\\[A-Za-z]+")


def translate(source: str) -> str:
    """Return TeX of what stands in ``\\ce``, for upright letters.

    Errors: ``FormulaError`` for what is not read here.
    """
    return "".join(_Chemist(source.strip()).parts())


_QUANTITY = re.compile(r"([+-]?\d+(?:[.,]\d+)?)?(?:[eE]([+-]?\d+))?\s*(.*)", re.DOTALL)
_UNIT = re.compile(r"([A-Za-zµμΩÅ%°]+)|\^?\{?([+-]?\d+)\}?|(\s+)|([*.·])|(/)")


def translate_quantity(source: str) -> str:
    """Return TeX of what stands in ``\\pu``: a number and its unit, for upright letters.

    Errors: ``FormulaError`` for what is not read here.
    """
    match = _QUANTITY.fullmatch(source.strip())
    assert match is not None
    number, power, unit = match[1] or "", match[2], match[3]
    if power:
        number += rf"\times 10^{{{power}}}" if number else f"10^{{{power}}}"
    parts = [number.replace(",", "{,}"), r"\," if number and unit else ""]
    at = 0
    while at < len(unit):
        token = _UNIT.match(unit, at)
        if token is None:
            raise FormulaError(f"the unit {unit} is not known")
        letters, exponent, blank, point, _ = token.groups()
        parts.append(
            letters
            or (f"^{{{exponent}}}" if exponent else "")
            or (r"\," if blank else "")
            or (r"{\cdot}" if point else "/")
        )
        at = token.end()
    return "".join(parts)


class _Chemist:
    """Reads a formula of chemistry from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.after_atom = False
        """Numbers here are those of atoms, written low; elsewhere they count molecules."""

        self.after_script = False
        """Another script stands above or below the one before."""

        self.after_sign = True
        """What comes next is spaced by the sign before it."""

    def parts(self) -> list[str]:
        parts: list[str] = []
        while self.at < len(self.source):
            parts.append(self.part())
        return parts

    def part(self) -> str:
        """Return TeX of what comes next."""
        rest = self.source[self.at :]
        first = rest[0]
        after_script, self.after_script = self.after_script, False
        after_sign, self.after_sign = self.after_sign, False
        if first.isspace():
            self.after_atom, self.after_sign = False, after_sign
            return self.take(len(rest) - len(rest.lstrip()), self.blank(rest, after_sign))
        if arrow := _ARROW.match(rest):
            return self.arrow(arrow[0])
        if first in "^_":
            return self.scripts(after_script)
        if first == "$":
            end = rest.find("$", 1)
            if end < 0:
                raise FormulaError("a $ is missing in \\ce")
            return self.take(end + 1, f"{{\\mathnormal{{{rest[1:end]}}}}}")
        if state := _STATE.match(rest):
            return self.take(len(state[0]), f"\\mathrm{{{state[0]}}}")
        if self.after_atom and (charge := _CHARGE.match(rest)):
            self.after_script = True
            return self.take(1, f"^{{{charge[0]}}}")
        # After an atom, a point is one between molecules.
        if number := (_COUNT if self.after_atom else _NUMBER).match(rest):
            return self.number(number[0])
        if letter := _LETTER.match(rest):
            return self.letter(letter[0])
        return self.sign(first)

    def take(self, length: int, tex: str) -> str:
        self.at += length
        return tex

    def blank(self, rest: str, after_sign: bool) -> str:
        """Return the space between molecules; none beside what has its own."""
        following = rest.lstrip()
        if re.match(r"[v^](?:\s|$)", following) or _STATE.match(following):
            return r"\,"
        is_part = following[:1].isalnum() or following[:1] in ("(", "[", "$")
        return r"\;" if is_part and not after_sign else " "

    def arrow(self, arrow: str) -> str:
        self.at += len(arrow)
        self.after_atom, self.after_sign = False, True
        labels: list[str] = []
        scanner = Scanner(self.source)
        # After a space, a bracket is one of a molecule.
        while len(labels) < 2 and self.source[self.at : self.at + 1] == "[":
            scanner.at = self.at
            labels.append(_label(scanner.option() or ""))
            self.at = scanner.at
        over, under = (*labels, "", "")[:2]
        below = f"[{under}]" if under else ""
        return f"{_ARROWS[arrow]}{below}{{{over or chr(92) + 'quad'}}}"

    def scripts(self, after_script: bool) -> str:
        """Return what is raised and lowered here: charges, or the numbers of an isotope."""
        mark = self.source[self.at]
        match = _SCRIPT.match(self.source, self.at + 1)
        if match is None:
            if mark == "^":
                # A gas: an arrow upwards.
                return self.take(1, r"{\uparrow}")
            raise FormulaError("a script is missing in \\ce")
        self.at = match.end()
        script = match[0].strip("{}")
        self.after_script = True
        base = "" if self.after_atom or after_script else "{}"
        return f"{base}{mark}{{{script}}}"

    def number(self, number: str) -> str:
        if self.after_atom:
            self.after_script = True
            return self.take(len(number), f"_{{{number}}}")
        self.at += len(number)
        if "/" in number:
            above, below = number.split("/")
            return rf"\tfrac{{{above}}}{{{below}}}"
        return number

    def letter(self, letter: str) -> str:
        before = self.source[self.at - 1 : self.at]
        after = self.source[self.at + len(letter) :]
        if letter == "v" and (not before or before.isspace()) and not after[:1].isalnum():
            # A precipitate: an arrow downwards.
            return self.take(1, r"{\downarrow}")
        self.after_atom = True
        self.at += len(letter)
        if letter.startswith("\\"):
            if letter == r"\bond":
                return self.bond()
            return f"{letter} "
        return f"{letter[0]}{letter[1:]}"

    def bond(self) -> str:
        scanner = Scanner(self.source)
        scanner.at = self.at
        kind = scanner.raw()
        self.at = scanner.at
        if kind not in _BONDS:
            raise FormulaError(f"the bond {kind} is not known")
        return f"{{{_BONDS[kind]}}}"

    def sign(self, sign: str) -> str:
        inside = self.after_atom
        self.at += 1
        if sign in ")]}":
            self.after_atom = True
            return sign if sign != "}" else "}"
        if sign in "([{":
            self.after_atom = False
            return sign
        self.after_atom = False
        if sign in "-=#" and inside:
            return f"{{{_BONDS[sign]}}}"
        if sign in "*.·•":
            self.after_sign = True
            return r"\cdot "
        if sign in "+-=,;:/<>?|":
            self.after_sign = sign != "/"
            return sign
        raise FormulaError(f"the sign {sign} is not known in \\ce")


def _label(text: str) -> str:
    """Return what stands over an arrow: a formula of chemistry, or words."""
    if text.startswith("$") and text.endswith("$") and len(text) > 1:
        return rf"\mathnormal{{{text[1:-1]}}}"
    if re.fullmatch(r"[a-z ]+", text):
        return rf"\text{{{text}}}"
    return rf"\mathrm{{{translate(text)}}}"
