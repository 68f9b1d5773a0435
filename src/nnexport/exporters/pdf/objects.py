"""PDF objects → the bytes of a file, with all small objects packed in object streams.

reportlab writes each object as text of its own; packed and compressed, a long deck's file with its
structure tree is smaller than without either.

Chosen over finishing with a library such as pikepdf: no time to parse the whole file again, no
dependency more, and what is in the file is decided in one place.

Source: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

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
        # Its value is not copied at the end, as joined parts would be.
        self._file = io.BytesIO()
        self._offset = 0
        self._digest = hashlib.sha256()
        self._offsets: dict[int, int] = {}
        """Number of an object of its own → where it begins."""

        self._packed: list[tuple[int, bytes]] = []
        self._packs: list[tuple[array[int], bytes, bytes]] = []
        """Numbers of the objects in a stream of them, its entries, and the compressed content."""

        self._append(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, number: int, body: bytes) -> None:
        """Add an object with its number; a stream ends with ``endstream``."""
        if body.endswith(_ENDSTREAM):
            # PDF/A-2, 6.1.7.1: a line of its own.
            self._write(number, body.removesuffix(_ENDSTREAM) + b"\n" + _ENDSTREAM)
            return
        self._packed.append((number, body))
        if len(self._packed) == PACK:
            self._pack()

    def add_stream(self, number: int, entries: bytes, content: bytes) -> None:
        """Add a stream; ``entries`` are those of its dictionary except the length."""
        dictionary = b"<<%s/Length %d>>" % (entries, len(content))
        self._write(number, b"%s\nstream\n%s\n%s" % (dictionary, content, _ENDSTREAM))

    def finish(self, size: int, root: int, info: int) -> bytes:
        """Return the whole file. ``size`` is one more than the highest number in use."""
        self._pack()
        packs = size
        for _, entries, content in self._packs:
            self.add_stream(size, entries, content)
            size += 1
        start = self._offsets[size] = self._offset
        identifier = self._digest.hexdigest()[:32].upper().encode()
        rows = self._rows(size + 1, packs)
        self.add_stream(
            size,
            b"/Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 8>>"
            % (size + 1, root, info, identifier, identifier),
            _compress(_differences(rows)),
        )
        self._append(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._file.getvalue()

    def _append(self, part: bytes) -> None:
        self._file.write(part)
        self._digest.update(part)
        self._offset += len(part)

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._offset
        self._append(b"%d 0 obj\n%sendobj\n" % (number, body))

    def _pack(self) -> None:
        """Compress the objects that wait for a stream; its own number comes last."""
        packed, self._packed = self._packed, []
        if not packed:
            return
        index: list[bytes] = []
        offset = 0
        for number, body in packed:
            index.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        content = zlib.compress(head + b"\n".join([body for _, body in packed]))
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(packed), len(head))
        self._packs.append((array("q", [number for number, _ in packed]), entries, content))

    def _rows(self, count: int, first_pack: int) -> Iterator[tuple[int, int, int]]:
        """Yield the kind of each entry of the cross-reference table, and its two fields."""
        packs, places = array("q", bytes(8 * count)), array("H", bytes(2 * count))
        for pack, (numbers, _, _) in enumerate(self._packs, start=first_pack):
            for at, number in enumerate(numbers):
                packs[number], places[number] = pack, at
        for number in range(count):
            if packs[number]:
                yield 2, packs[number], places[number]
            elif number in self._offsets:
                yield 1, self._offsets[number], 0
            else:
                yield 0, 0, 0


def _compress(parts: Iterator[bytes]) -> bytes:
    """Return many small parts, compressed, without holding all of them."""
    compressor = zlib.compressobj()
    batches = iter(lambda: b"".join(islice(parts, 1000)), b"")
    return b"".join([*map(compressor.compress, batches), compressor.flush()])


_NEXT_IN_PACK = bytes((2, 0, 0, 0, 0, 0, 0, 0, 1))


def _differences(rows: Iterable[tuple[int, int, int]]) -> Iterator[bytes]:
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
