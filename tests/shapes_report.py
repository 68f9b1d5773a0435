"""``python -m tests.shapes_report [FOLDER] [NAME…]``: how each document of shapes is read."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.shapes import CASES, Verdict, documents, judge


def _line(verdict: Verdict) -> str:
    mark = "ok  " if verdict.right else "FAIL"
    first = "" if verdict.right else verdict.faults[0].split("\n")[0][:70]
    return (
        f"{mark} {verdict.name:<48} {verdict.questions:>3}/{verdict.asked:<3} "
        f"{verdict.answers:>3}/{verdict.asked:<3} {verdict.invented:>3}  {first}"
    )


def main(arguments: list[str]) -> int:
    """Print one line per document and the sums; with names, every fault of these documents."""
    folder = Path(arguments[0]) if arguments and Path(arguments[0]).is_dir() else CASES
    names = [name for name in arguments if not Path(name).is_dir()]
    paths = [p for p in documents(folder) if not names or any(name in p.stem for name in names)]
    verdicts = [judge(path) for path in paths]
    print(f"     {'document':<48} {'asked':>7} {'answered':>7} new  first fault")
    for verdict in verdicts:
        print(_line(verdict))
        if names:
            print("\n".join(verdict.faults))
    sums = [sum(getattr(v, name) for v in verdicts) for name in ("questions", "asked", "answers")]
    invented = sum(verdict.invented for verdict in verdicts)
    right = sum(verdict.right for verdict in verdicts)
    print(
        f"{right} of {len(verdicts)} documents right; {sums[0]} of {sums[1]} questions, "
        f"{sums[2]} answers, {invented} invented"
    )
    return 0 if right == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
