"""Pages of every layout as pictures, with typst's setting of the same text beside some of them.

typst gets the plain text of the deck and a template with our measures; what it has of its own, its
lines, breaks and columns, is what there is to compare. It is no part of nnexport: `make bench`
installs it into ``.bench/``, and without it the pictures are of our pages alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from nnexport.deck.document import LAYOUTS, Deck
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.text.faces import FONTS_PATH
from tests.bench.pdf import PEERS, install_peers, plain_text
from tests.pictures.contact_sheet import Picture

SCALE = 1.5
SHOWN_PX = 600
SHOWN = MappingProxyType({"cards": 2, "study": 2, "booklet": 2})
"""Pages of a layout, where the first one does not say all."""

WITHOUT_TYPST = "Without the typst package (make bench installs it): no pages of typst beside ours."

_HEAD = """
#set text(font: "Source Sans 3", lang: "%(language)s")
#set par(justify: true)
#set list(body-indent: 5pt)
"""

TEMPLATES = MappingProxyType(
    {
        "study": """
#set page("a4", columns: 2, margin: (x: 15mm, y: 14mm),
  header: context [#h(1fr) #text(8pt)[Page #counter(page).display()]])
#set columns(gutter: 8mm)
#set text(size: 9.6pt)
#set par(leading: 6.3pt, spacing: 6.3pt)
#show heading: it => block(above: 12pt, below: 6pt, text(9.6pt, weight: 600, it.body))
#let item(question, answer) = { heading(question); answer }
""",
        "cheatsheet": """
#set page("a4", flipped: true, columns: 2, margin: (x: 11mm, y: 10mm),
  header: context [#h(1fr) #text(8pt)[Page #counter(page).display()]])
#set columns(gutter: 7mm)
#set text(size: 8.6pt)
#set par(leading: 5.2pt, spacing: 5.2pt)
#let item(question, answer) = grid(columns: (103pt, 1fr), gutter: 9pt, inset: (y: 3.5pt),
  par(justify: false, text(weight: 600, question)), answer)
""",
    }
)


def sheet_pictures(deck: Deck, folder: Path, *, has_typst: bool) -> Iterator[Picture]:
    """Yield a picture of the first pages of each layout, once it is written."""
    import pypdfium2

    for layout in LAYOUTS:
        group = f"{deck.id}: {layout}"
        data, _ = export_pdf(deck, PdfOptions(layout=layout))
        pages = pypdfium2.PdfDocument(data)
        for number in range(min(SHOWN.get(layout, 1), len(pages))):
            file = f"{deck.id}-{layout}-{number + 1}.png"
            pages[number].render(scale=SCALE).to_pil().save(folder / file)
            yield Picture(file, group, f"page {number + 1} of {len(pages)}", SHOWN_PX)
        if has_typst and layout in TEMPLATES:
            file = f"{deck.id}-{layout}-typst.png"
            (folder / file).write_bytes(_first_page(deck, layout, folder))
            yield Picture(file, group, "the same by typst", SHOWN_PX)


def find_typst() -> bool:
    """Make typst importable; return whether it can be had."""
    if not install_peers():
        return False
    sys.path.append(str(PEERS))
    return True


def write_typst(deck: Deck, layout: str) -> str:
    """Return the text of a deck as a typst document."""
    lines = [_HEAD % {"language": deck.language or "en"}, TEMPLATES[layout]]
    for question, answer in plain_text(deck):
        lines.append(f"#item({_quote(question)})[")
        for depth, text in answer:
            content = f"#text({_quote(text)})"
            lines.append(f"{'  ' * (depth - 1)}- {content}" if depth else f"\n{content}\n")
        lines.append("]\n")
    return "\n".join(lines)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _first_page(deck: Deck, layout: str, folder: Path) -> bytes:
    import typst

    source = folder / f"{deck.id}-{layout}.typ"
    source.write_text(write_typst(deck, layout), "utf-8")
    fonts = {"font_paths": [str(FONTS_PATH)], "ignore_system_fonts": True}
    made = typst.compile(str(source), format="png", ppi=72 * SCALE, **fonts)
    return bytes(made[0] if isinstance(made, list) else made)
