"""Deck → what is wrong with it: what a learner would see broken, fail, or learn twice.

One function a code, each taking the questions of a deck and yielding what it finds. A stage of its
own, behind reading and merging: when an answer is broken off, and when two questions are alike,
they know how to measure, and ``deck/`` knows no stage.

There are two kinds of checks. Most find what spoils every output, so that building says it as well.
What :mod:`nnexport.checking.contents` adds is advice on what is asked and answered, for ``check``
and ``ingest``, when a person looks at the texts anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nnexport.checking.cloze import find_broken_clozes, find_unmarked
from nnexport.checking.decks import (
    find_changed_tags,
    find_shared_deck_id,
    find_useless_pairs,
)
from nnexport.checking.findings import Checked, Finding, parse_note, to_diagnostic
from nnexport.checking.formulas import find_broken_formulas
from nnexport.checking.markup import find_open_markup
from nnexport.checking.pictures import find_lost_pictures
from nnexport.checking.questions import (
    find_empty_questions,
    find_placeholders,
    find_repeated_questions,
    find_shared_histories,
    find_unanswered,
)
from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.document import Deck
from nnexport.diagnostics import Diagnostic, sort_diagnostics

OUTPUT_CODES = frozenset(
    """
    NN207 NN210 NN211 NN212 NN224 NN225 NN226 NN227 NN228 NN229 NN232 NN233 NN238 NN239 NN240
    NN241 NN245 NN246
    """.split()
)
"""What ``check_deck`` looks for without ``content``."""

CONTENT_CODES = frozenset("NN217 NN218 NN219 NN220 NN223 NN230 NN231 NN234 NN236 NN237".split())
"""What it looks for beside them with ``content``."""


def check_deck(
    loaded: LoadedDeck, folder: Path | None = None, *, content: bool = True
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a deck, by place. Skipped questions are left alone.

    ``folder`` is that of the deck's file, to look for pictures and other decks in it; without it,
    nothing is looked for. ``content``: give advice on questions and answers too.

    Errors: ``OUTPUT_CODES``, and ``CONTENT_CODES`` with ``content``.
    """
    notes = [parse_note(note, loaded.deck) for note in loaded.deck.exported_notes]
    found: list[Iterable[Finding]] = [_check_outputs(notes, loaded.deck, folder)]
    about: list[Iterable[Diagnostic]] = [find_changed_tags(loaded), find_unmarked(loaded, notes)]
    if content:
        from nnexport.checking.contents import check_contents

        found.append(check_contents(notes, loaded.deck))
        about += [find_useless_pairs(loaded)]
        about += [find_shared_deck_id(loaded, folder)] if folder is not None else []
    placed = [to_diagnostic(each, loaded) for findings in found for each in findings]
    return sort_diagnostics([*placed, *(each for findings in about for each in findings)])


def _check_outputs(notes: Sequence[Checked], deck: Deck, folder: Path | None) -> Iterator[Finding]:
    yield from find_shared_histories(deck.notes)
    yield from find_empty_questions(notes)
    yield from find_unanswered(notes)
    yield from find_repeated_questions(notes)
    yield from find_placeholders(notes)
    yield from find_open_markup(notes)
    yield from find_broken_formulas(notes)
    yield from find_broken_clozes(notes)
    if folder is not None:
        yield from find_lost_pictures(deck, folder)
