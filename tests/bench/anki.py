"""How fast and how lean the Anki exporter is, beside the libraries that it stands on.

Rendering is compared with bare markdown-it-py (CommonMark and tables) on the same texts, packaging
with plain genanki on the same fields: from fields and lock to the file. Seconds are those of the
processor; for two processes, the clock counts, too. Each way of packaging has a process of its own,
so that its memory is known: the peak above what the process held when the fields were loaded. The
lock counts as ours.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt

from nnexport.deck.document import Deck, Note, NoteId
from nnexport.deck.lock import Lock
from nnexport.exporters.anki import RenderedNote, render_notes, stamp_rendered, write_package
from nnexport.exporters.anki.note_types import BASIC
from tests.bench.answers import generate_deck
from tests.bench.memory import forget_peak, memory_now, peak_memory

_CLOCK = 1_790_000_000
_Write = Callable[[Path, Deck, Sequence[RenderedNote], Lock | None], None]
_ROWS = {
    "texts": ("texts to render, million characters", "{:.1f}"),
    "markdown": ("bare markdown-it-py, seconds", "{:.2f}"),
    "render": ("  rendering HTML, one process", "{:.2f} x"),
    "render both": ("  two processes, seconds of both", "{:.2f} x"),
    "render clock": ("  two processes, by the clock", "{:.2f} x"),
    "genanki": ("plain genanki, seconds", "{:.2f}"),
    "genanki size": ("plain genanki, MB", "{:.1f}"),
    "genanki memory": ("plain genanki, MB of memory", "{:.0f}"),
    "package": ("  packaging", "{:.2f} x"),
    "size": ("  size of the package", "{:.3f} x"),
    "memory": ("  memory of packaging", "{:.2f} x"),
}


def bench_anki(sizes: list[int]) -> None:
    """Print the figures for generated decks of these sizes; ``x`` is times the reference above."""
    print("\nAnki (seconds of the processor; x: times the reference above it in the same run;")
    print("memory: peak above the loaded fields; two processes, by the clock: times one of ours)")
    print(f"  {'questions':38}" + "".join(f"{size:>12,}" for size in sizes))
    columns = [_measure(size) for size in sizes]
    for key, (name, form) in _ROWS.items():
        print(f"  {name:38}" + "".join(f"{form.format(each[key]):>12}" for each in columns))


def _measure(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        found = _in_process("render", folder, str(size))
        plain = _in_process("genanki", folder)
        ours = _in_process("package", folder)
    return found | {
        "genanki": plain["seconds"],
        "genanki size": plain["size"] / 1e6,
        "genanki memory": plain["memory"] / 1e6,
        "package": ours["seconds"] / plain["seconds"],
        "size": ours["size"] / plain["size"],
        "memory": ours["memory"] / plain["memory"],
    }


def _in_process(step: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.anki", step, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


# --- what runs in a process of its own -----------------------------------------------------------


def _bench_rendering(folder: Path, size: int) -> dict[str, float]:
    deck = generate_deck(size)
    texts = list(_texts(deck))
    bare = MarkdownIt("commonmark").enable("table")
    warm = generate_deck(100)  # What is loaded with the first texts belongs to no text.
    render_notes(warm)
    for text in _texts(warm):
        bare.render(text)
    reference, _ = _time(lambda: [bare.render(text) for text in texts])
    alone, alone_clock = _time(lambda: render_notes(deck))
    both, both_clock = _time(lambda: render_notes(deck, jobs=2))
    with (folder / "fields").open("w", encoding="utf-8") as file:
        for note in render_notes(deck)[0]:
            file.write(json.dumps([note.id, note.guid, note.fields, note.tags]) + "\n")
    return {
        "texts": sum(map(len, texts)) / 1e6,
        "markdown": reference,
        "render": alone / reference,
        "render both": both / reference,
        "render clock": both_clock / alone_clock,
    }


def _texts(deck: Deck) -> Iterator[str]:
    for note in deck.notes:
        yield note.question
        yield note.answer
        yield from (variant.text for variant in note.variants)


def _bench_packaging(folder: Path, write: _Write) -> dict[str, float]:
    # Line by line, or what loading leaves free would hide what writing takes.
    with (folder / "fields").open(encoding="utf-8") as file:
        rendered = tuple(
            RenderedNote(NoteId(name), guid, "basic", tuple(fields), tuple(tags), "Bench")
            for name, guid, fields, tags in map(json.loads, file)
        )
    deck = Deck("bench", "Bench", notes=tuple(Note(note.id, "", "") for note in rendered))
    path = folder / "deck.apkg"
    write(path, Deck("warm", "Warm"), rendered[:10], _stamp("warm", rendered[:10]))
    gc.collect()
    forget_peak()
    before = memory_now()
    lock = _stamp(deck.id, rendered) if write is _write_package else None
    seconds, _ = _time(lambda: write(path, deck, rendered, lock))
    memory = peak_memory() - before
    return {"seconds": seconds, "memory": memory, "size": path.stat().st_size}


def _stamp(deck_id: str, rendered: Sequence[RenderedNote]) -> Lock:
    return stamp_rendered(Lock(deck_id), rendered, _CLOCK)


def _write_with_genanki(
    path: Path, deck: Deck, rendered: Sequence[RenderedNote], lock: Lock | None
) -> None:
    import genanki

    del lock

    model = genanki.Model(
        BASIC.id,
        BASIC.name,
        fields=[{"name": field.name} for field in BASIC.fields],
        templates=[{"name": BASIC.template_name, "qfmt": BASIC.front, "afmt": BASIC.back}],
        css=BASIC.css,
    )
    notes = genanki.Deck(1_763_683_200_000, deck.title)
    for due, note in enumerate(rendered, start=1):
        fields, tags = list(note.fields), list(note.tags)
        notes.add_note(genanki.Note(model, fields, guid=note.guid, tags=tags, due=due))
    genanki.Package(notes).write_to_file(path)


def _write_package(
    path: Path, deck: Deck, rendered: Sequence[RenderedNote], lock: Lock | None
) -> None:
    assert lock is not None
    with path.open("wb") as file:
        write_package(file, deck, rendered, lock)


def _time(run: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the processor, those of started processes included, and the clock's."""
    gc.collect()
    before, clock = _processor_seconds(), time.perf_counter()
    run()
    return _processor_seconds() - before, time.perf_counter() - clock


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _main() -> None:
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    step, folder = sys.argv[1], Path(sys.argv[2])
    if step == "render":
        figures = _bench_rendering(folder, int(sys.argv[3]))
    else:
        write = _write_with_genanki if step == "genanki" else _write_package
        figures = _bench_packaging(folder, write)
    print(json.dumps(figures))


if __name__ == "__main__":
    _main()
