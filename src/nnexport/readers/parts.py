"""What a line says about the lines below it: here come questions, answers, contents, a section."""

from __future__ import annotations

import re

_QUESTION_PARTS = """
    questions|questionnaire|question list|list of questions|exercises|problems|tasks|quiz|exam|
    test|fragen|aufgaben|übungen|fragenkatalog|questions et réponses|exercices|preguntas|
    preguntas y respuestas|ejercicios|вопросы|вопросы и ответы|задания|задачи|упражнения|питання|
    domande|esercizi|perguntas|exercícios|pytania|zadania|sorular|vragen|frågor|otázky|问题|問題|题目|
    題目|试题|試題|习题|質問|面试题|选择题|填空题|判断题|简答题|
    questions and answers|q ?& ?a|q/a|faqs?|frequently asked questions|
    häufig gestellte fragen|häufige fragen|foire aux questions|questions fréquentes|
    preguntas (?:más )?frecuentes|perguntas frequentes|domande frequenti|
    часто задаваемые вопросы|частые вопросы|чаво|часті запитання|często zadawane pytania|
    sık sorulan sorular|veelgestelde vragen|vanliga frågor|časté otázky|
    常见问题|常見問題|常见问题解答|よくある質問|よくあるご質問|자주 묻는 질문
"""
_ANSWER_PARTS = """
    answers|answer|answer key|answer keys|answer sheet|answers and explanations|answer section|
    key|solutions?|solution key|marking scheme|mark scheme|antworten|antwort|lösungen|lösung|
    musterlösung(?:en)?|lösungsschlüssel|erwartungshorizont|r[ée]ponses?|corrig[ée]s?|correction|
    respuestas?|soluciones|solucionario|clave de respuestas|hoja de respuestas|ответы?|решения|
    ключи?|ключ к ответам|эталоны ответов|відповіді|risposte|soluzioni|respostas|gabarito|
    soluções|odpowiedzi|klucz odpowiedzi|rozwiązania|cevaplar|cevap anahtarı|yanıtlar|antwoorden|
    svar|facit|odpovědi|řešení|答案|参考答案|答案与解析|答案解析|解答|回答|解答例|正解|解説
"""
_ADJECTIVES = (
    r"(?:study|review|exam|test|the|all|interview|sample|model|suggested|correct|detailed|full|"
    r"practice|common|basic|advanced|top|\d+|alle|die|les|las|los|все|правильные|modèle)"
)


def _alternatives(words: str) -> str:
    return "|".join(word.strip() for word in " ".join(words.split()).split("|"))


_UNIT = (
    r"(?:part|section|chapter|unit|block|set|teil|abschnitt|kapitel|partie|chapitre|parte|capítulo|"
    r"часть|раздел|глава)[ ]\w{1,5}"
)
"""``Part 2``, beside the word for questions or answers."""

_TAIL = (
    rf"(?:[ ]{_UNIT}|[ ]*(?:[-–—:：|/(\[][^\n]{{0,60}}|"
    r"(?:to|for|of|zu|zur|zum|für|der|des|pour|de|du|para|к|на|do|per|alla|ai|al|a)[ ]"
    r"[^\n]{1,50}))?"
)
_QUESTION_PART = re.compile(
    rf"(?:{_ADJECTIVES}[ ]){{0,3}}(?:{_alternatives(_QUESTION_PARTS)})[ ]*[:：]?", re.IGNORECASE
)
_ANSWER_PART = re.compile(
    rf"(?:{_ADJECTIVES}[ ]){{0,3}}(?:{_alternatives(_ANSWER_PARTS)})[ ]*[:：]?", re.IGNORECASE
)
_LED_ANSWER_PART = re.compile(
    rf"(?:{_UNIT}[ ]|[^\n]{{1,60}}?(?:[-–—:：|/]|\()[ ]*)?(?:{_ADJECTIVES}[ ]){{0,3}}"
    rf"(?:{_alternatives(_ANSWER_PARTS)})[)]?{_TAIL}[ ]*[:：]?",
    re.IGNORECASE,
)
_LED_QUESTION_PART = re.compile(
    rf"(?:{_UNIT}[ ]|[^\n]{{1,60}}?(?:[-–—:：|/]|\()[ ]*)?(?:{_ADJECTIVES}[ ]){{0,3}}"
    rf"(?:{_alternatives(_QUESTION_PARTS)})[)]?{_TAIL}[ ]*[:：]?",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"^{_UNIT}[ ]|[ ]{_UNIT}$", re.IGNORECASE)
_DECORATION = "*_#=-–—~ \t:：【】[]<>「」《》"


def _bare(text: str) -> str:
    return " ".join(text.strip(_DECORATION).split())


def names_part(text: str) -> bool:
    """Tell whether a line only says what follows: ``Questions``, ``Answers:``."""
    if len(text) > 60:
        return False
    bare = _BESIDE.sub("", _bare(text))
    return bool(_QUESTION_PART.fullmatch(bare) or _ANSWER_PART.fullmatch(bare))


