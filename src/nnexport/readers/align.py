"""Which block of a list of answers belongs to which question, and where each answer starts.

A printed number is evidence that a line belongs to an answer, not that the answer starts there. So
numbers, shape and wording are weighed together, over the whole stretch, by dynamic programming:
each block goes to one question, questions come in order, and the series with the highest score
wins. What each sign weighs is said in :mod:`nnexport.readers.evidence`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from nnexport.readers.blocks import Block
from nnexport.readers.evidence import (
    UNANSWERED,
    Asked,
    Features,
    describe_blocks,
    score_inside,
    score_start,
)
from nnexport.readers.roles import integer_of

_STATES = 12
"""Questions kept in view for a block; the others are too far off its number to matter."""

_HOPELESS = 30.0
"""How far a question is behind the best one when nothing that may come makes it the best."""


def align_answers(
    blocks: Sequence[Block],
    questions: Sequence[Asked],
    weights: Mapping[str, float],
    answer_starts: Collection[int],
) -> tuple[int, ...]:
    """Return for each block of a stretch of answers the index of the question that it answers.

    Shape: ascending; as long as ``blocks``. ``answer_starts`` are the indices of the blocks whose
    number was printed for an answer, not for an item inside one.
    """
    if not blocks or not questions:
        return ()
    features = describe_blocks(blocks, answer_starts, weights)
    places = _places(questions)
    states: dict[int, float] = {}
    for question in _targets(-1, features[0], places, len(questions)):
        score = score_start(features[0], questions[question], weights)
        states[question] = UNANSWERED * question + score
    history: list[dict[int, int]] = [dict.fromkeys(states, -1)]
    for block in features[1:]:
        states, came_from = _step(states, block, questions, places, weights)
        history.append(came_from)
    unanswered = len(questions) - 1
    last = max(states, key=lambda q: states[q] + UNANSWERED * (unanswered - q))
    found = [last]
    for index in range(len(blocks) - 1, 0, -1):
        found.append(history[index][found[-1]])
    return tuple(reversed(found))


def align_literally(
    blocks: Sequence[Block], questions: Sequence[Asked], answer_starts: Collection[int]
) -> tuple[int, ...]:
    """Return for each block the index of the question that its printed number names.

    Shape: ascending, as :func:`align_answers` gives it. A number that no later question has begins
    nothing.
    """
    places = _places(questions)
    found: list[int] = []
    current = -1
    for index, block in enumerate(blocks):
        if index in answer_starts:
            known = places.get(integer_of(block.label) or -1, [])
            at = bisect_right(known, current)
            current = known[at] if at < len(known) else current
        current = max(current, 0)
        found.append(current)
    return tuple(found) if questions else ()


def _step(
    states: Mapping[int, float],
    block: Features,
    questions: Sequence[Asked],
    places: Mapping[int, list[int]],
    weights: Mapping[str, float],
) -> tuple[dict[int, float], dict[int, int]]:
    """Return the best score of each question that one more block could go to, and from where."""
    grown: dict[int, float] = {}
    came_from: dict[int, int] = {}
    starting: dict[int, float] = {}
    for question, value in states.items():
        total = value + score_inside(block, questions[question], weights)
        known = grown.get(question)
        if known is None or total > known:
            grown[question], came_from[question] = total, question
        for target in _targets(question, block, places, len(questions)):
            start = starting.get(target)
            if start is None:
                start = score_start(block, questions[target], weights)
                starting[target] = start
            total = value + start + UNANSWERED * (target - question - 1)
            known = grown.get(target)
            if known is None or total > known:
                grown[target], came_from[target] = total, question
    least = max(grown.values()) - _HOPELESS
    likely = [item for item in grown.items() if item[1] >= least]
    best = dict(sorted(likely, key=_by_value)[:_STATES])
    return best, {question: came_from[question] for question in best}


def _by_value(item: tuple[int, float]) -> float:
    return -item[1]


def _places(questions: Sequence[Asked]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for index, asked in enumerate(questions):
        if asked.number is not None:
            places.setdefault(asked.number, []).append(index)
    return places


def _targets(
    question: int, block: Features, places: Mapping[int, list[int]], count: int
) -> Sequence[int]:
    """Return the questions whose answer could start at a block, after that of ``question``."""
    following = range(question + 1, min(question + 3, count))
    known = places.get(block.number) if block.number is not None else None
    if known is None or known[-1] <= question + 1:
        # A place right behind the question brings nothing else.
        return following
    place = known[bisect_right(known, question)]
    around = range(max(place - 1, question + 3), min(place + 2, count))
    return (*following, *around)
