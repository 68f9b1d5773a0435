"""Time whole processes and stages: ``python -m tests.bench [--sizes 1000,10000] [--runs 5]``.

``--only reading`` times the reader alone, by the megabyte; ``--large`` adds 100 MB to that.
``--only anki`` compares rendering and packaging with the libraries below them, in time and memory.
``--only pdf`` compares sheets of paper with stock reportlab and with typst.
Whole processes are shown beside a reference process in the same run, as a ratio, because machines
differ and drift. Stages are shown per question: a stage that grows faster than its input shows a
rising figure.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from nnexport.checking import check_deck
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Source, SourceId
from nnexport.deck.lock import Lock, stamp_notes
from nnexport.deck.lock_file import dump_lock, load_lock
from nnexport.deck.update import update_deck
from nnexport.exporters.anki import build_package, exported_hashes, note_type_hashes, render_notes
from nnexport.exporters.markdown import MarkdownOptions, export_markdown
from nnexport.exporters.pdf import PdfOptions, export_pdf
from nnexport.files import decode_source
from nnexport.merging.merge import merge_documents
from nnexport.readers import read_document
from tests.bench.anki import bench_anki
from tests.bench.generate import generate_sources
from tests.bench.pdf import bench_pdf
from tests.bench.reading import bench_reading

DECK = Path(__file__).parents[2] / "questions" / "neural-networks.yaml"
MOST_PAGED = 10_000
"""Questions on paper: more of them say nothing new and take minutes."""

_REFERENCE = "import click, genanki, markdown_it, reportlab.pdfgen.canvas, yaml"


def time_process(arguments: list[str], runs: int) -> float:
    """Return the median wall seconds of a whole process, after one run that is not counted."""
    seconds = []
    for run in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        if run:
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def bench_processes(runs: int) -> None:
    """Time cold processes of the shipped deck beside a process that only imports the libraries."""
    python = [sys.executable]
    bare = time_process([*python, "-c", "pass"], runs)
    reference = time_process([*python, "-c", _REFERENCE], runs)
    helped = time_process([*python, "-m", "nnexport", "--help"], runs)
    with tempfile.TemporaryDirectory() as folder:
        builds = []
        for run in range(runs + 1):
            out = Path(folder) / str(run)
            start = time.perf_counter()
            command = [
                *python,
                "-m",
                "nnexport",
                "build",
                str(DECK),
                "--frozen",
                "-o",
                f"{out}{os.sep}",
            ]
            subprocess.run(command, check=True, capture_output=True)
            builds.append(time.perf_counter() - start)
        built = statistics.median(builds[1:])
        again = [
            *python,
            "-m",
            "nnexport",
            "build",
            str(DECK),
            "-o",
            f"{Path(folder) / '0'}{os.sep}",
        ]
        fresh = time_process(again, runs)
    print(f"whole processes, median of {runs} (wall seconds)")
    print(f"  python -c pass                    {bare:6.3f}")
    print(f"  importing the libraries           {reference:6.3f}  the reference")
    print(f"  nnexport --help                   {helped:6.3f}  {helped / reference:5.2f} x")
    print(f"  nnexport build, all outputs       {built:6.3f}  {built / reference:5.2f} x")
    print(f"  nnexport build, up to date        {fresh:6.3f}  {fresh / reference:5.2f} x")


def bench_stages(sizes: list[int]) -> None:
    """Time each stage on generated questions with two variants each."""
    table: dict[str, dict[int, float]] = {}
    for size in sizes:
        for name, seconds in time_stages(size).items():
            table.setdefault(name, {})[size] = seconds
    print("\nstages, seconds (microseconds per question)")
    print("  " + f"{'':14}" + "".join(f"{size:>22,}" for size in sizes) + "   growth")
    for name, row in table.items():
        cells = "".join(f"{row[n]:12.3f} ({row[n] / n * 1e6:6.0f})  " for n in sizes)
        growth = (row[sizes[-1]] / sizes[-1]) / (row[sizes[0]] / sizes[0])
        print(f"  {name:14}{cells} {growth:6.2f}")
    print("growth: time per question at the largest size against the smallest; 1 is linear")


def time_stages(size: int) -> dict[str, float]:
    """Return the seconds of each stage for a deck of this many questions."""
    seconds: dict[str, float] = {}

    def stage(name: str, run: Callable[[], Any]) -> Any:
        gc.collect()
        start = time.perf_counter()
        value = run()
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start
        return value

    documents, paths = [], {}
    for name, text in zip("ab", generate_sources(size), strict=True):
        data = text.encode()
        raw, _ = stage("decode", lambda data=data, name=name: decode_source(data, name))
        source = Source(SourceId(name), f"sources/{name}.txt", raw.sha256)
        reading, _ = stage("read", lambda raw=raw, source=source: read_document(raw, source))
        documents.append(reading.document)
        paths[source.id] = name
    empty = Deck("bench", "Bench")
    merged = stage("merge", lambda: merge_documents(documents, empty, Lock("bench"), paths))
    again = stage(
        "merge again", lambda: merge_documents(documents, merged.deck, merged.lock, paths)
    )
    assert again.deck == merged.deck
    text = stage("write YAML", lambda: dump_deck(merged.deck))
    loaded, problems = stage("load YAML", lambda: load_deck(text, "bench.yaml"))
    assert loaded is not None, problems
    assert len(loaded.deck.notes) == size
    stage("check outputs", lambda: check_deck(loaded, content=False))
    stage("check all", lambda: check_deck(loaded))
    notes = list(merged.deck.notes)
    notes[size // 2] = replace(notes[size // 2], answer="Changed.")
    edited = replace(merged.deck, notes=tuple(notes))
    stage("update YAML", lambda: update_deck(text, edited))
    rendered, _ = stage("render HTML", lambda: render_notes(loaded.deck))
    hashes = exported_hashes(rendered)
    lock = stage(
        "stamp", lambda: stamp_notes(merged.lock, hashes, note_type_hashes(), 1_790_000_000)
    )
    written = stage("write lock", lambda: dump_lock(lock))
    stage("load lock", lambda: load_lock(written, "bench.lock.yaml"))
    stage("package", lambda: build_package(loaded.deck, rendered, lock))
    stage("Markdown", lambda: export_markdown(loaded.deck, MarkdownOptions()))
    stage("PDF", lambda: export_pdf(loaded.deck, PdfOptions()))
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of questions")
    parser.add_argument("--runs", type=int, default=5, help="runs of each whole process")
    parts = ("processes", "stages", "anki", "pdf", "reading")
    parser.add_argument("--only", choices=parts, help="one part of the benchmark")
    parser.add_argument("--large", action="store_true", help="read 100 MB, too: takes minutes")
    options = parser.parse_args()
    only = options.only
    if only in (None, "processes"):
        bench_processes(options.runs)
    sizes = [int(size) for size in options.sizes.split(",") if size]
    if sizes and only in (None, "stages"):
        gc.set_threshold(100_000, 50, 100)  # as the command line does
        bench_stages(sizes)
    if sizes and only in (None, "anki"):
        bench_anki(sizes)
    if sizes and only in (None, "pdf"):
        bench_pdf([size for size in sizes if size <= MOST_PAGED])
    if only in (None, "reading"):
        bench_reading(large=options.large)


if __name__ == "__main__":
    main()
