"""What stands before the text of a line: numbers, labels, bullets, heading signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Mark(NamedTuple):
    """What stands before the text of a line."""

    length: int = 0
    """In characters, with the blanks before the text."""

    label: str = ""
    """The printed number without its dot, or the signs of a bullet."""

    prefix: str = ""
    """``q`` or ``a`` where a word says so: ``Q16``, ``Answer:``."""

    form: str = ""
    """How the number is printed: ``.`` ``)`` ``()`` ``#`` ``-`` ``、``, or ``q`` after a word."""

    bold: str = ""
    """Signs that were opened before the number and not shut right after it."""


NO_MARK = Mark()

_ASKING = """
    q ques que quest question frage pregunta вопрос питання domanda pergunta questão questao
    pytanie soru
    vraag otázka fråga spørgsmål spørsmål kysymys kérdés întrebare pitanje ερώτηση câu soal
    pertanyaan سؤال السؤال שאלה 问题 问 問 質問 题 題 문 질문
""".split()
_TASKS = """
    exercise problem task item aufgabe übung exercice ejercicio esercizio exercício задача задание
    упражнение zadanie problema tarea tâche test
""".split()
_ANSWERING = """
    a ans answ answer antwort lösung loesung musterlösung solution sol réponse reponse rép
    rep corrigé respuesta resp rta solución ответ отв решение відповідь розв розв'язання
    розв’язання рішення risposta soluzione resposta
    solução odpowiedź odp rozwiązanie cevap yanıt çözüm antwoord svar odpověď 答案 答 回答
    解答 参考答案 答え 解 정답 답 vastaus válasz răspuns răspunsul odgovor απάντηση jawaban án lời
    جواب الجواب اجابة إجابة الاجابة الإجابة תשובה odpoveď отговор پاسخ उत्तर คำตอบ
""".split()
_LONG_ASKING = [word for word in _ASKING if len(word) > 1 or word > "\u3000"]
_LONG_ANSWERING = [word for word in _ANSWERING if len(word) > 1 or word > "\u3000"]
_ABBREVIATED = frozenset("ans answ sol rép rep resp rta отв odp antw sol".split())
"""Words for an answer that a dot may follow."""

_QUALIFYING = """
    the my correct right model sample suggested expected short possible full official final best
    simple quick detailed richtige korrekte kurze mögliche bonne la opción correcta risposta
    правильный верный краткий prawidłowa doğru đáp trả 正确 正確 参考
""".split()
_AFTERWORDS = """
    key choice option letter correcte correcta corretta correta is الصحيحة
""".split()
_FIRST_WORD = re.compile(
    r"[^\w\n<]{0,8}_{0,3}(?:<(?:b|strong|em|i)>)?[^\w\n]{0,4}_{0,3}([^\W\d_]{1,14}"
    # The signs of vowels of Devanagari are no letters to Python.
    r"(?:[\u093a-\u094f]+[^\W\d_]*)*)"
)


def _words(*lists: list[str]) -> str:
    known = {word for each in lists for word in each}
    return "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word)))


_LABEL = r"(?P<label>\d{1,6}(?:\.\d{1,3})*[a-z]?)"
_OPEN = r"[ \t]*(?P<bold>\*\*\*?|__)?"
_SHUT = r"(?P<shut>\*\*\*?|__)?(?:[ \t\u00a0\u3000]+(?=\S)|[ \t]*$)"
# "1.What": a capital, or the sign that opens a question, needs no blank before it.
_TIGHT = (
    r"|(?=\w{1,20}[、\u3040-\u30ff\u3400-\u9fff])"
    r"|(?=[A-ZÀ-ÖØ-ÞА-яЁёЄєІіЇїҐґ\u3040-\u30ff\u3400-\u9fff¿¡“„«\"(]))"
)
_BLANK = rf"(?:[ \t\u00a0\u3000]+(?=\S)|[ \t]*${_TIGHT}"
_SIGN_SHUT = r"(?P<shut>\*\*\*?|__)?"
_NUMBER_PATTERNS = {
    # 16. text, 16\. text, 16.- text, 16.Text
    ".": rf"{_LABEL}\\?\.-?(?!\d){_SIGN_SHUT}{_BLANK}",
    # 16) text, 16)Text
    ")": rf"{_LABEL}\\?\)-?{_SIGN_SHUT}(?:{_BLANK}|(?=[a-zß-ÿ]{{3}}))",
    # (16) text, [16] text
    "()": rf"[(\[]{_LABEL}[)\]][.:]?{_SIGN_SHUT}{_BLANK}",
    # （16）text
    "（）": r"（(?P<label>\d{1,6})）(?P<shut>\*\*)?[ \t\u3000]*",
    # #16 text, № 16 text
    "#": rf"(?:\#|№[ \t]?){_LABEL}[.):]?{_SHUT}",
    # 16 - Text, 16: Text
    "-": (
        r"(?P<label>\d{1,3})(?:[ \t]+[-–—]|[ \t]?:)(?P<shut>\*\*)?[ \t]+"
        r"(?=[^\W\d_]|[¿¡“„«\"*`])"
    ),
    # 1、 and １．
    "、": r"(?P<label>\d{1,6})[、．）：](?P<shut>\*\*)?[ \t\u3000]*",
}
_NUMBERS = tuple(
    (form, re.compile(_OPEN + pattern, re.IGNORECASE if form == "#" else 0))
    for form, pattern in _NUMBER_PATTERNS.items()
)
_NUMBER_START = re.compile(r"[ \t]*(?:\*\*\*?|__)?(?:[#(\[（]|№[ \t]?)?\d")

