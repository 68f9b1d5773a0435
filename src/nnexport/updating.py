"""What an import will do: told before it, by comparing, and tried out in the real Anki."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nnexport.building import clock_s, place_in_deck, today_s
from nnexport.diagnostics import Diagnostic, has_errors, sort_diagnostics
from nnexport.judging import judge
from nnexport.opening import lock_path, open_deck, open_package
from nnexport.outcome import Outcome

if TYPE_CHECKING:
    from nnexport.deck.canonical import LoadedDeck
    from nnexport.deck.document import Deck
    from nnexport.deck.lock import Lock
    from nnexport.exporters.anki import RenderedNote
    from nnexport.exporters.anki.diff import DeckDiff
    from nnexport.exporters.anki.package_diff import PackageDiff
    from nnexport.verifying.facts import Facts


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A deck as it would be exported now."""

    loaded: LoadedDeck
    deck: Deck
    lock: Lock
    notes: Sequence[RenderedNote]


def _render(deck_path: Path) -> tuple[_Rendered | None, tuple[Diagnostic, ...]]:
    """Return a deck's notes as the package would hold them, or what is wrong with the deck."""
    from nnexport.exporters.anki import render_notes
    from nnexport.media.finding import collect_media

    loaded, deck, lock, problems = open_deck(deck_path)
    if loaded is None or deck is None or lock is None:
        return None, sort_diagnostics(problems)
    diagnostics = judge(problems, loaded, deck_path, read=False)
    if has_errors(diagnostics):
        return None, diagnostics
    notes, _ = render_notes(deck, collect_media(deck, deck_path.parent), lock)
    return _Rendered(loaded, deck, lock, notes), ()


def _odd(rendered: _Rendered, after: Lock, deck_path: Path) -> Outcome:
    """Return what learners would not expect of the export."""
    from nnexport.exporters.anki.histories import check_histories

    path = str(lock_path(deck_path))
    found = check_histories(rendered.deck, rendered.notes, rendered.lock, after, today_s(), path)
    return Outcome(sort_diagnostics(place_in_deck(found, rendered.loaded)))


def diff(deck_path: Path) -> tuple[DeckDiff | None, Outcome]:
    """Compare a deck with its lock: what the next import into Anki will change."""
    from nnexport.exporters.anki import stamp_rendered
    from nnexport.exporters.anki.diff import diff_against_lock

    rendered, problems = _render(deck_path)
    if rendered is None:
        return None, Outcome(problems)
    difference = diff_against_lock(rendered.notes, rendered.lock)
    after = stamp_rendered(rendered.lock, rendered.notes, clock_s())
    return difference, _odd(rendered, after, deck_path)


def diff_against(
    deck_path: Path, package_path: Path, base_path: Path | None = None
) -> tuple[PackageDiff | None, Outcome]:
    """Compare a deck, as it would be exported now, with a package; nothing is written.

    ``base_path``: the package that was imported before it was edited there.

    Errors: ``FileError`` for what is no package, or one of another deck.
    """
    from nnexport.exporters.anki import report_updates, stamp_rendered
    from nnexport.exporters.anki.package_diff import diff_against_package, require_related

    package = open_package(package_path)
    base = open_package(base_path) if base_path is not None else None
    rendered, problems = _render(deck_path)
    if rendered is None:
        return None, Outcome(problems)
    for each in (package, *([base] if base else [])):
        require_related(each, rendered.notes, rendered.lock, rendered.deck)
    after = stamp_rendered(rendered.lock, rendered.notes, clock_s())
    difference = diff_against_package(rendered.notes, rendered.lock, after, package, base)
    odd = _odd(rendered, after, deck_path).diagnostics
    unseen = place_in_deck(report_updates(rendered.notes, rendered.lock), rendered.loaded)
    return difference, Outcome(sort_diagnostics((*odd, *unseen)))


def verify(package: Path, following: Path | None, reviews: int) -> tuple[Facts, Outcome]:
    """Import a package into a throw-away collection of the real Anki, and the next one after it.

    Errors: ``FileError`` for what is no package, ``WithoutAnkiError`` without Anki's library.
    """
    from nnexport.verifying.running import run_worker, to_diagnostics

    for path in (package, *([following] if following else [])):
        open_package(path)
    facts = run_worker(package, following, reviews)
    return facts, Outcome(tuple(to_diagnostics(facts.findings, package, following)))
