"""A deck → the notes of an Anki package: fields in HTML, tags and GUIDs, and what was left out.

No field holds a question's number or a line of a source: one inserted question would change every
note, and learners would get an update of all of them. Order is the position in the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.document import Deck, Note, NoteId, SourceId
from nnexport.deck.identity import derive_guid
from nnexport.deck.lock import hash_text
from nnexport.deck.media import NO_MEDIA, DeckMedia, sources_of
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.anki.decks import anki_deck_name, note_tags, section_deck_names
from nnexport.exporters.anki.html import Html, escape_text, render_markdown, render_question
from nnexport.exporters.anki.media import FindPacked, PackedMedia
from nnexport.processes import map_chunks, split_into_chunks


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """A note as the package holds it."""

    id: NoteId
    """Under which the lock remembers it: the note's id, or that of the question it once was."""

    guid: str
    kind: str
    """``basic`` or ``cloze``: the note type."""

    fields: tuple[str, ...]
    """HTML, as many as the note type has fields and in their order."""

    tags: tuple[str, ...]
    deck_name: str
    media: tuple[str, ...] = ()
    """Names in the package of the files that the fields show."""


_SPARE_FIELDS = ("",) * 5
_HELP = {
    "NN302": "Look at the card; reword the text if it matters.",
    "NN303": "Write the answer, or add `skip: true`.",
    "NN304": "Put it into the answer if it matters.",
}


_CHUNK = 250_000
"""Characters that one process renders at a time: about a twentieth of a second."""

_CHUNKS_THAT_PAY = 10
"""For one more process: to start it takes as long as a few chunks, on some systems."""


