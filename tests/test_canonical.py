"""Deck ⇄ canonical YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnexport.deck import yaml_nodes
from nnexport.deck.canonical import LoadedDeck, clean_deck, dump_deck, load_deck
from nnexport.deck.document import (
    Deck,
    Note,
    NoteId,
    Place,
    Section,
    SectionId,
    Source,
    SourceId,
    Variant,
)
from nnexport.deck.yaml_emit import brackets, quoted, scalar
from nnexport.diagnostics import Diagnostic, format_diagnostic
from tests.strategies import NASTY, decks, raw_texts

A, B = SourceId("answers-a"), SourceId("answers-b")

DECK = Deck(
    id="neural-networks",
    title="Neural Networks",
    anki="Neural Networks",
    tags=("neural-networks", "a::b"),
    same=((NoteId("batch-normalization"), NoteId("no")),),
    sources=(Source(A, "sources/answers-a.txt", "ab12" * 16, "Answers A"), Source(B, "b.txt")),
    sections=(Section(SectionId("basics"), "Basics: a start"),),
    notes=(
        Note(
            NoteId("batch-normalization"),
            "Explain the concept of batch normalization and its advantages.",
            "It normalizes.\n\n- faster\n- more stable: yes",
            number="16",
            section=SectionId("basics"),
            accept=("NN013",),
            was=NoteId("batch-norm"),
            variants=(
                Variant(Place(A, ((55, 55),)), "It normalizes."),
                Variant(
                    Place(B, ((71, 75), (80, 80))),
                    "    x = 1\n\n# not a comment",
                    number="3b",
                    asked="What is *batch*?\nAnd why?",
                    asked_place=Place(B, ((3, 3),)),
                    flags=("moved-boundary", "continued"),
                    edited=True,
                ),
            ),
        ),
        Note(NoteId("no"), "No?", "", cards="cloze", skip=True, answer_from="best:answers-a"),
    ),
)

WRITTEN = """\
# nnexport deck. Edit freely: your edits are kept when the sources are read again.
nnexport: 1
deck:
  id: neural-networks
  title: Neural Networks
  anki: Neural Networks
  tags: [neural-networks, a::b]
  language: en
  answers: merged
  same:
    - [batch-normalization, 'no']
sources:
  - id: answers-a
    path: sources/answers-a.txt
    title: Answers A
    sha256: ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12
  - id: answers-b
    path: b.txt
sections:
  - id: basics
    title: 'Basics: a start'
questions:
  - id: batch-normalization
    number: '16'
    section: basics
    question: Explain the concept of batch normalization and its advantages.
    answer: |-
      It normalizes.

      - faster
      - more stable: yes
    accept: [NN013]
    was: batch-norm
    variants:
      - from: answers-a:55
        text: |-
          It normalizes.
      - from: answers-b:71-75,80
        number: '3b'
        asked: |-
          What is *batch*?
          And why?
        asked_from: answers-b:3
        flags: [moved-boundary, continued]
        edited: true
        text: |2-
              x = 1

          # not a comment

  - id: 'no'
    question: No?
    answer: ''
    answer_from: best:answers-a
    cards: cloze
    skip: true
