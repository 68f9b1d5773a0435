"""The Markdown page: what it looks like, and that the reader finds the same deck in it."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Entry, Note, NoteId, Section, SectionId, Source, SourceId
from nnexport.deck.markup import Heading, inline_text
from nnexport.deck.numbering import shown_numbers
from nnexport.deck.question import split_question
from nnexport.deck.text import clean_text
from nnexport.exporters.markdown import MarkdownOptions, export_markdown
from nnexport.files import RawText
from nnexport.readers import read_document
from tests.strategies import texts


def make_deck(*notes: Note, sections: tuple[Section, ...] = (), title: str = "Biology") -> Deck:
    return Deck("biology", title, sections=sections, notes=notes)


def make_note(
    id_: str, question: str, answer: str = "", number: str = "", section: str = ""
) -> Note:
    place = SectionId(section) if section else None
    return Note(NoteId(id_), question, answer, number, place)


def export(deck: Deck) -> str:
    data, diagnostics = export_markdown(deck, MarkdownOptions())
    assert not diagnostics
    return data.decode()


def read_back(page: str) -> tuple[Entry, ...]:
    reading, _ = read_document(RawText("page.md", page, ""), Source(SourceId("page"), "page.md"))
    assert reading is not None
    return reading.document.entries


def test_page_has_title_contents_and_questions() -> None:
    deck = make_deck(
        make_note("cell", "What is a cell?", "The unit of *life*.", "1"),
        make_note("organ", "What is an organ?"),
    )
    assert export(deck) == (
        "# Biology\n\n<!-- nnexport: questions are the headings with ## -->\n\n"
        "## Contents\n\n- [1. What is a cell?](#1-what-is-a-cell)\n"
        "- [What is an organ?](#what-is-an-organ)\n\n## 1. What is a cell?\n\n"
        "The unit of *life*.\n\n## What is an organ?\n"
    )


def test_sections_are_headings_above_the_questions() -> None:
    sections = (Section(SectionId("plants"), "Plants"), Section(SectionId("animals"), "Animals"))
    deck = make_deck(
        make_note("leaf", "What is a leaf?", "A part.", section="plants"),
        make_note("lung", "What is a lung?", "Another part.", section="animals"),
        sections=sections,
    )
    page = export(deck)
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Biology",
        "## Contents",
        "## Plants",
        "### What is a leaf?",
        "## Animals",
        "### What is a lung?",
    ]
    assert [(e.section, e.question) for e in read_back(page)] == [
        ("Plants", "What is a leaf?"),
        ("Animals", "What is a lung?"),
    ]


def test_headings_in_an_answer_are_below_the_question() -> None:
    deck = make_deck(make_note("a", "What is a cell?", "# Parts\n\nMany.\n\nOthers\n---\n\nFew."))
    assert "### Parts\n" in export(deck)
    assert "#### Others\n" in export(deck)


def test_two_questions_with_the_same_words_have_two_anchors() -> None:
    page = export(make_deck(make_note("a", "What?", "One."), make_note("b", "What?", "Two.")))
    assert "(#what)" in page
    assert "(#what-1)" in page


def test_what_stands_below_a_question_stands_below_its_heading() -> None:
    choices = "Which is a bird?\n\n- A. Cat\n- B. Wren"
    code = "What is `x`?\n\n```python\nif y:\n    x = 1\n```"
    deck = make_deck(
        make_note("bird", choices, "B", "1"),
        make_note("x", code, "- One.", "2"),
        make_note("none", choices.replace("bird", "mammal"), "", "3"),
    )
    page = export(deck)
    assert "- [1. Which is a bird?](#1-which-is-a-bird)\n" in page
    assert "## 1. Which is a bird?\n\n- A. Cat\n- B. Wren\n\n**Answer:**\n\nB\n" in page
    entries = read_back(page)
    assert [entry.question for entry in entries] == [note.question for note in deck.notes]
    assert [entry.answer for entry in entries] == ["B", "- One.", ""]


def test_a_question_that_begins_with_code_is_its_heading() -> None:
    deck = make_deck(make_note("x", "```\nint x;\n```\n\nWhat is it?", "A number."))
    assert "\n## ``` int x; ```<br>What is it?\n\nA number.\n" in export(deck)


def headings(deck: Deck) -> list[str]:
    return [line.lstrip("# ") for line in export(deck).splitlines() if line.startswith("##")][1:]


def test_numbers_of_several_sources_give_way_to_positions() -> None:
    notes = [make_note(f"n{n}", f"What is {n}?", "", n) for n in ("1", "9", "3")]
    deck = make_deck(*notes, make_note("last", "What else?"))
    assert headings(deck) == ["1. What is 1?", "2. What is 9?", "3. What is 3?", "4. What else?"]


def test_numbers_in_order_are_the_printed_ones() -> None:
    notes = [make_note(f"n{n}", f"What is {n}?", "", n) for n in ("2", "3b", "10")]
    deck = make_deck(*notes, make_note("last", "What else?"))
    assert headings(deck) == ["2. What is 2?", "3b. What is 3b?", "10. What is 10?", "What else?"]


def test_a_question_that_was_written_into_a_page_is_read() -> None:
    page = export(make_deck(make_note("a", "Osmosis", "Even."), make_note("b", "Why?", "So.")))
    page = "Of mine.\n\n" + page.replace("## Why?", "## New ##\n\nBy hand.\n\n### More\n\n## Why?")
    raw = RawText("page.md", page, "")
    reading, diagnostics = read_document(raw, Source(SourceId("page"), "page.md"))
    assert reading is not None
    found = [(e.question, e.answer, e.answer_lines) for e in reading.document.entries]
    assert found == [
        ("Osmosis", "Even.", ((14, 14),)),
        ("New", "By hand.\n\n### More", ((18, 20),)),
        ("Why?", "So.", ((24, 24),)),
    ]
    said = [(each.code, each.span.line) for each in diagnostics]
    assert said == [("NN018", 1), ("NN016", 3), ("NN016", 5), ("NN016", 7), ("NN010", 0)]
    assert reading.ledger.unseen() == ()


def test_a_page_says_what_is_missing_in_it() -> None:
    page = export(make_deck(make_note("a", "Osmosis", "", "3")))
    for text, code in ((page, "NN012"), (page.partition("## Contents")[0], "NN019")):
        _, diagnostics = read_document(RawText("p.md", text, ""), Source(SourceId("p"), "p.md"))
        assert code in {each.code for each in diagnostics}


QUESTIONS = st.sampled_from(
    [
        "What is a cell?",
        "Explain osmosis.",
        "Name three kinds of tissue",
        "1986. Was it a good year?",
        "What does `[x]` mean?",
        "What is [a link](https://example.org)?",
        "What is C#",
        "Why ##",
        "Is *this* **bold**?",
        "What is \\_\\_init\\_\\_?",
        "Osmosis",
        "3) Why?",
        "(4) What?",
        "What is $x^2$?",
        "What is a < b?",
        "Q: What?",
        "Wie heißt das?",
        "Что это?",
        "Explain the law\nof Ohm.",
        "Answer: what is it?",
        "- a dash",
        "What is 1.5?",
        "#7 what?",
        "Which <b>one</b>?",
        "細胞とは何ですか？",
    ]
)
BELOW = st.sampled_from(
    [
        "",
        "",
        "",
        "- A. Wren\n- B. Cat",
        "- (a) small\n- (b) big",
        "```python\n# 1. What?\nfor x in y:\n    print(x)\n```",
        "```\nAnswer: 3\n```\n\n- A. six\n- B. seven",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "Think of the cells of plants and of those of animals, and name one thing more.",
    ]
)
BLOCKS = st.sampled_from(
    [
        "The unit of life.",
        "It is *small* and **alive**.",
        "- one\n- two\n  - deeper",
        "1. first\n2. second\n3. third",
        "```python\n# 1. What?\n## Head\n\nx = 1\n```",
        "### Parts",
        "---",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "> quoted",
        "$$\nx = 1\n$$",
        "What follows from it?",
        "5. fifth",
        "So: it is.",
        "A line\\\nand another",
        "Line one\nline two",
        "Others\n---",
        "# Top",
        "###### Deep",
        "Q: a label",
        "* star\n* star",
        "**1. bold**",
        "[1. a](#1-a) and more",
        "1. What is a cell?\n\n   It is.",
        "    indented = code",
        "Questions",
        "One<br>two.",
        "text:",
        "===",
        "Part 2",
        "- see [x](#what-is-a-cell)",
        "- [x](#what-is-a-cell)",
        "```\nnever closed",
        "~~~~ text\n```\nnor this",
        "- [ ] open\n- [x] done",
        "Back to top",
        "Answer: yes",
        "A: yes",
        "> ## quoted heading",
        "- ## Heading\n\n  in an item",
        "| Question | Answer |\n| --- | --- |\n| What is a cell? | It is. |",
        "<!-- a remark -->",
        "<details>\n<summary>Why?</summary>",
        "Contents",
        "Let me know if you have more questions!",
        "1. a\n\n2. b\n\n       code in it",
        "$$\nx",
        "[1] Author, title.",
        "    ```\n    x",
        "\\## no heading",
    ]
)
ANSWERS = st.one_of(st.lists(BLOCKS, max_size=4).map("\n\n".join).map(clean_text), texts())
NUMBERS = st.sampled_from(["", "", "1", "2", "16", "3b", "1.2"])


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    sections = (Section(SectionId("s1"), "Basics"), Section(SectionId("s2"), "Part 2: More?"))
    use_sections = draw(st.booleans())
    asked = st.tuples(QUESTIONS, BELOW).map("\n\n".join).map(clean_text)
    drawn = draw(st.lists(st.tuples(asked, ANSWERS, NUMBERS), min_size=1, max_size=5))
    notes = [
        make_note(
            f"n{at}",
            question,
            answer,
            number,
            ("s1" if at < len(drawn) // 2 or len(drawn) == 1 else "s2") if use_sections else "",
        )
        for at, (question, answer, number) in enumerate(drawn)
    ]
    return make_deck(*notes, sections=sections if use_sections else ())


def shown_question(question: str) -> str:
    """Return a question as it shows: its first paragraph in a heading, which is one line."""
    lead, below = split_question(question)
    heading = "# " + re.sub(r"(?<= )(#+)$", r"\\\1", lead.replace("\n", " "))
    return re.sub(r"lines=\(\d+, \d+\)", "", repr((parse_blocks(heading), parse_blocks(below))))


def shown_blocks(answer: str) -> list[str]:
    """Return an answer's blocks; of headings the words, for the page changes level and lines."""
    return [
        " ".join(inline_text(block.inlines).split())
        if isinstance(block, Heading)
        else re.sub(r"lines=\(\d+, \d+\)", "", repr(block))
        for block in parse_blocks(answer)
    ]


def one(question: str, answer: str) -> Deck:
    return make_deck(make_note("one", question, answer))


@settings(max_examples=150, deadline=None)
@example(one("Osmosis", "Others\n---\n\nQ: a label"))
@example(one("Osmosis", "1. What is a cell?\n\n   It is."))
@example(one("Osmosis", "#c\n---"))
@example(one("What is a cell?", "- [x](#what-is-a-cell)"))
@example(make_deck(make_note("one", "Why?", "```\nnever closed"), make_note("two", "What?", "So.")))
@given(decks())
def test_a_page_reads_back(deck: Deck) -> None:
    page = export(deck)
    entries = read_back(page)
    assert [e.number for e in entries] == list(shown_numbers(deck.notes)), page
    for entry, note in zip(entries, deck.notes, strict=True):
        assert shown_question(entry.question) == shown_question(note.question), page
        assert shown_blocks(entry.answer) == shown_blocks(note.answer), page
        assert entry.section == deck.section_title(note.section), page
