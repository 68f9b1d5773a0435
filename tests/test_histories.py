"""What learners and editors must never lose: ids, histories, edits; through the command line."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nnexport.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def source(name: str, *pairs: str) -> None:
    lines = [f"{number}. {pair}\n" for number, pair in enumerate(pairs, start=1)]
    Path(name).write_text("\n".join(lines), "utf-8")


def edit(old: str, new: str, name: str = "d.yaml") -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


def ids() -> list[str]:
    return re.findall(r"(?m)^  - id: (?!a$|b$)(.*)$", Path("d.yaml").read_text("utf-8"))


def difference() -> dict[str, list[str]]:
    found = json.loads(run("diff", "d.yaml", "--json").stdout)
    found.pop("search")
    return {key: value for key, value in found.items() if value}


DROPOUT = "What is dropout?\nA way to leave neurons out at random."
MOMENTUM = "What is momentum?\nA memory of earlier steps."


def test_an_id_is_given_back_to_the_same_question_only() -> None:
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "a.txt", "--into", "d.yaml")
    run("anki", "d.yaml")
    source("a.txt", MOMENTUM)
    run("ingest", "--into", "d.yaml")
    run("anki", "d.yaml")
    source("a.txt", "When is dropout used?\nWhile training.", MOMENTUM)
    run("ingest", "--into", "d.yaml")
    assert sorted(ids()) == ["dropout-2", "momentum"]
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "--into", "d.yaml")
    assert sorted(ids()) == ["dropout", "momentum"]


def test_a_question_written_by_hand_takes_no_id_that_anki_knows() -> None:
    deck = "deck:\n  title: D\nquestions:\n  - question: {}\n    answer: An answer.\n"
    Path("d.yaml").write_text(deck.format("What is dropout?"), "utf-8")
    run("anki", "d.yaml")
    Path("d.yaml").write_text(deck.format("When is dropout used?"), "utf-8")
    assert difference() == {"new": ["dropout-2"], "removed": ["dropout"]}
    run("anki", "d.yaml")
    assert "id: dropout-2" in Path("d.yaml").read_text("utf-8")


def test_a_deck_made_anew_has_its_ids_and_histories() -> None:
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "a.txt", "--into", "d.yaml")
    run("anki", "d.yaml")
    Path("d.yaml").unlink()
    assert run("ingest", "a.txt", "--into", "d.yaml").exit_code == 0
    assert ids() == ["dropout", "momentum"]
    assert difference() == {"unchanged": ["dropout", "momentum"]}


def test_a_question_deleted_by_hand_stays_deleted() -> None:
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "a.txt", "--into", "d.yaml")
    text = Path("d.yaml").read_text("utf-8")
    start = text.index("  - id: dropout")
    Path("d.yaml").write_text(text[:start] + text[text.index("  - id: momentum") :], "utf-8")
    for _ in range(2):
        run("ingest", "--into", "d.yaml")
        assert ids() == ["momentum"]


def test_a_removed_heir_is_told_by_the_id_that_anki_knows() -> None:
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "a.txt", "--into", "d.yaml")
    run("anki", "d.yaml")
    edit("id: dropout", "id: leaving-out\n    was: dropout")
    run("ingest", "--into", "d.yaml")
    assert difference() == {"unchanged": ["dropout", "momentum"]}


def test_two_notes_cannot_share_a_history() -> None:
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "a.txt", "--into", "d.yaml")
    edit("id: momentum", "id: momentum\n    was: dropout")
    before = Path("d.lock.yaml").read_bytes()
    result = run("build", "d.yaml")
    assert result.exit_code == 1
    assert "NN207" in result.stderr
    assert Path("d.lock.yaml").read_bytes() == before


def test_a_source_leaves_by_deleting_its_lines() -> None:
    source("a.txt", DROPOUT)
    source("b.txt", DROPOUT.replace("random", "chance"))
    run("ingest", "a.txt", "b.txt", "--into", "d.yaml")
    text = Path("d.yaml").read_text("utf-8")
    Path("d.yaml").write_text(re.sub(r"  - id: b\n    path.*\n    sha256.*\n", "", text), "utf-8")
    assert run("ingest", "--into", "d.yaml").exit_code == 0
    assert "b:" not in Path("d.yaml").read_text("utf-8")


def test_nothing_is_written_when_the_deck_would_have_errors() -> None:
    source("a.txt", DROPOUT)
    source("b.txt", DROPOUT.replace("random", "chance"))
    run("ingest", "a.txt", "b.txt", "--into", "d.yaml")
    edit("answers: merged", "answers: best:b")
    run("ingest", "--into", "d.yaml")
    before = Path("d.yaml").read_bytes()
    result = run("ingest", "--into", "d.yaml", "--remove", "b")
    assert result.exit_code == 1
    assert Path("d.yaml").read_bytes() == before


def test_an_edited_variant_does_not_vanish_with_its_source_in_silence() -> None:
    source("a.txt", DROPOUT)
    source("b.txt", DROPOUT.replace("random", "chance"))
    run("ingest", "a.txt", "b.txt", "--into", "d.yaml")
    text = Path("d.yaml").read_text("utf-8")
    head, _, tail = text.rpartition("chance")
    Path("d.yaml").write_text(f"{head}luck{tail}", "utf-8")
    result = run("ingest", "--into", "d.yaml", "--remove", "b", "-v")
    assert "NN105" in result.stderr


def test_frozen_writes_nothing_at_all_where_the_lock_would_change() -> None:
    source("a.txt", DROPOUT)
    run("ingest", "a.txt", "--into", "d.yaml")
    assert run("build", "d.yaml", "--to", "markdown,anki", "--frozen").exit_code == 1
    assert not Path("build").exists()


@pytest.mark.parametrize("name", ["backup-2024.apkg", "Collection.APKG"])
def test_names_that_anki_takes_for_a_backup(name: str) -> None:
    source("a.txt", DROPOUT)
    run("ingest", "a.txt", "--into", "d.yaml")
    assert run("anki", "d.yaml", "-o", name).exit_code == 1
    assert not Path(name).exists()


def test_a_link_to_a_deck_stays_a_link() -> None:
    source("a.txt", DROPOUT)
    run("ingest", "a.txt", "--into", "real.yaml")
    Path("d.yaml").symlink_to("real.yaml")
    Path("d.lock.yaml").symlink_to("real.lock.yaml")
    source("a.txt", DROPOUT, MOMENTUM)
    run("ingest", "--into", "d.yaml")
    assert Path("d.yaml").is_symlink()
    assert "momentum" in Path("real.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "texts",
    [
        (
            "1. weight?\n- \n+ gradient function gradient norm gradient\n",
            "1. weight?\n- weight\n\nA paragraph.\n",
        ),
        ("Question 3: sigmoid?\n11. norm momentum\n\tsigmoid dropout\n- [ ] query batch\n---",),
    ],
)
def test_odd_texts_end_in_no_traceback(texts: tuple[str, ...]) -> None:
    names = [f"s{number}.md" for number in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        Path(name).write_text(text, "utf-8")
    run("ingest", *names, "--into", "d.yaml")


TOPICS = [
    f"{first} {second}"
    for first in ("copper", "silver", "iron")
    for second in ("ore", "wire", "rust", "coins", "salts")
]
ASKING = (
    ("What is meant by {}?", "Explain what is meant by {}.", "Define {}."),
    ("Why is {} important?", "Explain the importance of {}."),
    ("What are the disadvantages of {}?", "Name the drawbacks of {}."),
)


def edit_as_an_owner(chance: random.Random, asked: list[tuple[int, str, int]]) -> None:
    """Change a list of (way of asking, topic, wording): insert, remove, shuffle, swap, reword."""
    at, other = chance.randrange(len(asked)), chance.randrange(len(asked))
    fresh = (chance.randrange(3), chance.choice(TOPICS), 0)
    match chance.randrange(6):
        case 0 if fresh[:2] not in {each[:2] for each in asked}:
            asked.insert(at, fresh)
        case 1 if fresh[:2] not in {each[:2] for each in asked}:
            asked[at] = fresh
        case 2 if len(asked) > 3:
            asked.pop(at)
        case 3:
            chance.shuffle(asked)
        case 4:
            asked[at], asked[other] = asked[other], asked[at]
        case _:
            asked[at] = (*asked[at][:2], chance.randrange(3))


@pytest.mark.parametrize("seed", range(4))
def test_files_that_are_edited_again_and_again_move_no_id(seed: int) -> None:
    chance = random.Random(seed)
    lists = {name: [(0, topic, 0) for topic in chance.sample(TOPICS, 6)] for name in "ab"}
    meaning: dict[str, tuple[int, str]] = {}
    for _ in range(12):
        asked_by: dict[str, tuple[int, str]] = {}
        for name, asked in lists.items():
            pairs = []
            for kind, topic, wording in asked:
                question = ASKING[kind][wording % len(ASKING[kind])].format(topic)
                asked_by[question] = kind, topic
                pairs.append(f"{question}\nOf {topic} source {name} says number {kind} of three.")
            source(f"{name}.txt", *pairs)
        run("ingest", "a.txt", "b.txt", "--into", "d.yaml")
        files = [Path(name).read_bytes() for name in ("d.yaml", "d.lock.yaml")]
        run("ingest", "--into", "d.yaml")
        assert files == [Path(name).read_bytes() for name in ("d.yaml", "d.lock.yaml")]
        found = re.findall(
            r"(?m)^  - id: (\S+)\n(?:    .*\n)*?    question: (.*)$", files[0].decode()
        )
        assert {asked_by[text] for _, text in found} == set(asked_by.values())
        assert len(found) == len(set(asked_by.values()))
        for note_id, text in found:
            assert meaning.setdefault(note_id, asked_by[text]) == asked_by[text]
        edit_as_an_owner(chance, lists[chance.choice("ab")])
