"""Texts that attack whoever opens the deck, through every reader, down to the cards.

Nothing here trusts our HTML: it is read by a strict reader (``screen``), by the HTML5 parser of
nh3, which browsers' parsers agree with, and by Anki itself.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId, Source, SourceId
from nnexport.deck.lock import Lock
from nnexport.deck.text import clean_line, clean_text
from nnexport.exporters.anki import export_anki
from nnexport.exporters.anki.html import render_markdown
from nnexport.exporters.anki.media import Packed
from tests.attacks import ATTACKS
from tests.package_fields import read_descriptions, read_fields
from tests.test_cli import run

MARKUP = {
    "a": {"href"}, "code": {"class"}, "div": {"class", "dir"}, "img": {"src", "alt", "title",
    "width", "height"}, "li": set(), "ol": {"start", "class"}, "span": {"class"}, "td": {"class"},
    "th": {"class"}, "ul": {"class"}, "pre": {"class"},
    **{tag: set() for tag in "b blockquote br em h1 h2 h3 h4 h5 h6 hr kbd mark p s small strong sub"
       " sup table tbody thead tr".split()},
}  # fmt: skip
"""All that a field may have."""

_FOR_ANKI = re.compile(r"\{\{|\[(?:sound:|anki:|\[type:|/?latex\]|/?\$\$?\])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


_ACTS = re.compile(
    r"\\(?:href(?!\{https?:|\{mailto:)|style|cssId|class|mmlToken|bbox\[[^]]*:|unicode\[)"
    r"|\\(?:def|newcommand)\{?\\(?:frac|sum)"
)


_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\\[(\[].*\Z", re.DOTALL)


def formulas(field: str) -> list[str]:
    """Return what MathJax will find in the texts of a field, which are no code."""
    found: list[str] = []
    open_tags: list[object] = []
    for kind, what, *_ in Events(field).found:
        if kind == "<" and what in ("code", "pre"):
            open_tags.append(what)
        elif kind == ">" and what in open_tags:
            open_tags.remove(what)
        elif kind == "text" and not open_tags:
            found += _FORMULA.findall(str(what))
    return found


class Events(HTMLParser):
    """What a document is, whatever its entities look like: a list of tags and texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("<", tag, sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((">", tag))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "text":
            data = f"{self.found.pop()[1]}{data}"
        self.found.append(("text", data))


def assert_inert(field: str, shown: str = "") -> None:
    """Fail if a field holds anything but text, the elements of ``MARKUP`` and a file ``shown``."""
    cleaned = nh3.clean(
        field, tags=set(MARKUP), attributes=MARKUP, url_schemes={"http", "https", "mailto"},
        link_rel=None, strip_comments=False,
    )  # fmt: skip
    assert Events(cleaned).found == Events(field).found
    # In a formula, braces may stand beside each other: there, only deletions mean anything.
    assert not re.search(r"\{\{c\d", field), field
    assert not _FOR_ANKI.search(_FORMULA.sub("…", field)), field
    assert not _CONTROL.search(field), field
    # Attacks name no picture that is there; where one is, its name is ours.
    for event in Events(field).found:
        assert event[:2] != ("<", "img") or dict(event[2])["src"] in shown  # type: ignore[call-overload]
    for formula in formulas(field):
        assert not _ACTS.search(formula), formula


# --- through the readers -------------------------------------------------------------------------


def as_text(attacks: list[str]) -> str:
    return "".join(
        f"{n}. What is attack {n} {a.partition(chr(10))[0]} about?\nIt is {a} in the answer.\n\n"
        for n, a in enumerate(attacks, 1)
    )


def as_markdown(attacks: list[str]) -> str:
    return "".join(
        f"## {n}. What is attack {n} {a.partition(chr(10))[0]} about?\n\nIt is here:\n\n{a}\n\n"
        for n, a in enumerate(attacks, 1)
    )


def as_html(attacks: list[str]) -> str:
    items = (
        f"<h3>{n}. What is attack {n}? {a}</h3>\n<p>It is here: {a}</p><p>{html.escape(a)}</p>"
        f"<pre><code>{html.escape(a)}</code></pre>\n"
        for n, a in enumerate(attacks, 1)
    )
    return f"<html><head><title>{attacks[0]}</title></head><body>{''.join(items)}</body></html>"


def as_csv(attacks: list[str]) -> str:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["question", "answer", "section", "tags"])
    for n, a in enumerate(attacks, 1):
        rows.writerow([f"What is attack {n} {a} about?", f"It is {a} here.", a, a])
    return file.getvalue()


def as_notebook(attacks: list[str]) -> str:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": as_markdown([a]).replace("1", str(n))}
        for n, a in enumerate(attacks, 1)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


