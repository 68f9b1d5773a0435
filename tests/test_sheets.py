"""Sheets for reading: contents, variants, black print, large print, and what may be asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from nnexport.cli import main
from nnexport.deck.commonmark import parse_inlines
from nnexport.deck.document import (
    Deck,
    Note,
    NoteId,
    Place,
    Source,
    SourceId,
    Variant,
)
from nnexport.deck.markup import inline_text
from nnexport.errors import NnexportError
from nnexport.exporters.pdf import PAPERS, PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.layouts.listed import list_inlines
from nnexport.exporters.pdf.page import Glyphs, Link, Page, Rule, Sheet, Signs
from tests.tagged_pdf.expected import said_text
from tests.tagged_pdf.reading import TaggedFile
from tests.tagged_pdf.triage import faults
from tests.test_layouts import body_of, make_deck, make_words, prose

READING = ("study", "cheatsheet", "large", "selftest")
UNPRINTABLE_PT = 4 * 72 / 25.4


def glyphs(*pages: Page) -> Iterator[Glyphs]:
    for page in pages:
        for placed in page.placed:
            yield from (mark for mark in placed.marks if isinstance(mark, Glyphs))


def page_text(page: Page) -> str:
    return " ".join(mark.text for mark in glyphs(page))


def labels(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return [document.get_page_label(at) for at in range(len(document))]


def extent(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Yield the ends of all text and rules of a sheet."""
    for page in sheet.pages:
        for placed in page.placed:
            for mark in placed.marks:
                x_pt, y_pt = placed.x_pt + mark.x_pt, placed.y_pt + mark.y_pt
                yield x_pt, y_pt
                if isinstance(mark, Glyphs):
                    yield x_pt + mark.width_pt, y_pt
                elif isinstance(mark, Rule):
                    yield placed.x_pt + mark.to_x_pt, placed.y_pt + mark.to_y_pt


@pytest.mark.parametrize(
    "asked",
    [
        *(PdfOptions(layout=layout) for layout in READING),
        PdfOptions(layout="study", columns=1),
        PdfOptions(layout="cheatsheet", columns=3),
        PdfOptions(layout="cheatsheet", columns=4),
        PdfOptions(layout="cheatsheet", pages=2),
    ],
)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("binding", [False, True])
def test_nothing_is_where_printers_cannot_print(
    asked: PdfOptions, paper: str, binding: bool
) -> None:
    options = replace(asked, paper=paper, binding=binding)
    sheet, _ = lay_out(make_deck(24, sections=2), options)
    landscape = sheet.width_pt > sheet.height_pt
    assert sheet.duplex == ("" if not binding else "short-edge" if landscape else "long-edge")
    for x_pt, y_pt in extent(sheet):
        assert UNPRINTABLE_PT <= x_pt <= sheet.width_pt - UNPRINTABLE_PT
        assert UNPRINTABLE_PT <= y_pt <= sheet.height_pt - UNPRINTABLE_PT


STACKED = (
    PdfOptions(layout="study"),
    PdfOptions(layout="study", columns=1, paper="a5"),
    PdfOptions(layout="large", paper="letter"),
    PdfOptions(layout="cheatsheet", columns=3, paper="legal"),
    PdfOptions(layout="cheatsheet", columns=4),
)


@pytest.mark.parametrize("options", STACKED)
def test_no_question_is_parted_from_the_first_lines_of_its_answer(options: PdfOptions) -> None:
    sheet, _ = lay_out(make_deck(60, sections=3), options)
    ends = 0
    for page in body_of(sheet):
        columns: dict[int, dict[float, set[str]]] = {}
        for placed in page.placed[1:]:
            for mark in placed.marks:
                if isinstance(mark, Glyphs):
                    lines = columns.setdefault(round(placed.x_pt), {})
                    lines.setdefault(placed.y_pt, set()).add(mark.face.name)
        for lines in columns.values():
            *_, before, last = sorted(lines)
            assert lines[before] | lines[last] == {"SourceSans3-Regular"}
            ends += 1
    assert ends > 5


