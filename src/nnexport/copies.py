"""Copies of sources in a deck's folder: where each goes, and whether it may be written again.

``sources/copies.sha256`` says what each copy was when it was last written, one line each as
``sha256sum`` writes them. A copy that is no longer that was corrected by hand, and is never
overwritten. Rejected: comparing with the hash in the deck, which follows the corrected copy as soon
as that is read; a comment inside the copy, which is to be the text as received.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from nnexport.converters import CONVERTERS
from nnexport.deck.document import Deck
from nnexport.files import decode_source, read_bytes

FOLDER = "sources"
RECORD = f"{FOLDER}/copies.sha256"
_RECORD_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

_REFRESHED = 0.5
"""Share of a copy's lines that a file must still have to be a new state of the same text."""


class Copies:
    """The copies that a deck has, as they stand in its folder."""

    def __init__(self, deck: Deck, folder: Path) -> None:
        self.folder = folder
        self.listed: Mapping[str, str] = {each.path: each.sha256 for each in deck.sources}
        self.recorded = _read_record(folder)

    def target_of(self, name: str, data: bytes, taken: Collection[str], *, follows: bool) -> str:
        """Return where a text is copied to; ``name`` is a path below ``sources/``.

        Naming a file again refreshes its copy; another text of the same name gets a name of its
        own. ``follows``: the copy belongs to a document in the folder, whatever became of its text.
        """
        path = PurePosixPath(FOLDER, name)
        stem, ending = split_ending(path.name)
        target, count = str(path), 1
        while target in taken or not self._may_stand_at(target, data, follows=follows):
            count += 1
            target = str(path.with_name(f"{stem}-{count}{ending}"))
        return target

    def is_same_text(self, target: str, data: bytes) -> bool:
        """Tell whether a listed copy holds an older state of a text, or that text."""
        return target in self.listed and self._may_stand_at(target, data, follows=False)

    def is_corrected(self, target: str, data: bytes) -> bool:
        """Tell whether a copy was changed by hand since it was written."""
        old, _ = read_bytes(self.folder / target, target)
        if old is None or old == data:
            return False
        return _hash(old) != (self.recorded.get(target) or self.listed.get(target))

    def _may_stand_at(self, target: str, data: bytes, *, follows: bool) -> bool:
        path = self.folder / target
        if not path.exists():
            return True
        old, _ = read_bytes(path, target)
        if old == data:
            return True
        if old is None or target not in self.listed:
            return False
        return follows or _share_of_lines(old, data) >= _REFRESHED

    def record(self, written: Mapping[str, bytes]) -> bytes:
        """Return the file that remembers the copies, those written now included."""
        hashes = {**self.recorded, **{path: _hash(data) for path, data in written.items()}}
        lines = (
            f"{digest}  {PurePosixPath(path).relative_to(FOLDER)}\n"
            for path, digest in sorted(hashes.items())
        )
        return "".join(lines).encode()


def split_ending(name: str) -> tuple[str, str]:
    """Return a file's name without its ending, and the ending: ``.docx.md`` if it was converted."""
    path = PurePosixPath(name)
    inner = PurePosixPath(path.stem).suffix
    ending = inner + path.suffix if inner.lower() in CONVERTERS else path.suffix
    return name.removesuffix(ending), ending


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_record(folder: Path) -> dict[str, str]:
    """Return the hash of each copy by its path in the folder; nothing where there is no record."""
    data, _ = read_bytes(folder / RECORD, RECORD)
    lines = (data or b"").decode("utf-8", "replace").splitlines()
    found = (_RECORD_LINE.fullmatch(line) for line in lines)
    return {f"{FOLDER}/{match[2]}": match[1] for match in found if match}


def _share_of_lines(old: bytes, new: bytes) -> float:
    """Return which share of the old text's lines the new one has."""
    before, _ = decode_source(old, "")
    after, _ = decode_source(new, "")
    if before is None or after is None:
        return 0.0
    lines = {line.strip() for line in before.text.split("\n") if line.strip()}
    return len(lines & {line.strip() for line in after.text.split("\n")}) / len(lines)
