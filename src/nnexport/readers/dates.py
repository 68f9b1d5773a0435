"""Dates at the start of a line, which look like numbered items: ``am⏎28. Juni 1914``."""

from __future__ import annotations

import re

from nnexport.deck.prose import is_unfinished

_MONTHS = """
    january february march april may june july august september october november december
    januar jänner februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
    diciembre
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    jan feb apr jun jul aug sep sept oct okt nov dec dez janv févr juil
""".split()
_DATE = re.compile(
    rf"[ \t]*(?:0?[1-9]|[12]\d|3[01])[.)]-?[ \t\u00a0]*(?:de[ \t]+)?(?:{'|'.join(_MONTHS)})(?!\w)",
    re.IGNORECASE,
)
_BEFORE_DATE = frozenset(
    """
    on by since until till from to before after between the of and or
    am vom bis zum seit ab dem den der des und oder nach vor zwischen
    le du au dès depuis jusqu'au et ou
    el del al desde hasta y e o
    с со до от к на по и или
    """.split()
)
"""Words that a date may follow, so that a sentence that ends a line with one goes on below it."""


def is_rest_of_date(above: str, content: str) -> bool:
    """Tell whether a line begins with the date that the line right above it goes on into."""
    if not _DATE.match(content):
        return False
    words = above[-200:].split()
    # A single word is a title or an answer of its own.
    if len(words) < 2:
        return False
    return words[-1] in _BEFORE_DATE or is_unfinished(above[-200:])
