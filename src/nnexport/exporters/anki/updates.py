"""What an update does not bring to who has the cards already, by comparing with the lock.

Anki knows the cards of a cloze note by their numbers, and moves no card to another deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nnexport.deck.cloze_numbers import number_changes
from nnexport.deck.lock import Lock, LockedNote, locked_notes
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.anki.fields import RenderedNote


def report_updates(rendered: Sequence[RenderedNote], lock: Lock) -> tuple[Diagnostic, ...]:
    """Return what learners should know before they import these notes.

    Errors: NN310 for a card whose text goes to another number, NN311 for one that hides nothing any
    more, NN312 for notes that stay in the deck in which they are.
    """
    locked = locked_notes(lock)
    known = [
        (note, before)
        for note in rendered
        if (before := locked.get(note.id)) is not None and before.exported
    ]
    clozes = (pair for pair in known if pair[0].kind == pair[1].kind == "cloze")
    numbers = (problem for pair in clozes for problem in _report_numbers(*pair))
    return (*numbers, *_report_decks(known))


def _report_numbers(note: RenderedNote, before: LockedNote) -> Iterator[Diagnostic]:
    changes = number_changes(before.deletions, note.deletions)
    texts = {each.number: each.text for each in note.deletions if not each.gone}
    for text, old, new in changes.moved:
        now = f"hides “{texts[old]}” now" if old in texts else "hides nothing any more"
        message = f"{note.id}: “{text}” goes from card {old} to card {new}"
        message += f"; its history stays with card {old}, which {now}"
        help = f"write {{{{c{old}::{text}}}}} again, and give the new one the next free number"
        yield Diagnostic("NN310", Span(""), message, help, note=note.id)
    told = {old for _, old, _ in changes.moved}
    for each in changes.emptied:
        if each.number in told:
            continue
        message = f"{note.id}: card {each.number} (“{each.text}”) hides nothing any more"
        help = "Anki keeps it as an empty card until you choose Tools ▸ Empty Cards there"
        yield Diagnostic("NN311", Span(""), message, help, note=note.id)


def _report_decks(known: Iterable[tuple[RenderedNote, LockedNote]]) -> Iterator[Diagnostic]:
    moved: dict[tuple[str, str], list[RenderedNote]] = {}
    for note, before in known:
        if note.subdeck != before.subdeck:
            parent = note.deck_name.removesuffix(f"::{note.subdeck}")
            old = f"{parent}::{before.subdeck}" if before.subdeck else parent
            moved.setdefault((old, note.deck_name), []).append(note)
    for (old, new), notes in moved.items():
        count = f"{len(notes)} notes" if len(notes) > 1 else f"the note `{notes[0].id}`"
        message = f"{count} would be in “{new}”, but who has them keeps them in “{old}”"
        shared = set.intersection(*(set(note.tags) for note in notes))
        tag = f" tag:{max(shared, key=len)}" if shared else ""
        help = f'to move them, search Anki\'s browser for: "deck:{old}"{tag}'
        help += "; select all, and choose Cards ▸ Change Deck"
        yield Diagnostic("NN312", Span(""), message, help)
