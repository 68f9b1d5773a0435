"""Deck → outputs: the lock first, then each file, and only those that are out of date."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.diagnostics import Diagnostic, Span, has_errors, sort_diagnostics
from nnexport.errors import FileError, FrozenError, NnexportError
from nnexport.exporters.pdf import USUAL_PDF, PdfOptions, require_choices
from nnexport.files import write_atomically
from nnexport.freshness import BuildState, hash_inputs
from nnexport.judging import judge, point_at_note
from nnexport.opening import load_text, lock_path, open_deck, open_package
from nnexport.outcome import Outcome, Written, counted
from nnexport.outputs import (
    FORMATS,
    Output,
    names_file,
    output_folder,
    output_path,
    plan_outputs,
)

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.lock import Lock
    from nnexport.deck.media import DeckMedia, Places
    from nnexport.exporters.anki import Contents, RenderedNote
    from nnexport.exporters.pdf.pictures import Pictures


def clock_s() -> int:
    """Return the time of this run in seconds since 1970: ``SOURCE_DATE_EPOCH``, else now.

    Stages get stamps handed down; only this function and the next read the clock.

    Errors: :class:`NnexportError` if ``SOURCE_DATE_EPOCH`` is no such time: ignoring it would
    silently give another package on every run.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        return int(time.time())
    if re.fullmatch(r"\d{1,12}", fixed, re.ASCII) and int(fixed) <= _LAST_SECOND:
        return int(fixed)
    raise NnexportError(
        f"“{fixed}” is no time in seconds since 1970",
        path="SOURCE_DATE_EPOCH",
        help="set it to a whole number, or unset it",
    )


def today_s() -> int:
    """Return what the computer's own clock says, to tell stamps of the future; never a stamp."""
    return int(time.time())


_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, the last one that a time in the lock can have."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build and where to."""

    formats: tuple[str, ...] = FORMATS
    output: Path | None = None
    """A file for one format, else a folder; none for the usual place."""

    frozen: bool = False
    layouts: tuple[str, ...] = ()
    """The sheets to make; none for those that the deck asks for."""

    pdf: PdfOptions = USUAL_PDF
    """How they are made."""

    jobs: int = 1
    """Processes that a large deck may take; no output depends on it."""

    after: Path | None = None
    """A package that learners have: the Anki package is to be newer than it."""


