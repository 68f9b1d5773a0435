"""Pictures and sounds: found in the deck's folder and nowhere else, and put into the package."""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import sqlite3
import threading
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnexport import building
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, NoteId, Source, SourceId
from nnexport.deck.lock import Lock, stamp_notes
from nnexport.deck.markup import Image, Paragraph
from nnexport.deck.media import DeckMedia, MediaFile, Reference, media_references, read_address
from nnexport.errors import FileError
from nnexport.exporters.anki import (
    Contents,
    PackedMedia,
    exported_hashes,
    note_type_hashes,
    render_notes,
    write_package,
)
from nnexport.media.finding import (
    Found,
    MediaFinder,
    collect_media,
    finder_of,
    read_unchanged,
)
from nnexport.media.kinds import kind_of
from nnexport.media.opening import MediaFolder, Refused
from nnexport.media.svg import svg_fault
from tests.media_files import MP3, PNG, SVG, png, wav
from tests.test_cli import run

DECK = """\
deck:
  id: bio
  title: Biology
questions:
  - id: cell
    question: What is this?
    answer: |-
      {answer}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (tmp_path / "img").mkdir()
    for name, data in {
        "cell.png": PNG, "img/Leaf One.PNG": png(1), "word.mp3": MP3, "tone.WAV": wav(),
        "drawing.svg": SVG,
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    return tmp_path


def write_deck(answer: str, name: str = "bio.yaml") -> None:
    Path(name).write_text(DECK.format(answer=answer.replace("\n", "\n      ")), "utf-8")


def fields(path: str = "build/bio.apkg") -> list[list[str]]:
    """Return the fields of the notes in a package."""
    with zipfile.ZipFile(path) as package:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(package.read("collection.anki2"))
    rows = connection.execute("select flds from notes order by id").fetchall()
    connection.close()
    return [row[0].split("\x1f") for row in rows]


def media(path: str = "build/bio.apkg") -> dict[str, bytes]:
    """Return the files of a package by the names that Anki gives them."""
    with zipfile.ZipFile(path) as package:
        names = json.loads(package.read("media"))
        assert sorted(package.namelist()) == sorted(["collection.anki2", "media", *names])
        return {name: package.read(key) for key, name in names.items()}


def answer_of(answer: str) -> str:
    """Build a deck of one answer; return it as its field has it, hashes as ``#``."""
    write_deck(answer)
    result = run("anki", "bio.yaml")
    assert result.exit_code == 0, result.output
    ((_, field, *_),) = fields()
    return re.sub(r"-[0-9a-f]{8}\.", "-#.", field)


# --- what a text names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('![a cell](cell.png "It")', '<img src="cell-#.png" alt="a cell" title="It">'),
        ("![](./img/../cell.png?raw=1#x)", '<img src="cell-#.png" alt="">'),
        ("![](img/Leaf%20One.PNG)", '<img src="leaf-one-#.png" alt="">'),
        ("![](<img/Leaf One.PNG>)", '<img src="leaf-one-#.png" alt="">'),
        ("![](img\\Leaf%20One.PNG)", '<img src="leaf-one-#.png" alt="">'),
        ("![](drawing.svg)", '<img src="drawing-#.svg" alt="">'),
        (
            '<IMG SRC="cell.png" alt=\'a "b"\' width=40px height="5%" style="color:red">',
            '<img src="cell-#.png" alt="a &quot;b&quot;" width="40" height="5%">',
        ),
        ('<img src="cell.png" width="9e9">', '<img src="cell-#.png" alt="">'),
        ("[listen](word.mp3)", "listen [sound:word-#.mp3]"),
        ("![](tone.WAV)", "[sound:tone-#.wav]"),
        ("Hear [sound:word.mp3] it", "Hear [sound:word-#.mp3] it"),
        ("`[sound:word.mp3]`", "<code>&#91;sound:word.mp3]</code>"),
        ("[sound:cell.png]", "&#91;sound:cell.png]"),
        ("**![a](cell.png)**", '<strong><img src="cell-#.png" alt="a"></strong>'),
        ("![a](https://example.org/cell.png)", '<span class="image">a</span>'),
        ("![a](//example.org/cell.png)", '<span class="image">a</span>'),
        ("![a](data:image/png;base64,AAAA)", '<span class="image">a</span>'),
        ('<img src="cell.png" onload="x()">', '&lt;img src="cell.png" onload="x()"&gt;'),
        ("<img alt='a'>", "&lt;img alt='a'&gt;"),
        (
            '![src="word.mp3" {{c1::x}} [sound:word.mp3] \\\\(x\\\\)](cell.png)',
            (
                '<img src="cell-#.png" alt="src=&quot;word.mp3&quot; '
                '&#123;&#123;c1&#58;:x&#125;&#125; &#91;sound:word.mp3&#93; &#92;(x&#92;)">'
            ),
        ),
    ],
)
def test_a_file_goes_into_the_card(folder: Path, answer: str, expected: str) -> None:
    assert answer_of(answer) == f"<p>{expected}</p>"
    named = set(re.findall(r'<img src="([^"]*)"|(?<!;)\[sound:([^]]*)\]', fields()[0][1]))
    assert {one or other for one, other in named} == set(media())


