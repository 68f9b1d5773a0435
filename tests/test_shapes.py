"""The reader on documents as people write them; :mod:`tests.shapes` says how cases look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shapes import CASES, documents, expectation, judge, readings, sections, seen_words

DOCUMENTS = documents()


def test_there_are_documents_and_each_has_its_expectation() -> None:
    assert len(DOCUMENTS) >= 70
    expected = {path.name.removesuffix(".expected.yaml") for path in CASES.glob("*.yaml")}
    assert [path.stem for path in DOCUMENTS] == sorted(expected)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_expectation_quotes_its_document(path: Path) -> None:
    document = f" {' '.join(seen_words(path.read_text(encoding='utf-8')))} "
    found = expectation(path)
    assert set(found) <= {"questions", "dropped", "codes", "literal"}
    for item in found["questions"]:
        assert set(item) <= {"question", "answer", "section", "flags"}
        texts = [text for reading in readings(item) for text in reading]
        for line in "\n".join([*texts, *sections(item)]).splitlines():
            assert f" {' '.join(seen_words(line))} ".replace("  ", " ") in document
    for piece in found.get("dropped", ()):
        assert seen_words(piece)
        assert f" {' '.join(seen_words(piece))} " in document
    for piece in found.get("literal", ()):
        assert piece in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_document_reads_as_a_person_reads_it(path: Path) -> None:
    verdict = judge(path)
    assert verdict.right, "\n" + "\n".join(verdict.faults)
