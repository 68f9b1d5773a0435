"""The beam search over numbered blocks finds what a search over everything finds."""

from __future__ import annotations

import itertools
import random

import pytest

from nnexport.readers.beam import (
    BEAM_WIDTH,
    Evidence,
    _enter,
    _grow,
    _Path,
    _State,
    _transition,
    best_roles,
)
from nnexport.readers.roles import Role

_ROLES = (Role.QUESTION, Role.ANSWER, Role.PAIR, Role.INNER)


def _evidence(number: int, odds: float, *, has_body: bool = True) -> Evidence:
    scores = {
        Role.QUESTION: odds + (-3.0 if has_body else 1.0),
        Role.PAIR: odds + (0.8 if has_body else -1.5),
        Role.ANSWER: -odds,
        Role.INNER: max(-0.5 - 0.9 * odds, -2.5),
    }
    return Evidence(number, scores, False, False, not has_body, False)


def _best_of_all(found: list[Evidence]) -> list[Role]:
    """Return the best of all series of roles, each looked at from end to end."""
    best, chosen = float("-inf"), ()
    for roles in itertools.product(_ROLES, repeat=len(found)):
        state, score = _State(), 0.0
        for role, evidence in zip(roles, found, strict=True):
            number = evidence.number
            assert number is not None
            score += evidence.scores[role] + _transition(state, role, number, evidence)
            state = _enter(state, role, number)
        if score > best:
            best, chosen = score, roles
    return list(chosen)


_DOCUMENTS = {
    "pairs": [_evidence(n, 3.0) for n in range(1, 7)],
    "a list, then answers": [
        *(_evidence(n, 3.0, has_body=False) for n in range(1, 4)),
        *(_evidence(n, -3.0) for n in range(1, 4)),
    ],
    "steps inside an answer": [
        _evidence(1, 3.0),
        *(_evidence(n, -2.0, has_body=False) for n in (1, 2, 3)),
        *(_evidence(n, 3.0) for n in (2, 3)),
    ],
    "numbers that restart": [_evidence(n, 2.0) for n in (1, 2, 3, 1, 2, 3)],
    "questions that do not ask": [_evidence(n, -0.4, has_body=False) for n in range(4, 10)],
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_the_best_series_of_roles_is_found(name: str) -> None:
    found = _DOCUMENTS[name]
    assert best_roles(found) == _best_of_all(found)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_series_is_found_where_signs_disagree(seed: int) -> None:
    pick = random.Random(seed)
    found = [
        _evidence(
            pick.choice((at, at, at, 1, 2)), pick.uniform(-3, 3), has_body=pick.random() < 0.5
        )
        for at in range(1, 7)
    ]
    assert best_roles(found) == _best_of_all(found)


def test_a_long_list_keeps_few_paths() -> None:
    """Paths that differ in nothing that matters any more would each cost as much as the best."""
    paths = [_Path(0.0, _State(), ())]
    for number in range(1, 200):
        paths = _grow(paths, _evidence(number, 3.0))
    assert len(paths) <= BEAM_WIDTH // 2
