"""What PyYAML says about a broken file → what to tell the person who wrote it.

PyYAML speaks of tokens and nodes, and its C and Python parsers word the same problem differently.
Here both become one sentence, the place where the mistake is (the quote that was opened, not the
end of the file where that showed) and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

QUOTE_HELP = (
    "quote it with ', or put it into a block: `|-`, and the text indented on the next lines"
)
FEATURE_MESSAGE = "“{word}” is read as {kind} of YAML, not as text"
TAB_HELP = "replace the tab with spaces"
INDENT_HELP = "indent it like the lines it belongs to; if it is part of the text above, further"


@dataclass(frozen=True, slots=True)
class Explained:
    """A problem with the YAML itself. Line and column are 1-based."""

    code: str
    line: int
    column: int
    message: str
    help: str


def explain_error(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Explained:
    """Return what to tell about an error of PyYAML's parser. ``lines`` are those of the file."""
    problem = error.problem or ""
    spot = _place(error.problem_mark)
    start = _place(error.context_mark) if error.context_mark is not None else spot
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, problem) or re.search(pattern, error.context or ""):
            return explain(_Trouble(problem, spot, start, lines))
    return Explained("NN201", *spot, "this is not valid YAML", QUOTE_HELP)


_Place = tuple[int, int]


def _place(mark: yaml.Mark | None) -> _Place:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


@dataclass(frozen=True, slots=True)
class _Trouble:
    problem: str
    spot: _Place
    """Where PyYAML stumbled."""

    start: _Place
    """Where the thing began that it was reading."""

    lines: Sequence[str]

    def before(self) -> str:
        """Return what stands left of the spot."""
        line = self.lines[self.spot[0] - 1] if self.spot[0] <= len(self.lines) else ""
        return line[: self.spot[1] - 1]

    def at(self, place: _Place) -> str:
        """Return the rest of the line from a place on."""
        line = self.lines[place[0] - 1] if place[0] <= len(self.lines) else ""
        return line[place[1] - 1 :].rstrip()


def _first_word(text: str) -> str:
    return text.split(" ")[0] if text else ""


def _tab(trouble: _Trouble) -> Explained:
    return Explained("NN201", *trouble.spot, "a tab stands where YAML wants spaces", TAB_HELP)


def _character(trouble: _Trouble) -> Explained:
    character = trouble.at(trouble.spot)[:1]
    if not character:
        return _early_end(trouble)
    if character == "\t":
        return _tab(trouble)
    return Explained(
        "NN201", *trouble.spot, f"a text cannot begin with “{character}” without quotes", QUOTE_HELP
    )


def _star(trouble: _Trouble) -> Explained:
    word = _first_word(trouble.at(trouble.start))
    kind = "an alias" if word.startswith("*") else "an anchor"
    return Explained(
        "NN206", *trouble.start, FEATURE_MESSAGE.format(word=word, kind=kind), QUOTE_HELP
    )


def _tag(trouble: _Trouble) -> Explained:
    word = _first_word(trouble.at(trouble.start))
    return Explained(
        "NN206", *trouble.start, FEATURE_MESSAGE.format(word=word, kind="a tag"), QUOTE_HELP
    )


def _quote(trouble: _Trouble) -> Explained:
    quote = trouble.at(trouble.start)[:1]
    double = "; a quote inside the text is written twice" if quote == "'" else ""
    return Explained(
        "NN201",
        *trouble.start,
        f"the text that begins with {quote} here has no {quote} at its end",
        f"close it with {quote}{double}, or put the text into a block: `|-`",
    )


def _bracket(trouble: _Trouble) -> Explained:
    opening = trouble.at(trouble.start)[:1]
    opening = opening if opening in ("[", "{") else "["
    closing = {"[": "]", "{": "}"}[opening]
    return Explained(
        "NN201",
        *trouble.start,
        f"what begins with {opening} here is not closed, or lacks a comma",
        f"close it with {closing}; if it is a text, put it into single quotes or a block: `|-`",
    )


