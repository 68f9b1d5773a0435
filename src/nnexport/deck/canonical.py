"""Deck ⇄ canonical YAML, the two directions side by side.

What is written, and why:

- The key order of ``fields.py``, ``id`` first; nothing that is only a default, but for
  ``language`` and ``answers``, which are settings to be discovered, and ``answer``, a place to
  fill in.
- One blank line between questions and nowhere else: a file of some thousand lines needs
  paragraphs, a list of four-line sources does not. A new question is then one connected piece in a
  diff.
- Prose as block scalars, other texts on one line however long they are (see ``yaml_emit.py``): a
  changed word changes one line.
- ``tags`` and ``flags`` in brackets, ``same`` and ``different`` one pair a line, because the first
  are short and the second grow.

Writing what was read changes no byte; texts that a deck cannot hold are cleaned in both
directions, so a deck that was written and read is the same deck.
"""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from nnexport.deck.document import Deck, Note, NoteId, Section, Source, SourceId
from nnexport.deck.fields import (
    DECK_FIELDS,
    QUESTION_FIELDS,
    SECTION_FIELDS,
    SOURCE_FIELDS,
    TOP_KEYS,
    VERSION,
    Field,
    check_keys,
    clean_fields,
    read_fields,
    write_fields,
    write_item,
    write_items,
)
from nnexport.deck.identity import FreshIds, slug
from nnexport.deck.kinds import Kind, Reading, read_items
from nnexport.deck.question import split_question
from nnexport.deck.yaml_nodes import (
    Findings,
    LostNode,
    MapNode,
    Node,
    TextNode,
    parse_yaml,
    split_lines,
)
from nnexport.diagnostics import Diagnostic, Span, has_errors, sort_diagnostics

HEADER = "# nnexport deck. Edit freely: your edits are kept when the sources are read again."