def part_of(text: str, *, is_title: bool) -> str:
    """Return ``a`` for a line that stands above answers, ``q`` for one above questions, else "".

    ``is_title``: the line is a heading or stands alone, so that more words may stand beside the one
    that tells: ``LÖSUNGEN — Prüfung 2``, ``Answer key for part B``.
    """
    if len(text) > 100:
        return ""
    bare = _bare(text)
    if _ANSWER_PART.fullmatch(bare):
        return "a"
    if _QUESTION_PART.fullmatch(bare):
        return "q"
    if is_title and len(bare) <= 80 and not bare.endswith(("?", "？", ".", "!")):
        if _LED_ANSWER_PART.fullmatch(bare):
            return "a"
        if _LED_QUESTION_PART.fullmatch(bare):
            return "q"
    return ""


_FAQ = re.compile(
    r"\bfaqs?\b|frequently[ -]asked|häufig(?:e|\s+gestellte)\s+fragen|foire aux questions|"
    r"questions fréquentes|preguntas (?:más )?frecuentes|perguntas (?:mais )?frequentes|"
    r"domande frequenti|часто задаваем|частые вопросы|\bчаво\b|często zadawane|sık sorulan|"
    r"veelgestelde|常见问题|常見問題|よくある(?:ご)?質問|자주 묻는",
    re.IGNORECASE,
)


def names_faq(text: str) -> bool:
    """Tell whether a title says that the document answers what is asked often."""
    return len(text) <= 80 and not text.endswith((".", "?")) and bool(_FAQ.search(text))


_CLOSING = re.compile(
    r"(?:references?|sources?|resources?|bibliography|further reading|see also|links|credits?|"
    r"acknowledge?ments?|licen[cs]e|contribut(?:e|ing|ors?|ions?)|author|authors|about(?: (?:me|"
    r"us|the author))?|contact|"
    r"support|changelog|todo|conclusion|summary|disclaimer|feedback|stargazers|"
    r"quellen?|literatur(?:verzeichnis)?|lizenz|mitwirken|fazit|zusammenfassung|sources|"
    r"références|bibliographie|licence|conclusion|fuentes|referencias|bibliografía|licencia|"
    r"contribuir|источники|литература|ссылки|лицензия|заключение|автор|referências|fonti|"
    r"参考资料|参考文献|参考|总结|致谢|许可证|贡献)",
    re.IGNORECASE,
)


def names_closing(text: str) -> bool:
    """Tell whether a heading stands above what closes a page: sources, licence, how to help."""
    return len(text) <= 60 and bool(_CLOSING.fullmatch(_bare(text).strip("!.📚🔗📄🤝©️ ")))


_CONTENTS = re.compile(
    r"(?:table of contents?|contents?|toc|index|overview|quick links|list of questions|questions|"
    r"inhalt|inhaltsverzeichnis|übersicht|table des matières|sommaire|índice|contenidos?|"
    r"tabla de contenidos?|"
    r"indice|sumário|содержание|оглавление|зміст|spis treści|içindekiler|目录|目錄|目次)",
    re.IGNORECASE,
)


def names_contents(text: str) -> bool:
    """Tell whether a heading stands above a table of contents."""
    return len(text) <= 60 and bool(_CONTENTS.fullmatch(_bare(text).strip("!.📚📖📑📋🔗 ")))


_SUBPART = re.compile(
    r"(?:examples?|explanations?|notes?|usage|syntax|output|code|hints?|tips?|details?|advantages|"
    r"disadvantages|pros|cons|pros and cons|benefits|limitations|summary|overview|steps|"
    r"beispiele?|erklärung(?:en)?|hinweise?|vorteile|nachteile|exemples?|explications?|remarques?|"
    r"avantages|inconvénients|ejemplos?|explicaci(?:ón|ones)|notas?|ventajas|desventajas|esempi(?:o)?|"
    r"spiegazion[ei]|exemplos?|explicaç(?:ão|ões)|vantagens|desvantagens|примеры?|пояснени[ея]|"
    r"объяснени[ея]|примечани[ея]|приклади?|пояснення|przykłady?|wyjaśnieni[ea]|örnekler|örnek|açıklama|"
    r"warnings?|caution|important|attention|hinweis|achtung|wichtig|warnung|avertissement|"
    r"atención|advertencia|importante|aviso|atenção|attenzione|avviso|внимание|важно|увага|uwaga|"
    r"dikkat|示例|例子|解释|说明|备注|优点|缺点|注意|警告|例|説明|補足)",
    re.IGNORECASE,
)


def names_subpart(text: str) -> bool:
    """Tell whether a heading names a part that answers on any subject have: ``Example``."""
    return len(text) <= 40 and bool(_SUBPART.fullmatch(_bare(text).strip("!.✔✅🔹💡 ")))
