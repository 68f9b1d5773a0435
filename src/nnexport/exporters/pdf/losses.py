"""What paper cannot show: noted by the code that simplifies it, reported once for each note."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.pdf.text import cjk

WIDE_TABLE = "a table is too wide for its column and is printed as a list, row by row"
MOVING_PICTURE = "of a picture that moves, the first one is printed"

_HELP = {
    MOVING_PICTURE: "name a picture that shows all that matters, or say it in words",
    WIDE_TABLE: "split the table into narrower ones",
}


_FORMULA_HELP = "write it in other commands, or in words"


class Losses:
    """Collects what one note loses while it is set; :meth:`take` hands it over and starts anew.

    The only object that changes while laying out. Insertion order is reading order.
    """

    def __init__(self) -> None:
        self._characters: dict[str, None] = {}
        self._simplified: dict[str, None] = {}
        self._images: dict[str, tuple[str, str]] = {}

    def miss_character(self, character: str) -> None:
        """Note a character that no font has; a replacement sign is printed."""
        self._characters[character] = None

    def simplify(self, what: str) -> None:
        """Note a construct that is printed in a simpler form: one of the constants above."""
        self._simplified[what] = None

    def refuse_formula(self, tex: str, reason: str) -> None:
        """Note a formula of which the source is printed."""
        shown = " ".join(tex.split())
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        self._simplified[f"the formula “{shown}” is printed as its TeX source: {reason}"] = None

    def leave_out_image(self, src: str, reason: str = "", help_line: str = "") -> None:
        """Note a picture that is only described; why, and what helps, if that is known."""
        self._images[src] = (reason, help_line or "say in words what it shows")

    def take(self, where: str, note: str = "") -> tuple[Diagnostic, ...]:
        """Return the problems of what was just set, and forget them.

        ``where`` names it for the user; ``note`` is the id of the note, if it is one.

        Errors: NN301 once for all characters, NN302 for each kind of construct, NN304 for each
        picture.
        """
        found = [
            *_describe_missing(tuple(self._characters)),
            *(("NN302", each, _HELP.get(each, _FORMULA_HELP)) for each in self._simplified),
            *(
                ("NN304", _describe_image(src, reason), help_line)
                for src, (reason, help_line) in self._images.items()
            ),
        ]
        self._characters, self._simplified, self._images = {}, {}, {}
        return tuple(
            Diagnostic(code, Span(""), f"{where}: {message}", help=help_line, note=note)
            for code, message, help_line in found
        )


_NAMED = 3


def _describe_missing(characters: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield one problem for all characters that no font has, the first of them by name.

    One a character would be hundreds for a text in a script that the fonts lack.
    """
    if not characters:
        return
    named = ", ".join(_describe(each) for each in characters[:_NAMED])
    more = len(characters) - _NAMED
    rest = f" and {more} more" if more > 0 else ""
    signs = "replacement signs are" if len(characters) > 1 else "a replacement sign is"
    message = f"no font has {named}{rest}; {signs} printed"
    if any(map(cjk.has_letters, characters)) and cjk.font_path() is None:
        yield "NN301", message, "install the font for them: pip install 'nnexport[cjk]'"
    else:
        yield "NN301", message, "write it with other characters, or use Markdown or Anki"


def _describe(character: str) -> str:
    name = unicodedata.name(character, "without a name")
    shown = f" '{character}'" if character.isprintable() else ""
    return f"U+{ord(character):04X} {name}{shown}"


def _describe_image(src: str, reason: str) -> str:
    shown = src if len(src) <= 60 else src[:59] + "…"
    why = f": {reason}" if reason else ""
    return f"the picture '{shown}' is not printed, only its description{why}"
