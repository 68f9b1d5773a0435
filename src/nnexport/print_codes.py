"""The codes of sheets to print."""

from __future__ import annotations

from nnexport.code_entry import Code

PRINT = {
    "NN350": Code(
        "answer-on-several-cards",
        "warning",
        "An answer does not fit on one flashcard, not even in the smallest type, and goes on over "
        "several ones: each says which part it is, and all have the question on their front.",
        "A card that takes long to read is hard to learn.",
        "question 12: its answer goes on over 2 cards",
        "Shorten the answer, split the question, or print larger cards: --card a6.",
    ),
}
