"""Adding the sentences of another variant's paragraph, or item, to the answer so far.

Each sentence folds into what covers it, takes the place of a poorer one, or is put in: behind the
passage that its own predecessor went to, so that the order of thoughts stays. A sentence that leans
on its predecessor is never torn from it; where that one folded into words it cannot lean on, the
predecessor stays too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from nnexport.deck.prose import is_lead_in
from nnexport.merging.folding.binding import (
    Binding,
    binding_of,
    named_by_pointing,
    opens_as_well,
    passages_of,
    subject_of,
)
from nnexport.merging.folding.growing import GrowingAnswer
from nnexport.merging.folding.units import Unit

NEAR = 0.4
"""Common share of two sentences' words from which they stand together."""


@dataclass
class Step:
    """What is to become of one sentence."""

    unit: Unit
    by: tuple[Unit, ...] = ()
    """What covers it."""

    score: float = 0.0
    over: tuple[Unit, ...] = ()
    """What it takes the place of."""

    covers: tuple[float, ...] = ()
    """How much of each of those it covers."""

    after: Unit | None = None
    directly: bool = False

    @property
    def is_folded(self) -> bool:
        return bool(self.by)


def plan_sentences(
    answer: GrowingAnswer,
    units: Sequence[Unit],
    own: Sequence[tuple[Unit, ...]],
    before: Unit | None,
    given: Collection[str] = (),
    covering: Sequence[tuple[Unit, ...]] | None = None,
) -> list[Step]:
    """Return what is to become of sentences that stand together in their variant.

    ``own``: the paragraphs whose sentences they may replace or follow; ``covering``: those that may
    cover them, the same where it is left out. ``before``: the unit before them in their variant.
    """
    steps = [_step(answer, unit, own, covering or own, given) for unit in units]
    _check_displacing(answer, steps, own, given)
    for at in range(len(steps) - 1, -1, -1):
        if not steps[at].is_folded and not steps[at].over:
            _tie(answer, steps, at, own, before)
    return steps


def _step(
    answer: GrowingAnswer,
    unit: Unit,
    own: Sequence[tuple[Unit, ...]],
    covering: Sequence[tuple[Unit, ...]],
    given: Collection[str],
) -> Step:
    measure = answer.measure
    by, score = measure.best_cover(unit, covering, given)
    if score == 1.0 and len(by) == 1 and by[0].bare == unit.bare:
        return Step(unit, by, score)
    over: dict[Unit, float] = {}
    for each in (each for group in own for each in group):
        back = measure.covers(each, (unit,), given)
        fuller = len(by) != 1 or (by == (each,) and back > score)
        if back and fuller and not is_lead_in(each.text) and answer.may_displace(unit, each):
            over[each] = back
    if over:
        return Step(unit, over=tuple(over), covers=tuple(over.values()))
    return Step(unit, by, score)


def _check_displacing(
    answer: GrowingAnswer,
    steps: list[Step],
    own: Sequence[tuple[Unit, ...]],
    given: Collection[str],
) -> None:
    """Take back a displacement that would tear a sentence from what it leans on."""
    taken: set[Unit] = set()
    for at, step in enumerate(steps):
        if not step.over:
            continue
        fit = tuple(
            each
            for each in step.over
            if each not in taken and _may_replace(steps, at, each, _paragraph_of(each, own))
        )
        if fit and _tears(steps, at, fit[0], own):
            fit = ()
        # Of several, the first gives its place; another one must not be what a next one leans on.
        fit = fit[:1] + tuple(each for each in fit[1:] if _is_alone(each, own))
        scores = dict(zip(step.over, step.covers, strict=True))
        step.over, step.covers = fit, tuple(scores[each] for each in fit)
        taken.update(fit)
        if not fit:
            step.by, step.score = answer.measure.best_cover(step.unit, own, given)


def _tears(steps: Sequence[Step], at: int, own: Unit, groups: Sequence[tuple[Unit, ...]]) -> bool:
    """Tell whether what leans on a sentence and what leans on its substitute would both follow.

    Not where the one takes the place of the other, too, or folds into it.
    """
    following = steps[at + 1] if at + 1 < len(steps) else None
    if following is None or binding_of(following.unit.text) is not Binding.SENTENCE:
        return False
    after = _next_of(own, groups)
    if after is None or binding_of(after.text) is not Binding.SENTENCE:
        return False
    return after not in (*following.over, *following.by)


def _paragraph_of(unit: Unit, own: Sequence[tuple[Unit, ...]]) -> tuple[Unit, ...]:
    return next((group for group in own if unit in group), ())


def _next_of(unit: Unit, own: Sequence[tuple[Unit, ...]]) -> Unit | None:
    paragraph = _paragraph_of(unit, own)
    at = paragraph.index(unit) + 1
    return paragraph[at] if at < len(paragraph) else None


