"""The same deck as a typst document, for each layout: our paper, type and measures, its own lines.

A layout is a page, a size of text, and how the items are set; all else is the same for all. typst
has no formulas in TeX: it shows their source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nnexport.deck import markup
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck
from nnexport.deck.labels import embolden_label
from nnexport.deck.numbering import printed_numbers
from nnexport.deck.question import split_question
from nnexport.exporters.pdf.layouts.flow import printed_notes
from nnexport.exporters.pdf.layouts.selftest import count_lines


@dataclass(frozen=True, slots=True)
class Template:
    page: str
    """Arguments of typst's ``page``."""

    size_pt: float
    leading_pt: float
    body: str
    """Sets ``items``: dictionaries of number ``n``, question ``q``, what stands below its first
    paragraph ``b``, answer ``a``, the section ``s`` that begins there, if one does, and how many
    ``lines`` there are to write on."""

    justified: bool = True
    gap_pt: float = 0.0
    """Between paragraphs, besides the leading."""


_HEAD = """
#let title = %(title)s
#set page(%(page)s)
#set text(font: ("Source Sans 3", "DejaVu Sans", "Noto Sans Devanagari"), size: %(size)spt,
  lang: "%(language)s", fill: rgb("1b1b1b"))
#set par(justify: %(justified)s, leading: %(leading)spt, spacing: %(spacing)spt)
#set list(body-indent: 5pt, spacing: %(spacing)spt + 1.2pt)
#set enum(spacing: %(spacing)spt + 1.2pt)
#show raw: set text(font: "Source Code Pro", size: 1.1em)
#set table(stroke: none, inset: 3pt)
#let blue = rgb("1f4e79")
#let titled = text(13pt, weight: 700, title)
#let hang = %(hang)spt
#let number(n) = text(fill: blue, weight: 700, n)
#let ragged(it) = { set par(justify: false); it }
#let section(it, size: 13pt) = if it != none {
  heading(level: 1, text(size, fill: blue, weight: 700, it))
}
#set heading(outlined: true)
#show heading: it => block(above: 14pt, below: 6pt, sticky: true, it.body)
#set outline.entry(fill: repeat(gap: 2pt)[.])
#show outline.entry: it => link(it.element.location(), block(above: %(leading)spt,
  par(hanging-indent: hang)[#it.element.body #box(width: 1fr, it.fill) #it.page()]))
"""

_HEADER = (
    "header: context grid(columns: (1fr, auto), text(8pt, fill: gray, title),"
    ' text(8pt, fill: gray)[Page #counter(page).display("1 of 1", both: true)])'
)
_CONTENTS = """
#set page(columns: 1)
#titled
#outline(title: text(13pt, fill: blue)[Contents])
#set page(columns: %s, numbering: "1", footer: none)
#counter(page).update(1)
"""
_STACKED = """
#show heading.where(level: 2): it => block(above: %s, below: %s, sticky: true,
  par(justify: false, hanging-indent: hang, text(1em / 1.2, weight: 600, it.body)))
#for it in items {
  section(it.s)
  heading(level: 2, box(width: hang, number(it.n)) + it.q)
  pad(left: hang, it.b + it.a)
}
"""
_BESIDE = """
#titled
#for it in items {
  section(it.s, size: 10pt)
  line(length: 100%%, stroke: 0.35pt + gray)
  grid(columns: (%s, 1fr), column-gutter: %s,
    ragged(grid(columns: (16pt, 1fr), number(it.n), text(weight: 600, it.q) + it.b)), it.a)
}
"""
_SELFTEST = """
#titled
#for it in items {
  section(it.s)
  block(breakable: true, above: 18pt, {
    block(sticky: true, grid(columns: (hang, 1fr), number(it.n), text(weight: 600, it.q) + it.b))
    for _ in range(it.lines) {
      block(height: 8mm, spacing: 0pt, align(bottom, line(length: 100%, stroke: 0.4pt + gray)))
    }
  })
}
#pagebreak()
#set page(columns: 2)
#set columns(gutter: 8mm)
#set text(9.6pt)
#section([Answers])
#for it in items { grid(columns: (2.7em, 1fr), number(it.n), it.a); v(8pt) }
"""
_CARDS = """
#let inset = 7.5mm
#let fit(sizes, it) = layout(room => context {
  let set-in(size) = block(width: room.width, text(size, it))
  let fits = sizes.filter(size => measure(set-in(size)).height <= room.height)
  set-in(fits.at(0, default: sizes.last()))
})
#let side(it) = block(width: 100%, height: 100%, inset: inset, align(horizon, it))
#let front(it) = side(align(center, ragged(
  fit((15pt, 13.5pt, 12pt, 11pt, 10pt, 9pt, 8pt), strong(it.q) + it.b))))
#let back(it) = side(fit((11pt, 10pt, 9pt, 8.5pt, 8pt), it.a))
#let cards(of) = grid(columns: (1fr,) * 2, rows: (25%,) * 4, ..of)
#for some in items.chunks(8) {
  cards(some.map(front))
  cards(some.chunks(2).map(pair => if pair.len() == 2 { pair.rev() } else { ((a: []),) + pair })
    .flatten().map(back))
}
"""

