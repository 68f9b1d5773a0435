"""What a screen reader finds in a PDF; and that the judge of it would find what is wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from nnexport.deck.canonical import load_deck
from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.exporters.pdf import LAYOUTS, PdfOptions, export_pdf
from nnexport.exporters.pdf.draw import draw_sheet
from nnexport.exporters.pdf.fonts import REGULAR, Fonts
from nnexport.exporters.pdf.frame import Frame
from nnexport.exporters.pdf.labels import labels_of
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import (
    Bookmark,
    Link,
    Mark,
    Page,
    Placed,
    Rule,
    Sheet,
    as_artifacts,
)
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element
from tests.tagged_pdf.expected import deck_pieces, deck_text, out_of_order, said_text, squeeze
from tests.tagged_pdf.reading import StructureElement, TaggedFile
from tests.tagged_pdf.triage import faults, file_faults
from tests.test_pdf import PROSE_DECK, TEXTS, prose
from tests.torture import torture_deck

ROOT = Path(__file__).parent.parent
DECKS = {
    "shipped": ROOT / "questions" / "neural-networks.yaml",
    "show": ROOT / "tests" / "tagged_pdf" / "show.yaml",
}
UNTAGGED = {"cards", "fold", "booklet", "calibration"}
"""Layouts for scissors: who cuts them needs no screen reader, and one page has many places."""

ANSWERS_APART = {"selftest"}
"""Layouts that print all questions, then all answers."""

TAGGED_LAYOUTS = [layout for layout in LAYOUTS if layout not in UNTAGGED]


@cache
def read_deck(name: str) -> Deck:
    loaded, problems = load_deck(DECKS[name].read_text("utf-8"), name)
    assert loaded is not None, problems
    return loaded.deck


@cache
def export(name: str, layout: str = "cheatsheet") -> bytes:
    return export_pdf(read_deck(name), PdfOptions(layout=layout))[0]


def one(answer: str, question: str = "What?") -> Deck:
    return Deck("d", "Title", notes=(Note(NoteId("note"), question, answer, "1"),))


Tree = str | tuple[str, list["Tree"]]


def tree(data: bytes) -> list[Tree]:
    """Return the elements of a file as role and what is inside, text as text."""

    def read(element: StructureElement, file: TaggedFile) -> Tree:
        kids: list[Tree] = []
        for kid in element.kids:
            if isinstance(kid, StructureElement):
                kids.append(read(kid, file))
            elif kid.annotation is None:
                kids.append(file.text_of(kid))
            else:
                kids.append("@" + str(kid.annotation.Contents))
        return element.role, kids

    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = TaggedFile(pdf)
        return [read(element, file) for element in file.top]


def answer_tree(answer: str) -> list[Tree]:
    """Return the elements of an answer."""
    ((_, (_, (_, (_, *elements)))),) = tree(export_pdf(one(answer), PdfOptions())[0])
    return elements


def roles(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [element.role for element in TaggedFile(pdf).elements()]


# --- whole decks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", TAGGED_LAYOUTS)
@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_no_faults(name: str, layout: str) -> None:
    assert faults(export(name, layout)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_clean_syntax_and_fonts(layout: str) -> None:
    assert file_faults(export("show", layout)) == []


@pytest.mark.parametrize("name", DECKS)
def test_tags_read_a_deck_and_nothing_else(name: str) -> None:
    assert squeeze(said_text(export(name))) == squeeze(deck_text(read_deck(name)))


@pytest.mark.parametrize("layout", TAGGED_LAYOUTS)
@pytest.mark.parametrize("name", DECKS)
def test_tags_read_a_deck_in_its_order(name: str, layout: str) -> None:
    said, pieces = said_text(export(name, layout)), deck_pieces(read_deck(name))
    if layout in ANSWERS_APART:
        assert out_of_order(said, [text for kind, text in pieces if kind != "answer"]) == []
        assert out_of_order(said, [text for kind, text in pieces if kind == "answer"]) == []
    else:
        assert out_of_order(said, [text for _, text in pieces]) == []


def test_the_torture_deck_has_no_faults() -> None:
    assert faults(export_pdf(torture_deck(), PdfOptions())[0]) == []


@given(TEXTS, TEXTS)
@example("[$z$](https://example.org/)", "[![x](y)](https://example.org/)")
@example("# a\n\n#### b\n\n- # c", "> # d\n>\n> ###### e")
@example("| a |\n|---|\n| |", "|  |\n|---|")
@example("- \n- a", "1. \n\n- - - a")
@example("", "")
def test_any_text_is_tagged_without_faults(question: str, answer: str) -> None:
    assert faults(export_pdf(one(answer, question), PdfOptions())[0]) == []


@given(TEXTS, st.text(max_size=20), TEXTS, st.text(max_size=5))
@example("", "", "", "")
@example("\x00", "\u200b", "\ud800", "de-")
def test_any_title_number_and_section_is_tagged_without_faults(
    title: str, number: str, section: str, language: str
) -> None:
    notes = tuple(
        Note(NoteId(str(at)), "Q?", "A.", number, section=each)
        for at, each in enumerate((None, SectionId("s"), None, SectionId("s")))
    )
    parts = (Section(SectionId("s"), section),)
    deck = Deck("d", title, language=language, sections=parts, notes=notes)
    assert faults(export_pdf(deck, PdfOptions())[0]) == []


def test_an_empty_deck_has_no_faults() -> None:
    assert faults(export_pdf(Deck("d", "Title"), PdfOptions())[0]) == []


# --- elements -------------------------------------------------------------------------------------


def test_title_sections_and_questions_are_headings() -> None:
    notes = (
        Note(NoteId("a"), "First?", "A.", "1"),
        Note(NoteId("b"), "Second?", "B.", "2", section=SectionId("s")),
        Note(NoteId("c"), "Third?", "C.", "3"),
    )
    deck = Deck("d", "Title", sections=(Section(SectionId("s"), "Part"),), notes=notes)
    assert tree(export_pdf(deck, PdfOptions())[0]) == [
        (
            "Document",
            [
                ("H1", ["Title"]),
                ("Sect", [("H2", [("Lbl", ["1 "]), "First?"]), ("P", ["A."])]),
                (
                    "Sect",
                    [
                        ("H2", ["Part"]),
                        ("Sect", [("H3", [("Lbl", ["2 "]), "Second?"]), ("P", ["B."])]),
                    ],
                ),
                ("Sect", [("H2", [("Lbl", ["3 "]), "Third?"]), ("P", ["C."])]),
            ],
        )
    ]


def test_headings_of_an_answer_are_below_its_question_and_leave_no_level_out() -> None:
    found = answer_tree("#### Deep\n\n## High\n\n##### Low\n\nText.")
    assert [role for role, _ in found] == ["H3", "H3", "H4", "P"]


def test_more_levels_than_pdf_has_are_its_last() -> None:
    found = answer_tree("\n\n".join("#" * level + " x" for level in range(1, 7)))
    assert [role for role, _ in found] == ["H3", "H4", "H5", "H6", "H6", "H6"]


def test_lists_have_items_with_label_and_body() -> None:
    assert answer_tree("1. one\n2. two\n   - three\n") == [
        (
            "L",
            [
                ("LI", [("Lbl", ["1."]), ("LBody", ["one"])]),
                (
                    "LI",
                    [
                        ("Lbl", ["2."]),
                        (
                            "LBody",
                            [
                                ("P", ["two"]),
                                ("L", [("LI", [("Lbl", ["–"]), ("LBody", ["three"])])]),
                            ],
                        ),
                    ],
                ),
            ],
        )
    ]


def test_a_table_has_rows_and_cells_also_empty_ones() -> None:
    assert answer_tree("| a | b |\n|---|---|\n| | d |") == [
        (
            "Table",
            [
                ("TR", [("TH", ["a"]), ("TH", ["b"])]),
                ("TR", [("TD", []), ("TD", ["d"])]),
            ],
        )
    ]


def test_quotes_code_and_formulas_are_what_they_are() -> None:
    assert answer_tree("> a `b` $c$\n\n```\nd\n```\n\n---\n\n$$\ne\n$$") == [
        ("BlockQuote", [("P", ["a ", ("Code", ["b"]), " ", ("Formula", ["c"])])]),
        ("Div", [("P", [("Code", ["d"])])]),
        ("P", [("Formula", ["e"])]),
    ]


def test_each_line_of_code_is_a_paragraph_however_it_is_wrapped() -> None:
    long = "call(" + ", ".join(f"argument_{at}" for at in range(30)) + ")"
    ((role, lines),) = answer_tree(f"```\nif x:\n    y\n\n{long}\n```")
    assert role == "Div"
    texts = ["".join(code[1]) for _, (code,) in lines]
    assert texts == ["if x:", "    y", long]


def languages(answer: str, language: str = "en") -> list[tuple[str, str]]:
    """Return what is said in another language than the deck's, with that language."""
    deck = replace(one(answer), language=language)
    data = export_pdf(deck, PdfOptions())[0]
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = TaggedFile(pdf)
        return [
            (str(element.object.Lang), "".join(map(file.text_of, element.contents)).strip())
            for element in file.elements()
            if element.role == "Span" and "/Lang" in element.object
        ]