"""


def load(text: str) -> LoadedDeck:
    loaded, diagnostics = load_deck(text, "deck.yaml")
    assert loaded is not None, "\n".join(map(format_diagnostic, diagnostics))
    return loaded


def load_problems(text: str) -> tuple[Diagnostic, ...]:
    loaded, diagnostics = load_deck(text, "deck.yaml")
    assert loaded is None
    return diagnostics


def as_lines(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{each.span.line}:{each.span.column} {each.code} {each.message}" for each in diagnostics
    ]


# --- writing and reading back --------------------------------------------------------------------


def test_the_look_of_a_deck() -> None:
    assert dump_deck(DECK) == WRITTEN
    assert load(WRITTEN).deck == DECK


def test_an_empty_deck() -> None:
    text = dump_deck(Deck("d", "D"))
    assert text.endswith("  answers: merged\nquestions: []\n")
    assert load(text).deck == Deck("d", "D")


@given(decks())
@example(DECK)
def test_a_deck_written_and_read_is_the_same_deck(deck: Deck) -> None:
    text = dump_deck(deck)
    loaded, diagnostics = load_deck(text, "deck.yaml")
    assert loaded is not None, text
    assert not diagnostics
    assert not loaded.unwritten_ids
    assert loaded.deck == deck
    assert dump_deck(loaded.deck) == text
    assert not [line for line in text.split("\n") if line != line.rstrip(" \t")]


@given(raw_texts())
def test_untidy_text_is_cleaned_on_the_way_out_too(text: str) -> None:
    deck = replace(DECK, notes=(Note(NoteId("a"), text, text), *DECK.notes))
    written = dump_deck(deck)
    assert load(written).deck == clean_deck(deck)
    assert dump_deck(load(written).deck) == written


@settings(max_examples=30)
@given(decks())
def test_other_yaml_readers_see_text_as_text(deck: Deck) -> None:
    for path, value in walk(yaml.safe_load(dump_deck(deck))):
        if path[-1] in ("skip", "edited", "subdecks"):
            assert value is True
        elif path == ("nnexport",):
            assert value == 1
        elif value != []:
            assert isinstance(value, str), path


def walk(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every leaf of a loaded YAML file (it can hold anything) with the keys that lead to it."""
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in walk(each, (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for each in value for leaf in walk(each, path)]
    return [(path, value)]


nasty = st.one_of(st.sampled_from(NASTY), st.text())


@given(st.lists(nasty, max_size=3).map("".join))
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_a_scalar_is_read_as_exactly_its_text(loader: Any, text: str) -> None:
    text = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    line = f"a: {scalar(text)}\nb: {brackets([text, text])}\nc: {quoted(text)}\n"
    assert yaml.load(line, loader) == {"a": text, "b": [text, text], "c": text}
    assert len(line.splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What is C++?", "What is C++?"),
        ("Is it a:b or a#b?", "Is it a:b or a#b?"),
        ("12 angry men", "12 angry men"),
        ("Ratio: what?", "'Ratio: what?'"),
        ("What's new?", "What's new?"),
        ("'tis", "'''tis'"),
        ("no", "'no'"),
        ("1984", "'1984'"),
        ("12:30", "'12:30'"),
        ("2026-11-21", "'2026-11-21'"),
        ("", "''"),
        ("a\nb", '"a\\nb"'),
        ("*why*", "'*why*'"),
    ],
)
def test_quotes_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_long_line_is_never_folded() -> None:
    question = "word: " * 2000 + "end"
    assert f"question: '{question}'\n" in dump_deck(
        replace(DECK, notes=(Note(NoteId("a"), question, ""),))
    )


# --- reading what people write -------------------------------------------------------------------


def test_the_smallest_deck() -> None:
    loaded = load(
        "deck: {title: My Biology}\nquestions:\n- {question: What is a cell?, answer: no}"
    )
    assert loaded.deck == Deck(
        "my-biology", "My Biology", notes=(Note(NoteId("cell"), "What is a cell?", "no"),)
    )
    assert loaded.unwritten_ids


def test_made_ids_keep_clear_of_written_ones() -> None:
    text = (
        "deck: {id: d, title: D}\nsections: [{title: cell}]\nsources: [{path: a/b c.txt}]\n"
        "questions:\n"
        "- question: What is a cell?\n- question: The cell\n- {id: cell, question: Which?}\n"
    )
    loaded = load(text)
    assert [note.id for note in loaded.deck.notes] == ["cell-2", "cell-3", "cell"]
    assert loaded.deck.sections == (Section(SectionId("cell"), "cell"),)
    assert loaded.deck.sources[0].id == "b-c"


@pytest.mark.parametrize(
    "word", ["no", "1.10", "12:30", "010", "null", "~", "2026-11-21", "0x1F", "="]
)
def test_plain_scalars_are_text(word: str) -> None:
    loaded = load(f"deck: {{id: d, title: {word}, tags: [{word}]}}\nquestions:\n- question: {word}")
    assert (loaded.deck.title, loaded.deck.tags) == (word, (word,))
    assert loaded.deck.notes[0].question == word


