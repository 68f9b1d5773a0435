"""The JSON Schema for editors says what the code says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import ANSWER_POLICIES, CARD_KINDS, FLAGS, Deck
from nnexport.deck.fields import (
    DECK_FIELDS,
    QUESTION_FIELDS,
    SECTION_FIELDS,
    SOURCE_FIELDS,
    TOP_KEYS,
    VARIANT_FIELDS,
    VERSION,
    Field,
)
from tests.strategies import decks

SCHEMA: dict[str, Any] = json.loads(
    files("nnexport.deck").joinpath("deck.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
PARTS: Mapping[str, tuple[Mapping[str, Any], Sequence[Field]]] = {
    "deck": (SCHEMA["properties"]["deck"], DECK_FIELDS),
    "source": (SCHEMA["$defs"]["source"], SOURCE_FIELDS),
    "section": (SCHEMA["$defs"]["section"], SECTION_FIELDS),
    "question": (SCHEMA["$defs"]["question"], QUESTION_FIELDS),
    "variant": (SCHEMA["$defs"]["variant"], VARIANT_FIELDS),
}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_keys_of_the_file_are_those_of_the_code() -> None:
    assert tuple(SCHEMA["properties"]) == TOP_KEYS
    assert SCHEMA["properties"]["nnexport"]["const"] == VERSION


@pytest.mark.parametrize("part", PARTS)
def test_the_keys_of_every_part_are_those_of_the_code(part: str) -> None:
    schema, fields = PARTS[part]
    assert list(schema["properties"]) == [field.key for field in fields]
    assert set(schema["required"]) == {field.key for field in fields if field.needed}
    assert schema["additionalProperties"] is False
    assert all(each.get("description") for each in schema["properties"].values())


def test_the_choices_are_those_of_the_code() -> None:
    definitions = SCHEMA["$defs"]
    assert tuple(definitions["policy"]["anyOf"][0]["enum"]) == ANSWER_POLICIES
    assert tuple(definitions["cards"]["enum"]) == CARD_KINDS
    assert tuple(definitions["variant"]["properties"]["flags"]["items"]["enum"]) == FLAGS


@settings(max_examples=40)
@given(decks())
def test_every_written_deck_is_valid(deck: Deck) -> None:
    VALIDATOR.validate(yaml.safe_load(dump_deck(deck)))


@pytest.mark.parametrize(
    "text",
    [
        "deck: {title: 1984}",
        "deck: {id: 2024, title: yes, tags: }\nquestions:\n- {question: 1, answer: ~, number: 1.1}",
        "deck: {title: x}\nquestions: [{question: x, skip: false, cards: basic, variants: []}]",
    ],
)
def test_text_that_looks_like_something_else_is_valid_in_both(text: str) -> None:
    VALIDATOR.validate(yaml.safe_load(text))
    assert load_deck(text, "deck.yaml")[0] is not None


@pytest.mark.parametrize(
    "text",
    [
        "questions: []",
        "deck: {}",
        "deck: {title: x, name: y}",
        "deck: {title: x, id: My Deck}",
        "deck: {title: x, language: english}",
        "deck: {title: x, answers: best}",
        "deck: {title: x, cards: close}",
        "deck: {title: x, subdecks: 1}",
        "deck: {title: x, same: [[a]]}",
        "deck: {title: x}\nnnexport: 2",
        "deck: {title: x}\nquestion: []",
        "deck: {title: x}\nquestions: x",
        "deck: {title: x}\nquestions: [x]",
        "deck: {title: x}\nquestions: [{answer: x}]",
        "deck: {title: x}\nquestions: [{question: [x]}]",
        "deck: {title: x}\nquestions: [{question: x, anwser: y}]",
        "deck: {title: x}\nquestions: [{question: x, tags: y}]",
        "deck: {title: x}\nquestions: [{question: x, tags: [y z]}]",
        "deck: {title: x}\nquestions: [{question: x, skip: 1}]",
        "deck: {title: x}\nquestions: [{question: x, cards: y}]",
        "deck: {title: x}\nquestions: [{question: x, accept: [y]}]",
        "deck: {title: x}\nquestions: [{question: x, variants: [{text: y}]}]",
        "deck: {title: x}\nsources: [{id: x}]",
        "deck: {title: x}\nsections: [{id: x}]",
    ],
)
def test_both_refuse_the_same(text: str) -> None:
    assert not VALIDATOR.is_valid(yaml.safe_load(text))
    assert load_deck(text, "deck.yaml")[0] is None
