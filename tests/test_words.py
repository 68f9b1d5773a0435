"""Words as evidence."""

from __future__ import annotations

from nnexport.deck.words import coverage, rarity, words_of
from nnexport.merging.folding.meaning import is_light, meaning_sequence, meaning_words


def test_synonyms_inflections_possessives_and_numerals_are_one_word() -> None:
    assert meaning_words("reduces errors") == meaning_words("reducing the error")
    assert meaning_words("decrease") == meaning_words("reduce")
    assert meaning_words("the model's weight") == meaning_words("the weight of the model")
    assert meaning_words("zero") == meaning_words("0")


def test_a_sequence_keeps_the_order() -> None:
    assert meaning_sequence(words_of("the pump feeds the tank")) == ("pump", "feed", "tank")


def test_words_of_any_explanation_are_light() -> None:
    assert all(is_light(word) for word in meaning_words("involves various important aspects"))
    assert not is_light("glacier")


def test_a_word_that_all_texts_have_weighs_little() -> None:
    weights = rarity([{"ship", "keel"}, {"ship", "mast"}, {"ship"}])
    assert weights["ship"] < weights["keel"] == 1.0


def test_of_few_texts_nothing_is_said_to_be_common() -> None:
    assert rarity([{"ship"}, {"ship"}], least=50)["ship"] > 0.8


def test_coverage_of_nothing_is_nothing() -> None:
    assert coverage([], {"a"}, {}) == 0.0
    assert coverage(["a", "b"], {"a"}, {"a": 3.0}) == 0.75
