"""The Anki exporter: what stands on the cards, and what the real Anki makes of a package."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import nnexport
from nnexport.deck import markup
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, Place, Section, Source, Variant
from nnexport.deck.lock import Lock, NoteTypeStamp, locked_notes
from nnexport.deck.tags import clean_tags
from nnexport.errors import NnexportError
from nnexport.exporters.anki import (
    build_package,
    diff_against_lock,
    diff_to_json,
    export_anki,
    exported_hash,
    format_diff,
    is_reserved_name,
    note_types,
    render_notes,
    stamp_rendered,
)
from nnexport.exporters.anki.decks import anki_deck_name, describe_deck, section_deck_names
from nnexport.exporters.anki.html import render_markdown, render_question
from nnexport.exporters.anki.shield import escape_text

CASES = Path(__file__).parent / "cases" / "anki"
CASE_NAMES = sorted(path.stem for path in CASES.glob("*.md"))
CLOCK = 1_763_719_200  # 2025-11-21T10:00:00Z, in the past: Anki compares it with its own clock

A = Source("a", "sources/a.txt", title="Answers A")
B = Source("b", "sources/b.txt")


def variant(source, text):
    return Variant(Place(source, ((1, 2),)), text)


def deck_of(*notes, **fields):
    return replace(Deck("biology", "Biology", sources=(A, B), notes=notes), **fields)


def numbered_deck(size=50):
    """A deck whose order is not that of its ids."""
    notes = (
        Note(f"note-{(7 * n) % size}", f"What is {n}?", f"It is **{n}**.", tags=("numbers::all",))
        for n in range(size)
    )
    return deck_of(*notes, anki="Science::Biology", tags=("biology",))


def sectioned_deck(**fields):
    sections = (Section("cells", "Cells"), Section("other", "A::B <i>"))
    parts = {"a": "cells", "b": "other", "c": "cells"}
    notes = [Note(key, f"What is {key}?", f"A {key}.", section=parts[key]) for key in parts]
    return deck_of(*notes, sections=sections, tags=("biology",), **fields)


def edited(deck, note_id, **changes):
    notes = tuple(replace(note, **changes) if note.id == note_id else note for note in deck.notes)
    return replace(deck, notes=notes)


def only(deck):
    ((rendered,), problems) = render_notes(deck)
    return rendered, problems


# --- HTML: expected files ------------------------------------------------------------------------


def test_there_are_cases_and_each_has_its_pair():
    assert CASE_NAMES
    assert sorted(path.stem for path in CASES.iterdir()) == sorted(CASE_NAMES * 2)


@pytest.mark.parametrize("name", CASE_NAMES)
def test_markdown_becomes_the_expected_html(name):
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    expected = CASES / f"{name}.html"
    rendered = render_markdown(text)
    lines = [rendered.html, *(f"<!-- {loss.code} {loss.message} -->" for loss in rendered.losses)]
    actual = "\n".join(lines) + "\n"
    if os.environ.get("NNEXPORT_GOLDEN"):
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text(encoding="utf-8")


# --- HTML: properties ----------------------------------------------------------------------------

PLAIN_TAGS = """
    p br hr ul li pre blockquote table thead tbody tr strong em s mark sub sup kbd h1 h2 h3 h4 h5 h6
"""
ALLOWED = {
    **{tag: set() for tag in PLAIN_TAGS.split()},
    **{tag: {"class"} for tag in ("th", "td", "code", "span", "div")},
    "ol": {"start", "class"},
    "a": {"href"},
}
EMPTY = {"br", "hr"}


class Screen(HTMLParser):
    """Reads HTML as a browser does, but forgives nothing."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.texts = [""]
        """What MathJax sees: text that no tag interrupts, outside code."""
        self.shown = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert set(dict(attrs)) <= ALLOWED[tag]
        assert all(value for _, value in attrs)
        self.texts.append("")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.texts.append("")

    def handle_data(self, data):
        self.shown += data
        if "code" not in self.open:
            self.texts[-1] += data

    def handle_startendtag(self, tag, attrs):
        raise AssertionError(tag)

    handle_comment = handle_decl = handle_pi = unknown_decl = handle_startendtag


def squeeze(text):
    """Without white space, and without the control characters that no screen shows."""
    return "".join(char for char in text if not char.isspace() and char >= " ")


def visible(block):
    match block:
        case markup.Paragraph(inlines) | markup.Heading(_, inlines):
            return markup.inline_text(inlines)
        case markup.BulletList(items) | markup.OrderedList(items):
            return "".join(visible(child) for item in items for child in item.blocks)
        case markup.Quote(blocks):
            return "".join(map(visible, blocks))
        case markup.Table(header, rows):
            return "".join(markup.inline_text(cell) for row in (header, *rows) for cell in row)
        case markup.CodeBlock(text) | markup.MathBlock(text):
            return text
    return ""


def visible_text(text):
    return squeeze("".join(map(visible, parse_blocks(text))))


