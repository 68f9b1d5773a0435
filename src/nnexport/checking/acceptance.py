"""What the questions of a deck accept, and what they accept in vain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.document import NoteId
from nnexport.diagnostics import Diagnostic, Severity, sort_diagnostics


def apply_acceptances(
    diagnostics: Iterable[Diagnostic], loaded: LoadedDeck, codes_judged: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without those that a question accepts, by place.

    ``codes_judged`` are the codes that this run could have given. A code among them that a question
    accepts in vain is reported; of the others nobody knows. Errors cannot be accepted.

    Errors: NN213.
    """
    accepted = {note.id: note.accept for note in loaded.deck.notes if note.accept}
    kept: list[Diagnostic] = []
    given: set[tuple[str, str]] = set()
    for each in diagnostics:
        given.add((each.note, each.code))
        is_accepted = each.code in accepted.get(NoteId(each.note), ())
        if not is_accepted or each.severity is Severity.ERROR:
            kept.append(each)
    kept.extend(_accepted_in_vain(loaded, codes_judged, given))
    return sort_diagnostics(kept)


_VAIN = re.compile(r"` accepts (NN\d{3}), which")


def vain_code(diagnostic: Diagnostic) -> str:
    """Return the code that a question accepts in vain, of a diagnostic NN213."""
    match = _VAIN.search(diagnostic.message)
    return match[1] if match else ""


def _accepted_in_vain(
    loaded: LoadedDeck, codes_judged: Collection[str], given: Collection[tuple[str, str]]
) -> Iterator[Diagnostic]:
    for note in loaded.deck.notes:
        for code in dict.fromkeys(note.accept):
            if code not in codes_judged or (note.id, code) in given:
                continue
            span = loaded.span(note.id, "accept")
            message = f"`{note.id}` accepts {code}, which is not given for it"
            help = "delete it from `accept`"
            yield Diagnostic("NN213", span, message, help, loaded.excerpt(span.line), note.id)
