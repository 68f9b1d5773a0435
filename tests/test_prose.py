"""Where sentences end, and where a dot only looks like it."""

from __future__ import annotations

import pytest

from nnexport.deck.prose import last_sentence, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ("Der Dichter wurde am 28. August 1749 geboren.", "Er starb 1832."),
        ("Am 3. Mai 1949.", "Danach kam mehr."),
        ("Im 19. Jahrhundert, d. h. nach 1800, war es so.", "Dann kam es anders."),
        ("Der 2. Versuch gelang.", "Er war der letzte."),
        ("Ein Säugetier ist z. B. der Wal.", "Er säugt seine Jungen."),
        ("Das war 44 v. Chr. in Rom.", "Danach kam das Reich."),
        ("Gen. Ulysses S. Grant won.", "He became president."),
        ("There are 3.", "Separate them."),
        ("In 1990.", "The wall had fallen."),
        ("The value is x.", "Then it falls."),
        ("Потом, т. е. позже, стало лучше.", "Это всё."),
        ("See Fig. 3.", "It shows a valve."),
        ("It lasts 120 ms.", "Then Ms. Curie leaves."),
        ("The wall is 6 ft.", "It is old."),
    ],
)
def test_a_dot_behind_a_day_or_an_abbreviation_ends_nothing(sentences: tuple[str, ...]) -> None:
    text = " ".join(sentences)
    assert split_sentences(text) == sentences
    assert last_sentence(text) == sentences[-1]
