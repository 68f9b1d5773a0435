"""Make pictures of cards and pages: ``python -m tests.pictures [DECK.yaml …] [--to FOLDER]``.

Each card: front, back, and back with the sources' answers unfolded; on a phone and on a desktop; by
day and by night. Each layout of the PDF: its first pages, beside those that typst sets of the same
text; ``--sheets`` makes these alone. ``index.html`` shows all of them. Without a deck these are a
few cards of the shipped one, and the show deck, which has everything that is hard to show.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nnexport.building import clock_s
from tests.pictures.browser import MISSING, Browser, find_chromium
from tests.pictures.cards import Card, read_deck, render_cards, telling
from tests.pictures.contact_sheet import Picture, make_contact_sheet
from tests.pictures.page import DESKTOP, PHONE, SCREENS, find_anki_web, make_page
from tests.pictures.sheets import WITHOUT_TYPST, find_typst, sheet_pictures

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "questions" / "neural-networks.yaml"
FOLDER = ROOT / "build" / "pictures"
SHOW = Path(__file__).with_name("show.yaml")
_WITHOUT_ANKI = (
    "make pictures needs the Anki library, which renders the cards, and it could not be installed "
    "here."
)
_WITHOUT_AQT = (
    "Without the aqt package: only our own stylesheet, not Anki's, and formulas are not set."
)
_SHOWN_PX = {PHONE: 220, DESKTOP: 450}
"""How wide pictures stand on the contact sheet; a click shows them in full size."""


def card_pictures(
    browser: Browser,
    deck_id: str,
    cards: tuple[Card, ...],
    files: Path,
    folder: Path,
    web: Path | None,
) -> Iterator[Picture]:
    """Yield a picture of each side of each card on each screen in each mode, once it is written.

    ``files``: where the pictures that the cards name lie.
    """
    page = files / "page.html"
    for card in cards:
        for screen in SCREENS:
            for night in (False, True):
                for side in card.sides:
                    mode = "night" if night else "day"
                    file = f"{deck_id}-{card.name}-{screen.name}-{mode}-{side.name}.png"
                    page.write_text(make_page(side.html, screen, night=night, web=web), "utf-8")
                    data, faults = browser.picture(
                        page,
                        screen.width_px,
                        screen.height_px,
                        scale=screen.scale,
                        unfold=side.name == "open",
                    )
                    (folder / file).write_bytes(data)
                    yield Picture(
                        file,
                        f"{deck_id}: {card.name}",
                        f"{screen.name}, {mode}, {side.name}",
                        _SHOWN_PX[screen],
                        "; ".join(faults),
                    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("decks", nargs="*", type=Path, metavar="DECK.yaml")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--sheets", action="store_true", help="only pages of paper")
    options = parser.parse_args()
    has_typst = find_typst()
    paths = options.decks or (SHIPPED, SHOW)
    pictures: list[Picture] = []
    if options.sheets:
        options.to.mkdir(parents=True, exist_ok=True)
        for path in paths:
            pictures.extend(sheet_pictures(read_deck(path), options.to, has_typst=has_typst))
        return finish(options.to, pictures, [] if has_typst else [WITHOUT_TYPST])
    program = find_chromium()
    if program is None:
        sys.exit(MISSING)
    web = find_anki_web()
    if options.to == FOLDER:
        shutil.rmtree(FOLDER, ignore_errors=True)  # Those of cards that are no more.
    options.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="nnexport-chromium-") as place,
        Browser(program, Path(place, "profile")) as browser,
    ):
        for number, path in enumerate(paths):
            deck = read_deck(path)
            files = Path(place, str(number))
            few = telling(deck) if path == SHIPPED else deck
            try:
                cards = render_cards(few, path.parent, files, clock_s())
            except ImportError:
                sys.exit(_WITHOUT_ANKI)
            print(f"{deck.id}: {len(cards)} cards and a PDF …", flush=True)
            pictures.extend(card_pictures(browser, deck.id, cards, files, options.to, web))
            pictures.extend(sheet_pictures(deck, options.to, has_typst=has_typst))
    remarks = [
        *([] if web else [_WITHOUT_AQT]),
        *([] if has_typst else [WITHOUT_TYPST]),
    ]
    return finish(options.to, pictures, remarks)


def finish(folder: Path, pictures: list[Picture], remarks: list[str]) -> int:
    """Write the page that shows all pictures, and tell of it."""
    sheet = folder / "index.html"
    sheet.write_text(make_contact_sheet(pictures, remarks), "utf-8")
    for line in (*remarks, *(f"{each.file}: {each.remark}" for each in pictures if each.remark)):
        print(line)
    print(f"wrote {len(pictures)} pictures, all on {sheet}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
