"""The torture deck and the shipped one, as the real Anki shows them: nothing lost, nothing else."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnexport.building import BuildOptions, build
from nnexport.checking import OUTPUT_CODES
from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.deck.identity import derive_guid
from nnexport.deck.lock import Lock
from nnexport.deck.text import clean_text
from nnexport.diagnostics import Severity
from nnexport.exporters.anki import export_anki
from nnexport.exporters.anki.html import render_markdown
from nnexport.pipeline import check
from tests.real_anki import Learner
from tests.screen import SOUND, Screen, markdown_links, markdown_words, without_understood_tags
from tests.torture import CLOCK, many_deck, torture_deck, write_torture

LINES = [
    line
    for note in torture_deck().notes
    for text in (note.question, note.answer)
    for line in text.split("\n")
    # Two formulas on one line are one for the other reader; there are no files here.
    if len(line) < 300 and "$$" not in line and SOUND not in line
]
PARTS = st.one_of(
    st.sampled_from(LINES), st.sampled_from([word for line in LINES for word in line.split()])
)
QUESTIONS = Path(__file__).parents[1] / "questions"


@dataclass(frozen=True)
class Imported:
    """A deck in a learner's collection, by way of its YAML and a package."""

    deck: Deck
    package: bytes
    learner: Learner
    log: dict[str, int]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that are in the package."""
        return tuple(note for note in self.deck.exported_notes if note.has_answer or note.cards)

    def cards(self, note: Note) -> list[Any]:
        ask = self.learner.collection.db.list
        guids = [derive_guid(self.deck.id, kind, note.was or note.id) for kind in KINDS]
        ids = [each for guid in guids for each in ask("select id from notes where guid = ?", guid)]
        return [card for each in ids for card in self.learner.collection.get_note(each).cards()]


KINDS = ("basic", "cloze")


@pytest.fixture(scope="module", params=["torture", "shipped"])
def imported(
    request: pytest.FixtureRequest, anki_library: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "torture":
        path = write_torture(folder)
    else:
        shutil.copytree(QUESTIONS, folder / "questions")
        path = folder / "questions" / "neural-networks.yaml"
    loaded, problems = load_deck(path.read_text("utf-8"), path.name)
    assert loaded is not None, problems
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
        outcome = build(path, BuildOptions(("anki",), folder / "deck.apkg"))
    assert not outcome.failed, outcome.diagnostics
    package = (folder / "deck.apkg").read_bytes()
    (folder / "learner").mkdir()
    learner = Learner(anki_library, folder / "learner")
    yield Imported(loaded.deck, package, learner, learner.read_package(package))
    learner.collection.close()


# --- Anki's own checks ---------------------------------------------------------------------------


def test_every_note_is_new_and_then_known(imported: Imported) -> None:
    count = len(imported.notes)
    assert imported.log == {"new": count}
    assert imported.learner.collection.note_count() == count
    assert imported.learner.read_package(imported.package) == {"same": count}


def test_note_types_pass_the_checks_of_anki_s_editor(imported: Imported) -> None:
    models = imported.learner.collection.models
    ours = [models.get(each.id) for each in models.all_names_and_ids()]
    ours = [each for each in ours if each["name"].startswith("nnexport ")]
    assert {each["name"] for each in ours} >= {"nnexport Basic"}
    for each in ours:
        models.update_dict(each)


FIELD_STATES = {1: "empty", 2: "duplicate", 3: "no cloze", 4: "cloze in Basic", 5: "misplaced"}
SAME_QUESTION = {"only-markup-differs", "only-markup-differs-too"}
"""Of these, ``check`` says that they ask the same (NN212)."""


def test_fields_are_as_anki_wants_them(imported: Imported) -> None:
    found = {
        (note.id, FIELD_STATES[state])
        for note in imported.notes
        for card in imported.cards(note)[:1]
        if (state := card.note().fields_check())
    }
    assert {name for name, _ in found} <= SAME_QUESTION
    assert {state for _, state in found} <= {"duplicate"}


def test_no_question_is_there_twice(imported: Imported) -> None:
    collection = imported.learner.collection
    found = collection.find_dupes("Question", '"note:nnexport Basic"')
    found += collection.find_dupes("Text", '"note:nnexport Cloze"')
    assert [value for value, _ in found if value != "What is emphasis?"] == []


def test_every_card_has_its_sides_and_no_note_lacks_cards(imported: Imported) -> None:
    collection = imported.learner.collection
    for card in imported.learner.cards():
        collection._backend.render_existing_card(
            card_id=card.id, browser=False, partial_render=False
        )
        assert "The front of this card is blank" not in card.question()
    assert list(collection.get_empty_cards().notes) == []
    before = collection.note_count(), collection.card_count()
    _, is_fine = collection.fix_integrity()
    assert is_fine
    assert (collection.note_count(), collection.card_count()) == before


def test_no_picture_or_sound_is_missing_or_left_over(imported: Imported) -> None:
    found = imported.learner.collection.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])


def test_the_page_of_the_deck_shows_text_and_the_right_numbers(imported: Imported) -> None:
    decks = imported.learner.collection.decks
    name = imported.deck.anki or imported.deck.title
    shown = " ".join(Screen(decks.by_name(name)["desc"]).words)
    assert imported.deck.title == name or imported.deck.title in shown
    for source in imported.deck.sources:
        assert (source.title or source.id) in shown
    assert f"{len(imported.notes)} questions" in shown
    cards = imported.learner.collection.card_count()
    assert cards == len(imported.notes) or f"{cards} cards" in shown


def test_ten_thousand_short_notes(learner: Learner) -> None:
    deck = many_deck(10_000)
    export = export_anki(deck, Lock(deck.id), CLOCK)
    assert learner.read_package(export.package) == {"new": 10_000}
    assert learner.collection.find_dupes("Question", '"note:nnexport Basic"') == []
    assert learner.collection.fix_integrity()[1]
    assert learner.collection.card_count() == 10_000
    assert learner.read_package(export.package) == {"same": 10_000}
    card = learner.cards()[4_711]
    assert readable(card.answer()) == "What is <4711>? It is 4711.".split()


# --- what the cards show -------------------------------------------------------------------------


def test_cards_show_the_words_of_the_deck_and_no_others(imported: Imported) -> None:
    shown = 0
    for note in imported.deck.exported_notes:
        for card in imported.cards(note) if note.cards != "cloze" else ():
            section = imported.deck.section_title(note.section).split()
            front = [*section, *markdown_words(note.question)]
            answer = note.answer.split() if note.id == "too-deep" else markdown_words(note.answer)
            back = [*front, *answer, *words_below(imported.deck, note)]
            assert readable(card.question()) == without_understood_tags(front), note.id
            assert readable(card.answer()) == without_understood_tags(back), note.id
            if not note.variants:
                addresses = [*markdown_links(note.question), *markdown_links(note.answer)]
                assert Screen(card.answer()).links == addresses, note.id
            shown += 1
    assert shown > 40


TEXTS = st.lists(
    st.tuples(st.sampled_from(["", "", "- ", "1. ", "> ", "    ", "  ", "# ", "| "]), PARTS),
    min_size=1,
    max_size=6,
)


@given(TEXTS, st.sampled_from(["\n", "\n\n", " ", ""]))
def test_what_breaks_things_is_shown_in_any_order(
    lines: list[tuple[str, str]], between: str
) -> None:
    text = clean_text(between.join(mark + line for mark, line in lines))
    assume("$$" not in text)
    assert readable(render_markdown(text).html) == without_understood_tags(markdown_words(text))


def readable(html: str) -> list[str]:
    return without_understood_tags(Screen(html).words)


def words_below(deck: Deck, note: Note) -> list[str]:
    """The words below an answer: what each source said, and the titles of the sources."""
    words: list[str] = []
    variants = [each for each in note.variants if each.text.strip()]
    if len(variants) > 1 or any(each.text.strip() != note.answer.strip() for each in variants):
        words += ["Sources’", "answers"]
        for each in variants:
            words += deck.source_title(each.place.source).split()
            words += markdown_words(each.text)
    titles = dict.fromkeys(deck.source_title(each.place.source) for each in note.variants)
    return [*words, *" · ".join(titles).split()]


_MARK = re.compile(r"\{\{c\d+::|(?:::[^{}]*)?\}\}")


def test_cloze_cards_hide_what_they_ask_and_show_all_of_it_after(imported: Imported) -> None:
    for note in imported.deck.exported_notes:
        for card in imported.cards(note) if note.cards == "cloze" else ():
            front, back = Screen(card.question()), Screen(card.answer())
            if card.note_type()["name"] == "nnexport Cloze":
                assert "[" in " ".join(front.words), note.id
            text = _MARK.sub("", f"{note.question}\n\n{note.answer}")
            wanted = without_understood_tags(markdown_words(text))
            shown = set(letters(back.words))
            assert [word for word in letters(wanted) if word not in shown] == [], note.id


def letters(words: list[str]) -> list[str]:
    """The words without the braces and signs around them."""
    return re.findall(r"[^\W\d_]+", " ".join(words))


MARKS = "{{c1:: {{c2:: {{c12:: }} }} }} ::hint}} :: {{c1::x}} {{c2::y::z}} {{ } {{c1,2::".split()
CLOZES = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(MARKS), PARTS), min_size=2, max_size=9
).map(lambda parts: clean_text(" ".join(parts)))


@settings(max_examples=8)
@given(st.lists(st.tuples(CLOZES, CLOZES), min_size=30, max_size=60))
def test_cloze_cards_stay_whole_whatever_stands_in_them(
    anki_library: Any, texts: list[tuple[str, str]]
) -> None:
    notes = (
        Note(NoteId(f"n{at}"), question, answer, cards="cloze")
        for at, (question, answer) in enumerate(texts)
    )
    export = export_anki(Deck("clozes", "Clozes", notes=tuple(notes)), Lock("clozes"), CLOCK)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(anki_library, Path(folder))
        try:
            learner.read_package(export.package)
            for card in learner.cards():
                assert Screen(card.question()).words
                assert Screen(card.answer()).words
            count = learner.collection.card_count()
            learner.collection.fix_integrity()
            assert learner.collection.card_count() == count
        finally:
            learner.collection.close()


def test_every_formula_is_whole(imported: Imported) -> None:
    """Between its delimiters stands exactly the TeX of the deck, and no tag."""
    count = 0
    for card in imported.learner.cards():
        for tex in Screen(card.answer()).formulas:
            assert tex.strip()
            assert tex.count("{") - tex.count("\\{") == tex.count("}") - tex.count("\\}")
            count += 1
    if imported.deck.id == "torture":
        assert count > 500


# --- what a check says ---------------------------------------------------------------------------


def test_check_names_every_fault_and_nothing_else(tmp_path: Path) -> None:
    """Advice is another thing: answers of 5,000 words are too long, whatever is in them."""
    found = {
        (each.code, each.note)
        for each in check(write_torture(tmp_path)).diagnostics
        if each.code in OUTPUT_CODES and each.severity is not Severity.INFO
    }
    faults = {note.id for note in torture_deck().notes if note.id.startswith("fault-")}
    assert found == {("NN225", name) for name in faults}
