"""How fast and how lean the reader is, on tidy texts and on hostile ones.

Each text is read in a process of its own, so that its peak memory is known. Beside each rate stands
that of two reference passes over the same text in the same process: markdown-it's parser, and a
pass that splits every line into words.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Source, SourceId
from nnexport.files import decode_source
from nnexport.readers import read_document
from tests.bench.generate import generate_lists, generate_markdown, generate_pairs
from tests.bench.hostile import HOSTILE

_SHAPES: tuple[tuple[str, str, Callable[[int, str], str]], ...] = (
    ("question and answer", "txt", generate_pairs),
    ("lists, then answers", "txt", generate_lists),
    ("Markdown", "md", generate_markdown),
)
_LANGUAGES = ("en", "de", "ru")
_UNIT = 1_000_000
_SLOW_REFERENCE = 20 * _UNIT
"""Bytes from which markdown-it is not asked: it would need many times the memory."""


def bench_reading(*, large: bool) -> None:
    """Print rates, memory and growth of reading. ``large``: with 100 MB, which takes minutes."""
    sizes = (1, 10, 100) if large else (1, 10)
    print("\nreading, one core (MB are bytes of UTF-8; memory is the peak above the interpreter's)")
    print(f"  {'':36}{'MB/s':>8}{'memory':>9}{'of split':>10}{'of markdown-it':>16}")
    with tempfile.TemporaryDirectory() as folder:
        for shape, ending, generate in _SHAPES:
            for size in sizes:
                for language in _LANGUAGES if size == 1 else ("en",):
                    path = Path(folder) / f"source.{ending}"
                    path.write_text(generate(size * _UNIT, language), "utf-8")
                    name = f"{shape}, {language}, {size} MB"
                    print(f"  {name:36}{_in_process(path)}", flush=True)
        print("\nhostile texts, seconds at a size and at its double; 2 is linear")
        for what, (ending, size, make) in HOSTILE.items():
            seconds = []
            for count in (size // 2, size):
                path = Path(folder) / f"source.{ending}"
                path.write_text(make(count), "utf-8")
                seconds.append(float(_in_process(path, "--seconds")))
            growth = seconds[1] / max(seconds[0], 1e-3)
            print(f"  {what:30}{seconds[0]:9.2f}{seconds[1]:9.2f}{growth:8.2f}", flush=True)


def _in_process(path: Path, *options: str) -> str:
    command = [sys.executable, "-m", "tests.bench.reading", str(path), *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.rstrip("\n")


def _read(path: Path, *, only_seconds: bool) -> str:
    """Return the line that is printed about one text."""
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    data = path.read_bytes()
    parse_blocks("Loads the parser.")
    before = _peak() - len(data)
    start = time.perf_counter()
    raw, problems = decode_source(data, path.name)
    assert raw is not None, problems
    reading, _ = read_document(raw, Source(SourceId("bench"), path.name))
    seconds = time.perf_counter() - start
    assert reading is not None
    if only_seconds:
        return f"{seconds:.3f}"
    memory = (_peak() - before) / len(data)
    text = raw.text
    del raw, reading
    split = _seconds(lambda: [line.split() for line in text.split("\n")])
    cells = f"{len(data) / seconds / _UNIT:8.2f}{memory:8.1f}x{split / seconds:10.3f}"
    if len(data) < _SLOW_REFERENCE:
        cells += f"{_seconds(lambda: MarkdownIt().parse(text)) / seconds:16.2f}"
    return cells


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _peak() -> int:
    """Return the most memory that this process ever held, in bytes."""
    # Linux counts in units of 1024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    print(_read(Path(sys.argv[1]), only_seconds="--seconds" in sys.argv))
