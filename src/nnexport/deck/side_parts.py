"""The blocks of a deck file by its lines alone, for files that are not valid YAML yet.

A file with both sides of a merge in it is no tree; but what a line belongs to shows from its
indentation, for texts stand deeper than the keys that hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from nnexport.deck.canonical import LIST_FIELDS
from nnexport.deck.fields import QUESTION_FIELDS

_TOP = re.compile(r"(?P<key>\w+):(?P<value>.*)")
_KEY = re.compile(r"(?P<key>\w+):(?P<value>(?: .*)?)")
_LISTS = tuple(each.key for each in LIST_FIELDS)
_ORDER = [each.key for each in QUESTION_FIELDS]
_OF_SOURCE = ("path", "sha256")
_ORPHAN = ""
"""The key of text that stands where no text can stand: the second side's, after a conflict."""


@dataclass
class Part:
    """One key with its lines; the first is without its indentation."""

    key: str
    lines: list[str]

    @property
    def value(self) -> str:
        """What stands behind the key in its line."""
        return self.lines[0].partition(":")[2].strip()

    @property
    def is_block(self) -> bool:
        """Its value is a block scalar."""
        return self.value[:1] in ("|", ">")


@dataclass
class Fragment:
    """Keys of one question that one side has, in order."""

    parts: list[Part] = field(default_factory=list)

    def part(self, key: str) -> Part | None:
        """Return the lines of a key."""
        return next((part for part in self.parts if part.key == key), None)

    def text(self, key: str) -> str:
        """Return the text of a key; empty where there is none."""
        part = self.part(key)
        return block_text(part) if part else ""

    def variant_texts(self) -> list[str]:
        """Return the answers that its variants hold."""
        part = self.part("variants")
        return [variant_text(lines) for lines in split_variants(part)] if part else []


@dataclass
class Block:
    """One item of a list: what it has on one side, and rests of the other."""

    lead: list[str]
    """Blank lines and comments above it."""

    dash: int
    """Column of its dash, from 0."""

    fragments: list[Fragment]

    @property
    def id(self) -> str:
        return self.value("id")

    def part(self, key: str) -> Part | None:
        """Return the lines of a key."""
        return self.fragments[0].part(key)

    def value(self, key: str) -> str:
        """Return what stands behind a key, without quotes; empty where it has none."""
        part = self.part(key)
        return part.value.strip("'\"") if part else ""

    def set(self, part: Part | None) -> None:
        """Put a key in the place of the one that is there."""
        parts = self.fragments[0].parts
        if part is not None:
            parts[:] = [part if each.key == part.key else each for each in parts]

    def drop(self, key: str) -> None:
        """Take a key out."""
        parts = self.fragments[0].parts
        parts[:] = [each for each in parts if each.key != key]

    def without(self, key: str) -> Block:
        """Return the block without a key."""
        kept = [each for each in self.fragments[0].parts if each.key != key]
        return Block(self.lead, self.dash, [Fragment(kept)])

    def insert(self, part: Part) -> None:
        """Add a key where it comes in canonical order."""
        parts = self.fragments[0].parts
        before = _ORDER[: _ORDER.index(part.key)] if part.key in _ORDER else _ORDER
        at = max((i + 1 for i, each in enumerate(parts) if each.key in before), default=0)
        parts.insert(at, part)

    def render(self) -> list[str]:
        """Return its lines."""
        lines = list(self.lead)
        for number, part in enumerate(self.fragments[0].parts):
            prefix = " " * self.dash + ("- " if number == 0 else "  ")
            lines += [prefix + part.lines[0], *part.lines[1:]]
        return lines