# --- contents -------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["study", "large"])
def test_contents_lead_to_the_page_of_each_section_and_question(layout: str) -> None:
    deck = make_deck(30, sections=3)
    data, _ = export_pdf(deck, PdfOptions(layout=layout))
    assert faults(data) == []
    names = labels(data)
    front = [label for label in names if not label.isdigit()]
    assert front == ["i", "ii", "iii", "iv", "v", "vi"][: len(front)]
    assert names[len(front) :] == [str(at + 1) for at in range(len(names) - len(front))]
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    texts = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        items = [e for e in TaggedFile(pdf).elements() if e.role == "TOCI"]
        assert len(items) == 33
        targets: dict[str, int] = {}
        for page in list(pdf.pages)[: len(front)]:
            for link in page.obj.get("/Annots", []):
                targets[str(link.Contents)] = pages[link.Dest[0].objgen]
    assert len(targets) == 33
    for said, at in targets.items():
        first_words = " ".join(said.split(". ", 1)[-1].split()[:3])
        assert first_words in " ".join(texts[at].split())


def test_contents_print_the_page_that_they_lead_to() -> None:
    sheet, _ = lay_out(make_deck(45), PdfOptions(layout="study"))
    body = [page for page in sheet.pages if page.label.isdigit()]
    begins = {mark.key: page.label for page in body for mark in page.bookmarks}
    rows = [placed for placed in sheet.pages[0].placed if _links(placed.marks)]
    assert len(rows) == 45
    for row in rows:
        (link,) = _links(row.marks)
        (last,) = [m for m in row.marks if isinstance(m, Glyphs)][-1:]
        assert last.text == begins[link.href[1:]]


def _links(marks: tuple[object, ...]) -> list[Link]:
    return [mark for mark in marks if isinstance(mark, Link)]


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        (make_deck(3, sections=3), False),
        (make_deck(20), False),
        (make_deck(21), False),
        (make_deck(32), True),
        (make_deck(12, sections=2), False),
        (make_deck(20, sections=2), False),
        (make_deck(36, sections=2), True),
        (Deck("d", "Empty"), False),
    ],
)
def test_contents_are_there_where_they_help(deck: Deck, expected: bool) -> None:
    sheet, _ = lay_out(deck, PdfOptions(layout="study"))
    assert ("Contents" in page_text(sheet.pages[0])) is expected


@pytest.mark.parametrize("layout", ["study", "large"])
def test_a_list_as_long_as_what_it_leads_to_is_left_out(layout: str) -> None:
    sheet, _ = lay_out(make_words(300), PdfOptions(layout=layout, paper="a5"))
    assert "Contents" not in page_text(sheet.pages[0])
    assert sheet.pages[0].label == ""


def test_of_many_short_questions_the_sections_are_listed_alone() -> None:
    data, _ = export_pdf(make_words(300, sections=6), PdfOptions(layout="study"))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = list(TaggedFile(pdf).elements())
        assert [element.role for element in elements].count("TOCI") == 6
        assert [element.role for element in elements].count("TOC") == 1
        (first, *_others) = pdf.pages
        assert len(first.obj.Annots) == 6


def test_contents_print_formulas_as_the_question_does() -> None:
    deck = make_deck(40)
    question = (
        r"What is $\frac{a}{b}$ of *a* [link](https://example.org), `code` and H<sub>2</sub>O?"
    )
    notes = (replace(deck.notes[0], question=question), *deck.notes[1:])
    data, _ = export_pdf(replace(deck, notes=notes), PdfOptions(layout="study"))
    assert faults(data) == []
    sheet, _ = lay_out(replace(deck, notes=notes), PdfOptions(layout="study"))
    (row,) = [placed for placed in sheet.pages[0].placed if "What is" in text_of(placed.marks)]
    assert [mark.spoken for mark in row.marks if isinstance(mark, Signs)] == [r"\frac{a}{b}"]
    assert "of a link, code and H2O?" in " ".join(text_of(row.marks).split())
    assert len(_links(row.marks)) == 1


def text_of(marks: Sequence[object]) -> str:
    return "".join(f" {mark.text}" if mark.x_pt < 30 else mark.text
                   for mark in marks if isinstance(mark, Glyphs))  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("One two three", "One two three"),
        ("One two three four five six seven", "One two three four five…"),
        ("Of $a + b + c$ and more words here", "Of a + b + c and more…"),
        ("What one may call $a + b + c + d + e$?", "What one may call …"),
        ("~~One~~ **two** ![three](a.png)", "One two three"),
    ],
)
def test_long_questions_are_cut_for_the_contents(question: str, expected: str) -> None:
    assert inline_text(list_inlines(parse_inlines(question), 24)) == expected


