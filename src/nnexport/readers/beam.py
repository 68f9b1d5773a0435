"""The beam search over numbered blocks: which roles fit together best, from first to last.

What each block says for each role is said in :mod:`nnexport.readers.series`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import inf
from typing import NamedTuple

from nnexport.readers.roles import Role


class _State(NamedTuple):
    """What the future of a path depends on."""

    role: Role | None = None
    question: int = 0
    """Number of the last question of a list or pair."""

    run_start: int = 0
    """Number of the first question of the last list."""

    answer: int = 0
    """Number of the last answer of a list."""

    inner: int = 0
    """Number of the last item inside an answer; 0 when none has come yet."""

    waiting: int = 0
    """How many lists of questions wait for their answers, each with numbers from its own start."""


class _Path(NamedTuple):
    """One way to read the document up to some block."""

    score: float
    state: _State
    roles: tuple[object, ...]
    """A chain of (earlier chain, role), so that paths share their beginnings."""


BEAM_WIDTH = 12
_HOPELESS = 13.0
"""How far a path is behind the best one when nothing that may come makes it the best.

Of all documents that were looked at, shuffled ones among them, none had its best path farther
behind at any place.
"""

_new_state = partial(tuple.__new__, _State)
"""As :class:`_State`, from a tuple; it takes a third of the time."""

_new_path = partial(tuple.__new__, _Path)
# Members that are looked up for every path.
_QUESTION, _ANSWER, _PAIR, _INNER = Role.QUESTION, Role.ANSWER, Role.PAIR, Role.INNER


@dataclass(frozen=True, slots=True)
class Evidence:
    number: int | None
    """None where it goes on with whatever number came before."""

    scores: dict[Role, float]
    """What the block's own wording and surroundings say for each role, as log-odds."""

    follows_lead_in: bool
    opens_answers: bool
    """A line that announces answers stands right above it."""

    adjacent: bool
    """It stands right below another numbered line."""

    opens_section: bool
    """A title, a heading or a rule stands between it and what came before."""


def best_roles(found: Iterable[Evidence]) -> list[Role]:
    """Return the role of each block, in the series that fits best together.

    ``found``: what speaks for each role of each block, in their order.
    """
    paths = [_Path(0.0, _State(), ())]
    for evidence in found:
        paths = _grow(paths, evidence)
    return _unroll(paths[0])


def _unroll(path: _Path) -> list[Role]:
    roles: list[Role] = []
    chain = path.roles
    while chain:
        earlier, role = chain
        assert isinstance(role, Role)
        assert isinstance(earlier, tuple)
        roles.append(role)
        chain = earlier
    roles.reverse()
    return roles


def _grow(paths: Sequence[_Path], evidence: Evidence) -> list[_Path]:
    """Return the best paths with one more block, best first."""
    found: list[_Step] = []
    limits = _limits(evidence.opens_section, evidence.follows_lead_in, evidence.opens_answers)
    most = max(evidence.scores.values()) + _MOST
    least = -inf
    printed = evidence.number
    scores = list(evidence.scores.items())
    for place, (so_far, before, _) in enumerate(paths):
        if so_far + most < least:
            # The paths come best first: no other one can be among the kept.
            break
        limit = limits[before[0]]
        for role, own in scores:
            if so_far + own + limit[role] < least:
                continue
            number = _next_number(before, role) if printed is None else printed
            score = so_far + own + _transition(before, role, number, evidence)
            if score >= least:
                found.append((-score, place, len(found), role, number))
                if score - _HOPELESS > least:
                    least = score - _HOPELESS
    found.sort()
    return _keep(found, paths, -least)


_Step = tuple[float, int, int, Role, int]
"""A path with one more block: the score with its sign turned, the index of the path, an index that
parts equals, the block's role and number."""

_KIN_APART, _KIN_FAR_APART = 5.0, 8.0
"""How far a path must be behind another one to be dropped, when the two read what comes next alike
but for a number of answers that are over, and but for where the open list began."""


def _keep(found: Sequence[_Step], paths: Sequence[_Path], worst: float) -> list[_Path]:
    """Return the best paths, best first, without those that cannot catch up with a kin.

    Of the paths that are in the same state only the best is kept: their futures are the same. Kin
    are in the same role at the same numbers, and differ in the last answer of a list that is over,
    or in the start of their list. That may still cost the better one something once, and nothing
    else ever will; without this, most of the paths that are kept would be kin of a few.
    """
    kept: list[_Path] = []
    known: set[_State] = set()
    heads: dict[tuple[object, ...], tuple[float, int]] = {}
    for cost, place, _, role, number in found:
        if cost > worst:
            break
        path = paths[place]
        state = _enter(path[1], role, number)
        if state in known:
            continue
        known.add(state)
        now, question, start, answer, inner, waiting = state
        # The last answer says something only inside a list of answers.
        kin = (now, question, answer if now is _ANSWER else 0, inner, waiting or 1)
        head = heads.get(kin)
        if head is None:
            heads[kin] = (cost, start)
        elif cost > head[0] + _KIN_APART and (
            start == head[1] or ((start > head[1] or not start) and cost > head[0] + _KIN_FAR_APART)
        ):
            continue
        kept.append(_new_path((-cost, state, (path[2], role))))
        if len(kept) == BEAM_WIDTH:
            break
    return kept


