"""Sentences, labels, lead-ins and broken ends: what the wording of a line says about its form."""

from __future__ import annotations

import re

from nnexport.deck.words import words_of

_SENTENCE_ENDS = tuple(".!?…。！？؟")
_CLOSERS = ")]}\"'”’»*_`"
"""Signs that may stand between the end of a sentence and the end of the text."""

SENTENCE_BREAK = re.compile(
    r"[.!?。！？][)\]\"'”’]*(?:\s+(?=[\"'“„«‘(\[¿¡*_]{0,2}[A-ZÀ-ÞŒŠŽŁĄ-ĆΑ-ΩА-ЯЁ0-9])|(?<=[。！？]))"
)
_OPEN_DASH = re.compile(r"(?:\w\s|:)[-–—]$")

_OPEN_ENDS = tuple(",;(-–—/&，、；（")
_DANGLING = frozenset(
    """
    a an and are at because but by can for from has have if into is its of or than the their to was
    were when where which while who whose will with your
    der die das dem den ein eine einen einem einer und oder mit von zu für ist sind im zum zur dass
    le la les un une et ou de du des est sont pour avec dans qui que par sur au aux à chez sous
    el los las una y o de del para con es son que por en al su sus
    и в на с к из от для по что не или а но как при о об это
    """.split()
)
"""Words that no sentence ends with."""


_LABEL = re.compile(r"(?P<label>[^\s:：][^:：\n]{0,78}?)(?:\*\*|__)?[:：](?:\*\*|__)?(?=\s|$)")


_LABEL_REACH = 90
"""Characters in which the colon behind a label stands."""


def label_of(text: str) -> str:
    """Return the label of a list item (``Bias`` in ``Bias: a term that …``); empty if it has none.

    A label is at most eight words before the first colon, and no sentence of its own.
    """
    head = text[:_LABEL_REACH]
    if ":" not in head and "：" not in head:
        return ""
    match = _LABEL.match(text)
    if match is None or len(match["label"].split()) > 8 or SENTENCE_BREAK.search(match["label"]):
        return ""
    return match["label"].strip("*_ ")


def is_lead_in(text: str) -> bool:
    """Tell whether a text announces what follows: it ends with a colon, or with a dash."""
    if text[-1:].isalnum() or text[-1:] == ".":
        return False
    end = text.rstrip().rstrip("*_").rstrip()
    if end.endswith((":", "：")):
        return True
    return end.endswith(("-", "–", "—")) and bool(_OPEN_DASH.search(end[-4:]))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return text.rstrip().rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def is_unfinished(text: str) -> bool:
    """Tell whether a text stops where no sentence can: at a comma, or a word that needs another."""
    stripped = text.rstrip()
    if stripped.endswith(_OPEN_ENDS):
        return True
    for size in (40, 200):
        words = words_of(stripped[-size:])
        if len(words) > 2 or len(stripped) <= size:
            break
    return len(words) > 1 and words[-1] in _DANGLING


