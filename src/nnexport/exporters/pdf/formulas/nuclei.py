"""What atoms are made of → boxes: signs, fractions, roots, accents, brackets, arrows.

Source: The TeXbook, appendix G, rules 9 to 15 and 19; OpenType specification, table MATH.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from nnexport.exporters.pdf.formulas.grids import set_grid
from nnexport.exporters.pdf.formulas.lists import set_items, set_nucleus, with_limits
from nnexport.exporters.pdf.formulas.measures import math_font
from nnexport.exporters.pdf.formulas.nodes import (
    Accent,
    Arrow,
    Barred,
    Fenced,
    Fraction,
    Framed,
    Grid,
    Group,
    Overlaid,
    Phantom,
    Radical,
    Sign,
    Stacked,
    Stretched,
    Words,
    sole,
)
from nnexport.exporters.pdf.formulas.setting import (
    Bar,
    Box,
    Mode,
    Slant,
    centred,
    glyph_box,
    middle,
    row,
    stretched,
    strip,
)
from nnexport.exporters.pdf.formulas.text_boxes import set_words

NULL_SPACE_EM = 0.12
"""Beside a fraction without brackets: TeX's nulldelimiterspace."""

DELIMITER_FACTOR = 0.901
DELIMITER_SHORTFALL_EM = 0.5
"""How much of what they hold brackets may leave uncovered."""

TIGHT_ROOT = 0.6
"""Part of the space below the line of a root that it may do without."""

FRAME_GAP_EM = 0.3


def _axis(mode: Mode) -> float:
    return math_font().constant("AXIS_HEIGHT") * mode.size


