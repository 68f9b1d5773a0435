"""Forms of words: plurals, irregular verbs, British and American spellings, names of one thing.

For telling whether two questions are the same, a word may only be put together with what is surely
the same word: ``stem_word`` also makes one of *operator* and *operation*, of *market* and
*marketing*, and that is good enough for evidence but not for identity.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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


def _table(lines: str) -> dict[str, str]:
    """Return each word's first neighbour on its line."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


_IRREGULAR = _table("""
    child children
    man men
    woman women
    person people persons
    mouse mice
    foot feet
    tooth teeth
    bacterium bacteria
    phenomenon phenomena
    criterion criteria
    vertex vertices
    matrix matrices
    index indices indexes
    appendix appendices
    analysis analyses
    hypothesis hypotheses
    thesis theses
    crisis crises
    synthesis syntheses
    basis
    nucleus nuclei
    stimulus stimuli
    fungus fungi
    formula formulae formulas
    larva larvae
    alga algae
    leaf leaves
    wolf wolves
    life lives
    half halves
    knife knives
    bias biases
    gas gases
    alias aliases
    lens lenses
    quiz quizzes
    write wrote written writes
    begin began begun begins
    become became becomes
    take took taken takes
    give gave given gives
    build built builds
    make made makes
    lead led leads
    win won wins
    grow grew grown grows
    run ran runs
    speak spoke spoken speaks
    break broke broken breaks
    choose chose chosen chooses
    drive drove driven drives
    fall fell fallen falls
    freeze froze frozen freezes
    get got gotten gets
    hold held holds
    keep kept keeps
    know knew known knows
    lose lost loses
    pay paid pays
    rise rose risen rises
    say said says
    send sent sends
    sell sold sells
    teach taught teaches
    think thought thinks
    throw threw thrown throws
    go went gone goes
    draw drew drawn draws
    fight fought fights
    spread spreads
    see saw seen sees
    show showed shown shows
    find finds
    bring brought brings
    buy bought buys
    feed fed feeds
    store stores
    use used uses
    cause caused causes
""")

_UNCHANGED = frozenset(
    """
    news series species lens always gas bias plus chaos mathematics physics economics statistics
    genetics mechanics dynamics ethics politics diabetes rabies measles mumps aids alias atlas
    canvas texas kansas christmas perhaps hiv dns https less us bus campus
    """.split()
)
"""Words that end in s in the singular."""

_SYNONYMS = _table("""
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

_NUMBERS = _table("""
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
    known = _IRREGULAR.get(word)
    if known is None:
        known = word
        if word.isascii() and word.isalpha() and len(word) > 3:
            known = _IRREGULAR.get(singular := _singular(word), singular)
    known = spell_american(known)
    if known.endswith("ed"):
        # "computed" goes the way of "compute", so that it comes to "calculate".
        known = next((_SYNONYMS[v] for v in (known[:-1], known[:-2]) if v in _SYNONYMS), known)
    known = _SYNONYMS.get(known, known)
    return _NUMBERS.get(known, known)


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")) or word in _UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("oes") and len(word) > 5:
        return word[:-2]
    # viruses, but causes and houses
    if word.endswith("uses") and len(word) > 5 and word[-5] not in "aeo":
        return word[:-2]
    return word[:-1]
