"""The smallest pictures and sounds that are ones, for tests of media."""

from __future__ import annotations

import struct
import zlib


def png(red: int = 200, width: int = 1) -> bytes:
    """Return a PNG of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + bytes((red, 0, 0)) * width)
    chunks = (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG = png()


def wav(samples: bytes = b"\x80" * 80) -> bytes:
    """Return a sound of eight-bit samples."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    data = struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + len(data), b"WAVE") + form + data


MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + bytes(413)) * 3

SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
<style>.a { fill: url(#g); }</style>
<use xlink:href="#g"/><rect class="a" width="9" height="9" style="stroke:#000"/></svg>
"""
