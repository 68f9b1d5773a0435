"""The codes of updates: what an export does to histories, and what the real Anki finds in it."""

from __future__ import annotations

from nnexport.code_entry import Code

ANKI = {
    "NN320": Code(
        "stamp-in-future",
        "warning",
        "A note's last change is dated after today: the clock of a computer that built the deck, "
        "or SOURCE_DATE_EPOCH, was ahead.",
        "Until that day, every import of the package overwrites what a learner edited in the note.",
        "mod: 2031-01-01T00:00:00Z",
        "Correct the clock. If nobody has the package yet, restore the lock of the last commit "
        "before it and build again; otherwise there is nothing to do but to wait.",
    ),
    "NN321": Code(
        "lock-behind",
        "warning",
        "The package that was built here before is later than the lock: the lock was restored, "
        "comes from another branch, or was lost.",
        "Anki takes only what is later. Learners who have that package keep its text where it says "
        "something else, and nobody sees it. Without any lock, every note counts as changed, and "
        "the edits of learners are overwritten.",
        "$ git checkout v1 && nnexport build biology.yaml",
        "If learners have that package, put the newer lock back and build again, or build with "
        "`nnexport anki --after PACKAGE`. Otherwise there is nothing to do.",
    ),
    "NN322": Code(
        "note-renamed",
        "warning",
        "A note says word for word what one with another id said in the last export.",
        "For Anki it is a new note: learners get the question twice, the second time without its "
        "history.",
        "- id: cells         # was `cell` so far",
        "Put the old id back, or write `was: OLD-ID` at the question.",
    ),
    "NN323": Code(
        "history-unknown",
        "warning",
        "The `was` of a question names an id that no note ever had.",
        "The question begins without a history, and the note that learners have stays behind.",
        "was: cel            # meant `cell`",
        "Correct the id. After several renamings it is the first one, which Anki knows.",
    ),
    "NN324": Code(
        "deck-renamed",
        "warning",
        "The deck has another name in Anki than in the last export.",
        "Anki finds a deck by its name and moves no card that it has: old cards and new ones are "
        "in two decks from then on.",
        "anki: Life          # was `Science::Biology` so far",
        "Put the old name back. Or tell learners to rename their deck to the new name first: then "
        "new cards join the old ones.",
    ),
    "NN325": Code(
        "lock-left-behind",
        "error",
        "There is no lock of the deck's name, but one that belongs to this deck and to no file: "
        "the deck's file was renamed without it.",
        "Without its lock, every note would count as changed, and an import would overwrite what "
        "learners edited.",
        "$ mv biology.yaml life.yaml     # and biology.lock.yaml is still there",
        "Rename the lock as well. If it is of no use any more, delete it.",
    ),
    "NN330": Code(
        "import-refused",
        "error",
        "Anki cannot import the package at all; the message is Anki's.",
        "An import is all or nothing: one bad note keeps out all others.",
        "$ nnexport verify biology.apkg",
        "Build the package again. If it is one of nnexport, report what Anki says.",
    ),
    "NN331": Code(
        "note-not-taken",
        "error",
        "Anki took a note of the package not as a new one, or the package has two notes with one "
        "GUID.",
        "Of two notes with one GUID only one is ever updated, without a word.",
        "two notes have the GUID 2Jx3JyIfTH",
        "Give the notes different ids in the deck, and build again.",
    ),
    "NN332": Code(
        "card-broken",
        "error",
        "Anki's check of a note type fails, or showing a card gives an error instead of a card.",
        "A learner sees the error at the review.",
        "{{Qestion}}     # the template names a field that there is not",
        "Build the package again with the newest nnexport.",
    ),
    "NN333": Code(
        "note-malformed",
        "error",
        "Anki's editor would refuse the note: its first field is empty, or it has cloze deletions "
        "where none belong, or lacks them where they do.",
        "Anki shows an empty front or raw signs, or makes no card of it.",
        "question: The capital is {{c1::Paris}}.     # without `cards: cloze`",
        "Correct the question in the deck.",
    ),
    "NN334": Code(
        "front-repeated",
        "warning",
        "Several notes of the package have the same first field.",
        "Anki marks them as duplicates, and a learner sees one question with two answers.",
        "- question: What is a cell?\n- question: What is a **cell**?",
        "Put them together, or reword one.",
    ),
    "NN335": Code(
        "card-empty",
        "error",
        "A note has no card, or a card shows nothing on its front.",
        "Anki offers to delete empty cards, and makes missing ones in the wrong deck when it "
        "tidies up.",
        "{{c1::}}",
        "Correct the question; each cloze number must hide something.",
    ),
    "NN336": Code(
        "collection-mended",
        "error",
        "Anki's database check found something to mend after the import.",
        "It may delete or move what it does not understand.",
        "Anki made 51 notes and 52 cards of 51 notes and 51 cards",
        "Build the package again. If it is one of nnexport, report what Anki says.",
    ),
    "NN337": Code(
        "media-unresolved",
        "error",
        "A note, or the look of the cards, uses a file that did not come with the package.",
        "The picture or sound is missing on every device.",
        '<img src="cell.png">',
        "Put the file beside the deck and build again.",
    ),
    "NN338": Code(
        "media-unused",
        "warning",
        "The package holds a file that no note uses.",
        "It is copied to all devices for nothing, and Anki offers to delete it.",
        "old-cell.png",
        "Build the package again, so that it is left out.",
    ),
    "NN340": Code(
        "review-lost",
        "error",
        "After an update, the schedule of a card or the list of reviews is not what it was.",
        "Reviews are years of a learner's work.",
        "the schedule of “What is a cell?” is not what it was",
        "Do not publish the package. Build it with the lock of the one before it.",
    ),
    "NN341": Code(
        "update-lost",
        "error",
        "What the next package says of a note did not arrive: Anki took it for older than what is "
        "there, or for another note type.",
        "The learner goes on learning the old text, and nobody sees it.",
        "“What is a cell?” still has its old text",
        "Build the package with the lock of the one before it; `nnexport diff --against` shows "
        "what is later there.",
    ),
    "NN342": Code(
        "update-repeats",
        "error",
        "After an update a note or a note type is there twice, or a second import of the same "
        "package changes something again.",
        "A learner studies everything twice.",
        "the note type came a second time, as “nnexport Basic+”",
        "Do not publish the package. Build it with the lock of the one before it.",
    ),
    "NN343": Code(
        "full-sync-forced",
        "warning",
        "After the update a learner's other devices must download the collection anew.",
        "Reviews made there and not synced yet are lost.",
        "$ nnexport verify old.apkg new.apkg",
        "Tell your learners to sync all devices before they import it.",
    ),
}
