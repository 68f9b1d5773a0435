"""What becomes of a learner's collection when the next package is imported.

Cards are reviewed, suspended and flagged first. Only the worker imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nnexport.exporters.anki.reading import Package
from nnexport.verifying.collections import Collection, import_package, name_of
from nnexport.verifying.facts import Finding, Update

_ANSWERS = (3, 4, 3, 1, 2)
"""Good, easy, good, again, hard."""


def study(collection: Collection, most: int) -> int:
    """Answer up to so many cards, suspend one and flag one; return how many were answered."""
    answered = 0
    for deck in collection.decks.all_names_and_ids(skip_empty_default=True):
        collection.decks.select(deck.id)
        while answered < most and (card := collection.sched.getCard()) is not None:
            collection.sched.answerCard(card, _ANSWERS[answered % len(_ANSWERS)])
            answered += 1
    cards = list(collection.find_cards(""))
    if cards:
        collection.sched.suspend_cards([cards[-1]])
        collection.set_user_flag_for_cards(1, [cards[0]])
    return answered


@dataclass(frozen=True, slots=True)
class _State:
    """What a learner has, as far as an import could change it."""

    cards: dict[tuple[str, int], tuple[Any, ...]]
    """The schedule of each card, by the GUID of its note and its number in it."""

    reviews: int
    notes: dict[str, tuple[str, frozenset[str]]]
    """Fields and tags by GUID."""

    copies: tuple[str, ...]
    """GUIDs of notes that there are more than once."""

    note_types: frozenset[str]
    schema: int
    """Changes when other devices have to fetch everything anew."""


def _state_of(collection: Collection) -> _State:
    database = collection.db
    cards = database.all(
        "select n.guid, c.ord, c.id, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps,"
        " c.lapses, c.left, c.odue, c.odid, c.flags, c.data from cards c"
        " join notes n on n.id = c.nid"
    )
    notes = database.all("select guid, flds, tags from notes")
    return _State(
        cards={(guid, number): tuple(rest) for guid, number, *rest in cards},
        reviews=database.scalar("select count() from revlog"),
        notes={guid: (fields, frozenset(tags.split())) for guid, fields, tags in notes},
        copies=tuple(database.list("select guid from notes group by guid having count() > 1")),
        note_types=frozenset(each.name for each in collection.models.all_names_and_ids()),
        schema=database.scalar("select scm from col"),
    )


def update_collection(
    collection: Collection, following: Package, reviewed: int
) -> tuple[Update, tuple[Finding, ...]]:
    """Import the next package, twice; return what it did and what went wrong.

    Errors: ``RefusedError``.
    """
    before = _state_of(collection)
    counts = import_package(collection, following.path)
    after = _state_of(collection)
    again = import_package(collection, following.path)
    findings = [*_find_losses(before, after), *_find_undelivered(before, after, following)]
    if again.new or again.updated or again.conflicting or again.found != counts.found:
        message = f"a second import adds {again.new} notes and updates {again.updated}"
        findings.append(Finding("NN342", message, next=True))
    changed = [guid for guid, text in before.notes.items() if after.notes.get(guid) != text]
    left = [guid for guid in before.notes if guid not in following.notes]
    update = Update(
        counts,
        reviewed,
        tuple(name_of(after.notes[guid][0]) for guid in changed if guid in after.notes),
        tuple(name_of(before.notes[guid][0]) for guid in left),
    )
    return update, tuple(findings)


def _find_losses(before: _State, after: _State) -> Iterator[Finding]:
    lost = dict.fromkeys(
        guid
        for (guid, number), card in before.cards.items()
        if after.cards.get((guid, number)) != card
    )
    for guid in lost:
        message = f"the schedule of {name_of(before.notes[guid][0])} is not what it was"
        yield Finding("NN340", message, next=True)
    if before.reviews != after.reviews:
        message = f"{after.reviews} of {before.reviews} reviews are left"
        yield Finding("NN340", message, next=True)
    for guid in after.copies:
        message = f"{name_of(after.notes[guid][0])} is there more than once"
        yield Finding("NN342", message, next=True)
    for name in sorted(after.note_types - before.note_types):
        if name.rstrip("+") in before.note_types:
            message = f"the note type came a second time, as “{name}”"
            yield Finding("NN342", message, next=True)
    if before.schema != after.schema:
        message = "other devices of a learner must download everything anew"
        yield Finding("NN343", message, next=True)


def _find_undelivered(before: _State, after: _State, following: Package) -> Iterator[Finding]:
    """Yield what is as old as before. Anki may write a field otherwise: it renames pictures."""
    for guid, note in following.notes.items():
        text = "\x1f".join(note.fields)
        had, has = before.notes.get(guid), after.notes.get(guid)
        if has is None:
            yield Finding("NN341", f"{name_of(text)} is not there after the update", next=True)
        elif has == had and has[0] != text:
            yield Finding("NN341", f"{name_of(text)} still has its old text", next=True)
        elif has == had and _folded(has[1]) != _folded(note.tags):
            yield Finding("NN341", f"{name_of(text)} still has its old tags", next=True)


def _folded(tags: Iterable[str]) -> set[str]:
    return {tag.casefold() for tag in tags}
