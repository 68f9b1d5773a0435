"""Cloze cards as the real Anki shows them: what is hidden and shown, and what keeps its history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from nnexport.deck.cloze import MAX_NUMBER
from nnexport.deck.document import Deck, Note
from nnexport.deck.lock import Lock
from nnexport.deck.markup import (
    Break,
    Code,
    Deletion,
    Formula,
    Inline,
    Link,
    Math,
    Paragraph,
    Styled,
    Text,
    inline_text,
)
from nnexport.exporters.anki import export_anki
from nnexport.exporters.anki.formulas import why_no_formula
from nnexport.exporters.anki.html import render_markdown
from tests.real_anki import Learner, anki_library, learner

__all__ = ["anki_library", "learner"]

CLOCK = 1_763_719_200


class Screen(HTMLParser):
    """The text of a card as a browser shows it, and each piece that no tag interrupts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces = [""]
        self.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
        self.close()
        self.text = squeeze("".join(self.pieces))

    def handle_data(self, data: str) -> None:
        self.pieces[-1] += data

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("")


def squeeze(text: str) -> str:
    """Without white space, and without the control characters that no screen shows."""
    return "".join(char for char in text if not char.isspace() and char >= " ")


def shown(inlines: tuple[Inline, ...], asked: int = 0) -> str:
    """Return the text that a card shows which asks for a number; 0: that of the answer."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Deletion(number, _, hint) if number == asked:
                parts.append(f"[{shown(hint) if hint else '...'}]")
            case Deletion(_, children) | Styled(_, children) | Link(_, children):
                parts.append(shown(children, asked))
            case Math(tex):
                parts.append(f"\\({tex}\\)")
            case Formula(children):
                parts.append(f"\\({shown(children, asked)}\\)")
            case Text(text) | Code(text):
                parts.append(text)
            case _:
                pass
    return squeeze("".join(parts))


# --- any text inside of a deletion ---------------------------------------------------------------

SIGNS = r"""
    {{ }} { } }}} {{c1:: {{c2::x}} :: ::: : [...] [ ] == < > & &amp; <b> </b> </span> " ' \ \( \)
    [sound:x.mp3] [latex] $ a b é 日 <br> data-cloze="x" c1 }}::
"""
PIECES = st.sampled_from([*SIGNS.split(), " ", "\n"])
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join) | st.text(min_size=1, max_size=12)
TEX = st.lists(
    st.sampled_from(r"x ^ _ { } {{ }} {y} :: : < & \frac{a}{b} \{ \} \\[2pt] | 1".split()),
    min_size=1,
    max_size=8,
).map("".join)


@pytest.fixture(scope="module")
def note(anki_library: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A note of our cloze note type in a real collection."""
    learner = Learner(anki_library, tmp_path_factory.mktemp("anki"))
    deck = Deck("d", "D", notes=(Note("a", "{{c1::x}}", "", cards="cloze"),))  # type: ignore[arg-type]
    learner.read_package(export_anki(deck, Lock("d"), CLOCK).package)
    yield learner.cards()[0].note()
    learner.collection.close()


def leaves() -> st.SearchStrategy[Inline]:
    tex = TEX.filter(is_formula)
    return st.one_of(
        *(TEXTS.map(Text), TEXTS.map(Code), tex.map(Math), st.just(Break(hard=True))),
        formulas(),
    )


def formulas() -> st.SearchStrategy[Inline]:
    """Formulas with deletions inside, whatever braces stand beside those."""
    hidden = st.builds(
        Deletion,
        st.integers(1, 3),
        TEX.filter(is_formula).map(Text).map(lambda text: (text,)),
        st.just(()) | st.just((Text("a hint"),)),
    )
    parts = st.lists(TEX.map(Text) | hidden, min_size=1, max_size=4).map(tuple)
    whole = parts.filter(lambda parts: is_formula(inline_text(parts)))
    return whole.map(lambda parts: Formula(parts))


def is_formula(tex: str) -> bool:
    return bool(tex.strip()) and not why_no_formula(tex)


def some(inline: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inline, min_size=1, max_size=3).map(tuple)


