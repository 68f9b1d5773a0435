"""Blocks → which of them begin questions and answers: titles first, else numbers and wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from nnexport.deck.prose import ends_sentence
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.furniture.furniture import asks_for_feedback, furniture_of
from nnexport.readers.headings import is_certain_title, names_section, reads_like_title
from nnexport.readers.key_tables import ROW
from nnexport.readers.parts import names_closing, names_contents, names_subpart, part_of
from nnexport.readers.roles import Role
from nnexport.readers.series import announces, odds_of, roles_by_number
from nnexport.readers.styles import (
    TITLES,
    find_titles,
    is_only_link,
    question_titles,
    topic_titles,
)


def assign_roles(blocks: Sequence[Block], named: frozenset[int] = frozenset()) -> dict[int, Role]:
    """Return the role of each block that begins something, by its index in ``blocks``.

    ``named``: indices of the titles that contents above them named; see
    :mod:`nnexport.readers.contents`.

    Titles come first: where the document puts its questions into headings, bold lines or the like,
    numbered lines below them belong to the answers. Otherwise the numbered blocks decide.
    """
    if any(block.first.form == ROW for block in blocks):
        found = _roles_beside_rows(blocks, named)
        if found:
            return found
    return _roles_by_evidence(blocks, named)


def _roles_beside_rows(blocks: Sequence[Block], named: Collection[int]) -> dict[int, Role]:
    """Return the roles where a document has other questions than those in rows of tables.

    Rows are certain; they must not be the measure for what else there is. Empty if the others ask
    nothing by themselves: then they are titles above the tables, and what belongs to these.
    """
    others = [index for index, block in enumerate(blocks) if block.first.form != ROW]
    rest = [blocks[index] for index in others]
    known = frozenset(at for at, index in enumerate(others) if index in named)
    found = _roles_by_evidence(rest, known)
    asked = [rest[at].text for at, role in found.items() if role in (Role.PAIR, Role.QUESTION)]
    if not asked or 2 * sum(odds_of(text) > 0 for text in asked) < len(asked):
        return {}
    roles = {others[at]: role for at, role in found.items()}
    rows = (i for i, b in enumerate(blocks) if b.first.form == ROW and b.first.prefix == "q")
    return roles | dict.fromkeys(rows, Role.PAIR)


def _roles_by_evidence(blocks: Sequence[Block], named: frozenset[int]) -> dict[int, Role]:
    titles = find_titles(blocks, named)
    chosen = question_titles(blocks, titles)
    if chosen:
        roles = _roles_by_title(blocks, chosen)
        _add_sections_of_other_shape(blocks, roles)
        return roles
    roles = roles_by_number(blocks, named)
    asked = [i for i, role in roles.items() if role in (Role.PAIR, Role.QUESTION)]
    if not asked and (topics := topic_titles(blocks, titles)):
        return _roles_by_title(blocks, topics)
    leading = _sections(blocks, {i for i, role in roles.items() if role in _BEGINNING})
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            closes = names_closing(block.text) or bool(part_of(block.text, is_title=True))
            is_inside = names_subpart(block.text) or _is_comment(blocks, index)
            leads = (index in leading and not is_inside) or closes
            leads = leads or not asked or index < asked[0]
            roles[index] = Role.SECTION if leads else Role.INNER
    _find_parents(blocks, roles)
    _find_titles(blocks, roles)
    return roles


def _find_parents(blocks: Sequence[Block], roles: dict[int, Role]) -> None:
    """Enter the titles of sections whose questions have their number and one more, in place.

    Nothing else may stand between ``2. Costs`` and ``2.1 What does it cost?``.
    """
    begins = [index for index, role in sorted(roles.items()) if role in _BEGINNING]
    for index, below in pairwise(begins):
        label, first = blocks[index].label, blocks[below].label
        is_parent = bool(label) and first in (f"{label}.0", f"{label}.1")
        between = blocks[index + 1 : below]
        if (
            is_parent
            and len(between) <= 2
            and not any(block.text[_FEW_WORDS:] for block in between)
        ):
            roles[index] = Role.SECTION


_FEW_WORDS = 40


def _is_comment(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether what looks like a heading is the last comment of the code above it."""
    return index > 0 and blocks[index].level == 1 and blocks[index - 1].is_bare_code


_BEGINNING = (Role.PAIR, Role.QUESTION, Role.ANSWER)


