"""Where a note stands in Anki: its deck or subdeck, and what the deck's page says.

Names of decks are for ever: Anki finds a deck by its name and never moves a card that it has. So
subdecks are off unless asked for, and tags, which an update brings to every note, tell sections
apart in any case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nnexport import __version__
from nnexport.deck.document import Deck, Note, SectionId
from nnexport.exporters.anki.shield import escape_text

# --- names ---------------------------------------------------------------------------------------


def anki_deck_name(deck: Deck) -> str:
    """Return the deck's name in Anki, ``A::B`` for a subdeck, without empty parts."""
    parts = [" ".join(part.split()) for part in (deck.anki or deck.title).split("::")]
    return "::".join(filter(None, parts)) or deck.id


def section_deck_names(deck: Deck) -> dict[SectionId, str]:
    """Return the name of each section's subdeck; none where the deck asks for no subdecks.

    Sections whose titles differ in capital letters only share one, because they would in Anki.
    """
    if not deck.subdecks:
        return {}
    parent = anki_deck_name(deck)
    names: dict[str, str] = {}
    found: dict[SectionId, str] = {}
    for section in deck.sections:
        # `::` in a title would begin a subdeck of the subdeck.
        part = re.sub(r"\s*:{2,}\s*", ": ", " ".join(section.title.split())).strip(": ")
        name = f"{parent}::{part or section.id}"
        found[section.id] = names.setdefault(name.casefold(), name)
    return found


def parent_deck_name(deck_name: str, subdeck: str) -> str:
    """Return the name of the deck whose subdeck, if any, a note is in."""
    return deck_name.removesuffix(f"::{subdeck}") if subdeck else deck_name


# --- the deck's page -----------------------------------------------------------------------------

_LISTED = 12
"""Sections or sources that are named on the deck's page; of more, the others are counted."""


def describe_deck(deck: Deck, notes: Sequence[Note], cards: int) -> str:
    """Return the text on the deck's page in Anki, as HTML: what is in it, and where it is from.

    Anki replaces a learner's own text with it at every import. It has no date: from the same deck
    come the same bytes on every day.

    ``notes`` are those in the package, ``cards`` how many cards they have.
    """
    size = _counted(len(notes), "question")
    if cards != len(notes):
        size += f", {_counted(cards, 'card')}"
    counts = Counter(note.section for note in notes)
    sections = [f"{s.title} ({counts[s.id]})" for s in deck.sections if counts[s.id]]
    # Its name in Anki stands above.
    is_named = anki_deck_name(deck) == deck.title
    lines = [size] if is_named else [f"<b>{escape_text(deck.title)}</b>", size]
    if sections:
        lines.append(f"Sections: {_listed(sections)}")
    if deck.sources:
        lines.append(f"Sources: {_listed([each.title or each.id for each in deck.sources])}")
    lines.append(f"<small>Made with nnexport {__version__}</small>")
    # Without line ends: Anki's desktop shows each of them, other clients show none.
    return "<br>".join(lines)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    shown = " · ".join(escape_text(name) for name in names[:_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
