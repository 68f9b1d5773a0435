"""Markup of other dialects than ours, which is shown as signs (a part of NN224).

People copy from pages, wikis and chats. What only looks like such markup is left alone: each shape
here is one that nobody writes for its own sake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nnexport.checking.findings import cut_text

Foreign = tuple[str, str, str]
"""The text as it is shown, message and help."""

MAY_BE_FOREIGN = re.compile(r"\[!|[~^]\d|^[ \t]*\||</\w|<hr|\[latex\]|\*\*", re.MULTILINE)
"""What a text must have for one of the shapes, so that most texts need not be looked at."""

_ABOUT_MARKUP = re.compile(
    r"\bmarkdown\b|\bx?html5?\b|\bmarkup\b|\btags?\b|\bAnki\b", re.IGNORECASE
)


def foreign_markup(shown: str, about: str) -> Iterator[Foreign]:
    """Yield the markup of other dialects in a text that a parser has left as it stands."""
    if MAY_BE_FOREIGN.search(shown) is None or _ABOUT_MARKUP.search(about):
        return
    for pattern, message, help in _SHAPES:
        found = pattern.search(shown)
        if found:
            yield found[0], message.format(cut_text(found[0].strip())), help


_SHAPES = (
    (
        re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO)\]", re.IGNORECASE),
        "“{}” is shown as it stands",
        "write what it is: `**Note:**`",
    ),
    (
        re.compile(r"(?<=[A-Za-z)])(?:~\d{1,3}[+-]?~(?!~)|\^\d{1,3}[+-]?\^)"),
        "the digits “{}” are shown with their signs",
        "write `<sub>2</sub>` or `<sup>2</sup>`, or a formula: `$x_2$`",
    ),
    (
        re.compile(
            r"^[ \t]*\|(?:[^|\n]*\|){2,}[ \t]*(?:\n[ \t]*\|(?:[^|\n]*\|){2,}[ \t]*)+$", re.MULTILINE
        ),
        "“{}” begins no table: below its first row, the line of dashes is missing",
        "write `|---|---|` there, as many as it has columns",
    ),
    (
        re.compile(
            r"<(?P<name>p|ul|ol|li|div|span|details|summary|table|tr|td|th|h[1-6]|blockquote|pre|"
            r"code|ins|del|small|section)>[^<\n]{0,200}(?:</(?P=name)>|<(?:li|tr|td|th|summary)>)|"
            r"<hr ?/?>",
            re.IGNORECASE,
        ),
        "the HTML “{}” is shown as text",
        "write it as Markdown",
    ),
    (
        re.compile(
            r"(?<![\w*])\*\*[^\s*](?:[^*\n]{0,80}[^\w\s*])?\*\*(?=[^\W\d_])|"
            r"(?<=[^\W\d_])\*\*[^\w\s*][^*\n]{0,80}[^\s*]\*\*(?![\w*])"
        ),
        "“{}” is shown with its stars: a letter stands beside them",
        "write a blank between the stars and the letter, or the sign outside of them",
    ),
    (
        re.compile(r"\[latex\][^\n]{0,300}?\[/latex\]", re.IGNORECASE),
        "“{}” is no formula here",
        "write it between dollars: `$x^2$`",
    ),
)
