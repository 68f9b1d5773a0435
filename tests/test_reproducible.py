"""The same deck and lock give the same bytes, whoever builds them, when, where and how."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.torture import CLOCK, write_torture

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Builder:
    """Somebody's computer."""

    seed: str
    zone: str
    locale: str
    umask: int
    inside: bool = False
    """Works in the folder of the deck, not in the one above."""

    backwards: bool = False
    """Its file system lists folders in the other order."""

    variables: tuple[tuple[str, str], ...] = ()


ALICE = Builder("1", "UTC", "C.UTF-8", 0o022)
BUILDERS = {
    "another seed": Builder("2", "UTC", "C.UTF-8", 0o022),
    "another time zone": Builder("1", "Pacific/Kiritimati", "C.UTF-8", 0o022),
    "another locale": Builder("1", "UTC", "tr_TR.UTF-8", 0o022),
    "another umask": Builder("1", "UTC", "C.UTF-8", 0o077),
    "another working folder": Builder("1", "UTC", "C.UTF-8", 0o022, inside=True),
    "another order of files": Builder("1", "UTC", "C.UTF-8", 0o022, backwards=True),
    "all of it": Builder("4711", "America/St_Johns", "C", 0o027, inside=True, backwards=True),
}
ASCII = Builder(
    "1", "UTC", "C", 0o022, variables=(("PYTHONUTF8", "0"), ("PYTHONCOERCECLOCALE", "0"))
)
"""Whose Python knows no other letters in names of files, so it gets no deck with such pictures."""

BACKWARDS = """
import os

_listdir, _scandir = os.listdir, os.scandir


class _Entries:
    def __init__(self, *folder):
        entries = sorted(_scandir(*folder), key=lambda entry: entry.name, reverse=True)
        self.entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    close = __exit__


os.listdir = lambda *folder: sorted(_listdir(*folder), reverse=True)
os.scandir = _Entries
"""


def run(builder: Builder, folder: Path, *arguments: str, clock_s: int | None = None) -> None:
    """Run nnexport on a computer, with the deck as its last argument."""
    search = [str(ROOT / "src")]
    if builder.backwards:
        patches = folder.parent / f"{folder.name}-patches"
        patches.mkdir(exist_ok=True)
        (patches / "sitecustomize.py").write_text(BACKWARDS, "utf-8")
        search.insert(0, str(patches))
    environment = {
        **{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        "PYTHONHASHSEED": builder.seed,
        "PYTHONPATH": os.pathsep.join(search),
        "TZ": builder.zone,
        "LC_ALL": builder.locale,
        **dict(builder.variables),
        **({} if clock_s is None else {"SOURCE_DATE_EPOCH": str(clock_s)}),
    }
    *options, deck = arguments
    subprocess.run(
        [sys.executable, "-m", "nnexport", *options, Path(deck).name if builder.inside else deck],
        cwd=(folder / deck).parent if builder.inside else folder,
        env=environment,
        umask=builder.umask,
        check=True,
        capture_output=True,
    )


def build_shipped(builder: Builder, folder: Path) -> dict[str, str]:
    """Ingest and build a copy of the shipped deck; return hashes of all files."""
    shutil.copytree(ROOT / "questions", folder / "questions")
    deck = "questions/neural-networks.yaml"
    run(builder, folder, "ingest", "--into", deck)
    run(builder, folder, "build", "--frozen", deck)
    return hashes(folder)


def build_torture(builder: Builder, folder: Path) -> dict[str, str]:
    """Build the torture deck, which has no lock yet; return hashes of all files."""
    (folder / "questions").mkdir(parents=True)
    write_torture(folder / "questions")
    run(builder, folder, "build", "questions/torture.yaml", clock_s=CLOCK)
    return hashes(folder)


def hashes(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


Build = Callable[[Builder, Path], dict[str, str]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Build], dict[str, str]]:
    """What Alice builds, once for all who are compared with her."""

    @cache
    def build_of_alice(build: Build) -> dict[str, str]:
        return build(ALICE, tmp_path_factory.mktemp("alice") / "deck")

    return build_of_alice


@pytest.mark.parametrize("name", BUILDERS)
def test_every_builder_writes_the_same_bytes(
    shared: Callable[[Build], dict[str, str]], name: str, tmp_path: Path
) -> None:
    expected = shared(build_torture)
    endings = {Path(name).suffix for name in expected if name.startswith("build/")}
    assert endings == {".apkg", ".md", ".pdf"}
    assert build_torture(BUILDERS[name], tmp_path / "somewhere" / "else") == expected


@pytest.mark.parametrize("builder", [BUILDERS["all of it"], ASCII], ids=["all of it", "ASCII"])
def test_every_builder_reads_the_same_from_the_sources(
    shared: Callable[[Build], dict[str, str]], builder: Builder, tmp_path: Path
) -> None:
    expected = shared(build_shipped)
    assert build_shipped(builder, tmp_path / "somewhere" / "else") == expected


def test_shipped_deck_is_what_its_sources_give(
    shared: Callable[[Build], dict[str, str]],
) -> None:
    built = shared(build_shipped)
    for name in ("neural-networks.yaml", "neural-networks.lock.yaml"):
        committed = hashlib.sha256((ROOT / "questions" / name).read_bytes()).hexdigest()
        assert built[f"questions/{name}"] == committed


def test_the_other_order_of_files_is_one(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).touch()
    code = f"""{BACKWARDS}
import pathlib, sys
print([path.name for path in pathlib.Path(sys.argv[1]).iterdir()])
print([entry.name for entry in os.scandir(sys.argv[1])])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['c', 'b', 'a']"] * 2
