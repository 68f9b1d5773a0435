"""Dates at the start of a line, which look like numbered items."""

from __future__ import annotations

import pytest

from nnexport.deck.document import Source, SourceId
from nnexport.readers.assemble import read_blocks
from nnexport.readers.dates import is_rest_of_date


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Die Brücke wurde eröffnet am", "28. Juni 1914."),
        ("Sie war gesperrt vom 3. Mai bis zum", "9. März"),
        ("Die Brücke aus Stahl,", "7. Januar 1902, war fertig."),
        ("The bridge was opened on", "4. July 1902."),
        ("Le pont fut ouvert le", "14. juillet 1902."),
        ("El puente se abrió el", "2. de mayo de 1902."),
        ("Мост был открыт с", "12. апреля 1902 года."),
    ],
)
def test_a_line_that_goes_on_into_a_date(above: str, line: str) -> None:
    assert is_rest_of_date(above, line)


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Die Brücke ist fertig.", "28. Juni 1914."),
        ("Wann wurde sie eröffnet?", "28. Juni 1914."),
        ("Tag der Arbeit", "1. Mai"),
        ("am", "1. Mai"),
        ("Die Brücke wurde eröffnet am", "28. Brücke"),
        ("Die Brücke wurde eröffnet am", "32. Juni"),
        ("The bridge was opened on", "4. Mayors of the town"),
        ("", "1. Mai"),
    ],
)
def test_a_number_before_a_month_may_be_one(above: str, line: str) -> None:
    assert not is_rest_of_date(above, line)


@pytest.mark.parametrize("is_markdown", [True, False])
def test_an_answer_goes_on_over_a_date(is_markdown: bool) -> None:
    text = (
        "7. Wer baute die Brücke?\nEine Firma aus Wien.\n\n"
        "8. Wann wurde sie eröffnet?\nMan eröffnete sie am\n28. Juni 1914.\n\n"
        "9. Woraus ist sie?\nAus Stahl.\n"
    )
    reading = read_blocks(text, Source(SourceId("a"), "a"), "a", is_markdown=is_markdown)
    entries = reading.document.entries
    assert [entry.number for entry in entries] == ["7", "8", "9"]
    assert entries[1].answer.replace("\\", "").split("\n") == [
        "Man eröffnete sie am",
        "28. Juni 1914.",
    ]


def test_a_list_of_answers_keeps_a_date_in_one_paragraph() -> None:
    text = (
        "7. Wer baute die Brücke?\n8. Was war das Fest?\n9. Woraus ist sie?\n\nAntworten\n\n"
        "7. Eine Firma aus Wien.\n8. Die Eröffnung der Brücke am\n28. Juni 1914.\n9. Aus Stahl.\n"
    )
    reading = read_blocks(text, Source(SourceId("a"), "a"), "a", is_markdown=False)
    answers = [entry.answer.replace("\\", "") for entry in reading.document.entries]
    assert len(answers) == 3
    assert answers[1].split() == ["Die", "Eröffnung", "der", "Brücke", "am", "28.", "Juni", "1914."]
    assert "\n\n" not in answers[1]


def test_dates_that_number_what_happened_stay_items() -> None:
    text = "1. Mai\nTag der Arbeit.\n\n2. Mai\nEin Werktag.\n\n3. Mai\nNoch ein Werktag.\n"
    reading = read_blocks(text, Source(SourceId("a"), "a"), "a", is_markdown=False)
    assert [entry.number for entry in reading.document.entries] == ["1", "2", "3"]
