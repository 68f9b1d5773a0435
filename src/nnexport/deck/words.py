"""Words as evidence: which of a text carry its content, and how much of it another text covers.

One definition serves the reader (does this block fit that question?), matching (do two sources ask
the same?) and folding (does this sentence say anything new?), so that a score means the same
wherever a message shows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

STOP_WORDS = frozenset(
    """
    a about above after again against all also although am an and any are as at be because been
    before being below between both but by can cannot could did do does doing down during each
    either etc few for from further had has have having he her here hers him his how however i
    if in into is it its itself just let like many may me might more most much must my neither
    no nor not of often on once one only onto or other others our out over own per rather same
    shall she should since so some such than that the their them then there therefore these they
    this those though through thus to too typically under until up upon us usually very via was
    we well were what when where whereas whether which while who whom whose why will with within
    without would yet you your yours der das den dem des ein eine einer eines einem einen und
    oder aber ist sind waren wird werden wie wer wo wann warum welche welcher welches nicht kein
    keine mit von vom zu zum zur auf für im als auch bei durch es er sie wir ihr sich nach über
    unter aus le la les un une du de et ou est sont que qui quoi comment pourquoi quel quelle
    quels quelles dans avec ne pas ce cette ces se sa ses il elle ils elles au aux en el los las
    una unos unas y o qué cómo cuál cuáles por para con del al lo su sus и в во не что он на я с
    со как а то все она так его но да ты к у же вы за бы по от из о для это какие какой какая
    каково чем
    """.split()
)
"""Function words of the languages that decks are most often written in; they carry no content."""

NEGATIONS = frozenset(
    "no not never none neither nor cannot without nicht kein keine nie ne pas".split()
)

GENERIC_WORDS = frozenset(
    """
    advantages advantage application applications associated benefit benefits briefly challenge
    challenges commonly compare concept concepts considerations define definition describe
    detail difference differences different differ disadvantages discuss effect effects
    elaborate example examples explain expain explanation functioning give idea illustrate
    impact importance important list main mean meaning means mention name outline please
    principle principles purpose purposes role roles several state summarize tell type types
    understand use used uses using various work works
    """.split()
)
"""Words that questions on any subject share; they say how is asked, not what about."""

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*(?:[+#]+(?!\w))?|[%°€$£]")
# The same for ASCII in small letters, where it takes half the time.
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[.'][a-z0-9]+)*(?:[+#]+(?![a-z0-9_]))?|[%$]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")


def words_of(text: str) -> list[str]:
    """Return all words of a text in order, case-folded, without markup signs.

    Scripts that write no spaces (Chinese, Japanese, Korean) give pairs of characters.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    text = unicodedata.normalize("NFKC", text).casefold()
    found = _WORD.findall(text)
    if not _CJK.search(text):
        return found
    words: list[str] = []
    for word in found:
        words.extend(_split_cjk(word) if _CJK.search(word) else [word])
    return words


def is_cjk(text: str) -> bool:
    """Tell whether a text begins with a character of a script that writes no spaces."""
    return bool(_CJK.match(text))


def _split_cjk(word: str) -> list[str]:
    parts: list[str] = []
    for run in re.findall(f"{_CJK.pattern}+|[^{_CJK.pattern[1:-1]}]+", word):
        if _CJK.match(run) and len(run) > 1:
            parts.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            parts.append(run)
    return parts


_SUFFIXES = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"),
    ("ousness", "ous"), ("iveness", "ive"), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"),
    ("ator", "ate"), ("ising", "ize"), ("izing", "ize"), ("ised", "ize"), ("ized", "ize"),
    ("izers", "ize"), ("izer", "ize"), ("ises", "ize"), ("izes", "ize"), ("ities", "ity"),
    ("iness", "y"), ("ingly", ""), ("edly", ""), ("ions", ""), ("ings", ""), ("ies", "y"),
    ("ied", "y"), ("ment", ""), ("ness", ""), ("ion", ""), ("ing", ""), ("ed", ""), ("ly", ""),
    ("es", "e"), ("s", ""),
)  # fmt: skip
"""Endings of English words, longest first; a light stemmer is enough to see that two words are
kin."""


@lru_cache(maxsize=1 << 16)
def stem_word(word: str) -> str:
    """Return a word's stem, so that ``regularization`` and ``regularize`` count as one word."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


def content_words(text: str) -> frozenset[str]:
    """Return the stems of a text's words but for function words."""
    return frozenset(map(stem_word, set(words_of(text)) - STOP_WORDS))


def topic_words(text: str) -> frozenset[str]:
    """Return the content words of a question that say what it is about, not how it asks."""
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    telling = [word for word in words if word not in GENERIC_WORDS]
    return frozenset(stem_word(word) for word in telling or words)


