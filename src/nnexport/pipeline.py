"""The arrows of the design, in order: read, merge, write; load, check, export.

Every function here takes paths and settings and returns an :class:`Outcome`; only the command line
prints. Nothing is written before everything that a run writes is known to be good.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck, NoteId
from nnexport.diagnostics import Diagnostic, Severity, Span, has_errors, sort_diagnostics
from nnexport.errors import FrozenError, NnexportError
from nnexport.files import read_text, write_atomically
from nnexport.freshness import BuildState, hash_inputs
from nnexport.outputs import FORMATS, names_file, output_folder, output_path

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.lock import Lock
    from nnexport.exporters.anki.diff import DeckDiff
    from nnexport.inputs import Reading
    from nnexport.merging.explain import Explanation
    from nnexport.merging.merge import Merged


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a run."""

    path: str
    changed: bool
    """False when the file already held these bytes and was left untouched."""

    note: str = ""
    """What is in it, for the one line that is printed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did and what there is to say about it."""

    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Written, ...] = ()

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)


def clock_s() -> int:
    """Return the time of this run in seconds since 1970: ``SOURCE_DATE_EPOCH``, else now.

    The only place that reads the clock; stages get stamps handed down.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if fixed.isdigit() else int(time.time())


def lock_path(deck_path: Path) -> Path:
    """Return where a deck's lock stands: ``biology.lock.yaml`` beside ``biology.yaml``."""
    return deck_path.with_name(f"{deck_path.stem}.lock.yaml")


# --- reading -------------------------------------------------------------------------------------


def ingest(
    named: Sequence[str], deck_path: Path, remove: Sequence[str] = (), *, stdin: bytes = b""
) -> Outcome:
    """Read sources, merge them into a deck, and write the deck and its lock.

    ``named`` are paths, or ``-`` for ``stdin``; without any, the sources that the deck lists are
    read again. A file outside the deck's folder is copied to ``sources/`` in it.

    Errors: any error diagnostic keeps all files as they are.
    """
    from nnexport.deck.canonical import dump_deck
    from nnexport.deck.lock_file import dump_lock
    from nnexport.deck.update import update_deck
    from nnexport.inputs import list_inputs, read_inputs

    loaded, deck, lock, problems = _open(deck_path, may_be_new=True)
    if deck is None or lock is None:
        return Outcome(problems)
    unknown = [each for each in remove if each not in {source.id for source in deck.sources}]
    if unknown:
        known = ", ".join(source.id for source in deck.sources) or "none"
        raise NnexportError(
            f"no source named {unknown[0]}", path=str(deck_path), help=f"listed are: {known}"
        )
    deck = replace(deck, sources=tuple(s for s in deck.sources if s.id not in remove))
    if loaded is None:
        lock = _forget_deck(lock)
    inputs, listing = list_inputs(named, deck, deck_path.parent, stdin)
    reading = read_inputs(inputs, deck_path.parent)
    problems = (*problems, *listing, *reading.diagnostics)
    if not inputs and not problems and not remove:
        raise NnexportError(
            "the deck lists no sources", path=str(deck_path), help="name one: nnexport ingest FILE"
        )
    if has_errors(problems):
        return Outcome(sort_diagnostics(problems))
    if loaded is None:
        deck = replace(deck, language=_language_of(reading) or deck.language)
    merged = _merge(reading, deck, lock, deck_path)
    text = update_deck(loaded.text, merged.deck) if loaded else dump_deck(merged.deck)
    after, trouble = _load(text, deck_path)
    found = (*problems, *merged.diagnostics)
    if after is None:
        return Outcome(sort_diagnostics((*found, *trouble)))
    diagnostics = _judge(found, after, deck_path, read=True)
    written = [
        *(Written(str(path), write_atomically(path, data)) for path, data in reading.copies),
        Written(
            str(deck_path),
            write_atomically(deck_path, text.encode()),
            f"{len(merged.deck.notes)} questions",
        ),
        # The deck first: a lock that is ahead of its deck would take new notes for deleted ones.
        Written(
            str(lock_path(deck_path)),
            write_atomically(lock_path(deck_path), dump_lock(merged.lock).encode()),
        ),
    ]
    return Outcome(diagnostics, tuple(written))


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


def _merge(reading: Reading, deck: Deck, lock: Lock, deck_path: Path) -> Merged:
    from nnexport.merging.merge import merge_documents

    merged = merge_documents(reading.documents, deck, lock, reading.paths)
    # Merging knows notes, not files: what it says of the deck is about the deck's file.
    placed = tuple(
        each if each.span.path else replace(each, span=Span(str(deck_path)))
        for each in merged.diagnostics
    )
    return replace(merged, diagnostics=placed)


def _open(
    deck_path: Path, *, may_be_new: bool = False
) -> tuple[LoadedDeck | None, Deck | None, Lock | None, tuple[Diagnostic, ...]]:
    """Load a deck and its lock; no deck or no lock means that the diagnostics hold an error."""
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
        loaded, diagnostics = _load(read_text(deck_path, "a deck"), deck_path)
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
    return loaded, deck, lock, diagnostics


