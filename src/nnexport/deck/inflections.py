"""The forms of English words: plurals, irregular verbs, endings of verbs.

Only what is surely the same word: *books*, *made* and *running*, not *operator* and *operation*.
Words of other languages pass through unless they happen to look English.
"""

from __future__ import annotations

import re


def word_table(lines: str) -> dict[str, str]:
    """Return each word's first neighbour on its line."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


IRREGULAR = word_table("""
    child children
    man men
    woman women
    person people persons
    mouse mice
    foot feet
    tooth teeth
    goose geese
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
    axis axes
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
    arise arose arisen arises
    become became becomes
    begin began begun begins
    blow blew blown blows
    break broke broken breaks
    bring brought brings
    build built builds
    buy bought buys
    catch caught catches
    cause caused causes
    choose chose chosen chooses
    deal dealt deals
    dig dug digs
    draw drew drawn draws
    drink drank drunk drinks
    drive drove driven drives
    eat ate eaten eats
    fall fell fallen falls
    feed fed feeds
    feel felt feels
    fight fought fights
    find finds
    fly flew flown flies
    forget forgot forgotten forgets
    freeze froze frozen freezes
    get got gotten gets
    give gave given gives
    go went gone goes
    grow grew grown grows
    hear heard hears
    hide hid hidden hides
    hold held holds
    keep kept keeps
    know knew known knows
    lead led leads
    lose lost loses
    make made makes
    mean meant
    meet met meets
    overcome overcame overcomes
    pay paid pays
    prove proven proved proves
    ride rode ridden rides
    rise rose risen rises
    run ran runs
    say said says
    see saw seen sees
    seek sought seeks
    sell sold sells
    send sent sends
    shake shook shaken shakes
    show showed shown shows
    shrink shrank shrunk shrinks
    sing sang sung sings
    sink sank sunk sinks
    sleep slept sleeps
    speak spoke spoken speaks
    spend spent spends
    spin spun spins
    spread spreads
    stand stood stands
    steal stole stolen steals
    stick stuck sticks
    store stores
    strike struck stricken strikes
    sweep swept sweeps
    swim swam swum swims
    swing swung swings
    take took taken takes
    teach taught teaches
    tear tore torn tears
    tell told tells
    think thought thinks
    throw threw thrown throws
    understand understood understands
    undertake undertook undertaken undertakes
    use used uses
    wear wore worn wears
    weave wove woven weaves
    win won wins
    withdraw withdrew withdrawn withdraws
    write wrote written writes
""")
"""Forms that no ending tells, each with the form in which a dictionary has the word.

Left out where the form is as often another word: *left*, *bound*, *found* an institute, *bit*."""

_UNCHANGED = frozenset(
    """
    news series species lens always gas bias plus chaos mathematics physics economics statistics
    genetics mechanics dynamics ethics politics diabetes rabies measles mumps aids alias atlas
    canvas texas kansas christmas perhaps hiv dns https less us bus campus
    """.split()
)
"""Words that end in s in the singular."""


def singular(word: str) -> str:
    """Return a word without the ending of a plural, or of a verb's third person."""
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")) or word in _UNCHANGED:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("oes") and len(word) > 5:
        return word[:-2]
    # viruses, but causes and houses
    if word.endswith("uses") and len(word) > 5 and word[-5] not in "aeo":
        return word[:-2]
    return word[:-1]


def dictionary_form(word: str) -> str:
    """Return an English word as a dictionary has it, but for the last e of some verbs."""
    known = IRREGULAR.get(word)
    if known is not None:
        return known
    one = singular(word)
    return IRREGULAR.get(one) or without_verb_ending(one)


_NO_FORM = frozenset(
    """
    agreed freed decreed guaranteed refereed embed imbed shred hundred sacred naked wicked crooked
    biped moped kindred infrared instead ahead overhead behead
    nothing something anything everything evening morning ceiling king wing ring sing thing string
    spring sling cling swing bring bearing during sibling darling herring sterling
    """.split()
)
_AGREED = frozenset("agreed disagreed freed decreed guaranteed refereed".split())
_VOWEL = re.compile("[aeiouy]")
_SHORT = re.compile("[^aeiou]?[aeiou][^aeiouwxy]")
_DYING = {"dying": "die", "lying": "lie", "tying": "tie"}


def without_verb_ending(word: str) -> str:
    """Return a word without "ed" or "ing", as the verb is written without them if that is told.

    The e that a longer verb may have lost comes back where its end tells ("generating"), and else
    not: "reducing" gives "reduc".
    """
    if word in _AGREED:
        return word[:-1]
    if word in _DYING:
        return _DYING[word]
    if word in _NO_FORM or word.endswith("eed"):
        return word
    if word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    ending = 3 if word.endswith("ing") else 2 if word.endswith("ed") else 0
    stem = word[: len(word) - ending]
    if not ending or len(stem) < 2 or not _VOWEL.search(stem):
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeilosz":
        return stem[:-1]
    # Where a short verb has no e, it doubles its last letter: "making", but "cutting".
    has_e = _SHORT.fullmatch(stem) or stem.endswith(("at", "iz", "is", "bl"))
    return stem + "e" if has_e and not stem.endswith(("eat", "oat")) else stem
