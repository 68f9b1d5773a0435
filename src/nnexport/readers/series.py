"""Numbered blocks → which of them begin questions and answers.

Every numbered block could begin a question of a list, an answer of a list, a question with its own
answer below, or be an item of a list inside an answer; and a paragraph that asks could be a
question that lost its number. No single sign decides: the series of roles wins whose wording and
numbers fit together best; :mod:`nnexport.readers.beam` finds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from math import log

from nnexport.deck.prose import is_lead_in
from nnexport.deck.words import words_of
from nnexport.readers.beam import Evidence, best_roles
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import (
    asks_plainly,
    is_continued_by,
    is_whole_question,
    question_likeness,
)
from nnexport.readers.headings import (
    is_certain_title,
    is_contents_entry,
    names_section,
    reads_like_title,
)
from nnexport.readers.lines import KEY
from nnexport.readers.marks import ARROW_SIGNS, arrow_of
from nnexport.readers.parts import part_of
from nnexport.readers.roles import Role, integer_of


def odds_of(text: str) -> float:
    """Return what a text's wording says, as log-odds of being a question."""
    likeness = question_likeness(text)
    return log(likeness / (1 - likeness))


def roles_by_number(blocks: Sequence[Block], named: Collection[int] = ()) -> dict[int, Role]:
    """Return the roles of the blocks that begin something; ``named`` are those in contents."""
    candidates = [
        index for index, block in enumerate(blocks) if index in named or _may_begin(block)
    ]
    if not candidates:
        return {}
    found = zip(candidates, best_roles(_weigh(blocks, candidates, named)), strict=True)
    return {index: role for index, role in found if role is not Role.BODY}


def _weigh(
    blocks: Sequence[Block], candidates: Sequence[int], named: Collection[int]
) -> Iterator[Evidence]:
    """Yield what speaks for each role of each candidate, in order."""
    numbered = [index for index in candidates if blocks[index].kind is BlockKind.NUMBERED]
    outer_indent = min((blocks[index].indent for index in numbered), default=0)
    lacking = _NUMBER_LACKING if numbered else _NO_NUMBERS
    parts = _parts(blocks, candidates)
    said = _Said(blocks)
    ahead = _answers_ahead(blocks, candidates)
    hangs = _answers_hang(blocks, numbered, outer_indent)
    counts_once = _counts_once(blocks, numbered, outer_indent)
    words = sum(blocks[index].first.prefix == "q" for index in numbered)
    numbers_count = words <= _RARE * len(numbered)
    for position, index in enumerate(candidates):
        following = candidates[position + 1] if position + 1 < len(candidates) else len(blocks)
        before = candidates[position - 1] if position else -1
        evidence = _evidence(
            blocks, index, before, following, outer_indent, lacking, parts[position]
        )
        if Role.BODY not in evidence.scores and ahead[position] and parts[position][0] != "a":
            evidence = _among_questions(evidence)
        if said.again(index) or index in named:
            evidence = _said_again(evidence)
        if counts_once and Role.ANSWER in evidence.scores:
            unasked = evidence.scores[Role.ANSWER] - _UNASKED
            evidence = replace(evidence, scores={**evidence.scores, Role.ANSWER: unasked})
        if numbers_count and blocks[index].first.prefix == "q" and not blocks[index].label:
            evidence = _without_number(evidence)
        if hangs:
            bonus = _ASKED if counts_once else 0.0
            evidence = _beside_margin(evidence, blocks[index].indent - outer_indent, bonus)
        yield evidence


_UNASKED = 3.0


def _counts_once(blocks: Sequence[Block], numbered: Sequence[int], margin: int) -> bool:
    """Tell whether no number at the margin stands there twice: nothing answers by its number."""
    labels = [blocks[index].label for index in numbered if blocks[index].indent < margin + _DEEPER]
    return len(labels) >= _FEWEST and len(set(labels)) == len(labels)


_RARE = 0.1
"""Share of all questions up to which a word before one, instead of a number, is no label."""


def _without_number(evidence: Evidence) -> Evidence:
    """Return the evidence for ``Question: …`` where the questions have numbers: it is quoted."""
    scores = {role: score + _NUMBER_LACKING - _LABELLED for role, score in evidence.scores.items()}
    return replace(evidence, scores={**scores, Role.BODY: 0.0})


_DEEPER = 2
_MOST, _FEWEST = 0.9, 3


def _answers_hang(blocks: Sequence[Block], numbered: Sequence[int], margin: int) -> bool:
    """Tell whether a document prints its numbers at the margin, and what is below them deeper."""
    indents = [
        blocks[index + 1].indent
        for index in numbered
        if blocks[index].indent < margin + _DEEPER
        and index + 1 < len(blocks)
        and blocks[index + 1].kind is BlockKind.PARAGRAPH
    ]
    deeper = sum(indent >= margin + _DEEPER for indent in indents)
    return deeper >= _FEWEST and deeper >= _MOST * len(indents)


_OUTSIDE, _INSIDE, _ASKED = 4.0, 3.0, 2.0


