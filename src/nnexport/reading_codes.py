"""The codes of reading: what is odd about a source, and what was left out of it."""

from __future__ import annotations

from nnexport.code_entry import Code

READING = {
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
    "NN028": Code(
        "rows-apart",
        "warning",
        "Rows of a table stand apart from it: below a line that is no row, below the number of the "
        "next question, or without any head.",
        "Whose rows they are, nobody can tell but you. They are kept where they stand, as they "
        "look, and no question is made of them.",
        "| Planet | Moons |\n|--------|-------|\n| Earth | 1 |\n2. What is a moon?\n| Mars | 2 |",
        "Put them right below the other rows of their table, or name the columns in a row above "
        "them.",
    ),
    "NN029": Code(
        "table-found",
        "info",
        "Lines of a plain text with tabs, or bars without a line of dashes, between their cells "
        "are shown as a table in an answer, the first of them as its head.",
        "If they are words and meanings, or questions and answers, each line is a question.",
        "Planet\tMoons\nEarth\t1\nMars\t2",
        "Nothing, if they are part of that answer. If not, write a row above them that names the "
        "columns: `Question` and `Answer`, with a tab or a bar between, as in the others.",
    ),
}
