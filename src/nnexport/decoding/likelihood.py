"""How likely a text is, without knowing its language: the cost of saying it, in nats.

A rare letter costs more than a common one, a letter inside a word less than a fraction there, a
capital letter after a small one much. Letters are judged by one alphabet at a time: a text that
needs Norwegian and Italian letters at once loses to the same bytes read as Czech.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from math import log
from types import MappingProxyType

_LATIN = (
    "éèàêçùâôîûëïœæ",  # French
    "üäöß",  # German
    "óíáéñúü",  # Spanish
    "ãçáéíóõêâàúô",  # Portuguese
    "èàòùìéî",  # Italian
    "åäöéæøü",  # Swedish, Danish, Norwegian, Finnish
    "áíéðóæþöúý",  # Icelandic
    "éàèòçíúóïü",  # Catalan
    "éëïöüèêçñá",  # English, Dutch
    "łąężśóćńź",  # Polish
    "íáéěčřšžýůúťňďóľĺôŕä",  # Czech, Slovak
    "áéöőóüíűú",  # Hungarian
    "ăîâșțşţ",  # Romanian
    "šžčćđ",  # Croatian, Slovene
    "āīšēūņļžģčķ",  # Latvian
    "ėšųžįąčūęäõöü",  # Lithuanian, Estonian
    "ıüşğçöâî",  # Turkish
)
_CYRILLIC = (
    "оеаинтслвркмдпыубяьгзчйжхшюцэщфёъ",  # Russian
    "оаиніетвркслудмпязьбгйчхжцїюєшщфґ",  # Ukrainian
    "аоиетнрсвлкдпмзяугбчъжщцхйшюф",  # Bulgarian
    "аиоенсрјтдуквлпмзгбшчцјћжњљхђфџ",  # Serbian
    "аніоеырусклтдўямзьвбпгчхцжйюшэфё",  # Belarusian
)
_GREEK = ("αοιετνσηυρπκμλςίωόάγδήέθχύφβώξζψϊϋ",)
_WITHOUT_CASE = (
    "יוהלארתבמשנעםדחקפכטגסזצןךףץ",  # Hebrew
    "اليمنوترةبعدهسفكقحأجصشطخىذضإثزءغئظؤآ،؟",  # Arabic
    "انیردتهومبسشکگخزفلپعقجچحطصضغژآثظئذء،؟",  # Persian
    "านรกอเงมยลวตสดคทะปบพชหขจไแใโถธณญผฟฝซศษภฐฎฏฒฆฉ่้ัิีุึืู์็ำๆ",  # Thai
)
_ALPHABETS = MappingProxyType({"l": _LATIN, "c": _CYRILLIC, "e": _GREEK, "o": _WITHOUT_CASE})
"""By class: the letters of languages beyond ASCII, most frequent first."""

_FOREIGN = 7.0
"""Cost of a letter that the alphabet does not have."""

_FULL_ALPHABET = 24
"""From this size on an alphabet is no handful of letters beside those of ASCII."""

_OFTEN_HAN = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后么"
    "這來國個說們為時過學對後麼什與於從開點種樣現動實體還發經"
    "小心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长"
    "何者場分目物間理由明変数値型違例使法次月入思気高新校"
)
_OFTEN_HIRAGANA = frozenset("のにはをたがでてとしれさるいかなすまこきもっんくりらよだあう")
_LEVEL_ONE = (("gb2312", 0xB0, 0xD7), ("euc_jp", 0xB0, 0xCF), ("big5", 0xA4, 0xC6))
"""Character sets that put the usual Han first: codec, first and last leading byte of these."""

_TYPOGRAPHIC = frozenset("“”‘„‚–—…•«»‹›·§°©®™€£µ²³×÷¿¡±†º→¢¥№")

_TRANSITIONS = {
    "s": "s1.5 a0.9 A1.8 p2.5 d2.5 l4.5 L5 w4 c2.4 C3 e2.4 E3 o2.4 h4 k4 v7 j3.5 g1 q4 x8 y4 f4.5",
    "p": "s0.8 a1.8 A2 p1.8 d2.2 l5 L5 w4.5 c1.8 C2 e1.8 E2 o2 h4 k4 v7 j3.5 g2.5 q4 x8 y4.5 f5",
    "d": "s1.2 a3 A3.5 p1 d1 l7 L7 w3.5 c3.5 C4 e4 E4 o5 h3.5 k4 v7 j3 g2 q3 x8 y3.5 f2",
    "a": "s1.6 a0.3 A6 p2.5 d5 l3.2 L9 w4.5 c7 C8 e7 E8 o9 h6 k6 v8 j6 g5 q4 x9 y2.5 f7",
    "A": "s2 a0.5 A1.8 p2.5 d4 l3.5 L4 w4.5 c7 C8 e7 E8 o9 h6 k6 v8 j6 g5 q4 x9 y3 f7",
    "l": "s1.6 a0.4 A7 p2.5 d6 l3.8 L9 w5 c8 C9 e9 E9 o9 h9 k9 v9 j9 g9 q9 x9 y3 f8",
    "L": "s3.5 a0.4 A2.5 p3 d6 l4 L4 w6 c8 C9 e9 E9 o9 h9 k9 v9 j9 g9 q9 x9 y4 f8",
    "w": "s0.7 a1.5 A2.2 p2 d3 l4.5 L5 w4 c1.5 C2 e1.5 E2 o3 h4 k4 v7 j3.5 g3 q4 x8 y4 f6",
    "y": "s1 a0.5 A2.2 p2 d3 l3.5 L5 w4 c2.5 C3 e2.5 E3 o4 h4 k4 v7 j3.5 g3 q4 x8 y4 f8",
    "f": "s0.5 a4 A5 p1.5 d4 l7 L7 w4 c7 C7 e7 E7 o7 h4 k4 v7 j4 g4 q3 x8 y5 f6",
    "c": "s1.8 a8 A9 p2.5 d6 l9 L9 w4.5 c0.25 C8 e9 E9 o9 h9 k9 v9 j9 g9 q7 x9 y4 f8",
    "C": "s2.5 a8 A9 p3 d5 l9 L9 w5 c0.4 C2.5 e9 E9 o9 h9 k9 v9 j9 g9 q7 x9 y5 f8",
    "e": "s1.8 a8 A9 p2.5 d6 l9 L9 w4.5 c9 C9 e0.25 E8 o9 h9 k9 v9 j9 g9 q7 x9 y4 f8",
    "E": "s2.5 a8 A9 p3 d5 l9 L9 w5 c9 C9 e0.4 E2.5 o9 h9 k9 v9 j9 g9 q7 x9 y5 f8",
    "o": "s1.8 a9 A9 p2.5 d6 l9 L9 w6 c9 C9 e9 E9 o0.25 h9 k9 v9 j9 g9 q8 x9 y6 f9",
    "h": "s3.5 a5 A5 p4 d4 l9 L9 w6 c9 C9 e9 E9 o9 h0.6 k3 v8 j1.4 g9 q2 x8 y6 f6",
    "k": "s3.5 a5 A5 p4 d4 l9 L9 w6 c9 C9 e9 E9 o9 h2 k0.5 v7 j2.5 g9 q2.5 x8 y6 f6",
    "v": "s3.5 a6 A6 p4 d4 l9 L9 w6 c9 C9 e9 E9 o9 h4 k5 v0.8 j4 g9 q4 x9 y8 f8",
    "j": "s3.5 a5 A5 p4 d4 l9 L9 w6 c9 C9 e9 E9 o9 h1.4 k3.5 v8 j0.5 g7 q2 x8 y4.5 f6",
    "g": "s1 a6 A6 p2 d5 l9 L9 w5 c9 C9 e9 E9 o9 h9 k9 v9 j7 g0.4 q4 x9 y4 f6",
    "q": "s1.2 a3 A3 p4 d3 l9 L9 w6 c9 C9 e9 E9 o9 h1.5 k2.2 v8 j1.2 g3 q2.5 x7 y5 f5",
    "x": "s3 a6 A6 p4 d5 l9 L9 w7 c9 C9 e9 E9 o9 h7 k7 v8 j7 g8 q7 x4 y8 f8",
    "z": "s6 a6 A6 p6 d6 l9 L9 w9 c9 C9 e9 E9 o9 h9 k9 v9 j9 g9 q9 x9 y9 f9",
}
"""For the class of a character: the classes that may come next, each with its cost.

