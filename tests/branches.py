"""Two people, two branches of git, one deck: the stage of ``test_git_branches``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner, Result

from nnexport.cli import main
from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.deck.lock import Lock
from nnexport.deck.lock_file import load_lock
from nnexport.deck.update import update_deck
from nnexport.merging.folding.outline import outline_answer, units_of

DECK, LOCK = "d.yaml", "d.lock.yaml"


def run(*arguments: str) -> Result:
    """Run nnexport here; a traceback fails the test."""
    result = CliRunner().invoke(main, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ingest(*arguments: str) -> Result:
    """Read sources into the deck; an error fails the test."""
    result = run("ingest", *arguments, "--into", DECK)
    assert result.exit_code == 0, result.stderr
    return result


def git(*arguments: str, check: bool = True) -> str:
    """Run git here, whatever its user has configured, and return what it prints."""
    settings = {"user.name": "T", "user.email": "t@example.org", "merge.conflictStyle": "merge"}
    options = [part for pair in settings.items() for part in ("-c", "=".join(pair))]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", *options, *arguments]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def source(name: str, *pairs: str) -> None:
    """Write a source of numbered questions, each with its answer below."""
    lines = [f"{number}. {pair}\n" for number, pair in enumerate(pairs, start=1)]
    Path(name).write_text("\n".join(lines), "utf-8")


def read() -> Deck:
    loaded, problems = load_deck(Path(DECK).read_text("utf-8"), DECK)
    assert loaded is not None, problems
    return loaded.deck


def read_lock() -> Lock:
    lock, problems = load_lock(Path(LOCK).read_text("utf-8"), LOCK)
    assert lock is not None, problems
    return lock


def edit(note_id: str, **values: object) -> None:
    """Change a question of the deck by hand."""
    deck = read()
    assert note_id in {note.id for note in deck.notes}
    notes = (replace(n, **values) if n.id == note_id else n for n in deck.notes)  # type: ignore[arg-type]
    text = Path(DECK).read_text("utf-8")
    Path(DECK).write_text(update_deck(text, replace(deck, notes=tuple(notes))), "utf-8")


def delete(note_id: str) -> None:
    """Delete a question from the deck by hand."""
    deck = read()
    notes = tuple(note for note in deck.notes if note.id != note_id)
    text = Path(DECK).read_text("utf-8")
    Path(DECK).write_text(update_deck(text, replace(deck, notes=notes)), "utf-8")


def note(note_id: str) -> Note:
    return next(note for note in read().notes if note.id == NoteId(note_id))


# --- two branches --------------------------------------------------------------------------------

Step = Callable[[], object]


@dataclass(frozen=True)
class Story:
    """What both have in common, and what each does."""

    base: Step
    ours: Step
    theirs: Step


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """Be in a new folder for a while."""
    before = Path.cwd()
    path.mkdir(parents=True)
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(before)


def branch(story: Story) -> None:
    """Let both do their part, each on a branch of its own, and merge theirs into ours.

    Conflicts are left in the files.
    """
    git("init", "-q", "-b", "main")
    story.base()
    commit()
    git("switch", "-q", "-c", "ours")
    story.ours()
    commit()
    git("switch", "-q", "-c", "theirs", "main")
    story.theirs()
    commit()
    git("switch", "-q", "ours")
    git("merge", "-q", "--no-edit", "theirs", check=False)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "step")


def conflicts(text: str) -> list[tuple[list[str], list[str]]]:
    """Return the lines of either side of each conflict in a file."""
    found: list[tuple[list[str], list[str]]] = []
    side = -1
    for line in text.splitlines():
        if line.startswith("<<<<<<< "):
            found.append(([], []))
            side = 0
        elif line == "=======" and side == 0:
            side = 1
        elif line.startswith(">>>>>>> ") and side == 1:
            side = -1
        elif side >= 0:
            found[-1][side].append(line)
    return found


def keep_both(text: str, *, theirs_first: bool = False) -> str:
    """Resolve every conflict in a file by keeping both sides, as editors offer it."""
    kept: list[str] = []
    sides: tuple[list[str], list[str]] = ([], [])
    side = -1
    for line in text.split("\n"):
        if line.startswith("<<<<<<< "):
            sides, side = ([], []), 0
        elif line == "=======" and side == 0:
            side = 1
        elif line.startswith(">>>>>>> ") and side == 1:
            kept += [*sides[1], *sides[0]] if theirs_first else [*sides[0], *sides[1]]
            side = -1
        elif side >= 0:
            sides[side].append(line)
        else:
            kept.append(line)
    return "\n".join(kept)


def leave_marks() -> None:
    """Resolve nothing: ``ingest`` finds git's marks."""


def keep_ours_first() -> None:
    for name in (DECK, LOCK):
        Path(name).write_text(keep_both(Path(name).read_text("utf-8")), "utf-8")


def keep_theirs_first() -> None:
    for name in (DECK, LOCK):
        text = keep_both(Path(name).read_text("utf-8"), theirs_first=True)
        Path(name).write_text(text, "utf-8")


def let_git_unite() -> None:
    """Merge again with git's own driver that keeps both sides."""
    git("merge", "--abort", check=False)
    git("reset", "-q", "--hard", "ours")
    Path(".git/info/attributes").write_text("*.yaml merge=union\n", "utf-8")
    git("merge", "-q", "--no-edit", "theirs", check=False)


RESOLUTIONS: Mapping[str, Step] = {
    "ours first": keep_ours_first,
    "theirs first": keep_theirs_first,
    "merge=union": let_git_unite,
    "marks left in": leave_marks,
}


# --- what must be the same -----------------------------------------------------------------------


def sentences(text: str) -> frozenset[str]:
    """Return what an answer says, whatever the order."""
    return frozenset(unit.bare for unit in units_of(outline_answer(text, 0)))


def facts(deck: Deck) -> dict[str, object]:
    """Return what a deck says, without the order of sources, questions and sentences."""
    return {
        each.id: (
            each.question,
            each.section,
            frozenset(each.tags),
            each.accept,
            sentences(each.answer),
            frozenset((str(v.place), v.text, v.asked or each.question) for v in each.variants),
        )
        for each in deck.notes
    }


def same_files(before: Mapping[str, bytes]) -> bool:
    return contents() == before


def contents() -> dict[str, bytes]:
    """Return every file here, but for git's own."""
    files = (path for path in Path().rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path): path.read_bytes() for path in files}
