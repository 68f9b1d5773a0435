"""British and American spellings: both come to one form, whether that is a word or not."""

from __future__ import annotations

import re
from functools import lru_cache

_BRITISH = """
    color colour
    humor humour
    odor odour
    rumor rumour
    tumor tumour
    vapor vapour
    center centre
    meter metre
    liter litre
    fiber fibre
    theater theatre
    caliber calibre
    defense defence
    license licence
    program programme
    sulfur sulphur
    aluminum aluminium
    gray grey
    judgment judgement
    aging ageing
    plow plough
    artifact artefact
    analog analogue
    catalog catalogue
    dialog dialogue
    skeptic sceptic
    skeptical sceptical
    maneuver manoeuvre
    mold mould
    check cheque
    tire tyre
"""
"""American and British, where no ending tells."""

_AMERICAN = {
    british: american
    for american, british in (line.split() for line in _BRITISH.strip().splitlines())
}

_SPELLINGS = (
    (
        re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|ally|able|ful|ite|ism|ist|less|er|ers)?$)"),
        "or",
    ),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|ation|ations|able|ational)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e|ed|ing|er|ers)$)"), "yz"),
    (re.compile(r"ae(?=[a-z]{3})|oe(?=[a-z]{3})"), "e"),
    # "travelling", but "telling"
    (re.compile(r"(?<=[aeiouy])([a-z]*[aeiou])ll(?=(?:ed|ing|er|ers)$)"), r"\1l"),
    (re.compile(r"^sulph"), "sulf"),
    (re.compile(r"(?<=[a-z]{3})logue(?=s?$)"), "log"),
)


@lru_cache(maxsize=1 << 16)
def spell_american(word: str) -> str:
    """Return a word in one spelling, as American as its letters tell."""
    known = _AMERICAN.get(word)
    if known is not None:
        return known
    if len(word) > 5 and word.isalpha():
        for pattern, instead in _SPELLINGS:
            word = pattern.sub(instead, word)
    return _AMERICAN.get(word, word)