def test_names_carry_the_hash_of_the_contents(folder: Path) -> None:
    answer_of("![](cell.png) ![](img/Leaf%20One.PNG)")
    first = media()
    assert set(first.values()) == {PNG, png(1)}
    (folder / "cell.png").write_bytes(png(7))
    answer_of("![](cell.png) ![](img/Leaf%20One.PNG)")
    assert len(set(first) & set(media())) == 1


def test_equal_contents_are_one_file_and_equal_names_are_two(folder: Path) -> None:
    (folder / "img" / "cell.png").write_bytes(png(9))
    (folder / "copy.png").write_bytes(PNG)
    answer_of("![](cell.png) ![](copy.png) ![](img/cell.png)")
    assert sorted(media().values()) == sorted([PNG, png(9)])
    assert {re.sub(r"-\w{8}\.", ".", name) for name in media()} == {"cell.png"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zelle Ä.png", "zelle-a"),
        ("клетка.png", "image"),
        ("_x.png", "x"),
        ("CON.png", "con"),
        ("a'b&c<d>;e.png", "a-b-c-d-e"),
        ("x" * 200 + ".png", "x" * 40),
        ("e\u0301t\u00e9.png", "ete"),
    ],
)
def test_names_are_safe_everywhere(name: str, expected: str) -> None:
    file = MediaFile(name, "PNG", ".png", False, False, 1, "3fa9c1ab" * 8)
    (found,) = PackedMedia(DeckMedia({(("a", 0), name): file})).files
    assert found == f"{expected}-3fa9c1ab.png"


def test_hashes_that_begin_alike_get_longer() -> None:
    files = [
        MediaFile(f"{n}/cell.png", "PNG", ".png", False, False, 1, "3fa9c1ab" + n * 56)
        for n in "12"
    ]
    packed = PackedMedia(DeckMedia({(("a", 0), file.path): file for file in files}))
    assert sorted(packed.files) == ["cell-3fa9c1ab1.png", "cell-3fa9c1ab2.png"]


def test_files_travel_between_processes(folder: Path) -> None:
    deck = Deck("bio", "Bio", notes=(Note(NoteId("a"), "Q", "![](cell.png)"),))
    packed = PackedMedia(collect_media(deck, folder))
    assert pickle.loads(pickle.dumps(packed)).files == packed.files


def test_a_question_may_be_a_picture(folder: Path) -> None:
    write_deck("A cell.")
    text = Path("bio.yaml").read_text("utf-8").replace("What is this?", "'![](cell.png)'")
    Path("bio.yaml").write_text(text, "utf-8")
    assert run("anki", "bio.yaml").exit_code == 0
    assert fields()[0][0].startswith('<img src="cell-')


def test_a_note_that_is_left_out_leaves_its_pictures_out(folder: Path) -> None:
    write_deck("![](cell.png)")
    text = Path("bio.yaml").read_text("utf-8")
    more = "  - id: b\n    question: What? ![](drawing.svg)\n    answer: ''\n"
    Path("bio.yaml").write_text(text + more, "utf-8")
    assert run("anki", "bio.yaml").exit_code == 0
    assert set(media().values()) == {PNG}


def test_a_picture_stands_beside_its_source(folder: Path) -> None:
    notes = folder / "notes"
    notes.mkdir()
    (notes / "leaf.png").write_bytes(png(3))
    (notes / "cell.png").write_bytes(png(4))
    text = "1. What is a leaf?\n\n   ![a leaf](leaf.png) and ![a cell](cell.png)\n"
    (notes / "a.md").write_text(text + "\n2. What is a root?\n\n   A part of it.\n", "utf-8")
    assert run("ingest", "notes/a.md", "--into", "bio.yaml").exit_code == 0
    assert run("anki", "bio.yaml").exit_code == 0
    assert set(media().values()) == {png(3), png(4)}
    # What is written by hand begins at the deck's folder.
    text = Path("bio.yaml").read_text("utf-8").replace("A part of it.", "![](cell.png)", 1)
    Path("bio.yaml").write_text(text, "utf-8")
    assert run("anki", "bio.yaml").exit_code == 0
    assert set(media().values()) == {png(3), png(4), PNG}


