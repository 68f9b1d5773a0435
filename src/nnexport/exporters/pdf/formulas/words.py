"""Text in formulas: the arguments of ``\\text`` and the like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from nnexport.exporters.pdf.formulas.nodes import Atom, Item, Items, Words
from nnexport.exporters.pdf.formulas.scanning import Scanner
from nnexport.exporters.pdf.formulas.source import FormulaError, broken
from nnexport.exporters.pdf.formulas.symbols import ORD

if TYPE_CHECKING:
    from nnexport.exporters.pdf.formulas.reading import Reader

TEXT_FONTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "",
        "textnormal": "regular",
        "textrm": "",
        "textup": "",
        "textmd": "",
        "textsf": "",
        "mbox": "",
        "hbox": "",
        "textit": "italic",
        "emph": "italic",
        "textsl": "italic",
        "textbf": "bold",
        "texttt": "mono",
    }
)
"""Command → the font of its text; empty for that around."""

_SIGNS = MappingProxyType(
    {
        **{sign: sign for sign in "%&#_${}"},
        " ": " ",
        "~": "~",
        ",": "\u2009",
        ";": "\u2002",
        ":": "\u2005",
        "!": "",
        "quad": "\u2003",
        "qquad": "\u2003\u2003",
        "space": " ",
        "ldots": "…",
        "dots": "…",
        "textellipsis": "…",
        "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^",
        "textendash": "–",
        "textemdash": "—",
        "S": "§",
        "P": "¶",
        "ss": "ß",
        "ae": "æ",
        "AE": "Æ",
        "oe": "œ",
        "OE": "Œ",
        "o": "ø",
        "O": "Ø",
        "aa": "å",
        "AA": "Å",
        "l": "ł",
        "L": "Ł",
        "i": "ı",
        "pounds": "£",
        "euro": "€",
        "copyright": "©",
        "degree": "°",
        "textdegree": "°",
        "textmu": "µ",
    }
)
_MARKS = MappingProxyType(
    {
        "'": "\u0301",
        "`": "\u0300",
        "^": "\u0302",
        '"': "\u0308",
        "=": "\u0304",
        ".": "\u0307",
        "c": "\u0327",
        "v": "\u030c",
        "u": "\u0306",
        "H": "\u030b",
        "r": "\u030a",
        "k": "\u0328",
    }
)
"""Command → the mark that it puts on the next letter. ``\\~`` is in the signs: it is more often
a wavy line that somebody escaped."""

_PLAIN = re.compile(r"[^\\${}~%]+")


def is_known_in_text(name: str) -> bool:
    """Tell whether a command, without its backslash, may stand in text."""
    return name in TEXT_FONTS or name in _SIGNS or name in _MARKS


def read_words(reader: Reader, tex: str, font: str = "regular") -> Items:
    """Return text as it is set, with the formulas in it.

    Errors: ``FormulaError`` for a command that text does not have.
    """
    items: list[Item] = []
    words: list[str] = []

    def flush() -> None:
        text = re.sub(r"[ \t\n]+", " ", "".join(words))
        if text:
            items.append(Atom(ORD, Words(_dashes(text), font)))
        words.clear()

    scanner = Scanner(tex)
    while scanner.at < len(tex):
        plain = _PLAIN.match(tex, scanner.at)
        if plain:
            words.append(plain[0])
            scanner.at = plain.end()
            continue
        token = scanner.take()
        name = token[1:]
        if token in ("$", r"\("):
            flush()
            items += _read_formula(reader, scanner, "$" if token == "$" else r"\)")
        elif token == "{":
            scanner.at -= 1
            flush()
            items += read_words(reader, scanner.raw(), font)
        elif token == "~":
            words.append("\u00a0")
        elif token == "}":
            raise broken("there is a } too many")
        elif token.startswith("\\") and name in TEXT_FONTS:
            flush()
            items += read_words(reader, scanner.raw(), _inside(font, TEXT_FONTS[name]))
        elif token.startswith("\\") and name in _SIGNS:
            words.append(_SIGNS[name])
            if name.isalpha():
                # A space ends the name, and is not printed.
                scanner.peek()
        elif token.startswith("\\") and name in _MARKS:
            letter = scanner.raw()
            words.append(unicodedata.normalize("NFC", letter + _MARKS[name]))
        elif token:
            raise FormulaError(f"the command {token} is not known in text")
    flush()
    return tuple(items)


def _read_formula(reader: Reader, scanner: Scanner, end: str) -> Items:
    inner = reader.beside(scanner)
    items = inner.items(end)
    scanner.take()
    return items


def _inside(around: str, font: str) -> str:
    if {around, font} == {"bold", "italic"}:
        return "bold-italic"
    return font or around


def _dashes(text: str) -> str:
    return text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
