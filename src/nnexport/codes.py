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

_READING = {
    "NN001": Code(
        "file-missing",
        "error",
        "A source that was named, or that the deck lists, is not there.",
        "Its questions would silently disappear from the deck.",
        "sources:\n  - id: answers-a\n    path: sources/answers-a.txt   # no such file",
        "Put the file back, correct the path, or take the source out with `nnexport ingest "
        "--remove ID`.",
    ),
    "NN002": Code(
        "file-unreadable",
        "error",
        "A source cannot be read: the system does not allow it, it is a folder without any text, "
        "or a deck lists it outside of its own folder.",
        "Nothing of it can be taken over.",
        "$ nnexport ingest empty-folder/ --into deck.yaml",
        "Check its permissions, or name the files themselves.",
    ),
    "NN003": Code(
        "file-empty",
        "error",
        "A source has no text in it.",
        "An empty file is nearly always a failed download or copy.",
        "$ : > answers.txt; nnexport ingest answers.txt --into deck.yaml",
        "Save the text into the file again.",
    ),
    "NN004": Code(
        "file-binary",
        "error",
        "A source holds NUL bytes and is no text in UTF-16: it is a picture, an archive or a "
        "program.",
        "Reading it as text would give rubbish questions.",
        "$ nnexport ingest photo.txt --into deck.yaml",
        "Save it as plain text or Markdown first.",
    ),
    "NN005": Code(
        "encoding-unknown",
        "error",
        "A source is not encoded in UTF-8, and no other known encoding makes sensible text of it; "
        "the first byte that is no UTF-8 is named.",
        "A wrong encoding turns letters into others.",
        "b'\\x12\\xfe\\x07\\xd8\\x9d'",
        "Save the file as UTF-8, for example with `iconv -f ENCODING -t UTF-8`.",
    ),
    "NN006": Code(
        "format-unknown",
        "error",
        "No reader takes files with this ending.",
        "A wrong reader would cut the text in the wrong places.",
        "$ nnexport ingest answers.xyz --into deck.yaml",
        "Save it as one of the endings that the message names, such as .md or .html.",
    ),
    "NN007": Code(
        "copy-changed",
        "error",
        "A file from outside of the deck's folder was copied into it before, and that copy was "
        "changed since then.",
        "Copying the file again would undo the corrections in the copy.",
        "$ nnexport ingest ../answers.txt --into deck.yaml   # sources/answers.txt was corrected",
        "Go on with the copy: name it instead of the file. To take the file, delete the copy.",
    ),
    "NN008": Code(
        "encoding-guessed",
        "info",
        "A source is not encoded in UTF-8. It was read in the encoding named: the one of its "
        "byte-order mark, or the one that makes the most likely text of it.",
        "In a wrong encoding, letters turn into others: `Cafй` for `Café`.",
        "b'caf\\xe9'    # Windows-1252",
        "Nothing, if the letters in the deck are right. If not, save the source as UTF-8 in an "
        "editor that lets you choose the encoding to read it in, or with `iconv`.",
    ),
    "NN009": Code(
        "not-converted",
        "error",
        "A document could not be turned into text: the program for it is missing, it stopped with "
        "an error, took too long, or the text is too large.",
        "Nothing of the document can be taken over.",
        "$ nnexport ingest answers.docx --into deck.yaml",
        "Install what is named, such as `pip install 'nnexport[convert]'`, or save the document "
        "as Markdown or plain text.",
    ),
    "NN010": Code(
        "shape-found",
        "info",
        "How the reader understood the document: how many questions and answers, in which shape.",
        "If it understood it wrongly, this line shows it first.",
        "questions and answers in 5 blocks: 50 questions, 50 answers",
        "Nothing to do.",
    ),
    "NN011": Code(
        "question-missing",
        "warning",
        "An answer stands in the source, but no question with its number.",
        "Without its wording it goes to the question of that number that another source gives, "
        "if the two fit; otherwise it is kept as a note without a question, not exported.",
        "1. What is a cell?\n\n1. The unit of life.\n2. It makes energy.   # no question 2",
        "Add the question to the source, or write it into the deck.",
    ),
    "NN012": Code(
        "answer-missing",
        "warning",
        "A question has no answer in this source.",
        "A card without an answer teaches nothing; it is kept out of Anki until there is one.",
        "1. What is a cell?\n2. What is a membrane?\n\n1. The unit of life.",
        "Write the answer, or take another source that has it.",
    ),
    "NN013": Code(
        "answer-truncated",
        "warning",
        "An answer stops in the middle of a sentence, or on an empty bullet.",
        "The rest was lost when the text was copied. Where another source answers the question "
        "too, the broken tail is left out of the merged answer; the variant keeps it.",
        "3. Enzymes speed up reactions. They do so by lowering the",
        "Complete the source, or accept it: `accept: [NN013]` at the question.",
    ),
    "NN014": Code(
        "boundary-moved",
        "warning",
        "An answer begins on another line than its printed number says.",
        "A number sometimes stands on the wrong line. The text on both sides was compared with "
        "the questions before and after, and fits better this way.",
        "1. Osmosis …\n- Salt: …\n2. Pressure: in osmosis, …   # still answer 1\n"
        "- Diffusion is …             # answer 2",
        "Look at both answers. If the move is wrong, put the number on the right line.",
    ),
    "NN015": Code(
        "question-joined",
        "info",
        "A question was broken over a blank line and was joined again.",
        "Copying from a chat or a PDF breaks lines in odd places.",
        "4. Discuss the impact\n\n of light on growth.",
        "Nothing to do, if the joined question is right.",
    ),
    "NN016": Code(
        "text-dropped",
        "info",
        "A piece of the source is neither question nor answer and was left out, with the reason.",
        "Nothing leaves without a word: every character is in the deck or in one of these lines.",
        "- - -     # a rule",
        "Nothing to do; if it belongs to an answer, put it back in the deck.",
    ),
    "NN017": Code(
        "number-unexpected",
        "warning",
        "A number repeats, runs backwards or skips in a list of questions or answers.",
        "Often a line was lost or copied twice.",
        "1. What is a cell?\n3. What is an organ?",
        "Check the source around the place. Numbers are labels only; the deck keeps its order.",
    ),
    "NN018": Code(
        "text-outside",
        "warning",
        "Text before the first question, or between the parts, belongs to no question.",
        "It was left out of the deck, and it may be something that you want.",
        "Here are the answers you asked for:\n\n1. What is a cell?",
        "Nothing to do if it is not needed; otherwise move it below a question.",
    ),
    "NN019": Code(
        "nothing-found",
        "error",
        "The reader found no question and no answer in the source.",
        "Going on would give an empty deck.",
        "Just some prose without any numbers.",
        "Number the questions (`1. …`), or put each into a heading (`## …`).",
    ),
    "NN020": Code(
        "answer-filler",
        "warning",
        "An answer says nothing about its question: an assistant declines, or it is placeholder "
        "text.",
        "Such a text looks like an answer and would be learned as one.",
        "3. As an AI language model, I cannot answer this question.",
        "Write an answer, or take another source that has one.",
    ),
    "NN023": Code(
        "format-broken",
        "error",
        "The file is not what its ending says, or its reader cannot tell the parts of it apart: a "
        "notebook that is no JSON, a table whose columns have no names.",
        "Guessing would give rubbish questions.",
        "Hund,dog,Tier\nKatze,cat,Tier      # three columns without names",
        "Open the file in the program that it comes from and save it again; in a table, name the "
        "columns in the first row: question, answer.",
    ),
    "NN024": Code(
        "row-uneven",
        "warning",
        "A row of a table has more cells than the table has columns.",
        "As a rule a comma in a text was taken for the end of its cell, so that question and "
        "answer are cut at the wrong place.",
        "question,answer\nWhat is red, green and blue light?,White light.",
        "Put the cell into double quotes, or save the table with tabs between the cells.",
    ),
    "NN025": Code(
        "bytes-damaged",
        "warning",
        "Some bytes of a source do not fit its encoding; the first place is named. In a UTF-8 "
        "file such a byte is read as Windows-1252 has it, because it was probably pasted from "
        "there; where that fails it becomes the sign �.",
        "A letter may be wrong or missing, for example where a copy broke off.",
        "b'Gr\\xc3\\xb6\\xc3\\x9fe, caf\\xe9'    # UTF-8, then one byte of Windows-1252",
        "Correct the place in the source and save it as UTF-8, or copy the source again.",
    ),
    "NN026": Code(
        "files-skipped",
        "info",
        "A folder was named as a source; these files in it were left out, with the reason.",
        "If one of them has questions, they are not in the deck.",
        "notes: skipped 2 files: logo.png (no reader for .png), empty.txt (the file is empty)",
        "Nothing to do; if you want a file, save it in a format that is read, or name it itself.",
    ),
    "NN027": Code(
        "picture-not-copied",
        "warning",
        "A source is copied into the deck's folder, and a picture or sound that it names is not: "
        "its place below `sources/` holds another file.",
        "The text is shown with the file that is there.",
        "$ nnexport ingest ~/notes/b.md --into biology.yaml     # names 1.png, as a.md did",
        "Delete the file there if this one is newer; rename one of two that differ.",
    ),
}

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
        "![a picture](cell.png)     # in a PDF",
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
        "A picture or sound that the text names is not put into the output: a PDF prints the "
        "description of a picture, and a card plays no sound of the sources' answers.",
        "The text around it may speak of it.",
        "![a picture](cell.png)     # in a PDF",
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
    {**_READING, **_MERGING, **CHECKING, **_EXPORTING, **ANKI, **PRINT}
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
