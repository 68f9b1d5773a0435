"""The same deck and lock give the same bytes, in another process and with other hash seeds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build(folder: Path, seed: str) -> dict[str, str]:
    """Ingest and build a copy of the shipped deck in a process of its own; return hashes."""
    shutil.copytree(ROOT / "questions", folder / "questions")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": f"UTC{seed}"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    for arguments in (["ingest", "--into"], ["build", "--frozen"]):
        command = [sys.executable, "-m", "nnexport", arguments[0], *arguments[1:]]
        command.append("questions/neural-networks.yaml")
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    files = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_two_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    first = build(tmp_path / "one", "1")
    second = build(tmp_path / "two", "2")
    assert first == second
    assert sum(name.startswith("build") for name in first) == 3


def test_shipped_deck_is_what_its_sources_give(tmp_path: Path) -> None:
    built = build(tmp_path / "one", "3")
    for name in ("neural-networks.yaml", "neural-networks.lock.yaml"):
        committed = hashlib.sha256((ROOT / "questions" / name).read_bytes()).hexdigest()
        assert built[f"questions/{name}"] == committed
