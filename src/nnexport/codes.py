"""Every diagnostic code: its name, severity and the page that ``nnexport explain CODE`` prints.

Codes never change meaning: NN0xx reading, NN1xx merging, NN2xx checking, NN3xx exporting. A code
that is no longer given stays reserved. The short name says what is wrong, not what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.anki_codes import ANKI
from nnexport.checking_codes import CHECKING
from nnexport.code_entry import Code
from nnexport.print_codes import PRINT
from nnexport.reading_codes import READING

_MERGING = {
    "NN101": Code(
        "match-uncertain",
        "warning",
        "Two sources ask nearly the same question; they were put together.",
        "If they are two questions, one note now holds the answers of both.",
        "a: What is a light dependent resistor?\nb: What is an LDR?",
        "Paste one of the two lines of the message below `deck:`: `different: [[one, other]]` "
        "takes them apart, `same: [[one, other]]` keeps them together; either holds for ever.",
    ),
    "NN102": Code(
        "matched-by-number",
        "info",
        "An answer without a question text was put with the question of its number.",
        "The number alone decides little, so the answer was also compared with the question.",
        "11. The exploding gradient problem …   # the source has no question 11",
        "Nothing to do, if the answer is about the question.",
    ),
    "NN103": Code(
        "note-removed",
        "warning",
        "A question that the sources gave before is no longer in them. Nothing is said of one that "
        "`same` has joined with another.",
        "Anki keeps the note and its history. If the question was only reworded, a `was:` line at "
        "the new one keeps the history with it.",
        "- id: what-is-a-cell\n  was: define-a-cell",
        "Paste the `was:` line, or leave it if the question is really gone.",
    ),
    "NN104": Code(
        "answer-kept",
        "warning",
        "A source says something new to a question whose answer was edited by hand. The answer "
        "stays; the sentences that it does not have are named, once.",
        "A hand edit is never overwritten, and nothing new should pass unseen.",
        "new in answers-b:40, not in your text: “It also evens out the gradients.”",
        "Add what you like to the answer; the variant has it all. Delete the `answer` key to have "
        "a new one made.",
    ),
    "NN105": Code(
        "variant-edited",
        "info",
        "A variant was changed by hand; it stays and is marked `edited: true`.",
        "Variants record what a source said, so they are normally written by `ingest` only.",
        "variants:\n  - from: a:5\n    edited: true",
        "Better edit `answer`; delete the variant to have it read again.",
    ),
    "NN106": Code(
        "answers-apart",
        "warning",
        "An answer without a question text does not fit the question of its number.",
        "Putting it there would give a question a foreign answer; it is kept as a note without a "
        "question, marked `skip: true`.",
        "7. The capital is Rome.   # question 7 elsewhere: What is a cell?",
        "Write its question and delete the `skip` line, or delete the note.",
    ),
    "NN107": Code(
        "tail-cut",
        "info",
        "The broken end of a truncated answer was left out of the merged answer.",
        "A half sentence is worse than none; the variant still shows it.",
        "It is fast because it allo",
        "Nothing to do; complete the source if you can.",
    ),
    "NN108": Code(
        "question-repeated",
        "warning",
        "A source asks the same question twice.",
        "A learner would see the same front twice, so both answers are variants of one note.",
        "3. What is a cell?\n…\n8. What is a cell?",
        "Reword one of the two if they mean different things, or put each into its own section.",
    ),
    "NN109": Code(
        "question-deleted",
        "info",
        "A source has a question that was deleted from the deck by hand; it stays out.",
        "A question that comes back with each reading could never be deleted.",
        "3. What is a cell?   # its lines were deleted from the deck",
        "Nothing to do. To have it again, write the question into the deck, with its old `id`.",
    ),
    "NN110": Code(
        "notes-alike",
        "warning",
        "Two notes from different sources ask the same, as after a merge of two branches that each "
        "added it. They become one note, unless Anki knows both.",
        "A learner would see one question twice; of two notes in Anki, one would lose its history.",
        "- id: osmosis\n- id: process-osmosis",
        "List both under `deck: same:` to keep the first alone, or under `deck: different:`.",
    ),
    "NN111": Code(
        "sides-mixed",
        "warning",
        "After a git merge of which both sides were kept, an answer that was edited by hand may "
        "hold what either side made of it.",
        "What a person wrote is never thrown away, so it may say something twice now.",
        "answer: |-\n  Osmosis moves water.\n  Osmosis is the movement of water.",
        "Read the answer and make one of it; or delete the `answer` key to have a new one made.",
    ),
    "NN112": Code(
        "merge-unfinished",
        "error",
        "The deck or its lock holds both sides of a git merge: lines of one question twice, or "
        "git's conflict marks.",
        "What the question says now is not decided; an output would show half of it, or all of it "
        "twice.",
        "  osmosis:\n    generated: {answer: 17304fef}\n    generated: {answer: 203dac2b}",
        "Run `nnexport ingest --into DECK.yaml`: keeping both sides is right, and it puts them "
        "together.",
    ),
    "NN113": Code(
        "sides-united",
        "info",
        "The deck or its lock held both sides of a git merge; `ingest` put them together.",
        "What was read is not what stood in the file, line by line.",
        "$ git merge other; nnexport ingest --into deck.yaml",
        "Nothing to do; look at `git diff` before you commit.",
    ),
}

_EXPORTING = {
    "NN301": Code(
        "glyph-missing",
        "warning",
        "No font has a character; a replacement sign is printed.",
        "The printed text would be incomplete without a word about it.",
        "𓀀",
        "Use another character, or a font that has it.",
    ),
    "NN302": Code(
        "block-unsupported",
        "warning",
        "A piece of Markdown that this format cannot show as it is; it is shown in a simpler form.",
        "The output differs from what the Markdown says.",
        "$\\mycommand{x}$     # in a PDF",
        "Look at the output; reword it if it matters.",
    ),
    "NN303": Code(
        "note-left-out",
        "info",
        "A question without an answer was left out of the Anki package.",
        "A card without a back teaches nothing.",
        "- question: What is a cell?\n  answer: ''",
        "Write the answer.",
    ),
    "NN304": Code(
        "media-left-out",
        "warning",
        "A picture or sound that the text names is not put into the output: of a picture that is "
        "not there or cannot be printed, a PDF has the description, and a card plays no sound of "
        "the sources' answers.",
        "The text around it may speak of it.",
        "![a picture](cell.svg)     # in a PDF",
        "Describe it in words; put a sound into the answer.",
    ),
    "NN310": Code(
        "cloze-renumbered",
        "warning",
        "A cloze deletion that was exported before has another number now.",
        "Anki knows the cards of a note by their numbers: the history of the old number goes on "
        "with whatever has it now.",
        "question: '{{c1::Water}} passes a {{c2::membrane}}.'      # before: {{c1::membrane}}",
        "Give the old number back, and a new deletion the next free one; or write `==…==`, which "
        "keeps its number by itself.",
    ),
    "NN311": Code(
        "cloze-emptied",
        "info",
        "A cloze deletion that was exported before is gone.",
        "Its card stays in Anki, empty, until it is deleted there.",
        "answer: Water passes a membrane.      # before: ==Water== passes a ==membrane==.",
        "Nothing here; in Anki, Tools ▸ Empty Cards deletes such cards.",
    ),
    "NN312": Code(
        "deck-stays",
        "warning",
        "Notes that were exported before belong to another subdeck now: `subdecks` was switched on "
        "or off, or a section or its title was changed.",
        "Anki never moves a card that it has. Only who imports the deck for the first time has the "
        "notes there.",
        "deck:\n  subdecks: true      # new",
        "Move the cards in Anki's browser, with Cards ▸ Change Deck; the message says how to find "
        "them.",
    ),
}

CODES: Mapping[str, Code] = MappingProxyType(
    {**READING, **_MERGING, **CHECKING, **_EXPORTING, **ANKI, **PRINT}
)


def explain_code(code: str) -> str:
    """Return the page of a code: what it means, why it matters, an example, how to fix it.

    Errors: ``KeyError`` if there is no such code.
    """
    entry = CODES[code]
    example = "\n".join(f"    {line}" for line in entry.example.splitlines())
    return (
        f"{code} {entry.name} ({entry.severity})\n\n{entry.means}\n\n"
        f"Why it matters: {entry.why}\n\nExample:\n\n{example}\n\nHow to fix it: {entry.fix}\n"
    )