def test_contents_are_set_smaller_rather_than_begin_another_page() -> None:
    def pages(count: int) -> list[Page]:
        sheet, _ = lay_out(make_deck(count), PdfOptions(layout="study"))
        return [page for page in sheet.pages if not page.label.isdigit()]

    def size(page: Page) -> float:
        return max(mark.size_pt for placed in page.placed[2:] for mark in placed.marks
                   if isinstance(mark, Glyphs))  # fmt: skip

    full, more = pages(57), pages(64)
    assert (len(full), len(more)) == (1, 1)
    assert size(more[0]) < size(full[0])


@pytest.mark.parametrize("layout", ["study", "large", "booklet"])
def test_answers_of_a_list_of_words_stand_behind_their_questions(layout: str) -> None:
    deck = make_words(60)
    long = replace(deck.notes[9], answer=prose(80))
    deck = replace(deck, notes=(*deck.notes[:9], long, *deck.notes[10:]))
    sheet, _ = lay_out(deck, PdfOptions(layout=layout))
    rows = [placed for page in sheet.pages for placed in page.placed]
    texts = [[mark for mark in placed.marks if isinstance(mark, Glyphs)] for placed in rows]
    joined = [marks for marks in texts if len(marks) == 3 and marks[1].text.startswith("la")]
    assert len(joined) == 59
    # Their answers begin below each other.
    assert len({round(marks[2].x_pt, 3) for marks in joined}) == 1
    if layout != "booklet":
        data, _ = export_pdf(deck, PdfOptions(layout=layout))
        assert faults(data) == []
        assert "la palabra 3 word 3" in " ".join(said_text(data).split())


def test_answers_of_a_few_words_among_long_ones_stand_below() -> None:
    deck = make_deck(10)
    deck = replace(deck, notes=(replace(deck.notes[0], question="Who?", answer="I."), *deck.notes))
    sheet, _ = lay_out(deck, PdfOptions(layout="study"))
    asked = next(
        p for p in sheet.pages[0].placed for m in p.marks if getattr(m, "text", "") == "Who?"
    )
    assert not any(isinstance(mark, Glyphs) and mark.text == "I." for mark in asked.marks)


def test_a_long_list_of_short_questions_has_columns() -> None:
    def front(question: str) -> list[Page]:
        notes = tuple(Note(NoteId(f"n{at}"), f"{question} {at}?", prose(60)) for at in range(200))
        sheet, _ = lay_out(Deck("d", "D", notes=notes), PdfOptions(layout="study"))
        return [page for page in sheet.pages if not page.label.isdigit()]

    def columns(page: Page) -> int:
        return len({round(placed.x_pt) for placed in page.placed if _links(placed.marks)})

    assert [columns(page) for page in front("What is")] == [2, 2]
    assert [columns(page) for page in front(f"What is {prose(8)[:-1]}")] == [1, 1, 1, 1]


def test_contents_of_any_length_and_script_are_listed() -> None:
    deck = make_deck(25)
    odd = ("מה היא הגאות?", f"Why {prose(300)}?", "", "x" * 400)
    notes = [replace(note, question=odd[at % 5]) if at % 5 < 4 else note
             for at, note in enumerate(deck.notes)]  # fmt: skip
    deck = replace(deck, notes=tuple(notes))
    data, _ = export_pdf(deck, PdfOptions(layout="study", paper="a5"))
    assert faults(data) == []
    sheet, _ = lay_out(deck, PdfOptions(layout="study", paper="a5"))
    for x_pt, _y_pt in extent(sheet):
        assert UNPRINTABLE_PT <= x_pt <= sheet.width_pt - UNPRINTABLE_PT


def test_a_question_that_shows_nothing_can_be_clicked_in_the_contents() -> None:
    deck = make_deck(30)
    notes = (replace(deck.notes[0], question="\u200b", number=""), *deck.notes[1:])
    data, _ = export_pdf(replace(deck, notes=notes), PdfOptions(layout="study"))
    assert faults(data) == []


# --- variants -------------------------------------------------------------------------------------


