"""Questions that ask nearly the same (NN217)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from nnexport.checking.findings import Checked, Finding
from nnexport.deck.document import Note, NoteId
from nnexport.deck.words import content_words, topic_words
from nnexport.merging.questions.likeness import likeness
from nnexport.merging.questions.register import Register
from nnexport.merging.questions.wording import word_question

ALIKE = 0.8
"""Likeness from which two questions of a deck are named: a little less than merging wants to take
questions of two sources for one."""

_RESEMBLES, _SAME_ANSWER = 0.6, 0.6
"""Likeness of questions that are named where their answers are alike too, and how far those must
be."""


def find_alike_questions(
    notes: Sequence[Checked], settled: Collection[frozenset[NoteId]] = ()
) -> Iterator[Finding]:
    """Yield the questions that ask nearly what one before them asks, each with the likest (NN217).

    ``settled``: the pairs of ``same`` and ``different``, which are not named again. Equal questions
    are NN212. Only questions that share a rare clue are compared, which is near-linear.
    """
    wordings = [word_question(each.note.question) for each in notes]
    register = Register()
    for wording in wordings:
        register.add(wording)
    common = _common_words(notes)
    for index, each in enumerate(notes):
        best, score = -1, 0.0
        for other in register.candidates(wordings[index], index):
            if other > index or frozenset((each.note.id, notes[other].note.id)) in settled:
                continue
            found = likeness(wordings[index], wordings[other])
            is_equal = wordings[index].key == wordings[other].key
            if found <= score or is_equal:
                continue
            if _ask_alike(each.note, notes[other].note, found, common):
                best, score = other, found
        if best >= 0:
            yield _finding(each, notes[best], score)


_COMMON = 0.2
"""Share of the questions of a deck that have a word which says nothing of one of them."""

_MANY = 20
"""Questions from which such words can be told."""


def _common_words(notes: Sequence[Checked]) -> frozenset[str]:
    """Return the words that so many questions have: "network" in a deck on networks."""
    if len(notes) < _MANY:
        return frozenset()
    counts = Counter(word for each in notes for word in topic_words(each.note.question))
    return frozenset(word for word, count in counts.items() if count >= _COMMON * len(notes))


def _ask_alike(one: Note, other: Note, score: float, common: frozenset[str]) -> bool:
    """Tell whether two questions that are alike in words are so in what they ask.

    A word that only one of them has mostly decides: "problems with x" is not "x". Then the answers
    must agree, and not differ in that very word: "clear a timeout", "clear an interval".
    """
    if score < _RESEMBLES or _names(one.question) != _names(other.question):
        return False
    first, second = topic_words(one.question), topic_words(other.question)
    own, others = first - second - common, second - first - common
    if score >= ALIKE and not own and not others:
        return True
    said, also_said = content_words(one.answer), content_words(other.answer)
    if min(len(said), len(also_said)) < _TELLING or _overlap(said, also_said) < _SAME_ANSWER:
        return False
    return own.isdisjoint(said - also_said) and others.isdisjoint(also_said - said)


_NAME = re.compile(r"(?<=[\w,)’'] )[A-Z][\w-]*")


def _names(question: str) -> frozenset[str]:
    """Return the words with a capital inside of a sentence, as most languages write names."""
    return frozenset(map(str.lower, _NAME.findall(question)))


_TELLING = 5
"""Content words from which two answers can be compared."""


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return how much two sets have in common, as a share of the larger one."""
    common = len(set(one) & set(other))
    return common / max(len(one), len(other), 1)


def _finding(each: Checked, other: Checked, score: float) -> Finding:
    one, two = other.note.id, each.note.id
    message = f"{each.name} asks nearly the same as {other.name} (`{one}`, score {score:.2f})"
    help = (
        f"if they are two questions, write under `deck:`: different: [[{one}, {two}]]; "
        f"if they are one: same: [[{one}, {two}]]"
    )
    return Finding("NN217", each.note, message, help)
