"""The lock as a file: written and read side by side.

One block a note, sorted by id, so that a change to one note is a change to its lines and two
branches that touch different notes merge; what fits on a line stays on one. A plain word is text in
every YAML reader, ours or not: what another one would take for a number or a yes is quoted.

:func:`dump_lock` and :func:`load_lock` are inverses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from nnexport.deck.document import CARD_KINDS, NoteId, SourceId
from nnexport.deck.identity import is_id
from nnexport.deck.lock import (
    KEPT,
    REMOVERS,
    Generated,
    Lock,
    LockedDeletion,
    LockedNote,
    NoteTypeStamp,
    Removed,
)
from nnexport.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    import yaml

VERSION = "1"


# --- writing -------------------------------------------------------------------------------------

_HEADER = "# written by nnexport; commit it, do not edit\n"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# What YAML 1.1 or 1.2 would read as something else than text, among the words of ids and hashes.
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null"
    r"|-?[\d_]+(?:e-?[\d_]+)?|-?0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\w[\w-]*")


def dump_lock(lock: Lock) -> str:
    """Return the file's text. Equal locks give equal texts, with ``\\n`` and a final newline."""
    lines = [f"nnexport-lock: {VERSION}", f"deck: {_word(lock.deck)}"]
    stamps = (
        (_word(stamp.kind), _flow((("hash", _word(stamp.hash)), ("mod", _seconds(stamp.mod)))))
        for stamp in sorted(lock.note_types, key=lambda stamp: stamp.kind)
    )
    lines += [f"anki: {_quoted(lock.anki)}"] if lock.anki else []
    lines.append(f"note_types: {_flow(stamps)}")
    lines.append("notes:" if lock.notes else "notes: {}")
    for note in sorted(lock.notes, key=lambda note: note.id):
        fields = list(_note_fields(note))
        lines.append(f"  {_word(note.id)}:" + ("" if fields else " {}"))
        lines.extend(f"    {key}: {value}" for key, value in fields)
    lines.append("removed:" if lock.removed else "removed: {}")
    removals = sorted(lock.removed, key=lambda removed: removed.id)
    lines.extend(f"  {_word(each.id)}: {_flow(_removal_fields(each))}" for each in removals)
    return _HEADER + "\n".join(lines) + "\n"


def _note_fields(note: LockedNote) -> Iterator[tuple[str, str]]:
    if note.created is not None:
        yield "created", _milliseconds(note.created)
    if note.mod is not None:
        yield "mod", _seconds(note.mod)
    if note.exported:
        yield "exported", _word(note.exported)
    if note.deletions:
        # Beside the stamps, so that a conflict of git has all that one export wrote in one piece.
        # A minus: what has this number is gone.
        numbered = ((f"{'-' if each.gone else ''}{each.number}", each) for each in note.deletions)
        yield "deletions", _flow((_word(key), _quoted(each.text)) for key, each in numbered)
    if note.kind != "basic":
        yield "kind", _word(note.kind)
    if note.subdeck:
        yield "subdeck", _quoted(note.subdeck)
    hashes = (
        ("question", note.generated.question),
        ("answer", note.generated.answer),
        ("tags", note.generated.tags),
        ("section", note.generated.section),
        ("variants", note.generated.variants),
        ("asked", note.generated.asked),
    )
    if any(value for _, value in hashes):
        yield "generated", _flow((key, _word(value)) for key, value in hashes if value)
    if note.numbers:
        yield "numbers", _flow((_word(source), _quoted(text)) for source, text in note.numbers)


def _removal_fields(removed: Removed) -> Iterator[tuple[str, str]]:
    yield "by", removed.by
    if removed.question:
        yield "question", _quoted(removed.question)
    if removed.asked:
        numbered = enumerate(removed.asked, 2)
        yield "asked", _flow((_word(str(number)), _quoted(text)) for number, text in numbered)
    yield from ((key, _quoted(value)) for key, value in removed.kept)


