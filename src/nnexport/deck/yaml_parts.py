"""Which lines of a YAML file belong to which key or list item, comments included.

A comment belongs to what follows it, and goes where that goes. Only one that stands directly below
a part and deeper than it (below the keys of a question, at their indentation) belongs to the part
above.

Line numbers here are indexes into the lines of the file; columns are those of the nodes, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nnexport.deck.yaml_nodes import ListNode, LostNode, MapNode, Node, TextNode

Lines = Sequence[str]

_NOTHING = LostNode(0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One key with its value, or one item of a list: its lines and the comments that go with it."""

    body: Lines
    lead: Lines = ()
    """Blank lines and comments before it."""

    tail: Lines = ()
    """Comments directly below it that are indented deeper than it."""

    node: Node = _NOTHING
    """The value, or the item; nothing for a part that was not in the file."""

    start: int = 0
    """The first line in the file."""

    number: int = -1
    """Its place among its siblings in the file."""

    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class SplitMap:
    """A mapping in parts. The first line of every body is without its indentation (or its dash)."""

    opening: Lines
    """Lines before the first key, such as a dash that stands alone."""

    prefix: str
    """What stands before the first key in its line: spaces, or a dash and spaces."""

    indent: str
    keys: tuple[str, ...]
    parts: tuple[Part, ...]
    end: int


def split_map(node: Node, lines: Lines, start: int) -> SplitMap | None:
    """Return the parts of a block mapping whose first line is ``start``.

    ``None`` when it is in braces or has ``? `` keys: it can only be written anew as a whole.
    """
    if not isinstance(node, MapNode) or node.flow or not node.pairs:
        return None
    column = node.pairs[0][0].column
    first = node.pairs[0][0].line - 1
    prefix = lines[first][: column - 1]
    if prefix.strip() not in ("", "-") or (first > start and prefix.strip()):
        return None
    parts: list[Part] = []
    before = first
    for key, value in node.pairs:
        at = key.line - 1
        after_key = lines[key.end_line - 1][key.end_column - 1 :]
        is_simple = key.column == column and after_key.lstrip(" ").startswith(":")
        if not is_simple or (at > first and lines[at][: column - 1].strip()):
            return None
        end = end_of(value, lines, column)
        own = _end_of_tail(lines, end, column)
        body = (lines[at][column - 1 :], *lines[at + 1 : end])
        lead = lines[before:at]
        parts.append(Part(body, lead, lines[end:own], value, at, len(parts)))
        before = own
    keys = tuple(key.value for key, _ in node.pairs)
    return SplitMap(lines[start:first], prefix, " " * (column - 1), keys, tuple(parts), before)


def join_map(split: SplitMap, parts: Iterable[Part]) -> list[str]:
    """Return the lines of a mapping from its parts, as they are now."""
    lines = list(split.opening)
    prefix, previous = split.prefix, None
    for part in parts:
        lines += settled_lead(part, previous, len(split.indent))
        lines += [prefix + part.body[0], *part.body[1:], *part.tail]
        prefix, previous = split.indent, part
    return lines


def settled_lead(part: Part, previous: Part | None, indent: int) -> Lines:
    """Return the comments before a part, fit to follow what is now before it."""
    if previous is None or (previous.number == part.number - 1 and not previous.is_changed):
        return part.lead
    return settle_comments(part.lead, indent)


def settle_comments(comments: Lines, indent: int) -> list[str]:
    """Return comments that are indented no deeper than this.

    Deeper, they would become the last lines of a block scalar that was written above them.
    """
    return [
        " " * indent + line.lstrip(" ") if _indent_of(line) > indent else line for line in comments
    ]


def split_list(node: Node, lines: Lines, start: int) -> tuple[Part, ...] | None:
    """Return the items of a list of mappings; its first lines, with comments, are at ``start``.

    ``None`` when it is in brackets or empty.
    """
    if not isinstance(node, ListNode) or node.flow or not node.items:
        return None
    parts: list[Part] = []
    before = start
    for item in node.items:
        at = item.line - 1
        # The dash can stand alone on a line further up.
        while at >= before and not _has_dash(lines[at], node.column):
            at -= 1
        if at < before:
            return None
        end = end_of(item, lines, node.column)
        own = _end_of_tail(lines, end, node.column)
        tail = lines[end:own]
        parts.append(Part(lines[at:end], lines[before:at], tail, item, at, len(parts)))
        before = own
    return tuple(parts)


def _has_dash(line: str, column: int) -> bool:
    return line[: column - 1].strip(" ") == "" and line[column - 1 : column] == "-"


def end_of(node: Node, lines: Lines, column: int) -> int:
    """Return the line after the last one of a value, with the comments that belong to its parts.

    ``column`` is that of the key or dash that the value belongs to.
    """
    if isinstance(node, TextNode):
        if node.style in ("|", ">"):
            return _end_of_block(node, lines, column - 1)
        return node.end_line
    if isinstance(node, MapNode | ListNode) and node.flow:
        return node.end_line
    if isinstance(node, MapNode) and node.pairs:
        end = end_of(node.pairs[-1][1], lines, node.column)
        return _end_of_tail(lines, end, node.column)
    if isinstance(node, ListNode) and node.items:
        end = end_of(node.items[-1], lines, node.column)
        return _end_of_tail(lines, end, node.column)
    return node.line


def _end_of_block(node: TextNode, lines: Lines, parent: int) -> int:
    """Return the line after a block scalar, where ``#`` is text and not a comment.

    Source: YAML 1.2.2, 8.1.1: the indentation is that of the first line with text, or the parent's
    and the number in the header.
    """
    first = node.line
    header = re.match(r"[|>][-+]?([1-9]?)", lines[node.line - 1][node.column - 1 :])
    indent = parent + int(header[1]) if header is not None and header[1] else None
    last = first
    for at in range(first, len(lines)):
        if not lines[at].strip():
            continue
        spaces = _indent_of(lines[at])
        if indent is None:
            indent = max(spaces, parent + 1)
        if spaces < indent:
            break
        last = at + 1
    return last


def _end_of_tail(lines: Lines, end: int, column: int) -> int:
    while end < len(lines) and lines[end].lstrip(" ").startswith("#"):
        if _indent_of(lines[end]) < column:
            break
        end += 1
    return end


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def line_comment(part: Part, lines: Lines) -> str:
    """Return the comment at the end of a value's line, with the spaces before it; or nothing."""
    value = part.node
    if isinstance(value, TextNode) and value.style in ("|", ">"):
        rest = lines[value.line - 1][value.column - 1 :].lstrip("|>+-0123456789")
    elif isinstance(value, TextNode) or (isinstance(value, MapNode | ListNode) and value.flow):
        rest = lines[value.end_line - 1][value.end_column - 1 :]
    else:
        _, _, rest = part.body[0].partition(":")
    return rest.rstrip() if re.match(r"[ \t]+#", rest) else ""


def gap_of(lead: Lines) -> int:
    """Return how many blank lines a part begins with."""
    count = 0
    while count < len(lead) and not lead[count].strip():
        count += 1
    return count
