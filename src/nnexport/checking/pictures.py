"""Pictures that nobody will see: no such file, or no file of the deck's folder at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from nnexport.checking.findings import (
    Checked,
    Finding,
    cut_text,
    inlines_of,
    locate,
    walk_blocks,
    walk_inlines,
)
from nnexport.deck.document import Source
from nnexport.deck.markup import Block, Image

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):|//|www\.")

_FORBIDDEN = re.compile(r"!\[[^\[\]\n]*\]\((file:[^()\s]*)\)")
"""A picture that the parser leaves as text, because such an address leads anywhere on the disk."""

_DRIVE = re.compile(r"[A-Za-z]:/")


def find_lost_pictures(
    notes: Sequence[Checked], folder: Path, sources: Sequence[Source] = ()
) -> Iterator[Finding]:
    """Yield the pictures that are no file of the deck's folder (NN226, NN227).

    A source names its pictures as they stand beside it: ``sources`` are looked beside, too, to say
    where one is.
    """
    beside = sorted({str(PurePosixPath(source.path).parent) for source in sources} - {"."})
    listing = _Listing(folder, beside)
    for each in notes:
        for key, text, blocks in each.texts:
            if "![" not in text and "<img" not in text:
                continue
            forbidden = ((match[1], 0) for match in _FORBIDDEN.finditer(text))
            for src, first in dict.fromkeys((*_sources(blocks), *forbidden)):
                told = _judge(src, listing)
                if told is not None:
                    line, column = locate(text, src, first)
                    yield Finding(told[0], each.note, told[1], told[2], key, line, column)


def _sources(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    for block in walk_blocks(blocks):
        for run in inlines_of(block):
            for inline in walk_inlines(run):
                if isinstance(inline, Image):
                    yield inline.src, block.lines[0]


def _judge(src: str, listing: _Listing) -> tuple[str, str, str] | None:
    """Return code, message and help for a picture; ``None`` if it is there."""
    if not src.strip():
        return "NN226", "a picture has no address", "write it: `![alt](picture.png)`"
    scheme = _ADDRESS.match(src)
    if scheme:
        if (scheme["scheme"] or "").lower() == "data":
            return None
        message = f"the picture “{cut_text(src, 60)}” is no file in the deck's folder"
        return "NN227", message, "save it beside the deck and write its path from there"
    path = unquote(src.split("?")[0].split("#")[0]).replace("\\", "/")
    if path.startswith(("/", "~")) or _DRIVE.match(path) or listing.leads_out(path):
        message = f"the picture “{cut_text(src, 60)}” is outside of the deck's folder"
        return "NN227", message, "move it beside the deck and write its path from there"
    found = listing.spelling_of(path)
    if found is None:
        return "NN226", f"there is no picture “{cut_text(src, 60)}”", _near_help(path, listing)
    if found != str(PurePosixPath(path)):
        message = f"the picture “{cut_text(src, 60)}” is called “{found}” on disk"
        return "NN226", message, "write it in the same letters; not every computer takes both"
    return None


def _near_help(path: str, listing: _Listing) -> str:
    elsewhere = listing.beside_source(path) or listing.same_name(PurePosixPath(path).name)
    if elsewhere:
        return f"did you mean `{elsewhere}`?"
    return "put the file there; its path begins at the deck's folder"


class _Listing:
    """The files of a folder by name, each folder read once and only when it is asked for."""

    def __init__(self, folder: Path, beside: Sequence[str]) -> None:
        self.folder = folder
        self._beside = beside
        self._names: dict[str, dict[str, str]] = {}

    def leads_out(self, path: str) -> bool:
        return os.path.normpath(path).startswith(os.pardir)

    def _folded(self, folder: str) -> dict[str, str]:
        """Return the names in a folder, by what they are without regard to capitals."""
        if folder not in self._names:
            try:
                names = sorted(each.name for each in (self.folder / folder).iterdir())
            except OSError:
                names = []
            self._names[folder] = {name.casefold(): name for name in names}
            self._names[folder].update((name, name) for name in names)
        return self._names[folder]

    def spelling_of(self, path: str) -> str | None:
        """Return a path as the files are named on disk; ``None`` if there is no such file."""
        spelled: list[str] = []
        for part in PurePosixPath(os.path.normpath(path)).parts:
            known = self._folded("/".join(spelled))
            name = known.get(part) or known.get(part.casefold())
            if name is None:
                return None
            spelled.append(name)
        return "/".join(spelled) if (self.folder / "/".join(spelled)).is_file() else None

    def beside_source(self, path: str) -> str:
        """Return where a file stands whose path begins at a source; empty if nowhere."""
        tried = (os.path.normpath(f"{source}/{path}") for source in self._beside)
        return next(filter(None, map(self.spelling_of, tried)), "")

    def same_name(self, name: str) -> str:
        """Return where a file of a name stands, one folder deep; empty if nowhere."""
        for folder in ("", *(n for n in self._folded("").values() if (self.folder / n).is_dir())):
            found = self._folded(folder).get(name.casefold())
            if found and not folder.startswith("."):
                return f"{folder}/{found}" if folder else found
        return ""
