"""Updating a deck file: only the lines of what changed are new."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.deck import update
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
from nnexport.deck.update import update_deck
from tests.strategies import decks, lines, notes, tags


def load(text: str) -> LoadedDeck:
    loaded, diagnostics = load_deck(text, "deck.yaml")
    assert loaded is not None, diagnostics
    return loaded


def change(text: str, edit: Callable[[Deck], Deck]) -> str:
    """Update a file to what an edit makes of its deck; check the promises on the way."""
    deck = edit(load(text).deck)
    updated = update_deck(text, deck)
    assert load(updated).deck == clean_deck(deck)
    assert not load(updated).unwritten_ids
    assert update_deck(updated, deck) == updated
    return updated


def change_note(note_id: str, **changes: Any) -> Callable[[Deck], Deck]:
    """An edit of one question (its attributes can be anything)."""

    def edit(deck: Deck) -> Deck:
        changed = [replace(note, **changes) if note.id == note_id else note for note in deck.notes]
        return replace(deck, notes=tuple(changed))

    return edit


def differences(old: str, new: str) -> list[str]:
    """Lines that went and came, as a diff shows them."""
    diff = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return [line for line in list(diff)[2:] if not line.startswith("@@")]


HAND_WRITTEN = """\
# My own deck

deck:
    title: "Biology"   # a title
    # the id came later
    id: biology

questions:
# The first part
- question: "What is a cell?"  # easy
  id: cell
  answer: |    # as in the book
    The unit of life.
      # not a comment

    # neither
  # a comment on the tags
  tags:
  - a
  - b   # why?

# The second part

-   # odd, but YAML
    id: membrane
    answer: >
      Folded
      text.

    question:
      What is
      a membrane?
    # to do: a picture

