"""Numbered blocks → which of them begin questions and answers, by a beam search over all of them.

Every numbered block could begin a question of a list, an answer of a list, a question with its own
answer below, or be an item of a list inside an answer; and a paragraph that asks could be a
question that lost its number. No single sign decides: the series of roles wins whose wording and
numbers fit together best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import blake2b
from math import inf, log
from typing import NamedTuple

from nnexport.deck.prose import is_lead_in
from nnexport.deck.words import words_of
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import (
    asks_plainly,
    is_continued_by,
    is_whole_question,
    question_likeness,
)
from nnexport.readers.headings import is_certain_title, is_contents_entry, reads_like_title
from nnexport.readers.parts import part_of
from nnexport.readers.roles import Role, integer_of


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


@dataclass(frozen=True, slots=True)
class _Evidence:
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


def odds_of(text: str) -> float:
    """Return what a text's wording says, as log-odds of being a question."""
    likeness = question_likeness(text)
    return log(likeness / (1 - likeness))


def roles_by_number(blocks: Sequence[Block]) -> dict[int, Role]:
    candidates = [index for index, block in enumerate(blocks) if _may_begin(block)]
    if not candidates:
        return {}
    numbered = [index for index in candidates if blocks[index].kind is BlockKind.NUMBERED]
    outer_indent = min((blocks[index].indent for index in numbered), default=0)
    lacking = _NUMBER_LACKING if numbered else _NO_NUMBERS
    parts = _parts(blocks, candidates)
    asked_before: set[bytes] = set()
    ahead = _answers_ahead(blocks, candidates)
    paths = [_Path(0.0, _State(), ())]
    for position, index in enumerate(candidates):
        following = candidates[position + 1] if position + 1 < len(candidates) else len(blocks)
        before = candidates[position - 1] if position else -1
        evidence = _evidence(
            blocks, index, before, following, outer_indent, lacking, parts[position]
        )
        if Role.BODY not in evidence.scores and ahead[position] and parts[position][0] != "a":
            evidence = _among_questions(evidence)
        words = words_of(blocks[index].text)
        if len(words) > 2:
            # Not the words themselves: together they would take more room than the document.
            said = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).digest()
            if said in asked_before:
                evidence = _said_again(evidence)
            asked_before.add(said)
        paths = _grow(paths, evidence)
    found = dict(zip(candidates, _unroll(paths[0]), strict=True))
    return {index: role for index, role in found.items() if role is not Role.BODY}


def _parts(blocks: Sequence[Block], candidates: Sequence[int]) -> list[tuple[str, bool]]:
    """Return for each candidate the part that was announced last, and whether right above it."""
    found: list[tuple[str, bool]] = []
    part, at = "", 0
    for index in candidates:
        fresh = False
        for block in blocks[at:index]:
            announced = announces(block)
            if announced:
                part, fresh = announced, True
            elif block.kind is BlockKind.RULE:
                part, fresh = "", False
        found.append((part, fresh))
        at = index + (blocks[index].kind is not BlockKind.NUMBERED or bool(blocks[index].text))
        if announces(blocks[index]):
            part = announces(blocks[index])
    return found


def _answers_ahead(blocks: Sequence[Block], candidates: Sequence[int]) -> list[bool]:
    """Tell for each candidate whether the next part that a title announces holds answers."""
    found: list[bool] = []
    ahead, at = False, len(blocks)
    for index in reversed(candidates):
        for block in reversed(blocks[index + 1 : at]):
            announced = announces(block)
            ahead = announced == "a" if announced else ahead
        found.append(ahead)
        at = index + 1
    found.reverse()
    return found


_TELLS = 1.5


def _among_questions(evidence: _Evidence) -> _Evidence:
    """Return the evidence for a block that stands above the title of the answers.

    Above it are the questions, however they are worded.
    """
    scores = dict(evidence.scores)
    scores[Role.QUESTION] = max(scores[Role.QUESTION], -0.5) + _TELLS
    for role in (Role.ANSWER, Role.INNER):
        if role in scores:
            scores[role] = min(scores[role], 1.0) - _TELLS
    return replace(evidence, scores=scores)


_AGAIN = 5.0


def _said_again(evidence: _Evidence) -> _Evidence:
    """Return the evidence for a block with the words of an earlier one.

    It is the question again, above its answer.
    """
    scores = dict(evidence.scores)
    scores[Role.PAIR] += _AGAIN
    scores[Role.ANSWER] = scores.get(Role.ANSWER, 0.0) - _AGAIN
    return replace(evidence, scores=scores)


def announces(block: Block) -> str:
    """Return ``a`` for a block that announces answers, ``q`` for questions, else nothing."""
    if block.kind in (BlockKind.HEADING, BlockKind.STRONG, BlockKind.PARAGRAPH):
        if len(block.lines) > 1 and block.kind is BlockKind.PARAGRAPH:
            return ""
        is_title = block.kind is not BlockKind.PARAGRAPH or block.gap_before
        return part_of(block.text, is_title=is_title)
    return "a" if block.is_answer_label and not block.text else ""