def test_sounds_of_the_sources_answers_are_not_played(folder: Path) -> None:
    (folder / "b.wav").write_bytes(wav(b"\x81" * 80))
    (folder / "a.md").write_text("1. How is it said?\n\n   So: [hear](word.mp3) it.\n", "utf-8")
    (folder / "b.md").write_text("1. How is it said?\n\n   It is [heard](b.wav) so.\n", "utf-8")
    assert run("ingest", "a.md", "b.md", "--into", "bio.yaml").exit_code == 0
    text = Path("bio.yaml").read_text("utf-8")
    answer = re.compile(r"answer: \|-\n.*?(?=    variants)", re.DOTALL)
    text = answer.sub("answer: '[x](word.mp3)'\n", text)
    Path("bio.yaml").write_text(text, "utf-8")
    result = run("anki", "bio.yaml")
    assert "[sound:" not in fields()[0][2]
    assert set(media().values()) == {MP3}
    assert result.output.count("NN304") == 1


def test_addresses() -> None:
    assert read_address("a%20b.png?x#y").paths[:2] == ("a b.png?x#y", "a b.png")
    assert read_address("a%2520b.png").paths == ("a%20b.png", "a%2520b.png")
    assert read_address("x/../a.png").paths == ("a.png",)
    assert read_address("a\x00.png").paths == ()
    assert read_address("a%00.png").paths == ()
    for src in ("http://x/a.png", "HTTPS://x", "//x/a", "www.x.org", "data:x", "javascript:x"):
        assert read_address(src).is_remote
    for src in ("/a.png", "~/a.png", "C:\\a.png", "%2Fetc%2Fpasswd", "\\a.png", "file:a.png"):
        assert read_address(src).is_absolute
    assert read_address("\\\\server\\a.png").is_absolute


def test_references_are_found_once_and_in_order() -> None:
    text = "![a](a.png) ![b](a.png)\n\n> - [s](s.mp3) `![c](c.png)` [sound:t.ogg] [l](x.html)"
    assert [each.src for each in media_references(text)] == ["a.png", "s.mp3", "t.ogg"]
    assert media_references("no [link](a.html), no picture") == ()


def test_a_tag_of_a_picture_is_a_picture() -> None:
    (signs,) = parse_blocks("""<img src="a.png" alt="x < y > z" title='"'>""")
    assert signs == Paragraph((Image("a.png", "x < y > z", '"'),))
    (block,) = parse_blocks('<img src="a b.png" alt="x&amp;y" title=t width="30px"/>')
    assert isinstance(block, Paragraph)
    assert block.inlines == (Image("a b.png", "x&y", "t", "30", ""),)


# --- what is refused -----------------------------------------------------------------------------


@pytest.fixture
def secret(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture outside of the deck's folder, with every way there."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.png").write_bytes(png(66))
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "away").symlink_to(outside)
    (folder / "device.png").symlink_to("/dev/zero")
    (folder / "inner.png").symlink_to("img/Leaf One.PNG")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    (folder / "page.png").write_bytes(b"<html><script>alert(1)</script>")
    (folder / "script.png").write_bytes(b"#!/bin/sh\nrm -rf /\n")
    (folder / "empty.png").write_bytes(b"")
    (folder / "active.svg").write_bytes(SVG.replace(b"<rect", b"<script>x()</script><rect"))
    (folder / "text.mp3").write_bytes(b"just words")
    (folder / "picture.mp3").write_bytes(PNG)
    return outside


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("![](link.png)", "NN239"),
        ("![](away/secret.png)", "NN239"),
        ("![](device.png)", "NN239"),
        ("![](loop.png)", "NN239"),
        ("![](folder.png)", "NN239"),
        ("![](pipe.png)", "NN239"),
        ("![](page.png)", "NN239"),
        ("![](script.png)", "NN239"),
        ("![](empty.png)", "NN239"),
        ("![](active.svg)", "NN239"),
        ("[x](text.mp3)", "NN239"),
        ("[x](picture.mp3)", "NN239"),
        ("![](SECRET)", "NN239"),
        ("![](../bio/cell.png)", "NN239"),
        ("![](img/%2e%2e/%2e%2e/x.png)", "NN239"),
        ("![](..\\x.png)", "NN239"),
        ("![](file:///etc/passwd)", "NN239"),
        ("![](/etc/passwd)", "NN239"),
        ("![](bio.yaml)", "NN239"),
        ("![](nowhere.png)", "NN238"),
        ("[x](nowhere.mp3)", "NN238"),
        ("![]()", "NN238"),
    ],
)
def test_what_must_not_be_read_is_an_error(secret: Path, answer: str, code: str) -> None:
    write_deck("A cell.")
    assert run("anki", "bio.yaml").exit_code == 0
    before = Path("build/bio.apkg").read_bytes()
    write_deck("Look:\n" + answer.replace("SECRET", str(secret / "secret.png")))
    result = run("build", "bio.yaml")
    assert result.exit_code == 1
    shown = re.compile(rf"^bio\.yaml:9:\d+: error {code} .*\n    .*\n    help: ", re.MULTILINE)
    assert shown.search(result.stderr), result.stderr
    assert Path("build/bio.apkg").read_bytes() == before