_SIGNS = r"[ \t]*(?:>[ \t]?)?(?:[-+•‣*][ \t]+)?(?:[^\w\s`|\#(\[<>*_{}$%&/\\-]{1,4}[ \t]*)?"
_BOLD = r"(?P<bold>\*\*\*?|__|\*|_|<b>|<strong>|<em>|<i>)?"
_UNBOLD = r"(?P<shut>\*\*\*?|__|\*|_|</b>|</strong>|</em>|</i>)?"
_NUMBERED_WORD = re.compile(
    rf"{_SIGNS}{_BOLD}(?:(?P<q>{_words(_ASKING, _TASKS)})|{_words(_ANSWERING)})"
    rf"(?:[ \t.]*(?:\#|№|no\.?|nr\.?|n[°º]|number)?[ \t]*)[(]?{_LABEL}[)]?"
    r"(?:[ \t\u00a0\u202f]?[.):：、。．](?!\d)-?|[ \t]+[-–—](?=\s)|(?=[ \t]*$)|(?=\*\*|__|</b>|"
    r"</strong>)"
    r"|(?=[ \t]+(?-i:[(\[A-ZÀ-ÖØ-ÞА-ЯЁ¿¡“„«\"])))"
    rf"{_UNBOLD}[:：.]?[ \t\u00a0\u3000]*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"[ \t]*(?:\*\*)?第[ ]?(?P<label>\d{1,4})[ ]?[题題问問][:：、.]?(?P<shut>\*\*)?[ \t\u3000]*"
)
_ARROWS = r"[-–—=~]+>+|[→⇒➔➜➡]"
_BARE_WORD = re.compile(
    rf"{_SIGNS}{_BOLD}(?:(?P<q>(?i:{_words(_LONG_ASKING)}))"
    rf"|(?P<a>(?i:(?:(?:{_words(_QUALIFYING)})[ \t]*){{0,2}}(?:{_words(_LONG_ANSWERING)})"
    rf"(?:[ \t]*(?:{_words(_AFTERWORDS)})){{0,2}}))|(?P<letter>[A-ZВОП]))"
    rf"(?P<early>\*\*\*?|__|\*|_|</b>|</strong>|</em>|</i>)?[ \t\u00a0\u202f]{{0,3}}"
    r"(?:\([^()\n]{1,40}\)[ \t]{0,3}(?=[:：]))?"
    rf"(?P<sign>[:：][-–—=>~.:]*|\.[ \t]*[-–—=>~:]*|[-–—]{{1,2}}(?=[ \t]|$)|{_ARROWS}|"
    rf"[)](?=[ \t]))?"
    rf"{_UNBOLD}(?P<end>[ \t\u00a0\u3000]*(?:{_ARROWS})?[ \t\u00a0\u3000]*)",
)
_ARROW = re.compile(rf"[ \t]*(?:{_ARROWS})[ \t]*")
_WORDS_THAT_LABEL = frozenset([*_ASKING, *_TASKS, *_ANSWERING, *_QUALIFYING])
_LONGEST = 400
"""Characters in which a mark must be complete; blanks before it count."""


