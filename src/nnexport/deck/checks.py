"""What a deck must satisfy beyond its form, one function a code; and what ``accept`` silences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.document import Note, NoteId
from nnexport.deck.question import shorten_title
from nnexport.diagnostics import Diagnostic, Severity, sort_diagnostics


def check_deck(loaded: LoadedDeck) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the questions of a deck, by place. Skipped ones are left alone.

    Errors: NN207, NN210, NN211, NN212.
    """
    return sort_diagnostics(
        [
            *_find_empty_questions(loaded),
            *_find_unanswered(loaded),
            *_find_repeated(loaded),
            *_find_shared_histories(loaded),
        ]
    )


def _find_empty_questions(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    for note in loaded.deck.exported_notes:
        if not note.question.strip():
            message = f"the question `{note.id}` has no text"
            help = "write it, or add `skip: true`"
            yield _found(loaded, "NN210", note, "question", message, help)


def _find_unanswered(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    for note in loaded.deck.exported_notes:
        if not note.has_answer and note.question.strip():
            message = f"{_quote(note)} has no answer"
            help = "write it under `answer: |-`, or add `skip: true`"
            yield _found(loaded, "NN211", note, "answer", message, help)


def _find_repeated(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    first_ids: dict[str, NoteId] = {}
    for note in loaded.deck.exported_notes:
        folded = _fold(note.question)
        if not folded:
            continue
        first = first_ids.setdefault(folded, note.id)
        if first != note.id:
            line = loaded.span(first).line
            message = f"{_quote(note)} is asked twice, here and in line {line}"
            help = f"put its answer into `{first}` and delete it, or reword one of the two"
            yield _found(loaded, "NN212", note, "question", message, help)


def _find_shared_histories(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    """Find notes whose ``was`` leads to a history that another note has."""
    owners = {note.id: note.id for note in loaded.deck.notes}
    for note in loaded.deck.notes:
        if note.was and owners.setdefault(note.was, note.id) != note.id:
            message = f"`was: {note.was}` leads to the history of the question `{owners[note.was]}`"
            help = "two notes cannot share one history: delete one of the two, or the `was` line"
            yield _found(loaded, "NN207", note, "was", message, help)


def _found(
    loaded: LoadedDeck, code: str, note: Note, key: str, message: str, help: str
) -> Diagnostic:
    span = loaded.span(note.id, key)
    return Diagnostic(code, span, message, help, loaded.excerpt(span.line), note.id)


def _quote(note: Note) -> str:
    return f"“{shorten_title(note.question)}”"


_QUOTES = re.compile("[\"'“”„‟‘’‚«»‹›¿¡]")
_STOPS = re.compile(r"[.,;:!?…]+(?=\s|\Z)|[。、，？！：；]")


def _fold(text: str) -> str:
    """Return a question without case, spacing and the punctuation of prose.

    Signs that carry meaning stay: ``C`` and ``C++``, ``3.5`` and ``35`` are not the same.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_STOPS.sub(" ", _QUOTES.sub("", text)).split())


# --- acceptances ---------------------------------------------------------------------------------


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
    for note in loaded.deck.notes:
        for code in note.accept:
            if code in codes_judged and (note.id, code) not in given:
                message = f"`{note.id}` accepts {code}, which is not given for it"
                help = "delete it from `accept`"
                kept.append(_found(loaded, "NN213", note, "accept", message, help))
    return sort_diagnostics(kept)
