"""Validate the PDFs of the shipped deck, of one with everything in it, of the same text in some
languages, and of the torture deck.

``python -m tests.conformance [--layout LAYOUT] [FILE.pdf …]``: exit 1 if a file fails a rule, or if
veraPDF finds nothing in a file that was broken on purpose.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck
from nnexport.exporters.pdf import LAYOUTS, PdfOptions, export_pdf
from tests.conformance.validator import (
    ARCHIVE,
    ROOT,
    UA,
    Missing,
    Verdict,
    find_java,
    prepare_jar,
    validate,
)
from tests.torture import torture_deck

SHOWN = 10
"""Failures printed of one file."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.conformance", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.pdf")
    parser.add_argument("--layout", choices=LAYOUTS, action="append", help="only this one")
    options = parser.parse_args()
    try:
        java, jar = find_java(), prepare_jar()
    except Missing as problem:
        print(problem)
        return 1
    with tempfile.TemporaryDirectory(prefix="nnexport-pdf-") as name:
        folder = Path(name)
        files = options.files or list(write_files(folder, options.layout or LAYOUTS))
        broken = write_broken(folder)
        tagged = [file for file in files if is_tagged(file)]
        verdicts = {
            UA: validate(UA, [*tagged, broken], java, jar),
            ARCHIVE: validate(ARCHIVE, [*files, broken], java, jar),
        }
    fine = True
    for profile, (*real, control) in verdicts.items():
        for verdict in real:
            fine = report(profile, verdict) and fine
        if not control.failures:
            print(f"{profile}: veraPDF found nothing in a file that is broken on purpose.")
            fine = False
    return 0 if fine else 1


def report(profile: str, verdict: Verdict) -> bool:
    """Print a line for a file and one for each rule that it fails; tell whether it is fine."""
    count = len(verdict.failures)
    print(f"{profile:<8} {verdict.file.name:<28} {verdict.checks:>9} checks, {count} rules failed")
    for failure in verdict.failures[:SHOWN]:
        print(f"    {failure}")
    return not count


def decks() -> Iterator[tuple[str, Deck]]:
    """Yield the decks whose PDFs are validated."""
    languages = sorted((ROOT / "tests" / "languages").glob("*.yaml"))
    named = (
        ROOT / "questions" / "neural-networks.yaml",
        ROOT / "tests" / "tagged_pdf" / "show.yaml",
    )
    for path in (*named, *languages):
        loaded, problems = load_deck(path.read_text("utf-8"), path.name)
        if loaded is None:
            raise SystemExit(f"{path}: {problems}")
        yield path.stem, loaded.deck
    yield "torture", torture_deck()


def write_files(folder: Path, layouts: tuple[str, ...]) -> Iterator[Path]:
    """Write each deck in each layout."""
    for name, deck in decks():
        for layout in layouts:
            path = folder / f"{name}-{layout}.pdf"
            path.write_bytes(export_pdf(deck, PdfOptions(layout=layout))[0])
            yield path


def write_broken(folder: Path) -> Path:
    """Write a file that both standards forbid: text of no element, in a font that is not there."""
    (_, deck) = next(decks())
    path = folder / "broken.pdf"
    with pikepdf.open(io.BytesIO(export_pdf(deck, PdfOptions())[0])) as pdf:
        page = pdf.pages[0]
        page.Resources.Font.F0 = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.contents_add(b"BT /F0 9 Tf (loose) Tj ET")
        pdf.save(path)
    return path


def is_tagged(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        return "/StructTreeRoot" in pdf.Root


if __name__ == "__main__":
    sys.exit(main())