- {id: dna, question: What is DNA?, answer: A molecule}
# The end
"""


# --- examples ------------------------------------------------------------------------------------


def test_an_unchanged_deck_leaves_every_byte() -> None:
    assert change(HAND_WRITTEN, lambda deck: deck) == HAND_WRITTEN


def test_a_changed_answer_changes_its_lines() -> None:
    updated = change(HAND_WRITTEN, change_note("cell", answer="Life's unit."))
    assert differences(HAND_WRITTEN, updated) == [
        "-  answer: |    # as in the book",
        "-    The unit of life.",
        "-      # not a comment",
        "-",
        "-    # neither",
        "+  answer: |-    # as in the book",
        "+    Life's unit.",
    ]


def test_a_changed_word_keeps_the_comment_of_its_line() -> None:
    updated = change(HAND_WRITTEN, change_note("cell", question="What's a cell?"))
    assert differences(HAND_WRITTEN, updated) == [
        '-- question: "What is a cell?"  # easy',
        "+- question: What's a cell?  # easy",
    ]


def test_a_question_with_its_dash_above() -> None:
    updated = change(HAND_WRITTEN, change_note("membrane", answer="New.", number="2"))
    assert differences(HAND_WRITTEN, updated) == [
        "-    answer: >",
        "-      Folded",
        "-      text.",
        "+    number: '2'",
        "+    answer: |-",
        "+      New.",
    ]


def test_a_new_key_comes_in_canonical_order() -> None:
    edit = change_note("cell", number="1", skip=True)
    updated = change(HAND_WRITTEN, edit)
    assert differences(HAND_WRITTEN, updated) == ["+  number: '1'", "+  skip: true"]
    place = updated.index("  number: '1'")
    assert updated[:place].endswith("  id: cell\n")


def test_a_key_that_says_nothing_any_more_goes() -> None:
    updated = change(HAND_WRITTEN, change_note("cell", tags=()))
    gone = ["-  # a comment on the tags", "-  tags:", "-  - a", "-  - b   # why?"]
    assert differences(HAND_WRITTEN, updated) == gone


def test_a_question_in_braces_is_written_anew() -> None:
    updated = change(HAND_WRITTEN, change_note("dna", answer="Acid."))
    assert differences(HAND_WRITTEN, updated) == [
        "-- {id: dna, question: What is DNA?, answer: A molecule}",
        "+- id: dna",
        "+  question: What is DNA?",
        "+  answer: |-",
        "+    Acid.",
    ]


def test_a_removed_question_takes_its_comments_along() -> None:
    updated = change(HAND_WRITTEN, lambda deck: replace(deck, notes=deck.notes[1:]))
    assert "first part" not in updated
    assert "questions:\n# The second part\n\n-   # odd, but YAML\n" in updated
    updated = change(HAND_WRITTEN, lambda deck: replace(deck, notes=deck.notes[::2]))
    assert "second part" not in updated
    assert "to do" not in updated
    assert "# The first part" in updated
    assert updated.endswith(
        "\n\n- {id: dna, question: What is DNA?, answer: A molecule}\n# The end\n"
    )


def test_questions_move_as_blocks_with_their_comments() -> None:
    updated = change(HAND_WRITTEN, lambda deck: replace(deck, notes=deck.notes[::-1]))
    assert sorted(filter(None, updated.split("\n"))) == sorted(
        filter(None, HAND_WRITTEN.split("\n"))
    )
    order = [
        updated.index(word) for word in ("dna", "second part", "to do", "first part", "# The end")
    ]
    assert order == sorted(order)


def test_a_new_question_follows_the_one_before_it() -> None:
    new = Note(NoteId("new"), "New?", "Yes.")

    def edit(deck: Deck) -> Deck:
        return replace(deck, notes=(deck.notes[0], new, *deck.notes[1:]))

    updated = change(HAND_WRITTEN, edit)
    added = ["+- id: new", "+  question: New?", "+  answer: |-", "+    Yes."]
    assert [line for line in differences(HAND_WRITTEN, updated) if line != "+"] == added
    assert "  - b   # why?\n\n- id: new\n" in updated
    assert "    Yes.\n\n# The second part\n" in updated


def test_comments_below_a_question_are_not_taken_for_its_text() -> None:
    text = (
        "deck: {id: d, title: D}\nquestions:\n- id: a\n  answer: ''\n      # deep\n  question: A\n"
        "\n      # deep too\n- id: b\n  question: B\n      # deepest\n"
    )
    updated = change(text, change_note("a", answer="x"))
    assert differences(text, updated) == [
        "-  answer: ''", "-      # deep", "+  answer: |-", "+    x", "+  # deep",
        "-      # deep too", "+# deep too",
    ]  # fmt: skip
    text = text.replace("answer: ''", "answer: |-\n      x")
    back = change(text, lambda deck: replace(deck, notes=deck.notes[::-1]))
    assert [note.answer for note in load(back).deck.notes] == ["", "x\n# deep"]
    assert back.count("deep") == 3


def test_the_header_changes_by_key() -> None:
    updated = change(HAND_WRITTEN, lambda deck: replace(deck, title="Cells", tags=("x",)))
    assert differences(HAND_WRITTEN, updated) == [
        '-    title: "Biology"   # a title',
        "+    title: Cells   # a title",
        "+    tags: [x]",
    ]


def test_lists_come_and_go() -> None:
    section = Section(SectionId("s"), "S")
    source = Source(SourceId("a"), "a.txt")
    updated = change(
        HAND_WRITTEN, lambda deck: replace(deck, sections=(section,), sources=(source,))
    )
    added = [
        "+sources:",
        "+  - id: a",
        "+    path: a.txt",
        "+sections:",
        "+  - id: s",
        "+    title: S",
    ]
    assert differences(HAND_WRITTEN, updated) == added
    assert "id: biology\nsources:\n" in updated
    back = change(updated, lambda deck: replace(deck, sections=(), sources=()))
    assert back == HAND_WRITTEN


def test_missing_ids_are_inserted_as_lines() -> None:
    text = (
        "deck:\n  title: Biology\nsections:\n- title: Basics\nquestions:\n"
        "  # easy\n  - question: What is a cell?\n    answer: |\n      A unit.\n\n"
        "  - answer: x\n    question: What is DNA?\n"
    )
    updated = change(text, lambda deck: deck)
    assert differences(text, updated) == [
        "+  id: biology",
        "-- title: Basics",
        "+- id: basics",
        "+  title: Basics",
        "-  - question: What is a cell?",
        "+  - id: cell",
        "+    question: What is a cell?",
        "-  - answer: x",
        "+  - id: dna",
        "+    answer: x",
    ]


def test_a_missing_answer_stays_missing_until_there_is_one() -> None:
    text = "deck: {id: d, title: D}\nquestions:\n- id: a\n  question: A\n  skip: true\n"
    assert change(text, lambda deck: deck) == text
    updated = change(text, change_note("a", answer="x"))
    assert differences(text, updated) == ["+  answer: |-", "+    x"]


def test_variants_that_did_not_change_keep_their_lines() -> None:
    text = (
        "deck: {id: d, title: D}\nsources:\n- {id: s, path: s.txt}\nquestions:\n"
        "- id: a\n  question: A\n  answer: x\n  variants:   # the record\n"
        '  - {from: s:1, text: "one"}   # my favourite\n  # second\n  - from: s:2\n    text: two\n'
    )
    variant = Variant(Place(SourceId("s"), ((3, 3),)), "three")

    def edit(deck: Deck) -> Deck:
        (note,) = deck.notes
        return replace(deck, notes=(replace(note, variants=(note.variants[0], variant)),))

    updated = change(text, edit)
    assert differences(text, updated) == [
        "-  # second",
        "-  - from: s:2",
        "-    text: two",
        "+  - from: s:3",
        "+    text: |-",
        "+      three",
    ]


def test_a_file_in_braces_is_written_anew() -> None:
    updated = change("{deck: {title: D}, questions: [{question: A, answer: B}]}", lambda deck: deck)
    assert updated == dump_deck(load(updated).deck)


def test_a_list_in_brackets_is_written_anew_and_the_rest_stays() -> None:
    text = "# mine\ndeck: {id: d, title: D}\nquestions: [{id: a, question: A, answer: B}]  # few\n"
    updated = change(text, change_note("a", answer="C"))
    assert updated.startswith("# mine\ndeck: {id: d, title: D}\nquestions:  # few\n  - id: a\n")


def test_line_ends_of_the_file_stay() -> None:
    windows = HAND_WRITTEN.replace("\n", "\r\n")
    assert change(windows, lambda deck: deck) == windows
    updated = change(windows, change_note("cell", answer="x"))
    assert updated == change(HAND_WRITTEN, change_note("cell", answer="x")).replace("\n", "\r\n")
    marked = "\ufeffdeck: {id: d, title: D}\nquestions:\n- id: a\n  question: A  # why\n"
    assert change(marked, change_note("a", skip=True)) == marked + "  skip: true\n"


def test_an_empty_list_is_filled() -> None:
    new = Note(NoteId("a"), "A", "x")
    for empty in ("questions:  # none", "questions: []  # none"):
        text = f"deck: {{id: d, title: D}}\n{empty}\n# end\n"
        updated = change(text, lambda deck: replace(deck, notes=(new,)))
        written = "questions:  # none\n  - id: a\n    question: A\n    answer: |-\n      x\n# end\n"
        assert updated == f"deck: {{id: d, title: D}}\n{written}"
        emptied = change(updated, lambda deck: replace(deck, notes=()))
        assert emptied == "deck: {id: d, title: D}\nquestions: []  # none\n# end\n"


def test_a_file_without_a_last_newline() -> None:
    text = "deck: {id: d, title: D}\nquestions:\n- id: a\n  question: A\n  answer: B"
    assert change(text, lambda deck: deck) == text
    assert change(text, change_note("a", skip=True)) == text + "\n  skip: true\n"


def test_a_broken_file_is_never_overwritten() -> None:
    with pytest.raises(ValueError, match="not a valid deck"):
        update_deck("deck: [", Deck("d", "D"))


# --- any edit of any deck ------------------------------------------------------------------------


@st.composite
def edited(draw: st.DrawFn, deck: Deck) -> Deck:
    """The deck after some questions were added, removed, moved and changed."""
    found = list(deck.notes)
    for _ in range(draw(st.integers(0, 3))):
        step = draw(st.sampled_from(["add", "remove", "move", "change", "change"]))
        other = draw(notes(deck.sources, deck.sections))
        place = draw(st.integers(0, len(found)))
        if step == "add":
            if other.id not in {note.id for note in found}:
                found.insert(place, other)
        elif found:
            note = found.pop(place - 1)
            if step == "move":
                found.insert(draw(st.integers(0, len(found))), note)
            elif step == "change":
                names = st.sampled_from([name for name in Note.__slots__ if name != "id"])
                changes = {name: getattr(other, name) for name in draw(st.sets(names, max_size=3))}
                found.insert(place, replace(note, **changes))
    known = {note.id for note in found}
    return replace(
        deck,
        title=draw(st.just(deck.title) | lines().filter(bool)),
        tags=draw(st.just(deck.tags) | tags()),
        same=tuple(pair for pair in deck.same if known.issuperset(pair)),
        different=tuple(pair for pair in deck.different if known.issuperset(pair)),
        notes=tuple(found),
    )


@st.composite
def restyled(draw: st.DrawFn, deck: Deck) -> str:
    """A file that says the deck in another hand: keys shuffled, other styles, ids left out."""
    plain = yaml.load(dump_deck(deck), yaml.BaseLoader)
    plain["nnexport"] = 1
    if "subdecks" in plain["deck"]:
        plain["deck"]["subdecks"] = True
    leave_ids_out = draw(st.booleans()) and not deck.same and not deck.different
    for question in plain["questions"]:
        for mapping in (question, *question.get("variants", ())):
            mapping |= {key: True for key in ("skip", "edited") if key in mapping}
            keys = draw(st.permutations(list(mapping)))
            values = {key: mapping[key] for key in keys if key != "id" or not leave_ids_out}
            mapping.clear()
            mapping.update(values)
    return yaml.dump(
        plain,
        Dumper=yaml.SafeDumper,
        allow_unicode=draw(st.booleans()),
        width=draw(st.sampled_from([20, 80, 10_000])),
        indent=draw(st.integers(2, 4)),
        default_flow_style=draw(st.sampled_from([False, False, None, True])),
        sort_keys=False,
    )


@st.composite
def commented(draw: st.DrawFn, deck: Deck) -> str:
    """The canonical file with comments and blank lines wherever YAML allows them."""
    result: list[str] = []
    block_indent: int | None = None
    for line in dump_deck(deck).split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line or indent > block_indent):
            result.append(line)
            continue
        block_indent = None
        if draw(st.integers(0, 5)) == 0:
            above = ["", " " * indent + "# same", "# left", "      # deeper"]
            result.append(draw(st.sampled_from(above)))
        if header := re.match(r"( *(?:- )?)[a-z_]+: \|", line):
            block_indent = len(header[1])
        tail = "  # tail" if line and draw(st.integers(0, 6)) == 0 else ""
        result.append(line + tail)
    return "\n".join(result)


@given(st.data())
def test_any_edit_of_any_file(data: st.DataObject) -> None:
    deck = data.draw(decks(max_notes=3))
    text = data.draw(st.one_of(st.just(dump_deck(deck)), commented(deck), restyled(deck)))
    wanted = data.draw(edited(load(text).deck))
    with pytest.MonkeyPatch.context() as patch:
        # Writing everything anew is for what nobody foresaw, and for a file in braces.
        if not text.startswith("{"):
            patch.setattr(update, "dump_deck", lambda deck: pytest.fail("all was written anew"))
        assert change(text, lambda _: wanted)


@settings(max_examples=40)
@given(st.data())
def test_comments_and_lines_of_everything_else_stay(data: st.DataObject) -> None:
    deck = data.draw(decks(max_notes=3).filter(lambda deck: bool(deck.notes)))
    text = data.draw(commented(deck))
    # A comment that is indented like a text above it is text.
    note = data.draw(st.sampled_from(load(text).deck.notes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(update, "dump_deck", lambda deck: pytest.fail("all was written anew"))
        updated = change(text, change_note(note.id, answer="Something else."))
    # One that is deeper than its place in the file may have to come nearer.
    old = [line.lstrip(" ") for line in text.split("\n")]
    new = [line.lstrip(" ") for line in updated.split("\n")]
    start = load(text).span(note.id, "answer").line - 1
    assert new[: start + 2] == [*old[:start], new[start], "Something else."]
    assert re.match(r"answer: \|-(  # tail)?", new[start])
    rest = new[start + 2 :]
    assert old[len(old) - len(rest) :] == rest
    gone = old[start + 1 : len(old) - len(rest)]
    assert len(gone) == (len(note.answer.split("\n")) if note.answer else 0)
