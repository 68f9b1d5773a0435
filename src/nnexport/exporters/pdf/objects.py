"""PDF objects → the bytes of a file, with all small objects packed in object streams.

reportlab writes each object as text of its own; packed and compressed, a long deck's file with its
structure tree is smaller than without either.

Chosen over finishing with a library such as pikepdf: no time to parse the whole file again, no
dependency more, and what is in the file is decided in one place.

Source: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

PACK = 200
"""Objects in one object stream: a reader unpacks all of them to get one."""

_ENDSTREAM = b"endstream\n"


def text_string(text: str) -> bytes:
    """Return a text as a PDF string, with any character. Source: ISO 32000-1, 7.9.2.2."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + escaped.encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"


class File:
    """A file while its objects are added, in any order."""

    def __init__(self) -> None:
        self._parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        self._offset = len(self._parts[0])
        self._entries: dict[int, tuple[int, int, int]] = {}
        """Number → kind of entry and its two fields, as the cross-reference stream has them."""

        self._packed: list[tuple[int, bytes]] = []
        self._packs: list[list[tuple[int, bytes]]] = []

    def add(self, number: int, body: bytes) -> None:
        """Add an object with its number; a stream ends with ``endstream``."""
        if body.endswith(_ENDSTREAM):
            # PDF/A-2, 6.1.7.1: a line of its own.
            self._write(number, body.removesuffix(_ENDSTREAM) + b"\n" + _ENDSTREAM)
            return
        self._packed.append((number, body))
        if len(self._packed) == PACK:
            self._packs.append(self._packed)
            self._packed = []

    def add_stream(self, number: int, entries: bytes, content: bytes) -> None:
        """Add a stream; ``entries`` are those of its dictionary except the length."""
        dictionary = b"<<%s/Length %d>>" % (entries, len(content))
        self._write(number, b"%s\nstream\n%s\n%s" % (dictionary, content, _ENDSTREAM))

    def finish(self, size: int, root: int, info: int) -> bytes:
        """Return the whole file. ``size`` is one more than the highest number in use."""
        for packed in [*self._packs, *([self._packed] if self._packed else [])]:
            self._write_pack(size, packed)
            size += 1
        start = self._offset
        identifier = hashlib.sha256(b"".join(self._parts)).hexdigest()[:32].upper().encode()
        self._entries[size] = (1, start, 0)
        rows = [self._entries.get(number, (0, 0, 0)) for number in range(size + 1)]
        self.add_stream(
            size,
            b"/Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 8>>"
            % (size + 1, root, info, identifier, identifier),
            zlib.compress(b"".join(_differences(rows))),
        )
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%sendobj\n" % (number, body)
        self._entries[number] = (1, self._offset, 0)
        self._parts.append(whole)
        self._offset += len(whole)

    def _write_pack(self, number: int, packed: list[tuple[int, bytes]]) -> None:
        index: list[bytes] = []
        offset = 0
        for at, (each, body) in enumerate(packed):
            self._entries[each] = (2, number, at)
            index.append(b"%d %d" % (each, offset))
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        content = zlib.compress(head + b"\n".join([body for _, body in packed]))
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(packed), len(head))
        self.add_stream(number, entries, content)


_NEXT_IN_PACK = bytes((2, 0, 0, 0, 0, 0, 0, 0, 1))


def _differences(rows: list[tuple[int, int, int]]) -> Iterator[bytes]:
    """Yield the rows of a cross-reference table as what is added to the row before, byte by byte.

    Nearly all are then the same: the next object of the same pack. Source: ISO 32000-1, 7.4.4.4.
    """
    before = (0, 0, 0)
    for row in rows:
        # PACK is less than 256: the index of the next one differs in its last byte alone.
        if row[0] == 2 and before == (2, row[1], row[2] - 1):
            yield _NEXT_IN_PACK
        else:
            pairs = zip(_entry(row), _entry(before), strict=True)
            yield b"\x02" + bytes([(new - old) % 256 for new, old in pairs])
        before = row


def _entry(row: tuple[int, int, int]) -> bytes:
    kind, first, second = row
    return kind.to_bytes(1, "big") + first.to_bytes(5, "big") + second.to_bytes(2, "big")
