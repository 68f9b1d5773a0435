"""The sources of a run: which files they are, what they hold, and which must be copied first."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nnexport.deck.document import Deck, Document, Source, SourceId
from nnexport.deck.identity import slug
from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText, decode_source, read_source
from nnexport.readers import read_document


@dataclass(frozen=True, slots=True)
class Input:
    """A source of a run: what it is called, its bytes, and whether they must be copied first."""

    source: Source
    shown: str
    raw: RawText | None
    copied: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources of a run, read."""

    documents: tuple[Document, ...]
    paths: Mapping[SourceId, str]
    copies: tuple[tuple[Path, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


def list_inputs(
    named: Sequence[str], deck: Deck, folder: Path, stdin: bytes
) -> tuple[list[Input], tuple[Diagnostic, ...]]:
    """Return the sources of a run in deck order, new ones last, each read once.

    Errors: NN001 to NN005 for files that cannot be read, NN002 also for a listed path that leads
    out of the deck's folder.
    """
    given, diagnostics = _read_named(named, deck, folder, stdin)
    inputs: list[Input] = []
    for source in deck.sources:
        found = given.pop(posixpath.normpath(source.path), None)
        if found is None and not (folder / source.path).exists():
            listed = {each.path for each in deck.sources}
            found = _renamed(source, {p: e for p, e in given.items() if p not in listed})
            if found is not None:
                del given[found.source.path]
        if found is None:
            found, problems = _read_listed(source, folder)
            diagnostics.extend(problems)
        inputs.append(replace(found, source=replace(source, path=found.source.path)))
    taken = {source.id for source in deck.sources}
    for each in given.values():
        source_id = SourceId(slug(Path(each.source.path).stem, taken, "source"))
        taken.add(source_id)
        inputs.append(replace(each, source=replace(each.source, id=source_id)))
    return inputs, tuple(diagnostics)


def _read_named(
    named: Sequence[str], deck: Deck, folder: Path, stdin: bytes
) -> tuple[dict[str, Input], list[Diagnostic]]:
    """Read the sources that the user named, by their path in the deck's folder."""
    given: dict[str, Input] = {}
    diagnostics: list[Diagnostic] = []
    for name in dict.fromkeys(named):
        path = Path(name)
        inside = None if name == "-" else _inside(path, folder)
        if inside is not None:
            raw, problems = read_source(path, name)
            each = Input(Source(SourceId(""), inside), name, raw)
        else:
            each, problems = _read_outside(name, deck, folder, stdin, given)
        diagnostics.extend(problems)
        given[each.source.path] = each
    return given, diagnostics


def _read_outside(
    name: str, deck: Deck, folder: Path, stdin: bytes, given: Mapping[str, Input]
) -> tuple[Input, tuple[Diagnostic, ...]]:
    """Read a file from outside of the deck's folder, or standard input, to be copied into it.

    Errors: NN007 where an earlier copy of the same text was changed since.
    """
    if name == "-":
        shown, file_name = "<stdin>", "stdin.txt"
        raw, problems = decode_source(stdin, shown)
        data = stdin
    else:
        shown, file_name = name, Path(name).name
        try:
            # Once only: what comes through a pipe is gone after that.
            data = Path(name).read_bytes()
        except OSError:
            raw, problems = read_source(Path(name), shown)
            data = b""
        else:
            raw, problems = decode_source(data, shown)
    if raw is None:
        return Input(Source(SourceId(""), f"sources/{file_name}"), shown, None), problems
    target = _copy_target(file_name, raw, deck, folder, given)
    source = Source(SourceId(""), target)
    listed = {each.path: each for each in deck.sources}.get(target)
    copy, _ = read_source(folder / target) if listed else (None, ())
    if listed and copy and copy.sha256 not in (listed.sha256, raw.sha256):
        message = f"its copy {os.path.relpath(folder / target)} was changed since it was read"
        help_line = "name the copy instead, or delete it to take this file"
        problem = Diagnostic("NN007", Span(shown), message, help_line)
        return Input(source, shown, None), (problem,)
    return Input(source, shown, raw, data), problems


def _copy_target(
    file_name: str, raw: RawText, deck: Deck, folder: Path, given: Mapping[str, Input]
) -> str:
    """Return where a file from outside is copied to.

    Naming a file again refreshes its copy; another text of the same name gets a name of its own.
    """
    stem, ending = Path(file_name).stem, Path(file_name).suffix
    listed = {each.path for each in deck.sources}
    target, count = f"sources/{file_name}", 1
    while target in given or not _may_replace(folder / target, raw, target in listed):
        count += 1
        target = f"sources/{stem}-{count}{ending}"
    return target


_REFRESHED = 0.5
"""Share of a copy's lines that a file must still have to be a new state of the same text."""


def _may_replace(path: Path, raw: RawText, is_listed: bool) -> bool:
    """Tell whether a copy may stand at a path: none is there, or an older state of the text."""
    if not path.exists():
        return True
    copy, _ = read_source(path)
    if copy is None:
        return False
    old = {line.strip() for line in copy.text.split("\n") if line.strip()}
    new = {line.strip() for line in raw.text.split("\n")}
    is_same_text = is_listed and len(old & new) >= _REFRESHED * len(old)
    return copy.sha256 == raw.sha256 or is_same_text


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


def _read_listed(source: Source, folder: Path) -> tuple[Input, tuple[Diagnostic, ...]]:
    shown = os.path.relpath(folder / source.path)
    if _inside(folder / source.path, folder) is None:
        # A deck may come from anybody; reading it must not copy this machine's files into it.
        message = "the deck lists a file outside of its folder"
        help_line = "name it once, and it is copied: nnexport ingest FILE --into DECK.yaml"
        problem = Diagnostic("NN002", Span(shown), message, help_line)
        return Input(source, shown, None), (problem,)
    raw, problems = read_source(folder / source.path, shown)
    return Input(source, shown, raw), problems


def read_inputs(inputs: Iterable[Input], folder: Path) -> Reading:
    """Read the sources of a run into documents."""
    documents: list[Document] = []
    paths: dict[SourceId, str] = {}
    copies: list[tuple[Path, bytes]] = []
    diagnostics: list[Diagnostic] = []
    for each in inputs:
        if each.raw is None:
            continue
        source = replace(each.source, sha256=each.raw.sha256)
        paths[source.id] = each.shown
        reading, problems = read_document(each.raw, source)
        diagnostics.extend(problems)
        if reading is not None:
            documents.append(reading.document)
        if each.copied is not None:
            copies.append((folder / source.path, each.copied))
    return Reading(tuple(documents), paths, tuple(copies), tuple(diagnostics))