DANGEROUS = r"""
    \( \) \[ \] \\ \ ( ) [ ] { } {{ }} {{c1:: }}: [sound: .mp3] [latex] [/latex] [$] [/$] [[type:
    ]] [anki: < > <b> </b> <br> <script> </script> <!-- --> & &amp; &lt; &#60; &#31; ` `` ``` ~~~
    * ** _ __ ~~ == # - 1. > | |-|-| --- ![x](y) [x](http://y) [x](y) $ $$ $x$ a b é 日 👩 :: ! = "
"""
SPACES = [" ", "\n", "\n\n", "\t", "    ", "\x1f", "\x00", "\x85", "\u2028"]
PIECES = st.sampled_from(DANGEROUS.split() + SPACES)
MESSY = st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=30)
ANKI_READS = re.compile(
    r"\{\{|\x1f|\[\[type:|\[(?:sound:|anki:|/?latex\]|/?\$\$?\])", re.IGNORECASE
)


@given(MESSY)
@example(r"\\(x\\)")
@example("`` {{c1::x}} ``")
@example("[a\\\\](http://b)(c")
def test_what_is_shown_is_what_the_markdown_shows(text):
    text = text.replace("$", "")  # Formulas show their delimiters; they have their own test.
    rendered = render_markdown(text)
    screen = Screen(rendered.html)
    assert squeeze(screen.shown) == visible_text(text)
    assert not ANKI_READS.search(rendered.html)
    assert not any(re.search(r"\\[()\[\]]", text) for text in screen.texts)


@given(MESSY)
def test_html_is_well_formed_whatever_the_text(text):
    for cloze in (False, True):
        assert Screen(render_markdown(text, cloze=cloze).html)
        assert Screen(render_question(text, cloze=cloze).html)


TEX_TOKENS = r"\frac \\ \( \) \[ \] { } {{ }} \{ \} & < > [ ] [2pt] ^ _ a b %"
TEX = st.lists(st.sampled_from(TEX_TOKENS.split()), min_size=1, max_size=8).map("".join)


@given(TEX)
def test_formula_reaches_mathjax_whole_or_is_shown_as_code(tex):
    (block,) = parse_blocks(f"${tex}$") or (None,)
    if not isinstance(block, markup.Paragraph) or block.inlines != (markup.Math(tex),):
        return
    screen = Screen(render_markdown(f"${tex}$").html)
    assert squeeze(screen.shown) in (squeeze(f"\\({tex}\\)"), squeeze(f"${tex}$"))
    if "\\(" in "".join(screen.texts):
        depth = 0
        for token in re.findall(r"\\.|[{}]", tex):
            assert token not in (r"\(", r"\)", r"\[", r"\]")
            depth += {"{": 1, "}": -1}.get(token, 0)
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\let\h\href \h{javascript:alert(1)}{x}",
        r"\def\h#1{\href{#1}{x}} \h{javascript:alert(1)}",
        "\\href %\n{javascript:alert(1)}{x}",
        r"\style{background:url(https://example.org/x.png)}{x}",
        r"\bbox[background:url(https://example.org/x.png)]{x}",
        r"\def\b#1{\bbox[#1]{x}} \b{background:url(https://example.org/x.png)}",
        r"\cssId{answer}{x} \class{card}{y}",
        r"\mmlToken{mi}[href='javascript:alert(1)']{x}",
        r"\mmlToken{mi}[style='position:fixed']{x}",
        r"\unicode[x;background:url(https://example.org/x.png)]{65}",
        r"\def\u{\unicode}\u[x;position:fixed]{65}",
        r"\require{[tex]/../../x}",
        r"\def\frac#1#2{x}",
        r"\renewcommand{\sqrt}[1]{x}",
        r"\renewcommand*\alpha{x}",
        r"\let\sum\prod",
        r"\DeclareMathOperator*{\lim}{x}",
        r"\renewenvironment{matrix}{x}{y}",
        r"\def\,{x}",
        "x+" * 2500 + "y",
        "{" * 201 + "}" * 201,
    ],
)
def test_formula_that_acts_is_shown_as_code(tex):
    rendered = render_markdown(f"${tex}$")
    assert "\\(" not in "".join(Screen(rendered.html).texts)
    assert squeeze(Screen(rendered.html).shown) == squeeze(f"${tex}$")
    assert [loss.code for loss in rendered.losses] == ["NN302"]


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{https://example.org/}{x}",
        r"\bbox[yellow,5pt]{x}",
        r"\classical \styles",
        r"\unicode{x41}",
        r"\require{mhchem}\ce{H2O}",
        r"\newcommand{\Rn}{\mathbb{R}^n} \Rn",
        r"\DeclareMathOperator{\relu}{relu}\relu(x)",
        r"\define \letter \requirement",
    ],
)
def test_formula_that_only_shows_something_is_typeset(tex):
    assert render_markdown(f"${tex}$").html == f"<p>\\({tex}\\)</p>"


