"""Bytes → text: which encoding it is, and what is wrong with it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from nnexport.decoding.charsets import (
    UTF_8,
    UTF_16_BE,
    UTF_16_LE,
    Charset,
    decode_damaged,
    detect_charset,
    detect_utf_16,
)

_MARKS = (
    # The longer ones first: UTF-32LE begins like UTF-16LE.
    (codecs.BOM_UTF32_LE, Charset("utf-32-le", "UTF-32LE", 0)),
    (codecs.BOM_UTF32_BE, Charset("utf-32-be", "UTF-32BE", 0)),
    (codecs.BOM_UTF16_LE, UTF_16_LE),
    (codecs.BOM_UTF16_BE, UTF_16_BE),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, with lines that still are those of the file."""

    text: str
    """Without a byte-order mark; newlines are ``\\n``."""

    encoding: str
    """Its name; ``UTF-8`` for ASCII too."""

    damaged: int = 0
    """How many places had bytes that do not fit the encoding."""

    first_damage: int = 0
    """Offset of the first such place in the text; only where ``damaged`` is not 0."""


def decode_bytes(data: bytes) -> Decoded | None:
    """Return the text of a file; none if its bytes are no text in any encoding known here.

    UTF-8 is taken at its word. Anything else goes by its byte-order mark, or by what makes the most
    likely text of it. Bytes that do not fit become U+FFFD, or in UTF-8 what Windows-1252 has there.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _decode_wide(data[len(mark) :], charset)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_wide(data) if 0 in data else _decode_narrow(data)
    if "\0" in text:
        return _decode_wide(data)
    return Decoded(tidy_lines(text), "UTF-8")


def _decode_wide(data: bytes, charset: Charset | None = None) -> Decoded | None:
    """Decode what has two or four bytes for each character."""
    charset = charset or detect_utf_16(data)
    if charset is None:
        return None
    text = data.decode(charset.codec, "replace")
    return None if "\0" in text else _replaced(text, charset)


def _decode_narrow(data: bytes) -> Decoded | None:
    charset = detect_charset(data)
    if charset is None:
        return None
    if charset is not UTF_8:
        return _replaced(data.decode(charset.codec, "replace"), charset)
    text, places = decode_damaged(data.removeprefix(codecs.BOM_UTF8))
    before = data.removeprefix(codecs.BOM_UTF8)[: places[0]].decode()
    return Decoded(tidy_lines(text), "UTF-8", len(places), len(tidy_lines(before)))


def _replaced(text: str, charset: Charset) -> Decoded:
    text = tidy_lines(text.removeprefix("\ufeff"))
    first = text.find("\ufffd")
    return Decoded(text, charset.name, text.count("\ufffd"), max(first, 0))


_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_JOINERS = "\u200c\u200d"
"""They join what stands on both sides of them, such as two emoji; before a line they do nothing."""

_IS_ODD = re.compile(f"[{_ODD_SPACES}]")
_IS_ODD_BEFORE = re.compile(f"[{_ODD_SPACES}{_JOINERS}]")
_LINE_HEAD = re.compile(
    f"^([ \t{_ODD_SPACES}{_JOINERS}]*)"
    f"((?:[\\w.#№(\\[*-]{{0,12}}[^\\w\\s{_ODD_SPACES}{_JOINERS}]|#+)?)([ \t{_ODD_SPACES}]*)",
    re.MULTILINE,
)


def tidy_lines(text: str) -> str:
    """Return the text with ``\\n`` for each end of a line, and usual spaces at each line's head.

    The head is what stands before the line's words: indentation, a number, a bullet. No-break,
    wide and invisible spaces there, as word processors and chats leave them, mean a space. Each
    character stays one, so that columns remain those of the file.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _IS_ODD_BEFORE.search(text):
        text = _LINE_HEAD.sub(_with_spaces, text)
    return text


def _with_spaces(head: re.Match[str]) -> str:
    return _IS_ODD_BEFORE.sub(" ", head[1]) + head[2] + _IS_ODD.sub(" ", head[3])
