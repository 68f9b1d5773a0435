"""Forms of words: plurals, irregular verbs, British and American spellings, names of one thing.

For telling whether two questions are the same, a word may only be put together with what is surely
the same word: ``stem_word`` also makes one of *operator* and *operation*, of *market* and
*marketing*, and that is good enough for evidence but not for identity.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nnexport.deck.inflections import IRREGULAR, singular, word_table
from nnexport.merging.spelling import spell_american

# But for the breve of й and the points of ä, ö and ü.
_ACCENT = re.compile("[\u0300-\u0305\u0307\u0309-\u036f]|(?<![aou])\u0308")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def fold(text: str) -> str:
    """Return text in small letters and without accents; ä, ö and ü are letters of their own."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LIGATURES)
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _ACCENT.sub("", parts))


_SYNONYMS = word_table("""
    advantage benefit pro merit upside
    disadvantage drawback con downside demerit
    type kind sort category
    importance significance
    characteristic trait
    application use
    happen occur
    calculate compute
    vs versus
    wwi ww1
    wwii ww2
    2 ii
    3 iii
    4 iv
""")
"""Words that name one thing wherever questions ask for it."""

_NUMBERS = word_table("""
    2 two
    3 three
    4 four
    5 five
    6 six
    7 seven
    8 eight
    9 nine
    10 ten
""")


@lru_cache(maxsize=1 << 16)
def base_form(word: str) -> str:
    """Return an English word's form in the singular, in one spelling, under one name."""
    known = IRREGULAR.get(word)
    if known is None:
        known = word
        if word.isascii() and word.isalpha() and len(word) > 3:
            known = IRREGULAR.get(one := singular(word), one)
    known = spell_american(known)
    if known.endswith("ed"):
        # "computed" goes the way of "compute", so that it comes to "calculate".
        known = next((_SYNONYMS[v] for v in (known[:-1], known[:-2]) if v in _SYNONYMS), known)
    known = _SYNONYMS.get(known, known)
    return _NUMBERS.get(known, known)
