"""Which formulas may go to MathJax, which reads a card in the browser after all else has, and what
keeps to them there.

It looks for the delimiters in the text, and obeys whatever stands between them: also the commands
that make links, styles and ids. A card is to show a formula, and to do nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nnexport.deck.markup import Inline, Math, Text
from nnexport.deck.tex_names import KNOWN

_TOKEN = re.compile(r"\\(?:[a-z]+|.|\Z)|[{}]", re.IGNORECASE | re.DOTALL)

_ACTS = re.compile(
    r"\\(?P<name>href(?![A-Za-z])(?!\s*\{(?:https?://|mailto:)[^{}\\#]*\})"
    r"|(?:style|class|cssId|data|mmlToken|csname)(?![A-Za-z])"
    r"|unicode(?![A-Za-z])(?!\s*\{)"
    r"|require(?![A-Za-z])(?!\s*\{[A-Za-z]+\})"
    r"|bbox(?![A-Za-z])(?!\s*(?:\{|\[[^\]:#\\]*\])))"
)
r"""Commands that put something else than a formula into the page: a link that runs a script, a
style that loads a picture from elsewhere, the id that Anki scrolls to. In any place, as ``\let``
and ``\def`` give them other names. A link to a page and a coloured box are formulas.

Source: all 1,216 commands of MathJax 3.2.2 were given arguments of this kind, and what came out was
searched for them."""

_REDEFINES = re.compile(
    r"\\(?:[gex]?def|(?:re)?newcommand|providecommand|let|DeclareMathOperator|Newextarrow"
    r"|DeclarePairedDelimiter(?:XPP|X)?|(?:re)?newenvironment)(?![A-Za-z])\*?\s*\{?\s*"
    r"(?P<name>\\[A-Za-z]+|\\.|[A-Za-z]+)",
    re.DOTALL,
)
r"""A definition. MathJax keeps it for all cards until Anki is closed: a new name does no harm
there, another meaning of ``\frac`` does."""


_LONGEST, _DEEPEST = 5000, 200
"""Characters, and braces in each other. MathJax takes a second for a formula of that length, half a
minute for one that is eight times as long, and fails on deep ones: the card would stand still."""


def why_no_formula(tex: str) -> str:
    """Return why a formula must be shown as it is written, in words for a message.

    Shape: empty if MathJax finds its end, as braces pair and no delimiter is inside, and all of it
    is something to look at. Delimiters of Markdown say that it is no formula, or several.
    """
    if len(tex) > _LONGEST:
        return f"it has more than {_LONGEST} characters"
    depth = 0
    for match in _TOKEN.finditer(tex):
        if match[0] in ("\\(", "\\)", "\\[", "\\]"):
            return f"`{match[0]}` stands inside of it"
        if match[0] == "\\":
            return "it ends with a backslash"
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return "a `}` has no `{`"
        if depth > _DEEPEST:
            return f"its braces are nested more than {_DEEPEST} deep"
    if depth:
        return "a `}` is missing"
    if "$$" in tex:
        return "two dollars stand inside of it"
    acts = _ACTS.search(tex)
    if acts:
        return f"on a card, `\\{acts['name']}` could do more than show something"
    taken = (match["name"] for match in _REDEFINES.finditer(tex) if _is_taken(match["name"]))
    name = next(taken, "")
    return f"`{name}` would have another meaning on all cards" if name else ""


def _is_taken(name: str) -> bool:
    r"""Tell whether a name has a meaning already: a command of MathJax, an environment, ``\,``."""
    word = name.removeprefix("\\")
    return not word.isalpha() or not name.startswith("\\") or word in KNOWN


_OPENING = re.compile(r"[(\[{“‘„«¿¡]+\Z")
_CLOSING = re.compile(r"[)\]}.,:;!?%”’»…]+|-\w{1,15}")


def bind_formulas(inlines: Sequence[Inline]) -> Iterable[Sequence[Inline]]:
    """Return the inlines in groups in which no line may end: a formula and the signs around it.

    To a browser a formula is a box, and the comma behind it may begin the next line.
    """
    if not any(map(_stands_in_line, inlines)):
        return [(inline,) for inline in inlines]
    groups: list[tuple[Inline, ...]] = []
    for inline in inlines:
        group = groups[-1] if groups else ()
        last = group[-1] if group else None
        if (
            isinstance(last, Text)
            and _stands_in_line(inline)
            and len(group) == 1
            and (signs := _OPENING.search(last.text))
        ):
            groups[-1] = (Text(last.text[: signs.start()]),)
            groups.append((Text(signs[0]), inline))
        elif (
            isinstance(inline, Text)
            and _stands_in_line(last)
            and (signs := _CLOSING.match(inline.text))
        ):
            groups[-1] = (*group, Text(signs[0]))
            groups.append((Text(inline.text[signs.end() :]),))
        else:
            groups.append((inline,))
    return groups


def _stands_in_line(inline: Inline | None) -> bool:
    return isinstance(inline, Math) and not inline.display
