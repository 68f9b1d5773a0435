"""A virtual environment for each version of Anki, made once from its pins."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from tests.anki_versions.compare import number_of

ROOT = Path(__file__).parents[2]
PINS = ROOT / "requirements" / "anki-versions"
NEWEST = ROOT / "requirements" / "anki.txt"
CACHE = ROOT / ".anki-versions"


def pinned_versions() -> dict[str, Path]:
    """Return the pins of each version, oldest first; the newest is that of all other tests."""
    versions = {pinned_version(file): file for file in (*PINS.glob("*.txt"), NEWEST)}
    return {version: versions[version] for version in sorted(versions, key=number_of)}


def pinned_version(file: Path) -> str:
    """Return the version of the library ``anki`` that a file of pins names."""
    (line,) = [line for line in file.read_text("utf-8").splitlines() if line[:6] == "anki=="]
    return line.removeprefix("anki==").split()[0]


def prepare_python(version: str, pins: Path) -> Path:
    """Return the Python of a version, after installing what is not there yet.

    Errors: ``CannotInstall`` with what pip said, where this machine cannot have the version.
    """
    folder = CACHE / version
    python = folder / "bin" / "python"
    wanted = hashlib.sha256(repr((sys.version, str(folder), pins.read_text())).encode()).hexdigest()
    stamp = folder / "stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"setting up Anki {version} …", file=sys.stderr, flush=True)
    run_quietly(sys.executable, "-m", "venv", "--clear", str(folder))
    pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run_quietly(*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(pins))
    stamp.write_text(wanted)
    return python


class CannotInstall(Exception):
    """Why a version cannot be had here, in the words of pip."""


def run_quietly(*command: str) -> None:
    """Run a program, and say nothing when all goes well.

    Errors: ``CannotInstall`` with the first error that it prints.
    """
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
        errors = [line for line in said if line.startswith("ERROR")]
        raise CannotInstall((errors or said)[0])
