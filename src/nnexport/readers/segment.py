"""Blocks → which of them begin questions and answers: numbers, headings and wording as evidence.

Every numbered block could begin a question of a list, an answer of a list, a question with its own
answer below, or be an item of a list inside an answer; and a paragraph that asks could be a
question that lost its number. No single sign decides: a beam search over the whole document finds
the series of roles whose wording and numbers fit together best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import log
from typing import NamedTuple

from nnexport.deck.prose import is_lead_in
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import is_continued_by, is_whole_question, question_likeness
from nnexport.readers.headings import (
    is_certain_title,
    leads_contents,
    linked_anchors,
    names_part,
    question_level,
    reads_like_title,
)


class Role(Enum):
    QUESTION = auto()
    """A question in a list of questions; its answer stands in a later list."""

    ANSWER = auto()
    """An answer in a list of answers."""

    PAIR = auto()
    """A question with its answer directly below."""

    INNER = auto()
    """An item of a numbered list, or a heading, inside an answer."""

    SECTION = auto()
    """A heading above questions."""

    BODY = auto()
    """A paragraph like any other."""


def integer_of(label: str) -> int | None:
    """Return the number of a label such as ``16`` or ``3b``; none of a dotted one, ``1.2``."""
    match = re.fullmatch(r"(\d+)[a-z]?", label, re.IGNORECASE)
    return int(match[1]) if match else None


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


class _Path(NamedTuple):
    """One way to read the document up to some block."""

    score: float
    state: _State
    roles: tuple[object, ...]
    """A chain of (earlier chain, role), so that paths share their beginnings."""


BEAM_WIDTH = 12


def assign_roles(blocks: Sequence[Block]) -> dict[int, Role]:
    """Return the role of each block that begins something, by its index in ``blocks``.

    Headings come first: where the document puts its questions into headings of one level, numbered
    lines below them belong to the answers. Otherwise the numbered blocks decide.
    """
    level = question_level(blocks)
    if level:
        return _roles_by_heading(blocks, level)
    roles = _roles_by_number(blocks)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            roles[index] = Role.SECTION
    _find_titles(blocks, roles)
    return roles


def _roles_by_heading(blocks: Sequence[Block], level: int) -> dict[int, Role]:
    linked = linked_anchors(blocks)
    roles: dict[int, Role] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.NUMBERED or block.level > level:
            roles[index] = Role.INNER
        elif block.kind is BlockKind.HEADING:
            leads = names_part(block.text) or leads_contents(blocks, index, linked)
            roles[index] = Role.SECTION if block.level < level or leads else Role.PAIR
    return roles


def _find_titles(blocks: Sequence[Block], roles: dict[int, Role]) -> None:
    """Enter the paragraphs that are titles of sections, in place.

    A few words right above a list of questions are one; above a pair they could be a short answer,
    unless they say themselves what they are.
    """
    for index, block in enumerate(blocks[:-1]):
        following = roles.get(index + 1)
        if index in roles or following is None or following is Role.INNER:
            continue
        if names_part(block.text) and block.kind is BlockKind.PARAGRAPH:
            roles[index] = Role.SECTION
        elif following is not Role.ANSWER and reads_like_title(block):
            below_question = roles.get(index - 1) in (Role.PAIR, Role.QUESTION, Role.ANSWER)
            opens_list = following is Role.QUESTION and (block.gap_before or not index)
            certain = is_certain_title(block.text) or not index
            if certain or (opens_list and not below_question):
                roles[index] = Role.SECTION


# --- numbers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Evidence:
    number: int | None
    """None where it goes on with whatever number came before."""

    scores: dict[Role, float]
    """What the block's own wording and surroundings say for each role, as log-odds."""

    follows_lead_in: bool


def _roles_by_number(blocks: Sequence[Block]) -> dict[int, Role]:
    candidates = [index for index, block in enumerate(blocks) if _may_begin(block)]
    if not candidates:
        return {}
    numbered = [index for index in candidates if blocks[index].kind is BlockKind.NUMBERED]
    outer_indent = min((blocks[index].indent for index in numbered), default=0)
    lacking = _NUMBER_LACKING if numbered else _NO_NUMBERS
    paths = [_Path(0.0, _State(), ())]
    for position, index in enumerate(candidates):
        following = candidates[position + 1] if position + 1 < len(candidates) else len(blocks)
        paths = _grow(paths, _evidence(blocks, index, following, outer_indent, lacking))
    found = dict(zip(candidates, _unroll(paths[0]), strict=True))
    return {index: role for index, role in found.items() if role is not Role.BODY}


