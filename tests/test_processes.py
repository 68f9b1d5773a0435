"""Work is spread over processes, and nothing but the time tells that it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import process
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnexport
from nnexport.deck.document import Deck, Note
from nnexport.deck.media import DeckMedia, MediaFile
from nnexport.exporters.anki import fields, render_notes
from nnexport.processes import count_cores, map_chunks, split_into_chunks

CHUNKS = [(1, 2), (3,), (4, 5, 6), (7, 8)]


def add(more: int, chunk: Sequence[int]) -> tuple[int, int]:
    return sum(chunk) + more, os.getpid()


def add_up(context: None, chunk: Sequence[int]) -> int:
    del context
    return sum(chunk)


def die(parent: int, chunk: Sequence[int]) -> int:
    """Take the process down, unless it is the first one."""
    if os.getpid() != parent and 4 in chunk:
        os._exit(1)
    return sum(chunk)


def fail(context: None, chunk: Sequence[int]) -> int:
    del context
    if 4 in chunk:
        raise FileNotFoundError("four")
    return sum(chunk)


def rest(context: None, chunk: Sequence[int]) -> None:
    del context, chunk
    os.write(1, b"resting\n")
    time.sleep(60)


@pytest.mark.parametrize("jobs", [1, 2, 3, 100])
def test_results_come_in_order(jobs: int) -> None:
    results = map_chunks(add, 100, CHUNKS, jobs)
    assert [total for total, _ in results] == [103, 103, 115, 115]
    ours = {process for _, process in results} == {os.getpid()}
    assert ours == (jobs == 1)


def test_no_chunks_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "ProcessPoolExecutor", None)
    assert map_chunks(add, 100, [], 4) == []
    assert map_chunks(add_up, None, CHUNKS[:1], 4) == [3]


def test_what_a_process_that_died_has_left_is_done_here() -> None:
    assert map_chunks(die, os.getpid(), CHUNKS, 2) == [3, 3, 15, 15]


@pytest.mark.parametrize("error", [OSError, ImportError, NotImplementedError, PermissionError])
def test_one_process_is_enough(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(process, "ProcessPoolExecutor", refuse)
    assert map_chunks(add_up, None, CHUNKS, 2) == [3, 3, 15, 15]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_is_raised(jobs: int) -> None:
    with pytest.raises(FileNotFoundError, match="four"):
        map_chunks(fail, None, CHUNKS, jobs)


@given(st.lists(st.integers(0, 20)), st.integers(1, 50))
def test_chunks_are_the_items(items: list[int], weight: int) -> None:
    chunks = list(split_into_chunks(items, lambda item: item, weight))
    assert [item for chunk in chunks for item in chunk] == items
    assert all(chunks)
    assert all(sum(chunk[:-1]) < weight for chunk in chunks)


def test_cores_are_counted() -> None:
    assert 1 <= count_cores() <= (os.cpu_count() or 1)


def large_deck(size: int) -> Deck:
    notes = (
        Note(f"n{n}", f"What is {n}?", f"**{n}** [a](ftp://x/{n}) ![b](b.png)\n\n- a\n- b")
        for n in range(size)
    )
    return Deck("large", "Large", notes=tuple(notes))


def picture_of(deck: Deck) -> DeckMedia:
    """The file that the last note of a deck shows."""
    file = MediaFile("b.png", "PNG", ".png", False, False, 70, "3fa9c1ab" * 8)
    return DeckMedia({((deck.notes[-1].id, 0), "b.png"): file})


def test_notes_and_problems_do_not_depend_on_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = large_deck(300)
    alone = render_notes(deck, picture_of(deck))
    assert len(alone[0]) == 300
    assert [note.id for note in alone[0] if note.media] == ["n299"]
    assert alone[1]
    monkeypatch.setattr(fields, "_CHUNK", 200)
    assert render_notes(deck, picture_of(deck), jobs=3) == alone


SCRIPT = """
import multiprocessing
from nnexport.exporters.anki import fields, render_notes
from tests.test_processes import large_deck, picture_of

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    deck = large_deck(300)
    alone = render_notes(deck, picture_of(deck))
    fields._CHUNK = 200
    assert render_notes(deck, picture_of(deck), jobs=2) == alone
    print("equal")
"""


def test_processes_that_start_from_nothing(tmp_path: Path) -> None:
    # As on macOS and Windows.
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    source, root = Path(nnexport.__file__).parents[1], Path(__file__).parents[1]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (source, root)))}
    run = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("equal\n", "")


def test_no_process_outlives_the_one_that_was_killed() -> None:
    code = (
        "from nnexport.processes import map_chunks; from tests.test_processes import rest; "
        "map_chunks(rest, None, [(1,), (2,)], 2)"
    )
    folder = Path(__file__).parents[1]
    paths = os.pathsep.join([str(Path(nnexport.__file__).parents[1]), str(folder)])
    killed = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        cwd=folder,
    )
    assert killed.stdout is not None
    assert [killed.stdout.readline() for _ in range(2)] == [b"resting\n"] * 2
    killed.kill()
    # It ends when nobody holds it open any more.
    killed.communicate(timeout=20)
