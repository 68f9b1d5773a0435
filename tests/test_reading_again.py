"""Sources change, new ones come, people edit the YAML: what ``ingest`` makes of a deck."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnexport.deck.document import SectionId
from tests.branches import (
    DECK,
    LOCK,
    contents,
    delete,
    edit,
    facts,
    folder,
    ingest,
    note,
    read,
    read_lock,
    run,
    sentences,
    source,
)

GLACIER = "What is a glacier?\nA glacier is a slow river of ice."
COMETS = "Why do comets have tails?\nSunlight heats their ice, and gas streams away."
VIOLIN = "How is a violin tuned?\nEach string is tightened with its peg."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return tmp_path


def two_sources() -> None:
    source("a.txt", GLACIER, COMETS)
    source("b.txt", "What is a glacier?\nSnow was pressed for centuries.", VIOLIN)
    ingest("a.txt", "b.txt")


def rewrite(old: str, new: str, name: str = DECK) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


# --- three-way -----------------------------------------------------------------------------------


def test_an_untouched_answer_is_made_anew() -> None:
    two_sources()
    source("b.txt", "What is a glacier?\nIt carves valleys with steep walls.", VIOLIN)
    ingest()
    assert sentences(note("glacier").answer) == {
        "A glacier is a slow river of ice.", "It carves valleys with steep walls.",
    }  # fmt: skip


def test_what_is_new_to_an_edited_answer_is_named_once() -> None:
    two_sources()
    edit("glacier", answer="Ice on its way down.")
    assert "NN104" not in ingest().stderr
    new = "It carves valleys with steep walls. Snow was pressed for centuries."
    source("b.txt", VIOLIN, f"What is a glacier?\n{new}")
    said = ingest().stderr
    assert said.count("NN104") == 1
    assert re.search(r"(?m)^d\.yaml:\d+:5: warning NN104 answer-kept: new in b:5, not in", said)
    assert "new in b:5, not in your text: “It carves valleys with steep walls.”\n" in said
    assert note("glacier").answer == "Ice on its way down."
    assert "NN104" not in ingest("-v").stderr
    assert "NN104" not in run("check", DECK, "-v").stderr


def test_check_names_it_as_long_as_it_was_not_read() -> None:
    two_sources()
    edit("glacier", answer="Ice on its way down.")
    source("a.txt", GLACIER + " It carves valleys.", COMETS)
    for _ in range(2):
        assert "new in a:2, not in your text: “It carves valleys.”" in run("check", DECK).stderr


def test_a_new_source_is_compared_with_your_text() -> None:
    source("a.txt", GLACIER)
    ingest("a.txt")
    edit("glacier", answer="A slow river of ice. Its weight makes it flow downhill.")
    text = "A glacier is a slow river of ice. Its weight makes it flow downhill. It has crevasses."
    source("b.txt", f"What is a glacier?\n{text}\n\n- Ablation: ice melts at its tongue.")
    said = ingest("b.txt").stderr
    new = "new in b:2-4, not in your text: “It has crevasses.” “Ablation: ice melts at its tongue.”"
    assert new in said
    assert [str(variant.place) for variant in note("glacier").variants] == ["a:2", "b:2-4"]


def test_many_new_statements_are_counted() -> None:
    source("a.txt", GLACIER)
    ingest("a.txt")
    edit("glacier", answer="Mine.")
    facts = ["Crevasses open in it", "Moraines lie beside it", "Its tongue melts in summer",
             "Meltwater leaves through a gate", "Dust darkens its surface"]  # fmt: skip
    source("b.txt", f"What is a glacier?\n{'. '.join(facts)}.")
    assert "“Its tongue melts in summer.” and 2 more" in ingest("b.txt").stderr


def test_a_statement_in_other_words_is_not_new() -> None:
    two_sources()
    edit("glacier", answer="A glacier is a slow river of ice, pressed from snow.")
    source("a.txt", "What is a glacier?\nGlacier: a slow river of ice.", COMETS)
    assert "NN104" not in ingest("-v").stderr


def test_an_answer_to_a_question_written_by_hand_is_compared_too() -> None:
    deck = "deck:\n  title: D\nquestions:\n  - question: What is a glacier?\n    answer: Ice.\n"
    Path(DECK).write_text(deck, "utf-8")
    source("a.txt", GLACIER)
    assert "new in a:2, not in your text: “A glacier is a slow river of ice.”" in (
        ingest("a.txt").stderr
    )
    assert note("glacier").answer == "Ice."


# --- asking for a new answer ---------------------------------------------------------------------


def test_a_deleted_answer_key_asks_for_a_new_answer() -> None:
    two_sources()
    made = note("glacier").answer
    edit("glacier", answer="Mine.")
    ingest()
    rewrite("    answer: |-\n      Mine.\n", "")
    ingest()
    assert note("glacier").answer == made


@pytest.mark.parametrize("empty", ["''", '""', ""])
def test_an_answer_emptied_by_hand_stays_empty(empty: str) -> None:
    two_sources()
    made = note("glacier").answer
    lines = textwrap.indent(f"answer: |-\n  {made}\n", "    ")
    rewrite(lines, f"    answer: {empty}".rstrip() + "\n")
    for _ in range(2):
        said = ingest().stderr
        assert note("glacier").answer == ""
        assert "NN211" in said
        assert "NN104" not in said
    rewrite(f"    answer: {empty}".rstrip() + "\n", "")
    ingest()
    assert note("glacier").answer == made


def test_an_open_question_is_answered_by_a_later_source() -> None:
    source("a.txt", "What is a glacier?", COMETS)
    ingest("a.txt")
    assert note("glacier").answer == ""
    source("b.txt", GLACIER)
    ingest("b.txt")
    assert note("glacier").answer == "A glacier is a slow river of ice."


# --- policies ------------------------------------------------------------------------------------

LONG = "Snow was pressed for centuries until it became a stream of ice that creeps downhill."


def three_answers() -> None:
    source("a.txt", GLACIER, COMETS)
    source("b.txt", f"What is a glacier?\n{LONG}", VIOLIN)
    ingest("a.txt", "b.txt")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("longest", {LONG}),
        ("best:a", {"A glacier is a slow river of ice."}),
        ("best:b", {LONG}),
        ("merged", {"A glacier is a slow river of ice.", LONG}),
    ],
)
def test_a_policy_decides_what_is_made(policy: str, expected: set[str]) -> None:
    three_answers()
    other = "longest" if policy != "longest" else "merged"
    rewrite("answers: merged", f"answers: {other}")
    ingest()
    rewrite(f"answers: {other}", f"answers: {policy}")
    ingest()
    assert sentences(note("glacier").answer) == expected
    assert note("violin-tuned").answer == "Each string is tightened with its peg."
    before = contents()
    ingest()
    assert contents() == before


def test_a_policy_of_one_question_outweighs_that_of_the_deck() -> None:
    three_answers()
    rewrite("answers: merged", "answers: best:a")
    edit("glacier", answer_from="best:b")
    ingest()
    assert note("glacier").answer == LONG


def test_a_policy_leaves_an_edited_answer_alone() -> None:
    three_answers()
    edit("glacier", answer="Mine.")
    rewrite("answers: merged", "answers: longest")
    ingest()
    assert note("glacier").answer == "Mine."
    rewrite("    answer: |-\n      Mine.\n", "")
    ingest()
    assert note("glacier").answer == LONG


def test_the_longest_answer_is_a_whole_one() -> None:
    source("a.txt", GLACIER)
    source("b.txt", f"What is a glacier?\n{LONG} It moves because the")
    ingest("a.txt", "b.txt")
    rewrite("answers: merged", "answers: longest")
    ingest()
    assert note("glacier").answer == "A glacier is a slow river of ice."


# --- the file ------------------------------------------------------------------------------------


def test_comments_key_order_and_bytes_stay() -> None:
    two_sources()
    text = Path(DECK).read_text("utf-8")
    text = text.replace("deck:\n", "deck:  # mine\n").replace(
        "    number: '1'\n    question: What is a glacier?\n",
        "    # first the question\n    question: What is a glacier?\n    number: '1'\n", 1,
    )  # fmt: skip
    text = text.replace("\n  - id: comets-tails", "\n  # look this up\n  - id: comets-tails")
    Path(DECK).write_text(text, "utf-8")
    before = contents()
    ingest()
    assert contents() == before
    source("b.txt", "What is a glacier?\nIt carves valleys.", VIOLIN)
    ingest()
    after = Path(DECK).read_text("utf-8")
    for kept in (
        "deck:  # mine\n",
        "    # first the question\n    question: What is a glacier?\n    number: '1'\n",
        "\n  # look this up\n  - id: comets-tails",
    ):
        assert kept in after
    changed = set(after.split("\n")) ^ set(text.split("\n"))
    assert all("glacier" in line or "valleys" in line or "sha256" in line or "Snow" in line
               for line in changed)  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_stay(ends: str) -> None:
    two_sources()
    text = Path(DECK).read_text("utf-8").replace("\n", ends)
    Path(DECK).write_bytes(b"\xef\xbb\xbf" + text.encode())
    before = contents()
    ingest()
    assert contents() == before
    source("a.txt", GLACIER + " It carves valleys.", COMETS)
    ingest()
    data = Path(DECK).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# nnexport deck.")
    assert b"valleys" in data
    assert data.count(b"\n") == data.count(ends.encode())
    assert run("build", DECK).exit_code == 0


# --- sections and tags ---------------------------------------------------------------------------

IN_SECTIONS = """\
# Nature