def _load(text: str, path: Path) -> tuple[LoadedDeck | None, tuple[Diagnostic, ...]]:
    from nnexport.deck.canonical import load_deck

    return load_deck(text, str(path))


# --- judging -------------------------------------------------------------------------------------


def check(deck_path: Path) -> Outcome:
    """Return all that there is to say about a deck and its sources; write nothing."""
    from nnexport.inputs import list_inputs, read_inputs

    loaded, deck, lock, problems = _open(deck_path)
    if loaded is None or deck is None or lock is None:
        return Outcome(sort_diagnostics(problems))
    inputs, listing = list_inputs((), deck, deck_path.parent, b"")
    reading = read_inputs(inputs, deck_path.parent)
    found = [*problems, *listing, *reading.diagnostics]
    if not has_errors(found):
        found.extend(_merge(reading, deck, lock, deck_path).diagnostics)
    return Outcome(_judge(found, loaded, deck_path, read=True))


def _judge(
    found: Iterable[Diagnostic], loaded: LoadedDeck, deck_path: Path, *, read: bool
) -> tuple[Diagnostic, ...]:
    """Add the checks of the deck, take out what its questions accept, and sort.

    ``read``: the sources were read, so that an accepted code that was not given is not needed.
    """
    from nnexport.codes import CODES
    from nnexport.deck.checks import apply_acceptances, check_deck

    judged = frozenset(c for c in CODES if c.startswith(("NN0", "NN1", "NN2") if read else "NN2"))
    placed = _name_notes((*found, *check_deck(loaded)), loaded.deck, deck_path.parent)
    asked = {note.id for note in loaded.deck.notes if note.question}
    # What one source lacks and another gave is no problem of the deck any more.
    placed = tuple(d for d in placed if not (d.code == "NN011" and d.note in asked))
    placed = tuple(_point_at_note(each, loaded) for each in placed)
    return sort_diagnostics(apply_acceptances(placed, loaded, judged))


def _point_at_note(diagnostic: Diagnostic, loaded: LoadedDeck) -> Diagnostic:
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


# --- exporting -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build and where to."""

    formats: tuple[str, ...] = FORMATS
    output: Path | None = None
    """A file for one format, else a folder; none for the usual place."""

    frozen: bool = False
    paper: str = "a4"


@dataclass
class _Build:
    """A build while it runs."""

    deck_path: Path
    loaded: LoadedDeck
    lock: Lock
    options: BuildOptions
    diagnostics: list[Diagnostic] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)


def build(deck_path: Path, options: BuildOptions) -> Outcome:
    """Export a deck; the sources are not read.

    Errors: any error in the deck keeps all files as they are; :class:`FrozenError` with ``frozen``
    where the lock would change.
    """
    from nnexport.deck.checks import apply_acceptances

    loaded, deck, lock, problems = _open(deck_path)
    if loaded is None or deck is None or lock is None:
        return Outcome(sort_diagnostics(problems))
    diagnostics = _judge(problems, loaded, deck_path, read=False)
    if has_errors(diagnostics):
        return Outcome(diagnostics)
    written: list[Written] = []
    if "anki" in options.formats and loaded.unwritten_ids:
        loaded = _write_ids(deck_path, loaded, options)
        written.append(Written(str(deck_path), True, "ids"))
        diagnostics = _judge(problems, loaded, deck_path, read=False)
    job = _Build(deck_path, loaded, lock, options, list(diagnostics), written)
    state = BuildState(
        output_folder(deck_path, options.output) / f".{deck_path.stem}.nnexport.json"
    )
    # Anki first: where the lock must not change, nothing else is written either.
    for name in sorted(options.formats, key=lambda name: name != "anki"):
        _export(job, name, state)
    # A single file that the user named is made anew each time; nothing is left beside it.
    if not options.frozen and not (options.output and names_file(options.output)):
        state.save()
    accepted = apply_acceptances(job.diagnostics, loaded, frozenset())
    return Outcome(sort_diagnostics(accepted), tuple(job.written))


def _write_ids(deck_path: Path, loaded: LoadedDeck, options: BuildOptions) -> LoadedDeck:
    """Write the ids that a hand-made deck lacks: from the first export on they must not change."""
    from nnexport.deck.update import update_deck

    if options.frozen:
        raise FrozenError("the deck has questions without an id", path=str(deck_path))
    text = update_deck(loaded.text, loaded.deck)
    write_atomically(deck_path, text.encode())
    again, _ = _load(text, deck_path)
    assert again is not None
    return again


