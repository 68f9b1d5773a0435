"""Blocks of an answer → rows of a column, one small function for each class of block.

Rows know which of them stay together: two lines at least of a paragraph on either side of a cut,
and what introduces something with what it introduces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from nnexport.deck.labels import embolden_label
from nnexport.deck.markup import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Image,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    inline_text,
)
from nnexport.deck.question import choice_letters, without_letter
from nnexport.exporters.pdf.code import set_code
from nnexport.exporters.pdf.fonts import HEAVY
from nnexport.exporters.pdf.formulas.display import set_display
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.lines import Line, set_lines
from nnexport.exporters.pdf.looks import SMALLEST_PT, Look, Run, emphasize, open_in
from nnexport.exporters.pdf.page import (
    GREY,
    Bar,
    Plate,
    Row,
    Rule,
    has_boxes,
    make_row,
    part_rows,
    shift,
)
from nnexport.exporters.pdf.runs import set_inlines
from nnexport.exporters.pdf.structure import HEADING
from nnexport.exporters.pdf.tables import set_table
from nnexport.exporters.pdf.tasks import read_task
from nnexport.exporters.pdf.text.bidi import is_right_to_left

# Gaps are for text of the usual size; they grow with it.
LIST_GAP_PT = 1.2
LOOSE_GAP_PT = 2.4
TIGHT_PART = 0.4
"""Between items of a tight list, as a part of what is between paragraphs, where that is given."""

BLOCK_GAP_PT = 2.4
HEADING_GAP_PT = 4.0
LIST_INDENT_PT = 8.5
MARKER_GAP_PT = 3.0
QUOTE_INDENT_PT = 8.0
QUOTE_BAR_PT = 2.0
ROUNDING_PT = 0.01
CAPTION_SCALE = 0.92
BULLETS = ("•", "–", "◦")
"""By depth; from there on the last one."""

BULLET_NAMES = MappingProxyType({"•": "Disc", "–": "None", "◦": "Circle"})
UNORDERED = "None"
"""What PDF calls them. Source: ISO 32000-1, table 347."""

ANSWER_LEVEL = 10
"""Headings inside an answer are below all headings of a sheet."""


def set_blocks(blocks: Sequence[Block], frame: Frame, *, gap_pt: float | None = None) -> list[Row]:
    """Return the rows of blocks that follow each other, ``gap_pt`` between them.

    Shape: the first row has no gap above and no ``keep``.
    """
    if gap_pt is None:
        gap_pt = frame.paragraph_gap_pt
    if gap_pt is None:
        gap_pt = BLOCK_GAP_PT * frame.scale
    heading_gap_pt = max(gap_pt, HEADING_GAP_PT * frame.scale)
    rows: list[Row] = []
    binds = False
    for block in blocks:
        own = _SETTERS[type(block)](block, frame)
        if not own:
            continue
        if rows:
            above_pt = heading_gap_pt if isinstance(block, Heading) else gap_pt
            own[0] = own[0]._replace(gap_pt=above_pt, keep=binds)
        rows += own
        binds = _introduces(block)
    return rows


def set_text(inlines: Sequence[Inline], frame: Frame, look: Look | None = None) -> list[Row]:
    """Return one row a line, so tied together that a cut leaves two lines on either side.

    ``look`` is that of the text where it is not the frame's.
    """
    lines = frame.set_paragraphs(set_inlines(inlines, look or frame.look, frame.fonts.losses))
    last = len(lines) - 1
    rows = [
        make_row(
            line.marks,
            frame.leading_pt,
            # No column ends in the middle of a word either.
            keep=number > 0 and (number in (1, last) or lines[number - 1].is_hyphenated),
        )
        for number, line in enumerate(lines)
    ]
    return part_rows(rows) if has_boxes(line.marks for line in lines) else rows


def _introduces(block: Block) -> bool:
    """Tell whether what follows a block must begin right below it."""
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and inline_text(block.inlines).rstrip().endswith(":")


def _paragraph(block: Paragraph, frame: Frame) -> list[Row]:
    rows = set_text(embolden_label(block.inlines), frame, open_in(frame.look, "P"))
    match block.inlines:
        case (Image(title=title),) if title:
            return [*rows, *_caption(title, frame)]
    return rows


def _caption(title: str, frame: Frame) -> list[Row]:
    """Return the rows of the title of a picture that stands alone, below it."""
    size_pt = max(frame.look.size_pt * CAPTION_SCALE, min(frame.look.size_pt, SMALLEST_PT))
    look = open_in(emphasize(frame.look), "P")._replace(size_pt=size_pt)
    below = set_text((Text(title),), frame._replace(prose=False), look)
    return [row._replace(keep=True) for row in below]


def _heading(block: Heading, frame: Frame) -> list[Row]:
    frame = frame.open(HEADING, level=ANSWER_LEVEL + block.level)
    look = frame.look._replace(font=HEAVY)
    rows = set_text(block.inlines, frame._replace(look=look, prose=False, even=True))
    return [row._replace(keep=number > 0) for number, row in enumerate(rows)]


def _bullet_list(block: BulletList, frame: Frame) -> list[Row]:
    letters = choice_letters(block)
    if letters:
        items = [without_letter(item) for item in block.items]
        return _set_items(items, letters, frame.open("L", detail=UNORDERED), block.tight)
    bullet = BULLETS[min(frame.depth, len(BULLETS) - 1)]
    tasks = [read_task(item) or (bullet, item) for item in block.items]
    detail = UNORDERED if any(mark != bullet for mark, _ in tasks) else BULLET_NAMES[bullet]
    texts = [item for _, item in tasks]
    markers = [mark for mark, _ in tasks]
    return _set_items(texts, markers, frame.open("L", detail=detail), block.tight)


def _ordered_list(block: OrderedList, frame: Frame) -> list[Row]:
    markers = [f"{block.start + index}." for index in range(len(block.items))]
    frame = frame.open("L", detail="Decimal")
    return _set_items(block.items, markers, frame, block.tight, are_numbers=True)


def _set_items(
    items: Sequence[ListItem],
    markers: Sequence[str],
    frame: Frame,
    tight: bool,
    *,
    are_numbers: bool = False,
) -> list[Row]:
    """Return list items beside their markers; the widest marker sets the indentation.

    Numbers end at one place: 9. and 10. have their units below each other.
    """
    widest_pt = max(_marker(marker, frame).width_pt for marker in {*markers})
    indent_pt = max(LIST_INDENT_PT * frame.scale, widest_pt + MARKER_GAP_PT * frame.scale)
    frame = frame.make_room(indent_pt)
    lines = {marker: _marker(marker, frame) for marker in {*markers}}
    # What is drawn from right to left is not in the order of reading.
    from_right = frame.fonts.from_right
    spoken = {each: each if from_right or is_right_to_left(each) else "" for each in lines}
    inner = frame.indent(indent_pt)._replace(depth=frame.depth + 1)
    gap_pt = (LIST_GAP_PT if tight else LOOSE_GAP_PT) * frame.scale
    if frame.paragraph_gap_pt is not None:
        gap_pt = frame.paragraph_gap_pt * (TIGHT_PART if tight else 1.0)
    rows: list[Row] = []
    for item, text in zip(items, markers, strict=True):
        place = open_in(frame.look, "LI")
        own = _set_body(item, inner._replace(look=open_in(place, "LBody")), gap_pt)
        if not own or _left_pt(own[0]) < inner.left_pt - ROUNDING_PT:
            # Nothing to stand beside, or something that went back to the left.
            own = [Row(frame.leading_pt), *(row._replace(keep=True) for row in own[:1]), *own[1:]]
        label = open_in(place, "Lbl", spoken=spoken[text]).element
        marker = [mark._replace(element=label) for mark in lines[text].marks]
        # At the top of a picture, on the baseline of text.
        is_picture = all(isinstance(mark, Plate) for mark in own[0].marks)
        down_pt = 0.0 if is_picture else own[0].drop_pt
        right_pt = widest_pt - lines[text].width_pt if are_numbers else 0.0
        marks = (*(shift(mark, right_pt, down_pt) for mark in marker), *own[0].marks)
        own[0] = own[0]._replace(marks=marks, gap_pt=gap_pt if rows else 0.0)
        rows += own
    return rows


def _set_body(item: ListItem, frame: Frame, gap_pt: float) -> list[Row]:
    """Return the rows of an item's blocks; one that is a single paragraph needs no other name."""
    match item.blocks:
        case (Paragraph(inlines),):
            return set_text(embolden_label(inlines), frame)
    return set_blocks(item.blocks, frame, gap_pt=gap_pt)


