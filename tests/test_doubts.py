"""What is not sure about who is who, and how a person settles it for ever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from nnexport.checking import check_deck
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Document, NoteId
from nnexport.merging.merge import Merged
from tests.test_merge import again, codes, document, entry, ids, merge

LONG = "What is a light dependent resistor?"
SHORT = "What is an LDR?"
NEAR = "Explain the role of water in the growth and the roots of plants."
NEARER = "Explain the role of water in the growth and the roots of old plants."


def asks(source: str, *questions: str) -> Document:
    answer = "Water and light decide which roots and leaves grow in spring, as {} says in line {}."
    return document(
        source, *(entry(q, answer.format(source, at)) for at, q in enumerate(questions))
    )


def paste(merged: Merged, key: str) -> Deck:
    """Return the deck with the line pasted into its header that the only message gives."""
    loaded, _ = load_deck(dump_deck(merged.deck), "d.yaml")
    assert loaded is not None
    found = [*merged.diagnostics, *check_deck(loaded)]
    (doubt,) = [each for each in found if each.code in ("NN101", "NN217")]
    match = re.search(rf"{key}: \[\[(\S+), (\S+)\]\]", doubt.help)
    assert match, doubt.help
    return replace(merged.deck, **{key: ((NoteId(match[1]), NoteId(match[2])),)})


def asked_by_note(merged: Merged) -> list[set[str]]:
    return [
        {note.question, *(variant.asked for variant in note.variants)} - {""}
        for note in merged.deck.notes
    ]


TOGETHER, APART = [asks("a", LONG), asks("b", SHORT)], [asks("a", NEAR), asks("b", NEARER)]


def test_an_uncertain_match_names_both_texts_the_score_and_the_line_to_paste() -> None:
    (doubt,) = merge(TOGETHER).diagnostics
    assert doubt.code == "NN101"
    assert (doubt.span.path, doubt.span.line) == ("sources/b.txt", 2)
    assert doubt.message == (f"“{SHORT}” is taken for “{LONG}” (sources/a.txt:2) (score 0.90)")
    pair = "[[light-dependent-resistor, ldr]]"
    assert (
        doubt.help
        == f"if they differ, write under `deck:`: different: {pair}; if not, same: {pair}"
    )


@pytest.mark.parametrize("documents", [TOGETHER, TOGETHER[::-1]])
def test_a_doubt_is_told_with_every_reading_until_it_is_settled(
    documents: Sequence[Document],
) -> None:
    merged = merge(documents)
    for _ in range(2):
        merged = again(documents, merged)
        assert codes(merged) == ["NN101"]


@pytest.mark.parametrize("documents", [TOGETHER, TOGETHER[::-1], APART, APART[::-1]])
@pytest.mark.parametrize(("key", "count"), [("same", 1), ("different", 2)])
def test_a_pasted_line_settles_a_doubt(documents: Sequence[Document], key: str, count: int) -> None:
    merged = merge(documents)
    settled = again(documents, merged, paste(merged, key))
    for _ in range(2):
        assert len(settled.deck.notes) == count
        assert codes(settled) == []
        settled = again(documents, settled)
    # The deck may also be read from the beginning with the same header.
    fresh = merge(documents, replace(settled.deck, notes=(), sources=()))
    assert len(fresh.deck.notes) == count


@pytest.mark.parametrize("documents", [TOGETHER, APART])
@pytest.mark.parametrize(("key", "count"), [("same", 1), ("different", 2)])
@pytest.mark.parametrize("gone", [0, 1])
def test_what_is_settled_holds_when_one_of_the_two_goes_and_comes_back(
    documents: Sequence[Document], key: str, count: int, gone: int
) -> None:
    merged = merge(documents)
    settled = again(documents, merged, paste(merged, key))
    settled = again(documents, settled)
    before = dict(zip(ids(settled), map(frozenset, asked_by_note(settled)), strict=True))
    without = again([documents[1 - gone]], settled)
    assert len(without.deck.notes) == 1
    back = again(documents, again([documents[1 - gone]], without))
    assert len(back.deck.notes) == count
    assert "NN101" not in codes(back)
    for note_id, asked in zip(ids(back), asked_by_note(back), strict=True):
        if note_id in before and key == "different":
            assert before[note_id] == asked


def test_two_questions_of_one_source_that_would_share_an_id_can_be_settled() -> None:
    documents = [asks("a", "What is a dropout layer?"), asks("b", "What are dropout layers?")]
    merged = merge(documents)
    assert (ids(merged), codes(merged)) == (["dropout-layer"], [])
    pair = (NoteId("dropout-layer"), NoteId("dropout-layers"))
    parted = again(documents, merged, replace(merged.deck, different=(pair,)))
    assert sorted(ids(parted)) == ["dropout-layer", "dropout-layers"]


def test_an_id_with_a_number_means_the_question_that_came_second() -> None:
    documents = [asks("a", "What is a RAM?"), asks("b", "What is the R.A.M?")]
    deck = Deck("d", "D", different=((NoteId("ram"), NoteId("ram-2")),))
    first = merge([documents[0]], deck)
    assert ids(first) == ["ram"]
    named = [asks("a", "What is dropout?"), asks("b", "Define dropout.")]
    deck = Deck("d", "D", different=((NoteId("dropout"), NoteId("dropout-2")),))
    merged = merge(named, deck)
    assert sorted(ids(merged)) == ["dropout", "dropout-2"]
    for _ in range(2):
        merged = again(named, merged)
        assert sorted(ids(merged)) == ["dropout", "dropout-2"]
        assert codes(merged) == []


def test_same_holds_over_several_pairs() -> None:
    questions = ["What is tin?", "Who mined it in Cornwall?", "Where do cans come from?"]
    pairs = (("tin", "mined-cornwall"), ("mined-cornwall", "cans-come"))
    deck = Deck("d", "D", same=tuple((NoteId(a), NoteId(b)) for a, b in pairs))
    documents = [asks(name, question) for name, question in zip("abc", questions, strict=True)]
    merged = merge(documents, deck)
    assert len(merged.deck.notes) == 1
    assert codes(again(documents, merged)) == []


def test_two_wordings_of_one_source_stay_two_and_are_reported() -> None:
    both = asks("a", "What is osmosis?", "What is tin?", "Explain osmosis.")
    merged = merge([both])
    assert len(merged.deck.notes) == 3
    joined = again([both], merged, paste(merged, "same"))
    assert len(joined.deck.notes) == 2
    assert [len(note.variants) for note in joined.deck.notes] == [2, 1]


def test_a_question_that_was_reworded_in_the_deck_is_no_doubt() -> None:
    source = asks("a", "What is a random access memory?")
    first = merge([source])
    notes = (replace(first.deck.notes[0], question="Which memory forgets?"),)
    second = again([source], first, replace(first.deck, notes=notes))
    assert (len(second.deck.notes), codes(second)) == (1, [])


def test_two_questions_of_one_source_are_one_from_the_beginning_if_the_header_says_so() -> None:
    both = asks("a", "What is osmosis?", "What is tin?", "How does water get into a root?")
    deck = Deck("d", "D", same=((NoteId("osmosis"), NoteId("water-get-root")),))
    merged = merge([both], deck)
    assert ids(merged) == ["osmosis", "tin"]
    assert ids(again([both], merged)) == ["osmosis", "tin"]