_POINTS_BACK = re.compile(
    r"(?:they|these|those|this|he|she|it|its|their|his|her|such|however|moreover|furthermore|therefore|thus|"
    r"hence|additionally|also|but|and|without (?:it|them)|because of (?:this|that|them)|"
    r"in addition|"
    r"as a result|for (?:example|instance)|on the other hand|both|another|"
    r"er|sie|es|diese[rsnm]?|dies|dadurch|daher|deshalb|außerdem|jedoch|zudem|dabei|dagegen|dort|"
    r"il|ils|elles?|ce|cette|ces|cela|ainsi|donc|cependant|toutefois|de plus|en outre|"
    r"él|ella|ellos|ellas|est[aeo]s?|además|sin embargo|también|por eso|"
    r"он|она|оно|они|это|этот|эта|эти|поэтому|однако|кроме того|также|при этом)\b(?!-)",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Tell whether a text begins in the middle: with a small letter or a word that points back."""
    return text[:1].islower() or bool(_POINTS_BACK.match(text))


def last_sentence(text: str) -> str:
    """Return what follows the last sentence break; the whole text where there is none."""
    end = 0
    for match in SENTENCE_BREAK.finditer(text):
        before = text[max(match.start() - 14, 0) : match.end()].rstrip()
        if not _is_abbreviation(before, text[match.end() : match.end() + 20]):
            end = match.end()
    return text[end:].strip()


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a line of Markdown, each with its closing marks, blanks cut.

    Abbreviations, initials, decimal numbers and dots inside code or formulas do not end a sentence.
    """
    spans = [match.span() for match in _SPAN.finditer(text)]
    sentences: list[str] = []
    start = at = 0
    for match in SENTENCE_BREAK.finditer(text):
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        inside_span = at < len(spans) and spans[at][0] < match.start()
        candidate = text[start : match.end()].rstrip()
        if inside_span or _is_abbreviation(candidate, text[match.end() : match.end() + 20]):
            continue
        sentences.append(candidate)
        start = match.end()
    rest = text[start:].strip()
    if rest:
        sentences.append(rest)
    return tuple(sentences)


_SPAN = re.compile(r"`[^`\n]+`|\$[^$\n]+\$")
"""Code and formulas inside a line: a dot in them ends no sentence."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|approx|fig|eq|no|resp|z\.b|d\.h|bzw|ca|vgl|bspw|u\.a|p\.ex|"
    r"dr|mr|mrs|prof|st|gen|col|lt|sgt|capt|rev|gov|sen|rep|pres|hon|messrs|mt|mme|mlle|"
    r"(?<!\d[ \u00a0\u202f])(?:ms|ft|hr)|"
    r"sra|hrn|nr|abb|kap|bd|abs|chr|sog|inkl|exkl|evtl|ggf|jh|jhd|mio|mrd|art|pp|vol|"
    r"т\.е|т\.д|т\.п|н\.э|им|др|рис|стр)|(?<![\w.])\w)\.$",
    re.IGNORECASE,
)
_ABBREVIATION_GOES_ON = re.compile(r"[A-ZÄÖÜА-Яа-я][a-zа-я]{0,2}\.")
"""The rest of "z. B.", "v. Chr.", "т. е."."""

_NUMBERED_NOUN = re.compile(
    r"(?:jan(?:uary?|uar|vier)?|jänner|feb(?:ruary?|ruar)?|févr(?:ier)?|mar(?:ch|s|zo)?|märz|"
    r"apr(?:il)?|avr(?:il)?|abril|ma[iy]o?|jun[ei]?|juin|junio|jul[iy]?|juil(?:let)?|julio|"
    r"aug(?:ust)?|août|agosto|sep(?:t(?:ember|embre|iembre)?)?|o[ck]t(?:ober|obre|ubre)?|"
    r"nov(?:ember|embre|iembre)?|de[cz](?:ember)?|déc(?:embre)?|diciembre|enero|febrero|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"jahrhunderts?|jh|jhd)\b",
    re.IGNORECASE,
)
"""What a number with a dot counts: "am 28. August", "im 19. Jahrhundert"."""

_ORDINAL = re.compile(
    r"(?:(?<![\w.,])(?:(?P<article>am|der|die|das|den|dem|des|im|vom|zum|zur|beim|ab|bis|seit|"
    r"ein|eine|einen|einem|eines|jeder|jedes)\s+)?)(?<![\d.,])\d{1,3}\.$",
    re.IGNORECASE,
)


def _is_abbreviation(text: str, following: str = "") -> bool:
    """Tell whether the dot at the end of a text ends no sentence.

    ``following``: what stands behind it, from which "28. August" and "z. B." are known.
    """
    ordinal = _ORDINAL.search(text[-16:])
    if ordinal is not None:
        return bool(ordinal["article"]) or bool(_NUMBERED_NOUN.match(following))
    match = _ABBREVIATION.search(text[-12:])
    if match is None:
        return False
    initial = match[0][:-1]
    if len(initial) == 1 and not initial.isupper():
        return bool(_ABBREVIATION_GOES_ON.match(following))
    return not initial.isdigit()


def anchor_of(heading: str) -> str:
    """Return the anchor that renderers give a heading: lower case, words joined by hyphens.

    Source: what GitHub and most Markdown renderers do; a repeated anchor gets ``-1`` there.
    """
    kept = re.sub(r"[^\w\s-]", "", heading.lower())
    return re.sub(r"\s", "-", kept.strip())
