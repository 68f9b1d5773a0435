"""Tables that go on in another column: their headers are printed again, and read once."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import Glyphs
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults

ROWS = 150


def long_table(before: str = "", rows: int = ROWS) -> Deck:
    body = "\n".join(f"{before}| r{at} | value |" for at in range(rows))
    answer = f"{before}| Header | $x^2$ |\n{before}|---|--:|\n{body}"
    return Deck("d", "Title", notes=(Note(NoteId("n"), "Q", answer, "1"),))


def texts_of_pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("layout", ["study", "cheatsheet", "large", "fold", "selftest", "cards"])
@pytest.mark.parametrize("before", ["", "> "])
def test_each_column_with_rows_of_a_table_has_its_header_above_them(
    layout: str, before: str
) -> None:
    sheet, _ = lay_out(long_table(before), PdfOptions(layout=layout))
    columns: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(sheet.pages):
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs) and (mark.text == "Header" or mark.text[:1] == "r"):
                    x_pt, y_pt = placed.x_pt + mark.x_pt, placed.y_pt + mark.y_pt
                    columns.setdefault((number, round(x_pt)), []).append((y_pt, mark.text))
    tables = {key: sorted(marks) for key, marks in columns.items()}
    rows = [text for marks in tables.values() for _, text in marks if text[0] == "r"]
    assert len(rows) == ROWS
    headers = sum(text == "Header" for marks in tables.values() for _, text in marks)
    assert headers >= len(tables) > 1
    if layout != "cards":  # Two cards may stand below each other.
        assert all(marks[0][1] == "Header" for marks in tables.values())
        assert headers == len(tables)


def test_a_repeated_header_is_not_read_again() -> None:
    data, _ = export_pdf(long_table(), PdfOptions(layout="study"))
    assert not faults(data)
    assert sum(text.count("Header") for text in texts_of_pages(data)) > 1
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    assert sum(each.role == "TH" for each in tagged.elements()) == 2
    assert sum(each.role == "TR" for each in tagged.elements()) == ROWS + 1


@pytest.mark.parametrize("layout", ["study", "cheatsheet"])
def test_nothing_reaches_below_the_paper(layout: str) -> None:
    sheet, _ = lay_out(long_table(rows=400), PdfOptions(layout=layout))
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                if isinstance(mark, Glyphs):
                    assert 10 < placed.y_pt + mark.y_pt < sheet.height_pt - 20


@pytest.mark.parametrize("head", ["| Header | b |\n|---|---|\n", "| | |\n|---|---|\n"])
def test_no_row_of_a_table_stands_alone_in_a_column(head: str) -> None:
    table = head + "\n".join(f"| r{at} | value |" for at in range(9))
    notes = tuple(
        Note(NoteId(f"n{at}"), "Q", "A line of text.\n\n" * (at % 7) + table) for at in range(90)
    )
    sheet, _ = lay_out(Deck("d", "Title", notes=notes), PdfOptions(layout="study"))
    parts: list[int] = []
    last: tuple[int, int] | None = None
    for number, page in enumerate(sheet.pages):
        for placed in page.placed:
            place = number, round(placed.x_pt)
            texts = [mark.text for mark in placed.marks if isinstance(mark, Glyphs)]
            names = [text for text in texts if re.fullmatch("r[0-8]", text)]
            if names:
                if names == ["r0"] or place != last:
                    parts.append(0)
                parts[-1] += 1
                last = place
    assert len(parts) > 92
    assert min(parts) == 2