def test_an_empty_value_is_no_text_or_an_empty_list() -> None:
    loaded = load("deck: {id: d, title: D, anki: , tags: }\nquestions:\n- question:\n  variants:\n")
    assert loaded.deck.notes[0] == Note(NoteId("question"), "", "")


def test_a_missing_answer_is_told_from_an_empty_one() -> None:
    loaded = load("deck: {id: d, title: D}\nquestions:\n- {id: a, question: A, answer: ''}\n"
                  "- {id: b, question: B}\n")  # fmt: skip
    assert [note.answer for note in loaded.deck.notes] == ["", ""]
    assert loaded.has_key(NoteId("a"), "answer")
    assert not loaded.has_key(NoteId("b"), "answer")


@pytest.mark.parametrize(
    ("line", "message", "help"),
    [
        ("cards: close", "“close” is no value of `cards`", "did you mean `cloze`?"),
        ("card: cloze", "`card` is no key of the deck", "did you mean `cards`?"),
        ("subdeck: true", "`subdeck` is no key of the deck", "did you mean `subdecks`?"),
        (
            "subdecks: yes",
            "`subdecks` must be `true` or `false`",
            "write `subdecks: true`, or delete the line",
        ),
    ],
)
def test_settings_of_the_deck_that_are_misspelt(line: str, message: str, help: str) -> None:
    loaded, (problem,) = load_deck(f"deck:\n  title: D\n  {line}\n", "deck.yaml")
    assert loaded is None
    assert (problem.span.line, problem.message, problem.help) == (3, message, help)


def test_cards_of_a_question_go_before_those_of_the_deck() -> None:
    loaded = load("deck: {id: d, title: D}\nquestions:\n- {id: a, question: A, cards: basic}\n")
    (note,) = loaded.deck.notes
    assert (note.cards, loaded.deck.cards) == ("basic", "")
    for of_deck, of_note, cards in [
        ("", "", "basic"),
        ("cloze", "", "cloze"),
        ("cloze", "basic", "basic"),
        ("basic", "cloze", "cloze"),
    ]:
        deck = replace(loaded.deck, cards=of_deck)
        assert deck.cards_of(replace(note, cards=of_note)) == cards


def test_a_place_without_lines() -> None:
    deck = Deck("d", "D", sources=(Source(A, "a.txt"),), notes=(
        Note(NoteId("a"), "A", "", variants=(Variant(Place(A, ()), "x"),)),
    ))  # fmt: skip
    assert "- from: answers-a\n" in dump_deck(deck)
    assert load(dump_deck(deck)).deck == deck


def test_text_that_yaml_cannot_hold_is_left_out_and_reported() -> None:
    loaded, diagnostics = load_deck(
        "deck: {id: d, title: D}\nquestions:\n- id: a\n"
        '  question: be\x07ll\n  answer: "n\\0u\\tl\\Nx"\n',
        "deck.yaml",
    )
    assert loaded is not None
    assert loaded.deck.notes[0] == Note(NoteId("a"), "bell", "nu  l\nx")
    assert as_lines(diagnostics) == [
        "4:13 NN216 1 control character or tab left out of `question`",
        "5:11 NN216 3 control characters or tabs left out of `answer`",
    ]
    assert {each.note for each in diagnostics} == {"a"}


def test_false_line_ends_do_not_shift_places() -> None:
    text = "deck: {id: d, title: D}\nquestions:\n- question: a\u2028b\x85c\n  nonsense: x\n"
    assert as_lines(load_problems(text))[-1].startswith("4:3 NN202")
    assert load(text.replace("  nonsense: x\n", "")).deck.notes[0].question == "a\nb\nc"


def test_byte_order_mark_and_windows_line_ends() -> None:
    assert load("\ufeff" + WRITTEN.replace("\n", "\r\n")).deck == DECK


def test_tabs_at_the_end_of_lines_do_not_matter() -> None:
    assert load(WRITTEN.replace("\n", "\t\n")).deck == DECK


