"""TeX → the lists of atoms that it means.

A reader of its own, chosen over a library for MathML: those print the name of a command that they
do not know, lose arguments, and space by other rules than TeX. Here each command is in one of the
tables of this package; another one stops the formula with its name.

Source: The TeXbook, chapters 16 to 18; amsmath's user's guide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from nnexport.exporters.pdf.formulas.alphabets import ALPHABETS, SWITCHES, in_alphabet
from nnexport.exporters.pdf.formulas.nodes import (
    Atom,
    Fenced,
    Fraction,
    Group,
    Item,
    Items,
    Overlaid,
    Sign,
    Space,
    Style,
    Words,
    kind_of,
    sole,
)
from nnexport.exporters.pdf.formulas.scanning import Scanner
from nnexport.exporters.pdf.formulas.source import FormulaError, broken
from nnexport.exporters.pdf.formulas.symbols import (
    BIN,
    CHARACTERS,
    CLOSE,
    DELIMITERS,
    FUNCTIONS,
    INNER,
    INTEGRALS,
    LIMITED,
    OP,
    OPEN,
    ORD,
    REL,
    SPACES,
    SYMBOLS,
)

THIN_SPACE = "\u2009"
PRIME = "′"
PRIMES = {"'": 1, PRIME: 1, "″": 2, "‴": 3, "⁗": 4}

_INFIX = {
    r"\over": (True, "", ""),
    r"\atop": (False, "", ""),
    r"\choose": (False, "(", ")"),
    r"\brace": (False, "{", "}"),
    r"\brack": (False, "[", "]"),
}
_STYLES = {"displaystyle": 0, "textstyle": 1, "scriptstyle": 2, "scriptscriptstyle": 3}
LOGOS = frozenset(("TeX", "LaTeX"))
_APART = frozenset(("implies", "impliedby", "iff"))
_BIG = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_BIG_KINDS = {"": ORD, "l": OPEN, "m": REL, "r": CLOSE}
_CLASSES = {
    "mathord": ORD,
    "mathop": OP,
    "mathbin": BIN,
    "mathrel": REL,
    "mathopen": OPEN,
    "mathclose": CLOSE,
    "mathpunct": "punct",
    "mathinner": INNER,
}
NOTHING = frozenset(
    """nonumber notag displaylimits allowbreak nobreak relax null tiny scriptsize footnotesize small
    normalsize large Large LARGE huge Huge mathstrut strut hfill hfil""".split()
)
"""Commands that change nothing that can be seen in one formula alone, or its size."""


Command = Callable[["Reader", str], Items]
"""Takes the name without its backslash; reads its arguments."""


class Reader:
    """Reads one formula, list by list."""

    def __init__(
        self, scanner: Scanner, commands: Mapping[str, Command], alphabet: str = ""
    ) -> None:
        self.scanner = scanner
        self.commands = commands
        """Those with arguments, by their names."""

        self.alphabet = alphabet
        self.tag = ""
        """What is printed at the end of the formula."""

    # --- lists -----------------------------------------------------------------------------------

    def items(self, *ends: str) -> Items:
        """Return a list up to one of some tokens, which is not taken."""
        with self.in_alphabet(self.alphabet):
            return self._items(ends)

    @contextmanager
    def in_alphabet(self, alphabet: str) -> Iterator[None]:
        """Read letters in an alphabet, and after that as before."""
        before = self.alphabet
        self.alphabet = alphabet
        try:
            yield
        finally:
            self.alphabet = before

    def _items(self, ends: tuple[str, ...]) -> Items:
        items: list[Item] = []
        infix = ""
        above: Items = ()
        while (token := self.scanner.peek()) not in ends:
            if not token:
                raise broken(f"a {ends[-1]} is missing")
            self.scanner.take()
            if token in "^_'" or token in PRIMES:
                self._add_script(items, token)
            elif token in _INFIX:
                if infix:
                    raise broken(f"{infix} and {token} are in one group")
                infix, above, items = token, tuple(items), []
            elif token in (r"\limits", r"\nolimits"):
                if not items or not isinstance(items[-1], Atom):
                    raise broken(f"there is no sign before {token}")
                items[-1] = replace(items[-1], limits=token == r"\limits")
            else:
                items += self.item(token)
        if not infix:
            return tuple(items)
        has_bar, left, right = _INFIX[infix]
        fraction = Fraction(above, tuple(items), has_bar, left=left, right=right)
        return (Atom(ORD, fraction),)

    def _add_script(self, items: list[Item], token: str) -> None:
        """Give the last atom of a list a script."""
        last = items.pop() if items and isinstance(items[-1], Atom) else Atom(ORD, Group(()))
        assert isinstance(last, Atom)
        if token == "_":
            if last.below is not None:
                raise broken("something has two subscripts")
            items.append(replace(last, below=self.argument()))
            return
        if last.above is not None:
            raise broken("something has two superscripts")
        script: Items = ()
        if token in PRIMES:
            count = PRIMES[token]
            while self.scanner.peek() in PRIMES:
                count += PRIMES[self.scanner.take()]
            script = (Atom(ORD, Sign(PRIME)),) * count
            if not self.scanner.skip("^"):
                items.append(replace(last, above=script))
                return
        items.append(replace(last, above=(*script, *self.argument())))

    def argument(self) -> Items:
        """Return what a group in braces says, or one token."""
        token = self.scanner.take()
        if token == "{":
            items = self.items("}")
            self.scanner.take()
            return items
        if not token or token in "}&^_'":
            raise broken("something is missing")
        return self.item(token)

    def option(self) -> Items | None:
        """Return what stands in square brackets, if that comes next."""
        if not self.scanner.skip("["):
            return None
        items = self.items("]")
        self.scanner.take()
        return items

    def read(self, tex: str) -> Items:
        """Return what other TeX says, in the alphabet of this place."""
        return self.beside(Scanner(tex), self.alphabet).items("")

    def beside(self, scanner: Scanner, alphabet: str = "") -> Reader:
        """Return a reader of something else that knows the same commands."""
        return Reader(scanner, self.commands, alphabet)

    # --- atoms -----------------------------------------------------------------------------------

    def item(self, token: str) -> Items:
        """Return what a token, and the arguments that follow it, say."""
        if token == "{":
            items = self.items("}")
            self.scanner.take()
            return (Atom(ORD, Group(items)),)
        if token == "~":
            return (Space(SPACES[" "]),)
        if token.startswith("\\"):
            return self.command(token[1:])
        if token in "}&$#":
            raise broken(f"there is a {token} too many")
        return (self.sign(token),)

    def sign(self, character: str) -> Atom:
        """Return the atom of a character.

        Errors: ``FormulaError`` for a mark that stands on no letter.
        """
        if unicodedata.combining(character):
            raise broken("a mark stands on no letter")
        shown, kind = CHARACTERS.get(character, (character, ORD))
        if kind == OP:
            return _operator(shown)
        return Atom(kind, Sign(in_alphabet(shown, self.alphabet)))

    def command(self, name: str) -> Items:
        """Return what a command says.

        Errors: ``FormulaError`` for one that is not known.
        """
        if name in self.commands:
            return self.commands[name](self, name)
        if name in SYMBOLS:
            character, kind = SYMBOLS[name]
            if kind == OP:
                return (_operator(character),)
            atom = Atom(kind, Sign(in_alphabet(character, self.alphabet)))
            # As amsmath has them: what follows from what is further apart.
            return (Space(5 / 18), atom, Space(5 / 18)) if name in _APART else (atom,)
        if name in LIMITED:
            return (Atom(OP, Words(LIMITED[name].replace(" ", THIN_SPACE), "")),)
        if name in FUNCTIONS:
            return (Atom(OP, Words(name, ""), limits=False),)
        if name in SPACES or name.isspace():
            return (Space(SPACES.get(name, SPACES[" "])),)
        if name in LOGOS:
            return (Atom(ORD, Words(name, "")),)
        if name in ALPHABETS:
            with self.in_alphabet(_combine(self.alphabet, ALPHABETS[name])):
                items = self.argument()
            return items if len(items) == 1 else (Atom(ORD, Group(items)),)
        if name in SWITCHES:
            self.alphabet = _combine(self.alphabet, SWITCHES[name])
            return ()
        if name in _STYLES:
            return (Style(_STYLES[name]),)
        if name in _CLASSES:
            items = self.argument()
            return (Atom(_CLASSES[name], Group(items), limits=None if name == "mathop" else False),)
        if name in NOTHING:
            return ()
        if name.rstrip("lmr") in _BIG and name[len(name.rstrip("lmr")) :] in _BIG_KINDS:
            size = name.rstrip("lmr")
            sign = Sign(self.delimiter(), stretch_em=_BIG[size])
            return (Atom(_BIG_KINDS[name.removeprefix(size)], sign),) if sign.character else ()
        raise FormulaError(f"the command \\{name} is not known")

    def delimiter(self) -> str:
        """Return the bracket that comes next; empty for the one that is not printed."""
        token = self.scanner.take()
        if token not in DELIMITERS:
            raise broken(f"{token or 'nothing'} is no bracket")
        return DELIMITERS[token]

    def fenced(self) -> Fenced:
        """Return what stands from ``\\left`` to its ``\\right``."""
        fences = [self.delimiter()]
        parts: list[Items] = []
        while True:
            parts.append(self.items(r"\middle", r"\right"))
            token = self.scanner.take()
            fences.append(self.delimiter())
            if token == r"\right":
                return Fenced(tuple(fences), tuple(parts))


def _operator(character: str) -> Atom:
    # Beside an integral, above and below a sum.
    limits = False if character in INTEGRALS else None
    return Atom(OP, Sign(character, is_large=True), limits=limits)


def _combine(around: str, alphabet: str) -> str:
    """Return an alphabet inside of another: script letters in bold ones are bold."""
    if around in ("bf", "bm") and alphabet in ("cal", "frak", "sf"):
        return f"b{alphabet}"
    if alphabet in ("bf", "bm") and around in ("cal", "frak", "sf"):
        return f"b{around}"
    if alphabet == "bm" and around == "rm":
        return "bf"
    return alphabet


def negate(items: Items) -> Items:
    """Return an atom struck through, as ``\\not`` wants it."""
    atom = sole(items)
    if atom and isinstance(atom.nucleus, Sign):
        negated = unicodedata.normalize("NFC", atom.nucleus.character + "\u0338")
        if len(negated) == 1:
            return (replace(atom, nucleus=Sign(negated)),)
    return (Atom(kind_of(items), Overlaid(items)),)
