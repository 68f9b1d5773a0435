"""Characters before any font: what is dropped, and what is never parted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
REPLACEMENT = "\ufffd"
NO_BREAK_SPACE = "\u00a0"

_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
"""Fillers and variation selectors: invisible, though their category is that of a letter or mark."""

_FIXED_SPACES = str.maketrans("\u2007\u202f", "\u00a0\u00a0")

# Joiners and selectors between these change what is drawn: letters of scripts that join or stack,
# and emoji. Tag letters spell the flags of countries without a code of their own.
_JOINER = "\u200c\u200d"
_SELECTOR = "\ufe0e\ufe0f"
_TAGS = "\U000e0020-\U000e007f"
_PICTURE = "#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_JOINED = "\u0600-\u109f\u1780-\u18af\ua840-\ua87f\U00010a00-\U00011fff"
_MEANT = re.compile(
    rf"(?<=[{_JOINED}])[{_JOINER}]|[\u200d](?=[{_JOINED}])"
    rf"|(?<=[{_PICTURE}])[{_SELECTOR}]"
    rf"|(?<=[{_PICTURE}{_SELECTOR}])\u200d(?=[{_PICTURE}])"
    rf"|(?<=[\U0001f3f4{_TAGS}])[{_TAGS}]"
)

# One sign of several characters; marks are added to it below.
_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    rf"|.(?:[{_JOINER}{_SELECTOR}{_TAGS}\U0001f3fb-\U0001f3ff]|(?<=\u200d).)*",
    re.DOTALL,
)
_MAY_JOIN = re.compile(rf"[{_JOINER}{_SELECTOR}{_TAGS}\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


def clean(text: str) -> str:
    """Return a text without the characters that nobody sees, in NFC so that fonts have the letters.

    A mark without a letter stands on a space, as Unicode has it (chapter 7.9); it would be printed
    over what is before it.
    """
    text = without_unseen(unicodedata.normalize("NFC", text.translate(_FIXED_SPACES)))
    return NO_BREAK_SPACE + text if text and _is_mark(text[0]) else text


def without_unseen(text: str) -> str:
    """Return a text without the characters that nobody sees.

    The zero-width space stays: a line may end there. Joiners and variation selectors stay where
    they change the shape of what is beside them.
    """
    if not any(map(is_invisible, text)):
        return text
    meant = {match.start() for match in _MEANT.finditer(text)}
    return "".join(
        c for at, c in enumerate(text) if at in meant or c == "\u200b" or not is_invisible(c)
    )


def is_invisible(character: str) -> bool:
    """Tell whether a character has no shape: controls, joiners, direction marks, surrogates."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in _INVISIBLE


def clusters(text: str) -> Iterator[str]:
    """Yield what is never parted: each character with its marks, a flag, a joined emoji."""
    if text.isascii():
        yield from text
        return
    parts = _SEQUENCE.findall(text) if _MAY_JOIN.search(text) else text
    cluster = ""
    for part in parts:
        if cluster and (_is_mark(part[0]) or cluster[-1] in _JOINER):
            cluster += part
        else:
            if cluster:
                yield cluster
            cluster = part
    if cluster:
        yield cluster


# Vowels of Thai and Lao are letters: some are written before the consonant that they follow in
# speech, some behind it, as are signs of repetition and abbreviation.
_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
_BEHIND = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6")

_VIRAMA = 9
"""Combining class of the signs that tie a consonant to the next. Source: Unicode, chapter 12."""


def syllables(text: str) -> Iterator[str]:
    """Yield what no line ends in: clusters, with what is written of the same syllable.

    More than that nobody knows without a dictionary, in scripts that put no spaces between words.
    """
    held = ""
    for cluster in clusters(text):
        tied = held and (
            held[-1] in _BEFORE
            or cluster[0] in _BEHIND
            or unicodedata.combining(held[-1]) == _VIRAMA
        )
        if held and not tied:
            yield held
            held = ""
        held += cluster
    if held:
        yield held


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff]"
)


def lacks_spaces(text: str) -> bool:
    """Tell whether a text has letters of a script that puts no spaces between words."""
    return bool(_UNSPACED.search(text))


def starts_syllable(text: str) -> bool:
    """Tell whether a syllable certainly begins with this letter, though no space is before it."""
    return text[0] in _BEFORE


def is_wide(character: str) -> bool:
    """Tell whether a character has the width of two, as those of China and Japan have."""
    return unicodedata.east_asian_width(character) in "WF"


def is_picture(cluster: str) -> bool:
    """Tell whether a cluster wants to be shown as an emoji, not as a sign of the text."""
    if "\ufe0f" in cluster:
        return True
    return "\ufe0e" not in cluster and "\U0001f000" <= cluster[0] <= "\U0001faff"


def bare(cluster: str) -> str:
    """Return a cluster without what needs no glyph of its own."""
    return _NO_GLYPH.sub("", cluster) or cluster


def without_selectors(text: str) -> str:
    """Return a text that says nothing about how emoji are shown, for a font without them."""
    return text.translate(_NO_SELECTORS)


_NO_SELECTORS = dict.fromkeys(map(ord, _SELECTOR))
_NO_GLYPH = re.compile(rf"[{_JOINER}{_SELECTOR}{_TAGS}]")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
