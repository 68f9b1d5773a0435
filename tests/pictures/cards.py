"""A deck → the sides of its cards, as the real Anki renders them."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from nnexport.deck import markup
from nnexport.deck.canonical import load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note
from nnexport.deck.lock import Lock
from nnexport.exporters.anki import (
    Contents,
    PackedMedia,
    render_notes,
    stamp_rendered,
    write_package,
)
from nnexport.media.finding import collect_media, read_unchanged
from nnexport.media.opening import MediaFolder
from tests.real_anki import Learner


@dataclass(frozen=True, slots=True)
class Side:
    """One picture of a card, but for the screen."""

    name: str
    """``front``, ``back`` or ``open``: the back with the sources' answers unfolded."""

    html: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a note; a cloze note may have several."""

    name: str
    sides: tuple[Side, ...]


def read_deck(path: Path) -> Deck:
    """Return a deck; ``ValueError`` for one that cannot be exported."""
    loaded, problems = load_deck(path.read_text("utf-8"), str(path))
    if loaded is None:
        raise ValueError(f"{path}: {problems}")
    return loaded.deck


def render_cards(deck: Deck, folder: Path, files: Path, clock_s: int) -> tuple[Card, ...]:
    """Return the cards of a deck in order, after a learner has imported the package.

    ``folder``: where the deck stands. ``files``: where its pictures are put, since the cards name
    them as if they lay beside them.

    Errors: ``ImportError`` without the Anki library.
    """
    import anki.collection

    media = collect_media(deck, folder)
    rendered, _ = render_notes(deck, media)
    lock = stamp_rendered(Lock(deck.id), rendered, clock_s)
    opened = MediaFolder(folder)
    contents = {
        name: Contents(file.size, file.is_loose, partial(read_unchanged, opened, file))
        for name, file in PackedMedia(media).files.items()
    }
    package = io.BytesIO()
    write_package(package, deck, rendered, lock, contents)
    with tempfile.TemporaryDirectory(prefix="nnexport-pictures-") as place:
        learner = Learner(anki.collection, Path(place))
        try:
            learner.read_package(package.getvalue())
            shutil.copytree(learner.collection.media.dir(), files, dirs_exist_ok=True)
            return tuple(_cards(learner, {note.guid: note.id for note in rendered}))
        finally:
            learner.collection.close()


def _cards(learner: Learner, names: dict[str, Any]) -> Iterator[Card]:
    for card in learner.cards():
        name = names[card.note().guid] + (f"-{card.ord + 1}" if card.ord else "")
        sides = [Side("front", card.question()), Side("back", card.answer())]
        if "<details" in card.answer():
            sides.append(Side("open", card.answer()))
        yield Card(name, tuple(sides))


def telling(deck: Deck) -> Deck:
    """Return the deck with a few notes only: the shortest and longest, and one of each kind."""
    notes = sorted(deck.exported_notes, key=lambda note: len(note.answer))
    chosen = {notes[0].id, notes[len(notes) // 2].id, notes[-1].id}
    for kind in (markup.BulletList, markup.OrderedList, markup.Table, markup.CodeBlock):
        chosen |= {note.id for note in _with(kind, deck.exported_notes)[:1]}
    return replace(deck, notes=tuple(note for note in deck.notes if note.id in chosen))


def _with(kind: type, notes: Iterable[Note]) -> list[Note]:
    return [
        note for note in notes if any(isinstance(each, kind) for each in parse_blocks(note.answer))
    ]
