"""The arrows of the design, in order: read, merge, write; load, check, export.

Every function here takes paths and settings and returns an :class:`Outcome`; only the command line
prints. Nothing is written before everything that a run writes is known to be good. Exporting is in
:mod:`nnexport.building`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic, Span, has_errors, sort_diagnostics
from nnexport.errors import NnexportError
from nnexport.files import stream_atomically, write_atomically
from nnexport.judging import judge
from nnexport.opening import load_text, lock_path, open_deck
from nnexport.outcome import Outcome, Written, counted

if TYPE_CHECKING:
    from nnexport.checking.fixing import Fix, Fixed
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.lock import Lock
    from nnexport.inputs import Reading
    from nnexport.merging.folding.explain import Explanation
    from nnexport.merging.merge import Merged


def ingest(
    named: Sequence[str],
    deck_path: Path,
    remove: Sequence[str] = (),
    *,
    stdin: bytes = b"",
    repair: bool = True,
) -> Outcome:
    """Read sources, merge them into a deck, and write the deck and its lock.

    ``named`` are files, folders, or ``-`` for ``stdin``; without any, the sources that the deck
    lists are read again. A file outside the deck's folder is copied to ``sources/`` in it, and so
    is the text of a document that must be converted. ``repair``: put answers that stand at the
    wrong place where they belong.

    Errors: any error diagnostic keeps all files as they are.
    """
    from nnexport.deck.canonical import dump_deck
    from nnexport.deck.update import update_deck
    from nnexport.inputs import list_inputs, read_inputs

    loaded, deck, lock, problems = open_deck(deck_path, may_be_new=bool(named), may_unite=True)
    if deck is None or lock is None:
        return Outcome(problems)
    deck = _without_sources(deck, remove, deck_path)
    if loaded is None:
        lock = _forget_deck(lock)
    ours = (deck_path, lock_path(deck_path))
    listed = list_inputs(named, deck, deck_path.parent, stdin, ours)
    reading = read_inputs(listed, deck_path.parent, repair=repair)
    problems = (*problems, *listed.diagnostics, *reading.diagnostics)
    if not listed.inputs and not has_errors(problems) and not remove:
        raise NnexportError(
            "the deck lists no sources",
            path=str(deck_path),
            help=f"name one: nnexport ingest FILE --into {deck_path}",
        )
    if has_errors(problems):
        return Outcome(sort_diagnostics(problems))
    if loaded is None:
        deck = replace(deck, language=_language_of(reading) or deck.language)
    merged = _merge(reading, deck, _without_deleted_answers(lock, loaded), deck_path)
    text = update_deck(loaded.text, merged.deck) if loaded else dump_deck(merged.deck)
    after, trouble = load_text(text, deck_path)
    found = (*problems, *merged.diagnostics)
    if after is None:
        return Outcome(sort_diagnostics((*found, *trouble)))
    # Before it is judged: pictures that come along are looked for where they are now.
    written = _write(reading, merged, text, deck_path)
    return Outcome(judge(found, after, deck_path, read=True), written)


def _without_sources(deck: Deck, remove: Sequence[str], deck_path: Path) -> Deck:
    """Return a deck that lists some sources no more; an error for one that it does not list."""
    unknown = [each for each in remove if each not in {source.id for source in deck.sources}]
    if unknown:
        known = ", ".join(source.id for source in deck.sources) or "none"
        raise NnexportError(
            f"no source named {unknown[0]}", path=str(deck_path), help=f"listed are: {known}"
        )
    return replace(deck, sources=tuple(s for s in deck.sources if s.id not in remove))


def _write(reading: Reading, merged: Merged, text: str, deck_path: Path) -> tuple[Written, ...]:
    """Write copies of sources, the deck and its lock, each whole or not at all."""
    from nnexport.deck.lock_file import dump_lock

    return (
        *(Written(str(path), write_atomically(path, data)) for path, data in reading.copies),
        *(
            Written(str(each.target), stream_atomically(each.target, each.write_to))
            for each in reading.companions
        ),
        Written(
            str(deck_path),
            write_atomically(deck_path, text.encode()),
            counted(len(merged.deck.notes), "question"),
        ),
        # The deck first: a lock that is ahead of its deck would take new notes for deleted ones.
        Written(
            str(lock_path(deck_path)),
            write_atomically(lock_path(deck_path), dump_lock(merged.lock).encode()),
        ),
    )


def _language_of(reading: Reading) -> str:
    from nnexport.deck.language import guess_language

    entries = [entry for document in reading.documents for entry in document.entries[:50]]
    return guess_language("\n".join(f"{entry.question}\n{entry.answer}" for entry in entries))


def _forget_deck(lock: Lock) -> Lock:
    """Return the lock for a deck that is made anew: nobody deleted its questions one by one.

    They are only out of the deck, and come back with their ids when a source asks them again.
    """
    from nnexport.deck.lock import Removed, with_removed

    known = {each.id for each in lock.removed}
    return with_removed(lock, [Removed(n.id, "source") for n in lock.notes if n.id not in known])


def _without_deleted_answers(lock: Lock, loaded: LoadedDeck | None) -> Lock:
    """Return the lock without the answers whose key was deleted: that asks for new ones.

    An answer that is there and empty was emptied by hand, and stays so.
    """
    from nnexport.deck.lock import without_answers

    if loaded is None:
        return lock
    notes = loaded.deck.notes
    deleted = {n.id for n in notes if not n.answer and not loaded.has_key(n.id, "answer")}
    return without_answers(lock, deleted)


def _merge(reading: Reading, deck: Deck, lock: Lock, deck_path: Path) -> Merged:
    from nnexport.merging.merge import merge_documents

    merged = merge_documents(reading.documents, deck, lock, reading.paths)
    # Merging knows notes, not files: what it says of the deck is about the deck's file.
    placed = tuple(
        each if each.span.path else replace(each, span=Span(str(deck_path)))
        for each in merged.diagnostics
    )
    return replace(merged, diagnostics=placed)


def check(deck_path: Path, *, fix: bool = False) -> Outcome:
    """Return all that there is to say about a deck and its sources.

    ``fix``: put right in the deck's file what is safe to put right, and say of the rest what there
    is to say. Nothing else is ever written, the lock neither.
    """
    fixes: list[Fix] = []
    while True:
        loaded, lock, diagnostics = _inspect(deck_path)
        text, done = _fix(deck_path, loaded, lock, diagnostics) if fix else ("", ())
        if not done or not write_atomically(deck_path, text.encode()):
            break
        fixes.extend(done)
    if not fixes:
        return Outcome(diagnostics)
    written = Written(str(deck_path), True, counted(len(fixes), "fix", "fixes"))
    return Outcome(diagnostics, (written,), tuple(fixes))


def _fix(
    deck_path: Path,
    loaded: LoadedDeck | None,
    lock: Lock | None,
    diagnostics: tuple[Diagnostic, ...],
) -> Fixed:
    """Return the deck's text with the next kind of fixes that it can have."""
    from nnexport.checking.fixing import fix_deck, fix_tags, strip_lines
    from nnexport.files import read_text

    text, done = fix_tags(read_text(deck_path, "a deck"), str(deck_path))
    if loaded is None or lock is None or done:
        return text, done
    text, done = fix_deck(loaded, lock, diagnostics)
    return (text, done) if done else strip_lines(loaded)