@dataclass(frozen=True, slots=True)
class LoadedDeck:
    """A deck without errors, with the file it came from."""

    deck: Deck
    path: str
    text: str = field(repr=False)
    unwritten_ids: bool
    """Ids were made for things that have none in the file; ``update_deck`` writes them there."""

    lines: tuple[str, ...] = field(repr=False)
    root: MapNode = field(repr=False)
    questions: Mapping[NoteId, MapNode] = field(repr=False)
    """The mapping of each question, for places."""

    def span(self, note_id: NoteId, key: str = "question") -> Span:
        """Return where a key of a question stands; else its question, else the file."""
        return self._place(self.questions.get(note_id), key)

    def source_span(self, source_id: SourceId, key: str = "path") -> Span:
        """Return where a key of a source stands; else the source, else the file."""
        return self._place(self._source(source_id), key)

    def deck_span(self, key: str = "title") -> Span:
        """Return where a key of the deck's own header stands; else the header."""
        return self._place(self.root.get("deck"), key)

    def has_key(self, note_id: NoteId, key: str) -> bool:
        """Tell whether a question has a key in the file: no ``answer`` asks for a new one."""
        node = self.questions.get(note_id)
        return node is not None and node.key(key) is not None

    def excerpt(self, line: int) -> str:
        """Return a line of the file; empty for one that it does not have."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def _source(self, source_id: SourceId) -> Node | None:
        listed = self.root.get("sources")
        items = getattr(listed, "items", ())
        for source, item in zip(self.deck.sources, items, strict=False):
            if source.id == source_id:
                node: Node = item
                return node
        return None

    def _place(self, node: Node | None, key: str) -> Span:
        if node is None:
            return Span(self.path)
        found = node.key(key) if isinstance(node, MapNode) else None
        place = found or node
        return Span(self.path, place.line, place.column)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python's cycle collector from running.

    A big deck is hundreds of thousands of nodes that all stay and hold no cycle; visiting them
    again and again took half of the reading time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# --- reading -------------------------------------------------------------------------------------


@collector_paused()
def load_deck(
    text: str, path: str, reserved: Collection[NoteId] = ()
) -> tuple[LoadedDeck | None, tuple[Diagnostic, ...]]:
    """Return the deck that a YAML text holds, and every problem in it; ``None`` if one is an error.

    Questions, sources and sections without an id get one, in order and apart from those that are
    written anywhere in the file, and from the ``reserved`` ones of the lock.

    Errors: NN201–NN209, NN214, NN215 (errors) and NN216.
    """
    findings = Findings(path, split_lines(text))
    reading = Reading(findings, reserved=frozenset(reserved))
    root = parse_yaml(findings)
    deck = _read_root(reading, root)
    problems = sort_diagnostics(findings.problems)
    if deck is None or not isinstance(root, MapNode) or has_errors(problems):
        return None, problems
    unwritten = not _has_all_ids(root)
    questions = MappingProxyType(reading.questions)
    return LoadedDeck(deck, path, text, unwritten, findings.lines, root, questions), problems


_DECK_HELP = "a deck begins with `deck:` and, indented below it, `title: …`"


def _read_root(reading: Reading, root: Node | None) -> Deck | None:
    if not isinstance(root, MapNode):
        if root is not None and not isinstance(root, LostNode):
            message = "a deck is a mapping of keys to values"
            reading.report("NN205", root, message, _DECK_HELP)
        elif not reading.findings.problems:
            reading.findings.report("NN204", 0, 0, "the file holds no deck", _DECK_HELP)
        return None
    if not _check_version(reading, root.get("nnexport")):
        return None
    check_keys(reading, root, TOP_KEYS, "the file")
    # In this order, because questions refer to sections and sources.
    lists = {
        each.attribute: each.kind.read(reading, each.key, found)
        for each in LIST_FIELDS
        if (found := root.get(each.key)) is not None
    }
    values = _read_header(reading, root)
    return Deck(**values, **lists)


def _check_version(reading: Reading, node: Node | None) -> bool:
    if node is None or isinstance(node, LostNode):
        return True
    if isinstance(node, TextNode) and not node.style and node.value.isdecimal():
        if int(node.value) == VERSION:
            return True
        message = f"the file is of version {node.value} of the format; this program knows {VERSION}"
        help = "use a newer nnexport" if int(node.value) > VERSION else f"write {VERSION}"
        reading.report("NN214", node, message, help)
        return False
    message = "`nnexport` must be the version of the format, a number"
    reading.report("NN205", node, message, f"write `nnexport: {VERSION}`")
    return True


def _read_header(reading: Reading, root: MapNode) -> dict[str, Any]:
    """Return the attributes of the deck's own header. Errors: NN204 if there is none."""
    node = root.get("deck")
    if node is None:
        reading.report("NN204", root, "`deck` with the deck's `title` is missing", _DECK_HELP)
        return {"id": "", "title": ""}
    values = {"title": "", **(read_fields(reading, node, DECK_FIELDS, "the deck") or {})}
    return {"id": slug(values["title"]), **values}


def _read_list(
    reading: Reading, key: str, node: Node, fields: Sequence[Field], what: str
) -> list[tuple[dict[str, Any], MapNode]]:
    """Return the values of every mapping in a list, each with its node. Errors: NN207 too."""
    read: list[tuple[dict[str, Any], MapNode]] = []
    first: dict[str, Node] = {}
    for item in read_items(reading, key, node):
        written = item.get("id") if isinstance(item, MapNode) else None
        is_note = fields is QUESTION_FIELDS and isinstance(written, TextNode)
        reading.findings.note = written.value if is_note and isinstance(written, TextNode) else ""
        values = read_fields(reading, item, fields, what)
        if values is None or not isinstance(item, MapNode):
            continue
        if written is not None and "id" in values:
            other = first.setdefault(values["id"], written)
            if other is not written:
                message = f"`{values['id']}` is the id of {what} in line {other.line} as well"
                help = "change one of them: the newer one, if one is already in Anki"
                reading.report("NN207", written, message, help)
        read.append((values, item))
    reading.findings.note = ""
    return read


def _written_ids(read: Sequence[tuple[dict[str, Any], MapNode]]) -> set[str]:
    return {values["id"] for values, _ in read if "id" in values}


