"""Does a line ask something? What the wording says, before numbers and order are looked at."""

from __future__ import annotations

import re
from itertools import islice
from math import exp

from nnexport.deck.prose import SENTENCE_BREAK, ends_sentence, is_lead_in, is_unfinished
from nnexport.deck.words import is_cjk, words_of

ASKING_WORDS = frozenset(
    """
    what why how when where which who whom whose can could is are was were does do did should would
    will may has have am explain describe discuss define compare contrast list name state give
    outline
    summarize summarise identify illustrate distinguish differentiate evaluate derive prove show
    calculate compute find write draw mention elaborate briefly tell analyze analyse justify suggest
    suppose determine solve design implement create construct sketch choose select complete fill
    translate rewrite convert arrange predict interpret critique assess examine formulate
    paraphrase propose develop estimate verify classify imagine consider provide recall
    was wer wie wo wann warum weshalb wieso woher wohin womit wodurch wofür worin woraus worauf wozu
    welche welcher welches welchen welchem wessen wem wen nenne nennt nennen erkläre erklärt
    erklären
    beschreibe beschreiben definiere definieren vergleiche vergleichen erläutere erläutern
    skizziere begründe begründen unterscheide gib geben kann können ist sind hat haben darf muss
    analysiere stelle entwirf formuliere bewerte berechne bestimme zeichne ordne fasse schreibe
    entwickle diskutiere interpretiere übersetze ermittle zeige beweise löse wähle prüfe untersuche
    überprüfe charakterisiere beurteile benenne liste führe zähle verfasse setze ergänze markiere
    que quoi qui comment pourquoi quand où quel quelle quels quelles combien lequel laquelle
    qu'est-ce est-ce décrire définir comparer citer expliquer explique décris définis compare cite
    donne peut peut-on
    qué cómo cuál cuáles cuándo dónde quién quiénes cuánto cuántos cuánta cuántas explica explique
    describa describe defina define compare compara mencione menciona enumere enumera nombre nombra
    puede analiza analice calcula calcule determina determine escribe escriba indica indique señala
    señale justifica justifique resuelve resuelva traduce completa complete elige redacta resume
    identifica identifique
    что как почему зачем когда где кто какой какая какое какие каков какова каковы чем сколько
    откуда куда чей чья чьё чьи кому чего кем каким какую каких какими можно верно
    объясни опиши назови сравни перечисли дай проанализируй рассчитай определи докажи напиши укажи
    объясните опишите назовите сравните перечислите дайте расскажите определите докажите напишите
    укажите приведите вычислите найдите решите expliquez décrivez définissez comparez citez donnez
    énumérez поясніть опишіть назвіть порівняйте
    составь приведи раскрой вычисли найди реши расскажи
    що як чому навіщо коли де хто який яка яке які чим скільки
    che chi cosa quale quali come perché quando dove quanto quanti spiega descrivi analizza
    confronta
    calcola determina scrivi indica elenca definisci
    o qual quais quando onde quem quanto quantos descreva explique analise calcule escreva cite
    liste
    co jak dlaczego kiedy gdzie kto który która które jaki jaka jakie czym ile wyjaśnij opisz wymień
    podaj porównaj zdefiniuj omów czy
    ne nedir nasıl neden niçin hangi kim nerede kaç açıklayın açıklayınız tanımlayın
    wat hoe waarom wanneer waar wie welke welk noem beschrijf vad hur varför när var vilken vilka
    """.split()
) - {"o", "on", "a"}
"""First words of questions and of tasks that ask without a question mark."""

_INTERROGATIVES = frozenset(
    """
    when where while which who whom whose is are was were does do did can could should would will
    may has have wann wo wer wen wem als quand où qui cuando donde когда где кто gdy kiedy quando
    """.split()
)
"""First words of questions that begin statements as well."""

_ORDER = re.compile(r"\w{3,}(?:(?:en|ern|eln) sie|ez|[иай]те|йте|ите)\b")
"""First words in the polite imperative: German, French, Russian and its kin."""

_ASKING_CJK = re.compile(
    "什么|什麼|如何|怎么|怎麼|怎样|为什么|為什麼|哪些|哪个|哪種|哪种|是否|吗|嗎|多少|几种|谈谈|简述|简要|"
    "请|列举|试述|论述|区别|とは|なぜ|どう|何|どの|どれ|いつ|だれ|誰|ですか|ますか|せよ|述べ|説明し|教えて|"
    "なさい|ください|求めよ|答えよ|무엇|어떻게|왜|설명"
)
_CHOICES = ("true or false", "wahr oder falsch", "vrai ou faux")
_BLANKS = re.compile(rf"_{{3,}}|\.{{6,}}|…{{2,}}|\b(?:{'|'.join(_CHOICES)})\b", re.IGNORECASE)

