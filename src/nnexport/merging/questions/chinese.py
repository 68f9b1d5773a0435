"""How questions ask in Chinese, which writes no spaces: patterns over the whole text."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile("[\u4e00-\u9fff]")
_ASKING = re.compile("什么|为何|如何|怎[么样]|请|哪|谁|何[时处谓]|吗[?？]?$|解释|说明|定义")
_KINDS = (
    ("why", re.compile("为什么|为何|为啥")),
    ("how", re.compile("如何|怎么样|怎样|怎么")),
    ("when", re.compile("什么时候|何时")),
    ("where", re.compile("哪里|哪儿|何处|在哪")),
    ("who", re.compile("谁")),
    ("count", re.compile("多少|几个|多大|多长|多远")),
    ("whether", re.compile("是否|吗[?？]?$")),
    ("differ", re.compile("有(?:什么|何)(?:区别|不同|差异|差别)|的?(?:区别|不同|差异|差别)")),
)
_REQUEST = re.compile(
    "^(?:请问|请你?)?(?:简要|简单|详细)?地?(?:解释|说明|描述|介绍|阐述|简述|概述|论述|定义|谈谈|叙述|"
    "列出|列举|写出|说出)?(?:一下)?(?:什么是|什么叫|何谓|何为)?"
)
_ONLY_ASKING = re.compile(
    "(?:(?:的(?:定义|概念|含义|意思))?(?:指的?)?是什么(?:意思)?|有哪些|是哪些|是哪个|有什么|"
    "的(?:定义|概念|含义|意思))[?？。.]?$"
)
_PARTICLES = re.compile("[的了呢着]|[^\\w]")
_WORD = re.compile("[a-z0-9]+|.")
_AND = re.compile("与|跟|同|以及|及")


def asks_in_chinese(text: str) -> bool:
    """Tell whether a text that begins in another script asks in Chinese."""
    return not text.isascii() and bool(_HAN.search(text)) and bool(_ASKING.search(text))


def sense_of_chinese(text: str) -> tuple[set[str], list[str]]:
    """Return what kind of question a text asks, and its characters without how it asks it."""
    text = unicodedata.normalize("NFKC", text).casefold().strip()
    rest = _ONLY_ASKING.sub("", _REQUEST.sub("", text, count=1))
    kinds: set[str] = set()
    for kind, pattern in _KINDS:
        if pattern.search(rest):
            kinds.add(kind)
            rest = pattern.sub("", rest)
    if "differ" in kinds:
        rest = _AND.sub("和", rest)
        rest = _ONLY_ASKING.sub("", rest)
    rest = _PARTICLES.sub("", rest) or _PARTICLES.sub("", text)
    return kinds, _WORD.findall(rest)