def test_signs_that_addresses_have_may_stand_in_names(folder: Path) -> None:
    for name, address in (
        ("a%20b.png", "a%20b.png"), ("100%.png", "100%.png"), ("x#1.png", "x%231.png"),
        ("y?.png", "y?.png"), ("n(1).png", "n(1).png"), ("&.png", "&amp;.png"), ("é.png", "é.png"),
    ):  # fmt: skip
        (folder / name).write_bytes(png(len(name)))
        assert answer_of(f"![]({address})").startswith("<p><img src="), name
        (folder / name).unlink()
    # One accent or two: what the text has, and what some systems make of it.
    (folder / "e\u0301.png").write_bytes(PNG)
    assert answer_of("![](é.png)").startswith("<p><img src=")
    assert run("check", "bio.yaml").output == "bio.yaml: no problem found\n"


def test_a_link_inside_of_the_folder_is_followed(secret: Path) -> None:
    assert answer_of("![](inner.png)") == '<p><img src="inner-#.png" alt=""></p>'


def test_a_source_without_its_pictures_makes_a_deck(folder: Path) -> None:
    text = "1. What is a leaf?\n\n   It is ![a leaf](leaf.png) green. [hear](leaf.mp3)\n"
    (folder / "a.md").write_text(text, "utf-8")
    assert run("ingest", "a.md", "--into", "bio.yaml").exit_code == 0
    result = run("build", "bio.yaml")
    assert result.exit_code == 0
    assert result.stderr.count("warning NN226") == 2
    assert '<span class="image">a leaf</span>' in fields()[0][1]


def test_what_a_variant_names_is_placed_at_the_variant(folder: Path) -> None:
    (folder / "a.md").write_text("1. What is a leaf?\n\n   It is green.\n", "utf-8")
    (folder / "b.md").write_text("1. What is a leaf?\n\n   It is ![x](no.png) so.\n", "utf-8")
    assert run("ingest", "a.md", "b.md", "--into", "bio.yaml").exit_code == 0
    generated = re.compile(r"(?<=answer: )\|-\n.*?(?=\n    variants)", re.DOTALL)
    text = generated.sub("x", Path("bio.yaml").read_text("utf-8"))
    Path("bio.yaml").write_text(text, "utf-8")
    (line,) = (n for n, line in enumerate(text.split("\n"), start=1) if "- from: b:" in line)
    assert f"bio.yaml:{line}:9: warning NN226" in run("check", "bio.yaml").stderr


def test_a_mark_without_a_file_stays_text(folder: Path) -> None:
    assert answer_of("Write [sound:x.mp3] or [sound:http://x/y.mp3] or [sound:].") == (
        "<p>Write &#91;sound:x.mp3] or &#91;sound:http://x/y.mp3] or &#91;sound:].</p>"
    )
    assert run("check", "bio.yaml").stderr == "1 info (-v shows them)\n"
    assert "info NN241" in run("check", "bio.yaml", "-v").stderr


def test_a_large_file_is_mentioned(folder: Path) -> None:
    with (folder / "film.mp4").open("wb") as file:
        file.write(b"\x00\x00\x00\x18ftypisom")
        file.truncate(130_000_000)
    write_deck("![](film.mp4)")
    result = run("check", "bio.yaml")
    assert result.exit_code == 0
    assert re.search(
        r"warning NN240 .*the sound “film.mp4” has 130 MB, and Anki syncs", result.stderr
    )


