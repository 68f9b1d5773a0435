"""Pages of every layout as pictures, each beside the same page of typst.

What typst has of its own, its lines, breaks and columns, is what there is to compare. It is no part
of nnexport: `make bench` installs it into ``.bench/``; without it the pictures are of our pages
alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from nnexport.deck.document import LAYOUTS, Deck
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.text.faces import FONTS_PATH
from tests.bench.pdf import PEERS, install_peers
from tests.pictures.contact_sheet import Picture
from tests.pictures.typst_sheets import write_typst

SCALE = 1.5
SHOWN_PX = 600

WITHOUT_TYPST = "Without the typst package (make bench installs it): no pages of typst beside ours."


def sheet_pictures(deck: Deck, folder: Path, *, has_typst: bool) -> Iterator[Picture]:
    """Yield a picture of some pages of each layout, once it is written.

    Shape: each page of ours is followed by that of typst, where there is one.
    """
    import pypdfium2

    for layout in LAYOUTS:
        data, _ = export_pdf(deck, PdfOptions(layout=layout))
        sheets = {"ours": data}
        if has_typst:
            sheets["typst"] = _set_by_typst(deck, layout, folder)
        documents = {name: pypdfium2.PdfDocument(each) for name, each in sheets.items()}
        shown = {name: _telling_pages(len(pages)) for name, pages in documents.items()}
        for position in range(max(map(len, shown.values()))):
            for name, pages in documents.items():
                for number in shown[name][position : position + 1]:
                    file = f"{deck.id}-{layout}-{position + 1}-{name}.png"
                    pages[number].render(scale=SCALE).to_pil().save(folder / file)
                    caption = f"{name}: page {number + 1} of {len(pages)}"
                    yield Picture(file, f"{deck.id}: {layout}", caption, SHOWN_PX)


def _telling_pages(count: int) -> list[int]:
    """Return the first two pages, one of the middle, and the last."""
    return sorted({0, min(1, count - 1), count // 2, count - 1})


def find_typst() -> bool:
    """Make typst importable; return whether it can be had."""
    if not install_peers():
        return False
    sys.path.append(str(PEERS))
    return True


def _set_by_typst(deck: Deck, layout: str, folder: Path) -> bytes:
    import typst

    source = folder / f"{deck.id}-{layout}.typ"
    source.write_text(write_typst(deck, layout), "utf-8")
    return bytes(typst.compile(str(source), format="pdf", font_paths=[str(FONTS_PATH)]))
