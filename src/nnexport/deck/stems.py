"""The stems of English words: one for all forms of a word and for most that come from it."""

from __future__ import annotations

from functools import lru_cache

from nnexport.deck.inflections import dictionary_form

_SUFFIXES = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"),
    ("ousness", "ous"), ("iveness", "ive"), ("ation", "ate"), ("ator", "ate"), ("izer", "ize"),
    ("iser", "ize"), ("ising", "ize"), ("izing", "ize"), ("ised", "ize"), ("ized", "ize"),
    ("ise", "ize"), ("iness", "y"), ("ingly", ""), ("edly", ""), ("ment", ""), ("ness", ""),
    ("ion", ""), ("ly", ""),
)  # fmt: skip
"""Endings of derived words, longest first; a light stemmer is enough to see that two words are
kin."""


@lru_cache(maxsize=1 << 16)
def stem_word(word: str) -> str:
    """Return a word's stem, so that ``regularization`` and ``regularize`` count as one word."""
    return find_stem(word)


def find_stem(word: str) -> str:
    """Return the same, for who remembers something else of a word."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    word = dictionary_form(word)
    # "topics", "APIs", "GPUs"; and what "physics" and "virus" become is no other word.
    if word.endswith(("ics", "is", "us")) and not word.endswith("sis"):
        word = word[:-1]
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] != "s":
        word = word[:-1]
    return word