ADDRESS_PIECES = st.one_of(
    st.sampled_from(
        ".. . / // \\ %2e %2E%2e %2f %5c %00 \x00 ~ C: ? # file: http: img away link.png cell.png "
        "folder.png pipe.png loop.png secret.png bio.yaml \ud800 %ff \u202e".split(" ")
    ),
    st.text(max_size=4),
)


@given(st.lists(ADDRESS_PIECES, max_size=8).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_leads_out_of_the_folder(secret: Path, src: str) -> None:
    finder = MediaFinder(Path(), {SourceId("s"): "img/s.md"})
    found = finder.find(Reference(src, 0), (SourceId("s"),))
    if isinstance(found, Found):
        with finder.folder.open(found.file.path) as file:
            assert file.read() in (PNG, png(1), MP3, wav(), SVG)


def test_a_folder_that_became_a_link_is_not_followed(secret: Path) -> None:
    """Between looking at a path and opening it, somebody exchanges a folder for a link."""
    folder = MediaFolder(Path())
    real = os.path.realpath
    (Path("img") / "secret.png").write_bytes(PNG)

    def exchange(path: Any) -> str:
        found = real(path)
        if str(path).endswith("secret.png"):
            Path("img").rename("was")
            Path("img").symlink_to(secret)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os.path, "realpath", exchange)
        with pytest.raises(OSError, match="img"):
            folder.open("img/secret.png")


def test_a_file_that_changes_is_an_error(folder: Path) -> None:
    deck = Deck("bio", "Bio", notes=(Note(NoteId("a"), "Q", "![](cell.png)"),))
    ((_, file),) = collect_media(deck, folder).files.items()
    reading = read_unchanged(MediaFolder(folder), file)
    (folder / "cell.png").write_bytes(png(5))
    with pytest.raises(FileError, match="changed while the package was written"):
        b"".join(reading)
    (folder / "cell.png").unlink()
    with pytest.raises(FileError, match=r"cell\.png"):
        b"".join(read_unchanged(MediaFolder(folder), file))


def test_a_package_that_cannot_be_finished_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_of("![](cell.png)")
    before = Path("build/bio.apkg").read_bytes()
    write_deck("![](cell.png) and more")
    whole = building._contents

    def torn(job: Any) -> Any:
        (folder / "cell.png").write_bytes(png(5))
        return whole(job)

    monkeypatch.setattr(building, "_contents", torn)
    result = run("anki", "bio.yaml")
    assert result.exit_code == 1
    assert "cell.png: error: changed while the package was written" in result.stderr
    assert Path("build/bio.apkg").read_bytes() == before
    assert [path.name for path in Path("build").glob(".bio.apkg*")] == []


def test_a_pipe_does_not_make_the_build_wait(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")

    def open_it() -> None:
        with pytest.raises(Refused):
            MediaFolder(folder).open("pipe.png")

    thread = threading.Thread(target=open_it, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (PNG, "PNG"), (b"\xff\xd8\xff\xe0..JFIF", "JPEG"), (b"GIF89a..", "GIF"),
        (b"RIFF....WEBPVP8 ", "WebP"), (b"\0\0\0\x20ftypavif", "AVIF"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "BMP"), (SVG, "SVG"), (b"\xef\xbb\xbf \n<svg/>", "SVG"),
        (wav(), "WAV"), (MP3, "MP3"), (b"\xff\xfb\x90\x00", "MP3"), (b"\xff\xf1\x50\x80", "AAC"),
        (b"OggS\0", "Ogg"), (b"fLaC\0", "FLAC"), (b"\0\0\0\x18ftypM4A ", "MP4"),
        (b"\0\0\0\x14ftypqt  ", "MP4"), (b"\x1a\x45\xdf\xa3..webm", "Matroska"),
        (b"", ""), (b"\xff\xfe<\0s\0v\0g\0", ""), (b"\xff\xfea\0b\0", ""), (b"%PDF-1.7", ""),
        (b"<html><body>", ""),
        (b"\0\0\0\x18ftypheic", ""), (b"II*\0", ""), (b"MZ\x90\0", ""), (b"\xff\xff\xff\xff", ""),
        (b"text <svg>", ""), (b"PK\x03\x04", ""), (b"\x1f\x8b\x08", ""),
    ],
)  # fmt: skip
def test_kinds_are_told_by_contents(head: bytes, expected: str) -> None:
    kind = kind_of(head)
    assert (kind.name if kind else "") == expected