@dataclass
class SplitFile:
    """A file in blocks, its lists by what is in them."""

    head: list[str]
    """All lines that belong to no list."""

    sources: list[Block] = field(default_factory=list)
    sections: list[Block] = field(default_factory=list)
    questions: list[Block] = field(default_factory=list)
    strays: list[Fragment] = field(default_factory=list)
    """Lines of a source below a question: the second side's, of a source that both changed."""

    tail: list[str] = field(default_factory=list)
    is_mixed: bool = False
    """No slip of the pen: a list stands there twice, a source has two hashes, or a question a
    second side with an answer and variants of its own."""

    def render(
        self, sources: Sequence[Block], sections: Sequence[Block], questions: Sequence[Block]
    ) -> list[str]:
        """Return the lines of the file with these lists."""
        lines = list(self.head)
        for key, blocks in zip(_LISTS, (sources, sections, questions), strict=True):
            if not blocks:
                continue
            lines.append(f"{key}:")
            for number, block in enumerate(blocks):
                own = block.render()
                if key == "questions" and number and self._has_gaps and own[0].strip():
                    own.insert(0, "")
                lines += own
        return [*lines, *self.tail]

    @property
    def _has_gaps(self) -> bool:
        return any(block.lead[:1] == [""] for block in self.questions)


def split_file(text: str) -> SplitFile | None:
    """Return the blocks of a file; ``None`` if it is not written block by block."""
    lines = text.split("\n")
    dash = _dash_of(lines)
    if dash is None:
        return None
    split = SplitFile([])
    waiting: list[str] = []
    inside = False
    begun: set[str] = set()
    blocks: list[list[str]] = []
    for line in lines:
        top = _TOP.fullmatch(line)
        if top is not None:
            inside = top["key"] in _LISTS
            if inside and top["value"].strip() not in ("", "[]"):
                return None
            split.is_mixed |= inside and top["key"] in begun
            begun.add(top["key"])
            if not inside:
                split.head += [*waiting, line]
                waiting = []
        elif not inside:
            split.head.append(line)
        elif line.startswith(" " * dash + "-"):
            blocks.append([*waiting, line])
            waiting = []
        elif not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= dash):
            waiting.append(line)
        elif not blocks:
            return None
        else:
            blocks[-1] += [*waiting, line]
            waiting = []
    split.tail = waiting
    _drop_repeated(split.head)
    for own in blocks:
        block = _split_block(own, dash)
        if block is None:
            return None
        split.is_mixed |= any(
            each.part("sha256") or (each.part("answer") and each.part("variants"))
            for each in block.fragments[1:]
        )
        if block.part("path") is None:
            strays = [each for each in block.fragments[1:] if each.parts[0].key in _OF_SOURCE]
            block.fragments = [each for each in block.fragments if each not in strays]
            split.strays += strays
            split.is_mixed |= bool(strays)
        has = {part.key for fragment in block.fragments for part in fragment.parts}
        home = split.sections if "title" in has else split.questions
        (split.sources if "path" in has else home).append(block)
    return split


def _dash_of(lines: Iterable[str]) -> int | None:
    """Return the column of the dashes of the file's lists; none where there is no list."""
    inside = False
    for line in lines:
        if top := _TOP.fullmatch(line):
            inside = top["key"] in _LISTS
        elif inside and line.lstrip().startswith("- "):
            return _indent(line)
    return None


def _drop_repeated(head: list[str]) -> None:
    """Take lines out of the head that both sides changed alike."""
    seen: set[str] = set()
    kept = []
    for line in head:
        if line.strip() and not line.lstrip().startswith("#") and line in seen:
            continue
        seen.add(line)
        kept.append(line)
    head[:] = kept


def _split_block(lines: Sequence[str], dash: int) -> Block | None:
    """Return an item by its keys, the second side's from the first key that stands there twice."""
    start = next(i for i, line in enumerate(lines) if line.startswith(" " * dash + "-"))
    lead = list(lines[:start])
    column = len(lines[start]) - len(lines[start][dash + 1 :].lstrip())
    fragment = Fragment()
    fragments = [fragment]
    for number, line in enumerate(lines[start:]):
        bare = line[column:] if number == 0 or _indent(line) == column else ""
        found = _KEY.fullmatch(bare)
        if found is not None:
            is_astray = found["key"] == "sha256" and fragment.part("path") is None
            is_astray |= found["key"] == "path" and fragment.part("question") is not None
            if fragment.part(found["key"]) is not None or is_astray:
                fragment = Fragment()
                fragments.append(fragment)
            _name_orphan(fragment, found["key"])
            fragment.parts.append(Part(found["key"], [bare]))
        elif not fragment.parts:
            return None
        elif fragment.parts[-1].key != "variants" and _begins_variant(lines[start + number :]):
            fragment = Fragment([Part("variants", ["variants:", line])])
            fragments.append(fragment)
        elif _may_follow(fragment.parts[-1], line, column):
            fragment.parts[-1].lines.append(line)
        elif (stray := _KEY.fullmatch(line.strip())) and stray["key"] in _ORDER:
            # A key that stands too far in or out: a slip of the pen, no rest of another side.
            return None
        else:
            fragment = Fragment([Part(_ORPHAN, ["answer: |-", line])])
            fragments.append(fragment)
    for each in fragments:
        _name_orphan(each, "")
    return Block(lead, dash, fragments)


