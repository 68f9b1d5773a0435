"""Starting the process that runs Anki's library, and taking its findings for diagnostics."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from nnexport.diagnostics import Diagnostic, Span
from nnexport.errors import NnexportError
from nnexport.verifying.facts import Facts, Finding, facts_from_json

_WORKER = (sys.executable, "-P", "-m", "nnexport.verifying.worker")
_CANNOT_RUN = 3
_INSTALL = "pip install 'nnexport[anki]' (Anki's library, under the AGPL)"


class WithoutAnkiError(NnexportError):
    """Anki's library is not there, or does not run here: nothing was verified."""


def run_worker(package: Path, following: Path | None, reviews: int) -> Facts:
    """Return what Anki finds in a package, and in the next one after it.

    Errors: :class:`WithoutAnkiError`.
    """
    # Only looked for: nnexport itself never loads it.
    if importlib.util.find_spec("anki") is None:
        raise WithoutAnkiError("Anki's library is not installed", help=_INSTALL)
    job = {"package": str(package), "next": following and str(following), "reviews": reviews}
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    environment |= {"PYTHONUTF8": "1"}
    done = subprocess.run(
        _WORKER, input=json.dumps(job), capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode == 0:
        return facts_from_json(json.loads(done.stdout))
    said = [line for line in done.stderr.splitlines() if line.strip()]
    reason = said[-1].strip() if said else f"it stopped with {done.returncode}"
    if done.returncode == _CANNOT_RUN:
        raise WithoutAnkiError(f"Anki's library does not run here: {reason}", help=_INSTALL)
    raise NnexportError(f"Anki's library broke off: {reason}", path=str(package), help=_BROKEN)


_BROKEN = "import the package into a new profile of Anki, and see what it says"


def to_diagnostics(
    findings: Iterable[Finding], package: Path, following: Path | None
) -> Iterator[Diagnostic]:
    """Yield the findings as diagnostics; of many alike, the first ones and how many there are."""
    ordered = sorted(findings, key=lambda each: (each.next, each.code))
    for (is_next, code), group in groupby(ordered, key=lambda each: (each.next, each.code)):
        span = Span(str(following if is_next else package))
        messages = list(dict.fromkeys(each.message for each in group))
        for message in messages[:_SHOWN]:
            yield Diagnostic(code, span, message, _HELP[code])
        if (more := len(messages) - _SHOWN) > 0:
            yield Diagnostic(code, span, f"and {more} more of these", "--json lists all")


_SHOWN = 10

_HELP = {
    "NN330": "build the package again; if it is ours, report what Anki says",
    "NN331": "give the two notes different ids in the deck",
    "NN332": "build the package again with the newest nnexport",
    "NN333": "correct the question in the deck",
    "NN334": "put the two questions together, or reword one",
    "NN335": "correct the question in the deck: each cloze number must hide something",
    "NN336": "build the package again; if it is ours, report what Anki says",
    "NN337": "put the file beside the deck and build again",
    "NN338": "nothing is broken; build the package again to leave the file out",
    "NN340": "do not publish this package: build it with the lock of the one before it",
    "NN341": "build it with the lock of the one before it; see nnexport diff --against",
    "NN342": "do not publish this package: build it with the lock of the one before it",
    "NN343": "tell your learners to sync all their devices before they import it",
}
