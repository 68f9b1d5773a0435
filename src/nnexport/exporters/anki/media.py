"""The names that pictures and sounds have in a package.

Anki has one folder for the files of all decks, and never overwrites a file in it. So a name says
what is in the file: ``cell-3fa9c1ab.png``. A changed picture has another name, which changes the
field and so reaches the learner; an unchanged one has the same name in every build; two files of
one name in different folders, or of two decks, cannot meet.

Names are small ASCII letters, digits and hyphens: file systems differ in capitals, in accents and
in what else they allow, and a package goes to all of them. None begins with ``_``, which would tell
Anki never to clean it up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from nnexport.deck.media import DeckMedia, MediaFile, Owner

_LONGEST_STEM = 40
_HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as a field names it."""

    name: str
    is_sound: bool


FindPacked = Callable[[str], Packed | None]
"""From an address in a text to the file in the package; ``None`` where there is none."""


def nothing_packed(src: str) -> Packed | None:
    """Find nothing, as in a package without files."""
    del src
    return None


class PackedMedia:
    """The files of a deck under their names in its package."""

    def __init__(self, media: DeckMedia) -> None:
        self._media = media
        self._names = _package_names(media.files.values())

    @property
    def files(self) -> Mapping[str, MediaFile]:
        """The files by their names; equal contents are one file."""
        by_name: dict[str, MediaFile] = {}
        for file in sorted(self._media.files.values(), key=lambda file: file.path):
            by_name.setdefault(self._names[file.sha256], file)
        return by_name

    def finder(self, owner: Owner, used: set[str], silent: set[str] | None = None) -> FindPacked:
        """Return what finds the files that a text names.

        The names of what it finds go to ``used``. With ``silent``, sounds are not found and go
        there.
        """

        def find(src: str) -> Packed | None:
            file = self._media.find(owner, src)
            if file is None:
                return None
            name = self._names[file.sha256]
            if file.is_sound and silent is not None:
                silent.add(name)
                return None
            used.add(name)
            return Packed(name, file.is_sound)

        return find


def _package_names(files: Iterable[MediaFile]) -> dict[str, str]:
    """Return names by hash: of equal contents, the first file name in order names them.

    The order of the questions must not count, or moving one would rename a file.
    """
    parts: dict[str, tuple[str, str]] = {}
    for file in files:
        own = (_stem(file), file.ending)
        parts[file.sha256] = min(own, parts.get(file.sha256, own))
    digits = _HASH_DIGITS
    while True:
        names = {key: f"{stem}-{key[:digits]}{ending}" for key, (stem, ending) in parts.items()}
        if len(set(names.values())) == len(names):
            return names
        digits += 1


def _stem(file: MediaFile) -> str:
    """Return a file's name as ASCII; ``image`` or ``sound`` where nothing of it is left."""
    stem = unicodedata.normalize("NFKD", PurePosixPath(file.path).stem.lower())
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", stem)).strip("-")
    return plain[:_LONGEST_STEM].strip("-") or ("sound" if file.is_sound else "image")
