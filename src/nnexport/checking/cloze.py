"""Cloze deletions that hide nothing (NN228), skip a number (NN245) or are missing (NN246)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnexport.checking.findings import Checked, Finding, name_of
from nnexport.checking.markup import shown_runs
from nnexport.deck.canonical import LoadedDeck
from nnexport.deck.cloze import deletions_in, read_cloze
from nnexport.deck.markup import (
    Block,
    Deletion,
    Image,
    Inline,
    Link,
    Styled,
    Text,
    inline_text,
    inlines_of,
    walk_blocks,
)
from nnexport.diagnostics import Diagnostic

_CLOZE = re.compile(r"\{\{c[1-9]\d?\d?::")
"""The beginning of a cloze deletion."""

_MISSPELT = re.compile(r"\{\{(?:C\d+::|c\d+:(?!:)|c::|c \d+::|c\d+(?:[,;-]\d+)+::)|(?<!\{)\{c\d+::")
_LONE_MARK = re.compile(r"(?<![=\w])==(?=[^\s=])|(?<=[^\s=])==(?![=\w])")
_HELP = "write `{{c1::hidden}}`, `{{c1::hidden::hint}}` or `==hidden==`"


def has_deletions(each: Checked) -> bool:
    """Tell whether a note that asks for cloze cards has something to hide."""
    return any(deletions_in(read_cloze(blocks).blocks) for _, _, blocks in each.texts)


def find_broken_clozes(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the cloze deletions that Anki shows as braces or makes no card of (NN228), and the
    numbers that are left out (NN245)."""
    for each in notes:
        if each.cards != "cloze":
            if "{{c" in each.note.question or "{{c" in each.note.answer:
                yield from _deletion_in_basic(each)
            continue
        found = tuple(_faults(each))
        yield from found
        if not found and not has_deletions(each) and each.note.cards == "cloze":
            message = f"{each.name} has `cards: cloze`, but no deletion such as {{{{c1::…}}}}"
            help = "write one, mark something with `==…==`, or delete the line `cards: cloze`"
            yield Finding("NN228", each.note, message, help, "cards")
        yield from _gaps(each)


def find_unmarked(loaded: LoadedDeck, notes: Sequence[Checked]) -> Iterator[Diagnostic]:
    """Yield one message for the questions that the deck makes cloze cards of, and that have no
    deletion: NN246, or NN228 if there is none in the whole deck."""
    if loaded.deck.cards != "cloze":
        return
    asked = [each for each in notes if not each.note.cards]
    without = [each for each in asked if not has_deletions(each)]
    if not without:
        return
    code = "NN228" if len(without) == len(asked) else "NN246"
    names = ", ".join(f"`{each.note.id}`" for each in without[:3])
    names += f" and {len(without) - 3} more" if len(without) > 3 else ""
    message = f"{len(without)} of {len(asked)} questions have no deletion and get basic cards"
    help = f"mark what to hide with `==…==` in {names}, or write `cards: basic` there"
    span = loaded.deck_span("cards")
    yield Diagnostic(code, span, message, help, loaded.excerpt(span.line))


def _deletion_in_basic(each: Checked) -> Iterator[Finding]:
    for key, text, blocks in each.texts:
        for shown, _ in shown_runs(blocks):
            if found := _CLOZE.search(shown):
                message = f"“{found[0]}…” is shown as it stands: the note has no `cards: cloze`"
                help = "write `cards: cloze` at the question"
                yield Finding("NN228", each.note, message, help, key, _line_of(text, found[0]))
                return


def _line_of(text: str, shown: str) -> int:
    return next((at for at, line in enumerate(text.split("\n")) if shown in line), 0)


# --- faults --------------------------------------------------------------------------------------


def _faults(each: Checked) -> Iterator[Finding]:
    for key, text, blocks in each.texts:
        for message, shown in dict.fromkeys(_faults_in(blocks)):
            yield Finding("NN228", each.note, message, _HELP, key, _line_of(text, shown))


def _faults_in(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield messages, each with the text that it is about."""
    read = read_cloze(blocks)
    for fault in read.faults:
        yield fault.message, fault.shown
    for deletion in deletions_in(read.blocks):
        if not _hides_something(deletion.children):
            opening = f"{{{{c{deletion.number}::" if deletion.number else "=="
            yield f"the deletion “{opening}…” hides nothing", opening
    for block in walk_blocks(read.blocks):
        for run in inlines_of(block):
            yield from _faults_in_run(run)


def _faults_in_run(inlines: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    for inline in inlines:
        match inline:
            case Text(text):
                if found := _MISSPELT.search(text):
                    yield f"“{found[0]}” begins no deletion", found[0]
                elif found := _LONE_MARK.search(text):
                    around = text[max(0, found.start() - 12) : found.end() + 12].strip()
                    yield f"the “==” in “{around}” marks nothing", around.split("\n")[0]
            case Styled(_, children) | Link(_, children) | Deletion(_, children):
                yield from _faults_in_run(children)
            case _:
                pass


def _hides_something(inlines: Sequence[Inline]) -> bool:
    if inline_text(inlines).strip():
        return True
    return any(
        isinstance(each, Image)
        or (isinstance(each, Styled | Link | Deletion) and _hides_something(each.children))
        for each in inlines
    )


# --- numbers -------------------------------------------------------------------------------------


def _gaps(each: Checked) -> Iterator[Finding]:
    written: set[int] = set()
    marks = 0
    for _, _, blocks in each.texts:
        for deletion in deletions_in(read_cloze(blocks).blocks):
            written |= {deletion.number} - {0}
            marks += not deletion.number
    # Marks take the lowest numbers that are free.
    missing = sorted({*range(1, max(written, default=0))} - written)[marks:]
    if missing:
        listed = ", ".join(map(str, missing[:5])) + (" …" if len(missing) > 5 else "")
        message = f"no deletion of {name_of(each.note)} has the number {listed}"
        yield Finding("NN245", each.note, message, "nothing to do if you left it out on purpose")
