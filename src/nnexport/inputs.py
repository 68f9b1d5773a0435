"""The sources of a run: which files they are, what they hold, and which must be copied first."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nnexport.companions import Companion, Origin, find_companions
from nnexport.converters import CONVERTERS, convert
from nnexport.copies import FOLDER, RECORD, Copies, split_ending
from nnexport.deck.document import Deck, Document, Source, SourceId
from nnexport.deck.identity import slug
from nnexport.diagnostics import Diagnostic, Span, has_errors
from nnexport.files import RawText, decode_source, read_bytes
from nnexport.folders import list_folder, report_skipped
from nnexport.readers import READERS, read_document
from nnexport.sniffing import sniff_ending


@dataclass(frozen=True, slots=True)
class Input:
    """A source of a run: what it is called, its bytes, and whether they must be copied first."""

    source: Source
    shown: str
    raw: RawText | None
    copied: bytes | None = None
    is_found: bool = False
    """It was found in a folder: if no question is in it, it is skipped."""

    origin: Origin | None = None
    """Where a text is copied from, with what stands beside it; none for one that was converted."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The sources of a run in deck order, new ones last, each read once."""

    inputs: tuple[Input, ...]
    record: bytes = b""
    """What ``sources/copies.sha256`` must hold; empty if nothing is copied."""

    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources of a run, read."""

    documents: tuple[Document, ...]
    paths: Mapping[SourceId, str]
    copies: tuple[tuple[Path, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]
    companions: tuple[Companion, ...] = ()
    """Pictures and sounds to copy along with the sources."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A file that the user named, itself or by its folder."""

    path: Path | None
    """None for standard input."""

    shown: str
    copy_name: str
    """Path below ``sources/`` for a copy of it."""

    is_found: bool = False
    origin: Origin | None = None


def list_inputs(
    named: Sequence[str], deck: Deck, folder: Path, stdin: bytes, ours: Iterable[Path] = ()
) -> Inputs:
    """Read the sources of a run. ``ours`` are the files of the deck itself, which are no sources.

    Errors: those of reading, decoding and converting a file; NN002 also for a listed path that
    leads out of the deck's folder; NN007 where a copy was corrected.
    """
    copies = Copies(deck, folder)
    diagnostics: list[Diagnostic] = []
    given: dict[str, Input] = {}
    own = {*ours, *(folder / path for path in (RECORD, *copies.recorded))}
    for each in _expand(named, {path.resolve() for path in own}, diagnostics):
        read, problems = _read_named(each, copies, stdin, given)
        diagnostics.extend(problems)
        if read is not None:
            given[read.source.path] = read
    if named and not given and not has_errors(diagnostics):
        diagnostics.append(_nothing_in(named[0]))
    inputs: list[Input] = []
    for source in deck.sources:
        found, problems = _find_listed(source, copies, given)
        diagnostics.extend(problems)
        source = replace(source, path=found.source.path)
        inputs.append(replace(found, source=source, is_found=False))
    taken = {source.id for source in deck.sources}
    for new in given.values():
        source_id = SourceId(slug(split_ending(Path(new.source.path).name)[0], taken, "source"))
        taken.add(source_id)
        inputs.append(replace(new, source=replace(new.source, id=source_id)))
    written = {one.source.path: one.copied for one in inputs if one.copied is not None}
    record = copies.record(written) if written else b""
    return Inputs(tuple(inputs), record, tuple(diagnostics))


# --- named files ---------------------------------------------------------------------------------


def _expand(
    named: Sequence[str], ours: set[Path], diagnostics: list[Diagnostic]
) -> Iterator[_Named]:
    """Yield each file that was named, itself or by its folder, once."""
    seen: set[Path] = set()
    for name in dict.fromkeys(named):
        path = Path(name)
        if name == "-":
            yield _Named(None, "<stdin>", "")
        elif path.is_dir():
            listing = list_folder(path, {*READERS, *CONVERTERS}, ours)
            diagnostics.extend(report_skipped(name, listing.skipped))
            if not listing.files:
                diagnostics.append(_nothing_in(name))
            for each in listing.files:
                if (path / each).resolve() not in seen:
                    seen.add((path / each).resolve())
                    below = f"{path.resolve().name}/{each}"
                    origin = Origin(path, each)
                    yield _Named(path / each, str(path / each), below, True, origin)
        elif path.resolve() not in seen:
            seen.add(path.resolve())
            yield _Named(path, name, path.name, origin=Origin(path.parent, path.name))


