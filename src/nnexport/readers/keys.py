"""Answer keys: several short answers on one line, each with the number of its question."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from nnexport.readers.parts import part_of


class Key(NamedTuple):
    """One answer of a key, as offsets into its line."""

    label: str
    start: int
    """Of the number."""

    body: int
    end: int


_VALUE = (
    r"(?:[A-Ha-hА-Еа-е](?:[ ]?[,&+/][ ]?[A-Ha-hА-Еа-е]){0,4}|true|false|t|f|yes|no|wahr|falsch|"
    r"w|richtig|r|"
    r"vrai|faux|v|verdadero|falso|verdadeiro|vero|верно|неверно|да|нет|правда|doğru|yanlış|d|y|"
    r"prawda|fałsz|对|错|正确|错误|○|×|✓|✗|[ivx]{1,4})"
)
_ITEM = re.compile(
    rf"(?P<label>\d{{1,3}})[ \t]?(?:[.):：、．=→-]|[–—]|"
    rf"->)?[ \t]?[(（]?(?P<value>{_VALUE})[)）]?(?=[\s,;|./，；。]|$)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s,;|./，；。]*")
_LEAST = 2
_LONGEST_LEAD = 40
_LONGEST = 4000


def split_key(content: str) -> list[Key]:
    """Return the answers of a line that is a key (``1–C, 2–B``); empty if it is none.

    A few words before it may say so: ``Key:``.
    """
    if len(content) > _LONGEST:
        return []
    at = len(content) - len(content.lstrip())
    lead = re.match(r"[ \t*_]*([^\d:：]{1,40})[:：][ \t*_]*", content)
    if lead is not None:
        if part_of(lead[1], is_title=False) != "a":
            return []
        at = lead.end()
    found: list[Key] = []
    while at < len(content):
        match = _ITEM.match(content, at)
        if match is None:
            return []
        found.append(Key(match["label"], match.start(), match.start("value"), match.end("value")))
        separator = _SEPARATOR.match(content, match.end())
        at = separator.end() if separator else match.end()
    least = 1 if lead is not None else _LEAST
    return found if len(found) >= least and _ascends(found) else []


def _ascends(keys: list[Key]) -> bool:
    numbers = [int(key.label) for key in keys]
    return all(one < two for one, two in pairwise(numbers))
