"""How fast and how lean the PDF exporter is, beside stock reportlab and typst on the same text.

The text is that of the shipped deck, its answers again and again with their sentences in another
order. All print the same sheet: two columns on A4 in the font, size and leading of our study sheet,
a head with the page's number, a list of contents, one bookmark a question. Stock reportlab
(platypus) and typst get the text ready made, as plain paragraphs and items, and set it ragged and
without hyphens; platypus makes its contents as a file of its own, since its own way of doing so
takes six times as long. Ours is read from Markdown, total fit, hyphens, tags and all.

Each run has a process of its own, and makes no others but where two processes are compared with
one, by the clock. Seconds are those of the processor, without loading libraries; the memory is
what a page adds to that of the loaded libraries. Without ``.bench/``, into which
`requirements/bench.txt` is installed, there is no typst, and reportlab runs without its C code.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nnexport.deck.canonical import collector_paused, load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Note, NoteId
from nnexport.deck.markup import BulletList, ListItem, OrderedList, Paragraph, inline_text
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.exporters.pdf.layouts.study import TYPES
from nnexport.exporters.pdf.long import LONG
from nnexport.exporters.pdf.text.faces import FONTS_PATH
from tests.bench.memory import forget_peak, memory_now, peak_memory

ROOT = Path(__file__).parents[2]
DECK = ROOT / "questions" / "neural-networks.yaml"
PEERS = ROOT / ".bench"
REQUIREMENTS = ROOT / "requirements" / "bench.txt"
SIZE_PT, LEADING_PT = TYPES[2].size_pt, TYPES[2].leading_pt
_WAYS = ("platypus", "typst", "full", "fast")
_WITHOUT_PEERS = (
    "  typst and rl_accel could not be installed: without typst, and reportlab without its C code"
)


def bench_pdf(sizes: list[int]) -> None:
    """Print the figures for decks of these sizes; ``x`` is times platypus in the same run."""
    print("\nPDF (seconds of the processor; kB: memory that a page adds)")
    if not install_peers():
        print(_WITHOUT_PEERS)
    shipped = _in_process("shipped", 0)
    print(f"  the shipped deck: {shipped['seconds']:.2f} s, {shipped['pages']:.0f} pages")
    for size in sizes:
        found = {way: _in_process(way, size) for way in _WAYS}
        print(f"  {size:,} questions{'seconds':>18}{'x':>8}{'pages':>9}{'kB/page':>9}{'MB':>8}")
        reference = found["platypus"]["seconds"]
        two = _in_process("two", size) if size >= LONG else {}
        for way, each in found.items():
            if not each:
                continue
            ratio = each["seconds"] / reference
            page_kb = each["memory"] / each["pages"] / 1000
            print(
                f"    {way:16}{each['seconds']:14.2f}{ratio:10.2f}{each['pages']:9.0f}"
                f"{page_kb:9.0f}{each['size'] / 1e6:8.1f}"
            )
        if two:
            print(
                f"    two processes: {two['clock'] / found['full']['clock']:.2f} x one by the clock"
            )


def install_peers() -> bool:
    """Install what we are compared with into a folder of its own; return whether it is there."""
    stamp = PEERS / "stamp"
    wanted = REQUIREMENTS.read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return True
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    into = ["--no-deps", "--require-hashes", "--upgrade", "--target", str(PEERS)]
    done = subprocess.run([*pip, *into, "-r", str(REQUIREMENTS)], capture_output=True, check=False)
    if done.returncode == 0:
        stamp.write_text(wanted, "utf-8")
    return done.returncode == 0


def _in_process(way: str, size: int) -> dict[str, float]:
    paths = [str(ROOT), *(str(PEERS) for _ in [way] if way in ("platypus", "typst"))]
    path = os.pathsep.join([*paths, *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "tests.bench.pdf", way, str(size)]
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


# --- the text ------------------------------------------------------------------------------------


def make_deck(size: int) -> Deck:
    """Return a deck of so many questions, each answer in an order of its own."""
    loaded, problems = load_deck(DECK.read_text("utf-8"), DECK.name)
    assert loaded is not None, problems
    shipped, dice = loaded.deck.notes, random.Random(1)
    notes = tuple(
        Note(NoteId(f"n{at}"), note.question, _shuffle(note.answer, dice))
        for at in range(size)
        for note in [shipped[at % len(shipped)]]
    )
    return Deck("bench", "Bench", notes=notes, language="en")


def _shuffle(answer: str, dice: random.Random) -> str:
    return "\n\n".join(_shuffle_block(block, dice) for block in answer.split("\n\n"))


def _shuffle_block(block: str, dice: random.Random) -> str:
    if block[:1] in "-*0123456789`|$ ":
        return block
    sentences = block.split(". ")
    last = sentences.pop()
    dice.shuffle(sentences)
    return ". ".join([*sentences, last])


_Plain = list[tuple[str, list[tuple[int, str]]]]
"""Questions, each with the texts of its answer; of each text how deep in lists it stands."""


def plain_text(deck: Deck) -> _Plain:
    return [
        (f"{at}. {note.question}", list(_texts(parse_blocks(note.answer), 0)))
        for at, note in enumerate(deck.notes, start=1)
    ]


def _texts(blocks: Any, depth: int) -> Iterator[tuple[int, str]]:
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield depth, inline_text(inlines)
            case BulletList(items) | OrderedList(items=items):
                yield from _texts(items, depth + 1)
            case ListItem(inner):
                yield from _texts(inner, depth)
            case _:
                yield depth, str(getattr(block, "text", ""))


# --- what runs in a process of its own -----------------------------------------------------------


def run_ours(deck: Deck, *, fast: bool = False, jobs: int = 1) -> list[bytes]:
    return [export_pdf(deck, PdfOptions(layout="study", fast=fast), jobs=jobs)[0]]


def run_platypus(text: _Plain) -> list[bytes]:
    """Return the text as stock reportlab sets it: contents and body."""
    import io
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
    from reportlab.platypus import Paragraph as Text

    for name, file in (("Body", "SourceSans3-Regular"), ("Bold", "SourceSans3-Semibold")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS_PATH / f"{file}.ttf")))
    size = {"fontSize": SIZE_PT, "leading": LEADING_PT}
    asked = ParagraphStyle("q", fontName="Bold", spaceBefore=10, keepWithNext=1, **size)
    told = [
        ParagraphStyle(f"a{depth}", fontName="Body", leftIndent=10 * depth, **size)
        for depth in range(8)
    ]
    listed = ParagraphStyle("c", fontName="Body", rightIndent=30, bulletIndent=490, **size)
    pages: list[tuple[str, int]] = []

    class Document(BaseDocTemplate):  # type: ignore[misc]
        def afterFlowable(self, flowable: Any) -> None:
            if getattr(flowable, "style", None) is asked:
                key = f"q{id(flowable)}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key)
                pages.append((flowable.getPlainText(), self.page))

    def head(canvas: Any, document: Any) -> None:
        canvas.setFont("Body", 8)
        canvas.drawString(43, 812, "Bench")
        canvas.drawRightString(552, 812, f"Page {document.page}")

    def build(story: list[Any], columns: list[Any]) -> bytes:
        file = io.BytesIO()
        document = Document(file, pagesize=A4)
        document.addPageTemplates(PageTemplate("page", columns, onPage=head))
        document.build(story)
        return file.getvalue()

    story = []
    for question, answer in text:
        story.append(Text(escape(question), asked))
        story += [
            Text(escape(each), told[depth], bulletText="•" if depth else None)
            for depth, each in answer
        ]
    frames = [Frame(43 + at * 266, 40, 243, 745, 0, 0, 0, 0) for at in range(2)]
    body = build(story, frames)
    contents = [Text(escape(each), listed, bulletText=str(page)) for each, page in pages]
    return [build(contents, [Frame(43, 40, 509, 745, 0, 0, 0, 0)]), body]


_TYPST = """
#set page("a4", margin: (x: 15mm, y: 14mm),
  header: context [Bench #h(1fr) Page #counter(page).display()])
#set text(font: "Source Sans 3", size: SIZEpt, hyphenate: false, lang: "en")
#set par(justify: false, leading: GAPpt, spacing: GAPpt)
#show heading: it => block(above: 10pt, below: 3pt, text(SIZEpt, weight: 600, it.body))
#outline()
#set page(columns: 2)
#set columns(gutter: 8mm)
"""
_TYPST_LETTERS = 0.66
"""How high typst takes a line to be, for size 1; its leading is the gap between lines."""


def write_typst(text: _Plain) -> str:
    """Return the text as a typst document."""
    gap_pt = LEADING_PT - _TYPST_LETTERS * SIZE_PT
    lines = [_TYPST.replace("SIZE", str(SIZE_PT)).replace("GAP", f"{gap_pt:.2f}")]
    for question, answer in text:
        lines.append(f"#heading({json.dumps(question, ensure_ascii=False)})")
        for depth, each in answer:
            content = f"#text({json.dumps(each, ensure_ascii=False)})"
            lines.append(f"{'  ' * (depth - 1)}- {content}" if depth else f"\n{content}\n")
    return "\n".join(lines)


def run_typst(source: str) -> list[bytes]:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.typ")
        path.write_text(source, "utf-8")
        fonts = {"font_paths": [str(FONTS_PATH)], "ignore_system_fonts": True}
        return [bytes(typst.compile(str(path), format="pdf", **fonts))]


def _job(way: str, size: int) -> Callable[[], list[bytes]] | None:
    """Return what is timed: text → files; ``None`` where a library is missing."""
    if way == "shipped":
        loaded, _ = load_deck(DECK.read_text("utf-8"), DECK.name)
        assert loaded is not None
        return lambda: run_ours(loaded.deck)
    deck = make_deck(size)
    if way in ("full", "fast", "two"):
        return lambda: run_ours(deck, fast=way == "fast", jobs=2 if way == "two" else 1)
    text = plain_text(deck)
    if way == "platypus":
        return lambda: run_platypus(text)
    try:
        import typst  # noqa: F401
    except ImportError:
        return None
    source = write_typst(text)
    return lambda: run_typst(source)


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + helpers.ru_utime + helpers.ru_stime


def _run(way: str, size: int) -> dict[str, float]:
    job = _job(way, size)
    if job is None:
        return {}
    warm = _job("shipped" if way == "shipped" else way, 10)  # Loads libraries and fonts.
    assert warm is not None
    if way != "shipped":
        warm()
    else:
        import nnexport.exporters.pdf.draw
        import nnexport.exporters.pdf.layouts  # noqa: F401
    forget_peak()
    before, start, clock = memory_now(), _seconds(), time.perf_counter()
    with collector_paused():
        files = job()
    return {
        "seconds": _seconds() - start,
        "clock": time.perf_counter() - clock,
        "memory": peak_memory() - before,
        "size": sum(map(len, files)),
        "pages": sum(map(_count_pages, files)),
    }


def _count_pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], int(sys.argv[2]))))
