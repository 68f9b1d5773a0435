"""Does a line ask something? What the wording says, before numbers and order are looked at."""

from __future__ import annotations

import re
from math import exp

from nnexport.deck.prose import SENTENCE_BREAK, ends_sentence, is_lead_in, is_unfinished
from nnexport.deck.words import words_of

ASKING_WORDS = frozenset(
    """
    what why how when where which who whom whose can could is are was were does do did should would
    will may explain describe discuss define compare contrast list name state give outline summarize
    summarise identify illustrate distinguish differentiate evaluate derive prove show calculate
    compute find write draw mention elaborate briefly tell analyze analyse justify suggest suppose
    was wer wie wo wann warum weshalb wieso woher wohin womit wodurch welche welcher welches welchen
    nenne nennen erkläre erklären beschreibe beschreiben definiere definieren vergleiche vergleichen
    erläutere erläutern skizziere begründe unterscheide gib kann können
    que quoi qui comment pourquoi quand où quel quelle quels quelles qu'est-ce expliquez expliquer
    décrivez décrire définissez définir comparez citez donnez énumérez peut
    qué cómo cuál cuáles cuándo dónde quién quiénes cuánto cuántos cuánta explica explique describa
    describe defina define compare mencione enumere nombre puede
    что как почему зачем когда где кто какой какая какое какие каков какова каковы чем сколько
    откуда
    объясните опишите назовите сравните перечислите дайте расскажите определите
    che cosa quale quali come perché quando dove chi spiega descrivi
    qual quais quando onde quem explique descreva
    """.split()
)
"""First words of questions and of tasks that ask without a question mark."""

_QUESTION_END = re.compile(r"[?？؟]\s*[)\]*_\"'”’]*\s*$")


def question_likeness(text: str) -> float:
    """Return how much a text reads like a question: 0.02 (an explanation) to 0.98 (a question).

    Evidence: a question mark at the end, a first word that asks, one sentence, few words.
    """
    words = words_of(text)
    if not words:
        return 0.1
    sentences = len(SENTENCE_BREAK.findall(text)) + 1
    asks = bool(_QUESTION_END.search(text))
    first = words[0].partition("'")[0] if words[0] not in ASKING_WORDS else words[0]
    score = -0.6 + (3.0 if asks else 0.0)
    if first in ASKING_WORDS or first == "qu":
        score += 1.6
    elif not asks:
        score -= 1.0
    if sentences > 1 and not asks:
        score -= 1.5 * min(sentences - 1, 2)
    if is_lead_in(text):
        score -= 1.5
    if len(words) > 30:
        score -= min((len(words) - 30) / 15, 2.0)
    elif len(words) <= 15 and sentences == 1:
        score += 0.6
    return min(max(1 / (1 + exp(-score)), 0.02), 0.98)


def is_whole_question(text: str) -> bool:
    """Tell whether a text is a question or a task, from its first word to its closing mark."""
    if len(text) > 600 or not ends_sentence(text) or text[:1].islower():
        return False
    return question_likeness(text) >= 0.75


def is_answered_by(text: str, following: str) -> bool:
    """Tell whether a task without a closing mark is complete, and the next line answers it."""
    words = words_of(text)
    if len(words) < 2 or words[0] not in ASKING_WORDS or is_unfinished(text):
        return False
    begins_sentence = following[:1].isupper() and len(following.split()) >= 6
    return begins_sentence and question_likeness(following) < 0.5


def is_continued_by(text: str, following: str, *, in_list: bool = True) -> bool:
    """Tell whether a question text goes on in the paragraph after it.

    It does when it has no end of its own and the next paragraph begins with a small letter or
    brings the end that is missing. ``in_list``: no answer can stand below a question, so that a
    short paragraph is rather its end.
    """
    stripped = text.rstrip()
    if not stripped or ends_sentence(stripped) or not following:
        return False
    if following[:1].islower() or is_unfinished(stripped):
        return True
    if _QUESTION_END.search(following) and len(following.split()) <= 25:
        return question_likeness(f"{stripped} {following}") > question_likeness(following)
    return in_list and not is_lead_in(stripped) and len(following.split()) <= 12
