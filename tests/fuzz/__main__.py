"""Fuzz the readers: ``python -m tests.fuzz --minutes 10 --format txt|md|html|ipynb|csv|bytes``.

What is found goes to ``build/fuzz/FORMAT/findings``, each input beside what it breaks. The inputs
that reached new code are kept in ``corpus`` and are where the next run begins.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.grammar import FRAGMENTS
from tests.fuzz.loop import Fuzzer

BUILD = Path(__file__).parents[2] / "build" / "fuzz"


def main() -> int:
    """Run the fuzzer; 1 if it found something."""
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("--minutes", type=float, default=10, help="for each format")
    parser.add_argument("--format", choices=tuple(FRAGMENTS), action="append")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other inputs")
    parser.add_argument("--out", type=Path, default=BUILD)
    options = parser.parse_args()
    status = 0
    for format in options.format or FRAGMENTS:
        fuzzer = Fuzzer(format, options.seed, options.out / format)
        fuzzer.run(options.minutes)
        print(fuzzer.report(), flush=True)
        status = status or int(bool(fuzzer.counts))
    return status


if __name__ == "__main__":
    sys.exit(main())
