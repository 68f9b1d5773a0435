"""What the learner of one version tells, against what was expected and what another one tells."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.anki_versions.packages import Packages
from tests.screen import Screen

Told = dict[str, Any]
"""The JSON of :mod:`tests.anki_versions.study`."""

STUDY = Path(__file__).with_name("study.py")


def tell(python: Path, packages: Packages) -> Told:
    """Return what a learner with this Python's version of Anki tells of both packages."""
    with tempfile.TemporaryDirectory(prefix="nnexport-told-") as folder:
        answer = Path(folder, "told.json")
        done = subprocess.run(
            [str(python), "-I", str(STUDY), str(packages.first), str(packages.second), str(answer)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told: Told = json.loads(answer.read_text("utf-8"))
    return told


def problems_of(told: Told, packages: Packages, version: str) -> list[str]:
    """Return what went otherwise than expected, and what the learner lost."""
    problems = list(told["problems"])
    if number_of(told["version"]) != number_of(version):
        problems.append(f"this is Anki {told['version']}, not {version}")
    first, second, again = told["first"], told["second"], told["again"]
    count = sum(second.values())
    if first != {"new": first["new"], "updated": 0, "same": 0, "refused": 0}:
        problems.append(f"the first import was {first}")
    if second != packages.expected:
        problems.append(f"the second import was {second}, not {packages.expected}")
    if again != {"new": 0, "updated": 0, "same": count, "refused": 0}:
        problems.append(f"the third import, of the same package, was {again}")
    # One note left the deck: Anki keeps it.
    if len(told["notes"]) != count + 1:
        problems.append(f"there are {len(told['notes'])} notes, not {count + 1}")
    if not told["reviewed"]:
        problems.append("no card could be reviewed")
    return problems


def number_of(version: str) -> list[int]:
    """Return a version as numbers: Anki calls 24.6.3 of the registry 24.06.3."""
    return [int(part) for part in version.split(".")]


def disagreements(told: Told, other: Told) -> list[str]:
    """Return where two versions have other notes or show other words."""
    found = []
    for part in ("notes", "shown"):
        if told[part].keys() != other[part].keys():
            odd = sorted(told[part].keys() ^ other[part].keys())
            found.append(f"{part}: only one of them has {', '.join(odd[:5])}")
    same = [guid for guid in told["notes"] if guid in other["notes"]]
    found += [
        f"note {guid}: other fields or tags"
        for guid in same
        if told["notes"][guid] != other["notes"][guid]
    ]
    for card, sides in told["shown"].items():
        for name, here, there in zip(
            ("question", "answer"), sides, other["shown"].get(card, sides), strict=True
        ):
            if here != there and Screen(here).words != Screen(there).words:
                found.append(f"card {card}: another {name}")
    return found