# --- places --------------------------------------------------------------------------------------


def test_places() -> None:
    loaded = load(WRITTEN)
    lines = WRITTEN.split("\n")

    def at(line: int, column: int) -> str:
        return lines[line - 1][column - 1 :]

    for key in ("id", "question", "answer", "accept", "variants"):
        span = loaded.span(NoteId("batch-normalization"), key)
        assert at(span.line, span.column).startswith(f"{key}: ".rstrip(" "))
        assert loaded.excerpt(span.line) == lines[span.line - 1]
    missing = loaded.span(NoteId("no"), "accept")
    assert at(missing.line, missing.column) == "id: 'no'"
    assert loaded.span(NoteId("nobody")).line == 0
    source = loaded.source_span(B)
    assert at(source.line, source.column) == "path: b.txt"
    header = loaded.deck_span("anki")
    assert at(header.line, header.column).startswith("anki:")
    assert loaded.excerpt(0) == loaded.excerpt(10_000) == ""


# --- what is reported ----------------------------------------------------------------------------

HEAD = "deck: {id: d, title: D}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["0:0 NN204 the file holds no deck"]),
        ("- a", ["1:1 NN205 a deck is a mapping of keys to values"]),
        ("nnexport: 1", ["1:1 NN204 `deck` with the deck's `title` is missing"]),
        ("deck: {id: d}", ["1:7 NN204 the deck has no `title`"]),
        ("deck: {id: d, title: ''}", ["1:22 NN204 the deck has an empty `title`"]),
        (
            "nnexport: 2\ndeck: {tilte: x}",
            ["1:11 NN214 the file is of version 2 of the format; this program knows 1"],
        ),
        (
            "nnexport: one\n" + HEAD,
            ["1:11 NN205 `nnexport` must be the version of the format, a number"],
        ),
        (HEAD + "question: []", ["2:1 NN202 `question` is no key of the file"]),
        (
            HEAD + "questions:\n- question: a\n  answer: b\n  answer: c",
            ["5:3 NN203 `answer` stands twice, here and in line 4"],
        ),
        (HEAD + "questions:\n- answer: a", ["3:3 NN204 a question has no `question`"]),
        (HEAD + "questions: a", ["2:12 NN205 `questions` must be a list, not a text"]),
        (HEAD + "questions: {}", ["2:12 NN205 `questions` must be a list, not a mapping"]),
        (HEAD + "questions: [a]", ["2:13 NN205 a question must be a mapping of keys to values"]),
        (
            HEAD + "questions: [{question: [a]}]",
            ["2:24 NN205 `question` must be a text, not a list"],
        ),
        (
            HEAD + "questions: [{question: a, tags: b}]",
            ["2:33 NN205 `tags` must be a list, not a text"],
        ),
        (
            HEAD + "questions: [{question: a, skip: yes}]",
            ["2:33 NN205 `skip` must be `true` or `false`"],
        ),
        (
            HEAD + "questions: [{question: a, cards: close}]",
            ["2:34 NN205 “close” is no value of `cards`"],
        ),
        (
            HEAD + "questions: [{question: a, answer_from: best}]",
            ["2:40 NN205 “best” is no value of `answer_from`"],
        ),
        (
            HEAD + "questions: [{question: a, accept: [NN999, NN210]}]",
            [
                "2:36 NN205 “NN999” is no code of a message",
                "2:43 NN205 NN210 question-empty is an error, which cannot be accepted",
            ],
        ),
        (
            "deck: {id: d, title: D, language: english}",
            ["1:35 NN205 “english” is not the short name of a language"],
        ),
        (
            "deck: {id: d, title: D, same: [[a], [a, b]]}",
            [
                "1:32 NN205 each item of `same` must be a pair of question ids",
            ],
        ),
        (
            "deck: {id: d, title: &x D}",
            ["1:22 NN206 “&x” is read as an anchor of YAML, not as text"],
        ),
        ("deck: {id: d, title: *x }", ["1:22 NN206 “*x” is read as an alias of YAML, not as text"]),
        (
            "deck: {id: d, title: !!str D}",
            ["1:22 NN206 “!!str” is read as a tag of YAML, not as text"],
        ),
        (
            HEAD + "questions:\n- {id: a, question: x}\n- {id: a, question: y}",
            ["4:8 NN207 `a` is the id of a question in line 3 as well"],
        ),
        (
            HEAD + "sources:\n- {id: a, path: x}\n- {id: a, path: y}",
            ["4:8 NN207 `a` is the id of a source in line 3 as well"],
        ),
        (
            HEAD + "sections:\n- {id: a, title: x}\n- {id: a, title: y}",
            ["4:8 NN207 `a` is the id of a section in line 3 as well"],
        ),
        (
            HEAD + "sections: [{id: a, title: x}, {id: a, title: y}]",
            ["2:36 NN207 `a` is the id of a section in line 2 as well"],
        ),
        ("deck: {id: My Deck, title: D}", ["1:12 NN208 `My Deck` cannot be an id"]),
        (
            HEAD + "questions: [{question: a, section: b}]",
            ["2:36 NN209 no section has the id `b`"],
        ),
        (
            HEAD + "sources: [{id: b, path: c}]\n"
            "questions: [{question: a, variants: [{from: b:3-1, text: c, flags: [odd]}, {}]}]",
            [
                "3:45 NN205 `from` must be a source and its lines, not “b:3-1”",
                "3:69 NN205 “odd” is no value of `flags`",
                "3:76 NN204 a variant has no `from`",
                "3:76 NN204 a variant has no `text`",
            ],
        ),
        (
            "deck: {id: d, title: D, tags: [a b, '']}",
            ["1:32 NN215 “a b” cannot be a tag", "1:37 NN215 “” cannot be a tag"],
        ),
        (
            "deck: {id: d, title: D, [a]: b}",
            ["1:25 NN205 a key must be a word, not a list or another mapping"],
        ),
        (HEAD + "---\n", ["2:1 NN201 a second YAML document begins here; a deck is one"]),
    ],
)  # fmt: skip
def test_problems(text: str, expected: list[str]) -> None:
    assert as_lines(load_problems(text)) == expected


