"""How pictures of cards are made; a small script plays the browser."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from nnexport.deck import markup
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId, Section, SectionId
from nnexport.exporters.anki import render_notes
from nnexport.media.finding import collect_media
from tests.pictures.__main__ import SHIPPED, SHOW, card_pictures
from tests.pictures.browser import MISSING, Browser, find_chromium
from tests.pictures.cards import Card, Side, read_deck, render_cards, telling
from tests.pictures.contact_sheet import Picture, make_contact_sheet
from tests.pictures.page import DESKTOP, PHONE, SCREENS, make_page
from tests.pictures.sheets import sheet_pictures
from tests.pictures.typst_sheets import write_typst

CLOCK = 1_763_719_200

# Answers each call; the page that it shows is 500 px wide and 700 px high.
FAKE_BROWSER = """
import base64, json, os
calls, answers = os.fdopen(3, "rb", 0), os.fdopen(4, "wb", 0)
def send(message): answers.write(json.dumps(message).encode() + b"\\0")
received, size, unfold = b"", None, False
while True:
    received += calls.read(65536)
    while b"\\0" in received:
        text, _, received = received.partition(b"\\0")
        call = json.loads(text)
        method, given, result = call["method"], call["params"], {}
        if method == "Target.createTarget": result = {"targetId": "t"}
        if method == "Target.attachToTarget": result = {"sessionId": "s"}
        if method == "Emulation.setDeviceMetricsOverride": size = given["width"], given["height"]
        if method == "Runtime.evaluate":
            unfold = "true ?" in given["expression"]
            result = {"result": {"value": [500, 700, ["no", "no"]]}}
        if method == "Page.captureScreenshot":
            data = json.dumps([*size, unfold]).encode()
            result = {"data": base64.b64encode(data).decode()}
        if "nowhere" in given.get("url", ""):
            send({"id": call["id"], "error": {"message": "not there"}})
            continue
        send({"id": call["id"], "result": result})
        if method == "Page.navigate": send({"method": "Page.loadEventFired"})
        if method == "Browser.close": raise SystemExit
