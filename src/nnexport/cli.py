"""Options → one call of the pipeline → print, exit code.

Results go to stdout, everything else to stderr. Exit 0: fine or warnings only; 1: an error, or a
warning under ``--strict``; 2: wrong usage. The pipeline is imported by the commands that need it,
so that ``--help`` is there at once."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from nnexport import __version__
from nnexport.cli_pdf import PAPER, pdf_options, takes_pdf_settings
from nnexport.printing import finish

Command = TypeVar("Command", bound=Callable[..., Any])

DECK = click.argument("deck", metavar="DECK.yaml", type=click.Path(path_type=Path))
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Show infos as well.")
STRICT = click.option("--strict", is_flag=True, help="Fail on warnings too.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


class _Program(click.Group):
    """The commands; an output that takes nothing more is one line on stderr."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # click's own signature
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            # Files report as FileError; what has no name is one of the standard streams.
            if error.filename is not None:
                raise
            reason = (error.strerror or str(error)).lower()
            with contextlib.suppress(OSError):
                click.echo(f"error: the output cannot be written: {reason}", err=True)
                click.echo("    help: send it to a place with room", err=True)
            _drop_unwritten()
            sys.exit(1)


def _drop_unwritten() -> None:
    """Let go of what no stream takes, or Python tries again at its end and complains."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nnexport")
def main() -> None:
    """Turn messy lists of questions and answers into one deck: YAML, Anki, PDF, Markdown."""
    # A run makes many values and drops few: with the usual thresholds, the collector would walk all
    # of a large deck again and again, a quarter of the whole time.
    gc.set_threshold(100_000, 50, 100)


def _reports_errors(command: Command) -> Command:
    """Print what stops the work as one line and exit with 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:  # click's own signature
        from nnexport.errors import NnexportError

        try:
            command(*args, **kwargs)
        except NnexportError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return run  # type: ignore[return-value]  # wraps keeps the signature that click reads


def _read_stdin() -> bytes:
    """Return what comes in. Errors: :class:`NnexportError` where nothing can, as after `<&-`."""
    from nnexport.errors import NnexportError

    try:
        # There is no stream at all where the shell closed it.
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "name a file, or send text: nnexport ingest - < FILE"
        raise NnexportError(f"cannot be read: {reason}", path="<stdin>", help=help_line) from None


