"""Answers that answer nothing: an assistant declines or speaks about itself, or it is dummy text.

Who speaks in the first person may be a person (``I can't come on Friday`` is a fine answer in a
course of English), so a refusal needs a thing that assistants refuse: to help, to answer, to look.
"""

from __future__ import annotations

import re

from nnexport.diagnostics import Diagnostic, Span

_LONGEST = 400
"""Characters in which an answer that opens with a refusal shows it."""

_SHORT = 1200
"""Characters up to which an answer may be a refusal that begins later."""

_CODE = "NN020"

# What is refused, per language.
_EN = (
    r"(?:help (?:you|with|out)|assist|answer|provide|fulfil\w*|comply|access|browse|generate|"
    r"complete (?:this|that|your)|do that|discuss|continue with|share (?:that|this|opinions))\b"
)
_EN_THING = (
    r"(?:access to|enough (?:information|context|details)|the ability to|real-time|"
    r"personal (?:experiences?|opinions?|feelings?)|(?:specific )?information (?:on|about))"
)
_DE = (
    r"(?:dabei|dazu|darauf|damit|diese (?:frage|anfrage)|"
    r"keine(?:n|r)? (?:auskunft|zugriff|zugang))"
)
_FR = r"(?:répondre|fournir|accéder|vous aider|t'aider|donner d'avis|satisfaire)"
_ES = r"(?:ayudar|responder|proporcionar|acceder|cumplir|generar|ofrecer)"
_PT = r"(?:ajudar|responder|fornecer|acessar|aceder|cumprir|gerar|oferecer)"
_IT = r"(?:aiutar|risponder|fornir|acceder|soddisfar|generar)"
_RU = r"(?:помочь|ответить|предоставить|выполнить|получить доступ|дать)"
_ZH = r"(?:回答|提供|访问|協助|协助|帮助|满足|完成)"

_NOT_EN = r"(?:can't|can ?not|won't|(?:am|'m) (?:unable|not able) to)"
_AI = (
    r"(?:an? )?(?:ai|artificial intelligence|large language|language)"
    r"(?:[ -](?:language|assistant|model|chatbot))*"
)


def _pattern(*lines: str) -> re.Pattern[str]:
    return re.compile("|".join(lines), re.IGNORECASE)


_SPEAKS_OF_ITSELF = _pattern(
    rf"as {_AI}(?: (?:developed|created|trained|made) by \w+)?,? (?:i\b|my\b|it is beyond)",
    rf"(?:i'm|i am) (?:just |only )?{_AI}(?=[.,;!]|$| (?:and|so|without|that|developed|"
    r"created|trained|designed|here)\b)",
    r"als (?:(?:ein )?(?:großes )?ki(?:-\w+)?|künstliche intelligenz|sprachmodell)\b"
    r"[^.!?]{0,30}\b(?:ich|mir)\b",
    r"en tant (?:qu'ia|que (?:modèle de langage|modèle d'ia|intelligence artificielle|"
    r"assistant ia|ia))\b[^.!?]{0,40}\bje\b",
    r"como (?:(?:un )?modelo de (?:lenguaje|linguagem|ia)|(?:una? )?(?:inteligencia|"
    r"inteligência) artificial|ia|asistente de ia|assistente de ia)\b[^.!?]{0,30}"
    r"\b(?:no (?:puedo|tengo)|yo|não (?:posso|tenho)|eu)\b",
    r"(?:come|in quanto) (?:modello (?:linguistico|di linguaggio)|intelligenza artificiale|"
    r"ia|assistente ia)\b[^.!?]{0,30}\b(?:non (?:posso|ho)|io)\b",
    r"как (?:(?:большая )?языковая модель|искусственный интеллект|ии(?:-\w+)?|модель ии)\b"
    r"[^.!?]{0,30}\b(?:я|у меня|мне)\b",
    r"作[为為](?:一个|一個|一款|一名)?(?:大型|大)?(?:人工智能|人工智慧|ai|语言模型|語言模型)"
    r"[^。！？]{0,20}我",
    r"(?:ai|人工知能)?(?:の)?(?:大規模)?(?:言語モデル|アシスタント)として[、,]?[^。！？]{0,20}"
    r"(?:私|できません)",
)
"""Openings of a sentence in which an assistant speaks about itself, per language."""

