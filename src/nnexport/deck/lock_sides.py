"""A lock that holds both sides of a git merge → one lock.

Whoever resolves a conflict of git by keeping both sides leaves blocks and lines of one note twice.
All of it is a record of what was written and exported, so nothing has to be chosen: the sides are
parted into locks of their own, read as any lock, and united.

Where two sides begin alike, git puts only the rest into the conflict. The second side's rest can
then stand below another note, behind further blocks of the first side; the hash of its question
says where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nnexport.deck.conflicts import without_markers
from nnexport.deck.lock import Lock, unite_locks
from nnexport.deck.lock_file import load_lock

_ENTRY = re.compile(r"  (?P<id>'[^']*'|\"[^\"]*\"|[^\s:'\"]+):(?: (?P<value>\{.*\}))?")
_FIELD = re.compile(r"    (?P<key>\w+): (?P<value>.+)")
_TOP = re.compile(r"(?P<key>[a-z_-]+):(?: (?P<value>.+))?")
_QUESTION = re.compile(r"\{question: (?P<hash>\w+|'\w+')[,}]")


@dataclass
class _Piece:
    """Lines of one note, as one side has them."""

    id: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """The hash of the question that ingest wrote; empty if these lines do not say."""
        found = _QUESTION.match(self.fields.get("generated", ""))
        return found["hash"] if found else ""


@dataclass
class _Sides:
    """All lines of a lock, in the order of the file."""

    tops: dict[str, list[str]] = field(default_factory=dict)
    pieces: list[_Piece] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


def unite_lock(text: str, path: str) -> Lock | None:
    """Return the lock that a text with both sides of a merge stands for; ``None`` if it is no such
    text, which another problem than a merge has spoilt then."""
    sides = _part(without_markers(text).split("\n"))
    if sides is None:
        return None
    _bring_home(sides.pieces)
    locks: list[Lock] = []
    for layer in _layers(sides):
        lock, _ = load_lock(layer, path)
        if lock is None or (locks and lock.deck != locks[0].deck):
            return None
        locks.append(lock)
    return unite_locks(locks)


def _part(lines: Iterable[str]) -> _Sides | None:
    """Return the lines by what they belong to; ``None`` where one is not of the written form."""
    sides = _Sides()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if top := _TOP.fullmatch(line):
            if top["key"] in ("notes", "removed") and top["value"] not in (None, "{}"):
                return None
            sides.tops.setdefault(top["key"], []).append(top["value"] or "")
        elif entry := _ENTRY.fullmatch(line):
            if "by:" in (entry["value"] or ""):
                sides.removed.append((entry["id"], entry["value"]))
            elif entry["value"] in (None, "{}"):
                sides.pieces.append(_Piece(entry["id"]))
            else:
                return None
        elif (found := _FIELD.fullmatch(line)) and sides.pieces:
            if found["key"] in sides.pieces[-1].fields:
                sides.pieces.append(_Piece(sides.pieces[-1].id))
            sides.pieces[-1].fields[found["key"]] = found["value"]
        else:
            return None
    return sides


def _bring_home(pieces: list[_Piece]) -> None:
    """Give lines that stand below another note to the note whose question they name."""
    owners: dict[str, str] = {}
    rests: list[_Piece] = []
    firsts: list[_Piece] = []
    begun = ""
    for piece in pieces:
        (rests if piece.id == begun else firsts).append(piece)
        begun = piece.id
    for piece in firsts:
        owners.setdefault(piece.question, piece.id)
    homeless = [piece for piece in rests if piece.question and piece.question not in owners]
    for piece in rests:
        piece.id = owners.get(piece.question, piece.id) if piece.question else piece.id
    if homeless:
        _part_mixed(pieces, firsts, owners)
    # The lines in front of such a rest are those of a note that has no others.
    lacking = {piece.id for piece in pieces} - {piece.id for piece in pieces if piece.question}
    if len(lacking) == 1:
        for piece in homeless:
            piece.id = next(iter(lacking))


def _part_mixed(pieces: list[_Piece], firsts: Iterable[_Piece], owners: Mapping[str, str]) -> None:
    """Take from a note what was written of another: git took their equal stamps for the same."""
    for piece in firsts:
        owner = owners[piece.question] if piece.question else piece.id
        if owner != piece.id:
            moved = {key: piece.fields.pop(key) for key in _WRITTEN if key in piece.fields}
            pieces.append(_Piece(owner, moved))


_WRITTEN = ("generated", "numbers")
_STAMPS = ("created", "mod", "exported")
_OF_EXPORT = ("kind", "deletions", "subdeck")


def _layers(sides: _Sides) -> Iterable[str]:
    """Yield the text of one lock for each side: every note at most once in it.

    What both sides have in common stands there once; a side that lacks it has it from the other.
    """
    pieces: dict[str, list[_Piece]] = {}
    for piece in sides.pieces:
        pieces.setdefault(piece.id, []).append(piece)
    removed: dict[str, list[str]] = {}
    for note_id, value in sides.removed:
        removed.setdefault(note_id, []).append(value)
    counts = [*map(len, pieces.values()), *map(len, removed.values())]
    for number in range(max(1, len(sides.tops.get("note_types", [])), *counts)):
        lines = [f"{key}: {values[0]}" for key, values in sides.tops.items() if key not in _LISTS]
        if types := sides.tops.get("note_types", [])[number : number + 1]:
            lines.append(f"note_types: {types[0]}")
        lines.append("notes:" if any(len(each) > number for each in pieces.values()) else "")
        for note_id, own in pieces.items():
            if len(own) > number:
                lines += _note_lines(note_id, _completed(own, number))
        gone = [(key, own[number]) for key, own in removed.items() if len(own) > number]
        lines.append("removed:" if gone else "")
        lines += [f"  {key}: {value}" for key, value in gone]
        yield "\n".join(lines) + "\n"


_LISTS = ("note_types", "notes", "removed")


def _completed(pieces: list[_Piece], number: int) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for piece in reversed(pieces):
        fields |= piece.fields
    fields |= pieces[number].fields
    if not all(key in fields for key in _STAMPS):
        fields = {key: value for key, value in fields.items() if key not in (*_STAMPS, *_OF_EXPORT)}
    return fields


def _note_lines(note_id: str, fields: Mapping[str, str]) -> list[str]:
    if not fields:
        return [f"  {note_id}: {{}}"]
    return [f"  {note_id}:", *(f"    {key}: {value}" for key, value in fields.items())]
