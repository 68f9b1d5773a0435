"""What a Markdown page says of itself, in a comment that nobody sees who looks at the page.

Its exporter writes it and its reader believes it: which headings are the questions. Without it they
would have to be told from what an answer says, and an answer may say anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageMark:
    """How the questions of a page and their answers are to be found."""

    level: int
    """Of the headings that are questions; those above are sections, deeper ones are in answers."""

    label: str = ""
    """The line between what stands below a question and its answer; empty where none has one."""

    def __str__(self) -> str:
        answers = f", answers begin at {self.label}" if self.label else ""
        return f"<!-- nnexport: questions are the headings with {'#' * self.level}{answers} -->"


_HEAD = 4000
"""Characters at the beginning of a page where its mark stands."""

_MARK = re.compile(
    r"^<!-- nnexport: questions are the headings with (?P<signs>#{2,3})"
    r"(?:, answers begin at (?P<label>\*\*[^*\n]{1,60}\*\*))? -->[ \t]*$",
    re.MULTILINE,
)


def find_page_mark(text: str) -> tuple[PageMark, int, int] | None:
    """Return the mark of a page and where it begins and ends; none for any other text."""
    match = _MARK.search(text, 0, _HEAD)
    if match is None:
        return None
    return PageMark(len(match["signs"]), match["label"] or ""), match.start(), match.end()
