"""What an import will do: told before it, by comparing, and tried out in the real Anki."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.building import clock_s
from nnexport.diagnostics import has_errors, sort_diagnostics
from nnexport.errors import FileError
from nnexport.files import is_there
from nnexport.judging import judge
from nnexport.opening import open_deck
from nnexport.outcome import Outcome

if TYPE_CHECKING:
    from nnexport.exporters.anki.package_diff import PackageDiff
    from nnexport.verifying.facts import Facts


def diff_against(deck_path: Path, package_path: Path) -> tuple[PackageDiff | None, Outcome]:
    """Compare a deck, as it would be exported now, with a package; nothing is written.

    Errors: :class:`FileError` for what is no package, or one of another deck.
    """
    from nnexport.exporters.anki import render_notes, stamp_rendered
    from nnexport.exporters.anki.package_diff import diff_against_package, is_related
    from nnexport.exporters.anki.reading import read_package
    from nnexport.media.finding import collect_media

    package = read_package(read_package_file(package_path), str(package_path))
    loaded, deck, lock, problems = open_deck(deck_path)
    if loaded is None or deck is None or lock is None:
        return None, Outcome(sort_diagnostics(problems))
    diagnostics = judge(problems, loaded, deck_path, read=False)
    if has_errors(diagnostics):
        return None, Outcome(diagnostics)
    rendered, _ = render_notes(deck, collect_media(deck, deck_path.parent), lock)
    if not is_related(rendered, lock, package):
        decks = sorted({name for note in package.notes.values() for name in note.decks})
        shown = ", ".join(f"“{name}”" for name in decks[:5]) + (" …" if len(decks) > 5 else "")
        raise FileError(
            f"this package holds no note of the deck “{deck.title}”",
            path=str(package_path),
            help=f"it holds {shown or 'no notes at all'}; name a package of this deck",
        )
    after = stamp_rendered(lock, rendered, clock_s())
    return diff_against_package(rendered, lock, after, package), Outcome(diagnostics)


def read_package_file(path: Path) -> bytes:
    """Return the bytes of a package. Errors: :class:`FileError`."""
    if not is_there(path, "a package"):
        raise FileError("there is no such package", path=str(path), help="check the name")
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "check the permissions"
        raise FileError(f"cannot be read: {reason}", path=str(path), help=help_line) from None


def verify(package: Path, following: Path | None, reviews: int) -> tuple[Facts, Outcome]:
    """Import a package into a throw-away collection of the real Anki, and the next one after it.

    Errors: :class:`FileError` for what is no package, ``WithoutAnkiError`` without Anki's library.
    """
    from nnexport.exporters.anki.reading import read_package
    from nnexport.verifying.running import run_worker, to_diagnostics

    for path in (package, *([following] if following else [])):
        read_package(read_package_file(path), str(path))
    facts = run_worker(package, following, reviews)
    return facts, Outcome(tuple(to_diagnostics(facts.findings, package, following)))
