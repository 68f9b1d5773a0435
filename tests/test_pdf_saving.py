"""The PDF as a file: how its objects are packed, and what it says about itself."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.colour_profile import srgb_profile
from nnexport.exporters.pdf.metadata import UNKNOWN_LANGUAGE, page_labels, viewer_preferences
from nnexport.exporters.pdf.objects import PACK, File, text_string
from nnexport.exporters.pdf.page import Page, Sheet


def export(title: str = "Cells", language: str = "en", count: int = 1) -> bytes:
    notes = tuple(
        Note(NoteId(f"note-{at}"), f"What is {at}?", "See [here](https://example.org/).")
        for at in range(count)
    )
    return export_pdf(Deck("d", title, language=language, notes=notes), PdfOptions())[0]


def xmp(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


# --- objects --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, PACK - 1, PACK, PACK + 1, 3 * PACK])
def test_objects_come_back_from_their_packs(count: int) -> None:
    file = File()
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    file.add(1, b"<</Type/Catalog/Pages 2 0 R/Kids[%s]>>" % kids)
    file.add(2, b"<</Type/Pages/Count 0/Kids[]>>")
    for number in range(3, 3 + count):
        file.add(number, b"<</Number %d>>" % number)
    file.add_stream(3 + count, b"/Length1 2", b"ab")
    with pikepdf.open(io.BytesIO(file.finish(4 + count, root=1, info=2))) as pdf:
        assert [int(kid.Number) for kid in pdf.Root.Kids] == list(range(3, 3 + count))
        assert pdf.get_object((3 + count, 0)).read_bytes() == b"ab"
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("layout", ["study", "cards"])
def test_streams_are_as_long_as_they_say(layout: str) -> None:
    """PDF/A-2, 6.1.7.1: one line feed after the content, which does not count."""
    note = Note(NoteId("n"), "直す?", "Yes: $x^2$")
    data = export_pdf(Deck("d", "Cells", notes=(note,)), PdfOptions(layout=layout))[0]
    heads = list(re.finditer(rb"/Length (\d+)\b[^>]*>>(?:\s*>>)*\s*stream\r?\n", data))
    assert len(heads) == data.count(b"\nendstream") > 5
    for head in heads:
        end = head.end() + int(head[1])
        assert data[end : end + 10] == b"\nendstream", head[0]


def test_a_long_file_has_small_tables() -> None:
    data = export(count=400)
    start = int(re.findall(rb"startxref\n(\d+)", data)[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.objects) > 2500
    assert len(data) - start < 2500


@pytest.mark.parametrize(
    "text", ["plain", "(a \\ b)", "Zellen", "Ä", "ж", "\U0001f600", "tab\there", ""]
)
def test_a_text_string_is_read_as_it_was(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text


def test_half_a_character_is_no_error() -> None:
    assert str(pikepdf.Object.parse(text_string("a\ud800b"))) == "a?b"


# --- what the file says ---------------------------------------------------------------------------


def test_title_language_and_standards_are_in_the_metadata() -> None:
    text = xmp(export("Zellen & <Ähnliches>", "de"))
    assert ">Zellen &amp; &lt;Ähnliches&gt;<" in text
    assert "<dc:language><rdf:Bag><rdf:li>de</rdf:li>" in text
    assert "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>" in text
    assert "<pdfuaid:part>1</pdfuaid:part>" in text


@pytest.mark.parametrize("language", ["", "not a tag", "ж", "e(n", "toolongalanguage"])
def test_a_language_that_is_none_is_not_claimed(language: str) -> None:
    with pikepdf.open(io.BytesIO(export(language=language))) as pdf:
        assert str(pdf.Root.Lang) == UNKNOWN_LANGUAGE


def test_no_date_is_written() -> None:
    data = export()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/Creator", "/Producer"}
    assert "Date" not in xmp(data)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_the_bytes_are_the_same_in_every_time_zone_and_process(zone: str) -> None:
    script = (
        "import hashlib, test_pdf_saving\n"
        "print(hashlib.sha256(test_pdf_saving.export(count=30)).hexdigest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": str(len(zone)),
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == hashlib.sha256(export(count=30)).hexdigest()


def test_the_colours_are_those_of_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    own = ImageCms.buildTransform(profile, ImageCms.createProfile("LAB"), "RGB", "LAB")
    theirs = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    image = Image.new("RGB", (512, 1))
    image.putdata([(at % 8 * 36, at // 8 % 8 * 36, at // 64 * 36) for at in range(512)])
    pairs = zip(
        ImageCms.applyTransform(image, own).tobytes(),
        ImageCms.applyTransform(image, theirs).tobytes(),
        strict=True,
    )
    assert max(abs(one - two) for one, two in pairs) <= 1


def test_the_output_intent_has_the_profile() -> None:
    with pikepdf.open(io.BytesIO(export())) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_duplex_is_said_where_a_sheet_asks_for_it() -> None:
    sheet = Sheet("T", "en", 100.0, 100.0, ())
    assert b"Duplex" not in viewer_preferences(sheet)
    assert b"/Duplex/DuplexFlipShortEdge" in viewer_preferences(replace(sheet, duplex="short-edge"))


def test_pages_have_the_numbers_that_are_printed() -> None:
    pages = [Page((), label=label) for label in ("i", "ii", "", "", "A", "")]
    labels = pikepdf.Object.parse(page_labels(pages))
    assert labels.unparse().decode() == (
        "<< /Nums [ 0 << /P (i) >> 1 << /P (ii) >> 2 << /S /D /St 3 >> 4 << /P (A) >> "
        "5 << /S /D /St 6 >> ] >>"
    )