def test_variants_are_printed_on_request() -> None:
    own = "The moon pulls the water."
    variants = (
        Variant(Place(SourceId("a"), ()), own),
        Variant(Place(SourceId("b"), ()), "It is the moon.\n\n- and the sun"),
    )
    note = Note(NoteId("n"), "Why are there tides?", own, "1", variants=variants)
    deck = Deck("d", "Tides", sources=(Source(SourceId("b"), "b.txt", title="The almanac"),),
                notes=(note,))  # fmt: skip
    without = said_text(export_pdf(deck, PdfOptions(layout="study"))[0])
    assert "the sun" not in without
    for layout in ("study", "large"):
        data, _ = export_pdf(deck, PdfOptions(layout=layout, variants=True))
        said = " ".join(said_text(data).split())
        assert "Also, from The almanac: It is the moon. and the sun" in said
        assert said.count(own) == 1
        assert faults(data) == []


# --- black ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", READING)
def test_black_print_has_no_colour(layout: str) -> None:
    deck = make_deck(24, sections=2)
    data, _ = export_pdf(deck, PdfOptions(layout=layout, mono=True))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = pikepdf.parse_content_stream(page)
            operators = {str(item.operator): item.operands for item in content}
            assert not operators.keys() & {"rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"}
            assert float(operators["g"][0]) == 0
    assert said_text(data) == said_text(export_pdf(deck, PdfOptions(layout=layout))[0])


# --- large print ----------------------------------------------------------------------------------


def test_large_print_is_large_upright_and_ragged() -> None:
    answer = "Some *slanted* words. " + prose(60) + "\n\n" + "incomprehensibilities " * 30
    deck = Deck("d", "Tides", notes=(Note(NoteId("n"), "Why?", answer, "1"),))
    sheet, _ = lay_out(deck, PdfOptions(layout="large"))
    for mark in glyphs(*sheet.pages):
        assert mark.size_pt >= 18
        assert "It" not in mark.face.name.partition("-")[2]
        assert "\u00ad" not in mark.text
        assert mark.gap_pt == 0
        assert mark.stretch == 1
    assert any(m.text.startswith("slanted") and "Semibold" in m.face.name
               for m in glyphs(*sheet.pages))  # fmt: skip


@pytest.mark.parametrize("layout", ["large", "fold"])
def test_a_title_keeps_its_words_whole_on_small_paper(layout: str) -> None:
    deck = replace(make_deck(30), title="Biology Interview")
    sheet, _ = lay_out(deck, PdfOptions(layout=layout, paper="a5"))
    for page in sheet.pages:
        *title, number = (mark for mark in page.placed[0].marks if isinstance(mark, Glyphs))
        assert all(mark.x_pt + mark.width_pt < number.x_pt for mark in title)
    titles = [mark for mark in sheet.pages[0].placed[0].marks if isinstance(mark, Glyphs)]
    assert {"Biology", "Interview"} <= {*" ".join(mark.text for mark in titles).split()}


def test_large_print_leaves_a_blank_line_between_paragraphs() -> None:
    deck = Deck("d", "Tides", notes=(Note(NoteId("n"), "Why?", "One.\n\nTwo.", "1"),))
    sheet, _ = lay_out(deck, PdfOptions(layout="large"))
    (page,) = sheet.pages
    heights = {m.text: placed.y_pt + m.y_pt for placed in page.placed for m in placed.marks
               if isinstance(m, Glyphs)}  # fmt: skip
    assert heights["Two."] - heights["One."] == pytest.approx(2 * 27.0)


def test_large_print_has_air_between_the_items_of_a_list() -> None:
    deck = Deck("d", "Tides", notes=(Note(NoteId("n"), "Why?", "- One.\n- Two.", "1"),))
    sheet, _ = lay_out(deck, PdfOptions(layout="large"))
    (page,) = sheet.pages
    heights = {m.text: placed.y_pt + m.y_pt for placed in page.placed for m in placed.marks
               if isinstance(m, Glyphs)}  # fmt: skip
    assert heights["Two."] - heights["One."] > 1.3 * 27.0


# --- what may be asked for ------------------------------------------------------------------------


def tagged(tags: dict[str, tuple[str, ...]]) -> Deck:
    notes = tuple(
        Note(NoteId(name), f"What is {name}?", f"It is {name}.", tags=own)
        for name, own in tags.items()
    )
    return Deck("d", "Light", tags=("physics",), notes=notes)