def _roles_by_title(blocks: Sequence[Block], chosen: Collection[int]) -> dict[int, Role]:
    roles: dict[int, Role] = dict.fromkeys(chosen, Role.PAIR)
    levels = [blocks[index].level for index in chosen if blocks[index].level]
    leading = _sections(blocks, chosen)
    first = min(chosen)
    _enter_lists_of_answers(blocks, roles)
    for index, block in enumerate(blocks):
        if index in roles:
            continue
        if block.kind is BlockKind.HEADING:
            top = min(levels, default=0)
            above = index in leading or index < first
            above = above and (not top or block.level < top or index < first)
            above = above and not (index > first and names_subpart(block.text))
            closes = names_closing(block.text) or asks_for_feedback(block.text)
            closes = closes and (not top or block.level <= top)
            announces = bool(part_of(block.text, is_title=True)) or names_contents(block.text)
            leads = above or closes or announces
            roles[index] = Role.SECTION if leads else Role.INNER
        elif block.kind is BlockKind.NUMBERED and block.first.prefix != "a":
            below = _next_shown(blocks, index)
            labelled = below is not None and blocks[below].first.prefix == "a"
            roles[index] = Role.PAIR if labelled else Role.INNER
        elif block.kind in TITLES:
            below = _next_shown(blocks, index)
            is_title = block.kind is BlockKind.STRONG and below in chosen
            is_title = is_title and not is_only_link(block) and not furniture_of(block.text)
            is_title = is_title and len(block.text) <= _LONGEST and not ends_sentence(block.text)
            roles[index] = Role.SECTION if is_title else Role.INNER
        elif index + 1 in chosen and _stands_above(blocks, index):
            roles[index] = Role.SECTION
    return roles