FORMATS = {
    "txt": as_text, "md": as_markdown, "html": as_html, "csv": as_csv, "ipynb": as_notebook
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_no_source_puts_anything_but_text_on_a_card(folder: Path, name: str) -> None:
    """Each attack is a source of its own, so that none hides what is behind it."""
    shown = 0
    for number, attack in enumerate(ATTACKS.values()):
        # NUL says that a file is no text at all.
        text = FORMATS[name]([attack.replace("\x00", ""), "a plain one"])
        path = folder / f"{number}.{name}"
        path.write_text(text, "utf-8")
        run("ingest", path.name, "--into", f"{number}.yaml")
        if not Path(f"{number}.yaml").exists():
            continue  # An open <style> hides the rest of a page, as it does in a browser.
        result = run("anki", f"{number}.yaml")
        assert result.exit_code == 0, (attack, result.output)
        notes = read_fields(Path(f"build/{number}.apkg"))
        shown += len(notes)
        for fields in notes:
            assert len(fields) == 10
            for field in fields:
                assert_inert(field)
    assert shown > len(ATTACKS)


def test_all_attacks_in_one_deck_are_inert_in_anki(folder: Path, learner: Any) -> None:
    (folder / "a.md").write_text(as_markdown(list(ATTACKS.values())).replace("\x00", ""), "utf-8")
    run("ingest", "a.md", "--into", "a.yaml")
    assert run("anki", "a.yaml").exit_code == 0
    learner.read_package(Path("build/a.apkg").read_bytes())
    assert len(learner.cards()) > len(ATTACKS) / 2
    for card in learner.cards():
        assert not card.question_av_tags() + card.answer_av_tags()
        learner.collection._backend.render_existing_card(
            card_id=card.id, browser=False, partial_render=False
        )
    found = learner.collection.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])


# --- what a deck says about itself ---------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_names_are_text_and_nothing_else(attack: str) -> None:
    line, tag = clean_line(attack), re.sub(r"\s+", "-", clean_line(attack))
    note = Note(
        NoteId("a"), "What is it?", clean_text(attack), section=SectionId("s"), tags=(tag, "t")
    )
    deck = Deck(
        "d", line, anki=line, tags=(tag,), sources=(Source(SourceId("s"), "s.txt", title=line),),
        sections=(Section(SectionId("s"), line),), notes=(note,), subdecks=True,
    )  # fmt: skip
    loaded, problems = load_deck(dump_deck(deck), "d.yaml")
    assert loaded is not None, problems
    export = export_anki(loaded.deck, Lock("d"), 1_790_000_000)
    if not export.rendered:
        assert not re.search(r"\w", attack)
        return
    (rendered,) = export.rendered
    for field in rendered.fields:
        assert_inert(field)
    for tag in rendered.tags:
        assert re.fullmatch(r"[\w.+:\u0300-\u036f-]+", tag), tag
    assert not _CONTROL.search(rendered.deck_name)
    for described in read_descriptions(export.package):
        assert_inert(described)


# --- made-up markup ------------------------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from(list(ATTACKS.values())),
    st.sampled_from(
        "< > & \" ' ` * _ ~ $ \\ { } [ ] ( ) ! # | = - + : / <b> </b> <i> <br> <img </ /> --> <!-- "
        "]]> ![ ]( ) [sound: {{ }} {{c1:: :: \\( \\) \\[ \\] $$ ``` src= href= javascript: &#x "
        "&lt; https://x.example/ \n \n\n \t onload= style= == ~~ 1. \x1f \u202e \u200b a.png".split(
            " "
        )
    ),
    st.text(max_size=6),
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_markup_puts_anything_but_text_on_a_card(text: str) -> None:
    assert_inert(render_markdown(text).html)


@given(st.lists(PIECES, max_size=15).map("".join))
def test_a_deletion_changes_nothing_of_that(text: str) -> None:
    field = render_markdown(text, cloze=True).html
    # Of the braces, only those of deletions are alive, and these are in pairs.
    marks = re.findall(r"\{\{c[1-9]\d?::|\}\}", field)
    assert sum(1 if mark[0] == "{" else -1 for mark in marks) == 0
    assert_inert(re.sub(r"\{\{c[1-9]\d?::|\}\}", "", field))


@given(st.lists(PIECES, max_size=15).map("".join), st.booleans())
def test_a_picture_that_is_there_changes_nothing_of_that(text: str, is_sound: bool) -> None:
    """Whatever an address is, a file is found for it."""
    packed = Packed("cell-3fa9c1ab.png", is_sound)
    field = render_markdown(text, find=lambda src: packed).html
    assert_inert(field.replace("[sound:cell-3fa9c1ab.png]", ""), packed.name)
