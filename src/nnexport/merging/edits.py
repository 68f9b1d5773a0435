"""What of a text a person wrote, and what ``ingest`` did; what the sources say beyond it.

The lock has the hash of what was written last; a text with another one was edited. After a git
merge of which both sides were kept, a text may hold what ``ingest`` wrote on either side, mixed or
one below the other, and the lock the hashes of both: that is no edit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from nnexport.deck.document import Variant
from nnexport.deck.lock import LockedNote, hash_text
from nnexport.deck.prose import is_lead_in
from nnexport.merging.folding.measure import Measure
from nnexport.merging.folding.outline import Group, Listing, Prose, outline_answer, units_of
from nnexport.merging.folding.tail import cut_tail
from nnexport.merging.folding.units import Unit

_LONGEST_MIXTURE = 150
"""Lines of an answer up to which it is taken apart line by line."""


class Said:
    """All that some texts say, to tell whether a person added anything to it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _known(self) -> frozenset[str]:
        """Lines and sentences, blanks made equal."""
        texts = dict.fromkeys(self._texts)
        lines = {" ".join(line.split()) for text in texts for line in text.split("\n")}
        return frozenset(lines) | {
            unit.bare for text in texts for unit in units_of(outline_answer(text, 0))
        }

    def has_all_of(self, text: str) -> bool:
        """Tell whether every line of a text, or every sentence of it, stands in the texts."""
        return all(map(self._has, text.split("\n")))

    def _has(self, line: str) -> bool:
        if " ".join(line.split()) in self._known:
            return True
        return all(unit.bare in self._known for unit in units_of(outline_answer(line.strip(), 0)))


@dataclass(frozen=True, slots=True)
class Witness:
    """What tells an edit from what a merge of two branches left behind."""

    is_merge: bool
    """Both sides of a merge were kept somewhere in the deck or its lock."""

    is_united: bool
    """This note stood there twice."""

    said: Said
    """All that the sources say."""

    measure: Measure


def hand_written(
    text: str, record: LockedNote, variants: Sequence[Variant], witness: Witness
) -> str | None:
    """Return what a person made of an answer; ``None`` if it is all as ``ingest`` wrote it.

    ``record``: what the lock remembers; ``variants``: the note's answers. An answer that is empty
    though ``ingest`` wrote one was emptied by hand. Where a text is both that ``ingest`` wrote on
    one side of a merge and the edit of the other, the edit is what comes back.
    """
    written = record.written("answer")
    if not text:
        return "" if written else None
    if hash_text(text) in written:
        return None
    if not witness.is_merge:
        return text
    lines = text.split("\n")
    runs = _spare_runs(lines, written) if witness.is_united else []
    # All of it is of one side or the other.
    if any(not set(one) & set(other) for one, other in combinations(runs, 2)):
        return None
    if _is_mixture(text, variants, witness):
        return None
    for start, end in ((run.start, run.stop) for run in runs):
        # One side is as ingest wrote it, in one piece: the rest is the other side's.
        if start == 0 or end == len(lines):
            return "\n".join(lines[start:end]).strip("\n")
    return text


def _is_mixture(text: str, variants: Sequence[Variant], witness: Witness) -> bool:
    """Tell whether a text is what a merge made of several that ``ingest`` wrote: it holds nothing
    but what sources say, and either all that its own variants do or what others say."""
    if not witness.said.has_all_of(text):
        return False
    if witness.is_united and _says_all(text, variants, witness.measure):
        return True
    return not Said(variant.text for variant in variants).has_all_of(text)


def _spare_runs(lines: Sequence[str], written: Collection[str]) -> list[range]:
    """Return each run of lines without which a text is one that ``ingest`` wrote."""
    if len(lines) > _LONGEST_MIXTURE:
        return []
    return [
        range(start, end)
        for start in range(len(lines))
        for end in range(start + 1, len(lines) + 1)
        if hash_text("\n".join((*lines[:start], *lines[end:])).strip("\n")) in written
    ]


def _says_all(text: str, variants: Iterable[Variant], measure: Measure) -> bool:
    """Tell whether a text says all that variants do: nobody took a statement out of it."""
    return not any(new_statements(variant, [text], measure) for variant in variants)


def new_statements(variant: Variant, texts: Iterable[str], measure: Measure) -> tuple[str, ...]:
    """Return what a variant says that none of some texts does, sentence by sentence.

    A statement is said where folding would leave it out: word by word, or covered by others. What
    only announces, and a broken end, are no statements.
    """
    groups: Sequence[Group] = outline_answer(variant.text, 0)
    if "truncated" in variant.flags:
        groups, _ = cut_tail(groups)
    known = [
        together
        for number, text in enumerate(texts, 1)
        for group in outline_answer(text, number)
        for together in _together(group)
    ]
    words = {unit.bare for together in known for unit in together}
    return tuple(
        shown
        for unit, shown in _statements(groups)
        if unit.bare not in words and not measure.best_cover(unit, known)[0]
    )


def _together(group: Group) -> list[tuple[Unit, ...]]:
    """Return the units of a group that stand together: a paragraph, an item, a block."""
    match group:
        case Prose(units):
            return [units]
        case Listing(items):
            return [item.all for item in items]
        case _:
            return [(group.unit,)]


def _statements(groups: Iterable[Group]) -> Iterator[tuple[Unit, str]]:
    """Yield the units that state something, each as it is shown: an item with its label."""
    for group in groups:
        match group:
            case Prose(units):
                yield from ((unit, unit.text) for unit in units if not is_lead_in(unit.text))
            case Listing(items):
                for item in items:
                    label = f"{item.label.text} " if item.label else ""
                    if item.label and not item.units:
                        yield item.label, item.label.text
                    for number, unit in enumerate(item.units):
                        yield unit, unit.text if number else label + unit.text
                    if item.below:
                        yield item.below, item.below.text
            case _:
                if not group.is_heading:
                    yield group.unit, group.unit.text


def variant_was_edited(
    text: str, record: LockedNote, witness: Witness, *, is_unchanged: bool
) -> bool:
    """Tell whether a variant's text was changed by hand.

    Without a hash in the lock, a text that differs was edited if its source is as it was
    (``is_unchanged``).
    """
    written = {each for all in record.written("variants") for each in all.split("-")}
    if not written:
        return is_unchanged
    if hash_text(text)[:8] in written:
        return False
    # A merge may have mixed the lines of two variants, or put one to another question.
    return not (witness.is_merge and witness.said.has_all_of(text))


def question_was_edited(text: str, record: LockedNote, asked: Said, *, is_united: bool) -> bool:
    """Tell whether a question was reworded by hand; ``asked``: all that the sources ask."""
    if hash_text(text) in record.written("question"):
        return False
    return not (is_united and asked.has_all_of(text))