def _colon(trouble: _Trouble) -> Explained:
    if re.search(r":(?: |$)", trouble.before().rstrip(" ").rstrip(":") + " "):
        message = "a second “: ” in the line; the first one ended the key"
        return Explained("NN201", *trouble.spot, message, QUOTE_HELP)
    indent = len(trouble.before()) - len(trouble.before().lstrip(" ")) + 1
    word = _shorten(trouble.before().strip(" -"))
    return Explained(
        "NN201",
        trouble.spot[0],
        indent,
        f"the key `{word}` does not fit below the line above it",
        INDENT_HELP,
    )


def _stray_line(trouble: _Trouble) -> Explained:
    return Explained(
        "NN201",
        *trouble.start,
        f"“{_shorten(trouble.at(trouble.start))}” is neither a key with a colon nor part of a text",
        INDENT_HELP,
    )


def _misplaced(trouble: _Trouble) -> Explained:
    before = trouble.before()
    if alias := re.search(r"(?:\A|[ :-])([*&][^ ]+) +\Z", before):
        place = (trouble.spot[0], alias.start(1) + 1)
        return _star(_Trouble(trouble.problem, place, place, trouble.lines))
    shown = _shorten(trouble.at(trouble.spot))
    if before.strip(" -"):
        message = f"“{shown}” stands after the end of a quoted text or of a list"
        help = "put all of it into the quotes, or the text into a block: `|-`"
        return Explained("NN201", *trouble.spot, message, help)
    message = f"“{shown}” does not fit here: its indentation is that of nothing above"
    return Explained("NN201", *trouble.spot, message, INDENT_HELP)


def _item(trouble: _Trouble) -> Explained:
    sign = trouble.at(trouble.spot)[:1]
    what = "a list item" if sign == "-" else "a key"
    message = f"“{sign} ” begins {what}, which cannot stand on the line of a key"
    return Explained("NN201", *trouble.spot, message, QUOTE_HELP)


def _escape(trouble: _Trouble) -> Explained:
    # The C parser points at the backslash, the other one behind it.
    line, column = trouble.spot
    text = trouble.lines[line - 1]
    column = text.rfind("\\", 0, column) + 1 or column
    return Explained(
        "NN201",
        line,
        column,
        f"“{text[column - 1 : column + 1]}” means nothing in a text in double quotes",
        "use single quotes, where a backslash is a backslash, or a block: `|-`",
    )


def _header(trouble: _Trouble) -> Explained:
    word = _first_word(trouble.at(trouble.start))
    sign = word[:1] or "|"
    return Explained(
        "NN201",
        *trouble.start,
        f"after “{sign}” the text must begin on the next line",
        f"write `{sign}-` alone and the text indented below, or quote a text that begins so",
    )


def _early_end(trouble: _Trouble) -> Explained:
    last = max((at for at, line in enumerate(trouble.lines, 1) if line.strip()), default=1)
    message = "the file ends in the middle: a bracket is open, or a value is missing"
    return Explained("NN201", last, 1, message, "complete the line, or close the bracket")


def _document(trouble: _Trouble) -> Explained:
    shown = _shorten(trouble.at(trouble.spot))
    if not shown:
        return _early_end(trouble)
    message = f"“{shown}” stands after the end of the deck"
    return Explained("NN201", *trouble.spot, message, INDENT_HELP)


def _directive(trouble: _Trouble) -> Explained:
    return Explained(
        "NN201", *trouble.start, "a line that begins with % is an order to YAML", "delete the line"
    )


def _shorten(text: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= 40 else text[:39] + "…"


_EXPLANATIONS: tuple[tuple[str, Callable[[_Trouble], Explained]], ...] = (
    (r"directive|incompatible YAML", _directive),
    (r"tab character", _tab),
    (r"cannot start any token", _character),
    (r"scanning an? (alias|anchor)|undefined alias|alphabetic or numeric", _star),
    (r"undefined tag handle|(scanning|parsing) a tag\b", _tag),
    (r"unknown escape|hexa?decimal|Unicode character escape", _escape),
    (r"unexpected end of stream|unexpected document", _quote),
    (r"expected ',' or", _bracket),
    (r"scanning a block scalar", _header),
    (r"mapping values are not allowed", _colon),
    (r"entries are not allowed|mapping keys are not allowed", _item),
    (r"could not find expected ':'", _stray_line),
    (r"node content", _character),
    (r"block end|expected key|'-' indicator", _misplaced),
    (r"document start", _document),
)
