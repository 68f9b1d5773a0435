"""How fast and how lean the reader is, on tidy texts and on hostile ones.

Each text is read in a process of its own, so that its peak memory is known, and timed in seconds of
the processor, so that other processes do not count. Beside each rate stands that of two reference
passes over the same text in the same process: a pass that splits every line into words, and a
parser of the format, markdown-it or that of Python for HTML. Machines differ; ratios do so less.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Source, SourceId
from nnexport.files import decode_source, read_source
from nnexport.readers import read_document
from tests.bench.generate import (
    generate_html,
    generate_lists,
    generate_markdown,
    generate_pairs,
)
from tests.bench.hostile import HOSTILE
from tests.bench.memory import memory_now, peak_memory

_SHAPES: tuple[tuple[str, str, Callable[[int, str], str]], ...] = (
    ("question and answer", "txt", generate_pairs),
    ("lists, then answers", "txt", generate_lists),
    ("Markdown", "md", generate_markdown),
    ("HTML", "html", generate_html),
)
_LANGUAGES = ("en", "de", "ru")
_UNIT = 1_000_000
_SLOW_REFERENCE = 20 * _UNIT
"""Bytes from which no parser is asked: it would need many times the memory."""

_LARGE = 100
"""Megabytes of the largest text; a page of HTML is never that long."""


def bench_reading(*, large: bool) -> None:
    """Print rates, memory and growth of reading. ``large``: with 100 MB, which takes minutes."""
    sizes = (1, 10, _LARGE) if large else (1, 10)
    print(
        "\nreading, one core (MB are bytes of UTF-8, seconds those of the processor; memory is the"
    )
    print("peak above that of the process before, as a multiple of the file)")
    print(f"  {'':36}{'MB/s':>8}{'memory':>9}{'of split':>10}{'of a parser':>13}")
    with tempfile.TemporaryDirectory() as folder:
        for shape, ending, generate in _SHAPES:
            for size in sizes:
                if size == _LARGE and ending == "html":
                    continue
                for language in _LANGUAGES if size == 1 else ("en",):
                    path = Path(folder) / f"source.{ending}"
                    path.write_text(generate(size * _UNIT, language), "utf-8")
                    name = f"{shape}, {language}, {size} MB"
                    print(f"  {name:36}{_in_process(path)}", flush=True)
        bench_hostile(Path(folder))


def bench_hostile(folder: Path) -> None:
    """Print the seconds that hostile texts take at half their size and at all of it."""
    print("\nhostile texts, seconds at half the size and at all of it; 2 is linear")
    print(f"  {'':32}{'MB':>7}{'half':>9}{'all':>9}{'growth':>8}{'memory':>9}")
    for what, (ending, size, make) in HOSTILE.items():
        figures: list[list[float]] = []
        for count in (size // 2, size):
            path = folder / f"source.{ending}"
            path.write_text(make(count), "utf-8")
            figures.append([float(each) for each in _in_process(path, "--figures").split()])
        (half, _), (whole, memory) = figures
        size_mb = path.stat().st_size / _UNIT
        growth = whole / max(half, 1e-3)
        cells = f"{size_mb:7.1f}{half:9.2f}{whole:9.2f}{growth:8.2f}{memory:8.1f}x"
        print(f"  {what:32}{cells}", flush=True)


def _in_process(path: Path, *options: str) -> str:
    command = [sys.executable, "-m", "tests.bench.reading", str(path), *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.rstrip("\n")


_WARM_UP = "1. What is it?\n\nIt is `that`.\n\n2. Why so?\n\n- It has to be.\n"


def _read(path: Path, *, only_figures: bool) -> str:
    """Return the line that is printed about one text."""
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    # What is loaded with the first text belongs to no text.
    parse_blocks("Loads the parser.")
    warm, _ = decode_source(_WARM_UP.encode(), path.name)
    assert warm is not None
    source = Source(SourceId("bench"), path.name)
    read_document(warm, source)
    before = memory_now()
    size = path.stat().st_size
    start = time.process_time()
    raw, problems = read_source(path)
    assert raw is not None, problems
    reading, _ = read_document(raw, source)
    seconds = time.process_time() - start
    assert reading is not None
    memory = (peak_memory() - before) / size
    if only_figures:
        return f"{seconds:.3f} {memory:.1f}"
    text = raw.text
    del raw, reading
    split = _seconds(lambda: [line.split() for line in text.split("\n")])
    cells = f"{size / seconds / _UNIT:8.2f}{memory:8.1f}x{split / seconds:10.3f}"
    if size < _SLOW_REFERENCE:
        cells += f"{_seconds(lambda: _parse(path, text)) / seconds:13.2f}"
    return cells


def _parse(path: Path, text: str) -> None:
    if path.suffix == ".html":
        HTMLParser().feed(text)
    else:
        MarkdownIt().parse(text)


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    print(_read(Path(sys.argv[1]), only_figures="--figures" in sys.argv))
