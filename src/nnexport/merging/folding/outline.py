"""An answer as units that can be compared: sentences, list items, code, tables.

A unit keeps its Markdown as it stands, so that putting units together again invents nothing. What
would look different once taken apart (emphasis over two sentences, unusual lists) stays one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Text,
)
from nnexport.deck.markup import Break as LineBreak
from nnexport.deck.prose import label_of, split_sentences
from nnexport.merging.folding.units import Unit, make_unit


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its label, its sentences, and what hangs below it as it stands."""

    label: Unit | None
    """With its colon and emphasis (``**Bias**:``)."""

    units: tuple[Unit, ...]
    below: Unit | None = None
    """Nested Markdown, with its indentation relative to the item's text."""

    @property
    def all(self) -> tuple[Unit, ...]:
        """Its units in order."""
        head = (self.label,) if self.label else ()
        return (*head, *self.units, *((self.below,) if self.below else ()))


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A bullet or numbered list."""

    items: tuple[Item, ...]
    start: int | None = None
    """First number of a numbered list; none for bullets."""


@dataclass(frozen=True, slots=True)
class Solid:
    """A block that is kept or folded whole: code, table, formula, quote, heading."""

    unit: Unit
    is_heading: bool = False


Group = Prose | Listing | Solid


def outline_answer(text: str, variant: int) -> tuple[Group, ...]:
    """Return the groups of an answer, in order. Every visible character is in exactly one unit."""
    lines = text.split("\n")
    places = count()
    return tuple(_group(block, lines, variant, places) for block in parse_blocks(text))


def _group(block: Block, lines: Sequence[str], variant: int, places: Iterator[int]) -> Group:
    raw = "\n".join(lines[block.lines[0] : block.lines[1]]).strip("\n")
    group: Group | None = None
    match block:
        case Paragraph():
            group = Prose(tuple(_sentences(raw.strip(), variant, places)))
        case BulletList(items):
            group = Listing(tuple(_item(item, lines, variant, places) for item in items))
        case OrderedList(items, start):
            group = Listing(tuple(_item(item, lines, variant, places) for item in items), start)
        case CodeBlock() if raw[:1] in (" ", "\t") and not _OPENS_FENCE.match(raw):
            # Code by indentation would become part of a list before it.
            return Solid(make_unit(_fenced(block), variant, next(places)))
        case _:
            pass
    if group is not None:
        text = render_outline([group])
        if text == raw or _shows(text, block):
            return group
    return Solid(make_unit(raw, variant, next(places)), isinstance(block, Heading))


_OPENS_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")


def _fenced(block: CodeBlock) -> str:
    runs = [len(run) for run in re.findall(r"`+", block.text)]
    fence = "`" * max(3, max(runs, default=0) + 1)
    return f"{fence}\n{block.text}\n{fence}"


def _shows(text: str, block: Block) -> bool:
    again = parse_blocks(text)
    return len(again) == 1 and _shape(again[0]) == _shape(block)


def _shape(block: Block) -> object:
    """Return a block in a form that is equal for what looks equal: no lines, no loose lists."""
    match block:
        case Paragraph(inlines):
            return ("paragraph", _spaced(inlines))
        case BulletList(items):
            return ("bullets", [[_shape(child) for child in item.blocks] for item in items])
        case OrderedList(items, start):
            return (start, [[_shape(child) for child in item.blocks] for item in items])
        case _:
            return block


def _spaced(inlines: Sequence[Inline]) -> list[Inline]:
    """Return inlines with soft line ends as the blanks that they look like."""
    found: list[Inline] = []
    for inline in inlines:
        if inline == LineBreak(hard=False):
            inline = Text(" ")
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(" ".join((found[-1].text + inline.text).split(" ")))
        else:
            found.append(inline)
    return found


_MARKUP = re.compile(r"[*_~`\[\]<>$\\!]")
_STARTS_BLOCK = re.compile(r"\d{1,9}[.)](?:\s|$)")


def _sentences(text: str, variant: int, places: Iterator[int]) -> Iterator[Unit]:
    for sentence in _whole_sentences(text):
        yield make_unit(sentence, variant, next(places))


def _whole_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph that look alone as they do together."""
    pieces: list[str] = []
    for sentence in split_sentences(text):
        if pieces and (_STARTS_BLOCK.match(sentence) or not _is_closed(pieces[-1], sentence)):
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return pieces