def _read_sources(reading: Reading, key: str, node: Node) -> tuple[Source, ...]:
    read = _read_list(reading, key, node, SOURCE_FIELDS, "a source")
    taken = _written_ids(read)
    sources: list[Source] = []
    lines: dict[str, int] = {}
    for values, item in read:
        path = values.setdefault("path", "")
        first = lines.setdefault(posixpath.normpath(path), item.line)
        if path and first != item.line:
            message = f"`{path}` is the file of the source in line {first} as well"
            reading.report("NN207", item.get("path") or item, message, "delete one of the two")
        if "id" not in values:
            values["id"] = slug(PurePosixPath(path).stem, taken, "source")
            taken.add(values["id"])
        sources.append(Source(**values))
    reading.sources = frozenset(taken)
    return tuple(sources)


def _read_sections(reading: Reading, key: str, node: Node) -> tuple[Section, ...]:
    read = _read_list(reading, key, node, SECTION_FIELDS, "a section")
    taken = _written_ids(read)
    sections: list[Section] = []
    for values, _ in read:
        title = values.setdefault("title", "")
        if "id" not in values:
            values["id"] = slug(title, taken, "section")
            taken.add(values["id"])
        sections.append(Section(**values))
    reading.sections = frozenset(taken)
    return tuple(sections)


def _read_notes(reading: Reading, key: str, node: Node) -> tuple[Note, ...]:
    read = _read_list(reading, key, node, QUESTION_FIELDS, "a question")
    fresh = FreshIds(_written_ids(read) | reading.reserved)
    notes: list[Note] = []
    for values, item in read:
        question = values.setdefault("question", "")
        values.setdefault("answer", "")
        if "id" not in values:
            values["id"] = fresh.make(split_question(question)[0] or question)
        notes.append(Note(**values))
        reading.questions.setdefault(values["id"], item)
    return tuple(notes)


def _has_all_ids(root: MapNode) -> bool:
    listed = [getattr(root.get(key), "items", ()) for key in TOP_KEYS[2:]]
    return all(
        item.key("id") is not None
        for item in [root.get("deck"), *chain.from_iterable(listed)]
        if isinstance(item, MapNode)
    )


# --- writing -------------------------------------------------------------------------------------


def dump_deck(deck: Deck) -> str:
    """Return the canonical YAML of a deck, with a final newline."""
    deck = clean_deck(deck)
    lines = [
        HEADER,
        f"nnexport: {VERSION}",
        *write_header(deck, ""),
        *write_fields(LIST_FIELDS, deck, ""),
    ]
    return "\n".join(lines) + "\n"


def write_header(deck: Deck, indent: str) -> list[str]:
    """Return the lines of what the deck says about itself, under ``deck``."""
    return [f"{indent}deck:", *write_fields(DECK_FIELDS, deck, indent + "  ")]


def _write_sources(key: str, sources: Sequence[Source], indent: str) -> list[str]:
    return write_items(key, SOURCE_FIELDS, sources, indent)


def _write_sections(key: str, sections: Sequence[Section], indent: str) -> list[str]:
    return write_items(key, SECTION_FIELDS, sections, indent)


def _write_questions(key: str, notes: Sequence[Note], indent: str) -> list[str]:
    if not notes:
        return [f"{indent}{key}: []"]
    lines = [f"{indent}{key}:"]
    for number, note in enumerate(notes):
        lines += [""] * (number > 0) + write_item(QUESTION_FIELDS, note, indent + "    ")
    return lines


LIST_FIELDS = (
    Field("sources", "sources", Kind(_read_sources, _write_sources)),
    Field("sections", "sections", Kind(_read_sections, _write_sections)),
    Field("questions", "notes", Kind(_read_notes, _write_questions), always=True),
)
"""The keys of the file that hold the lists of a deck."""


def clean_deck(deck: Deck) -> Deck:
    """Return a deck as it would be read back: its texts cleaned, defaults as none."""
    return replace(
        clean_fields(DECK_FIELDS, deck),
        sources=tuple(clean_fields(SOURCE_FIELDS, source) for source in deck.sources),
        sections=tuple(clean_fields(SECTION_FIELDS, section) for section in deck.sections),
        notes=tuple(clean_fields(QUESTION_FIELDS, note) for note in deck.notes),
    )
