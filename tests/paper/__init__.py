"""A deck made to break sheets of paper: scripts and blocks by hand, long ones by code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.deck.text import clean_text

FOLDER = Path(__file__).parent
TITLE = (
    "A title of two hundred characters that no header has room for, because whoever named the deck "
    "wanted it to say what is in it, for whom it was made, in which year, and why nobody should "
    "print it at all"
)
assert len(TITLE) >= 190


@cache
def paper_deck() -> Deck:
    """Return all notes below, in sections with short and long titles."""
    groups = {
        "Scripts": read_notes("scripts"),
        "Prose, and " + "a section with a very long title " * 5: prose_notes(),
        "Blocks": (*read_notes("blocks"), *block_notes()),
        "Formulas": formula_notes(),
        "Questions of many lengths": question_notes(),
    }
    sections = tuple(Section(SectionId(f"s{at}"), title) for at, title in enumerate(groups))
    notes = [
        replace(note, section=section.id)
        for section, group in zip(sections, groups.values(), strict=True)
        for note in group
    ]
    return Deck("paper", TITLE, sections=sections, notes=tuple(notes))


def read_notes(name: str) -> tuple[Note, ...]:
    """Return the notes of one of the YAML files beside this module."""
    loaded, problems = load_deck((FOLDER / f"{name}.yaml").read_text("utf-8"), name)
    assert loaded is not None, problems
    return loaded.deck.notes


def make_note(name: str, question: str, answer: str, **more: str) -> Note:
    return Note(NoteId(name), clean_text(question), clean_text(answer), **more)  # type: ignore[arg-type]


# --- prose ---------------------------------------------------------------------------------------

_STEMS = (
    "harbour tide lantern granite orchard kettle meadow compass thunder velvet marble willow "
    "saddle copper feather glacier hammer island jungle ladder mirror needle oyster pepper"
).split()
_JOINTS = "of the and under beside a without from behind with".split()


def sentences(start: int, count: int) -> str:
    """Return sentences of 13 words, no two of them equal: each has a number of its own."""
    found = []
    for number in range(start, start + count):
        words = [
            word
            for at in range(6)
            for word in (_STEMS[(number * 7 + at * 5 + at * at) % 24], _JOINTS[(number + at) % 10])
        ]
        found.append(f"{' '.join(words).capitalize()} {number + 1000}.")
    return " ".join(found)


def prose_notes() -> tuple[Note, ...]:
    """Answers from nothing to 400 words, in one paragraph and in many, with strange numbers."""
    numbers = ("1", "", "3b", "1.2.3", "xii", "A very long number", "§ 7", "0042", "", "99")
    lengths = (1, 2, 4, 6, 8, 11, 31, 16, 5, 24)
    notes = []
    for at, (number, length) in enumerate(zip(numbers, lengths, strict=True)):
        first = at * 40
        size = 3 + at % 4
        answer = "\n\n".join(
            sentences(first + part, min(size, length - part)) for part in range(0, length, size)
        )
        question = f"Which harbour is meant by number {first + 500}?"
        notes.append(make_note(f"prose-{at}", question, answer, number=number))
    whole = make_note("prose-whole", "What is one paragraph of 400 words?", sentences(600, 31))
    return (
        *notes,
        whole,
        make_note("empty", "What has no answer?", ""),
        make_note("one-word", "Is this an answer?", "Yes."),
        make_note("hidden", "A {{c1::lantern}} over a {{c2::harbour::place}}.", "", cards="cloze"),
        make_note(
            "hidden-in-answer",
            "Complete this.",
            f"The {{{{c1::granite {sentences(700, 1)}}}}} is older than {{{{c2::$x^2$}}}} years.",
            cards="cloze",
        ),
    )  # fmt: skip


# --- blocks --------------------------------------------------------------------------------------


def block_notes() -> tuple[Note, ...]:
    """Code, tables and lists that are larger than a column."""
    return (
        make_note("code", "What are sixty lines of code?", _code(60)),
        make_note("narrow-tables", "What do three columns hold?", _table(3, 8, 4)),
        make_note("wide-tables", "What do six columns hold?", _table(6, 4, 5)),
        make_note("widest-tables", "What do twelve columns hold?", _table(12, 3, 3)),
        make_note("deep-list", "How deep is a list?", _deep_list(6)),
        make_note(
            "addresses",
            "Where does it lead?",
            f"To <https://example.org/{'a-long-path/' * 14}> and [here](https://example.org), or "
            f"to {'supercalifragilistic' * 7}, and on to {'Donaudampfschiff' * 4}fahrt.",
        ),
        make_note(
            "unseen",
            "What do soft\u00adhyphens and no\u00a0break\u00a0spaces do?",
            f"Hyphen\u00adation is al\u00adlowed here. {sentences(720, 2)} "
            f"So\u00a0many\u00a0words\u00a0stay\u00a0together\u00a0on\u00a0one\u00a0line\u00a0where\u00a0"
            f"they\u00a0can\u00a0but\u00a0not\u00a0where\u00a0they\u00a0cannot\u00a0at\u00a0all.",
        ),
    )


def _code(lines: int) -> str:
    long = "total = " + " + ".join(f"column_{n}[row]" for n in range(14))
    assert len(long) > 200
    body = [f"def step_{n}(row):  # {n + 3000}" if n % 3 else long for n in range(lines)]
    return (
        "```python\n"
        + "\n".join(("    " * (n % 4)) + line for n, line in enumerate(body))
        + "\n```"
    )


def _table(columns: int, rows: int, words: int) -> str:
    def cell(row: int, column: int) -> str:
        count = 1 + (row * column) % words
        return " ".join(f"r{row}c{column}w{at}" for at in range(count))

    lines = [" | ".join(f"**h{columns}x{column}**" for column in range(columns))]
    lines.append(" | ".join(("---", ":-:", "--:")[column % 3] for column in range(columns)))
    lines += [" | ".join(cell(row, column) for column in range(columns)) for row in range(rows)]
    return "\n".join(f"| {line} |" for line in lines)


def _deep_list(depth: int) -> str:
    lines = [
        f"{'   ' * level}{'1.' if level % 2 else '- '} {sentences(740 + 2 * level, 1)}"
        for level in range(depth)
    ]
    return "\n".join([*lines, f"- {sentences(760, 1)}"])


# --- formulas ------------------------------------------------------------------------------------

_FORMULAS = (
    r"x^2",
    r"\frac{a}{b}",
    r"\sum_{i=1}^{n} w_i x_i + b",
    r"\int_0^1 f(t)\,dt",
    r"\sqrt[3]{1+\sqrt{2}}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"\hat{y} = \sigma(\mathbf{W}\mathbf{x})",
    r"a < b > c \neq d \leq e",
    r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
    r"\alpha\beta\gamma\Delta\Omega",
)
_WRONG = (r"\frac{a", r"\nosuchcommand{x}", r"x^{", r"\begin{matrix} 1", r"a_b_c")


def formula_notes() -> tuple[Note, ...]:
    """Fifty formulas: in lines, on lines of their own, wider than a line, and wrong ones."""
    wide = " + ".join(rf"\frac{{a_{{{n}}}}}{{b_{{{n}}}}}" for n in range(18))
    notes = [
        make_note(
            f"formula-{at}",
            f"What is ${_FORMULAS[at]}$, number {at + 800}?",
            f"It is ${_FORMULAS[at]}$ in a line. {sentences(800 + 2 * at, 1)} And on its own:\n\n"
            f"$$\n{_FORMULAS[at]}\n$$\n\n{sentences(801 + 2 * at, 1)}",
        )
        for at in range(len(_FORMULAS))
    ]
    wrong = " ".join(f"${each}$ and" for each in _WRONG)
    return (
        *notes,
        make_note(
            "formula-wide", "What is wide?", f"Here: $$\n{wide}\n$$\n\nAnd in a line ${wide}$ too."
        ),
        make_note("formula-many", "Which ones?", ", ".join(f"$x_{{{n}}}^2$" for n in range(20))),
        make_note("formula-wrong", "What is wrong?", f"These are: {wrong} no more."),
    )


# --- questions -----------------------------------------------------------------------------------


def question_notes() -> tuple[Note, ...]:
    """Questions of 1 to 400 characters, with choices, code and pictures in them."""
    notes = [
        make_note(f"question-{length}", _question(length, at), sentences(840 + 3 * at, 1 + at % 3))
        for at, length in enumerate((1, 12, 40, 80, 120, 200, 280, 400))
    ]
    return (
        *notes,
        make_note(
            "question-choices",
            f"Which of them?\n\n- A) {sentences(880, 1)}\n- B) {sentences(881, 1)}\n- C) neither",
            "B, because of the tide.",
        ),
        make_note(
            "question-code",
            "What does this print?\n\n```python\nfor n in range(3):\n    print(n, end=' ')\n```",
            "It prints `0 1 2` on one line.",
        ),
        make_note("question-long", sentences(890, 12).removesuffix(".") + "?", sentences(904, 2)),
        make_note(
            "question-emoji", "Why 👩‍💻 and 🏳️‍🌈?", "Because 😀 is one sign and 🇩🇪 are two, or 👍🏽."
        ),
    )


def _question(length: int, at: int) -> str:
    text = sentences(920 + 8 * at, 8)[: length - 1].rstrip(" .")
    return f"{text}?"
