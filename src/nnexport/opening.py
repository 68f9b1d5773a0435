"""A deck and its lock, from their files."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.deck.document import Deck, NoteId
from nnexport.diagnostics import Diagnostic, Span
from nnexport.errors import FileError
from nnexport.files import is_there, missing_deck, read_text
from nnexport.outcome import counted

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.lock import Lock
    from nnexport.exporters.anki.reading import Package


def lock_path(deck_path: Path) -> Path:
    """Return where a deck's lock stands: ``biology.lock.yaml`` beside ``biology.yaml``."""
    return deck_path.with_name(f"{deck_path.stem}.lock.yaml")


def open_deck(
    deck_path: Path, *, may_be_new: bool = False, may_unite: bool = False
) -> tuple[LoadedDeck | None, Deck | None, Lock | None, tuple[Diagnostic, ...]]:
    """Load a deck and its lock; no deck or no lock means that the diagnostics hold an error.

    ``may_unite``: files that hold both sides of a git merge are put together, for ``ingest``, which
    writes them anew. Errors: NN112, NN222, NN325 and those of loading; NN113 tells of uniting.
    """
    from nnexport.deck.canonical import load_deck
    from nnexport.deck.identity import slug
    from nnexport.deck.lock import Lock, Removed, with_removed

    is_new = not is_there(deck_path, "a deck")
    if is_new and not may_be_new:
        raise missing_deck(deck_path)
    opened_lock = _open_lock(lock_path(deck_path))
    loaded: LoadedDeck | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    mended: _Mended | None = None
    if is_new:
        stem = deck_path.stem
        title = " ".join(stem.replace("-", " ").replace("_", " ").split()).title()
        deck = Deck(slug(stem), title or "Deck", tags=(slug(stem),))
    else:
        if _is_source(deck_path):
            raise _source_for_deck(deck_path)
        text = read_text(deck_path, "a deck", keep_mark=True)
        loaded, diagnostics = load_text(text, deck_path)
        is_merge = opened_lock.is_united
        if loaded is None and (mended := _mend(text, deck_path, opened_lock)) is not None:
            loaded, diagnostics, is_merge = mended.loaded, mended.diagnostics, True
        if is_merge and not may_unite:
            return None, None, None, (_unfinished(deck_path),)
        if loaded is None:
            return None, None, None, diagnostics
        deck = loaded.deck
    if opened_lock.lock is None and not (is_new or opened_lock.diagnostics):
        opened_lock = _OpenedLock(None, _find_left_lock(deck_path, deck.id))
    lock, problems = opened_lock.lock or Lock(deck.id), opened_lock.diagnostics
    if mended is not None:
        gone = {each.id for each in lock.removed}
        lost = [Removed(each, "source") for each in sorted(mended.lost - gone)]
        lock = with_removed(lock, lost)
        lock = replace(lock, is_merge=True, united=lock.united | mended.united)
    if lock.is_merge:
        diagnostics = (*diagnostics, _united(deck_path, len(lock.united)))
    diagnostics = (*diagnostics, *problems)
    if opened_lock.lock is None and problems:
        return loaded, deck, None, diagnostics
    if lock.deck != deck.id:
        message = f"the lock belongs to deck “{lock.deck}”, but the deck's id is “{deck.id}”"
        help_line = (
            f"put `id: {lock.deck}` back into the deck: with another id, learners get every card a "
            "second time; if that is meant, delete the lock"
        )
        problem = Diagnostic("NN222", Span(str(lock_path(deck_path))), message, help_line)
        return loaded, None, None, (*diagnostics, problem)
    if loaded is not None and loaded.unwritten_ids:
        # A new question must not take the id, and with it the history, of one that Anki knows.
        reserved = {note.id for note in lock.notes} | {each.id for each in lock.removed}
        again, trouble = load_deck(loaded.text, str(deck_path), reserved)
        known = {*diagnostics}
        diagnostics = (*diagnostics, *(each for each in trouble if each not in known))
        return again, (again.deck if again else None), lock, diagnostics
    return loaded, deck, lock, diagnostics


_DECK_KEY = re.compile(rb"^(?:\xef\xbb\xbf)?(?:nnexport|deck|questions)[ \t]*:", re.MULTILINE)


