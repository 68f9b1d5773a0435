"""Words as meaning: synonyms, phrases, kin, quantities."""

from __future__ import annotations

import pytest

from nnexport.deck.stems import stem_word
from nnexport.merging.folding.meaning import are_kin, meaning_of, meaning_words, opposites_of
from nnexport.merging.folding.opposites import OPPOSITES
from nnexport.merging.folding.quantities import convert_quantities
from nnexport.merging.folding.synonyms import SYNONYMS


def test_a_word_stands_in_one_line_of_synonyms() -> None:
    words = SYNONYMS.split()
    assert len(words) == len(set(words))


def test_no_synonyms_are_opposites() -> None:
    for line in OPPOSITES.strip().splitlines():
        words = line.split()
        assert len({meaning_of(word) for word in words}) == len(words), line


def test_a_stem_that_two_words_share_is_no_synonym() -> None:
    assert stem_word("highly") == stem_word("high")
    assert meaning_of("high") != meaning_of("highly")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It results in a loss.", "It causes a loss."),
        ("They carried out a test.", "They performed a test."),
        ("A number of methods exist.", "Several methods exist."),
        ("There are two kinds.", "There are 2 types."),
    ],
)
def test_what_means_the_same_has_the_same_words(one: str, other: str) -> None:
    assert meaning_words(one) == meaning_words(other)


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("robust", "robustness", True),
        ("zelle", "zellen", True),
        ("клетка", "клетки", True),
        ("contract", "contrast", False),
        ("internal", "interval", False),
    ],
)
def test_kin_share_a_beginning_and_have_known_endings(one: str, other: str, kin: bool) -> None:
    assert are_kin(one, other) is are_kin(other, one) is kin


def test_opposites_go_both_ways() -> None:
    assert meaning_of("decrease") in opposites_of(meaning_of("raise"))
    assert meaning_of("increase") in opposites_of(meaning_of("lower"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,000 grams", "1000 g"),
        ("2.5 kg of rice", "2500 g of rice"),
        ("90 minutes", "5400 s"),
        ("50 percent", "50%"),
        ("a 30-minute walk", "a 1800 s walk"),
        ("5 m/s", "5 m/s"),
        ("see 3.1.4 or 10.5", "see 3.1.4 or 10.5"),
        ("in 1999, 2000 and 2001", "in 1999, 2000 and 2001"),
        ("no number", "no number"),
    ],
)
def test_quantities_are_written_plainly(text: str, plain: str) -> None:
    assert convert_quantities(text) == plain
