"""Ids and numbers that learners' histories hang on. A pin that fails here must not be updated."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.identity import (
    BASIC_NOTE_TYPE_ID,
    CLOZE_NOTE_TYPE_ID,
    creation_shift_ms,
    derive_anki_deck_id,
    derive_guid,
    derive_id,
    is_id,
    slug,
)

GUIDS = {
    ("neural-networks", "basic", "batch-normalization"): "yYtLYRKdb7",
    ("neural-networks", "cloze", "batch-normalization"): "jli6bVOBxI",
    ("biology", "basic", "cell"): "xtjDDt1zU1",
    ("biología", "basic", "célula"): "qlxdBXq9sG",
}


@pytest.mark.parametrize(("ids", "guid"), GUIDS.items())
def test_guid_is_pinned(ids, guid):
    assert derive_guid(*ids) == guid


def test_anki_deck_id_is_pinned():
    assert derive_anki_deck_id("neural-networks", "Neural Networks") == 1506582493732
    assert derive_anki_deck_id("neural-networks", "AI::Neural Networks") == 1132149791643


def test_creation_shift_is_pinned():
    assert creation_shift_ms("neural-networks") == 49_483_485


def test_note_type_ids_are_pinned():
    assert (BASIC_NOTE_TYPE_ID, CLOZE_NOTE_TYPE_ID) == (1763683200101, 1763683200202)


def test_boundary_between_deck_and_note_id_counts():
    assert derive_guid("a", "basic", "b-c") != derive_guid("a-basic", "basic", "c")
    assert derive_guid("a-b", "basic", "c") != derive_guid("a", "basic", "b-c")


@pytest.mark.parametrize("ids", [("", "basic", "a"), ("d", "", "a"), ("d", "basic", "")])
def test_guid_without_an_id_is_refused(ids):
    with pytest.raises(ValueError, match="GUID"):
        derive_guid(*ids)


@given(st.text(min_size=1), st.text(min_size=1))
def test_guid_is_ten_letters_or_digits(deck_id, note_id):
    guid = derive_guid(deck_id, "basic", note_id)
    assert len(guid) == 10
    assert guid.isascii()
    assert guid.isalnum()


@given(st.text(min_size=1), st.text())
def test_anki_deck_id_is_a_stamp_in_the_past(deck_id, name):
    assert 1_000_000_000_000 <= derive_anki_deck_id(deck_id, name) < 1_600_000_000_000


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Explain the concept of batch normalization and its advantages.", "batch-normalization"),
        ("What is a neuron?", "neuron"),
        ("What is the role of the?", "role"),
        ("Don't stop", "dont-stop"),
        ("What is self-supervised learning?", "self-supervised-learning"),
        ("???", "question"),
        ("", "question"),
        ("What is İstanbul?", "istanbul"),
        ("日本語とは何ですか", "日本語とは何ですか"),
        ("Что такое нейрон?", "такое-нейрон"),
        ("ما هو الحُبّ؟", "ما-هو-الحب"),
        ("มองเห็นที่ไหน", "มองเหนทไหน"),
        ("विद्या", "वदय"),
        ("¿Qué es una célula?", "célula"),
    ],
)
def test_id_comes_from_the_content_words(question, expected):
    assert derive_id(question) == expected


def test_taken_id_gets_a_number():
    assert derive_id("What is a neuron?", {"neuron"}) == "neuron-2"
    assert derive_id("What is a neuron?", {"neuron", "neuron-2"}) == "neuron-3"


def test_long_id_is_cut_between_words():
    cut = derive_id("abcdefghi " * 20)
    assert cut == "-".join(["abcdefghi"] * 6)
    assert derive_id("x" * 100, {"x" * 60}) == "x" * 58 + "-2"


def test_slug_keeps_all_words():
    assert slug("Answers of the Teacher (2)") == "answers-of-the-teacher-2"
    assert slug("…") == "deck"
    assert slug("a", {"a"}) == "a-2"


@given(st.text(max_size=200))
def test_derived_ids_are_ids(text):
    first = derive_id(text)
    assert is_id(first)
    assert is_id(derive_id(text, {first}))
    assert is_id(slug(text))
    assert is_id(slug(text, {slug(text)}))


@given(st.text(max_size=50))
def test_id_does_not_depend_on_the_unicode_form(text):
    assert derive_id(text) == derive_id(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", ["a", "no", "010", "null", "1e3", "_", "-", "ключ", "é", "a" * 60])
def test_well_formed_ids(text):
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "A", "a b", "a" * 61, "e\u0301", "a.b", "a\n", "a:b"])
def test_malformed_ids(text):
    assert not is_id(text)