def _is_source(path: Path) -> bool:
    """Tell whether a file has neither the ending of a deck nor a key of one."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return False
    try:
        return not _DECK_KEY.search(path.read_bytes())
    except OSError:
        return False


def _source_for_deck(path: Path) -> FileError:
    deck = path.with_suffix(".yaml").name
    names = [shlex.quote(name) for name in (str(path), deck)]
    help_line = f"read it first: nnexport ingest {names[0]} --into {names[1]}"
    if path.suffix.lower() in (".apkg", ".colpkg"):
        help_line = f"name the deck that it was built from, such as {deck}"
    return FileError("this is not a deck, which is a .yaml file", path=str(path), help=help_line)


@dataclass(frozen=True, slots=True)
class _OpenedLock:
    """A lock as its file has it; none where there is no file, or one that cannot be read."""

    lock: Lock | None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_united: bool = False
    """The file holds both sides of a merge."""


def _open_lock(path: Path) -> _OpenedLock:
    from nnexport.deck.lock_file import load_lock
    from nnexport.deck.lock_sides import unite_lock

    if not is_there(path, "a lock"):
        return _OpenedLock(None)
    text = read_text(path, "a lock")
    lock, problems = load_lock(text, str(path))
    if lock is None and (united := unite_lock(text, str(path))) is not None:
        return _OpenedLock(united, (), is_united=True)
    return _OpenedLock(lock, problems)


def _find_left_lock(deck_path: Path, deck_id: str) -> tuple[Diagnostic, ...]:
    """Return NN325 if the lock of this deck stands there under the name of no deck's file."""
    for path in sorted(deck_path.parent.glob("*.lock.yaml")):
        stem = path.name.removesuffix(".lock.yaml")
        if any(path.with_name(f"{stem}{ending}").exists() for ending in (".yaml", ".yml")):
            continue
        try:
            with path.open(encoding="utf-8") as file:
                head = [next(file, "") for _ in range(_LOCK_HEAD)]
        except (OSError, ValueError):
            continue
        if any(re.fullmatch(rf"deck: ['\"]?{re.escape(deck_id)}['\"]?\n", line) for line in head):
            message = f"{path.name} is the lock of this deck, under another name"
            help_line = f"rename it to {lock_path(deck_path).name}, or delete it if it is of no use"
            return (Diagnostic("NN325", Span(str(deck_path)), message, help_line),)
    return ()


_LOCK_HEAD = 5
"""Lines of a lock in which it says whose it is."""


@dataclass(frozen=True, slots=True)
class _Mended:
    """A deck whose file holds both sides of a merge, put together."""

    loaded: LoadedDeck
    diagnostics: tuple[Diagnostic, ...]
    united: frozenset[NoteId]
    lost: frozenset[NoteId]


def _mend(text: str, path: Path, opened: _OpenedLock) -> _Mended | None:
    """Return the deck of a file that holds both sides of a merge; ``None`` for another broken file.

    A repeated id alone may be a slip of the pen: the file must show more, or the lock hold both
    sides.
    """
    from nnexport.deck.lock import Lock
    from nnexport.deck.sides import unite_deck
    from nnexport.merging.questions.match import ask_the_same

    def exists(source: str) -> bool:
        return bool(source) and (path.parent / source).exists()

    united = unite_deck(text, opened.lock or Lock(""), exists, ask_the_same)
    if united is None or not (united.is_certain or opened.is_united):
        return None
    loaded, problems = load_text(united.text, path)
    return None if loaded is None else _Mended(loaded, problems, united.notes, united.lost)


def _unfinished(path: Path) -> Diagnostic:
    message = "the deck or its lock holds both sides of a merge"
    help_line = f"nnexport ingest --into {path} puts them together"
    return Diagnostic("NN112", Span(str(path)), message, help_line)


def _united(path: Path, twice: int) -> Diagnostic:
    message = f"both sides of a merge were put together; {counted(twice, 'question')} stood twice"
    return Diagnostic("NN113", Span(str(path)), message, "look at the changes before you commit")


def load_text(text: str, path: Path) -> tuple[LoadedDeck | None, tuple[Diagnostic, ...]]:
    """Return a deck's text as a deck, or what is wrong with it."""
    from nnexport.deck.canonical import load_deck

    return load_deck(text, str(path))


def open_package(path: Path) -> Package:
    """Return what is in an Anki package. Errors: :class:`FileError` for anything else."""
    from nnexport.exporters.anki.reading import read_package

    if not is_there(path, "a package"):
        raise FileError("there is no such package", path=str(path), help="check the name")
    try:
        with path.open("rb") as file:
            return read_package(file, str(path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "check the permissions"
        raise FileError(f"cannot be read: {reason}", path=str(path), help=help_line) from None