class Spelling(NamedTuple):
    """How a document prints its labels and numbers, where one line does not tell."""

    letters: Mapping[str, str] = MappingProxyType({"Q:": "q", "A:": "a", "R:": "a"})
    """Single letters that are labels, each with the sign after it → ``q`` or ``a``."""

    is_dotted: bool = False
    """Titles are numbered ``1.2``, without a sign after the number."""

    is_dashed: bool = False
    """Titles are numbered ``1- Text``, without a blank before the dash."""

    is_lettered: bool = False
    """Each section has a letter, and its titles are numbered ``B2)``."""

    sign: str = ""
    """Several signs that stand before each question: ``*** Text``; empty if there are none."""

    has_equals: bool = False
    """Titles stand behind signs of equality: ``== Text``."""


USUAL = Spelling()


def mark_of(content: str, *, spelling: Spelling = USUAL) -> Mark | None:
    """Return the printed number or label that a line begins with; none if there is none.

    ``spelling``: that of the document; see :func:`find_spelling`.
    """
    head = content[:_LONGEST]
    if spelling.sign and head.startswith(spelling.sign):
        rest = head[len(spelling.sign) :].lstrip(" \t")
        if rest and len(head) - len(rest) > len(spelling.sign) and rest[0] not in spelling.sign:
            return Mark(len(head) - len(rest), "", "q")
    if _NUMBER_START.match(head):
        for form, pattern in _NUMBERS:
            match = pattern.match(head)
            if match and not match.end() == len(head) < len(content):
                shut = match["shut"] or ""
                bold = "" if shut else (match.groupdict().get("bold") or "")
                return Mark(match.end(), match["label"], "", form, bold)
        if spelling.is_dotted and (match := _DOTTED_TITLE.match(head)):
            return Mark(match.end(), match["label"], "", "1.1")
        if spelling.is_dashed and (match := _DASHED_TITLE.match(head)):
            return Mark(match.end(), match["label"], "", "-")
    if spelling.is_lettered and (match := _LETTERED_TITLE.match(head)):
        return Mark(match.end(), match["label"], "", "A1")
    word = _FIRST_WORD.match(head)
    is_letter = word is not None and len(word[1]) == 1 and word[1].isupper()
    if word is not None and head.startswith("/", word.end()):
        # "Calculation/Solution:": the second word tells.
        other = _bare_word(head[word.end() + 1 :], content[word.end() + 1 :], spelling)
        return other and other._replace(length=other.length + word.end() + 1)
    if word is None or not (is_letter or word[1].casefold() in _WORDS_THAT_LABEL):
        match = _ORDINAL.match(head)
        return Mark(match.end(), match["label"], "q", "q") if match else None
    return _numbered_word(head, content) or _bare_word(head, content, spelling)


_PLAIN_WORD = re.compile(r"([ \t]*)([^\W\d_]{2,14}+)(?![/\u093a-\u094f])")


def plain_word(content: str) -> int:
    """Tell whether a line begins with a word that no mark begins with, as most lines do.

    Returns 1 and the number of blanks before it; 0 where one has to look closer.
    """
    match = _PLAIN_WORD.match(content)
    if match is None or match.end() > _LONGEST:
        return 0
    word = match[2]
    if word.casefold() in _WORDS_THAT_LABEL or word[0] == "第":
        return 0
    return match.end(1) + 1


def _numbered_word(head: str, content: str) -> Mark | None:
    match = _NUMBERED_WORD.match(head)
    if match is None or match.end() == len(head) < len(content):
        return None
    word = match["q"] or ""
    if not word and re.match(r"[^\w]*[A-Za-zА-я]\.[ \t]", head):
        # "A. 1" is a choice.
        return None
    unmarked = not head[match.end("label") : match.end()].strip()
    is_sentence = match.end() < len(head) and head[match.end()] not in "([" and unmarked
    if is_sentence and (not word or word.casefold() in _TASKS):
        # "Answer 3 People", "Task 3 Members": no sign stands after the number.
        return None
    bold = "" if match["shut"] else (match["bold"] or "")
    return Mark(match.end(), match["label"], "q" if word else "a", "q" if word else "a", bold)


def _bare_word(head: str, content: str, spelling: Spelling) -> Mark | None:
    match = _BARE_WORD.match(head)
    if match is None or match.end() == len(head) < len(content):
        return None
    sign = (match["sign"] or "").replace("：", ":")
    bold, shut = match["bold"] or "", match["early"] or match["shut"] or ""
    if match["letter"]:
        prefix = spelling.letters.get(match["letter"] + sign[:1], "")
    else:
        word = (match["q"] or match["a"]).casefold()
        if sign == "." and not bold and word not in _ABBREVIATED and _ends_sentence(match, head):
            return None
        labels = _labels(word, sign, head[match.end() :], bold=bool(bold and shut))
        prefix = ("q" if match["q"] else "a") if labels else ""
    return Mark(match.end(), "", prefix, "", "" if shut else bold) if prefix else None


