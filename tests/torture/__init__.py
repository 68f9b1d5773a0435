"""A deck made to break things: texts by hand in the YAML files, long and many ones by code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.document import Deck, Note, NoteId, Place, Section, Source, SourceId, Variant
from nnexport.deck.text import clean_text
from tests.media_files import SVG, png, wav

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
CLOCK = 1_763_719_200  # 2025-11-21T10:00:00Z, in the past: Anki compares it with its own clock
DECK_ID = "torture"


@cache
def torture_deck() -> Deck:
    """Return all notes of the YAML files and of :func:`generated_notes` as one deck."""
    notes: list[Note] = []
    sections: list[Section] = []
    for path in FILES:
        loaded, problems = load_deck(path.read_text("utf-8"), path.name)
        assert loaded is not None, problems
        assert not [each for each in problems if each.code != "NN216"], problems
        notes += loaded.deck.notes
        sections += loaded.deck.sections
    return Deck(
        DECK_ID,
        "Torture <&> {{Deck}}",
        anki="Torture::A & <b>",
        tags=("torture",),
        sources=(SOURCE,),
        sections=tuple(sections),
        notes=(*notes, *generated_notes()),
    )


PICTURES = {
    "a/cell.png": png(1),
    "b/cell.png": png(2),
    "a/b/cell.png": png(3),
    "a/CELL.png": png(4),
    "b/copy-of-cell.png": png(1),
    "a/leaf.png": png(5),
    "a/LEAF2.PNG": png(6),
    "a/two words.png": png(7),
    "a/größe.png": png(8),
    "a/صورة.png": png(9),
    "a/v1.2.final.png": png(10),
    "a/it's & that.png": png(11),
    "a/drawing.svg": SVG,
    "a/beep.wav": wav(),
    "b/beep.wav": wav(b"\x70" * 80),
}


def write_torture(folder: Path) -> Path:
    """Write the deck with its pictures and sounds into a folder; return the path of its YAML."""
    for name, data in PICTURES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    path = folder / "torture.yaml"
    path.write_text(dump_deck(torture_deck()), "utf-8")
    return path


SOURCE = Source(SourceId("s"), "sources/s.txt", title="Source <i> & {{x}} \\(y\\) [sound:z.mp3]")


def generated_notes() -> tuple[Note, ...]:
    """Return notes that would be long to write down."""
    return (
        _note("long-answer", "What is said in five thousand words?", _words(5000)),
        _note("long-question", _words(170, paragraph=10**6).removesuffix(".") + "?", "Much."),
        _note("long-word", "How long is one word?", "x" * 5000 + " and " + "字" * 3000),
        _note("long-lines", "How wide is code?", _wide_code()),
        _note(
            "long-list", "What is in a list of 300?", "\n".join(f"- item {n}" for n in range(300))
        ),
        _note("long-table", "What is in a table of 100 rows?", _table(100)),
        _note("deep-quote", "How deep is a quote?", "> " * 30 + "as deep as this"),
        _note("thirty-deep", "How deep is a list?", _deep_list(30)),
        _note("too-deep", "How deep may a list be?", _deep_list(60)),
        _note(
            "many-formulas",
            "What are 300 formulas?",
            ", ".join(f"$x_{{{n}}}<{n}$" for n in range(300)),
        ),
        replace(_note("many-tags", "Which tags?", "Three hundred."), tags=_tags(300)),
        replace(
            _note("with-variants", "What do two sources say?", "What *both* say: a<b."),
            variants=(
                Variant(Place(SOURCE.id, ((1, 2),)), "The *first* says a<b & {{c1::x}}."),
                Variant(Place(SOURCE.id, ((3, 4),)), "- The second\n- says $a<b$ \\(so\\)."),
            ),
        ),
    )


def many_deck(count: int) -> Deck:
    """Return a deck of many short notes, each question one letter or digit from the next."""
    notes = (
        Note(NoteId(f"short-{n}"), f"What is <{n}>?", f"It is `{n}`.", tags=(f"h{n // 100}",))
        for n in range(count)
    )
    return Deck("many", "Many", notes=tuple(notes))


def _note(name: str, question: str, answer: str) -> Note:
    return Note(NoteId(name), clean_text(question), clean_text(answer))


def _words(count: int, paragraph: int = 90) -> str:
    """Return sentences of made-up words, none of them twice, in paragraphs and lists."""
    parts = []
    for start in range(0, count, 10):
        sentence = " ".join(f"w{n}o" for n in range(start, min(start + 10, count)))
        mark = "\n\n" if start % paragraph == 0 and start else " "
        parts.append(f"{mark}{sentence.capitalize()}.")
    return "".join(parts).strip()


def _wide_code() -> str:
    line = "x = " + " + ".join(f"a[{n}]<b&&c" for n in range(40))
    assert len(line) > 400
    return f"```python\n{line}\n    {line}\n```\n\nInside of a line: `{line}`."


def _table(rows: int) -> str:
    body = "\n".join(f"| {n} | `a \\| {n}` | $x_{{{n}}}$ |" for n in range(rows))
    return f"| n | code | formula |\n|--:|:---|:-:|\n{body}"


def _deep_list(depth: int) -> str:
    return "\n".join("  " * level + f"- level {level}" for level in range(depth))


def _tags(count: int) -> tuple[str, ...]:
    return tuple(f"torture::{n % 7}::tag-{n}" for n in range(count))
