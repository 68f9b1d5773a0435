"""A formula of TeX → its signs at their places, for size 1.

ziamath, with latex2mathml, lays formulas out by the measures that a font for mathematics has in
it. It draws SVG; here that is read again as glyphs of the font by number, so that a PDF has them as
text of the font that it embeds anyway.

Source: OpenType specification, table MATH; The TeXbook, chapter 18 and appendix G.
"""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from nnexport.exporters.pdf.formulas.source import FormulaError, prepare
from nnexport.exporters.pdf.text.faces import FONTS_PATH, load_face

MATH_FACE = "STIXTwoMath-Regular"

SCALE = 1_000.0
"""Size at which formulas are laid out: coordinates are rounded to thousandths."""

SYMBOL_SIZE = 12.0
"""Size at which the outlines of the SVG's symbols are given."""

MOST_WORK = 8_000
"""Nodes that the setter may lay out: it lays out the inside of each group twice, and so again."""

LONG = 7.0
"""A formula that is wider may end a line after its relations, for size 1."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph; x to the right and y down from the beginning of the baseline. All for size 1."""

    glyph: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A filled rectangle, by its left upper corner, such as the line of a fraction."""

    x: float
    y: float
    width: float
    height: float


Step = tuple[str, tuple[float, ...]]
"""An operator of a path in PDF, and its operands."""

Outline = tuple[Step, ...]
"""A filled shape that is no glyph: a bracket put together from pieces, a line that is not level."""


@dataclass(frozen=True, slots=True)
class Part:
    """A formula, or what stands in it between two places where a line may end. For size 1."""

    signs: tuple[Sign, ...]
    strokes: tuple[Stroke, ...]
    width: float
    height: float
    """Above the baseline."""

    depth: float
    """Below it."""

    trail: float = 0.0
    """Of the width, the space at the end, which may stand out of a line."""

    outlines: tuple[Outline, ...] = ()
    """As signs: for size 1, down from the baseline."""


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A whole formula."""

    tex: str
    """As written."""

    parts: tuple[Part, ...]
    """At least one; a line may end between two."""


@lru_cache(maxsize=4096)
def typeset(tex: str, *, display: bool = False) -> SetFormula:
    """Return a formula as it is drawn.

    Errors: ``FormulaError`` where it cannot be set as it is meant.
    """
    wanted = prepare(tex)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            root = _read(wanted, display)
            node = _lay_out(root)
    except FormulaError:
        raise
    # The libraries raise whatever comes to pass in them, for input that is no TeX.
    except (Exception, RecursionError) as error:
        raise FormulaError("it is no TeX that can be read") from error
    return SetFormula(tex, tuple(_parts(node)))


# --- reading -------------------------------------------------------------------------------------


def _read(tex: str, display: bool) -> ET.Element:
    """Return a formula as MathML, in which nothing is left that was not understood."""
    from ziamath.escapes import unescape
    from ziamath.tex import tex2mml

    root = ET.fromstring(unescape(tex2mml(tex, inline=not display)))
    for element in root.iter():
        _correct(element)
        text = (element.text or "").strip()
        if _COMMAND.match(text):
            raise FormulaError(f"the command {text} is not known")
    if _work(root) > MOST_WORK:
        raise FormulaError("it is nested too deep")
    if not "".join(root.itertext()).strip():
        raise FormulaError("it shows nothing")
    return root


def _correct(element: ET.Element) -> None:
    """Make of an element what TeX means by it."""
    name = element.tag.rpartition("}")[2]
    if element.get("rowspacing", "").endswith("pt"):
        # Points would be as many at the large size at which formulas are laid out.
        points = [float(each.removesuffix("pt")) for each in element.get("rowspacing", "").split()]
        element.set("rowspacing", " ".join(f"{each / 10:g}em" for each in points))
    if name == "mo" and len(element):
        # What `\mathop{…}` holds would not be drawn.
        element.tag = element.tag.replace("mo", "mrow")
    elif element.text in ("\\{", "\\}"):
        # After `\big`.
        element.text = element.text[1]
    elif name == "mi" and element.text == "~":
        element.text = "∼"
    if name == "mi" and element.text in _RELATIONS:
        element.tag = element.tag.replace("mi", "mo")


