"""What a copied chat puts around the answers: speakers, prompts to go on, openings, closings.

All of it is decided from the wording of one block. The wordings are narrow on purpose: a sentence
that begins with ``Sure`` and then explains something is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from nnexport.readers.furniture.chat_words import (
    ANNOUNCES,
    ANNOUNCES_ALONE,
    ASSISTANTS,
    CLOSES,
    CONTINUE,
    GREETINGS,
    NAMES_ANSWERS,
    RESUMES,
    SAID,
    USERS,
)

_LONGEST_FRAME = 400

_NAME = rf"(?:(?P<user>{USERS})|(?P<assistant>{ASSISTANTS}))"
_SPEAKER = re.compile(
    r"(?P<open>(?:\#{1,6}[ ]+|>[ ]+|[*_]{1,3}|\[[\d:. apmAPM-]{4,20}\][ ]*|"
    r"[^\w\s#>*_\[(-]{1,4}[ ]*){0,3})"
    rf"{_NAME}(?P<said>[ ]*(?:{SAID}))?(?P<time>[ ]*\([^()\n]{{0,40}}\))?"
    r"(?P<colon>[*_]{0,3}[ ]?[:：])?(?P<shut>[*_]{0,3})(?P<end>[ \t]+|$|(?<=：))",
    re.IGNORECASE,
)
# The search for a sign is several times as fast as one for what stands behind it.
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’*_)]*\s*(?=\S)")


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, with the signs that end them but not those that close them."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.start() + 1]
        start = match.end()
    yield text[start:]


_LABEL = re.compile(r"[:：(]")
_LABEL_REACH = 110
"""Characters in which the colon of a label stands, if no markup comes before the name."""

_LONGEST_NAME = 60
"""Characters that a name without colon has at most, with what says that it speaks."""


def chat_role(text: str) -> tuple[str, int]:
    """Return who speaks, ``user`` or ``assistant``, and how long the label is; ``("", 0)`` if none.

    The length counts from the beginning of the line and includes the colon and the blanks after
    it. A name alone is a label where it has a colon, markup or ``said``; without them only names
    of products and ``You`` are. ``AI: …`` may as well be the entry of a glossary, so ask for both
    roles in a document (``is_chat``) before you believe one.
    """
    head = text[:_LABEL_REACH]
    if not head or (head[0].isalpha() and len(text) > _LONGEST_NAME and not _LABEL.search(head)):
        return "", 0
    match = _SPEAKER.match(text[:200])
    if match is None:
        return "", 0
    is_alone = match.end() == len(text)
    marked = match["colon"] or match["said"] or ("#" in match["open"] and is_alone)
    if not marked and match["shut"] and any(sign in match["open"] for sign in "*_"):
        marked = "*" if is_alone else ""
    if not marked and not (is_alone and _speaks_for_itself(text)):
        return "", 0
    # A bold name without a colon, or one with text right after it, is part of a sentence.
    if not is_alone and not match["colon"]:
        return "", 0
    return ("user" if match["user"] else "assistant"), match.end()


_BARE_SPEAKER = re.compile(
    r"\W{0,4}(?:you|chat ?gpt(?: ?[\w.]{1,4})?|claude(?: [\w.]{1,8}){0,2}|(?:microsoft |github "
    r")?copilot|"
    r"deepseek|google bard|bing chat|grok|perplexity|你|ты|вы)\s*",
    re.IGNORECASE,
)


def _speaks_for_itself(text: str) -> bool:
    return bool(_BARE_SPEAKER.fullmatch(text))


def is_chat(roles: Iterable[str]) -> bool:
    """Tell whether the roles found in a document are those of a chat: both speak, in turns."""
    order = [role for role in roles if role]
    turns = sum(a != b for a, b in pairwise(order))
    return len(set(order)) == 2 and turns >= (len(order) - 1) / 2


def is_continue(text: str) -> bool:
    """Tell whether a block only asks the assistant to go on."""
    return len(text) <= 120 and bool(CONTINUE.fullmatch(_plain(text)))


def opens_chat_answer(text: str) -> bool:
    """Tell whether a block announces the answers to come, as assistants do, and says nothing else.

    It has a greeting such as ``Sure!`` and then announces something, or it announces the answers
    to the questions.
    """
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST_FRAME:
        return False
    greeting = GREETINGS.match(plain)
    rest = plain[greeting.end() :].lstrip(" ,.!:;—–-！，。") if greeting else plain
    if not rest or not (greeting or ANNOUNCES_ALONE.match(rest)):
        return False
    sentences = [part for part in _sentences(rest) if part.strip()]
    if len(sentences) > 3:
        return False
    announced = [ANNOUNCES.match(sentence) for sentence in sentences]
    if greeting and announced[-1]:
        last = sentences[-1].rstrip("*_ ")
        ends_open = last.endswith((":", "：", "…", "..."))
        return ends_open or bool(NAMES_ANSWERS.search(sentences[-1]))
    return bool(ANNOUNCES_ALONE.match(sentences[-1])) and len(sentences) == 1


def continues_chat_answer(text: str) -> bool:
    """Tell whether a block only says that an answer which was cut off goes on here."""
    plain = _plain(text)
    if not plain or len(plain) > 200:
        return False
    greeting = GREETINGS.match(plain)
    rest = plain[greeting.end() :].lstrip(" ,.!:;—–-！，。") if greeting else plain
    return bool(RESUMES.fullmatch(rest.strip("()[]*_ ")))


def closes_chat_answer(text: str) -> bool:
    """Tell whether a block is an assistant's good-bye: every sentence of it is an offer or wish."""
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST_FRAME:
        return False
    closes = False
    for part in _sentences(plain):
        sentence = part.strip("*_ ")
        if any(map(str.isalnum, sentence)):
            if not CLOSES.match(sentence):
                return False
            closes = True
    return closes


_MARKUP_SIGN = re.compile(r"[>#*_<]")
_MARKUP = re.compile(r"^[\s>#*_]+|[*_]{2,}|</?[a-z]{1,6}>")


def _plain(text: str) -> str:
    """Return a short text on one line without markup; empty for one that is too long to matter."""
    if len(text) > 2 * _LONGEST_FRAME:
        return ""
    if text[:1].isspace() or _MARKUP_SIGN.search(text):
        text = _MARKUP.sub("", text)
    text = text.replace("’", "'").replace("\ufe0f", "")
    if "  " in text or text[:1] == " " or text[-1:] == " " or not text.isprintable():
        text = " ".join(text.split())
    return text.lstrip('“"')
