"""What cannot both be true, and what only looks like it."""

from __future__ import annotations

import pytest

from nnexport.merging.folding.contradictions import find_contradictions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Water boils at 100 °C at sea level.", "At sea level, water boils at 90 °C."),
        ("The treaty was signed in 1648.", "The treaty was signed in 1658 in the town hall."),
        ("A catalyst is not consumed by the reaction.", "A catalyst is consumed by the reaction."),
        ("Raising the rate speeds up the reaction.", "Lowering the rate speeds up the reaction."),
        (
            "The pump moves water from the lake to the tank.",
            "The pump moves water from the tank to the lake.",
        ),
        ("The tank holds two litres of oil.", "The tank holds 3 litres of oil."),
        ("The hare is faster than the fox.", "The hare is slower than the fox."),
        ("Der Kessel fasst 40 Liter Wasser.", "Der Kessel fasst 60 Liter Wasser."),
    ],
)
def test_number_negation_pole_and_direction_contradict(one: str, other: str) -> None:
    (found,) = find_contradictions([one, other], {})
    assert (found.one, found.other) == (one, other)
    assert (found.first, found.second) == (0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L1 regularization yields sparse weights.", "L2 regularization yields dense weights."),
        ("The heart has 4 chambers and 2 valves.", "The heart has four chambers."),
        ("The rule was published in 1999.", "The rule was published in 1999 in 3 parts."),
        ("The rope is 100 cm long.", "The rope is 1 m long."),
        ("Half of the load, 50 %, is lost.", "50 percent of the load is lost, half of it."),
        ("Copper melts at 1085 °C.", "Copper was mined 9000 years ago."),
        ("The pump is not needed in winter.", "The pump is driven by the wind."),
        ("It works without being consumed.", "It is not consumed when it works."),
        ("- Arteries: They carry blood from the heart.", "- Veins: They carry blood to the heart."),
    ],
)
def test_other_things_and_equal_quantities_do_not_contradict(one: str, other: str) -> None:
    assert find_contradictions([one, other], {}) == ()


def test_one_answer_contradicts_nothing() -> None:
    assert find_contradictions(["It is 3 m long. It is 4 m long."], {}) == ()