@pytest.mark.parametrize(
    ("answer", "language", "expected"),
    [
        ("the net (нейронная сеть) learns", "en", [("ru", "(нейронная сеть)")]),
        ("нейронна мережа є тут", "en", [("uk", "нейронна мережа є тут")]),
        ("нейронна мережа", "uk", []),
        ("мрежа", "bg-BG", []),
        ("a δίκτυο and α, β, Δx, πr² or μs", "en", [("el", "δίκτυο")]),
        ("größe und ñandú", "en", []),
        ("слово and слово", "en", [("ru", "слово"), ("ru", "слово")]),
        ("слово", "", [("ru", "слово")]),
        ("the word שלום עולם here", "en", [("he", "םלוע םולש")]),
    ],
)
def test_words_in_another_script_have_their_language(
    answer: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert languages(answer, language) == expected


def boxes(answer: str) -> dict[str, list[float]]:
    """Return the places of the elements of an answer that say it."""
    with pikepdf.open(io.BytesIO(export_pdf(one(answer), PdfOptions())[0])) as pdf:
        return {
            element.role: [float(side) for side in element.object.A.BBox]
            for element in TaggedFile(pdf).elements()
            if "/BBox" in element.object.get("/A", {})
        }


def test_a_table_says_where_it_stands_and_so_does_a_formula_in_it() -> None:
    found = boxes("| a | b |\n|---|---|\n| $x$ | d |\n\nBelow.")
    assert found.keys() == {"Table", "Formula"}
    (left, bottom, right, top), (x0, y0, x1, y1) = found["Table"], found["Formula"]
    assert left <= x0 < x1 < right
    assert bottom <= y0 < y1 < top
    assert 20 < top - bottom < 60


def test_a_table_on_two_pages_says_no_place() -> None:
    assert boxes("| a |\n|---|\n" + "| b |\n" * 300) == {}


def test_a_link_has_its_words_and_its_place() -> None:
    assert answer_tree("See [here](https://example.org/) too.") == [
        ("P", ["See ", ("Link", ["here", "@https://example.org/"]), " too."])
    ]


def test_a_link_in_several_styles_is_one_place_on_each_line() -> None:
    ((_, (link,)),) = answer_tree("[a **bold** and `code` word](https://example.org/)")
    assert link == (
        "Link",
        ["a bold and ", ("Code", ["code"]), " word", "@https://example.org/"],
    )


def test_two_links_beside_each_other_are_two() -> None:
    ((_, links),) = answer_tree("[a](https://example.org/)[b](https://example.org/)")
    assert links == [
        ("Link", ["a", "@https://example.org/"]),
        ("Link", ["b", "@https://example.org/"]),
    ]


def test_a_formula_inside_a_link_stays_in_it() -> None:
    ((_, (link,)),) = answer_tree("[$z$](https://example.org/)")
    assert link == ("Link", [("Formula", ["z"]), "@https://example.org/"])


def test_an_element_goes_on_over_lines_columns_and_pages() -> None:
    deck = one(prose(4000))
    data = export_pdf(deck, PdfOptions())[0]
    assert roles(data).count("P") == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
        (paragraph,) = (e for e in TaggedFile(pdf).elements() if e.role == "P")
        # Of each page one piece of content for each of its two columns, or one for both.
        assert {kid.page for kid in paragraph.contents} == set(range(len(pdf.pages)))
        assert len(paragraph.contents) <= 2 * len(pdf.pages)
    assert squeeze(said_text(data)) == squeeze(deck_text(deck))


@pytest.mark.parametrize(
    "answer", [prose(100), prose(20) + "\\\n" + prose(20), "| a | b |\n|---|---|\n| x<br>y | z |"]
)
def test_words_are_parted_at_the_ends_of_lines(answer: str) -> None:
    data = export_pdf(one(answer), PdfOptions())[0]
    said = said_text(data).replace("\u00ad", "")
    assert said.split()[2:] == re.sub(r"\\\n|<br>|[|]|-{3}", " ", answer).split()


def test_a_hyphenated_word_is_not_parted() -> None:
    data = export_pdf(one("antidisestablishmentarianism " * 60), PdfOptions())[0]
    said = said_text(data)
    assert "\u00ad" in said
    assert set(said.replace("\u00ad", "").split()[2:]) == {"antidisestablishmentarianism"}


def test_running_heads_and_labels_of_continued_items_are_artifacts() -> None:
    data = export_pdf(one(prose(4000)), PdfOptions())[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        artifacts = [
            stretch.text
            for content in TaggedFile(pdf).contents
            for stretch in content.stretches
            if stretch.tag == "Artifact"
        ]
    assert any("(continued)" in text for text in artifacts)
    assert sum(text.startswith("Title") for text in artifacts) > 0
    assert "continued" not in said_text(data)
    assert said_text(data).count("Title") == 1


def test_neighbours_of_one_element_are_one_stretch_of_content() -> None:
    assert answer_tree(prose(60)) == [("P", [answer_tree(prose(60))[0][1][0]])]
    assert len(answer_tree(prose(60))[0][1]) == 1


RIGHT_TO_LEFT = (
    "המילה שלום והמספר 12 ו-ABC הם כאן",
    "a word שלום עולם, in the middle of a line, and so on " + "over the line " * 9 + "שלום",
    "[קישור](https://example.org/) ו**מודגש**",
)


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("answer", RIGHT_TO_LEFT)
def test_text_from_right_to_left_is_said_in_the_order_of_reading(
    answer: str, language: str
) -> None:
    deck = replace(one(answer), language=language)
    data = export_pdf(deck, PdfOptions())[0]
    assert faults(data) == []
    assert squeeze(said_text(data)) == squeeze(deck_text(deck))


def test_titles_from_right_to_left_are_said_in_the_order_of_reading() -> None:
    note = Note(NoteId("a"), "מהי רשת (net)?", "זו.", "1", section=SectionId("s"))
    parts = (Section(SectionId("s"), "חלק 1: מבוא"),)
    deck = Deck("d", "רשתות נוירונים, part 2", language="he", sections=parts, notes=(note,))
    for layout in TAGGED_LAYOUTS:
        data = export_pdf(deck, PdfOptions(layout=layout))[0]
        assert faults(data) == []
        assert out_of_order(said_text(data), [text for _, text in deck_pieces(deck)]) == []


@pytest.mark.parametrize(("language", "said_in"), [("de", ""), ("sw", "en")])
@pytest.mark.parametrize("layout", TAGGED_LAYOUTS)
def test_what_a_sheet_says_itself_is_in_the_language_of_the_deck_or_english(
    layout: str, language: str, said_in: str
) -> None:
    other = Note(NoteId("other"), "Why?", "Because.", "2")
    deck = replace(one(""), language=language)
    deck = replace(deck, notes=(*deck.notes, other))
    with pikepdf.open(io.BytesIO(export_pdf(deck, PdfOptions(layout=layout))[0])) as pdf:
        file = TaggedFile(pdf)
        said = {
            "".join(map(file.text_of, element.contents)): str(element.object.get("/Lang", ""))
            for element in file.elements()
            if element.role == "P" and element.contents
        }
    assert said[labels_of(language).phrases.no_answer] == said_in


# --- marks of layouts -----------------------------------------------------------------------------


def draw(*marks: Mark, bookmarks: tuple[Bookmark, ...] = ()) -> bytes:
    page = Page((Placed(20.0, 20.0, marks),), bookmarks)
    return draw_sheet(Sheet("Title", "en", 400.0, 300.0, (page,)))


def set_text(text: str, element: Element | None, href: str = "") -> tuple[Mark, ...]:
    look = Look(REGULAR, 10.0, element=element, href=href)
    frame = Frame(Fonts(Losses()), look, 12.0, 9.0, 0.0, 300.0)
    return frame.set_lines([Run(text, look)])[0].marks


def test_a_sheet_without_elements_is_not_tagged_and_claims_nothing() -> None:
    data = draw(*set_text("a card", None))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert b"pdfuaid:part>" not in pdf.Root.Metadata.read_bytes()
        assert b"BDC" not in pdf.pages[0].Contents.read_bytes()
    assert file_faults(data) == []


def test_a_link_inside_the_sheet_leads_to_its_bookmark() -> None:
    document = Element(DOCUMENT)
    heading = document.open(HEADING, level=1)
    entry = document.open("P").open("Link")
    data = draw(
        *set_text("To the end", entry, "#end"),
        *set_text("The end", heading),
        bookmarks=(Bookmark("end", "The end (of all)", 0, 50.0),),
    )
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert link.Dest[0].objgen == pdf.pages[0].obj.objgen
        assert float(link.Dest[3]) == 300.0 - 50.0 + 4.0
        assert str(link.Contents) == "The end (of all)"


def test_a_link_to_a_bookmark_that_is_not_there_is_an_error_of_the_layout() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        draw(*set_text("Go", None, "#nowhere"))


def test_a_place_to_click_without_an_element_gets_one() -> None:
    paragraph = Element(DOCUMENT).open("P")
    data = draw(*set_text("text", paragraph), Link(0.0, 20.0, 9.0, 9.0, "https://example.org/"))
    assert faults(data) == []
    assert tree(data) == [("Document", [("P", ["text"]), ("Link", ["@https://example.org/"])])]


def test_a_place_to_click_is_where_its_words_are_on_a_turned_page() -> None:
    sheet = Sheet("Title", "en", 400.0, 300.0, ())
    boxes = []
    for turned in (False, True):
        page = Page(
            (Placed(20.0, 20.0, set_text("word", None, "https://example.org/")),), is_turned=turned
        )
        data = draw_sheet(replace(sheet, pages=(page,)))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            boxes.append([float(side) for side in pdf.pages[0].obj.Annots[0].Rect])
    (left, bottom, right, top), turned_box = boxes
    assert turned_box == pytest.approx([400 - right, 300 - top, 400 - left, 300 - bottom], abs=0.02)


def test_the_lines_of_a_formula_are_a_part_of_it() -> None:
    formula = Element(DOCUMENT).open("P").open("Formula", alt="1/2")
    data = draw(*set_text("1", formula), Rule(0.0, 12.0, 9.0, 12.0, element=formula))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert re.search(rb"/Formula <</MCID \d+>> BDC\n[^B]*l S\nEMC", content)


def test_what_is_printed_again_is_an_artifact() -> None:
    cell = Element(DOCUMENT).open("P")
    marks = set_text("header", cell, "https://example.org/")
    data = draw(*marks, *as_artifacts(marks))
    assert faults(data) == []
    assert said_text(data).split() == ["header"]


def test_language_and_spoken_words_are_written() -> None:
    paragraph = Element(DOCUMENT).open("P")
    word = paragraph.open("Span", language="el", spoken="άλφα")
    data = draw(*set_text("α", word))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (span,) = (e for e in TaggedFile(pdf).elements() if e.role == "Span")
        assert (str(span.object.Lang), str(span.object.ActualText)) == ("el", "άλφα")


# --- the judge ------------------------------------------------------------------------------------

Mutation = Callable[[pikepdf.Pdf], None]


def find(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    return next(e.object for e in TaggedFile(pdf).elements() if e.role == role)


def edit(pdf: pikepdf.Pdf, pattern: bytes, put: bytes) -> None:
    """Change the content of the first page once."""
    contents = pdf.pages[0].Contents
    changed, count = re.subn(pattern, put, contents.read_bytes(), count=1, flags=re.DOTALL)
    assert count == 1
    contents.write(changed)


def edit_metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def edit_font(pdf: pikepdf.Pdf, put: bytes) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    data = font.ToUnicode.read_bytes()
    font.ToUnicode.write(re.sub(rb"(?<=<0001> )<\w+>", put, data))


def first_annotation(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(a for page in pdf.pages for a in page.obj.get("/Annots", []))


def set_role(role: str, to: str) -> Mutation:
    return lambda pdf: setattr(find(pdf, role), "S", Name("/" + to))


def drop(find_object: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Mutation:
    def mutate(pdf: pikepdf.Pdf) -> None:
        found = find_object(pdf)
        assert key in found
        del found[key]

    return mutate


def swap_parent(pdf: pikepdf.Pdf) -> None:
    array = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    array[0], array[1] = array[1], array[0]


def drop_font_file(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def add_empty(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K.append(pdf.make_indirect(Dictionary(S=Name.P, P=document)))


def point_nowhere(pdf: pikepdf.Pdf) -> None:
    annotation = first_annotation(pdf)
    del annotation["/A"]
    annotation.Dest = Array([pdf.make_indirect(Dictionary()), Name.Fit])


def orphan(pdf: pikepdf.Pdf) -> None:
    find(pdf, "Link").K = Array([k for k in find(pdf, "Link").K if isinstance(k, int)])


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "text outside of all tags": (
        lambda pdf: edit(pdf, rb"ET\s*$", b"(x) Tj ET"),
        "neither tagged nor an artifact",
    ),
    "a line outside of all tags": (
        lambda pdf: edit(pdf, rb"^", b"0 0 m 9 9 l S "),
        "neither tagged nor an artifact",
    ),
    "a tag left open": (lambda pdf: edit(pdf, rb"EMC(?=\s*ET\s*$)", b""), "not balanced"),
    "a tag inside an artifact": (
        lambda pdf: edit(pdf, rb"/Artifact BMC", b"/Artifact BMC /P <</MCID 99>> BDC EMC"),
        "P in Artifact",
    ),
    "the same MCID twice": (
        lambda pdf: edit(pdf, rb"/MCID 3>>", b"/MCID 2>>"),
        "MCID 2 is there 2 times",
    ),
    "an MCID of no element": (
        lambda pdf: edit(pdf, rb"/MCID 3>>", b"/MCID 999>>"),
        "MCID 999 is in no element",
    ),
    "an element without its content": (
        lambda pdf: edit(pdf, rb"/MCID 3>>", b"/MCID 999>>"),
        "there is no MCID 3",
    ),
    "nothing between the tags": (
        lambda pdf: edit(pdf, rb"(/MCID 0>> BDC).*?EMC", rb"\1 EMC"),
        "nothing is in MCID 0",
    ),
    "parents mixed up": (swap_parent, "another parent in the parent tree"),
    "an empty element": (add_empty, "P is empty"),
    "an unknown role": (set_role("P", "Para"), "no standard role"),
    "a heading left out": (set_role("H2", "H3"), "H3 after H1"),
    "no first heading": (set_role("H1", "P"), "H2 after no heading"),
    "an item in no list": (set_role("L", "Div"), "LI in Div"),
    "an item without body": (set_role("LBody", "Lbl"), "LI with"),
    "a list of no kind": (drop(lambda pdf: find(pdf, "L"), "/A"), "without ListNumbering"),
    "a cell in no row": (set_role("TR", "Div"), "TH in Div"),
    "a cell that is none": (set_role("TD", "P"), "P in TR"),
    "a header of no direction": (drop(lambda pdf: find(pdf, "TH"), "/A"), "without Scope"),
    "a table that is nowhere": (drop(lambda pdf: find(pdf, "Table"), "/A"), "Table without BBox"),
    "a formula beside the page": (
        lambda pdf: setattr(find(pdf, "Formula").A, "BBox", Array([0, 0, 9, 9999])),
        "Formula with a wrong BBox",
    ),
    "a row too short": (lambda pdf: find(pdf, "TR").K.__delitem__(0), "rows of"),
    "a link that says nothing": (drop(first_annotation, "/Contents"), "without Contents"),
    "a link that is not printed": (
        lambda pdf: setattr(first_annotation(pdf), "F", 2),
        "not printed",
    ),
    "a link in no element": (orphan, "link in no Link element"),
    "a Link without annotation": (orphan, "Link without a place to click"),
    "a link to nowhere": (point_nowhere, "link to nowhere"),
    "a link of another key": (
        lambda pdf: setattr(first_annotation(pdf), "StructParent", 0),
        "another parent in the parent tree",
    ),
    "a formula that says nothing": (
        drop(lambda pdf: find(pdf, "Formula"), "/Alt"),
        "Formula without Alt",
    ),
    "a language that is none": (
        lambda pdf: setattr(find(pdf, "P"), "Lang", String("no language")),
        "in language",
    ),
    "not marked": (drop(lambda pdf: pdf.Root, "/MarkInfo"), "not marked"),
    "no language": (drop(lambda pdf: pdf.Root, "/Lang"), "no language"),
    "no metadata": (drop(lambda pdf: pdf.Root, "/Metadata"), "no metadata"),
    "no structure": (drop(lambda pdf: pdf.Root, "/StructTreeRoot"), "no structure"),
    "no colours": (drop(lambda pdf: pdf.Root, "/OutputIntents"), "no output intent"),
    "no title bar": (drop(lambda pdf: pdf.Root, "/ViewerPreferences"), "not displayed"),
    "no claim of PDF/UA": (
        lambda pdf: edit_metadata(pdf, b"<pdfuaid:part>1", b"<pdfuaid:part>"),
        "PDF/UA-1",
    ),
    "no claim of level U": (
        lambda pdf: edit_metadata(pdf, b"conformance>U", b"conformance>B"),
        "level U",
    ),
    "no title": (lambda pdf: edit_metadata(pdf, b">What a page may hold<", b"><"), "a title"),
    "tabs in another order": (
        lambda pdf: [page.obj.__delitem__("/Tabs") for page in pdf.pages],
        "order of tabs",
    ),
    "a font that is not in the file": (drop_font_file, "not embedded"),
    "no map to characters": (
        drop(lambda pdf: next(iter(pdf.pages[0].Resources.Font.values())), "/ToUnicode"),
        "no map to characters",
    ),
    "a private character": (lambda pdf: edit_font(pdf, b"<E000>"), "maps 1 to"),
    "a character that is none": (lambda pdf: edit_font(pdf, b"<0000>"), "maps 1 to"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_judge_finds_a_fault(name: str) -> None:
    mutate, expected = MUTATIONS[name]
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(export("show"))) as pdf:
        mutate(pdf)
        pdf.save(buffer)
    assert any(expected in fault for fault in faults(buffer.getvalue()))


def test_the_judge_of_the_order_finds_two_paragraphs_changed_about() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(export("show"))) as pdf:
        sections = [e.object for e in TaggedFile(pdf).elements() if e.role == "Sect"]
        kids = next(s.K for s in sections if len(s.K) > 2)
        kids[1], kids[2] = kids[2], kids[1]
        pdf.save(buffer)
    said = said_text(buffer.getvalue())
    assert squeeze(said) != squeeze(deck_text(read_deck("show")))
    assert out_of_order(said, [text for _, text in deck_pieces(read_deck("show"))])


def test_the_expected_text_names_every_question() -> None:
    text = squeeze(deck_text(read_deck("show")))
    assert "Whichcellsmaybeempty?" in text
    assert "noanswer" in text
    changed = replace(PROSE_DECK, title="Other")
    assert squeeze(deck_text(changed)) != squeeze(deck_text(PROSE_DECK))
