"""What the deck says about itself: tags, pairs of questions, its id among other decks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.document import Note, NoteId
from nnexport.deck.identity import derive_id
from nnexport.deck.question import question_title
from nnexport.deck.tags import clean_tag
from nnexport.deck.yaml_nodes import ListNode, MapNode
from nnexport.diagnostics import Diagnostic, Span

_OF_ANKI = {
    "marked": "the star that a learner puts on a note",
    "leech": "the mark of cards that were failed too often",
}
"""Tags with a meaning in Anki: an import gives them to the learner's notes, or takes them away."""


def find_changed_tags(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    """Yield the tags that do not arrive in Anki as they are written (NN229), and those that stand
    twice in a list (NN232). A tag of many notes is named once."""
    written: dict[str, str] = {}
    named: set[str] = set()
    for tags, owner, place in _tag_lists(loaded):
        seen: set[str] = set()
        for tag in tags:
            name = clean_tag(tag)
            if tag.casefold() in seen:
                message, help = f"the tag “{tag}” stands there twice", "delete one of the two"
                yield _diagnostic(loaded, "NN232", place, message, help, owner)
            seen.add(tag.casefold())
            told = _change_of(tag, name, written)
            written.setdefault(name.casefold(), tag)
            if told and tag not in named:
                named.add(tag)
                yield _diagnostic(loaded, "NN229", place, *told, owner)


def _tag_lists(loaded: LoadedDeck) -> Iterator[tuple[Sequence[str], str, Span]]:
    yield loaded.deck.tags, "", loaded.deck_span("tags")
    for note in loaded.deck.exported_notes:
        if note.tags:
            yield note.tags, note.id, loaded.span(note.id, "tags")


def _change_of(tag: str, name: str, written: dict[str, str]) -> tuple[str, str] | None:
    """Return message and help for a tag that Anki gets otherwise; ``None`` for any other."""
    if not name:
        return f"nothing of the tag “{tag}” is left in Anki", "use letters or digits"
    if name.casefold() in _OF_ANKI:
        meaning = _OF_ANKI[name.casefold()]
        return f"“{tag}” means something in Anki: {meaning}", "choose another word"
    other = written.get(name.casefold(), tag)
    if other.casefold() != tag.casefold():
        message = f"the tags “{other}” and “{tag}” are one in Anki: `{name}`"
        return message, "write both alike, or make them differ in more than signs"
    if name == tag:
        return None
    if "," in tag or ";" in tag:
        parts = ", ".join(part.strip() for part in re.split("[,;]", tag) if part.strip())
        return f"“{tag}” is one tag, in Anki `{name}`", f"if you mean several: `[{parts}]`"
    return f"the tag “{tag}” arrives in Anki as `{name}`", f"write `{name}`"


def _diagnostic(
    loaded: LoadedDeck, code: str, span: Span, message: str, help: str, note: str = ""
) -> Diagnostic:
    return Diagnostic(code, span, message, help, loaded.excerpt(span.line), note)


# --- pairs ---------------------------------------------------------------------------------------


def find_useless_pairs(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    """Yield the pairs of ``same`` and ``different`` that settle nothing (NN231).

    An id may be that of a wording of a source, which is no question of the deck (any more): a pair
    under ``same`` keeps it with the other one.
    """
    if not (loaded.deck.same or loaded.deck.different):
        return
    known = _known_ids(loaded.deck.notes)
    seen: dict[frozenset[NoteId], str] = {}
    for key, pairs in (("same", loaded.deck.same), ("different", loaded.deck.different)):
        for index, pair in enumerate(pairs):
            told = _pair_fault(key, pair, known, seen.get(frozenset(pair)))
            seen.setdefault(frozenset(pair), key)
            if told:
                help = "correct the id, or delete the line"
                yield _diagnostic(loaded, "NN231", _pair_span(loaded, key, index), told, help)


def _known_ids(notes: Sequence[Note]) -> set[NoteId]:
    known = {note.id for note in notes}
    for note in notes:
        asked = (note.question, *(variant.asked for variant in note.variants if variant.asked))
        known.update(derive_id(question_title(question)) for question in asked)
    return known


_COUNT = re.compile(r"-\d{1,3}\Z")
"""What tells the id of a question from another one of the same words."""


def _pair_fault(key: str, pair: tuple[NoteId, NoteId], known: set[NoteId], seen: str | None) -> str:
    shown = f"[{pair[0]}, {pair[1]}]"
    if pair[0] == pair[1]:
        return f"{shown} under `{key}` names one question twice"
    if seen:
        where = "already" if seen == key else f"under `{seen}` too"
        return f"{shown} stands {where}"
    missing = [each for each in pair if not known & {each, _COUNT.sub("", each)}]
    if len(missing) == 2:
        return f"{shown} under `{key}`: no question has one of these ids"
    if missing and key == "different":
        return f"{shown} under `{key}`: no question has the id `{missing[0]}`"
    return ""


def _pair_span(loaded: LoadedDeck, key: str, index: int) -> Span:
    header = loaded.root.get("deck")
    listed = header.get(key) if isinstance(header, MapNode) else None
    if isinstance(listed, ListNode) and index < len(listed.items):
        item = listed.items[index]
        return Span(loaded.path, item.line, item.column)
    return loaded.deck_span(key)


# --- ids -----------------------------------------------------------------------------------------


_HEAD = 20_000
"""Characters of another file in which its header is looked for."""

_KEY = re.compile(r"^[ ]+(?P<key>id|title)[ ]*:[ ]*(?P<value>.*?)[ ]*(?:#.*)?$", re.MULTILINE)


def find_shared_deck_id(loaded: LoadedDeck, folder: Path) -> Iterator[Diagnostic]:
    """Yield the other decks of the folder that have this deck's id (NN230).

    A copy with the same title is a copy of the same deck, and may have its id.
    """
    deck = loaded.deck
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name == Path(loaded.path).name or path.name.endswith((".lock.yaml", ".lock.yml")):
            continue
        try:
            with path.open(encoding="utf-8") as file:
                head = file.read(_HEAD)
        except (OSError, ValueError):
            continue
        header = _header_of(head)
        title = header.get("title", "")
        if header.get("id") == deck.id and title and title != deck.title:
            message = f"the deck “{title}” in {path.name} has the id `{deck.id}` too"
            help = "give the deck that is not yet in Anki another `id`"
            yield _diagnostic(loaded, "NN230", loaded.deck_span("id"), message, help)


_HEADER = re.compile(r"^deck:[ ]*(?:#.*)?\n(?P<lines>(?:[ ]+.*\n|[ ]*(?:#.*)?\n)*)", re.MULTILINE)


def _header_of(head: str) -> dict[str, str]:
    """Return the id and the title below ``deck:`` in the first part of a file."""
    start = _HEADER.search(head + "\n")
    if start is None:
        return {}
    found: dict[str, str] = {}
    for match in _KEY.finditer(start["lines"]):
        found.setdefault(match["key"], match["value"].strip("\"'"))
    return found