_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)\*?\Z")
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝→←↔⇒⇐⇔⟹⟸⟺↦⟶∈∉⊂⊆⊃⊇≔≪≫⊢⊨∣≺≻")
_ROWS = ("math", "mrow", "mstyle", "mtd", "mtr", "mpadded", "mphantom", "merror", "menclose")


def _work(element: ET.Element) -> int:
    """Return how many nodes are made for an element: rows make all that is in them twice."""
    inside = 0
    for child in element:
        inside += _work(child)
        if inside > MOST_WORK:
            break
    return 1 + inside * (2 if element.tag.rpartition("}")[2] in _ROWS else 1)


# --- laying out ----------------------------------------------------------------------------------


def _lay_out(root: ET.Element) -> Any:
    """Return the node of a formula, with places for all that is in it."""
    return _setter()(root, size=SCALE, font=str(FONTS_PATH / f"{MATH_FACE}.ttf"), margin=0).node


@cache
def _setter() -> Any:
    # ziamath is loaded for the first formula of a process.
    from ziamath import zmath

    return zmath.Math


def _parts(node: Any) -> Iterator[Part]:
    """Yield a formula, cut after its relations where it is long."""
    row = node
    while len(row.nodes) == 1 and row.nodes[0].mtag == "mrow" and row.nodes[0].nodes:
        row = row.nodes[0]
    width = max(node.xadvance(), node.bbox.xmax) / SCALE
    start = min(0.0, node.bbox.xmin / SCALE)
    cuts = list(_find_cuts(row)) if width > LONG and all(y == 0 for _, y in row.nodexy) else []
    if not cuts:
        yield _draw([(node, 0.0, 0.0)], start, width)
        return
    places = [(each, x, y) for each, (x, y) in zip(row.nodes, row.nodexy, strict=True)]
    first = 0
    for cut in [*cuts, len(places)]:
        some = places[first:cut]
        is_last = cut == len(places)
        end = width if is_last else places[cut][1] / SCALE
        part = _draw(some, start, end)
        yield part if is_last else replace(part, trail=part.width - _reach(part))
        first, start = cut, end


def _find_cuts(row: Any) -> Iterator[int]:
    """Yield the numbers of the nodes with which a next part may begin."""
    first = 0
    for at, each in enumerate(row.nodes[:-1], start=1):
        element = getattr(each, "element", None)
        text = "" if element is None else "".join(element.itertext()).strip()
        # Two signs at least before it: `= 1` begins no line.
        if text in _RELATIONS and text and at - first > 1:
            yield at
            first = at


def _reach(part: Part) -> float:
    """Return where the last sign of a part ends, without the space after it."""
    return max(sign.x + _right(sign.glyph) * sign.size for sign in part.signs)


def _right(glyph: int) -> float:
    font = load_face(MATH_FACE).font
    extents = font.get_glyph_extents(glyph)
    return float(extents.x_bearing + extents.width) / font.face.upem if extents else 0.0


def _draw(places: Sequence[tuple[Any, float, float]], start: float, end: float) -> Part:
    """Return what stands at some places between two points of the baseline."""
    svg = ET.Element("svg")
    height = depth = 0.0
    for node, x, y in places:
        node.draw(x, y, svg)
        height = max(height, (node.bbox.ymax - y) / SCALE)
        depth = max(depth, (y - node.bbox.ymin) / SCALE)
    symbols = {each.get("id", ""): each for each in svg if each.tag == "symbol"}
    outlines: list[Outline] = []
    signs: list[Sign] = []
    strokes: list[Stroke] = []
    for each in svg:
        match each.tag:
            case "use":
                sign, shape = _sign(each, symbols[each.get("href", "")[1:]], start)
                if shape is None:
                    signs.append(sign)
                else:
                    outlines.append(_outline(shape, sign))
            case "rect":
                strokes += _rectangle(each, start)
            case "path" if each.get("stroke-width"):
                outlines.append(_slanted(each, start))
            case "symbol":
                pass
            case _:
                raise FormulaError("it has lines that are not drawn here")
    return Part(tuple(signs), tuple(strokes), end - start, height, depth, 0.0, tuple(outlines))


