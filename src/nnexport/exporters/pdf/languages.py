"""Words in another script than that of the deck, so that a screen reader changes its voice.

The script tells the language well enough to be read aloud: a voice for English says nothing at all
for Russian words. Words in the deck's own script are left alone, in whatever language they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter


@dataclass(frozen=True, slots=True)
class Script:
    """Letters that tell a language."""

    letters: re.Pattern[str]
    """A word in this script: some letters in a row, so that no sign of a formula is one."""

    languages: tuple[str, ...]
    """Those that are written in it, the most likely first."""

    telling: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Letters that only another language has, anywhere in the same text."""


def _script(letters: str, least: int, languages: str, **telling: str) -> Script:
    return Script(
        re.compile(f"[{letters}]{{{least},}}"),
        tuple(languages.split()),
        tuple((language, re.compile(f"[{own}]")) for language, own in telling.items()),
    )


_SCRIPTS = (
    _script("\u0370-\u03ff\u1f00-\u1fff", 3, "el"),
    _script(
        "\u0400-\u052f",
        1,
        "ru uk bg sr mk be kk ky mn tg tt",
        uk="іїєґІЇЄҐ",
        be="ўЎ",
        sr="ђћЂЋ",
        mk="ѓќѕЃЌЅ",
    ),
    _script("\u0530-\u058f", 1, "hy"),
    _script("\u0590-\u05ff\ufb1d-\ufb4f", 1, "he yi"),
    _script("\u0600-\u06ff\u0750-\u077f", 1, "ar fa ur ps ug ckb", ur="ٹڈڑںے", fa="پچژگ"),
    _script("\u0900-\u097f", 1, "hi mr ne sa"),
    _script("\u0980-\u09ff", 1, "bn as"),
    _script("\u0b80-\u0bff", 1, "ta"),
    _script("\u0e00-\u0e7f", 1, "th"),
    _script("\u10a0-\u10ff", 1, "ka"),
    _script("\u1100-\u11ff\uac00-\ud7af", 1, "ko"),
    _script("\u3400-\u9fff\u3040-\u30ff", 1, "zh ja ko", ja="\u3040-\u30ff"),
)

_ANY = re.compile("[\u0370-\u0fff\u10a0-\u11ff\u1f00-\u1fff\u3040-\ud7af\ufb1d-\ufb4f]")
_WORD = re.compile(r"\s*\S+\s*")


def stretches(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield a text in parts, each with its language; empty for that of the deck.

    Shape: the parts are the text; each is of whole words.
    """
    if text.isascii() or not _ANY.search(text):
        yield text, ""
        return
    own = language.partition("-")[0].lower()
    words = _WORD.findall(text) or [text]
    for said, same in groupby(zip(words, _languages(words, text, own), strict=True), itemgetter(1)):
        yield "".join(word for word, _ in same), said


def _languages(words: Sequence[str], text: str, own: str) -> Iterator[str]:
    """Yield the language of each word; numbers and signs go with the word before."""
    said = ""
    for word in words:
        if any(map(str.isalpha, word)):
            said = _language(word, text, own)
        yield said


def _language(word: str, text: str, own: str) -> str:
    for script in _SCRIPTS:
        if script.letters.search(word):
            if own in script.languages:
                return ""
            told = (name for name, letters in script.telling if letters.search(text))
            return next(told, script.languages[0])
    return ""