def _stands_above(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a few words stand on a line of their own, nearer to the margin than the next."""
    block = blocks[index]
    is_outer = block.gap_before and block.indent < blocks[index + 1].indent
    return is_outer and reads_like_title(block)


_LONGEST = 100
"""Characters of a section's title in bold; a longer one is the end of an answer."""


def _enter_lists_of_answers(blocks: Sequence[Block], roles: dict[int, Role]) -> None:
    """Enter the numbered answers below titles that announce them, in place.

    The numbered questions with titles above them are then those of a list; but for those that have
    their answer below them, with its label. Where all have, the list answers none of them.
    """
    start = 0
    announced = -1
    for index, block in enumerate(blocks):
        if roles.get(index) is Role.PAIR:
            announced = -1
        elif _announces_list(block):
            # Right below a question it is the label of its answer.
            announced = index if roles.get(index - 1) is not Role.PAIR else -1
        elif announced >= 0 and block.kind is BlockKind.NUMBERED and block.label:
            asked = [i for i in range(start, announced) if roles.get(i) is Role.PAIR]
            answered = [i for i in asked if _has_labelled_answer(blocks, i)]
            if len(answered) == len(asked) and start != announced:
                announced = -1
                continue
            for question in sorted({*asked} - {*answered}):
                roles[question] = Role.QUESTION
            start = announced
            roles[index] = Role.ANSWER
        elif announced >= 0 and (
            (block.kind is BlockKind.HEADING and block.level == 1)
            or (_opens_numbers(blocks, index) and odds_of(blocks[index + 1].text) > 0)
        ):
            announced = -1


def _announces_list(block: Block) -> bool:
    return announces(block) == "a" and not block.is_answer_label


def _has_labelled_answer(blocks: Sequence[Block], index: int) -> bool:
    below = _next_shown(blocks, index)
    return below is not None and blocks[below].is_answer_label


_LEAST = 2


def _add_sections_of_other_shape(blocks: Sequence[Block], roles: dict[int, Role]) -> None:
    """Enter the numbered questions of sections that hold no question with a title, in place.

    A line right above the first number may be such a section's title, too.
    """
    openers = {i for i in range(len(blocks)) if i not in roles and _opens_numbers(blocks, i)}
    edges = sorted(openers.union(i for i, role in roles.items() if role is not Role.INNER))
    for start, end in zip(edges, [*edges[1:], len(blocks)], strict=True):
        if start not in openers and roles[start] is not Role.SECTION:
            continue
        stop = next((i for i in range(start + 1, end) if _announces_list(blocks[i])), end)
        odds = [
            odds_of(blocks[index].text)
            for index in range(start + 1, stop)
            if blocks[index].kind in (BlockKind.NUMBERED, BlockKind.BULLET)
            and not is_only_link(blocks[index])
        ]
        asking = sum(each > 0 for each in odds)
        if asking >= _LEAST and asking > 0.5 * len(odds):
            roles[start] = Role.SECTION
            found = roles_by_number(blocks[start + 1 : end])
            bullets = not any(role in (Role.PAIR, Role.QUESTION) for role in found.values())
            for index in range(start + 1, end):
                role = found.get(index - start - 1)
                if bullets and blocks[index].kind is BlockKind.BULLET:
                    asks = odds_of(blocks[index].text) > 0 and not is_only_link(blocks[index])
                    role = Role.PAIR if asks else None
                if role is not None:
                    roles[index] = role


def _opens_numbers(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a paragraph is a title right above a list that counts from 1."""
    block = blocks[index]
    stands_alone = len(block.lines) == 1 and (block.gap_before or not index)
    if block.kind is not BlockKind.PARAGRAPH or not stands_alone or index + 1 == len(blocks):
        return False
    announced = announces(block)
    is_title = announced == "q" or names_section(block) or is_certain_title(block.text)
    return is_title and announced != "a" and blocks[index + 1].label == "1"


_TOP = 2
"""Levels of headings that part a page, whatever stands below them."""


def _sections(blocks: Sequence[Block], chosen: Collection[int]) -> set[int]:
    """Return the indices of the headings that stand above questions, or below the last answer.

    A heading leads if a question is the next thing below it, but for headings and one paragraph.
    Where most headings of a level do, all do; else only those with nothing in between.
    """
    headings: dict[int, tuple[bool, bool]] = {}
    direct = near = False
    intro = 0
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if index in chosen:
            direct = near = True
            intro = 0
        elif block.kind is BlockKind.HEADING:
            headings[index] = (direct, near)
        elif block.kind not in _SPACE:
            direct = False
            intro += 1
            near = near and intro <= 1 and block.kind is BlockKind.PARAGRAPH
    counts: dict[int, list[bool]] = {}
    for index, (_, leads) in headings.items():
        counts.setdefault(blocks[index].level, []).append(leads)
    usual = {level for level, each in counts.items() if sum(each) >= 0.5 * len(each)}
    last = max(chosen, default=-1)
    highest = min((blocks[index].level for index in chosen if blocks[index].level), default=3)
    tail = max(usual, default=min(highest - 1, _TOP))
    return {
        index
        for index, (leads, _) in headings.items()
        if leads or blocks[index].level in usual or (index > last and blocks[index].level <= tail)
    }


_SPACE = (BlockKind.TAG, BlockKind.RULE)


def _next_shown(blocks: Sequence[Block], index: int) -> int | None:
    for at in range(index + 1, min(index + 6, len(blocks))):
        if blocks[at].kind not in _SPACE:
            return at
    return None


def _find_titles(blocks: Sequence[Block], roles: dict[int, Role]) -> None:
    """Enter the paragraphs that are titles of sections, in place.

    A few words right above a list of questions are one; above a pair they could be a short answer,
    unless they say themselves what they are; among answers they are one where the questions have
    the same one.
    """
    known: set[str] = set()
    often = Counter(
        " ".join(block.text.casefold().split())
        for index, block in enumerate(blocks)
        if index not in roles and index + 1 in roles and reads_like_title(block)
    )
    for index, block in enumerate(blocks[:-1]):
        if index in roles or block.kind not in (BlockKind.PARAGRAPH, BlockKind.STRONG):
            continue
        following = roles.get(index + 1)
        if part_of(block.text, is_title=block.gap_before and len(block.lines) == 1):
            if following is not None or not block.is_soft:
                roles[index] = Role.SECTION
            continue
        if names_section(block) and following in _BEGINNING and block.gap_before:
            roles[index] = Role.SECTION
            continue
        if following is None:
            following = _role_below_intro(blocks, roles, index)
        if following in (None, Role.INNER) or not reads_like_title(block):
            continue
        below_question = roles.get(index - 1) in (Role.PAIR, Role.QUESTION, Role.ANSWER)
        opens_list = following is Role.QUESTION and (block.gap_before or not index)
        repeats = often[" ".join(block.text.casefold().split())] > 1 and block.gap_before
        certain = is_certain_title(block.text) or not index or repeats
        certain = certain or _stands_out(blocks, index)
        if following is Role.ANSWER:
            if block.gap_before and (certain or _first_word(block.text) in known):
                roles[index] = Role.SECTION
        elif certain or (opens_list and not below_question) or (opens_list and block.gap_before):
            roles[index] = Role.SECTION
            known.add(_first_word(block.text))


def _stands_out(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a line stands nearer to the margin than the answer above it."""
    above, block = blocks[index - 1], blocks[index]
    return bool(index) and above.kind is BlockKind.PARAGRAPH and above.indent >= block.indent + 3


def _first_word(text: str) -> str:
    return text.strip("*_ ").partition(" ")[0].casefold().rstrip(":")


def _role_below_intro(blocks: Sequence[Block], roles: dict[int, Role], index: int) -> Role | None:
    """Return the role of the question that a title stands above, with a line of how to answer."""
    below = roles.get(index + 2)
    is_intro = index + 2 < len(blocks) and blocks[index + 1].kind is BlockKind.PARAGRAPH
    return below if is_intro and below is Role.QUESTION and blocks[index].gap_before else None
