"""New texts out of old ones: pieces put in, lines moved, joined, wrapped and repeated."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence

from tests.fuzz.grammar import (
    BULLETS,
    CELL_KINDS,
    ENDS,
    FRAGMENTS,
    LABELS,
    NASTY,
    NUMBERS,
    SENTENCES,
    SIGNS,
    notebook,
    table,
)

LONGEST = 4000
"""Characters of a text that is made."""

_AROUND = (
    ("**", "**"), ("*", "*"), ("`", "`"), ("> ", ""), ("    ", ""), ("- ", ""), ("# ", ""),
    ("### ", ""), ("<p>", "</p>"), ("<summary>", "</summary>"), ("| ", " |"), ("\t", ""),
    ("(", ")"), ("<details>\n", "\n</details>"), ("```\n", "\n```"), ("[", "](#x)"),
    ("<li>", "</li>"), ('"', '"'), ("<!-- ", " -->"), ("$", "$"), ("__", "__"), ("<td>", "</td>"),
    ("  ", "  "), ("<b>", "</b>"),
)  # fmt: skip


def make_text(rng: random.Random, format: str) -> str:
    """Return a new text, put together from pieces."""
    if format == "ipynb":
        cells = [(rng.choice(CELL_KINDS), _pieces(rng, "md", 4)) for _ in range(rng.randint(0, 5))]
        return notebook(cells)
    if format == "csv" and rng.random() < 0.5:
        width = rng.randint(1, 5)
        rows = [[_cell(rng) for _ in range(width)] for _ in range(rng.randint(1, 6))]
        return table(rows, rng.choice(",;\t|"))
    return _pieces(rng, format, 14)


def _pieces(rng: random.Random, format: str, most: int) -> str:
    fragments = FRAGMENTS[format]
    found: list[str] = []
    for _ in range(rng.randint(0, most)):
        if format != "html" and rng.random() < 0.4:
            found.append(rng.choice((*NUMBERS, *LABELS, *BULLETS)) + rng.choice(SENTENCES))
        else:
            found.append(rng.choice(fragments))
        found.append(rng.choice(ENDS))
    return "".join(found)


def _cell(rng: random.Random) -> str:
    return rng.choice((rng.choice(SENTENCES), rng.choice(FRAGMENTS["csv"]), _pieces(rng, "md", 3)))


def mutate(rng: random.Random, text: str, other: str, format: str) -> str:
    """Return a text that differs from ``text`` in one or a few places; ``other`` lends pieces."""
    if format == "ipynb" and rng.random() < 0.8:
        return _mutate_cells(rng, text, other)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        text = rng.choice(_CHANGES)(rng, text, other, format)
    return text[:LONGEST]


def _mutate_cells(rng: random.Random, text: str, other: str) -> str:
    try:
        data, lent = json.loads(text), json.loads(other)
        cells, more = data["cells"], lent["cells"]
        if more and rng.random() < 0.2:
            cells.insert(rng.randint(0, len(cells)), rng.choice(more))
        if cells:
            cell = rng.choice(cells)
            source = cell.get("source", "")
            source = "".join(source) if isinstance(source, list) else source
            changed = mutate(rng, source, rng.choice(SENTENCES), "md")
            cell["source"] = changed.splitlines(keepends=True) if rng.random() < 0.3 else changed
            if rng.random() < 0.2:
                cell["cell_type"] = rng.choice(CELL_KINDS)
            if rng.random() < 0.1:
                cell.pop(rng.choice(list(cell)), None)
        return json.dumps(data, indent=rng.choice((1, None)))[: 4 * LONGEST]
    except (ValueError, KeyError, TypeError, AttributeError):
        return mutate(rng, text, other, "md")


# --- changes -------------------------------------------------------------------------------------


def _insert_piece(rng: random.Random, text: str, other: str, format: str) -> str:
    lines = text.split("\n")
    at = rng.randint(0, len(lines))
    piece = _pieces(rng, "md" if format == "ipynb" else format, 3).rstrip("\n")
    return "\n".join([*lines[:at], *[""] * rng.randint(0, 1), piece, *lines[at:]])


def _insert_inside(rng: random.Random, text: str, other: str, format: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(FRAGMENTS[format]) + text[at:]


def _insert_sign(rng: random.Random, text: str, other: str, format: str) -> str:
    at = rng.randint(0, len(text))
    return (
        text[:at]
        + rng.choice(rng.choice((NASTY, SIGNS, SIGNS))) * rng.choice((1, 1, 2, 3))
        + text[at:]
    )


def _replace_sign(rng: random.Random, text: str, other: str, format: str) -> str:
    at = rng.randrange(len(text)) if text else 0
    return text[:at] + rng.choice(rng.choice((NASTY, SIGNS))) + text[at + 1 :]


def _delete(rng: random.Random, text: str, other: str, format: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 20)) :]


def _replace_line(rng: random.Random, text: str, other: str, format: str) -> str:
    lines = text.split("\n")
    lines[rng.randrange(len(lines))] = rng.choice(FRAGMENTS[format])
    return "\n".join(lines)


def _delete_lines(rng: random.Random, text: str, other: str, format: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    del lines[at : at + rng.choice((1, 1, 2, 4))]
    return "\n".join(lines)


def _move_lines(rng: random.Random, text: str, other: str, format: str) -> str:
    lines = text.split("\n")
    at, count = rng.randrange(len(lines)), rng.choice((1, 1, 2, 3, 6))
    piece = lines[at : at + count]
    if rng.random() < 0.6:
        del lines[at : at + count]
    to = rng.randint(0, len(lines))
    return "\n".join([*lines[:to], *piece, *lines[to:]])


def _splice(rng: random.Random, text: str, other: str, format: str) -> str:
    lines, lent = text.split("\n"), other.split("\n")
    at, start = rng.randint(0, len(lines)), rng.randint(0, len(lent))
    piece = lent[start : start + rng.choice((1, 3, 8, 30))]
    return "\n".join([*lines[:at], *piece, *lines[at + rng.choice((0, 0, 3, 100)) :]])


def _wrap(rng: random.Random, text: str, other: str, format: str) -> str:
    lines = text.split("\n")
    at, count = rng.randrange(len(lines)), rng.choice((1, 1, 2, 4))
    before, after = rng.choice(_AROUND)
    for index in range(at, min(at + count, len(lines))):
        lines[index] = f"{before}{lines[index]}{after}"
    return "\n".join(lines)


def _begin(rng: random.Random, text: str, other: str, format: str) -> str:
    """Give a line another beginning: a number, a label, a bullet, or none."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    rest = re.sub(r"^\W*\w{0,8}[.):]\s*", "", lines[at]) if rng.random() < 0.5 else lines[at]
    lines[at] = rng.choice((*NUMBERS, *LABELS, *BULLETS, "")) + rng.choice(("", " ")) + rest
    return "\n".join(lines)


