"""A question that one document asks twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nnexport.deck.document import Entry, NoteId
from nnexport.merging.drafts import Draft
from nnexport.merging.naming import Names
from nnexport.merging.questions.wording import Wording


class Repeats:
    """The questions of one document, to find one that surely asks the same again.

    Nearly the same text is not enough: a list that has "Define osmosis." and "Explain osmosis in
    detail." wants two answers.
    """

    def __init__(self, names: Names, called: Mapping[NoteId, Sequence[Draft]]) -> None:
        self._names = names
        self._called = called
        self._by_text: dict[tuple[str, str], Draft] = {}
        self._numbers: set[int] = set()

    def add(self, entry: Entry, wording: Wording, draft: Draft) -> None:
        self._by_text.setdefault((wording.key, entry.section), draft)
        self._numbers.add(draft.number)

    def find(self, entry: Entry, wording: Wording) -> Draft | None:
        """Return the draft of an equal text in the same section, or of one that a person said is
        the same."""
        equal = self._by_text.get((wording.key, entry.section))
        if equal is not None or not self._names.is_needed:
            return equal
        for name in sorted(self._names.of(entry.question, wording.key)):
            for other in self._names.groups.get(name, ()):
                for draft in self._called.get(other, ()):
                    if draft.number in self._numbers:
                        return draft
        return None
