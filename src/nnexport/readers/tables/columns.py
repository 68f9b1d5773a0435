"""Which column of a table holds what: told by its name, in the languages that people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto


class Column(Enum):
    """What the cells of a column are."""

    QUESTION = auto()
    ANSWER = auto()
    OPTION = auto()
    """One of the answers to choose from."""

    KEY = auto()
    """Which option is right."""

    EXTRA = auto()
    """A remark that belongs below the answer."""

    NUMBER = auto()
    SECTION = auto()
    TAGS = auto()
    UNUSED = auto()


# en, de, fr, es, it, pt, ru, zh, ja, pl, nl, tr; without accents, as `_plain` makes them.
_NAMES: dict[Column, str] = {
    Column.QUESTION: """
        question,questions,question text,front,front side,term,terms,prompt,q,word,expression,clue,
        concept,text,
        frage,fragen,fragetext,fragestellung,vorderseite,begriff,wort,aufgabe,
        recto,terme,mot,enonce,intitule,
        pregunta,preguntas,anverso,termino,palabra,enunciado,
        domanda,domande,fronte,termine,parola,
        pergunta,perguntas,questao,frente,termo,palavra,
        вопрос,вопросы,термин,слово,понятие,лицевая сторона,
        问题,問題,题目,題目,提问,正面,术语,词语,单词,質問,設問,表,表面,用語,単語,
        pytanie,przod,pojecie,vraag,voorkant,begrip,soru,on yuz,terim
    """,
    Column.ANSWER: """
        answer,answers,answer text,back,back side,definition,definitions,response,a,meaning,
        translation,explanation text,description,
        antwort,antworten,antworttext,ruckseite,definition,bedeutung,ubersetzung,beschreibung,
        reponse,reponses,verso,traduction,sens,
        respuesta,respuestas,reverso,definicion,traduccion,significado,
        risposta,risposte,retro,definizione,traduzione,significato,
        resposta,respostas,verso,definicao,traducao,
        ответ,ответы,определение,перевод,значение,оборотная сторона,
        答案,回答,解答,答え,背面,反面,定义,定義,翻译,释义,意味,裏,裏面,
        odpowiedz,tyl,definicja,antwoord,achterkant,betekenis,cevap,yanit,arka yuz,tanim
    """,
    Column.KEY: """
        correct,correct answer,correct option,right answer,key,answer key,solution,correct choice,
        richtig,richtige antwort,korrekt,korrekte antwort,losung,
        bonne reponse,reponse correcte,correcte,solution,
        correcta,respuesta correcta,solucion,correcto,
        corretta,risposta corretta,soluzione,correta,resposta correta,resposta certa,gabarito,
        правильный ответ,верный ответ,правильный,ключ,
        正确答案,正確答案,正解,正答,
        poprawna odpowiedz,poprawna,juiste antwoord,dogru cevap
    """,
    Column.EXTRA: """
        explanation,rationale,hint,note,notes,comment,comments,remark,extra,feedback,example,
        erklarung,begrundung,hinweis,anmerkung,bemerkung,kommentar,beispiel,notiz,
        explication,remarque,indice,commentaire,exemple,
        explicacion,pista,nota,notas,comentario,ejemplo,
        spiegazione,suggerimento,commento,esempio,explicacao,dica,exemplo,
        пояснение,объяснение,подсказка,примечание,комментарий,пример,
        解释,解釋,说明,提示,备注,例子,解説,説明,ヒント,備考,例
    """,
    Column.NUMBER: """
        number,no,nr,num,#,№,id,n,index,pos,question number,question no,question id,
        nummer,lfd nr,frage nr,numero,n°,nº,номер,п/п,编号,序号,号,番号,numer,sira
    """,
    Column.SECTION: """
        section,chapter,topic,category,subject,unit,part,module,lesson,theme,deck,
        abschnitt,kapitel,thema,kategorie,fach,teil,modul,lektion,rubrik,
        chapitre,sujet,categorie,matiere,partie,rubrique,
        seccion,capitulo,tema,categoria,unidad,parte,leccion,
        sezione,capitolo,argomento,secao,assunto,unidade,
        раздел,глава,тема,категория,модуль,часть,
        章节,章,主题,分类,类别,单元,セクション,カテゴリ,分野,dzial,rozdzial,hoofdstuk,onderwerp,konu
    """,
    Column.TAGS: """
        tag,tags,label,labels,keyword,keywords,
        schlagwort,schlagworter,schlagworte,stichwort,stichworter,
        mots cles,mot cle,etiquette,etiquettes,etiqueta,etiquetas,etichetta,etichette,
        тег,теги,метка,метки,标签,標籤,タグ,etykiety,etiket,etiketler
    """,
}


def _plain(name: str) -> str:
    """Return a column's name in small letters, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name[:80].casefold())
    letters = "".join(c for c in letters if not unicodedata.combining(c) or not _is_latin(c))
    letters = unicodedata.normalize("NFC", letters)
    return " ".join(re.sub(r"[\s_\-–.:;*()\[\]\"'’?¿!]+", " ", letters).split())


