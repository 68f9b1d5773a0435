"""What ``check --fix`` may do to a deck: edits of which nobody can want the opposite.

The rule: no id, no GUID and no word of a text changes, and every output shows the same afterwards.
So tags lose their spaces and repetitions, a code fence at the end of an answer is closed, codes
that are accepted in vain go, missing ids are written as ``ingest`` would write them, and blanks at
the ends of lines go. Everything else is for a person to decide.

An answer or question that ``ingest`` has generated is left alone, fence or no fence. Changed in the
deck, it would count as edited by hand from then on, and no correction of its source would ever
reach it; the lock, which could say otherwise, is written by ``ingest`` and ``anki`` only. The place
to correct it is the source. The record of the variants is never touched.

Each edit changes single lines, so comments and the order of keys stay. A second run finds nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.checking.acceptance import vain_code
from nnexport.checking.markup import FENCE, open_fence
from nnexport.deck.canonical import LoadedDeck, load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note
from nnexport.deck.lock import Lock, hash_text, locked_notes
from nnexport.deck.update import update_deck
from nnexport.deck.yaml_emit import brackets, scalar
from nnexport.deck.yaml_nodes import (
    Findings,
    ListNode,
    MapNode,
    Node,
    TextNode,
    parse_yaml,
    split_lines,
)
from nnexport.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that was put right in a deck's file."""

    code: str
    """Of the problem that is gone; empty where it was never worth a message."""

    span: Span
    """Where it was."""

    message: str


Fixed = tuple[str, tuple[Fix, ...]]
"""The text of a deck's file as it should be, and what was done to it."""


def fix_deck(loaded: LoadedDeck, lock: Lock, diagnostics: Iterable[Diagnostic]) -> Fixed:
    """Return a deck's file with the fixes that its diagnostics and its texts allow.

    ``diagnostics`` are those of a whole check, after what is accepted was taken out.
    """
    vain = {(each.note, vain_code(each)) for each in diagnostics if each.code == "NN213"}
    written = _Generated(lock)
    fixes: list[Fix] = []
    notes: list[Note] = []
    for note in loaded.deck.notes:
        fixed = _without_acceptances(note, loaded, vain, fixes)
        notes.append(fixed if note.skip else _with_closed_fences(fixed, loaded, written, fixes))
    if loaded.unwritten_ids:
        fixes.append(Fix("", Span(loaded.path), "the missing ids are written"))
    if not fixes:
        return loaded.text, ()
    text = update_deck(loaded.text, replace(loaded.deck, notes=tuple(notes)))
    return text, tuple(fixes)


# --- acceptances ---------------------------------------------------------------------------------


def _without_acceptances(
    note: Note, loaded: LoadedDeck, vain: set[tuple[str, str]], fixes: list[Fix]
) -> Note:
    kept = tuple(code for code in dict.fromkeys(note.accept) if (note.id, code) not in vain)
    if len(kept) == len(note.accept):
        return note
    for code, count in Counter(note.accept).items():
        if count > kept.count(code):
            message = f"`{note.id}` no longer accepts {code}"
            if code in kept:
                message = f"`{note.id}` accepts {code} once"
            fixes.append(Fix("NN213", loaded.span(note.id, "accept"), message))
    return replace(note, accept=kept)


# --- code fences ---------------------------------------------------------------------------------


class _Generated:
    """Which texts of a deck ``ingest`` has written, by the lock."""

    def __init__(self, lock: Lock) -> None:
        self._notes = locked_notes(lock)

    def wrote(self, note: Note, key: str) -> bool:
        """Tell whether a question or an answer is as ``ingest`` wrote it."""
        known = self._notes.get(note.id)
        if known is None:
            return False
        if key == "answer":
            return hash_text(note.answer) == known.generated.answer
        return hash_text(note.question) == known.generated.question


def _with_closed_fences(
    note: Note, loaded: LoadedDeck, generated: _Generated, fixes: list[Fix]
) -> Note:
    if "NN224" in note.accept:
        return note
    for key in ("question", "answer"):
        text = note.question if key == "question" else note.answer
        if ("```" not in text and "~~~" not in text) or generated.wrote(note, key):
            continue
        closed = close_fence(text)
        if closed != text:
            message = f"the code fence at the end of the {key} of `{note.id}` is closed"
            fixes.append(Fix("NN224", loaded.span(note.id, key), message))
            note = replace(note, **{key: closed})  # type: ignore[arg-type]  # one of two texts
    return note


_PROSE = re.compile(r"[^\W\d_]\S*(?:\s+\S+){6,}[.!?]\s*")


_MARKER = re.compile(r"[-*+]|\d{1,9}[.)]")


def close_fence(text: str) -> str:
    """Return a text with its last code fence closed, if that changes nothing of what it shows.

    Where the open fence has taken in prose, it should be closed above that, which only a person can
    say.
    """
    lines = text.split("\n")
    blocks = parse_blocks(text)
    at = open_fence(blocks, lines)
    opened = FENCE.match(lines[at]) if at >= 0 else None
    if opened is None or any(map(_PROSE.fullmatch, lines[at + 1 :])):
        return text
    # Inside of a list, the place of its marker is blank; inside of a quote, its sign is repeated.
    lead = _MARKER.sub(lambda match: " " * len(match[0]), lines[at][: opened.start("sign")])
    closed = f"{text}\n{lead}{opened['sign']}"
    return closed if parse_blocks(closed) == blocks else text