def _beside_margin(evidence: Evidence, indent: int, bonus: float) -> Evidence:
    """Return the evidence for a block where the margin tells what stands in an answer.

    A number at the margin is no item of a list inside, and what asks further in is part of it.
    ``bonus``: what speaks for a number at the margin being that of a question with its answer.
    """
    scores = dict(evidence.scores)
    if Role.BODY not in scores:
        if indent < _DEEPER:
            scores[Role.INNER] -= _OUTSIDE
            scores[Role.PAIR] += bonus
    elif indent >= _DEEPER:
        scores = {role: score - _INSIDE * (role is not Role.BODY) for role, score in scores.items()}
    return replace(evidence, scores=scores)


class _Said:
    """Which blocks say, word for word, what another one before them said.

    Most begin with words of their own; only of those that do not are all words looked at. Even then
    they are not kept: together they would take more room than the document.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._firsts: dict[int, int] = {}
        """The first words of a block → its index; -1 when all of its words are known, too."""

        self._known: set[bytes] = set()

    def again(self, index: int) -> bool:
        text = self._blocks[index].text
        words = words_of(text[:_OPENING])
        if len(words) <= _TELLING and len(text) > _OPENING:
            words = words_of(text)
        if len(words) < _TELLING:
            return False
        opening = hash(tuple(words[:_TELLING]))
        first = self._firsts.setdefault(opening, index)
        if first == index:
            return False
        if first >= 0:
            self._known.add(_digest(self._blocks[first].text))
            self._firsts[opening] = -1
        digest = _digest(text)
        if digest in self._known:
            return True
        self._known.add(digest)
        return False


_OPENING = 100
_TELLING = 3
"""Words that a text must have, or it says too little to be said again."""


def _digest(text: str) -> bytes:
    words = " ".join(words_of(text))
    return blake2b(words.encode("utf-8", "replace"), digest_size=12).digest()


def _parts(blocks: Sequence[Block], candidates: Sequence[int]) -> list[tuple[str, bool]]:
    """Return for each candidate the part that was announced last, and whether right above it."""
    found: list[tuple[str, bool]] = []
    part, at = "", 0
    for index in candidates:
        fresh = False
        for place, block in enumerate(blocks[at:index], at):
            announced = announces(block)
            if announced and not _labels_bullets(blocks, place):
                part, fresh = announced, True
            elif block.kind is BlockKind.RULE:
                part, fresh = "", False
        found.append((part, fresh))
        at = index + (blocks[index].kind is not BlockKind.NUMBERED or bool(blocks[index].text))
        if announces(blocks[index]):
            part = announces(blocks[index])
    return found


def _labels_bullets(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether ``Answer:`` alone on its line is that of one question, which follows it."""
    if not blocks[index].is_answer_label or index + 1 == len(blocks):
        return False
    following = blocks[index + 1]
    if following.kind is BlockKind.PARAGRAPH:
        return not reads_like_title(following) and not part_of(following.text, is_title=True)
    return following.kind in (BlockKind.BULLET, BlockKind.CODE, BlockKind.TABLE)


def _answers_ahead(blocks: Sequence[Block], candidates: Sequence[int]) -> list[bool]:
    """Tell for each candidate whether the next part that a title announces holds answers."""
    found: list[bool] = []
    ahead, at = False, len(blocks)
    for index in reversed(candidates):
        for place in range(at - 1, index, -1):
            announced = announces(blocks[place])
            if announced and not _labels_bullets(blocks, place):
                ahead = announced == "a"
        found.append(ahead)
        at = index + 1
    found.reverse()
    return found


_TELLS = 1.5


def _among_questions(evidence: Evidence) -> Evidence:
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


def _said_again(evidence: Evidence) -> Evidence:
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
    if is_contents_entry(block) or names_section(block):
        return False
    if block.kind is BlockKind.NUMBERED:
        return not block.is_answer_label
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    return is_whole_question(block.text) or (block.is_soft and asks_plainly(block.text))


_LABELLED = 3.0
"""A word such as ``Question`` before a block."""

_NUMBER_LACKING, _NO_NUMBERS = -3.0, -0.5
"""A question without a number, where other questions have numbers, and where none has."""

_OF_A_KEY = 6.0

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
) -> Evidence:
    block = blocks[index]
    odds = odds_of(block.text)
    before = blocks[index - 1] if index else None
    body = _own_body(blocks, index, following)
    hint = {"q": _LABELLED, "a": -_LABELLED}.get(block.first.prefix, 0.0)
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
        if block.first.form == KEY:
            # "1-A, 2-B" asks nothing; without a list of questions, one answer says so of its parts.
            scores[Role.QUESTION] -= _OF_A_KEY
            scores[Role.PAIR] -= _OF_A_KEY
            scores[Role.INNER] += abs(hint)
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
    return Evidence(
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
    if index + 1 < following and _is_arrow(blocks, index + 1):
        return True
    return any(
        block.is_answer_label and (block.text or not _before_list(blocks, at + 2))
        for at, block in enumerate(blocks[index + 1 : min(following, index + 12)], index)
    )


def _is_arrow(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether an arrow that is no bullet stands before a block: ``--> The answer.``"""
    block = blocks[index]
    if block.source[block.first.start : block.first.end].lstrip()[:1] not in ARROW_SIGNS:
        return False
    following = blocks[index + 1 : index + 2]
    return bool(_arrow_before(block)) and not any(map(_arrow_before, following))


def _arrow_before(block: Block) -> int:
    return arrow_of(block.source[block.first.start : block.first.end])


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
