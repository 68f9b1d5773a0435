"""Which formulas may go to MathJax, which reads a card in the browser after all else has.

It looks for the delimiters in the text, and obeys whatever stands between them: also the commands
that make links, styles and ids. A card is to show a formula, and to do nothing.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(?:[a-z]+|.|\Z)|[{}]", re.IGNORECASE | re.DOTALL)

_ACTS = re.compile(
    r"\\(?P<name>href(?![A-Za-z])(?!\s*\{(?:https?://|mailto:)[^{}\\#]*\})"
    r"|(?:style|class|cssId|data)(?![A-Za-z])"
    r"|bbox(?![A-Za-z])(?!\s*(?:\{|\[[^\]:#\\]*\])))"
)
r"""Commands that put something else than a formula into the page: a link that runs a script, a
style that loads a picture from elsewhere, the id that Anki scrolls to. In any place, as ``\let``
and ``\def`` give them other names. A link to a page and a coloured box are formulas."""


def why_no_formula(tex: str) -> str:
    """Return why a formula must be shown as it is written, in words for a message.

    Shape: empty if MathJax finds its end, as braces pair and no delimiter is inside, and all of it
    is something to look at.
    """
    depth = 0
    for match in _TOKEN.finditer(tex):
        if match[0] in ("\\(", "\\)", "\\[", "\\]"):
            return f"`{match[0]}` stands inside of it"
        if match[0] == "\\":
            return "it ends with a backslash"
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return "a `}` has no `{`"
    if depth:
        return "a `}` is missing"
    acts = _ACTS.search(tex)
    return f"on a card, `\\{acts['name']}` could do more than show something" if acts else ""