_UNASKED = -4.5
"""An answer with another number than that of the only question before it."""

_NEXT_ITEM = 2.0
"""The next item of a list inside an answer, right below the one before.

With what its wording says, this is never more than for the next answer of a list: else the longer a
list of answers, the more it would look like one inside of its first answer.
"""

_MOST_WAITING = 99


def _enter(state: _State, role: Role, number: int) -> _State:
    """Return the state after a block with this role and number."""
    before, question, run_start, answer, _, waiting = state
    if role is _PAIR:
        return _new_state((role, number, 0, answer, 0, 0))
    if role is _INNER:
        return _new_state((before, question, run_start, answer, number, waiting))
    if role is _ANSWER:
        if before is _ANSWER and number <= answer and waiting:
            waiting -= 1
        return _new_state((role, question, run_start, number, 0, waiting))
    if role is not _QUESTION:
        return state
    if before is not _QUESTION or not run_start:
        return _new_state((role, number, number, answer, 0, 1))
    waiting = min(waiting + (number <= question), _MOST_WAITING)
    return _new_state((role, number, run_start, answer, 0, waiting))


def _next_number(path: _State, role: Role) -> int:
    """Return the number that a block without one would have had."""
    if role is Role.ANSWER:
        return path.run_start if path.role is Role.QUESTION else path.answer + 1
    if role is Role.INNER:
        return path.inner + 1
    return path.question + 1


_MOST = 6.0
"""What no transition exceeds."""


@cache
def _limits(
    opens_section: bool, follows_lead_in: bool, opens_answers: bool
) -> dict[Role | None, dict[Role, float]]:
    """Return what no transition from one role to another exceeds, whatever the numbers are."""
    inner = 3.5 if follows_lead_in else -4.0 if opens_section else _NEXT_ITEM
    limits: dict[Role | None, dict[Role, float]] = {}
    for before in (None, *Role):
        is_list = before is None or before is Role.QUESTION
        crosses = -1.5 if before is not None else 1.5
        limits[before] = {
            Role.BODY: 0.0,
            Role.INNER: -6.0 if is_list else inner,
            Role.PAIR: 1.5 if before is Role.PAIR else crosses,
            Role.QUESTION: crosses if before is Role.PAIR else 1.5,
            Role.ANSWER: 1.5
            if before is Role.ANSWER
            else 2.0 + 4.0 * opens_answers
            if before is Role.QUESTION
            else 0.0,
        }
    return limits


def _transition(path: _State, role: Role, number: int, evidence: Evidence) -> float:
    """Return what speaks for a block with this role and number below what a path has read."""
    before, question, run_start, answer, inner, waiting = path
    if role is _INNER:
        if before is None or before is _QUESTION:
            return -6.0
        continues = number == inner + 1 if inner else number == 1
        if evidence.opens_section and not evidence.follows_lead_in:
            return -4.0
        if continues and inner and evidence.adjacent:
            return _NEXT_ITEM
        return (1.5 if continues else -3.0) + (2.0 if evidence.follows_lead_in else 0.0)
    if role is _ANSWER:
        # Answers that no question stands before are possible, but not likely.
        unasked = 0.0 if question else -2.0
        is_list = question > run_start > 0
        if question and not is_list and number != question:
            unasked = _UNASKED
        if before is _ANSWER:
            runs = 1.5 if number == answer + 1 else -0.5 if number > answer else -1.5
            if question and number < run_start:
                runs -= 1.0
            if number < answer and waiting <= 1 and question:
                # A second answer to a question that has one.
                runs -= 3.0
            return runs + unasked
        if before is _QUESTION:
            opens = 2.0 if number == run_start else 0.0 if number == 1 else -3.0
            return opens + (4.0 if evidence.opens_answers else 0.0)
        # Below pairs there is no list of answers, unless something announces one.
        if evidence.opens_answers:
            return 0.0
        return -1.0 + unasked if before is None else -4.0
    is_pair = role is _PAIR
    if not is_pair and role is not _QUESTION:
        return 0.0
    runs_on = number in (question + 1, max(question, answer) + 1)
    score = 1.5 if runs_on else 0.0 if number == 1 else -1.0
    if is_pair and before is _PAIR and not evidence.opens_section and number <= question:
        score -= 1.5
    if number == 1 and question and evidence.follows_lead_in and not evidence.opens_section:
        # A list that something announces, in an answer.
        score -= 8.0
    if inner and evidence.adjacent and number == inner + 1:
        score -= 6.0
    if before is not None and is_pair != (before is _PAIR):
        score -= 3.0
    if before is _QUESTION and not is_pair and number <= question:
        score -= 0.5
    return score
