"""Documents of other programs: what comes out of them as Markdown, and that they do no harm."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
)

from nnexport import converters
from nnexport.converters import convert, pandoc, pdf, processes
from nnexport.converters.processes import ConversionError, run_limited
from tests.pandoc import MakeDocument

KITCHEN = """\
# Kitchen

1. What makes bread rise?
2. Why is salt added?

Here are the answers; `x_1` costs $5, water is H~2~O, and $x^2$ is a square.

- one
- two
    - deep

| a | b |
|---|---|
| 1 | 2 |

![a picture of dough](dough.png)
"""


def converted(data: bytes, ending: str) -> str:
    text, problems = convert(data, ending, f"x{ending}")
    assert not [each for each in problems if each.code == "NN009"]
    assert text is not None
    return text


def failure(data: bytes, ending: str) -> str:
    text, (problem,) = convert(data, ending, f"x{ending}")
    assert text is None
    assert problem.code == "NN009"
    assert problem.span.path == f"x{ending}"
    assert problem.help
    return f"{problem.message}; {problem.help}"


# --- pandoc --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["docx", "odt", "epub", "rst", "org"])
def test_office_documents(make_document: MakeDocument, name: str) -> None:
    text = converted(make_document(KITCHEN, name), f".{name}")
    assert "# Kitchen\n" in text
    # Numbers that the program counts itself come out as numbers.
    assert "1.  What makes bread rise?\n" in text
    assert "2.  Why is salt added?\n" in text
    assert "- one\n" in text
    assert "| a   | b   |\n" in text
    assert "a picture of dough" in text
    assert "<sub>2</sub>" in text
    assert ":::" not in text
    assert "{#" not in text
    assert "<!--" not in text


def test_numbers_go_on_after_a_paragraph(make_document: MakeDocument) -> None:
    markdown = "1. What is dough?\n\nFlour and water.\n\n2. What is yeast?\n\nA fungus.\n"
    text = converted(make_document(markdown, "docx"), ".docx")
    assert "1.  What is dough?\n\nFlour and water.\n\n2.  What is yeast?\n\nA fungus.\n" in text


def test_highlighted_text(make_document: MakeDocument) -> None:
    markdown = "A [cell]{.mark} and photo[syn]{.mark}thesis, a == b, a==b, ==c==, `==d==`.\n"
    text = converted(make_document(markdown, "docx"), ".docx")
    assert text == (
        "A <mark>cell</mark> and photo<mark>syn</mark>thesis, a \\== b, a==b, \\==c\\==, `==d==`.\n"
    )


def test_rich_text(make_document: MakeDocument) -> None:
    text = converted(make_document("# Kitchen\n\nWhy **salt**?\n", "rtf"), ".rtf")
    assert "Why **salt**?" in text


def test_picture_without_a_text_shows_its_name(make_document: MakeDocument) -> None:
    text = converted(b"See [[file:pictures/dough.png]]\n", ".org")
    assert "![dough](pictures/dough.png)" in text


def test_marks_between_lists_go_but_not_in_code(make_document: MakeDocument) -> None:
    text = converted(b"- a\n\n..\n\n#. b\n\n::\n\n   x\n\n\n   <!-- -->\n", ".rst")
    assert text.count("<!-- -->") == 1
    assert text == "- a\n\n1.  b\n\n```\nx\n\n\n<!-- -->\n```\n"


def test_markup_in_another_encoding(make_document: MakeDocument) -> None:
    text = converted("Wie heißt die Säure im Teig?\n".encode("cp1252"), ".org")
    assert text == "Wie heißt die Säure im Teig?\n"


def test_document_reads_no_other_file(make_document: MakeDocument) -> None:
    text, problems = convert(b"1. a\n\n.. include:: /etc/passwd\n", ".rst", "x.rst")
    assert text == "1.  a\n"
    assert [each.code for each in problems] == ["NN016"]
    assert "/etc/passwd" in problems[0].message


def test_damaged_document(make_document: MakeDocument) -> None:
    assert "damaged" in failure(b"PK\x03\x04 broken", ".docx")
    assert "cannot be converted" in failure(b"no archive", ".docx")
    assert "there is no text in it" in failure(b"\n", ".rst")


def test_missing_pandoc_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: None)
    assert "pip install 'nnexport[convert]'" in failure(b"x", ".docx")


def test_pandoc_on_the_path_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc.shutil, "which", lambda name: f"/somewhere/{name}")
    assert pandoc.find_pandoc() == "/somewhere/pandoc"


def test_archive_that_unpacks_without_end_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converters, "MOST_UNPACKED", 5_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/{number}.xml", bytes(1_000_000))
    assert "unpack to 6 MB" in failure(file.getvalue(), ".docx")


# --- limits --------------------------------------------------------------------------------------


def test_program_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS", 0)
    with pytest.raises(ConversionError, match="takes more than 0 seconds"):
        run_limited((sys.executable, "-c", "while True: pass"), b"")


def test_program_that_writes_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MOST_BYTES", 1_000_000)
    with pytest.raises(ConversionError, match="larger than 1 MB"):
        run_limited((sys.executable, "-c", "while True: print('x' * 1000)"), b"")


def test_program_that_fails_gives_its_reason() -> None:
    with pytest.raises(ConversionError, match="too hot"):
        run_limited((sys.executable, "-c", "import sys; sys.exit('it is\\ntoo hot\\n')"), b"")
    with pytest.raises(ConversionError, match="does not run"):
        run_limited(("/no/such/program",), b"")


# --- PDF -----------------------------------------------------------------------------------------

STYLE = ParagraphStyle("text", fontSize=10, leading=12, spaceAfter=5)
ANSWER = (
    "Rivers carry sand and mud. Where the water slows down it drops what it carried, so that "
    "the coast grows into the sea year after year and islands come up between its arms."
)
POINTS = (
    "It is hard, but it breaks easily when it is struck at an edge or when it is cooled too fast.",
    "It lets light through.",
)


def make_pdf(columns: int) -> bytes:
    """Return pages with questions, answers and bullets between a header and a page number."""
    file = io.BytesIO()
    width = 480 / columns - 20
    frames = [Frame(60 + at * (width + 20), 200, width, 590) for at in range(columns)]

    def draw_edges(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.drawString(60, 810, "Geography, second term")
        canvas.drawCentredString(300, 30, f"Page {document.page} of 9")

    story = []
    for number in range(1, 25):
        story.append(Paragraph(f"{number}. What is river number {number}?", STYLE))
        story.append(Paragraph(ANSWER, STYLE))
        items = [ListItem(Paragraph(each, STYLE)) for each in POINTS]
        story.append(ListFlowable(items, bulletType="bullet", start="•"))
    document = BaseDocTemplate(file, pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=draw_edges)])
    document.build(story)
    return file.getvalue()


def draw(*lines: tuple[float, float, str]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Helvetica", 10)
    for x, y, text in lines:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("columns", [1, 2])
def test_pages_become_paragraphs_in_reading_order(columns: int) -> None:
    text, problems = convert(make_pdf(columns), ".pdf", "x.pdf")
    expected = "".join(
        f"{number}. What is river number {number}?\n\n{ANSWER}\n\n- {POINTS[0]}\n- {POINTS[1]}\n\n"
        for number in range(1, 25)
    )
    assert text == expected.removesuffix("\n")
    assert [each.code for each in problems] == ["NN016", "NN016"]
    assert "“Geography, second term”" in problems[0].message
    assert "“Page 1 of 9”" in problems[1].message


def test_lines_drawn_in_another_order_and_broken_words() -> None:
    data = draw(
        (72, 700, "2. What is erosion?"),
        (72, 688, "It is the slow wear-"),
        (72, 676, "ing away of rock by wa-"),
        (72, 664, "ter and wind."),
        (72, 760, "1. What is a glacier?"),
        (72, 748, "A slow river of ice that flows"),
        (72, 736, "down a mountain."),
    )
    assert converted(data, ".pdf") == (
        "1. What is a glacier?\n\nA slow river of ice that flows down a mountain.\n\n"
        "2. What is erosion?\n\nIt is the slow wearing away of rock by water and wind.\n"
    )


def test_hyphen_that_the_document_has_elsewhere_stays() -> None:
    data = draw(
        (72, 760, "A well-known rule is old. It is well-"),
        (72, 748, "known and kept by all in the town."),
    )
    assert "It is well-known and kept" in converted(data, ".pdf")


def test_text_of_a_page_is_no_markup() -> None:
    data = draw((72, 760, "Call __init__ with *args if a < b."))
    assert converted(data, ".pdf") == "Call \\_\\_init\\_\\_ with *args if a < b.\n"


def test_right_column_drawn_first() -> None:
    lines = simpleSplit(f"{ANSWER} {ANSWER}", "Helvetica", 10, 200)
    right, left = ([(x, 700.0 - 12 * at, each) for at, each in enumerate(lines)] for x in (320, 60))
    text = converted(draw((60, 760, "What do rivers do?"), *right, *left), ".pdf")
    assert text == f"What do rivers do?\n\n{ANSWER} {ANSWER}\n\n{ANSWER} {ANSWER}\n"


def test_pages_without_text_and_what_is_no_pdf() -> None:
    assert "its pages are pictures" in failure(draw(), ".pdf")
    assert "it is damaged, or no PDF" in failure(b"no pdf", ".pdf")


def test_missing_pdf_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.importlib.util, "find_spec", lambda name: None)
    assert "pip install 'nnexport[convert]'" in failure(b"x", ".pdf")