def test_long_numbers_and_wide_tables_have_room():
    assert render_markdown("99. x").html == '<ol start="99">\n<li>x</li>\n</ol>'
    assert render_markdown("99. x\n1. y").html.startswith('<ol start="99" class="long">')
    assert '<div class="scroll">' in render_markdown("|a|b|c|\n|-|-|-|").html
    assert '<div class="scroll wide">' in render_markdown("|a|b|c|d|\n|-|-|-|-|").html


def test_signs_around_a_formula_stay_in_its_line():
    html = render_markdown("Let ($x$), $y$-axis and $z$ hold; $$w$$, `a` ($b$ or “$c$”$d$.").html
    assert html == (
        r'<p>Let <span class="keep">(\(x\)),</span> <span class="keep">\(y\)-axis</span> '
        r'and \(z\) hold; \[w\], <code>a</code> <span class="keep">(\(b\)</span> or '
        r'<span class="keep">“\(c\)”</span><span class="keep">\(d\).</span></p>'
    )


@given(st.text())
def test_plain_text_is_shown_as_it_stands(text):
    assert squeeze(Screen(escape_text(text)).shown) == squeeze(text)


def test_question_of_one_paragraph_has_no_paragraph_around_it():
    assert render_question("What is `x`?").html == "What is <code>x</code>?"
    choices = '<p>Which?</p>\n<ul class="choices">\n<li>A. x</li>\n<li>B. <em>y</em></li>\n</ul>'
    assert render_question("Which?\n\n- A. x\n- B. *y*").html == choices
    assert "choices" in render_question("Which?\n\n- A: `1`\n- B: `2`").html
    assert "<ul>" in render_question("Which?\n\n- B. x\n- A. y").html
    assert "<ul>" in render_question("Which?\n\n- a cat\n- b").html
    assert render_question("What?\n\n    x").html == "<p>What?</p>\n<pre><code>x</code></pre>"


# --- fields --------------------------------------------------------------------------------------


def test_basic_note_has_its_fields_in_the_frozen_order():
    note = Note(
        "cell",
        "What is a cell?",
        "The *unit* of life.",
        number="3",
        section="s",
        tags=("basics",),
        variants=(variant("a", "The unit of life."), variant("b", "A room.")),
    )
    deck = deck_of(note, sections=(Section("s", "Cells <1>"),), tags=("biology",))
    rendered, problems = only(deck)
    assert problems == ()
    assert (rendered.kind, rendered.deck_name) == ("basic", "Biology")
    assert rendered.tags == ("basics", "biology", "biology::s")
    assert rendered.fields == (
        "What is a cell?",
        "<p>The <em>unit</em> of life.</p>",
        (
            '<div class="variant" dir="auto"><div class="from" dir="auto">Answers A</div>\n'
            "<p>The unit of life.</p>\n</div>\n"
            '<div class="variant" dir="auto"><div class="from" dir="auto">b</div>\n'
            "<p>A room.</p>\n</div>"
        ),
        "Cells &lt;1&gt;",
        "Answers A · b",
        *[""] * 5,
    )


def test_variants_are_empty_where_they_say_nothing_new():
    note = Note("cell", "Q", "The unit.", variants=(variant("a", "The unit.\n"),))
    assert only(deck_of(note))[0].fields[2] == ""
    assert only(deck_of(replace(note, variants=())))[0].fields[2] == ""
    assert only(deck_of(replace(note, answer="The unit of life.")))[0].fields[2] != ""


def test_no_field_knows_a_number_or_a_line():
    note = Note("c", "Q", "A", variants=(variant("a", "x"), variant("b", "y")))
    moved = replace(
        note,
        number="99",
        variants=tuple(
            replace(each, place=replace(each.place, lines=((7, 8),)), number="98")
            for each in note.variants
        ),
    )
    assert only(deck_of(note)) == only(deck_of(moved))


@pytest.mark.parametrize("answer", ["", " \n"])
def test_question_without_answer_is_left_out(answer):
    rendered, (problem,) = render_notes(deck_of(Note("a", "Q", answer), Note("b", "Q2", "A")))
    assert [note.id for note in rendered] == ["b"]
    assert (problem.code, problem.note) == ("NN303", "a")


def test_skipped_note_is_left_out_without_a_word():
    assert render_notes(deck_of(Note("a", "Q", "A", skip=True))) == ((), ())


@pytest.mark.parametrize("question", ["", "![](x.png)", "> ---", "\u00a0"])
def test_note_without_a_visible_question_is_left_out(question):
    rendered, problems = render_notes(deck_of(Note("a", question, "A")))
    assert rendered == ()
    assert [problem.code for problem in problems] == ["NN303"]


def test_losses_are_reported_once_for_a_note():
    text = "![cell](cell.png) [more](other.md)"
    _, problems = only(deck_of(Note("a", "Q", text, variants=(variant("a", text + " x"),))))
    assert [problem.code for problem in problems] == ["NN302"]
    assert all(problem.note == "a" for problem in problems)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("cell biology", "c++", "v1.2"), ("c++", "cell-biology", "v1.2")),
        (("a::b", "::a::", "a::::b", "a:b"), ("a", "a-b", "a::b")),
        (("Cell", "cell", "CELL"), ("Cell",)),
        (("-x-", "\tx", "x\u3000y", '"q",*()'), ("q", "x", "x-y")),
        (("", " ", "::"), ()),
        (("клетка", "विद्या", "e\u0301"), ("é", "клетка", "विद्या")),
    ],
)
def test_tags_are_cleaned(tags, expected):
    assert clean_tags(tags) == expected