# --- tags ----------------------------------------------------------------------------------------


def fix_tags(text: str, path: str) -> Fixed:
    """Return a deck's file with tags that Anki would keep: no spaces, none empty, none twice.

    It works on the lines of the file, because a deck with such a tag cannot be read.
    """
    findings = Findings(path, split_lines(text))
    root = parse_yaml(findings)
    if not isinstance(root, MapNode) or findings.problems or "\r" in text.replace("\r\n", ""):
        return text, ()
    lines = text.removeprefix("\ufeff").split("\n")
    fixes: list[Fix] = []
    # From the end, so that the places before stay right.
    for listed, accepted in reversed(_tag_lists(root)):
        done = _fix_list(listed, lines, path, twice_too="NN232" not in accepted)
        fixes.extend(reversed(done))
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + "\n".join(lines), tuple(reversed(fixes))


def _tag_lists(root: MapNode) -> list[tuple[ListNode, frozenset[str]]]:
    """Return the lists of tags in the order of the file, each with the codes accepted there."""
    owners: list[Node | None] = [root.get("deck"), *getattr(root.get("questions"), "items", ())]
    found = []
    for owner in owners:
        listed = owner.get("tags") if isinstance(owner, MapNode) else None
        if isinstance(owner, MapNode) and isinstance(listed, ListNode):
            accept = getattr(owner.get("accept"), "items", ())
            codes = frozenset(each.value for each in accept if isinstance(each, TextNode))
            found.append((listed, codes))
    return sorted(found, key=lambda pair: (pair[0].line, pair[0].column))


def _fix_list(listed: ListNode, lines: list[str], path: str, *, twice_too: bool) -> list[Fix]:
    items = [item for item in listed.items if isinstance(item, TextNode)]
    if len(items) < len(listed.items):
        return []
    kept: list[str] = []
    fixes: list[Fix] = []
    gone: list[TextNode] = []
    changed: list[tuple[TextNode, str]] = []
    for item in items:
        tag = "-".join(item.value.split())
        span = Span(path, item.line, item.column)
        if not tag:
            fixes.append(Fix("NN215", span, "an empty tag is deleted"))
            gone.append(item)
        elif twice_too and tag.casefold() in map(str.casefold, kept):
            fixes.append(Fix("NN232", span, f"the tag “{item.value}” stands there once"))
            gone.append(item)
        else:
            if tag != item.value:
                fixes.append(Fix("NN215", span, f"the tag “{item.value}” is now `{tag}`"))
                changed.append((item, tag))
            kept.append(tag)
    if not fixes:
        return []
    if listed.flow:
        return fixes if _write_flow(listed, kept, lines) else []
    return fixes if _write_items(changed, gone, kept, lines) else []


def _write_flow(listed: ListNode, tags: Sequence[str], lines: list[str]) -> bool:
    if listed.line != listed.end_line:
        return False
    line = lines[listed.line - 1]
    before, after = line[: listed.column - 1], line[listed.end_column - 1 :]
    lines[listed.line - 1] = before + brackets(tags) + after
    return True


def _write_items(
    changed: Sequence[tuple[TextNode, str]],
    gone: Sequence[TextNode],
    kept: Sequence[str],
    lines: list[str],
) -> bool:
    """Change items that stand on lines of their own; ``False`` if one does not."""
    touched = [*(item for item, _ in changed), *gone]
    if not kept or any(item.line != item.end_line or item.style in ("|", ">") for item in touched):
        return False
    if any(lines[item.line - 1][: item.column - 1].strip() != "-" for item in gone):
        return False
    for item, tag in changed:
        line = lines[item.line - 1]
        lines[item.line - 1] = line[: item.column - 1] + scalar(tag) + line[item.end_column - 1 :]
    for item in sorted(gone, key=lambda each: -each.line):
        del lines[item.line - 1]
    return True


# --- blanks --------------------------------------------------------------------------------------

_BLANKS = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)


def strip_lines(loaded: LoadedDeck) -> Fixed:
    """Return a deck's file without blanks at the ends of lines, if the deck stays the same.

    Two blanks at the end of a line of Markdown break it: a file with such a line stays as it is.
    """
    text, count = _BLANKS.subn("", loaded.text)
    if not count or not _says_the_same(text, loaded.deck):
        return loaded.text, ()
    first = next(n for n, line in enumerate(loaded.lines, 1) if line.rstrip(" \t") != line)
    where = "1 line" if count == 1 else f"{count} lines"
    return text, (Fix("", Span(loaded.path, first), f"no more blanks at the end of {where}"),)


def _says_the_same(text: str, deck: Deck) -> bool:
    again, problems = load_deck(text, "")
    return again is not None and again.deck == deck and not problems
