"""The phrases that there are, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What sheets and pages say in one language; names in braces are filled in."""

    contents: str
    """Above the list of the questions."""

    page: str
    """The number of a page: ``{page}`` of ``{pages}``."""

    answer_on: str
    """Beside a question of the self-test, at the right: its answer is on ``{page}``. Short."""

    question_on: str
    """Below the number of an answer, in its margin: the question is on ``{page}``. Very short."""

    continued: str
    """Behind or below a number where its answer goes on."""

    no_answer: str
    also_from: str
    """Above one more answer of a question, by ``{source}``."""

    part: str
    """At the foot of a card: ``{part}`` of ``{parts}``."""

    answers: str
    """Above the answers of the self-test."""

    answer: str
    """Before the answer of a question that is longer than a line, with its colon."""

    picture: str
    """In the place of one that has no name."""

    calibration: tuple[str, str, str, str]
    """How to find out how far a printer's backs are out; the option to print with follows."""
