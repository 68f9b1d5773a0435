"""The kinds of value that a deck file holds: how each is read, written and cleaned, side by side.

Everything is text unless its kind says otherwise. A reader returns ``None`` for what it cannot
use, and has reported it then; a deck with such a problem is never handed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from nnexport.codes import CODES
from nnexport.deck.document import (
    ANSWER_POLICIES,
    CARD_KINDS,
    FLAGS,
    LAYOUTS,
    NoteId,
    Place,
    SourceId,
    parse_place,
)
from nnexport.deck.identity import is_id, slug
from nnexport.deck.text import clean_counted, clean_line, clean_line_counted, clean_text
from nnexport.deck.yaml_emit import block, brackets, quoted, scalar
from nnexport.deck.yaml_nodes import Findings, ListNode, LostNode, MapNode, Node, TextNode
from nnexport.deck.yaml_words import QUOTE_HELP


@dataclass(slots=True)
class Reading:
    """What the reading of one file collects on its way."""

    findings: Findings
    sources: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    """Ids that the file lists."""

    questions: dict[NoteId, MapNode] = field(default_factory=dict)
    """The mapping of every question."""

    reserved: frozenset[NoteId] = frozenset()
    """Ids that no question may be given: their histories belong to others."""

    def report(self, code: str, node: Node, message: str, help: str) -> None:
        self.findings.report_at(code, node, message, help)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value. ``Any``: what it holds is known to its own functions only."""

    read: Callable[[Reading, str, Node], Any]
    """(reading, key, node) → value, or ``None``."""

    write: Callable[[str, Any, str], list[str]]
    """(key, value, indentation) → lines."""

    clean: Callable[[Any], Any] = lambda value: value
    """The value as it would be read back."""


def did_you_mean(word: str, words: Sequence[str], otherwise: str) -> str:
    """Return a help line that names the nearest of the words, if one is near."""
    near = get_close_matches(word.lower(), words, 1)
    return f"did you mean `{near[0]}`?" if near else otherwise


# --- text ----------------------------------------------------------------------------------------


def read_text(reading: Reading, key: str, node: Node) -> str | None:
    """Return the text of a scalar as it stands. Errors: NN205 for anything else."""
    if isinstance(node, TextNode):
        return node.value
    if not isinstance(node, LostNode):
        shape = "a list" if isinstance(node, ListNode) else "a mapping"
        reading.report("NN205", node, f"`{key}` must be a text, not {shape}", QUOTE_HELP)
    return None


def _read_cleaned(
    clean: Callable[[str], tuple[str, int]],
) -> Callable[[Reading, str, Node], str | None]:
    def read(reading: Reading, key: str, node: Node) -> str | None:
        text = read_text(reading, key, node)
        if text is None:
            return None
        cleaned, count = clean(text)
        if count:
            what = (
                "1 control character or tab"
                if count == 1
                else f"{count} control characters or tabs"
            )
            reading.report("NN216", node, f"{what} left out of `{key}`", "nothing to do")
        return cleaned

    return read


_COMMENT = re.compile(r"(?<=\S) #.*\S")
"""With one space before it, as in a sentence; who means a comment writes two, or a line above."""


def _read_prose(reading: Reading, key: str, node: Node) -> str | None:
    """Return a text, cleaned. A warning, NN247, if YAML takes its end for a comment."""
    if isinstance(node, TextNode) and not node.style and node.value:
        line = reading.findings.lines[node.end_line - 1]
        end = len(line[: node.end_column - 1].rstrip())
        if lost := _COMMENT.match(line, end):
            message = f"“{lost[0].strip()}” is a comment to YAML, and no part of `{key}`"
            help_line = f"{QUOTE_HELP}; before a comment, write two spaces"
            reading.report("NN247", node, message, help_line)
    return _read_text_cleaned(reading, key, node)


def _write_line(key: str, value: str, indent: str) -> list[str]:
    return [f"{indent}{key}: {scalar(value)}"]


def _write_label(key: str, value: str, indent: str) -> list[str]:
    # Always in quotes, so that `16` and `16b` look alike and nobody takes one for a number.
    return [f"{indent}{key}: {quoted(value)}"]


def _write_prose(key: str, value: str, indent: str) -> list[str]:
    if not value:
        return [f"{indent}{key}: ''"]
    header, *lines = block(value, indent + "  ")
    return [f"{indent}{key}: {header}", *lines]


