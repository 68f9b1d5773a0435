"""Words as evidence."""

from __future__ import annotations

import pytest

from nnexport.deck.stems import stem_word
from nnexport.deck.words import coverage, rarity, words_of
from nnexport.merging.folding.meaning import is_light, meaning_of, meaning_sequence, meaning_words


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


# Each line: all forms of one word, of which no two may count as different words.
_FORMS = """
make makes making made
give gives giving gave given
take takes taking took taken
get gets getting got
tell tells telling told
fill fills filling filled
stop stops stopping stopped
base bases basing based
lie lies lying lied
carry carries carrying carried
imply implies implying implied
agree agrees agreeing agreed
need needs needing needed
embed embeds embedding embedded
install installs installing installed
control controls controlling controlled
travel travels travelling traveling travelled traveled
generate generates generating generated generation
realize realizes realising realised realization
function functions functioning functioned
move moves moving moved
element elements
argument arguments argue argues arguing
analysis analyses
family families
box boxes
virus viruses
metric metrics
api apis
gpu gpus
organisation organisations organization organise organising
weakness weaknesses
"""


@pytest.mark.parametrize("line", _FORMS.strip().splitlines())
def test_all_forms_of_a_word_have_one_stem(line: str) -> None:
    assert len({meaning_of(word) for word in line.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("string", "str"), ("nothing", "noth"), ("hoping", "hopping"), ("fill", "file"),
        ("roll", "role"), ("speed", "spe"), ("hundred", "hundr"), ("us", "use"),
        ("bring", "bre"),
    ],
)  # fmt: skip
def test_what_only_looks_like_an_ending_stays(one: str, other: str) -> None:
    assert stem_word(one) != stem_word(other)