def _flow(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _word(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return "\\" + char if char in '"\\' else char
    return "\\n" if char == "\n" else f"\\U{ord(char):08X}"


def _seconds(unix_s: int) -> str:
    return (_EPOCH + timedelta(seconds=unix_s)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _milliseconds(unix_ms: int) -> str:
    return f"{_seconds(unix_ms // 1000).removesuffix('Z')}.{unix_ms % 1000:03d}Z"


# --- reading -------------------------------------------------------------------------------------

_Place = tuple[int, int]
"""Line and column, 0-based."""


class _Node(NamedTuple):
    """A value with its place, that of its key where it has one. There is no list in a lock."""

    place: _Place
    value: str | dict[str, _Node]


class _Malformed(Exception):
    def __init__(self, place: _Place, message: str, code: str = "NN221") -> None:
        super().__init__(message)
        self.place, self.code = place, code


_HELP = (
    "restore the lock from git or a backup; without one, move it away and ingest again: the ids "
    "stay, but deleted questions come back and Anki takes every note as changed"
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


def load_lock(text: str, path: str) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    """Return the lock that a file's text holds, or ``None`` and what is wrong with it.

    Errors: NN221 at the first place that is no lock, NN214 for a lock of another version. One is
    enough: the remedy is the same for any number of them.
    """
    try:
        return _read_lock(_parse(text)), ()
    except _Malformed as problem:
        line, column = problem.place
        lines = text.split("\n")
        excerpt = lines[line] if line < len(lines) else ""
        help = "Use a newer nnexport." if problem.code == "NN214" else _HELP
        span = Span(path, line + 1, column + 1)
        return None, (Diagnostic(problem.code, span, str(problem), help, excerpt),)


def _parse(text: str) -> _Node:
    # Imported on first use; in C where PyYAML has it, for a lock may have 100 000 blocks.
    import yaml

    if conflict := _CONFLICT.search(text):
        raise _Malformed(_place_of(text, conflict.start()), "an unresolved merge conflict of git")
    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        starts = (event for event in events if isinstance(event, yaml.DocumentStartEvent))
        if next(starts, None) is None:
            raise _Malformed((0, 0), "the file is empty")
        root = _read_node(events)
        if second := next(starts, None):
            raise _Malformed(_place(second.start_mark), "a second YAML document")
        return root
    except yaml.MarkedYAMLError as problem:
        place = _place(problem.problem_mark or problem.context_mark)
        raise _Malformed(place, f"not valid YAML: {problem.problem}") from None
    except yaml.YAMLError as problem:
        place = _place_of(text, int(getattr(problem, "position", None) or 0))
        raise _Malformed(place, "a character that YAML forbids") from None


def _place(mark: Any) -> _Place:
    # `Any`: PyYAML has two classes of marks, one in C, and says that there may be none.
    return (mark.line, mark.column) if mark else (0, 0)


def _place_of(text: str, offset: int) -> _Place:
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1


def _read_node(events: Iterator[yaml.Event], key: _Place | None = None) -> _Node:
    import yaml

    event = next(events)
    place = _place(event.start_mark)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise _Malformed(place, "an anchor or alias, which a lock does not use")
    if getattr(event, "tag", None) is not None:
        raise _Malformed(place, "a YAML tag, which a lock does not use")
    if isinstance(event, yaml.ScalarEvent):
        return _Node(key or place, event.value)
    if not isinstance(event, yaml.MappingStartEvent):
        raise _Malformed(place, "a list, which a lock does not use")
    children: dict[str, _Node] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        inner = _read_node(chain((event,), events))
        if not isinstance(inner.value, str):
            raise _Malformed(inner.place, "a mapping as a key")
        if inner.value in children:
            raise _Malformed(inner.place, f"“{inner.value}” stands twice")
        children[inner.value] = _read_node(events, inner.place)
    return _Node(key or place, children)


def _read_lock(root: _Node) -> Lock:
    top = _mapping(root)
    version = top.get("nnexport-lock")
    if version is None:
        raise _Malformed(root.place, "no “nnexport-lock: 1” in it: this is no lock")
    if version.value != VERSION:
        message = f"the lock has version {_shown(version)}, this nnexport knows {VERSION}"
        raise _Malformed(version.place, message, "NN214")
    _keys(root, ("nnexport-lock", "deck", "anki", "note_types", "notes", "removed"), ("deck",))
    types, removed = _entries(top, "note_types"), _entries(top, "removed")
    notes = [_read_note(key, node) for key, node in _entries(top, "notes").items()]
    return Lock(
        deck=_id(_text(top["deck"]), top["deck"]),
        note_types=tuple(_read_stamp(kind, types[kind]) for kind in sorted(types)),
        notes=tuple(sorted(notes, key=lambda note: note.id)),
        removed=tuple(_read_removed(key, removed[key]) for key in sorted(removed)),
        anki=_text(top["anki"]) if "anki" in top else "",
    )


_HASHES = ("question", "answer", "tags", "section", "variants", "asked")


def _read_note(key: str, node: _Node) -> LockedNote:
    fields = _keys(node, _NOTE_KEYS)
    stamps = [name for name in ("created", "mod", "exported") if name in fields]
    if len(stamps) not in (0, 3):
        raise _Malformed(node.place, "created, mod and exported belong together")
    generated = Generated()
    if "generated" in fields:
        hashes = _keys(fields["generated"], _HASHES)
        generated = Generated(**{name: _text(child) for name, child in hashes.items()})
    numbers = _entries(fields, "numbers").items()
    return LockedNote(
        id=NoteId(_id(key, node)),
        created=_time_ms(fields["created"]) if stamps else None,
        mod=_time_ms(fields["mod"]) // 1000 if stamps else None,
        exported=_text(fields["exported"]) if stamps else "",
        kind=_kind(fields["kind"]) if "kind" in fields else "basic",
        deletions=_read_deletions(fields),
        subdeck=_text(fields["subdeck"]) if "subdeck" in fields else "",
        generated=generated,
        numbers=tuple((SourceId(source), _number(child)) for source, child in numbers),
    )


_NOTE_KEYS = (
    *("created", "mod", "exported", "kind", "deletions", "subdeck"),
    *("generated", "numbers"),
)


def _read_deletions(fields: Mapping[str, _Node]) -> tuple[LockedDeletion, ...]:
    deletions: list[LockedDeletion] = []
    for key, node in _entries(fields, "deletions").items():
        if re.fullmatch(r"-?[1-9]\d{0,2}", key, re.ASCII) is None:
            raise _Malformed(node.place, f"“{key}” instead of the number of a deletion")
        deletions.append(LockedDeletion(abs(int(key)), _text(node), key.startswith("-")))
    return tuple(deletions)


def _kind(node: _Node) -> str:
    if node.value not in CARD_KINDS:
        raise _Malformed(node.place, f"{_shown(node)} instead of basic or cloze")
    return _text(node)


def _read_stamp(kind: str, node: _Node) -> NoteTypeStamp:
    fields = _keys(node, ("hash", "mod"), ("hash", "mod"))
    return NoteTypeStamp(kind, _text(fields["hash"]), _time_ms(fields["mod"]) // 1000)


def _read_removed(key: str, node: _Node) -> Removed:
    fields = _keys(node, ("by", "question", "asked", *KEPT), ("by",))
    by = fields["by"]
    if by.value not in REMOVERS:
        raise _Malformed(by.place, f"{_shown(by)} instead of user or source")
    question = _text(fields["question"]) if "question" in fields else ""
    kept = tuple((name, _text(child)) for name, child in fields.items() if name in KEPT)
    asked = tuple(map(_text, _entries(fields, "asked").values()))
    return Removed(NoteId(_id(key, node)), _text(by), question, kept, asked)


def _mapping(node: _Node) -> dict[str, _Node]:
    if isinstance(node.value, str):
        raise _Malformed(node.place, f"{_shown(node)} instead of a mapping")
    return node.value


def _entries(fields: Mapping[str, _Node], name: str) -> dict[str, _Node]:
    return _mapping(fields[name]) if name in fields else {}


def _keys(node: _Node, known: Collection[str], required: Collection[str] = ()) -> dict[str, _Node]:
    fields = _mapping(node)
    for key, child in fields.items():
        if key not in known:
            raise _Malformed(child.place, f"the key “{key}”, which does not belong here")
    for key in required:
        if key not in fields:
            raise _Malformed(node.place, f"the key “{key}” is missing")
    return fields


def _text(node: _Node) -> str:
    if isinstance(node.value, str) and node.value:
        return node.value
    raise _Malformed(node.place, f"{_shown(node)} instead of a text")


def _number(node: _Node) -> str:
    """Return a printed number; it may be empty: the source has the question, without a number."""
    return "" if node.value == "" else _text(node)


def _id(text: str, node: _Node) -> str:
    if not is_id(text):
        raise _Malformed(node.place, f"“{text}” is no id")
    return text


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z", re.ASCII)


def _time_ms(node: _Node) -> int:
    text = _text(node)
    try:
        if _TIME.fullmatch(text):
            return (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1)
    except ValueError:
        pass
    message = f"“{text}” instead of a time such as 2026-11-21T10:00:00Z"
    raise _Malformed(node.place, message)


def _shown(node: _Node) -> str:
    if isinstance(node.value, str):
        return f"“{node.value}”" if node.value else "nothing"
    return "a mapping"
