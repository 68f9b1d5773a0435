"""The codes of sheets to print."""

from __future__ import annotations

from nnexport.code_entry import Code

PRINT = {
    "NN350": Code(
        "answer-on-several-cards",
        "warning",
        "An answer does not fit on one flashcard, not even in the smallest type, and goes on over "
        "several ones: each says which part it is, and all have the question on their front. A "
        "question that does not fit goes on in the same way.",
        "A card that takes long to read is hard to learn.",
        "question 12: its answer goes on over 2 cards",
        "Shorten the answer, split the question, or print larger cards: --card a6.",
    ),
    "NN360": Code(
        "answer-shortened",
        "warning",
        "To fit on the pages that --pages allows, answers are printed as the shortest source gives "
        "them. The smallest type was tried before; the answers that gain most are shortened first.",
        "The deck says more than the sheet.",
        "to fit on 2 pages, 2 answers are printed as the shortest source has them: questions 4, 17",
        "Allow more pages, take larger paper, or print fewer questions with --only.",
    ),
    "NN361": Code(
        "pages-too-few",
        "warning",
        "The cheat sheet does not fit on as few pages as --pages asks for, not in the smallest "
        "type and with the shortest answers either; it is printed on as few as it takes.",
        "It is longer than what was asked for.",
        "50 questions do not fit on 1 page: in the smallest type they take 3",
        "Allow more pages, take larger paper, or print fewer questions with --only.",
    ),
    "NN362": Code(
        "sheet-empty",
        "warning",
        "The deck has no question that is printed, so the sheet is empty.",
        "Paper with a title alone is of no use.",
        "questions: []",
        "Write a question, read a source with `nnexport ingest`, or take `skip: true` away.",
    ),
}