_SYNONYMS = """
    measure quantify calculate compute evaluate assess computation calculation
    actual true real target
    method technique approach strategy way
    reduce decrease minimize lower diminish lessen
    increase raise grow boost enlarge
    large larger big bigger huge great greater
    extremely very highly especially particularly
    help aid assist
    enable allow permit let
    difficult challenging hard
    prone susceptible vulnerable
    prevent avoid hinder
    mitigate alleviate address overcome counter handle
    common popular frequent widespread prominent prevalent
    require need demand necessary
    show demonstrate exhibit
    crucial essential vital critical key significant important importance substantial considerable
    speed accelerate
    fast faster quick quickly rapid rapidly
    small smaller tiny minor slight little
    many multiple several numerous various
    begin start commence
    end finish stop
    obtain get acquire gain
    update adjust modify change alter
    use used employ utilize apply applied
    contain include comprise
    consist compose made
    create produce generate
    discrepancy dissimilarity disparity difference
    lead result cause
    improve enhance
    keep retain preserve maintain
    remove drop delete discard eliminate omit
    problem issue difficulty
    specific particular certain
    fundamental basic
    return give yield
    determine decide
    domain area field
    objective goal aim purpose
    additional extra addition
    pose present
    assign set setting
    choose select pick
    offer provide
    suitable suited
    costly expensive
    attempt try
    exceed surpass
    rely depend
    zero 0
    two 2
    three 3
    four 4
    five 5
    six 6
    seven 7
    eight 8
    nine 9
    ten 10
    usually normally generally
    understand comprehend
"""
"""Everyday words of explanations, a line of words that may stand for each other."""

LIGHT_WORDS = frozenset(
    """
    actually addition additionally allow approach area aspect available based basically become
    common commonly concept consider context different effectively enable especially etc example
    general generally given help idea important include including involve kind make making main
    manner mean method moreover multiple necessary number obviously offer often overall
    particular particularly perform play popular pose potential potentially problem process
    provide refer related role several significant simply still single situation sort specific
    take technique term thing today together true type try typical typically use used useful
    usually value various way well well-known widely work
    """.split()
)
"""Words of explanations on any subject; losing one loses next to nothing."""

POLAR_WORDS = frozenset(
    """
    high higher highest low lower lowest large larger largest small smaller smallest big bigger
    increase increases increased increasing decrease decreases decreased decreasing reduce reduces
    reduced reducing before after above below less fewer only except unless always sometimes rarely
    first last positive negative maximum minimum maximize minimize left right up down early late
    fast faster slow slower slowly strong weak long longer short shorter true false input output
    internal external linear nonlinear non-linear advantage advantages disadvantage disadvantages
    """.split()
)
"""Words with an opposite: with the other one, a sentence says something else."""


def _synonym_stems() -> dict[str, str]:
    lines = [line.split() for line in _SYNONYMS.strip().splitlines()]
    return {stem_word(word): stem_word(line[0]) for line in lines for word in line}


_SYNONYM_STEMS = _synonym_stems()


_LIGHT_STEMS = frozenset(
    _SYNONYM_STEMS.get(stem_word(word), stem_word(word)) for word in LIGHT_WORDS
)


_POSSESSIVE = re.compile(r"['’]s$")


def meaning_sequence(words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of words that carry content, in order, everyday synonyms made one."""
    stems = (stem_word(_POSSESSIVE.sub("", word)) for word in words if word not in STOP_WORDS)
    return tuple(_SYNONYM_STEMS.get(stem, stem) for stem in stems)


def meaning_words(text: str) -> frozenset[str]:
    """Return the content words of a text with everyday synonyms made one: what it says, roughly."""
    return frozenset(meaning_sequence(words_of(text)))


def is_light(stem: str) -> bool:
    """Tell whether a word of ``meaning_words`` is one of those that any explanation uses."""
    return stem in _LIGHT_STEMS


def coverage(words: Collection[str], by: Collection[str], weights: Mapping[str, float]) -> float:
    """Return how much of the weight of ``words`` is also in ``by``: 0 nothing, 1 all.

    A word without a weight counts 1. Nothing to cover is covered by nothing: 0.
    """
    total = sum(weights.get(word, 1.0) for word in words)
    if not total:
        return 0.0
    return sum(weights.get(word, 1.0) for word in words if word in by) / total


def rarity(texts: Sequence[Collection[str]], least: int = 1) -> dict[str, float]:
    """Return a weight per word from how few of the texts have it: 1 for a word of one text.

    Words that most texts have ("neural" in a deck on neural networks) weigh next to nothing. The
    measure is the inverse document frequency, scaled to at most 1. ``least``: of fewer texts
    nothing can be said, so that many are reckoned with.
    """
    counts = Counter(word for words in texts for word in words)
    size = max(len(texts), least)
    scale = log(1 + size)
    return {word: log((1 + size) / count) / scale for word, count in counts.items()}