def _ends_sentence(match: re.Match[str], head: str) -> bool:
    """Tell whether a word with a dot is the last one of a sentence that began a line above."""
    return (
        not head[match.end() :].strip()
        and head[match.start("sign") - 1].islower()
        and ((match["q"] or match["a"])[0].islower())
    )


def _labels(word: str, sign: str, rest: str, *, bold: bool) -> bool:
    """Tell whether a word with this sign after it is a label and not the first of a sentence."""
    if sign.startswith(":"):
        return True
    if not rest.strip():
        # The word stands alone on its line.
        return word not in ("que", "the")
    if sign.startswith(".") and (len(sign.strip()) > 1 or word in _ABBREVIATED):
        return True
    if sign == ")":
        return word in _ABBREVIATED
    if sign and sign[0] in "-–—=~>→⇒➔➜➡":
        return True
    return bold and not rest[:1].islower()


_LETTER_PAIRS = ("QA", "QR", "PR", "PO", "DR", "FA", "SC", "ВО", "ПВ", "KA")
"""First letters of the words for question and answer, in the languages that abbreviate them."""


class _LineStarts:
    """A pattern that is looked for at the starts of lines.

    The search for a newline is six times as fast as that for ``^``, which looks at every character.
    """

    def __init__(self, pattern: str) -> None:
        self._first = re.compile(pattern)
        self._others = re.compile(f"\n{pattern}")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        first = self._first.match(text)
        if first is not None:
            yield first
        yield from self._others.finditer(text)


_LETTER_LABEL = _LineStarts(
    r"[ \t>*_]{0,8}(?P<letter>[QARPDFSCKOВОПB])[*_]{0,3}(?P<sign>[:：.)])"
    r"(?![^\n]{0,200}\s[(]?B[.):])"
)


_DOTTED_TITLE = re.compile(r"[ \t]*(?P<label>\d{1,2}(?:\.\d{1,2}){1,2})[ \t]+(?=[A-ZÀ-ÞА-ЯЁ\"“«¿])")
_DOTTED_LINES = _LineStarts(_DOTTED_TITLE.pattern)
_DASHED_TITLE = re.compile(r"[ \t]*(?P<label>\d{1,3})-[ \t]{0,3}(?=[^\W\d_]{2}|[¿¡“„«\"])")
_DASHED_LINES = re.compile(rf"^{_DASHED_TITLE.pattern}", re.MULTILINE)
_LETTERED_TITLE = re.compile(r"[ \t]*(?P<label>[A-Z]\d{1,2})[).:][ \t]+(?=\S)")
_LETTERED_LINES = re.compile(rf"^{_LETTERED_TITLE.pattern}", re.MULTILINE)
_EQUALS_LINES = re.compile(r"^={2,5}[ \t]+\w[^\n]*", re.MULTILINE)
_FEWEST = 4


_SIGNS_OF_QUESTIONS = ("**", "***", "****", "++", "+++", "~~", "~~~", "@@", "§", "»")
_SIGNED_LINES = _LineStarts(
    rf"(?P<sign>{'|'.join(map(re.escape, reversed(_SIGNS_OF_QUESTIONS)))})"
    r"[ \t]+(?P<text>\w[^\n]*)"
)


def _sign_of(text: str) -> str:
    """Return the signs that stand before each question, where most lines behind them ask."""
    asked: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for match in _SIGNED_LINES.finditer(text):
        counts[match["sign"]] += 1
        asked[match["sign"]] += "?" in match["text"] or "？" in match["text"]
    best, count = counts.most_common(1)[0] if counts else ("", 0)
    if count < _FEWEST or asked[best] < 0.5 * count:
        return ""
    is_usual = any(text.count(f"\n{sign} ") >= _FEWEST - 1 for sign in _SIGNS_OF_QUESTIONS)
    return best if is_usual else ""


_FIRST_DASHED = _LineStarts(r"(?: {0,4}|\t)1-")


def _is_dashed(text: str) -> bool:
    """Tell whether numbers such as ``1-`` count up in a text."""
    if next(_FIRST_DASHED.finditer(text), None) is None:
        return False
    labels = {int(match["label"]) for match in _DASHED_LINES.finditer(text)}
    return {1, 2, 3} <= labels


