"""Where lines end: the best way through a paragraph, compared with trying every way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, combinations, pairwise
from operator import add

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.exporters.pdf.text.breaking import (
    ANYHOW,
    COSTS,
    NO_POINT,
    SHORT_LAST,
    SLACK,
    Boxes,
    Break,
    Costs,
    Measure,
    Point,
    break_evenly,
    break_first_fit,
    break_total_fit,
)

JUSTIFIED = Measure(100.0, justified=True)
RAGGED = Measure(100.0, justified=False)
HYPHEN = 3.0


def reach(widths: list[float], gaps: list[float]) -> list[float]:
    return list(accumulate(map(add, widths, gaps)))


def make_boxes(words: list[list[float]], space: float = 5.0) -> Boxes:
    """Return words, each given by the widths of its syllables."""
    widths = [sum(word) for word in words]
    points = [
        tuple(Point(sum(word[:at]) + HYPHEN, sum(word[at:]), 1.0) for at in range(1, len(word)))
        for word in words
    ]
    gaps = [0.0, *[space] * (len(words) - 1)]
    return Boxes(widths, gaps, reach(widths, gaps), lambda box: points[box])


def read_lines(
    boxes: Boxes, breaks: list[Break], *, hangs: bool
) -> Iterator[tuple[float, float, bool]]:
    """Yield width without spaces, width of the spaces, and whether a hyphen ends it, of each."""
    everything = [(0, NO_POINT), *breaks, (len(boxes.widths), NO_POINT)]
    for (first, point), (stop, last_point) in pairwise(everything):
        text = sum(boxes.widths[first:stop])
        glue = sum(boxes.gaps[first + 1 : stop])
        if point != NO_POINT:
            text -= boxes.widths[first] - boxes.points(first)[point].after
        if last_point != NO_POINT:
            cut = boxes.points(stop)[last_point]
            text += cut.before - (cut.hang if hangs else 0.0)
            glue += boxes.gaps[stop] if stop > first else 0.0
        yield text, glue, last_point != NO_POINT


def rate(boxes: Boxes, breaks: list[Break], measure: Measure, costs: Costs = COSTS) -> float:
    """Return the demerits of a paragraph, written down a second time from the rules."""
    lines = list(read_lines(boxes, breaks, hangs=measure.justified))
    total = 0.0
    before_class, before_hyphen = 1, False
    for at, (text, glue, hyphen) in enumerate(lines):
        is_last = at == len(lines) - 1
        room = measure.width - text - glue
        if measure.justified:
            give = measure.stretch if room >= 0 else measure.shrink
            ratio = room / (give * glue + SLACK)
        else:
            ratio = room / (measure.raggedness * measure.width)
            ratio = ratio if room >= -SLACK else -2.0
        if is_last:
            ratio = min(ratio, 0.0)
        if ratio < -1:
            return float("inf")
        total += (costs.line + 100 * abs(ratio) ** 3) ** 2
        total += costs.hyphen**2 if hyphen else 0.0
        kind = 1
        if measure.justified:
            kind = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        total += costs.adjacent if abs(kind - before_class) > 1 else 0.0
        if before_hyphen:
            total += costs.consecutive_hyphens if hyphen else costs.last_hyphen if is_last else 0.0
        if is_last and at:
            begins_inside = breaks[-1][1] != NO_POINT and breaks[-1][0] == len(boxes.widths) - 1
            is_short = text + glue < SHORT_LAST * measure.width
            total += costs.scrap if begins_inside else costs.short_last if is_short else 0.0
        before_class, before_hyphen = kind, hyphen
    return total


def all_ways(boxes: Boxes) -> Iterator[list[Break]]:
    places = [
        (box, point)
        for box in range(len(boxes.widths))
        for point in range(NO_POINT, len(boxes.points(box)))
    ][1:]
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            yield list(chosen)


syllables = st.floats(5, 30).map(lambda width: round(width, 1))
paragraphs = st.lists(st.lists(syllables, min_size=1, max_size=3), min_size=1, max_size=6)
long_paragraphs = st.lists(st.lists(syllables, min_size=1, max_size=3), min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(paragraphs, st.sampled_from([JUSTIFIED, RAGGED]))
def test_no_way_is_better_than_the_one_that_is_found(
    words: list[list[float]], measure: Measure
) -> None:
    boxes = make_boxes(words)
    found = break_total_fit(boxes, measure, tolerances=(ANYHOW,))
    if not found:
        return
    best = min(rate(boxes, way, measure) for way in all_ways(boxes))
    assert rate(boxes, found, measure) == pytest.approx(best)


@settings(deadline=None)
@given(long_paragraphs, st.sampled_from([JUSTIFIED, RAGGED]))
def test_total_fit_is_no_worse_than_first_fit(words: list[list[float]], measure: Measure) -> None:
    boxes = make_boxes(words)
    best = break_total_fit(boxes, measure, tolerances=(ANYHOW,))
    first = break_first_fit(boxes, measure)
    if best:
        assert rate(boxes, best, measure) <= rate(boxes, first, measure) * (1 + 1e-9)


@settings(deadline=None)
@given(long_paragraphs, st.sampled_from([JUSTIFIED, RAGGED]), st.booleans())
def test_lines_hold_all_words_in_order_and_fit(
    words: list[list[float]], measure: Measure, fast: bool
) -> None:
    boxes = make_boxes(words)
    breaks = (break_first_fit if fast else break_total_fit)(boxes, measure)
    assert breaks == sorted(set(breaks))
    hangs = measure.justified and not fast
    for text, glue, _ in read_lines(boxes, breaks, hangs=hangs):
        shrunk = measure.shrink * glue if hangs else 0.0
        assert text + glue - shrunk <= measure.width + 2 * SLACK
    # Every syllable once; each hyphen adds its own width.
    lines = list(read_lines(boxes, breaks, hangs=False))
    hyphens = sum(hyphen for _, _, hyphen in lines)
    assert sum(text for text, _, _ in lines) == pytest.approx(sum(boxes.widths) + hyphens * HYPHEN)


def test_a_paragraph_of_one_line_has_no_break() -> None:
    boxes = make_boxes([[30.0], [30.0], [30.0]])
    assert break_total_fit(boxes, JUSTIFIED) == [] == break_first_fit(boxes, JUSTIFIED)


def test_words_are_not_parted_where_the_lines_are_good_without() -> None:
    boxes = make_boxes([[15.0, 15.0]] * 12)
    assert all(point == NO_POINT for _, point in break_total_fit(boxes, JUSTIFIED))


def test_a_hyphen_is_better_than_a_hole() -> None:
    boxes = make_boxes([[40.0], [15.0, 14.0, 25.0, 25.0], [60.0], [70.0]])
    assert break_total_fit(boxes, JUSTIFIED)[0][1] != NO_POINT
    assert break_first_fit(boxes, JUSTIFIED)[0][1] != NO_POINT


def test_two_hyphens_in_a_row_are_avoided() -> None:
    words = [[8.0 + at % 5, 9.0 + at % 7] for at in range(60)]
    boxes = make_boxes(words)

    def count_doubles(costs: Costs) -> int:
        breaks = break_total_fit(boxes, JUSTIFIED, costs, tolerances=(ANYHOW,))
        ends = [point != NO_POINT for _, point in breaks]
        return sum(one and two for one, two in pairwise(ends))

    assert count_doubles(Costs(consecutive_hyphens=0.0)) > 0
    assert count_doubles(Costs(consecutive_hyphens=1e9)) == 0


def test_a_line_may_end_after_a_dash() -> None:
    widths, gaps = [60.0, 30.0, 40.0, 50.0, 20.0], [0.0, 5.0, 0.0, 5.0, 5.0]
    boxes = Boxes(widths, gaps, reach(widths, gaps))
    assert (2, NO_POINT) in break_total_fit(boxes, RAGGED)


def test_the_last_line_is_not_a_scrap() -> None:
    boxes = make_boxes([[30.0]] * 6 + [[9.0]])
    soft = Measure(100.0, justified=False, raggedness=0.5)
    assert break_first_fit(boxes, soft)[-1] == (6, NO_POINT)
    assert break_total_fit(boxes, soft)[-1] == (5, NO_POINT)


def test_the_last_line_is_not_the_end_of_a_word() -> None:
    boxes = make_boxes([[40.0], [40.0], [7.0, 20.0]])
    cheap = Costs(hyphen=0.0, last_hyphen=0.0)
    assert break_total_fit(boxes, RAGGED, cheap, (ANYHOW,)) == [(2, NO_POINT)]
    cheap = Costs(hyphen=0.0, last_hyphen=0.0, scrap=0.0)
    assert break_total_fit(boxes, RAGGED, cheap, (ANYHOW,)) == [(2, 0)]


def test_punctuation_that_hangs_out_makes_room() -> None:
    widths = [47.0, 50.0, 20.0]
    gaps = [0.0, 5.0, 5.0]
    hanging = Boxes(widths, gaps, reach(widths, gaps), hangs=[0.0, 3.0, 0.0])
    assert break_total_fit(hanging, JUSTIFIED) == [(2, NO_POINT)]


def test_a_part_of_a_word_that_fits_no_line_has_one_of_its_own() -> None:
    boxes = make_boxes([[20.0], [60.0, 150.0, 40.0], [50.0]])
    assert break_first_fit(boxes, RAGGED) == [(1, 0), (2, NO_POINT)]


@pytest.mark.parametrize("measure", [JUSTIFIED, RAGGED])
def test_a_box_that_fits_no_line_has_one_of_its_own(measure: Measure) -> None:
    boxes = make_boxes([[20.0], [200.0], [50.0]])
    assert break_total_fit(boxes, measure) == [(1, NO_POINT), (2, NO_POINT)]


@given(st.lists(st.floats(1, 90), min_size=2, max_size=30))
def test_lines_of_a_heading_are_as_few_as_can_be_and_the_longest_is_shorter(
    widths: list[float],
) -> None:
    boxes = make_boxes([[width] for width in widths])
    first, even = break_first_fit(boxes, RAGGED), break_evenly(boxes, RAGGED)
    assert len(even) == len(first)

    def longest(breaks: list[Break]) -> float:
        return max(text + glue for text, glue, _ in read_lines(boxes, breaks, hangs=False))

    assert longest(even) <= longest(first) + SLACK


def test_a_heading_has_no_single_word_in_its_last_line() -> None:
    boxes = make_boxes([[20.0]] * 6)
    assert break_first_fit(boxes, RAGGED) == [(4, NO_POINT)]
    assert break_evenly(boxes, RAGGED) == [(3, NO_POINT)]