"""


@pytest.fixture
def browser_program(tmp_path: Path) -> str:
    script = tmp_path / "chromium"
    program = tmp_path / "browser.py"
    program.write_text(FAKE_BROWSER, "utf-8")
    # A line "#!" takes no program with a space in its path.
    command = shlex.join([sys.executable, str(program)])
    script.write_text(f"#!/bin/sh\nexec {command}\n", "utf-8")
    script.chmod(0o755)
    return str(script)


def test_picture_is_as_long_as_the_page(browser_program: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with Browser(browser_program, tmp_path / "profile") as browser:
        assert browser.picture(page, 390, 600, scale=2) == (
            b"[390, 700, false]",
            ("scrolls sideways", "a formula is not set: no"),
        )
        assert browser.picture(page, 1000, 900, scale=1, unfold=True) == (
            b"[1000, 900, true]",
            ("a formula is not set: no",),
        )
        with pytest.raises(RuntimeError, match="not there"):
            browser.picture(tmp_path / "nowhere.html", 390, 600, scale=1)


def test_each_side_has_a_picture_for_each_screen_and_mode(
    browser_program: str, tmp_path: Path
) -> None:
    cards = (Card("a", (Side("front", "Q"), Side("open", "A <details></details>"))),)
    with Browser(browser_program, tmp_path / "profile") as browser:
        pictures = list(card_pictures(browser, "show", cards, tmp_path, tmp_path, None))
    assert len({picture.file for picture in pictures}) == 2 * 2 * 2
    wide = {picture.file for picture in pictures if "sideways" in picture.remark}
    assert wide == {picture.file for picture in pictures if "phone" in picture.file}
    for picture in pictures:
        shown = (tmp_path / picture.file).read_text("utf-8")
        assert shown.endswith(f"{str('open' in picture.file).lower()}]")


def test_missing_browser_is_named_in_one_sentence(tmp_path: Path) -> None:
    for variables in ({"PATH": str(tmp_path)}, {"CHROMIUM": str(tmp_path / "none")}):
        environment = {name: text for name, text in os.environ.items() if name != "CHROMIUM"}
        result = subprocess.run(
            [sys.executable, "-m", "tests.pictures", "--to", str(tmp_path / "pictures")],
            cwd=SHIPPED.parents[1],
            env=environment | variables,
            capture_output=True,
            encoding="utf-8",
        )
        assert (result.returncode, result.stdout, result.stderr) == (1, "", MISSING + "\n")
        assert not (tmp_path / "pictures").exists()


def test_browser_is_found_by_its_name_or_on_the_path(
    browser_program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", browser_program)
    assert find_chromium() == browser_program
    monkeypatch.setenv("CHROMIUM", "")
    monkeypatch.setenv("PATH", str(Path(browser_program).parent))
    assert find_chromium() == browser_program


def test_page_has_the_classes_of_its_client_and_mode() -> None:
    phone = make_page("<b>x</b>", PHONE, night=False, web=None)
    assert '<html class="mobile android linux js chrome">' in phone
    assert '<body class="card card1">' in phone
    assert "margin: .5em" in phone
    desktop = make_page("<b>x</b>", DESKTOP, night=True, web=None)
    assert 'night-mode" data-bs-theme="dark">' in desktop
    assert 'fancy nightMode night_mode">' in desktop
    assert "<script" not in phone + desktop
    sound = make_page("[anki:play:a:0]", DESKTOP, night=True, web=None)
    assert '<a class="replay-button"' in sound
    assert "anki:play" not in sound
    assert "<b>x</b>" in phone
    assert "<b>x</b>" in desktop


def test_page_takes_the_stylesheets_of_anki_for_the_desktop_only(tmp_path: Path) -> None:
    desktop = make_page("", DESKTOP, night=False, web=tmp_path)
    assert re.findall(r'href="[^"]*/(css/\w+\.css)"', desktop) == [
        "css/webview.css",
        "css/reviewer.css",
    ]
    assert 'rel="stylesheet"' not in make_page("", PHONE, night=False, web=tmp_path)
    for screen in SCREENS:
        assert "tex-chtml-full.js" in make_page("", screen, night=False, web=tmp_path)


class Images(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.append(dict(attrs)["src"] or "")


def test_contact_sheet_shows_every_picture_once_by_card() -> None:
    pictures = [
        Picture("a-1.png", "a <1>", "front", 390),
        Picture("b.png", "b", "front", 390),
        Picture("a-2.png", "a <1>", "back", 390, "scrolls sideways"),
    ]
    sheet = make_contact_sheet(pictures, ["No & such"])
    assert Images(sheet).sources == ["a-1.png", "a-2.png", "b.png"]
    assert sheet.count("a &lt;1&gt;") == 1
    assert "<p>No &amp; such</p>" in sheet
    assert "back <b>scrolls sideways</b>" in sheet


def blocks_of(text: str) -> set[type]:
    return {type(block) for block in parse_blocks(text)}


def test_show_deck_has_everything_and_loses_nothing() -> None:
    deck = read_deck(SHOW)
    rendered, problems = render_notes(deck, collect_media(deck, SHOW.parent))
    assert problems == ()
    assert {note.kind for note in rendered} == {"basic", "cloze"}
    assert set().union(*(blocks_of(note.answer) for note in deck.notes)) == {
        markup.Paragraph,
        markup.Heading,
        markup.BulletList,
        markup.OrderedList,
        markup.CodeBlock,
        markup.MathBlock,
        markup.Quote,
        markup.Table,
        markup.ThematicBreak,
    }


def test_telling_notes_are_the_shortest_the_longest_and_one_of_each_kind() -> None:
    deck = read_deck(SHIPPED)
    few = telling(deck)
    sizes = [len(note.answer) for note in deck.notes]
    assert {min(sizes), max(sizes)} <= {len(note.answer) for note in few.notes}
    assert 3 <= len(few.notes) <= 7
    assert [note for note in deck.notes if note in few.notes] == list(few.notes)


def test_sides_are_what_anki_shows(anki_library: Any, tmp_path: Path) -> None:
    rendered = render_cards(read_deck(SHOW), SHOW.parent, tmp_path, CLOCK)
    cards = {card.name: card for card in rendered}
    assert {"cloze", "cloze-2", "short"} <= cards.keys()
    assert [side.name for side in cards["short"].sides] == ["front", "back", "open"]
    assert [side.name for side in cards["choices"].sides] == ["front", "back"]
    front, back = cards["cloze-2"].sides
    assert "[...]" in front.html
    assert ">Paris<" not in front.html
    assert 'data-ordinal="2">Paris</span>' in back.html
    named = re.findall(
        r'<img src="([^"]+)"', "".join(side.html for side in cards["drawings"].sides)
    )
    assert {*named} == {path.name for path in tmp_path.iterdir()}
    assert len({*named}) == 2


def test_each_layout_has_a_picture(tmp_path: Path) -> None:
    pictures = list(sheet_pictures(read_deck(SHOW), tmp_path, has_typst=False))
    assert {picture.group for picture in pictures} == {f"show: {layout}" for layout in LAYOUTS}
    assert all((tmp_path / each.file).read_bytes().startswith(b"\x89PNG") for each in pictures)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_typst_gets_all_text_of_a_deck(layout: str) -> None:
    answer = "It is #this, **really**.\n\n- a\n- b\n\n| h |\n|---|\n| c |\n\n```\n]x[\n```"
    section = Section(SectionId("s"), "First [part")
    note = Note(NoteId("n"), 'What is "it"?', answer, "7", section=section.id)
    source = write_typst(Deck("d", "D", sections=(section,), notes=(note,)), layout)
    said = ['"7"', '"First [part"', '"What is \\"it\\"?"', '"It is #this, "', '"really"', '"a"',
            '"b"', '"h"', '"c"', '"]x["']  # fmt: skip
    assert [source.find(text) for text in said] == sorted(source.find(text) for text in said)
    assert -1 not in {source.find(text) for text in said}


def test_typst_gets_every_kind_of_block() -> None:
    source = write_typst(read_deck(SHOW), "study")
    for call in ("list", "enum", "raw", "table", "quote", "line", "strong", "emph", "underline"):
        assert f"#{call}(" in source or f"#{call}[" in source