def _write_question(key: str, value: str, indent: str) -> list[str]:
    return (_write_prose if "\n" in value else _write_line)(key, value, indent)


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "", text)


_read_line = _read_cleaned(clean_line_counted)
_read_text_cleaned = _read_cleaned(clean_counted)

LINE = Kind(_read_line, _write_line, clean_line)
LABEL = Kind(_read_line, _write_label, clean_line)
PROSE = Kind(_read_prose, _write_prose, clean_text)
QUESTION = Kind(_read_prose, _write_question, clean_text)
VERBATIM = Kind(read_text, _write_line, _without_surrogates)


# --- names ---------------------------------------------------------------------------------------


def _read_id(reading: Reading, key: str, node: Node) -> str | None:
    text = read_text(reading, key, node)
    if text is not None and not is_id(text):
        help = f"write something like `{slug(text)}`: lower-case letters, digits, `_` and `-`"
        if key == "id":
            help += "; or delete the line to have one made"
        reading.report("NN208", node, f"`{text}` cannot be an id", help)
        return None
    return text


def _read_section(reading: Reading, key: str, node: Node) -> str | None:
    text = read_text(reading, key, node)
    if text and text not in reading.sections:
        _report_unknown(reading, node, "section", text, reading.sections)
    return text or None


def _read_place(reading: Reading, key: str, node: Node) -> Place | None:
    text = read_text(reading, key, node)
    if text is None:
        return None
    place = Place(SourceId(text), ()) if is_id(text) else parse_place(text)
    if place is None:
        message = f"`{key}` must be a source and its lines, not “{text}”"
        reading.report("NN205", node, message, "write `SOURCE:12-30` or `SOURCE:12-30,44-50`")
    # Its source may be gone: deleting a source's lines is how it leaves, and `ingest` cleans up.
    return place


def _report_unknown(
    reading: Reading, node: Node, what: str, name: str, known: frozenset[str]
) -> None:
    help = did_you_mean(name, sorted(known), f"list it under `{what}s`")
    reading.report("NN209", node, f"no {what} has the id `{name}`", help)


def _write_place(key: str, value: Place, indent: str) -> list[str]:
    # A place without lines is its source alone.
    return _write_line(key, str(value).removesuffix(":"), indent)


ID = Kind(_read_id, _write_line)
SECTION = Kind(_read_section, _write_line)
PLACE = Kind(_read_place, _write_place)


# --- choices -------------------------------------------------------------------------------------


def _read_choice(reading: Reading, key: str, node: Node, choices: Sequence[str]) -> str | None:
    text = read_text(reading, key, node)
    if text is None or text in choices:
        return text
    others = "write one of: " + ", ".join(f"`{choice}`" for choice in choices)
    help = did_you_mean(text, choices, others)
    reading.report("NN205", node, f"“{text}” is no value of `{key}`", help)
    return None


def _read_policy(reading: Reading, key: str, node: Node) -> str | None:
    text = node.value if isinstance(node, TextNode) else ""
    if not text.startswith("best:"):
        return _read_choice(reading, key, node, (*ANSWER_POLICIES, "best:SOURCE"))
    source = text.removeprefix("best:")
    # Before the first source is read, a deck may already say which one will be the best.
    if reading.sources and source not in reading.sources:
        _report_unknown(reading, node, "source", source, reading.sources)
    return text


def _read_cards(reading: Reading, key: str, node: Node) -> str | None:
    return _read_choice(reading, key, node, CARD_KINDS)


def _read_language(reading: Reading, key: str, node: Node) -> str | None:
    text = read_text(reading, key, node)
    if text is not None and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", text) is None:
        message = f"“{text}” is not the short name of a language"
        reading.report("NN205", node, message, "write for example `en`, `de` or `pt-BR`")
        return None
    return text


def _read_switch(reading: Reading, key: str, node: Node) -> bool | None:
    if isinstance(node, TextNode) and not node.style and node.value in ("true", "false"):
        return node.value == "true"
    if not isinstance(node, LostNode):
        message = f"`{key}` must be `true` or `false`"
        reading.report("NN205", node, message, f"write `{key}: true`, or delete the line")
    return None