def _sign(sign: Sign, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    if sign.stretch_em:
        return stretched(
            font, sign.character, sign.stretch_em * 0.97, 1.0, font.constant("AXIS_HEIGHT")
        )
    glyph = font.glyph(sign.character, max(0, mode.level - 1))
    if not glyph:
        # A letter of a script that mathematics does not use.
        return set_words(Words(sign.character), size)
    if not sign.is_large:
        return glyph_box(font, glyph, size)
    if mode.is_display:
        glyph = font.larger(glyph, font.constant("DISPLAY_OPERATOR_MIN_HEIGHT"))[0].glyph
    return centred(glyph_box(font, glyph, size), _axis(mode))


def _words(words: Words, mode: Mode) -> Box:
    return set_words(words, mode.size)


def _group(group: Group, mode: Mode) -> Box:
    return set_items(group.items, mode)


def _fraction(fraction: Fraction, mode: Mode) -> Box:
    if fraction.style is not None:
        mode = Mode(fraction.style, mode.cramped)
    font, size = math_font(), mode.size

    def constant(name: str) -> float:
        return font.constant(name) * size

    inner = mode if fraction.is_continued else mode.numerator
    above = set_items(fraction.above, inner)
    below = set_items(fraction.below, inner.tight)
    style = "DISPLAY_STYLE_" if mode.is_display else ""
    axis, bar = _axis(mode), constant("FRACTION_RULE_THICKNESS")
    width = max(above.width, below.width)
    box = Box(width)
    if fraction.has_bar:
        gap_style = "DISPLAY_STYLE_" if mode.is_display else ""
        up = max(
            constant(f"FRACTION_NUMERATOR_{style}SHIFT_UP"),
            axis
            + bar / 2
            + constant(f"FRACTION_{'NUM' if style else 'NUMERATOR'}_{gap_style}GAP_MIN")
            + above.depth,
        )
        down = max(
            constant(f"FRACTION_DENOMINATOR_{style}SHIFT_DOWN"),
            -axis
            + bar / 2
            + constant(f"FRACTION_{'DENOM' if style else 'DENOMINATOR'}_{gap_style}GAP_MIN")
            + below.height,
        )
        box.add(0.0, -(axis + bar / 2), Bar(width, bar))
    else:
        up = constant(f"STACK_TOP_{style}SHIFT_UP")
        down = constant(f"STACK_BOTTOM_{style}SHIFT_DOWN")
        missing = constant(f"STACK_{style}GAP_MIN") - (up - above.depth - (below.height - down))
        if missing > 0:
            up, down = up + missing / 2, down + missing / 2
    box.put(middle(above, width), -up, above)
    box.put(middle(below, width), down, below)
    return _fence_fraction(fraction, box, mode)


def _fence_fraction(fraction: Fraction, box: Box, mode: Mode) -> Box:
    space = Box(NULL_SPACE_EM * mode.size)
    left = _fence(fraction.left, box, mode) if fraction.left else space
    right = _fence(fraction.right, box, mode) if fraction.right else space
    return row([left, box, right])


def _fence(character: str, around: Box, mode: Mode) -> Box:
    """Return a bracket that is as high as what it holds."""
    font, axis = math_font(), _axis(mode)
    reach = max(around.height - axis, around.depth + axis)
    height = max(2 * reach * DELIMITER_FACTOR, 2 * reach - DELIMITER_SHORTFALL_EM * mode.size)
    return stretched(font, character, height, mode.size, axis)


def _fenced(fenced: Fenced, mode: Mode) -> Box:
    parts = [set_items(each, mode) for each in fenced.parts]
    highest = Box(0.0, max(each.height for each in parts), max(each.depth for each in parts))
    space = Box(NULL_SPACE_EM * mode.size)
    boxes: list[Box] = []
    for at, character in enumerate(fenced.fences):
        boxes.append(_fence(character, highest, mode) if character else space)
        if at < len(parts):
            leaning = Box(parts[at].italic)
            boxes += [parts[at], leaning]
    return row(boxes)


def _radical(radical: Radical, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    body = set_items(radical.body, mode.tight)
    bar = font.constant("RADICAL_RULE_THICKNESS") * size
    name = "RADICAL_DISPLAY_STYLE_VERTICAL_GAP" if mode.is_display else "RADICAL_VERTICAL_GAP"
    gap = font.constant(name) * size
    needed = body.height + body.depth + gap + bar
    # Sizes of the sign are far apart: it may be a little tight.
    root = stretched(font, "√", needed - TIGHT_ROOT * gap, size, 0.0)
    total = root.height + root.depth
    # What the sign is higher is shared between above and below.
    gap += (total - needed) / (2 if total > needed else 1)
    top = body.height + gap + bar
    box = Box()
    x = 0.0
    if radical.degree:
        degree = set_items(radical.degree, Mode(3))
        before = font.constant("RADICAL_KERN_BEFORE_DEGREE") * size
        after = font.constant("RADICAL_KERN_AFTER_DEGREE") * size
        rise = font.percent("RADICAL_DEGREE_BOTTOM_RAISE_PERCENT") * total - (total - top)
        x = max(0.0, before + degree.width + after)
        box.put(max(0.0, x - after - degree.width), -(rise + degree.depth), degree)
    box.put(x, root.height - top, root)
    x += root.width
    box.put(x, 0.0, body)
    box.add(x, -top, Bar(body.width, bar))
    box.width = x + body.width
    box.height = max(box.height, top + font.constant("RADICAL_EXTRA_ASCENDER") * size)
    return box


def _accent(accent: Accent, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    body = set_items(_dotless(accent.body), mode.tight)
    glyph = font.glyph(accent.character)
    if accent.is_wide:
        glyph = font.largest_within(glyph, body.width / size)
    mark = glyph_box(font, glyph, size)
    # One sign says where its accents stand; others have them in the middle.
    holds = (
        font.attachment(body.glyph) * body.size if body.glyph else (body.width + body.italic) / 2
    )
    x = holds - font.attachment(glyph) * size
    up = body.height - min(body.height, font.constant("ACCENT_BASE_HEIGHT") * size)
    box = Box(body.width, body.height, body.depth)
    box.add(0.0, 0.0, body)
    box.put(x, -up, mark)
    box.italic, box.glyph, box.size = body.italic, body.glyph, body.size
    return box


_DOTLESS = {"𝑖": "𝚤", "𝑗": "𝚥", "i": "ı", "j": "ȷ"}


def _dotless(body: Any) -> Any:
    atom = sole(body)
    if atom and isinstance(atom.nucleus, Sign) and atom.nucleus.character in _DOTLESS:
        from dataclasses import replace

        return (replace(atom, nucleus=Sign(_DOTLESS[atom.nucleus.character])),)
    return body


def _stretched(node: Stretched, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    body = set_items(node.body, mode.tight if node.is_over else mode)
    sign = strip(font, node.character, body.width, size)
    width = max(body.width, sign.width)
    box = Box(width)
    box.put(middle(body, width), 0.0, body)
    gap = font.constant(
        "STRETCH_STACK_GAP_BELOW_MIN" if node.is_over else "STRETCH_STACK_GAP_ABOVE_MIN"
    )
    gap = max(gap, 0.08) * size
    if node.is_over:
        box.put(middle(sign, width), -(body.height + gap + sign.depth), sign)
    else:
        box.put(middle(sign, width), body.depth + gap + sign.height, sign)
    return box


def _barred(node: Barred, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    name = "OVERBAR" if node.is_over else "UNDERBAR"
    body = set_items(node.body, mode.tight if node.is_over else mode)
    gap = font.constant(f"{name}_VERTICAL_GAP") * size
    bar = font.constant(f"{name}_RULE_THICKNESS") * size
    width = body.width + body.italic * node.is_over
    box = Box(width, body.height, body.depth)
    box.add(0.0, 0.0, body)
    if node.is_over:
        box.add(0.0, -(body.height + gap + bar), Bar(width, bar))
        box.height += gap + 2 * bar
    else:
        box.add(0.0, body.depth + gap, Bar(width, bar))
        box.depth += gap + 2 * bar
    return box


def _stacked(node: Stacked, mode: Mode) -> Box:
    base = set_items(node.body, mode)
    return with_limits(base, node.over or None, node.under or None, mode)


ARROW_ENDS_EM = 0.9
"""What an arrow is longer than what is written over it."""

SHORTEST_ARROW_EM = 1.6


def _arrow(node: Arrow, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    over, under = set_items(node.over, mode.above), set_items(node.under, mode.below)
    widest = max(over.width, under.width)
    length = max(widest + ARROW_ENDS_EM * size, SHORTEST_ARROW_EM * size)
    sign = strip(font, node.character, length, size)
    width = max(widest, sign.width)
    box = Box(width)
    # On the axis, also where the sign stands elsewhere by itself.
    box.put(middle(sign, width), 0.0, sign)
    gap = 0.12 * size
    if node.over:
        box.put(middle(over, width), -(sign.height + gap + over.depth), over)
    if node.under:
        box.put(middle(under, width), sign.depth + gap + under.height, under)
    return box


def _framed(node: Framed, mode: Mode) -> Box:
    body = set_items(node.body, mode)
    size = mode.size
    thickness = 0.045 * size
    gap = FRAME_GAP_EM * size if "box" in node.lines else 0.0
    width, height, depth = body.width + 2 * gap, body.height + gap, body.depth + gap
    box = Box(width, height, depth)
    box.add(gap, 0.0, body)
    for line in node.lines:
        if line == "box":
            box.add(0.0, -height, Bar(width, thickness))
            box.add(0.0, depth - thickness, Bar(width, thickness))
            box.add(0.0, -height, Bar(thickness, height + depth))
            box.add(width - thickness, -height, Bar(thickness, height + depth))
        elif line == "level":
            box.add(0.0, -(height - depth) / 2, Bar(width, thickness))
        else:
            top, foot = height + 0.06 * size, depth + 0.06 * size
            y, rise = (foot, -(top + foot)) if line == "up" else (-top, top + foot)
            box.add(0.0, y, Slant(width, rise, thickness))
            box.height, box.depth = max(box.height, top), max(box.depth, foot)
    return box


def _phantom(node: Phantom, mode: Mode) -> Box:
    body = set_items(node.body, mode)
    box = Box()
    if node.is_shown:
        box.add(0.0 if node.has_width else -body.width * node.align, 0.0, body)
    if node.has_width:
        box.width = body.width
    if node.has_height:
        box.height, box.depth = body.height, body.depth
    return box


def _overlaid(node: Overlaid, mode: Mode) -> Box:
    font = math_font()
    body = set_items(node.body, mode)
    stroke = glyph_box(font, font.glyph("/"), mode.size)
    box = Box(body.width)
    box.put(0.0, 0.0, body)
    box.put(middle(stroke, body.width), 0.0, stroke)
    return box


def _grid(grid: Grid, mode: Mode) -> Box:
    box = set_grid(grid, mode)
    if not grid.left and not grid.right:
        return box
    space = Box(NULL_SPACE_EM * mode.size)
    left = _fence(grid.left, box, mode) if grid.left else space
    right = _fence(grid.right, box, mode) if grid.right else space
    inset = Box(0.08 * mode.size)
    return row([left, inset, box, inset, right])


# Each function takes the class it is listed under, which a Mapping's type cannot say.
_SETTERS: Mapping[type, Callable[[Any, Mode], Box]] = MappingProxyType(
    {
        Sign: _sign,
        Words: _words,
        Group: _group,
        Fraction: _fraction,
        Radical: _radical,
        Accent: _accent,
        Stretched: _stretched,
        Barred: _barred,
        Stacked: _stacked,
        Arrow: _arrow,
        Fenced: _fenced,
        Framed: _framed,
        Phantom: _phantom,
        Overlaid: _overlaid,
        Grid: _grid,
    }
)

for _kind, _setter in _SETTERS.items():
    set_nucleus.register(_kind, _setter)