@pytest.mark.parametrize(
    ("title", "anki", "expected"),
    [
        ("Biology", "", "Biology"),
        ("Biology", "Science::Biology", "Science::Biology"),
        ("Biology", " A :: :: B\n C ", "A::B C"),
        ("Biology", "::", "biology"),
    ],
)
def test_anki_deck_name(title, anki, expected):
    assert anki_deck_name(Deck("biology", title, anki)) == expected


def test_section_is_a_branch_of_the_first_tag():
    deck = sectioned_deck()
    tags = [note.tags for note in render_notes(deck)[0]]
    assert tags == [("biology", "biology::cells"), ("biology", "biology::other"), *tags[:1]]
    retitled = replace(deck, sections=(Section("cells", "New"), deck.sections[1]))
    assert [note.tags for note in render_notes(retitled)[0]] == tags
    for deck_tags, expected in [
        ((), ("biology::cells",)),
        (("!", "a::b"), ("a::b", "a::b::cells")),
        (("Biology", "BIOLOGY::Cells"), ("Biology", "BIOLOGY::Cells")),
    ]:
        assert render_notes(replace(deck, tags=deck_tags))[0][0].tags == expected


def test_note_without_section_has_no_other_tags_and_decks():
    deck = deck_of(Note("a", "Q", "A", tags=("t",)), tags=("biology",), subdecks=True)
    assert (only(deck)[0].tags, only(deck)[0].deck_name) == (("biology", "t"), "Biology")


def test_names_of_subdecks():
    titles = [" x  y ", "X Y", "::", "a::b", "c ::: d", ":e:", "é"]
    sections = tuple(Section(f"s{n}", title) for n, title in enumerate(titles))
    deck = replace(sectioned_deck(subdecks=True, anki="A::B"), sections=sections)
    names = [name.removeprefix("A::B::") for name in section_deck_names(deck).values()]
    assert names == ["x y", "x y", "s2", "a: b", "c: d", "e", "é"]
    assert section_deck_names(replace(deck, subdecks=False)) == {}


def test_long_lists_on_the_deck_page_are_cut():
    deck = replace(sectioned_deck(), sources=tuple(Source(f"s{n}", "x") for n in range(15)))
    assert "Sources: s0 · s1 · " in describe_deck(deck, deck.notes, 3)
    assert "s11 and 3 more<br>" in describe_deck(deck, deck.notes, 3)
    assert describe_deck(deck, deck.notes[:1], 4).startswith("1 question, 4 cards<br>")


def test_deck_page_has_the_title_where_the_name_is_another():
    deck = replace(sectioned_deck(), title="A < B", anki="Biology")
    assert describe_deck(deck, deck.notes, 3).startswith("<b>A &lt; B</b><br>3 questions<br>")


def test_hash_follows_what_an_update_can_change():
    rendered, _ = only(deck_of(Note("a", "Q", "A", tags=("t",))))
    same = replace(rendered, deck_name="Other")
    assert exported_hash(same) == exported_hash(rendered)
    for change in ({"kind": "cloze"}, {"tags": ()}, {"fields": ("Q", "B", *rendered.fields[2:])}):
        assert exported_hash(replace(rendered, **change)) != exported_hash(rendered)


# --- cloze ---------------------------------------------------------------------------------------


def test_cloze_deletions_in_the_answer_stay_alive():
    note = Note("a", "Capital?", "It is **{{c1::Paris::city}}**.", cards="cloze")
    rendered, problems = only(deck_of(note))
    assert (rendered.kind, problems) == ("cloze", ())
    assert rendered.fields[:2] == (
        (
            '<div class="question">Capital?</div>\n'
            '<div class="answer"><p>It is <strong>{{c1::Paris::city}}</strong>.</p></div>'
        ),
        "",
    )
    assert rendered.guid != only(deck_of(replace(note, cards="")))[0].guid


def test_answer_without_deletions_is_shown_with_the_solution():
    rendered, _ = only(deck_of(Note("a", "{{c1::Paris}} is it.", "Since 987.", cards="cloze")))
    assert rendered.fields[:2] == (
        '<div class="question">{{c1::Paris}} is it.</div>',
        "<p>Since 987.</p>",
    )


def test_cloze_note_needs_no_answer():
    rendered, problems = only(deck_of(Note("a", "{{c1::Paris}} is it.", "", cards="cloze")))
    assert (rendered.kind, problems) == ("cloze", ())


def test_cloze_note_without_deletions_becomes_a_basic_note():
    rendered, (problem,) = only(deck_of(Note("a", "Q", "{{c0::A}} {{c1::b *c}}*", cards="cloze")))
    assert (rendered.kind, problem.code) == ("basic", "NN302")
    assert "{{" not in rendered.fields[1]