def _is_lettered(text: str) -> bool:
    """Tell whether ``A1)`` is a number of section A: other letters have their numbers, too."""
    if "A1" not in text or "B1" not in text or "C1" not in text:
        return False
    labels = {match["label"] for match in _LETTERED_LINES.finditer(text)}
    return {"A1", "B1", "C1"} <= labels


def find_spelling(text: str) -> Spelling:
    """Return how a document prints its labels: letters that come in pairs, dotted numbers."""
    counts = Counter(
        match["letter"] + match["sign"].replace("：", ":") for match in _LETTER_LABEL.finditer(text)
    )
    found = dict(USUAL.letters)
    for sign in ":.)":
        for pair in _LETTER_PAIRS:
            asked, answered = pair[0], pair[1]
            one, two = counts[asked + sign], counts[answered + sign]
            if min(one, two) >= 2 and max(one, two) <= 2 * min(one, two):
                found.setdefault(asked + sign, "q")
                found.setdefault(answered + sign, "a")
                break
    for key, others in (("Q.", "PR"), ("Q)", "PR")):
        # Nothing else begins with one Q after the other; a list of letters has its neighbours.
        if counts[key] >= 2 and not any(counts[other + key[1]] for other in others):
            found.setdefault(key, "q")
    for key in ("A.", "A)", "R.", "R)"):
        # Alone, they are labels where no "B." says that they are choices.
        if counts[key] >= 2 and not counts["B" + key[1]]:
            found.setdefault(key, "a")
    dotted = [match["label"] for match in _DOTTED_LINES.finditer(text)]
    return Spelling(
        found,
        len(set(dotted)) >= _FEWEST,
        _is_dashed(text),
        _is_lettered(text),
        _sign_of(text),
        "\n== " in text and len(_EQUALS_LINES.findall(text)) >= 2,
    )


ARROW_SIGNS = frozenset("-–—=~→⇒➔➜➡")
"""What an arrow may begin with."""


def arrow_of(content: str) -> int:
    """Return the length of an arrow that a line begins with, such as ``-->``; 0 without one."""
    match = _ARROW.match(content[:80])
    return match.end() if match else 0


BULLET = re.compile(
    r"[ \t]*(?P<sign>[-*+•‣◦▪▫●○■□·・⁃–—−➤➢►▸▶→✓✔★])"
    r"(?:[ \t\u00a0]+(?=\S)|[ \t]*$|(?<=[・•‣●■□▪])(?=\S))"
)
HEADING = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})(?:[ \t]+|$)")
TIGHT_HEADING = re.compile(r"[ ]{0,3}(?P<signs>#{2,6})(?=[^\s#!])")
"""``##Title`` without a blank, which no CommonMark heading is, but which people write."""

EQUALS_HEADING = re.compile(r"(?P<signs>={2,5})[ \t]+(?=\w)")
"""``== Title`` or ``== Title ==``, as in AsciiDoc and on wikis."""

# Without a way back: of a long line, that would take a hundred times its size.
RULE = re.compile(
    r"[ \t]*(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|={3,}+[ \t]*+)$"
)
CLOSED = re.compile(r"[ \t]+(?:#+|={2,6})[ \t]*$")
LETTERED = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?(?:\*\*)?(?:\[[ xX]?\][ \t]*)?"
    r"(?:(?P<open>\()?(?P<letter>[A-Ha-hА-Еа-еⒶ-Ⓗⓐ-ⓗ])"
    r"(?(open)\)|[.):）．、]))(?:\*\*)?(?:[ \t]+(?=\S)|(?=[^\s.)\w])|(?=[A-ZА-Я\u3400-\u9fff]))"
)
INLINE_OPTIONS = re.compile(
    r"[ \t]*[-*+•]?[ \t]*[(]?[Aa][.):）．、][ \t]*\S[^\n]{0,300}?"
    r"(?:(?:[ \t]{2,}|[;,][ \t]?)[(]?[Bb][.):）．、]|\s[(]?[Bb][)）]"
    r"|\s[Bb][.:．、][ \t]*\S[^\n]{0,300}?\s[Cc][.:．、])[ \t]*\S"
)
"""Several choices on one line."""

BOLD_LINE = re.compile(
    r"[ \t]*(?P<open>\*\*\*?|__|<b>|<strong>)(?=\S)(?P<text>(?:[^*_<]|(?:\*|_)(?![*_])|"
    r"<(?!/?(?:b|strong)>))+?)"
    r"(?P<shut>\*\*\*?|__|</b>|</strong>)(?P<rest>[^\w\s]*[ \t]*(?:<br ?/?>)?[ \t\\]*)$"
)
