"""Documents of other programs → Markdown, each by a program in a process of its own.

What runs there is not trusted with more than the document's bytes: it gets no file and no network,
and it is stopped when it takes too long, too much memory, or writes too much.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from nnexport.converters.pandoc import convert_with_pandoc
from nnexport.converters.pdf import convert_pdf
from nnexport.converters.processes import ConversionError
from nnexport.decoding import decode_bytes
from nnexport.diagnostics import Diagnostic, Span

Converter = Callable[[bytes], tuple[str, tuple[str, ...]]]
"""A document's bytes → its text as Markdown, and what was left out, in words."""


def _pandoc(name: str) -> Converter:
    return lambda data: convert_with_pandoc(data, name)


def _pandoc_text(name: str) -> Converter:
    """Return the converter of a format that is text itself: pandoc wants it in UTF-8."""

    def convert_text(data: bytes) -> tuple[str, tuple[str, ...]]:
        decoded = decode_bytes(data)
        if decoded is None:
            raise ConversionError("it is no text in any known encoding", "save it as UTF-8")
        return convert_with_pandoc(decoded.text.encode(), name)

    return convert_text


CONVERTERS: Mapping[str, Converter] = MappingProxyType(
    {f".{name}": _pandoc(name) for name in ("docx", "odt", "epub", "rtf")}
    | {f".{name}": _pandoc_text(name) for name in ("rst", "org")}
    | {".pdf": convert_pdf}
)
"""File ending → converter."""

MOST_UNPACKED = 500_000_000
"""Bytes that a document may have unpacked; office documents are ZIP archives."""


def convert(data: bytes, ending: str, shown: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return a document's text as Markdown; ``shown`` is how messages name the document.

    Shape: ends in a newline. The same document gives the same text with the same programs.
    Errors: NN009; NN016 for what was left out.
    """
    try:
        _check_size(data)
        text, dropped = CONVERTERS[ending](data)
        if not text.strip():
            raise ConversionError("there is no text in it", "export it as text from its program")
    except ConversionError as error:
        problem = Diagnostic("NN009", Span(shown), f"cannot be converted: {error}", error.help)
        return None, (problem,)
    return text, tuple(Diagnostic("NN016", Span(shown), each) for each in dropped)


def _check_size(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ConversionError("it is damaged", "save it again") from None
    if size > MOST_UNPACKED:
        raise ConversionError(f"it would unpack to {size // 1_000_000} MB", "split it")