def _inspect(
    deck_path: Path,
) -> tuple[LoadedDeck | None, Lock | None, tuple[Diagnostic, ...]]:
    """Return a deck and its lock, if they can be read, and all that there is to say about them."""
    from nnexport.inputs import list_inputs, read_inputs

    loaded, deck, lock, problems = open_deck(deck_path)
    if loaded is None or deck is None or lock is None:
        return None, None, sort_diagnostics(problems)
    listed = list_inputs((), deck, deck_path.parent, b"")
    reading = read_inputs(listed, deck_path.parent)
    found = [*problems, *listed.diagnostics, *reading.diagnostics]
    if not has_errors(found):
        known = _without_deleted_answers(lock, loaded)
        found.extend(_merge(reading, deck, known, deck_path).diagnostics)
        found.extend(_report_updates(loaded, lock))
    return loaded, lock, judge(found, loaded, deck_path, read=True)


def _report_updates(loaded: LoadedDeck, lock: Lock) -> tuple[Diagnostic, ...]:
    """Return what an import will not bring to who has the cards."""
    from nnexport.exporters.anki import render_notes, report_updates

    deck = loaded.deck
    # Rendering takes its time: without subdecks, only cloze notes have something to tell.
    if not (deck.subdecks or any(note.subdeck for note in lock.notes)):
        clozes = (note for note in deck.notes if deck.cards_of(note) == "cloze")
        deck = replace(deck, notes=tuple(clozes))
    reported = report_updates(render_notes(deck, lock=lock)[0], lock)
    return tuple(replace(each, span=Span(loaded.path)) for each in reported)


def explain_note(deck_path: Path, note_id: str) -> Explanation:
    """Tell where each sentence of a note's answer comes from.

    Errors: :class:`NnexportError` if the deck has errors or no such question.
    """
    import difflib

    from nnexport.merging.folding.explain import explain_answer
    from nnexport.merging.merge import answer_weights

    loaded, deck, _, _ = open_deck(deck_path)
    if loaded is None or deck is None:
        help_line = f"nnexport check {deck_path} shows them"
        raise NnexportError("the deck has errors", path=str(deck_path), help=help_line)
    note = next((note for note in deck.notes if note.id == note_id), None)
    if note is None:
        near = difflib.get_close_matches(note_id, [each.id for each in deck.notes], 3, 0.4)
        help_line = f"did you mean {', '.join(near)}?" if near else ""
        raise NnexportError(f"no question named {note_id}", path=str(deck_path), help=help_line)
    return explain_answer(note, answer_weights(deck))