def _is_alone(unit: Unit, own: Sequence[tuple[Unit, ...]]) -> bool:
    after = _next_of(unit, own)
    return after is None or binding_of(after.text) is Binding.FREE


def _may_replace(steps: Sequence[Step], at: int, own: Unit, paragraph: tuple[Unit, ...]) -> bool:
    """Tell whether a sentence can stand where another one stands."""
    unit = steps[at].unit
    if own.place == 0 and unit.place > 0 and not opens_as_well(unit, own):
        return False
    leans = binding_of(unit.text)
    if leans is Binding.FREE:
        return True
    before = paragraph[: paragraph.index(own)]
    if at and before and before[-1] in (*steps[at - 1].over, *steps[at - 1].by):
        # What it leans on says what the sentence before that place says.
        return True
    named = named_by_pointing(unit.text)
    if named and any(named & each.words for each in before):
        return True
    return leans is Binding.TOPIC and binding_of(own.text) is Binding.TOPIC


def _tie(
    answer: GrowingAnswer,
    steps: list[Step],
    at: int,
    own: Sequence[tuple[Unit, ...]],
    before: Unit | None,
) -> None:
    """Decide what a kept sentence stands behind, and keep its predecessor where it needs it."""
    step = steps[at]
    leans = binding_of(step.unit.text)
    if at == 0:
        if before is not None:
            places = answer.by_unit(before)
            step.after = places[-1] if places else None
            step.directly = leans is Binding.SENTENCE
        return
    previous = steps[at - 1]
    if not previous.is_folded:
        step.after = previous.unit
        step.directly = leans is not Binding.FREE and not previous.over
        if previous.over and leans is Binding.SENTENCE:
            step.directly = True
        return
    anchor = previous.by[-1]
    step.after = anchor
    if leans is Binding.FREE:
        return
    step.directly = leans is Binding.SENTENCE
    if not _can_lean(step.unit, leans, previous, anchor, own):
        previous.by, previous.score = (), 0.0
        step.after, step.directly = previous.unit, True


def _can_lean(
    unit: Unit,
    leans: Binding,
    previous: Step,
    anchor: Unit,
    own: Sequence[tuple[Unit, ...]],
) -> bool:
    """Tell whether a sentence may lean on what covers its predecessor."""
    paragraph = _paragraph_of(anchor, own)
    if not paragraph or is_lead_in(anchor.text) or len(previous.by) > 1:
        return False
    passage = next(p for p in passages_of(paragraph) if anchor in p)
    named = named_by_pointing(unit.text)
    if named:
        return any(named & each.words for each in passage)
    if leans is Binding.TOPIC:
        if binding_of(previous.unit.text) is Binding.FREE:
            return bool(subject_of(previous.unit) & subject_of(passage[0]))
        return True
    after = _next_of(anchor, own)
    if after is None or binding_of(after.text) is not Binding.SENTENCE:
        return True
    # "This problem" finds what it points at over one more sentence; "This" alone does not.
    return bool(named_by_pointing(after.text) & anchor.words)


Insert = Callable[[Sequence[Unit], Unit | None, bool], None]
"""Puts sentences behind a unit (none: where the place is for this paragraph), directly or not."""


Displace = Callable[[Unit, Unit | None], None]
"""Puts a sentence in the place of another, or nothing."""


def carry_out(
    answer: GrowingAnswer, steps: Sequence[Step], insert: Insert, displace: Displace
) -> None:
    """Fold, displace and put in sentences as planned."""
    for step in steps:
        if step.is_folded:
            answer.fold(step.unit, step.by, step.score)
        elif step.over:
            for number, each in enumerate(step.over):
                displace(each, step.unit if number == 0 else None)
                answer.fold(each, (step.unit,), step.covers[number])
            answer.keep(step.unit)
    run: list[Step] = []
    for step in steps:
        kept = not step.is_folded and not step.over
        if kept and run and step.after == run[-1].unit and step.directly:
            run.append(step)
            continue
        _insert_run(answer, run, insert)
        run = [step] if kept else []
    _insert_run(answer, run, insert)


def _insert_run(answer: GrowingAnswer, run: Sequence[Step], insert: Insert) -> None:
    if run:
        for step in run:
            answer.keep(step.unit)
        insert([step.unit for step in run], run[0].after, run[0].directly)


def nearest(
    answer: GrowingAnswer, unit: Unit, paragraph: Sequence[Unit], after: Unit | None
) -> Unit | None:
    """Return the sentence of a paragraph that is most about the same thing; none if none is near.

    Only sentences behind ``after`` count, so that the order of thoughts stays.
    """
    measure = answer.measure
    start = paragraph.index(after) + 1 if after in paragraph else 0
    own = measure.total(unit.words)
    best, best_score = None, NEAR
    for each in paragraph[start:]:
        common = measure.share(unit.words, each.words) * own
        union = own + measure.total(each.words) - common
        score = common / union if union else 0.0
        if score > best_score:
            best, best_score = each, score
    return best
