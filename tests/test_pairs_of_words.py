"""Plain texts that are lists of words and their meanings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.document import Source, SourceId
from nnexport.files import RawText
from nnexport.readers import read_document
from nnexport.readers.tables.pairs import SEPARATORS, find_pairs

WORDS = {
    "la casa": "house",
    "el perro": "dog",
    "ir": "to go",
    "el banco": "bank; bench",
    "¿qué tal?": "how are you?",
    "la pregunta": "question",
    "la respuesta": "answer",
    "de vez en cuando": "now and then",
}


def read(text: str) -> tuple[dict[str, str], list[str | None], set[str]]:
    raw = RawText("words.txt", text, "")
    document, diagnostics = read_document(raw, Source(SourceId("words"), "words.txt"))
    assert document is not None
    entries = document.document.entries
    found = {entry.question: entry.answer for entry in entries}
    return found, [entry.number for entry in entries], {each.code for each in diagnostics}


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("title", ["", "Spanish words\n\n", "Lesson 1\nHouse and dog\n"])
def test_a_list_of_pairs_is_read_line_by_line(separator: str, title: str) -> None:
    text = title + "".join(f"{word} {separator} {said}\n" for word, said in WORDS.items())
    found, _, codes = read(text)
    assert found == WORDS
    assert not codes & {"NN012", "NN018", "NN019"}
    assert ("NN016" in codes) is bool(title)


@pytest.mark.parametrize("title", ["", "Spanish - English\n\n"])
@pytest.mark.parametrize("mark", ["{n}. ", "{n}) ", "  {n}.  "])
def test_numbers_of_pairs_are_kept(title: str, mark: str) -> None:
    lines = [
        f"{mark.format(n=n)}{word} - {said}\n" for n, (word, said) in enumerate(WORDS.items(), 5)
    ]
    found, numbers, _ = read(title + "".join(lines))
    assert found == WORDS
    assert numbers == [str(n) for n in range(5, 5 + len(WORDS))]


@pytest.mark.parametrize("title", ["", "Spanish – English\n\n"])
def test_a_meaning_may_stand_below_its_word(title: str) -> None:
    words = {word: said for word, said in WORDS.items() if not word.endswith("?")}
    text = "\n\n".join(f"{n}. {word}\n{said}" for n, (word, said) in enumerate(words.items(), 1))
    found, numbers, codes = read(f"{title}{text}\n")
    assert found == words
    assert numbers == [str(n) for n in range(1, 1 + len(words))]
    assert "NN012" not in codes


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{word} - {said}" for word, said in list(WORDS.items())[:5]),
        "\n".join(f"{word} - {said}" for word, said in WORDS.items()) + "\nand so on",
        "\n".join(f"{word}-{said}" for word, said in WORDS.items()),
        "\n".join(f"{letter} - {word}" for word in WORDS for letter in "QA"),
        "\n".join(f"the same - {said}" for said in WORDS.values()),
        "\n".join(f"{n}. {'long ' * 30} - {said}" for n, said in enumerate(WORDS.values())),
        "\n\n".join(
            f"{n}. What is {word}?\n{said}" for n, (word, said) in enumerate(WORDS.items())
        ),
        "\n\n".join(
            f"{n}. {word}\n{said}\nand more" for n, (word, said) in enumerate(WORDS.items())
        ),
        "",
        "\n\n\n",
    ],
)
def test_what_is_no_list_of_pairs_is_left_to_others(text: str) -> None:
    assert find_pairs(text) == []


@given(st.text(alphabet="ab 1.-=\n\t", max_size=200))
def test_records_stand_where_they_say(text: str) -> None:
    for record in find_pairs(text * 4):
        for cell in record.cells:
            assert (text * 4)[cell.start : cell.end] == cell.text
            assert record.start <= cell.start <= cell.end <= record.end