def _may_begin(block: Block) -> bool:
    """Tell whether a block may begin something: it has a number, or it asks."""
    if block.kind is BlockKind.NUMBERED:
        return True
    return block.kind is BlockKind.PARAGRAPH and is_whole_question(block.text)


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
    for path in paths:
        for role, own in evidence.scores.items():
            number = evidence.number
            if number is None:
                number = _next_number(path.state, role)
            score = path.score + own + _transition(path.state, role, number, evidence)
            state = _enter(path.state, role, number)
            if state not in best or score > best[state][0]:
                best[state] = (score, path, role)
    kept = sorted(best.items(), key=lambda item: -item[1][0])[:BEAM_WIDTH]
    return [_Path(score, state, (path.roles, role)) for state, (score, path, role) in kept]


_NUMBER_LACKING, _NO_NUMBERS = -3.0, -0.5
"""A question without a number, where other questions have numbers, and where none has."""

_GOES_ON = 3
"""How many paragraphs below a question are looked at for its end."""


def _evidence(
    blocks: Sequence[Block], index: int, following: int, outer_indent: int, lacking: float
) -> _Evidence:
    block = blocks[index]
    likeness = question_likeness(block.text)
    odds = log(likeness / (1 - likeness))
    before = blocks[index - 1] if index else None
    body = _own_body(blocks, index, following)
    hint = {"q": 3.0, "a": -3.0}.get(block.first.prefix, 0.0)
    # The last question of a list has whatever comes before the first answer below it.
    scores = {
        Role.QUESTION: odds + hint + (-3.0 if body else 1.0),
        Role.PAIR: odds + hint + (0.8 if body else -1.5),
    }
    if block.kind is BlockKind.NUMBERED:
        deeper = block.indent - outer_indent >= 2
        scores[Role.ANSWER] = -odds - hint
        scores[Role.INNER] = -0.5 - 0.9 * odds - abs(hint)
        if deeper:
            scores = {role: score - 1.5 for role, score in scores.items()}
            scores[Role.INNER] += 4.0
    else:
        is_rest = before is not None and is_continued_by(before.text[-600:], block.text)
        lacking -= 4.0 if is_rest else 0.0
        scores = {role: score + lacking for role, score in scores.items()}
        scores[Role.BODY] = 0.0
    lead_in = before is not None and is_lead_in(before.text)
    return _Evidence(integer_of(block.label), scores, lead_in)


def _own_body(blocks: Sequence[Block], index: int, following: int) -> bool:
    """Tell whether more stands below a block than headings and the end of the question."""
    text = blocks[index].text
    is_open = True
    for position, block in enumerate(blocks[index + 1 : following]):
        if block.kind in (BlockKind.HEADING, BlockKind.RULE) or names_part(block.text):
            continue
        continues = block.kind is BlockKind.PARAGRAPH and is_continued_by(text, block.text)
        if not (is_open and position < _GOES_ON and continues):
            return not (_before_list(blocks, following) and reads_like_title(block))
        text = f"{text} {block.text}"
    return False


def _before_list(blocks: Sequence[Block], following: int) -> bool:
    return following < len(blocks) and blocks[following].kind is BlockKind.NUMBERED


def _enter(state: _State, role: Role, number: int) -> _State:
    """Return the state after a block with this role and number."""
    if role is Role.BODY:
        return state
    _, question, run_start, answer, _ = state
    if role is Role.INNER:
        return _State(state.role, question, run_start, answer, number)
    if role is Role.ANSWER:
        return _State(role, question, run_start, number)
    if role is Role.PAIR:
        return _State(role, number, 0, answer)
    goes_on = state.role is Role.QUESTION and run_start
    return _State(role, number, run_start if goes_on else number, answer)


def _next_number(path: _State, role: Role) -> int:
    """Return the number that a block without one would have had."""
    if role is Role.ANSWER:
        return path.run_start if path.role is Role.QUESTION else path.answer + 1
    if role is Role.INNER:
        return path.inner + 1
    return path.question + 1


def _transition(path: _State, role: Role, number: int, evidence: _Evidence) -> float:
    if role is Role.BODY:
        return 0.0
    if role is Role.INNER:
        if path.role is None or path.role is Role.QUESTION:
            return -6.0
        continues = number == path.inner + 1 if path.inner else number == 1
        return (1.5 if continues else -3.0) + (2.0 if evidence.follows_lead_in else 0.0)
    if role is Role.ANSWER:
        # Answers that no question stands before are possible, but not likely.
        unasked = 0.0 if path.question else -2.0
        if path.role is Role.ANSWER:
            runs = 1.5 if number == path.answer + 1 else -0.5 if number > path.answer else -1.5
            return runs + unasked
        if path.role is Role.QUESTION:
            return 2.0 if number == path.run_start else 0.0 if number == 1 else -3.0
        # Below pairs there is no list of answers.
        return -1.0 + unasked if path.role is None else -4.0
    last = max(path.question, path.answer)
    runs_on = number in (path.question + 1, last + 1)
    score = 1.5 if runs_on else 0.0 if number == 1 else -1.0
    if path.role is not None and (role is Role.PAIR) != (path.role is Role.PAIR):
        score -= 3.0
    if role is Role.QUESTION and path.role is Role.QUESTION and number <= path.question:
        score -= 0.5
    return score