def _may_begin(block: Block) -> bool:
    """Tell whether a block may begin something: it has a number, or it asks."""
    if is_contents_entry(block):
        return False
    if block.kind is BlockKind.NUMBERED:
        return not block.is_answer_label
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    return is_whole_question(block.text) or (block.is_soft and asks_plainly(block.text))


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


def _grow(paths: Sequence[_Path], evidence: _Evidence) -> list[_Path]:
    """Return the best paths with one more block.

    Of the paths that are in the same state only the best is kept: their futures are the same.
    """
    best: dict[_State, tuple[float, _Path, Role]] = {}
    scores = list(evidence.scores.items())
    limits = _limits(evidence.opens_section, evidence.follows_lead_in, evidence.opens_answers)
    most = max(evidence.scores.values()) + _MOST
    least = -inf
    printed = evidence.number
    for path in paths:
        before, so_far = path.state, path.score
        if so_far + most < least:
            # The paths come best first: no other one can be among the kept.
            break
        limit = limits[before.role]
        for role, own in scores:
            if so_far + own + limit[role] < least:
                continue
            number = _next_number(before, role) if printed is None else printed
            score = so_far + own + _transition(before, role, number, evidence)
            if score < least:
                continue
            state = _enter(before, role, number)
            known = best.get(state)
            if known is None or score > known[0]:
                best[state] = (score, path, role)
        if len(best) >= BEAM_WIDTH:
            least = sorted([each[0] for each in best.values()])[-BEAM_WIDTH] - _TINY
    kept = sorted(best.items(), key=lambda item: -item[1][0])[:BEAM_WIDTH]
    return [_Path(score, state, (path.roles, role)) for state, (score, path, role) in kept]


_NUMBER_LACKING, _NO_NUMBERS = -3.0, -0.5
"""A question without a number, where other questions have numbers, and where none has."""

_UNASKED = -4.5
"""An answer with another number than that of the only question before it."""

_GOES_ON = 3
"""How many paragraphs below a question are looked at for its end."""


def _evidence(
    blocks: Sequence[Block],
    index: int,
    above: int,
    following: int,
    outer_indent: int,
    lacking: float,
    part: tuple[str, bool],
) -> _Evidence:
    block = blocks[index]
    odds = odds_of(block.text)
    before = blocks[index - 1] if index else None
    body = _own_body(blocks, index, following)
    hint = {"q": 3.0, "a": -3.0}.get(block.first.prefix, 0.0)
    labelled = _is_labelled(blocks, index, following)
    has_parts = index + 1 < following and blocks[index + 1].kind is BlockKind.OPTION
    lone = 0.0 if has_parts else -1.5
    # The last question of a list has whatever comes before the first answer below it.
    scores = {
        Role.QUESTION: odds + hint + (-3.0 if body else 1.0) - 2.0 * labelled,
        Role.PAIR: odds + hint + (0.8 if body else lone) + 3.0 * labelled,
    }
    if block.kind is BlockKind.NUMBERED:
        deeper = block.indent - outer_indent >= 2
        scores[Role.ANSWER] = -odds - hint - 2.0 * labelled
        scores[Role.INNER] = max(-0.5 - 0.9 * odds, -2.5) - abs(hint) - 2.0 * labelled
        if deeper:
            scores = {role: score - 1.5 for role, score in scores.items()}
            scores[Role.INNER] += 4.0
    else:
        is_rest = before is not None and is_continued_by(before.text[-600:], block.text)
        is_rest = is_rest and not asks_plainly(block.text)
        lacking -= 4.0 if is_rest else 0.0
        if above < 0 and not body and _opens_list(blocks, following):
            # "True or false?" above what is true or false.
            lacking -= 4.0
        scores = {role: score + lacking for role, score in scores.items()}
        scores[Role.BODY] = 0.0
    announced, fresh = part
    if announced == "a":
        for role in (Role.QUESTION, Role.PAIR):
            scores[role] -= 3.0 if fresh else 1.0
    elif announced == "q" and Role.ANSWER in scores:
        scores[Role.ANSWER] -= 2.0
    lead_in = before is not None and is_lead_in(before.text)
    return _Evidence(
        integer_of(block.label),
        scores,
        lead_in,
        announced == "a" and fresh,
        above == index - 1 and above >= 0 and not block.gap_before,
        any(_opens_section(each) for each in blocks[max(above, index - 6) + 1 : index]),
    )


def _opens_section(block: Block) -> bool:
    """Tell whether no list inside an answer goes on, or begins, below a block."""
    if block.kind in (BlockKind.HEADING, BlockKind.RULE):
        return True
    return block.kind is BlockKind.PARAGRAPH and is_certain_title(block.first_line)


