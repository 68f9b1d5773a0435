"""The process that runs Anki's library: a job on standard input, facts on standard output.

The job: ``{"package": PATH, "next": PATH or null, "reviews": N}``. Exit code 3 where Anki's library
cannot be used at all, with the reason on standard error.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from nnexport.exporters.anki.reading import Package, read_package
from nnexport.verifying.facts import Facts, Finding, Import, facts_to_json

CANNOT_RUN = 3


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    # Anki writes to standard output now and then.
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        from anki.buildinfo import version

        import nnexport.verifying.collections  # noqa: F401  here, where its failure has a reason
    except Exception as error:  # noqa: BLE001  an incomplete installation fails in many ways
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(CANNOT_RUN)
    facts = _verify(version, _read(job["package"]), job["next"], job["reviews"])
    json.dump(facts_to_json(facts), output)


def _read(path: str) -> Package:
    with Path(path).open("rb") as file:
        return read_package(file, path)


def _verify(version: str, package: Package, following: str | None, reviews: int) -> Facts:
    from nnexport.verifying.checks import check_collection, count_note_types
    from nnexport.verifying.collections import RefusedError, fresh_collection, import_package

    facts = Facts(version, Import())
    try:
        with fresh_collection() as collection:
            counts = import_package(collection, package.path)
            facts = replace(
                facts,
                counts=counts,
                notes=collection.note_count(),
                cards=collection.card_count(),
                note_types=count_note_types(collection),
                findings=tuple(check_collection(collection, package, counts)),
            )
    except RefusedError as error:
        return replace(facts, findings=(Finding("NN330", str(error)),))
    return _verify_next(facts, package, _read(following), reviews) if following else facts


def _verify_next(facts: Facts, package: Package, following: Package, reviews: int) -> Facts:
    """Add what becomes of the reviewed package, and of the next one for somebody new."""
    from nnexport.verifying.collections import RefusedError, fresh_collection, import_package
    from nnexport.verifying.updates import study, update_collection

    fresh = _verify(facts.anki, following, None, 0)
    findings = (*facts.findings, *(replace(each, next=True) for each in fresh.findings))
    if any(each.code == "NN330" for each in findings):
        return replace(facts, findings=findings)
    try:
        with fresh_collection() as collection:
            import_package(collection, package.path)
            reviewed = study(collection, reviews)
            update, trouble = update_collection(collection, following, reviewed)
    except RefusedError as error:
        return replace(facts, findings=(*findings, Finding("NN330", str(error), next=True)))
    return replace(facts, findings=(*findings, *trouble), update=update)


if __name__ == "__main__":
    main()