def render_notes(
    deck: Deck, media: DeckMedia = NO_MEDIA, jobs: int = 1
) -> tuple[tuple[RenderedNote, ...], tuple[Diagnostic, ...]]:
    """Return the notes of the package in deck order.

    ``media``: the files that the deck names; those that were not found were reported already.
    ``jobs``: processes that a large deck may take; the result is the same with any number.

    Errors: NN302 and NN304 for what a card cannot show, NN303 for each note that is left out
    because it has no question or no answer.
    """
    chunks = list(split_into_chunks(deck.exported_notes, _count_characters, _CHUNK))
    jobs = min(jobs, len(chunks) // _CHUNKS_THAT_PAY)
    context = replace(deck, notes=()), PackedMedia(media)
    parts = map_chunks(_render_chunk, context, chunks, jobs)
    problems = dict.fromkeys(problem for _, found in parts for problem in found)
    return tuple(note for notes, _ in parts for note in notes), tuple(problems)


def _count_characters(note: Note) -> int:
    texts = (variant.text for variant in note.variants)
    return len(note.question) + len(note.answer) + sum(map(len, texts))


def _render_chunk(
    context: tuple[Deck, PackedMedia], notes: Sequence[Note]
) -> tuple[list[RenderedNote], list[Diagnostic]]:
    """Return some notes as the package holds them; the deck itself has none here."""
    deck, packed = context
    name, subdecks = anki_deck_name(deck), section_deck_names(deck)
    rendered: list[RenderedNote] = []
    problems: list[Diagnostic] = []
    for note in notes:
        used: set[str] = set()
        find = packed.finder(sources_of(note), used)
        kind, texts = _render_texts(note, deck.cards_of(note), problems, find)
        if not texts:
            continue
        variants = _render_variants(deck, note, problems, packed, used)
        # A reworded question goes on with the history of the one that it was.
        history = note.was or note.id
        section = escape_text(deck.section_title(note.section))
        source = escape_text(" · ".join(_source_titles(deck, note)))
        rendered.append(
            RenderedNote(
                id=history,
                guid=derive_guid(deck.id, kind, history),
                kind=kind,
                fields=(*texts, variants, section, source, *_SPARE_FIELDS),
                tags=note_tags(deck, note),
                deck_name=subdecks.get(note.section, name) if note.section else name,
                media=tuple(sorted(used)),
            )
        )
    return rendered, problems


def exported_hash(rendered: RenderedNote) -> str:
    """Return the hash of what an update can change: note type, fields and tags."""
    return hash_text(rendered.kind, *rendered.fields, *rendered.tags)


def exported_hashes(rendered: Iterable[RenderedNote]) -> dict[NoteId, str]:
    """Return the hashes by note id, in deck order, for ``stamp_notes``."""
    return {note.id: exported_hash(note) for note in rendered}


# --- fields --------------------------------------------------------------------------------------


def _render_texts(
    note: Note, cards: str, problems: list[Diagnostic], find: FindPacked
) -> tuple[str, tuple[str, str] | tuple[()]]:
    """Return the note's kind and its first two fields; no fields if the note is left out."""
    if cards == "cloze":
        fields = _render_cloze(note, problems, find)
        if fields:
            return "cloze", fields
        message = "no cloze deletion such as {{c1::…}} in it; exported as a basic note"
        problems.append(_problem("NN302", note, message))
    question = render_question(note.question, find=find)
    if not re.sub("<(?!img )[^>]*>", "", question.html).strip():  # Anki would show an empty front.
        problems.append(_problem("NN303", note, "no question: the note is not in the package"))
        return "basic", ()
    if not note.has_answer:
        problems.append(_problem("NN303", note, "no answer: the note is not in the package"))
        return "basic", ()
    answer = render_markdown(note.answer, find=find)
    _report(note, question, problems)
    _report(note, answer, problems)
    return "basic", (question.html, answer.html)


def _render_cloze(
    note: Note, problems: list[Diagnostic], find: FindPacked
) -> tuple[str, str] | None:
    """Return the fields Text and Extra; ``None`` without a deletion.

    The answer stands below the question in Text if it has deletions itself; otherwise it is shown
    with the solution only.
    """
    question = render_question(note.question, cloze=True, find=find)
    answer = render_markdown(note.answer, cloze=True, find=find)
    if not question.deletions + answer.deletions:
        return None
    _report(note, question, problems)
    _report(note, answer, problems)
    text = f'<div class="question">{question.html}</div>' if question.html else ""
    if answer.deletions:
        return f'{text}\n<div class="answer">{answer.html}</div>'.strip(), ""
    return text, answer.html


def _render_variants(
    deck: Deck, note: Note, problems: list[Diagnostic], packed: PackedMedia, used: set[str]
) -> str:
    """Return each answer as received, under its source; empty if that says nothing new.

    Their sounds stay out: Anki would play them all, one after the other, behind the answer's own.
    """
    variants = [variant for variant in note.variants if variant.text.strip()]
    if not variants or (len(variants) == 1 and variants[0].text.strip() == note.answer.strip()):
        return ""
    parts = []
    for variant in variants:
        silent: set[str] = set()
        find = packed.finder((variant.place.source,), used, silent)
        text = render_markdown(variant.text, find=find)
        _report(note, text, problems)
        title = escape_text(deck.source_title(variant.place.source))
        message = f"a sound in what {title} says is not played"
        problems.extend(_problem("NN304", note, message) for _ in silent - used)
        origin = f'<div class="from" dir="auto">{title}</div>'
        parts.append(f'<div class="variant" dir="auto">{origin}\n{text.html}\n</div>')
    return "\n".join(parts)


def _source_titles(deck: Deck, note: Note) -> tuple[str, ...]:
    sources: dict[SourceId, None] = {variant.place.source: None for variant in note.variants}
    return tuple(dict.fromkeys(deck.source_title(source) for source in sources))


def _report(note: Note, text: Html, problems: list[Diagnostic]) -> None:
    problems.extend(_problem(loss.code, note, loss.message) for loss in text.losses)


def _problem(code: str, note: Note, message: str) -> Diagnostic:
    # A note does not know its line; whoever has the file finds it by the id.
    return Diagnostic(code, Span(""), f"{note.id}: {message}", _HELP[code], note=note.id)