def test_a_misspelt_key_names_the_right_one() -> None:
    (problem,) = load_problems(HEAD + "questions:\n  - question: a\n    anwser: b\n")
    assert format_diagnostic(problem) == (
        "deck.yaml:4:5: error NN202 key-unknown: `anwser` is no key of a question\n"
        "    anwser: b\n"
        "    help: did you mean `answer`?"
    )


def test_commas_part_tags_that_are_a_text() -> None:
    (problem,) = load_problems(HEAD + "questions:\n- question: a\n  tags: go, the lang\n")
    assert problem.help == "write `tags: [go, the lang]`"


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("question: What does # mean?", "# mean?"),
        ("question: What is\n    a C # ?", "# ?"),
        ("question: Why?  # ask Ann", ""),
        ("question: Why?\n  # ask Ann", ""),
        ("question: 'Why # ?' # ask Ann", ""),
        ("question: What is C#?", ""),
        ("question: |-\n    What does # mean?", ""),
    ],
)
def test_the_end_of_a_text_that_is_a_comment_is_reported(line: str, lost: str) -> None:
    loaded, problems = load_deck(f"{HEAD}questions:\n- id: a\n  {line}\n", "deck.yaml")
    assert loaded is not None
    assert [each.code for each in problems] == ["NN247"] * bool(lost)
    assert all(f"“{lost}”" in each.message for each in problems)


def test_all_problems_come_in_one_run() -> None:
    text = "deck: {titel: D}\nquestions:\n- {id: B, anwser: x}\n- {question: [], skip: 1}\n"
    codes = [each.code for each in load_problems(text)]
    assert codes == ["NN204", "NN202", "NN204", "NN208", "NN202", "NN205", "NN205"]


