"""The codes NN2xx, of checking a deck: what ``nnexport explain`` prints of them."""

from __future__ import annotations

from nnexport.code_entry import Code

CHECKING = {
    "NN201": Code(
        "yaml-syntax",
        "error",
        "The file is not valid YAML.",
        "It cannot be read at all from there on.",
        "deck:\n  title: 'Biology",
        "Correct the line; quotes and indentation are the usual causes.",
    ),
    "NN202": Code(
        "key-unknown",
        "error",
        "A key that a deck does not have.",
        "A misspelt key would be silently without effect.",
        "- id: cell\n  anwser: …",
        "Correct the spelling or delete the line.",
    ),
    "NN203": Code(
        "key-twice",
        "error",
        "A key stands twice in the same place.",
        "YAML would keep one of the two without saying which.",
        "- id: cell\n  answer: one\n  answer: two",
        "Delete one of them.",
    ),
    "NN204": Code(
        "key-missing",
        "error",
        "A key that a deck, a question or a variant must have is not there.",
        "Without it the rest has no meaning.",
        "questions:\n  - answer: …     # no question",
        "Add the key.",
    ),
    "NN205": Code(
        "value-wrong",
        "error",
        "A value is of the wrong kind: a list where text is wanted, a word where a yes or no is.",
        "It cannot be used as it stands.",
        "tags: biology     # a list: [biology]",
        "Write it as the message says.",
    ),
    "NN206": Code(
        "yaml-feature",
        "error",
        "An anchor, an alias or a tag of YAML, which decks do not use.",
        "An alias changes two places at once, a tag changes what a value is; both surprise.",
        "answer: *same",
        "Write the text out.",
    ),
    "NN207": Code(
        "id-twice",
        "error",
        "Two questions, sections or sources have the same id, or two sources the same file.",
        "A note's history in Anki hangs on its id; two notes would share one.",
        "- id: cell\n- id: cell",
        "Change one of them: the newer one, if one is already in Anki.",
    ),
    "NN208": Code(
        "id-malformed",
        "error",
        "An id has other characters than lower-case letters, digits, `_` and `-`, or is too long.",
        "Ids are used in file names, tags and keys.",
        "- id: What is a cell?",
        "Write something like `cell`, or delete the line to have one made.",
    ),
    "NN209": Code(
        "reference-unknown",
        "error",
        "A `section`, or the source of `best:SOURCE`, is not listed in the file.",
        "The section cannot be shown, or the best answer not be found.",
        "section: basics     # no such section",
        "Correct the name, or list it.",
    ),
    "NN210": Code(
        "question-empty",
        "error",
        "A question has no text.",
        "Anki makes no card of a note whose first field is empty.",
        "- id: cell\n  question: ''",
        "Write the question, or add `skip: true`.",
    ),
    "NN211": Code(
        "question-unanswered",
        "warning",
        "A question has no answer.",
        "It goes to paper and Markdown, not to Anki.",
        "- id: cell\n  question: What is a cell?\n  answer: ''",
        "Write the answer, or add `skip: true`.",
    ),
    "NN212": Code(
        "question-twice",
        "warning",
        "Two questions have the same text.",
        "A learner would see the same front twice.",
        "- question: What is a cell?\n- question: What is a cell?",
        "Put them together, or reword one.",
    ),
    "NN213": Code(
        "acceptance-unneeded",
        "warning",
        "A question accepts a code that is not given for it (any more).",
        "It would hide the problem if it came back.",
        "accept: [NN013]",
        "Delete the code from the list.",
    ),
    "NN214": Code(
        "version-unknown",
        "error",
        "The file was written for another version of the format.",
        "Its keys may mean something else.",
        "nnexport: 2",
        "Use a newer nnexport.",
    ),
    "NN215": Code(
        "tag-malformed",
        "error",
        "A tag has a space in it, or is empty.",
        "Anki separates tags by spaces: it would become two.",
        "tags: [cell biology]",
        "Write `cell-biology`, or `biology::cell` for a subtag.",
    ),
    "NN216": Code(
        "text-cleaned",
        "info",
        "A text had control characters or tabs that YAML cannot hold as it stands.",
        "They are not visible and break files; they are left out.",
        "a\\x00b",
        "Nothing to do.",
    ),
    "NN217": Code(
        "question-alike",
        "warning",
        "Two questions of the deck ask nearly the same; the score says how alike their words are, "
        "from 0 to 1.",
        "A learner studies one thing twice, and mixes the two up at every review.",
        "- question: Explain osmosis in plants.\n- question: Please explain osmosis in plants",
        "If they are one, put both answers into one question and delete the other. If not, paste "
        "the "
        "`different:` line of the message below `deck:`; the pair is then never named again.",
    ),
    "NN218": Code(
        "answers-contradict",
        "warning",
        "Two answers to one question say the opposite in the same words: another number of the "
        "same thing, yes and no, more and less, from A to B and from B to A.",
        "One of them is wrong, and a learner would learn both.",
        "variants:\n  - text: Water boils at 100 °C at sea level.\n"
        "  - text: Water boils at 90 °C at sea level.",
        "Find out which is right and correct `answer`; `accept: [NN218]` if both are, each in its "
        "own sense.",
    ),
    "NN219": Code(
        "answer-off-topic",
        "warning",
        "An answer names nothing of what its question asks about, and fits another question of the "
        "deck.",
        "It was probably put with the wrong question, and would be learned for it.",
        "- question: What is osmosis?\n  answer: A mitochondrion supplies the cell with energy …",
        "Compare it with the question that the message names. `accept: [NN219]` if it is right.",
    ),
    "NN220": Code(
        "answer-long",
        "info",
        "An answer fills more than two screens of a phone (about 26 lines of 40 characters each).",
        "Nobody can recall so much at once: such a card is failed again and again, or passed "
        "without "
        "knowing it.",
        "answer: |-\n  A cell has many parts. (and forty lines more)",
        "Ask for less: split it into several questions, or hide pieces of the text one by one with "
        "`cards: cloze`.",
    ),
    "NN221": Code(
        "lock-invalid",
        "error",
        "The lock file beside the deck cannot be read.",
        "It says which notes are in Anki and when they changed; without it updates would be lost.",
        "nnexport-lock: 1\nnotes: [",
        "Restore it from git or a backup. Without one, move it away and ingest again: the ids "
        "stay, but deleted questions come back and Anki takes every note as changed.",
    ),
    "NN222": Code(
        "lock-foreign",
        "error",
        "The lock file belongs to a deck with another id.",
        "Every GUID comes from the deck's id: with another one, Anki would see only new notes.",
        "deck: biology      # in the lock\nid: biology-2      # in the deck",
        "Put the old id back into the deck. If it shall be another deck, whose cards learners get "
        "beside those of the old one, delete the lock.",
    ),
    "NN223": Code(
        "answer-broken-off",
        "warning",
        "The answer in the deck stops in the middle: at a comma, at a word that needs another one, "
        "at an empty bullet, inside a bracket.",
        "Half a sentence is learned as if it were whole. NN013 says the same of a source.",
        "answer: |-\n  Enzymes speed up reactions by lowering the",
        "Complete it, or cut the broken end off.",
    ),
    "NN224": Code(
        "markup-broken",
        "warning",
        "Something was meant as Markdown and is shown as signs: emphasis or code that is never "
        "closed, a fence without an end, a link without its `)`, an address or a footnote that "
        "stands apart (`[1]: https://…`), a table whose rows do not fit, a tag without its other "
        "half, or markup of another dialect (`[!NOTE]`, `H~2~O`, `<p>`).",
        "Every output shows the signs, or leaves a cell out.",
        "answer: |-\n  **Osmosis: the movement of water.",
        "Close it, or write a backslash before a sign that is meant as it stands (`\\*`). `check "
        "--fix` closes a fence at the end of an answer.",
    ),
    "NN225": Code(
        "math-broken",
        "warning",
        "A formula cannot be typeset (a brace, `\\right` or `\\end` is missing, two exponents), "
        "a part of it is silently left out (`%`), or TeX stands outside of dollars.",
        "Anki shows an error, or the signs of TeX, in place of the formula.",
        "$\\frac{1}{2$        # } is missing\n$\\left( x$         # \\right) is missing\n"
        "$5 each and 10$     # no formula, but money: write \\$5",
        "Correct the formula. Formulas stand between `$…$` or `$$…$$` without blanks beside the "
        "signs; money is `\\$5`.",
    ),
    "NN226": Code(
        "picture-missing",
        "warning",
        "A picture or sound that a source names is not there, neither beside the deck nor beside "
        "the source; or its name is written in other letters (`Cell.PNG`, `cell.png`).",
        "The card shows its description. What you write into the deck by hand must be there: that "
        "is NN238.",
        "![a cell](pictures/cell.png)     # no such file",
        "Put the file there, or correct the path, which begins at the folder of the source or at "
        "the deck's.",
    ),
    "NN227": Code(
        "picture-elsewhere",
        "warning",
        "A picture or sound has a web address, or a source names it by an absolute path or one "
        "that leads out of the deck's folder.",
        "Nothing is fetched and nothing outside of the folder is read: the card shows its "
        "description. Pages change, and a card must work without a network.",
        "![a cell](https://example.org/cell.png)",
        "Save the picture in the deck's folder and write its path from there.",
    ),
    "NN228": Code(
        "cloze-broken",
        "warning",
        "A cloze deletion hides nothing: the note has `cards: cloze` and no deletion, a deletion "
        "without its end or across the border of an element, one that is misspelt, or it has one "
        "and no `cards: cloze`.",
        "Anki shows the braces, or makes no card.",
        "question: The capital of France is {{c1::Paris}.\ncards: cloze     # one } is missing",
        "Write `==hidden==`, `{{c1::hidden}}` or `{{c1::hidden::hint}}`, numbered from 1 to 500, "
        "and `cards: cloze`.",
    ),
    "NN229": Code(
        "tag-changed",
        "warning",
        "A tag does not arrive in Anki as it is written: it has signs that become hyphens, nothing "
        "of it is left, it falls together with another tag, or Anki gives it a meaning of its own "
        "(`marked`, `leech`).",
        "A search for the tag finds nothing, or too much.",
        "tags: ['biology,cell', marked]",
        "Use letters, digits and `_ . + -`, and `::` for a subtag; write several tags as a list.",
    ),
    "NN230": Code(
        "deck-id-shared",
        "warning",
        "Another deck in the same folder has the same `id` and is another deck by its title.",
        "GUIDs come from the ids of deck and question. Where both decks have a question of the "
        "same "
        "id, importing one overwrites the note of the other, with its history.",
        "deck:\n  id: biology       # copied from biology.yaml\n  title: Chemistry",
        "Give the deck that is not yet in Anki an id of its own.",
    ),
    "NN231": Code(
        "pair-unknown",
        "warning",
        "A pair under `same` or `different` has no effect: an id that no question has, twice the "
        "same id, a pair that stands there twice, or under both keys.",
        "The doubt that it settled comes back; often an id was misspelt.",
        "different:\n  - [osmosis, osmosys]     # no such question",
        "Correct the id, or delete the line.",
    ),
    "NN232": Code(
        "tag-twice",
        "info",
        "A tag stands twice in one list; capital and small letters are the same for Anki.",
        "The second one has no effect.",
        "tags: [cell, Cell]",
        "Delete one; `check --fix` does.",
    ),
    "NN233": Code(
        "answer-placeholder",
        "warning",
        "In place of an answer stands a mark that one is to be written.",
        "It would become a card whose back says “TODO”.",
        "answer: TODO",
        "Write the answer, or leave it empty: then the question stays out of Anki.",
    ),
    "NN234": Code(
        "answer-repeated",
        "warning",
        "Two questions have the same long answer, word for word.",
        "One of the two was probably copied by mistake and answers the other question.",
        "- question: What is osmosis?\n  answer: (one text)\n- question: What is diffusion?\n"
        "  answer: (the same text)",
        "Correct one of them, or make one question of both.",
    ),
    "NN236": Code(
        "answer-endless",
        "warning",
        "An answer fills more than six screens of a phone.",
        "That is a chapter, not an answer: nobody can review it, and it will be failed for ever.",
        "answer: |-\n  A cell has many parts. (and a hundred lines more)",
        "Split it into several questions, or keep it out of Anki with `skip: true` and write "
        "questions about it.",
    ),
    "NN237": Code(
        "subject-unnamed",
        "info",
        "A long answer names nothing of what its question asks about: no word of it, no synonym, "
        "no "
        "abbreviation.",
        "It may be the answer to another question. Many good answers are of this kind, though.",
        "- question: What is osmosis?\n  answer: Plants take up light with their leaves … (thirty "
        "words)",
        "See whether it belongs to the question; nothing to do if it does.",
    ),
    "NN238": Code(
        "media-missing",
        "error",
        "The deck names a picture or sound that is not there, and no source does.",
        "The card would lack it, and learners would lose it with the next update.",
        "answer: |-\n  ![a cell](pictures/cel.png)     # cell.png is meant",
        "Put the file there, or correct the path, which begins at the deck's folder.",
    ),
    "NN239": Code(
        "media-refused",
        "error",
        "What a text names as a picture or sound must not go into a package: it leads out of the "
        "deck's folder, is a folder or a device, cannot be read, is of a kind that Anki does not "
        "show, is something else than its name says, or is an SVG that does more than draw "
        "(scripts, other files, web pages).",
        "A text from elsewhere could put any file of yours into a package that you give away, or a "
        "program into the cards of others.",
        "![a cell](../../private/key.png)",
        "Put a picture (PNG, JPEG, GIF, WebP, AVIF, BMP, SVG) or a sound (MP3, WAV, Ogg, Opus, "
        "FLAC, AAC, MP4, WebM) into the deck's folder. Save an SVG as a plain one, or as PNG.",
    ),
    "NN240": Code(
        "media-large",
        "warning",
        "A picture or sound has more than 20 MB.",
        "Every phone has to load and keep it; Anki syncs no file of more than 100 MB.",
        "![the lecture](lecture.mp4)     # 512 MB",
        "Make it smaller, or cut out what the card needs.",
    ),
    "NN241": Code(
        "sound-unknown",
        "info",
        "A text has Anki's mark for a sound, and there is no such file; the mark is shown as text.",
        "It may be a text about Anki. If the sound is to be played, its file is missing.",
        "answer: |-\n  hola [sound:hola.mp3]     # no such file",
        "Put the file beside the deck, or nothing.",
    ),
    "NN245": Code(
        "cloze-number-skipped",
        "info",
        "The numbers of a note's cloze deletions leave one out.",
        "Anki does not mind; but a deletion may have been lost, or a number misspelt.",
        "question: '{{c1::Osmosis}} needs a {{c3::membrane}}.'",
        "Nothing, if it is on purpose: to renumber them would move the history of cards that "
        "learners have.",
    ),
    "NN246": Code(
        "cloze-unmarked",
        "info",
        "The deck has `cards: cloze`, and some of its questions have no deletion: they get basic "
        "cards. (If none has one, that is NN228.)",
        "A mark may have been forgotten. Adding one later makes a new note in Anki, beside the old "
        "one with its history.",
        "deck:\n  cards: cloze\nquestions:\n  - question: What is osmosis?\n"
        "    answer: Water moves.",
        "Mark what to hide, `==Water== moves`, or write `cards: basic` at the question.",
    ),
    "NN247": Code(
        "comment-in-text",
        "warning",
        "A question or an answer without quotes goes on behind a `#`, where YAML begins a comment.",
        "What stands behind the sign is in no output.",
        "question: What does # mean in Python?",
        "Put the text into quotes. If a comment is meant, write two spaces before the sign.",
    ),
}