def _is_latin(mark: str) -> bool:
    # Of other scripts only whole letters are compared: й is not и.
    return "\u0300" <= mark <= "\u036f"


_ROLE_OF = {
    _plain(name): role
    for role, names in reversed(list(_NAMES.items()))
    for name in names.split(",")
    if name.strip()
}

_OPTION = re.compile(
    r"(?:(?P<word>option|choice|choix|proposition|opcion|opcao|opzione|alternative|alternativa|"
    r"auswahl|wahl|variante?|вариант(?: ответа)?|选项|選択肢|distractor|"
    r"(?P<answer>answer|antwort|reponse|respuesta|risposta|resposta|ответ))\s?)?"
    r"(?P<label>[a-h]|[1-9]|[абвгде])"
)


def is_known(name: str) -> bool:
    """Tell whether a name says what a column holds."""
    return _plain(name) in _ROLE_OF or _option_label(name, with_answers=True) != ""


def _option_label(name: str, *, with_answers: bool) -> str:
    match = _OPTION.fullmatch(_plain(name))
    if match is None or (match["answer"] and not with_answers):
        return ""
    if not match["word"] and match["label"].isdigit():
        return ""
    return match["label"]


def column_roles(names: Sequence[str]) -> list[Column]:
    """Return what each column holds, by its name; ``UNUSED`` where the name says nothing.

    Columns ``answer 1`` and ``answer 2`` are options where another one says which is right, and
    answers otherwise. Where there are options, the answer's column names the right one.
    """
    roles = [_ROLE_OF.get(_plain(name), Column.UNUSED) for name in names]
    has_key = Column.KEY in roles or Column.ANSWER in roles
    labels = [_option_label(name, with_answers=has_key) for name in names]
    if {"a", "b"} <= set(labels) or {"1", "2"} <= set(labels) or {"а", "б"} <= set(labels):
        roles = [
            Column.OPTION if label else role for role, label in zip(roles, labels, strict=True)
        ]
        if Column.KEY not in roles:
            roles = [Column.KEY if role is Column.ANSWER else role for role in roles]
    else:
        for at, name in enumerate(names):
            match = _OPTION.fullmatch(_plain(name))
            if match and match["answer"] and roles[at] is Column.UNUSED:
                roles[at] = Column.ANSWER
        if Column.ANSWER not in roles:
            roles = [Column.ANSWER if role is Column.KEY else role for role in roles]
    return _first_question_only(roles)


def _first_question_only(roles: list[Column]) -> list[Column]:
    """Keep one column of questions, numbers and sections each; ``text`` may be anything."""
    for once in (Column.QUESTION, Column.NUMBER, Column.SECTION):
        places = [at for at, role in enumerate(roles) if role is once]
        for at in places[1:]:
            roles[at] = Column.UNUSED
    return roles