def _marker(text: str, frame: Frame) -> Line:
    """Return the marker of list items; to which it belongs, each item says."""
    look = frame.look._replace(color=GREY, element=None)
    baseline_pt, left_pt = frame.baseline_pt, frame.left_pt
    (line,) = set_lines(
        [Run(text, look)],
        frame.fonts,
        width_pt=float("inf"),
        left_pt=left_pt,
        baseline_pt=baseline_pt,
        is_marker=True,
    )
    return line


def _left_pt(row: Row) -> float:
    return min((mark.x_pt for mark in row.marks), default=float("inf"))


def _quote(block: Quote, frame: Frame) -> list[Row]:
    indent_pt = QUOTE_INDENT_PT * frame.scale
    frame = frame.make_room(indent_pt)
    rows = set_blocks(block.blocks, frame.indent(indent_pt).open("BlockQuote"))
    x_pt = frame.left_pt + QUOTE_BAR_PT * frame.scale
    return [
        # No bar through text that went back to the left.
        row._replace(bars=(*row.bars, Bar(x_pt, joined=number > 0)))
        if _left_pt(row) > x_pt
        else row
        for number, row in enumerate(rows)
    ]


def _code_block(block: CodeBlock, frame: Frame) -> list[Row]:
    return set_code(block.text, frame.open("Div"), block.language)


def _math_block(block: MathBlock, frame: Frame) -> list[Row]:
    inner = frame.open("P").open("Formula", alt=block.tex)
    return set_display(block.tex, inner) or set_code(block.tex, inner, by_line=False)


def _thematic_break(block: ThematicBreak, frame: Frame) -> list[Row]:
    y_pt = frame.leading_pt / 2
    width_pt = min(frame.width_pt, 60.0)
    return [Row(frame.leading_pt, (Rule(frame.left_pt, y_pt, frame.left_pt + width_pt, y_pt),))]


# Each function takes the class it is listed under, which a Mapping's type cannot say.
_SETTERS: Mapping[type, Callable[[Any, Frame], list[Row]]] = MappingProxyType(
    {
        Paragraph: _paragraph,
        Heading: _heading,
        BulletList: _bullet_list,
        OrderedList: _ordered_list,
        CodeBlock: _code_block,
        MathBlock: _math_block,
        Quote: _quote,
        Table: set_table,
        ThematicBreak: _thematic_break,
    }
)