def test_a_plain_svg_is_shown() -> None:
    assert svg_fault(io.BytesIO(SVG)) == ""
    old = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/svg11.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg"'
        b' xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:grid x="1"/><metadata>'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata></svg>'
    )
    assert svg_fault(io.BytesIO(old)) == ""


SVG_ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script elsewhere": '<script href="https://x.example/a.js"/>',
    "handler": '<rect onload="alert(1)"/>',
    "handler of any case": '<rect ONCLICK="alert(1)"/>',
    "handler of a namespace": '<rect xmlns:e="http://www.w3.org/2001/xml-events" e:onload="x"/>',
    "page": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "page without a wrapper": '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    "frame": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://x.example"/>',
    "link that runs": '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    "link that runs, with blanks": '<a xlink:href=" java&#10;script:alert(1)"/>',
    "remote picture": '<image href="https://x.example/a.png"/>',
    "remote picture without a scheme": '<image xlink:href="//x.example/a.png"/>',
    "local file": '<image href="file:///etc/passwd"/>',
    "drawing in a drawing": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "page in a picture": '<image href="data:text/html,x"/>',
    "use of another file": '<use href="other.svg#a"/>',
    "remote fill": '<rect fill="url(https://x.example/a.svg#g)"/>',
    "remote fill in quotes": "<rect fill=\"url( 'https://x.example/a.svg#g')\"/>",
    "remote style": '<rect style="background:URL(https://x.example/a.png)"/>',
    "import": "<style>@import 'https://x.example/a.css';</style>",
    "remote font": "<style>@font-face{src:url(https://x.example/a.woff)}</style>",
    "escaped url": "<style>a{fill:u\\72l(https://x.example/a)}</style>",
    "style in data": "<style><![CDATA[a{fill:url(//x.example/a)}]]></style>",
    "animation of an address": '<animate attributeName="href" values="#a;javascript:alert(1)"/>',
    "set": '<set attributeName="href" to="javascript:alert(1)"/>',
    "event handler": '<handler type="text/javascript">x</handler>',
    "stylesheet": "</svg><?xml-stylesheet href='https://x.example/a.css'?><svg>",
    "broken": "<g>",
}


@pytest.mark.parametrize("inside", SVG_ATTACKS.values(), ids=SVG_ATTACKS)
def test_an_svg_that_does_more_is_refused(inside: str) -> None:
    text = SVG.decode().replace("<rect", inside + "<rect", 1)
    assert svg_fault(io.BytesIO(text.encode())) != ""
    assert svg_fault(io.BytesIO(text.encode("utf-16"))) != ""


def test_an_svg_that_explodes_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;">]>'
    text = f'{bomb}<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
    assert "entity" in svg_fault(io.BytesIO(text.encode()))
    assert svg_fault(io.BytesIO(b"<html><svg/></html>")) != ""
    assert svg_fault(io.BytesIO(b"<svg></svg>")) != ""


# --- packages ------------------------------------------------------------------------------------


def test_equal_decks_give_equal_bytes_and_a_second_build_nothing(folder: Path) -> None:
    answer_of("![](cell.png) ![](drawing.svg) [x](word.mp3)")
    first = Path("build/bio.apkg").read_bytes()
    assert "up to date" in run("build", "bio.yaml", "--to", "anki").stdout
    Path("build/bio.apkg").unlink()
    for path in folder.rglob("*.png"):
        os.utime(path, (1, 1))
    assert run("build", "bio.yaml", "--to", "anki", "--frozen").exit_code == 0
    assert Path("build/bio.apkg").read_bytes() == first


def test_a_changed_picture_is_a_changed_note(folder: Path) -> None:
    answer_of("![](cell.png)")
    (folder / "img" / "Leaf One.PNG").write_bytes(png(99))
    assert "up to date" in run("build", "bio.yaml", "--to", "anki").stdout
    (folder / "cell.png").write_bytes(png(2))
    assert "~ cell" in run("diff", "bio.yaml").stdout
    assert run("build", "bio.yaml", "--to", "anki", "--frozen").exit_code == 1
    assert run("build", "bio.yaml", "--to", "anki").exit_code == 0
    assert set(media().values()) == {png(2)}


