"""Sources → documents. A reader is chosen by the file's ending; shapes inside it are evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import PurePath
from types import MappingProxyType

from nnexport.deck.document import Source
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.assemble import Reading, read_blocks
from nnexport.readers.converted import read_converted
from nnexport.readers.html.page import convert_html
from nnexport.readers.notebook import convert_notebook
from nnexport.readers.own_page import read_own_page
from nnexport.readers.tables.head import is_anki_export, is_tab_table
from nnexport.readers.tables.pairs import find_pairs
from nnexport.readers.tables.table import read_pairs, read_table

Answer = tuple[Reading | None, tuple[Diagnostic, ...]]
Reader = Callable[[RawText, Source, bool], Answer]


def _read_text(raw: RawText, source: Source, repair: bool) -> Answer:
    if is_anki_export(raw.text) or is_tab_table(raw.text):
        # Anki gives its text export this ending, too, and so do other apps.
        return _read_table(raw, source, repair)
    if pairs := find_pairs(raw.text):
        reading = read_pairs(raw, source, pairs)
        return reading, reading.diagnostics
    if own := read_own_page(raw, source):
        return own, own.diagnostics
    is_markdown = looks_like_markdown(raw.text)
    reading = read_blocks(raw.text, source, raw.path, is_markdown=is_markdown, repair=repair)
    return reading, reading.diagnostics


_BOLD = re.compile(r"(?:^|(?<=\s))\*\*[^\s*][^*\n]{1,80}\*\*(?!\w)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,4} \S", re.MULTILINE)
_ENOUGH = 3


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text is one in name only: an assistant's answer that was copied."""
    if "**" not in text:
        return False
    bold = sum(1 for _ in islice(_BOLD.finditer(text), _ENOUGH))
    return bold >= _ENOUGH or (bold > 0 and _HEADING.search(text) is not None)


def _read_markdown(raw: RawText, source: Source, repair: bool) -> Answer:
    if own := read_own_page(raw, source):
        return own, own.diagnostics
    reading = read_blocks(raw.text, source, raw.path, is_markdown=True, repair=repair)
    return reading, reading.diagnostics


def _read_html(raw: RawText, source: Source, repair: bool) -> Answer:
    reading = read_converted(convert_html(raw.text), raw, source, repair=repair)
    return reading, reading.diagnostics


def _read_notebook(raw: RawText, source: Source, repair: bool) -> Answer:
    converted, problems = convert_notebook(raw)
    if converted is None:
        return None, problems
    reading = read_converted(converted, raw, source, repair=repair)
    return reading, reading.diagnostics


def _read_table(raw: RawText, source: Source, repair: bool) -> Answer:
    reading = read_table(raw, source)
    return reading, reading.diagnostics


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": _read_text,
        ".text": _read_text,
        "": _read_text,
        ".md": _read_markdown,
        ".markdown": _read_markdown,
        ".html": _read_html,
        ".htm": _read_html,
        ".xhtml": _read_html,
        ".ipynb": _read_notebook,
        ".csv": _read_table,
        ".tsv": _read_table,
        ".tab": _read_table,
    }
)
"""File ending → the reader of its format."""


def read_document(raw: RawText, source: Source, *, repair: bool = True) -> Answer:
    """Read one source with the reader of its format.

    ``repair``: answers may begin elsewhere than at their numbers; else these are believed.

    Errors: NN006 when no reader takes the file's ending.
    """
    ending = PurePath(source.path).suffix.lower()
    if ending not in READERS:
        known = ", ".join(sorted(key for key in READERS if key))
        message = f"no reader for files ending in {ending}"
        return None, (Diagnostic("NN006", Span(raw.path), message, f"save it as one of {known}"),)
    return READERS[ending](raw, source, repair)
