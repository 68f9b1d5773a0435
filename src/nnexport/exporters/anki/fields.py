"""A deck → the notes of an Anki package: fields in HTML, tags and GUIDs, and what was left out.

No field holds a question's number or a line of a source: one inserted question would change every
note, and learners would get an update of all of them. Order is the position in the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nnexport.deck.cloze import deletions_in, read_cloze
from nnexport.deck.cloze_numbers import number_deletions
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, NoteId, SourceId
from nnexport.deck.identity import derive_guid
from nnexport.deck.labels import embolden_labels
from nnexport.deck.lock import Lock, LockedDeletion, hash_text
from nnexport.deck.media import NO_MEDIA, DeckMedia
from nnexport.deck.tags import note_tags
from nnexport.diagnostics import Diagnostic, Span
from nnexport.exporters.anki.decks import anki_deck_name, section_deck_names
from nnexport.exporters.anki.html import Html, render_markdown, render_question
from nnexport.exporters.anki.media import FindPacked, PackedMedia
from nnexport.exporters.anki.shield import escape_text
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

    subdeck: str = ""
    """The part of ``deck_name`` that is the section's; empty in the deck itself."""

    deletions: tuple[LockedDeletion, ...] = ()
    """Of a cloze note: what the lock is to remember of their numbers."""


_SPARE_FIELDS = ("",) * 5
_HELP = {
    "NN302": "Look at the card; reword the text if it matters.",
    "NN303": "Write the answer, or add `skip: true`.",
    "NN304": "Put it into the answer if it matters.",
}


_CHUNK = 250_000
"""Characters that one process renders at a time: about a twentieth of a second."""

_CHUNKS_THAT_PAY = 15
"""For one more process: to start it takes as long as a few chunks, on some systems."""


