"""An atom with what stands above and below it.

Source: The TeXbook, appendix G, rules 13 and 18; OpenType specification, table MATH.
"""

from __future__ import annotations

from nnexport.exporters.pdf.formulas.measures import math_font
from nnexport.exporters.pdf.formulas.nodes import Atom, Items, Sign
from nnexport.exporters.pdf.formulas.setting import Box, Mode, middle
from nnexport.exporters.pdf.formulas.symbols import INTEGRALS, OP


def set_atom(atom: Atom, mode: Mode) -> Box:
    """Return an atom as a box."""
    from nnexport.exporters.pdf.formulas.nuclei import set_nucleus

    box = set_nucleus(atom.nucleus, mode)
    if atom.above is None and atom.below is None:
        if atom.kind == OP:
            # Integrals lean inside of their width: it is for their scripts.
            box.italic = 0.0
        return box
    has_limits = atom.limits
    if has_limits is None:
        has_limits = atom.kind == OP and mode.is_display
    if has_limits:
        return with_limits(box, atom.above, atom.below, mode)
    is_integral = isinstance(atom.nucleus, Sign) and atom.nucleus.character in INTEGRALS
    return _with_scripts(box, atom.above, atom.below, mode, is_integral=is_integral)


def _set(items: Items | None, mode: Mode) -> Box | None:
    from nnexport.exporters.pdf.formulas.lists import set_items

    return None if items is None else set_items(items, mode)


def _with_scripts(
    base: Box, above: Items | None, below: Items | None, mode: Mode, *, is_integral: bool
) -> Box:
    font, size = math_font(), mode.size

    def constant(name: str) -> float:
        return font.constant(name) * size

    upper, lower = _set(above, mode.above), _set(below, mode.below)
    up = down = 0.0
    is_sign = bool(base.glyph) and not is_integral
    if upper:
        name = "SUPERSCRIPT_SHIFT_UP_CRAMPED" if mode.cramped else "SUPERSCRIPT_SHIFT_UP"
        up = max(constant(name), upper.depth + constant("SUPERSCRIPT_BOTTOM_MIN"))
        if not is_sign:
            up = max(up, base.height - constant("SUPERSCRIPT_BASELINE_DROP_MAX"))
    if lower:
        down = max(constant("SUBSCRIPT_SHIFT_DOWN"), lower.height - constant("SUBSCRIPT_TOP_MAX"))
        if not is_sign:
            down = max(down, base.depth + constant("SUBSCRIPT_BASELINE_DROP_MIN"))
    if upper and lower:
        missing = constant("SUB_SUPERSCRIPT_GAP_MIN") - ((up - upper.depth) - (lower.height - down))
        if missing > 0:
            # First the upper one goes up, as far as is nice; the lower one goes down.
            room = constant("SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT") - (up - upper.depth)
            rise = max(0.0, min(room, missing))
            up, down = up + rise, down + missing - rise
    box = Box(base.width, base.height, base.depth)
    box.add(0.0, 0.0, base)
    right = base.width
    if upper:
        x = base.width + (0.0 if is_integral else base.italic)
        x += _kern(base, upper, "above", (base.height, up - upper.depth), up)
        box.put(x, -up, upper)
        right = max(right, x + upper.width)
    if lower:
        x = base.width - (base.italic if is_integral else 0.0)
        # A subscript is never moved away: it stands right of the foot of its sign.
        x += min(0.0, _kern(base, lower, "below", (lower.height - down, -base.depth), -down))
        box.put(x, down, lower)
        right = max(right, x + lower.width)
    box.width = right + constant("SPACE_AFTER_SCRIPT")
    return box


def _kern(base: Box, script: Box, where: str, heights: tuple[float, float], up: float) -> float:
    """Return by how much a script moves to a sign: less than both can take at two heights.

    Source: MathML Core, 3.4.1.2; the specification of OpenType says the smaller number, and means
    the smaller movement.
    """
    if not base.glyph or not script.glyph:
        return 0.0
    font = math_font()
    return max(
        font.kern(base.glyph, where, at / base.size) * base.size
        + font.kern(script.glyph, where, (at - up) / script.size, is_script=True) * script.size
        for at in heights
    )


def with_limits(base: Box, above: Items | None, below: Items | None, mode: Mode) -> Box:
    font, size = math_font(), mode.size
    upper, lower = _set(above, mode.above), _set(below, mode.below)
    width = max(each.width for each in (base, upper, lower) if each)
    box = Box(width)
    box.put(middle(base, width), 0.0, base)
    if upper:
        gap = max(
            font.constant("UPPER_LIMIT_GAP_MIN") * size,
            font.constant("UPPER_LIMIT_BASELINE_RISE_MIN") * size - upper.depth,
        )
        x = middle(upper, width) + base.italic / 2
        box.put(x, -(base.height + gap + upper.depth), upper)
    if lower:
        gap = max(
            font.constant("LOWER_LIMIT_GAP_MIN") * size,
            font.constant("LOWER_LIMIT_BASELINE_DROP_MIN") * size - lower.height,
        )
        x = middle(lower, width) - base.italic / 2
        box.put(x, base.depth + gap + lower.height, lower)
    return box