@main.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--into", "deck", metavar="DECK.yaml", required=True, type=click.Path(path_type=Path),
    help="The deck to make or to update.",
)  # fmt: skip
@click.option("--remove", metavar="ID", multiple=True, help="Take a source out of the deck.")
@click.option(
    "--no-repair", "repair", is_flag=True, flag_value=False, default=True,
    help="Believe every number: leave each answer where its number puts it; this run only.",
)  # fmt: skip
@STRICT
@VERBOSE
@JSON
@_reports_errors
def ingest(
    sources: tuple[str, ...],
    deck: Path,
    remove: tuple[str, ...],
    repair: bool,
    strict: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Read sources, merge them, update the deck and its lock.

    SOURCE is a file, a folder, or a dash for standard input: plain text, Markdown, HTML, a
    notebook, CSV; Word, OpenDocument, EPUB, RTF and PDF with the extra nnexport[convert]. Without
    SOURCE, all sources that the deck lists are read again. What was edited by hand in the deck is
    kept.
    """
    from nnexport import pipeline

    stdin = _read_stdin() if "-" in sources else b""
    outcome = pipeline.ingest(sources, deck, remove, stdin=stdin, repair=repair)
    finish(outcome, strict=strict, verbose=verbose, as_json=as_json)


@main.command()
@DECK
@click.option(
    "--fix", is_flag=True,
    help="Put right in the deck's file what is safe: tags with spaces or twice, an open code fence "
    "at the end of an answer, codes accepted in vain, missing ids, blanks at the ends of lines.",
)  # fmt: skip
@STRICT
@VERBOSE
@JSON
@_reports_errors
def check(deck: Path, fix: bool, strict: bool, verbose: bool, as_json: bool) -> None:
    """Show all problems of a deck and its sources; write nothing without --fix."""
    from nnexport import pipeline

    outcome = pipeline.check(deck, fix=fix)
    finish(outcome, strict=strict, verbose=verbose, as_json=as_json)
    if not (as_json or outcome.diagnostics or outcome.fixes):
        click.echo(f"{deck}: no problem found")


def _build(deck: Path, formats: Iterable[str], output: Path | None, **settings: Any) -> None:
    from nnexport import building
    from nnexport.processes import count_cores

    options = building.BuildOptions(
        tuple(formats),
        output,
        frozen=settings.get("frozen", False),
        layouts=settings.get("layouts", ()),
        pdf=pdf_options(settings),
        jobs=settings.get("jobs") or count_cores(),
        after=settings.get("after"),
    )
    outcome = building.build(deck, options)
    finish(
        outcome,
        strict=settings["strict"],
        verbose=settings["verbose"],
        as_json=settings.get("as_json", False),
    )


OUTPUT = click.option(
    "-o", "--output", metavar="PATH", type=click.Path(path_type=Path),
    help="A file, or a folder to write into.",
)  # fmt: skip
FROZEN = click.option("--frozen", is_flag=True, help="Fail where the lock would change.")
JOBS = click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(1), envvar="NNEXPORT_JOBS", show_envvar=True,
    help="Processes for large decks; one for each core, unless given.",
)  # fmt: skip


@main.command()
@DECK
@OUTPUT
@FROZEN
@JOBS
@click.option(
    "--after", metavar="PACKAGE", type=click.Path(path_type=Path),
    help="A package that learners have: be newer than it, for a lock that was lost or is older.",
)  # fmt: skip
@STRICT
@VERBOSE
@_reports_errors
def anki(deck: Path, output: Path | None, **settings: Any) -> None:
    """Write an Anki package (.apkg)."""
    _build(deck, ("anki",), output, **settings)


@main.command()
@DECK
@OUTPUT
@takes_pdf_settings
@JOBS
@STRICT
@VERBOSE
@_reports_errors
def pdf(deck: Path, output: Path | None, **settings: Any) -> None:
    """Write sheets to print (PDF)."""
    _build(deck, ("pdf",), output, **settings)


@main.command()
@DECK
@OUTPUT
@STRICT
@VERBOSE
@_reports_errors
def markdown(deck: Path, output: Path | None, strict: bool, verbose: bool) -> None:
    """Write one Markdown page."""
    _build(deck, ("markdown",), output, strict=strict, verbose=verbose)


def _formats(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    from nnexport.outputs import FORMATS

    del context, parameter
    formats = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        known = ", ".join(FORMATS)
        raise click.BadParameter(f"{unknown[0] if unknown else 'nothing'} is none of {known}")
    return formats


@main.command()
@DECK
@click.option(
    "--to", "formats", metavar="FORMATS", default="anki,pdf,markdown", show_default=True,
    callback=_formats, help="Outputs, separated by commas.",
)  # fmt: skip
@OUTPUT
@FROZEN
@PAPER
@JOBS
@STRICT
@VERBOSE
@JSON
@_reports_errors
def build(deck: Path, formats: tuple[str, ...], output: Path | None, **settings: Any) -> None:
    """Write all outputs of a deck. What is up to date stays untouched."""
    _build(deck, formats, output, **settings)


@main.command()
@click.argument("subject", metavar="CODE|DECK.yaml")
@click.argument("question", metavar="[ID]", required=False)
@JSON
@_reports_errors
def explain(subject: str, question: str | None, as_json: bool) -> None:
    """Explain a code (NN012), or where each sentence of an answer comes from (DECK.yaml ID)."""
    from nnexport.codes import CODES, explain_code

    if question is None:
        code = subject.upper()
        if code not in CODES:
            known = f"codes run from {min(CODES)} to {max(CODES)}"
            raise click.BadParameter(f"no code {subject}; {known}; for a deck, name a question too")
        click.echo(explain_code(code), nl=False)
        return
    from nnexport import pipeline
    from nnexport.merging.folding.explain import explanation_json, format_explanation

    explanation = pipeline.explain_note(Path(subject), question)
    if as_json:
        click.echo(json.dumps(explanation_json(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo(format_explanation(explanation), nl=False)


@main.command()
@DECK
@click.option(
    "--against", "package", metavar="PACKAGE", type=click.Path(path_type=Path),
    help="Compare with an .apkg file: an earlier build, or what was exported from Anki.",
)  # fmt: skip
@click.option(
    "--base", metavar="PACKAGE", type=click.Path(path_type=Path),
    help="The package that was imported last into that Anki: tells its owner's edits from yours.",
)  # fmt: skip
@JSON
@_reports_errors
def diff(deck: Path, package: Path | None, base: Path | None, as_json: bool) -> None:
    """Show what the next import into Anki will change, against the lock or a package."""
    from nnexport import updating
    from nnexport.exporters.anki.diff import diff_to_json, format_diff
    from nnexport.exporters.anki.package_diff_text import format_package_diff, package_diff_to_json

    text = ""
    if base is not None and package is None:
        raise click.UsageError("--base goes with --against: what is compared with the deck?")
    if package is not None:
        comparison, outcome = updating.diff_against(deck, package, base)
        if comparison is not None:
            text = (package_diff_to_json if as_json else format_package_diff)(comparison)
    else:
        difference, outcome = updating.diff(deck)
        if difference is not None:
            text = diff_to_json(difference) if as_json else format_diff(difference)
    if text:
        click.echo(text)
    finish(outcome, strict=False, verbose=False)


@main.command()
@click.argument("package", metavar="FILE.apkg", type=click.Path(path_type=Path))
@click.argument("following", metavar="[NEXT.apkg]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--reviews", metavar="N", default=20, show_default=True, type=click.IntRange(0),
    help="How many cards to review before the next package is imported.",
)  # fmt: skip
@STRICT
@VERBOSE
@JSON
@_reports_errors
def verify(
    package: Path,
    following: Path | None,
    reviews: int,
    strict: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Import a package into the real Anki, in a throw-away collection, and say what it found.

    With NEXT.apkg, review some cards and import that one over it: what arrived, what was lost.
    Needs the extra nnexport[anki]. Exit code 2 if Anki's library cannot be used.
    """
    from nnexport import updating
    from nnexport.verifying.report import facts_json, facts_text
    from nnexport.verifying.running import WithoutAnkiError

    try:
        facts, outcome = updating.verify(package, following, reviews)
    except WithoutAnkiError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(facts_json(facts) if as_json else facts_text(facts, package, following))
    finish(outcome, strict=strict, verbose=verbose)