def _sign(use: ET.Element, symbol: ET.Element, start: float) -> tuple[Sign, str | None]:
    """Return a sign, and its path if it is no glyph of the font."""
    left, top, _, box_height = _numbers(symbol.get("viewBox", ""))
    glyph = int(symbol.get("id", "").rpartition("_")[2])
    if not glyph:
        raise FormulaError("the font has not all of its signs")
    factor = _number(use, "height") / box_height
    x, y = _number(use, "x") - left * factor, _number(use, "y") - top * factor
    sign = Sign(glyph, x / SCALE - start, y / SCALE, factor * SYMBOL_SIZE / SCALE)
    # What is put together from several glyphs has a number that is none.
    if 0 < glyph < load_face(MATH_FACE).font.face.glyph_count:
        return sign, None
    return sign, "".join(each.get("d", "") for each in symbol.iter("path"))


_STEP = re.compile(r"([MLQCZ])([^A-Za-z]*)")
_FLOAT = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")


def _outline(path: str, sign: Sign) -> Outline:
    """Return the path of a symbol at the place and in the size of a sign."""
    factor = sign.size / SYMBOL_SIZE
    steps: list[Step] = []
    at = (0.0, 0.0)
    for name, operands in _STEP.findall(path):
        numbers = [float(each) * factor for each in _FLOAT.findall(operands)]
        points = [
            (x + sign.x, y + sign.y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        if name == "Q":
            # PDF has curves of the third degree only.
            bend, end = points
            points = [_between(at, bend), _between(end, bend), end]
        operator = {"M": "m", "L": "l", "Q": "c", "C": "c", "Z": "h"}[name]
        steps.append((operator, tuple(each for point in points for each in point)))
        at = points[-1] if points else at
    return tuple(steps)


def _between(point: tuple[float, float], bend: tuple[float, float]) -> tuple[float, float]:
    return point[0] + (bend[0] - point[0]) * 2 / 3, point[1] + (bend[1] - point[1]) * 2 / 3


def _slanted(line: ET.Element, start: float) -> Outline:
    """Return a line from one point to another, as the strip that it covers."""
    if line.get("marker-end"):
        raise FormulaError("it has arrows that are not drawn here")
    x, y, to_x, to_y = (float(each) / SCALE for each in _FLOAT.findall(line.get("d", "")))
    half = _number(line, "stroke-width") / SCALE / 2
    x, to_x = x - start, to_x - start
    corners = ((x, y - half), (to_x, to_y - half), (to_x, to_y + half), (x, y + half))
    names = ("m", "l", "l", "l")
    return (*zip(names, corners, strict=True), ("h", ()))


def _rectangle(rect: ET.Element, start: float) -> Iterator[Stroke]:
    x, y = _number(rect, "x") / SCALE - start, _number(rect, "y") / SCALE
    width, height = _number(rect, "width") / SCALE, _number(rect, "height") / SCALE
    if rect.get("stroke") is None:
        yield Stroke(x, y, width, height)
        return
    thickness = _number(rect, "stroke-width") / SCALE
    yield Stroke(x, y, width, thickness)
    yield Stroke(x, y + height - thickness, width, thickness)
    yield Stroke(x, y, thickness, height)
    yield Stroke(x + width - thickness, y, thickness, height)


def _number(element: ET.Element, key: str) -> float:
    return float(element.get(key, "0"))


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split()]
