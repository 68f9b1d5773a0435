"""Pictures and sounds that nobody will see or hear: no such file, or none that may be shown.

What a source names is a warning: texts travel without their pictures, and the description is shown
in place of one. What was written into the deck by hand is an error, as its author can put it right.
So is a file that is there and is not what it should be, whoever names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from nnexport.checking.findings import Finding, cut_text, locate
from nnexport.deck.document import Deck
from nnexport.deck.media import SOUND_ENDINGS
from nnexport.media.finding import Found, Lack, Named, NotFound, finder_of, named_files


class _Told(NamedTuple):
    code: str
    message: str
    help: str


LARGE_BYTES = 20 * 1000 * 1000
"""From here on a file is mentioned: a phone has to fetch it and keep it."""

_NOT_SYNCED_BYTES = 100 * 1024 * 1024
"""Source: Anki's media sync, which leaves larger files out."""


def find_lost_pictures(deck: Deck, folder: Path) -> Iterator[Finding]:
    """Yield the pictures and sounds that cannot be shown (NN226, NN227, NN238, NN239) and those
    that are very large (NN240); marks that name none (NN241). In one note, each address once."""
    told: set[tuple[str, str]] = set()
    for named in named_files(deck, finder_of(deck, folder)):
        key = (named.note.id, named.reference.src)
        problem = None if key in told else _judge(named)
        if problem is not None:
            told.add(key)
            line, column = locate(named.text, _as_written(named), named.reference.line)
            note, (code, message, help_line) = named.note, problem
            variant = note.variants[named.owner[1] - 1] if named.owner[1] else None
            yield Finding(code, note, message, help_line, named.key, line, column, variant)


def _as_written(named: Named) -> str:
    """Return an address as it may stand in the text; the parser writes signs with per cent."""
    src = named.reference.src
    return next((each for each in (src, unquote(src)) if each and each in named.text), "](")


def _judge(named: Named) -> _Told | None:
    """Return what there is to say of a file that a text names."""
    shown = f"“{cut_text(named.reference.src, 60)}”"
    if isinstance(named.found, Found):
        return _judge_file(named.found, f"{_what(named)} {shown}")
    lack = named.found.lack
    if named.reference.is_mark and lack is not Lack.REFUSED:
        message = f"there is no sound {shown}; the mark is shown as it stands"
        return _Told("NN241", message, "put the file beside the deck, if it is to be played")
    return _TELL[lack](named, named.found, shown)


def _judge_file(found: Found, shown: str) -> _Told | None:
    size = found.file.size
    if size >= LARGE_BYTES:
        message = f"the {shown} has {size / 1e6:.0f} MB"
        if size > _NOT_SYNCED_BYTES:
            message += ", and Anki syncs no file of more than 100 MB"
        return _Told("NN240", message, "make it smaller: phones have to load and keep it")
    if not found.is_respelled:
        return None
    message = f"the {shown} is called “{found.file.path}” on disk"
    return _Told("NN226", message, "write it in the same letters; not every computer takes both")


def _tell_unnamed(named: Named, found: NotFound, shown: str) -> _Told:
    del found, shown
    code = "NN226" if named.named_by else "NN238"
    return _Told(code, "a picture has no address", "write it: `![alt](picture.png)`")


def _tell_remote(named: Named, found: NotFound, shown: str) -> _Told:
    del found
    message = f"the {_what(named)} {shown} is no file in the deck's folder{_SO}"
    return _Told("NN227", message, "save it beside the deck and write its path from there")


def _tell_outside(named: Named, found: NotFound, shown: str) -> _Told:
    del found
    message = f"the {_what(named)} {shown} is outside of the deck's folder"
    help_line = "move it beside the deck and write its path from there"
    if named.named_by:
        return _Told("NN227", f"{message}{_SO}", help_line)
    return _Told("NN239", message, help_line)


def _tell_missing(named: Named, found: NotFound, shown: str) -> _Told:
    message = f"there is no {_what(named)} {shown}"
    start = "folder of the source" if named.named_by else "deck's folder"
    help_line = f"put the file there; its path begins at the {start}"
    if found.near:
        help_line = f"did you mean `{found.near}`?"
    if named.named_by:
        return _Told("NN226", f"{message}{_SO}", help_line)
    return _Told("NN238", message, help_line)


_SO = ", so its description is shown"


def _what(named: Named) -> str:
    """Return what a file is to be, for a message."""
    ending = PurePosixPath(named.reference.src.split("?")[0]).suffix.lower()
    is_sound = named.reference.wants_sound or ending in SOUND_ENDINGS
    return "sound" if is_sound else "picture"


def _tell_refused(named: Named, found: NotFound, shown: str) -> _Told:
    del named
    where = "" if shown == f"“{found.path}”" else f" ({found.path})"
    help_line = "put a picture or sound there, or take its name out of the text"
    if found.path.lower().endswith(".svg"):
        help_line = "save it as a plain SVG, without text that is a web page, or as PNG"
    return _Told("NN239", f"{shown}{where} {found.reason}", help_line)


_TELL = {
    Lack.UNNAMED: _tell_unnamed,
    Lack.REMOTE: _tell_remote,
    Lack.OUTSIDE: _tell_outside,
    Lack.MISSING: _tell_missing,
    Lack.REFUSED: _tell_refused,
}