def test_a_film_does_not_stand_in_memory(tmp_path: Path) -> None:
    size, chunk = 64_000_000, bytes(1 << 20)
    name = "film-0.mp4"

    def read() -> Any:
        for start in range(0, size, len(chunk)):
            yield chunk[: size - start]

    note = Note(NoteId("a"), "Q", "![](film.mp4)")
    file = MediaFile("film.mp4", "MP4", ".mp4", True, False, size, "0" * 64)
    deck = Deck("bio", "Bio", notes=(note,))
    rendered, _ = render_notes(deck, DeckMedia({((note.id, 0), "film.mp4"): file}))
    lock = stamp_notes(Lock("bio"), exported_hashes(rendered), note_type_hashes(), 1_790_000_000)
    (name,) = rendered[0].media
    tracemalloc.start()
    try:
        with (tmp_path / "x.apkg").open("wb") as target:
            write_package(target, deck, rendered, lock, {name: Contents(size, False, read)})
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()
    with zipfile.ZipFile(tmp_path / "x.apkg") as package:
        assert package.testzip() is None
        assert package.getinfo("0").file_size == size


def test_a_finder_looks_at_each_file_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = MediaFolder.open
    monkeypatch.setattr(
        MediaFolder, "open", lambda self, path: opened.append(path) or real(self, path)
    )
    deck = Deck("b", "B", sources=(Source(SourceId("s"), "img/s.md"),))
    finder = finder_of(deck, folder)
    for text in ("![](cell.png)", "![x](./cell.png)", "![](../cell.png)"):
        for reference in media_references(text):
            finder.find(reference, (), (SourceId("s"),))
    assert opened == ["cell.png"]


# --- sources from elsewhere ----------------------------------------------------------------------

ELSEWHERE = """\
1. What is a leaf?

   ![a leaf](img/leaf.png) [hear](leaf.mp3) ![up](../up.png) ![no](page.png)

2. What is a root?

   A part of a plant.
"""


@pytest.fixture
def elsewhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    outside = tmp_path_factory.mktemp("elsewhere")
    (outside / "notes" / "img").mkdir(parents=True)
    (outside / "notes" / "a.md").write_text(ELSEWHERE, "utf-8")
    (outside / "notes" / "img" / "leaf.png").write_bytes(png(11))
    (outside / "notes" / "leaf.mp3").write_bytes(MP3)
    (outside / "notes" / "page.png").write_bytes(b"<html>")
    (outside / "up.png").write_bytes(png(12))
    return outside


def test_a_copied_source_brings_its_pictures(folder: Path, elsewhere: Path) -> None:
    result = run("ingest", str(elsewhere / "notes" / "a.md"), "--into", "bio.yaml")
    assert "wrote sources/img/leaf.png\n" in result.stdout
    copied = {str(path.relative_to("sources")) for path in Path("sources").rglob("*.*")}
    assert copied == {"a.md", "copies.sha256", "img/leaf.png", "leaf.mp3"}
    # What is above the folder, and what is no picture, stays where it is.
    assert re.findall("NN226 .* “(.*?)”", result.stderr) == ["../up.png", "page.png"]
    assert run("anki", "bio.yaml").exit_code == 0
    assert set(media().values()) == {png(11), MP3}
    again = run("ingest", str(elsewhere / "notes" / "a.md"), "--into", "bio.yaml")
    assert "leaf" not in again.stdout


def test_a_copied_folder_brings_its_pictures(folder: Path, elsewhere: Path) -> None:
    assert run("ingest", str(elsewhere), "--into", "bio.yaml").exit_code == 0
    name = elsewhere.name
    assert Path(f"sources/{name}/up.png").read_bytes() == png(12)
    assert run("anki", "bio.yaml").exit_code == 0
    assert set(media().values()) == {png(11), png(12), MP3}


def test_a_picture_that_is_there_is_not_overwritten(folder: Path, elsewhere: Path) -> None:
    (folder / "sources" / "img").mkdir(parents=True)
    (folder / "sources" / "img" / "leaf.png").write_bytes(png(13))
    result = run("ingest", str(elsewhere / "notes" / "a.md"), "--into", "bio.yaml")
    assert result.exit_code == 0
    assert "a.md: warning NN027 picture-not-copied: “img/leaf.png”" in result.stderr
    assert Path("sources/img/leaf.png").read_bytes() == png(13)


def test_a_link_does_not_bring_files_of_elsewhere(folder: Path, elsewhere: Path) -> None:
    (elsewhere / "notes" / "img" / "leaf.png").unlink()
    (elsewhere / "notes" / "img" / "leaf.png").symlink_to(elsewhere / "up.png")
    run("ingest", str(elsewhere / "notes" / "a.md"), "--into", "bio.yaml")
    assert not Path("sources/img").exists()


