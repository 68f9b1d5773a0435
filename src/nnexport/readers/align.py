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
from nnexport.readers.evidence import UNANSWERED, Asked, Features, describe_blocks, score_block
from nnexport.readers.segment import integer_of

_STATES = 12
"""Questions kept in view for a block; the others are too far off its number to matter."""


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
    features = describe_blocks(blocks, answer_starts)
    places = _places(questions)
    states: dict[int, float] = {}
    for question in _targets(-1, features[0], places, len(questions)):
        score = score_block(features[0], questions[question], weights, starts=True)
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

    def keep(question: int, value: float, origin: int) -> None:
        if question not in grown or value > grown[question]:
            grown[question] = value
            came_from[question] = origin

    for question, value in states.items():
        keep(question, value + score_block(block, questions[question], weights), question)
        for target in _targets(question, block, places, len(questions)):
            if target not in starting:
                starting[target] = score_block(block, questions[target], weights, starts=True)
            total = value + starting[target] + UNANSWERED * (target - question - 1)
            keep(target, total, question)
    best = dict(sorted(grown.items(), key=lambda item: -item[1])[:_STATES])
    return best, {question: came_from[question] for question in best}


def _places(questions: Sequence[Asked]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for index, asked in enumerate(questions):
        if asked.number is not None:
            places.setdefault(asked.number, []).append(index)
    return places


def _targets(
    question: int, block: Features, places: Mapping[int, list[int]], count: int
) -> list[int]:
    """Return the questions whose answer could start at a block, after that of ``question``."""
    targets = {question + 1, question + 2}
    number = integer_of(block.label)
    known = places.get(number, []) if number is not None else []
    at = bisect_right(known, question)
    if at < len(known):
        targets.update(range(known[at] - 1, known[at] + 2))
    return sorted(target for target in targets if question < target < count)
