"""Questions and answers that are empty, or that stand there twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from nnexport.checking.cloze import has_deletions
from nnexport.checking.findings import (
    Checked,
    Finding,
    cut_text,
    name_of,
)
from nnexport.deck.document import Note
from nnexport.deck.markup import (
    Block,
    CodeBlock,
    Image,
    Inline,
    MathBlock,
    Styled,
    inline_text,
    inlines_of,
    walk_blocks,
    walk_inlines,
)


def find_empty_questions(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the questions that show nothing (NN210)."""
    for each in notes:
        if not _shows_something(each.question):
            message = f"the question `{each.note.id}` has no text"
            if each.note.question.strip():
                message = f"the question `{each.note.id}` shows nothing"
            yield Finding("NN210", each.note, message, "write it, or add `skip: true`")


def find_unanswered(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the questions without an answer (NN211)."""
    for each in notes:
        if not _shows_something(each.question) or _shows_something(each.answer):
            continue
        # A deletion answers itself.
        if each.cards == "cloze" and has_deletions(each):
            continue
        shows = "has an answer that shows nothing" if each.note.has_answer else "has no answer"
        help = "write it under `answer: |-`, or add `skip: true`"
        yield Finding("NN211", each.note, f"{each.name} {shows}", help, "answer")


def find_repeated_questions(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the questions that show the same text as one before them (NN212)."""
    first: dict[str, Note] = {}
    for each in notes:
        folded = _fold_shown(each.question)
        if not folded:
            continue
        other = first.setdefault(folded, each.note)
        if other is not each.note:
            message = f"{each.name} is asked twice, here and at `{other.id}`"
            help = f"put its answer into `{other.id}` and delete it, or reword one of the two"
            yield Finding("NN212", each.note, message, help)


def find_shared_histories(notes: Sequence[Note]) -> Iterator[Finding]:
    """Yield the notes whose ``was`` leads to a history that another note has (NN207)."""
    owners = {note.id: note.id for note in notes}
    for note in notes:
        if note.was and owners.setdefault(note.was, note.id) != note.id:
            message = f"`was: {note.was}` leads to the history of the question `{owners[note.was]}`"
            help = "two notes cannot share one history: delete one of the two, or the `was` line"
            yield Finding("NN207", note, message, help, "was")


# --- placeholders and copies ---------------------------------------------------------------------

_PLACEHOLDER = re.compile(
    r"[\W_]*(?:(?:to\W?do|tbd|tba|fixme|n/?a|lorem ipsum|coming soon|"
    r"to be (?:done|added|written|filled in|continued)|"
    r"fill(?: this)? in|add(?: an?)? answer|(?:your )?answer(?: goes)? "
    r"here|placeholder|folgt(?: noch)?|ausfüllen|à (?:compléter|faire)|por hacer|pendiente|"
    r"da completare|дописать|заполнить)[\W_]*)?",
    re.IGNORECASE,
)


def find_placeholders(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the answers in whose place somebody left a mark for later (NN233)."""
    for each in notes:
        text = each.note.answer.strip()
        if not text or len(text) > 60 or not _shows_something(each.answer):
            continue
        # A sign can be an answer: `*`, `->`, `{}`. Dots and dashes in a row are none.
        if not any(map(str.isalnum, text)) and not re.fullmatch(r"[.…?_\s]{2,}|…|-{2,4}|—|–", text):
            continue
        if _PLACEHOLDER.fullmatch(text):
            message = f"{each.name} has no answer yet: “{cut_text(text)}” stands in its place"
            yield Finding("NN233", each.note, message, "write the answer", "answer", 0)


_COPY_WORDS = 12
"""Words from which two equal answers are no chance."""


def find_repeated_answers(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the answers that another question has too, word for word (NN234)."""
    first: dict[str, Checked] = {}
    for each in notes:
        if len(each.note.answer.split()) < _COPY_WORDS:
            continue
        folded = _fold(each.note.answer)
        other = first.setdefault(folded, each)
        if other is each or _fold_shown(each.question) == _fold_shown(other.question):
            continue
        message = f"{each.name} has the same answer as {name_of(other.note)} (`{other.note.id}`)"
        help = "one of the two is probably a copy by mistake; correct it, or make one question"
        yield Finding("NN234", each.note, message, help, "answer", 0)


# --- what a text shows ---------------------------------------------------------------------------


def _shows_something(blocks: Sequence[Block]) -> bool:
    for block in walk_blocks(blocks):
        match block:
            case CodeBlock(text) | MathBlock(text):
                if text.strip():
                    return True
            case _:
                for run in inlines_of(block):
                    pictures = any(isinstance(each, Image) for each in walk_inlines(run))
                    if pictures or inline_text(run).strip():
                        return True
    return False


def _fold_shown(blocks: Sequence[Block]) -> str:
    """Return what a question shows, without case, spacing and the punctuation of prose."""
    return _fold("\n".join(_shown(blocks)))


def _shown(blocks: Sequence[Block]) -> Iterator[str]:
    for block in walk_blocks(blocks):
        if isinstance(block, CodeBlock | MathBlock):
            yield block.text if isinstance(block, CodeBlock) else block.tex
        for run in inlines_of(block):
            yield "".join(map(_marked, run))


def _marked(inline: Inline) -> str:
    """Return what an inline shows; a picture is its address, what is raised or lowered is marked:
    x² and x₂ are not the same."""
    match inline:
        case Image(src, alt):
            return f" {alt} {src} "
        case Styled(style, children) if style in ("sub", "sup"):
            return f"<{style}>" + "".join(map(_marked, children))
        case Styled(_, children):
            return "".join(map(_marked, children))
    return inline_text((inline,))


_QUOTES = re.compile("[\"'“”„‟‘’‚«»‹›¿¡]")
_STOPS = re.compile(r"[.,;:!?…]+(?=\s|\Z)|[。、，？！：；]")


def _fold(text: str) -> str:
    """Return a text without case, spacing and the punctuation of prose.

    Signs that carry meaning stay: ``C`` and ``C++``, ``3.5`` and ``35`` are not the same.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_STOPS.sub(" ", _QUOTES.sub("", text)).split())
