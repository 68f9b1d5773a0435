"""``python -m tests.pairs_report [tuning|heldout] [-v]``: folding against labelled pairs."""

from __future__ import annotations

import sys

from tests.pairs import (
    FOLDABLE,
    Context,
    Figures,
    Pair,
    dropped,
    judge,
    judge_in_context,
    load_context,
    load_pairs,
    pair_files,
    reports_contradiction,
)


def _line(name: str, figures: Figures) -> str:
    return (
        f"{name:<16} {figures.pairs:>4} pairs  folds {figures.right:>3}/{figures.folds:<3} "
        f"precision {figures.precision:.3f}  recall {figures.recall:.3f} of {figures.foldable:<3} "
        f"contradictions folded {figures.contradictions_folded}, reported "
        f"{figures.reported_right}/{figures.reported} of {figures.contradictions}"
    )


def main(arguments: list[str]) -> None:
    """Print a line per file; with ``-v`` each pair that is judged otherwise than labelled."""
    halves = [each for each in arguments if not each.startswith("-")] or ["tuning"]
    for half in halves:
        every: list[tuple[Pair, Context]] = []
        for path in pair_files(half):
            context = load_context(path)
            judged = [(pair, context) for pair in load_pairs(path)]
            every += judged
            print(_line(path.stem, judge(judged)))
            if "-v" in arguments:
                for pair, _ in judged:
                    _show(pair, context)
        print(_line(f"all {half}", judge(every)))
        for path in pair_files(half):
            found = judge_in_context(path, verbose="-c" in arguments)
            print(
                f"{path.stem:<16} in context: folds {found.right}/{found.folds} precision "
                f"{found.precision:.3f}, said once {found.recall:.3f} of {found.foldable}"
            )


def _show(pair: Pair, context: Context) -> None:
    gone = dropped(pair, context)
    right = gone in FOLDABLE[pair.label] if pair.label in FOLDABLE else not gone
    reported = reports_contradiction(pair, context)
    if not right or reported != (pair.label == "contradicts"):
        sign = " reported" if reported else ""
        print(f"  [{pair.label}] folds {gone or 'nothing'}{sign}  ({pair.question})")
        print(f"    1 {pair.first}\n    2 {pair.second}")


if __name__ == "__main__":
    main(sys.argv[1:])