def _write_switch(key: str, value: bool, indent: str) -> list[str]:
    return [f"{indent}{key}: {'true' if value else 'false'}"]


POLICY = Kind(_read_policy, _write_line)
CARDS = Kind(_read_cards, _write_line)
LANGUAGE = Kind(_read_language, _write_line)
SWITCH = Kind(_read_switch, _write_switch)


# --- lists ---------------------------------------------------------------------------------------


def read_items(
    reading: Reading, key: str, node: Node, *, of_texts: bool = False
) -> tuple[Node, ...]:
    """Return the items of a list; none for an empty value. Errors: NN205 for anything else."""
    if isinstance(node, ListNode):
        return node.items
    if isinstance(node, TextNode) and not node.style and not node.value:
        return ()
    if not isinstance(node, LostNode):
        help = "begin each item with `- ` on a line of its own"
        if of_texts and isinstance(node, TextNode) and len(node.value) < 40:
            words = node.value.split("," if "," in node.value else None)
            help = f"write `{key}: {brackets([w for each in words if (w := each.strip())])}`"
        shape = "a text" if isinstance(node, TextNode) else "a mapping"
        reading.report("NN205", node, f"`{key}` must be a list, not {shape}", help)
    return ()


def _read_texts(reading: Reading, key: str, node: Node) -> list[tuple[str, Node]]:
    texts: list[tuple[str, Node]] = []
    for item in read_items(reading, key, node, of_texts=True):
        if isinstance(item, TextNode):
            texts.append((clean_line(item.value), item))
        elif not isinstance(item, LostNode):
            message = f"each item of `{key}` must be a word"
            reading.report("NN205", item, message, f"write `{key}: [one, two]`")
    return texts


def _read_tags(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    tags: list[str] = []
    for tag, item in _read_texts(reading, key, node):
        if not tag or any(character.isspace() for character in tag):
            help = f"write `{'-'.join(tag.split())}`" if tag else "delete it"
            reading.report("NN215", item, f"“{tag}” cannot be a tag", help)
        tags.append(tag)
    return tuple(tags)


def _read_flags(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    items = [item for _, item in _read_texts(reading, key, node)]
    return tuple(filter(None, (_read_choice(reading, key, item, FLAGS) for item in items)))


def _read_layouts(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    items = [item for _, item in _read_texts(reading, key, node)]
    chosen = filter(None, (_read_choice(reading, key, item, LAYOUTS) for item in items))
    return tuple(dict.fromkeys(chosen))


def _read_codes(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    codes: list[str] = []
    for code, item in _read_texts(reading, key, node):
        if code not in CODES:
            help = "write a code as it stands in a message, such as `NN013`"
            reading.report("NN205", item, f"“{code}” is no code of a message", help)
        elif CODES[code].severity == "error":
            message = f"{code} {CODES[code].name} is an error, which cannot be accepted"
            help = f"correct it instead; `nnexport explain {code}` says how"
            reading.report("NN205", item, message, help)
        codes.append(code)
    return tuple(codes)


def _write_list(key: str, value: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{key}: {brackets(value)}"]


def _read_pairs(reading: Reading, key: str, node: Node) -> tuple[tuple[NoteId, NoteId], ...]:
    pairs: list[tuple[NoteId, NoteId]] = []
    for item in read_items(reading, key, node):
        ids = item.items if isinstance(item, ListNode) else ()
        if len(ids) != 2 or not all(isinstance(each, TextNode) for each in ids):
            message = f"each item of `{key}` must be a pair of question ids"
            reading.report("NN205", item, message, "write `- [one-id, other-id]`")
            continue
        one, other = (NoteId(each.value) for each in ids if isinstance(each, TextNode))
        pairs.append((one, other))
    return tuple(pairs)


def _write_pairs(key: str, value: Sequence[Sequence[str]], indent: str) -> list[str]:
    # A line for each, so that a new pair is a new line.
    return [f"{indent}{key}:", *(f"{indent}  - {brackets(pair)}" for pair in value)]


TAGS = Kind(_read_tags, _write_list, lambda tags: tuple(map(clean_line, tags)))
FLAG_LIST = Kind(_read_flags, _write_list)
LAYOUT_LIST = Kind(_read_layouts, _write_list)
CODE_LIST = Kind(_read_codes, _write_list)
PAIRS = Kind(_read_pairs, _write_pairs)