def _opens_list(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether the first item of a numbered list stands at an index."""
    return index < len(blocks) and integer_of(blocks[index].label) == 1


def _is_labelled(blocks: Sequence[Block], index: int, following: int) -> bool:
    """Tell whether ``Answer:`` stands below a block, before anything else could begin."""
    return any(
        block.is_answer_label and (block.text or not _before_list(blocks, at + 2))
        for at, block in enumerate(blocks[index + 1 : min(following, index + 12)], index)
    )


def _own_body(blocks: Sequence[Block], index: int, following: int) -> bool:
    """Tell whether more stands below a block than titles, choices and the end of the question."""
    text = blocks[index].text
    is_open = True
    for position, block in enumerate(blocks[index + 1 : following]):
        if block.kind in _NO_BODY or part_of(block.text, is_title=block.gap_before):
            continue
        continues = block.kind is BlockKind.PARAGRAPH and is_continued_by(text, block.text)
        if not (is_open and position < _GOES_ON and continues):
            return not (_before_list(blocks, following) and reads_like_title(block))
        text = f"{text} {block.text}"
    return False


_NO_BODY = (BlockKind.HEADING, BlockKind.RULE, BlockKind.TAG, BlockKind.OPTION)


def _before_list(blocks: Sequence[Block], following: int) -> bool:
    return following < len(blocks) and blocks[following].kind is BlockKind.NUMBERED


_MOST_WAITING = 99


_new_state = partial(tuple.__new__, _State)
"""As :class:`_State`, from a tuple; it takes a third of the time."""


def _enter(state: _State, role: Role, number: int) -> _State:
    """Return the state after a block with this role and number."""
    if role is Role.BODY:
        return state
    _, question, run_start, answer, _, waiting = state
    if role is Role.INNER:
        return _new_state((state.role, question, run_start, answer, number, waiting))
    if role is Role.ANSWER:
        restarts = state.role is Role.ANSWER and number <= answer
        return _new_state((role, question, run_start, number, 0, max(waiting - restarts, 0)))
    if role is Role.PAIR:
        return _new_state((role, number, 0, answer, 0, 0))
    goes_on = state.role is Role.QUESTION and run_start
    if not goes_on:
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


_TINY = 1e-9


_MOST = 6.0
"""What no transition exceeds."""


@cache
def _limits(
    opens_section: bool, follows_lead_in: bool, opens_answers: bool
) -> dict[Role | None, dict[Role, float]]:
    """Return what no transition from one role to another exceeds, whatever the numbers are."""
    inner = 3.5 if follows_lead_in else -4.0 if opens_section else 2.5
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


def _transition(path: _State, role: Role, number: int, evidence: _Evidence) -> float:
    if role is Role.BODY:
        return 0.0
    if role is Role.INNER:
        if path.role is None or path.role is Role.QUESTION:
            return -6.0
        continues = number == path.inner + 1 if path.inner else number == 1
        if evidence.opens_section and not evidence.follows_lead_in:
            return -4.0
        if continues and path.inner and evidence.adjacent:
            return 2.5
        return (1.5 if continues else -3.0) + (2.0 if evidence.follows_lead_in else 0.0)
    if role is Role.ANSWER:
        # Answers that no question stands before are possible, but not likely.
        unasked = 0.0 if path.question else -2.0
        is_list = path.question > path.run_start > 0
        if path.question and not is_list and number != path.question:
            unasked = _UNASKED
        if path.role is Role.ANSWER:
            runs = 1.5 if number == path.answer + 1 else -0.5 if number > path.answer else -1.5
            if path.question and number < path.run_start:
                runs -= 1.0
            if number < path.answer and path.waiting <= 1 and path.question:
                # A second answer to a question that has one.
                runs -= 3.0
            return runs + unasked
        if path.role is Role.QUESTION:
            opens = 2.0 if number == path.run_start else 0.0 if number == 1 else -3.0
            return opens + (4.0 if evidence.opens_answers else 0.0)
        # Below pairs there is no list of answers, unless something announces one.
        if evidence.opens_answers:
            return 0.0
        return -1.0 + unasked if path.role is None else -4.0
    last = max(path.question, path.answer)
    runs_on = number in (path.question + 1, last + 1)
    score = 1.5 if runs_on else 0.0 if number == 1 else -1.0
    if role is Role.PAIR is path.role and not evidence.opens_section and number <= path.question:
        score -= 1.5
    if number == 1 and path.question and evidence.follows_lead_in and not evidence.opens_section:
        # A list that something announces, in an answer.
        score -= 8.0
    if path.inner and evidence.adjacent and number == path.inner + 1:
        score -= 6.0
    if path.role is not None and (role is Role.PAIR) != (path.role is Role.PAIR):
        score -= 3.0
    if role is Role.QUESTION and path.role is Role.QUESTION and number <= path.question:
        score -= 0.5
    return score