def _join_lines(rng: random.Random, text: str, other: str, format: str) -> str:
    gaps = [match.span() for match in re.finditer(r"\n+", text)]
    if not gaps:
        return text
    start, end = rng.choice(gaps)
    return text[:start] + rng.choice(ENDS) + text[end:]


def _renumber(rng: random.Random, text: str, other: str, format: str) -> str:
    numbers = [match.span() for match in re.finditer(r"\d+", text)]
    if not numbers:
        return text
    start, end = rng.choice(numbers)
    return text[:start] + str(rng.choice((0, 1, 2, 3, 4, 7, 12, 100, 2024))) + text[end:]


def _repeat(rng: random.Random, text: str, other: str, format: str) -> str:
    at = rng.randint(0, len(text))
    piece = text[at : at + rng.choice((1, 2, 4, 10, 40))]
    count = min(rng.choice((2, 3, 10, 60)), 600 // max(1, len(piece)) + 1)
    return text[:at] + piece * count + text[at:]


_CHANGES: Sequence[Callable[[random.Random, str, str, str], str]] = (
    _insert_piece, _insert_piece, _insert_inside, _insert_sign, _replace_sign, _delete,
    _replace_line, _delete_lines, _move_lines, _splice, _splice, _wrap, _wrap, _begin, _begin,
    _join_lines, _join_lines, _renumber, _repeat,
)  # fmt: skip
