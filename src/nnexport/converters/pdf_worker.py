"""A PDF on standard input → its lines with their places, as JSON on standard output.

Runs as a process of its own, because the library below is written in C and the file may be hostile.
Shape: a list of pages, each a list of ``[text, left, right, baseline, height]`` in points from the
lower left corner, in the order in which the page draws them. A soft hyphen ends a broken word.

Chosen: pdfium. On pages of two columns, pdfminer.six mixes the head of one with the other and
pdfplumber reads across both; pypdf and these two lose the signs of bullets; it is also the fastest.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

_MEMORY = 2 << 30
_PASSWORD = "it is protected by a password"
_DAMAGED = "it is damaged, or no PDF"
_LINE_ENDS = (0x0A, 0x0D)
_BROKEN_WORD = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen that breaks a word at the end of a line."""

Line = tuple[str, float, float, float, float]


def main() -> None:
    """Read one file; a problem is one line on standard error and exit code 1."""
    _limit_memory()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        pages = [list(_lines(page.get_textpage())) for page in document]
    except pypdfium2.PdfiumError as error:
        sys.exit(_PASSWORD if "password" in str(error).lower() else _DAMAGED)
    json.dump(pages, sys.stdout)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _lines(page: Any) -> Iterator[Line]:  # a library without types
    from pypdfium2.raw import FPDFText_GetUnicode

    start = 0
    codes: list[int] = []
    for at in range(page.count_chars()):
        code = FPDFText_GetUnicode(page, at)
        if code in _LINE_ENDS or code in _BROKEN_WORD:
            yield from _line(page, start, at, codes, is_broken=code in _BROKEN_WORD)
            start, codes = at + 1, []
        else:
            codes.append(code)
    yield from _line(page, start, page.count_chars(), codes, is_broken=False)


def _line(page: Any, start: int, stop: int, codes: list[int], *, is_broken: bool) -> Iterator[Line]:
    from pypdfium2 import raw

    data = b"".join(code.to_bytes(2 if code < 1 << 16 else 4, "little") for code in codes)
    text = data.decode("utf-16-le", "replace") + ("\u00ad" if is_broken else "")
    while start < stop and chr(codes[-1] if codes else 32).isspace():
        stop -= 1
        codes.pop()
    if not text.strip() or start >= stop:
        return
    first, middle, last = (_box(page, at) for at in (start, (start + stop) // 2, stop - 1))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, start, x, y)
    # A bullet or a superscript is often of another size than the line.
    height = max(sorted(each.top - each.bottom for each in (first, middle, last))[1], 0.1)
    yield (text, first.left, max(last.right, first.left), y.value, height)


def _box(page: Any, at: int) -> Any:  # a structure of the library
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, at, box)
    return box


if __name__ == "__main__":
    main()
