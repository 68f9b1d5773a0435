"""Sources → documents. A reader is chosen by the file's ending; shapes inside it are evidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from nnexport.deck.document import Source
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.assemble import Reading, read_blocks

READERS: Mapping[str, bool] = MappingProxyType(
    {".txt": False, ".text": False, "": False, ".md": True, ".markdown": True}
)
"""File ending → whether the source has Markdown markup of its own."""


def read_document(raw: RawText, source: Source) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    """Read one source with the reader of its format.

    Errors: NN006 when no reader takes the file's ending.
    """
    ending = PurePath(source.path).suffix.lower()
    if ending not in READERS:
        known = ", ".join(sorted(key for key in READERS if key))
        message = f"no reader for files ending in {ending}"
        return None, (Diagnostic("NN006", Span(raw.path), message, f"save it as one of {known}"),)
    reading = read_blocks(raw.text, source, raw.path, is_markdown=READERS[ending])
    return reading, reading.diagnostics