TEMPLATES = MappingProxyType(
    {
        "study": Template(
            f'"a4", columns: 2, margin: (x: 15mm, top: 20mm, bottom: 14mm), {_HEADER}',
            9.6,
            12.6,
            f"#set columns(gutter: 8mm)\n{_CONTENTS % 2}{_STACKED % ('12pt', '6pt')}",
        ),
        "cheatsheet": Template(
            f'"a4", flipped: true, columns: 2, margin: (x: 11mm, y: 10mm), {_HEADER}',
            8.6,
            10.9,
            f"#set columns(gutter: 7mm)\n{_BESIDE % ('103pt', '9pt')}",
        ),
        "cards": Template('"a4", margin: 0mm', 11, 14.1, _CARDS),
        "fold": Template(
            '"a4", margin: 12mm, background: line(angle: 90deg, length: 100%,'
            ' stroke: (paint: gray, thickness: 0.35pt, dash: "dashed"))',
            8.6,
            10.9,
            _BESIDE % ("1fr", "20mm"),
        ),
        "booklet": Template(
            '"a5", margin: (inside: 20mm, outside: 10mm, top: 20mm, bottom: 14mm), ' + _HEADER,
            9.6,
            12.6,
            f"{_CONTENTS % 1}{_STACKED % ('12pt', '6pt')}",
        ),
        "large": Template(
            f'"a4", margin: (x: 20mm, top: 35mm, bottom: 20mm), {_HEADER}',
            18,
            27,
            f"{_CONTENTS % 1}{_STACKED % ('45pt', '20pt')}",
            justified=False,
            gap_pt=27,
        ),
        "selftest": Template(f'"a4", margin: (x: 18mm, y: 20mm), {_HEADER}', 11, 14, _SELFTEST),
    }
)
"""By the name of the layout."""

HANG = 1.7
"""From a number to its question, for size 1."""

CAPITAL = 0.66
"""Height of capitals, from the top of which to the baseline typst counts a line, for size 1."""


def write_typst(deck: Deck, layout: str) -> str:
    """Return a deck as a typst document in the measures of a layout."""
    template = TEMPLATES[layout]
    leading_pt = template.leading_pt - CAPITAL * template.size_pt
    head = _HEAD % {
        "page": template.page,
        "size": template.size_pt,
        "hang": round(HANG * template.size_pt, 2),
        "language": deck.language or "en",
        "justified": str(template.justified).lower(),
        "leading": round(leading_pt, 2),
        "spacing": round(leading_pt + template.gap_pt, 2),
        "title": f"text({_quote(deck.title)})",
    }
    return f"{head}\n#let items = (\n{''.join(_items(deck))})\n{template.body}"


def _items(deck: Deck) -> Iterator[str]:
    notes = printed_notes(deck)
    titles = {section.id: section.title for section in deck.sections}
    section = None
    for note, number in zip(notes, printed_numbers(notes), strict=True):
        begins = _quote(titles.get(note.section, "")) if note.section != section else ""
        section = note.section
        lead, below = split_question(note.question)
        asked = parse_blocks(lead or note.question)
        more = parse_blocks(below) if lead else ()
        answer = _blocks(parse_blocks(note.answer))
        yield (
            f"  (n: {_quote(number)}, s: {begins or 'none'}, lines: {count_lines(note)},"
            f" q: [{_blocks(asked)}],\n"
            f"   b: [{_blocks(more)}],\n   a: [{answer}]),\n"
        )


def _blocks(blocks: Sequence[markup.Block]) -> str:
    return "#parbreak()".join(map(_block, blocks))


def _block(block: markup.Block) -> str:
    """Return a block as markup that may stand anywhere in a line."""
    match block:
        case markup.Paragraph(inlines):
            return _inlines(embolden_label(inlines))
        case markup.Heading(_, inlines):
            return f"#strong[{_inlines(inlines)}]"
        case markup.BulletList(items):
            return f"#list({_list_items(items)})"
        case markup.OrderedList(items, start):
            return f"#enum(start: {start}, {_list_items(items)})"
        case markup.CodeBlock(text, language):
            named = _quote(language) if language else "none"
            return f"#raw(block: true, lang: {named}, {_quote(text)})"
        case markup.MathBlock(tex):
            return f"#raw(block: true, {_quote(tex)})"
        case markup.Quote(inner):
            return f"#quote(block: true)[{_blocks(inner)}]"
        case markup.Table():
            cells = [cell for row in (block.header, *block.rows) for cell in row]
            shown = ", ".join(f"[{_inlines(cell)}]" for cell in cells)
            return f"#table(columns: {len(block.header)}, {shown})"
        case markup.ThematicBreak():
            return "#line(length: 60pt, stroke: 0.35pt)"


def _list_items(items: Iterable[markup.ListItem]) -> str:
    return ", ".join(f"[{_blocks(item.blocks)}]" for item in items)


_STYLES = MappingProxyType(
    {
        "strong": "strong",
        "emphasis": "emph",
        "strike": "strike",
        "mark": "underline",
        "sub": "sub",
        "sup": "super",
        "kbd": "text",
    }
)


def _inlines(inlines: Iterable[markup.Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: markup.Inline) -> str:
    match inline:
        case markup.Text(text):
            return f"#text({_quote(text)});"
        case markup.Code(text) | markup.Math(text):
            return f"#raw({_quote(text)});"
        case markup.Break(hard):
            return "#linebreak();" if hard else " "
        case markup.Image(_, alt):
            return f"#emph({_quote(f'[{alt}]')});"
        case markup.Styled(style, children):
            return f"#{_STYLES[style]}[{_inlines(children)}];"
        case markup.Link(_, children):
            return f"#text(fill: blue)[{_inlines(children)}];"
        case markup.Deletion(_, children) | markup.Formula(children):
            return f"#underline[{_inlines(children)}];"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
