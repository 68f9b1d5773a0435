"""Words as evidence: which of a text carry its content, and how much of it another text covers.

One definition serves the reader (does this block fit that question?), matching (do two sources ask
the same?) and folding (does this sentence say anything new?), so that a score means the same
wherever a message shows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log

from nnexport.deck.stems import stem_word

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


def content_words(text: str) -> frozenset[str]:
    """Return the stems of a text's words but for function words."""
    return frozenset(map(stem_word, set(words_of(text)) - STOP_WORDS))


def topic_words(text: str) -> frozenset[str]:
    """Return the content words of a question that say what it is about, not how it asks."""
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    telling = [word for word in words if word not in GENERIC_WORDS]
    return frozenset(stem_word(word) for word in telling or words)


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
