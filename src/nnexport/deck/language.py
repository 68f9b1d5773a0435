"""Which language is a text in? Enough to name it in a new deck, where its owner may correct it."""

from __future__ import annotations

import re
from collections import Counter

from nnexport.deck.words import words_of

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_SHARE = 0.2
"""Share of a script's letters from which the text is in that script."""

_FUNCTION_WORDS = {
    "en": "the of and is in to that are with for by which it as what how this from",
    "de": "der die das und ist von mit den nicht ein eine wird auf für dem zu sich auch wie was",
    "fr": "le la les des et est une dans que qui pour par sur avec du au ce sont pas",
    "es": "el los las que es una por con para del se como qué son su más lo y",
    "it": "il che di è una per con sono della gli dei nel come del si non anche le",
    "pt": "o os que é uma por com para do da em são não como dos das ao mais",
}
_LEAST = 3
"""Function words that a text must have before they say anything."""


def guess_language(text: str) -> str:
    """Return the short name of a text's language; empty where little speaks for any."""
    sample = text[:20_000]
    letters = sum(char.isalpha() for char in sample) or 1
    for name, script in _SCRIPTS:
        if len(script.findall(sample)) / letters >= _SHARE:
            return name
    counts = Counter(words_of(sample))
    scores = {
        name: sum(counts[word] for word in words.split()) for name, words in _FUNCTION_WORDS.items()
    }
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    return best if scores[best] >= _LEAST and scores[best] > scores[second] else ""