The classes: s space, p and d ASCII sign and digit, a A ASCII letter, l L other Latin letter, c C
Cyrillic, e E Greek, o letter without case, y apostrophe or no-break space, f fraction, w other
typographic sign, h hiragana, k katakana, v half-width katakana, j Han, g Hangul, q East Asian sign,
x any other character, z what no text has.
"""

IMPOSSIBLE = 14.0
"""Cost of what no text has."""

_COST_OF_PAIR = MappingProxyType(
    {
        before + part[0]: float(part[1:])
        for before, parts in _TRANSITIONS.items()
        for part in parts.split()
    }
)
_COST_IN_CLASS = MappingProxyType(
    {"s": 0.4, "p": 2.8, "d": 2.3, "a": 2.7, "A": 3.0, "w": 2.6, "y": 0.5, "f": 1.1}
    | {"k": 3.8, "v": 4.5, "q": 2.0, "x": 6.0, "z": IMPOSSIBLE}
)
_BLOCKS = (
    (0x0590, 0x06FF, "o"),
    (0x0E01, 0x0E5B, "o"),
    (0x3041, 0x309F, "h"),
    (0x30A0, 0x30FF, "k"),
    (0xFF61, 0xFF9F, "v"),
    (0x3400, 0x4DBF, "j"),
    (0x4E00, 0x9FFF, "j"),
    (0xAC00, 0xD7A3, "g"),
    (0x3000, 0x303F, "q"),
    (0xFF01, 0xFF60, "q"),
)


def cost_of_text(text: str) -> float:
    """Return what a text costs; for real text, 2 to 6 nats a character."""
    classes = [_class_of(char) for char in text]
    pairs = Counter(map(str.__add__, chain("s", classes), classes))
    cost = sum(_COST_OF_PAIR.get(pair, IMPOSSIBLE) * count for pair, count in pairs.items())
    letters: dict[str, Counter[str]] = {name: Counter() for name in _ALPHABETS}
    for (char, name), count in Counter(zip(text, classes, strict=True)).items():
        if name.lower() in letters:
            letters[name.lower()][char.lower()] += count
        else:
            cost += _cost_of_char(char, name) * count
    return cost + sum(
        _cost_of_letters(counts, _ALPHABETS[name]) for name, counts in letters.items()
    )


@lru_cache(maxsize=8192)
def _class_of(char: str) -> str:
    code = ord(char)
    if code < 0x80:
        return _ascii_class(char)
    if char in _TYPOGRAPHIC:
        return "w"
    if char in "’\u00a0¼½¾":
        return "y" if char in "’\u00a0" else "f"
    category = unicodedata.category(char)
    if category[0] == "C":
        return "z"
    for first, last, name in _BLOCKS:
        if first <= code <= last:
            return name
    if category[0] == "L" and code < 0x530:
        name = "l" if code < 0x250 else "e" if 0x370 <= code < 0x400 else "c"
        return name.upper() if char.isupper() else name
    return "x"


def _ascii_class(char: str) -> str:
    if char in " \n\t\r\f":
        return "s"
    if char.isalpha():
        return "a" if char.islower() else "A"
    if not char.isprintable():
        return "z"
    return "d" if char.isdigit() else "p"


@lru_cache(maxsize=8192)
def _cost_of_char(char: str, name: str) -> float:
    if name == "j":
        if char in _OFTEN_HAN:
            return 5.0
        return 7.6 if any(_leads(char, *each) for each in _LEVEL_ONE) else 10.0
    if name == "h":
        return 3.0 if char in _OFTEN_HIRAGANA else 5.0
    if name == "g":
        # What Korean uses has two bytes there, the rest is spelt out.
        return 6.2 if len(char.encode("euc_kr", "ignore")) == 2 else 12.0
    return _COST_IN_CLASS[name]


def _leads(char: str, codec: str, first: int, last: int) -> bool:
    code = char.encode(codec, "ignore")
    return bool(code) and first <= code[0] <= last


def _cost_of_letters(counts: Mapping[str, int], alphabets: Iterable[str]) -> float:
    if not counts:
        return 0.0
    return min(
        sum(_costs_in(alphabet).get(letter, _FOREIGN) * n for letter, n in counts.items())
        for alphabet in alphabets
    )


@cache
def _costs_in(alphabet: str) -> Mapping[str, float]:
    """Return the cost of each letter: its share falls with the rank, faster in a short alphabet."""
    offset = 1.5 if len(alphabet) < _FULL_ALPHABET else 8.0
    shares = {letter: 1 / (rank + offset) for rank, letter in enumerate(alphabet)}
    return {letter: log(sum(shares.values()) / share) for letter, share in shares.items()}