_REFUSES = _pattern(
    _SPEAKS_OF_ITSELF.pattern,
    # English
    rf"(?:i(?:'m| am) (?:so |very |really )?(?:sorry|afraid)|(?:i |my )?"
    r"apolog(?:ize|ise|ies)(?: for (?:the|any)[\w ]{0,30})?),? (?:but |that )?(?:as an ai\b|"
    rf"i ?{_NOT_EN} (?:\w+ )?{_EN}|i ?(?:am|'m) (?:unable|not able) to see\b|"
    rf"i (?:don't|do not) have {_EN_THING})",
    rf"(?:unfortunately,? )?i ?{_NOT_EN} (?:{_EN})",
    rf"(?:unfortunately,? )?i (?:don't|do not) have {_EN_THING}\b",
    r"my (?:knowledge|training)(?: data)?(?: cut-?off)? (?:is|was|only|goes|ends|extends)\b"
    r"[^.!?]{0,40}(?:20\d\d|cut-?off)",
    # German
    rf"(?:(?:es )?tut mir leid|leider),? (?:aber |doch )?(?:{_DE} kann ich|(?:ich )?"
    rf"(?:kann|habe|darf) (?:ich )?(?:ihnen |dir )?{_DE})",
    # French
    rf"(?:(?:je suis )?désolée?,? (?:mais )?)?je ne (?:peux pas|suis pas en mesure de?) "
    rf"{_FR}",
    r"je n'ai pas (?:accès à|la capacité)\b",
    # Spanish and Portuguese
    rf"lo siento,? (?:pero )?no (?:puedo {_ES}|tengo acceso)|no tengo acceso a\b",
    rf"(?:desculpe|sinto muito|lamento),? (?:mas )?(?:eu )?não (?:(?:posso|consigo) {_PT}|"
    r"tenho acesso)|não tenho acesso a\b",
    # Italian
    rf"mi dispiace,? (?:ma )?non (?:posso {_IT}|ho accesso)|non ho accesso a\b",
    # Russian
    rf"(?:(?:извините|простите|к сожалению|мне жаль),? (?:но )?)?я не (?:могу|в состоянии) "
    rf"{_RU}|у меня нет (?:доступа|возможности)\b",
    # Chinese and Japanese
    rf"(?:(?:很)?(?:抱歉|对不起)[，,]?\s*(?:但)?)?我(?:无法|不能|没有办法){_ZH}",
    r"(?:申し訳(?:ありません|ございません)|すみません)(?:が)?[、,]?[^。！？]{0,40}"
    r"(?:お答えできません|お手伝いできません|提供できません|かねます)",
)
_LOREM = re.compile(r"lorem ipsum dolor|dolor sit amet,? consectetur", re.IGNORECASE)
# The search for a sign is several times as fast as one for what stands behind it.
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’*_)]*\s*(?=\S)")
_FRONT = re.compile(r"[\s>#*_“\"-]+")


def is_filler(answer: str) -> str:
    """Return why an answer says nothing, in words for a message; empty if it does say something.

    A refusal counts where it opens the answer or is most of it.
    """
    front = _FRONT.match(answer)
    start = front.end() if front else 0
    stop = _SHORT if len(answer) <= _SHORT else _LONGEST
    plain = " ".join(answer[start:stop].replace("’", "'").split())
    if not plain:
        return ""
    if "dolor" in plain[:200].casefold() and _LOREM.search(plain[:200]):
        return "it is placeholder text (lorem ipsum)"
    if _REFUSES.match(plain):
        return "an assistant declines to answer or speaks about itself"
    if len(answer) > _SHORT:
        return ""
    ends = list(_SENTENCE_END.finditer(plain))
    if not any(_REFUSES.match(plain, end.end()) for end in ends):
        return ""
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() + 1 for end in ends), len(plain)]
    sentences = [plain[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]
    refusing = sum(len(part) for part in sentences[1:] if _REFUSES.match(part))
    if refusing * 2 > sum(map(len, sentences)):
        return "most of it is an assistant that declines to answer"
    return ""


_TURNS = re.compile(
    r"\b(?:but|however|aber|jedoch|mais|cependant|pero|sin embargo|mas|porém|ma|però|но|однако)\b"
    r"|但|不过|しかし|ですが|[:：]",
    re.IGNORECASE,
)
"""Words and signs behind which an assistant comes to what was asked after all."""


def speaks_of_itself(text: str) -> bool:
    """Tell whether a block is one sentence in which an assistant speaks about itself alone."""
    if len(text) > _LONGEST:
        return False
    front = _FRONT.match(text)
    plain = " ".join(text[front.end() if front else 0 :].replace("’", "'").split()).rstrip("*_ ")
    if not _SPEAKS_OF_ITSELF.match(plain):
        return False
    return not _SENTENCE_END.search(plain) and not _TURNS.search(plain)


def filler_diagnostic(span: Span, name: str, reason: str, excerpt: str = "") -> Diagnostic:
    """Return the warning for an answer, called ``name``, that is a filler for this ``reason``."""
    help_line = "write an answer, or accept it with `accept: [NN020]` at the question"
    return Diagnostic(_CODE, span, f"{name} says nothing: {reason}", help_line, excerpt)
