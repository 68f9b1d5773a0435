"""YAML text → plain nodes that know their place, and every problem on the way in plain words.

Every scalar is text here: ``no``, ``1.10`` and ``12:30`` stay what they are.

Chosen: PyYAML's events, put together below. Rejected: its composer, which hides tags and unused
anchors, names the anchor's place for an alias, and calls itself so deep that ``[[[[…`` ends the
process. The C parser is used where PyYAML has it (forty times faster); both give the same nodes.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from nnexport.deck.yaml_words import FEATURE_MESSAGE, QUOTE_HELP, explain_error
from nnexport.diagnostics import Diagnostic, Span


class TextNode(NamedTuple):
    """A scalar. Lines and columns are 1-based; the end is the place after the last character."""

    value: str
    style: str
    """``'``, ``"``, ``|``, ``>``, or empty for a plain one."""

    line: int
    column: int
    end_line: int
    end_column: int


class ListNode(NamedTuple):
    """A sequence. Only one in brackets says where it ends; the end is 0 for another."""

    items: tuple[Node, ...]
    flow: bool
    """Written in brackets."""

    line: int
    column: int
    end_line: int
    end_column: int


class MapNode(NamedTuple):
    """A mapping, its end as in a list. Keys that stand twice are both there."""

    pairs: tuple[tuple[TextNode, Node], ...]
    flow: bool
    """Written in braces."""

    line: int
    column: int
    end_line: int
    end_column: int

    def get(self, key: str) -> Node | None:
        """Return the value of a key; ``None`` if it is not there."""
        for each, value in self.pairs:
            if each.value == key:
                return value
        return None

    def key(self, key: str) -> TextNode | None:
        """Return the key itself, for its place."""
        for each, _ in self.pairs:
            if each.value == key:
                return each
        return None


class LostNode(NamedTuple):
    """What stands where an alias was: nothing that can be used, and a problem already reported."""

    line: int
    column: int


Node = TextNode | ListNode | MapNode | LostNode


class Findings:
    """Collects the problems of one file. ``note`` is the question that is being read."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.note = ""
        self.problems: list[Diagnostic] = []

    def report(self, code: str, line: int, column: int, message: str, help: str) -> None:
        """Add a problem; line 0 is the whole file."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        span = Span(self.path, line, column)
        self.problems.append(Diagnostic(code, span, message, help, excerpt, self.note))

    def report_at(self, code: str, node: Node, message: str, help: str) -> None:
        """Add a problem at the beginning of a node."""
        self.report(code, node.line, node.column, message, help)


# YAML forbids the first lot and takes the second for ends of lines, where editors show none. Each
# becomes a noncharacter while PyYAML reads, so that columns stay right, and `clean_text` drops it.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff\ufffe\uffff]"
)
_FALSE_BREAKS = re.compile("[\x85\u2028\u2029]")
_FORBIDDEN_MARK, _BREAK_MARK = "\ufdd0", "\ufdd1"

# Invisible, and PyYAML would take a line of nothing but a tab for wrong indentation.
_TABS_AT_END = re.compile(r"(?<![ \t])[ \t]*\t$", re.MULTILINE)


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a file as editors count them; YAML knows other ends of lines too."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(text.split("\n"))


def parse_yaml(findings: Findings) -> Node | None:
    """Return the one document in the lines of a file; ``None`` if it is empty or cannot be read.

    Errors: NN201; NN206 for aliases, anchors and tags; NN205 for a key that is not one word.
    """
    text = _FORBIDDEN.sub(_FORBIDDEN_MARK, "\n".join(findings.lines))
    # The two parsers do not agree where a file without a last newline ends.
    text += "" if text.endswith("\n") else "\n"
    text, breaks = _FALSE_BREAKS.subn(_BREAK_MARK, text)
    if "\t" in text:
        text = _TABS_AT_END.sub("", text)
    builder = _Builder(findings, has_breaks=breaks > 0)
    try:
        for event in yaml.parse(text, _LOADER):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        told = explain_error(error, findings.lines)
        findings.report(told.code, told.line, told.column, told.message, told.help)
        return None
    return builder.root


# The loaders without resolvers: all scalars are text anyway, and nothing is looked up for each.
_LOADER: Any = yaml.cyaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


class _Builder:
    """Puts nodes together from events, with a stack of its own instead of Python's."""

    def __init__(self, findings: Findings, *, has_breaks: bool) -> None:
        self.findings = findings
        self.has_breaks = has_breaks
        self.root: Node | None = None
        self.documents = 0
        self.open: list[tuple[Any, list[Node]]] = []
        self.children: list[Node] = []

    def take(self, event: Any) -> bool:
        """Take the next event (PyYAML's classes have no types); ``False`` ends the reading."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._add(self._text(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._check_properties(event)
            self.open.append((event, self.children))
            self.children = []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                message = "a second YAML document begins here; a deck is one"
                help = "delete the line, or move what follows into a file of its own"
                mark = event.start_mark
                self.findings.report("NN201", mark.line + 1, mark.column + 1, message, help)
                return False
        return True

    def _add(self, node: Node) -> None:
        if self.open:
            self.children.append(node)
        else:
            self.root = node

    def _text(self, event: Any) -> TextNode:
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        value = event.value.replace(_BREAK_MARK, "\u2028") if self.has_breaks else event.value
        start, end = event.start_mark, event.end_mark
        return TextNode(
            value,
            event.style or "",
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
        )

    def _close(self, end_event: Any) -> None:
        event, outer = self.open.pop()
        children, self.children = self.children, outer
        start, end = event.start_mark, end_event.end_mark
        flow = bool(event.flow_style)
        ending = (end.line + 1, end.column + 1) if flow else (0, 0)
        place = (start.line + 1, start.column + 1, *ending)
        if type(event) is yaml.SequenceStartEvent:
            self._add(ListNode(tuple(children), flow, *place))
            return
        pairs = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if isinstance(key, TextNode):
                pairs.append((key, value))
            elif not isinstance(key, LostNode):
                message = "a key must be a word, not a list or another mapping"
                self.findings.report_at("NN205", key, message, "write `key: value`")
        self._add(MapNode(tuple(pairs), flow, *place))

    def _alias(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        message = FEATURE_MESSAGE.format(word=f"*{event.anchor}", kind="an alias")
        self.findings.report("NN206", line, column, message, QUOTE_HELP)
        self._add(LostNode(line, column))

    def _check_properties(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if event.anchor is not None:
            message = FEATURE_MESSAGE.format(word=f"&{event.anchor}", kind="an anchor")
            self.findings.report("NN206", line, column, message, QUOTE_HELP)
        if event.tag is not None:
            written = self.findings.lines[line - 1][column - 1 :].split(" ")
            word = next((each for each in written if each.startswith("!")), event.tag)
            message = FEATURE_MESSAGE.format(word=word, kind="a tag")
            self.findings.report("NN206", line, column, message, QUOTE_HELP)