def test_problems_name_their_question() -> None:
    problems = load_problems(HEAD + "questions:\n- {id: a, question: x, skip: 1}\n- {id: b}\n")
    assert [each.note for each in problems] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("answer: one: two", "4:14 NN201 a second “: ” in the line; the first one ended the key"),
        ("answer: 'one", "4:11 NN201 the text that begins with ' here has no ' at its end"),
        ("answer: *one* two", "4:11 NN206 “*one*” is read as an alias of YAML, not as text"),
        ("answer: *one two", "4:11 NN206 “*one” is read as an alias of YAML, not as text"),
        ("answer: @one", "4:11 NN201 a text cannot begin with “@” without quotes"),
        ("answer: `one`", "4:11 NN201 a text cannot begin with “`” without quotes"),
        (
            "answer: - one",
            "4:11 NN201 “- ” begins a list item, which cannot stand on the line of a key",
        ),
        (
            "answer: 'one' two",
            "4:17 NN201 “two” stands after the end of a quoted text or of a list",
        ),
        ('answer: "\\d"', "4:12 NN201 “\\d” means nothing in a text in double quotes"),
        ("answer: |- one", "4:11 NN201 after “|” the text must begin on the next line"),
        ("tags: [one, two", "4:9 NN201 what begins with [ here is not closed, or lacks a comma"),
        ("answer: |-\none", "5:1 NN201 “one” is neither a key with a colon nor part of a text"),
        (
            " answer: one",
            "4:4 NN201 the key `answer` does not fit below the line above it",
        ),
        ("\tanswer: one", "4:3 NN201 a tab stands where YAML wants spaces"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("loader", [yaml.cyaml.CBaseLoader, yaml.BaseLoader])
def test_broken_yaml_is_explained(
    loader: Any, line: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", loader)
    problems = load_problems(f"{HEAD}questions:\n- question: Why?\n  {line}\n- question: How?\n")
    assert as_lines(problems) == [expected]
    assert problems[0].help


YAML_PIECES = (
    "a", "b: ", "deck: ", "title: x\n", "questions:\n", "\n", "\n  ", "- ", "  ", "'", '"', "[",
    "]", "{", "}", ", ", "|-\n", ">\n", "# x", "&x ", "*x ", "!t ", "? ", "\\", "...", "---\n",
    "\x85", "\x07", "é", "😀", "~", "@", "x\n y", "id: ", "question: ", "variants: ",
    "from: a:1\n", "- - ",
)  # fmt: skip


@given(st.lists(st.sampled_from(YAML_PIECES), max_size=25).map("".join))
def test_both_parsers_of_pyyaml_give_the_same_deck_and_nothing_raises(text: str) -> None:
    results = []
    for loader in (yaml.cyaml.CBaseLoader, yaml.BaseLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_nodes, "_LOADER", loader)
            results.append(load_deck("deck: {title: x}\n" + text, "deck.yaml"))
    (one, some), (other, others) = results
    assert (one and one.deck) == (other and other.deck)
    if "NN201" not in {each.code for each in (*some, *others)}:
        assert as_lines(some) == as_lines(others)


@settings(max_examples=20)
@given(decks(max_notes=2))
def test_the_slow_parser_reads_decks_too(deck: Deck) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_nodes, "_LOADER", yaml.BaseLoader)
        assert load(dump_deck(deck)).deck == deck


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    deep = "[" * 20_000 + "]" * 20_000
    assert as_lines(load_problems(f"{HEAD}questions: {deep}")) == [
        "2:13 NN205 a question must be a mapping of keys to values"
    ]


def test_a_question_of_several_blocks_is_a_block_and_comes_back() -> None:
    text = """\
deck:
  title: Quiz
questions:
  - question: |-
      What does this print?

      ```python
      if x:
          print(x)
      ```

      - A. 1
      - B. 2
    answer: |-
      B
    variants:
      - from: quiz:3
        asked: |-
          What does this print?

          - A. 1
        text: |-
          B
"""
    deck = load(text).deck
    (note,) = deck.notes
    assert note.id == "print"
    assert note.question.endswith("    print(x)\n```\n\n- A. 1\n- B. 2")
    written = dump_deck(deck)
    assert text.partition("  - question: ")[2].partition("    variants")[0] in written
    assert load(written).deck == deck
    assert dump_deck(load(written).deck) == written
