"""Advice on what is asked and answered: for a person who looks at the texts, not for a build.

Apart from the other checks, because measuring texts needs reading and merging, which a build that
is up to date should not wait for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnexport.checking.alike import find_alike_questions
from nnexport.checking.contradictions import find_contradictory_answers
from nnexport.checking.endings import find_broken_ends
from nnexport.checking.findings import Checked, Finding
from nnexport.checking.length import find_long_answers
from nnexport.checking.questions import find_repeated_answers
from nnexport.checking.subject import find_strayed_answers
from nnexport.deck.document import Deck, NoteId


def check_contents(notes: Sequence[Checked], deck: Deck) -> Iterator[Finding]:
    """Yield what there is to say about the questions and answers of a deck."""
    yield from find_alike_questions(notes, _settled(deck))
    yield from find_contradictory_answers(notes, deck)
    yield from find_repeated_answers(notes)
    yield from find_strayed_answers(notes)
    yield from find_long_answers(notes)
    yield from find_broken_ends(notes, deck.language[:2])


def _settled(deck: Deck) -> frozenset[frozenset[NoteId]]:
    return frozenset(frozenset(pair) for pair in (*deck.same, *deck.different))
