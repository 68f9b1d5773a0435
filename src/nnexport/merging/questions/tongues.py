"""How questions ask in German, French, Spanish and Russian. Words are folded, without accents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from nnexport.merging.questions.asking import ENGLISH, Language, phrases, words
from nnexport.merging.questions.forms import fold


def _without(*endings: str, least: int) -> Callable[[str], str]:
    """Return a function that takes an ending off a word, where so many letters are left."""
    longest = sorted(endings, key=len, reverse=True)
    ending = re.compile(rf"(?<=\w{{{least}}})(?:{'|'.join(longest)})$")

    @lru_cache(maxsize=1 << 14)
    def base(word: str) -> str:
        return ending.sub("", word, count=1) if word.isalpha() else word

    return base


def _f(text: str) -> frozenset[str]:
    return words(fold(text))


# --- German ---------------------------------------------------------------------------------------


_GERMAN_VERB = (
    r"(?:erklären|erläutern|beschreiben|definieren|nennen|diskutieren|skizzieren|schildern|geben|"
    r"erkläre?|erläutere|beschreibe|definiere|nenne|diskutiere|skizziere|schildere|gib)"
)

GERMAN = Language(
    cues=_f(
        "was ist sind der die das den dem des ein eine einer wie warum wann wo wer welche welcher "
        "welches und oder von zwischen erklären erkläre erläutern beschreiben beschreibe nennen "
        "nenne definieren definiere sie unter versteht man für mit nicht kein bedeutet"
    ),
    phrases=phrases(
        (r"^bitte ", ""),
        (rf"^{_GERMAN_VERB}(?: sie)?(?: bitte)?(?: (?:kurz|genau|ausführlich))* ", ""),
        (r"^was (?:versteht man|verstehen sie) unter ", ""),
        (r"^was (?:bedeutet|heisst) ", ""),
        (r"^was meint man mit ", ""),
        (r"\bwie ?viele?\b", "count"),
        (r"\b(?:wieso|weshalb|weswegen)\b", "warum"),
        (r"^(?:was (?:ist|sind) )?(?:der |die )?unterschiede? zwischen\b", "differ"),
        (r"^(?:worin|wodurch|wie) unterscheide(?:n|t) sich (.+?)(?: von)?\b(?= )", r"differ \1 "),
        (r"^vergleichen? (?:sie )?", "differ "),
        (r"^was (?:ist|sind|war|waren) ", ""),
        (r"^(?:der begriff|den begriff|die bedeutung von|der ausdruck) ", ""),
    ),
    dropped=_f(
        "der die das den dem des ein eine einer eines einem einen ist sind war waren wird werden "
        "wurde wurden hat haben hatte kann können sie es sich man gibt was welche welcher welches "
        "welchen denn so auch zum zur vom im am beim von bitte"
    ),
    kinds={
        "wie": "how", "warum": "why", "wann": "when", "wo": "where", "woher": "whence",
        "wohin": "whither", "wer": "who", "wen": "whom", "wem": "whom", "wozu": "why",
        "ob": "whether", "count": "count",
    },
    roles=_f("in an auf für mit bei durch aus zu über unter gegen um als wegen"),
    joints=_f("und oder sowie"),
    negations=_f("nicht kein keine keinen keiner keinem nie ohne"),
    modals={"kann": "can", "muss": "must", "soll": "should", "darf": "may", "wird": "will"},
    polar=re.compile(
        r"(?:ist|sind|war|waren|hat|haben|kann|können|muss|müssen|soll|darf|wird|werden|gibt)\b"
    ),
    base=_without("e", "en", "er", "ern", "es", "em", "n", "s", least=4),
    moves_verb=True,
)  # fmt: skip

# --- French ---------------------------------------------------------------------------------------


FRENCH = Language(
    cues=_f(
        "le la les un une des du de et ou que qu est sont quel quelle quels quelles pourquoi "
        "comment quand où qui expliquez définissez décrivez citez donnez entre l d c ce signifie"
    ),
    phrases=phrases(
        (
            (r"^(?:expliqu(?:ez|e|er)|defin(?:issez|is|ir)|decri(?:vez|s|re)|cit(?:ez|e|er)|"
            r"nomm(?:ez|e|er)|enumer(?:ez|e|er)|donn(?:ez|e|er)|present(?:ez|e|er)) "),
            "",
        ),
        (r"^qu(?:e| est ce que?)? (?:veut dire|signifie(?:nt)?) ", ""),
        (r"^qu entend on par ", ""),
        (r"^(?:qu est ce que?(?: c est que?)?|ce que? (?:est|sont)|ce que?) ", ""),
        (r"^(?:la definition|le concept|la notion|le terme) (?:de |d )?", ""),
        (r"^(?:quelles? (?:est|sont) )?(?:l[ae]s? )?differences? entre\b", "differ"),
        (r"^(?:en quoi|comment) (.+?) (?:differe(?:nt)?|se distingue(?:nt)?)\b", r"differ \1"),
        (r"^compar(?:ez|e|er) ", "differ "),
        (r"^quell?e?s? (?:est|sont|etait|etaient) ", ""),
    ),
    dropped=_f(
        "le la les un une l d qu que c ce cette ces s t est sont était étaient a ont il elle ils "
        "elles on y se quel quelle quels quelles j n m"
    ),
    kinds={
        "pourquoi": "why", "comment": "how", "quand": "when", "ou": "where", "qui": "who",
        "combien": "count", "si": "whether",
    },
    roles=_f("de du des en dans par pour sur à au aux avec entre chez"),
    joints=words("et"),
    negations=_f("ne pas sans non aucun aucune jamais"),
    modals={"peut": "can", "doit": "must"},
    polar=re.compile(r"(?:est ce que?|est|sont|peut|doit)\b"),
    base=_without("s", "x", least=3),
)  # fmt: skip

# --- Spanish --------------------------------------------------------------------------------------


SPANISH = Language(
    cues=_f(
        "qué es son el la los las un una de del y cuál cuáles cómo por cuándo dónde quién explique "
        "defina mencione describa entre en para se entiende significa diferencia"
    ),
    phrases=phrases(
        (r"\bpor que\b", "porque"),
        (
            (r"^(?:expli(?:que|ca|car)|descri(?:ba|be|bir)|defin(?:a|e|ir)|mencion(?:e|a|ar)|"
            r"enumer(?:e|a|ar)|nombr(?:e|a|ar)|cit(?:e|a|ar)|mencione) "),
            "",
        ),
        (r"^(?:que )?(?:se entiende|entiende usted) por ", ""),
        (r"^que (?:significa|quiere decir) ", ""),
        (r"^(?:la definicion|el concepto|el termino) (?:de )?", ""),
        (r"^(?:cual(?:es)? (?:es|son|fue|fueron) )?(?:las? )?diferencias? entre\b", "differ"),
        (r"^en que se diferencian? (.+?) (?:de|y)\b", r"differ \1 y"),
        (r"^compare ", "differ "),
        (r"^(?:que|cual|cuales) (?:es|son|fue|fueron|era|eran) ", ""),
    ),
    dropped=_f(
        "el la los las un una unos unas lo es son fue fueron era eran ha han hay se su sus qué que "
        "cuál cuáles esta este"
    ),
    kinds={
        "porque": "why", "como": "how", "cuando": "when", "donde": "where", "quien": "who",
        "quienes": "who", "cuanto": "count", "cuantos": "count", "cuanta": "count",
        "cuantas": "count",
    },
    roles=_f("de del en por para con a al sobre entre desde hasta"),
    joints=words("y e o u"),
    negations=words("no sin nunca ningun ninguna"),
    modals={"puede": "can", "debe": "must"},
    polar=re.compile(r"(?:es|son|puede|pueden|debe|deben|hay)\b"),
    base=_without("s", "es", least=4),
)  # fmt: skip

# --- Russian --------------------------------------------------------------------------------------


RUSSIAN = Language(
    cues=frozenset(),
    phrases=phrases(
        (
            (r"^(?:пожалуйста )?(?:кратко )?(?:объясните|объясни|опишите|опиши|определите|"
            r"назовите|назови|перечислите|расскажите (?:о|об|про)|раскройте|сформулируйте|"
            r"приведите|охарактеризуйте|дайте определение)(?: кратко| подробно)? "),
            "",
        ),
        (r"^что (?:такое|значит|означает|понимают под|вы понимаете под|представляет собои?) ", ""),
        (r"^(?:понятие|термин|определение) ", ""),
        (r"^чем (.+?) отличается от\b", r"differ \1 и"),
        (r"^чем отлича(?:ется|ются) (.+?) (?:от|и)\b", r"differ \1 и"),
        (r"^(?:в чем |какова )?(?:разница|различие|различия|отличие) между\b", "differ"),
        (r"^сравните ", "differ "),
        (r"\bзачем\b", "почему"),
    ),
    dropped=words(
        "что это этот эта такое ли же бы его ее их он она оно они какой какая какое какие каков "
        "какова каково каковы является являются был была было были есть"
    ),
    kinds={
        "почему": "why", "как": "how", "когда": "when", "где": "where", "кто": "who",
        "кого": "whom", "сколько": "count", "куда": "whither", "откуда": "whence",
    },
    roles=words("в во на из с со под для от к ко по о об при у за через до"),
    joints=words("и или"),
    negations=words("не нет без ни"),
    modals={},
    polar=re.compile(r"(?:является|являются|может|можно)\b"),
    base=_without(
    *(
        "ами ями иями ого его ому ему ыми ими иях ях ах ов ев ей ой ий ый ая яя ое ее ые ие ую юю "
        "ою ею ом ем ам ям ии ия ию ией ием иям ы и а я о е у ю ь й"
    ).split(),
    least=3,
),
)  # fmt: skip

_LATIN = (ENGLISH, GERMAN, FRENCH, SPANISH)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def language_of(text: str, tokens: list[str]) -> Language:
    """Return the language that a folded text asks in; English, where nothing tells."""
    if not text.isascii() and _CYRILLIC.search(text):
        return RUSSIAN
    counts = [sum(token in language.cues for token in tokens) for language in _LATIN]
    return _LATIN[counts.index(max(counts))]
