"""Import the shipped deck and the torture deck into several versions of Anki, and compare.

``python -m tests.anki_versions [VERSION …]``: exit 1 if a version does something else than all
others, loses something, or if none could be installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.anki_versions.compare import Told, disagreements, problems_of, tell
from tests.anki_versions.environments import CannotInstall, pinned_versions, prepare_python
from tests.anki_versions.packages import Packages, make_packages


def main() -> int:
    versions = pinned_versions()
    parser = argparse.ArgumentParser(prog="tests.anki_versions", description=__doc__)
    parser.add_argument("versions", nargs="*", metavar="VERSION", help=f"of {', '.join(versions)}")
    wanted = parser.parse_args().versions or list(versions)
    if unknown := set(wanted) - versions.keys():
        parser.error(f"no pins for {', '.join(sorted(unknown))}; there are {', '.join(versions)}")
    pythons: dict[str, Path] = {}
    for version in wanted:
        try:
            pythons[version] = prepare_python(version, versions[version])
        except CannotInstall as problem:
            print(f"Anki {version} cannot be installed here and is left out: {problem}")
    if not pythons:
        print("No version of Anki could be installed.")
        return 1
    with tempfile.TemporaryDirectory(prefix="nnexport-anki-") as folder:
        results = [_compare(each, pythons) for each in make_packages(Path(folder))]
    return 0 if all(results) else 1


_HEAD = ("deck", "Anki", "imported", "reviewed", "new", "updated", "same", "problems", "seconds")
_ROW = "{:<8} {:<8} {:>8} {:>8} {:>5} {:>8} {:>5} {:>8} {:>8}"


def _compare(packages: Packages, pythons: dict[str, Path]) -> bool:
    """Study both packages with each version; print a row for each and what is wrong below it."""
    print(_ROW.format(*_HEAD))
    told: dict[str, Told] = {}
    is_fine = True
    for version, python in pythons.items():
        start = time.perf_counter()
        told[version] = tell(python, packages)
        seconds = time.perf_counter() - start
        first, second = told[version]["first"], told[version]["second"]
        problems = problems_of(told[version], packages, version)
        counts = (second[name] for name in ("new", "updated", "same"))
        row = (first["new"], told[version]["reviewed"], *counts, len(problems), f"{seconds:.1f}")
        print(_ROW.format(packages.name, version, *row), flush=True)
        is_fine = _print_all(problems) and is_fine
    newest = list(told)[-1]
    for version in told:
        found = disagreements(told[version], told[newest])
        is_fine = (
            _print_all([f"{version} and {newest} differ: {each}" for each in found]) and is_fine
        )
    return is_fine


def _print_all(problems: list[str]) -> bool:
    for problem in problems[:20]:
        print(f"    {problem}")
    return not problems


if __name__ == "__main__":
    sys.exit(main())
