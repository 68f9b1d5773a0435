"""Every key of a deck file in the order in which it is written, and the kind of its value.

These tables are the format: reading, writing and updating all go by them, and a test holds the JSON
Schema to them, so that no two can drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from nnexport.deck.document import Place, SourceId, Variant
from nnexport.deck.kinds import (
    CARDS,
    CODE_LIST,
    FLAG_LIST,
    ID,
    LABEL,
    LANGUAGE,
    LAYOUT_LIST,
    LINE,
    PAIRS,
    PLACE,
    POLICY,
    PROSE,
    QUESTION,
    SECTION,
    SWITCH,
    TAGS,
    VERBATIM,
    Kind,
    Reading,
    did_you_mean,
    read_items,
)
from nnexport.deck.yaml_nodes import LostNode, MapNode, Node, TextNode

VERSION = 1
"""Of the format; it stands under ``nnexport``."""

TOP_KEYS = ("nnexport", "deck", "sources", "sections", "questions")


@dataclass(frozen=True, slots=True)
class Field:
    """One key, and where its value lives."""

    key: str
    attribute: str
    """Of the dataclass."""

    kind: Kind
    needed: str = ""
    """``key``: must be there (NN204); ``value``: and must not be empty."""

    always: bool = False
    """Written even when empty: a place to fill in."""


DECK_FIELDS = (
    Field("id", "id", ID),
    Field("title", "title", LINE, needed="value"),
    Field("anki", "anki", LINE),
    Field("tags", "tags", TAGS),
    Field("language", "language", LANGUAGE),
    Field("answers", "answers", POLICY),
    Field("cards", "cards", CARDS),
    Field("subdecks", "subdecks", SWITCH),
    Field("layouts", "layouts", LAYOUT_LIST),
    Field("same", "same", PAIRS),
    Field("different", "different", PAIRS),
)

SOURCE_FIELDS = (
    Field("id", "id", ID),
    Field("path", "path", VERBATIM, needed="value"),
    Field("title", "title", LINE),
    Field("sha256", "sha256", VERBATIM),
)

SECTION_FIELDS = (
    Field("id", "id", ID),
    Field("title", "title", LINE, needed="value"),
)

VARIANT_FIELDS = (
    Field("from", "place", PLACE, needed="value"),
    Field("number", "number", LABEL),
    Field("asked", "asked", QUESTION),
    Field("asked_from", "asked_place", PLACE),
    Field("flags", "flags", FLAG_LIST),
    Field("edited", "edited", SWITCH),
    Field("text", "text", PROSE, needed="key", always=True),
)


# --- one mapping ---------------------------------------------------------------------------------

T = TypeVar("T")


def read_fields(
    reading: Reading, node: Node, fields: Sequence[Field], what: str
) -> dict[str, Any] | None:
    """Return the values of a mapping by attribute; ``None`` if it is no mapping.

    Keys that are not there, or whose value cannot be used, are left out.

    Errors: NN202, NN203, NN204, NN205, and what the kinds report. ``what`` is the thing in
    messages.
    """
    if not isinstance(node, MapNode):
        if not isinstance(node, LostNode):
            keys = [field.key for field in fields if field.needed or field.always]
            help = "write, each on a line: " + " and ".join(f"`{key}: …`" for key in keys)
            reading.report("NN205", node, f"{what} must be a mapping of keys to values", help)
        return None
    check_keys(reading, node, [field.key for field in fields], what)
    # Of a key that stands twice, the first one counts.
    written = {key.value: value for key, value in reversed(node.pairs)}
    values: dict[str, Any] = {}
    for field in fields:
        found = written.get(field.key)
        if found is not None:
            value = field.kind.read(reading, field.key, found)
            if value is not None:
                values[field.attribute] = value
        is_empty = isinstance(found, TextNode) and not found.value
        if field.needed and (found is None or (is_empty and field.needed == "value")):
            lack = f"has no `{field.key}`" if found is None else f"has an empty `{field.key}`"
            reading.report("NN204", found or node, f"{what} {lack}", f"add `{field.key}: …`")
    return values


def check_keys(reading: Reading, node: MapNode, keys: Sequence[str], what: str) -> None:
    """Report keys that are unknown or stand twice. Errors: NN202, NN203."""
    seen: dict[str, int] = {}
    for key, _ in node.pairs:
        if key.value in seen:
            message = f"`{key.value}` stands twice, here and in line {seen[key.value]}"
            reading.report("NN203", key, message, "delete one of the two")
        elif key.value not in keys:
            help = did_you_mean(key.value, keys, f"the keys of {what} are: {', '.join(keys)}")
            reading.report("NN202", key, f"`{key.value}` is no key of {what}", help)
        seen.setdefault(key.value, key.line)


def write_fields(fields: Sequence[Field], value: object, indent: str) -> list[str]:
    """Return the lines of a mapping; a value that says nothing has none."""
    lines: list[str] = []
    for field in fields:
        lines += write_field(field, value, indent)
    return lines


def write_field(field: Field, value: object, indent: str) -> list[str]:
    """Return the lines of one key; none when its value says nothing."""
    held = getattr(value, field.attribute)
    return field.kind.write(field.key, held, indent) if held or field.always else []


def write_item(fields: Sequence[Field], value: object, indent: str) -> list[str]:
    """Return the lines of a mapping that is an item of a list; its keys stand at ``indent``."""
    lines = write_fields(fields, value, indent)
    lines[0] = f"{indent[:-2]}- {lines[0][len(indent) :]}"
    return lines


def write_items(
    key: str, fields: Sequence[Field], values: Sequence[object], indent: str
) -> list[str]:
    """Return the lines of a list of mappings below its key."""
    lines = [f"{indent}{key}:"]
    for value in values:
        lines += write_item(fields, value, indent + "    ")
    return lines


def clean_fields(fields: Sequence[Field], value: T) -> T:
    """Return a value as it would be read back from the file; itself when that changes nothing."""
    changes: dict[str, Any] = {}
    for field in fields:
        held = getattr(value, field.attribute)
        cleaned = field.kind.clean(held)
        if cleaned != held:
            changes[field.attribute] = cleaned
    # Any dataclass: the tables name its attributes.
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


# --- variants, and the question that holds them --------------------------------------------------


def _read_variants(reading: Reading, key: str, node: Node) -> tuple[Variant, ...]:
    variants: list[Variant] = []
    for item in read_items(reading, key, node):
        values = read_fields(reading, item, VARIANT_FIELDS, "a variant")
        if values is not None:
            nowhere = Place(SourceId(""), ())
            variants.append(Variant(**{"place": nowhere, "text": "", **values}))
    return tuple(variants)


def _write_variants(key: str, values: Sequence[Variant], indent: str) -> list[str]:
    return write_items(key, VARIANT_FIELDS, values, indent)


def _clean_variants(values: Sequence[Variant]) -> tuple[Variant, ...]:
    return tuple(clean_fields(VARIANT_FIELDS, value) for value in values)


VARIANTS = Kind(_read_variants, _write_variants, _clean_variants)

QUESTION_FIELDS = (
    Field("id", "id", ID),
    Field("number", "number", LABEL),
    Field("section", "section", SECTION),
    Field("tags", "tags", TAGS),
    Field("question", "question", QUESTION, needed="key", always=True),
    Field("answer", "answer", PROSE, always=True),
    Field("answer_from", "answer_from", POLICY),
    Field("cards", "cards", CARDS),
    Field("accept", "accept", CODE_LIST),
    Field("skip", "skip", SWITCH),
    Field("was", "was", ID),
    Field("variants", "variants", VARIANTS),
)
