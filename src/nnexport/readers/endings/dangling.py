"""Words that no sentence ends with, per language: where one stands last, the rest is missing.

The same letters are a word that needs another in one language and an ordinary one in the next
(``die``, ``sur``, ``son``, ``war``), so the language of the text decides, by its own small words.
"""

from __future__ import annotations

import re

_ALWAYS = {
    "en": "a an the and or but because although whereas whose which their its our your my than if "
    "unless via per including very every",
    "de": "der dem den des eine einen einem einer eines und oder aber weil dass ob wenn sowie im "
    "zum zur vom beim ins deren dessen sondern für von bei durch ihre ihren ihrer seine seinen "
    "seiner indem welche welcher welches",
    "fr": "le la les une des et ou de du au aux à ce cette ces que qui dont pour par dans chez car "
    "mais leur leurs ses sa lorsque parce puisque afin",
    "es": "el los las un una unos unas y o e de del para con por que al su sus en porque pero "
    "aunque cuyo cuya mediante",
    "it": "il lo gli un una uno e o di del della dei delle dello degli al alla ai alle da dal "
    "dalla in nel nella con sul sulla per che tra fra ma",
    "pt": "o os um uma e ou de do da dos das em no na nas para com por pelo pela que mas porque ao "
    "à aos às seu sua seus suas",
    "ru": "и в во на с со к ко из от для по у о об при под над через или но а что чтобы если "
    "который которая которое которые которых которым которой котором является являются между "
    "без из-за",
}
"""With two words before it, one of these is never the last."""

_MOSTLY = {
    "en": "of to for with from by in on at is are was were be as into that has have had will can "
    "could would should must this these those such when while where who about between through "
    "during without",
    "de": "das die mit am als wie über unter in kein keine",
    "fr": "un avec sur en sous est sont entre comme si son",
    "es": "la lo es son como cuando donde sobre entre",
    "it": "la le i a su sono è come perché se",
    "pt": "a as nos é são se como quando",
    "ru": "его её их это как за",
}
"""These may end a phrase (``look forward to``), so a long one or a sentence before it is asked."""

_OTHERS = {
    "en": "it they he she not you there also used only then",
    "de": "ist sind nicht es er sie man wird werden auf zu sich auch",
    "fr": "il elle on ne pas se nous vous plus",
    "es": "no se hay fue más él ella",
    "it": "non si fu più lui lei",
    "pt": "não foi há mais ele ela",
    "ru": "не он она они так там",
}
"""Further small words that show the language."""

_ALWAYS_SETS = {name: frozenset(words.split()) for name, words in _ALWAYS.items()}
_MOSTLY_SETS = {name: frozenset(words.split()) for name, words in _MOSTLY.items()}
_SMALL_WORDS = {
    name: _ALWAYS_SETS[name] | _MOSTLY_SETS[name] | frozenset(_OTHERS[name].split())
    for name in _ALWAYS
}

_PHRASE = 6
"""Words up to which a text may be meant as a phrase."""

_WINDOW = 60
"""Words before the last one that are asked for the language."""

_PARTICLES = frozenset("on up out off in down away back along".split())
_RELATIVE = frozenset("that which what who whom where how".split())
"""``the part that you hold on to``: an English clause may end with a verb of three words."""

_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_CHINESE = re.compile(
    "(?:以及|因为|但是|例如|比如|包括|通过|由于|并且|如果|为了|以便|从而|因此|所以|或者|而且|其中|虽然|即使|然后|接着|然而|此外|甚至|尤其是|特别是)$"
)
_JAPANESE = re.compile("(?:[をがは]|また|および|または|ので|ため|そして|しかし|例えば|たとえば)$")
_FINISHED = re.compile(r"[.!?。！？][)\]\"'”’]*\s*(?=\S)")


def count_words(text: str) -> int:
    """Return how many words a text has; two signs of a script without spaces count as one."""
    signs = len(_CJK.findall(text)) if not text.isascii() else 0
    return signs // 2 + len(_CJK.sub(" ", text).split()) if signs else len(text.split())


def dangling_word(text: str, language: str = "") -> str:
    """Return the last word of a text if it needs another one after it; empty if it does not.

    ``language`` is that of the document, for texts that are too short to show their own.
    """
    text = text[-2000:].rstrip()
    if not text or not text[-1].isalnum():
        return ""
    if _CJK.match(text[-1]):
        return _dangling_particle(text)
    tokens = text.split()
    if len(tokens) < 3:
        return ""
    last = _EDGE.sub("", tokens[-1])
    if not last.islower() or last != tokens[-1].lstrip("*_([{\"'“„«"):
        return ""
    languages = _languages_of(tokens[-1 - _WINDOW : -1], language)
    always = any(last in _ALWAYS_SETS[name] for name in languages)
    if not always:
        if not any(last in _MOSTLY_SETS[name] for name in languages):
            return ""
        before = _EDGE.sub("", tokens[-2])
        if before in _PARTICLES and not _RELATIVE.isdisjoint(tokens[-7:-2]):
            return ""
        doubled = any(before in _ALWAYS_SETS[name] for name in languages)
        if len(tokens) <= _PHRASE and not doubled and not _FINISHED.search(text):
            return ""
    return "" if _is_mentioned(tokens, last, languages) else last


def _dangling_particle(text: str) -> str:
    match = (_JAPANESE if re.search("[\u3040-\u30ff]", text) else _CHINESE).search(text[-8:])
    return match[0] if match and len(text) > len(match[0]) + 2 else ""


def _languages_of(tokens: list[str], language: str) -> list[str]:
    """Return the languages that a text may be in: most of its small words are theirs."""
    words = [_EDGE.sub("", token).lower() for token in tokens]
    scores = {name: sum(word in small for word in words) for name, small in _SMALL_WORDS.items()}
    best = max(scores.values())
    if not best:
        if _CYRILLIC.match(words[-1][:1]):
            return ["ru"]
        return [language] if language in scores else []
    found = [name for name, score in scores.items() if score == best]
    return [language] if language in found else found


def _is_mentioned(tokens: list[str], last: str, languages: list[str]) -> bool:
    """Tell whether the last word is spoken about: in a list of its kind, or as a letter."""
    before = tokens[-4:-1]
    for token in before:
        word = _EDGE.sub("", token).lower()
        if token[-1] in ",/" and any(
            word in _ALWAYS_SETS[name] or word in _MOSTLY_SETS[name] for name in languages
        ):
            return True
        letter = len(word) == 1 and word.isalpha()
        if len(last) == 1 and letter and not any(word in _SMALL_WORDS[n] for n in languages):
            return True
    return False
