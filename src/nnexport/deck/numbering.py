"""Which number stands beside a question on paper and on a page.

A deck of several sources has numbers of several counts: `1 2 9 3 6 6`. Whoever looks a question up
by such a number finds another one, so printed numbers are shown only where they tell questions
apart and rise from one to the next, and where most questions have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nnexport.deck.document import Note, SectionId

_PIECE = re.compile(r"(\d{1,15})|(\D+)")

_Key = tuple[tuple[bool, int, str], ...]


def shown_numbers(notes: Sequence[Note]) -> tuple[str, ...]:
    """Return the number to show for each of the notes that an output holds, in their order.

    They are the printed ones if these are unique and in order, in the whole deck or within each
    section; a note without one then has none. Otherwise all are positions, counted from 1.

    Shape: one for each note; all empty if fewer than half of the notes have a printed number: the
    few came from another source, and one beside a single question would say nothing.
    """
    printed = tuple(note.number.strip() for note in notes)
    if 2 * sum(map(bool, printed)) < len(notes):
        return ("",) * len(notes)
    if _are_in_order(printed) or all(map(_are_in_order, _by_heading(notes, printed))):
        return printed
    return positions(notes)


def printed_numbers(notes: Sequence[Note]) -> tuple[str, ...]:
    """Return what stands beside each note on paper: something to refer to.

    Positions only where no printed number is shown: among those, one would be one too many.
    """
    numbers = shown_numbers(notes)
    return numbers if any(numbers) else positions(notes)


def positions(notes: Sequence[Note]) -> tuple[str, ...]:
    """Return the place of each note, counted from 1."""
    return tuple(str(at) for at in range(1, len(notes) + 1))


def _by_heading(notes: Sequence[Note], numbers: Sequence[str]) -> Iterable[list[str]]:
    """Return the numbers below each section's heading.

    A note without a section stands below the heading before it.
    """
    found: dict[SectionId | None, list[str]] = {}
    heading = None
    for note, number in zip(notes, numbers, strict=True):
        heading = heading if note.section is None else note.section
        found.setdefault(heading, []).append(number)
    return found.values()


def _are_in_order(numbers: Iterable[str]) -> bool:
    """Tell whether all numbers differ and rise: ``3``, ``3b``, ``10``.

    Labels that begin with other words count apart: `Test 1` after `Quiz 2` is no step back. A label
    without a digit, such as `IV`, only has to differ from the others.
    """
    last: dict[str, _Key] = {}
    for number in filter(None, numbers):
        words = re.match(r"\D*", number)
        start = words.end() if words else 0
        lead = number[:start].casefold()
        key = _natural_key(number[start:])
        if lead in last and key <= last[lead]:
            return False
        last[lead] = key
    return True


def _natural_key(label: str) -> _Key:
    pieces = _PIECE.findall(label)
    return tuple((not n, int(n) if n else 0, text.casefold()) for n, text in pieces)
