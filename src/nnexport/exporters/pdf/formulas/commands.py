"""TeX's commands with arguments, one small function for each kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.pdf.formulas.chemistry import translate, translate_quantity
from nnexport.exporters.pdf.formulas.environments import read_environment, read_stack, read_top
from nnexport.exporters.pdf.formulas.nodes import (
    Accent,
    Arrow,
    Atom,
    Barred,
    Fraction,
    Framed,
    Group,
    Items,
    Phantom,
    Radical,
    Sign,
    Space,
    Stacked,
    Stretched,
    Words,
    kind_of,
)
from nnexport.exporters.pdf.formulas.reading import THIN_SPACE, Command, Reader, negate
from nnexport.exporters.pdf.formulas.scanning import Scanner, read_length
from nnexport.exporters.pdf.formulas.source import FormulaError, broken
from nnexport.exporters.pdf.formulas.symbols import (
    ACCENTS,
    ARROWS,
    BIN,
    CHARACTERS,
    CLOSE,
    DELIMITERS,
    INNER,
    OP,
    OPEN,
    ORD,
    OVER,
    REL,
    SYMBOLS,
    UNDER,
    WIDE_ACCENTS,
)
from nnexport.exporters.pdf.formulas.words import TEXT_FONTS, read_words


def read_formula(tex: str) -> Items:
    """Return what a formula says.

    Errors: ``FormulaError`` for what is no TeX, and for a command that is not known.
    """
    reader = Reader(Scanner(unicodedata.normalize("NFC", tex)), COMMANDS)
    items = read_top(reader)
    if reader.tag:
        items = (*items, Space(2.0), Atom(ORD, Words(reader.tag)))
    return items


def _fraction(reader: Reader, name: str) -> Items:
    style = {"d": 0, "t": 1, "c": 0}.get(name[0])
    above, below = reader.argument(), reader.argument()
    return (Atom(ORD, Fraction(above, below, style=style, is_continued=name == "cfrac")),)


def _binomial(reader: Reader, name: str) -> Items:
    style = {"d": 0, "t": 1}.get(name[0])
    above, below = reader.argument(), reader.argument()
    return (Atom(ORD, Fraction(above, below, False, style, "(", ")")),)


def _general_fraction(reader: Reader, name: str) -> Items:
    left, right, bar, style = (reader.scanner.raw().strip() for _ in range(4))
    fences = []
    for fence in (left, right):
        if fence and fence not in DELIMITERS:
            raise broken(f"{fence} is no bracket")
        fences.append(DELIMITERS[fence] if fence else "")
    if style not in ("", "0", "1", "2", "3"):
        raise broken(f"{style} is no style")
    has_bar = not bar or read_length(bar) > 0
    above, below = reader.argument(), reader.argument()
    level = int(style) if style else None
    return (Atom(ORD, Fraction(above, below, has_bar, level, fences[0], fences[1])),)


def _root(reader: Reader, name: str) -> Items:
    degree = reader.option() or ()
    return (Atom(ORD, Radical(reader.argument(), degree)),)


def _root_of(reader: Reader, name: str) -> Items:
    degree = reader.items(r"\of")
    reader.scanner.take()
    return (Atom(ORD, Radical(reader.argument(), degree)),)


def _accent(reader: Reader, name: str) -> Items:
    return (Atom(ORD, Accent(reader.argument(), ACCENTS[name])),)


def _wide_accent(reader: Reader, name: str) -> Items:
    return (Atom(ORD, Accent(reader.argument(), WIDE_ACCENTS[name], is_wide=True)),)


def _stretched(reader: Reader, name: str) -> Items:
    is_over = name in OVER
    stretched = Stretched(reader.argument(), (OVER if is_over else UNDER)[name], is_over)
    # Scripts of a brace are its label.
    if name.endswith(("brace", "bracket", "paren", "group")):
        return (Atom(OP, stretched, limits=True),)
    return (Atom(ORD, stretched),)


def _barred(reader: Reader, name: str) -> Items:
    return (Atom(ORD, Barred(reader.argument(), name == "overline")),)


def _stacked(reader: Reader, name: str) -> Items:
    small, body = reader.argument(), reader.argument()
    kind = REL if name == "stackrel" else kind_of(body)
    if body and all(isinstance(each, Atom) and each.kind == OP for each in body):
        kind = OP
    if name == "underset":
        return (Atom(kind, Stacked(body, under=small), limits=False),)
    return (Atom(kind, Stacked(body, over=small), limits=False),)


def _arrow(reader: Reader, name: str) -> Items:
    under = reader.option() or ()
    return (Atom(REL, Arrow(ARROWS[name], reader.argument(), under)),)


def _fenced(reader: Reader, name: str) -> Items:
    return (Atom(INNER, reader.fenced()),)


def _not(reader: Reader, name: str) -> Items:
    return negate(reader.argument())


_FRAMES = {
    "boxed": ("box",),
    "cancel": ("up",),
    "bcancel": ("down",),
    "xcancel": ("up", "down"),
    "sout": ("level",),
}


def _framed(reader: Reader, name: str) -> Items:
    return (Atom(ORD, Framed(reader.argument(), _FRAMES[name])),)


def _framed_words(reader: Reader, name: str) -> Items:
    return (Atom(ORD, Framed(read_words(reader, reader.scanner.raw()), ("box",))),)


_PHANTOMS = {
    "phantom": Phantom(()),
    "hphantom": Phantom((), has_height=False),
    "vphantom": Phantom((), has_width=False),
    "rlap": Phantom((), has_width=False, is_shown=True),
    "llap": Phantom((), has_width=False, is_shown=True, align=1.0),
    "clap": Phantom((), has_width=False, is_shown=True, align=0.5),
}


def _phantom(reader: Reader, name: str) -> Items:
    own = _PHANTOMS[name.removeprefix("math")]
    body = reader.argument()
    shaped = Phantom(body, own.has_width, own.has_height, own.is_shown, own.align)
    return (Atom(ORD, shaped),)


def _smash(reader: Reader, name: str) -> Items:
    reader.scanner.option()
    return (Atom(ORD, Phantom(reader.argument(), has_height=False, is_shown=True)),)


# --- names ---------------------------------------------------------------------------------------

_PLAIN_NAME = re.compile(r"(?:[\w \u2009-]|\\[,;: !])*")
_NAME_SPACE = re.compile(r"\\[,;: !]")


def _named_operator(reader: Reader, name: str) -> Items:
    has_limits = reader.scanner.skip("*") or name == "operatornamewithlimits"
    limits = None if has_limits else False
    scanner = reader.scanner
    start = scanner.at
    source = scanner.raw()
    if _PLAIN_NAME.fullmatch(source):
        # TeX leaves spaces out here too, and a hyphen is no minus sign.
        text = _NAME_SPACE.sub(THIN_SPACE, source.replace(" ", ""))
        if text:
            return (Atom(OP, Words(text, ""), limits=limits),)
    scanner.at = start
    with reader.in_alphabet("rm"):
        return (Atom(OP, Group(reader.argument()), limits=limits),)


MOD_SPACE_EM = 0.6


def _modulo(reader: Reader, name: str) -> Items:
    mod = Atom(ORD, Words("mod", ""))
    match name:
        case "bmod":
            return (Atom(BIN, Words("mod", "")),)
        case "mod":
            return (Space(1.0), mod, Space(1 / 3), *reader.argument())
        case "pod":
            return (Space(MOD_SPACE_EM), *_in_brackets(reader.argument()))
    return (Space(MOD_SPACE_EM), *_in_brackets((mod, Space(1 / 3), *reader.argument())))


def _in_brackets(items: Items) -> Items:
    return (Atom(OPEN, Sign("(")), *items, Atom(CLOSE, Sign(")")))


def _quantum(reader: Reader, name: str) -> Items:
    body = reader.argument()
    left = "|" if name.lower() == "ket" else "⟨"
    right = "|" if name.lower() == "bra" else "⟩"
    return (Atom(OPEN, Sign(left)), *body, Atom(CLOSE, Sign(right)))


def _dots(reader: Reader, name: str) -> Items:
    token = reader.scanner.peek()
    _, kind = (
        SYMBOLS.get(token[1:], ("", "")) if token[:1] == "\\" else CHARACTERS.get(token, ("", ""))
    )
    # Between signs on the axis they stand there too.
    return (Atom(INNER, Sign("⋯" if kind in (BIN, REL) or token in ("+", "-") else "…")),)


# --- text ----------------------------------------------------------------------------------------


def _words(reader: Reader, name: str) -> Items:
    items = read_words(reader, reader.scanner.raw(), TEXT_FONTS[name] or "regular")
    return items if len(items) == 1 else (Atom(ORD, Group(items)),)


def _tag(reader: Reader, name: str) -> Items:
    is_bare = reader.scanner.skip("*")
    words = read_words(reader, reader.scanner.raw())
    text = "".join(
        each.nucleus.text
        for each in words
        if isinstance(each, Atom) and isinstance(each.nucleus, Words)
    )
    if len(words) != 1:
        raise FormulaError("its number is no plain text")
    reader.tag = text if is_bare else f"({text})"
    return ()


def _label(reader: Reader, name: str) -> Items:
    # Names for others to refer to; nothing is printed.
    reader.scanner.raw()
    return ()


def _chemistry(reader: Reader, name: str) -> Items:
    with reader.in_alphabet("rm"):
        # No group: a line may end in it.
        source = reader.scanner.raw()
        return reader.read(translate(source) if name == "ce" else translate_quantity(source))


# --- spaces and colours --------------------------------------------------------------------------


def _space(reader: Reader, name: str) -> Items:
    reader.scanner.skip("*")
    return (Space(read_length(reader.scanner.raw())),)


def _kern(reader: Reader, name: str) -> Items:
    return (Space(reader.scanner.dimension()),)


def _color(reader: Reader, name: str) -> Items:
    # In one ink: colours say nothing that the signs do not.
    reader.scanner.option()
    reader.scanner.raw()
    return () if name == "color" else (Atom(ORD, Group(reader.argument())),)


def _environment(reader: Reader, name: str) -> Items:
    return read_environment(reader, reader.scanner.raw())


def _stack(reader: Reader, name: str) -> Items:
    return read_stack(reader.beside(Scanner(reader.scanner.raw()), reader.alphabet))


def _before(reader: Reader, name: str) -> Items:
    above, below = reader.argument(), reader.argument()
    return (Atom(ORD, Group(()), above, below), *reader.argument())


_FORBIDDEN = """def edef gdef xdef let newcommand renewcommand providecommand newenvironment require
input include DeclareMathOperator csname catcode loop href url unicode class cssId style ref
eqref""".split()


def _forbidden(reader: Reader, name: str) -> Items:
    raise FormulaError(f"\\{name} is for whole documents")


def _each(names: str, command: Command) -> dict[str, Command]:
    return dict.fromkeys(names.split(), command)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        **_each("frac dfrac tfrac cfrac", _fraction),
        **_each("binom dbinom tbinom", _binomial),
        "genfrac": _general_fraction,
        "sqrt": _root,
        "root": _root_of,
        **dict.fromkeys(ACCENTS, _accent),
        **dict.fromkeys(WIDE_ACCENTS, _wide_accent),
        **dict.fromkeys((*OVER, *UNDER), _stretched),
        **_each("overline underline underbar", _barred),
        **_each("overset underset stackrel", _stacked),
        **dict.fromkeys(ARROWS, _arrow),
        "left": _fenced,
        "not": _not,
        **dict.fromkeys(_FRAMES, _framed),
        **_each("fbox framebox", _framed_words),
        **dict.fromkeys(_PHANTOMS, _phantom),
        **_each("mathrlap mathllap mathclap", _phantom),
        "smash": _smash,
        **_each("operatorname operatornamewithlimits", _named_operator),
        **_each("bmod mod pmod pod", _modulo),
        **_each("bra ket braket Bra Ket Braket", _quantum),
        "dots": _dots,
        **dict.fromkeys(TEXT_FONTS, _words),
        "tag": _tag,
        "label": _label,
        **_each("ce pu", _chemistry),
        **_each("hspace mspace", _space),
        **_each("kern mkern hskip mskip", _kern),
        **_each("color textcolor", _color),
        "begin": _environment,
        "substack": _stack,
        "prescript": _before,
        **dict.fromkeys(_FORBIDDEN, _forbidden),
    }
)
"""Command without its backslash → its function."""
