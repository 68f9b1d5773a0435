"""What a user may choose about a PDF, and which choices go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nnexport.deck.document import LAYOUTS
from nnexport.errors import NnexportError
from nnexport.exporters.pdf.papers import PAPERS


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """What a user may choose about a PDF."""

    layout: str = "cheatsheet"
    """One of ``LAYOUTS``."""

    paper: str = "a4"
    """A key of ``PAPERS``."""

    columns: int = 0
    """Of a page; 0 for the layout's own number."""

    card: str = "a7"
    """Size of flashcards: a key of ``CARDS``."""

    flip: str = "long"
    """Edge over which the printer turns the paper: ``long`` or ``short``."""

    back_offset: tuple[float, float] = (0.0, 0.0)
    """By how much the backs of cards are moved right and down, in millimetres."""

    calibrate: bool = False
    """With a sheet in front that tells how much the printer is out from front to back."""

    binding: bool = False
    """Printed on both sides and bound: the inner margin is wider."""

    pages: int = 0
    """On how many it shall fit; 0 for as many as it takes."""

    only: tuple[str, ...] = ()
    """Tags: only notes that have one of them are printed. Empty for all notes."""

    shuffle: str = ""
    """Seed of another order of the questions of a self-test; empty for that of the deck."""

    mono: bool = False
    """In black alone."""

    variants: bool = False
    """What each source answers is printed too."""

    fast: bool = False
    """In less time: ragged, without hyphens, and nothing is tagged."""


USUAL_PDF = PdfOptions()
"""Nothing chosen."""


LAYOUT_COLUMNS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"study": (1, 2), "cheatsheet": (2, 3, 4), "large": (1,), "selftest": (1,)}
)
"""How many columns a layout may have; one that is not listed has its own."""

LAYOUT_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "variants": ("study", "large"),
        "pages": ("cheatsheet",),
        "shuffle": ("selftest",),
        "card": ("cards",),
        "flip": ("cards",),
        "back_offset": ("cards",),
        "calibrate": ("cards",),
        "binding": ("study", "cheatsheet", "large", "selftest"),
        "fast": ("study", "cheatsheet", "large", "selftest"),
    }
)
"""Option → the layouts that have it; one that is not listed is for all of them."""


def require_choices(layouts: Iterable[str], options: PdfOptions) -> None:
    """Make sure that each of these layouts can be what the options ask for.

    Errors: ``NnexportError`` that says what can be had instead.
    """
    if options.paper not in PAPERS:
        raise NnexportError(
            f"there is no paper '{options.paper}'", help=f"choose one of {', '.join(PAPERS)}"
        )
    for layout in layouts:
        if layout not in LAYOUTS:
            raise NnexportError(
                f"there is no PDF layout '{layout}'", help=f"choose one of {', '.join(LAYOUTS)}"
            )
        _require_columns(layout, options.columns)
        if options.pages and options.columns == 2:
            raise NnexportError(
                "two columns, with questions at the side, have one size of type",
                help="with --pages, leave --columns out, or take 3 or 4",
            )
        for option, having in LAYOUT_OPTIONS.items():
            is_asked = getattr(options, option) != getattr(USUAL_PDF, option)
            if is_asked and layout not in having:
                raise NnexportError(
                    f"--{option.replace('_', '-')} is not for the layout '{layout}'",
                    help=f"it is for --layout {_listed(having, 'or')}",
                )


def _listed(names: Sequence[str], joint: str = "and") -> str:
    *others, last = names
    return f"{', '.join(others)} {joint} {last}" if others else last


def _require_columns(layout: str, columns: int) -> None:
    possible = LAYOUT_COLUMNS.get(layout, ())
    if not columns or columns in possible:
        return
    having = [name for name, counts in LAYOUT_COLUMNS.items() if columns in counts]
    own = "its columns are not for choosing"
    if possible:
        verb = "can have" if len(possible) > 1 else "has"
        own = f"it {verb} {_listed([str(count) for count in possible], 'or')}"
    others = f"; --layout {_listed(having, 'or')} can have {columns}" if having else ""
    raise NnexportError(
        f"the layout '{layout}' cannot have {columns} column{'s' if columns > 1 else ''}",
        help=own + others,
    )
