"""What is not sure about who is who: said with both texts, the score, and a line to settle it."""

from __future__ import annotations

from collections.abc import Iterator

from nnexport.deck.document import Document, Entry, NoteId
from nnexport.deck.identity import derive_id
from nnexport.deck.lock import hash_text
from nnexport.deck.question import question_title, shorten_title
from nnexport.diagnostics import Diagnostic
from nnexport.merging.drafts import Draft
from nnexport.merging.placing import Placing
from nnexport.merging.questions.likeness import CERTAIN, likeness
from nnexport.merging.questions.wording import Wording, is_fuller, word_question


def doubts(placing: Placing) -> Iterator[Diagnostic]:
    """Yield NN101 for what was put together without being certain.

    It is found in what came out, not on the way there: so it is said again with every reading until
    ``same`` or ``different`` settles it. What stayed apart though it is near the checks of the deck
    find (NN217).
    """
    for draft in placing.drafts:
        if not draft.is_deleted and len(draft.entries) > (draft.note is None):
            yield from _uncertain(placing, draft)


def _uncertain(placing: Placing, draft: Draft) -> Iterator[Diagnostic]:
    """Yield what was put into a draft though its text is not surely that of the others."""
    if draft.note is not None and draft.locked is not None:
        written = draft.locked.generated.question
        if draft.note.question and hash_text(draft.note.question) != written:
            return  # A person reworded it: the sources ask what they asked.
    title = draft.question
    wordings = {title: word_question(title)} if title else {}
    for document, entry in draft.entries:
        if not entry.question or entry.question in wordings:
            continue
        wording = word_question(entry.question)
        score = max((_sureness(wording, known) for known in wordings.values()), default=1.0)
        wordings[entry.question] = wording
        if score >= CERTAIN or placing.is_settled(draft, entry):
            continue
        ids = draft.id or placing.id_of(draft), _id_for(placing, draft, entry)
        message = (
            f"“{shorten_title(entry.question)}” is taken for “{shorten_title(title)}”"
            f"{_place_of(placing, draft, document, entry)} (score {score:.2f})"
        )
        pair = f"[[{ids[0]}, {ids[1]}]]"
        help_line = f"if they differ, write under `deck:`: different: {pair}; if not, same: {pair}"
        yield placing.diagnostic("NN101", document, entry, message, help_line)


def _sureness(one: Wording, other: Wording) -> float:
    if is_fuller(one, other) or is_fuller(other, one):
        return 1.0
    return likeness(one, other)


def _id_for(placing: Placing, draft: Draft, entry: Entry) -> NoteId:
    """Return the id that an entry's question would have by itself."""
    taken = placing.taken | {draft.id} if draft.id else placing.taken
    title = question_title(entry.question)
    alone = derive_id(title)
    return alone if alone != placing.id_of(draft) else derive_id(title, taken)


def _place_of(placing: Placing, draft: Draft, document: Document, entry: Entry) -> str:
    """Return where the question stands that an entry was put with, if another source asks it."""
    for other, each in draft.entries:
        if each is not entry and each.question == draft.question:
            return f" ({placing.paths[other.source.id]}:{each.first_line})"
    return ""