def test_only_the_end_of_a_deletion_ends_it():
    text = "{{c1::a } `{{b}} std::x` $x^{y^{2}}$}} }}"
    html = render_markdown(text, cloze=True).html
    inside = re.fullmatch(r"<p>\{\{c1::(.*)\}\} &#125;&#125;</p>", html)[1]
    assert "}}" not in inside
    assert "::" not in inside
    assert squeeze(Screen(inside).shown) == squeeze(r"a } {{b}} std::x \(x^{y^{2}}\)")


def test_address_in_a_deletion_begins_no_hint():
    html = render_markdown("{{c1::[a](http://[::1]/ '{{c2::b}}')}}", cloze=True).html
    assert html.count("::") == 1
    assert Screen(html.replace("{{c1::", "").replace("}}", "")).shown == "a"


def test_deletion_across_an_element_is_shown_and_reported():
    rendered = render_markdown("{{c1::a *b}} c* {{c2::d}}", cloze=True)
    assert rendered.deletions == 1
    assert [loss.code for loss in rendered.losses] == ["NN302"]
    assert re.findall(r"\{\{c\d", rendered.html) == ["{{c2"]


# --- note types ----------------------------------------------------------------------------------


def test_note_types_are_pinned():
    basic = ["Question", "Answer", "Variants", "Section", "Source", *(f"Extra{n}" for n in "12345")]
    cloze = ["Text", "Extra", *basic[2:]]
    first = {"basic": 176368320010101, "cloze": 176368320020201}
    for kind, names in (("basic", basic), ("cloze", cloze)):
        note_type = note_types.NOTE_TYPES[kind]
        assert [field.name for field in note_type.fields] == names
        assert [field.id for field in note_type.fields] == list(
            range(first[kind], first[kind] + 10)
        )
        assert note_type.template_id == first[kind] + 90
    assert note_types.BASIC.name == "nnexport Basic"
    assert note_types.CLOZE.name == "nnexport Cloze"


def test_spare_fields_are_shown_nowhere():
    for note_type in note_types.NOTE_TYPES.values():
        templates = note_type.front + note_type.back
        assert [field.name for field in note_type.fields if field.spare] == [
            field.name
            for field in note_type.fields
            if f"{{{{{field.name}}}}}" not in templates
            and f"{{{{cloze:{field.name}}}}}" not in templates
        ]


def test_templates_have_no_script_and_nothing_remote():
    for note_type in note_types.NOTE_TYPES.values():
        for text in (note_type.front, note_type.back, note_type.css):
            assert not re.search(r"script|https?:|//|url\(|@import|javascript", text)
        assert note_type.back.count("<hr id=answer>") == 1
        assert '<summary class="tappable">' in note_type.back


def test_both_modes_have_their_own_colours():
    for selector in (r"\.card", r"\.card\.nightMode, \.card\.night_mode"):
        rule = re.search(rf"^{selector} \{{(.*?)^\}}", note_types.CSS, re.DOTALL | re.MULTILINE)[1]
        assert re.search(r"^  color:", rule, re.MULTILINE)
        assert re.search(r"^  background-color:", rule, re.MULTILINE)
        assert "--paper:" in rule


# --- package -------------------------------------------------------------------------------------


def unzip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return package.infolist(), {name: package.read(name) for name in package.namelist()}


def rows(data, query):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(unzip(data)[1]["collection.anki2"])
    return connection.execute(query).fetchall()


def test_package_is_a_deflated_zip_without_a_date():
    infos, files = unzip(export_anki(numbered_deck(), Lock("biology"), CLOCK).package)
    assert [info.filename for info in infos] == ["collection.anki2", "media"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_DEFLATED}
    assert json.loads(files["media"]) == {}


def test_ids_and_times_come_from_the_lock():
    deck = numbered_deck(3)
    first = export_anki(deck, Lock("biology"), CLOCK)
    second = export_anki(edited(deck, "note-1", answer="New."), first.lock, CLOCK + 60)
    locked = locked_notes(second.lock)
    notes = rows(second.package, "select id, guid, mod from notes order by id")
    assert notes == [
        (locked[note.id].created, note.guid, locked[note.id].mod) for note in second.rendered
    ]
    assert [mod - CLOCK for _, _, mod in notes] == [0, 60, 0]
    cards = rows(second.package, "select id, nid, ord, due, mod, queue from cards order by due")
    assert [card[:2] for card in cards] == [(note[0], note[0]) for note in notes]
    assert [card[3] for card in cards] == [1, 2, 3]
    assert [card[4] for card in cards] == [note[2] for note in notes]


def test_cards_of_cloze_notes_have_numbers_of_their_own():
    text = "{{c1::a}} {{c3::b}} {{c2::c}}"
    deck = deck_of(*(Note(f"n{n}", text, "", cards="cloze") for n in range(3)))
    cards = rows(
        export_anki(deck, Lock("biology"), CLOCK).package, "select id, nid, ord from cards"
    )
    assert len({card for card, _, _ in cards}) == 9
    assert sorted({ordinal for _, _, ordinal in cards}) == [0, 1, 2]
    assert all(card == note for card, note, ordinal in cards if ordinal == 0)


