"""An outcome on the terminal, or as JSON: results to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nnexport.checking.fixing import Fix
    from nnexport.diagnostics import Diagnostic
    from nnexport.outcome import Outcome


def _show(diagnostics: Sequence[Diagnostic], *, verbose: bool) -> None:
    """Print diagnostics to stderr: errors and warnings, infos when asked for, and a count."""
    from nnexport.diagnostics import Severity, format_diagnostic
    from nnexport.outcome import counted

    shown = [each for each in diagnostics if verbose or each.severity is not Severity.INFO]
    for each in shown:
        click.echo(format_diagnostic(each), err=True)
    counts = {
        severity: sum(each.severity is severity for each in diagnostics) for severity in Severity
    }
    parts = [
        counted(counts[each], each) for each in (Severity.ERROR, Severity.WARNING) if counts[each]
    ]
    if counts[Severity.INFO]:
        parts.append(
            counted(counts[Severity.INFO], "info") + ("" if verbose else " (-v shows them)")
        )
    if parts:
        click.echo(", ".join(parts), err=True)


def finish(outcome: Outcome, *, strict: bool, verbose: bool, as_json: bool = False) -> None:
    """Print an outcome and exit with its code."""
    from nnexport.codes import CODES
    from nnexport.diagnostics import Severity

    for fix in outcome.fixes:
        name = f" {fix.code} {CODES[fix.code].name}" if fix.code else ""
        click.echo(f"{fix.span}: fixed{name}: {fix.message}", err=True)
    _show(outcome.diagnostics, verbose=verbose)
    if as_json:
        click.echo(json.dumps(_outcome_json(outcome), ensure_ascii=False, indent=2))
    else:
        for each in outcome.written:
            note = f" ({each.note})" if each.note and each.changed else ""
            click.echo(f"{'wrote' if each.changed else 'up to date:'} {each.path}{note}")
    severities = {each.severity for each in outcome.diagnostics}
    if Severity.ERROR in severities or (strict and Severity.WARNING in severities):
        sys.exit(1)


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    fixes = [_fix_json(each) for each in outcome.fixes]
    return {
        **({"fixes": fixes} if fixes else {}),
        "diagnostics": [_diagnostic_json(each) for each in outcome.diagnostics],
        "files": [{"path": each.path, "changed": each.changed} for each in outcome.written],
    }


def _fix_json(fix: Fix) -> dict[str, object]:
    return {
        "path": fix.span.path,
        "line": fix.span.line or None,
        "column": fix.span.column or None,
        "code": fix.code or None,
        "message": fix.message,
    }


def _diagnostic_json(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "path": span.path,
        "line": span.line or None,
        **({"cell": span.cell} if span.cell else {}),
        "column": span.column or None,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "question": diagnostic.note or None,
    }
