"""The colours of the file said exactly: an ICC profile of sRGB, made from its published numbers.

Written here and not taken from a file or a library: the same bytes everywhere, under our licence.

Source: IEC 61966-2-1 (primaries adapted to D50 by the Bradford method, transfer curve);
ICC.1:2010 (profile version 4.3), 7.2 and 10.
"""

from __future__ import annotations

import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"

_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parametric curve 3: ``(a·x + b)^g`` from ``d`` on, ``c·x`` below; in the order g a b c d."""


@cache
def srgb_profile() -> bytes:
    """Return the profile of a display with sRGB colours."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    blocks = (
        ((b"desc",), _text(NAME)),
        ((b"cprt",), _text("No copyright, use freely")),
        ((b"wtpt",), _point(_WHITE)),
        ((b"chad",), b"sf32" + bytes(4) + _fixed(*_ADAPTATION)),
        ((b"rXYZ",), _point(_RED)),
        ((b"gXYZ",), _point(_GREEN)),
        ((b"bXYZ",), _point(_BLUE)),
        ((b"rTRC", b"gTRC", b"bTRC"), curve),
    )
    count = sum(len(names) for names, _ in blocks)
    offset = 128 + 4 + 12 * count
    table, data = struct.pack(">I", count), b""
    for names, block in blocks:
        for name in names:
            table += name + struct.pack(">II", offset + len(data), len(block))
        data += block + bytes(-len(block) % 4)
    return _header(offset + len(data)) + table + data


def _header(size: int) -> bytes:
    """Return the 128 bytes of a profile's header; its date is that of the sRGB standard."""
    return b"".join(
        (
            struct.pack(">I4sI", size, bytes(4), 0x04300000),
            b"mntrRGB XYZ ",
            struct.pack(">6H", 1999, 10, 18, 0, 0, 0),
            b"acsp",
            bytes(28),
            _fixed(*_WHITE),
            bytes(48),
        )
    )


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _point(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return (
        b"mluc"
        + bytes(4)
        + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
        + encoded
    )
