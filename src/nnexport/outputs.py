"""Where outputs go, and where they must never go."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nnexport.errors import FileError

FORMATS = ("anki", "pdf", "markdown")

SUFFIXES: Mapping[str, str] = MappingProxyType({"anki": ".apkg", "pdf": ".pdf", "markdown": ".md"})


@dataclass(frozen=True, slots=True)
class Output:
    """One file that is made of a deck."""

    format: str
    """One of ``FORMATS``."""

    layout: str = ""
    """Of a PDF."""

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.format]

    @property
    def ending(self) -> str:
        """What follows the deck's stem in the name of the file."""
        return f"-{self.layout}{self.suffix}" if self.layout else self.suffix


def plan_outputs(formats: Iterable[str], layouts: Iterable[str]) -> tuple[Output, ...]:
    """Return the files to make, the Anki package first: where the lock must not change, nothing
    else is written either."""
    outputs: list[Output] = []
    for name in sorted(formats, key=lambda name: name != "anki"):
        outputs += [Output(name, layout) for layout in (layouts if name == "pdf" else ("",))]
    return tuple(outputs)


def names_file(output: Path) -> bool:
    """Tell whether ``-o`` names a file: it has the ending of an output and is no folder."""
    return not output.is_dir() and output.suffix.lower() in SUFFIXES.values()


def output_folder(deck_path: Path, output: Path | None) -> Path:
    """Return the folder of a deck's outputs.

    Without ``-o`` that is ``build/``: beside the deck's folder if that is named ``questions``, else
    in it.
    """
    if output is not None:
        return output.parent if names_file(output) else output
    folder = deck_path.parent
    if folder.resolve().name == "questions":
        return folder.parent / "build" if folder.name == "questions" else folder / ".." / "build"
    return folder / "build"


def output_path(
    deck_path: Path,
    wanted: Output,
    count: int,
    output: Path | None,
    inputs: Collection[Path],
) -> Path:
    """Return where an output goes, one of ``count``.

    Errors: :class:`FileError` for one file that is to hold several outputs, for an ending of
    another format, for a file in place of a folder, for a name that Anki takes for a backup, and
    for a file the deck is made of.
    """
    path = output_folder(deck_path, output) / f"{deck_path.stem}{wanted.ending}"
    if output is not None and names_file(output):
        if count > 1:
            help_line = "name a folder; or make one output, such as a PDF with --layout study"
            raise FileError(
                "one file cannot hold several outputs", path=str(output), help=help_line
            )
        if output.suffix.lower() != wanted.suffix:
            message = f"the {wanted.format} output is a {wanted.suffix} file"
            raise FileError(message, path=str(output), help="give it that ending")
        path = output
    elif output is not None and not output.is_dir():
        _refuse_no_folder(output, wanted)
    _refuse_dangerous(path, inputs)
    return path


_ENDING = re.compile(r"\.[A-Za-z]{2,4}")
"""Of a file, very likely; a folder may be `v1.2`."""


def _refuse_no_folder(path: Path, wanted: Output) -> None:
    """Refuse a name for a folder that was meant for a file, or that a file has."""
    _refuse_backup(path)
    help_line = f"name a folder, or a file that ends in {wanted.suffix}"
    if path.exists():
        raise FileError("this is a file, not a folder", path=str(path), help=help_line)
    if _ENDING.fullmatch(path.suffix):
        message = f"the {wanted.format} output is a {wanted.suffix} file"
        raise FileError(
            message, path=str(path), help=f"{help_line}, such as {path.with_suffix('')}"
        )


def _refuse_backup(path: Path) -> None:
    from nnexport.exporters.anki.package import is_reserved_name

    if is_reserved_name(path.name):
        message = "Anki would replace the whole collection by a file of this name"
        raise FileError(message, path=str(path), help="choose another name")


def _refuse_dangerous(path: Path, inputs: Collection[Path]) -> None:
    _refuse_backup(path)
    if path.resolve() in {each.resolve() for each in inputs}:
        message = "this output would overwrite a file that the deck is made of"
        raise FileError(message, path=str(path), help="choose another name")
