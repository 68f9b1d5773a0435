"""What stands before the text of a line: numbers and labels as people print them."""

from __future__ import annotations

import pytest

from nnexport.readers.breaks import breaks_after
from nnexport.readers.headings import is_dotted, strip_number
from nnexport.readers.keys import split_key
from nnexport.readers.marks import BULLET, INLINE_OPTIONS, arrow_of, find_spelling, mark_of
from nnexport.readers.parts import names_closing, names_contents, names_subpart, part_of


def mark(text: str) -> tuple[str, str, str] | None:
    """Return label, prefix and the text after it."""
    found = mark_of(text)
    return (found.label, found.prefix, text[found.length :]) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.What is it?", ("1", "", "What is it?")),
        ("1.- ¿Qué es?", ("1", "", "¿Qué es?")),
        ("1 - What is it?", ("1", "", "What is it?")),
        ("１．何ですか", ("１", "", "何ですか")),
        ("（4）なぜ", ("4", "", "なぜ")),
        ("Q1 What is it?", ("1", "q", "What is it?")),
        ("Exercise 3: Draw it.", ("3", "q", "Draw it.")),
        ("Aufgabe 3", ("3", "q", "")),
        ("Aufgabe 3 (4 Punkte)", ("3", "q", "(4 Punkte)")),
        ("第3题 什么", ("3", "q", "什么")),
        ("问题1：什么", ("1", "q", "什么")),
        ("Questão 2: O quê?", ("2", "q", "O quê?")),
        ("Ans 5) because", ("5", "a", "because")),
        ("3.14 is pi", None),
        ("Question 5 asks why", None),
        ("Answer 3 People", None),
        ("2.5 litres", None),
    ],
)
def test_numbers(text: str, expected: tuple[str, str, str] | None) -> None:
    assert mark(text) == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ans.", ""),
        ("Ans. because", "because"),
        ("Ans-", ""),
        ("ANS. -  To cut costs", "To cut costs"),
        ("ANS: ---> f(x)", "f(x)"),
        ("ANS :--> It is", "It is"),
        ("Answer", ""),
        ("Answer - it is", "it is"),
        ("Correct answer: D", "D"),
        ("**Correct Answer:** D", "D"),
        ("*Answer*: it is", "it is"),
        ("- **Answer:** B", "B"),
        ("> **Answer:** it is", "it is"),
        ("✅ Answer: it is", "it is"),
        ("Lösung (Muster): so", "so"),
        ("Rechnung/Lösung: 12", "12"),
        ("答：是", "是"),
        ("Réponse : oui", "oui"),
        ("Ответ: да", "да"),
        ("Розв'язання: 80 км", "80 км"),
    ],
)
def test_labels_of_answers(text: str, rest: str) -> None:
    assert mark(text) == ("", "a", rest)


@pytest.mark.parametrize(
    "text",
    [
        "Answer the following.",
        "The answer is 3",
        "Correct me if I am wrong",
        "Solution of salt in water",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert mark(text) is None


def test_letters_are_labels_where_they_come_in_pairs() -> None:
    spelling = find_spelling("P: ¿Qué?\nR: Sí.\nP: ¿Por qué?\nR: Porque.\n")
    assert mark_of("P: ¿Qué?", spelling=spelling) is not None
    assert mark_of("P: ¿Qué?") is None
    choices = find_spelling("A. one  B. two\nA. one  B. two\n")
    assert mark_of("A. one", spelling=choices) is None


def test_titles_without_a_sign_after_the_number_are_read_where_there_are_several() -> None:
    text = "1.1 What?\n1.2 Why?\n1.3 Who?\n2.1 Where?\n"
    assert mark_of("1.1 What?", spelling=find_spelling(text)) is not None
    assert mark_of("1.1 What?") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. What is it?", ("3", "What is it?")),
        ("⭐ **32. How is it?**", ("32", "How is it?**")),
        ("Q. How to do it", ("", "How to do it")),
        ("1986\\. Was it a good year?", ("", "1986\\. Was it a good year?")),
        ("Answer: yes", ("", "Answer: yes")),
    ],
)
def test_numbers_of_titles(text: str, expected: tuple[str, str]) -> None:
    label, rest = strip_number(text)
    assert (label, rest.replace("**", "", 1) if text[0] == "⭐" else rest) in (
        expected,
        (expected[0], expected[1].replace("**", "")),
    )


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("1–C, 2–B, 3–D", ["C", "B", "D"]),
        ("1. b 2. c 3. a", ["b", "c", "a"]),
        ("Key: 1-B  2-C", ["B", "C"]),
        ("Ответы: 1 – б; 2 – в", ["б", "в"]),
        ("1. true, 2. false", ["true", "false"]),
        ("1. a", []),
        ("In 1986 a 2nd one was built.", []),
        ("Notes: 1. b 2. c", []),
        ("3. c 1. b", []),
    ],
)
def test_keys(text: str, answers: list[str]) -> None:
    assert [text[key.body : key.end] for key in split_key(text)] == answers


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Answers", "a"),
        ("Answer Key for Part B", "a"),
        ("LÖSUNGEN — Prüfung 2", "a"),
        ("Ответы", "a"),
        ("参考答案", "a"),
        ("Questions:", "q"),
        ("## Fragen und Antworten".lstrip("# "), ""),
        ("The answers are below.", ""),
        ("What are the answers?", ""),
    ],
)
def test_parts(text: str, part: str) -> None:
    assert part_of(text, is_title=True) == part


def test_other_titles() -> None:
    assert names_closing("License")
    assert names_closing("Quellen")
    assert not names_closing("License plates of the world")
    assert names_contents("Inhaltsverzeichnis")
    assert names_subpart("✔ Example")
    assert is_dotted("What is a cell? ........ 12")
    assert not is_dotted("and so on... 12 of them")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Apples", "Pears and plums and many other kinds of fruit"], [True, False]),
        (
            [
                "A line that an editor has wrapped where the next word had no room at all,",
                "so it goes on.",
            ],
            [False, False],
        ),
        (["one line"], [False]),
    ],
)
def test_ends_of_lines_that_are_meant(lines: list[str], expected: list[bool]) -> None:
    assert breaks_after(lines) == expected


def test_signs() -> None:
    assert arrow_of("--> text") == 4
    assert arrow_of("> quoted") == 0
    assert BULLET.match("・りんご")
    assert not BULLET.match("-x")
    assert INLINE_OPTIONS.match("A. 21  B. 25  C. 80")
    assert not INLINE_OPTIONS.match("A. Smith wrote it in B. C. style")
