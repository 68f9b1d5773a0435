"""All questions that are known so far, to be found by equal text, by meaning or by a rare clue.

One register serves a whole run: what a document adds is known to the next one. Looking a question
up takes the same time however many there are, so that matching is linear in all questions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nnexport.deck.stems import stem_word
from nnexport.merging.questions.sense import Sense
from nnexport.merging.questions.slips import LEAST_BESIDE_OTHERS
from nnexport.merging.questions.wording import Wording

_MOST = 60
"""Questions that are looked at. A clue that more have is none; a question without any rarer one is
found by its whole meaning only."""

_END = 4
_LONGEST_RUN = 5
_MOST_TERMS = 40

SenseKey = tuple[frozenset[str], tuple[str, ...]]


class Register:
    """Known questions by number, in the order in which they were added."""

    def __init__(self) -> None:
        self.wordings: list[list[Wording]] = []
        self.by_key: dict[str, list[int]] = {}
        self.by_lead: dict[str, list[int]] = {}
        self.by_sense: dict[SenseKey, list[int]] = {}
        self._clues: dict[tuple[int, str], list[int]] = {}
        self._kinds: dict[frozenset[str], int] = {}
        self._waiting: list[tuple[int, Wording]] = []

    def add(self, *wordings: Wording) -> int:
        """Add a question and return its number."""
        self.wordings.append([])
        target = len(self.wordings) - 1
        for wording in wordings:
            self.extend(target, wording)
        return target

    def extend(self, target: int, wording: Wording) -> None:
        """Add one more wording of a question."""
        known = self.wordings[target]
        if any(each.key == wording.key and each.section == wording.section for each in known):
            return
        known.append(wording)
        for index, key in ((self.by_key, wording.key), (self.by_lead, wording.lead)):
            targets = index.setdefault(key, [])
            if not targets or targets[-1] != target:
                targets.append(target)
        self._waiting.append((target, wording))

    def understand(self) -> None:
        """Make what was added findable by meaning and clues; equal texts do not need it."""
        for target, wording in self._waiting:
            sense = wording.sense
            self.by_sense.setdefault(sense_key(sense), []).append(target)
            kinds = self._kinds.setdefault(sense.kinds, len(self._kinds))
            for clue in set(_clues(sense)):
                targets = self._clues.setdefault((kinds, clue), [])
                if not targets or targets[-1] != target:
                    targets.append(target)
        self._waiting = []

    def candidates(self, wording: Wording, itself: int = -1) -> list[int]:
        """Return the questions that share a rare clue with a wording, in their order.

        ``itself``: the question of this wording, if it is one of them.
        """
        self.understand()
        kinds = self._kinds.get(wording.sense.kinds)
        if kinds is None:
            return []
        clues = ((kinds, clue) for clue in set(_clues(wording.sense)))
        found = [(self._clues.get(clue, ()), clue) for clue in clues]
        rare = sorted(
            (len(targets), clue)
            for targets, clue in found
            if 0 < len(targets) <= _MOST and targets != [itself]
        )
        chosen: set[int] = set()
        for _, clue in rare:
            chosen.update(self._clues[clue])
            if len(chosen) > _MOST:
                break
        return sorted(chosen - {itself})


def sense_key(sense: Sense) -> SenseKey:
    """Return what is equal for wordings that only ask in another way."""
    bases = sense.bases
    return sense.kinds, tuple(sorted(bases)) if sense.is_comparison else bases


def _clues(sense: Sense) -> Iterator[str]:
    """Yield by what a question is found: words, joined neighbours, acronyms, ends of long words."""
    terms = sense.terms[:_MOST_TERMS]
    for term in terms:
        yield stem_word(term.base)
        if len(term.base) >= LEAST_BESIDE_OTHERS:
            # A slip of the pen leaves one of the two as it is.
            yield f"{term.base[:_END]}…"
            yield f"…{term.base[-_END:]}"
        if term.surface.isupper() or term.surface[:-1].isupper():
            yield f"{term.surface.rstrip('s').lower()}."
    for one, other in itertools.pairwise(terms):
        yield stem_word(f"{one.surface.lower()}{other.base}")
    initials = "".join(term.base[0] for term in terms)
    for length in range(3, _LONGEST_RUN + 1):
        for at in range(len(initials) - length + 1):
            yield f"{initials[at : at + length]}."