@dataclass
class _Build:
    """A build while it runs."""

    deck_path: Path
    loaded: LoadedDeck
    lock: Lock
    options: BuildOptions
    media: DeckMedia
    places: Places = field(default_factory=dict)
    """Where the page finds them."""

    later: Path | None = None
    """The package that is to be replaced, if it is later than the lock."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)


def build(deck_path: Path, options: BuildOptions) -> Outcome:
    """Export a deck; the sources are not read.

    Errors: any error in the deck keeps all files as they are; :class:`FrozenError` with ``frozen``
    where the lock would change.
    """
    from nnexport.checking.acceptance import apply_acceptances
    from nnexport.deck.media import NO_MEDIA
    from nnexport.media.finding import collect_media

    loaded, deck, lock, problems = open_deck(deck_path)
    if loaded is None or deck is None or lock is None:
        return Outcome(sort_diagnostics(problems))
    diagnostics = judge(problems, loaded, deck_path, read=False)
    if has_errors(diagnostics):
        return Outcome(diagnostics)
    written: list[Written] = []
    if "anki" in options.formats and loaded.unwritten_ids:
        loaded = _write_ids(deck_path, loaded, options)
        written.append(Written(str(deck_path), True, "ids"))
        diagnostics = judge(problems, loaded, deck_path, read=False)
    media = NO_MEDIA
    if {"anki", "markdown", "pdf"} & {*options.formats}:
        media = collect_media(loaded.deck, deck_path.parent)
    job = _Build(
        deck_path, loaded, lock, options, media, diagnostics=list(diagnostics), written=written
    )
    state = BuildState(
        output_folder(deck_path, options.output) / f".{deck_path.stem}.nnexport.json"
    )
    layouts = options.layouts or loaded.deck.shown_layouts
    if "pdf" in options.formats:
        require_choices(layouts, options.pdf)
    outputs = plan_outputs(options.formats, layouts)
    for output in outputs:
        _export(job, output, len(outputs), state)
    # A single file that the user named is made anew each time; nothing is left beside it.
    if not options.frozen and not (options.output and names_file(options.output)):
        state.save()
    accepted = apply_acceptances(job.diagnostics, loaded, frozenset())
    return Outcome(sort_diagnostics(accepted), tuple(job.written))


def _write_ids(deck_path: Path, loaded: LoadedDeck, options: BuildOptions) -> LoadedDeck:
    """Write the ids that a hand-made deck lacks: from the first export on they must not change."""
    from nnexport.deck.update import update_deck

    if options.frozen:
        help_line = f"write them with nnexport anki {deck_path}, and commit the deck"
        raise FrozenError(
            "the deck has questions without an id", path=str(deck_path), help=help_line
        )
    text = update_deck(loaded.text, loaded.deck)
    write_atomically(deck_path, text.encode())
    again, _ = load_text(text, deck_path)
    assert again is not None
    return again


def _export(job: _Build, output: Output, count: int, state: BuildState) -> None:
    """Make one output, unless what it is made of and the file itself are as they were."""
    from nnexport.deck.lock import newest_stamp
    from nnexport.media.finding import paths_from

    options = job.options
    sources = (job.deck_path.parent / source.path for source in job.loaded.deck.sources)
    inputs = (job.deck_path, lock_path(job.deck_path), *sources)
    path = output_path(job.deck_path, output, count, options.output, inputs)
    name = output.format
    if name == "markdown":
        job.places = paths_from(path.parent, job.media, job.deck_path.parent)
    known = state.lookup(path, _hash_inputs(job, output)) if not options.after else None
    if known is not None:
        job.diagnostics.extend(known.diagnostics)
        job.written.append(Written(str(path), False))
        return
    if name == "anki" and state.newest(path) > newest_stamp(job.lock) and path.is_file():
        job.later = path
    exported = _EXPORT[name](job, output)
    job.diagnostics.extend(exported.diagnostics)
    changed = exported.write(path)
    job.written.append(Written(str(path), changed, exported.note))
    newest = newest_stamp(job.lock) if name == "anki" else 0
    state.record(path, _hash_inputs(job, output), exported.diagnostics, newest)


def _hash_inputs(job: _Build, output: Output) -> str:
    from nnexport.deck.lock_file import dump_lock

    lock, files = "", ""
    if output.format == "pdf":
        files = "\n".join(f"{f.sha256} {f.path}" for f in job.media.files.values())
    if output.format == "anki":
        lock = dump_lock(job.lock)
        files = "\n".join(f"{f.sha256} {f.path}" for f in job.media.files.values())
    elif output.format == "markdown":
        files = "\n".join(job.places.values())
    made = repr(job.options.pdf) if output.format == "pdf" else ""
    return hash_inputs(output.format, output.layout, made, job.loaded.text, lock, files)


@dataclass(frozen=True, slots=True)
class _Exported:
    """One output, before it is written."""

    write: Callable[[Path], bool]
    """Makes a file hold it; tells whether that changed the file."""

    diagnostics: tuple[Diagnostic, ...]
    note: str
    """What is in it."""


def _export_anki(job: _Build, output: Output) -> _Exported:
    from nnexport.deck.lock_file import dump_lock
    from nnexport.exporters.anki import report_updates, stamp_rendered, write_package
    from nnexport.files import stream_atomically

    deck = job.loaded.deck
    rendered, diagnostics, before = _render(job)
    lock = stamp_rendered(before, rendered, clock_s())
    # Of this build only: a later one that changes nothing does not say it again.
    odd = (*report_updates(rendered, before), *_look_back(job, rendered, before, lock))
    job.diagnostics.extend(place_in_deck(odd, job.loaded))
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
    contents = _contents(job)

    def write(path: Path) -> bool:
        return stream_atomically(
            path, lambda file: write_package(file, deck, rendered, lock, contents)
        )

    note = counted(len(rendered), "note")
    files = {name for each in rendered for name in each.media}
    note += f", {counted(len(files), 'picture or sound', 'pictures and sounds')}" if files else ""
    return _Exported(write, place_in_deck(diagnostics, job.loaded), note)


def _render(job: _Build) -> tuple[tuple[RenderedNote, ...], tuple[Diagnostic, ...], Lock]:
    """Return the notes, and the lock with what a package that learners have can teach it."""
    from nnexport.exporters.anki import render_notes
    from nnexport.exporters.anki.histories import adopt_deletions, adopt_package
    from nnexport.exporters.anki.package_diff import require_related

    deck, media, jobs = job.loaded.deck, job.media, job.options.jobs
    if job.options.after is None:
        return *render_notes(deck, media, job.lock, jobs), job.lock
    package = open_package(job.options.after)
    known = adopt_deletions(job.lock, deck, package)
    rendered, diagnostics = render_notes(deck, media, known, jobs)
    require_related(package, rendered, job.lock, deck)
    return rendered, diagnostics, adopt_package(known, rendered, package)


def _look_back(
    job: _Build, rendered: Sequence[RenderedNote], before: Lock, after: Lock
) -> tuple[Diagnostic, ...]:
    """Return what is odd about this export, seen from those before it."""
    from nnexport.exporters.anki.histories import check_histories, compare_with_last

    path = str(lock_path(job.deck_path))
    odd = check_histories(job.loaded.deck, rendered, before, after, today_s(), path)
    if job.later is None:
        return odd
    try:
        package = open_package(job.later)
    except FileError:  # It is only looked at; whatever it is, it is replaced.
        return odd
    return (*odd, *compare_with_last(rendered, before, after, package, path))


def _contents(job: _Build) -> dict[str, Contents]:
    """Return what goes into the package beside the notes, to be read when it is written."""
    from nnexport.exporters.anki import Contents, PackedMedia
    from nnexport.media.finding import read_unchanged
    from nnexport.media.opening import MediaFolder

    folder = MediaFolder(job.deck_path.parent)
    return {
        name: Contents(file.size, file.is_loose, partial(read_unchanged, folder, file))
        for name, file in PackedMedia(job.media).files.items()
    }


def _pictures(job: _Build) -> Pictures | None:
    """Return what finds the pictures of the deck, if it names any."""
    from nnexport.exporters.pdf.pictures import Pictures
    from nnexport.media.finding import read_unchanged
    from nnexport.media.opening import MediaFolder

    if not job.media.files:
        return None
    folder = MediaFolder(job.deck_path.parent)
    return Pictures(job.media, lambda file: b"".join(read_unchanged(folder, file)))


def _export_pdf(job: _Build, output: Output) -> _Exported:
    from nnexport.exporters.pdf import export_pdf, printed_deck

    options = replace(job.options.pdf, layout=output.layout)
    data, diagnostics = export_pdf(job.loaded.deck, options, _pictures(job), job.options.jobs)
    note = counted(len(printed_deck(job.loaded.deck, options).exported_notes), "question")
    return _Exported(
        partial(write_atomically, data=data), place_in_deck(diagnostics, job.loaded), note
    )


def _export_markdown(job: _Build, output: Output) -> _Exported:
    from nnexport.exporters.markdown import MarkdownOptions, export_markdown

    data, diagnostics = export_markdown(job.loaded.deck, MarkdownOptions(job.places))
    note = counted(len(job.loaded.deck.exported_notes), "question")
    return _Exported(
        partial(write_atomically, data=data), place_in_deck(diagnostics, job.loaded), note
    )


def place_in_deck(diagnostics: Iterable[Diagnostic], loaded: LoadedDeck) -> tuple[Diagnostic, ...]:
    """Exporters know notes, not files: point what they say at the notes in the deck."""
    return tuple(
        each if each.span.path else point_at_note(replace(each, span=Span(loaded.path)), loaded)
        for each in diagnostics
    )


_EXPORT = {"anki": _export_anki, "pdf": _export_pdf, "markdown": _export_markdown}
