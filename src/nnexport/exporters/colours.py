"""Code → the same code in pieces, each with the class that gives it its colour.

Pygments reads the code when the deck is built: cards and paper have no script. Its hundred kinds of
token become the nine classes of ``CODE_CLASSES``, for which a card has a colour by day and one by
night, and paper one more: more would be neither told apart nor worth their HTML.

Only the fence names the language. What is unknown, has no name, is longer than ``LONGEST`` or is
read by a lexer that may take for ever stays plain: no colour is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

Piece = tuple[str, str]
"""Class and text; the class is empty for text in the colour of the block."""

LONGEST = 5_000
"""Characters, more than a hundred lines. Some patterns take time in the square of the length."""

# By Pygments' kinds; what is not here counts as what it is a kind of, e.g. `Keyword.Type.Foo`.
_CLASSES = {
    "Keyword": "k",
    "Keyword.Type": "nb",
    "Keyword.Constant": "m",
    "Operator.Word": "k",
    "Name.Tag": "k",
    "Name.Builtin": "nb",
    "Name.Builtin.Pseudo": "k",
    "Name.Exception": "nb",
    "Name.Function": "nf",
    "Name.Class": "nf",
    "Name.Decorator": "nd",
    "Name.Attribute": "nd",
    "Name.Entity": "m",
    "Name.Constant": "m",
    "Name.Label": "nd",
    "Literal.Number": "m",
    "Literal.Date": "m",
    "Literal.String": "s",
    "Literal.String.Interpol": "m",
    "Literal.String.Escape": "m",
    "Comment": "c",
    "Comment.Preproc": "nd",
    "Comment.PreprocFile": "s",
    "Generic.Deleted": "gd",
    "Generic.Inserted": "gi",
    "Generic.Error": "gd",
    "Generic.Heading": "nf",
    "Generic.Subheading": "nd",
    "Generic.Output": "c",
    "Generic.Prompt": "c",
    "Generic.Traceback": "gd",
}
CODE_CLASSES = frozenset(_CLASSES.values())

# A few hundred characters that nobody would write as code hold their lexers for seconds or for ever
# (measured with Pygments 2.21 on long runs of one or two characters).
_ENDLESS = {
    "AutoIt",
    "autohotkey",
    "Easytrieve",
    "LilyPond",
    "Pawn",
    "SourcePawn",
    "Systemd",
    "Typographic Number Theory",
    "X++",
}


@lru_cache(maxsize=1024)
def colour_code(text: str, language: str) -> tuple[Piece, ...]:
    """Return the pieces of a code block whose fence says ``language``.

    Shape: put together, the texts are ``text``; none is empty, no two neighbours have one class.
    """
    plain = (("", text),) if text else ()
    if not language or len(text) > LONGEST:
        return plain
    # PHP may stand in a page between its signs, or alone.
    lexer = _find_lexer(language, alone="<?" not in text)
    if lexer is None:
        return plain
    try:
        pieces = _join(_pieces(lexer, text))
    except Exception:  # noqa: BLE001 - a lexer that fails must not stop the deck
        return plain
    # The few lexers that add, drop or move text are no help: what is shown is what was written.
    return pieces if "".join(piece for _, piece in pieces) == text else plain


def _pieces(lexer: Lexer, text: str) -> Iterator[Piece]:
    # Not `get_tokens`, which changes line ends and tabs. Lexers expect a newline at the end.
    room = len(text)
    for _, kind, value in lexer.get_tokens_unprocessed(text + "\n"):
        if value := value[:room]:
            yield _class_of(kind), value
        room -= len(value)


@lru_cache(maxsize=256)
def _class_of(kind: tuple[str, ...]) -> str:
    while kind:
        if name := _CLASSES.get(".".join(kind)):
            return name
        kind = kind[:-1]
    return ""


def _join(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one class, over blanks too: nobody sees their colour."""
    joined: list[Piece] = []
    for own_name, text in pieces:
        name = "" if text.isspace() else own_name
        if len(joined) > 1 and joined[-1][1].isspace() and joined[-2][0] == name:
            text = joined.pop()[1] + text
        if joined and joined[-1][0] == name:
            text = joined.pop()[1] + text
        joined.append((name, text))
    return tuple(joined)


# --- languages -----------------------------------------------------------------------------------

# `{.python .numberLines}`, `python,ignore`, `rust{1,3}`, `js:app.js`: the name is what comes first.
_NAME = re.compile(r"\{?\s*\.?([\w+#*-][\w+#*./-]*)")


@lru_cache(maxsize=256)
def _find_lexer(language: str, *, alone: bool) -> Lexer | None:
    # Imported here: most decks have no code, and `nnexport --help` has none.
    from pygments.lexers import find_lexer_class

    match = _NAME.match(language)
    name = _lexer_names().get(match[1].lower()) if match else None
    lexer_class = find_lexer_class(name) if name else None
    return lexer_class(startinline=alone) if lexer_class else None


@lru_cache(maxsize=1)
def _lexer_names() -> dict[str, str]:
    """Return Pygments' names of its lexers by what a fence may call them.

    That is an alias, or an ending of files that no other language has: `yml`, `kt`. Lexers that
    other packages add are left out: the same deck gives the same cards everywhere.
    """
    from pygments.lexers import get_all_lexers

    aliases: dict[str, str] = {}
    endings: dict[str, set[str]] = {}
    for name, names, patterns, _ in get_all_lexers(plugins=False):
        if name in _ENDLESS:
            continue
        for alias in names:
            aliases.setdefault(alias.lower(), name)
        for pattern in patterns:
            if re.fullmatch(r"\*\.\w+", pattern):
                endings.setdefault(pattern[2:].lower(), set()).add(name)
    unique = {ending: name for ending, (name, *others) in endings.items() if not others}
    return unique | aliases
