"""What can be asked for about sheets to print, on the command line."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import reduce
from typing import Any, TypeVar

import click

from nnexport.deck.document import LAYOUTS
from nnexport.errors import NnexportError
from nnexport.exporters.pdf import PAPERS, USUAL_PDF, PdfOptions, require_choices
from nnexport.exporters.pdf.papers import CARDS as SIZES

Command = TypeVar("Command", bound=Callable[..., Any])


def _layouts(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    del context, parameter
    parts = [part.strip().lower() for each in value for part in each.split(",")]
    layouts = tuple(dict.fromkeys(part for part in parts if part))
    for layout in layouts:
        if layout not in LAYOUTS:
            near = get_close_matches(layout, LAYOUTS, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.BadParameter(f"{layout} is none of {', '.join(LAYOUTS)}{hint}")
    return layouts


def _offset(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    del context, parameter
    if value is None:
        return None
    parts = value.split(",")
    try:
        right, down = map(float, parts)
    except ValueError:
        right = down = math.inf
    if not max(abs(right), abs(down)) <= FARTHEST_MM:
        raise click.BadParameter(f"write two lengths in mm up to {FARTHEST_MM}, such as -2,1")
    return right, down


FARTHEST_MM = 10
"""More is no misprint, it is another page."""

PAPER = click.option(
    "--paper", type=click.Choice(list(PAPERS), case_sensitive=False),
    default=USUAL_PDF.paper, show_default=True,
    help="Size of the pages.",
)  # fmt: skip

_SETTINGS = (
    click.option(
        "--layout", "layouts", metavar="LAYOUTS", multiple=True, callback=_layouts,
        help=f"Sheets to make, separated by commas: {', '.join(LAYOUTS)}. Unless given, those "
        "that the deck asks for, else study and cheatsheet.",
    ),
    PAPER,
    click.option(
        "--columns", type=click.IntRange(1, 4),
        help="Columns of a page; the layout's own, unless given.",
    ),
    click.option(
        "--pages", type=click.IntRange(1), metavar="N",
        help="Fit a cheat sheet on N pages: columns, size of the type, and shorter answers of "
        "sources where they are needed.",
    ),
    click.option(
        "--card", type=click.Choice(list(SIZES), case_sensitive=False),
        help="Size of flashcards; a7, eight of A4, unless given.",
    ),
    click.option(
        "--flip", type=click.Choice(["long", "short"], case_sensitive=False),
        help="Edge of paper over which the printer turns it, for flashcards; long, unless given.",
    ),
    click.option(
        "--back-offset", metavar="RIGHT,DOWN", callback=_offset,
        help="Move the backs of flashcards by so many millimetres, as one reads them.",
    ),
    click.option(
        "--calibrate", is_flag=True,
        help="Begin flashcards with a sheet that tells how much the printer is out.",
    ),
    click.option(
        "--binding", is_flag=True,
        help="Room at the inner side of pages printed on both sides (study, cheatsheet, large, "
        "selftest).",
    ),
    click.option(
        "--only", metavar="TAG", multiple=True,
        help="Only questions with this tag, or one below it; may be given again.",
    ),
    click.option(
        "--shuffle", metavar="SEED",
        help="Ask in another order in a self-test: the same one for the same word or number.",
    ),
    click.option("--mono", is_flag=True, help="All in black, without colours and greys."),
    click.option(
        "--variants", is_flag=True,
        help="What each source answers, below each answer (study, large).",
    ),
    click.option(
        "--fast", is_flag=True,
        help="In less time, for a look: ragged, no hyphens, nothing for screen readers (study, "
        "cheatsheet, large, selftest).",
    ),
)  # fmt: skip


def takes_pdf_settings(command: Command) -> Command:
    """Give a command the options of sheets to print."""
    return reduce(lambda inner, option: option(inner), reversed(_SETTINGS), command)


def pdf_options(settings: Mapping[str, Any]) -> PdfOptions:
    """Return what was asked for about PDFs; the rest is as usual."""
    names = [field.name for field in dataclasses.fields(PdfOptions)]
    asked = {name: settings[name] for name in names if settings.get(name) is not None}
    options = PdfOptions(**asked)
    try:
        require_choices(settings.get("layouts", ()), options)
    except NnexportError as error:
        raise click.UsageError(f"{error.message}: {error.help}") from None
    return options