def grown(inline: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    # A hint has no deletions inside.
    hints = st.just(()) | some(TEXTS.map(Text) | TEXTS.map(Code)).filter(lambda h: bool(shown(h)))
    return st.one_of(
        st.builds(Deletion, st.integers(1, 3), some(inline), hints),
        st.builds(Styled, st.sampled_from(["strong", "mark"]), some(inline)),
        st.builds(Link, st.sampled_from(["http://a::b/c}}d", "x"]), some(inline)),
    )


INLINES = some(st.recursive(leaves(), grown, max_leaves=6))


@given(INLINES)
@example((Deletion(1, (Text("std::vector"),)),))
@example((Deletion(1, (Math("x^{y^{2}}"), Text("}}"), Code("a::b"))), Text("}}")))
@example((Deletion(1, (Text("a:"),), (Text(":h"),)),))
@example((Deletion(1, (Link("http://a::b", (Text("x"),)), Deletion(2, (Text("{{c1::"),)))),))
@example((Formula((Text("{"), Deletion(1, (Text("x^{y^{2}}"),)), Text("}_{z}"))),))
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_card_hides_exactly_what_it_asks_and_shows_it_after(
    note: Any, inlines: tuple[Inline, ...]
) -> None:
    note.fields[0] = render_markdown((Paragraph(inlines),), cloze=True).html
    for number in numbers_of(inlines):
        card = note.ephemeral_card(ord=number - 1)
        assert Screen(card.question()).text == shown(inlines, number)
        back = Screen(card.answer())
        # The answer's side has the rule below, and nothing else.
        assert back.text == shown(inlines)
        for tex in formulas_of(inlines):
            assert any(f"\\({tex}\\)" in piece for piece in back.pieces)


def numbers_of(inlines: tuple[Inline, ...]) -> set[int]:
    found: set[int] = set()
    for inline in inlines:
        if isinstance(inline, Deletion):
            found.add(inline.number)
        if isinstance(inline, Deletion | Formula | Styled | Link):
            found |= numbers_of(inline.children)
    return found


def formulas_of(inlines: tuple[Inline, ...]) -> list[str]:
    found: list[str] = []
    for inline in inlines:
        if isinstance(inline, Math):
            found.append(inline.tex)
        if isinstance(inline, Formula):
            found.append(inline_text(inline.children))
        if isinstance(inline, Deletion | Formula | Styled | Link):
            found += formulas_of(inline.children)
    return found


@given(TEXTS)
@example("std::vector<int>{{1, 2}}")
@example("{{c::x}} }}")
@example("a==b == c")
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plain_text_can_be_marked(note: Any, text: str) -> None:
    text = " ".join(text.translate(dict.fromkeys(range(32), " ")).split())
    # `===` ends no mark, and what looks like a deletion is one.
    assume(text and text[-1] != "=" and not re.search(r"\{\{c\d+::", text))
    marked = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    html = render_markdown(f"x (=={marked}==) y", cloze=True).html
    assert html.count("{{c1::") == 1
    note.fields[0] = html
    card = note.ephemeral_card(ord=0)
    assert Screen(card.question()).text == "x([...])y"
    assert Screen(card.answer()).text == squeeze(f"x({text})y")


# --- whole notes ---------------------------------------------------------------------------------


def cloze_deck(question: str, answer: str = "") -> Deck:
    return Deck("d", "D", notes=(Note("a", question, answer, cards="cloze"),))  # type: ignore[arg-type]


def sides(learner: Learner, deck: Deck) -> list[tuple[str, str]]:
    """Import a deck of one note; return the text of both sides of each card, by number."""
    learner.read_package(export_anki(deck, Lock("d"), CLOCK).package)
    cards = sorted(learner.cards(), key=lambda card: card.ord)
    assert all(card.note().fields_check() == 0 for card in cards)
    assert not learner.collection.get_empty_cards().notes
    return [(Screen(card.question()).text, Screen(card.answer()).text) for card in cards]


def test_marks_are_cards(learner: Learner) -> None:
    answer = "- The ==whole item==\n- ==`code::x`== and ==$x^{y^{2}}$==\n\n| ==a== | b |\n|-|-|"
    found = sides(learner, cloze_deck("Which?", answer))
    back = r"Which?Thewholeitemcode::xand\(x^{y^{2}}\)ab"
    assert [side for _, side in found] == [back] * 4
    assert [side for side, _ in found] == [
        back.replace("wholeitem", "[...]"),
        back.replace("code::x", "[...]"),
        back.replace(r"\(x^{y^{2}}\)", "[...]"),
        back.replace("ab", "[...]b"),
    ]


def test_a_part_of_a_formula_is_hidden(learner: Learner) -> None:
    question = r"- $E = {{c1::m c^{2}}}$ and ${{c2::\frac{a}{b}}} \cdot \sqrt{{{c3::z}}}$"
    found = sides(learner, cloze_deck(f"{question}\n\n$$\n\\sum {{{{c4::x_i::which}}}}\n$$"))
    back = r"\(E=mc^{2}\)and\(\frac{a}{b}\cdot\sqrt{z}\)\[\sumx_i\]"
    assert [side for _, side in found] == [back] * 4
    assert [side for side, _ in found] == [
        back.replace("mc^{2}", "[...]"),
        back.replace(r"\frac{a}{b}", "[...]"),
        back.replace("{z}", "{[...]}"),
        back.replace("x_i", "[which]"),
    ]


def test_grouped_deletions_are_one_card(learner: Learner) -> None:
    found = sides(learner, cloze_deck("{{c1::a}} and {{c1::b::letter}}, ==c== ==c=="))
    assert found == [("[...]and[letter],cc", "aandb,cc"), ("aandb,[...][...]", "aandb,cc")]


def test_deletions_in_each_other_have_a_card_each(learner: Learner) -> None:
    found = sides(learner, cloze_deck("==The {{c7::inner::in}} part== {{c3::x}}"))
    assert [side for side, _ in found] == ["[...]x", "Theinnerpart[...]", "The[in]partx"]


def test_the_highest_number_is_one_that_anki_knows(learner: Learner) -> None:
    found = sides(learner, cloze_deck(f"{{{{c{MAX_NUMBER - 1}::a}}}} {{{{c{MAX_NUMBER}::b}}}}"))
    assert [side for side, _ in found] == ["[...]b", "a[...]"]


def test_a_database_check_finds_nothing_to_do(learner: Learner) -> None:
    sides(learner, cloze_deck("==a {{c5::b}}== {{c5::{c}}} ==d=="))
    count = learner.collection.card_count()
    assert count == 3
    learner.collection.fix_integrity()
    assert learner.collection.card_count() == count


def test_histories_stay_with_their_texts(learner: Learner) -> None:
    first = export_anki(cloze_deck("On the map:", "==Paris== on the ==Seine=="), Lock("d"), CLOCK)
    learner.read_package(first.package)
    before = {asked(card): card.id for card in learner.cards()}
    assert before.keys() == {"Paris", "Seine"}

    inserted = cloze_deck("On the map:", "The ==Louvre== is on the ==Seine== in ==Paris==.")
    second = export_anki(inserted, first.lock, CLOCK + 60)
    assert learner.read_package(second.package) == {"updated": 1}
    cards = {asked(card): card.id for card in learner.cards()}
    assert {text: cards[text] for text in before} == before
    assert cards.keys() == {"Paris", "Seine", "Louvre"}
    assert learner.collection.note_count() == 1

    # A deletion that goes leaves an empty card; its number is not given to the next one.
    gone = cloze_deck("On the map:", "The Louvre is on the ==Seine== in ==Paris==, near ==Orly==.")
    third = export_anki(gone, second.lock, CLOCK + 120)
    learner.read_package(third.package)
    (report,) = learner.collection.get_empty_cards().notes
    assert list(report.card_ids) == [cards["Louvre"]]
    assert {asked(card) for card in learner.cards()} >= {"Paris", "Seine", "Orly"}


def asked(card: Any) -> str:
    """Return what a card hides."""
    back = re.search(r'<span class="cloze" data-ordinal="\d+">(.*?)</span>', card.answer())
    return back[1] if back else ""


def test_a_deck_of_cloze_cards_loses_no_question(learner: Learner) -> None:
    notes = [Note("a", "==Paris== is it.", ""), Note("b", "Which?", "That.")]  # type: ignore[arg-type]
    deck = Deck("d", "D", cards="cloze", notes=tuple(notes))
    export = export_anki(deck, Lock("d"), CLOCK)
    assert learner.read_package(export.package) == {"new": 2}
    assert [card.note_type()["name"] for card in learner.cards()] == [
        "nnexport Cloze",
        "nnexport Basic",
    ]
