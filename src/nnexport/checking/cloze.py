"""Cloze deletions that hide nothing (NN228)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.checking.findings import Checked, Finding
from nnexport.checking.markup import shown_runs
from nnexport.deck.markup import Block, Inline, Link, Styled, Text, inlines_of, walk_blocks

CLOZE = re.compile(r"\{\{c[1-9]\d?::")
"""The beginning of a cloze deletion."""

_MARK = re.compile(r"\{\{c[1-9]\d?::|\}\}")
_EMPTY = re.compile(r"\{\{c[1-9]\d?::\s*(?:\}\}|::)")
_MISSPELT = re.compile(r"\{\{(?:C\d+::|c0+\d*::|c\d+:(?!:)|c::|c \d+::)|(?<!\{)\{c\d+::")
_HELP = "write `{{c1::hidden}}`, or `{{c1::hidden::hint}}`"


def find_broken_clozes(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the cloze deletions that Anki shows as braces or makes no card of (NN228)."""
    for each in notes:
        note = each.note
        texts = f"{note.question}\n{note.answer}"
        if each.cards != "cloze":
            if "{{c" in texts:
                yield from _deletion_in_basic(each)
            continue
        for key, text, blocks in each.texts:
            told = _first_fault(blocks)
            if told is not None:
                line = next((n for n, row in enumerate(text.split("\n")) if told[1] in row), 0)
                yield Finding("NN228", note, told[0], _HELP, key, line)
                break
        else:
            if not CLOZE.search(texts):
                message = f"{each.name} has `cards: cloze`, but no deletion such as {{{{c1::…}}}}"
                help = "write one, or delete the line `cards: cloze`"
                yield Finding("NN228", note, message, help, "cards")


def _deletion_in_basic(each: Checked) -> Iterator[Finding]:
    for key, text, blocks in each.texts:
        for shown, _ in shown_runs(blocks):
            if found := CLOZE.search(shown):
                message = f"“{found[0]}…” is shown as it stands: the note has no `cards: cloze`"
                line = next((n for n, row in enumerate(text.split("\n")) if found[0] in row), 0)
                help = "write `cards: cloze` at the question"
                yield Finding("NN228", each.note, message, help, key, line)
                return


def _first_fault(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """Return a message and the text that it is about; ``None`` if all deletions are well."""
    for shown in _pieces(blocks):
        if found := _MISSPELT.search(shown):
            return f"“{found[0]}” begins no deletion", found[0]
        if found := _EMPTY.search(shown):
            return f"the deletion “{found[0]}” hides nothing", found[0]
        opened: list[str] = []
        for mark in _MARK.finditer(shown):
            if mark[0] != "}}":
                opened.append(mark[0])
            elif opened:
                opened.pop()
        if opened:
            return f"the deletion “{opened[0]}…” has no end in its piece of text", opened[0]
    return None


def _pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the texts in which a deletion must begin and end: emphasis is a piece of its own."""
    for block in walk_blocks(blocks):
        for run in inlines_of(block):
            yield from _pieces_of(run)


def _pieces_of(inlines: Sequence[Inline]) -> Iterator[str]:
    yield "".join(each.text if isinstance(each, Text) else "x" for each in inlines)
    for each in inlines:
        if isinstance(each, Styled | Link):
            yield from _pieces_of(each.children)