def render_notes(
    deck: Deck, media: DeckMedia = NO_MEDIA, lock: Lock | None = None, jobs: int = 1
) -> tuple[tuple[RenderedNote, ...], tuple[Diagnostic, ...]]:
    """Return the notes of the package in deck order.

    ``media``: the files that the deck names; those that were not found were reported already.
    ``lock``: what it remembers of the numbers of cloze deletions counts. Without it, they are
    numbered as for the first time. ``jobs``: processes that a large deck may take; the result is
    the same with any number.

    Errors: NN302 and NN304 for what a card cannot show, NN303 for each note that is left out
    because it has no question or no answer.
    """
    chunks = list(split_into_chunks(deck.exported_notes, _count_characters, _CHUNK))
    jobs = min(jobs, len(chunks) // _CHUNKS_THAT_PAY)
    known = {each.id: each.deletions for each in (lock.notes if lock else ()) if each.deletions}
    context = replace(deck, notes=()), PackedMedia(media), known
    parts = map_chunks(_render_chunk, context, chunks, jobs)
    problems = dict.fromkeys(problem for _, found in parts for problem in found)
    return tuple(note for notes, _ in parts for note in notes), tuple(problems)


def _count_characters(note: Note) -> int:
    texts = (variant.text for variant in note.variants)
    return len(note.question) + len(note.answer) + sum(map(len, texts))


_Known = Mapping[NoteId, tuple[LockedDeletion, ...]]


def _render_chunk(
    context: tuple[Deck, PackedMedia, _Known], notes: Sequence[Note]
) -> tuple[list[RenderedNote], list[Diagnostic]]:
    """Return some notes as the package holds them; the deck itself has none here."""
    deck, packed, known = context
    name, subdecks = anki_deck_name(deck), section_deck_names(deck)
    titles = {section.id: escape_text(section.title) for section in deck.sections}
    rendered: list[RenderedNote] = []
    problems: list[Diagnostic] = []
    for note in notes:
        # A reworded question goes on with the history of the one that it was.
        history = note.was or note.id
        used: set[str] = set()
        find = packed.finder((note.id, 0), used)
        cloze = None
        if deck.cards_of(note) == "cloze":
            cloze = _render_cloze(note, known.get(history, ()), problems, find)
        kind = "cloze" if cloze else "basic"
        texts = cloze.texts if cloze else _render_basic(note, problems, find)
        if not texts:
            continue
        variants = _render_variants(deck, note, problems, packed, used)
        deck_name = subdecks.get(note.section, name) if note.section else name
        section = titles.get(note.section, escape_text(note.section)) if note.section else ""
        source = escape_text(" · ".join(_source_titles(deck, note)))
        rendered.append(
            RenderedNote(
                id=history,
                guid=derive_guid(deck.id, kind, history),
                kind=kind,
                fields=(*texts, variants, section, source, *_SPARE_FIELDS),
                tags=note_tags(deck, note),
                deck_name=deck_name,
                media=tuple(sorted(used)),
                subdeck=deck_name[len(name) + 2 :],
                deletions=cloze.deletions if cloze else (),
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


def _render_basic(
    note: Note, problems: list[Diagnostic], find: FindPacked
) -> tuple[str, str] | tuple[()]:
    """Return the fields Question and Answer; none if the note is left out."""
    question = render_question(note.question, find=find)
    if not re.sub("<(?!img )[^>]*>", "", question.html).strip():  # Anki would show an empty front.
        problems.append(_problem("NN303", note, "no question: the note is not in the package"))
        return ()
    if not note.has_answer:
        problems.append(_problem("NN303", note, "no answer: the note is not in the package"))
        return ()
    answer = render_markdown(embolden_labels(parse_blocks(note.answer)), find=find)
    _report(note, question, problems)
    _report(note, answer, problems)
    return question.html, answer.html


@dataclass(frozen=True, slots=True)
class _Cloze:
    """The first two fields of a cloze note, and the numbers of its deletions."""

    texts: tuple[str, str]
    deletions: tuple[LockedDeletion, ...]


def _render_cloze(
    note: Note,
    known: tuple[LockedDeletion, ...],
    problems: list[Diagnostic],
    find: FindPacked,
) -> _Cloze | None:
    """Return the fields Text and Extra; ``None`` without a deletion.

    The answer stands below the question in Text if it has deletions itself; otherwise it is shown
    with the solution only.
    """
    read = [read_cloze(parse_blocks(text)) for text in (note.question, note.answer)]
    if not any(deletions_in(text.blocks) for text in read):
        if note.cards == "cloze":
            message = "no cloze deletion, {{c1::…}} or ==…==, in it; exported as a basic note"
            problems.append(_problem("NN302", note, message))
        return None
    faults = dict.fromkeys(fault.message for text in read for fault in text.faults)
    problems.extend(_problem("NN302", note, message) for message in faults)
    numbered = number_deletions([text.blocks for text in read], known)
    question = render_question(numbered.texts[0], cloze=True, find=find)
    answer = render_markdown(embolden_labels(numbered.texts[1]), cloze=True, find=find)
    _report(note, question, problems)
    _report(note, answer, problems)
    text = f'<div class="question">{question.html}</div>' if question.html else ""
    if answer.deletions:
        text = f'{text}\n<div class="answer">{answer.html}</div>'.strip()
        return _Cloze((text, ""), numbered.remembered)
    return _Cloze((text, answer.html), numbered.remembered)


def _render_variants(
    deck: Deck, note: Note, problems: list[Diagnostic], packed: PackedMedia, used: set[str]
) -> str:
    """Return each answer as received, under its source; empty if that says nothing new.

    Their sounds stay out: Anki would play them all, one after the other, behind the answer's own.
    """
    variants = [(n, each) for n, each in enumerate(note.variants, start=1) if each.text.strip()]
    if not variants or (len(variants) == 1 and variants[0][1].text.strip() == note.answer.strip()):
        return ""
    parts = []
    for number, variant in variants:
        silent: set[str] = set()
        find = packed.finder((note.id, number), used, silent)
        text = render_markdown(variant.text, find=find)
        _report(note, text, problems)
        title = deck.source_title(variant.place.source)
        message = f"a sound in the answer of {title} is not played"
        problems.extend(_problem("NN304", note, message) for _ in silent - used)
        origin = f'<div class="from" dir="auto">{escape_text(title)}</div>'
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