def _nothing_in(name: str) -> Diagnostic:
    known = ", ".join(sorted(key for key in {*READERS, *CONVERTERS} if key))
    help_line = f"put sources into it, or name another; these are read: {known}"
    return Diagnostic("NN002", Span(name), "nothing to read in here", help_line)


_SKIPPED_IN_FOLDERS = frozenset({"NN003", "NN004", "NN005"})


def _read_named(
    named: _Named, copies: Copies, stdin: bytes, given: Mapping[str, Input]
) -> tuple[Input | None, tuple[Diagnostic, ...]]:
    """Read a named file; one from outside of the deck's folder and a converted one is a copy.

    A file of a folder that holds no text is skipped.
    """
    read, problems = _read_text(named, copies, stdin)
    if read is None:
        if named.is_found and {each.code for each in problems} & _SKIPPED_IN_FOLDERS:
            at = Path(named.shown)
            return None, report_skipped(str(at.parent), [(at.name, problems[0].message)])
        inside = None if named.path is None else _inside(named.path, copies.folder)
        # It stands for the listed source that it would have been, which is not reported as well.
        path = inside or f"{FOLDER}/{named.copy_name or 'stdin'}"
        return Input(Source(SourceId(""), path), named.shown, None), problems
    raw, data, place, is_converted = read
    inside = None if named.path is None else _inside(named.path, copies.folder)
    if inside is not None and not is_converted:
        found = Input(Source(SourceId(""), inside), named.shown, raw, None, named.is_found)
        return found, problems
    target = copies.target_of(place, data, given, follows=inside is not None)
    if copies.is_corrected(target, data):
        shown = os.path.relpath(copies.folder / target)
        message = f"its copy {shown} was corrected since it was made"
        help_line = "name the copy instead, or delete it to take this file"
        problem = Diagnostic("NN007", Span(named.shown), message, help_line)
        return Input(Source(SourceId(""), target), named.shown, None), (problem,)
    shown = os.path.relpath(copies.folder / target) if is_converted else named.shown
    origin = None if is_converted else named.origin
    raw = replace(raw, path=shown)
    return Input(Source(SourceId(""), target), shown, raw, data, named.is_found, origin), problems


def _read_text(
    named: _Named, copies: Copies, stdin: bytes
) -> tuple[tuple[RawText, bytes, str, bool] | None, tuple[Diagnostic, ...]]:
    """Return a file's text, the bytes to copy, where to below ``sources/``, if it was converted."""
    place = named.copy_name
    if named.path is None:
        data: bytes | None = stdin
        problems: tuple[Diagnostic, ...] = ()
        place = _name_stdin(stdin, copies)
    else:
        # Once only: what comes through a pipe is gone after that.
        data, problems = read_bytes(named.path, named.shown)
        inside = _inside(named.path, copies.folder)
        if inside is not None:
            place = inside.removeprefix(f"{FOLDER}/")
    if data is None:
        return None, problems
    ending = Path(place).suffix.lower()
    is_converted = ending in CONVERTERS
    if is_converted:
        text, problems = convert(data, ending, named.shown)
        if text is None:
            return None, problems
        data, place = text.encode(), f"{place}.md"
    raw, trouble = decode_source(data, named.shown)
    if raw is None:
        return None, (*problems, *trouble)
    return (raw, data, place, is_converted), (*problems, *trouble)


def _name_stdin(data: bytes, copies: Copies) -> str:
    """Return the name of a copy of standard input, by what it holds.

    A text that is read again keeps its name, even if it now looks a little more like Markdown.
    """
    ending = sniff_ending(data)
    if ending in (".txt", ".md"):
        for name in ("stdin.txt", "stdin.md"):
            if copies.is_same_text(f"{FOLDER}/{name}", data):
                return name
    return f"stdin{ending}"


# --- listed files --------------------------------------------------------------------------------