## What is a glacier?

A glacier is a slow river of ice.

# Music

## How is a violin tuned?

Each string is tightened with its peg.
"""


def test_a_section_line_deleted_by_hand_stays_away() -> None:
    Path("a.md").write_text(IN_SECTIONS, "utf-8")
    ingest("a.md")
    assert note("glacier").section == "nature"
    rewrite("    section: nature\n", "")
    for _ in range(2):
        ingest()
        assert note("glacier").section is None
        assert note("violin-tuned").section == "music"


def test_a_section_chosen_by_hand_stays_and_an_untouched_one_follows_its_source() -> None:
    Path("a.md").write_text(IN_SECTIONS, "utf-8")
    ingest("a.md")
    edit("glacier", section=SectionId("music"))
    ingest()
    Path("a.md").write_text(
        IN_SECTIONS.replace("Nature", "Ice").replace("Music", "Strings"), "utf-8"
    )
    ingest()
    assert note("glacier").section == "music"
    assert note("violin-tuned").section == "strings"


# --- going and coming back -----------------------------------------------------------------------


@pytest.mark.parametrize("returning", [GLACIER, GLACIER.replace("What is a", "Explain what a", 1)
                                       .replace("glacier?", "glacier is.", 1)])  # fmt: skip
def test_a_question_comes_back_as_it_was(returning: str) -> None:
    Path("s.md").write_text(IN_SECTIONS, "utf-8")
    source("a.txt", GLACIER, COMETS)
    ingest("s.md", "a.txt")
    ingest("--remove", "s")
    mine = {"tags": ("mine", "ice"), "section": SectionId("music"), "accept": ("NN101",),
            "answer_from": "longest", "number": "7b"}  # fmt: skip
    edit("glacier", **mine)
    ingest()
    run("anki", DECK)
    created = {each.id: each.created for each in read_lock().notes}
    source("a.txt", COMETS)
    assert "NN103" in ingest().stderr
    assert "glacier" not in facts(read())
    ingest()
    source("a.txt", returning, COMETS)
    ingest()
    back = note("glacier")
    assert {name: getattr(back, name) for name in mine} == mine
    assert back.answer == "A glacier is a slow river of ice."
    assert "glacier" not in {each.id for each in read_lock().removed}
    assert {each.id: each.created for each in read_lock().notes} == created


def test_tags_of_the_source_come_back_with_a_question() -> None:
    head = "question,answer,tags\n"
    row = "What is a glacier?,A river of ice.,ice\n"
    other = "Why do comets have tails?,Gas streams away.,space\n"
    Path("a.csv").write_text(head + row + other, "utf-8")
    ingest("a.csv")
    Path("a.csv").write_text(head + other, "utf-8")
    ingest()
    Path("a.csv").write_text(head + row + other, "utf-8")
    ingest()
    assert note("glacier").tags == ("ice",)


def test_a_question_with_an_edited_answer_stays_without_its_source() -> None:
    two_sources()
    edit("violin-tuned", answer="With a tuning fork.")
    said = ingest("--remove", "b").stderr
    assert note("violin-tuned").answer == "With a tuning fork."
    assert note("violin-tuned").variants == ()
    assert "it stays, because you edited it" in said
    assert "NN103" not in ingest().stderr


def test_a_reworded_question_keeps_its_answer_without_its_source() -> None:
    two_sources()
    edit("violin-tuned", question="How do you tune a violin?")
    ingest()
    ingest("--remove", "b")
    assert note("violin-tuned").question == "How do you tune a violin?"
    assert note("violin-tuned").answer == "Each string is tightened with its peg."


@pytest.mark.parametrize("wording", ["What is a glacier?", "Explain what a glacier is.",
                                     "Please explain what a glacier is!"])  # fmt: skip
def test_a_deleted_question_stays_out_even_if_it_is_reworded(wording: str) -> None:
    two_sources()
    delete("glacier")
    assert "NN109" in ingest("-v").stderr
    source("a.txt", COMETS, f"{wording}\nA glacier is a slow river of ice.")
    for _ in range(2):
        ingest()
        assert "glacier" not in " ".join(facts(read()))
    assert [(each.id, each.by) for each in read_lock().removed] == [("glacier", "user")]


ENZYMES = (
    "What is the role of enzymes?\nThey speed up reactions.",
    "What role do enzymes play?\nThey lower the energy that it takes.",
)


def asked_in_two_wordings(name: str = "a.txt", other: str = "b.txt") -> None:
    source(name, ENZYMES[0], COMETS)
    source(other, GLACIER, ENZYMES[1])
    ingest(name, other)
    assert len(note("enzymes").variants) == 2
    delete("enzymes")


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
@pytest.mark.parametrize("is_old_lock", [False, True])
def test_a_deleted_question_stays_out_in_each_wording(
    names: tuple[str, str], *, is_old_lock: bool
) -> None:
    asked_in_two_wordings(*names)
    if is_old_lock:
        lock = Path(LOCK).read_text("utf-8")
        older = re.sub(r", asked: [\w-]+", "", lock)
        assert older != lock
        Path(LOCK).write_text(older, "utf-8")
    assert "NN109" in ingest("-v").stderr
    for _ in range(2):
        assert set(facts(read())) >= {"glacier", "comets-tails"}
        assert "nzymes" not in Path(DECK).read_text("utf-8")
        assert [(each.id, each.by) for each in read_lock().removed] == [("enzymes", "user")]
        before = contents()
        ingest()
        assert contents() == before


@pytest.mark.parametrize("is_read_between", [False, True])
@pytest.mark.parametrize("changed", [0, 1])
@pytest.mark.parametrize("now", [(), ("Where are enzymes made?\nIn every cell.",)])
def test_a_deleted_question_stays_out_when_a_source_loses_one_of_its_wordings(
    now: tuple[str, ...], changed: int, *, is_read_between: bool
) -> None:
    asked_in_two_wordings()
    if is_read_between:
        ingest()
    name, rest = [("a.txt", COMETS), ("b.txt", GLACIER)][changed]
    source(name, rest, *now)
    for _ in range(2):
        assert "NN109" in ingest("-v").stderr
        assert len(read().notes) == 2 + len(now)
        assert not any("role" in each.question for each in read().notes)
    source(name, rest, ENZYMES[changed])
    ingest()
    assert len(read().notes) == 2


@pytest.mark.parametrize("wording", ["What role do enzymes play?", "What is the role of enzymes?"])
def test_a_third_source_does_not_bring_back_a_deleted_question(wording: str) -> None:
    asked_in_two_wordings()
    ingest()
    source("a.txt", COMETS)
    source("b.txt", GLACIER)
    ingest()
    source("c.txt", f"{wording}\nThey are catalysts.", VIOLIN)
    assert "NN109" in ingest("c.txt", "-v").stderr
    assert len(read().notes) == 3


CODES = "What does HTTP 404 mean?\nThe page is missing.", "Name HTTP 404.\nNot found."


@pytest.mark.parametrize("keeps_source", [True, False])
def test_only_a_note_whose_question_is_gone_is_said_to_leave(*, keeps_source: bool) -> None:
    source("a.txt", CODES[0], COMETS)
    source("b.txt", CODES[1], VIOLIN)
    ingest("a.txt", "b.txt")
    other, one = (each.id for each in read().notes if "404" in each.question)
    rewrite("deck:\n", f"deck:\n  same: [[{one}, {other}]]\n")
    assert {v.place.source for v in note(other).variants} == {"a"}
    if not keeps_source:
        source("a.txt", COMETS)
    said = ingest("-v").stderr
    assert other not in facts(read())
    assert ("NN103" in said) is not keeps_source
    assert len(note(one).variants) == 1 + keeps_source
    assert "NN103" not in ingest("-v").stderr


def test_a_note_that_was_edited_is_said_to_stay_though_its_question_was_joined() -> None:
    source("a.txt", CODES[0], COMETS)
    source("b.txt", CODES[1], VIOLIN)
    ingest("a.txt", "b.txt")
    one, other = (each.id for each in read().notes if "404" in each.question)
    rewrite("deck:\n", f"deck:\n  same: [[{one}, {other}]]\n")
    edit(other, answer="Mine.")
    assert "it stays, because you edited it" in ingest().stderr
    assert note(other).answer == "Mine."


def test_a_question_that_left_comes_back_in_each_wording() -> None:
    source("a.txt", ENZYMES[0], COMETS)
    source("b.txt", GLACIER, ENZYMES[1])
    ingest("a.txt", "b.txt")
    source("a.txt", COMETS)
    source("b.txt", GLACIER)
    ingest()
    source("b.txt", GLACIER, ENZYMES[1])
    ingest()
    assert note("enzymes").question == "What role do enzymes play?"
    assert read_lock().removed == ()


def test_another_question_of_the_same_topic_is_no_deleted_one() -> None:
    two_sources()
    delete("glacier")
    ingest()
    source(
        "a.txt",
        COMETS,
        "Where does a glacier end?\nAt its tongue.",
        "What is not a glacier?\nA sea.",
    )
    ingest()
    asked = {each.question for each in read().notes}
    assert {"Where does a glacier end?", "What is not a glacier?"} <= asked


def test_a_deleted_question_comes_back_when_it_is_written_again() -> None:
    two_sources()
    run("anki", DECK)
    delete("glacier")
    ingest()
    text = Path(DECK).read_text("utf-8")
    block = "  - id: glacier\n    question: What is a glacier?\n    answer: Mine.\n"
    Path(DECK).write_text(text.replace("questions:\n", "questions:\n" + block + "\n"), "utf-8")
    ingest()
    assert note("glacier").answer == "Mine."
    assert len(note("glacier").variants) == 2
    assert read_lock().removed == ()


def test_an_id_is_never_used_again() -> None:
    source("a.txt", "What is dropout?\nLeaving neurons out.", COMETS)
    ingest("a.txt")
    delete("dropout")
    ingest()
    source("a.txt", COMETS, "When is dropout used?\nWhile training.")
    ingest()
    assert "dropout-2" in facts(read())
    assert "dropout" not in facts(read())


def test_an_answer_that_waited_goes_to_its_question_when_a_source_brings_it() -> None:
    ice, key = "A glacier is a slow river of ice.", "Comets have tails of gas and dust."
    asked = ["What is snow?", "What is hail?", "What is rain?"]
    said = ["Frozen water.", "Snow is hail when it is big.", "Rain is water that falls.", ice, key]
    for lines in (asked, said):
        with Path("a.txt").open("a", encoding="utf-8") as file:
            file.writelines(f"{n}. {line}\n" for n, line in enumerate(lines, 1))
            file.write("\n")
    ingest("a.txt")
    waiting = [each for each in read().notes if not each.question]
    assert [each.answer for each in waiting] == [ice, key]
    edit(waiting[1].id, answer="Mine.")
    more = "What is a glacier?\nIt flows.", "Why do comets have tails?\nGas streams away."
    source("b.txt", *(f"{each}\nWater." for each in asked), *more)
    told = ingest("b.txt", "-v").stderr
    assert "NN102" in told
    assert "NN103" not in told
    assert {v.place.source for v in note("glacier").variants} == {"a", "b"}
    assert [each.answer for each in read().notes if not each.question] == ["Mine."]
    before = contents()
    ingest()
    assert contents() == before


# --- sources -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["--remove", "lines"])
def test_a_removed_source_takes_its_variants_along_and_no_edited_text(how: str) -> None:
    two_sources()
    edit("glacier", answer="My own words.")
    ingest()
    if how == "--remove":
        ingest("--remove", "b")
    else:
        text = Path(DECK).read_text("utf-8")
        Path(DECK).write_text(re.sub(r"  - id: b\n    path.*\n    sha256.*\n", "", text), "utf-8")
        ingest()
    assert note("glacier").answer == "My own words."
    assert [variant.place.source for variant in note("glacier").variants] == ["a"]
    assert "violin-tuned" not in facts(read())
    assert "b.txt" not in Path(DECK).read_text("utf-8")


@pytest.mark.parametrize("named", [True, False])
def test_a_renamed_source_keeps_everything(named: bool) -> None:
    two_sources()
    edit("glacier", answer="My own words.", tags=("mine",))
    ingest()
    before, lock = facts(read()), Path(LOCK).read_bytes()
    Path("b.txt").rename("other name.txt")
    ingest(*(["other name.txt"] if named else []))
    assert facts(read()) == before
    assert Path(LOCK).read_bytes() == lock
    assert [(each.id, each.path) for each in read().sources] == [
        ("a", "a.txt"), ("b", "other name.txt"),
    ]  # fmt: skip


def test_a_source_moved_to_another_folder_keeps_everything() -> None:
    two_sources()
    before = facts(read())
    Path("texts").mkdir()
    Path("b.txt").rename("texts/b.txt")
    ingest()
    assert facts(read()) == before
    assert [each.path for each in read().sources] == ["a.txt", "texts/b.txt"]


def test_a_source_renamed_and_changed_is_a_missing_one_with_a_way_out() -> None:
    two_sources()
    edit("glacier", answer="My own words.")
    ingest()
    Path("b.txt").unlink()
    source("c.txt", "What is a glacier?\nIt carves valleys.", VIOLIN)
    before = contents()
    for named in ((), ("c.txt",)):
        result = run("ingest", *named, "--into", DECK)
        assert result.exit_code == 1
        assert "b.txt: error NN001" in result.stderr
        assert "path:" in result.stderr
        assert "--remove b" in result.stderr
        assert contents() == before
    rewrite("path: b.txt", "path: c.txt")
    ingest()
    assert [each.id for each in read().sources] == ["a", "b"]
    assert note("glacier").answer == "My own words."
    assert "violin-tuned" in facts(read())


def test_two_files_of_one_text_are_no_rename() -> None:
    source("a.txt", GLACIER)
    ingest("a.txt")
    Path("copy.txt").write_bytes(Path("a.txt").read_bytes())
    ingest()
    assert [each.path for each in read().sources] == ["a.txt"]


def test_a_source_listed_twice_is_one() -> None:
    two_sources()
    text = Path(DECK).read_text("utf-8")
    again = "  - id: twice\n    path: ./a.txt\nquestions:"
    Path(DECK).write_text(text.replace("questions:", again, 1), "utf-8")
    before = contents()
    result = run("ingest", "--into", DECK)
    assert result.exit_code == 1
    assert "NN207" in result.stderr
    assert contents() == before


# --- runs that end early -------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
import nnexport.files
count = int(sys.argv[1])
replace = Path.replace
def counted(self, target):
    global count
    count -= 1
    if count < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
Path.replace = counted
from nnexport.cli import main
main(["ingest", "more/c.txt", "--into", "d/d.yaml"])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_run_leaves_every_file_whole_and_the_next_one_repairs(tmp_path: Path) -> None:
    for name in ("whole", "killed"):
        Path(name, "d").mkdir(parents=True)
        Path(name, "more").mkdir()
        os.chdir(tmp_path / name)
        source("d/a.txt", GLACIER, COMETS)
        source("more/c.txt", "What is a glacier?\nIt carves valleys.", VIOLIN)
        assert run("ingest", "d/a.txt", "--into", "d/d.yaml").exit_code == 0
        os.chdir(tmp_path)
    old = {name: Path("killed", name).read_bytes() for name in ("d/d.yaml", "d/d.lock.yaml")}
    os.chdir(tmp_path / "whole")
    assert run("ingest", "more/c.txt", "--into", "d/d.yaml").exit_code == 0
    expected = contents()
    os.chdir(tmp_path / "killed")
    ends = []
    for writes in range(8):
        done = subprocess.run([sys.executable, "-c", KILLED, str(writes)], check=False,
                              capture_output=True)  # fmt: skip
        ends.append(done.returncode)
        found = {name: data for name, data in contents().items() if "/." not in name}
        for name, data in found.items():
            assert data in (expected.get(name), old.get(name)), name
        if done.returncode == 0:
            break
        for name, data in old.items():
            Path(name).write_bytes(data)
    assert ends.count(-signal.SIGKILL) >= 3
    assert {name: data for name, data in contents().items() if "/." not in name} == expected


def test_a_run_killed_between_deck_and_lock_is_repaired(tmp_path: Path) -> None:
    two_sources()
    source(
        "b.txt", "What is a glacier?\nIt carves valleys.", VIOLIN, GLACIER.replace("a g", "the g")
    )
    lock = Path(LOCK).read_bytes()
    ingest()
    expected = contents()
    Path(LOCK).write_bytes(lock)
    ingest()
    assert contents() == expected


# --- the clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["soon", "²", "-5", "1e9", "9" * 30, "1790000000.5", "١٢٣x"])
@pytest.mark.parametrize("command", ["build", "anki"])
def test_an_unusable_clock_is_one_error(
    monkeypatch: pytest.MonkeyPatch, value: str, command: str
) -> None:
    two_sources()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = contents()
    result = run(command, DECK)
    assert result.exit_code == 1
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert result.stderr.startswith("SOURCE_DATE_EPOCH: error: ")
    assert contents() == before


def test_an_empty_clock_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    two_sources()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert run("anki", DECK).exit_code == 0


# --- any sequence --------------------------------------------------------------------------------

SAID = {
    "What is a glacier?": ["It is a slow river of ice.", "It carves valleys.", "Snow feeds it."],
    "Why do comets have tails?": ["Gas streams away.", "Their dust reflects sunlight."],
    "How is a violin tuned?": ["By its pegs.", "A fork gives the pitch."],
    "What does an enzyme do?": ["It speeds up a reaction.", "It lowers an energy."],
}
NAMES = ("a", "b", "c")

texts = st.lists(
    st.sampled_from(list(SAID)).flatmap(
        lambda question: st.lists(
            st.sampled_from(SAID[question]), unique=True, min_size=1, max_size=2
        ).map(lambda said: f"{question}\n{' '.join(said)}")
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda pair: pair.split("\n")[0],
)
steps = st.one_of(
    st.tuples(st.just("read"), st.sampled_from(NAMES), texts),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("edit"), st.integers(0, 9), st.sampled_from(["Mine.", "Mine, too."])),
    st.tuples(st.just("comment"), st.integers(0, 9), st.none()),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def take(step: tuple[str, object, object], written: dict[str, str], comments: set[str]) -> None:
    """Do one step; ``written`` and ``comments``: what must be there ever after."""
    kind, which, what = step
    ids = [each.id for each in read().notes]
    if kind == "read":
        source(f"{which}.txt", *what)  # type: ignore[misc]
        ingest(f"{which}.txt")
    elif kind == "remove":
        listed = [each.id for each in read().sources]
        if which in listed and len(listed) > 1:
            ingest("--remove", str(which))
    elif kind == "edit" and ids:
        chosen = ids[which % len(ids)]  # type: ignore[operator]
        edit(chosen, answer=what)
        written[chosen] = str(what)
    elif kind == "comment" and ids:
        chosen = ids[which % len(ids)]  # type: ignore[operator]
        edit(chosen, answer="Mine.")
        written[chosen] = "Mine."
        if f"# of {chosen}\n" not in comments:
            rewrite(f"  - id: {chosen}\n", f"  # of {chosen}\n  - id: {chosen}\n")
            comments.add(f"# of {chosen}\n")


@FEW
@given(texts, st.lists(steps, max_size=6))
def test_edits_and_comments_survive_any_sequence(
    first: list[str], following: list[tuple[str, object, object]]
) -> None:
    with tempfile.TemporaryDirectory() as name, folder(Path(name) / "d"):
        source("a.txt", *first)
        ingest("a.txt")
        written: dict[str, str] = {}
        comments: set[str] = set()
        for step in following:
            take(step, written, comments)
            before = contents()
            ingest()
            if step[0] in ("read", "remove"):
                assert contents() == before
            answers = {each.id: each.answer for each in read().notes}
            assert written.items() <= answers.items()
            text = Path(DECK).read_text("utf-8")
            assert all(comment in text for comment in comments)


@FEW
@given(st.lists(texts, min_size=2, max_size=3), st.permutations([0, 1, 2]))
def test_the_order_of_sources_changes_no_answers_content(
    each: list[list[str]], order: list[int]
) -> None:
    found = []
    for places in (range(len(each)), [place for place in order if place < len(each)]):
        with tempfile.TemporaryDirectory() as name, folder(Path(name) / "d"):
            for place in places:
                source(f"{NAMES[place]}.txt", *each[place])
                ingest(f"{NAMES[place]}.txt")
            found.append({n.question: sentences(n.answer) for n in read().notes})
    assert found[0] == found[1]


def test_sources_of_different_subjects_stand_in_their_order() -> None:
    source("1.txt", "What is a cell?\nA small unit.", "What is a leaf?\nA green part.")
    source("2.txt", "What is a magnet?\nIt attracts iron.", "What is a lens?\nIt bends light.")
    source("3.txt", "Who was Caesar?\nA Roman general.")
    ingest("1.txt", "2.txt")
    ingest("3.txt")
    source("4.txt", "What is a prism?\nIt parts light.", "What is a lens?\nIt bends light.")
    ingest("4.txt")
    asked = [each.question.rstrip("?").split()[-1] for each in read().notes]
    assert asked == ["Caesar", "cell", "leaf", "magnet", "prism", "lens"]
