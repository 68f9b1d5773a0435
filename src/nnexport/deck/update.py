"""A deck file as its owner keeps it, and the deck that it should now say → the file, changed where
it must.

Comments, blank lines, the order of keys and the way things are written stay; only the lines of
what changed are new. Everything goes by name: keys of the header, and sources, sections and
questions by id; inside a question again by key, variants as wholes.

- A new question comes after the one that precedes it in the deck; a question that moved takes its
  comments along, one that is gone takes them away (``yaml_parts.py`` says what is whose).
- A value that changed is written in the canonical style; a comment at the end of its line stays.
- A key that is missing comes after the nearest one that precedes it in canonical order.
- What cannot be changed by lines (a question in braces, a list in brackets) is written anew as a
  whole.

The result is read again before it is handed out. Should it ever say something else than the deck,
bigger pieces are written anew: whole questions, in the end the whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nnexport.deck.canonical import (
    LIST_FIELDS,
    LoadedDeck,
    clean_deck,
    collector_paused,
    dump_deck,
    load_deck,
    write_header,
)
from nnexport.deck.document import Deck
from nnexport.deck.fields import (
    DECK_FIELDS,
    QUESTION_FIELDS,
    SECTION_FIELDS,
    SOURCE_FIELDS,
    TOP_KEYS,
    VARIANT_FIELDS,
    Field,
    write_field,
    write_item,
)
from nnexport.deck.yaml_nodes import ListNode, MapNode, Node
from nnexport.deck.yaml_parts import (
    Lines,
    Part,
    gap_of,
    join_map,
    line_comment,
    settle_comments,
    settled_lead,
    split_list,
    split_map,
)


@collector_paused()
def update_deck(text: str, deck: Deck) -> str:
    """Return ``text`` changed so that it says ``deck``; the same text if it says so already.

    Ids that were only made while reading are written into the file too. Line ends stay those of the
    file (those of its first line, should they be mixed), and so does a byte order mark.

    Errors: ``ValueError`` if the text is no valid deck: nothing of it may be overwritten then.
    """
    loaded, _ = load_deck(text, "")
    if loaded is None:
        raise ValueError("the text to update is not a valid deck")
    deck = clean_deck(deck)
    if loaded.deck == deck and not loaded.unwritten_ids:
        return text
    for by_key in (True, False):
        lines = _Update(loaded.lines, by_key).change_file(loaded, deck)
        updated = "\n".join(lines)
        again, _ = load_deck(updated, "")
        if again is not None and again.deck == deck and not again.unwritten_ids:
            return _restore_ends(updated, text)
    return _restore_ends(dump_deck(deck), text)


def _restore_ends(updated: str, text: str) -> str:
    end = text.find("\n")
    if end > 0 and text[end - 1] == "\r":
        updated = updated.replace("\n", "\r\n")
    return "\ufeff" + updated if text.startswith("\ufeff") else updated


# By what an item of a list is recognised. A variant has no name: it stays, or is another one.
_NAMES: dict[str, tuple[Sequence[Field], Callable[[Any], Hashable]]] = {
    "sources": (SOURCE_FIELDS, lambda item: item.id),
    "sections": (SECTION_FIELDS, lambda item: item.id),
    "questions": (QUESTION_FIELDS, lambda item: item.id),
    "variants": (VARIANT_FIELDS, lambda item: item),
}


@dataclass(frozen=True, slots=True)
class _Update:
    """One pass over the lines of a file."""

    lines: Lines
    by_key: bool
    """Look for what changed inside of items; else every item that changed is written anew."""

    def change_file(self, loaded: LoadedDeck, deck: Deck) -> Lines:
        split = split_map(loaded.root, self.lines, 0)
        if split is None:
            return dump_deck(deck).split("\n")
        parts = dict(zip(split.keys, split.parts, strict=True))
        parts["deck"] = self._change_header(parts["deck"], loaded.deck, deck, split.indent)
        parts = self._change_parts(parts, TOP_KEYS, LIST_FIELDS, loaded.deck, deck, split.indent)
        lines = join_map(split, parts.values())
        last = list(parts.values())[-1]
        rest = self.lines[split.end :]
        is_same = last.number == len(split.parts) - 1 and not last.is_changed
        lines += rest if is_same else settle_comments(rest, len(split.indent))
        return lines if not lines[-1] else [*lines, ""]

    def _change_header(self, part: Part, old: Deck, new: Deck, indent: str) -> Part:
        if not _lacks_id(part.node) and all(
            getattr(old, field.attribute) == getattr(new, field.attribute) for field in DECK_FIELDS
        ):
            return part
        changed = self._change_map(part.node, part.start + 1, DECK_FIELDS, old, new)
        if changed is not None:
            return self._with_inner(part, changed)
        return self._with_body(part, _unindent(write_header(new, indent), indent), indent)

    def _change_map(
        self, node: Node, start: int, fields: Sequence[Field], old: object, new: object
    ) -> list[str] | None:
        """Return the lines of a mapping as they should be; ``None`` if it can only be rewritten."""
        split = split_map(node, self.lines, start) if self.by_key else None
        if split is None:
            return None
        keys = [field.key for field in fields]
        parts = dict(zip(split.keys, split.parts, strict=True))
        parts = self._change_parts(parts, keys, fields, old, new, split.indent)
        return join_map(split, parts.values())

    def _change_parts(
        self,
        parts: dict[str, Part],
        order: Sequence[str],
        fields: Sequence[Field],
        old: object,
        new: object,
        indent: str,
    ) -> dict[str, Part]:
        """Return the keys of a mapping with their lines as they should be."""
        for field in fields:
            was, now = getattr(old, field.attribute), getattr(new, field.attribute)
            part = parts.get(field.key)
            if was == now and not self._lacks_ids(field, part):
                continue
            changed = self._change_list(field, part, was, now)
            if changed is not None and part is not None:
                parts[field.key] = self._with_inner(part, changed)
                continue
            body = _unindent(write_field(field, new, indent), indent)
            if not body:
                parts.pop(field.key, None)
            elif part is None:
                parts = _insert(parts, order, field.key, Part(body, is_changed=True))
            else:
                parts[field.key] = self._with_body(part, body, indent)
        return parts

    def _with_body(self, part: Part, body: list[str], indent: str) -> Part:
        """Give a key new lines; the comments at the end of its line and below it stay."""
        body[0] += line_comment(part, self.lines)
        tail = settle_comments(part.tail, len(indent))
        return replace(part, body=body, tail=tail, is_changed=True)

    def _with_inner(self, part: Part, inner: list[str]) -> Part:
        """Give a key new lines below its own."""
        tail = settle_comments(part.tail, part.node.column - 1)
        return replace(part, body=[part.body[0], *inner], tail=tail, is_changed=True)

    def _lacks_ids(self, field: Field, part: Part | None) -> bool:
        """Tell whether the file lacks an id here, though the deck has one."""
        if field.key == "id":
            return part is None
        if part is None or field not in LIST_FIELDS or not isinstance(part.node, ListNode):
            return False
        return any(map(_lacks_id, part.node.items))

    def _change_list(
        self, field: Field, part: Part | None, was: Sequence[object], now: Sequence[object]
    ) -> list[str] | None:
        """Return the lines of a list of mappings as they should be, without its key.

        ``None`` if it is no such list, is empty or will be, or is in brackets.
        """
        if field.key not in _NAMES or part is None or not now:
            return None
        items = split_list(part.node, self.lines, part.start + 1)
        if items is None:
            return None
        fields, name = _NAMES[field.key]
        known: dict[Hashable, list[int]] = {}
        for at in reversed(range(len(was))):
            known.setdefault(name(was[at]), []).append(at)
        gaps = [item.lead[: gap_of(item.lead)] for item in items]
        usual = gaps[1] if len(gaps) > 1 else [""] * (field.key == "questions")
        indent = " " * (part.node.column + 1)
        lines: list[str] = []
        previous: Part | None = None
        for item in now:
            here = known.get(name(item))
            old = here.pop() if here else None
            if old is None:
                changed = Part(write_item(fields, item, indent), is_changed=True)
            else:
                changed = self._change_item(items[old], fields, was[old], item, indent)
            # The first item has another distance to what stands above it.
            lines += gaps[0] if previous is None else gaps[old] if old else usual
            lead = settled_lead(changed, previous, part.node.column - 1)
            lines += [*lead[gap_of(lead) :], *changed.body, *changed.tail]
            previous = changed
        return lines

    def _change_item(
        self, part: Part, fields: Sequence[Field], old: object, new: object, indent: str
    ) -> Part:
        if old == new and (fields is VARIANT_FIELDS or not _lacks_id(part.node)):
            return part
        body = self._change_map(part.node, part.start, fields, old, new)
        keys_at = part.node.column - 1
        if body is None:
            body, keys_at = write_item(fields, new, indent), len(indent)
        tail = settle_comments(part.tail, keys_at)
        return replace(part, body=body, tail=tail, is_changed=True)


def _lacks_id(node: Node) -> bool:
    return isinstance(node, MapNode) and node.key("id") is None


def _unindent(lines: list[str], indent: str) -> list[str]:
    """Take the indentation from the first line, as parts have it."""
    return [line.removeprefix(indent) for line in lines[:1]] + lines[1:]


def _insert(parts: dict[str, Part], order: Sequence[str], key: str, part: Part) -> dict[str, Part]:
    """Put a new key behind the nearest one that precedes it in canonical order, else first."""
    before = next((each for each in reversed(order[: order.index(key)]) if each in parts), None)
    if before is None:
        return {key: part, **parts}
    result: dict[str, Part] = {}
    for each, old in parts.items():
        result[each] = old
        if each == before:
            result[key] = part
    return result
