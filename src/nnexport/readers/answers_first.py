"""A list of answers that stands above its questions: the questions are read first.

Everything behind this takes it that questions come first. So the blocks change places here; each
keeps its lines, and messages name these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.parts import part_of
from nnexport.readers.series import odds_of

_FEWEST = 3
"""Questions of a list from which on a title and their numbers tell whose answers they have."""

_SHARE = 0.8
"""Of the questions, those whose numbers stand in the list above as well."""

_TITLES = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STRONG)


def questions_first(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with each list of questions above that of its answers.

    A list moves only if titles name both, the upper one tells and the lower one asks, they have the
    same numbers, and no title of answers follows: those would be the answers.
    """
    ordered: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _end_of_list(blocks, at, "a")
        stop = _end_of_list(blocks, end, "q") if end > at else at
        if stop > end and not _titles(blocks, stop, "a") and _belong(blocks, at, end, stop):
            # At the beginning of a file, no line is blank before a title that stands alone.
            title = replace(blocks[at], gap_before=True)
            ordered += [*blocks[end:stop], title, *blocks[at + 1 : end]]
            at = stop
        elif _titles(blocks, at, "q"):
            # What stands above its answers stays there.
            after = max(_end_of_list(blocks, at, "q"), at + 1)
            after = max(_end_of_list(blocks, after, "a"), after)
            ordered += blocks[at:after]
            at = after
        else:
            ordered.append(blocks[at])
            at += 1
    return ordered


def _titles(blocks: Sequence[Block], at: int, part: str) -> bool:
    """Tell whether a block is the title of a part: ``Answers``, ``Answers, part 1``."""
    if at >= len(blocks) or blocks[at].kind not in _TITLES or len(blocks[at].lines) > 1:
        return False
    return part_of(blocks[at].text, is_title=True) == part


def _end_of_list(blocks: Sequence[Block], at: int, part: str) -> int:
    """Return where the numbered blocks below a title of this part end; ``at`` if it is none.

    Paragraphs and lists belong to the answer above them, and stand in no list of questions. Where a
    word such as ``Q:`` stands before the number, or no longer does, another list begins.
    """
    end = at + 1
    if not _titles(blocks, at, part) or end == len(blocks):
        return at
    inside: tuple[BlockKind, ...] = (BlockKind.NUMBERED, BlockKind.OPTION)
    if part == "a":
        inside = (*inside, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CODE, BlockKind.TABLE)
    while end < len(blocks) and blocks[end].kind in inside:
        block = blocks[end]
        is_other = block.kind is inside[0] and block.first.prefix != blocks[at + 1].first.prefix
        if is_other or _titles(blocks, end, "a") or _titles(blocks, end, "q"):
            break
        end += 1
    return end if end > at + 1 else at


def _belong(blocks: Sequence[Block], start: int, middle: int, stop: int) -> bool:
    """Tell whether the list that ends at ``middle`` answers the one that ends at ``stop``."""
    answers = [each for each in blocks[start:middle] if each.kind is BlockKind.NUMBERED]
    asked = [each for each in blocks[middle:stop] if each.kind is BlockKind.NUMBERED]
    if len(asked) < _FEWEST or not answers:
        return False
    known = {each.label for each in answers}
    shared = sum(each.label in known for each in asked)
    tells = mean(odds_of(each.text) for each in answers) < 0
    asks = mean(odds_of(each.text) for each in asked) > 0
    return tells and asks and shared >= _SHARE * len(asked)
