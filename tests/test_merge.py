"""Merging: documents and the deck so far → the deck and its lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.deck.document import Deck, Document, Entry, Note, NoteId, Source, SourceId
from nnexport.deck.lock import Lock, locked_notes
from nnexport.merging.merge import Merged, merge_documents

QUESTIONS = {
    "What is a glacier?": "A glacier is a slow river of ice.",
    "Explain how a steam engine works.": "Steam pushes a piston to and fro.",
    "Why do comets have tails?": "Sunlight heats their ice, and gas streams away.",
    "What does an enzyme do?": "It speeds up a reaction without being used up.",
    "How is a violin tuned?": "Each string is tightened with its peg.",
    "Who invented double entry?": "Merchants of northern Italy did.",
    "Name the layers of the atmosphere.": "Troposphere, stratosphere and more.",
}


def entry(
    question: str, answer: str = "", number: str = "", line: int = 1, **more: object
) -> Entry:
    lines = ((line, line),)
    return Entry(
        number, question, answer, lines if question else (), lines if answer else (), **more
    )  # type: ignore[arg-type]


def document(source: str, *entries: Entry, sha256: str = "") -> Document:
    placed = tuple(
        replace(
            each,
            question_lines=((2 * i, 2 * i),) if each.question else (),
            answer_lines=((2 * i + 1, 2 * i + 1),) if each.answer else (),
        )
        for i, each in enumerate(entries, 1)
    )
    return Document(Source(SourceId(source), f"sources/{source}.txt", sha256 or source), placed)


def merge(
    documents: Sequence[Document], deck: Deck | None = None, lock: Lock | None = None
) -> Merged:
    paths = {each.source.id: each.source.path for each in documents}
    return merge_documents(documents, deck or Deck("d", "D"), lock or Lock("d"), paths)


def again(documents: Sequence[Document], before: Merged, deck: Deck | None = None) -> Merged:
    return merge(documents, deck or before.deck, before.lock)


def ids(merged: Merged) -> list[str]:
    return [note.id for note in merged.deck.notes]


def codes(merged: Merged) -> list[str]:
    return [each.code for each in merged.diagnostics]


def note(merged: Merged, note_id: str) -> Note:
    return next(each for each in merged.deck.notes if each.id == note_id)


def changed(deck: Deck, note_id: str, **fields: object) -> Deck:
    notes = (replace(n, **fields) if n.id == note_id else n for n in deck.notes)  # type: ignore[arg-type]
    return replace(deck, notes=tuple(notes))


def all_of(source: str, questions: Sequence[str] = tuple(QUESTIONS)) -> Document:
    return document(
        source, *(entry(q, QUESTIONS.get(q, "So."), str(i)) for i, q in enumerate(questions, 1))
    )


A = document("a", entry("What is a glacier?", "A glacier is a river of ice.", "1"),
             entry("Why do comets have tails?", "Ice turns into gas.", "2"))  # fmt: skip


# --- twice, and who is who ---------------------------------------------------------------------


def test_ingesting_twice_changes_nothing() -> None:
    documents = [all_of("a"), all_of("b", list(reversed(QUESTIONS)))]
    first = merge(documents)
    second = again(documents, first)
    assert (second.deck, second.lock) == (first.deck, first.lock)
    assert len(first.deck.notes) == len(QUESTIONS)


def test_two_sources_give_the_same_notes_at_once_or_one_after_the_other() -> None:
    a, b = all_of("a"), all_of("b")
    at_once = merge([a, b])
    later = again([a, b], again([a], merge([a])))
    assert (later.deck, later.lock) == (at_once.deck, at_once.lock)


REWORDED = {
    "What is a glacier?": "Explain what a glacier is.",
    "Why do comets have tails?": "Explain why comets have tails.",
    "How is a violin tuned?": "Describe how a violin is tuned.",
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(list(QUESTIONS)), unique=True, min_size=1),
    st.sets(st.sampled_from(list(REWORDED))),
)
def test_an_id_never_moves_to_another_question(order: list[str], reworded: set[str]) -> None:
    first = merge([all_of("a")])
    meaning = {note.question: note.id for note in first.deck.notes}
    asked = [REWORDED[q] if q in reworded else q for q in order]
    second = again([all_of("a", asked)], first)
    now = {note.id: note.question for note in second.deck.notes}
    assert now == {meaning[q]: REWORDED[q] if q in reworded else q for q in order}
    third = again([all_of("a")], second)
    assert {note.question: note.id for note in third.deck.notes} == meaning


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("What is osmosis?", "Explain what osmosis is.", True),
        ("Describe the water cycle.", "Can you explain the water cycle?", True),
        ("What are the advantages of sails?", "What are the disadvantages of sails?", False),
        ("Explain the signs of type 1 diabetes.", "Explain the signs of type 2 diabetes.", False),
        ("What are the symptoms of hepatitis A?", "What are the symptoms of hepatitis B?", False),
        ("How do you convert miles to knots?", "How do you convert knots to miles?", False),
        ("Why is the valve open during the first stroke?",
         "Why is the valve not open during the first stroke?", False),
    ],
)  # fmt: skip
def test_two_sources_ask_the_same(one: str, other: str, same: bool) -> None:
    merged = merge(
        [document("a", entry(one, "Yes.", "1")), document("b", entry(other, "So.", "1"))]
    )
    assert (len(merged.deck.notes) == 1) is same


def test_a_new_question_stands_behind_the_one_before_it() -> None:
    first = merge([all_of("a", ["What is a glacier?", "Why do comets have tails?"])])
    second = again(
        [all_of("a", ["How is a violin tuned?", "What is a glacier?", "What does an enzyme do?",
                      "Why do comets have tails?"])], first)  # fmt: skip
    assert ids(second) == ["violin-tuned", "glacier", "enzyme", "comets-tails"]


def test_a_repeated_question_is_one_note_with_two_variants() -> None:
    twice = document("a", entry("What is a glacier?", "Ice.", "1"),
                     entry("What does an enzyme do?", "A."),
                     entry("What is a glacier?", "A slow river.", "3"))  # fmt: skip
    merged = merge([twice])
    assert ids(merged) == ["glacier", "enzyme"]
    assert [v.text for v in note(merged, "glacier").variants] == ["Ice.", "A slow river."]
    assert codes(merged) == ["NN108"]
    second = again([twice], merged)
    assert (second.deck, second.lock) == (merged.deck, merged.lock)


def test_equal_questions_of_two_sections_are_two_notes_and_stay_so() -> None:
    both = document("a", entry("What are the advantages?", "Fast.", section="Ships"),
                    entry("What are the advantages?", "Cheap.", section="Trains"))  # fmt: skip
    first = merge([both])
    assert len(first.deck.notes) == 2
    trains = first.deck.notes[1].id
    only = document("a", entry("What are the advantages?", "Cheap.", section="Trains"))
    assert ids(again([only], first)) == [trains]


def test_same_puts_two_wordings_together() -> None:
    b = document("b", entry("What makes up a glacier?", "Snow."))
    deck = Deck("d", "D", same=((NoteId("glacier"), NoteId("makes-glacier")),))
    assert ids(again([A, b], merge([A], deck))) == ["glacier", "comets-tails"]
    # Two notes that were apart so far become one.
    apart = merge([A, b])
    assert "makes-glacier" in ids(apart)
    joined = again([A, b], apart, replace(apart.deck, same=deck.same))
    assert ids(joined) == ["glacier", "comets-tails"]
    assert len(note(joined, "glacier").variants) == 2


def test_different_takes_two_questions_apart_that_were_put_together() -> None:
    a = document("a", entry("What is a light dependent resistor?", "It lets light decide."))
    b = document("b", entry("What is an LDR?", "A part of a circuit."))
    together = merge([a, b])
    assert codes(together) == ["NN101"]
    (one,) = ids(together)
    assert f"different: [[{one}, ldr]]" in together.diagnostics[0].help
    pair = (NoteId(one), NoteId("ldr"))
    parted = again([a, b], together, replace(together.deck, different=(pair,)))
    assert set(ids(parted)) == set(pair)
    second = again([a, b], parted)
    assert (second.deck, second.lock) == (parted.deck, parted.lock)


# --- hand edits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"question": "What on earth is a glacier, please tell me in detail?"},
        {"answer": "My own words."},
        {"tags": ("mine",)},
        {"number": "99"},
    ],
)
def test_a_hand_edit_survives(fields: dict[str, object]) -> None:
    first = merge([A])
    edited = changed(first.deck, "glacier", **fields)
    second = again([A], first, edited)
    third = again([all_of("b"), A], second)
    for merged in (second, third):
        kept = note(merged, "glacier")
        assert {name: getattr(kept, name) for name in fields} == fields


def test_tags_that_were_deleted_by_hand_stay_away() -> None:
    tagged = document("a", entry("What is a glacier?", "Ice.", tags=("ice",)))
    first = merge([tagged])
    assert note(first, "glacier").tags == ("ice",)
    assert (
        note(again([tagged], first, changed(first.deck, "glacier", tags=())), "glacier").tags == ()
    )


def test_an_edited_variant_stays_and_is_marked_even_when_its_lines_move() -> None:
    first = merge([A])
    old = note(first, "glacier").variants[0]
    edited = changed(first.deck, "glacier", variants=(replace(old, text="Mine."),))
    second = again([A], first, edited)
    assert codes(second) == ["NN105"]
    moved = Document(replace(A.source, sha256="new"), tuple(
        replace(e, answer_lines=((90 + i, 90 + i),)) for i, e in enumerate(A.entries)))  # fmt: skip
    third = again([moved], second)
    (kept,) = note(third, "glacier").variants
    assert (kept.text, kept.edited, str(kept.place)) == ("Mine.", True, "a:90")


def test_an_answer_that_was_emptied_by_hand_stays_empty() -> None:
    first = merge([A])
    edited = changed(first.deck, "glacier", answer="")
    second = again([A], first, edited)
    assert second.deck == edited
    assert again([A], second).deck == edited


def test_an_answer_that_ingest_left_empty_is_filled() -> None:
    asked = document("a", entry("What is a glacier?", "", "1"))
    first = merge([asked])
    assert note(first, "glacier").answer == ""
    assert note(again([A], first), "glacier").answer == "A glacier is a river of ice."


def test_an_edited_answer_stays_when_the_sources_change_and_is_reported_once() -> None:
    first = merge([A])
    edited = changed(first.deck, "glacier", answer="Mine.")
    newer = document("a", entry("What is a glacier?", "A glacier creeps downhill.", "1"),
                     A.entries[1], sha256="new")  # fmt: skip
    second = again([newer], first, edited)
    assert note(second, "glacier").answer == "Mine."
    assert codes(second) == ["NN104"]
    assert codes(again([newer], second)) == []


def test_an_answer_that_its_source_lost_was_not_emptied_by_hand() -> None:
    first = merge([A])
    bare = document("a", replace(A.entries[0], answer=""), A.entries[1], sha256="new")
    second = again([bare], first)
    assert note(second, "glacier").answer == ""
    assert again([A], second).deck == first.deck
    assert ids(again([document("a", A.entries[1], sha256="less")], second)) == ["comets-tails"]


# --- coming and going --------------------------------------------------------------------------


def test_what_a_person_deleted_does_not_come_back() -> None:
    b = document("b", entry("Explain what a glacier is.", "Snow and ice.", "1"))
    first = merge([A, b])
    deck = replace(first.deck, notes=first.deck.notes[1:])
    second = again([A, b], first, deck)
    third = again([A, b], second)
    for merged in (second, third):
        assert ids(merged) == ["comets-tails"]
        assert [(r.id, r.by) for r in merged.lock.removed] == [("glacier", "user")]


def test_another_question_with_the_words_of_a_deleted_one_is_added() -> None:
    first = merge([document("a", entry("What is a glacier?", "Ice.", "1"))])
    deck = replace(first.deck, notes=())
    other = document("a", entry("Name some examples of a glacier.", "Aletsch.", "2"), sha256="new")
    assert len(again([other], first, deck).deck.notes) == 1


def test_a_question_that_left_the_sources_comes_back_with_its_id() -> None:
    first = merge([all_of("a")])
    less = again([all_of("a", list(QUESTIONS)[1:])], first)
    assert "glacier" not in ids(less)
    assert codes(less) == ["NN103"]
    assert [(r.id, r.by) for r in less.lock.removed] == [("glacier", "source")]
    back = again([all_of("a")], less)
    assert note(back, "glacier").question == "What is a glacier?"
    assert back.lock.removed == ()


def test_the_heir_of_an_id_keeps_it_from_being_deleted_or_given_away() -> None:
    first = merge([A])
    notes = (
        Note(
            NoteId("ice-river"),
            "Which river is made of ice?",
            "The glacier.",
            was=NoteId("glacier"),
        ),
        first.deck.notes[1],
    )
    deck = replace(first.deck, notes=notes)
    second = again([document("a", A.entries[1])], first, deck)
    assert [r.id for r in second.lock.removed] == []
    third = again([A], second)
    assert ids(third).count("glacier") == 0
    assert ids(third)[0] == "ice-river"


def test_a_source_that_is_removed_takes_its_variants_and_leaves_edited_text() -> None:
    b = document("b", entry("What is a glacier?", "Snow pressed into ice.", "1"),
                 entry("How is a violin tuned?", "By its pegs.", "2"))  # fmt: skip
    first = merge([A, b])
    deck = changed(first.deck, "glacier", answer="Mine.")
    second = again([A], first, deck)
    assert ids(second) == ["glacier", "comets-tails"]
    assert note(second, "glacier").answer == "Mine."
    assert [v.place.source for v in note(second, "glacier").variants] == ["a"]


def test_variants_stand_in_the_order_of_the_sources() -> None:
    merged = merge([all_of("b"), all_of("a")])
    assert all([v.place.source for v in n.variants] == ["b", "a"] for n in merged.deck.notes)


def test_the_lock_remembers_the_number_in_each_source() -> None:
    merged = merge([A, document("b", entry("What is a glacier?", "Ice.", "7"))])
    assert locked_notes(merged.lock)[NoteId("glacier")].numbers == (("a", "1"), ("b", "7"))


# --- answers without a question ----------------------------------------------------------------


def test_an_answer_alone_goes_to_the_question_of_its_number_if_it_fits() -> None:
    alone = document("b", entry("", "A glacier creeps downhill.", "1"), entry("", "Rome.", "2"))
    merged = merge([A, alone])
    assert [v.place.source for v in note(merged, "glacier").variants] == ["a", "b"]
    (skipped,) = [n for n in merged.deck.notes if n.skip]
    assert (skipped.question, skipped.answer) == ("", "Rome.")
    assert codes(merged) == ["NN102", "NN106"]
    second = again([A, alone], merged)
    assert (second.deck, second.lock) == (merged.deck, merged.lock)


def test_an_answer_alone_without_a_number_keeps_its_note() -> None:
    alone = document("b", entry("", "Rome."), entry("", "Paris."))
    first = merge([alone])
    assert again([alone], first).deck == first.deck
    named = changed(
        first.deck, first.deck.notes[0].id, question="What is Italy's capital?", skip=False
    )
    assert again([alone], first, named).deck.notes[0].question == "What is Italy's capital?"


# --- policies, tails, sections -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("longest", "Ice that flows slowly down a valley."),
     ("best:a", "A glacier is a river of ice."),
     ("best:c", "A glacier is a river of ice. Ice that flows slowly down a valley.")],
)  # fmt: skip
def test_policy(policy: str, expected: str) -> None:
    b = document("b", entry("What is a glacier?", "Ice that flows slowly down a valley."))
    merged = merge([A, b], Deck("d", "D", answers=policy))
    assert sorted(note(merged, "glacier").answer.split()) == sorted(expected.split())
    own = merge([A, b], changed(merge([A, b]).deck, "glacier", answer_from=policy, answer=""))
    assert note(own, "glacier").answer == note(merged, "glacier").answer


def test_a_cut_tail_is_reported_at_the_end_of_its_variant() -> None:
    broken = document("a", entry("What is a glacier?", "A glacier is ice. It flows because the",
                                 flags=("truncated",)))  # fmt: skip
    other = document("b", entry("What is a glacier?", "A river of snow, they say."))
    merged = merge([broken, other])
    assert note(merged, "glacier").answer == "A river of snow, they say. A glacier is ice."
    assert note(merged, "glacier").variants[0].text.endswith("because the")
    (cut,) = merged.diagnostics
    assert (cut.code, cut.span.path, cut.span.line) == ("NN107", "sources/a.txt", 3)


def test_a_broken_answer_that_is_the_only_one_stays_as_it_is() -> None:
    text = "A glacier is ice. It flows because the"
    merged = merge([document("a", entry("What is a glacier?", text, flags=("truncated",)))])
    assert note(merged, "glacier").answer == text
    assert not merged.diagnostics


def test_sections_keep_their_order_and_one_title_is_one_section() -> None:
    first = merge([document("a", entry("What is a glacier?", "Ice.", section="Ice"),
                            entry("How is a violin tuned?", "Pegs.", section="Music")),
                   ])  # fmt: skip
    more = document("a", entry("What is a glacier?", "Ice.", section="Ice"),
                    entry("Why do comets have tails?", "Gas.", section="Space"),
                    entry("How is a violin tuned?", "By pegs.", section="Music"),
                    entry("What is snow?", "A crystal.", section="Ice"))  # fmt: skip
    second = again([more], first)
    assert [s.title for s in second.deck.sections] == ["Ice", "Space", "Music"]
    assert [n.section for n in second.deck.notes] == ["ice", "space", "music", "ice"]


def test_a_question_with_choices_and_the_same_without_are_one_note() -> None:
    bare = "Which gas do plants take in?"
    full = f"{bare}\n\n- A. Oxygen\n- B. Carbon dioxide"
    plain = document("plain", entry(bare, "It is carbon dioxide.", "1"))
    exam = document("exam", entry(full, "B", "7"))
    for documents in ((plain, exam), (exam, plain)):
        merged = merge(documents)
        (only,) = merged.deck.notes
        assert (only.id, only.question) == ("gas-plants-take", full)
        assert {each.asked for each in only.variants} == {"", bare}
        assert not codes(merged)
    later = again((plain, exam), merge([plain]))
    assert [(each.id, each.question) for each in later.deck.notes] == [("gas-plants-take", full)]


def test_two_pieces_of_code_below_the_same_words_are_two_notes() -> None:
    ask = "What does this print?\n\n```\nprint(3 {} 2)\n```"
    exam = document("exam", entry(ask.format("+"), "5", "1"), entry(ask.format("-"), "1", "2"))
    assert ids(merge([exam])) == ["print", "print-2"]
