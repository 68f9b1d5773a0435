"""Bytes that are not UTF-8 throughout → the encoding that makes the most likely text of them.

Each candidate decodes a sample of lines, and the cheapest text wins
(:mod:`nnexport.decoding.likelihood`), with a small handicap for encodings that are rarely met.

Chosen over charset-normalizer, which is made for whole files: it reads half of single
lines rightly, and half of English texts with one or two signs of Windows-1252, even if it may
choose from eight encodings only.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nnexport.decoding.likelihood import cost_of_text


@dataclass(frozen=True, slots=True)
class Charset:
    """A candidate."""

    codec: str
    """Python's name."""

    name: str
    """As messages and ``iconv`` call it."""

    handicap: float
    """In nats: by how much its text must be likelier than another one."""

    has_kana: bool = True
    """Whether kana is to be expected, where the encoding has it."""


UTF_8 = Charset("utf-8", "UTF-8", 0)
UTF_16_LE, UTF_16_BE = Charset("utf-16-le", "UTF-16LE", 0), Charset("utf-16-be", "UTF-16BE", 0)
CHARSETS = (
    UTF_8,
    Charset("cp1252", "WINDOWS-1252", 0),
    Charset("cp1251", "WINDOWS-1251", 1),
    Charset("cp932", "SHIFT_JIS", 2),
    Charset("gb18030", "GB18030", 2, has_kana=False),
    Charset("koi8_r", "KOI8-R", 2),
    Charset("koi8_u", "KOI8-U", 3),
    Charset("big5hkscs", "BIG5", 3, has_kana=False),
    Charset("cp949", "EUC-KR", 3, has_kana=False),
    Charset("euc_jp", "EUC-JP", 3),
    Charset("cp1250", "WINDOWS-1250", 2),
    Charset("cp1253", "WINDOWS-1253", 4),
    Charset("cp1254", "WINDOWS-1254", 4),
    Charset("cp1255", "WINDOWS-1255", 4),
    Charset("cp1256", "WINDOWS-1256", 4),
    Charset("cp1257", "WINDOWS-1257", 4),
    Charset("cp874", "WINDOWS-874", 5),
    Charset("iso8859_15", "ISO-8859-15", 4),
    Charset("iso8859_2", "ISO-8859-2", 4),
    Charset("iso8859_5", "ISO-8859-5", 5),
    Charset("cp866", "CP866", 4),
    Charset("mac_roman", "MACINTOSH", 6),
    Charset("cp850", "CP850", 5),
)

_COST_OF_DAMAGE = 6.0
"""What a byte that is no UTF-8 costs, in a text that else is."""

_COST_OF_KANA = 1.2
"""What kana costs in addition, in an encoding of another language that has it too."""

_KANA = re.compile("[\u3041-\u30ff]")

MOST_FOR_TEXT = 7.0
"""Cost of each byte of the sample above which it is no text: noise costs 13 and more."""

SAMPLE_BYTES = 4096
_LONGEST_LINE = 1024
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def detect_charset(data: bytes) -> Charset | None:
    """Return the encoding of bytes that are not UTF-8 throughout; none if no text comes of them.

    ``UTF_8`` is an answer too: a text of which a few bytes are damaged.
    """
    if data.startswith(codecs.BOM_UTF8):
        return UTF_8
    sample = _sample(data)
    best = min(CHARSETS, key=lambda charset: _cost(sample, charset))
    return best if _cost(sample, best) <= MOST_FOR_TEXT * len(sample) + best.handicap else None


def _cost(sample: bytes, charset: Charset) -> float:
    if charset is UTF_8:
        text, damaged = decode_damaged(sample)
        return cost_of_text(text) + _COST_OF_DAMAGE * len(damaged)
    text = sample.decode(charset.codec, "replace")
    kana = 0 if charset.has_kana else len(_KANA.findall(text))
    return cost_of_text(text) + charset.handicap + _COST_OF_KANA * kana


def detect_utf_16(data: bytes) -> Charset | None:
    """Return which UTF-16 bytes with NUL among them are; none if they are no text.

    Line ends and spaces are enough for a text in any script to have NUL bytes on one side.
    """
    sample = data[: SAMPLE_BYTES // 2 * 2]
    side = UTF_16_LE if sample[1::2].count(0) > sample[::2].count(0) else UTF_16_BE
    text = sample.decode(side.codec, "replace")
    return side if text and cost_of_text(text) <= MOST_FOR_TEXT * len(text) else None


def decode_damaged(data: bytes) -> tuple[str, tuple[int, ...]]:
    """Return UTF-8 with damaged bytes as text, and the offset of each damaged place.

    A byte that is no UTF-8 was probably pasted from Windows-1252 and is read as such; a character
    that stops in its middle, and what that encoding does not have, becomes U+FFFD.
    """
    places: list[int] = []

    def mend(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        places.append(error.start)
        is_pasted = error.end - error.start == 1 and error.end < len(data)
        bad = data[error.start : error.end]
        return bad.decode("cp1252", "replace") if is_pasted else "\ufffd", error.end

    codecs.register_error("nnexport-mend", mend)
    return data.decode("utf-8", "nnexport-mend"), tuple(places)


def _sample(data: bytes) -> bytes:
    """Return lines that have bytes beyond ASCII, from the beginning and from the middle."""
    half = len(data) // 2
    if half <= SAMPLE_BYTES:
        return b"".join(data[a:b] for a, b in _telling_lines(data, 0, SAMPLE_BYTES))
    places = list(_telling_lines(data, 0, SAMPLE_BYTES // 2))
    # Only behind the end of a line does a character surely begin.
    line = data.find(b"\n", max([half, *(stop - 1 for _, stop in places)])) + 1
    if line:
        places += _telling_lines(data, line, SAMPLE_BYTES // 2)
    return b"".join(data[a:b] for a, b in places)


def _telling_lines(data: bytes, start: int, wanted: int) -> Iterator[tuple[int, int]]:
    """Yield where lines with bytes beyond ASCII begin and stop, or the first part of long ones."""
    taken = 0
    while taken < wanted and (match := _NOT_ASCII.search(data, start)):
        begin = data.rfind(b"\n", start, match.start()) + 1 or start
        if match.start() - begin > _LONGEST_LINE // 2:
            # All before it is ASCII: a character begins at every space.
            begin = data.rfind(b" ", match.start() - 64, match.start()) + 1 or match.start()
        stop = data.find(b"\n", match.start(), begin + _LONGEST_LINE) + 1
        stop = stop or min(len(data), begin + _LONGEST_LINE)
        yield begin, stop
        taken += stop - begin
        start = stop if data[stop - 1 : stop] == b"\n" else data.find(b"\n", stop) + 1 or len(data)
