"""All that was found, put together: checks added, notes named, accepted problems taken out."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck, NoteId
from nnexport.diagnostics import Diagnostic, has_errors, sort_diagnostics

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck


def judge(
    found: Iterable[Diagnostic], loaded: LoadedDeck, deck_path: Path, *, read: bool
) -> tuple[Diagnostic, ...]:
    """Add the checks of the deck, take out what its questions accept, and sort.

    ``read``: the sources were read, so that an accepted code that was not given is not needed, and
    a person wants to know about questions and answers too. Where reading failed, nobody knows which
    codes it would have given.
    """
    from nnexport.checking import check_deck
    from nnexport.checking.acceptance import apply_acceptances

    found = tuple(found)
    judged = _judged_codes(read=read, complete=not has_errors(found))
    checked = check_deck(loaded, deck_path.parent, content=read)
    placed = _name_notes((*found, *checked), loaded.deck, deck_path.parent)
    asked = {note.id for note in loaded.deck.notes if note.question}
    # What one source lacks and another gave is no problem of the deck any more.
    placed = tuple(d for d in placed if not (d.code == "NN011" and d.note in asked))
    placed = tuple(point_at_note(each, loaded) for each in placed)
    return sort_diagnostics(apply_acceptances(placed, loaded, judged))


def _judged_codes(*, read: bool, complete: bool) -> frozenset[str]:
    """Return the codes that a run could have given."""
    from nnexport.checking import CONTENT_CODES, OUTPUT_CODES
    from nnexport.codes import CODES

    if not read:
        return OUTPUT_CODES
    by_sources = (code for code in CODES if code.startswith(("NN0", "NN1")))
    return OUTPUT_CODES | CONTENT_CODES | frozenset(by_sources if complete else ())


def point_at_note(diagnostic: Diagnostic, loaded: LoadedDeck) -> Diagnostic:
    """Give what is said of a note in the deck the note's place in the file."""
    if not diagnostic.note or diagnostic.span.line or diagnostic.span.path != loaded.path:
        return diagnostic
    span = loaded.span(NoteId(diagnostic.note))
    return replace(diagnostic, span=span, excerpt=loaded.excerpt(span.line))


def _name_notes(
    diagnostics: Iterable[Diagnostic], deck: Deck, folder: Path
) -> tuple[Diagnostic, ...]:
    """Give each diagnostic about a source the note that was made of its lines, for ``accept``."""
    diagnostics = tuple(diagnostics)
    real = {path: os.path.realpath(path) for path in {each.span.path for each in diagnostics}}
    asked = {(real[d.span.path], d.span.line) for d in diagnostics if not d.note and d.span.line}
    lines: dict[str, list[int]] = {}
    for path, line in sorted(asked):
        lines.setdefault(path, []).append(line)
    files = {source.id: os.path.realpath(folder / source.path) for source in deck.sources}
    owners: dict[tuple[str, int], str] = {}
    for note in deck.notes:
        for variant in note.variants:
            for place in filter(None, (variant.place, variant.asked_place)):
                path = files.get(place.source, "")
                known = lines.get(path, [])
                for first, last in place.lines:
                    inside = known[bisect_left(known, first) : bisect_right(known, last)]
                    owners.update(((path, line), note.id) for line in inside)
    named = []
    for each in diagnostics:
        if not each.note and each.span.line:
            owner = owners.get((real[each.span.path], each.span.line), "")
            named.append(replace(each, note=owner))
        else:
            named.append(each)
    return tuple(named)
