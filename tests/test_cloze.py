"""Cloze deletions: what is one, which number it gets and keeps, and what is told about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.building import BuildOptions, build
from nnexport.checking import check_deck
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.cloze import MAX_DEPTH, MAX_NUMBER, deletions_in, read_cloze
from nnexport.deck.cloze_numbers import number_changes, number_deletions
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note
from nnexport.deck.lock import Lock, LockedDeletion, locked_notes, unite_locks
from nnexport.deck.lock_file import dump_lock, load_lock
from nnexport.deck.lock_sides import unite_lock
from nnexport.deck.markup import Deletion, Formula, Inline, Link, Styled, inline_text, map_inlines
from nnexport.exporters.anki import diff_against_lock, export_anki, format_diff, render_notes
from nnexport.exporters.anki.html import render_markdown
from nnexport.exporters.anki.updates import report_updates
from nnexport.exporters.markdown import MarkdownOptions, export_markdown
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.outcome import Outcome
from nnexport.pipeline import check
from nnexport.updating import diff

CLOCK = 1_763_719_200


def written(text: str) -> str:
    """Return a text with ``<number:hidden|hint>`` for each deletion that is found in it."""

    def write(inline: Inline) -> str:
        match inline:
            case Deletion(number, children, hint):
                shown = "".join(map(write, children))
                return f"<{number}:{shown}{'|' if hint else ''}{''.join(map(write, hint))}>"
            case Styled(_, children) | Link(_, children) | Formula(children):
                return "".join(map(write, children))
        return inline_text([inline])

    lines: list[str] = []

    def add(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        lines.append("".join(map(write, inlines)))
        return inlines

    map_inlines(read_cloze(parse_blocks(text)).blocks, add)
    return " / ".join(lines)


def faults(text: str) -> list[str]:
    return [fault.message for fault in read_cloze(parse_blocks(text)).faults]


# --- what is a deletion --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{c1::Paris}} is it.", "<1:Paris> is it."),
        ("{{c1::Paris::city}} on the {{c2::Seine}}", "<1:Paris|city> on the <2:Seine>"),
        ("==Paris== on the ==Seine==", "<0:Paris> on the <0:Seine>"),
        ("- ==one item==\n- {{c7::two}} of it", "<0:one item> / <7:two> of it"),
        ("| {{c1::a}} | b |\n|---|---|\n| c | ==d== |", "<1:a> / b / c / <0:d>"),
        ("> # {{c1::a}}\n>\n> ==b==", "<1:a> / <0:b>"),
        ("**{{c1::bold}}** [==link==](http://x.y)", "<1:bold> <0:link>"),
        ("{{c1::all **of** `this` $x^{y}$}}", "<1:all of this x^{y}>"),
        ("{{c1::outer {{c2::inner::h}} rest}}", "<1:outer <2:inner|h> rest>"),
        ("==outer {{c2::inner}} ==more== rest==", "<0:outer <2:inner> <0:more> rest>"),
        ("{{c1::two\nlines}}", "<1:two lines>"),
        ("{{c1::a::}}", "<1:a>"),
        # In formulas, too, the braces of TeX pair.
        ("$E = {{c1::m c^{2}}}$ $\\sqrt{{{c2::z}}}$", "E = <1:m c^{2}> \\sqrt{<2:z>}"),
        ("$$\n{{c1::x}} + {{c2::y::h}}\n$$", "<1:x> + <2:y|h>"),
        ("> 1. a\n>\n>    $$x = {{c1::y}}$$", "a / x = <1:y>"),
        # Braces that pair inside of a deletion do not end it.
        ("{{c1::{a, b}}} { {c2::x} }", "<1:{a, b}> { {c2::x} }"),
        ("{{c1::{{a}}}} {{c2::{}}} {{{c3::x}}}", "<1:{{a}}> <2:{}> {<3:x>}"),
        ("{{c1::a {{x}} b}} }}", "<1:a {{x}} b> }}"),
        ("{{c1::a } b}} {{c2::c {d}}", "<1:a } b> <2:c {d>"),
        # Only what a deletion says itself begins its hint, and not before one inside of it.
        ("{{c1::**a::b** `c::d` $e::f$ g}}", "<1:a::b c::d e::f g>"),
        ("{{c1::a::h {{c2::b}} c}}", "<1:a::h <2:b> c>"),
        ("==std::vector==", "<0:std::vector>"),
        # What is no deletion.
        ("`{{c1::x}}` and `==x==`", "{{c1::x}} and ==x=="),
        ("a == b, a==b, $x == y == z$", "a == b, a==b, x == y == z"),
    ],
)
def test_what_is_a_deletion(text: str, expected: str) -> None:
    assert (written(text), faults(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "fault"),
    [
        (
            "{{c1::a *b}} c* {{c2::d}}",
            "{{c1::a b}} c <2:d>",
            "the deletion “{{c1::…” has no end in its piece of text",
        ),
        (
            "- {{c1::one\n- two}}",
            "{{c1::one / two}}",
            "the deletion “{{c1::…” has no end in its piece of text",
        ),
        (
            "{{c1::a {{c2::b}} c",
            "{{c1::a <2:b> c",
            "the deletion “{{c1::…” has no end in its piece of text",
        ),
        (
            "{{c0::a}} {{c1::b}}",
            "{{c0::a}} <1:b>",
            "“{{c0::” begins no deletion: their numbers run from 1 to 500",
        ),
        (
            "{{c2::a {{c501::b}} c}}",
            "<2:a {{c501::b}} c>",
            "“{{c501::” begins no deletion: their numbers run from 1 to 500",
        ),
    ],
)
def test_what_only_looks_like_a_deletion(text: str, expected: str, fault: str) -> None:
    assert (written(text), faults(text)) == (expected, [fault])


def test_a_formula_with_half_a_deletion_is_a_formula() -> None:
    text = "$x^{ {{c1::y} }$ and $a {{c1::b$"
    html = render_markdown(text, cloze=True)
    assert html.deletions == 0
    assert "{{c" not in html.html
    assert {loss.code for loss in html.losses} == {"NN302"}
    broken = render_markdown("$\\frac{a {{c1::b}}$", cloze=True)
    assert broken.html == "<p><code>$\\frac{a {{c1::b}}$</code></p>"
    assert [loss.code for loss in broken.losses] == ["NN302"]


def test_deletions_in_each_other_have_an_end() -> None:
    count = MAX_DEPTH + 2
    text = "".join(f"{{{{c{n}::{n} " for n in range(1, count + 1)) + "x" + "}}" * count
    found = deletions_in(read_cloze(parse_blocks(text)).blocks)
    assert [each.number for each in found] == list(range(1, MAX_DEPTH + 1))
    assert len(faults(text)) == 2


# --- numbers -------------------------------------------------------------------------------------


def numbers(text: str, known: tuple[LockedDeletion, ...] = ()) -> dict[str, int]:
    numbered = number_deletions([read_cloze(parse_blocks(text)).blocks], known)
    return {inline_text(each.children): each.number for each in deletions_in(numbered.texts[0])}


def after(*texts: str) -> tuple[LockedDeletion, ...]:
    """Return what the lock remembers after exports of a note that had these texts."""
    known: tuple[LockedDeletion, ...] = ()
    for text in texts:
        known = number_deletions([read_cloze(parse_blocks(text)).blocks], known).remembered
    return known


def test_marks_are_numbered_in_the_order_of_the_text() -> None:
    assert numbers("==a== ==b== ==c==") == {"a": 1, "b": 2, "c": 3}
    question, answer = (read_cloze(parse_blocks(text)).blocks for text in ("==a==", "==b=="))
    assert [each.number for each in number_deletions([question, answer]).remembered] == [1, 2]


def test_the_same_text_is_one_card() -> None:
    assert numbers("==ATP== ==b== {{c4::d}} ==ATP==") == {"ATP": 1, "b": 2, "d": 4}
    assert numbers("==Osmosis==, ==osmosis==, {{c3::x}} ==x==") == {
        "Osmosis": 1,
        "osmosis": 1,
        "x": 3,
    }


def test_written_numbers_count_and_marks_take_the_others() -> None:
    assert numbers("==a== {{c1::b}} ==c== {{c3::d}} {{c3::e}}") == {
        "a": 2,
        "b": 1,
        "c": 4,
        "d": 3,
        "e": 3,
    }


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        # A new mark before, between and behind known ones moves none of them.
        ("==a1== ==b2==", "==new== ==a1== ==b2==", {"new": 3, "a1": 1, "b2": 2}),
        ("==a1== ==b2==", "==a1== ==new== ==b2==", {"a1": 1, "new": 3, "b2": 2}),
        # Marks may change their places.
        ("==a1== ==b2==", "==b2== and ==a1==", {"b2": 2, "a1": 1}),
        # A corrected text keeps its card, another one does not.
        ("==mitochondrium==", "==mitochondrion==", {"mitochondrion": 1}),
        ("==Paris== ==b2==", "==Lyon== ==b2==", {"Lyon": 3, "b2": 2}),
        # Of two that resemble it, the nearer one.
        ("==membrane==", "==membranes== ==a membrane too==", {"membranes": 1, "a membrane too": 2}),
        # Elsewhere, what resembles it is another thing.
        (
            "==outer wall== ==b2== ==c3==",
            "==b2== ==inner wall== ==c3==",
            {"b2": 2, "inner wall": 4, "c3": 3},
        ),
        ("==b2== ==teh wall== ==c3==", "==c3== ==b2== the ==wall==", {"c3": 3, "b2": 1, "wall": 4}),
        ("==b2== ==teh wall==", "==new== ==b2== ==the wall==", {"new": 3, "b2": 1, "the wall": 2}),
        # A mark in the place of a written number, and back.
        ("{{c2::a1}} {{c5::b2}}", "==a1== ==b2==", {"a1": 2, "b2": 5}),
        ("==a1== ==b2==", "{{c1::a1}} ==b2==", {"a1": 1, "b2": 2}),
        # A written number takes it from the mark that had it.
        ("==a1== ==b2==", "{{c1::new}} ==a1== ==b2==", {"new": 1, "a1": 3, "b2": 2}),
    ],
)
def test_known_texts_keep_their_numbers(before: str, now: str, expected: dict[str, int]) -> None:
    assert numbers(now, after(before)) == expected


def test_a_number_is_never_given_to_another_text() -> None:
    known = after("==alpha== ==beta==", "==alpha==")
    assert known == (LockedDeletion(1, "alpha"), LockedDeletion(2, "beta", gone=True))
    assert numbers("==alpha== ==omega==", known) == {"alpha": 1, "omega": 3}
    assert numbers("==beta== ==alpha==", known) == {"beta": 2, "alpha": 1}
    # Nor to one that resembles it: whether it was meant, nobody knows any more.
    assert numbers("==betas== ==alpha==", known) == {"betas": 3, "alpha": 1}


def test_long_texts_are_told_apart_by_all_of_them() -> None:
    long = "the inner membrane of the mitochondria of eukaryotic cells, "
    known = after(f"=={long}one== =={long}two==")
    assert all(len(each.text) < 65 for each in known)
    assert numbers(f"=={long}two== =={long}one==", known) == {f"{long}two": 2, f"{long}one": 1}


def test_there_are_numbers_for_many() -> None:
    text = " ".join(f"==word{n}q==" for n in range(MAX_NUMBER + 5))
    found = list(numbers(text).values())
    assert found[:MAX_NUMBER] == list(range(1, MAX_NUMBER + 1))
    assert set(found[MAX_NUMBER:]) == {MAX_NUMBER}


WORDS = st.lists(st.sampled_from(["ant", "bison", "crow", "dodo", "eel"]), max_size=5, unique=True)


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_no_history_ever_moves(versions: list[list[str]]) -> None:
    known: tuple[LockedDeletion, ...] = ()
    owners: dict[int, str] = {}
    for words in versions:
        text = " ".join(f"=={word}==" for word in words)
        read = read_cloze(parse_blocks(text)).blocks
        numbered = number_deletions([read], known)
        for number, word in ((n, w) for w, n in numbers(text, known).items()):
            assert owners.setdefault(number, word) == word
        assert number_changes(known, numbered.remembered).moved == ()
        assert number_deletions([read], numbered.remembered) == numbered
        known = numbered.remembered


# --- the lock ------------------------------------------------------------------------------------


def cloze_deck(answer: str, **fields: Any) -> Deck:
    note = Note("river", "Where is it?", answer, cards="cloze", **fields)  # type: ignore[arg-type]
    return Deck("rivers", "Rivers", notes=(note,))


def test_the_lock_remembers_numbers() -> None:
    lock = export_anki(cloze_deck("==Paris== on the ==Seine=="), Lock("rivers"), CLOCK).lock
    assert "    deletions: {'1': 'Paris', '2': 'Seine'}\n" in dump_lock(lock)
    deck = cloze_deck("The ==Louvre== is in ==Paris==.")
    second = export_anki(deck, lock, CLOCK + 60)
    text = dump_lock(second.lock)
    assert "    deletions: {'3': 'Louvre', '1': 'Paris', '-2': 'Seine'}\n" in text
    assert load_lock(text, "lock")[0] == second.lock
    assert "{{c3::Louvre}} is in {{c1::Paris}}" in second.rendered[0].fields[0]
    # A second export of the same changes nothing.
    assert export_anki(deck, second.lock, CLOCK + 120).lock == second.lock


def test_a_note_that_comes_back_as_a_cloze_note_has_its_old_numbers() -> None:
    deck = cloze_deck("==Paris== on the ==Seine==")
    lock = export_anki(deck, Lock("rivers"), CLOCK).lock
    basic = replace(deck, notes=(replace(deck.notes[0], cards="basic"),))
    lock = export_anki(basic, lock, CLOCK + 60).lock
    again = export_anki(cloze_deck("The ==Seine== in ==Paris=="), lock, CLOCK + 120)
    assert "The {{c2::Seine}} in {{c1::Paris}}" in again.rendered[0].fields[0]


@pytest.mark.parametrize("value", ["{'0': 'a'}", "{x: 'a'}", "{'1000': 'a'}", "{'1': ''}", "no"])
def test_a_lock_with_other_numbers_is_damaged(value: str) -> None:
    lock = export_anki(cloze_deck("==a=="), Lock("rivers"), CLOCK).lock
    text = dump_lock(lock).replace("{'1': 'a'}", value)
    assert load_lock(text, "lock")[0] is None


def test_both_sides_of_a_merge_are_remembered() -> None:
    base = export_anki(cloze_deck("==Paris=="), Lock("rivers"), CLOCK).lock
    one = export_anki(cloze_deck("==Paris== ==Rhine=="), base, CLOCK + 60).lock
    other = export_anki(cloze_deck("==Paris== ==Seine== ==Oise=="), base, CLOCK + 90).lock
    for sides in ([one, other], [other, one]):
        (note,) = unite_locks(sides).notes
        assert [(each.number, each.text, each.gone) for each in note.deletions] == [
            *((1, "Paris", False), (2, "Seine", False), (3, "Oise", False))
        ]


def test_sides_of_a_conflict_keep_their_own_numbers() -> None:
    base = export_anki(cloze_deck("==Paris=="), Lock("rivers"), CLOCK).lock
    one = export_anki(cloze_deck("==Paris== ==Rhine=="), base, CLOCK + 60).lock
    other = export_anki(cloze_deck("==Paris== ==Seine=="), base, CLOCK + 90).lock
    for ours, theirs in ((one, other), (other, one)):
        text = "".join(both_sides(dump_lock(ours), dump_lock(theirs)))
        united = unite_lock(text, "rivers.lock.yaml")
        assert united is not None
        (note,) = united.notes
        assert note.exported == locked_notes(other)[note.id].exported
        assert [each.text for each in note.deletions] == ["Paris", "Seine"]


def both_sides(one: str, other: str) -> Iterator[str]:
    """Yield the lines of two texts; where they differ, those of the first and of the second."""
    lines = one.splitlines(keepends=True), other.splitlines(keepends=True)
    matcher = SequenceMatcher(None, *lines, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield from lines[0][a:b]
        yield from lines[1][c:d] if kind != "equal" else ()


# --- what is told --------------------------------------------------------------------------------


def told(before: str, now: str) -> list[tuple[str, str]]:
    lock = export_anki(cloze_deck(before), Lock("rivers"), CLOCK).lock
    rendered, _ = render_notes(cloze_deck(now), lock=lock)
    return [(each.code, each.message) for each in report_updates(rendered, lock)]


def test_a_written_number_that_moves_is_told() -> None:
    assert told("{{c1::Paris}} {{c2::Seine}}", "{{c1::Lyon}} {{c2::Paris}} {{c3::Seine}}") == [
        (
            "NN310",
            (
                "river: “Paris” goes from card 1 to card 2; its history stays with card 1, "
                "which hides “Lyon” now"
            ),
        ),
        (
            "NN310",
            (
                "river: “Seine” goes from card 2 to card 3; its history stays with card 2, "
                "which hides “Paris” now"
            ),
        ),
    ]


def test_a_card_that_becomes_empty_is_told() -> None:
    assert told("==Paris== on the ==Seine==", "Paris on the ==Seine==") == [
        ("NN311", "river: card 1 (“Paris”) hides nothing any more")
    ]
    assert told("==Paris==", "==Paris== on the ==Seine==") == []


def test_notes_that_would_be_in_another_subdeck_are_told() -> None:
    text = (
        "deck: {id: d, title: D}\nsections: [{id: s, title: S}]\n"
        "questions:\n- {id: a, section: s, question: A, answer: x}\n"
        "- {id: b, question: B, answer: y}\n"
    )
    loaded, _ = load_deck(text, "deck.yaml")
    assert loaded is not None
    first = export_anki(loaded.deck, Lock("d"), CLOCK)
    moved = replace(loaded.deck, subdecks=True)
    rendered, _ = render_notes(moved, lock=first.lock)
    (problem,) = report_updates(rendered, first.lock)
    assert (problem.code, problem.message) == (
        "NN312",
        "the note `a` would be in “D::S”, but who has them keeps them in “D”",
    )
    assert problem.help.startswith('to move them, search Anki\'s browser for: "deck:D" tag:d::s;')
    assert problem.message in format_diff(diff_against_lock(rendered, first.lock))
    # Once exported, it is told no more; the other way it is told again.
    lock = export_anki(moved, first.lock, CLOCK + 60).lock
    assert locked_notes(lock)["a"].subdeck == "S"  # type: ignore[index]
    assert load_lock(dump_lock(lock), "lock")[0] == lock
    assert report_updates(render_notes(moved, lock=lock)[0], lock) == ()
    (back,) = report_updates(render_notes(loaded.deck, lock=lock)[0], lock)
    assert "would be in “D”, but who has them keeps them in “D::S”" in back.message


def test_check_and_diff_tell_it_until_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    path = tmp_path / "rivers.yaml"

    def told_by(outcome: Outcome) -> list[tuple[str, int]]:
        shown = ("NN310", "NN311", "NN312")
        return [(each.code, each.span.line) for each in outcome.diagnostics if each.code in shown]

    path.write_text(dump_deck(cloze_deck("{{c1::Paris}} {{c2::Seine}}")), "utf-8")
    assert told_by(build(path, BuildOptions(("anki",)))) == []
    path.write_text(dump_deck(cloze_deck("{{c1::Lyon}} {{c2::Paris}}")), "utf-8")
    expected = [("NN310", 10)]
    assert told_by(check(path)) == expected
    difference, _ = diff(path)
    assert difference is not None
    assert len(difference.notices) == len(expected)
    assert told_by(build(path, BuildOptions(("anki",)))) == expected
    # Now it is in the package; to say it again would help nobody.
    assert told_by(build(path, BuildOptions(("anki",)))) == []
    assert told_by(check(path)) == []


def codes_in(text: str) -> list[tuple[int, str]]:
    loaded, problems = load_deck(text, "deck.yaml")
    assert loaded is not None, problems
    return [(each.span.line, each.code) for each in check_deck(loaded)]


def test_a_gap_between_written_numbers_is_told() -> None:
    head = "deck: {id: d, title: D}\nquestions:\n- id: a\n  cards: cloze\n  question: Q\n"
    assert codes_in(head + "  answer: '{{c1::a}} {{c3::b}}'\n") == [(5, "NN245")]
    assert codes_in(head + "  answer: '{{c1::a}} ==x== {{c3::b}}'\n") == []
    assert codes_in(head + "  answer: '==a== ==b=='\n") == []


@pytest.mark.parametrize(
    "answer",
    ["x ==y= z", "x=y== z", "`x` ==y", "{{c1,2::x}}"],
)
def test_a_mark_that_hides_nothing_is_told(answer: str) -> None:
    text = "deck: {id: d, title: D}\nquestions:\n- id: a\n  cards: cloze\n  question: Q\n"
    assert (6, "NN228") in codes_in(f"{text}  answer: '==a== {answer}'\n")


def test_questions_without_a_mark_in_a_deck_of_cloze_cards() -> None:
    head = "deck:\n  id: d\n  title: D\n  cards: cloze\nquestions:\n"
    marked = "- {id: a, question: A, answer: ==x==}\n"
    plain = "- {id: b, question: B, answer: y}\n"
    opted = "- {id: c, question: C, answer: z, cards: basic}\n"
    assert codes_in(head + marked + plain + opted) == [(4, "NN246")]
    assert codes_in(head + plain + opted) == [(4, "NN228")]
    assert codes_in(head + marked + opted) == []
    loaded, _ = load_deck(head + marked + plain + opted, "deck.yaml")
    assert loaded is not None
    rendered, problems = render_notes(loaded.deck)
    assert [each.kind for each in rendered] == ["cloze", "basic", "basic"]
    assert problems == ()


def test_a_statement_with_a_mark_needs_no_answer() -> None:
    head = "deck: {id: d, title: D, cards: cloze}\nquestions:\n"
    assert codes_in(head + "- {id: a, question: ==Paris== is on the Seine., answer: ''}\n") == []


# --- other outputs -------------------------------------------------------------------------------

NOTE = Note("a", "On which {{c1::river::wet}} is it?", "The ==Seine==.", cards="cloze")  # type: ignore[arg-type]


def test_html_of_marks_and_deletions() -> None:
    assert render_markdown("==a== {{c3::b::h}}", cloze=True).html == (
        "<p>{{c1::a}} {{c3::b::h}}</p>"
    )
    assert render_markdown("==a== {{c3::b}}").html == "<p><mark>a</mark> &#123;{c3::b}}</p>"


def test_the_markdown_page_keeps_deletions() -> None:
    page, _ = export_markdown(Deck("d", "D", notes=(NOTE,)), MarkdownOptions())
    assert b"## On which {{c1::river::wet}} is it?\n\nThe ==Seine==.\n" in page


def printed(deck: Deck) -> tuple[str, str]:
    """Return the text of a printed deck, and that of its outline."""
    data, problems = export_pdf(deck, PdfOptions())
    assert problems == ()
    document = pypdfium2.PdfDocument(data)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    return text, " ".join(each.get_title() for each in document.get_toc())


def test_paper_shows_no_braces_and_no_hints() -> None:
    text, outline = printed(Deck("d", "D", cards="cloze", notes=(replace(NOTE, cards=""),)))
    assert "On which river is it?" in text
    assert "The Seine." in text
    assert outline.endswith("On which river is it?")
    assert "{" not in text
    assert "wet" not in text


def test_paper_says_nothing_where_a_statement_answers_itself() -> None:
    note = Note("a", "==Paris== is on the Seine.", "", cards="cloze")  # type: ignore[arg-type]
    assert "no answer" not in printed(Deck("d", "D", notes=(note,)))[0]
    assert "no answer" in printed(Deck("d", "D", notes=(replace(note, cards=""),)))[0]


def test_a_written_deck_reads_back() -> None:
    deck = Deck("d", "D", cards="cloze", subdecks=True, notes=(NOTE,))
    text = dump_deck(deck)
    assert "  answers: merged\n  cards: cloze\n  subdecks: true\n" in text
    loaded, _ = load_deck(text, "deck.yaml")
    assert loaded is not None
    assert loaded.deck == deck