_REPLY = re.compile(
    r"(?:yes|no|ja|nein|oui|non|sí|sì|si|não|sim|да|нет|так|ні|tak|nie|evet|hayır|是的|不是|はい|いいえ)[.,!。！]\s",
    re.IGNORECASE,
)
"""What an answer begins with, whatever it asks later."""

_QUESTION_END = re.compile(
    r"(?:[?？؟]|か[。.])[\s)\]*_\"'”’»`.]*(?:[(\[（][^()\[\]（）]{1,60}[)\]）][.\s*_]*)?$"
)


_KIND = re.compile(
    r"\s*(?:[(\[（][^()\[\]（）\n]{1,60}[)\]）][\s.:]*|(?:[^\W\d_]{0,2}\d{1,3}[ \t]*[-–—:.][ \t]+)|"
    r"(?P<label>[^\W\d_][^.?!:：\n]{1,40})(?:[:：]|[ ][-–—][ ])\s*(?=\S))"
)
"""What stands before a task and says of what kind it is: ``(Short answer)``, ``True/False:``."""


def question_likeness(text: str) -> float:
    """Return how much a text reads like a question: 0.02 (an explanation) to 0.98 (a question).

    Evidence: a question mark at the end, a first word that asks, one sentence, few words. A word
    or two before a colon, or in brackets, may say of what kind the question is.
    """
    likeness = _likeness(text)
    if likeness >= 0.75:
        return likeness
    for _ in range(2):
        kind = _KIND.match(text[:200])
        if kind is None:
            break
        text = text[kind.end() :]
        rest = _likeness(text) if text else 0.0
        # After a label, the text must ask by itself: "Bias: when all errors ..." does not.
        if not kind["label"] or rest > 0.75:
            likeness = max(likeness, rest)
    return likeness


_HEAD, _ENOUGH = 480, 1000
"""Characters that hold the words that matter, in most texts and in nearly all."""

_MANY = 60
"""Words from which on more of them change nothing."""

_LEAST = 0.02
_SURELY_LEAST = -3.9
"""Evidence below which a text has the least likeness."""


def _likeness(text: str) -> float:
    words = _first_words(text)
    if not words:
        return 0.1
    stripped = len(text.rstrip(" 。.！!？?」』"))
    breaks = SENTENCE_BREAK.finditer(text, 0, stripped)
    sentences = 1 + sum(1 for _ in islice(breaks, 2))
    asks = _ends_with_mark(text)
    first = words[0].partition("'")[0] if words[0] not in ASKING_WORDS else words[0]
    score = -0.6 + (3.0 if asks else 0.0)
    if first in _INTERROGATIVES and not asks and text.rstrip().endswith("."):
        # "When it rains, it pours." tells; people do forget question marks, though.
        score += 0.4
    elif first in ASKING_WORDS or first == "qu" or _orders(words) or _asks_in_cjk(text):
        score += 1.6
    elif not asks:
        score -= 1.0
    if sentences > 1 and _all_order(text):
        sentences = 1
    if sentences > 1 and not asks:
        score -= 1.5 * min(sentences - 1, 2)
    if _REPLY.match(text):
        score -= 2.5
    if _has_blanks(text[:600]):
        score += 1.6
    if is_lead_in(text):
        score -= 1.5
    if sentences > 1 and score < _SURELY_LEAST:
        return _LEAST
    count = _count_words(text, words)
    if count > 30:
        score -= min((count - 30) / 15, 2.0)
    elif count <= 15 and sentences == 1:
        score += 0.6
    return min(max(1 / (1 + exp(-score)), _LEAST), 0.98)


def _first_words(text: str) -> list[str]:
    """Return at least the first two words of a text, whole, if it has any."""
    if len(text) <= _SHORT:
        return words_of(text)
    words = words_of(text[:_OPENING])
    return words if len(words) > 2 else words_of(text)


_OPENING, _SHORT = 60, 160


def _count_words(text: str, words: list[str]) -> int:
    """Return how many words a text has; from many words on, some such number.

    Of scripts without spaces, two characters count as a word, so that half of them do.
    """
    halves = not words[0].isascii() and is_cjk(words[0])
    most = 2 * _MANY if halves else _MANY
    count = len(words)
    for size in (_HEAD, _ENOUGH, len(text)):
        if count >= most or len(text) <= _SHORT:
            break
        count = len(words_of(text[:size]))
        if size >= len(text):
            break
    return count // 2 if halves else count


