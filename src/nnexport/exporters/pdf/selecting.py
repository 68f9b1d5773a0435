"""The notes of a deck that have certain tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from nnexport.deck.document import Deck
from nnexport.deck.numbering import printed_numbers
from nnexport.deck.tags import clean_tag, note_tags
from nnexport.errors import NnexportError

_NAMED = 8


def select_notes(deck: Deck, tags: Iterable[str]) -> Deck:
    """Return the deck with the notes alone that have one of these tags, or one below it.

    Tags are those that notes have in Anki: their own, the deck's and their section's; capital
    letters do not matter. Notes keep the numbers that they have among all.

    Errors: ``NnexportError`` for a tag that no note has.
    """
    notes = deck.exported_notes
    having = [_branches(note_tags(deck, note)) for note in notes]
    known: dict[str, str] = {}
    for branch in (branch for branches in having for branch in branches):
        known.setdefault(branch.casefold(), branch)
    wanted = {_find(tag, known) for tag in tags}
    kept = [
        replace(note, number=number)
        for note, number, branches in zip(notes, printed_numbers(notes), having, strict=True)
        if any(branch.casefold() in wanted for branch in branches)
    ]
    return replace(deck, notes=tuple(kept))


def _branches(tags: Iterable[str]) -> list[str]:
    """Return tags with all that they are below: ``a::b`` is below ``a``."""
    found: dict[str, None] = {}
    for tag in tags:
        parts = tag.split("::")
        found.update(dict.fromkeys("::".join(parts[:end]) for end in range(1, len(parts) + 1)))
    return list(found)


def _find(tag: str, known: dict[str, str]) -> str:
    name = clean_tag(tag).casefold()
    if name in known:
        return name
    raise NnexportError(f"no question has the tag '{tag}'", help=_suggest(name, known))


def _suggest(name: str, known: dict[str, str]) -> str:
    # Who writes `lenses` for `optics::lenses` knows the last part, or the beginning.
    ends = [tag for tag in known if tag.rpartition("::")[2] == name]
    begins = [tag for tag in known if name and tag.startswith(name)]
    near = ends or begins or get_close_matches(name, known, 1)
    if near:
        return f"did you mean '{known[near[0]]}'?"
    if not known:
        return "give questions tags, or leave --only out"
    names: Sequence[str] = sorted(known.values())
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"there are {', '.join(names[:_NAMED])}{more}"