def _is_closed(text: str, following: str) -> bool:
    """Tell whether no markup reaches from one sentence into the next."""
    if not _MARKUP.search(text):
        return True
    both = _paragraph_inlines(f"{text} {following}")
    one, two = _paragraph_inlines(text), _paragraph_inlines(following)
    if both is None or one is None or two is None:
        return False
    return _spaced(both) == _spaced((*one, Text(" "), *two))


def _paragraph_inlines(text: str) -> tuple[Inline, ...] | None:
    blocks = parse_blocks(text)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].inlines
    return None


_ITEM_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_LABEL_END = re.compile(r"(?:\*\*|__|[*_])?[:：](?:\*\*|__|[*_])?(?=\s|$)")


def _item(item: ListItem, lines: Sequence[str], variant: int, places: Iterator[int]) -> Item:
    raw = lines[item.lines[0] : item.lines[1]]
    marker = _ITEM_MARKER.match(raw[0]) if raw else None
    width = marker.end() if marker else 0
    body = [
        line[width:] if number == 0 or not line[:width].strip() else line.lstrip()
        for number, line in enumerate(raw)
    ]
    first = item.blocks[0] if item.blocks else None
    head_end = max(first.lines[1] - item.lines[0], 1) if isinstance(first, Paragraph) else 0
    head = "\n".join(body[:head_end]).strip()
    below = "\n".join(line.rstrip() for line in body[head_end:]).strip("\n")
    label, rest = _split_label(head)
    return Item(
        make_unit(label, variant, next(places)) if label else None,
        tuple(_sentences(rest, variant, places)),
        make_unit(below, variant, next(places)) if below else None,
    )


def _split_label(text: str) -> tuple[str, str]:
    """Return an item's label with its colon, and the rest; no label where there is none."""
    label = label_of(text)
    if not label:
        return "", text
    end = _LABEL_END.search(text, text.index(label) + len(label))
    if end is None:
        return "", text
    head, rest = text[: end.end()], text[end.end() :].strip()
    if rest and not _is_closed(head, rest):
        return "", text
    return head, rest


def units_of(groups: Sequence[Group]) -> Iterator[Unit]:
    """Yield the units of an outline in order."""
    for group in groups:
        match group:
            case Prose(units):
                yield from units
            case Listing(items):
                for item in items:
                    yield from item.all
            case Solid(unit):
                yield unit


def render_outline(groups: Sequence[Group]) -> str:
    """Return an outline as Markdown.

    Two lists in a row get different markers: with the same, they would be one.
    """
    rendered: list[str] = []
    last = ""
    for group in groups:
        text = _render_group(group, last)
        if text:
            rendered.append(text)
            last = text
    return "\n\n".join(rendered)


def _render_group(group: Group, before: str) -> str:
    match group:
        case Prose(units):
            return " ".join(unit.text for unit in units)
        case Solid(unit):
            return unit.text
        case Listing(items, None):
            bullet = "* " if before.startswith("- ") else "- "
            return "\n".join(_render_item(item, bullet) for item in items)
        case Listing(items, int(start)):
            sign = ")" if re.match(r"\d{1,9}\.\s", before) else "."
            return "\n".join(
                _render_item(item, f"{start + number}{sign} ") for number, item in enumerate(items)
            )
    raise AssertionError(group)


_INTERRUPTS = re.compile(r"[-*+] +\S|1[.)] +\S|```|~~~|> ?\S|#{1,6} ")
"""What starts a block of its own right below a line of text; all else needs a blank line."""


def _render_item(item: Item, marker: str) -> str:
    head = " ".join(unit.text for unit in ((item.label,) if item.label else ()) + item.units)
    below = item.below.text if item.below else ""
    joint = "\n" if _INTERRUPTS.match(below) else "\n\n"
    text = joint.join(filter(None, (head, below)))
    # Lines that only hold the indentation would be trailing blanks.
    return re.sub(r"(?m)^[ \t]+$", "", (marker + text).replace("\n", "\n" + " " * len(marker)))


def without_units(groups: Sequence[Group]) -> list[Group]:
    """Return an outline without groups and items that nothing is left of."""
    kept: list[Group] = []
    for group in groups:
        if isinstance(group, Listing):
            group = replace(group, items=tuple(item for item in group.items if item.all))
            if group.items:
                kept.append(group)
        elif not (isinstance(group, Prose) and not group.units):
            kept.append(group)
    return kept
