"""The sources of a run: which files they are, what they hold, and which must be copied first."""

from __future__ import annotations

import os
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
    given, diagnostics = _read_named(named, folder, stdin)
    inputs: list[Input] = []
    for source in deck.sources:
        found = given.pop(source.path, None)
        if found is None and not (folder / source.path).exists():
            found = _renamed(source, given)
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
    named: Sequence[str], folder: Path, stdin: bytes
) -> tuple[dict[str, Input], list[Diagnostic]]:
    """Read the sources that the user named, by their path in the deck's folder."""
    given: dict[str, Input] = {}
    diagnostics: list[Diagnostic] = []
    for name in dict.fromkeys(named):
        shown = "<stdin>" if name == "-" else name
        path = Path(name)
        inside = None if name == "-" else _inside(path, folder)
        copied: bytes | None = None
        if inside is not None:
            relative = inside
            raw, problems = read_source(path, shown)
        else:
            relative = _free_copy("stdin.txt" if name == "-" else path.name, given)
            if name == "-":
                raw, problems = decode_source(stdin, shown)
                copied = stdin
            else:
                raw, problems = read_source(path, shown)
                copied = path.read_bytes() if raw is not None else None
        diagnostics.extend(problems)
        given[relative] = Input(Source(SourceId(""), relative), shown, raw, copied)
    return given, diagnostics


def _inside(path: Path, folder: Path) -> str | None:
    """Return a file's path in the deck's folder; none for one outside, links followed."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def _free_copy(name: str, given: Mapping[str, Input]) -> str:
    """Return where a file from outside is copied to; two of one name in one run stay apart.

    A copy of an earlier run is replaced: naming a file again refreshes it.
    """
    stem, ending = Path(name).stem, Path(name).suffix
    target, count = f"sources/{name}", 1
    while target in given:
        count += 1
        target = f"sources/{stem}-{count}{ending}"
    return target


def _renamed(source: Source, given: dict[str, Input]) -> Input | None:
    """Return the named file that holds what a missing source held: it was renamed."""
    for path, each in given.items():
        if each.raw is not None and each.raw.sha256 == source.sha256:
            return given.pop(path)
    return None


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