LIGHT = tagged(
    {
        "mirror": ("optics",),
        "lens": ("optics::lenses",),
        "prism": ("Optics::Prisms", "glass"),
        "sky": (),
    }
)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (("optics",), {"1", "2", "3"}),
        (("OPTICS::lenses",), {"2"}),
        (("optics::lenses", "glass"), {"2", "3"}),
        (("physics",), {"1", "2", "3", "4"}),
        (("optics::",), {"1", "2", "3"}),
    ],
)
@pytest.mark.parametrize("layout", READING)
def test_only_notes_of_a_tag_are_printed_with_their_numbers(
    layout: str, only: tuple[str, ...], expected: set[str]
) -> None:
    sheet, _ = lay_out(LIGHT, PdfOptions(layout=layout, only=only))
    numbers = [m for m in glyphs(*sheet.pages) if m.text.isdigit() and "Bold" in m.face.name]
    assert {mark.text for mark in numbers} == expected


def test_only_a_section_is_printed() -> None:
    deck = make_deck(12, sections=3)
    sheet, _ = lay_out(deck, PdfOptions(layout="study", only=("tides::s1",)))
    text = " ".join(map(page_text, sheet.pages))
    assert "Part 1" in text
    assert "Part 0" not in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (PdfOptions(layout="study", only=("optcs",)), "did you mean 'optics'?"),
        (PdfOptions(layout="study", only=("lenses",)), "did you mean 'optics::lenses'?"),
        (PdfOptions(layout="study", only=("opt",)), "did you mean 'optics'?"),
        (PdfOptions(layout="study", only=("zzz",)), "there are "),
        (PdfOptions(layout="study", columns=3), "--layout cheatsheet can have 3"),
        (PdfOptions(layout="study", pages=2), "it is for --layout cheatsheet"),
        (PdfOptions(layout="cheatsheet", columns=2, pages=2), "take 3 or 4"),
        (PdfOptions(layout="large", columns=2), "it has 1"),
        (PdfOptions(layout="cheatsheet", variants=True), "study or large"),
        (PdfOptions(layout="study", shuffle="1"), "it is for --layout selftest"),
        (PdfOptions(layout="poster"), "choose one of"),
        (PdfOptions(paper="a9"), "choose one of"),
    ],
)
def test_what_cannot_be_had_is_said(options: PdfOptions, message: str) -> None:
    with pytest.raises(NnexportError) as raised:
        lay_out(LIGHT, options)
    assert message in raised.value.help


def test_a_deck_without_tags_says_so() -> None:
    with pytest.raises(NnexportError, match="no question has the tag 'x'"):
        lay_out(Deck("d", "D", notes=(Note(NoteId("n"), "Q?", "A."),)), PdfOptions(only=("x",)))


# --- the command line -----------------------------------------------------------------------------


@pytest.fixture
def light(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    text = "deck:\n  title: Light\nquestions:\n"
    for name, tags in (("lens", "[optics::lenses]"), ("mirror", "[optics]"), ("sky", "[]")):
        text += f"  - question: What is a {name}?\n    tags: {tags}\n    answer: It is one.\n"
    deck = tmp_path / "light.yaml"
    deck.write_text(text, "utf-8")
    return deck


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["pdf", "light.yaml", *arguments])


def test_the_command_takes_what_sheets_can_be(light: Path) -> None:
    asked = "--layout study,large --only optics --mono --variants --binding -o out"
    result = run(*asked.split())
    assert result.exit_code == 0, result.stderr
    assert "out/light-large.pdf (2 questions)" in result.stdout.replace("\\", "/")


def test_capital_letters_do_not_matter(light: Path) -> None:
    result = run(*"--layout Cards --paper Letter --card A8 --flip Long -o out".split())
    assert result.exit_code == 0, result.stderr
    assert (light.parent / "out" / "light-cards.pdf").is_file()


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ("--layout study --only optcs", 1, "did you mean 'optics'?"),
        ("--layout cheetsheet", 2, "did you mean cheatsheet?"),
        ("--layout large --columns 2", 2, "the layout 'large' cannot have 2 columns"),
        ("--columns 1", 1, "the layout 'cheatsheet' cannot have 1 column"),
        ("--layout cheatsheet --columns 1", 2, "it can have 2, 3 or 4"),
        ("--pages 2", 1, "--pages is not for the layout 'study'"),
        ("--layout cheatsheet --variants", 2, "--variants is not for the layout 'cheatsheet'"),
    ],
)
def test_the_command_says_what_cannot_be_had(
    light: Path, asked: str, code: int, message: str
) -> None:
    result = run(*asked.split())
    assert result.exit_code == code
    assert message in result.stderr
    assert not (light.parent / "build").exists()
