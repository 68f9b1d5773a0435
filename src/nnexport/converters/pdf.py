"""A PDF → Markdown: paragraphs of the lines that its pages show.

Hard line ends inside a paragraph go, words broken at them are joined, bullets become bullets.
What stands at the edge of many pages is left out and reported. Pictures are not read.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nnexport.converters.pdf_lines import PdfLine, drop_page_edges, order_lines
from nnexport.converters.processes import INSTALL, ConversionError, run_limited
from nnexport.deck.escape import escape_line

_WORKER = (sys.executable, "-P", "-m", "nnexport.converters.pdf_worker")
_MISSING = "pypdfium2 is not installed"
_PICTURES = "there is no text in it: its pages are pictures"


def convert_pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a PDF's text as Markdown, and what was left out, in words.

    Errors: :class:`ConversionError`.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise ConversionError(_MISSING, f"{INSTALL}, or save it as Markdown or plain text")
    output, _ = run_limited(_WORKER, data)
    pages = [
        tuple(PdfLine(*line, number) for line in page)  # type: ignore[call-arg]  # as sent
        for number, page in enumerate(json.loads(output))
    ]
    if not any(pages):
        raise ConversionError(_PICTURES, "make text of it first, for example: ocrmypdf IN OUT")
    return pages_to_markdown(pages)


def pages_to_markdown(pages: Sequence[tuple[PdfLine, ...]]) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs of pages as Markdown, and what was left out, in words."""
    kept, dropped = drop_page_edges(pages)
    lines = _join_markers([line for page in kept for line in order_lines(page)])
    paragraphs = _paragraphs(lines)
    words = _whole_words(paragraphs)
    blocks: list[str] = []
    for paragraph in paragraphs:
        block = _to_markdown(_unwrap(paragraph, words))
        if blocks and block.startswith("- ") and blocks[-1].startswith("- "):
            blocks[-1] += f"\n{block}"
        else:
            blocks.append(block)
    return "\n\n".join(blocks) + "\n", dropped


_BULLET = re.compile(r"[•●○◦▪■□‣⁃∙·–—\uf0b7\uf0a7\u007f-](?=\s|$)")
_NUMBER = re.compile(r"(?:\w{1,10} ?\d{1,4} ?[.):]|[(\[#№]? ?\d{1,3}[.)\]:]|[A-Za-z][).:])(?=\s|$)")


def _is_marker(text: str) -> bool:
    match = _BULLET.match(text) or _NUMBER.match(text)
    return match is not None and not text[match.end() :].strip()


def _join_markers(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Join a bullet or a number with the text that stands beside it."""
    joined: list[PdfLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before is not None
            and _is_marker(before.text.strip())
            and before.page == line.page
            and abs(before.baseline - line.baseline) < 0.4 * line.height
            and line.left >= before.left
        ):
            joined[-1] = PdfLine(
                f"{before.text.strip()} {line.text}", before.left, line.right, line.baseline,
                line.height, line.page, line.column_right,
            )  # fmt: skip
        else:
            joined.append(line)
    return joined


@dataclass(frozen=True, slots=True)
class _Leading:
    """How far lines stand apart, as a multiple of their height."""

    inside: float

    def is_gap(self, line: PdfLine, following: PdfLine) -> bool:
        return line.baseline - following.baseline > 1.2 * self.inside * line.height


def _measure_leading(lines: Sequence[PdfLine]) -> _Leading:
    steps = [
        (line.baseline - following.baseline) / line.height
        for line, following in pairwise(lines)
        if _is_below(line, following)
        and _is_full(line, following)
        and not _begins_item(following.text)
    ]
    return _Leading(median(steps) if steps else 1.25)


def _is_below(line: PdfLine, following: PdfLine) -> bool:
    return line.page == following.page and 0 < line.baseline - following.baseline < 3 * line.height


def _is_full(line: PdfLine, following: PdfLine) -> bool:
    """Tell whether a line is so long that the next line's first word had no place in it."""
    text = following.text.strip()
    char = (following.right - following.left) / max(len(text), 1)
    return line.right + char * (len(text.split(" ", 1)[0]) + 0.5) > line.column_right


def _begins_item(text: str) -> bool:
    return bool(_BULLET.match(text.lstrip()) or _NUMBER.match(text.lstrip()))


_SENTENCE_END = tuple('.?!:;…。？！：；”"»)')


def _paragraphs(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    leading = _measure_leading(lines)
    paragraphs: list[list[PdfLine]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1][-1], line, leading):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(line: PdfLine, following: PdfLine, leading: _Leading) -> bool:
    """Tell whether the following line belongs to the same paragraph."""
    if line.text.endswith("\u00ad"):
        return True
    text = following.text.lstrip()
    is_closed = line.text.rstrip().endswith(_SENTENCE_END)
    if abs(line.height - following.height) > 0.25 * line.height:
        return False
    if not _is_below(line, following):
        # The next column or page.
        return (
            not is_closed
            and not _begins_item(text)
            and (_is_full(line, following) or text[:1].islower())
        )
    if leading.is_gap(line, following):
        return False
    if _begins_item(text):
        is_aligned = abs(line.left - following.left) < 0.3 * line.height
        return (
            is_aligned
            and not is_closed
            and _is_full(line, following)
            and not _begins_item(line.text)
        )
    if _is_full(line, following):
        is_indented = following.left > line.left + 0.8 * line.height
        return not (is_closed and is_indented and not _begins_item(line.text))
    return not is_closed and text[:1].islower()


_WORD_BEFORE = re.compile(r"\w+\Z")
_WORD_AFTER = re.compile(r"\w+")
_LONGEST_WORD = 60


def _whole_words(paragraphs: Sequence[Sequence[PdfLine]]) -> frozenset[str]:
    """Return the words that stand whole in a line, with the hyphens inside of them."""
    return frozenset(
        word.lower()
        for paragraph in paragraphs
        for line in paragraph
        for word in re.findall(r"\w+(?:-\w+)*", line.text.rstrip("\u00ad-"))
    )


def _unwrap(paragraph: Sequence[PdfLine], words: frozenset[str]) -> str:
    parts: list[str] = []
    for line in paragraph:
        part = line.text.strip()
        before = parts[-1] if parts else ""
        if before.endswith(("\u00ad", "-", "\u2010")) and before[-2:-1].isalnum():
            parts[-1] = _mend_word(before, part, words)
        elif parts and not (_is_without_spaces(before[-1:]) and _is_without_spaces(part[:1])):
            parts.append(" ")
        parts.append(part)
    return "".join(parts).replace("\u00ad", "-")


def _mend_word(text: str, following: str, words: frozenset[str]) -> str:
    """Return a line whose last word goes on in the next, without the hyphen or with it.

    The document itself knows best: it may have the word elsewhere.
    """
    bare = text[:-1]
    first, second = _WORD_BEFORE.search(bare[-_LONGEST_WORD:]), _WORD_AFTER.match(following)
    if first is None or second is None or not following[:1].islower():
        return f"{bare}-"
    whole, parted = f"{first[0]}{second[0]}".lower(), f"{first[0]}-{second[0]}".lower()
    return f"{bare}-" if parted in words and whole not in words else bare


def _is_without_spaces(char: str) -> bool:
    """Tell whether a character is of a script that puts no space between words."""
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uff60"


def _to_markdown(text: str) -> str:
    if match := _BULLET.match(text):
        return f"- {escape_line(text[match.end() :])}"
    if match := _NUMBER.match(text):
        return f"{match[0]} {escape_line(text[match.end() :])}".strip()
    return escape_line(text)