def test_deletions_in_each_other_and_empty_ones_have_their_cards(learner):
    text = "{{c1::a {{c2::b}} c}} {{c3::}} {{c4::d}}"
    export = export_anki(deck_of(Note("a", text, "", cards="cloze")), Lock("biology"), CLOCK)
    learner.read_package(export.package)
    assert [card.ord for card in learner.cards()] == [0, 1, 2, 3]
    learner.collection.fix_integrity()  # It would make those that are missing.
    assert learner.collection.card_count() == 4


def test_two_notes_with_one_guid_are_refused():
    export = export_anki(numbered_deck(2), Lock("biology"), CLOCK)
    twins = tuple(replace(note, guid="same") for note in export.rendered)
    with pytest.raises(NnexportError, match="note-0 and note-1 would have the same GUID"):
        build_package(numbered_deck(2), twins, export.lock)


@pytest.mark.parametrize(
    "lock", [Lock("biology"), Lock("biology", (NoteTypeStamp("basic", "", 1),))]
)
def test_package_without_stamps_is_refused(lock):
    deck = numbered_deck(1)
    with pytest.raises(ValueError, match="no stamp in the lock"):
        build_package(deck, render_notes(deck)[0], lock)


def test_empty_deck_gives_an_empty_package():
    package = export_anki(deck_of(), Lock("biology"), CLOCK).package
    assert rows(package, "select count(*) from notes") == [(0,)]


def test_export_in_steps_is_the_export():
    deck = numbered_deck(5)
    rendered, _ = render_notes(deck)
    lock = stamp_rendered(Lock("biology"), rendered, CLOCK)
    export = export_anki(deck, Lock("biology"), CLOCK)
    assert (export.lock, export.package) == (lock, build_package(deck, rendered, lock))


SCRIPT = """
import hashlib, pathlib, sys
from nnexport.deck.document import Deck, Note, Source
from nnexport.deck.lock import Lock
from nnexport.deck.lock_file import dump_lock
from nnexport.exporters.anki import export_anki

notes = [Note("cloze", "{{c1::a}} {{c2::b}} {{c3::c}}", "", cards="cloze")]
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.md")):
    text = path.read_text(encoding="utf-8")
    notes.append(Note(path.stem, path.stem, text, tags=("x", "y", path.stem)))
deck = Deck("d", "D", tags=("one", "two"), sources=(Source("s", "s"),), notes=tuple(notes))
export = export_anki(deck, Lock("d"), 1763719200)
print(hashlib.sha256(export.package + dump_lock(export.lock).encode()).hexdigest())
"""


