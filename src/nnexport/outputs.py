"""Where outputs go, and where they must never go."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from nnexport.errors import FileError

FORMATS = ("anki", "pdf", "markdown")

ENDINGS: Mapping[str, str] = MappingProxyType(
    {"anki": ".apkg", "pdf": "-cheatsheet.pdf", "markdown": ".md"}
)
"""What follows the deck's stem in the name of an output."""


def _suffix(ending: str) -> str:
    return ending[ending.rindex(".") :]


def names_file(output: Path) -> bool:
    """Tell whether ``-o`` names a file: it has the ending of an output and is no folder."""
    is_folder = output.is_dir() or str(output).endswith(os.sep)
    return not is_folder and output.suffix.lower() in {
        _suffix(ending) for ending in ENDINGS.values()
    }


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
    name: str,
    formats: Collection[str],
    output: Path | None,
    inputs: Collection[Path],
) -> Path:
    """Return where an output goes.

    Errors: :class:`FileError` for one file that is to hold several outputs, for an ending of
    another format, for a name that Anki takes for a backup, and for a file the deck is made of.
    """
    path = output_folder(deck_path, output) / f"{deck_path.stem}{ENDINGS[name]}"
    if output is not None and names_file(output):
        ending = _suffix(ENDINGS[name])
        if len(formats) > 1:
            help_line = "name a folder, or build one output at a time"
            raise FileError(
                "one file cannot hold several outputs", path=str(output), help=help_line
            )
        if output.suffix.lower() != ending:
            message = f"the {name} output is a {ending} file"
            raise FileError(message, path=str(output), help="give it that ending")
        path = output
    elif output is not None and not output.is_dir():
        _refuse_backup(output)  # A name that was meant for a file.
    _refuse_dangerous(path, inputs)
    return path


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
