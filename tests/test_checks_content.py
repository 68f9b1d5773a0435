"""Checks of what is asked and answered, and of what a deck says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnexport.checking import check_deck
from nnexport.checking.length import ENDLESS, LONG, count_lines
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, NoteId, Place, SourceId, Variant
from nnexport.diagnostics import Diagnostic
from tests.test_checks import codes_of


def check_pairs(*pairs: tuple[str, str], **of_deck: object) -> list[Diagnostic]:
    """Return what is found in a deck of questions ``q1``, ``q2``, … with their answers."""
    notes = tuple(
        Note(NoteId(f"q{number}"), question, answer)
        for number, (question, answer) in enumerate(pairs, start=1)
    )
    deck = Deck("d", "D", notes=notes, **of_deck)  # type: ignore[arg-type]  # named by the caller
    return check_written(deck)


def check_written(deck: Deck, folder: Path | None = None) -> list[Diagnostic]:
    loaded, problems = load_deck(dump_deck(deck), "deck.yaml")
    assert loaded is not None, problems
    return list(check_deck(loaded, folder))


def given(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(each.code, each.note) for each in diagnostics]


# --- alike questions (NN217) ---------------------------------------------------------------------

LEAVES = "Leaves take up light and make sugar of water and carbon dioxide."
LEAVES_AGAIN = "Sugar is made of water and carbon dioxide by leaves that take up light."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is osmosis in plants?", "Explain osmosis in plants."),
        ("How does a vaccine protect against measles?", "How does a vaccine protect from measles?"),
        ("Why is the sky blue at noon?", "Please tell me why the sky is blue at noon"),
        ("Was ist Osmose bei Pflanzen?", "Was ist Osmose bei den Pflanzen?"),
    ],
)
def test_questions_that_ask_the_same_in_other_words(one: str, other: str) -> None:
    (problem,) = check_pairs((one, "This."), (other, "That."))
    assert (problem.code, problem.note) == ("NN217", "q2")
    assert "`q1`, score " in problem.message
    assert "different: [[q1, q2]]" in problem.help
    assert "same: [[q1, q2]]" in problem.help


def test_questions_that_differ_in_a_word_are_alike_if_their_answers_are() -> None:
    one, other = "How do green leaves feed plants?", "How do green leaves feed trees?"
    assert given(check_pairs((one, LEAVES), (other, LEAVES_AGAIN))) == [("NN217", "q2")]
    assert given(check_pairs((one, LEAVES), (other, "They do not, roots do the main work."))) == []


def test_questions_whose_answers_differ_in_that_word_too_are_two() -> None:
    text = "It stops the {} that was started before; give it what starting it has returned."
    pairs = [(f"What does the function for {x} do?", text.format(x)) for x in ("timers", "alarms")]
    assert given(check_pairs(*pairs)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is the capital of France?", "What is the capital of Spain?"),
        ("What are global variables?", "What are the problems with global variables?"),
        ("What is diabetes of type 1?", "What is diabetes of type 2?"),
        ("How do you convert feet to metres?", "How do you convert metres to feet?"),
        ("Why is glass a liquid?", "Why is glass not a liquid?"),
        ("What are the advantages of glass?", "What are the disadvantages of glass?"),
        ("What is the State pattern?", "What is a pattern?"),
        ("What is the Factory pattern?", "What is the Abstract Factory pattern?"),
        (
            "When did the war in the north end?",
            "When did the war in the south end?",
        ),
        ("What is C?", "What is C++?"),
    ],
)
def test_questions_that_only_look_alike(one: str, other: str) -> None:
    assert given(check_pairs((one, "This."), (other, "That."))) == []


def test_what_a_person_has_settled_is_not_named_again() -> None:
    pairs = ("What is osmosis?", "This."), ("Explain osmosis.", "That.")
    settled = ((NoteId("q2"), NoteId("q1")),)
    assert given(check_pairs(*pairs)) == [("NN217", "q2")]
    assert given(check_pairs(*pairs, different=settled)) == []
    assert given(check_pairs(*pairs, same=settled)) == []


def test_of_many_alike_questions_each_names_one() -> None:
    pairs = [(f"{word} osmosis in plants", "x") for word in ("Define", "Explain", "Describe")]
    assert given(check_pairs(*pairs)) == [("NN217", "q2"), ("NN217", "q3")]


# --- answers at the wrong place (NN219, NN237) ---------------------------------------------------

QUAKE = (
    "An earthquake begins where two plates of the crust are caught and suddenly slip. Its waves "
    "run through the rock, and a seismograph writes down how strongly the ground shakes."
)
CATS = (
    "Large cats hunt at night. Their whiskers tell them how wide a gap is, and soft paws keep "
    "every step quiet. Kittens learn by play: they stalk leaves, shadows, tails and each other "
    "for weeks."
)


def test_an_answer_at_the_wrong_question() -> None:
    pairs = ("What do cells need oxygen for?", QUAKE), ("How does an earthquake begin?", CATS)
    first, *_ = check_pairs(*pairs)
    assert (first.code, first.note) == ("NN219", "q1")
    assert "fits “How does an earthquake begin?” (`q2`)" in first.message


def test_an_answer_that_stands_at_two_questions() -> None:
    pairs = ("What do cells need oxygen for?", QUAKE), ("How does an earthquake begin?", QUAKE)
    assert ("NN219", "q1") in given(check_pairs(*pairs))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does an RNN with gates do?", f"Recurrent neural networks … {CATS}"),
        ("How do recurrent neural networks work?", f"An RNN reads word by word. {CATS}"),
        ("Which tasks do cell membranes have?", f"The membrane keeps things apart. {CATS}"),
        ("Welche Aufgaben haben Zellmembranen?", f"Die Membran grenzt das Innere ab. {CATS}"),
        ("Зачем клетке мембрана?", f"Мембраны отделяют внутреннюю среду от внешней. {CATS}"),
        ("How do you reduce noise in pictures?", f"It is lowered by a filter. {CATS}"),
        ("Which city is the seat of parliament?", "Paris."),
        ("How much is six times seven?", "42"),
        ("Which letter is right here?", "B"),
        ("How do you sort numbers in Python?", "```python\n" + "x = sorted(y)\n" * 12 + "```"),
    ],
)
def test_an_answer_that_names_its_subject_or_is_short(question: str, answer: str) -> None:
    pairs = (question, answer), ("How does an earthquake begin?", QUAKE)
    assert given(check_pairs(*pairs)) == []


def test_a_long_answer_that_names_nothing_is_worth_a_look() -> None:
    pairs = ("What do the committees of parliament do?", CATS), ("What is fog?", "A cloud.")
    assert given(check_pairs(*pairs)) == [("NN237", "q1")]
    # A definition need not repeat the word that it explains.
    assert given(check_pairs(("What is predation?", CATS))) == []


# --- long answers (NN220, NN236) -----------------------------------------------------------------


def test_lines_of_a_phone() -> None:
    def lines(text: str) -> int:
        return count_lines(parse_blocks(text))

    assert lines("") == 0
    assert lines("word " * 8) == 1
    assert lines("word " * 9) == 2
    assert lines("- one\n- two\n  - three") == 3
    assert lines("```\na\n\nb\n```") == 3
    assert lines("| a | b |\n|---|---|\n| 1 | " + "word " * 8 + "|") == 3
    assert lines("细胞" * 20) == 2


def sentences(count: int) -> str:
    return "\n\n".join(f"This is sentence {n} of many." for n in range(100, 100 + count))


def test_an_answer_of_two_screens_is_long() -> None:
    assert codes_of(sentences(LONG)) == []
    assert codes_of(sentences(LONG + 1)) == ["NN220"]
    assert codes_of(sentences(ENDLESS + 1)) == ["NN236"]


def test_a_long_text_with_deletions_is_asked_piece_by_piece() -> None:
    text = "{{c1::This}} is hidden. " + sentences(LONG + 2)
    assert codes_of(text, "Fill in:", cards="cloze") == []


# --- broken ends (NN223) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Enzymes speed up reactions by lowering the",
        "Bones need calcium and phosphorus, and",
        "Rivers carry salt into the sea, the sun takes the water away,",
        "There are three kinds of these:",
        "- one thing\n- another thing\n-",
        "- one thing that is whole\n- another thing that is part of a",
        "A plant needs three things every day (light from the sun, water and",
        "Das Wasser wandert durch die Membran in die",
        "Les feuilles captent la lumière et le",
        "Вода проходит через мембрану и",
    ],
)
def test_an_answer_that_stops_in_the_middle(text: str) -> None:
    assert codes_of(text) == ["NN223"]


@pytest.mark.parametrize(
    "text",
    [
        "Enzymes speed up reactions",
        "red,",
        "- red,\n- green,\n- blue",
        "- light,\n- water that is clean,\n- air that is fresh,",
        "The summer that she has been waiting for",
        "Something that people look forward to",
        "English articles are a, an and the",
        "The article is: `the`",
        "It is called with `std::vector::`",
        "See the manual: [here](https://example.org)",
        "The area is:\n\n$$\nx^2\n$$",
        "Write it like this:\n\n```\nx = 1\n```",
        "The interval of all numbers is [0, 1)",
        "He was in a good mood :)",
        "An emoji looks like :smile:",
    ],
)
def test_an_answer_that_ends(text: str) -> None:
    assert codes_of(text) == []


def broken_ends(*pairs: tuple[str, str]) -> list[str]:
    return [each.note for each in check_pairs(*pairs) if each.code == "NN223"]


def test_where_all_answers_end_with_a_full_stop_one_without_is_broken() -> None:
    whole = "Leaf number {} of this plant takes up light and makes sugar of water and air."
    pairs = [(f"What does leaf {number} do?", whole.format(number)) for number in range(26)]
    broken = ("How does a root feed?", "It takes up water and salts and hands them up to the main")
    assert broken_ends(*pairs, broken) == ["q27"]
    # In a few answers, or where others have none either, it is a way of writing.
    assert broken_ends(*pairs[:5], broken) == []
    loose = [(question, answer.rstrip(".")) for question, answer in pairs[:3]]
    assert broken_ends(*loose, *pairs[3:], broken) == []


def test_what_the_reader_has_said_of_a_source_is_not_said_again() -> None:
    text = "Enzymes speed up reactions by lowering the"
    place = Place(SourceId("a"), ((3, 3),))
    note = Note(NoteId("q"), "What do enzymes do?", text, variants=(Variant(place, text),))
    flagged = Note(
        NoteId("q"), note.question, text, variants=(Variant(place, text, flags=("truncated",)),)
    )
    assert given(check_written(Deck("d", "D", notes=(note,)))) == [("NN223", "q")]
    assert given(check_written(Deck("d", "D", notes=(flagged,)))) == []


# --- tags (NN229, NN232) -------------------------------------------------------------------------


def check_tags(*tags: str, of_deck: tuple[str, ...] = ()) -> list[str]:
    note = Note(NoteId("q"), "What?", "This.", tags=tags)
    found = check_written(Deck("d", "D", tags=of_deck, notes=(note,)))
    return [f"{each.code} {each.message}" for each in found]


@pytest.mark.parametrize("tag", ["biology", "Bio_1.2+3", "a::b::c", "straße", "биология", "生物"])
def test_a_tag_that_arrives_as_it_is(tag: str) -> None:
    assert check_tags(tag) == []


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("r&d", "the tag “r&d” arrives in Anki as `r-d`"),
        ("a::::b", "the tag “a::::b” arrives in Anki as `a::b`"),
        ("::a", "the tag “::a” arrives in Anki as `a`"),
        ('"quoted"', 'the tag “"quoted"” arrives in Anki as `quoted`'),
        ("-x", "the tag “-x” arrives in Anki as `x`"),
        ("cell,plant", "“cell,plant” is one tag, in Anki `cell-plant`"),
        ("!!", "nothing of the tag “!!” is left in Anki"),
        ("Marked", "“Marked” means something in Anki: the star that a learner puts on a note"),
        ("leech", "“leech” means something in Anki: the mark of cards that were failed too often"),
    ],
)
def test_a_tag_that_arrives_otherwise(tag: str, message: str) -> None:
    assert check_tags(tag) == [f"NN229 {message}"]


def test_tags_that_become_one() -> None:
    assert check_tags("r-d", "r&d") == ["NN229 the tags “r-d” and “r&d” are one in Anki: `r-d`"]
    assert check_tags("r&d", of_deck=("r&d",)) == ["NN229 the tag “r&d” arrives in Anki as `r-d`"]


def test_a_tag_that_stands_twice() -> None:
    assert check_tags("cell", "Cell") == ["NN232 the tag “Cell” stands there twice"]
    assert check_tags("cell", of_deck=("cell",)) == []


# --- pairs (NN231) -------------------------------------------------------------------------------


def check_settled(**settled: tuple[tuple[str, str], ...]) -> list[str]:
    pairs = ("What is osmosis?", "Water moves."), ("What is a leaf?", "A part of a plant.")
    notes = [Note(NoteId(i), q, a) for i, (q, a) in zip(("osmosis", "leaf"), pairs, strict=True)]
    asked = Variant(Place(SourceId("a"), ((1, 1),)), "x", asked="What is diffusion?")
    notes[0] = Note(NoteId("osmosis"), notes[0].question, notes[0].answer, variants=(asked,))
    deck = Deck("d", "D", notes=tuple(notes), **settled)  # type: ignore[arg-type]  # plain ids
    return [each.message for each in check_written(deck) if each.code == "NN231"]


def test_pairs_that_settle_something() -> None:
    assert check_settled(different=(("osmosis", "leaf"),)) == []
    # The wording of a source that was put with a question has an id, too.
    assert check_settled(different=(("leaf", "diffusion"),), same=(("osmosis", "diffusion"),)) == []


def test_pairs_that_settle_nothing() -> None:
    assert check_settled(different=(("osmosis", "leef"),)) == [
        "[osmosis, leef] under `different`: no question has the id `leef`"
    ]
    assert check_settled(same=(("a", "b"),)) == [
        "[a, b] under `same`: no question has one of these ids"
    ]
    assert check_settled(same=(("leaf", "leaf"),)) == [
        "[leaf, leaf] under `same` names one question twice"
    ]
    both = (("leaf", "osmosis"),)
    assert check_settled(same=both, different=(("osmosis", "leaf"),)) == [
        "[osmosis, leaf] stands under `same` too"
    ]
    assert check_settled(same=both + both) == ["[leaf, osmosis] stands already"]


# --- the deck's id (NN230) -----------------------------------------------------------------------

OTHER = "deck:\n  # copied\n  title: 'Chemistry'\n  id: d   # of the first one\nquestions: []\n"


def check_beside(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, "utf-8")
    deck = Deck("d", "Biology", notes=(Note(NoteId("q"), "What?", "This."),))
    return [each.message for each in check_written(deck, folder)]


def test_another_deck_with_the_same_id(tmp_path: Path) -> None:
    assert check_beside(tmp_path, "chemistry.yaml", OTHER) == [
        "the deck “Chemistry” in chemistry.yaml has the id `d` too"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deck.yaml", OTHER),
        ("deck.lock.yaml", "nnexport-lock: 1\ndeck: d\n"),
        ("backup.yaml", OTHER.replace("Chemistry", "Biology")),
        ("chemistry.yaml", OTHER.replace("id: d ", "id: e ")),
        ("chemistry.yaml", "deck:\n  title: Chemistry\nquestions:\n  - id: d\n"),
        ("chemistry.txt", OTHER),
        ("other.yaml", "\x00\x01"),
    ],
)
def test_other_files_beside_a_deck(tmp_path: Path, name: str, text: str) -> None:
    assert check_beside(tmp_path, name, text) == []


# --- contradictions (NN218) ----------------------------------------------------------------------


def check_variants(one: str, other: str, question: str = "What is true of water?") -> list[str]:
    variants = tuple(
        Variant(Place(SourceId(source), ((line, line),)), text)
        for source, line, text in (("a", 3, one), ("b", 7, other))
    )
    note = Note(NoteId("q"), question, one, variants=variants)
    return [each.message for each in check_written(Deck("d", "D", notes=(note,)))]


def test_contradictory_variants_are_shown_with_both_places() -> None:
    (message,) = check_variants("Water boils at 100 degrees.", "It boils, water, at 90 degrees.")
    assert message == (
        "a:3 says “Water boils at 100 degrees.”, b:7 “It boils, water, at 90 degrees.” (score 1.00)"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Salt increases the boiling point of water.",
            "Salt decreases the boiling point of water.",
        ),
        ("Ice is heavier than water.", "Ice is not heavier than water."),
        ("Water flows from leaves to roots.", "Water flows from roots to leaves."),
        ("Das Wasser kocht bei 100 Grad am Meer.", "Das Wasser kocht am Meer bei 90 Grad."),
    ],
)
def test_variants_that_contradict_each_other(one: str, other: str) -> None:
    assert len(check_variants(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("True", "False."),
        ("Yes, it is.", "No: it only looks so."),
        ("**Richtig**", "falsch"),
        ("Correct answer: B", "C"),
        ("1920", "1921"),
        ("100 °C", "90 °C"),
        ("3,5 m", "3.6 m"),
    ],
)
def test_answers_of_one_value_that_differ(one: str, other: str) -> None:
    assert len(check_variants(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("True", "true."),
        ("Yes, it is.", "It is."),
        ("No water is dry.", "Yes."),
        ("B", "Paris"),
        ("3,5 m", "3.5 m"),
        ("100 °C", "212 °F"),
        ("42", "The number of all things."),
    ],
)
def test_answers_of_one_value_that_may_both_be_right(one: str, other: str) -> None:
    assert check_variants(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Water boils at 100 degrees.", "Ice melts at 0 degrees."),
        ("Water boils at 100 degrees.", "Water boils at 100 °C."),
        ("Water is clear.", "Water is wet and clear, and it has no taste."),
        ("Salt raises the boiling point of water.", "Salt lowers the melting point of ice."),
        ("Water is heavier than ice.", "Ice is lighter than water."),
    ],
)
def test_variants_that_only_say_other_things(one: str, other: str) -> None:
    assert check_variants(one, other) == []


def test_a_pair_under_same_holds_two_questions_together() -> None:
    assert (
        check_settled(same=(("osmosis", "osmosis-2"),), different=(("leaf", "diffusion-2"),)) == []
    )
    assert check_settled(same=(("osmosis", "some-wording"),)) == []