def test_package_is_the_same_in_every_process(tmp_path):
    digests = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("4711", "America/New_York")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(nnexport.__file__).parent.parent),
            "TMPDIR": str(tmp_path),
            "TZ": zone,
        }
        command = [sys.executable, "-c", SCRIPT, str(CASES)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1
    assert list(tmp_path.iterdir()) == []


def test_importing_the_exporter_is_cheap():
    code = (
        "import sys, nnexport.exporters.anki; print({'genanki', 'markdown_it'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(nnexport.__file__).parent.parent)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"


@pytest.mark.parametrize(
    ("name", "reserved"),
    [
        ("collection.apkg", True),
        ("backup-1.apkg", True),
        ("x.colpkg", True),
        ("biology.apkg", False),
    ],
)
def test_names_that_anki_takes_for_backups(name, reserved):
    assert is_reserved_name(name) == reserved


# --- diff ----------------------------------------------------------------------------------------


def test_diff_says_what_the_next_import_changes():
    deck = numbered_deck(4)
    lock = export_anki(deck, Lock("biology"), CLOCK).lock
    unchanged = diff_against_lock(render_notes(deck)[0], lock)
    assert unchanged.is_empty
    assert format_diff(unchanged) == "4 unchanged"
    changed = edited(edited(deck, "note-1", answer="New."), "note-3", skip=True)
    changed = edited(changed, "note-2", answer="It is {{c1::2}}.", cards="cloze")
    changed = replace(changed, notes=(*changed.notes, Note("extra", "Q", "A")))
    lock = replace(lock, note_types=(NoteTypeStamp("basic", "old look", CLOCK),))
    numbers = [locked_notes(lock)[key].created for key in ("note-2", "note-3")]
    diff = diff_against_lock(render_notes(changed)[0], lock)
    assert format_diff(diff).splitlines() == [
        "1 new, added by the next import:",
        "  + extra",
        "1 changed, updated in place: the schedule stays, a learner's edits of them do not:",
        "  ~ note-1",
        "1 of another kind now: new notes, and the old ones stay:",
        "  * note-2",
        "1 no longer exported; Anki keeps them until you delete them there:",
        "  - note-3",
        f"to see in Anki what stays there, search its browser for: nid:{numbers[0]},{numbers[1]}",
        "the look of basic cards changes; a learner's own changes of it are replaced",
        "1 unchanged",
    ]
    assert json.loads(diff_to_json(diff)) == {
        "new": ["extra"],
        "changed": ["note-1"],
        "replaced": ["note-2"],
        "unchanged": ["note-0"],
        "removed": ["note-3"],
        "note_types": ["basic"],
        "search": f"nid:{numbers[0]},{numbers[1]}",
        "notices": [],
    }


# --- the real Anki -------------------------------------------------------------------------------


def test_anki_imports_every_note_in_order(learner):
    export = export_anki(numbered_deck(50), Lock("biology"), CLOCK)
    assert learner.read_package(export.package) == {"new": 50}
    cards = learner.cards()
    assert [card.due for card in cards] == list(range(1, 51))
    assert [card.note().guid for card in cards] == [note.guid for note in export.rendered]
    assert {learner.collection.decks.name(card.did) for card in cards} == {"Science::Biology"}
    locked = locked_notes(export.lock)
    for card, rendered in zip(cards, export.rendered, strict=True):
        note = card.note()
        assert (note.id, note.mod) == (locked[rendered.id].created, CLOCK)
        assert tuple(note.fields) == rendered.fields
        assert tuple(note.tags) == rendered.tags
        assert note.fields_check() == 0
    message, sound = learner.collection.fix_integrity()
    assert sound, message
    assert learner.collection.card_count() == 50
    assert not learner.collection.get_empty_cards().notes


def test_anki_accepts_the_note_types(learner):
    cloze = Note("c", "{{c1::a}} and {{c2::b}}", "Extra.", cards="cloze")
    deck = numbered_deck(1)
    export = export_anki(replace(deck, notes=(*deck.notes, cloze)), Lock("biology"), CLOCK)
    learner.read_package(export.package)
    models = learner.collection.models
    for note_type in note_types.NOTE_TYPES.values():
        model = models.get(note_type.id)
        assert model["name"] == note_type.name
        assert [(each["id"], each["name"]) for each in model["flds"]] == [
            (each.id, each.name) for each in note_type.fields
        ]
        assert [each["id"] for each in model["tmpls"]] == [note_type.template_id]
        assert [each["collapsed"] for each in model["flds"]] == [
            each.spare for each in note_type.fields
        ]
        assert model["sortf"] == 0
        models.update_dict(model)  # Runs the checks of Anki's own card type editor.
    assert learner.collection.card_count() == 3


def test_anki_shows_hostile_text_as_text(learner):
    texts = {name: (CASES / f"{name}.md").read_text(encoding="utf-8") for name in CASE_NAMES}
    variants = (variant("a", "a"), variant("b", "b"))
    notes = [Note(key, key, text, variants=variants) for key, text in texts.items()]
    notes += [Note(f"q-{key}", text, "A", section="s") for key, text in texts.items()]
    deck = deck_of(*notes, sections=(Section("s", "{{c1::x}} [sound:s.mp3] <b>"),))
    export = export_anki(deck, Lock("biology"), CLOCK)
    assert learner.read_package(export.package) == {"new": len(notes)}
    for card, rendered in zip(learner.cards(), export.rendered, strict=True):
        assert card.note().fields_check() == 0
        # Raises where `question()` would quietly show the error.
        learner.collection._backend.render_existing_card(
            card_id=card.id, browser=False, partial_render=False
        )
        front, back = card.question(), card.answer()
        assert rendered.fields[0] in front
        assert rendered.fields[0] in back
        assert rendered.fields[1] in back
        assert rendered.fields[2] in back
        assert "[anki:play" not in front + back
        assert not card.question_av_tags() + card.answer_av_tags()
    assert not learner.collection.media.check().missing


def test_anki_hides_what_a_cloze_deletion_covers(learner):
    text = "{{c1::Paris `a::b{{c}}` $x^{y^{2}}$::city}} on the {{c2::Seine}}"
    deck = deck_of(Note("a", text, "", cards="cloze"))
    learner.read_package(export_anki(deck, Lock("biology"), CLOCK).package)
    first, second = learner.cards()
    # Anki keeps what is hidden in an attribute, for add-ons.
    front = re.sub(r'data-cloze="[^"]*"', "", first.question())
    assert "Paris" not in front
    assert "[city]" in front
    assert "Seine" in front
    assert "a&#58;:b&#123;&#123;c&#125;&#125;" in first.answer()
    assert "Paris" in second.question()
    assert first.note().fields_check() == 0


def test_importing_again_changes_nothing(learner):
    package = export_anki(numbered_deck(50), Lock("biology"), CLOCK).package
    learner.read_package(package)
    assert learner.read_package(package) == {"same": 50}


def test_update_arrives_and_the_schedule_stays(learner):
    deck = numbered_deck(5)
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    collection = learner.collection
    collection.decks.select(collection.decks.id_for_name("Science::Biology"))
    card = collection.sched.getCard()
    collection.sched.answerCard(card, 4)
    guid = card.note().guid
    reviewed = next(note.id for note in first.rendered if note.guid == guid)
    schedule = "select ivl, due, queue, type, reps from cards where id = ?"
    before = collection.db.first(schedule, card.id)
    assert before[-1] == 1

    changed = edited(deck, reviewed, question="Reworded?", answer="Better.", tags=("new",))
    second = export_anki(changed, first.lock, CLOCK)
    assert learner.read_package(second.package) == {"updated": 1, "same": 4}
    note = learner.note(guid)
    assert note.fields[:2] == ["Reworded?", "<p>Better.</p>"]
    assert note.tags == ["biology", "new"]
    assert collection.db.first(schedule, card.id) == before
    assert collection.note_count() == 5


def test_what_the_learner_wrote_stays_where_we_changed_nothing(learner):
    deck = numbered_deck(3)
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    guids = {note.id: note.guid for note in first.rendered}
    note = learner.note(guids["note-0"])
    note["Answer"] = "my own words"
    note.tags.append("mine")
    learner.collection.update_note(note)

    second = export_anki(edited(deck, "note-1", answer="New."), first.lock, CLOCK + 60)
    learner.read_package(second.package)
    assert learner.note(guids["note-0"])["Answer"] == "my own words"
    assert "mine" in learner.note(guids["note-0"]).tags
    assert learner.note(guids["note-1"])["Answer"] == "<p>New.</p>"


def test_note_that_becomes_a_cloze_note_is_new(learner):
    deck = deck_of(Note("a", "Capital?", "It is {{c1::Paris}}."))
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    second = export_anki(edited(deck, "a", cards="cloze"), first.lock, CLOCK + 60)
    assert learner.read_package(second.package) == {"new": 1}
    assert learner.collection.note_count() == 2


def test_deck_page_says_what_is_in_it(learner):
    sources = (A, Source("b", "b.txt", title="<Notes> & co"))
    deck = replace(sectioned_deck(subdecks=True), sources=sources)
    learner.read_package(export_anki(deck, Lock("biology"), CLOCK).package)
    # The deck itself has a page although all its notes are in subdecks.
    assert learner.collection.decks.by_name("Biology")["desc"] == (
        "3 questions<br>Sections: Cells (2) · A::B &lt;i&gt; (1)<br>"
        "Sources: Answers A · &lt;Notes&gt; &amp; co<br>"
        f"<small>Made with nnexport {nnexport.__version__}</small>"
    )
    assert learner.collection.decks.by_name("Biology::Cells")["desc"] == ""


def test_notes_of_a_section_stand_in_its_subdeck(learner):
    deck = sectioned_deck(subdecks=True)
    learner.read_package(export_anki(deck, Lock("biology"), CLOCK).package)
    cards = learner.cards()
    names = [learner.collection.decks.name(card.did) for card in cards]
    assert names == ["Biology::Cells", "Biology::A: B <i>", "Biology::Cells"]
    assert [card.due for card in cards] == [1, 2, 3]
    assert len(learner.collection.find_cards("tag:biology::cells deck:Biology::Cells")) == 2


def test_cards_stay_where_they_are_when_subdecks_come(learner):
    deck = sectioned_deck()
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    note = Note("d", "What is d?", "A d.", section="cells")
    later = replace(deck, subdecks=True, notes=(*deck.notes, note))
    second = export_anki(later, first.lock, CLOCK + 60)
    assert learner.read_package(second.package) == {"new": 1, "same": 3}
    names = [learner.collection.decks.name(card.did) for card in learner.cards()]
    assert names == ["Biology"] * 3 + ["Biology::Cells"]


def test_inserted_note_is_the_only_new_one(learner):
    deck = numbered_deck(3)
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    inserted = replace(deck, notes=(Note("zero", "What is zero?", "It is 0."), *deck.notes))
    second = export_anki(inserted, first.lock, CLOCK + 60)
    assert learner.read_package(second.package) == {"new": 1, "same": 3}


def test_new_look_arrives(learner, monkeypatch):
    deck = numbered_deck(2)
    first = export_anki(deck, Lock("biology"), CLOCK)
    learner.read_package(first.package)
    restyled = replace(note_types.BASIC, css=note_types.CSS + ".card { color: red; }\n")
    monkeypatch.setitem(note_types.NOTE_TYPES, "basic", restyled)
    second = export_anki(deck, first.lock, CLOCK)
    pairs = zip(first.lock.note_types, second.lock.note_types, strict=True)
    assert [after.mod - before.mod for before, after in pairs] == [1, 0]
    assert learner.read_package(second.package) == {"same": 2}
    model = learner.collection.models.get(note_types.BASIC.id)
    assert model["css"].endswith(".card { color: red; }\n")
    assert learner.collection.card_count() == 2


def test_note_types_of_two_decks_are_one(learner):
    for deck_id in ("biology", "chemistry"):
        deck = replace(numbered_deck(2), id=deck_id, anki=deck_id)
        export = export_anki(deck, Lock(deck_id), CLOCK)
        assert learner.read_package(export.package) == {"new": 2}
    names = [each.name for each in learner.collection.models.all_names_and_ids()]
    assert [name for name in names if name.startswith("nnexport")] == ["nnexport Basic"]
