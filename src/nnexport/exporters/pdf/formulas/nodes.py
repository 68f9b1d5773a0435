"""What a formula is made of, once it is read: lists of atoms and spaces, as TeX has them.

Source: The TeXbook, chapters 17 and 26.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.exporters.pdf.formulas.symbols import ORD

Items = tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of the font for mathematics."""

    character: str
    is_large: bool = False
    """A sum or an integral: larger on a line of its own."""

    stretch_em: float = 0.0
    """As high as this, such as after ``\\big``; 0 for its own height."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text among the signs, such as that of ``\\text``."""

    text: str
    font: str = "regular"
    """A font of the page, or empty for upright signs of the formula."""


@dataclass(frozen=True, slots=True)
class Group:
    items: Items


@dataclass(frozen=True, slots=True)
class Fraction:
    above: Items
    below: Items
    has_bar: bool = True
    style: int | None = None
    """0 as on a line of its own, 1 as in a line of text, and so on; ``None`` as around."""

    left: str = ""
    right: str = ""
    """Brackets around; empty for none."""

    is_continued: bool = False
    """One of several below each other, none smaller than the other: ``\\cfrac``."""


@dataclass(frozen=True, slots=True)
class Radical:
    body: Items
    degree: Items = ()


@dataclass(frozen=True, slots=True)
class Accent:
    body: Items
    character: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Stretched:
    """Something with a sign over or under it that is as wide."""

    body: Items
    character: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Barred:
    """Something with a straight line over or under it."""

    body: Items
    is_over: bool


@dataclass(frozen=True, slots=True)
class Stacked:
    """Something with other things over and under it, smaller."""

    body: Items
    over: Items = ()
    under: Items = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    character: str
    over: Items
    under: Items = ()


@dataclass(frozen=True, slots=True)
class Fenced:
    """What stands between ``\\left`` and ``\\right``, in parts between those of ``\\middle``."""

    fences: tuple[str, ...]
    """One more than there are parts; empty for one that is not printed."""

    parts: tuple[Items, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """Something in a box or struck out."""

    body: Items
    lines: tuple[str, ...]
    """Of ``box``, ``up``, ``down``, ``level``."""


@dataclass(frozen=True, slots=True)
class Phantom:
    """Something of which only a part counts."""

    body: Items
    has_width: bool = True
    has_height: bool = True
    is_shown: bool = False
    align: float = 0.0
    """Where it stands on no width of its own: 0 to the right of its place, 1 to the left."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Something that is negated by a stroke through it."""

    body: Items


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, cases, aligned equations."""

    rows: tuple[tuple[Items, ...], ...]
    columns: str
    """``l``, ``c`` or ``r`` for each."""

    gaps_em: tuple[float, ...]
    """Between the columns: one less than there are."""

    row_gaps_em: tuple[float, ...] = ()
    """Extra space below each row."""

    style: int | None = None
    jot_em: float = 0.0
    """Between all rows."""

    strut_em: tuple[float, float] = (0.84, 0.36)
    """Least height and depth of a row."""

    left: str = ""
    right: str = ""
    bars: tuple[int, ...] = ()
    """Before which columns there is a vertical line; their number for one at the end."""

    rules: tuple[int, ...] = ()
    """Above which rows there is a line; their number for one at the end."""

    end_em: float = 0.0
    """Space at both sides."""


@dataclass(frozen=True, slots=True)
class Space:
    em: float


@dataclass(frozen=True, slots=True)
class Style:
    """From here on as on a line of its own (0), in text (1), in a script (2) or in one of that."""

    level: int


Nucleus = (
    Sign
    | Words
    | Group
    | Fraction
    | Radical
    | Accent
    | Stretched
    | Barred
    | Stacked
    | Arrow
    | Fenced
    | Framed
    | Phantom
    | Overlaid
    | Grid
)


@dataclass(frozen=True, slots=True)
class Atom:
    """Something with the class by which it is spaced, and its scripts."""

    kind: str
    nucleus: Nucleus
    above: Items | None = None
    below: Items | None = None
    limits: bool | None = None
    """Scripts stand above and below it; ``None`` where that depends on the style."""


Item = Atom | Space | Style


def sole(items: Items) -> Atom | None:
    """Return the only atom of a list, also inside of groups, if it has no scripts."""
    if len(items) != 1 or not isinstance(items[0], Atom):
        return None
    atom = items[0]
    if atom.above is not None or atom.below is not None:
        return None
    return sole(atom.nucleus.items) if isinstance(atom.nucleus, Group) else atom


def kind_of(items: Items) -> str:
    """Return the class of a list as one atom: that of its only atom, or an ordinary one."""
    atom = sole(items)
    return atom.kind if atom else ORD