# --- the real Anki -------------------------------------------------------------------------------


def test_anki_has_each_file_and_no_other(folder: Path, learner: Any) -> None:
    answer_of(
        '![src=fake.png](cell.png) <img src="drawing.svg" width="9"> [hear](word.mp3)\n\n'
        '`<img src=code.png>` and [sound:none.mp3] and src="x.png" and ![](img/Leaf%20One.PNG)'
    )
    assert learner.read_package(Path("build/bio.apkg").read_bytes()) == {"new": 1}
    result = learner.collection.media.check()
    assert (list(result.missing), list(result.unused)) == ([], [])
    folder_of_anki = Path(learner.collection.media.dir())
    stored = {path.name: path.read_bytes() for path in folder_of_anki.iterdir()}
    assert stored == media()
    (card,) = learner.cards()
    tags = card.answer_av_tags()
    assert [tag.filename for tag in tags] == [name for name in stored if name.endswith(".mp3")]

    (folder / "cell.png").write_bytes(png(77))
    assert run("anki", "bio.yaml").exit_code == 0
    assert learner.read_package(Path("build/bio.apkg").read_bytes()) == {"updated": 1}
    (name,) = (name for name in media() if name.startswith("cell-"))
    assert name in learner.cards()[0].note().fields[1]
    assert (folder_of_anki / name).read_bytes() == png(77)
    result = learner.collection.media.check()
    assert list(result.missing) == []
    # The picture before: Anki keeps it until the learner empties the unused files.
    assert len(result.unused) == 1
    assert learner.read_package(Path("build/bio.apkg").read_bytes()) == {"same": 1}


# --- the Markdown page ---------------------------------------------------------------------------


def page(answer: str) -> str:
    write_deck(answer)
    assert run("markdown", "bio.yaml", "-o", "pages/of/bio.md").exit_code == 0
    return Path("pages/of/bio.md").read_text("utf-8").partition("## What is this?\n\n")[2].strip()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('![a](cell.png "t")', '![a](../../cell.png "t")'),
        ("![](<img/Leaf One.PNG>)", "![](../../img/Leaf%20One.PNG)"),
        ("![](./img\\Leaf%20One.PNG) x", "![](../../img/Leaf%20One.PNG) x"),
        ("<img width=9 src='cell.png' alt=\"a\">", '<img width=9 src="../../cell.png" alt="a">'),
        ("[hear](word.mp3) [read](cell.md)", "[hear](../../word.mp3) [read](cell.md)"),
        ("[![a](cell.png)](https://x.example)", "[![a](../../cell.png)](https://x.example)"),
        ("`![a](cell.png)` ![a](cell.png)", "`![a](cell.png)` ![a](../../cell.png)"),
        ("\\![a](cell.png) ![a](cell.png)", "\\![a](../../cell.png) ![a](../../cell.png)"),
        (
            "x\n\n    ![](cell.png)\n\n![](cell.png)",
            "x\n\n    ![](cell.png)\n\n![](../../cell.png)",
        ),
        ("![a](https://x.example/cell.png)", "![a](https://x.example/cell.png)"),
        ("![a](cell.png) ![a](cell.png)", "![a](../../cell.png) ![a](../../cell.png)"),
    ],
)
def test_a_page_finds_its_pictures(folder: Path, answer: str, expected: str) -> None:
    assert page(answer) == expected


def test_a_page_beside_the_deck_stays_as_it_is(folder: Path) -> None:
    write_deck("![a](cell.png)")
    assert run("markdown", "bio.yaml", "-o", "bio.md").exit_code == 0
    assert "\n![a](cell.png)\n" in Path("bio.md").read_text("utf-8")


def test_a_page_follows_a_picture_to_its_source(folder: Path) -> None:
    (folder / "img" / "a.md").write_text(
        "1. What is ![it](<Leaf One.PNG>)?\n\n   A leaf: ![one](Leaf%20One.PNG)\n", "utf-8"
    )
    assert run("ingest", "img/a.md", "--into", "bio.yaml").exit_code == 0
    assert run("build", "bio.yaml", "--to", "markdown").exit_code == 0
    assert Path("build/bio.md").read_text("utf-8").count("(../img/Leaf%20One.PNG)") == 2
    assert "up to date" in run("build", "bio.yaml", "--to", "markdown").stdout
