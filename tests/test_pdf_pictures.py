"""Pictures on paper: found beside the deck, fitted, described, and in the file once."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from nnexport.building import BuildOptions, build
from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId
from nnexport.deck.media import DeckMedia, MediaFile
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import Glyphs, Plate
from nnexport.exporters.pdf.pictures import Pictures
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults

NOTE = NoteId("note")


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


PNG = encode(Image.new("RGB", (200, 100), (200, 30, 30)), "PNG")
JPEG = encode(Image.new("RGB", (200, 100), (200, 30, 30)), "JPEG")


def one(answer: str, question: str = "What?") -> Deck:
    return Deck("d", "Title", notes=(Note(NOTE, question, answer, "1"),))


def sources(kind: str = "PNG", **files: bytes) -> Pictures:
    """Return pictures of one kind under their names, in the texts of the note."""
    media = {
        ((NOTE, 0), name): MediaFile(name, kind, ".x", False, False, len(data), str(hash(data)))
        for name, data in files.items()
    }
    read: Callable[[MediaFile], bytes] = lambda file: files[file.path]  # noqa: E731
    return Pictures(DeckMedia(media), read)


def plates(deck: Deck, pictures: Pictures, **options: str) -> list[Plate]:
    sheet, _ = lay_out(deck, PdfOptions(**options), pictures)
    return [
        mark
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Plate)
    ]


@dataclass(frozen=True)
class InFile:
    """A picture as a file has it."""

    size: tuple[int, int]
    colours: str
    filter: str
    keys: frozenset[str]
    raw: bytes
    samples: bytes


def images(data: bytes) -> list[InFile]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        return [
            InFile(
                (int(each.Width), int(each.Height)),
                str(each.ColorSpace),
                str(each.Filter),
                frozenset(each.keys()),
                each.read_raw_bytes(),
                each.read_bytes() if each.Filter != "/DCTDecode" else b"",
            )
            for each in found
            if each.get("/Subtype") == "/Image"
        ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_picture_is_printed_in_every_layout(layout: str) -> None:
    deck, pictures = one("See ![a field](a) there.", "![a field](a) What?"), sources(a=PNG)
    data, diagnostics = export_pdf(deck, PdfOptions(layout=layout), pictures)
    assert not diagnostics
    (image,) = images(data)
    assert image.size == (200, 100)
    assert plates(deck, pictures, layout=layout)


def test_a_picture_has_its_description_and_its_place_in_the_structure() -> None:
    data, _ = export_pdf(one("Here:\n\n![a red field](a)"), PdfOptions(), sources(a=PNG))
    assert not faults(data)
    tagged = TaggedFile(pikepdf.open(io.BytesIO(data)))
    (figure,) = [each for each in tagged.elements() if each.role == "Figure"]
    assert str(figure.object.Alt) == "a red field"


def test_a_picture_is_as_large_as_on_a_screen_and_no_larger() -> None:
    (plate,) = plates(one("![](a)"), sources(a=PNG))
    assert (plate.width_pt, plate.height_pt) == (150.0, 75.0)


def test_a_size_in_the_text_makes_it_smaller_only() -> None:
    deck = one('<img src="a" width="100"> <img src="a" width="900">')
    assert [plate.width_pt for plate in plates(deck, sources(a=PNG))] == [75.0, 150.0]


@pytest.mark.parametrize("size", [(3000, 300), (300, 3000), (1500, 1500)])
@pytest.mark.parametrize("layout", ["study", "cheatsheet", "cards"])
def test_a_large_picture_fits_its_column_and_keeps_its_form(
    size: tuple[int, int], layout: str
) -> None:
    pictures = sources(a=encode(Image.new("L", size), "PNG"))
    (plate,) = plates(one("![](a)"), pictures, layout=layout)
    assert plate.width_pt / plate.height_pt == pytest.approx(size[0] / size[1], rel=0.01)
    assert plate.width_pt <= 400
    assert plate.height_pt <= 250


def test_equal_pictures_are_in_the_file_once() -> None:
    data, _ = export_pdf(one("![](a) ![](b)\n\n![](a)"), PdfOptions(), sources(a=PNG, b=PNG))
    assert len(images(data)) == 1


def test_a_jpeg_is_taken_as_it_is() -> None:
    data, _ = export_pdf(one("![](a)"), PdfOptions(), sources("JPEG", a=JPEG))
    (image,) = images(data)
    assert image.filter == "/DCTDecode"
    assert image.raw == JPEG


def test_a_jpeg_that_lies_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = encode(Image.new("RGB", (200, 100)), "JPEG", exif=exif)
    (plate,) = plates(one("![](a)"), sources("JPEG", a=turned))
    assert (plate.width_pt, plate.height_pt) == (75.0, 150.0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "RGB", "I;16", "CMYK"])
def test_nothing_is_transparent_and_colours_are_plain(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    pictures = sources(kind, a=encode(Image.new(mode, (8, 8)), kind))
    data, diagnostics = export_pdf(one("![](a)"), PdfOptions(), pictures)
    assert not diagnostics
    (image,) = images(data)
    assert not image.keys & {"/SMask", "/Mask", "/Interpolate"}
    assert image.colours in ("/DeviceRGB", "/DeviceGray")
    assert len(image.samples) == 64 * (3 if image.colours == "/DeviceRGB" else 1)
    if mode in ("RGBA", "LA"):
        assert set(image.samples) == {255}


def test_print_in_black_has_grey_pictures() -> None:
    options = PdfOptions(mono=True)
    (image,) = images(export_pdf(one("![](a)"), options, sources("JPEG", a=JPEG))[0])
    assert image.colours == "/DeviceGray"


@pytest.mark.parametrize("data", [b"", PNG[:60], b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_broken_picture_is_described_and_reported(data: bytes) -> None:
    _, (said,) = export_pdf(one("![a field](a)"), PdfOptions(), sources(a=data))
    assert said.code == "NN304"
    assert said.message.endswith("only its description: its file is broken")
    assert "export the picture again" in said.help


def test_why_a_picture_is_not_printed_is_said() -> None:
    _, (said,) = export_pdf(one("![a field](a)"), PdfOptions(), sources("SVG", a=b"<svg/>"))
    assert said.message.endswith("only its description: it is SVG")
    assert "PNG" in said.help


def test_a_bomb_is_not_unpacked() -> None:
    bomb = encode(Image.new("1", (60_000, 20_000)), "PNG")
    _, (said,) = export_pdf(one("![a field](a)"), PdfOptions(), sources(a=bomb))
    assert said.code == "NN304"
    assert "40 million pixels" in said.message


def test_equal_decks_have_equal_bytes() -> None:
    deck, pictures = one("![](a)"), sources(a=PNG)
    assert export_pdf(deck, PdfOptions(), pictures) == export_pdf(deck, PdfOptions(), pictures)


def test_a_build_takes_the_file_beside_the_deck_and_notices_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(
        "nnexport: 1\ndeck:\n  id: d\n  title: D\nquestions:\n"
        "- id: a\n  question: Q\n  answer: '![field](field.png)'\n"
    )
    (tmp_path / "field.png").write_bytes(PNG)
    options = BuildOptions(("pdf",), tmp_path / "d.pdf", layouts=("study",))
    build(path, options)
    (image,) = images((tmp_path / "d.pdf").read_bytes())
    assert image.size == (200, 100)
    (tmp_path / "field.png").write_bytes(encode(Image.new("RGB", (20, 10)), "PNG"))
    build(path, options)
    (image,) = images((tmp_path / "d.pdf").read_bytes())
    assert image.size == (20, 10)


def texts(deck: Deck, pictures: Pictures, layout: str = "study") -> dict[str, tuple[float, str]]:
    """Return what is printed, with its size and face."""
    sheet, _ = lay_out(deck, PdfOptions(layout=layout), pictures)
    return {
        mark.text: (mark.size_pt, mark.face.name)
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }


@pytest.mark.parametrize("kind", ["GIF", "WebP", "PNG"])
def test_a_picture_that_moves_is_its_first_one_and_reported(kind: str) -> None:
    frames = [Image.new("L", (8, 8), shade) for shade in (0, 90, 200)]
    moving = encode(frames[0], kind.upper(), save_all=True, append_images=frames[1:])
    data, (said,) = export_pdf(one("![a](a)"), PdfOptions(), sources(kind, a=moving))
    assert said.code == "NN302"
    assert "moves" in said.message
    (image,) = images(data)
    assert set(image.samples) == {0}


def test_the_title_of_a_picture_alone_is_its_caption() -> None:
    deck = one('Here:\n\n![a](a "A red field, seen from above")\n\nThere.')
    found = texts(deck, sources(a=PNG))
    size_pt, face = found["A red field, seen from above"]
    assert size_pt < found["There."][0]
    assert face == "SourceSans3-It"
    assert not faults(export_pdf(deck, PdfOptions(), sources(a=PNG))[0])


def test_a_width_in_per_cent_is_one_of_the_line() -> None:
    large = encode(Image.new("L", (2000, 500)), "PNG")
    whole, half = (
        plates(one(f'<img src="a"{width}>'), sources(a=large), layout="study")[0].width_pt
        for width in ("", ' width="50%"')
    )
    assert half == pytest.approx(whole / 2)


def test_colours_shades_and_sides_are_those_of_the_file() -> None:
    shades = Image.new("I;16", (256, 1))
    shades.putdata([value * 257 for value in range(256)])
    (image,) = images(export_pdf(one("![](a)"), PdfOptions(), sources(a=encode(shades, "PNG")))[0])
    assert list(image.samples) == list(range(256))
    clear = Image.new("RGBA", (2, 1), (255, 0, 0, 128))
    (image,) = images(export_pdf(one("![](a)"), PdfOptions(), sources(a=encode(clear, "PNG")))[0])
    assert tuple(image.samples[:3]) == pytest.approx((255, 127, 127), abs=1)
    ink = encode(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")
    (image,) = images(export_pdf(one("![](a)"), PdfOptions(), sources("JPEG", a=ink))[0])
    assert tuple(image.samples[:3]) == pytest.approx((255, 0, 0), abs=6)