def _ends_with_mark(text: str) -> bool:
    """Tell whether a text ends with a question mark, or with what stands for one."""
    tail = text[-120:]
    if tail.isascii() and "?" not in tail:
        return False
    return _QUESTION_END.search(tail) is not None


def _asks_in_cjk(text: str) -> bool:
    return not text.isascii() and _ASKING_CJK.search(text[:200]) is not None


def _has_blanks(text: str) -> bool:
    """Tell whether a text has room to write into, or two answers to choose from."""
    if "___" in text or "..." in text or "……" in text:
        return _BLANKS.search(text) is not None
    folded = text.casefold()
    if " fa" not in folded or not any(choice in folded for choice in _CHOICES):
        return False
    return _BLANKS.search(text) is not None


def _all_order(text: str) -> bool:
    """Tell whether each sentence of a short text begins with a word that asks."""
    if len(text) > 200:
        return False
    return all(
        part.partition(" ")[0].casefold().rstrip(".") in ASKING_WORDS
        for part in SENTENCE_BREAK.split(text)
        if part.strip()
    )


def _orders(words: list[str]) -> bool:
    """Tell whether a text begins with a polite imperative."""
    first = words[0]
    if "ez" not in first and "те" not in first and words[1:2] != ["sie"]:
        return False
    return bool(_ORDER.match(" ".join(words[:2])))


def is_whole_question(text: str) -> bool:
    """Tell whether a text is a question or a task, from its first word to its closing mark."""
    if len(text) > 600 or text[:1].islower():
        return False
    if not ends_sentence(text) and not _ends_with_mark(text):
        return False
    return _may_ask(text) and question_likeness(text) >= 0.75


def _may_ask(text: str) -> bool:
    """Tell whether a text could be a question; false only where looking closer is of no use.

    Without a question mark, a first word that asks is needed, or a label before such a word.
    """
    if _ends_with_mark(text):
        return True
    words = words_of(text[:40])
    if len(words) < 4:
        words = words_of(text[:80])
    if len(words) < 3 and len(text) > 80:
        return True
    if not words:
        return False
    first = words[0]
    if first in ASKING_WORDS or first.partition("'")[0] in ASKING_WORDS or first.startswith("qu'"):
        return True
    if first == "qu" or _orders(words) or _KIND.match(text[:200]):
        return True
    return _asks_in_cjk(text)


def asks_plainly(text: str) -> bool:
    """Tell whether a line is a task from its first word to its last, with or without a mark."""
    if not 8 <= len(text) <= 160 or text.partition(" ")[0].casefold() not in ASKING_WORDS:
        return False
    return not is_unfinished(text) and question_likeness(text) >= 0.75


def is_answered_by(text: str, following: str) -> bool:
    """Tell whether a task without a closing mark is complete, and the next line answers it."""
    words = words_of(text)
    if len(words) < 2 or words[0] not in ASKING_WORDS or is_unfinished(text):
        return False
    begins_sentence = following[:1].isupper() and len(following.split()) >= 6
    return begins_sentence and question_likeness(following) < 0.5


_LONGEST_REST = 15
"""Words that the second half of a broken question has at most."""


def is_continued_by(text: str, following: str, *, in_list: bool = True) -> bool:
    """Tell whether a question text goes on in the paragraph after it.

    It does when it has no end of its own and the next paragraph begins with a small letter or
    brings the end that is missing. ``in_list``: no answer can stand below a question, so that a
    short paragraph is rather its end.
    """
    stripped = text.rstrip()
    if not stripped or ends_sentence(stripped) or not following or following[0] == ">":
        return False
    if _ends_with_mark(stripped):
        return False
    if is_unfinished(stripped):
        return True
    if following[:1].islower():
        # People begin answers with a small letter, too; below a whole question they do.
        is_long = len(following.split()) > _LONGEST_REST
        is_answer = is_long or (ends_sentence(following) and not in_list)
        if not is_answer or _ends_with_mark(following):
            return True
        return question_likeness(stripped) < 0.75
    if _ends_with_mark(following) and len(following.split()) <= 25:
        return question_likeness(f"{stripped} {following}") > question_likeness(following)
    return in_list and not is_lead_in(stripped) and len(following.split()) <= 12
