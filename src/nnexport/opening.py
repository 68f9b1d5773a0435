"""A deck and its lock, from their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import read_text

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.lock import Lock


def lock_path(deck_path: Path) -> Path:
    """Return where a deck's lock stands: ``biology.lock.yaml`` beside ``biology.yaml``."""
    return deck_path.with_name(f"{deck_path.stem}.lock.yaml")


def open_deck(
    deck_path: Path, *, may_be_new: bool = False
) -> tuple[LoadedDeck | None, Deck | None, Lock | None, tuple[Diagnostic, ...]]:
    """Load a deck and its lock; no deck or no lock means that the diagnostics hold an error."""
    from nnexport.deck.canonical import load_deck
    from nnexport.deck.identity import slug
    from nnexport.deck.lock import Lock
    from nnexport.deck.lock_file import load_lock

    loaded: LoadedDeck | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    if may_be_new and not deck_path.exists():
        stem = deck_path.stem
        title = " ".join(stem.replace("-", " ").replace("_", " ").split()).title()
        deck = Deck(slug(stem), title or "Deck", tags=(slug(stem),))
    else:
        loaded, diagnostics = load_text(read_text(deck_path, "a deck"), deck_path)
        if loaded is None:
            return None, None, None, diagnostics
        deck = loaded.deck
    path = lock_path(deck_path)
    if not path.exists():
        return loaded, deck, Lock(deck.id), diagnostics
    lock, problems = load_lock(read_text(path, "a lock"), str(path))
    diagnostics = (*diagnostics, *problems)
    if lock is not None and lock.deck != deck.id:
        message = f"the lock belongs to deck “{lock.deck}”, but the deck's id is “{deck.id}”"
        help_line = f"put `id: {lock.deck}` back into the deck"
        return (
            loaded,
            None,
            None,
            (*diagnostics, Diagnostic("NN222", Span(str(path)), message, help_line)),
        )
    if lock is not None and loaded is not None and loaded.unwritten_ids:
        # A new question must not take the id, and with it the history, of one that Anki knows.
        reserved = {note.id for note in lock.notes} | {each.id for each in lock.removed}
        loaded, again = load_deck(loaded.text, str(deck_path), reserved)
        diagnostics = (*again, *problems)
        return loaded, (loaded.deck if loaded else None), lock, diagnostics
    return loaded, deck, lock, diagnostics


def load_text(text: str, path: Path) -> tuple[LoadedDeck | None, tuple[Diagnostic, ...]]:
    """Return a deck's text as a deck, or what is wrong with it."""
    from nnexport.deck.canonical import load_deck

    return load_deck(text, str(path))