def _export(job: _Build, name: str, state: BuildState) -> None:
    """Make one output, unless what it is made of and the file itself are as they were."""
    options = job.options
    sources = (job.deck_path.parent / source.path for source in job.loaded.deck.sources)
    inputs = (job.deck_path, lock_path(job.deck_path), *sources)
    path = output_path(job.deck_path, name, options.formats, options.output, inputs)
    known = state.lookup(path, _hash_inputs(job, name))
    if known is not None:
        job.diagnostics.extend(known.diagnostics)
        job.written.append(Written(str(path), False))
        return
    exported = _EXPORT[name](job)
    job.diagnostics.extend(exported.diagnostics)
    changed = write_atomically(path, exported.data)
    job.written.append(Written(str(path), changed, exported.note))
    state.record(path, _hash_inputs(job, name), exported.data, exported.diagnostics)


def _hash_inputs(job: _Build, name: str) -> str:
    from nnexport.deck.lock_file import dump_lock

    lock = dump_lock(job.lock) if name == "anki" else ""
    return hash_inputs(name, job.options.paper, job.loaded.text, lock)


@dataclass(frozen=True, slots=True)
class _Exported:
    """One output, before it is written."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    note: str
    """What is in it."""


def _export_anki(job: _Build) -> _Exported:
    from nnexport.deck.lock import stamp_notes
    from nnexport.deck.lock_file import dump_lock
    from nnexport.exporters.anki import (
        build_package,
        exported_hashes,
        note_type_hashes,
        render_notes,
    )

    deck = job.loaded.deck
    rendered, diagnostics = render_notes(deck)
    lock = stamp_notes(job.lock, exported_hashes(rendered), note_type_hashes(), clock_s())
    if lock != job.lock:
        path = lock_path(job.deck_path)
        if job.options.frozen:
            raise FrozenError(
                "the lock would change", path=str(path), help="run nnexport build and commit it"
            )
        # Before the package: a package whose stamps nobody remembers could never be updated.
        write_atomically(path, dump_lock(lock).encode())
        job.written.append(Written(str(path), True))
        job.lock = lock
    data = build_package(deck, rendered, lock)
    return _Exported(data, _place_in_deck(diagnostics, job.loaded), f"{len(rendered)} notes")


def _export_pdf(job: _Build) -> _Exported:
    from nnexport.exporters.pdf import PdfOptions, export_pdf

    data, diagnostics = export_pdf(job.loaded.deck, PdfOptions(paper=job.options.paper))
    note = f"{len(job.loaded.deck.exported_notes)} questions"
    return _Exported(data, _place_in_deck(diagnostics, job.loaded), note)


def _export_markdown(job: _Build) -> _Exported:
    from nnexport.exporters.markdown import MarkdownOptions, export_markdown

    data, diagnostics = export_markdown(job.loaded.deck, MarkdownOptions())
    note = f"{len(job.loaded.deck.exported_notes)} questions"
    return _Exported(data, _place_in_deck(diagnostics, job.loaded), note)


def _place_in_deck(diagnostics: Iterable[Diagnostic], loaded: LoadedDeck) -> tuple[Diagnostic, ...]:
    """Exporters know notes, not files: point what they say at the notes in the deck."""
    return tuple(
        each if each.span.path else _point_at_note(replace(each, span=Span(loaded.path)), loaded)
        for each in diagnostics
    )


_EXPORT = {"anki": _export_anki, "pdf": _export_pdf, "markdown": _export_markdown}


# --- looking -------------------------------------------------------------------------------------


def explain_note(deck_path: Path, note_id: str) -> Explanation:
    """Tell where each sentence of a note's answer comes from.

    Errors: :class:`NnexportError` if the deck has errors or no such question.
    """
    import difflib

    from nnexport.merging.explain import explain_answer
    from nnexport.merging.merge import answer_weights

    loaded, deck, _, _ = _open(deck_path)
    if loaded is None or deck is None:
        help_line = f"nnexport check {deck_path} shows them"
        raise NnexportError("the deck has errors", path=str(deck_path), help=help_line)
    note = next((note for note in deck.notes if note.id == note_id), None)
    if note is None:
        near = difflib.get_close_matches(note_id, [each.id for each in deck.notes], 3, 0.4)
        help_line = f"did you mean {', '.join(near)}?" if near else ""
        raise NnexportError(f"no question named {note_id}", path=str(deck_path), help=help_line)
    return explain_answer(note, answer_weights(deck))


def diff(deck_path: Path) -> tuple[DeckDiff | None, Outcome]:
    """Compare a deck with its lock: what the next import into Anki will change."""
    from nnexport.exporters.anki import render_notes
    from nnexport.exporters.anki.diff import diff_against_lock

    loaded, deck, lock, problems = _open(deck_path)
    if loaded is None or deck is None or lock is None:
        return None, Outcome(sort_diagnostics(problems))
    diagnostics = _judge(problems, loaded, deck_path, read=False)
    if any(each.severity is Severity.ERROR for each in diagnostics):
        return None, Outcome(diagnostics)
    rendered, _ = render_notes(deck)
    return diff_against_lock(rendered, lock), Outcome(diagnostics)
