"""Which number each cloze deletion has, and keeps.

Anki knows the cards of a cloze note by their numbers. If numbers were counted anew each time, a
mark that somebody inserts at the beginning would move the history of every card to its neighbour.
So the lock remembers what each number hides:

- A number that is written, ``{{c2::…}}``, counts. Marks get the others.
- A mark has the number under which its text was exported before, wherever it stands now. One whose
  text was changed a little in its place keeps the number of the text that it was.
- A new mark gets the lowest number that never was another's, in the order of the text.
- Deletions that hide the same text are one card: one would give the other away.

Rejected: counting anew, and a number in every mark. A wrong guess would give the history of one
card to another, so a mark that resembles none before it is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from nnexport.deck.cloze import MAX_NUMBER, deletions_in, map_deletions
from nnexport.deck.lock import LockedDeletion, hash_text
from nnexport.deck.markup import Block, Deletion, inline_text, map_inlines


@dataclass(frozen=True, slots=True)
class Numbered:
    """The texts of a note with a number at each deletion."""

    texts: tuple[tuple[Block, ...], ...]
    remembered: tuple[LockedDeletion, ...]
    """For the lock: in the order of the text, then what is gone."""


def number_deletions(
    texts: Sequence[tuple[Block, ...]], known: Sequence[LockedDeletion] = ()
) -> Numbered:
    """Return the texts of one note with numbered deletions. ``known``: what the lock remembers.

    A mark for which no number is left has ``MAX_NUMBER``, together with others.
    """
    found = [deletion for text in texts for deletion in deletions_in(text)]
    keys = [_key(deletion) for deletion in found]
    numbers = _written_numbers(found, keys)
    _keep_numbers(numbers, keys, known)
    _give_numbers(numbers, keys, known)
    assigned = [each.number or numbers[_fold(key)] for each, key in zip(found, keys, strict=True)]
    queue = iter(assigned)
    changed = tuple(
        map_inlines(text, lambda inlines: map_deletions(inlines, queue)) for text in texts
    )
    return Numbered(changed, _remember(zip(assigned, keys, strict=True), known))


# --- texts ---------------------------------------------------------------------------------------

_LONG = 60
_HEAD = 48


def _key(deletion: Deletion) -> str:
    """Return what a deletion hides, as the lock remembers it."""
    text = " ".join(inline_text(deletion.children).split()) or repr(deletion.children)
    return text if len(text) <= _LONG else f"{text[:_HEAD]}… {hash_text(text)[:8]}"


def _fold(key: str) -> str:
    return key.casefold()


_ALIKE = 60
"""Percent of letters from which a text in the place of another is that text, corrected."""


# --- numbers -------------------------------------------------------------------------------------


def _written_numbers(found: Sequence[Deletion], keys: Sequence[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for deletion, key in zip(found, keys, strict=True):
        if deletion.number:
            numbers.setdefault(_fold(key), deletion.number)
    return numbers


def _keep_numbers(
    numbers: dict[str, int], keys: Iterable[str], known: Sequence[LockedDeletion]
) -> None:
    """Add the numbers of marks that are known: by their text, or as one that was corrected."""
    keys = list(dict.fromkeys(map(_fold, keys)))
    free = {each.number: each for each in known if each.number not in numbers.values()}
    # Backwards: of two that hid the same, the first is alive.
    by_text = {_fold(each.text): each.number for each in reversed(free.values())}
    for key in keys:
        if key not in numbers and key in by_text:
            numbers[key] = by_text[key]
    numbers.update(_corrected(keys, dict(numbers), [each for each in known if not each.gone]))


def _corrected(
    keys: Sequence[str], numbers: Mapping[str, int], known: Sequence[LockedDeletion]
) -> Iterator[tuple[str, int]]:
    """Yield each mark that resembles one in whose place it stands, with the number of that.

    In its place is between the same two texts: elsewhere, what resembles it is another thing, as
    the inner membrane is not the outer one.
    """
    from rapidfuzz.fuzz import ratio

    kept = set(numbers.values())
    places = _places([(key, numbers.get(key, 0)) for key in keys])
    old_places = _places([(each, each.number if each.number in kept else 0) for each in known])
    pairs = [
        (-ratio(key[:_HEAD], _fold(each.text)[:_HEAD]), each.number, key)
        for each, old_place in old_places.items()
        for key, place in places.items()
        if place == old_place
    ]
    used: set[str | int] = set()
    for likeness, number, key in sorted(pairs):
        if -likeness >= _ALIKE and not used & {key, number}:
            used |= {key, number}
            yield key, number


_Item = TypeVar("_Item")


def _places(items: Sequence[tuple[_Item, int]]) -> dict[_Item, tuple[int, int]]:
    """Return the numbers around each item that has none itself; 0 where there is no other."""
    around: list[list[int]] = []
    for row in (items, items[::-1]):
        last = 0
        around.append([last := number or last for _, number in row])
    before, after = around[0], around[1][::-1]
    return {item: (before[at], after[at]) for at, (item, number) in enumerate(items) if not number}


def _give_numbers(
    numbers: dict[str, int], keys: Iterable[str], known: Iterable[LockedDeletion]
) -> None:
    taken = {each.number for each in known} | set(numbers.values())
    number = 1
    for key in map(_fold, keys):
        if key not in numbers:
            while number in taken and number < MAX_NUMBER:
                number += 1
            numbers[key] = number
            taken.add(number)


def _remember(
    assigned: Iterable[tuple[int, str]], known: Iterable[LockedDeletion]
) -> tuple[LockedDeletion, ...]:
    now: dict[int, LockedDeletion] = {}
    for number, key in assigned:
        now.setdefault(number, LockedDeletion(number, key))
    gone = {each.number: replace(each, gone=True) for each in known if each.number not in now}
    return (*now.values(), *(gone[number] for number in sorted(gone)))


# --- changes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberChanges:
    """What a learner who has the cards of a note notices."""

    moved: tuple[tuple[str, int, int], ...] = ()
    """A text, the number that it had, and another one that was written at it: the history stays
    with the old number."""

    emptied: tuple[LockedDeletion, ...] = ()
    """Cards that hide nothing any more. Anki keeps them until told otherwise."""

    added: tuple[LockedDeletion, ...] = ()


def number_changes(
    before: Sequence[LockedDeletion], now: Sequence[LockedDeletion]
) -> NumberChanges:
    """Compare what the lock remembers with what the next export will put there."""
    old = {each.number: each for each in before if not each.gone}
    new = {each.number: each for each in now if not each.gone}
    places: Mapping[str, int] = {_fold(each.text): each.number for each in old.values()}
    return NumberChanges(
        moved=tuple(
            (each.text, places[_fold(each.text)], each.number)
            for each in new.values()
            if places.get(_fold(each.text), each.number) != each.number
        ),
        emptied=tuple(old[number] for number in old if number not in new),
        added=tuple(new[number] for number in new if number not in old),
    )