def _name_orphan(fragment: Fragment, following: str) -> None:
    """Give a text without a key the one that its side has it under, from what comes behind it."""
    if fragment.parts and fragment.parts[-1].key == _ORPHAN:
        key = "question" if following in ("answer", "section", "tags") else "answer"
        orphan = fragment.parts[-1]
        orphan.key = key
        orphan.lines[0] = f"{key}: |-"


_FROM = re.compile(r" *- from: \S+:[\d,-]+")
_OF_VARIANT = re.compile(r" *(?:number|asked|asked_from|flags|edited|text):(?: .*)?")


def _begins_variant(lines: Sequence[str]) -> bool:
    """Tell whether a variant begins here, be it in the middle of a text."""
    return bool(
        len(lines) > 1
        and _FROM.fullmatch(lines[0])
        and _OF_VARIANT.fullmatch(lines[1])
        and _indent(lines[1]) == _indent(lines[0]) + 2
    )


def _may_follow(part: Part, line: str, column: int) -> bool:
    """Tell whether a line can belong to a key: blank, a comment, or deep enough for its text."""
    if not line.strip() or (part.key != "variants" and part.is_block):
        return True
    if line.lstrip().startswith("#"):
        return True
    if part.key == _ORPHAN:
        return _indent(line) > column
    if part.key != "variants":
        # A list with a dash a line; a mapping below a key there is not.
        return not part.value and line.lstrip().startswith("-")
    first = next((each for each in part.lines[1:] if each.strip()), line)
    inner = _indent(first)
    if _indent(line) == inner:
        return line.lstrip().startswith("- from:")
    return _indent(line) >= inner + 2


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# --- texts and variants --------------------------------------------------------------------------


def block_text(part: Part) -> str:
    """Return the text of a key, as far as its lines show it."""
    if part.is_block:
        return dedent("\n".join(part.lines[1:])).strip("\n")
    return part.value.strip("'\"")


def split_variants(part: Part) -> list[list[str]]:
    """Return the lines of each variant below ``variants``."""
    variants: list[list[str]] = []
    for line in part.lines[1:]:
        if line.lstrip().startswith("- from:") and (
            not variants or _indent(line) == _indent(variants[0][0])
        ):
            variants.append([line])
        elif variants:
            variants[-1].append(line)
    return variants


def variant_text(lines: Sequence[str]) -> str:
    """Return the answer in the lines of a variant; empty where there is none."""
    for at, line in enumerate(lines):
        if line.lstrip().startswith("text: |") and _indent(line) == _indent(lines[0]) + 2:
            return dedent("\n".join(lines[at + 1 :])).strip("\n")
    return ""


def unfit(lines: Sequence[str]) -> bool:
    """Tell whether a variant has no text, or a key twice: a conflict cut it in two."""
    inner = _indent(lines[0]) + 2
    keys = [
        found["key"]
        for line in lines[1:]
        if _indent(line) == inner and (found := _KEY.fullmatch(line[inner:]))
    ]
    return "text" not in keys or len(keys) != len(set(keys))


def join_brackets(one: Part, other: Part) -> list[str] | None:
    """Return the lines of a list in brackets with what either side has; ``None`` for another."""
    texts: dict[str, None] = {}
    for part in (one, other):
        if len(part.lines) > 1 or not re.fullmatch(r"\[.*\]", part.value):
            return None
        texts |= dict.fromkeys(each.strip() for each in part.value[1:-1].split(",") if each.strip())
    return [f"{one.key}: [{', '.join(texts)}]"]