def _find_listed(
    source: Source, copies: Copies, given: dict[str, Input]
) -> tuple[Input, tuple[Diagnostic, ...]]:
    """Return a listed source: named, under its name or a new one, or else as it stands."""
    found = given.pop(posixpath.normpath(source.path), None)
    if found is None and not (copies.folder / source.path).exists():
        found = _renamed(source, {p: e for p, e in given.items() if p not in copies.listed})
        if found is not None:
            del given[found.source.path]
        elif (moved := _moved(source, copies)) is not None:
            return _read_listed(replace(source, path=moved), copies)
    return (found, ()) if found is not None else _read_listed(source, copies)


def _moved(source: Source, copies: Copies) -> str | None:
    """Return where in the deck's folder the text of a missing source stands now."""
    if not source.sha256:
        return None
    for path in list_folder(copies.folder, set(READERS), ()).files:
        if path in copies.listed:
            continue
        data, _ = read_bytes(copies.folder / path, path)
        if data is not None and hashlib.sha256(data).hexdigest() == source.sha256:
            return path
    return None


def _inside(path: Path, folder: Path) -> str | None:
    """Return a file's path in the deck's folder; none for one outside, links followed."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def _renamed(source: Source, given: Mapping[str, Input]) -> Input | None:
    """Return the named file that holds what a missing source held: it was renamed."""
    same = (e for e in given.values() if e.raw is not None and e.raw.sha256 == source.sha256)
    return next(same, None)


def _read_listed(source: Source, copies: Copies) -> tuple[Input, tuple[Diagnostic, ...]]:
    path = copies.folder / source.path
    shown = os.path.relpath(path)
    if _inside(path, copies.folder) is None:
        # A deck may come from anybody; reading it must not copy this machine's files into it.
        message = "the deck lists a file outside of its folder"
        help_line = "name it once, and it is copied: nnexport ingest FILE --into DECK.yaml"
        problem = Diagnostic("NN002", Span(shown), message, help_line)
        return Input(source, shown, None), (problem,)
    found, problems = _read_named(_Named(path, shown, path.name), copies, b"", {})
    problems = tuple(_with_ways_out(each, source) for each in problems)
    return found or Input(source, shown, None), problems


def _with_ways_out(problem: Diagnostic, source: Source) -> Diagnostic:
    """Say of a missing source what to do: it may have got a new name and been changed."""
    if problem.code != "NN001":
        return problem
    help_line = (
        f"put it back, or write its new name at `path:` of source {source.id}; "
        f"--remove {source.id} takes it out of the deck"
    )
    return replace(problem, help=help_line)


# --- reading -------------------------------------------------------------------------------------


def read_inputs(listed: Inputs, folder: Path, *, repair: bool = True) -> Reading:
    """Read the sources of a run into documents.

    ``repair``: put what stands at the wrong place where it belongs; else only report it.
    """
    documents: list[Document] = []
    paths: dict[SourceId, str] = {}
    copies: list[tuple[Path, bytes]] = []
    companions: list[Companion] = []
    diagnostics: list[Diagnostic] = []
    without: list[tuple[Input, tuple[Diagnostic, ...]]] = []
    for each in listed.inputs:
        if each.raw is None:
            continue
        source = replace(each.source, sha256=each.raw.sha256)
        reading, problems = read_document(each.raw, source, repair=repair)
        if each.is_found and any(problem.code == "NN019" for problem in problems):
            without.append((each, problems))
            continue
        paths[source.id] = each.shown
        diagnostics.extend(problems)
        if reading is not None:
            documents.append(reading.document)
            if each.origin is not None:
                found, odd = find_companions(reading.document, each.origin, folder, each.shown)
                companions.extend(found)
                diagnostics.extend(odd)
        if each.copied is not None:
            copies.append((folder / source.path, each.copied))
    for each, problems in without:
        name = Path(each.shown)
        skipped = report_skipped(str(name.parent), [(name.name, "no question in it")])
        diagnostics.extend(skipped if documents else problems)
    if copies:
        copies.append((folder / RECORD, listed.record))
    return Reading(tuple(documents), paths, tuple(copies), tuple(diagnostics), tuple(companions))
